/* Tests of regress/regression_iv.h: Klein's Model I, closed forms, every refusal. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "klein.h"
#include "outturn/init.h"
#include "regress/regression_iv.h"

/* AER 1.2-10 on R 4.2.2: m <- ivreg(f, ~ govExp + taxes + govWage + trend + capitalLag +
 * corpProfLag + gnpLag, data = d); s <- summary(m, diagnostics = TRUE); s$sigma, s$r.squared,
 * s$adj.r.squared; sum(diff(resid(m))^2) / sum(resid(m)^2); s$diagnostics. */
struct expected {
    double sigma, r2, adjusted_r2, durbin_watson;
    size_t n_endogenous, column[2];
    double f_df1, f[2], f_p[2]; /* the second df is 13 */
    double wu_df1, wu_df2, wu, wu_p;
    double sargan, sargan_p; /* df 4 */
};
static const struct expected EXPECTED[KLEIN_EQUATIONS] = {
    {1.135658589606295,
     0.976710686469901,
     0.972600807611649,
     1.48507173100095,
     2,
     {1, 3},
     6.0,
     {2.92163093813601, 38.91628556265118},
     {4.96665488668514e-02, 1.43443109387804e-07},
     2.0,
     15.0,
     5.60326750523358,
     1.52269324348865e-02,
     8.77150718552728,
     6.70714809132299e-02},
    {1.307149085979379,
     0.884883913205352,
     0.864569309653355,
     2.08533423840805,
     1,
     {1, 0},
     5.0,
     {1.93449930464428, 0.0},
     {0.156629873005940778, 0.0},
     1.0,
     16.0,
     16.23022474545908,
     0.000971665140198146,
     1.81496547528719,
     0.769743217717467454},
    {0.767155324762790,
     0.987413707258966,
     0.985192596775255,
     1.96341604832405,
     1,
     {1, 0},
     5.0,
     {5.27066101197429049, 0.0},
     {0.00730721783825335, 0.0},
     1.0,
     16.0,
     0.00069362942648465,
     0.97931435719524784,
     12.49522010408384531,
     0.01402465698155790}};

static void check_stage(const ot_first_stage *stage, const struct expected *e) {
    assert_int_equal(stage->n_instruments, KLEIN_INSTRUMENTS);
    assert_int_equal(stage->n_endogenous, e->n_endogenous);
    for (size_t j = 0; j < e->n_endogenous; j++) {
        const ot_stage_test *t = &stage->endogenous[j].excluded;
        assert_int_equal(stage->endogenous[j].column, e->column[j]);
        assert_close(t->value, e->f[j], 1e-12, 0.0);
        assert_close(t->p, e->f_p[j], 1e-11, 0.0);
        assert_close(t->df1, e->f_df1, 0.0, 0.0);
        assert_close(t->df2, 13.0, 0.0, 0.0);
        const double odds = t->value * t->df1 / t->df2; /* F = R2 / (1 - R2) by the df */
        assert_close(stage->endogenous[j].partial_r2, odds / (1.0 + odds), 1e-14, 0.0);
    }
    assert_close(stage->wu_hausman.value, e->wu, 1e-11, 1e-13);
    assert_close(stage->wu_hausman.p, e->wu_p, 1e-10, 0.0);
    assert_close(stage->wu_hausman.df1, e->wu_df1, 0.0, 0.0);
    assert_close(stage->wu_hausman.df2, e->wu_df2, 0.0, 0.0);
    assert_close(stage->sargan.value, e->sargan, 1e-11, 0.0);
    assert_close(stage->sargan.p, e->sargan_p, 1e-10, 0.0);
    assert_close(stage->sargan.df1, 4.0, 0.0, 0.0);
    assert_true(isnan(stage->sargan.df2));
}

static void statistics_agree_with_another_program(void **state) {
    (void)state;
    klein_data d;
    ot_error err;
    klein_read(&d);
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++) {
        ot_regression r;
        ot_first_stage stage;
        assert_int_equal(ot_regression_iv(d.x[i], d.y[i], KLEIN_YEARS, KLEIN_COLUMNS, d.z,
                                          KLEIN_INSTRUMENTS, &r, &stage, &err),
                         OT_OK);
        assert_close(r.sigma_scale, EXPECTED[i].sigma, 1e-12, 0.0);
        assert_close(r.residual_se, EXPECTED[i].sigma, 1e-12, 0.0);
        assert_close(r.r2, EXPECTED[i].r2, 1e-12, 0.0);
        assert_close(r.adjusted_r2, EXPECTED[i].adjusted_r2, 1e-12, 0.0);
        assert_close(r.durbin_watson, EXPECTED[i].durbin_watson, 1e-11, 0.0);
        assert_close(r.df, 17.0, 0.0, 0.0);
        assert_true(isnan(r.goodness.log_likelihood) && isnan(r.goodness.f));
        check_stage(&stage, &EXPECTED[i]);
        ot_regression_clear(&r);
        ot_first_stage_clear(&stage);
        assert_null(stage.endogenous);
    }
}

