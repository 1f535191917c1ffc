/* Tests of regress/panel.h: the mode of the variances beside R's lme4 and the analysis of
 * variance, the posterior beside a sum over a grid made in R, simulated panels, every refusal.
 *
 * fixtures/panel.csv is made up: 12 areas, 8 years, y = b0_i + b1_i x + c_t + e, coefficients
 * around 1 (sd 0.5) and 0.6 (0.3), sd of c 0.4, of e 0.5; area 3 has 2 points, area 11 none. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/init.h"
#include "regress/panel_core.h"

enum { MOST_ROWS = 1000, MOST_K = 4, LONGEST = 256 };
#define FIXTURE "tests/regress/fixtures/panel.csv"

struct rows {
    double x[MOST_ROWS * MOST_K], y[MOST_ROWS];
    size_t area[MOST_ROWS], year[MOST_ROWS];
    ot_panel panel;
};

static void rows_bind(struct rows *r, size_t n, size_t k, size_t n_areas, size_t n_years) {
    r->panel = (ot_panel){.n = n,
                          .k = k,
                          .n_areas = n_areas,
                          .n_years = n_years,
                          .x = r->x,
                          .y = r->y,
                          .area = r->area,
                          .year = r->year};
}

/* The constant, and x when k is 2. */
static void read_fixture(struct rows *r, size_t k) {
    char line[LONGEST];
    size_t n = 0;
    FILE *f = fopen(FIXTURE, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        double x;
        if (sscanf(line, "%zu,%zu,%lf,%lf", &r->area[n], &r->year[n], &x, &r->y[n]) != 4) continue;
        r->x[n * k] = 1.0;
        if (k == 2) r->x[n * k + 1] = x;
        n++;
    }
    fclose(f);
    rows_bind(r, n, k, 12, 8);
}

struct truth {
    size_t k, n_areas, n_years;
    double mean, tau, omega, sigma, spread, tail_df; /* spread: sd of log s_i; tail_df 0: normal */
};

/* Coefficient 0 is of the constant, the others of standard normal columns. own[k]: area 0's. */
static void simulate(gsl_rng *g, const struct truth *t, struct rows *r, double *own) {
    double c[64], b[MOST_K];
    size_t n = 0;
    for (size_t y = 0; y < t->n_years; y++)
        c[y] = gsl_ran_gaussian(g, t->omega);
    for (size_t a = 0; a < t->n_areas; a++) {
        const double s = t->sigma * exp(gsl_ran_gaussian(g, t->spread));
        for (size_t j = 0; j < t->k; j++)
            b[j] = t->mean + gsl_ran_gaussian(g, t->tau);
        if (a == 0) memcpy(own, b, t->k * sizeof *b);
        for (size_t y = 0; y < t->n_years; y++, n++) {
            const double e =
                t->tail_df > 0.0 ? gsl_ran_tdist(g, t->tail_df) : gsl_ran_gaussian(g, 1.0);
            r->area[n] = a;
            r->year[n] = y;
            r->y[n] = c[y] + s * e;
            for (size_t j = 0; j < t->k; j++) {
                r->x[n * t->k + j] = j == 0 ? 1.0 : gsl_ran_gaussian(g, 1.0);
                r->y[n] += b[j] * r->x[n * t->k + j];
            }
        }
    }
    rows_bind(r, n, t->k, t->n_areas, t->n_years);
}

