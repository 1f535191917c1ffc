/* Goals of a programme against the pace of this year's step: how many years it would take. */
#include <math.h>
#include <string.h>

#include "assess/audit/audit.h"

typedef struct pace { /* of a quantity in the plan's year, or of a sum of quantities */
    double level, step;
    int year;
    const ot_fact *fact[2 * OT_MOST_TERMS]; /* two of each term */
    size_t n;
} pace;

/* The plan's latest level, and by how much it rises: what is new, or the difference. */
static int add_own(const ot_audit *a, const char *key, int year, pace *p) {
    const ot_fact *level = ot_facts_find(&a->facts, key, OT_FACT_LEVEL, year);
    const ot_fact *added = ot_facts_find(&a->facts, key, OT_FACT_NEW, year);
    const ot_fact *previous = ot_facts_level(&a->facts, key, year - 1);
    if (!level || level->is_actual || level->is_rate || (!added && !previous)) return 0;
    p->level += level->point;
    p->step += added ? added->point : level->point - previous->point;
    p->year = year;
    p->fact[p->n++] = level;
    p->fact[p->n++] = added ? added : previous;
    return 1;
}

static int find_pace(const ot_audit *a, const char *key, int year, pace *p) {
    *p = (pace){.n = 0};
    if (add_own(a, key, year, p)) return 1;
    const ot_relation_row *row = ot_relations_of(&a->relations, OT_ROW_SUM, key);
    *p = (pace){.n = 0};
    for (size_t k = 0; row && k < row->n_terms; k++)
        if (!add_own(a, row->term[k], year, p)) return 0;
    return row != NULL;
}

/* What the year has of the goal: "39.61 + 1.3 = 40.91万亩", in English with the unit of each term;
 * of an increase the step. */
static void say_done(ot_audit *a, const ot_fact *goal, const pace *p,
                     const char *out[OT_N_LANGUAGES]) {
    const int is_increase = goal->measure == OT_FACT_INCREMENT;
    const char *sum[OT_N_LANGUAGES] = {"", ""};
    for (size_t k = 0; k < p->n && p->n > 2 && !is_increase; k += 2) {
        const ot_fact *f = p->fact[k];
        ot_finding_say(a, sum, "%s%.0s%s%s%.0s", "%.0s%s%s%.0s%s", sum[0], sum[1],
                       *sum[0] ? " + " : "", ot_say_like(a, f, f->point, OT_LANGUAGE_EN),
                       ot_say_number(a, f->figure.value, ot_fact_decimals(f)));
    }
    const double done = is_increase ? p->step : p->level;
    ot_finding_say(a, out, "%d %s%.0s %s%.0s%s%s%.0s", "%d年%.0s%s%.0s%s%s%.0s%s", p->year,
                   is_increase ? "adds" : "has", is_increase ? "增加" : "为", sum[0], sum[1],
                   *sum[0] ? " = " : "", ot_say_like(a, p->fact[0], done, OT_LANGUAGE_EN),
                   ot_say_like(a, p->fact[0], done, OT_LANGUAGE_ZH));
}

static void say(ot_audit *a, ot_audit_finding *f, const ot_fact *goal, const pace *p, double left) {
    const double years = left / p->step;
    const char *done[OT_N_LANGUAGES];
    say_done(a, goal, p, done);
    ot_finding_say(
        a, f->text,
        "the goal is %s%.0s%s%.0s; %s%.0s, %s%.0s are left. At this year's pace of "
        "%s%.0s it would take %s years more.",
        "目标为%.0s%s%.0s%s；%.0s%s，尚有%.0s%s待完成。按当年增量%.0s%s推算，还需%s年。",
        ot_say_printed(a, goal, OT_LANGUAGE_EN), ot_say_printed(a, goal, OT_LANGUAGE_ZH),
        goal->year ? "" : ", for which no year is printed", goal->year ? "" : "（未注明完成年份）",
        done[0], done[1], ot_say_like(a, p->fact[0], left, 0),
        ot_say_like(a, p->fact[0], left, OT_LANGUAGE_ZH), ot_say_like(a, p->fact[0], p->step, 0),
        ot_say_like(a, p->fact[0], p->step, OT_LANGUAGE_ZH), ot_say_number(a, years, 1));
    ot_finding_say(a, f->reason, "the pace is to rise; the goal counts more than the yearly figure",
                   "后续年度将加快；目标的口径宽于年度数");
    ot_finding_say(a, f->advice, "the year of the goal and the steps towards it",
                   "请明确目标的完成年份和分年度安排");
    ot_finding_say(a, f->question, "By which year is the goal to be reached, and by what steps?",
                   "目标计划于哪一年完成？分年度如何安排？");
}

static void check(ot_audit *a, const ot_fact *goal, int year) {
    pace p;
    if (!find_pace(a, goal->key, year, &p) || !(p.step > 0)) return;
    if (!goal->unit || !ot_unit_same_dimension(goal->unit, p.fact[0]->unit)) return;
    const double left =
        goal->measure == OT_FACT_INCREMENT ? goal->point - p.step : goal->point - p.level;
    const double available = goal->year - year;
    if (!(left > 0) || (goal->year > 0 && left <= available * p.step)) return;
    const ot_fact *fact[2 * OT_MOST_TERMS + 1] = {goal};
    for (size_t i = 0; i < p.n; i++)
        fact[1 + i] = p.fact[i];
    ot_finding_draft draft = {.check = &ot_check_pace,
                              .severity = OT_AUDIT_NOTE,
                              .subject = goal,
                              .year = goal->year,
                              .list = fact,
                              .n_facts = 1 + p.n,
                              .computed = ot_interval_at(left / p.step),
                              .stated =
                                  goal->year > 0 ? ot_interval_at(available) : ot_interval_all(),
                              .scale = 1.0,
                              .unit = {"years", "年"}};
    /* The goal and the year's figure may be called alike in a translation. */
    const char *name[OT_N_LANGUAGES];
    ot_finding_say(a, name, "%s%.0s, goal", "%.0s%s", goal->statement->name[0],
                   goal->statement->name[1]);
    draft.name[OT_LANGUAGE_EN] = name[OT_LANGUAGE_EN];
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (f) say(a, f, goal, &p, left);
}

static void look_for_pace(ot_audit *a) {
    const int year = ot_facts_plan_year(&a->facts, 0, a->facts.n);
    for (size_t i = 0; i < a->facts.n; i++) {
        const ot_fact *f = &a->facts.fact[i];
        const int is_level = f->measure == OT_FACT_LEVEL || f->measure == OT_FACT_INCREMENT;
        if (f->is_programme && is_level && !f->is_rate &&
            f->statement->relation != OT_RELATION_STATED)
            check(a, f, year);
    }
}

const ot_audit_check ot_check_pace = {
    {"pace",
     {"goal against pace", "目标与进度"},
     {"How many years this year's step would need for a goal of a programme.",
      "按当年增量推算，完成规划目标还需多少年。"},
     OT_AUDIT_NOTE},
    look_for_pace};
