/* Tests of regress/components.h: R's lme (nlme 3.1-162, R 4.2.2) and a restricted likelihood
 * written out in R on panels with gaps, the analysis of variance in closed form, panels simulated
 * with known parameters, every status. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "regress/components.h"
#include "regress/golden_section.h"

#define NONE ((double)NAN)
enum { MOST_YEARS = 30, N_AREAS = 8, N_YEARS = 10 };

static int YEAR[MOST_YEARS];

static void fill_years(void) {
    for (int t = 0; t < MOST_YEARS; t++)
        YEAR[t] = 2011 + t;
}

/* set.seed(7); eight areas, ten years; sd of areas 0.02, of years 0.015, own 0.03, persistence 0.5;
 * eight rates taken out, one year inside a row among them. */
static const double GAPS[N_AREAS * N_YEARS] = {
    0.1757, 0.1956, 0.1559,  0.1499, 0.1307, 0.0884, 0.0855, 0.0590, 0.0473, 0.0692, /**/
    NONE,   NONE,   NONE,    0.1033, 0.1111, 0.0759, 0.1165, 0.0544, 0.0449, 0.0714, /**/
    0.0235, 0.0536, -0.0064, NONE,   NONE,   0.0283, 0.0655, 0.0629, 0.0197, 0.0385, /**/
    0.0182, 0.0926, 0.0277,  0.0056, 0.0127, 0.0181, 0.0559, 0.0360, 0.0150, 0.0861, /**/
    0.0307, 0.1012, 0.0901,  0.1411, 0.1558, NONE,   0.0791, 0.0883, 0.0627, 0.0278, /**/
    0.1174, 0.1398, 0.0435,  0.1111, 0.1074, 0.0593, 0.1024, 0.0435, 0.0446, 0.0572, /**/
    0.0814, 0.1437, 0.1172,  0.1297, 0.1184, 0.0981, 0.1386, 0.0608, NONE,   NONE,   /**/
    0.0660, 0.0594, 0.0783,  0.1434, 0.1184, 0.0701, 0.1283, 0.0617, 0.0261, 0.0880};

/* lme(g ~ factor(year) - 1, random = ~1 | area, correlation = corAR1(form = ~year | area),
 *     method = "REML"): sigma, VarCorr, coef(corStruct), fixef, ranef; the standard error from
 * logLik with the correlation fixed at +- 0.01. Then with fixef and vcov the restricted likelihood
 * of one mean, written out with solve and determinant and given to optimize. */
static void a_panel_with_gaps_agrees_with_r(void **state) {
    (void)state;
    static const double YEARS[] = {0.073324667, 0.112305021, 0.072334937, 0.103519599, 0.101218247,
                                   0.065113337, 0.096475000, 0.058325000, 0.037531427, 0.062940043};
    static const double AREAS[] = {0.00629520472,  0.00072896848, -0.00567123030, -0.00478209562,
                                   -0.00120093202, 0.00136775265, 0.00227746394,  0.00098486817};
    const ot_growth_panel panel = {N_AREAS, N_YEARS, YEAR, GAPS};
    ot_growth_components c;
    ot_area_effect area[N_AREAS];
    double year[N_YEARS];
    assert_int_equal(ot_components_fit(&panel, &c, area, year, NULL), OT_OK);
    assert_int_equal(c.n, 72);
    assert_close(c.own, 0.03927903193, 2e-4, 0.0);
    assert_close(c.between, 0.01035451, 2e-3, 0.0); /* flat: where the two optimisers stop */
    assert_close(c.own_persistence, 0.721521831, 2e-4, 0.0);
    assert_close(c.own_persistence_se, 0.1451396, 1e-3, 0.0);
    assert_close(c.common, 0.0369352666, 1e-3, 0.0);
    for (size_t t = 0; t < N_YEARS; t++)
        assert_close(year[t] + c.mean, YEARS[t], 0.0, 2e-6);
    for (size_t i = 0; i < N_AREAS; i++)
        assert_close(area[i].mean - c.mean, AREAS[i], 0.0, 2e-5);
    assert_close(c.mean, 0.0749015779, 0.0, 2e-5);
    assert_close(c.mean_se, 0.0255202707, 1e-3, 0.0);
    assert_false(c.has_common_persistence);
}

