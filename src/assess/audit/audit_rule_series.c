/* A quantity along its years: cumulative series, steps out of line, averages over a bad year. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/audit/audit.h"

static const double USUAL = 0.02;      /* as in the year before, within two points. Judgement */
static const double LARGE = 0.5;       /* growth of a year that asks for a reason. Judgement */
static const double FALL = 0.02;       /* of a year that is a low base. Judgement */
static const double SMALL_STEP = 0.25; /* of the last step. Judgement */
static const double LOW = 0.05, HIGH = 0.95; /* percentiles */
enum { FEWEST = 20 };                        /* growth rates of a panel that make a percentile */

/* --- cumulative --- */

static void say_fall(ot_audit *a, ot_audit_finding *f, const ot_fact *x, const ot_fact *y) {
    ot_finding_say(a, f->text, "a cumulative series falls from %s%.0s in %d to %s%.0s in %d.",
                   "累计数由%.0s%s（%d年）降至%.0s%s（%d年）。",
                   ot_say_printed(a, x, OT_LANGUAGE_EN), ot_say_printed(a, x, OT_LANGUAGE_ZH),
                   x->year, ot_say_printed(a, y, OT_LANGUAGE_EN),
                   ot_say_printed(a, y, OT_LANGUAGE_ZH), y->year);
    ot_finding_say(a, f->reason, "it is counted anew in each year or plan period; it was revised",
                   "按年度或规划期重新起算；数据经过修订");
    ot_finding_say(a, f->advice, "from which year it is counted", "请核实累计的起算年份");
    ot_finding_say(a, f->question, "From which year is it cumulative?", "从哪一年起累计？");
}

static void look_for_cumulative(ot_audit *a) {
    for (size_t i = 1; i < a->facts.n; i++) {
        const ot_fact *x = &a->facts.fact[i - 1], *y = &a->facts.fact[i];
        if (x->key != y->key || x->measure != OT_FACT_LEVEL || y->measure != OT_FACT_LEVEL)
            continue;
        const char *name = y->statement->name[OT_LANGUAGE_ZH];
        if (x->is_rate || x->year == 0 || x->unit != y->unit) continue;
        if (!ot_fact_is_plain(x) || !ot_fact_is_plain(y) || !(y->value.high < x->value.low))
            continue;
        if (!ot_relations_worded(&a->relations, OT_ROW_CUMULATIVE, name)) continue;
        const ot_finding_draft draft = {.check = &ot_check_cumulative,
                                        .severity = OT_AUDIT_SCOPE,
                                        .subject = y,
                                        .year = y->year,
                                        .fact = {x, y},
                                        .n_facts = 2,
                                        .computed = x->value,
                                        .stated = y->value,
                                        .scale = y->scale,
                                        .unit = {y->statement->unit[0], y->statement->unit[1]}};
        ot_audit_finding *f = ot_finding_add(a, &draft);
        if (f) say_fall(a, f, x, y);
    }
}

/* --- jumps --- */

typedef struct step {       /* of a quantity in the plan's year */
    const ot_fact *fact[5]; /* what it is computed from */
    size_t n;
    double growth; /* NaN: none */
    int is_of_new; /* of what is new, beside what there was */
} step;

static step growth_in(const ot_audit *a, const char *key, int year) {
    const ot_fact_index *facts = &a->facts;
    const ot_fact *level = ot_facts_level(facts, key, year);
    const ot_fact *previous = ot_facts_level(facts, key, year - 1);
    const ot_fact *added = ot_facts_find(facts, key, OT_FACT_NEW, year);
    const ot_fact *growth = ot_facts_find(facts, key, OT_FACT_GROWTH, year);
    if (growth) return (step){{growth}, 1, growth->point, 0};
    if (level && level->is_rate) return (step){{NULL}, 0, (double)NAN, 0};
    if (level && previous && previous->point > 0)
        return (step){{level, previous}, 2, level->point / previous->point - 1.0, 0};
    if (level && added && level->point > added->point)
        return (step){{level, added}, 2, added->point / (level->point - added->point), 1};
    return (step){{NULL}, 0, (double)NAN, 0};
}

