#include "assess/seek.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_linalg.h>

#include "base/buffer.h"
#include "simulate/response.h"

enum { MOST_ITERATIONS = 60, HALVINGS = 20 };

/* Where goals are met: far below what anybody prints, far above rounding of a path. */
static const double TOLERANCE = 1e-12;

/* Directions in which a unit of instruments moves the goals less than this do not count. */
static const double SMALLEST_EFFECT = 1e-9;

/* A least-squares answer is found when a step changes the instruments by no more, relatively. */
static const double SMALLEST_STEP = 1e-10;

typedef struct search {
    ot_seek *seek;
    const ot_model *model;
    const ot_path *path;
    ot_case *c; /* the case with the instruments as they are now */
    ot_future future;
    double *start, *now, *step; /* [n_unknowns] in the case's units */
    double *size;               /* [n_unknowns] what a change is measured by */
    double *gap;                /* [n_goals] wanted less reached, relative */
    double *effect;             /* [n_goals][n_unknowns] scaled derivatives */
    ot_error *err;
} search;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to seek values", "内存不足以求解目标值");
}

static double goal_size(const ot_seek_goal *g) {
    return fabs(g->wanted) > 0.0 ? fabs(g->wanted) : 1.0;
}

static double inside_of(const search *s, size_t i) {
    return s->model->indicator[s->seek->goal[i].indicator].inside;
}

static double value_at(const search *s, size_t i) {
    const ot_seek_goal *g = &s->seek->goal[i];
    return s->future.value[g->indicator * s->c->n_slots + g->slot] / inside_of(s, i);
}

/* Solve the path with the instruments of `s->now`; 0 when it cannot be solved. */
static int solve(search *s, ot_future_fault *fault) {
    for (size_t j = 0; j < s->seek->n_unknowns; j++) {
        const ot_seek_unknown *u = &s->seek->unknown[j];
        ot_case_put(s->c, &(ot_case_change){u->exogenous.row, u->slot, s->now[j]}, 1);
        s->future.value[u->exogenous.row * s->c->n_slots + u->slot] = s->now[j];
    }
    return ot_future_solve(&s->future, 1.0, fault);
}

/* The largest and the root of the sum of the squared gaps. */
static double measure(search *s, double *largest) {
    double sum = 0.0;
    *largest = 0.0;
    for (size_t i = 0; i < s->seek->n_goals; i++) {
        const ot_seek_goal *g = &s->seek->goal[i];
        s->gap[i] = (g->wanted - value_at(s, i)) / goal_size(g);
        sum += s->gap[i] * s->gap[i];
        *largest = fmax(*largest, fabs(s->gap[i]));
    }
    return isfinite(sum) ? sqrt(sum) : (double)INFINITY;
}

static ot_status find_effects(search *s) {
    const size_t n = s->seek->n_unknowns;
    ot_shock *shock = calloc(n, sizeof *shock);
    ot_response r = {0};
    ot_future_fault fault;
    for (size_t j = 0; shock && j < n; j++)
        shock[j] = (ot_shock){s->seek->unknown[j].exogenous.row, s->seek->unknown[j].slot};
    ot_status status = shock ? ot_response_find(&s->future, shock, n, &r, &fault) : OT_ERR_NOMEM;
    for (size_t i = 0; i < s->seek->n_goals && !status; i++) {
        const ot_seek_goal *g = &s->seek->goal[i];
        for (size_t j = 0; j < n; j++)
            s->effect[i * n + j] = ot_response_at(&r, g->indicator, g->slot, j) * s->size[j] /
                                   inside_of(s, i) / goal_size(g);
    }
    ot_response_clear(&r);
    free(shock);
    if (status == OT_ERR_NUMERIC)
        return ot_path_explain(s->model, &s->future, &fault, NULL, s->err);
    return status ? no_memory(s->err) : OT_OK;
}

/* step = pseudo-inverse of the effects times `wanted`: exact where it can be, the smallest where
 * there are many, the nearest where there is none (Golub and Van Loan 2013, section 5.5). */