static void coefficients_agree_with_fifty_digits(void **state) {
    (void)state;
    klein_data d;
    klein_estimates expected;
    ot_error err;
    klein_read(&d);
    klein_read_estimates("klein_exact.csv", "2SLS_dfCor", &expected);
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++) {
        ot_regression r;
        assert_int_equal(ot_regression_iv(d.x[i], d.y[i], KLEIN_YEARS, KLEIN_COLUMNS, d.z,
                                          KLEIN_INSTRUMENTS, &r, NULL, &err),
                         OT_OK);
        for (size_t j = 0; j < KLEIN_COLUMNS; j++) {
            const size_t at = i * KLEIN_COLUMNS + j;
            assert_close(r.coefficient[j], expected.b[at], 1e-14, 0.0);
            assert_close(sqrt(r.covariance[j * KLEIN_COLUMNS + j]), expected.se[at], 1e-14, 0.0);
        }
        ot_regression_clear(&r);
    }
}

/* y = a + b x on the instrument z: b = sum z y / sum z x about the means; s^2 sum z^2 / (sum z x)^2
 * is its variance. By hand: z = -3, -1, 1, 3; x = 0, 1, 1, 4 (sum z x 12, mean 1.5); y = 1, 3, 2, 6
 * (sum z y 14, mean 3): b = 7/6, a = 5/4; residuals (-3, 7, -5, 1) / 12, s^2 = 84 / 144 / 2. */
static void one_instrument_has_its_closed_form(void **state) {
    (void)state;
    const double x[] = {1, 0, 1, 1, 1, 1, 1, 4}, z[] = {1, -3, 1, -1, 1, 1, 1, 3};
    const double y[] = {1, 3, 2, 6}, s2 = 84.0 / 144.0 / 2.0;
    ot_regression r;
    ot_first_stage stage;
    ot_error err;
    assert_int_equal(ot_regression_iv(x, y, 4, 2, z, 2, &r, &stage, &err), OT_OK);
    assert_close(r.coefficient[1], 7.0 / 6.0, 1e-15, 0.0);
    assert_close(r.coefficient[0], 5.0 / 4.0, 1e-15, 0.0);
    assert_close(r.residual[1], 7.0 / 12.0, 1e-15, 0.0);
    assert_close(r.covariance[3], s2 * 20.0 / 144.0, 1e-15, 0.0);
    assert_close(r.rss, 2.0 * s2, 1e-15, 0.0);
    assert_close(stage.endogenous[0].partial_r2, 144.0 / 20.0 / 9.0, 1e-15, 0.0);
    assert_close(stage.endogenous[0].excluded.value, 2.0 * 0.8 / 0.2, 1e-14, 0.0);
    assert_true(isnan(stage.sargan.value) && isnan(stage.sargan.p));
    ot_regression_clear(&r);
    ot_first_stage_clear(&stage);
}

/* The same with 2^30 x added to y: the projections 1.5 + 0.6 z are no binary fractions, and their
 * rounding times 2^30 would be 1e-7 of residuals. */
static void a_large_explained_part_leaves_the_residuals(void **state) {
    (void)state;
    const double x[] = {1, 0, 1, 1, 1, 1, 1, 4}, z[] = {1, -3, 1, -1, 1, 1, 1, 3};
    const double large = 1073741824.0, y[] = {1, 3 + large, 2 + large, 6 + 4 * large};
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_iv(x, y, 4, 2, z, 2, &r, NULL, &err), OT_OK);
    assert_close(r.residual[0], -3.0 / 12.0, 0.0, 2e-9);
    assert_close(r.residual[1], 7.0 / 12.0, 0.0, 2e-9);
    assert_close(r.residual[2], -5.0 / 12.0, 0.0, 2e-9);
    ot_regression_clear(&r);
}

