#include "assess/attribution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_integration.h>

#include "assess/exogenous.h"
#include "simulate/path.h"
#include "simulate/response.h"

enum {
    MOST_SUBSETS_OF = 8, /* changes: 256 paths */
    FIRST_NODES = 4,     /* of the quadrature; doubled while it helps */
    MOST_NODES = 256
};

/* The quadrature is fine enough when it leaves this share of the difference. */
static const double FINE = 1e-10;

/* A remainder below this share of the values is none. */
static const double ROUNDING = 1e-9;

typedef struct split {
    ot_attribution *x;
    const ot_case *a, *b;
    unsigned char *is_taken; /* [n] */
    ot_error *err;
} split;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the attribution", "内存不足以分解差异");
}

static size_t first_slot(const split *s) {
    return ot_model_slot(s->x->model, s->x->model->first_year);
}

/* Solve a case; the caller clears the solver whatever this returns. */
static ot_status solve(const split *s, const ot_case *c, ot_path_solver *f) {
    ot_path_fault fault;
    if (!ot_path_solver_init(f, c)) return no_memory(s->err);
    s->x->n_solved++;
    if (ot_path_solver_solve(f, 1.0, &fault)) return OT_OK;
    return ot_path_explain(s->x->model, f, &fault, NULL, s->err);
}

static void read_indicator(const split *s, const ot_path_solver *f, double *to) {
    const size_t i = s->x->indicator;
    for (size_t y = 0; y < s->x->n_years; y++)
        to[y] = f->value[i * f->c->n_slots + first_slot(s) + y] / s->x->model->indicator[i].inside;
}

/* The indicator with the changes that are taken, into to[n_years]. */
static ot_status solve_mix(const split *s, double *to) {
    const ot_attribution *x = s->x;
    ot_case *mix = ot_changes_mix(x->model, s->a, s->b, x->change, x->n, s->is_taken);
    if (!mix) return no_memory(s->err);
    ot_path_solver f;
    const ot_status status = solve(s, mix, &f);
    if (!status) read_indicator(s, &f, to);
    ot_path_solver_clear(&f);
    ot_case_free(mix);
    return status;
}

/* The share of all orders in which exactly `size` of n changes come before a given one:
 * size! (n - 1 - size)! / n!. */
static double weight_of(size_t size, size_t n) {
    double weight = 1.0 / (double)n;
    for (size_t k = 1; k <= size; k++)
        weight *= (double)k / (double)(n - k);
    return weight;
}

static size_t count_bits(size_t x) {
    size_t n = 0;
    for (; x; x &= x - 1)
        n++;
    return n;
}

/* Some of the changes, to be made in every order; the others are as `is_taken` has them. */
typedef struct group {
    const size_t *member; /* [n] */
    size_t n;
    double weight; /* of what is found */
} group;

static void take_subset(const split *s, const group *g, size_t subset) {
    for (size_t k = 0; k < g->n; k++)
        s->is_taken[g->member[k]] = (unsigned char)(subset >> k & 1);
}

static void add_marginals(const split *s, const group *g, const double *value) {
    ot_attribution *x = s->x;
    const size_t n_years = x->n_years, n_subsets = (size_t)1 << g->n;
    for (size_t k = 0; k < g->n; k++)
        for (size_t subset = 0; subset < n_subsets; subset++) {
            if (subset >> k & 1) continue;
            const double weight = g->weight * weight_of(count_bits(subset), g->n);
            const double *without = value + subset * n_years;
            const double *with = value + (subset | (size_t)1 << k) * n_years;
            for (size_t y = 0; y < n_years; y++)
                x->contribution[g->member[k] * n_years + y] += weight * (with[y] - without[y]);
        }
}

static ot_status split_by_subsets(const split *s, const group *g) {
    const size_t n_subsets = (size_t)1 << g->n, n_years = s->x->n_years;
    double *value = calloc(n_subsets * n_years, sizeof *value);
    ot_status status = value ? OT_OK : no_memory(s->err);
    for (size_t subset = 0; subset < n_subsets && !status; subset++) {
        take_subset(s, g, subset);
        status = solve_mix(s, value + subset * n_years);
    }
    if (!status) add_marginals(s, g, value);
    free(value);
    return status;
}

