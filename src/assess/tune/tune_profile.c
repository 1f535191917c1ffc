#include "assess/tune/tune_profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PERCENT = 100.0;
static const double STEP = 0.01;       /* of the range: sensitivity */
static const double RISE = 0.05;       /* of the loss: the interval */
static const double FIRST_SIDE = 0.02; /* of the range: where the search for its ends begins */
static const double WIDER = 2.0;       /* the profile in intervals */
static const double NEARLY_ALL = 0.9;  /* of the range: the data hardly tell the parameter */
static const double SAME = 1e-12;      /* relative: the loss does not change */
static const double END = 1e-6;        /* of the range */
static const double AT_END = 1e-3;
static const ot_simplex_plan REFIT = {0.1, 5e-3, 25};
enum { NARROWINGS = 5 };

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to tune the model", "内存不足以调参");
}

typedef struct profiler {
    ot_tune_search *s;
    const double *best; /* [n] the place around which we look */
    double loss, limit; /* there; where the interval ends */
    size_t j;           /* whose profile */
    double *place;      /* [n] */
} profiler;

/* The loss with parameter j at `u`; the others as in p->place, from where they are fitted anew. */
static double loss_at(profiler *p, double u) {
    ot_tune_search *s = p->s;
    double loss;
    p->place[p->j] = fmin(fmax(u, END), 1.0 - END); /* the file may not allow the ends */
    if (s->n == 1 || s->n > OT_PROFILE_REFITTED) return ot_tune_search_loss(s, p->place);
    const double held = ot_tune_search_loss(s, p->place);
    const ot_status status = ot_tune_simplex(s, p->place, p->j, &REFIT, &loss);
    return status ? held : fmin(held, loss);
}

static void start_again(profiler *p) { memcpy(p->place, p->best, p->s->n * sizeof *p->place); }

/* How far the interval reaches to one side (-1, 1), in shares of the range. Doubling until the loss
 * is above the limit, then narrowing as if it were a parabola. */
static double find_side(profiler *p, int side) {
    const double room = side < 0 ? p->best[p->j] : 1.0 - p->best[p->j];
    double inner = 0.0, outer = fmin(FIRST_SIDE, room), loss;
    start_again(p);
    for (;;) {
        loss = loss_at(p, p->best[p->j] + side * outer);
        if (loss > p->limit || p->s->status) break;
        inner = outer;
        if (outer >= room - END) return room;
        outer = fmin(2.0 * outer, room);
    }
    for (int i = 0; i < NARROWINGS && !p->s->status; i++) {
        double guess = outer * sqrt((p->limit - p->loss) / (loss - p->loss));
        if (!isfinite(loss)) guess = 0.5 * (inner + outer);
        guess = fmin(fmax(guess, inner + 0.05 * (outer - inner)), outer - 0.05 * (outer - inner));
        start_again(p);
        const double there = loss_at(p, p->best[p->j] + side * guess);
        if (there > p->limit) {
            outer = guess;
            loss = there;
        } else {
            inner = guess;
        }
    }
    return inner;
}

/* From the best place outwards, so that each refit begins near its answer. */
static void draw_side(profiler *p, ot_tuned_parameter *t, int side, double reach, int n_below,
                      int n) {
    const double room = side < 0 ? p->best[p->j] : 1.0 - p->best[p->j];
    const double wide = fmin(WIDER * (reach > 0.0 ? reach : STEP), room);
    start_again(p);
    for (int i = 1; i <= n; i++) {
        const double u = p->best[p->j] + side * wide * (double)i / (double)n;
        t->profile[n_below + side * i] = (ot_profile_point){ot_tune_value_at(t, u), loss_at(p, u)};
    }
}

/* Where the profile crosses the limit on one side; the last point's value where it does not. */
static double crossing(const profiler *p, const ot_tuned_parameter *t, int centre, int side,
                       int *is_open, int *fails) {
    int i = centre;
    const ot_profile_point *here = &t->profile[centre], *next = NULL;
    *is_open = *fails = 0;
    for (;;) {
        here = &t->profile[i];
        i += side;
        if (i < 0 || i >= OT_PROFILE_POINTS) break;
        next = &t->profile[i];
        if (next->loss > p->limit) {
            *fails = !isfinite(next->loss);
            if (*fails) return here->value;
            const double share = (p->limit - here->loss) / (next->loss - here->loss);
            return here->value + share * (next->value - here->value);
        }
    }
    const double place = ot_tune_place_of(t, here->value);
    *is_open = side < 0 ? place < AT_END : place > 1.0 - AT_END;
    return here->value;
}

/* At an end of the range all points lie on the other side. */
static void draw_profile(profiler *p, ot_tuned_parameter *t) {
    const double reach[] = {find_side(p, -1), find_side(p, 1)};
    const int most = OT_PROFILE_POINTS - 1;
    const double u = p->best[p->j];
    const int n_below = u < AT_END ? 0 : u > 1.0 - AT_END ? most : most / 2;
    t->profile[n_below] = (ot_profile_point){t->value, p->loss};
    draw_side(p, t, -1, reach[0], n_below, n_below);
    draw_side(p, t, 1, reach[1], n_below, most - n_below);
    t->from = crossing(p, t, n_below, -1, &t->is_open[0], &t->fails[0]);
    t->to = crossing(p, t, n_below, 1, &t->is_open[1], &t->fails[1]);
}

/* The others are held: what a small slip of this one costs. */
static double loss_beside(profiler *p, double step) {
    const double u = p->best[p->j] + step;
    if (u < 0.0 || u > 1.0) return (double)NAN;
    start_again(p);
    p->place[p->j] = u;
    return ot_tune_search_loss(p->s, p->place);
}

static void measure(profiler *p, ot_tuned_parameter *t) {
    t->loss_below = loss_beside(p, -STEP);
    t->loss_above = loss_beside(p, STEP);
    const int has_below = !isnan(t->loss_below), has_above = !isnan(t->loss_above);
    const double sum = (has_below ? t->loss_below : 0.0) + (has_above ? t->loss_above : 0.0);
    const double rise = sum / (has_below + has_above) - p->loss;
    t->sensitivity = fabs(p->loss) > 0.0 ? PERCENT * rise / fabs(p->loss) : (double)NAN;
}

static int is_same(const profiler *p, double loss) {
    return isnan(loss) || fabs(loss - p->loss) <= SAME * fabs(p->loss);
}

static ot_tuned_verdict judge(const profiler *p, const ot_tuned_parameter *t) {
    const double share = ot_tune_place_of(t, t->to) - ot_tune_place_of(t, t->from);
    if (share < NEARLY_ALL) return OT_TUNED_TOLD;
    return is_same(p, t->loss_below) && is_same(p, t->loss_above) ? OT_TUNED_IDLE : OT_TUNED_FLAT;
}

ot_status ot_tune_profile(ot_tune_search *s, const double *place, double loss,
                          ot_tuned_parameter *parameter) {
    profiler p = {.s = s, .best = place, .loss = loss, .place = malloc(s->n * sizeof *p.place)};
    if (!p.place) return no_memory(s->err);
    p.limit = loss + RISE * fabs(loss);
    for (size_t j = 0; j < s->n && !s->status; j++) {
        p.j = j;
        measure(&p, &parameter[j]);
        draw_profile(&p, &parameter[j]);
        parameter[j].verdict = judge(&p, &parameter[j]);
    }
    free(p.place);
    return s->status;
}
