/* Tests of regress/system.h: Klein's Model I by every method, closed forms, every refusal. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "klein.h"
#include "outturn/init.h"
#include "regress/regression_iv.h"
#include "regress/system.h"

struct klein_system {
    klein_data data;
    ot_system_equation equation[KLEIN_EQUATIONS];
    ot_system_input in;
};

static void set_up(struct klein_system *s, int has_instruments, ot_system_df df) {
    klein_read(&s->data);
    for (size_t e = 0; e < KLEIN_EQUATIONS; e++)
        s->equation[e] =
            (ot_system_equation){.k = KLEIN_COLUMNS, .x = s->data.x[e], .y = s->data.y[e]};
    s->in = (ot_system_input){.g = KLEIN_EQUATIONS, .n = KLEIN_YEARS, .equation = s->equation};
    s->in.df = df;
    if (has_instruments) {
        s->in.z = s->data.z;
        s->in.m = KLEIN_INSTRUMENTS;
    }
}

struct method {
    const char *file, *name;
    int has_instruments;
    ot_system_df df;
    int is_separate;
    size_t most_repeats;
    double b, se, sigma; /* the relative error that is allowed */
};

static void check_method(const struct method *m) {
    struct klein_system s;
    klein_estimates expected;
    ot_system got;
    ot_error err;
    double b = 0.0, se = 0.0, sigma = 0.0;
    set_up(&s, m->has_instruments, m->df);
    s.in.is_separate = m->is_separate;
    s.in.most_repeats = m->most_repeats;
    s.in.tolerance = 1e-15;
    klein_read_estimates(m->file, m->name, &expected);
    assert_int_equal(ot_system_estimate(&s.in, &got, &err), OT_OK);
    assert_int_equal(got.k, KLEIN_ALL);
    assert_true(got.has_converged);
    for (size_t j = 0; j < KLEIN_ALL; j++) {
        const double own = sqrt(got.covariance[j * KLEIN_ALL + j]);
        b = fmax(b, fabs(got.b[j] / expected.b[j] - 1.0));
        se = fmax(se, fabs(own / expected.se[j] - 1.0));
    }
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++)
        for (size_t j = 0; j < KLEIN_EQUATIONS; j++)
            sigma =
                fmax(sigma, fabs(got.sigma[i * KLEIN_EQUATIONS + j] / expected.sigma[i][j] - 1.0));
    print_message("    %-14s error of b %.1e, se %.1e, sigma %.1e\n", m->name, b, se, sigma);
    ot_system_clear(&got);
    assert_null(got.b);
    if (b > m->b || se > m->se || sigma > m->sigma) fail_msg("%s of %s", m->name, m->file);
}

#define FITTED  "klein_systemfit.csv"
#define EXACT   "klein_exact.csv"
#define GEOMEAN OT_SYSTEM_DF_GEOMEAN
#define NONE    OT_SYSTEM_DF_NONE
enum { REPEATS = 400 };

/* The file is off by 1.2e-11 itself: see those of EXACT. */
static void every_method_agrees_with_another_program(void **state) {
    (void)state;
    const struct method method[] = {
        {FITTED, "OLS", 0, GEOMEAN, 1, 0, 1e-11, 1e-11, 1e-11},
        {FITTED, "2SLS_noDfCor", 1, NONE, 1, 0, 1e-11, 1e-11, 1e-11},
        {FITTED, "2SLS_dfCor", 1, GEOMEAN, 1, 0, 1e-11, 1e-11, 1e-11},
        {FITTED, "SUR_noDfCor", 0, NONE, 0, 0, 1e-11, 1e-11, 1e-11},
        {FITTED, "3SLS_noDfCor", 1, NONE, 0, 0, 2e-11, 1e-11, 1e-11},
        {FITTED, "I3SLS_noDfCor", 1, NONE, 0, REPEATS, 1e-11, 1e-11, 1e-11},
    };
    for (size_t i = 0; i < sizeof method / sizeof *method; i++)
        check_method(&method[i]);
}

