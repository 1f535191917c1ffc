#include "assess/quantity.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "base/elementary.h"

/* Growth of exactly 8 percent comes out a few roundings away from 0.08: such a draw has met 8. */
static const double ROUNDING = 1e-12;

/* One value of the measure: of the target's year, of the year before (rising, falling), or of one
 * of the years in which a milestone may be reached. */
typedef struct quantity {
    ot_measure measure;
    double years; /* average_growth: from the base to the year */
    ot_reference *reference;
    size_t n_references;
} quantity;

struct ot_aim {
    ot_target_relation relation;
    ot_wanted wanted;
    double value, high, tolerance;
    quantity *now; /* more than one: a milestone, the best of them counts */
    size_t n_now;
    quantity before; /* of rising and falling */
};

ot_reference ot_reference_make(const ot_model *model, size_t scenario, size_t indicator, int year) {
    ot_reference r = {.slot = -1, .row = indicator, .constant = NAN};
    const ot_model_scenario *s = &model->scenario[scenario];
    const int slot = year - model->first_slot_year;
    if (slot >= 0 && (size_t)slot < model->n_slots &&
        s->state[indicator * model->n_slots + (size_t)slot] != OT_STATE_UNKNOWN) {
        r.slot = slot;
        return r;
    }
    double value = NAN;
    if (ot_model_observe(model, 0, indicator, NULL, NULL, 0, year, NULL, &value, NULL) == OT_OK)
        r.constant = value;
    return r;
}

const double *ot_reference_values(const ot_reference *r, const ot_block *b, size_t k, size_t start,
                                  size_t n, double room[OT_CHUNK]) {
    if (r->slot >= 0) return ot_block_at(b, k, r->row, (size_t)r->slot) + start;
    for (size_t i = 0; i < n; i++)
        room[i] = r->constant;
    return room;
}

/* Rising and falling compare levels, or growth where growth is what should rise. */
static ot_measure measure_of(const ot_model_target *t) {
    const int compares = t->relation == OT_TARGET_RISING || t->relation == OT_TARGET_FALLING;
    return compares && t->measure != OT_MEASURE_GROWTH ? OT_MEASURE_LEVEL : t->measure;
}

static size_t references_needed(const ot_model_target *t, ot_measure measure, int year) {
    switch (measure) {
    case OT_MEASURE_CUMULATIVE:
        return year > t->from ? (size_t)(year - t->from) : 1;
    case OT_MEASURE_GROWTH:
    case OT_MEASURE_INCREMENT:
    case OT_MEASURE_AVERAGE_GROWTH:
        return 2;
    default:
        return 1;
    }
}

/* An increment without `from` is over the year before; otherwise over the stated base. */
static int base_year(const ot_model_target *t, int year) {
    if (t->measure == OT_MEASURE_GROWTH || t->from == 0) return year - 1;
    return t->from;
}

static int resolve(ot_arena *arena, const ot_model *model, size_t scenario,
                   const ot_model_target *t, int year, quantity *q) {
    q->measure = measure_of(t);
    q->n_references = references_needed(t, q->measure, year);
    q->reference = ot_arena_alloc(arena, q->n_references, sizeof *q->reference);
    if (!q->reference) return 0;
    q->years = year - base_year(t, year);
    for (size_t j = 0; j < q->n_references; j++) {
        const int at = q->measure == OT_MEASURE_CUMULATIVE ? year - (int)j
                       : j == 0                            ? year
                                                           : base_year(t, year);
        q->reference[j] = ot_reference_make(model, scenario, t->indicator, at);
    }
    return 1;
}

/* The first year in which a milestone may be reached: after the last one known. */
static int first_milestone_year(const ot_model *model, const ot_model_target *t) {
    const int base = model->indicator[t->indicator].base_year;
    const int first = base > 0 ? base + 1 : model->first_year;
    return first < t->year ? first : t->year;
}

