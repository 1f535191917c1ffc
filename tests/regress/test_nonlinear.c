/* Tests of regress/nonlinear.h. Reference figures: R 4.2.2 and its data sets Puromycin and DNase:
 * 60 steps b + qr.coef(qr(g), y - v) from the answer of stats::nls, whose own steps stop at 9
 * digits; v and its gradient g by stats::deriv; covariance solve(crossprod(g)) * rss / df. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/init.h"
#include "regress/nonlinear.h"
#include "regress/nonlinear_core.h"
#include "regress/regression_core.h"

enum { MOST_ROWS = 16, MOST_COEFFICIENTS = 3 };

struct points {
    size_t n;
    double x[MOST_ROWS], y[MOST_ROWS];
};

/* Puromycin, state == "treated": conc, rate. */
static const struct points PUROMYCIN = {
    12,
    {0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10},
    {76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200}};

/* DNase, Run == 1: conc, density. */
static const struct points DNASE = {16,
                                    {0.04882812, 0.04882812, 0.19531250, 0.19531250, 0.39062500,
                                     0.39062500, 0.78125000, 0.78125000, 1.56250000, 1.56250000,
                                     3.12500000, 3.12500000, 6.25000000, 6.25000000, 12.5, 12.5},
                                    {0.017, 0.018, 0.121, 0.124, 0.206, 0.215, 0.377, 0.374, 0.614,
                                     0.609, 1.019, 1.001, 1.334, 1.364, 1.730, 1.710}};

/* b0 x / (b1 + x), b1 > 0 */
static int saturation(void *state, const double *b, double *value, double *slope) {
    const struct points *p = state;
    for (size_t i = 0; i < p->n; i++) {
        const double d = b[1] + p->x[i];
        value[i] = b[0] * p->x[i] / d;
        if (!isfinite(value[i]) || !(b[1] > 0.0)) return 0;
        if (!slope) continue;
        slope[2 * i] = p->x[i] / d;
        slope[2 * i + 1] = -value[i] / d;
    }
    return 1;
}

/* b0 / (1 + exp((b1 - log x) / b2)) */
static int logistic(void *state, const double *b, double *value, double *slope) {
    const struct points *p = state;
    for (size_t i = 0; i < p->n; i++) {
        const double u = (b[1] - log(p->x[i])) / b[2], e = exp(u), d = 1.0 + e;
        value[i] = b[0] / d;
        if (!isfinite(e) || !isfinite(u)) return 0;
        if (!slope) continue;
        const double by_u = -b[0] / d * (e / d);
        slope[3 * i] = 1.0 / d;
        slope[3 * i + 1] = by_u / b[2];
        slope[3 * i + 2] = -by_u * u / b[2];
    }
    return 1;
}

/* b0 b1 x: only the product matters. */
static int product(void *state, const double *b, double *value, double *slope) {
    const struct points *p = state;
    for (size_t i = 0; i < p->n; i++) {
        value[i] = b[0] * b[1] * p->x[i];
        if (!slope) continue;
        slope[2 * i] = b[1] * p->x[i];
        slope[2 * i + 1] = b[0] * p->x[i];
    }
    return 1;
}

/* |b0| x, with a kink where data below 0 would have it. */
static int kink(void *state, const double *b, double *value, double *slope) {
    const struct points *p = state;
    for (size_t i = 0; i < p->n; i++) {
        value[i] = fabs(b[0]) * p->x[i];
        if (slope) slope[i] = b[0] < 0.0 ? -p->x[i] : p->x[i];
    }
    return 1;
}

/* (0.5 + (0.5 + 3 b^2) exp(-b), 3 b exp(-b)): the first is least at BOTTOM; behind a hump it goes
 * down to 0.5 for ever. */
static const double BOTTOM = 0.0871290708247231; /* 1 - sqrt(5/6) */

