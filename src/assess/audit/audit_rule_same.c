/* One target in two places: another value, bound or tolerance, even where both can hold. */
#include <math.h>
#include <string.h>

#include "assess/audit/audit.h"

static int is_target(const ot_fact *f) { return !f->is_actual && !f->is_programme && f->year > 0; }

static int is_same_value(const ot_fact *x, const ot_fact *y) {
    const ot_interval a = ot_interval_around(x->point, 0.0), b = ot_interval_around(y->point, 0.0);
    return ot_interval_meets(a, b);
}

/* Without a number: rising against falling and the like, not the choice of the verb. */
static int says_the_same(const ot_fact *x, const ot_fact *y) {
    const int has_x = x->measure != OT_FACT_WORDS, has_y = y->measure != OT_FACT_WORDS;
    if (!has_x || !has_y) return 1;
    if (x->relation == OT_RELATION_WITHIN && y->relation == OT_RELATION_WITHIN)
        return is_same_value(x, y) &&
               !(fabs(x->value.high - y->value.high) > 1e-9 * fabs(x->point));
    return x->relation == y->relation && is_same_value(x, y);
}

/* Two sections of the text may mean two scopes by one name (rural and urban rates): only the
 * opening and the table speak of the whole. */
static int may_differ_in_scope(const ot_fact *x, const ot_fact *y) {
    if (x->is_table || y->is_table) return 0;
    const char *a = x->statement->section, *b = y->statement->section;
    return x->is_rate && strcmp(a, b) != 0 && !strstr(a, "序") && !strstr(b, "序");
}

/* 1 when they differ by just a power of ten: 0 when not. */
static int is_power_of_ten(double ratio) {
    const double e = log10(fabs(ratio));
    return isfinite(e) && fabs(e) > 0.5 && fabs(e - round(e)) < 1e-9;
}

static void say_why(ot_audit *a, ot_audit_finding *f, const ot_fact *x, const ot_fact *y) {
    if (is_power_of_ten(x->point / y->point))
        ot_finding_say(a, f->reason, "the units differ: one value is a power of ten of the other",
                       "计量单位不一致：两数恰好相差十的整数次方");
    else if (is_same_value(x, y))
        ot_finding_say(a, f->reason, "the bound was left out or changed when the text was edited",
                       "文字修改时漏写或改动了“以上”“左右”“以内”等限定词");
    else
        ot_finding_say(a, f->reason, "one of the two places was not updated",
                       "其中一处未同步修改；两处口径不同");
    ot_finding_say(a, f->advice, "which wording was adopted, and use it in both places",
                   "请核实以何者为准，并统一两处表述");
    ot_finding_say(a, f->question, "Is the commitment %s%.0s or %s%.0s?",
                   "目标是“%.0s%s”还是“%.0s%s”？", ot_say_printed(a, x, OT_LANGUAGE_EN),
                   ot_say_printed(a, x, OT_LANGUAGE_ZH), ot_say_printed(a, y, OT_LANGUAGE_EN),
                   ot_say_printed(a, y, OT_LANGUAGE_ZH));
}

static void report(ot_audit *a, const ot_fact *x, const ot_fact *y) {
    const ot_finding_draft draft = {.check = &ot_check_same_commitment,
                                    .severity = OT_AUDIT_WORDING,
                                    .subject = x->is_table ? x : y,
                                    .year = x->year,
                                    .fact = {x, y},
                                    .n_facts = 2,
                                    .computed = x->value,
                                    .stated = y->value,
                                    .scale = x->scale,
                                    .unit = {x->statement->unit[0], x->statement->unit[1]}};
    ot_audit_finding *f = ot_finding_add(a, &draft);
    const char *of_x[OT_N_LANGUAGES], *of_y[OT_N_LANGUAGES];
    if (!f) return;
    ot_say_part(a, x, of_x);
    ot_say_part(a, y, of_y);
    ot_finding_say(a, f->text, "%s%.0s says %s%.0s, %s%.0s says %s%.0s.",
                   "%.0s%s为“%.0s%s”，%.0s%s为“%.0s%s”。", of_x[0], of_x[1],
                   ot_say_printed(a, x, OT_LANGUAGE_EN), ot_say_printed(a, x, OT_LANGUAGE_ZH),
                   of_y[0], of_y[1], ot_say_printed(a, y, OT_LANGUAGE_EN),
                   ot_say_printed(a, y, OT_LANGUAGE_ZH));
    say_why(a, f, x, y);
}

/* Has one of the statements from `first` on said what x says, beside y? Then it was reported. */
static int is_said(const ot_fact *first, const ot_fact *x, const ot_fact *y) {
    for (const ot_fact *z = first; z < x; z++)
        if (z != y && is_target(z) && says_the_same(z, x)) return 1;
    return 0;
}

/* A statement against the one that speaks for its quantity, measure and year, whose statements
 * begin at `first`. */
static void check(ot_audit *a, const ot_fact *first, const ot_fact *x, const ot_fact *y) {
    if (!x->unit != !y->unit || (x->unit && !ot_unit_same_dimension(x->unit, y->unit))) return;
    if (x->is_rate != y->is_rate) return;
    const ot_fact *const fact[] = {x, y};
    if (may_differ_in_scope(x, y)) return;
    if (x->measure != OT_FACT_WORDS && y->measure != OT_FACT_WORDS)
        (void)ot_tie_add(a, OT_TIE_SAME, fact, 2);
    if (!says_the_same(x, y) && !is_said(first, x, y)) report(a, x, y);
}

/* Facts of one quantity, measure and year stand together: their end. */
static size_t run_end(const ot_fact_index *facts, size_t first) {
    const ot_fact *x = &facts->fact[first];
    size_t end = first + 1;
    while (end < facts->n && facts->fact[end].key == x->key &&
           facts->fact[end].measure == x->measure && facts->fact[end].year == x->year)
        end++;
    return end;
}

/* The statement of the target that others are held against: the table's, else the first. */
static const ot_fact *first_target(const ot_fact *first, size_t n) {
    const ot_fact *best = NULL;
    for (size_t i = 0; i < n; i++)
        if (is_target(&first[i]) && (!best || (first[i].is_table && !best->is_table)))
            best = &first[i];
    return best;
}

static void check_run(ot_audit *a, const ot_fact *first, size_t n) {
    const ot_fact *x = first_target(first, n);
    if (first->measure == OT_FACT_NEW || first->measure == OT_FACT_WORDS) return;
    for (size_t i = 0; i < n; i++)
        if (is_target(&first[i]) && &first[i] != x) check(a, first, &first[i], x);
}

static void look_for_same_commitment(ot_audit *a) {
    size_t end;
    for (size_t i = 0; i < a->facts.n; i = end) {
        end = run_end(&a->facts, i);
        check_run(a, &a->facts.fact[i], end - i);
    }
}

const ot_audit_check ot_check_same_commitment = {
    {"same_commitment",
     {"one target in two places", "同一目标两处表述"},
     {"A target that is stated twice must have one value, one bound and one tolerance, even where "
      "both wordings could hold at once.",
      "同一目标在两处出现时，数值、上下限和“左右”等限定应一致，即使两种表述可以同时成立。"},
     OT_AUDIT_WORDING},
    look_for_same_commitment};
