#include "assess/search.h"

#include <math.h>
#include <stdlib.h>

#include "assess/pseudo_inverse.h"
#include "simulate/response.h"

enum { MOST_ITERATIONS = 60, HALVINGS = 20 };

/* Where goals are met: far below what anybody prints, far above rounding of a path. */
static const double TOLERANCE = 1e-12;

/* Directions in which a unit of instruments moves the goals less than this do not count. */
static const double SMALLEST_EFFECT = 1e-9;

/* A least-squares answer is found when a step changes the instruments by no more, relatively. */
static const double SMALLEST_STEP = 1e-10;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to seek values", "内存不足以求解目标值");
}

static double goal_size(const ot_seek_goal *g) {
    return fabs(g->wanted) > 0.0 ? fabs(g->wanted) : 1.0;
}

static double inside_of(const ot_search *s, size_t i) {
    return s->model->indicator[s->seek->goal[i].indicator].inside;
}

double ot_search_value(const ot_search *s, size_t i) {
    const ot_seek_goal *g = &s->seek->goal[i];
    return s->solver.value[g->indicator * s->c->n_slots + g->slot] / inside_of(s, i);
}

/* Solve the path with the instruments of `s->now`; 0 when it cannot be solved. */
static int solve(ot_search *s, ot_path_fault *fault) {
    for (size_t j = 0; j < s->seek->n_unknowns; j++) {
        const ot_seek_unknown *u = &s->seek->unknown[j];
        ot_case_put(s->c, &(ot_case_change){u->exogenous.row, u->slot, s->now[j]}, 1);
        s->solver.value[u->exogenous.row * s->c->n_slots + u->slot] = s->now[j];
    }
    return ot_path_solver_solve(&s->solver, 1.0, fault);
}

/* The largest and the root of the sum of the squared gaps. */
static double measure(ot_search *s, double *largest) {
    double sum = 0.0;
    *largest = 0.0;
    for (size_t i = 0; i < s->seek->n_goals; i++) {
        const ot_seek_goal *g = &s->seek->goal[i];
        s->gap[i] = (g->wanted - ot_search_value(s, i)) / goal_size(g);
        sum += s->gap[i] * s->gap[i];
        *largest = fmax(*largest, fabs(s->gap[i]));
    }
    if (!isfinite(sum)) *largest = INFINITY; /* fmax passes over what is not a number */
    return isfinite(sum) ? sqrt(sum) : (double)INFINITY;
}

static ot_status find_effects(ot_search *s) {
    const size_t n = s->seek->n_unknowns;
    ot_shock *shock = calloc(n, sizeof *shock);
    ot_response r = {0};
    for (size_t j = 0; shock && j < n; j++)
        shock[j] = (ot_shock){s->seek->unknown[j].exogenous.row, s->seek->unknown[j].slot};
    const ot_status status =
        shock ? ot_path_respond(s->model, &s->solver, shock, n, &r, s->err) : no_memory(s->err);
    for (size_t i = 0; i < s->seek->n_goals && !status; i++) {
        const ot_seek_goal *g = &s->seek->goal[i];
        for (size_t j = 0; j < n; j++)
            s->effect[i * n + j] = ot_response_at(&r, g->indicator, g->slot, j) * s->size[j] /
                                   inside_of(s, i) / goal_size(g);
    }
    ot_response_clear(&r);
    free(shock);
    return status;
}

/* From the instruments as they are to the next guess; of many answers the one nearest to the start:
 * z = (u - u0) / size solves effect z = gap + effect (now - u0) / size. */
static ot_status find_step(ot_search *s) {
    const size_t n = s->seek->n_unknowns, m = s->seek->n_goals;
    double *wanted = calloc(m, sizeof *wanted);
    if (!wanted) return no_memory(s->err);
    const int is_nearest = s->seek->kind == OT_SEEK_LEAST_CHANGE;
    for (size_t i = 0; i < m; i++) {
        wanted[i] = s->gap[i];
        for (size_t j = 0; j < n && is_nearest; j++)
            wanted[i] += s->effect[i * n + j] * (s->now[j] - s->start[j]) / s->size[j];
    }
    const ot_status status = ot_pseudo_solve(s->effect, m, n, wanted, SMALLEST_EFFECT, s->step);
    for (size_t j = 0; j < n && !status; j++) {
        s->step[j] *= s->size[j];
        if (is_nearest) s->step[j] -= s->now[j] - s->start[j];
    }
    free(wanted);
    return status == OT_ERR_NUMERIC
               ? ot_fail(s->err, status, "the derivatives of the goals are not finite",
                         "目标的导数不是有限数")
           : status ? no_memory(s->err)
                    : OT_OK;
}

