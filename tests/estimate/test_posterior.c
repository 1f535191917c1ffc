/* Tests of the posterior of regression.h against what it is the closed form of: the joint density,
 * integrated, and data drawn from the prior itself. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "close_to.h"
#include "estimated.h"
#include "regress/quantile.h"
#include "regress/regression.h"

enum { N = 6, ROOM = 500 };

static const double Y[N] = {2.1, 3.4, 2.9, 4.8, 4.1, 5.9}, X[N] = {-2.0, -1.0, 0.5, 1.0, 1.5, 3.0};
static const double PRIOR_MEAN[2] = {3.0, 0.5}, PRIOR_SD[2] = {0.8, 0.3};
static const double SIGMA_SCALE = 0.7, SIGMA_DF = 5.0;
/* 95 % points of the normal law and of t with 5 degrees of freedom. */
static const double OF_SD = 1.6448536269514722 / 2.0150483733330233;

#define MODEL                                                                                    \
    "model: { id = \"m\"; first_year = 2016; last_year = 2016; };\n"                             \
    "data: { files = ( \"data.csv\" ); };\n"                                                     \
    "drivers: { x: { unit = \"index\"; value = 4.0; }; };\n"                                     \
    "indicators: { y: { unit = \"index\"; equation = \"y = c + a * x\"; coefficients = { c = { " \
    "mean = 3.0; sd = 0.8; }; a = { mean = 0.5; sd = 0.3; }; }; estimate = { method = "          \
    "\"bayes\"; sigma = { scale = 0.7; df = 5.0; }; }; }; };\n"

/* One point of the plane of both coefficients: |y - X b|^2 and how far b is from its prior in the
 * prior's own terms given sigma = its scale, its central 90 % being those of a normal: OF_SD. */
typedef struct point {
    double rss, distance;
} point;

/* The joint density of b and log sigma: sigma^2 is df scale^2 / chi-squared(df), b given sigma
 * normal with a variance in proportion to sigma^2, y given both normal. */
static double density(double log_sigma, void *state) {
    const point *p = state;
    const double square = exp(2.0 * log_sigma), of_scale = SIGMA_SCALE * SIGMA_SCALE / square;
    const double of_sigma = -SIGMA_DF * log_sigma - 0.5 * SIGMA_DF * of_scale;
    const double of_b = -2.0 * log_sigma - 0.5 * of_scale * p->distance;
    const double of_y = -(double)N * log_sigma - 0.5 * p->rss / square;
    return exp(of_sigma + of_b + of_y);
}

static double over_sigma(double c, double a, gsl_integration_workspace *room) {
    point p = {0.0, 0.0};
    const double b[2] = {c, a};
    for (size_t i = 0; i < N; i++)
        p.rss += pow(Y[i] - c - a * X[i], 2.0);
    for (size_t j = 0; j < 2; j++)
        p.distance += pow((b[j] - PRIOR_MEAN[j]) / PRIOR_SD[j], 2.0) / (OF_SD * OF_SD);
    gsl_function f = {density, &p};
    double value, error;
    assert_int_equal(gsl_integration_qagi(&f, 0.0, 1e-9, ROOM, room, &value, &error), 0);
    return value;
}

/* Moments by the trapezoidal rule in u, b = centre + scale sinh u, which is exact beyond need for a
 * density that falls off in all directions. */
static void integrate(double mean[2], double covariance[2][2]) {
    static const double STEP = 0.15, REACH = 5.0, CENTRE[2] = {3.5, 0.6}, SCALE[2] = {0.25, 0.12};
    double sum = 0.0, first[2] = {0.0, 0.0}, second[2][2] = {{0.0, 0.0}, {0.0, 0.0}};
    gsl_integration_workspace *room = gsl_integration_workspace_alloc(ROOM);
    assert_non_null(room);
    for (double u = -REACH; u <= REACH; u += STEP)
        for (double v = -REACH; v <= REACH; v += STEP) {
            const double d[2] = {SCALE[0] * sinh(u), SCALE[1] * sinh(v)};
            const double weight =
                cosh(u) * cosh(v) * over_sigma(CENTRE[0] + d[0], CENTRE[1] + d[1], room);
            sum += weight;
            for (size_t i = 0; i < 2; i++) {
                first[i] += weight * d[i];
                for (size_t j = 0; j < 2; j++)
                    second[i][j] += weight * d[i] * d[j];
            }
        }
    for (size_t i = 0; i < 2; i++)
        mean[i] = CENTRE[i] + first[i] / sum;
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++)
            covariance[i][j] = second[i][j] / sum - first[i] / sum * first[j] / sum;
    gsl_integration_workspace_free(room);
}