static void regressors_that_are_instruments_give_least_squares(void **state) {
    (void)state;
    klein_data d;
    ot_regression r, ols;
    ot_first_stage stage;
    ot_error err;
    klein_read(&d);
    const double *x = d.x[0];
    assert_int_equal(
        ot_regression_iv(x, d.y[0], KLEIN_YEARS, KLEIN_COLUMNS, x, KLEIN_COLUMNS, &r, &stage, &err),
        OT_OK);
    assert_int_equal(ot_regression_ols(x, d.y[0], KLEIN_YEARS, KLEIN_COLUMNS, &ols, &err), OT_OK);
    for (size_t j = 0; j < KLEIN_COLUMNS + KLEIN_COLUMNS * KLEIN_COLUMNS + KLEIN_YEARS; j++)
        assert_close(r.coefficient[j], ols.coefficient[j], 1e-15, 1e-15);
    assert_int_equal(stage.n_endogenous, 0);
    assert_true(isnan(stage.wu_hausman.value) && isnan(stage.sargan.value));
    ot_regression_clear(&r);
    ot_regression_clear(&ols);
    ot_first_stage_clear(&stage);
}

/* The instruments again, each twice as large, and their sum. */
static void instruments_that_add_nothing_are_left_out(void **state) {
    (void)state;
    enum { MANY = 2 * KLEIN_INSTRUMENTS + 1 };
    klein_data d;
    double z[KLEIN_YEARS * MANY] = {0};
    ot_regression a, b;
    ot_first_stage stage;
    ot_error err;
    klein_read(&d);
    for (size_t t = 0; t < KLEIN_YEARS; t++)
        for (size_t j = 0; j < KLEIN_INSTRUMENTS; j++) {
            const double value = d.z[t * KLEIN_INSTRUMENTS + j];
            z[t * MANY + 2 * j] = value;
            z[t * MANY + 2 * j + 1] = 2.0 * value;
            z[t * MANY + MANY - 1] += value;
        }
    assert_int_equal(ot_regression_iv(d.x[0], d.y[0], KLEIN_YEARS, KLEIN_COLUMNS, d.z,
                                      KLEIN_INSTRUMENTS, &a, NULL, &err),
                     OT_OK);
    assert_int_equal(
        ot_regression_iv(d.x[0], d.y[0], KLEIN_YEARS, KLEIN_COLUMNS, z, MANY, &b, &stage, &err),
        OT_OK);
    for (size_t j = 0; j < KLEIN_COLUMNS; j++)
        assert_close(a.coefficient[j], b.coefficient[j], 0.0, 0.0);
    check_stage(&stage, &EXPECTED[0]);
    ot_regression_clear(&a);
    ot_regression_clear(&b);
    ot_first_stage_clear(&stage);
}

/* No mean and no error of their own: R2 may fall below 0 where least squares would not let it. */
static void r2_may_be_negative(void **state) {
    (void)state;
    const double x[] = {1, 0, 1, 1, 1, 1, 1, 4}, z[] = {1, -3, 1, 2, 1, 4, 1, -3};
    const double y[] = {1, 3, 2, -6};
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_iv(x, y, 4, 2, z, 2, &r, NULL, &err), OT_OK);
    assert_true(r.r2 < 0.0 && r.r2 > -1e6);
    assert_close(r.r2, 1.0 - r.rss / r.tss, 1e-14, 0.0);
    ot_regression_clear(&r);
}

