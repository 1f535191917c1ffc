/* Level against growth of the same year, in both directions; the base that the growth implies. */
#include <math.h>
#include <string.h>

#include "assess/audit/audit.h"

typedef struct triple { /* of one quantity and year, printed */
    const ot_fact *growth, *level, *previous;
} triple;

static int find(const ot_audit *a, const ot_fact *f, triple *t) {
    const ot_fact_index *facts = &a->facts;
    if (f->measure != OT_FACT_GROWTH || f->year == 0) return 0;
    t->growth = ot_facts_find(facts, f->key, OT_FACT_GROWTH, f->year);
    t->level = ot_facts_level(facts, f->key, f->year);
    t->previous = ot_facts_level(facts, f->key, f->year - 1);
    if (t->growth != f || !t->level || !t->previous || t->level->is_rate) return 0;
    return t->previous->point > 0 && t->level->unit == t->previous->unit;
}

/* Levels at current prices do not grow as their volume does, nor levels of all units as matched
 * units do: neither is a fault, and neither is said. */
static int is_of_another_scope(const ot_audit *a, const triple *t) {
    if (strcmp(ot_fact_basis(a, t->growth), "matched") == 0) return 1;
    const int is_money = t->level->unit && t->level->unit->exponent[OT_DIMENSION_MONEY] != 0;
    return is_money && strcmp(ot_fact_basis(a, t->growth), "real") == 0;
}

static int is_one_source(const triple *t) {
    return t->growth->is_table && t->level->is_table && t->previous->is_table &&
           t->growth->statement->file == t->level->statement->file &&
           t->growth->statement->file == t->previous->statement->file;
}

/* A plan's growth is reckoned from the base printed beside it. A past year's may rest on a base
 * that was revised since; money without a stated basis may be at constant prices. */
static ot_audit_severity severity_of(const ot_audit *a, const triple *t) {
    const char *basis = ot_fact_basis(a, t->growth);
    const int is_money = t->level->unit && t->level->unit->exponent[OT_DIMENSION_MONEY] != 0;
    if (t->growth->is_actual || !is_one_source(t)) return OT_AUDIT_SCOPE;
    return is_money && strcmp(basis, "nominal") != 0 ? OT_AUDIT_SCOPE : OT_AUDIT_MISMATCH;
}

static void say_levels(ot_audit *a, ot_audit_finding *f, const triple *t, const ot_tie *tie) {
    const int is_lower = tie->point < t->growth->point;
    const double growth = t->growth->point;
    ot_finding_say(
        a, f->text,
        "%s%.0s for %d and %s%.0s for %d make a growth of %s (%s%.0s with rounding), "
        "%s%.0s than the %s%.0s printed. The printed growth would give %s%.0s for "
        "%d, or needs %s%.0s in %d.",
        "%.0s%s（%d年）与%.0s%s（%d年）推算增速为%s（计入舍入为%.0s%s），%.0s%s所列的%.0s%s。"
        "按所列增速，%.0s%s（%d年）方能相符，或者基数应为%.0s%s（%d年）。",
        ot_say_printed(a, t->level, OT_LANGUAGE_EN), ot_say_printed(a, t->level, OT_LANGUAGE_ZH),
        t->level->year, ot_say_printed(a, t->previous, OT_LANGUAGE_EN),
        ot_say_printed(a, t->previous, OT_LANGUAGE_ZH), t->previous->year,
        ot_say_percent(a, tie->point), ot_say_span(a, tie->computed, OT_LANGUAGE_EN),
        ot_say_span(a, tie->computed, OT_LANGUAGE_ZH), is_lower ? "lower" : "higher",
        is_lower ? "低于" : "高于", ot_say_printed(a, t->growth, OT_LANGUAGE_EN),
        ot_say_printed(a, t->growth, OT_LANGUAGE_ZH),
        ot_say_like(a, t->level, t->previous->point * (1.0 + growth), OT_LANGUAGE_EN),
        ot_say_like(a, t->level, t->previous->point * (1.0 + growth), OT_LANGUAGE_ZH),
        t->level->year,
        ot_say_like(a, t->previous, t->level->point / (1.0 + growth), OT_LANGUAGE_EN),
        ot_say_like(a, t->previous, t->level->point / (1.0 + growth), OT_LANGUAGE_ZH),
        t->previous->year);
}

