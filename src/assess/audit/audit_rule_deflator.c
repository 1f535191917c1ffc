/* Real growth against levels at current prices: the change of prices that both imply. */
#include <math.h>
#include <string.h>

#include "assess/audit/audit.h"

/* Deflators differ from consumer prices by a few points in most years (China 2013-2023: by up to
 * 4); what is further off than FAR asks for an explanation. Judgement. */
static const double NEAR = 0.02, FAR = 0.08;

typedef struct implied { /* of one year */
    const ot_fact *growth, *level, *previous, *price;
    ot_interval deflator; /* at the floor of the growth, where it is a bound */
    double point;
    int is_floor;
} implied;

static const ot_fact *price_of(const ot_audit *a, int year) {
    for (size_t r = 0; r < a->relations.n; r++) {
        const ot_relation_row *row = &a->relations.row[r];
        if (row->kind != OT_ROW_PRICE) continue;
        const ot_fact *f = ot_facts_find(&a->facts, row->subject, OT_FACT_GROWTH, year);
        if (f) return f;
    }
    return NULL;
}

static int find(const ot_audit *a, const char *key, int year, implied *out) {
    *out = (implied){.growth = ot_facts_find(&a->facts, key, OT_FACT_GROWTH, year),
                     .level = ot_facts_level(&a->facts, key, year),
                     .previous = ot_facts_level(&a->facts, key, year - 1)};
    if (!out->growth || !out->level || !out->previous || out->level->is_rate) return 0;
    if (strcmp(ot_fact_basis(a, out->growth), "real") != 0 || !(out->previous->point > 0)) return 0;
    if (!out->level->unit || out->level->unit->exponent[OT_DIMENSION_MONEY] == 0) return 0;
    out->price = price_of(a, year);
    out->is_floor = out->growth->relation == OT_RELATION_AT_LEAST;
    const ot_interval growth = out->is_floor || out->growth->relation == OT_RELATION_AT_MOST
                                   ? ot_interval_around(out->growth->point, 0.0)
                                   : out->growth->value;
    const ot_interval nominal = ot_interval_divide(out->level->value, out->previous->value);
    out->deflator = ot_interval_growth(nominal, ot_interval_add(ot_interval_at(1.0), growth));
    out->point = out->level->point / out->previous->point / (1.0 + out->growth->point) - 1.0;
    return isfinite(out->point);
}

/* By how much prices that the plan states are surely apart from the deflator. */
static double distance(ot_interval deflator, const ot_fact *price) {
    ot_interval p = price->value;
    if (price->relation == OT_RELATION_AT_MOST || price->relation == OT_RELATION_AT_LEAST)
        p = ot_interval_around(price->point, 0.0); /* at its bound */
    return fmax(fmax(deflator.low - p.high, p.low - deflator.high), 0.0);
}

/* What prices as they are stated would leave to real growth; a ceiling of prices is a floor of it.
 */
static void say_needed(ot_audit *a, const implied *x, const char *out[OT_N_LANGUAGES]) {
    const ot_relation relation = x->price->relation;
    const double nominal = x->level->point / x->previous->point;
    const char *needed = ot_say_percent(a, nominal / (1.0 + x->price->point) - 1.0);
    const char *en = relation == OT_RELATION_AT_MOST    ? "at least "
                     : relation == OT_RELATION_AT_LEAST ? "at most "
                     : relation == OT_RELATION_ABOUT    ? "about "
                                                        : "";
    const char *zh = relation == OT_RELATION_AT_MOST    ? "不低于"
                     : relation == OT_RELATION_AT_LEAST ? "不高于"
                     : relation == OT_RELATION_ABOUT    ? "约为"
                                                        : "为";
    if (relation == OT_RELATION_WITHIN) {
        const double high = x->price->statement->upper.value * x->price->scale;
        needed = ot_say_percent(a, nominal / (1.0 + high) - 1.0);
        en = "at least ";
        zh = "不低于";
    }
    ot_finding_say(a, out, "If prices rose by %s%.0s, real growth would be %s%.0s%s.",
                   "若价格涨幅为%.0s%s，则可比价增速应%.0s%s%s。",
                   ot_say_printed(a, x->price, OT_LANGUAGE_EN),
                   ot_say_printed(a, x->price, OT_LANGUAGE_ZH), en, zh, needed);
}