static void assert_refused(const double *x, const double *y, size_t n, size_t k, const double *z,
                           size_t m, ot_status status, const char *words) {
    ot_regression untouched = {.n = 77};
    ot_first_stage stage = {.n_instruments = 77};
    ot_error err;
    assert_int_equal(ot_regression_iv(x, y, n, k, z, m, &untouched, &stage, &err), status);
    assert_int_equal(untouched.n, 77);
    assert_int_equal(stage.n_instruments, 77);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

/* Rows of a Hadamard matrix: constant, two instruments, three that are orthogonal to them. */
static const double H[8][6] = {{1, 1, 1, 1, 1, 1},     {1, -1, 1, -1, 1, -1}, {1, 1, -1, -1, 1, 1},
                               {1, -1, -1, 1, 1, -1},  {1, 1, 1, 1, -1, -1},  {1, -1, 1, -1, -1, 1},
                               {1, 1, -1, -1, -1, -1}, {1, -1, -1, 1, -1, 1}};

static void instruments_that_do_not_identify_are_refused(void **state) {
    (void)state;
    double x[24], z[24], y[8];
    for (size_t i = 0; i < 8; i++) {
        x[3 * i] = z[3 * i] = H[i][0];
        z[3 * i + 1] = H[i][1];
        z[3 * i + 2] = H[i][2];
        x[3 * i + 1] = H[i][1] + H[i][3];
        x[3 * i + 2] = 2.0 * H[i][1] + H[i][4]; /* the second instrument explains neither */
        y[i] = (double)(i * i);
    }
    assert_refused(x, y, 8, 3, z, 3, OT_ERR_INPUT, "do not identify coefficient 3");
    for (size_t i = 0; i < 8; i++)
        x[3 * i + 2] = H[i][4]; /* no instrument explains it */
    assert_refused(x, y, 8, 3, z, 3, OT_ERR_INPUT, "do not identify coefficient 3");
    for (size_t i = 0; i < 8; i++)
        z[3 * i + 2] = 1.0 - 3.0 * z[3 * i + 1];
    assert_refused(x, y, 8, 3, z, 3, OT_ERR_INPUT, "2 independent instruments for 3 coefficients");
    for (size_t i = 0; i < 8; i++)
        x[3 * i + 2] = 2.0 - x[3 * i + 1];
    assert_refused(
        x, y, 8, 2, z, 1, OT_ERR_INPUT,
        "1 independent instrument for 2 coefficients; must be at least as many; the constant");
}

static void samples_that_are_too_small_are_refused(void **state) {
    (void)state;
    klein_data d;
    klein_read(&d);
    assert_refused(d.x[0], d.y[0], 4, 4, d.z, 2, OT_ERR_INPUT, "4 observations for 4 coefficients");
    assert_refused(d.x[0], d.y[0], 8, 4, d.z, 8, OT_ERR_INPUT,
                   "8 independent instruments for 8 observations");
    assert_refused(d.x[0], d.y[0], 6, 4, d.z, 8, OT_ERR_INPUT,
                   "6 independent instruments for 6 observations");
}

static void regressors_that_explain_each_other_are_refused(void **state) {
    (void)state;
    klein_data d;
    klein_read(&d);
    for (size_t t = 0; t < KLEIN_YEARS; t++)
        d.x[0][t * KLEIN_COLUMNS + 3] = 3.0 * d.x[0][t * KLEIN_COLUMNS + 1] - 2.0;
    assert_refused(d.x[0], d.y[0], KLEIN_YEARS, KLEIN_COLUMNS, d.z, KLEIN_INSTRUMENTS, OT_ERR_INPUT,
                   "column 4 of the regression is explained");
}

static void numbers_that_are_not_finite_are_refused(void **state) {
    (void)state;
    klein_data d;
    klein_read(&d);
    d.z[11] = (double)INFINITY;
    assert_refused(d.x[0], d.y[0], KLEIN_YEARS, KLEIN_COLUMNS, d.z, KLEIN_INSTRUMENTS,
                   OT_ERR_NUMERIC, "instrument 4 of observation 2 is inf");
    d.x[0][6] = (double)NAN;
    assert_refused(d.x[0], d.y[0], KLEIN_YEARS, KLEIN_COLUMNS, d.z, KLEIN_INSTRUMENTS,
                   OT_ERR_NUMERIC, "column 3 of observation 2 is nan");
    d.y[0][0] = (double)NAN;
    assert_refused(d.x[0], d.y[0], KLEIN_YEARS, KLEIN_COLUMNS, d.z, KLEIN_INSTRUMENTS,
                   OT_ERR_NUMERIC, "left side of observation 1 is nan");
}

static int attempt(void *state) {
    const klein_data *d = state;
    ot_regression r;
    ot_first_stage stage;
    ot_error err;
    const ot_status status = ot_regression_iv(d->x[0], d->y[0], KLEIN_YEARS, KLEIN_COLUMNS, d->z,
                                              KLEIN_INSTRUMENTS, &r, &stage, &err);
    if (status) return (int)status;
    ot_regression_clear(&r);
    ot_first_stage_clear(&stage);
    return 0;
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    klein_data d;
    klein_read(&d);
    assert_true(fail_each_allocation(attempt, &d, OT_ERR_NOMEM) > 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statistics_agree_with_another_program),
        cmocka_unit_test(coefficients_agree_with_fifty_digits),
        cmocka_unit_test(one_instrument_has_its_closed_form),
        cmocka_unit_test(a_large_explained_part_leaves_the_residuals),
        cmocka_unit_test(regressors_that_are_instruments_give_least_squares),
        cmocka_unit_test(instruments_that_add_nothing_are_left_out),
        cmocka_unit_test(r2_may_be_negative),
        cmocka_unit_test(instruments_that_do_not_identify_are_refused),
        cmocka_unit_test(samples_that_are_too_small_are_refused),
        cmocka_unit_test(regressors_that_explain_each_other_are_refused),
        cmocka_unit_test(numbers_that_are_not_finite_are_refused),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    ot_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
