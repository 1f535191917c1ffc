#include "assess/audit/audit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *text[OT_N_LANGUAGES];
} SEVERITY[] = {
#define OT_ROW(name, word, english, chinese) {word, {english, chinese}},
    OT_AUDIT_SEVERITY_LIST(OT_ROW)
#undef OT_ROW
};

const char *ot_audit_severity_name(ot_audit_severity severity) {
    assert((size_t)severity < OT_N_AUDIT_SEVERITIES);
    return SEVERITY[severity].name;
}

const char *ot_audit_severity_text(ot_audit_severity severity, ot_language language) {
    assert((size_t)severity < OT_N_AUDIT_SEVERITIES);
    return SEVERITY[severity].text[language];
}

/* Findings of one severity stand together, in the order of the plan. */
static int by_severity(const void *x, const void *y) {
    const ot_audit_finding *a = x, *b = y;
    if (a->severity != b->severity) return a->severity < b->severity ? -1 : 1;
    const ot_statement *s = a->n_figures > 0 ? a->figure[0].statement : NULL;
    const ot_statement *t = b->n_figures > 0 ? b->figure[0].statement : NULL;
    if (s && t && s != t) return s < t ? -1 : 1;
    const size_t i = ot_audit_rule_order(a->rule), j = ot_audit_rule_order(b->rule);
    return i != j ? (i < j ? -1 : 1) : strcmp(a->id, b->id);
}

static ot_status check(ot_audit *a, ot_error *err) {
    ot_status status = ot_relations_load(a, err);
    if (!status) status = ot_facts_make(a, a->plan, &a->facts, err);
    if (!status) ot_facts_adopt(a);
    if (!status) ot_audit_check_all(a);
    if (!status && !a->failed) ot_audit_repairs(a);
    if (status || a->failed)
        return status ? status
                      : ot_fail(err, OT_ERR_NOMEM, "no memory for the audit", "内存不足以完成审核");
    if (a->found.n > 0) qsort(a->found.finding, a->found.n, sizeof *a->found.finding, by_severity);
    return OT_OK;
}

ot_status ot_audit_new(const ot_plan *plan, const ot_audit_options *options, ot_notes *notes,
                       ot_audit **out, ot_error *err) {
    static const ot_audit_options NONE = {0};
    ot_audit *a = calloc(1, sizeof *a);
    if (a) a->arena = ot_arena_new();
    if (!a || !a->arena) {
        ot_audit_free(a);
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the audit", "内存不足以完成审核");
    }
    a->plan = plan;
    a->options = options ? *options : NONE;
    a->notes = notes;
    ot_pool_init(&a->pool, a->arena);
    const ot_status status = check(a, err);
    if (status)
        ot_audit_free(a);
    else
        *out = a;
    return status;
}

void ot_audit_free(ot_audit *audit) {
    if (!audit) return;
    if (audit->arena) ot_pool_clear(&audit->pool);
    free(audit->relations.row);
    free(audit->relations.entry);
    free(audit->facts.fact);
    free(audit->tie);
    free(audit->found.finding);
    free(audit->repair);
    free(audit->unlisted);
    ot_arena_free(audit->arena);
    free(audit);
}

size_t ot_audit_count(const ot_audit *audit) { return audit->found.n; }

const ot_audit_finding *ot_audit_at(const ot_audit *audit, size_t i) {
    assert(i < audit->found.n);
    return &audit->found.finding[i];
}

size_t ot_audit_n_repairs(const ot_audit *audit) { return audit->n_repairs; }

const ot_audit_repair *ot_audit_repair_at(const ot_audit *audit, size_t i) {
    assert(i < audit->n_repairs);
    return &audit->repair[i];
}

size_t ot_audit_n_unlisted(const ot_audit *audit) { return audit->n_unlisted; }

const ot_audit_unlisted *ot_audit_unlisted_at(const ot_audit *audit, size_t i) {
    assert(i < audit->n_unlisted);
    return &audit->unlisted[i];
}

size_t ot_audit_n_figures(const ot_audit *audit) {
    size_t n = 0;
    for (size_t i = 0; i < audit->facts.n; i++)
        n += audit->facts.fact[i].measure != OT_FACT_WORDS;
    return n;
}

size_t ot_audit_n_compared(const ot_audit *audit) { return audit->n_ties; }

size_t ot_audit_n_agreeing(const ot_audit *audit) {
    size_t n = 0;
    for (size_t i = 0; i < audit->n_ties; i++)
        n += audit->tie[i].verdict != OT_TIE_BROKEN;
    return n;
}

const ot_plan *ot_audit_plan(const ot_audit *audit) { return audit->plan; }

int ot_audit_is_questioned(const ot_audit *audit) {
    for (size_t i = 0; i < audit->found.n; i++)
        if (audit->found.finding[i].severity <= OT_AUDIT_SCOPE) return 1;
    return 0;
}