/* Too many for every order: the mean of one and of its reverse. */
static ot_status split_by_two_orders(const split *s, const group *g) {
    const size_t n_years = s->x->n_years;
    double *before = calloc(2 * n_years + 1, sizeof *before), *after = before + n_years;
    ot_status status = before ? OT_OK : no_memory(s->err);
    for (int order = 0; order < 2 && !status; order++) {
        for (size_t k = 0; k < g->n; k++)
            s->is_taken[g->member[k]] = 0;
        status = solve_mix(s, before);
        for (size_t i = 0; i < g->n && !status; i++) {
            const size_t k = g->member[order ? g->n - 1 - i : i];
            s->is_taken[k] = 1;
            status = solve_mix(s, after);
            for (size_t y = 0; y < n_years && !status; y++)
                s->x->contribution[k * n_years + y] += 0.5 * g->weight * (after[y] - before[y]);
            memcpy(before, after, n_years * sizeof *before);
        }
    }
    free(before);
    return status;
}

static ot_status split_group(const split *s, const group *g) {
    if (g->n == 0) return OT_OK;
    return g->n <= MOST_SUBSETS_OF ? split_by_subsets(s, g) : split_by_two_orders(s, g);
}

/* Drivers and add-factors move along the straight way; the rest is changed at once. */
static int is_smooth(const ot_change *change) {
    return change->kind == OT_CHANGE_DRIVER || change->kind == OT_CHANGE_ADD_FACTOR;
}

/* A smooth change in one slot. */
typedef struct mover {
    size_t change;
    ot_shock shock;
    double from, to;
} mover;

static mover *find_movers(const split *s, size_t *n) {
    const ot_attribution *x = s->x;
    mover *found = calloc(x->n * s->a->n_slots + 1, sizeof *found);
    *n = 0;
    for (size_t k = 0; found && k < x->n; k++)
        for (size_t slot = 0; slot < s->a->n_slots && is_smooth(&x->change[k]); slot++) {
            const size_t row = x->change[k].row;
            const double from = ot_case_input(s->a, row, slot), to = ot_case_input(s->b, row, slot);
            if (from < to || from > to) found[(*n)++] = (mover){k, {row, slot}, from, to};
        }
    return found;
}

/* Add weight times derivative times length at one point of the way, where c is. */
static ot_status add_point(const split *s, const ot_case *c, const mover *m, size_t n,
                           const ot_shock *shock, double weight, double *sum) {
    const ot_attribution *x = s->x;
    ot_path_solver f;
    ot_response r = {0};
    ot_status status = solve(s, c, &f);
    if (!status) {
        status = ot_path_respond(x->model, &f, shock, n, &r, s->err);
    }
    for (size_t k = 0; k < n && !status; k++)
        for (size_t y = 0; y < x->n_years; y++)
            sum[m[k].change * x->n_years + y] +=
                weight * (m[k].to - m[k].from) *
                ot_response_at(&r, x->indicator, first_slot(s) + y, k) /
                x->model->indicator[x->indicator].inside;
    ot_response_clear(&r);
    ot_path_solver_clear(&f);
    return status;
}

static ot_status integrate(const split *s, ot_case *c, const mover *m, size_t n,
                           const ot_shock *shock, size_t n_nodes, double *sum) {
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(n_nodes);
    if (!table) return no_memory(s->err);
    memset(sum, 0, s->x->n * s->x->n_years * sizeof *sum);
    ot_status status = OT_OK;
    for (size_t i = 0; i < n_nodes && !status; i++) {
        double at, weight;
        (void)gsl_integration_glfixed_point(0.0, 1.0, i, &at, &weight, table);
        for (size_t k = 0; k < n; k++)
            ot_case_put(c,
                        &(ot_case_change){m[k].shock.row, m[k].shock.slot,
                                          m[k].from + at * (m[k].to - m[k].from)},
                        1);
        status = add_point(s, c, m, n, shock, weight, sum);
    }
    gsl_integration_glfixed_table_free(table);
    return status;
}