const ot_aim *ot_aim_new(ot_arena *arena, const ot_model *model, size_t scenario,
                         const ot_model_target *t) {
    assert(t->relation != OT_TARGET_NONE);
    ot_aim *aim = ot_arena_alloc(arena, 1, sizeof *aim);
    if (!aim) return NULL;
    aim->relation = t->relation;
    aim->wanted = t->wanted;
    aim->value = t->value;
    aim->high = t->high;
    aim->tolerance = t->tolerance;
    const int first = t->measure == OT_MEASURE_MILESTONE ? first_milestone_year(model, t) : t->year;
    aim->n_now = (size_t)(t->year - first) + 1;
    aim->now = ot_arena_alloc(arena, aim->n_now, sizeof *aim->now);
    if (!aim->now) return NULL;
    for (size_t j = 0; j < aim->n_now; j++)
        if (!resolve(arena, model, scenario, t, first + (int)j, &aim->now[j])) return NULL;
    const int compares = t->relation == OT_TARGET_RISING || t->relation == OT_TARGET_FALLING;
    if (compares && !resolve(arena, model, scenario, t, t->year - 1, &aim->before)) return NULL;
    return aim;
}

/* Values of the chunk's draws: in `out`, or where the block has them. */
static const double *evaluate(const quantity *q, const ot_block *b, size_t k, size_t start,
                              size_t n, double out[OT_CHUNK]) {
    double room[OT_CHUNK], base_room[OT_CHUNK];
    if (q->n_references == 1) return ot_reference_values(&q->reference[0], b, k, start, n, out);
    const double *x = ot_reference_values(&q->reference[0], b, k, start, n, room);
    const double *base = x;
    if (q->measure != OT_MEASURE_CUMULATIVE && q->n_references > 1)
        base = ot_reference_values(&q->reference[1], b, k, start, n, base_room);
    switch (q->measure) {
    case OT_MEASURE_GROWTH:
        for (size_t i = 0; i < n; i++)
            out[i] = x[i] / base[i] - 1.0;
        break;
    case OT_MEASURE_INCREMENT:
        for (size_t i = 0; i < n; i++)
            out[i] = x[i] - base[i];
        break;
    case OT_MEASURE_AVERAGE_GROWTH:
        for (size_t i = 0; i < n; i++)
            out[i] = pow(x[i] / base[i], 1.0 / q->years) - 1.0;
        break;
    default:
        for (size_t i = 0; i < n; i++)
            out[i] = x[i];
    }
    for (size_t j = 1; q->measure == OT_MEASURE_CUMULATIVE && j < q->n_references; j++) {
        x = ot_reference_values(&q->reference[j], b, k, start, n, room);
        for (size_t i = 0; i < n; i++)
            out[i] += x[i];
    }
    return out;
}

/* A distance of no more than a rounding is none; that of what is not finite is not known. */
static inline double settle(double q, double d, double slack) {
    const double met = d < 0.0 ? d : 0.0, gap = d <= slack ? met : d;
    return fabs(q) <= DBL_MAX ? gap : (double)NAN;
}

OT_EACH_PROCESSOR static void gaps_within(const double *q, size_t n, double low, double high,
                                          double slack, double gap[OT_CHUNK]) {
    for (size_t i = 0; i < n; i++) {
        const double below = low - q[i], above = q[i] - high;
        gap[i] = settle(q[i], below > above ? below : above, slack);
    }
}

OT_EACH_PROCESSOR static void gaps_near(const double *q, size_t n, double value, double tolerance,
                                        double slack, double gap[OT_CHUNK]) {
    for (size_t i = 0; i < n; i++)
        gap[i] = settle(q[i], fabs(q[i] - value) - tolerance, slack);
}

OT_EACH_PROCESSOR static void gaps_above(const double *q, size_t n, double most, double slack,
                                         double gap[OT_CHUNK]) {
    for (size_t i = 0; i < n; i++)
        gap[i] = settle(q[i], q[i] - most, slack);
}

