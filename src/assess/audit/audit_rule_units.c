/* Units of one quantity that are written in two ways, rates in rows called an index, and past years
 * that are printed as bounds. */
#include <math.h>
#include <string.h>

#include "assess/audit/audit.h"

static ot_audit_finding *note(ot_audit *a, const ot_audit_check *check, const ot_fact *const *fact,
                              size_t n) {
    ot_finding_draft draft = {.check = check,
                              .severity = OT_AUDIT_NOTE,
                              .subject = fact[0],
                              .year = fact[0]->year,
                              .n_facts = n};
    for (size_t i = 0; i < n; i++)
        draft.fact[i] = fact[i];
    return ot_finding_add(a, &draft);
}

/* 万（头）只 and 万头（只） are one unit in two spellings. */
static void check_spelling(ot_audit *a, const ot_fact *x, const ot_fact *y) {
    const char *u = x->statement->unit[OT_LANGUAGE_ZH], *v = y->statement->unit[OT_LANGUAGE_ZH];
    if (!x->unit || x->unit != y->unit || strcmp(u, v) == 0 || x->is_rate) return;
    const ot_fact *const fact[] = {x, y};
    ot_audit_finding *f = note(a, &ot_check_units, fact, 2);
    if (!f) return;
    ot_finding_say(a, f->text, "the unit is written %s here and %s there.",
                   "计量单位一处写作“%s”，另一处写作“%s”。", u, v);
    ot_finding_say(a, f->reason, "a slip of the pen", "书写不统一");
    ot_finding_say(a, f->advice, "use one spelling", "请统一计量单位的写法");
}

/* An index on last year = 100 would be near 100. */
static void check_index(ot_audit *a, const ot_fact *f) {
    static const double LEAST = 50.0;
    const char *name = f->statement->name[OT_LANGUAGE_ZH];
    if (!strstr(name, "=100") && !strstr(name, "＝100")) return;
    if (fabs(f->figure.value) >= LEAST) return;
    ot_audit_finding *found = note(a, &ot_check_units, &f, 1);
    if (!found) return;
    ot_finding_say(a, found->text,
                   "the row is called an index (last year = 100), and %s%.0s is a rate of change.",
                   "指标名称为指数（上年=100），所列%.0s%s为涨跌幅。",
                   ot_say_printed(a, f, OT_LANGUAGE_EN), ot_say_printed(a, f, OT_LANGUAGE_ZH));
    ot_finding_say(a, found->reason, "the name is that of the yearbook", "沿用统计指标名称");
    ot_finding_say(a, found->advice, "call it a rate of change, or print the index",
                   "请将名称改为涨幅，或改列指数");
}

/* In a table, whose columns are headed as outturns; a text may well say that 90 % was passed. */
static void check_actual(ot_audit *a, const ot_fact *f) {
    if (!f->is_actual || !f->is_table || f->measure == OT_FACT_WORDS || ot_fact_is_plain(f)) return;
    ot_audit_finding *found = note(a, &ot_check_actual_bound, &f, 1);
    if (!found) return;
    ot_finding_say(a, found->text, "a past year is given as a bound, %s%.0s, not as a number.",
                   "已过去年份的实际数列为“%.0s%s”，未列具体数。",
                   ot_say_printed(a, f, OT_LANGUAGE_EN), ot_say_printed(a, f, OT_LANGUAGE_ZH));
    ot_finding_say(a, found->reason,
                   "the target of that year was kept; the survey is not published",
                   "沿用当年的目标；调查数据不对外公布");
    ot_finding_say(a, found->advice, "the outturn of %d", "请补充%d年实际数", f->year);
    ot_finding_say(a, found->question, "What was the outturn of %d?", "%d年实际数是多少？",
                   f->year);
}

static void look_for_units(ot_audit *a) {
    int is_index_said = 0;
    for (size_t i = 0, first = 0; i < a->facts.n; i++) {
        const ot_fact *f = &a->facts.fact[i];
        if (a->facts.fact[first].key != f->key) {
            first = i;
            is_index_said = 0;
        }
        const ot_fact *head = &a->facts.fact[first];
        const size_t before = a->found.n;
        if (i > first && f->measure != OT_FACT_GROWTH && head->measure != OT_FACT_GROWTH &&
            f->measure != OT_FACT_WORDS && f[-1].unit == f->unit && f->statement != head->statement)
            check_spelling(a, head, f);
        if (f->measure == OT_FACT_GROWTH && !is_index_said) check_index(a, f);
        is_index_said |= a->found.n > before;
        check_actual(a, f);
    }
}

const ot_audit_check ot_check_units = {
    {"units",
     {"units", "计量单位"},
     {"One quantity has one unit, written in one way; an index is an index and a rate a rate.",
      "同一指标计量单位的写法应统一；指数与涨跌幅不应混用。"},
     OT_AUDIT_NOTE},
    look_for_units};

const ot_audit_check ot_check_actual_bound = {
    {"actual_bound",
     {"past year as a bound", "实际数列为上下限"},
     {"A past year should be printed as a number.", "已过去的年份应列具体数。"},
     OT_AUDIT_NOTE},
    NULL};