/* How much of the way's difference the sum leaves, as a share of the values. */
static double left_over(const split *s, const double *sum, const double *from, const double *to) {
    const ot_attribution *x = s->x;
    double most = 0.0;
    for (size_t y = 0; y < x->n_years; y++) {
        double left = to[y] - from[y];
        for (size_t k = 0; k < x->n; k++)
            left -= sum[k * x->n_years + y];
        const double size = fmax(fabs(to[y] - from[y]), 1e-6 * fmax(fabs(to[y]), fabs(from[y])));
        if (size > 0.0) most = fmax(most, fabs(left) / size);
    }
    return most;
}

/* Half of the contributions of the smooth changes, with the others as `is_taken` has them; nodes
 * are doubled until the sum is the difference. from[n_years] and to[n_years] are the ends. */
static ot_status add_way(const split *s, const double *from, const double *to) {
    const ot_attribution *x = s->x;
    size_t n = 0;
    mover *m = find_movers(s, &n);
    ot_shock *shock = calloc(n + 1, sizeof *shock);
    double *sum = calloc(x->n * x->n_years + 1, sizeof *sum);
    ot_case *c = ot_changes_mix(x->model, s->a, s->b, x->change, x->n, s->is_taken);
    ot_status status = m && shock && sum && c ? OT_OK : no_memory(s->err);
    for (size_t k = 0; k < n && !status; k++)
        shock[k] = m[k].shock;
    double left = INFINITY;
    for (size_t nodes = FIRST_NODES; nodes <= MOST_NODES && !status && left > FINE; nodes *= 2) {
        status = integrate(s, c, m, n, shock, nodes, sum);
        left = left_over(s, sum, from, to);
    }
    for (size_t i = 0; i < x->n * x->n_years && !status; i++)
        x->contribution[i] += 0.5 * sum[i];
    ot_case_free(c);
    free(sum);
    free(shock);
    free(m);
    return status;
}

static void take_kind(const split *s, int smooth, int abrupt) {
    for (size_t k = 0; k < s->x->n; k++)
        s->is_taken[k] = (unsigned char)(is_smooth(&s->x->change[k]) ? smooth : abrupt);
}

/* The changes of one kind, or all of them. */
static size_t find_members(const ot_attribution *x, int wants_smooth, int wants_abrupt,
                           size_t *member) {
    size_t n = 0;
    for (size_t k = 0; k < x->n; k++)
        if (is_smooth(&x->change[k]) ? wants_smooth : wants_abrupt) member[n++] = k;
    return n;
}

/* The mean of two ways from a to b: abrupt changes first, or last. */
static ot_status split_by_integral(const split *s, size_t *member) {
    ot_attribution *x = s->x;
    const group abrupt = {member, find_members(x, 0, 1, member), 0.5};
    double *smooth_end = calloc(2 * x->n_years + 1, sizeof *smooth_end),
           *abrupt_end = smooth_end + x->n_years;
    if (!smooth_end) return no_memory(s->err);
    take_kind(s, 1, 0);
    ot_status status = solve_mix(s, smooth_end);
    if (!status) status = split_group(s, &abrupt);
    take_kind(s, 0, 1);
    if (!status) status = solve_mix(s, abrupt_end);
    if (!status) status = add_way(s, abrupt_end, x->b);
    take_kind(s, 0, 0);
    if (!status) status = split_group(s, &abrupt);
    take_kind(s, 0, 0);
    if (!status) status = add_way(s, x->a, smooth_end);
    free(smooth_end);
    return status;
}

static ot_status split_all(const split *s) {
    ot_attribution *x = s->x;
    size_t *member = calloc(x->n + 1, sizeof *member);
    if (!member) return no_memory(s->err);
    const group all = {member, find_members(x, 1, 1, member), 1.0};
    ot_status status = OT_OK;
    if (x->method == OT_ATTRIBUTION_SHAPLEY)
        status = split_group(s, &all);
    else
        status = split_by_integral(s, member);
    free(member);
    return status;
}

/* A difference from what has no value has no parts. */
static ot_status check_end(const split *s, const double *end, size_t scenario) {
    const ot_model *m = s->x->model;
    for (size_t y = 0; y < s->x->n_years; y++)
        if (!isfinite(end[y]))
            return ot_fail(s->err, OT_ERR_NUMERIC,
                           "%s has no finite value in %d in scenario %s: there is no difference to "
                           "explain",
                           "%s 在 %d 年没有有限值（情景 %s）：没有可分解的差异",
                           m->indicator[s->x->indicator].spec->id, m->first_year + (int)y,
                           m->scenario[scenario].spec->id);
    return OT_OK;
}