static ot_status pseudo_solve(const search *s, const double *wanted, double *step) {
    const size_t n = s->seek->n_unknowns, m = s->seek->n_goals, rows = m > n ? m : n;
    gsl_matrix *u = gsl_matrix_calloc(rows, n), *v = gsl_matrix_alloc(n, n);
    gsl_vector *singular = gsl_vector_alloc(n), *work = gsl_vector_alloc(n);
    ot_status status = OT_ERR_NOMEM;
    memset(step, 0, n * sizeof *step);
    if (u && v && singular && work) {
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < n; j++)
                gsl_matrix_set(u, i, j, s->effect[i * n + j]);
        status = gsl_linalg_SV_decomp(u, v, singular, work) ? OT_ERR_NUMERIC : OT_OK;
    }
    for (size_t k = 0; k < n && !status; k++) {
        const double size = gsl_vector_get(singular, k);
        if (!(size > SMALLEST_EFFECT * gsl_vector_get(singular, 0)) || size <= 0.0) continue;
        double part = 0.0;
        for (size_t i = 0; i < m; i++)
            part += gsl_matrix_get(u, i, k) * wanted[i];
        for (size_t j = 0; j < n; j++)
            step[j] += part / size * gsl_matrix_get(v, j, k);
    }
    if (u) gsl_matrix_free(u);
    if (v) gsl_matrix_free(v);
    if (singular) gsl_vector_free(singular);
    if (work) gsl_vector_free(work);
    return status ? ot_fail(s->err, status, "the derivatives of the goals are not finite",
                            "目标的导数不是有限数")
                  : OT_OK;
}

/* From the instruments as they are to the next guess; of many answers the one nearest to the start:
 * z = (u - u0) / size solves effect z = gap + effect (now - u0) / size. */
static ot_status find_step(search *s) {
    const size_t n = s->seek->n_unknowns, m = s->seek->n_goals;
    double *wanted = calloc(m, sizeof *wanted);
    if (!wanted) return no_memory(s->err);
    const int is_nearest = s->seek->kind == OT_SEEK_LEAST_CHANGE;
    for (size_t i = 0; i < m; i++) {
        wanted[i] = s->gap[i];
        for (size_t j = 0; j < n && is_nearest; j++)
            wanted[i] += s->effect[i * n + j] * (s->now[j] - s->start[j]) / s->size[j];
    }
    const ot_status status = pseudo_solve(s, wanted, s->step);
    for (size_t j = 0; j < n && !status; j++) {
        s->step[j] *= s->size[j];
        if (is_nearest) s->step[j] -= s->now[j] - s->start[j];
    }
    free(wanted);
    return status;
}

/* What is left of goal i when the step is taken in a world of constant derivatives. */
static double left_over(const search *s, size_t i) {
    const size_t n = s->seek->n_unknowns;
    double left = s->gap[i];
    for (size_t j = 0; j < n; j++)
        left -= s->effect[i * n + j] * s->step[j] / s->size[j];
    return left;
}

static int is_moved(const search *s, size_t i) {
    double size = 0.0;
    for (size_t j = 0; j < s->seek->n_unknowns; j++)
        size += fabs(s->effect[i * s->seek->n_unknowns + j]);
    return size > SMALLEST_EFFECT;
}

static const char *goal_id(const search *s, size_t i) {
    return s->model->indicator[s->seek->goal[i].indicator].spec->id;
}