static int hump(void *state, const double *b, double *value, double *slope) {
    const double e = exp(-b[0]);
    (void)state;
    value[0] = 0.5 + (0.5 + 3.0 * b[0] * b[0]) * e;
    value[1] = 3.0 * b[0] * e;
    if (slope) {
        slope[0] = (6.0 * b[0] - 0.5 - 3.0 * b[0] * b[0]) * e;
        slope[1] = 3.0 * (1.0 - b[0]) * e;
    }
    return isfinite(value[0]) && isfinite(value[1]);
}

/* 1 / (1 + exp(-b0 x)) */
static int step_up(void *state, const double *b, double *value, double *slope) {
    const struct points *p = state;
    for (size_t i = 0; i < p->n; i++) {
        value[i] = 1.0 / (1.0 + exp(-b[0] * p->x[i]));
        if (slope) slope[i] = p->x[i] * value[i] * (1.0 - value[i]);
    }
    return 1;
}

static int nowhere(void *state, const double *b, double *value, double *slope) {
    (void)state, (void)b, (void)value, (void)slope;
    return 0;
}

typedef int curve_at(void *state, const double *b, double *value, double *slope);

static ot_nonlinear_input input(curve_at *at, const struct points *p, size_t k, const double *start,
                                size_t n_starts) {
    return (ot_nonlinear_input){
        .curve = {.n = p->n, .k = k, .at = at, .state = (void *)(uintptr_t)p},
        .y = p->y,
        .start = start,
        .n_starts = n_starts};
}

static void solve(const ot_nonlinear_input *in, ot_nonlinear *out) {
    ot_error err;
    if (ot_nonlinear_solve(in, out, NULL, &err) != OT_OK) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

/* The status, and that both sentences are there. */
static ot_status refused(const ot_nonlinear_input *in, size_t *redundant, ot_error *err) {
    ot_nonlinear out;
    const ot_status status = ot_nonlinear_solve(in, &out, redundant, err);
    assert_int_not_equal(status, OT_OK);
    assert_int_equal(err->status, status);
    assert_true(err->text[OT_LANGUAGE_EN][0] && err->text[OT_LANGUAGE_ZH][0]);
    return status;
}

static void check_puromycin(const ot_nonlinear_input *in, const ot_nonlinear *found) {
    static const double B[] = {212.683743142536, 0.0641212816815671},
                        SE[] = {6.94715516004072, 0.00828094949848035}, RSS = 1195.44881443936,
                        COVARIANCE = 0.0440145316779349;
    const ot_least_squares_input design = {.x = found->slope, .y = in->y, .n = 12, .k = 2};
    ot_regression r;
    ot_error err;
    assert_int_equal(
        ot_regression_make(&design, &found->solved, 10.0, sqrt(found->rss / 10.0), &r, &err),
        OT_OK);
    for (size_t j = 0; j < 2; j++) {
        assert_close(found->b[j], B[j], 1e-12, 0.0);
        assert_close(r.coefficient[j], found->b[j], 1e-15, 0.0);
        assert_close(sqrt(r.covariance[3 * j]), SE[j], 1e-12, 0.0);
    }
    assert_close(r.covariance[1], COVARIANCE, 1e-12, 0.0);
    assert_close(found->rss, RSS, 1e-13, 0.0);
    ot_regression_clear(&r);
}

static void check_dnase(const ot_nonlinear *found) {
    static const double B[] = {2.34517929725965, 1.48308931884577, 1.04145469408405},
                        SE[] = {0.0781538418992297, 0.0813531262079351, 0.0322707869979389},
                        RSS = 0.00478956896994861;
    for (size_t j = 0; j < 3; j++) {
        const double variance = (double)found->solved.inverse[4 * j] * found->rss / 13.0;
        assert_close(found->b[j], B[j], 1e-12, 0.0);
        assert_close(sqrt(variance), SE[j], 1e-12, 0.0);
    }
    assert_close(found->rss, RSS, 1e-12, 0.0);
}

static void solutions_agree_with_r(void **state) {
    (void)state;
    static const double near[] = {200.0, 0.05}, three[] = {2.3, 1.5, 1.0};
    ot_nonlinear found;
    ot_nonlinear_input in = input(saturation, &PUROMYCIN, 2, near, 1);
    solve(&in, &found);
    check_puromycin(&in, &found);
    assert_string_equal(found.method, "lm");
    assert_int_equal(found.start, 0);
    assert_true(found.n_iterations > 0);
    assert_true(found.angle < 1e-8);
    assert_true(isnan(found.lower));
    for (size_t i = 0; i < PUROMYCIN.n; i++) {
        const double fitted = found.b[0] * PUROMYCIN.x[i] / (found.b[1] + PUROMYCIN.x[i]);
        assert_close(found.residual[i], PUROMYCIN.y[i] - fitted, 0.0, 1e-12);
        assert_close(found.slope[2 * i], PUROMYCIN.x[i] / (found.b[1] + PUROMYCIN.x[i]), 1e-14, 0);
    }
    ot_nonlinear_clear(&found);
    in = input(logistic, &DNASE, 3, three, 1);
    solve(&in, &found);
    check_dnase(&found);
    ot_nonlinear_clear(&found);
}

static void far_starts_arrive(void **state) {
    (void)state;
    static const double far[][2] = {{1.0, 1e4}, {1e6, 1e-6}, {-50.0, 300.0}};
    static const double three[][3] = {{1000.0, 20.0, 1.0}, {1e-3, -2.0, 50.0}};
    ot_nonlinear found;
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        const ot_nonlinear_input in = input(saturation, &PUROMYCIN, 2, far[i], 1);
        solve(&in, &found);
        check_puromycin(&in, &found);
        ot_nonlinear_clear(&found);
    }
    for (size_t i = 0; i < sizeof three / sizeof *three; i++) {
        const ot_nonlinear_input in = input(logistic, &DNASE, 3, three[i], 1);
        solve(&in, &found);
        check_dnase(&found);
        ot_nonlinear_clear(&found);
    }
}

