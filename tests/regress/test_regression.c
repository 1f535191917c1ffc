/* Tests of regress/regression.h: certified data sets, worked posteriors, every refusal.
 *
 * fixtures/ has NIST's Statistical Reference Datasets for linear regression (public domain,
 * https://www.itl.nist.gov/div898/strd/lls/lls.shtml): data from line 61 on, certified values in
 * linear_certified.csv and linear_stats.csv. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/init.h"
#include "regress/regression.h"

enum { MOST_ROWS = 100, MOST_COLUMNS = 12, FIRST_DATA_LINE = 61, LONGEST = 512 };
#define FIXTURES "tests/regress/fixtures/"

struct set {
    size_t n, k;
    double y[MOST_ROWS], x[MOST_ROWS * MOST_COLUMNS];
    double estimate[MOST_COLUMNS], se[MOST_COLUMNS], residual_sd, r2;
    double f; /* infinite where there are no residuals */
};

static FILE *fixture(const char *name) {
    char path[LONGEST];
    snprintf(path, sizeof path, FIXTURES "%s", name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    return f;
}

static void read_certified(const char *name, struct set *s) {
    char line[LONGEST], found[LONGEST];
    FILE *f = fixture("linear_certified.csv");
    size_t j = 0;
    while (fgets(line, sizeof line, f))
        if (sscanf(line, "%[^,],%*[^,],%lf,%lf", found, &s->estimate[j], &s->se[j]) == 3 &&
            strcmp(found, name) == 0)
            j++;
    assert_int_equal(j, s->k);
    fclose(f);
    f = fixture("linear_stats.csv");
    while (fgets(line, sizeof line, f))
        if (sscanf(line, "%[^,],%*[^,],%*[^,],%*[^,],%lf,%lf,%*[^,],%*[^,],%*[^,],%lf", found,
                   &s->residual_sd, &s->r2, &s->f) == 4 &&
            strcmp(found, name) == 0)
            break;
    fclose(f);
}

/* `n_predictors` columns stand in the file; one becomes its powers up to `degree`. */
static void read_set(const char *name, int has_constant, size_t n_predictors, size_t degree,
                     struct set *s) {
    char line[LONGEST], file[LONGEST];
    snprintf(file, sizeof file, "%s.dat", name);
    FILE *f = fixture(file);
    const size_t c = has_constant ? 1 : 0;
    *s = (struct set){.k = c + n_predictors * degree};
    for (int i = 1; fgets(line, sizeof line, f); i++) {
        char *at = line;
        if (i < FIRST_DATA_LINE || strspn(line, " \r\n") == strlen(line)) continue;
        double *row = s->x + s->n * s->k;
        s->y[s->n] = strtod(at, &at);
        if (has_constant) row[0] = 1.0;
        for (size_t j = 0; j < n_predictors; j++)
            row[c + j * degree] = strtod(at, &at);
        for (size_t d = 1; d < degree; d++) /* pow is right to the last bit, a product is not */
            row[c + d] = pow(row[c], (double)(d + 1));
        s->n++;
    }
    fclose(f);
    read_certified(name, s);
}

/* Digits that agree: NIST's log relative error, at most 15 since that is what is certified. */
static double digits(double value, double certified) {
    const double scale = fabs(certified) > 0.0 ? fabs(certified) : 1.0;
    const double error = fabs(value - certified) / scale;
    return error > 1e-15 ? -log10(error) : 15.0;
}

static void assert_digits(const char *name, const char *what, double least, double wanted) {
    if (least < wanted) fail_msg("%s: %.1f digits of %s, want %.1f", name, least, what, wanted);
    print_message("    %-9s %4.1f digits of %s\n", name, least, what);
}

static void check_set(const char *name, struct set *s, double wanted, double wanted_se) {
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_ols(s->x, s->y, s->n, s->k, &r, &err), OT_OK);
    double worst = 15.0, worst_se = digits(r.sigma_scale, s->residual_sd);
    for (size_t j = 0; j < s->k; j++) {
        worst = fmin(worst, digits(r.coefficient[j], s->estimate[j]));
        worst_se = fmin(worst_se, digits(sqrt(r.covariance[j * s->k + j]), s->se[j]));
    }
    worst_se = fmin(worst_se, digits(r.r2, s->r2));
    const int has_constant = strcmp(name, "NoInt1") != 0;
    assert_int_equal(isfinite(r.goodness.f) != 0, has_constant);
    if (has_constant && isfinite(s->f)) worst_se = fmin(worst_se, digits(r.goodness.f, s->f));
    assert_digits(name, "coefficients", worst, wanted);
    assert_digits(name, "standard errors, s, R2, F", worst_se, wanted_se);
    assert_close(r.df, (double)(s->n - s->k), 0.0, 0.0);
    ot_regression_clear(&r);
}