static void the_posterior_is_the_integral_of_the_joint_density(void **state) {
    (void)state;
    char data[1024] = "indicator,year,value\n";
    double mean[2], covariance[2][2];
    estimated e;
    add_rows(data, sizeof data, "y", 2010, Y, N);
    add_rows(data, sizeof data, "x", 2010, X, N);
    estimated_open(&e, MODEL, data);
    const ot_form_fit *f = estimated_form(&e, "y");
    const double marginal = f->df / (f->df - 2.0);
    integrate(mean, covariance);
    assert_close(f->df, SIGMA_DF + N, 0.0, 0.0);
    for (size_t i = 0; i < 2; i++) {
        assert_close(f->mean[i], mean[i], 1e-7, 0.0);
        /* 95 % points of the normal law and of t with 5 + N degrees of freedom */
        assert_close(f->standard_error[i] * 1.6448536269514722 / 1.795884818704043,
                     sqrt(covariance[i][i] / marginal), 1e-6, 0.0);
    }
    assert_close(f->covariance[1] * marginal, covariance[0][1], 1e-6, 0.0);
    estimated_close(&e);
}

/* y of a line whose coefficients and sigma are drawn from their prior. */
static void draw(gsl_rng *rng, size_t n, double *x, double *y, double b[2]) {
    const double sigma = SIGMA_SCALE * sqrt(SIGMA_DF / gsl_ran_chisq(rng, SIGMA_DF));
    for (size_t j = 0; j < 2; j++)
        b[j] = PRIOR_MEAN[j] + gsl_ran_gaussian(rng, sigma / SIGMA_SCALE) * PRIOR_SD[j] * OF_SD;
    for (size_t i = 0; i < n; i++) {
        x[2 * i] = 1.0;
        x[2 * i + 1] = gsl_ran_gaussian(rng, 2.0);
        y[i] = b[0] + b[1] * x[2 * i + 1] + gsl_ran_gaussian(rng, sigma);
    }
}

/* The share of intervals of 90 % that hold the coefficient. Data come from the prior predictive, so
 * that this is 90 % exactly, whatever n; four standard errors of a share of 4000. */
static void intervals_hold_as_often_as_they_say(void **state) {
    (void)state;
    enum { SAMPLES = 4000, MOST = 10 };
    static const double Z_90 = 1.6448536269514722, SHARE = 0.9;
    static const size_t SIZE[] = {5, 10};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(rng);
    gsl_rng_set(rng, 2010);
    for (size_t k = 0; k < 2; k++) {
        size_t held[2] = {0, 0};
        for (size_t s = 0; s < SAMPLES; s++) {
            double x[2 * MOST], y[MOST], b[2];
            ot_regression r = {0};
            draw(rng, SIZE[k], x, y, b);
            assert_int_equal(ot_regression_bayes(x, y, SIZE[k], 2, PRIOR_MEAN, PRIOR_SD,
                                                 SIGMA_SCALE, SIGMA_DF, &r, NULL),
                             OT_OK);
            const double reach = ot_student_quantile(r.df, Z_90).value;
            for (size_t j = 0; j < 2; j++)
                held[j] += fabs(r.coefficient[j] - b[j]) <= reach * sqrt(r.covariance[3 * j]);
            ot_regression_clear(&r);
        }
        for (size_t j = 0; j < 2; j++)
            assert_close((double)held[j] / SAMPLES, SHARE, 0.0,
                         4.0 * sqrt(SHARE * (1.0 - SHARE) / SAMPLES));
    }
    gsl_rng_free(rng);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_posterior_is_the_integral_of_the_joint_density),
        cmocka_unit_test(intervals_hold_as_often_as_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