static void a_start_without_values_gives_way_to_the_next(void **state) {
    (void)state;
    static const double start[][2] = {{200.0, -0.05}, {200.0, 0.05}};
    const ot_nonlinear_input in = input(saturation, &PUROMYCIN, 2, *start, 2);
    ot_nonlinear found;
    solve(&in, &found);
    check_puromycin(&in, &found);
    assert_int_equal(found.start, 1);
    ot_nonlinear_clear(&found);
}

/* Nothing but rounding is left, and that has no right angle to anything. */
static void an_exact_fit_is_a_solution(void **state) {
    (void)state;
    static const double start[] = {2.0, 3.0};
    struct points exact = PUROMYCIN;
    ot_nonlinear found;
    for (size_t i = 0; i < exact.n; i++)
        exact.y[i] = 200.0 * exact.x[i] / (0.05 + exact.x[i]);
    const ot_nonlinear_input in = input(saturation, &exact, 2, start, 1);
    solve(&in, &found);
    assert_close(found.b[0], 200.0, 1e-14, 0.0);
    assert_close(found.b[1], 0.05, 1e-14, 0.0);
    ot_nonlinear_clear(&found);
}

static void redundant_coefficients_are_told(void **state) {
    (void)state;
    static const double start[] = {2.0, 3.0};
    const ot_nonlinear_input in = input(product, &PUROMYCIN, 2, start, 1);
    size_t redundant = 0;
    ot_error err;
    assert_int_equal(refused(&in, &redundant, &err), OT_ERR_INPUT);
    assert_int_equal(redundant, 1);
}