/* Fewer goals than unknowns or as many, and still no step that meets them: say which. */
static ot_status check_reach(const search *s) {
    size_t worst = 0;
    double most = 0.0;
    if (s->seek->kind == OT_SEEK_LEAST_SQUARES) return OT_OK;
    for (size_t i = 0; i < s->seek->n_goals; i++)
        if (!(fabs(left_over(s, i)) <= most)) {
            most = fabs(left_over(s, i));
            worst = i;
        }
    if (most <= 1e-6 * (1.0 + fabs(s->gap[worst]))) return OT_OK;
    for (size_t i = 0; i < s->seek->n_goals; i++)
        if (!is_moved(s, i) && fabs(s->gap[i]) > TOLERANCE)
            return ot_fail(s->err, OT_ERR_NUMERIC,
                           "no instrument reaches %s@%d: moving them does not move it",
                           "没有工具变量能影响 %s@%d：改动它们不会使其变化", goal_id(s, i),
                           ot_model_year(s->model, s->seek->goal[i].slot));
    return ot_fail(s->err, OT_ERR_NUMERIC,
                   "the goals cannot be met together: with the others met, no instrument moves "
                   "%s@%d by itself; it would miss by %.3g %% of its value",
                   "目标不能同时实现：其余目标实现时，没有工具变量能单独改变 %s@%d；将差其数值的 "
                   "%.3g%%",
                   goal_id(s, worst), ot_model_year(s->model, s->seek->goal[worst].slot),
                   100.0 * most);
}

/* Take as much of the step as helps; 0 when nothing does. */
static int take_step(search *s, double *norm, double *largest) {
    const size_t n = s->seek->n_unknowns;
    const double before = *norm;
    double length = 1.0;
    for (int k = 0; k < HALVINGS; k++, length /= 2) {
        ot_future_fault fault;
        for (size_t j = 0; j < n; j++)
            s->now[j] += length * s->step[j];
        *norm = solve(s, &fault) ? measure(s, largest) : (double)INFINITY;
        if (*norm < before || *largest <= TOLERANCE) return 1;
        for (size_t j = 0; j < n; j++)
            s->now[j] -= length * s->step[j];
    }
    ot_future_fault fault;
    *norm = solve(s, &fault) ? measure(s, largest) : (double)INFINITY;
    return 0;
}

static double step_size(const search *s) {
    double most = 0.0;
    for (size_t j = 0; j < s->seek->n_unknowns; j++)
        most = fmax(most, fabs(s->step[j]) / s->size[j]);
    return most;
}

static ot_status no_convergence(const search *s, double largest) {
    return ot_fail(s->err, OT_ERR_NUMERIC,
                   "the goals were not met after %d iterations: the largest miss is %.3g %% of the "
                   "wanted value; start from a scenario that is nearer",
                   "迭代 %d 次后目标仍未实现：最大差距为目标值的 %.3g%%；请从更接近的情景开始",
                   s->seek->n_iterations, 100.0 * largest);
}

/* Of many answers the nearest is looked for until the instruments stand still; rounding may end the
 * way before. */
static ot_status iterate(search *s) {
    ot_seek *seek = s->seek;
    ot_future_fault fault;
    double largest = INFINITY, norm = solve(s, &fault) ? measure(s, &largest) : (double)INFINITY;
    if (!isfinite(norm))
        return ot_fail(s->err, OT_ERR_NUMERIC, "the path of the scenario cannot be solved",
                       "该情景的路径无法求解");
    for (; seek->n_iterations < MOST_ITERATIONS; seek->n_iterations++) {
        const int is_met = largest <= TOLERANCE;
        if (is_met && seek->kind == OT_SEEK_SQUARE) break;
        ot_status status = find_effects(s);
        if (!status) status = find_step(s);
        if (!status) status = check_reach(s);
        if (status) return status;
        if (step_size(s) <= SMALLEST_STEP) break;
        if (is_met) { /* it stays met to first order: take it as it is */
            for (size_t j = 0; j < seek->n_unknowns; j++)
                s->now[j] += s->step[j];
            norm = solve(s, &fault) ? measure(s, &largest) : (double)INFINITY;
        } else if (!take_step(s, &norm, &largest)) {
            break;
        }
    }
    seek->miss = largest;
    if (seek->kind == OT_SEEK_LEAST_SQUARES && isfinite(norm)) return OT_OK;
    return largest <= 1e3 * TOLERANCE ? OT_OK : no_convergence(s, largest);
}