static void say_why(ot_audit *a, ot_audit_finding *f, const triple *t) {
    if (f->severity == OT_AUDIT_MISMATCH) {
        ot_finding_say(a, f->reason,
                       "level and growth were set at different times; the growth was kept from an "
                       "earlier draft; the base is a preliminary figure",
                       "绝对额与增速分别拟定、未同步修改；沿用了前一稿的增速；基数为快报数");
        ot_finding_say(a, f->advice, "which of the %d level and the growth is the one decided",
                       "请核实%d年绝对额与增速以何者为准", t->level->year);
        ot_finding_say(a, f->question,
                       "Which figure holds for %d, the level or the growth, and on what base?",
                       "%d年以绝对额还是以增速为准？增速以何为基数？", t->level->year);
        return;
    }
    ot_finding_say(a, f->reason,
                   "the figure of %d was revised after it was published; the growth is of matched "
                   "units or at constant prices",
                   "%d年数据公布后经过修订；增速按可比口径或可比价格计算", t->previous->year);
    ot_finding_say(a, f->advice, "the revised figure of %d and the method of the growth rate",
                   "请核实%d年的核实数及增速的计算口径", t->previous->year);
    ot_finding_say(a, f->question,
                   "On which base of %d does the growth rate rest, and should a note say so?",
                   "增速以%d年的哪一个数为基数？是否应加注说明？", t->previous->year);
}

static void say_rounding(ot_audit *a, ot_audit_finding *f, const triple *t, const ot_tie *tie) {
    ot_finding_say(a, f->text,
                   "the printed levels make %s, the growth printed is %s%.0s; they agree only "
                   "within rounding.",
                   "按所列绝对额计算为%s，所列增速为%.0s%s，仅在舍入范围内一致。",
                   ot_say_percent(a, tie->point), ot_say_printed(a, t->growth, OT_LANGUAGE_EN),
                   ot_say_printed(a, t->growth, OT_LANGUAGE_ZH));
    ot_finding_say(a, f->reason, "rounding", "四舍五入");
    ot_finding_say(a, f->advice, "nothing to be done", "无需处理");
}

static void check(ot_audit *a, const triple *t) {
    const ot_fact *const fact[] = {t->growth, t->level, t->previous};
    const ot_tie *tie = ot_tie_add(a, OT_TIE_GROWTH, fact, 3);
    if (!tie || tie->verdict == OT_TIE_AGREES) return;
    const ot_audit_severity severity =
        tie->verdict == OT_TIE_ROUNDING ? OT_AUDIT_ROUNDING : severity_of(a, t);
    const int is_base = severity == OT_AUDIT_SCOPE && t->growth->is_actual;
    const ot_finding_draft draft = {.check =
                                        is_base ? &ot_check_implied_base : &ot_check_growth_level,
                                    .severity = severity,
                                    .subject = t->level,
                                    .year = t->level->year,
                                    .fact = {t->level, t->previous, t->growth},
                                    .n_facts = 3,
                                    .computed = tie->computed,
                                    .stated = t->growth->value,
                                    .scale = t->growth->scale,
                                    .unit = {"%", "%"}};
    const ot_tie kept = *tie;
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (!f) return;
    if (severity == OT_AUDIT_ROUNDING) {
        say_rounding(a, f, t, &kept);
        return;
    }
    say_levels(a, f, t, &kept);
    say_why(a, f, t);
}

static void look_for_growth_level(ot_audit *a) {
    for (size_t i = 0; i < a->facts.n; i++) {
        triple t;
        if (find(a, &a->facts.fact[i], &t) && !is_of_another_scope(a, &t)) check(a, &t);
    }
}

const ot_audit_check ot_check_growth_level = {
    {"growth_level",
     {"growth against level", "增速与绝对额"},
     {"The growth rate of a year must be that of the two levels printed beside it, within their "
      "rounding. Real growth of levels at current prices is left to the rule deflator.",
      "同一行的增速应与两年绝对额在舍入范围内相符；当年价绝对额的可比价增速由 deflator 规则处理。"},
     OT_AUDIT_MISMATCH},
    look_for_growth_level};

const ot_audit_check ot_check_implied_base = {
    {"implied_base",
     {"base implied by growth", "增速隐含的基数"},
     {"A past year's level and growth imply a level of the year before; another one printed means "
      "that it was revised since, or that the growth is of matched units.",
      "以往年份的绝对额与增速隐含上年基数；与所列上年数不同，表明基数经过修订或增速按可比口径计算"
      "。"},
     OT_AUDIT_SCOPE},
    NULL};