static void faulty_input_is_refused(void **state) {
    (void)state;
    static const double start[] = {200.0, 0.05}, negative[] = {200.0, -0.05};
    struct points few = PUROMYCIN;
    size_t redundant = 0;
    ot_error err;
    few.n = 1;
    ot_nonlinear_input in = input(saturation, &few, 2, start, 1);
    assert_int_equal(refused(&in, &redundant, &err), OT_ERR_INPUT);
    assert_int_equal(redundant, 2);
    in = input(saturation, &PUROMYCIN, 2, start, 0);
    assert_int_equal(refused(&in, NULL, &err), OT_ERR_INPUT);
    few = PUROMYCIN;
    few.y[3] = (double)INFINITY;
    in = input(saturation, &few, 2, start, 1);
    assert_int_equal(refused(&in, NULL, &err), OT_ERR_NUMERIC);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "observation 4"));
    in = input(saturation, &PUROMYCIN, 2, negative, 1);
    assert_int_equal(refused(&in, NULL, &err), OT_ERR_NUMERIC);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "finite"));
}

static void a_point_that_is_no_minimum_is_refused(void **state) {
    (void)state;
    static const struct points below = {3, {1.0, 2.0, 3.0}, {-1.0, -2.0, -3.0}},
                               parted = {5, {-2.0, -1.0, 0.0, 1.0, 2.0}, {0.0, 0.0, 0.7, 1.0, 1.0}};
    static const double start = 0.3;
    ot_error err;
    ot_nonlinear_input in = input(kink, &below, 1, &start, 1);
    assert_int_equal(refused(&in, NULL, &err), OT_ERR_NUMERIC);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "still falls"));
    in = input(step_up, &parted, 1, &start, 1); /* the steeper the better */
    assert_int_not_equal(refused(&in, NULL, &err), OT_OK);
}

static void a_lower_sum_that_was_met_on_the_way_is_told(void **state) {
    (void)state;
    static const double start = 5.0; /* behind the hump */
    struct points flat = {.n = 2, .y = {0.0, 3.0 * BOTTOM * exp(-BOTTOM)}};
    const ot_nonlinear_input in = input(hump, &flat, 1, &start, 1);
    ot_nonlinear found;
    solve(&in, &found);
    assert_close(found.b[0], BOTTOM, 1e-7, 0.0);
    assert_close(found.lower, 0.25 + flat.y[1] * flat.y[1], 1e-3, 0.0);
    assert_true(found.lower < found.rss);
    ot_nonlinear_clear(&found);
}

/* Where the curve fits exactly, Kaufman's derivative is that of the values. */
static void linear_coefficients_are_concentrated_out(void **state) {
    (void)state;
    static const double start[] = {3.0, 0.4}, theta = 0.05, small = 1e-6;
    const double before = theta - small, after = theta + small;
    struct points exact = PUROMYCIN;
    double value[MOST_ROWS], slope[MOST_ROWS], less[MOST_ROWS], more[MOST_ROWS];
    ot_bent_curve bent;
    ot_error err;
    for (size_t i = 0; i < exact.n; i++)
        exact.y[i] = 200.0 * exact.x[i] / (theta + exact.x[i]);
    const ot_nonlinear_input in = input(saturation, &exact, 2, start, 1);
    assert_int_equal(ot_bent_make(&in.curve, in.y, start, &bent, &err), OT_OK);
    assert_int_equal(bent.n_linear, 1);
    assert_int_equal(bent.linear[0], 0);
    assert_int_equal(bent.curve.k, 1);
    assert_int_equal(bent.bent[0], 1);
    assert_true(bent.curve.at(bent.curve.state, &before, less, NULL));
    assert_true(bent.curve.at(bent.curve.state, &after, more, NULL));
    assert_true(bent.curve.at(bent.curve.state, &theta, value, slope));
    assert_close(bent.b[0], 200.0, 1e-14, 0.0);
    for (size_t i = 0; i < exact.n; i++) {
        assert_close(value[i], exact.y[i], 1e-14, 0.0);
        assert_close(slope[i], (more[i] - less[i]) / (2.0 * small), 1e-6, 1e-4);
    }
    ot_bent_clear(&bent);
}