static void every_method_agrees_with_its_formula_in_fifty_digits(void **state) {
    (void)state;
    const double e = 2e-14, near_0 = 5e-14, repeated = 2e-14;
    const struct method method[] = {
        {EXACT, "OLS_noDfCor", 0, NONE, 1, 0, e, e, e},
        {EXACT, "OLS_dfCor", 0, GEOMEAN, 1, 0, e, e, e},
        {EXACT, "2SLS_noDfCor", 1, NONE, 1, 0, e, e, e},
        {EXACT, "2SLS_dfCor", 1, GEOMEAN, 1, 0, e, e, e},
        {EXACT, "SUR_noDfCor", 0, NONE, 0, 0, e, e, e},
        {EXACT, "SUR_dfCor", 0, GEOMEAN, 0, 0, e, e, e},
        {EXACT, "3SLS_noDfCor", 1, NONE, 0, 0, e, e, e},
        {EXACT, "3SLS_dfCor", 1, GEOMEAN, 0, 0, near_0, e, e},
        {EXACT, "ISUR_noDfCor", 0, NONE, 0, REPEATS, repeated, repeated, repeated},
        {EXACT, "ISUR_dfCor", 0, GEOMEAN, 0, REPEATS, repeated, repeated, repeated},
        {EXACT, "I3SLS_noDfCor", 1, NONE, 0, REPEATS, repeated, repeated, repeated},
        {EXACT, "I3SLS_dfCor", 1, GEOMEAN, 0, REPEATS, repeated, repeated, repeated},
    };
    for (size_t i = 0; i < sizeof method / sizeof *method; i++)
        check_method(&method[i]);
}

/* systemfit 1.1-28 on R 4.2.2: f <- systemfit(eqs, "3SLS", inst = inst, data = d); s <- summary(f);
 * s$eq[[i]]$sigma, r.squared, adj.r.squared, ssr; s$detResidCov; vcov(f). */
static void each_equation_has_its_statistics(void **state) {
    (void)state;
    const double sigma[] = {1.0495645131995928, 1.6079577610751734, 0.8014897776039775};
    const double r2[] = {0.9801079572377600, 0.8258052574288672, 0.9862618834544505};
    const double adjusted[] = {0.9765975967503059, 0.7950650087398438, 0.9838375099464124};
    const double rss[] = {18.7269563452542691, 43.9539787438320388, 10.9205596812624464};
    struct klein_system s;
    ot_system got;
    ot_error err;
    set_up(&s, 1, GEOMEAN);
    assert_int_equal(ot_system_estimate(&s.in, &got, &err), OT_OK);
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++) {
        const ot_regression *r = &got.equation[i];
        assert_close(r->sigma_scale, sigma[i], 1e-11, 0.0);
        assert_close(r->r2, r2[i], 1e-11, 0.0);
        assert_close(r->adjusted_r2, adjusted[i], 1e-11, 0.0);
        assert_close(r->rss, rss[i], 1e-11, 0.0);
        assert_close(r->df, 17.0, 0.0, 0.0);
        assert_true(isnan(r->goodness.aic));
        for (size_t j = 0; j < KLEIN_COLUMNS; j++) {
            const size_t at = i * KLEIN_COLUMNS + j;
            assert_close(r->coefficient[j], got.b[at], 0.0, 0.0);
            assert_close(r->covariance[j * KLEIN_COLUMNS], /* with the constant */
                         got.covariance[at * KLEIN_ALL + i * KLEIN_COLUMNS], 0.0, 0.0);
        }
        for (size_t t = 0; t < KLEIN_YEARS; t++)
            assert_close(r->residual[t], got.residual[i * KLEIN_YEARS + t], 0.0, 0.0);
    }
    assert_close(got.covariance[3 * KLEIN_ALL + 5], 0.00109421446479507, 1e-11, 0.0);
    assert_close(got.covariance[11 * KLEIN_ALL + 3], -0.0006386575729820658, 1e-11, 0.0);
    ot_system_clear(&got);
}

/* systemfit 1.1-28: systemfit(list(C = consump ~ corpProf + corpProfLag + wages, I = invest ~
 * corpProf), "SUR", data = d); coef, vcov, residCov, residCovEst. */
static void equations_of_different_sizes_share_their_degrees_of_freedom(void **state) {
    (void)state;
    const double b[] = {16.5662001421697802, 0.1974841472376741,   0.1128845933913608,
                        0.7773403263941485,  -11.8594816153667519, 0.7771331094522180};
    const double se[] = {1.29426320473260015, 0.09040565639818637, 0.08940543083987014,
                         0.03939641045412635, 1.28903952136721389, 0.07414520632960436};
    double x[2 * KLEIN_YEARS];
    struct klein_system s;
    ot_system got;
    ot_error err;
    set_up(&s, 0, GEOMEAN);
    for (size_t t = 0; t < KLEIN_YEARS; t++) {
        x[2 * t] = 1.0;
        x[2 * t + 1] = s.data.x[1][t * KLEIN_COLUMNS + 1];
    }
    s.in.g = 2;
    s.equation[1].k = 2;
    s.equation[1].x = x;
    assert_int_equal(ot_system_estimate(&s.in, &got, &err), OT_OK);
    assert_int_equal(got.k, 6);
    for (size_t j = 0; j < 6; j++) {
        assert_close(got.b[j], b[j], 1e-12, 0.0);
        assert_close(sqrt(got.covariance[j * 6 + j]), se[j], 1e-12, 0.0);
    }
    assert_close(got.sigma[1], -0.3587251203956046, 1e-12, 0.0);
    assert_close(got.sigma[3], 1.9582031681844121, 1e-12, 0.0);
    assert_close(got.weighed_by[2], -0.2367955669202907, 1e-12, 0.0);
    assert_close(got.weighed_by[0], 1.0517322765078130, 1e-12, 0.0);
    assert_close(got.equation[1].df, 19.0, 0.0, 0.0);
    ot_system_clear(&got);
}