/* The powers of Filip's x, rounded to doubles, do not determine its coefficients further;
 * test_nist_linear.c has them in more digits. */
static void least_squares_agrees_with_nist(void **state) {
    (void)state;
    struct set s;
    read_set("Norris", 1, 1, 1, &s);
    check_set("Norris", &s, 13.0, 13.0);
    read_set("NoInt1", 0, 1, 1, &s);
    check_set("NoInt1", &s, 14.0, 14.0);
    read_set("Longley", 1, 6, 1, &s);
    check_set("Longley", &s, 14.0, 14.0);
    read_set("Wampler1", 1, 1, 5, &s);
    check_set("Wampler1", &s, 13.0, 14.0);
    read_set("Wampler2", 1, 1, 5, &s);
    check_set("Wampler2", &s, 13.0, 14.0);
    read_set("Wampler3", 1, 1, 5, &s);
    check_set("Wampler3", &s, 13.0, 14.0);
    read_set("Wampler4", 1, 1, 5, &s);
    check_set("Wampler4", &s, 14.0, 14.0);
    read_set("Filip", 1, 1, 10, &s);
    check_set("Filip", &s, 7.0, 7.0);
}

/* Wampler's fifth set is the fourth with residuals 100 times as large (the file itself says so). */
static void least_squares_agrees_with_nist_where_noise_drowns_the_signal(void **state) {
    (void)state;
    struct set first, s;
    read_set("Wampler1", 1, 1, 5, &first);
    read_set("Wampler4", 1, 1, 5, &s);
    for (size_t i = 0; i < s.n; i++)
        s.y[i] = first.y[i] + 100.0 * (s.y[i] - first.y[i]);
    for (size_t j = 0; j < s.k; j++)
        s.se[j] *= 100.0;
    s.residual_sd = 23601450.2379268; /* certified */
    s.r2 = 0.224668921574940E-02;     /* certified */
    s.f = 6.7552445824012241E-03;     /* certified */
    check_set("Wampler5", &s, 14.0, 14.0);
}

/* Klein's consumption function, Model I, 1921-1941: data of L. R. Klein (1950); values by bimets
 * 4.1.2. Columns: consumption, profits, wages of both sectors; profits of the year before follow.
 */
static const double KLEIN[][3] = {
    {39.8, 12.7, 31.0}, {41.9, 12.4, 28.2}, {45.0, 16.9, 32.2}, {49.2, 18.4, 37.0},
    {50.6, 19.4, 37.0}, {52.6, 20.1, 38.6}, {55.1, 19.6, 40.7}, {56.2, 19.8, 41.5},
    {57.3, 21.1, 42.9}, {57.8, 21.7, 45.3}, {55.0, 15.6, 42.1}, {50.9, 11.4, 39.3},
    {45.6, 7.0, 34.3},  {46.5, 11.2, 34.1}, {48.7, 12.3, 36.6}, {51.3, 14.0, 39.3},
    {57.7, 17.6, 44.2}, {58.7, 17.3, 47.7}, {57.5, 15.3, 45.9}, {61.6, 19.0, 49.4},
    {65.0, 21.1, 53.0}, {69.7, 23.5, 61.8}};
