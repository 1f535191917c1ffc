#include "assess/review/reach.h"

#include <math.h>
#include <stdlib.h>

#include "estimate/case.h"
#include "simulate/run.h"

enum { MOST_TRIALS = 24 };

/* Near enough: a few draws. */
static const double NEAR = 1.5 / OT_REACH_DRAWS;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to change drivers", "内存不足以改动驱动因素");
}

static double sd_of(const double *x, size_t n) {
    double sum = 0.0, squares = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - sum / (double)n) * (x[i] - sum / (double)n);
    return sqrt(squares / (double)(n - 1));
}

/* Drivers that weigh much less than the first are left where they are. A convention of this
 * program: weights add as squares, so that a third of the first is a ninth of its part in the
 * change. */
static const double LEAST_WEIGHT = 1.0 / 3.0;

/* Events come or do not come; a plan does not move them. */
static int is_movable(const ot_model *m, size_t driver) {
    return m->driver[driver].spec->law.family != OT_LAW_EVENT;
}

/* The weightiest drivers and, as `shift` and `sds`, the direction in which they move. */
static ot_status aim_drivers(const ot_reach_task *task, ot_reach *out, ot_error *err) {
    const ot_conditional_view *v = task->view;
    double *r = malloc((v->n_inputs + 1) * sizeof *r), square = 0.0;
    if (!r) return no_memory(err);
    const ot_status status = ot_conditional_correlations(v, task->gap, r, err);
    for (size_t d = 0; !status && d < task->model->n_drivers; d++) {
        if (!is_movable(task->model, d) || !ot_conditional_is_telling(v, d, r[d])) continue;
        size_t at = out->n_changes;
        while (at > 0 && fabs(out->change[at - 1].sds) < fabs(r[d]))
            at--;
        if (at == OT_REACH_DRIVERS) continue;
        if (out->n_changes < OT_REACH_DRIVERS) out->n_changes++;
        for (size_t k = out->n_changes - 1; k > at; k--)
            out->change[k] = out->change[k - 1];
        out->change[at] = (ot_reach_change){.driver = d, .sds = r[d]};
    }
    while (out->n_changes > 1 &&
           fabs(out->change[out->n_changes - 1].sds) < LEAST_WEIGHT * fabs(out->change[0].sds))
        out->n_changes--;
    for (size_t i = 0; i < out->n_changes; i++)
        square += out->change[i].sds * out->change[i].sds;
    for (size_t i = 0; i < out->n_changes; i++) {
        ot_reach_change *x = &out->change[i];
        x->sds /= sqrt(square);
        x->shift = x->sds * sd_of(v->value + x->driver * v->n, v->n);
    }
    free(r);
    return status;
}

/* A probe that only counts the pilot: it holds all of so few draws. */
typedef struct reach_count {
    const ot_reach_task *task;
    size_t n, met;
} reach_count;

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    reach_count *count = state;
    (void)err, (void)draws;
    count->n = pilot->n;
    for (size_t start = 0; start < pilot->n; start += OT_CHUNK) {
        const size_t n = pilot->n - start < OT_CHUNK ? pilot->n - start : OT_CHUNK;
        double gap[OT_CHUNK];
        size_t n_met[OT_CHUNK] = {0};
        for (size_t j = 0; j < count->task->n_aims; j++) {
            ot_aim_gaps(count->task->aim[j], pilot, 0, start, n, gap);
            for (size_t i = 0; i < n; i++)
                n_met[i] += gap[i] <= 0.0;
        }
        for (size_t i = 0; i < n; i++)
            count->met += n_met[i] == count->task->n_aims;
    }
    return OT_OK;
}

static void add(void *state, const ot_block *block) { (void)state, (void)block; }

static int is_changeable(const ot_case *c, size_t row, size_t slot) {
    return !OT_CASE_CONST(uint8_t, c, held)[row * c->n_slots + slot];
}

static size_t last_slot(const ot_reach_task *task) {
    return ot_model_slot(task->model, task->year);
}

/* So much of a shift as leaves every year's value within the driver's range. */
static double within_range(const ot_reach_task *task, size_t driver, double shift) {
    const ot_model_driver *d = &task->model->driver[driver];
    const size_t row = ot_model_driver_row(task->model, driver);
    const double low = d->spec->low * d->inside, high = d->spec->high * d->inside;
    double room = fabs(shift);
    for (size_t slot = task->model->first_slot; slot <= last_slot(task); slot++) {
        if (!is_changeable(task->c, row, slot)) continue;
        const double value = ot_case_input(task->c, row, slot);
        const double own = shift > 0.0 ? high - value : value - low;
        if (own < room) room = fmax(own, 0.0); /* NaN: no range */
    }
    return copysign(room, shift);
}