static ot_status add_goals(search *s, const ot_goal *goal, size_t n) {
    ot_seek *seek = s->seek;
    for (size_t i = 0; i < n; i++) {
        ot_seek_goal *g = &seek->goal[seek->n_goals];
        *g = (ot_seek_goal){.wanted = goal[i].value};
        ot_status status = ot_indicator_named(s->model, goal[i].indicator, &g->indicator, s->err);
        if (!status) status = ot_simulated_slot(s->model, goal[i].year, &g->slot, s->err);
        if (status) return status;
        if (ot_case_is_held(s->path->c, g->indicator, g->slot))
            return ot_fail(s->err, OT_ERR_USAGE, "%s is given in %d: there is nothing to seek",
                           "%s 在 %d 年为给定值，无需求解", goal[i].indicator, goal[i].year);
        for (size_t k = 0; k < seek->n_goals; k++)
            if (seek->goal[k].indicator == g->indicator && seek->goal[k].slot == g->slot)
                return ot_fail(s->err, OT_ERR_USAGE, "the goal %s@%d stands twice",
                               "目标 %s@%d 重复出现", goal[i].indicator, goal[i].year);
        seek->n_goals++;
    }
    return OT_OK;
}

static int has_goal(const ot_seek *seek, size_t slot) {
    for (size_t i = 0; i < seek->n_goals; i++)
        if (seek->goal[i].slot == slot) return 1;
    return 0;
}

static ot_status add_unknown(search *s, const ot_instrument *from, const ot_exogenous *x,
                             size_t slot) {
    ot_seek *seek = s->seek;
    ot_status status = ot_exogenous_check(s->model, s->path->c, x, slot, s->err);
    for (size_t k = 0; k < seek->n_unknowns && !status; k++)
        if (seek->unknown[k].exogenous.row == x->row && seek->unknown[k].slot == slot)
            status =
                ot_fail(s->err, OT_ERR_USAGE, "the instrument %s is named twice for %d",
                        "工具变量 %s 在 %d 年重复出现", from->name, ot_model_year(s->model, slot));
    if (status) return status;
    seek->unknown[seek->n_unknowns++] = (ot_seek_unknown){
        .name = from->name, .exogenous = *x, .slot = slot, .weight = from->weight};
    return OT_OK;
}

static ot_status add_instrument(search *s, const ot_instrument *from) {
    const ot_model *m = s->model;
    ot_exogenous x;
    size_t slot;
    ot_status status = ot_exogenous_find(m, from->name, &x, s->err);
    if (!status && !(from->weight > 0.0 && isfinite(from->weight)))
        status = ot_fail(s->err, OT_ERR_USAGE, "the weight of %s is %g; must be above 0",
                         "%s 的权重为 %g；须大于 0", from->name, from->weight);
    if (!status && from->first) status = ot_simulated_slot(m, from->first, &slot, s->err);
    if (!status && from->first) status = ot_simulated_slot(m, from->last, &slot, s->err);
    for (int year = m->first_year; year <= m->last_year && !status; year++) {
        slot = ot_model_slot(m, year);
        const int is_wanted =
            from->first ? year >= from->first && year <= from->last : has_goal(s->seek, slot);
        if (is_wanted) status = add_unknown(s, from, &x, slot);
    }
    return status;
}

/* A change is measured by the value itself; of add-factors and of what is 0, by what the goals'
 * years have of the path: 1 when nothing else is known. */
static void take_starts(search *s) {
    for (size_t j = 0; j < s->seek->n_unknowns; j++) {
        ot_seek_unknown *u = &s->seek->unknown[j];
        const double now = ot_case_input(s->path->c, u->exogenous.row, u->slot);
        s->start[j] = s->now[j] = now;
        s->size[j] = (fabs(now) > 0.0 ? fabs(now) : u->exogenous.inside) * u->weight;
        u->before = now / u->exogenous.inside;
    }
    for (size_t i = 0; i < s->seek->n_goals; i++) {
        ot_seek_goal *g = &s->seek->goal[i];
        g->before = ot_path_at(s->path, g->indicator, g->slot) / inside_of(s, i);
    }
}

static ot_status take_room(search *s) {
    const size_t n = s->seek->n_unknowns, m = s->seek->n_goals;
    s->c = ot_case_with(s->path->c, NULL, 0);
    s->start = calloc(4 * n + m + n * m + 1, sizeof *s->start);
    if (!s->c || !s->start || !ot_future_init(&s->future, s->c)) return no_memory(s->err);
    s->now = s->start + n;
    s->step = s->now + n;
    s->size = s->step + n;
    s->gap = s->size + n;
    s->effect = s->gap + m;
    return OT_OK;
}