enum { KLEIN_N = 21, KLEIN_K = 4 };

static void klein(double *x, double *y) {
    for (size_t t = 0; t < KLEIN_N; t++) {
        const double row[KLEIN_K] = {1.0, KLEIN[t + 1][1], KLEIN[t][1], KLEIN[t + 1][2]};
        memcpy(x + t * KLEIN_K, row, sizeof row);
        y[t] = KLEIN[t + 1][0];
    }
}

static void statistics_agree_with_another_program(void **state) {
    (void)state;
    double x[KLEIN_N * KLEIN_K], y[KLEIN_N];
    klein(x, y);
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_ols(x, y, KLEIN_N, KLEIN_K, &r, &err), OT_OK);
    assert_close(r.coefficient[0], 16.2366002719043, 0.0, 1e-11);
    assert_close(r.coefficient[1], 0.192934381311945, 0.0, 1e-13);
    assert_close(r.coefficient[2], 0.0898848978147886, 0.0, 1e-13);
    assert_close(r.coefficient[3], 0.796218749718934, 0.0, 1e-13);
    assert_close(r.df, 17.0, 0.0, 0.0);
    assert_close(r.sigma_scale, 1.02553999264184, 0.0, 1e-12);
    assert_close(r.residual_se, 1.02553999264184, 0.0, 1e-12);
    assert_close(r.r2, 0.98100819206489, 0.0, 1e-13);
    assert_close(r.adjusted_r2, 0.977656696546929, 0.0, 1e-13);
    assert_close(r.durbin_watson, 1.36747404828209, 0.0, 1e-12);
    assert_close(r.rss, 17.8794487006329, 0.0, 1e-11);
    assert_close(r.goodness.log_likelihood, -28.108568928909, 0.0, 1e-11);
    assert_close(r.goodness.aic, 66.2171378578179, 0.0, 1e-11);
    assert_close(r.goodness.bic, 71.4397500464351, 0.0, 1e-11);
    assert_close(r.goodness.f, 292.707594805862, 0.0, 1e-9);
    assert_close(r.goodness.f_p, 7.99360577730113e-15, 0.0, 1e-15);
    ot_regression_clear(&r);
    assert_null(r.coefficient);
}

static void the_place_of_the_constant_does_not_matter(void **state) {
    (void)state;
    double x[KLEIN_N * KLEIN_K], y[KLEIN_N], moved[KLEIN_N * KLEIN_K];
    const size_t to[KLEIN_K] = {2, 0, 1, 3};
    klein(x, y);
    for (size_t i = 0; i < KLEIN_N; i++) {
        for (size_t j = 0; j < KLEIN_K; j++)
            moved[i * KLEIN_K + to[j]] = x[i * KLEIN_K + j];
        moved[i * KLEIN_K + to[0]] = -4.0; /* a constant of any size */
    }
    ot_regression a, b;
    ot_error err;
    assert_int_equal(ot_regression_ols(x, y, KLEIN_N, KLEIN_K, &a, &err), OT_OK);
    assert_int_equal(ot_regression_ols(moved, y, KLEIN_N, KLEIN_K, &b, &err), OT_OK);
    for (size_t i = 0; i < KLEIN_K; i++)
        for (size_t j = 0; j < KLEIN_K; j++) {
            const double shrink = (i == 0 ? -4.0 : 1.0) * (j == 0 ? -4.0 : 1.0);
            assert_close(b.covariance[to[i] * KLEIN_K + to[j]] * shrink,
                         a.covariance[i * KLEIN_K + j], 0.0, 1e-13);
        }
    assert_close(b.coefficient[to[0]] * -4.0, a.coefficient[0], 0.0, 1e-12);
    assert_close(b.r2, a.r2, 0.0, 1e-15);
    ot_regression_clear(&a);
    ot_regression_clear(&b);
}