/* What is left of goal i when the step is taken in a world of constant derivatives. */
static double left_over(const ot_search *s, size_t i) {
    const size_t n = s->seek->n_unknowns;
    double left = s->gap[i];
    for (size_t j = 0; j < n; j++)
        left -= s->effect[i * n + j] * s->step[j] / s->size[j];
    return left;
}

static int is_moved(const ot_search *s, size_t i) {
    double size = 0.0;
    for (size_t j = 0; j < s->seek->n_unknowns; j++)
        size += fabs(s->effect[i * s->seek->n_unknowns + j]);
    return size > SMALLEST_EFFECT;
}

static const char *goal_id(const ot_search *s, size_t i) {
    return s->model->indicator[s->seek->goal[i].indicator].spec->id;
}

/* Fewer goals than unknowns or as many, and still no step that meets them: say which. */
static ot_status check_reach(const ot_search *s) {
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
                           "no instrument reaches %s@%d: at these values none of them moves it "
                           "(all derivatives are 0); name an instrument that it depends on, start "
                           "from other values, or drop this goal",
                           "没有政策工具能影响 %s@%d：在当前取值处导数均为 0；请加入能影响它的政策"
                           "工具，从其他取值开始，或去掉这一目标",
                           goal_id(s, i), ot_model_year(s->model, s->seek->goal[i].slot));
    return ot_fail(s->err, OT_ERR_NUMERIC,
                   "these instruments cannot meet all goals at once: they move %s@%d only together "
                   "with the other goals, and it would miss by %.3g %% of the wanted value; add an "
                   "instrument that works otherwise, or drop a goal",
                   "这些政策工具不能同时实现全部目标：%s@%d 只能与其他目标一起变动，将差目标值的 "
                   "%.3g%%；请加入作用途径不同的政策工具，或去掉一个目标",
                   goal_id(s, worst), ot_model_year(s->model, s->seek->goal[worst].slot),
                   100.0 * most);
}

/* Take as much of the step as helps; 0 when nothing does. */
static int take_step(ot_search *s, double *norm, double *largest) {
    const size_t n = s->seek->n_unknowns;
    const double before = *norm;
    double length = 1.0;
    for (int k = 0; k < HALVINGS; k++, length /= 2) {
        ot_path_fault fault;
        for (size_t j = 0; j < n; j++)
            s->now[j] += length * s->step[j];
        *norm = solve(s, &fault) ? measure(s, largest) : (double)INFINITY;
        if (*norm < before || *largest <= TOLERANCE) return 1;
        for (size_t j = 0; j < n; j++)
            s->now[j] -= length * s->step[j];
    }
    ot_path_fault fault;
    *norm = solve(s, &fault) ? measure(s, largest) : (double)INFINITY;
    return 0;
}

static double step_size(const ot_search *s) {
    double most = 0.0;
    for (size_t j = 0; j < s->seek->n_unknowns; j++)
        most = fmax(most, fabs(s->step[j]) / s->size[j]);
    return most;
}

static ot_status no_convergence(const ot_search *s, double largest) {
    return ot_fail(s->err, OT_ERR_NUMERIC,
                   "the goals were not met after %d iterations: the largest miss is %.3g %% of the "
                   "wanted value; start from a scenario that is nearer",
                   "迭代 %d 次后目标仍未实现：最大差距为目标值的 %.3g%%；请从更接近的情景开始",
                   s->seek->n_iterations, 100.0 * largest);
}

/* Of many answers the nearest is looked for until the instruments stand still; rounding may end the
 * way before. */
ot_status ot_search_run(ot_search *s) {
    ot_seek *seek = s->seek;
    ot_path_fault fault;
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