static ot_panel_mode_of mode_of(const struct rows *r, int is_pooled) {
    const ot_panel_choice choice = {
        .is_pooled = is_pooled, .has_one_scale = 1, .is_normal = 1, .has_flat_prior = 1};
    ot_panel_mode_of mode = {{0}, 0.0};
    ot_panel_fit fit;
    ot_error err;
    if (ot_panel_fit_make(&r->panel, &choice, &fit, &mode, NULL, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    ot_panel_fit_clear(&fit);
    return mode;
}

static ot_panel_fit partly(const struct rows *r) {
    ot_panel_fit fit = {0};
    ot_error err;
    if (ot_panel_pool_partly(&r->panel, &fit, NULL, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return fit;
}

/* R 4.2.2, lme4 1.1.31, lmer(y ~ x + (1 | area) + (0 + x | area) + (1 | year), REML = TRUE) and
 * lmer(y ~ x + (1 | year)), optimizer bobyqa, rhoend 1e-9; VarCorr, logLik. */
static void modes_without_priors_are_those_of_lme4(void **state) {
    (void)state;
    static struct rows r;
    read_fixture(&r, 2);
    ot_panel_mode_of m = mode_of(&r, 0);
    assert_close(m.variances.sigma, 0.4014634416, 1e-5, 0.0);
    assert_close(m.variances.omega, 0.4089104997, 1e-5, 0.0);
    assert_close(m.variances.tau[0], 0.3623109131, 1e-5, 0.0);
    assert_close(m.variances.tau[1], 0.4407263675, 1e-5, 0.0);
    assert_close(m.likelihood, -75.7701261435, 1e-9, 0.0);
    m = mode_of(&r, 1);
    assert_close(m.variances.sigma, 1.1690837470, 1e-5, 0.0);
    assert_close(m.variances.omega, 0.2772681378, 1e-5, 0.0);
    assert_close(m.variances.tau[0], 0.0, 0.0, 0.0);
    assert_close(m.likelihood, -125.99006113, 1e-9, 0.0);
}

/* Two ways without interaction: S. R. Searle, G. Casella, C. E. McCulloch, Variance Components,
 * 1992, section 4.7 (where no estimate is negative REML has them, too). */
static void balanced_modes_are_those_of_the_analysis_of_variance(void **state) {
    (void)state;
    static struct rows r;
    enum { A = 10, Y = 7 };
    const struct truth t = {1, A, Y, 1.0, 0.5, 0.4, 0.3, 0.0, 0.0};
    double own[MOST_K], area[A] = {0}, year[Y] = {0}, mean = 0.0, of_e = 0.0, of_a = 0.0, of_y = 0;
    gsl_rng *g = gsl_rng_alloc(gsl_rng_mt19937);
    simulate(g, &t, &r, own);
    for (size_t i = 0; i < A * Y; i++) {
        area[r.area[i]] += r.y[i] / Y;
        year[r.year[i]] += r.y[i] / A;
        mean += r.y[i] / (A * Y);
    }
    for (size_t i = 0; i < A * Y; i++)
        of_e += pow(r.y[i] - area[r.area[i]] - year[r.year[i]] + mean, 2.0) / ((A - 1) * (Y - 1));
    for (size_t a = 0; a < A; a++)
        of_a += Y * pow(area[a] - mean, 2.0) / (A - 1);
    for (size_t y = 0; y < Y; y++)
        of_y += A * pow(year[y] - mean, 2.0) / (Y - 1);
    const ot_panel_mode_of m = mode_of(&r, 0);
    assert_close(m.variances.sigma, sqrt(of_e), 1e-6, 0.0);
    assert_close(m.variances.tau[0], sqrt((of_a - of_e) / Y), 1e-6, 0.0);
    assert_close(m.variances.omega, sqrt((of_y - of_e) / A), 1e-6, 0.0);
    gsl_rng_free(g);
}

/* y ~ 1, normal, one scale. R 4.2.2: dense covariance matrices (chol, backsolve), log sigma, log
 * omega and log tau on a grid of 34^3 points with the priors of panel.h, then the moments that
 * panel_sum.c names. Sobol's points stand for the rest. */
static void posteriors_are_those_of_a_grid(void **state) {
    (void)state;
    static struct rows r;
    static const struct {
        size_t own;
        double coefficient, variance;
    } expected[] = {{0, 1.391340, 0.144750}, {3, 1.246502, 0.390512}, {11, 1.455776, 1.110535}};
    const ot_panel_choice choice = {.has_one_scale = 1, .is_normal = 1};
    read_fixture(&r, 1);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        ot_panel_fit f;
        r.panel.own = expected[i].own;
        assert_int_equal(ot_panel_fit_make(&r.panel, &choice, &f, NULL, NULL, NULL), OT_OK);
        assert_close(f.coefficient[0], expected[i].coefficient, 0.0, 0.01);
        assert_close(f.covariance[0], expected[i].variance, 0.03, 0.0);
        assert_close(f.df, 54.381345, 0.05, 0.0);
        assert_close(f.sigma_scale, 1.165588, 0.005, 0.0);
        assert_close(f.between_sd[0], 0.949946, 0.02, 0.0);
        assert_close(f.year_sd, 0.284206, 0.03, 0.0);
        ot_panel_fit_clear(&f);
    }
}

/* y ~ 1, the whole model. R 4.2.2: a Gibbs sampler, 38,000 draws, with the prior of the s_i and
 * those of panel.h; the moments of panel_sum.c. EM's weights find the areas' scales more alike than
 * the sampler does (sigma_scale 0.752, 0.718, 0.768) and so err on the wide side; this is the
 * tolerance of the scale. */
static void the_whole_model_is_near_a_gibbs_sampler(void **state) {
    (void)state;
    static struct rows r;
    static const struct {
        size_t own;
        double coefficient, variance, scale;
    } expected[] = {
        {0, 1.4577, 0.0820, 0.7521}, {3, 1.1416, 0.1899, 0.7179}, {11, 1.3082, 0.8636, 0.7679}};
    read_fixture(&r, 1);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        r.panel.own = expected[i].own;
        ot_panel_fit f = partly(&r);
        assert_close(f.coefficient[0], expected[i].coefficient, 0.0, 0.04);
        assert_close(sqrt(f.covariance[0]), sqrt(expected[i].variance), 0.08, 0.0);
        assert_close(f.sigma_scale, expected[i].scale, 0.25, 0.0);
        assert_true(f.sigma_scale > expected[i].scale);
        assert_close(f.between_sd[0], 0.8550, 0.06, 0.0);
        assert_close(f.year_sd, 0.2782, 0.08, 0.0);
        assert_close(f.panel_mean[0], 1.3162, 0.0, 0.02);
        ot_panel_fit_clear(&f);
    }
}

struct moments {
    double sum, square, n;
};

static void moments_add(struct moments *m, double v) {
    m->sum += v;
    m->square += v * v;
    m->n += 1.0;
}

static double moments_mean(const struct moments *m) { return m->sum / m->n; }

static double moments_se(const struct moments *m) {
    const double mean = moments_mean(m);
    return sqrt((m->square / m->n - mean * mean) / (m->n - 1.0));
}

/* tau^2 of REML is unbiased in balanced panels where it never meets 0. */
static void variances_between_areas_are_recovered(void **state) {
    (void)state;
    static struct rows r;
    const struct truth t = {1, 20, 8, 0.1, 0.5, 0.4, 0.5, 0.0, 0.0};
    struct moments tau = {0}, omega = {0}, mean = {0};
    double own[MOST_K];
    gsl_rng *g = gsl_rng_alloc(gsl_rng_mt19937);
    for (int i = 0; i < 150; i++) {
        simulate(g, &t, &r, own);
        const ot_panel_mode_of m = mode_of(&r, 0);
        moments_add(&tau, m.variances.tau[0] * m.variances.tau[0]);
        moments_add(&omega, m.variances.omega * m.variances.omega);
        ot_panel_fit f = partly(&r);
        moments_add(&mean, f.panel_mean[0]);
        ot_panel_fit_clear(&f);
    }
    assert_close(moments_mean(&tau), t.tau * t.tau, 0.0, 2.5 * moments_se(&tau));
    assert_close(moments_mean(&omega), t.omega * t.omega, 0.0, 2.5 * moments_se(&omega));
    assert_close(moments_mean(&mean), t.mean, 0.0, 2.5 * moments_se(&mean));
    assert_true(moments_se(&tau) < 0.02 && moments_se(&mean) < 0.03);
    gsl_rng_free(g);
}

/* What is the same in all areas is found nearly so, and the own area moves to the panel's mean; in
 * areas far apart it stays. The least squares' own error of a coefficient is 0.5 / sqrt(8). */
static void areas_that_are_alike_are_pooled(void **state) {
    (void)state;
    static struct rows r;
    struct truth t = {1, 20, 8, 0.1, 0.0, 0.4, 0.5, 0.0, 0.0};
    struct moments tau = {0}, shrinkage = {0}, reml = {0}, error = {0}, distant = {0};
    double own[MOST_K];
    gsl_rng *g = gsl_rng_alloc(gsl_rng_mt19937);
    for (int i = 0; i < 60; i++) {
        simulate(g, &t, &r, own);
        const ot_panel_mode_of m = mode_of(&r, 0);
        moments_add(&reml, m.variances.tau[0] * m.variances.tau[0]);
        ot_panel_fit f = partly(&r);
        moments_add(&tau, f.between_sd[0]);
        moments_add(&shrinkage, f.shrinkage[0]);
        moments_add(&error, fabs(f.coefficient[0] - f.panel_mean[0]));
        ot_panel_fit_clear(&f);
    }
    /* max(0, tau^2) of 19 df: its expectation is 0.128 times the variance of the area's mean */
    assert_close(moments_mean(&reml), 0.128 * 0.25 / 8.0, 0.0, 3.0 * moments_se(&reml));
    assert_true(moments_mean(&tau) < 0.1);
    assert_true(moments_mean(&shrinkage) > 0.75);
    assert_true(moments_mean(&error) < 0.05);
    t.tau = 5.0;
    for (int i = 0; i < 10; i++) {
        simulate(g, &t, &r, own);
        ot_panel_fit f = partly(&r);
        moments_add(&distant, f.shrinkage[0]);
        ot_panel_fit_clear(&f);
    }
    assert_true(moments_mean(&distant) < 0.02);
    gsl_rng_free(g);
}

/* The last year of all areas is put aside; area 0's is returned. */
static double put_aside(struct rows *r, double *x) {
    const size_t k = r->panel.k;
    size_t n = 0;
    double y = 0.0;
    for (size_t i = 0; i < r->panel.n; i++) {
        if (r->year[i] + 1 < r->panel.n_years) {
            memmove(r->x + n * k, r->x + i * k, k * sizeof *x);
            r->y[n] = r->y[i];
            r->area[n] = r->area[i];
            r->year[n++] = r->year[i];
        } else if (r->area[i] == 0) {
            y = r->y[i];
            memcpy(x, r->x + i * k, k * sizeof *x);
        }
    }
    r->panel.n = n;
    return y;
}

static int is_covered(const ot_panel_fit *f, const double *x, double y) {
    double at = 0.0, square = f->sigma_scale * f->sigma_scale;
    for (size_t j = 0; j < f->k; j++) {
        at += x[j] * f->coefficient[j];
        for (size_t l = 0; l < f->k; l++)
            square += x[j] * x[l] * f->covariance[j * f->k + l];
    }
    return fabs(y - at) < gsl_cdf_tdist_Pinv(0.95, f->df) * sqrt(square);
}

/* How often the 90 % interval of the own coefficients and of a year to come has the truth: areas of
 * different scales, heavy tails, two columns. Few years make the year's shock wider than it is: its
 * prior's median is the sd of all residuals. */
static void intervals_cover_what_they_say(void **state) {
    (void)state;
    static struct rows r;
    struct moments coefficient = {0}, future = {0};
    double own[MOST_K], x[MOST_K];
    gsl_rng *g = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t n_years = 6; n_years <= 12; n_years += 6) {
        const struct truth t = {2, 20, n_years, 0.1, 0.3, 0.4, 0.5, 0.4, 4.0};
        coefficient = future = (struct moments){0};
        for (int i = 0; i < 300; i++) {
            simulate(g, &t, &r, own);
            const double y = put_aside(&r, x);
            ot_panel_fit f = partly(&r);
            for (size_t j = 0; j < 2; j++)
                moments_add(&coefficient,
                            fabs(own[j] - f.coefficient[j]) <
                                gsl_cdf_tdist_Pinv(0.95, f.df) * sqrt(f.covariance[j * 2 + j]));
            moments_add(&future, is_covered(&f, x, y));
            ot_panel_fit_clear(&f);
        }
        print_message("    %zu years, of 90 %% intervals: coefficients %.3f, a year to come %.3f\n",
                      n_years - 1, moments_mean(&coefficient), moments_mean(&future));
        assert_close(moments_mean(&coefficient), 0.90, 0.0, 0.035);
        assert_close(moments_mean(&future), 0.91, 0.0, 0.04);
    }
    gsl_rng_free(g);
}

static void scales_of_areas_are_told_apart(void **state) {
    (void)state;
    static struct rows r;
    const struct truth t = {1, 20, 12, 0.1, 0.2, 0.3, 0.5, 0.0, 0.0};
    double own[MOST_K];
    gsl_rng *g = gsl_rng_alloc(gsl_rng_mt19937);
    simulate(g, &t, &r, own);
    ot_panel_fit alike = partly(&r);
    for (size_t i = 0; i < r.panel.n; i++) /* all but one in four areas are as they were */
        if (r.area[i] % 4 == 0) r.y[i] += gsl_ran_gaussian(g, 5.0);
    r.panel.own = 0;
    ot_panel_fit loud = partly(&r);
    r.panel.own = 1;
    ot_panel_fit quiet = partly(&r);
    assert_true(alike.spread_df > 8.0 && loud.spread_df < 2.0);
    assert_true(loud.own_sd > 4.0 * quiet.own_sd);
    assert_true(loud.sigma_scale > 3.0 * quiet.sigma_scale);
    assert_true(loud.shrinkage[0] > 0.9 && quiet.shrinkage[0] < 0.7);
    ot_panel_fit_clear(&alike);
    ot_panel_fit_clear(&loud);
    ot_panel_fit_clear(&quiet);
    gsl_rng_free(g);
}

/* Full pooling has one s: a break in one area's series widens every other's future. */
static void a_break_in_a_series_moves_little(void **state) {
    (void)state;
    static struct rows r;
    const struct truth t = {1, 20, 5, 0.1, 0.2, 0.3, 0.5, 0.0, 0.0};
    double own[MOST_K];
    gsl_rng *g = gsl_rng_alloc(gsl_rng_mt19937);
    simulate(g, &t, &r, own);
    r.panel.own = 4;
    ot_panel_fit before = partly(&r), pooled;
    r.y[2] += 50.0; /* area 0 */
    ot_panel_fit after = partly(&r);
    assert_int_equal(ot_panel_pool(&r.panel, &pooled, NULL, NULL), OT_OK);
    assert_close(after.coefficient[0], before.coefficient[0], 0.0, 0.1);
    assert_close(after.sigma_scale, before.sigma_scale, 0.2, 0.0);
    assert_true(pooled.sigma_scale > 5.0 * after.sigma_scale);
    assert_close(pooled.between_sd[0], 0.0, 0.0, 0.0);
    assert_close(pooled.shrinkage[0], 1.0, 0.0, 0.0);
    assert_true(isinf(pooled.spread_df));
    ot_panel_fit_clear(&before);
    ot_panel_fit_clear(&after);
    ot_panel_fit_clear(&pooled);
    gsl_rng_free(g);
}

static void an_area_with_few_points_or_none_has_a_posterior(void **state) {
    (void)state;
    static struct rows r;
    read_fixture(&r, 2);
    double sd[3], shrinkage[3];
    static const size_t own[] = {0, 3, 11}, n_own[] = {8, 2, 0};
    for (size_t i = 0; i < 3; i++) {
        r.panel.own = own[i];
        ot_panel_fit f = partly(&r);
        sd[i] = sqrt(f.covariance[3]);
        shrinkage[i] = f.shrinkage[1];
        if (n_own[i] == 0) {
            assert_close(f.coefficient[0], f.panel_mean[0], 0.02, 0.0);
            assert_close(f.coefficient[1], f.panel_mean[1], 0.02, 0.0);
            assert_true(sd[i] > 0.8 * f.between_sd[1]);
        }
        assert_true(f.df > 2.0 && f.sigma_scale > 0.0);
        ot_panel_fit_clear(&f);
    }
    assert_true(sd[0] < sd[1] && sd[1] < sd[2]);
    assert_true(shrinkage[0] < shrinkage[1] && shrinkage[1] < shrinkage[2]);
    assert_close(shrinkage[2], 1.0, 1e-12, 0.0);
}

/* Other units and another order of the rows are the same panel. */
static void units_and_order_do_not_matter(void **state) {
    (void)state;
    static struct rows r, other;
    read_fixture(&r, 2);
    const size_t n = r.panel.n;
    for (size_t i = 0; i < n; i++) {
        const size_t j = n - 1 - i;
        other.y[j] = 1000.0 * r.y[i];
        other.x[2 * j] = r.x[2 * i];
        other.x[2 * j + 1] = 0.01 * r.x[2 * i + 1];
        other.area[j] = 11 - r.area[i];
        other.year[j] = r.year[i];
    }
    rows_bind(&other, n, 2, 12, 8);
    r.panel.own = 3;
    other.panel.own = 8;
    ot_panel_fit a = partly(&r), b = partly(&other);
    assert_close(b.coefficient[0], 1000.0 * a.coefficient[0], 1e-6, 0.0);
    assert_close(b.coefficient[1], 1e5 * a.coefficient[1], 1e-6, 0.0);
    assert_close(b.covariance[1], 1e8 * a.covariance[1], 1e-5, 0.0);
    assert_close(b.covariance[2], b.covariance[1], 1e-12, 0.0);
    assert_close(b.between_sd[1], 1e5 * a.between_sd[1], 1e-6, 0.0);
    assert_close(b.sigma_scale, 1000.0 * a.sigma_scale, 1e-6, 0.0);
    assert_close(b.year_sd, 1000.0 * a.year_sd, 1e-6, 0.0);
    assert_close(b.own_sd, 1000.0 * a.own_sd, 1e-6, 0.0);
    assert_close(b.df, a.df, 1e-6, 0.0);
    ot_panel_fit_clear(&a);
    ot_panel_fit_clear(&b);
}

static void refuses(const struct rows *r, ot_status status, const char *sentence, size_t column) {
    static ot_status (*const make[])(const ot_panel *, ot_panel_fit *, size_t *,
                                     ot_error *) = {ot_panel_pool, ot_panel_pool_partly};
    for (size_t i = 0; i < 2; i++) {
        ot_panel_fit fit = {.k = 77};
        ot_error err = {0};
        size_t redundant = 99;
        assert_int_equal(make[i](&r->panel, &fit, &redundant, &err), status);
        assert_non_null(strstr(err.text[OT_LANGUAGE_EN], sentence));
        assert_int_equal(redundant, column);
        assert_int_equal(fit.k, 77); /* as it was */
    }
}

static void what_cannot_be_estimated_is_refused(void **state) {
    (void)state;
    static struct rows r;
    read_fixture(&r, 2);
    const size_t n = r.panel.n;
    r.panel.n = 2;
    refuses(&r, OT_ERR_INPUT, "2 observations for 2 coefficients", 2);
    r.panel.n = 16;
    refuses(&r, OT_ERR_INPUT, "observations of 2 areas; must be at least 3", 2);
    read_fixture(&r, 2);
    for (size_t i = 0; i < n; i++)
        r.year[i] %= 2;
    refuses(&r, OT_ERR_INPUT, "observations of 2 years; must be at least 3", 2);
    read_fixture(&r, 2);
    r.y[4] = (double)NAN;
    refuses(&r, OT_ERR_NUMERIC, "left side of observation 5 is", 2);
    read_fixture(&r, 2);
    r.x[9] = (double)INFINITY;
    refuses(&r, OT_ERR_NUMERIC, "column 2 of observation 5 is", 2);
    read_fixture(&r, 2);
    for (size_t i = 0; i < n; i++)
        r.x[2 * i + 1] = 3.0;
    refuses(&r, OT_ERR_INPUT, "column 2", 1);
    read_fixture(&r, 2);
    for (size_t i = 0; i < n; i++)
        r.y[i] = 1.0 + 0.5 * r.x[2 * i + 1];
    refuses(&r, OT_ERR_INPUT, "leaves a panel no residuals", 2);
    read_fixture(&r, 2);
    r.panel.k = OT_PANEL_MOST_COLUMNS + 1;
    refuses(&r, OT_ERR_INPUT, "has 9 columns; must be 1 to 8", OT_PANEL_MOST_COLUMNS + 1);
}

static int attempt(void *state) {
    ot_panel_fit fit;
    const ot_status status = ot_panel_pool_partly(state, &fit, NULL, NULL);
    if (!status) ot_panel_fit_clear(&fit);
    return (int)status;
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    static struct rows r;
    read_fixture(&r, 1);
    assert_true(fail_each_allocation(attempt, &r.panel, OT_ERR_NOMEM) >= 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(modes_without_priors_are_those_of_lme4),
        cmocka_unit_test(balanced_modes_are_those_of_the_analysis_of_variance),
        cmocka_unit_test(posteriors_are_those_of_a_grid),
        cmocka_unit_test(the_whole_model_is_near_a_gibbs_sampler),
        cmocka_unit_test(variances_between_areas_are_recovered),
        cmocka_unit_test(areas_that_are_alike_are_pooled),
        cmocka_unit_test(intervals_cover_what_they_say),
        cmocka_unit_test(scales_of_areas_are_told_apart),
        cmocka_unit_test(a_break_in_a_series_moves_little),
        cmocka_unit_test(an_area_with_few_points_or_none_has_a_posterior),
        cmocka_unit_test(units_and_order_do_not_matter),
        cmocka_unit_test(what_cannot_be_estimated_is_refused),
        cmocka_unit_test(without_memory_it_says_so),
    };
    ot_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