/* The same three constants by hand: y = 1, 2, 3, 6: mean 3, s^2 = 14 / 3, se = s / 2. */
static void a_mean_alone_is_a_regression(void **state) {
    (void)state;
    const double x[] = {1, 1, 1, 1}, y[] = {1, 2, 3, 6};
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_ols(x, y, 4, 1, &r, &err), OT_OK);
    assert_close(r.coefficient[0], 3.0, 0.0, 1e-15);
    assert_close(r.sigma_scale, sqrt(14.0 / 3.0), 0.0, 1e-15);
    assert_close(r.covariance[0], 14.0 / 12.0, 0.0, 1e-15);
    assert_close(r.r2, 0.0, 0.0, 1e-15);
    assert_close(r.durbin_watson, 11.0 / 14.0, 0.0, 1e-15);
    ot_regression_clear(&r);
}

static void without_coefficients_only_the_residual_is_estimated(void **state) {
    (void)state;
    const double y[] = {1, -2, 2};
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_ols(NULL, y, 3, 0, &r, &err), OT_OK);
    assert_close(r.df, 3.0, 0.0, 0.0);
    assert_close(r.sigma_scale, sqrt(3.0), 0.0, 1e-15);
    ot_regression_clear(&r);
    assert_int_equal(ot_regression_bayes(NULL, y, 3, 0, NULL, NULL, 2.0, 5.0, &r, &err), OT_OK);
    assert_close(r.df, 8.0, 0.0, 0.0);
    assert_close(r.sigma_scale, sqrt((5.0 * 4.0 + 9.0) / 8.0), 0.0, 1e-15);
    ot_regression_clear(&r);
}

static void statistics_without_meaning_are_nan(void **state) {
    (void)state;
    const double x[] = {1, 1, 1}, y[] = {5, 5, 5};
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_ols(x, y, 3, 1, &r, &err), OT_OK);
    assert_true(isnan(r.r2) && isnan(r.adjusted_r2) && isnan(r.durbin_watson));
    assert_close(r.sigma_scale, 0.0, 0.0, 0.0);
    ot_regression_clear(&r);
}

static void flat_priors_give_least_squares_exactly(void **state) {
    (void)state;
    double x[KLEIN_N * KLEIN_K], y[KLEIN_N];
    const double flat[KLEIN_K] = {NAN, NAN, NAN, NAN};
    klein(x, y);
    ot_regression a, b;
    ot_error err;
    assert_int_equal(ot_regression_ols(x, y, KLEIN_N, KLEIN_K, &a, &err), OT_OK);
    assert_int_equal(ot_regression_bayes(x, y, KLEIN_N, KLEIN_K, flat, flat, NAN, NAN, &b, &err),
                     OT_OK);
    for (size_t j = 0; j < KLEIN_K + KLEIN_K * KLEIN_K + KLEIN_N; j++)
        assert_close(a.coefficient[j], b.coefficient[j], 0.0,
                     0.0); /* one block: all three arrays */
    assert_close(a.sigma_scale, b.sigma_scale, 0.0, 0.0);
    assert_close(a.df, b.df, 0.0, 0.0);
    assert_close(a.adjusted_r2, b.adjusted_r2, 0.0, 0.0);
    ot_regression_clear(&a);
    ot_regression_clear(&b);
}

/* Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, p. 68: mu ~ N(m0, sigma^2 / k0), sigma^2 ~
 * scaled-inverse-chi-squared(v0, s0^2). */