static void a_single_equation_is_a_regression(void **state) {
    (void)state;
    for (int has_instruments = 0; has_instruments < 2; has_instruments++) {
        struct klein_system s;
        ot_system got;
        ot_regression r;
        ot_error err;
        set_up(&s, has_instruments, GEOMEAN);
        s.in.g = 1;
        assert_int_equal(ot_system_estimate(&s.in, &got, &err), OT_OK);
        const double *x = s.data.x[0], *y = s.data.y[0];
        assert_int_equal(has_instruments
                             ? ot_regression_iv(x, y, KLEIN_YEARS, KLEIN_COLUMNS, s.data.z,
                                                KLEIN_INSTRUMENTS, &r, NULL, &err)
                             : ot_regression_ols(x, y, KLEIN_YEARS, KLEIN_COLUMNS, &r, &err),
                         OT_OK);
        for (size_t j = 0; j < KLEIN_COLUMNS; j++)
            assert_close(got.b[j], r.coefficient[j], 1e-13, 0.0);
        for (size_t j = 0; j < (size_t)KLEIN_COLUMNS * KLEIN_COLUMNS; j++)
            assert_close(got.covariance[j], r.covariance[j], 1e-12, 0.0);
        ot_regression_clear(&r);
        ot_system_clear(&got);
    }
}

/* Zellner (1962), p. 351: with the same regressors everywhere least squares is best; errors are
 * correlated as the residuals are. */
static void the_same_regressors_leave_least_squares(void **state) {
    (void)state;
    struct klein_system s;
    ot_system got;
    ot_regression r;
    ot_error err;
    set_up(&s, 0, GEOMEAN);
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++)
        s.equation[i].x = s.data.x[0];
    assert_int_equal(ot_system_estimate(&s.in, &got, &err), OT_OK);
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++) {
        assert_int_equal(
            ot_regression_ols(s.data.x[0], s.data.y[i], KLEIN_YEARS, KLEIN_COLUMNS, &r, &err),
            OT_OK);
        for (size_t j = 0; j < KLEIN_COLUMNS; j++) {
            const size_t at = i * KLEIN_COLUMNS + j;
            const double ratio = got.sigma[i] / (r.sigma_scale * r.sigma_scale);
            assert_close(got.b[at], r.coefficient[j], 1e-12, 0.0);
            assert_close(got.covariance[j * KLEIN_ALL + at],
                         r.covariance[j * KLEIN_COLUMNS + j] * ratio, 1e-12, 0.0);
        }
        ot_regression_clear(&r);
    }
    ot_system_clear(&got);
}

/* Twelve columns of which two are years: their level is in no result but the constant's. */
static void the_level_of_a_regressor_does_not_matter(void **state) {
    (void)state;
    struct klein_system s, moved;
    ot_system a, b;
    ot_error err;
    set_up(&s, 1, GEOMEAN);
    set_up(&moved, 1, GEOMEAN);
    for (size_t t = 0; t < KLEIN_YEARS; t++) {
        moved.data.x[2][t * KLEIN_COLUMNS + 3] += 1931.0;
        moved.data.z[t * KLEIN_INSTRUMENTS + 4] += 1931.0;
    }
    assert_int_equal(ot_system_estimate(&s.in, &a, &err), OT_OK);
    assert_int_equal(ot_system_estimate(&moved.in, &b, &err), OT_OK);
    for (size_t j = 0; j < KLEIN_ALL; j++) {
        if (j == 8) continue;
        assert_close(b.b[j], a.b[j], 2e-13, 0.0);
        assert_close(b.covariance[j * KLEIN_ALL + j], a.covariance[j * KLEIN_ALL + j], 1e-11, 0.0);
    }
    assert_close(b.b[8], a.b[8] - 1931.0 * a.b[11], 1e-13, 0.0);
    ot_system_clear(&a);
    ot_system_clear(&b);
}

static void repeats_that_are_too_few_are_told(void **state) {
    (void)state;
    struct klein_system s;
    ot_system got;
    ot_error err;
    set_up(&s, 1, NONE);
    s.in.most_repeats = 2;
    s.in.tolerance = 1e-12;
    assert_int_equal(ot_system_estimate(&s.in, &got, &err), OT_OK);
    assert_int_equal(got.n_repeats, 2);
    assert_false(got.has_converged);
    ot_system_clear(&got);
}