OT_EACH_PROCESSOR static void gaps_below(const double *q, size_t n, double least, double slack,
                                         double gap[OT_CHUNK]) {
    for (size_t i = 0; i < n; i++)
        gap[i] = settle(q[i], least - q[i], slack);
}

/* How far q is from meeting the aim; negative or 0: met. */
static void find_gaps(const ot_aim *aim, const double *q, size_t n, double gap[OT_CHUNK]) {
    const double value = aim->value, slack = ROUNDING * fmax(1.0, fabs(value));
    const int is_about = aim->relation == OT_TARGET_ABOUT;
    const double tolerance = is_about ? aim->tolerance : 0.0;
    if (aim->relation == OT_TARGET_WITHIN)
        gaps_within(q, n, value, aim->high, slack, gap);
    else if (is_about && aim->wanted == OT_WANTED_NEAR)
        gaps_near(q, n, value, tolerance, slack, gap);
    else if (aim->relation == OT_TARGET_AT_MOST || (is_about && aim->wanted == OT_WANTED_LOWER))
        gaps_above(q, n, value + tolerance, slack, gap);
    else
        gaps_below(q, n, value - tolerance, slack, gap);
}

/* Rising and falling are strict: what stays the same has missed, by nothing but a rounding. */
static double gap_between(const ot_aim *aim, double q, double before) {
    if (!isfinite(q) || !isfinite(before)) return NAN;
    const double d = aim->relation == OT_TARGET_RISING ? before - q : q - before;
    const double slack = ROUNDING * fmax(1.0, fabs(before));
    return d < -slack ? d : fmax(d, slack);
}

void ot_aim_gaps(const ot_aim *aim, const ot_block *b, size_t k, size_t start, size_t n,
                 double gap[OT_CHUNK]) {
    double q[OT_CHUNK], before[OT_CHUNK];
    assert(n <= OT_CHUNK);
    if (aim->relation == OT_TARGET_RISING || aim->relation == OT_TARGET_FALLING) {
        const double *now = evaluate(&aim->now[aim->n_now - 1], b, k, start, n, q);
        const double *then = evaluate(&aim->before, b, k, start, n, before);
        for (size_t i = 0; i < n; i++)
            gap[i] = gap_between(aim, now[i], then[i]);
        return;
    }
    for (size_t j = 0; j < aim->n_now; j++) {
        double *of_year = j == 0 ? gap : before;
        find_gaps(aim, evaluate(&aim->now[j], b, k, start, n, q), n, of_year);
        for (size_t i = 0; i < n && j > 0; i++)
            if (!(gap[i] <= of_year[i]) && !isnan(of_year[i])) gap[i] = of_year[i];
    }
}

int ot_aim_has_value(const ot_aim *aim) {
    return aim->n_now == 1 && aim->relation != OT_TARGET_RISING &&
           aim->relation != OT_TARGET_FALLING;
}

/* Average growth is told from its ratio: a power for each draw costs more than all the rest. */
const double *ot_aim_values(const ot_aim *aim, const ot_block *b, size_t k, size_t start, size_t n,
                            double room[OT_CHUNK]) {
    quantity q = aim->now[0];
    assert(ot_aim_has_value(aim) && n <= OT_CHUNK);
    if (q.measure == OT_MEASURE_AVERAGE_GROWTH) q.measure = OT_MEASURE_GROWTH;
    return evaluate(&q, b, k, start, n, room);
}

double ot_aim_measured(const ot_aim *aim, double value) {
    const quantity *q = &aim->now[0];
    return q->measure == OT_MEASURE_AVERAGE_GROWTH ? pow(1.0 + value, 1.0 / q->years) - 1.0 : value;
}

int ot_target_wants_less(const ot_model_target *t) {
    return t->relation == OT_TARGET_AT_MOST ||
           (t->relation == OT_TARGET_ABOUT && t->wanted == OT_WANTED_LOWER);
}