static void say_kind(const ot_seek *seek, ot_notes *notes) {
    if (seek->kind == OT_SEEK_LEAST_CHANGE)
        ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0,
                     "%zu values of instruments for %zu goals: of all answers, the one with the "
                     "least weighted change is given",
                     "工具变量有 %zu 个取值、目标有 %zu 个：在所有解中取加权变动最小者",
                     seek->n_unknowns, seek->n_goals);
    if (seek->kind == OT_SEEK_LEAST_SQUARES)
        ot_notes_add(
            notes, OT_SEVERITY_WARNING, NULL, 0, 0,
            "%zu values of instruments for %zu goals are too few to meet all: the sum of "
            "squared relative misses is the least that can be had",
            "工具变量只有 %zu 个取值、目标有 %zu 个，不能全部实现：给出相对差距平方和最小的"
            "解",
            seek->n_unknowns, seek->n_goals);
}

static ot_status run(search *s, ot_notes *notes) {
    ot_seek *seek = s->seek;
    seek->kind = seek->n_unknowns == seek->n_goals  ? OT_SEEK_SQUARE
                 : seek->n_unknowns > seek->n_goals ? OT_SEEK_LEAST_CHANGE
                                                    : OT_SEEK_LEAST_SQUARES;
    ot_status status = take_room(s);
    if (!status) take_starts(s);
    if (!status) status = iterate(s);
    if (status) return status;
    for (size_t j = 0; j < seek->n_unknowns; j++)
        seek->unknown[j].after = s->now[j] / seek->unknown[j].exogenous.inside;
    for (size_t i = 0; i < seek->n_goals; i++)
        seek->goal[i].reached = value_at(s, i);
    say_kind(seek, notes);
    return OT_OK;
}

static ot_status check_call(const ot_path *path, size_t n_goals, size_t n_instruments,
                            ot_error *err) {
    if (n_goals == 0 || n_instruments == 0)
        return ot_fail(err, OT_ERR_USAGE, "seeking needs a target and an instrument at least",
                       "至少需要一个目标和一个工具变量");
    if (path->mode != OT_MODE_FORECAST && path->mode != OT_MODE_DYNAMIC)
        return ot_fail(err, OT_ERR_USAGE,
                       "goals are sought along a path through its years; use mode forecast or "
                       "dynamic",
                       "目标值须沿模拟路径逐年求解；请用 forecast 或 dynamic 模式");
    return OT_OK;
}

ot_status ot_seek_new(const ot_model *model, const ot_path *path, const ot_goal *goal,
                      size_t n_goals, const ot_instrument *instrument, size_t n_instruments,
                      ot_notes *notes, ot_seek **out, ot_error *err) {
    ot_status status = check_call(path, n_goals, n_instruments, err);
    if (status) return status;
    ot_seek *seek = calloc(1, sizeof *seek);
    if (!seek) return no_memory(err);
    const size_t n_years = (size_t)(model->last_year - model->first_year + 1);
    *seek = (ot_seek){.model = model,
                      .goal = calloc(n_goals, sizeof *seek->goal),
                      .unknown = calloc(n_instruments * n_years, sizeof *seek->unknown)};
    search s = {.seek = seek, .model = model, .path = path, .err = err};
    status = seek->goal && seek->unknown ? add_goals(&s, goal, n_goals) : no_memory(err);
    for (size_t j = 0; j < n_instruments && !status; j++)
        status = add_instrument(&s, &instrument[j]);
    if (!status) status = run(&s, notes);
    ot_future_clear(&s.future);
    ot_case_free(s.c);
    free(s.start);
    if (status)
        ot_seek_free(seek);
    else
        *out = seek;
    return status;
}

void ot_seek_free(ot_seek *seek) {
    if (!seek) return;
    free(seek->goal);
    free(seek->unknown);
    free(seek);
}