static void the_posterior_of_a_mean_has_its_closed_form(void **state) {
    (void)state;
    const double x[] = {1, 1, 1, 1}, y[] = {1, 2, 3, 6};
    const double m0 = 1.5, sd = 0.8, v0 = 6.0, s0 = 1.2;
    /* 95 % points of the normal law and of t with 6 degrees of freedom */
    const double share = 1.6448536269514722 / 1.9431802805153022;
    const double k0 = s0 * s0 / (sd * sd * share * share), kn = k0 + 4.0;
    const double square = v0 * s0 * s0 + 14.0 + k0 * 4.0 / kn * (3.0 - m0) * (3.0 - m0);
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_bayes(x, y, 4, 1, &m0, &sd, s0, v0, &r, &err), OT_OK);
    assert_close(r.coefficient[0], (k0 * m0 + 4.0 * 3.0) / kn, 0.0, 1e-15);
    assert_close(r.df, 10.0, 0.0, 0.0);
    assert_close(r.sigma_scale, sqrt(square / 10.0), 0.0, 1e-15);
    assert_close(r.covariance[0], square / 10.0 / kn, 0.0, 1e-15);
    ot_regression_clear(&r);
}

/* Expected values by brute force: the unnormalised posterior summed on a grid of 181 values of log
 * sigma by 1601 by 1601 of the coefficients (R 4.2.2); its end at sigma = 12 cuts 1e-12 off the
 * variances. */
static void the_posterior_of_a_line_agrees_with_numerical_integration(void **state) {
    (void)state;
    const double x[] = {1, 1, 1, 2, 1, 3, 1, 4, 1, 6}, y[] = {1.1, 1.9, 3.2, 3.8, 6.4};
    /* The prior's Student-t have standard deviations of 0.6 and 0.3; those that are asked for have
     * the same central 90 %: 95 % points of t with 5 degrees of freedom and of the normal law. */
    const double of_t = sqrt(3.0 / 5.0) * 2.0150483733330233 / 1.6448536269514722;
    const double mean[] = {0.5, 0.8}, sd[] = {0.6 * of_t, 0.3 * of_t};
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_bayes(x, y, 5, 2, mean, sd, 0.4, 5.0, &r, &err), OT_OK);
    const double spread = r.df / (r.df - 2.0); /* variance of the Student-t */
    assert_close(r.df, 10.0, 0.0, 0.0);
    assert_close(r.coefficient[0], 0.20735395054223144, 0.0, 1e-13);
    assert_close(r.coefficient[1], 0.97375031867119166, 0.0, 1e-13);
    assert_close(r.covariance[0] * spread, 0.07662497124153544, 0.0, 1e-11);
    assert_close(r.covariance[3] * spread, 0.00637855560818079, 0.0, 1e-11);
    assert_close(r.covariance[1] * spread, -0.01777765175958321, 0.0, 1e-11);
    assert_close(r.sigma_scale * r.sigma_scale * spread, 0.15544166601104401, 0.0, 1e-11);
    ot_regression_clear(&r);
}

static void a_vague_prior_on_the_constant_tends_to_a_flat_one(void **state) {
    (void)state;
    double x[KLEIN_N * KLEIN_K], y[KLEIN_N];
    const double mean[KLEIN_K] = {0, 0.2, 0.1, 0.8};
    const double flat[KLEIN_K] = {NAN, 0.1, 0.1, 0.1}, vague[KLEIN_K] = {1e8, 0.1, 0.1, 0.1};
    klein(x, y);
    ot_regression a, b;
    ot_error err;
    assert_int_equal(ot_regression_bayes(x, y, KLEIN_N, KLEIN_K, mean, flat, 1.0, 5.0, &a, &err),
                     OT_OK);
    assert_int_equal(ot_regression_bayes(x, y, KLEIN_N, KLEIN_K, mean, vague, 1.0, 5.0, &b, &err),
                     OT_OK);
    assert_close(a.df, 25.0, 0.0, 0.0); /* the flat one uses an observation up */
    assert_close(b.df, 26.0, 0.0, 0.0);
    for (size_t j = 0; j < KLEIN_K; j++) {
        assert_close(a.coefficient[j], b.coefficient[j], 0.0, 1e-10);
        assert_close(a.covariance[5 * j] * 25.0, b.covariance[5 * j] * 26.0, 0.0, 1e-10);
    }
    ot_regression_clear(&a);
    ot_regression_clear(&b);
}

