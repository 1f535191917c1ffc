/* Ratios that two figures imply, against the plausible range that relations.csv states. */
#include <math.h>
#include <string.h>

#include "assess/audit/audit.h"
#include "base/number.h"

enum { DECIMALS = 2 };

static const char *shortest(ot_audit *a, double value) {
    char text[OT_NUMBER_SIZE];
    const char *out[OT_N_LANGUAGES];
    ot_number_shortest(value, text);
    ot_finding_say(a, out, "%s", "%s", text);
    return out[0];
}

/* Without a unit one is so many times the other; else they make a quantity. */
static void say_ratio(ot_audit *a, ot_audit_finding *f, const ot_relation_row *row,
                      const char *const top[OT_N_LANGUAGES],
                      const char *const bottom[OT_N_LANGUAGES], const char *ratio) {
    const char *low = shortest(a, row->low), *high = shortest(a, row->high);
    if (!row->unit || !*row->unit->text[0])
        ot_finding_say(a, f->text,
                       "%s%.0s is %s times %s%.0s%.0s (%s%.0s); the plausible range is %s to %s.",
                       "%.0s%s为%.0s%.0s%s的%s倍（%.0s%s），合理范围为%s至%s倍。", top[0], top[1],
                       ratio, bottom[0], bottom[1], ratio, row->text[0], row->text[1], low, high);
    else
        ot_finding_say(
            a, f->text,
            "%s%.0s over %s%.0s make %s %s%.0s (%s%.0s); the plausible range is %s to %s.",
            "%.0s%s与%.0s%s推算为%s%.0s%s（%.0s%s），合理范围为%s至%s。", top[0], top[1], bottom[0],
            bottom[1], ratio, row->unit->text[0], row->unit->text[1], row->text[0], row->text[1],
            low, high);
}

static void say(ot_audit *a, ot_audit_finding *f, const ot_relation_row *row, const ot_fact *top,
                const ot_fact *bottom, double ratio) {
    const double scale = row->unit ? row->unit->scale : 1.0;
    const char *const above[] = {ot_say_printed(a, top, OT_LANGUAGE_EN),
                                 ot_say_printed(a, top, OT_LANGUAGE_ZH)};
    const char *const below[] = {ot_say_printed(a, bottom, OT_LANGUAGE_EN),
                                 ot_say_printed(a, bottom, OT_LANGUAGE_ZH)};
    say_ratio(a, f, row, above, below, ot_say_number(a, ratio / scale, DECIMALS));
    ot_finding_say(a, f->reason,
                   "one figure counts several years or another area; a unit was mistyped",
                   "其中一个数为多年合计或范围不同；计量单位有误");
    ot_finding_say(a, f->advice, "the scope and the unit of both", "请核实两个数的口径和单位");
    ot_finding_say(a, f->question, "What do both figures count?", "两个数各按何种口径统计？");
}

static void check(ot_audit *a, const ot_relation_row *row, const ot_fact *top,
                  const ot_fact *bottom) {
    const ot_unit *unit = row->unit;
    if (!top->unit || !bottom->unit || top->is_rate || bottom->is_rate) return;
    const ot_unit made = ot_unit_product(top->unit, bottom->unit, -1);
    const ot_unit none = {.scale = 1.0};
    if (!ot_unit_same_dimension(&made, unit ? unit : &none)) return;
    const ot_interval range = {row->low * (unit ? unit->scale : 1.0),
                               row->high * (unit ? unit->scale : 1.0)};
    const double ratio = top->point / bottom->point;
    const ot_interval value =
        ot_interval_divide(ot_interval_at(top->point), ot_interval_at(bottom->point));
    if (!isfinite(ratio) || ot_interval_meets(value, range)) return;
    const ot_finding_draft draft = {.check = &ot_check_ratio,
                                    .severity = OT_AUDIT_NOTE,
                                    .subject = top,
                                    .year = top->year,
                                    .fact = {top, bottom},
                                    .n_facts = 2,
                                    .computed = value,
                                    .stated = range,
                                    .scale = unit ? unit->scale : 1.0,
                                    .unit = {unit ? unit->text[0] : "", unit ? unit->text[1] : ""}};
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (f) say(a, f, row, top, bottom, ratio);
}

static void look_for_ratio(ot_audit *a) {
    for (size_t r = 0; r < a->relations.n; r++) {
        const ot_relation_row *row = &a->relations.row[r];
        for (size_t i = 0; row->kind == OT_ROW_RATIO && i < a->facts.n; i++) {
            const ot_fact *top = &a->facts.fact[i];
            if (top->measure != OT_FACT_LEVEL || top->year == 0) continue;
            if (strcmp(top->key, row->subject) != 0) continue;
            if (ot_facts_find(&a->facts, top->key, OT_FACT_LEVEL, top->year) != top) continue;
            const ot_fact *bottom =
                ot_facts_find(&a->facts, row->term[0], OT_FACT_LEVEL, top->year);
            if (bottom) check(a, row, top, bottom);
        }
    }
}

const ot_audit_check ot_check_ratio = {
    {"ratio",
     {"implied ratio", "推算比值"},
     {"A ratio that two figures imply lies outside of the range that relations.csv states.",
      "由两个数推算的比值超出关系表（relations.csv）所列合理范围。"},
     OT_AUDIT_NOTE},
    look_for_ratio};