static ot_status solve_ends(const split *s) {
    for (int end = 0; end < 2; end++) {
        for (size_t k = 0; k < s->x->n; k++)
            s->is_taken[k] = (unsigned char)end;
        double *value = end ? s->x->b : s->x->a;
        ot_status status = solve_mix(s, value);
        if (!status) status = check_end(s, value, end ? s->x->scenario_b : s->x->scenario_a);
        if (status) return status;
    }
    return OT_OK;
}

static void add_up(ot_attribution *x) {
    x->is_exact = 1;
    for (size_t y = 0; y < x->n_years; y++) {
        for (size_t k = 0; k < x->n; k++)
            x->sum[y] += x->contribution[k * x->n_years + y];
        x->difference[y] = x->b[y] - x->a[y];
        x->remainder[y] = x->difference[y] - x->sum[y];
        const double size = fmax(fabs(x->a[y]), fabs(x->b[y]));
        if (fabs(x->remainder[y]) > ROUNDING * size) x->is_exact = 0;
    }
}

static ot_status take_apart(ot_attribution *x, const ot_case *a, const ot_case *b, ot_error *err) {
    x->change = ot_changes_find(x->model, a, b, &x->n);
    const size_t n_cells = x->n * x->n_years;
    x->a = calloc(5 * x->n_years + n_cells + 1, sizeof *x->a);
    split s = {x, a, b, calloc(x->n + 1, 1), err};
    ot_status status = x->change && x->a && s.is_taken ? OT_OK : no_memory(err);
    if (!status) {
        x->b = x->a + x->n_years;
        x->difference = x->b + x->n_years;
        x->sum = x->difference + x->n_years;
        x->remainder = x->sum + x->n_years;
        x->contribution = x->remainder + x->n_years;
        x->method = x->n <= MOST_SUBSETS_OF ? OT_ATTRIBUTION_SHAPLEY : OT_ATTRIBUTION_INTEGRAL;
        status = solve_ends(&s);
    }
    if (!status) status = split_all(&s);
    if (!status) add_up(x);
    free(s.is_taken);
    return status;
}

ot_status ot_attribution_new(const ot_model *model, const ot_case *a, const ot_case *b,
                             const char *indicator, ot_attribution **out, ot_error *err) {
    if (!ot_mode_is_dynamic(model->spec->mode))
        return ot_fail(err, OT_ERR_USAGE,
                       "differences are explained along paths; use mode forecast or dynamic",
                       "差异须沿模拟路径分解；请用 forecast 或 dynamic 模式");
    size_t i = 0;
    ot_status status = ot_indicator_named(model, indicator, &i, err);
    if (status) return status;
    ot_attribution *x = calloc(1, sizeof *x);
    if (!x) return no_memory(err);
    *x = (ot_attribution){
        .model = model, .indicator = i, .scenario_a = a->scenario, .scenario_b = b->scenario};
    x->n_years = (size_t)(model->last_year - model->first_year + 1);
    status = take_apart(x, a, b, err);
    if (status)
        ot_attribution_free(x);
    else
        *out = x;
    return status;
}

void ot_attribution_free(ot_attribution *x) {
    if (!x) return;
    free(x->change);
    free(x->a);
    free(x);
}

void ot_attribution_order(const ot_attribution *x, size_t t, size_t *order) {
    for (size_t k = 0; k < x->n; k++) {
        const double size = fabs(x->contribution[k * x->n_years + t]);
        size_t at = k; /* few: insertion, stable */
        for (; at > 0 && fabs(x->contribution[order[at - 1] * x->n_years + t]) < size; at--)
            order[at] = order[at - 1];
        order[at] = k;
    }
}

int ot_attribution_moves(const ot_attribution *x, size_t k) {
    for (size_t y = 0; y < x->n_years; y++)
        if (!(fabs(x->contribution[k * x->n_years + y]) <= 0.0)) return 1; /* NaN too */
    return 0;
}