static void without_data_the_posterior_is_the_prior(void **state) {
    (void)state;
    const double mean[] = {0.0, 0.8}, sd[] = {0.03, 0.3};
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_bayes(NULL, NULL, 0, 2, mean, sd, 0.05, 4.0, &r, &err), OT_OK);
    assert_close(r.df, 4.0, 0.0, 0.0);
    assert_close(r.sigma_scale, 0.05, 0.0, 1e-17);
    assert_close(r.coefficient[1], 0.8, 0.0, 1e-15);
    assert_close(sqrt(r.covariance[3]) * 2.131846786326649, 0.3 * 1.6448536269514722, 0.0, 1e-13);
    assert_close(r.covariance[1], 0.0, 0.0, 1e-15);
    assert_true(isnan(r.r2) && isnan(r.durbin_watson) && isnan(r.residual_se));
    ot_regression_clear(&r);

    /* Nothing happens at 2 degrees of freedom, where a standard deviation begins to exist. */
    assert_int_equal(ot_regression_bayes(NULL, NULL, 0, 2, mean, sd, 0.05, 2.0, &r, &err), OT_OK);
    assert_close(sqrt(r.covariance[3]) * 2.919985580353726, 0.3 * 1.6448536269514722, 0.0, 1e-13);
    ot_regression_clear(&r);
}

/* Normal likelihood and normal prior: precisions add. */
static void a_known_sigma_stays_what_it_is(void **state) {
    (void)state;
    const double x[] = {1, 1, 1, 1}, y[] = {1, 2, 3, 6}, mean = 1.0, sd = 0.5;
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_bayes(x, y, 4, 1, &mean, &sd, 2.0, 0.0, &r, &err), OT_OK);
    assert_close(r.df, 0.0, 0.0, 0.0);
    assert_close(r.sigma_scale, 2.0, 0.0, 0.0);
    assert_close(r.covariance[0], 1.0 / (4.0 / 4.0 + 1.0 / 0.25), 0.0, 1e-16);
    assert_close(r.coefficient[0], (4.0 / 4.0 * 3.0 + 1.0 / 0.25) * r.covariance[0], 0.0, 1e-15);
    ot_regression_clear(&r);
}

/* With n - k >= 8 the priors are weighed by s of least squares: V0 = sd^2 / s^2. */
static void many_observations_stand_in_for_a_prior_of_sigma(void **state) {
    (void)state;
    const double y[] = {1, 2, 3, 6, 2, 4, 1, 3, 5}, mean = 2.0, sd = 0.25;
    double x[9], sum = 0.0, square = 0.0;
    for (size_t i = 0; i < 9; i++) {
        x[i] = 1.0;
        sum += y[i];
    }
    for (size_t i = 0; i < 9; i++)
        square += (y[i] - sum / 9.0) * (y[i] - sum / 9.0);
    const double k0 = square / 8.0 / (sd * sd), kn = k0 + 9.0;
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_bayes(x, y, 9, 1, &mean, &sd, NAN, NAN, &r, &err), OT_OK);
    assert_close(r.coefficient[0], (k0 * 2.0 + sum) / kn, 0.0, 1e-14);
    assert_close(r.df, 9.0, 0.0, 0.0);
    const double shift = sum / 9.0 - 2.0;
    assert_close(r.sigma_scale, sqrt((square + k0 * 9.0 / kn * shift * shift) / 9.0), 0.0, 1e-14);
    ot_regression_clear(&r);
    assert_int_equal(ot_regression_bayes(x, y, 8, 1, &mean, &sd, NAN, NAN, &r, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "sigma = { scale"));
    assert_non_null(strstr(err.text[OT_LANGUAGE_ZH], "sigma = { scale"));
}