static void say_text(ot_audit *a, ot_audit_finding *f, const implied *x, const implied *before) {
    const char *history[OT_N_LANGUAGES] = {"", ""}, *needed[OT_N_LANGUAGES];
    if (before)
        ot_finding_say(a, history, " In %d the same was %s.", "%d年同法推算为%s。",
                       before->level->year, ot_say_percent(a, before->point));
    say_needed(a, x, needed);
    ot_finding_say(
        a, f->text,
        "levels at current prices rise by %s, real growth is printed as %s%.0s; together they "
        "imply a rise of prices of %s%s%.0s, beside %s%.0s for consumer prices. %s%.0s%s%.0s",
        "按当年价绝对额计算增长%s，所列可比价增速为%.0s%s，两者合计隐含价格上涨%s%.0s%s，"
        "而居民消费价格为%.0s%s。%.0s%s%.0s%s",
        ot_say_percent(a, x->level->point / x->previous->point - 1.0),
        ot_say_printed(a, x->growth, OT_LANGUAGE_EN), ot_say_printed(a, x->growth, OT_LANGUAGE_ZH),
        ot_say_percent(a, x->point), x->is_floor ? " at the floor of the growth" : "",
        x->is_floor ? "（增速按下限计）" : "", ot_say_printed(a, x->price, OT_LANGUAGE_EN),
        ot_say_printed(a, x->price, OT_LANGUAGE_ZH), needed[0], needed[1], history[0], history[1]);
}

/* An outturn has a deflator and may be revised; nobody assumed anything for it. */
static void say_why_outturn(ot_audit *a, ot_audit_finding *f, int year) {
    ot_finding_say(a, f->reason,
                   "the deflator covers more than consumer prices (industry, exports); the level "
                   "was revised",
                   "平减指数的范围大于居民消费价格（含工业品、出口等）；绝对额经过修订");
    ot_finding_say(a, f->advice, "the deflator of %d%.0s, and whether the level was revised",
                   "请核实%d年%s平减指数及绝对额是否修订", year, f->subject[OT_LANGUAGE_ZH]);
    ot_finding_say(a, f->question, "What was the deflator of %d, and was the level revised?",
                   "%d年平减指数为多少？绝对额是否经过修订？", year);
}

static void say_why_plan(ot_audit *a, ot_audit_finding *f, const implied *x) {
    ot_finding_say(a, f->reason,
                   "the deflator covers more than consumer prices (industry, exports); %s%.0s",
                   "平减指数的范围大于居民消费价格（含工业品、出口等）；%.0s%s",
                   x->is_floor ? "the level was set for a higher growth than the floor"
                               : "the level was set with another rise of prices",
                   x->is_floor ? "绝对额按高于下限的增速测算" : "绝对额按另一价格涨幅测算");
    ot_finding_say(a, f->advice, "the price assumption behind the level of %d",
                   "请核实%d年绝对额所用的价格假设", x->level->year);
    ot_finding_say(a, f->question, "Which price assumption is behind the level of %d?",
                   "%d年绝对额按何种价格涨幅测算？", x->level->year);
}

static void say(ot_audit *a, ot_audit_finding *f, const implied *x, const implied *before) {
    say_text(a, f, x, before);
    if (x->level->is_actual)
        say_why_outturn(a, f, x->level->year);
    else
        say_why_plan(a, f, x);
}

static void check(ot_audit *a, const implied *x, const implied *before) {
    const double apart = distance(x->deflator, x->price);
    if (apart < NEAR) return;
    const int is_usual = before && fabs(x->point - before->point) < FAR;
    const int is_far = apart >= FAR && !is_usual;
    const ot_finding_draft draft = {.check = &ot_check_deflator,
                                    .severity = is_far ? OT_AUDIT_SCOPE : OT_AUDIT_NOTE,
                                    .subject = x->level,
                                    .year = x->level->year,
                                    .fact = {x->level, x->previous, x->growth, x->price},
                                    .n_facts = 4,
                                    .computed = x->deflator,
                                    .stated = x->price->value,
                                    .scale = x->price->scale,
                                    .unit = {"%", "%"}};
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (f) say(a, f, x, before);
}

static void look_for_deflator(ot_audit *a) {
    for (size_t i = 0; i < a->facts.n; i++) {
        const ot_fact *g = &a->facts.fact[i];
        implied x, before;
        if (g->measure != OT_FACT_GROWTH || g->year == 0) continue;
        if (!find(a, g->key, g->year, &x) || x.growth != g || !x.price) continue;
        check(a, &x, find(a, g->key, g->year - 1, &before) ? &before : NULL);
    }
}

const ot_audit_check ot_check_deflator = {
    {"deflator",
     {"implied prices", "隐含价格"},
     {"Levels at current prices and real growth imply a change of prices, at the floor where "
      "growth "
      "is a floor. It is set beside consumer prices and its own history: 2 points apart is a note, "
      "8 points apart from both asks for an explanation.",
      "当年价绝对额与可比价增速隐含价格涨幅（增速为“以上”时按下限计），与居民消费价格及其自身历史对"
      "照：相"
      "差2个百分点列为提示，与两者均相差8个百分点以上需说明口径。"},
     OT_AUDIT_SCOPE},
    look_for_deflator};