static int by_value(const void *x, const void *y) {
    const double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* Growth rates of all years in all areas of the panel, sorted; the caller frees *out. Of all years,
 * for a panel seldom has the plan's, and one year of few areas makes no percentile. */
static size_t panel_rates(ot_audit *a, const char *key, double **out) {
    const ot_table *panel = a->options.panel;
    const size_t n = panel ? ot_table_count(panel) : 0;
    double *rate = n ? calloc(n, sizeof *rate) : NULL;
    size_t n_rates = 0;
    *out = rate;
    if (n > 0 && !rate) a->failed = 1;
    for (size_t i = 0; i < n && rate; i++) {
        const ot_observation *row = ot_table_at(panel, i);
        const char *named = ot_relations_named(&a->relations, row->series);
        if (strcmp(named ? named : row->series, key) != 0 || !*row->area) continue;
        const ot_observation *before =
            ot_table_find(panel, row->series, row->area, row->year - 1, NULL);
        if (!before || strcmp(before->area, row->area) != 0 || !(before->figure.value > 0))
            continue;
        if (row->figure.kind != OT_FIGURE_POINT) continue;
        rate[n_rates++] = row->figure.value / before->figure.value - 1.0;
    }
    if (n_rates > 0) qsort(rate, n_rates, sizeof *rate, by_value);
    return n_rates;
}

static double share_below(const double *sorted, size_t n, double value) {
    size_t below = 0;
    while (below < n && sorted[below] < value)
        below++;
    return n ? (double)below / (double)n : (double)NAN;
}

static ot_audit_finding *draft_step(ot_audit *a, const ot_audit_check *check, const step *s,
                                    int year) {
    ot_finding_draft draft = {.check = check,
                              .severity = OT_AUDIT_NOTE,
                              .subject = s->fact[0],
                              .year = year,
                              .n_facts = s->n,
                              .computed = ot_interval_at(s->growth),
                              .stated = ot_interval_all(),
                              .scale = 0.01,
                              .unit = {"%", "%"}};
    for (size_t i = 0; i < s->n; i++)
        draft.fact[i] = s->fact[i];
    return ot_finding_add(a, &draft);
}

static const char *say_tenths(ot_audit *a, double fraction) {
    const char *out[OT_N_LANGUAGES];
    ot_finding_say(a, out, "%s%%", "%s%%", ot_say_number(a, 100.0 * fraction, 1));
    return out[0];
}

/* The growth of the year; of what is new with what there was before. */
static void say_growth(ot_audit *a, const step *s, const char *out[OT_N_LANGUAGES]) {
    const ot_fact *level = s->fact[0], *added = s->fact[1];
    if (s->is_of_new)
        ot_finding_say(a, out, "of %s%.0s, %s%.0s are new, %s of the %s%.0s%.0s there were before",
                       "%.0s%s中新增%.0s%s，相当于原有%.0s%.0s%s的%s",
                       ot_say_printed(a, level, OT_LANGUAGE_EN),
                       ot_say_printed(a, level, OT_LANGUAGE_ZH),
                       ot_say_printed(a, added, OT_LANGUAGE_EN),
                       ot_say_printed(a, added, OT_LANGUAGE_ZH), say_tenths(a, s->growth),
                       ot_say_like(a, added, level->point - added->point, OT_LANGUAGE_EN),
                       ot_say_like(a, added, level->point - added->point, OT_LANGUAGE_ZH),
                       say_tenths(a, s->growth));
    else
        ot_finding_say(a, out, "the year's growth is %s", "当年增长%s",
                       ot_say_percent(a, s->growth));
}

static void say_jump(ot_audit *a, ot_audit_finding *f, const step *s, const step *last,
                     const char *panel[OT_N_LANGUAGES]) {
    const char *growth[OT_N_LANGUAGES];
    const char *own[OT_N_LANGUAGES] = {"; no growth of the year before is printed",
                                       "；未列上年增速"};
    if (isfinite(last->growth))
        ot_finding_say(a, own, "; it was %s in the year before", "；上年增长%s",
                       ot_say_percent(a, last->growth));
    else if (s->is_of_new)
        own[OT_LANGUAGE_EN] = own[OT_LANGUAGE_ZH] = "";
    say_growth(a, s, growth);
    ot_finding_say(a, f->text, "%s%.0s%s%.0s.%s%.0s", "%.0s%s%.0s%s。%.0s%s", growth[0], growth[1],
                   own[0], own[1], panel[0], panel[1]);
    ot_finding_say(a, f->reason, "a large project, a wider scope, or a base of another kind",
                   "有重大项目投产；统计范围扩大；基数口径不同");
    ot_finding_say(a, f->advice, "what the step rests on", "请核实增幅的依据");
    ot_finding_say(a, f->question, "Which projects or changes of scope explain the step?",
                   "有哪些项目或口径变化可以说明这一增幅？");
}

static void say_small(ot_audit *a, ot_audit_finding *f, const ot_fact *const level[3]) {
    ot_finding_say(a, f->text, "the step from %d to %d is %s%.0s, the one before was %s%.0s.",
                   "%d年至%d年增加%.0s%s，上年增加%.0s%s。", level[1]->year, level[2]->year,
                   ot_say_like(a, level[2], level[2]->point - level[1]->point, OT_LANGUAGE_EN),
                   ot_say_like(a, level[2], level[2]->point - level[1]->point, OT_LANGUAGE_ZH),
                   ot_say_like(a, level[1], level[1]->point - level[0]->point, OT_LANGUAGE_EN),
                   ot_say_like(a, level[1], level[1]->point - level[0]->point, OT_LANGUAGE_ZH));
    ot_finding_say(a, f->reason, "the target was set with caution; the last step was exceptional",
                   "目标留有余地；上年增幅属特殊情况");
    ot_finding_say(a, f->advice, "whether the target is too low", "请核实目标是否偏低");
    ot_finding_say(a, f->question, "Why is the step so much smaller than the last?",
                   "增幅为何明显小于上年？");
}

/* Both steps known with their rounding: this one surely a small part of the last. */
static void check_small(ot_audit *a, const char *key, int year) {
    const ot_fact *level[3];
    for (int k = 0; k < 3; k++)
        if (!(level[k] = ot_facts_level(&a->facts, key, year - 2 + k))) return;
    const ot_interval last = ot_interval_subtract(level[1]->value, level[0]->value);
    const ot_interval now = ot_interval_subtract(level[2]->value, level[1]->value);
    if (!(last.low > 0) || now.low < 0 || !(now.high < SMALL_STEP * last.low)) return;
    const ot_finding_draft draft = {
        .check = &ot_check_small_step,
        .severity = OT_AUDIT_NOTE,
        .subject = level[2],
        .year = year,
        .fact = {level[0], level[1], level[2]},
        .n_facts = 3,
        .computed = now,
        .stated = last,
        .scale = level[2]->scale,
        .unit = {level[2]->statement->unit[0], level[2]->statement->unit[1]}};
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (f) say_small(a, f, level);
}

typedef struct rebound { /* a year, the year before, which had fallen, and the one before that */
    const ot_fact *level, *base, *before, *growth;
    const ot_fact *fall; /* the growth printed for the base year; NULL */
} rebound;

/* Without a growth rate it is a count of the year, which may fall and rise. */
static int find_rebound(const ot_audit *a, const char *key, int year, rebound *x) {
    *x = (rebound){.level = ot_facts_level(&a->facts, key, year),
                   .base = ot_facts_level(&a->facts, key, year - 1),
                   .before = ot_facts_level(&a->facts, key, year - 2),
                   .growth = ot_facts_find(&a->facts, key, OT_FACT_GROWTH, year),
                   .fall = ot_facts_find(&a->facts, key, OT_FACT_GROWTH, year - 1)};
    if (year == 0 || !x->level || !x->base || !x->before || !x->growth || x->level->is_rate)
        return 0;
    if (strcmp(ot_fact_basis(a, x->growth), "matched") == 0) return 0;
    if (!(x->before->value.low > 0) || !(x->base->value.high < (1.0 - FALL) * x->before->value.low))
        return 0;
    return x->level->point > x->base->point;
}

/* From a low base any growth is high: what counts is growth over both years, which `average`
 * tells of where it can. */
static int is_out_of_line(const ot_audit *a, const char *key, int year, const step *s,
                          const step *last) {
    rebound x;
    if (!(last->growth < -FALL)) return s->growth > LARGE;
    return !s->is_of_new && !find_rebound(a, key, year, &x) &&
           (1.0 + s->growth) * (1.0 + last->growth) - 1.0 > LARGE;
}

static void check_jump(ot_audit *a, const char *key, int year) {
    const step s = growth_in(a, key, year), last = growth_in(a, key, year - 1);
    if (!isfinite(s.growth)) return;
    double *rate = NULL;
    const size_t n = panel_rates(a, key, &rate);
    const double share = share_below(rate, n, s.growth);
    const char *panel[OT_N_LANGUAGES] = {"", ""};
    if (n >= FEWEST)
        ot_finding_say(a, panel, " Of %d growth rates of comparable areas %s are lower.",
                       "可比地区%d个增速中，%s低于此。", (int)n, ot_say_percent(a, share));
    free(rate);
    const int is_out = n >= FEWEST && !(last.growth < -FALL)
                           ? share < LOW || share > HIGH
                           : is_out_of_line(a, key, year, &s, &last);
    const int is_usual = isfinite(last.growth) && fabs(s.growth - last.growth) < USUAL;
    if (!is_out || is_usual) return;
    ot_audit_finding *f = draft_step(a, &ot_check_jump, &s, year);
    if (f) say_jump(a, f, &s, &last, panel);
}

static void look_for_jump(ot_audit *a) {
    for (size_t i = 0; i < a->facts.n; i = ot_facts_end(&a->facts, i)) {
        const ot_fact *first = &a->facts.fact[i];
        const int year = ot_facts_plan_year(&a->facts, i, ot_facts_end(&a->facts, i));
        if (year == 0) continue;
        check_jump(a, first->key, year);
        check_small(a, first->key, year);
    }
}

/* --- averages over an abnormal base year --- */

/* The base may have been revised after its growth was reckoned: both ways are shown. */
static void say_average(ot_audit *a, ot_audit_finding *f, const rebound *x, double by_levels) {
    const char *rates[OT_N_LANGUAGES] = {"", ""};
    if (x->fall) {
        const double two = sqrt((1.0 + x->growth->point) * (1.0 + x->fall->point)) - 1.0;
        if (isfinite(two))
            ot_finding_say(a, rates, ", about %s by the printed rates", "，按所列增速约%s",
                           say_tenths(a, two));
    }
    ot_finding_say(a, f->text,
                   "the growth printed, %s%.0s, starts from %d, which had fallen; two-year "
                   "average %s by the levels%s%.0s.",
                   "所列增速%.0s%s以%d年下降为基数；两年平均：按绝对额%s%.0s%s。",
                   ot_say_printed(a, x->growth, OT_LANGUAGE_EN),
                   ot_say_printed(a, x->growth, OT_LANGUAGE_ZH), x->base->year,
                   say_tenths(a, by_levels), rates[0], rates[1]);
    ot_finding_say(a, f->reason, "an abnormal year", "基期年份异常");
    ot_finding_say(a, f->advice, "state the two-year average beside the growth",
                   "请同时列出两年平均增速");
}

static void look_for_average(ot_audit *a) {
    for (size_t i = 0; i < a->facts.n; i = ot_facts_end(&a->facts, i)) {
        const ot_fact *head = &a->facts.fact[i];
        const int year = ot_facts_plan_year(&a->facts, i, ot_facts_end(&a->facts, i));
        rebound x;
        if (!find_rebound(a, head->key, year, &x)) continue;
        const double two = sqrt(x.level->point / x.before->point) - 1.0;
        const step s = {{x.level, x.base, x.before, x.growth, x.fall}, x.fall ? 5 : 4, two, 0};
        ot_audit_finding *f = draft_step(a, &ot_check_average, &s, year);
        if (f) say_average(a, f, &x, two);
    }
}

const ot_audit_check ot_check_cumulative = {
    {"cumulative",
     {"cumulative series", "累计数"},
     {"A cumulative series does not fall, unless it is counted anew.",
      "累计数不应下降，除非重新起算。"},
     OT_AUDIT_SCOPE},
    look_for_cumulative};

const ot_audit_check ot_check_jump = {
    {"jump",
     {"step out of line", "增幅异常"},
     {"Growth of the year in the outer twentieths of the growth rates of comparable areas in all "
      "years (20 or more) or, "
      "without them, above 50 %; and more than 2 points off the year before. What starts from a "
      "fall is left to the rule average.",
      "当年增速处于可比地区历年增速（20个以上）最高或最低的5%；没有可比地区时高于50%"
      "；且与上年相差2个百分点以上。上年下降的由 "
      "average "
      "规则处理。"},
     OT_AUDIT_NOTE},
    look_for_jump};

const ot_audit_check ot_check_small_step = {
    {"small_step",
     {"step far below the last", "增幅明显偏小"},
     {"The planned step is surely under a quarter of the last one.",
      "计划增量（计入舍入）不足上年增量的四分之一。"},
     OT_AUDIT_NOTE},
    NULL};

const ot_audit_check ot_check_average = {
    {"average",
     {"low base", "低基数"},
     {"The base year had fallen: the average over two years is shown.",
      "基期年份下降时，列出两年平均增速。"},
     OT_AUDIT_NOTE},
    look_for_average};