static const double X[] = {1, 1, 1, 2, 1, 3, 1, 5}, Y[] = {1, 3, 2, 4};

static void assert_ols_refused(const double *x, const double *y, size_t n, size_t k,
                               ot_status status, const char *words) {
    ot_regression untouched = {.n = 77};
    ot_error err;
    assert_int_equal(ot_regression_ols(x, y, n, k, &untouched, &err), status);
    assert_int_equal(untouched.n, 77);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

static void too_few_observations_are_refused(void **state) {
    (void)state;
    assert_ols_refused(X, Y, 2, 2, OT_ERR_INPUT, "2 observations for 2 coefficients");
    assert_ols_refused(X, Y, 2, 2, OT_ERR_INPUT, "at least 3");
    assert_ols_refused(X, Y, 0, 2, OT_ERR_INPUT, "0 observations");
    assert_ols_refused(X, Y, 0, 0, OT_ERR_INPUT, "0 observations");
}

static void columns_that_others_explain_are_refused_by_number(void **state) {
    (void)state;
    const double twice[] = {1, 2, 1, 2, 1, 2, 1, 2}; /* two constants */
    assert_ols_refused(twice, Y, 4, 2, OT_ERR_INPUT, "column 2");
    const double zero[] = {0, 1, 0, 2, 0, 3, 0, 4};
    assert_ols_refused(zero, Y, 4, 2, OT_ERR_INPUT, "column 1");
    const double sum[] = {1, 0.1, 0.7, 0.1 + 0.7, 1, 0.3, 0.2, 0.3 + 0.2, 1, 0.4, 0.6, 0.4 + 0.6,
                          1, 0.9, 0.5, 0.9 + 0.5, 1, 0.8, 0.3, 0.8 + 0.3};
    const double y[] = {1, 3, 2, 4, 5};
    assert_ols_refused(sum, y, 5, 4, OT_ERR_INPUT, "column 4");
    const double nearly[] = {1, 1e9, 1, 1e9, 1, 1e9, 1, 1e9 * (1.0 + 2e-16)};
    assert_ols_refused(nearly, Y, 4, 2, OT_ERR_INPUT, "column 2");
}

static void numbers_that_are_not_finite_are_refused(void **state) {
    (void)state;
    const double x[] = {1, 1, 1, INFINITY, 1, 3, 1, 5}, y[] = {1, 3, NAN, 4};
    assert_ols_refused(x, Y, 4, 2, OT_ERR_NUMERIC, "column 2 of observation 2");
    assert_ols_refused(X, y, 4, 2, OT_ERR_NUMERIC, "observation 3");
    const double huge[] = {1e308, -1e308, 1e308, -1e308};
    assert_ols_refused(X, huge, 4, 2, OT_ERR_NUMERIC, "not finite"); /* the covariance overflows */
}

static void assert_bayes_refused(size_t n, const double *mean, const double *sd, double scale,
                                 double df, const char *words) {
    ot_regression untouched = {.n = 77};
    ot_error err;
    assert_int_equal(ot_regression_bayes(X, Y, n, 2, mean, sd, scale, df, &untouched, &err),
                     OT_ERR_INPUT);
    assert_int_equal(untouched.n, 77);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
}

static void priors_that_do_not_determine_everything_are_refused(void **state) {
    (void)state;
    const double mean[] = {0, 1}, sd[] = {NAN, 0.5}, flat[] = {NAN, NAN};
    assert_bayes_refused(0, mean, sd, 1.0, 4.0, "0 observations for 1 coefficients without prior");
    assert_bayes_refused(1, mean, flat, 1.0, 4.0, "must be at least 2");
    assert_bayes_refused(2, mean, flat, NAN, NAN, "must be at least 3");
    assert_bayes_refused(4, mean, sd, NAN, NAN, "sigma has none");
}

static void priors_out_of_range_are_refused(void **state) {
    (void)state;
    const double mean[] = {0, 1}, sd[] = {0.5, 0.5}, zero[] = {0.5, 0.0}, wild[] = {0.5, INFINITY};
    const double lost[] = {NAN, 1};
    assert_bayes_refused(4, mean, sd, 0.0, 4.0, "scale of sigma is 0");
    assert_bayes_refused(4, mean, sd, INFINITY, 4.0, "scale of sigma");
    assert_bayes_refused(4, mean, sd, 1.0, -1.0, "df of sigma is -1");
    assert_bayes_refused(4, mean, sd, 1.0, NAN, "df of sigma");
    assert_bayes_refused(4, mean, zero, 1.0, 4.0, "coefficient 2");
    assert_bayes_refused(4, mean, wild, 1.0, 4.0, "coefficient 2");
    assert_bayes_refused(4, lost, sd, 1.0, 4.0, "coefficient 1");
}

/* A prior tells apart what the data cannot. */
static void a_prior_rescues_columns_that_others_explain(void **state) {
    (void)state;
    const double twice[] = {1, 2, 1, 2, 1, 2, 1, 2}, mean[] = {0, 1}, sd[] = {NAN, 0.5};
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_bayes(twice, Y, 4, 2, mean, sd, 1.0, 4.0, &r, &err), OT_OK);
    assert_close(r.coefficient[1], 1.0, 0.0, 1e-14);
    assert_close(r.coefficient[0], 0.5, 0.0, 1e-14); /* mean of y less 2 */
    ot_regression_clear(&r);
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    const double mean[] = {0, 1}, sd[] = {NAN, 0.5};
    ot_regression r = {.n = 77};
    ot_error err;
    for (int k = 0; k < 4; k++) {
        fail_allocation(k);
        const ot_status status =
            k < 3 ? ot_regression_ols(X, Y, 4, 2, &r, &err)
                  : ot_regression_bayes(X, Y, 4, 2, mean, sd, 1.0, 4.0, &r, &err);
        fail_allocation(-1);
        assert_int_equal(status, OT_ERR_NOMEM);
        assert_int_equal(err.status, OT_ERR_NOMEM);
        assert_int_equal(r.n, 77);
    }
    fail_allocation(0);
    assert_int_equal(ot_regression_bayes(X, Y, 4, 2, mean, sd, 1.0, 4.0, &r, NULL), OT_ERR_NOMEM);
    fail_allocation(-1);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_squares_agrees_with_nist),
        cmocka_unit_test(least_squares_agrees_with_nist_where_noise_drowns_the_signal),
        cmocka_unit_test(statistics_agree_with_another_program),
        cmocka_unit_test(the_place_of_the_constant_does_not_matter),
        cmocka_unit_test(a_mean_alone_is_a_regression),
        cmocka_unit_test(without_coefficients_only_the_residual_is_estimated),
        cmocka_unit_test(statistics_without_meaning_are_nan),
        cmocka_unit_test(flat_priors_give_least_squares_exactly),
        cmocka_unit_test(the_posterior_of_a_mean_has_its_closed_form),
        cmocka_unit_test(the_posterior_of_a_line_agrees_with_numerical_integration),
        cmocka_unit_test(a_vague_prior_on_the_constant_tends_to_a_flat_one),
        cmocka_unit_test(without_data_the_posterior_is_the_prior),
        cmocka_unit_test(a_known_sigma_stays_what_it_is),
        cmocka_unit_test(many_observations_stand_in_for_a_prior_of_sigma),
        cmocka_unit_test(too_few_observations_are_refused),
        cmocka_unit_test(columns_that_others_explain_are_refused_by_number),
        cmocka_unit_test(numbers_that_are_not_finite_are_refused),
        cmocka_unit_test(priors_that_do_not_determine_everything_are_refused),
        cmocka_unit_test(priors_out_of_range_are_refused),
        cmocka_unit_test(a_prior_rescues_columns_that_others_explain),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
