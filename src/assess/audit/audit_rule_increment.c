/* Level against what is added: increases that the text states, and 其中：新增 parts. */
#include <string.h>

#include "assess/audit/audit.h"

static void say_increase(ot_audit *a, ot_audit_finding *f, const ot_fact *inc, const ot_fact *level,
                         const ot_fact *previous) {
    const double rise = level->point - previous->point;
    ot_finding_say(
        a, f->text, "%s%.0s for %d less %s%.0s for %d is %s%.0s; the increase stated is %s%.0s.",
        "%.0s%s（%d年）减去%.0s%s（%d年）为%.0s%s，而所提增加额为%.0s%s。",
        ot_say_printed(a, level, OT_LANGUAGE_EN), ot_say_printed(a, level, OT_LANGUAGE_ZH),
        level->year, ot_say_printed(a, previous, OT_LANGUAGE_EN),
        ot_say_printed(a, previous, OT_LANGUAGE_ZH), previous->year,
        ot_say_like(a, level, rise, OT_LANGUAGE_EN), ot_say_like(a, level, rise, OT_LANGUAGE_ZH),
        ot_say_printed(a, inc, OT_LANGUAGE_EN), ot_say_printed(a, inc, OT_LANGUAGE_ZH));
}

static void say_why(ot_audit *a, ot_audit_finding *f, int is_gross) {
    if (is_gross) {
        ot_finding_say(a, f->reason,
                       "what is new is counted gross, and something else was given up; the new "
                       "part is of a narrower kind; the base was revised",
                       "“新增”按总量计，同期另有减少；“新增”的口径窄于总数；基数经过修订");
    } else {
        ot_finding_say(a, f->reason,
                       "level and increase were set at different times; one of them is a floor "
                       "and the other a point; the increase has another base",
                       "总量与增加额分别拟定；一为下限、一为具体数；增加额另有基数");
    }
    ot_finding_say(a, f->advice, "the base and the scope of the increase",
                   "请核实增加额的基数和口径");
    ot_finding_say(a, f->question, "Which holds, the level or the increase, and from what base?",
                   "以总量还是以增加额为准？增加额以何为基数？");
}

static void check(ot_audit *a, const ot_fact *inc, const ot_fact *level, const ot_fact *previous) {
    const ot_fact *const fact[] = {inc, level, previous};
    const int is_gross = inc->measure == OT_FACT_NEW;
    const ot_tie *tie = ot_tie_add(a, OT_TIE_INCREMENT, fact, 3);
    if (!tie || tie->verdict == OT_TIE_AGREES) return;
    ot_finding_draft draft = {.check = &ot_check_increment,
                              .severity = OT_AUDIT_MISMATCH,
                              .subject = level,
                              .year = level->year,
                              .fact = {inc, level, previous},
                              .n_facts = 3,
                              .computed = tie->computed,
                              .stated = inc->value,
                              .scale = inc->scale,
                              .unit = {inc->statement->unit[0], inc->statement->unit[1]}};
    if (tie->verdict == OT_TIE_ROUNDING)
        draft.severity = OT_AUDIT_ROUNDING;
    else if (is_gross || level->is_actual)
        draft.severity = OT_AUDIT_SCOPE;
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (!f) return;
    say_increase(a, f, inc, level, previous);
    say_why(a, f, is_gross);
}

/* What is new cannot exceed the whole. */
static void check_whole(ot_audit *a, const ot_fact *part, const ot_fact *level) {
    const ot_fact *const fact[] = {level, part};
    const ot_tie *tie = ot_tie_add(a, OT_TIE_PARTS, fact, 2);
    if (!tie || tie->verdict != OT_TIE_BROKEN) return;
    const ot_finding_draft draft = {.check = &ot_check_increment,
                                    .severity = OT_AUDIT_MISMATCH,
                                    .subject = level,
                                    .year = level->year,
                                    .fact = {level, part},
                                    .n_facts = 2,
                                    .computed = part->value,
                                    .stated = level->value,
                                    .scale = level->scale,
                                    .unit = {level->statement->unit[0], level->statement->unit[1]}};
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (!f) return;
    ot_finding_say(a, f->text, "of which new %s%.0s is more than the whole, %s%.0s.",
                   "其中新增%.0s%s，大于总数%.0s%s。", ot_say_printed(a, part, OT_LANGUAGE_EN),
                   ot_say_printed(a, part, OT_LANGUAGE_ZH),
                   ot_say_printed(a, level, OT_LANGUAGE_EN),
                   ot_say_printed(a, level, OT_LANGUAGE_ZH));
    ot_finding_say(a, f->reason, "a digit or a unit was mistyped",
                   "录入时数字或单位有误；两者口径不同");
    ot_finding_say(a, f->advice, "both figures and their units", "请核实两个数及其单位");
    ot_finding_say(a, f->question, "What is the whole, and how much of it is new?",
                   "总数与其中新增数各为多少？");
}

static int is_same_unit(const ot_fact *x, const ot_fact *y) {
    return x->is_rate == y->is_rate && x->unit && y->unit &&
           ot_unit_same_dimension(x->unit, y->unit);
}

/* 提高1个百分点 of a share in %: points are no rate of their own. */
static int is_increase_of(const ot_fact *inc, const ot_fact *level) {
    if (inc->measure == OT_FACT_NEW) return is_same_unit(inc, level);
    return inc->unit && level->unit && ot_unit_same_dimension(inc->unit, level->unit);
}

static void look_for_increment(ot_audit *a) {
    for (size_t i = 0; i < a->facts.n; i++) {
        const ot_fact *inc = &a->facts.fact[i];
        const int is_new = inc->measure == OT_FACT_NEW;
        if ((inc->measure != OT_FACT_INCREMENT && !is_new) || inc->year == 0) continue;
        const ot_fact *level = ot_facts_level(&a->facts, inc->key, inc->year);
        const ot_fact *previous = ot_facts_level(&a->facts, inc->key, inc->year - 1);
        if (level && is_new && is_same_unit(inc, level)) check_whole(a, inc, level);
        if (level && previous && is_increase_of(inc, level) && is_same_unit(level, previous))
            check(a, inc, level, previous);
    }
}

const ot_audit_check ot_check_increment = {
    {"increment",
     {"increase against levels", "增加额与绝对额"},
     {"An increase that is stated must be the difference of the levels; what is new must not "
      "exceed "
      "the whole.",
      "所提增加额应等于两年绝对额之差；其中新增数不应大于总数。"},
     OT_AUDIT_MISMATCH},
    look_for_increment};