/* anova(lm(g ~ area + year)): mean squares 0.00132708 (areas), 0.00144653 (years), 0.00012153. */
static void few_rates_are_split_as_by_analysis_of_variance(void **state) {
    (void)state;
    static const double G[] = {0.05, 0.08, 0.02, 0.07, 0.09, 0.12,
                               0.05, 0.10, 0.06, 0.07, 0.05, 0.075};
    const ot_growth_panel panel = {3, 4, YEAR, G};
    ot_growth_components c;
    ot_area_effect area[3];
    assert_int_equal(ot_components_fit(&panel, &c, area, NULL, NULL), OT_OK);
    assert_true(isnan(c.own_persistence_se));
    assert_close(c.own_persistence, 0.0, 0.0, 0.0);
    assert_close(c.between, 0.01736055555, 1e-6, 0.0);
    assert_close(c.common, 0.02101586702, 1e-6, 0.0);
    assert_close(c.own, 0.01102396380, 1e-6, 0.0);
    assert_close(c.mean, 0.06958333333, 1e-9, 0.0);
    /* var(mean) = between^2 / N + common^2 / T + own^2 / (N T) */
    const double variance =
        c.between * c.between / 3.0 + c.common * c.common / 4.0 + c.own * c.own / 12.0;
    assert_close(c.mean_se, sqrt(variance), 1e-6, 0.0);
    /* Partial pooling: own mean and mean of all, weighed by their variances. */
    const double ratio = c.between * c.between / (c.own * c.own),
                 weight = 4 * ratio / (1 + 4 * ratio);
    for (size_t i = 0; i < 3; i++) {
        assert_close(area[i].weight, weight, 1e-9, 0.0);
        assert_close(area[i].mean, weight * area[i].own_mean + (1 - weight) * c.mean, 1e-9, 0.0);
    }
    assert_close(area[1].own_mean, 0.09, 1e-12, 0.0);
    /* var(mean + w (own - mean) - what is true): the year's part stays, whatever the weight. */
    const double of_areas = (c.between * c.between + c.own * c.own / 4.0) / 3.0;
    const double error = c.between * c.between * (1 - weight) + c.common * c.common / 4.0 +
                         (1 - weight) * (1 - weight) * of_areas;
    assert_close(area[1].sd, sqrt(error), 1e-6, 0.0);
}

/* set.seed(11); three areas, 24 years with a common part of persistence 0.7. R as above; the two
 * parameters of the common part by optim (Nelder-Mead, reltol 1e-15). */
static void years_that_are_many_have_a_persistence_of_their_own(void **state) {
    (void)state;
    static const double G[] = {
        0.144, 0.108, 0.062, 0.104, 0.077, 0.120, 0.100,  0.117, 0.137, 0.115, 0.140, 0.151,
        0.112, 0.075, 0.072, 0.110, 0.125, 0.045, 0.073,  0.077, 0.112, 0.088, 0.097, 0.060,
        0.140, 0.083, 0.057, 0.090, 0.100, 0.100, 0.049,  0.112, 0.149, 0.103, 0.110, 0.176,
        0.145, 0.087, 0.088, 0.084, 0.090, 0.045, 0.036,  0.084, 0.092, 0.087, 0.110, 0.060,
        0.116, 0.089, 0.042, 0.093, 0.094, 0.094, 0.096,  0.063, 0.116, 0.079, 0.071, 0.112,
        0.097, 0.033, 0.052, 0.065, 0.065, 0.041, -0.006, 0.069, 0.041, 0.059, 0.038, 0.058};
    const ot_growth_panel panel = {3, 24, YEAR, G};
    ot_growth_components c;
    assert_int_equal(ot_components_fit(&panel, &c, NULL, NULL, NULL), OT_OK);
    assert_true(c.has_common_persistence);
    assert_close(c.own, 0.0172201743, 1e-4, 0.0);
    assert_close(c.between, 0.0160338900, 1e-4, 0.0);
    assert_close(c.own_persistence, 0.0188746609, 0.0, 1e-4);
    assert_close(c.common, 0.0273148335, 1e-4, 0.0);
    assert_close(c.common_persistence, 0.5433808140, 1e-4, 0.0);
    assert_close(c.common_persistence_se, 0.2339611, 1e-3, 0.0);
}

/* Uniform numbers of a linear congruence (Knuth's MMIX), normal ones by the polar method. */
static uint64_t random_state;
static double uniform(void) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(random_state >> 11) + 0.5) * 0x1p-53;
}
static double normal(void) {
    for (;;) {
        const double u = 2.0 * uniform() - 1.0, v = 2.0 * uniform() - 1.0, s = u * u + v * v;
        if (s < 1.0 && s > 0.0) return u * sqrt(-2.0 * log(s) / s);
    }
}

enum { MANY_AREAS = 20, FEW_YEARS = 8, N_PANELS = 40 };