/* Drivers moved by `length` standard deviations; `room` is for their changes. */
static ot_case *moved(const ot_reach_task *task, const ot_reach *way, double length,
                      ot_case_change *room) {
    const ot_model *m = task->model;
    size_t n = 0;
    for (size_t i = 0; i < way->n_changes; i++) {
        const ot_reach_change *x = &way->change[i];
        const size_t row = ot_model_driver_row(m, x->driver);
        const double shift = within_range(task, x->driver, length * x->shift);
        for (size_t slot = m->first_slot; slot <= last_slot(task); slot++) {
            if (!is_changeable(task->c, row, slot)) continue;
            const double value = ot_case_input(task->c, row, slot) + shift;
            room[n++] = (ot_case_change){row, slot, value};
        }
    }
    return ot_case_with(task->c, room, n);
}

static ot_status chance(const ot_reach_task *task, const ot_reach *way, double length,
                        ot_case_change *room, double *out, ot_error *err) {
    ot_case *c = moved(task, way, length, room);
    if (!c) return no_memory(err);
    const ot_case *const own = c;
    ot_run_options run = *task->run;
    run.draws = OT_REACH_DRAWS;
    run.threads = 1;
    run.part = (ot_run_part){0};
    run.progress = NULL;
    reach_count count = {task, 0, 0};
    const ot_probe probe = {"reach", &count, begin, add, NULL};
    const ot_status status = ot_run(&own, 1, &probe, 1, &run, err);
    if (!status) *out = (double)count.met / (double)count.n;
    ot_case_free(c);
    return status;
}

/* Bisection, with a secant's step wherever it stays well inside. */
static ot_status search(const ot_reach_task *task, ot_reach *out, ot_case_change *room, double p,
                        ot_error *err) {
    double low = 0.0, p_low = p, high = 1.0, p_high = p, best = p;
    ot_status status = OT_OK;
    for (;; high = fmin(2.0 * high, OT_REACH_MOST_SDS)) {
        status = chance(task, out, high, room, &p_high, err);
        best = fmax(best, p_high);
        if (status || p_high >= task->wanted || high >= OT_REACH_MOST_SDS) break;
        low = high;
        p_low = p_high;
    }
    out->state = p_high >= task->wanted ? OT_REACH_FOUND : OT_REACH_TOO_FAR;
    for (int i = 0; i < MOST_TRIALS && !status && out->state == OT_REACH_FOUND; i++) {
        if (p_high - task->wanted <= NEAR) break;
        const double share = (task->wanted - p_low) / (p_high - p_low);
        const double at = low + fmin(fmax(share, 0.1), 0.9) * (high - low);
        double p_at = 0.0;
        status = chance(task, out, at, room, &p_at, err);
        if (p_at >= task->wanted) {
            high = at;
            p_high = p_at;
        } else {
            low = at;
            p_low = p_at;
        }
    }
    out->sds = high;
    out->probability = out->state == OT_REACH_FOUND ? p_high : best;
    return status;
}

/* The change itself, of which the direction is known. */
static void end_change(const ot_reach_task *task, double length, ot_reach_change *x) {
    const double wanted = length * x->shift, sd = x->shift / x->sds;
    const size_t row = ot_model_driver_row(task->model, x->driver), slot = last_slot(task);
    x->shift = within_range(task, x->driver, wanted);
    x->is_at_end = fabs(x->shift) < fabs(wanted);
    x->sds = x->shift / sd;
    x->from = ot_case_input(task->c, row, slot);
    x->to = is_changeable(task->c, row, slot) ? x->from + x->shift : x->from;
}

ot_status ot_reach_find(const ot_reach_task *task, ot_reach *out, ot_error *err) {
    const size_t n_slots = task->model->n_slots;
    ot_case_change *room = calloc(OT_REACH_DRIVERS * n_slots + 1, sizeof *room);
    double p = 0.0;
    *out = (ot_reach){.state = OT_REACH_NO_DRIVER};
    ot_status status = room ? aim_drivers(task, out, err) : no_memory(err);
    if (!status) status = chance(task, out, 0.0, room, &p, err);
    out->probability = p;
    if (!status && p >= task->wanted)
        out->state = OT_REACH_MET_ALREADY;
    else if (!status && out->n_changes > 0)
        status = search(task, out, room, p, err);
    for (size_t i = 0; i < out->n_changes && out->state == OT_REACH_FOUND; i++)
        end_change(task, out->sds, &out->change[i]);
    if (out->state != OT_REACH_FOUND) out->n_changes = 0;
    free(room);
    return status;
}