static void assert_refused(const ot_system_input *in, ot_status status, const char *words,
                           const char *chinese) {
    ot_system untouched = {.n = 77};
    ot_error err;
    assert_int_equal(ot_system_estimate(in, &untouched, &err), status);
    assert_int_equal(untouched.n, 77);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
    if (!strstr(err.text[OT_LANGUAGE_ZH], chinese))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_ZH], chinese);
}

static void residuals_that_depend_on_each_other_are_refused(void **state) {
    (void)state;
    struct klein_system s;
    set_up(&s, 0, GEOMEAN);
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++)
        s.equation[i].x = s.data.x[0];
    for (size_t t = 0; t < KLEIN_YEARS; t++)
        s.data.y[2][t] = s.data.y[0][t] - 0.7 * s.data.y[1][t];
    assert_refused(&s.in, OT_ERR_INPUT, "residuals of equation 3 are explained", "第 3 个方程");
    for (size_t t = 0; t < KLEIN_YEARS; t++) /* what weights of 1e12 would hang on */
        s.data.y[2][t] += t % 2 == 0 ? 1e-6 : -1e-6;
    assert_refused(&s.in, OT_ERR_INPUT, "residuals of equation 3 are explained", "第 3 个方程");
    for (size_t t = 0; t < KLEIN_YEARS; t++)
        s.data.y[2][t] = s.data.y[0][t] - 0.7 * s.data.y[1][t];
    s.in.is_separate = 1; /* each for itself has no need of the others */
    ot_system got;
    ot_error err;
    assert_int_equal(ot_system_estimate(&s.in, &got, &err), OT_OK);
    ot_system_clear(&got);
}

static void an_equation_without_residuals_is_refused(void **state) {
    (void)state;
    struct klein_system s;
    set_up(&s, 0, GEOMEAN);
    for (size_t t = 0; t < KLEIN_YEARS; t++)
        s.data.y[1][t] = 0.1 + 0.3 * s.data.x[1][t * KLEIN_COLUMNS + 1];
    assert_refused(&s.in, OT_ERR_INPUT, "equation 2 leaves no residuals", "第 2 个方程没有残差");
}

static void too_few_observations_are_refused(void **state) {
    (void)state;
    struct klein_system s;
    set_up(&s, 0, GEOMEAN);
    s.in.n = KLEIN_EQUATIONS;
    assert_refused(&s.in, OT_ERR_INPUT, "3 observations for the covariance", "只有 3 个观测值");
    s.in.n = KLEIN_COLUMNS;
    assert_refused(&s.in, OT_ERR_INPUT, "equation 1: 4 observations for 4", "第 1 个方程：只有 4");
}

static void faults_of_an_equation_are_told_with_its_number(void **state) {
    (void)state;
    struct klein_system s;
    set_up(&s, 1, GEOMEAN);
    ot_system_equation two[] = {{.k = 1, .x = s.data.y[2], .y = s.data.y[0]}, s.equation[1]};
    s.in.z = s.data.y[1]; /* 21 numbers, as one instrument */
    s.in.m = 1;
    s.in.g = 2;
    s.in.equation = two;
    assert_refused(&s.in, OT_ERR_INPUT, "equation 2: 1 independent instrument for 4",
                   "第 2 个方程：只有 1 个独立的工具变量");
    s.data.x[1][7] = (double)NAN;
    assert_refused(&s.in, OT_ERR_NUMERIC, "equation 2: column 4 of observation 2 is nan",
                   "第 2 个方程：第 4 列");
}

static int attempt(void *state) {
    const struct klein_system *s = state;
    ot_system got;
    ot_error err;
    const ot_status status = ot_system_estimate(&s->in, &got, &err);
    if (!status) ot_system_clear(&got);
    return (int)status;
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    struct klein_system s;
    set_up(&s, 1, GEOMEAN);
    s.in.most_repeats = 1;
    assert_true(fail_each_allocation(attempt, &s, OT_ERR_NOMEM) > 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_method_agrees_with_another_program),
        cmocka_unit_test(every_method_agrees_with_its_formula_in_fifty_digits),
        cmocka_unit_test(each_equation_has_its_statistics),
        cmocka_unit_test(equations_of_different_sizes_share_their_degrees_of_freedom),
        cmocka_unit_test(a_single_equation_is_a_regression),
        cmocka_unit_test(the_same_regressors_leave_least_squares),
        cmocka_unit_test(the_level_of_a_regressor_does_not_matter),
        cmocka_unit_test(repeats_that_are_too_few_are_told),
        cmocka_unit_test(residuals_that_depend_on_each_other_are_refused),
        cmocka_unit_test(an_equation_without_residuals_is_refused),
        cmocka_unit_test(too_few_observations_are_refused),
        cmocka_unit_test(faults_of_an_equation_are_told_with_its_number),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    ot_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
