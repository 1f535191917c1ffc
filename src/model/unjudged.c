#include "model/build.h"

#include <string.h>

static int says_the_same(const ot_model_target *t, const ot_statement *s) {
    const ot_statement *own = t->statement;
    return own && strcmp(own->indicator, s->indicator) == 0 && own->year == s->year &&
           own->figure.value == s->figure.value && /* both printed: equal digits, equal doubles */
           strcmp(own->unit[OT_LANGUAGE_ZH], s->unit[OT_LANGUAGE_ZH]) == 0;
}

typedef struct reason {
    const char *text[OT_N_LANGUAGES];
} reason;

/* Statements that say nothing to be judged, whatever the model holds. */
static const struct {
    const char *role;
    reason reason;
} ROLE[] = {
    {"project", {{"a project of the plan: listed, not judged", "属计划项目，仅列示，不作评判"}}},
    {"description", {{"a description, not a target", "属情况说明，不是目标"}}},
    {"milestone", {{"a milestone without a number", "属里程碑事项，没有数值"}}},
};

static const reason REPEATED = {
    {"another statement with the same value is judged", "已就另一处相同数值的条目作评判"}};
static const reason ASSIGNED = {
    {"its value is assigned by the region and not printed", "数值由自治区下达，文件未列出"}};
static const reason NO_VALUE = {{"the document prints no value for it", "文件没有给出数值"}};
static const reason NOT_TAKEN = {{"the model projects its indicator, but no target takes it",
                                  "模型虽推演该指标，但未将此条设为目标"}};
static const reason NO_INDICATOR = {
    {"the model projects no indicator for it", "模型没有推演相应指标"}};

static int is_judged(const ot_model *m, const ot_statement *s) {
    for (size_t k = 0; k < m->n_targets; k++)
        if (m->target[k].statement == s) return 1;
    return 0;
}

static int is_repeated(const ot_model *m, const ot_statement *s) {
    for (size_t k = 0; k < m->n_targets; k++)
        if (says_the_same(&m->target[k], s)) return 1;
    return 0;
}

static const reason *why_unjudged(const ot_model *m, const ot_statement *s) {
    if (is_repeated(m, s)) return &REPEATED;
    for (size_t r = 0; r < sizeof ROLE / sizeof *ROLE; r++)
        if (strcmp(s->role, ROLE[r].role) == 0) return &ROLE[r].reason;
    if (s->relation == OT_RELATION_ASSIGNED) return &ASSIGNED;
    if (s->figure.kind == OT_FIGURE_MISSING) return &NO_VALUE;
    const size_t row = ot_symbols_find(m, s->indicator, strlen(s->indicator));
    return row < m->n_indicators ? &NOT_TAKEN : &NO_INDICATOR;
}

ot_status ot_build_unjudged(const ot_build *b) {
    ot_model *m = b->model;
    const size_t n = m->plan ? ot_plan_count(m->plan) : 0;
    m->unjudged = ot_build_alloc(b, n, sizeof *m->unjudged);
    if (!m->unjudged) return OT_ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        ot_unjudged u = {.statement = ot_plan_at(m->plan, i)};
        if (strcmp(u.statement->role, "fact") == 0 || is_judged(m, u.statement)) continue;
        memcpy(u.reason, why_unjudged(m, u.statement)->text, sizeof u.reason);
        m->unjudged[m->n_unjudged++] = u;
    }
    return OT_OK;
}
