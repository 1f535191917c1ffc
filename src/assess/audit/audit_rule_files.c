/* Against other files: last year's plan or bulletin, and plans of the level below. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/audit/audit.h"

/* --- base figures: 快报数 and 核实数 --- */

static void say_previous(ot_audit *a, ot_audit_finding *f, const ot_fact *now,
                         const ot_fact *then) {
    ot_finding_say(a, f->text, "this plan prints %s%.0s for %d, the earlier document %s%.0s.",
                   "本计划所列%.0s%s（%d年），前一文件为%.0s%s。",
                   ot_say_printed(a, now, OT_LANGUAGE_EN), ot_say_printed(a, now, OT_LANGUAGE_ZH),
                   now->year, ot_say_printed(a, then, OT_LANGUAGE_EN),
                   ot_say_printed(a, then, OT_LANGUAGE_ZH));
    ot_finding_say(a, f->reason, "one is the preliminary figure, the other the verified one",
                   "一为快报数，一为核实数");
    ot_finding_say(a, f->advice, "which of them is the verified one, and note the revision",
                   "请核实何者为核实数，并注明修订");
    ot_finding_say(a, f->question, "Was the figure of %d revised, and when?",
                   "%d年数据是否经过修订？何时修订？", now->year);
}

static void compare_previous(ot_audit *a, const ot_fact *now, const ot_fact *then) {
    if (!then || !then->is_actual || !now->unit != !then->unit) return;
    if (now->unit && !ot_unit_same_dimension(now->unit, then->unit)) return;
    if (ot_interval_meets(now->value, then->value)) return;
    const ot_finding_draft draft = {.check = &ot_check_previous,
                                    .severity = OT_AUDIT_SCOPE,
                                    .subject = now,
                                    .year = now->year,
                                    .fact = {now, then},
                                    .n_facts = 2,
                                    .computed = now->value,
                                    .stated = then->value,
                                    .scale = now->scale,
                                    .unit = {now->statement->unit[0], now->statement->unit[1]}};
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (f) say_previous(a, f, now, then);
}

static void look_for_previous(ot_audit *a) {
    ot_fact_index then = {0};
    if (!a->options.previous || ot_facts_make(a, a->options.previous, &then, NULL)) {
        free(then.fact);
        return;
    }
    for (size_t i = 0; i < a->facts.n; i++) {
        const ot_fact *now = &a->facts.fact[i];
        if (!now->is_actual || now->year == 0 || now->measure == OT_FACT_WORDS) continue;
        if (ot_facts_find(&a->facts, now->key, now->measure, now->year) == now)
            compare_previous(a, now, ot_facts_find(&then, now->key, now->measure, now->year));
    }
    free(then.fact);
}

/* --- two levels --- */

typedef struct below { /* the plans of the level below, indexed */
    ot_fact_index *part;
    size_t n;
} below;

static int is_additive(const ot_fact *f) {
    if (f->measure != OT_FACT_LEVEL || f->is_rate || !f->unit) return 0;
    int n_down = 0;
    for (int d = 0; d < OT_N_DIMENSIONS; d++)
        n_down += f->unit->exponent[d] < 0;
    const char *name = f->statement->name[OT_LANGUAGE_ZH];
    return n_down == 0 && !strstr(name, "人均") && !strstr(name, "平均") && !strstr(name, "每") &&
           !strstr(name, "指数");
}

static ot_audit_finding *draft_levels(ot_audit *a, const ot_fact *whole, ot_audit_severity severity,
                                      ot_interval made, const below *b) {
    const ot_fact **fact = ot_arena_alloc(a->arena, b->n + 1, sizeof *fact);
    size_t n = 0;
    if (!fact) {
        a->failed = 1;
        return NULL;
    }
    fact[n++] = whole;
    for (size_t k = 0; k < b->n; k++) {
        const ot_fact *part = ot_facts_find(&b->part[k], whole->key, whole->measure, whole->year);
        if (part) fact[n++] = part;
    }
    const ot_finding_draft draft = {
        .check = &ot_check_levels,
        .severity = severity,
        .subject = whole,
        .year = whole->year,
        .list = fact,
        .n_facts = n,
        .computed = made,
        .stated = whole->value,
        .scale = whole->scale,
        .unit = {whole->measure == OT_FACT_GROWTH ? "%" : whole->statement->unit[0],
                 whole->measure == OT_FACT_GROWTH ? "%" : whole->statement->unit[1]}};
    return ot_finding_add(a, &draft);
}