static void simulate(double persistence, double *g) {
    double common[FEW_YEARS];
    for (size_t t = 0; t < FEW_YEARS; t++)
        common[t] = t ? persistence * common[t - 1] +
                            0.02 * sqrt(1.0 - persistence * persistence) * normal()
                      : 0.02 * normal();
    for (size_t i = 0; i < MANY_AREAS; i++) {
        const double area = 0.07 + 0.015 * normal();
        double own = 0.03 * normal();
        for (size_t t = 0; t < FEW_YEARS; t++) {
            if (t)
                own = persistence * own + 0.03 * sqrt(1.0 - persistence * persistence) * normal();
            g[i * FEW_YEARS + t] = area + common[t] + own;
        }
    }
}

/* Autocorrelation of what areas have beside their own means, years' means taken out. */
static double naive_persistence(const double *g) {
    double x[MANY_AREAS * FEW_YEARS], above = 0.0, below = 0.0;
    for (size_t i = 0; i < MANY_AREAS; i++)
        for (size_t t = 0; t < FEW_YEARS; t++) {
            double of_area = 0.0, of_year = 0.0, all = 0.0;
            for (size_t s = 0; s < FEW_YEARS; s++)
                of_area += g[i * FEW_YEARS + s] / FEW_YEARS;
            for (size_t k = 0; k < MANY_AREAS; k++)
                of_year += g[k * FEW_YEARS + t] / MANY_AREAS;
            for (size_t k = 0; k < MANY_AREAS * FEW_YEARS; k++)
                all += g[k] / (MANY_AREAS * FEW_YEARS);
            x[i * FEW_YEARS + t] = g[i * FEW_YEARS + t] - of_area - of_year + all;
        }
    for (size_t k = 0; k < MANY_AREAS * FEW_YEARS; k++) {
        if (k % FEW_YEARS) above += x[k] * x[k - 1];
        if (k % FEW_YEARS) below += x[k - 1] * x[k - 1];
    }
    return above / below;
}

/* 40 panels of 20 areas and 8 years. Own means taken out, the persistence is too low by about
 * (1 + rho) / (T - 1) (Nickell 1981): 0.2 here. */
static void known_parameters_come_back_from_short_panels(void **state) {
    (void)state;
    double g[MANY_AREAS * FEW_YEARS];
    double persistence = 0.0, square = 0.0, error = 0.0, naive = 0.0;
    double between = 0.0, common = 0.0, own = 0.0, mean = 0.0;
    const ot_growth_panel panel = {MANY_AREAS, FEW_YEARS, YEAR, g};
    random_state = 2013;
    for (int k = 0; k < N_PANELS; k++) {
        ot_growth_components c;
        simulate(0.4, g);
        assert_int_equal(ot_components_fit(&panel, &c, NULL, NULL, NULL), OT_OK);
        persistence += c.own_persistence / N_PANELS;
        square += c.own_persistence * c.own_persistence / N_PANELS;
        error += c.own_persistence_se / N_PANELS;
        naive += naive_persistence(g) / N_PANELS;
        between += c.between * c.between / N_PANELS;
        common += c.common * c.common / N_PANELS;
        own += c.own * c.own / N_PANELS;
        mean += c.mean / N_PANELS;
    }
    const double spread = sqrt(square - persistence * persistence);
    assert_close(persistence, 0.4, 0.0, 3.0 * spread / sqrt(N_PANELS));
    assert_true(naive < 0.4 - 0.12);
    assert_close(error, spread, 0.35, 0.0); /* stated and true error; of 40 the latter is +- 11 % */
    assert_close(sqrt(between), 0.015, 0.15, 0.0);
    assert_close(sqrt(common), 0.02, 0.15, 0.0);
    assert_close(sqrt(own), 0.03, 0.08, 0.0);
    assert_close(mean, 0.07, 0.0,
                 0.006); /* 3 x sqrt(0.015^2 / 20 + 2 * 0.02^2 / 8) / sqrt(40), generously */
}

/* The first areas and the years year[0..n) of a simulated panel. */
static void fit_part(const double *g, size_t n_areas, const size_t *year, size_t n,
                     ot_growth_components *out) {
    int years[FEW_YEARS];
    double some[MANY_AREAS * FEW_YEARS];
    for (size_t t = 0; t < n; t++)
        years[t] = YEAR[year[t]];
    for (size_t i = 0; i < n_areas; i++)
        for (size_t t = 0; t < n; t++)
            some[i * n + t] = g[i * FEW_YEARS + year[t]];
    const ot_growth_panel panel = {n_areas, n, years, some};
    assert_int_equal(ot_components_fit(&panel, out, NULL, NULL, NULL), OT_OK);
}