static void the_grid_finds_starts(void **state) {
    (void)state;
    static double start[OT_GRID_STARTS * MOST_COEFFICIENTS];
    double value[MOST_ROWS], last = 0.0;
    ot_nonlinear found;
    ot_error err;
    ot_nonlinear_input in = input(saturation, &PUROMYCIN, 2, start, 0);
    assert_int_equal(ot_nonlinear_grid(&in.curve, in.y, start, &in.n_starts, &err), OT_OK);
    assert_int_equal(in.n_starts, OT_GRID_STARTS);
    for (size_t i = 0; i < in.n_starts; i++) {
        double rss = 0.0, along = 0.0;
        assert_true(saturation((void *)(uintptr_t)&PUROMYCIN, start + 2 * i, value, NULL));
        for (size_t t = 0; t < PUROMYCIN.n; t++) {
            const double r = in.y[t] - value[t];
            rss += r * r;
            along += r * value[t]; /* the derivative by b0 is value / b0 */
        }
        assert_true(rss >= last);
        assert_close(along, 0.0, 0.0, 1e-8);
        assert_close(fabs(log10(fabs(start[2 * i + 1]))),
                     round(fabs(log10(fabs(start[2 * i + 1])))), 0.0, 1e-12);
        last = rss;
    }
    assert_close(start[1], 0.1, 1e-15, 0.0); /* the decade of 0.064 */
    solve(&in, &found);
    check_puromycin(&in, &found);
    ot_nonlinear_clear(&found);
    in = input(logistic, &DNASE, 3, start, 0);
    assert_int_equal(ot_nonlinear_grid(&in.curve, in.y, start, &in.n_starts, &err), OT_OK);
    solve(&in, &found);
    check_dnase(&found);
    ot_nonlinear_clear(&found);
}

static void a_grid_without_values_is_refused(void **state) {
    (void)state;
    static double start[OT_GRID_STARTS * MOST_COEFFICIENTS];
    const ot_nonlinear_input in = input(nowhere, &PUROMYCIN, 2, start, 0);
    size_t n_starts = 7;
    ot_error err;
    assert_int_equal(ot_nonlinear_grid(&in.curve, in.y, start, &n_starts, &err), OT_ERR_NUMERIC);
    assert_int_equal(n_starts, 7);
    assert_true(err.text[OT_LANGUAGE_EN][0] && err.text[OT_LANGUAGE_ZH][0]);
}

/* From a start where methods disagree, so that rays are searched too. */
static int attempt(void *state) {
    static double start[OT_GRID_STARTS * MOST_COEFFICIENTS];
    ot_nonlinear_input in = input(saturation, state, 2, start, 0);
    ot_nonlinear found;
    ot_status status = ot_nonlinear_grid(&in.curve, in.y, start, &in.n_starts, NULL);
    if (status) return (int)status;
    start[0] = 1.0;
    start[1] = 1e4;
    in.n_starts = 1;
    status = ot_nonlinear_solve(&in, &found, NULL, NULL);
    if (!status) ot_nonlinear_clear(&found);
    return (int)status;
}

static void memory_that_runs_out_is_told(void **state) {
    (void)state;
    struct points p = PUROMYCIN;
    assert_true(fail_each_allocation(attempt, &p, OT_ERR_NOMEM) > 10);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solutions_agree_with_r),
        cmocka_unit_test(far_starts_arrive),
        cmocka_unit_test(a_start_without_values_gives_way_to_the_next),
        cmocka_unit_test(an_exact_fit_is_a_solution),
        cmocka_unit_test(redundant_coefficients_are_told),
        cmocka_unit_test(faulty_input_is_refused),
        cmocka_unit_test(a_point_that_is_no_minimum_is_refused),
        cmocka_unit_test(a_lower_sum_that_was_met_on_the_way_is_told),
        cmocka_unit_test(linear_coefficients_are_concentrated_out),
        cmocka_unit_test(the_grid_finds_starts),
        cmocka_unit_test(a_grid_without_values_is_refused),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