static void check_sum(ot_audit *a, const ot_fact *whole, const below *b) {
    ot_interval sum = ot_interval_at(0.0);
    double point = 0.0;
    for (size_t k = 0; k < b->n; k++) {
        const ot_fact *part = ot_facts_level(&b->part[k], whole->key, whole->year);
        if (!part || !part->unit || !ot_unit_same_dimension(part->unit, whole->unit)) return;
        sum = ot_interval_add(sum, part->value);
        point += part->point;
    }
    const int is_less = sum.high < whole->value.low;
    if (ot_interval_meets(sum, whole->value) || (is_less && b->n == 1)) return;
    /* What is missing may not have been divided, or not been given here. */
    ot_audit_finding *f = draft_levels(a, whole, is_less ? OT_AUDIT_NOTE : OT_AUDIT_SCOPE, sum, b);
    if (!f) return;
    ot_finding_say(
        a, f->text, "the %d plans of the level below add up to %s%.0s; this plan prints %s%.0s.",
        "下级%d个计划合计为%.0s%s，本级所列为%.0s%s。", (int)b->n,
        ot_say_like(a, whole, point, OT_LANGUAGE_EN), ot_say_like(a, whole, point, OT_LANGUAGE_ZH),
        ot_say_printed(a, whole, OT_LANGUAGE_EN), ot_say_printed(a, whole, OT_LANGUAGE_ZH));
    ot_finding_say(a, f->reason,
                   "the level below raised its targets; units directly under this level are not in "
                   "the parts; a part is missing",
                   "层层加码；本级直属单位未计入下级；缺少某个下级计划");
    ot_finding_say(a, f->advice, "what the difference is", "请核实差额的构成");
    ot_finding_say(a, f->question, "Where does the difference come from?", "差额从何而来？");
}

/* The growth that the parts' targets make together, weighted by their levels of the year before. */
static int average(const ot_fact *whole, const below *b, double *out) {
    double sum = 0.0, weight = 0.0;
    for (size_t k = 0; k < b->n; k++) {
        const ot_fact *growth = ot_facts_find(&b->part[k], whole->key, OT_FACT_GROWTH, whole->year);
        const ot_fact *base = ot_facts_level(&b->part[k], whole->key, whole->year - 1);
        if (!growth || !base || !(base->point > 0)) return 0;
        sum += base->point * growth->point;
        weight += base->point;
    }
    *out = sum / weight;
    return b->n > 0 && isfinite(*out);
}

static void check_average(ot_audit *a, const ot_fact *whole, const below *b) {
    double made;
    if (!average(whole, b, &made)) return;
    const double slack = whole->figure.half_unit * whole->scale;
    if (fabs(made - whole->point) <= slack) return;
    ot_audit_finding *f = draft_levels(a, whole, OT_AUDIT_NOTE, ot_interval_at(made), b);
    if (!f) return;
    const int is_more = made > whole->point;
    ot_finding_say(
        a, f->text,
        "the targets of the %d plans below, weighted by their base levels, make %s; this "
        "plan says %s%.0s: %s%.0s.",
        "下级%d个计划的目标按基数加权平均为%s，本级为%.0s%s：%.0s%s。", (int)b->n,
        ot_say_percent(a, made), ot_say_printed(a, whole, OT_LANGUAGE_EN),
        ot_say_printed(a, whole, OT_LANGUAGE_ZH),
        is_more ? "targets were raised from level to level" : "they do not suffice for it",
        is_more ? "存在层层加码" : "不足以支撑本级目标");
    ot_finding_say(a, f->reason, "targets were set apart from each other", "各级目标分别拟定");
    ot_finding_say(a, f->advice, "how the target was handed down", "请核实目标的分解办法");
    ot_finding_say(a, f->question, "How was the target divided among the parts?",
                   "目标是如何分解到下级的？");
}

static void compare_levels(ot_audit *a, const below *b) {
    for (size_t i = 0; i < a->facts.n; i++) {
        const ot_fact *f = &a->facts.fact[i];
        if (f->is_actual || f->is_programme || f->year == 0) continue;
        if (ot_facts_find(&a->facts, f->key, f->measure, f->year) != f) continue;
        if (is_additive(f)) check_sum(a, f, b);
        if (f->measure == OT_FACT_GROWTH) check_average(a, f, b);
    }
}

static void look_for_levels(ot_audit *a) {
    const size_t n = a->options.n_parts;
    below b = {calloc(n + 1, sizeof *b.part), n};
    if (!b.part) a->failed = 1;
    for (size_t k = 0; k < n && b.part && !a->failed; k++)
        if (ot_facts_make(a, a->options.part[k], &b.part[k], NULL)) break;
    if (n > 0 && !a->failed) compare_levels(a, &b);
    for (size_t k = 0; k < n && b.part; k++)
        free(b.part[k].fact);
    free(b.part);
}

const ot_audit_check ot_check_previous = {
    {"previous",
     {"base against the earlier document", "基数与前一文件"},
     {"A past year must be what the earlier document printed, or its revision be noted.",
      "以往年份的数据应与前一文件一致，或注明修订。"},
     OT_AUDIT_SCOPE},
    look_for_previous};

const ot_audit_check ot_check_levels = {
    {"levels",
     {"two levels", "上下级计划"},
     {"Targets of the level below must add up, or average, to those of this one.",
      "下级目标之和或加权平均应与本级目标衔接。"},
     OT_AUDIT_SCOPE},
    look_for_levels};