/* Two moments do not tell three unknowns, however many areas there are. */
static void two_years_in_a_row_tell_no_persistence(void **state) {
    (void)state;
    static const size_t TWO[] = {0, 1}, PAIRS[] = {0, 1, 3, 4, 6, 7}, THREE[] = {0, 1, 2};
    double g[MANY_AREAS * FEW_YEARS];
    ot_growth_components c;
    random_state = 11;
    simulate(0.6, g);
    fit_part(g, MANY_AREAS, TWO, 2, &c);
    assert_false(c.has_own_persistence);
    assert_close(c.own_persistence, 0.0, 0.0, 0.0);
    assert_true(isnan(c.own_persistence_se));
    fit_part(g, MANY_AREAS, PAIRS, 6, &c);
    assert_false(c.has_own_persistence);
    fit_part(g, MANY_AREAS, THREE, 3, &c);
    assert_true(c.has_own_persistence);
    assert_true(c.own_persistence > 0.01 && c.own_persistence < 0.97);
}

/* A likelihood that is flat, or rises to an end by next to nothing, tells none either. */
static void a_persistence_that_is_not_told_is_0(void **state) {
    (void)state;
    static const size_t THREE[] = {0, 1, 2};
    double g[MANY_AREAS * FEW_YEARS];
    size_t n_told = 0;
    random_state = 12;
    for (int k = 0; k < N_PANELS; k++) {
        ot_growth_components c;
        simulate(0.0, g);
        fit_part(g, 5, THREE, 3, &c);
        assert_true(isnan(c.own_persistence_se) || c.own_persistence_se <= 0.58);
        if (!c.has_own_persistence) assert_close(c.own_persistence, 0.0, 0.0, 0.0);
        n_told += c.has_own_persistence ? 1 : 0;
    }
    assert_in_range(n_told, 1, N_PANELS - 1);
}

static void what_cannot_be_told_is_refused(void **state) {
    (void)state;
    static const double G[] = {0.05, 0.08, 0.02, 0.07};
    static const double SAME[] = {0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05};
    ot_growth_components c;
    ot_error err;
    ot_growth_panel panel = {1, 4, YEAR, G};
    assert_int_equal(ot_components_fit(&panel, &c, NULL, NULL, &err), OT_ERR_INPUT);
    panel = (ot_growth_panel){4, 1, YEAR, G};
    assert_int_equal(ot_components_fit(&panel, &c, NULL, NULL, &err), OT_ERR_INPUT);
    panel = (ot_growth_panel){3, 3, YEAR, SAME};
    assert_int_equal(ot_components_fit(&panel, &c, NULL, NULL, &err), OT_ERR_NUMERIC);
    panel = (ot_growth_panel){2, 2, YEAR, G};
    assert_int_equal(ot_components_fit(&panel, &c, NULL, NULL, &err), OT_OK);
}

static int attempt(void *state) {
    (void)state;
    static const double G[] = {0.05, 0.08, 0.02, 0.07};
    const ot_growth_panel panel = {2, 2, YEAR, G};
    ot_growth_components c;
    return (int)ot_components_fit(&panel, &c, NULL, NULL, NULL);
}

static void memory_that_is_lacking_is_said(void **state) {
    assert_true(fail_each_allocation(attempt, *state, OT_ERR_NOMEM) > 0);
}

static double parabola(double x, void *state) {
    (void)state;
    return (x - 0.3) * (x - 0.3);
}

static void the_least_of_a_profile_is_found_inside_and_at_an_end(void **state) {
    (void)state;
    double least = NONE;
    assert_close(ot_golden_least(parabola, NULL, -1.0, 1.0, &least), 0.3, 0.0, 1e-7);
    assert_close(least, 0.0, 0.0, 1e-14);
    assert_close(ot_golden_least(parabola, NULL, 0.5, 1.0, &least), 0.5, 0.0, 0.0);
    assert_close(ot_golden_error(parabola, NULL, -1.0, 1.0, 0.3), 1.0, 1e-6, 0.0);
    assert_true(isnan(ot_golden_error(parabola, NULL, 0.3, 1.0, 0.3)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_panel_with_gaps_agrees_with_r),
        cmocka_unit_test(few_rates_are_split_as_by_analysis_of_variance),
        cmocka_unit_test(years_that_are_many_have_a_persistence_of_their_own),
        cmocka_unit_test(known_parameters_come_back_from_short_panels),
        cmocka_unit_test(two_years_in_a_row_tell_no_persistence),
        cmocka_unit_test(a_persistence_that_is_not_told_is_0),
        cmocka_unit_test(what_cannot_be_told_is_refused),
        cmocka_unit_test(memory_that_is_lacking_is_said),
        cmocka_unit_test(the_least_of_a_profile_is_found_inside_and_at_an_end),
    };
    fill_years();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
