/* Scores beside worked values of scoringRules, properscoring, scoringutils and R's forecast
 * (tests/fixtures/scoring), closed forms and independent routes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "forecast/forecast.h"
#include "forecast/score.h"
#include "reference.h"

enum { MOST_CELLS = 16, MOST_NUMBERS = 128, LINE = 4096 };
static const double CLOSE = 1e-10, SCORE_95 = 1.9599639845400545;

typedef struct sheet {
    FILE *file;
    char line[LINE];
    char *cell[MOST_CELLS];
} sheet;

static sheet open_sheet(const char *path) {
    sheet s = {.file = fopen(path, "rb")};
    assert_non_null(s.file);
    assert_non_null(fgets(s.line, LINE, s.file)); /* names of columns */
    return s;
}

static sheet open_fixture(const char *name) {
    char path[256];
    snprintf(path, sizeof path, "tests/fixtures/scoring/%s", name);
    return open_sheet(path);
}

/* Commas within brackets do not part cells. */
static int next_row(sheet *s) {
    size_t n = 0;
    int depth = 0;
    if (!fgets(s->line, LINE, s->file)) {
        fclose(s->file);
        return 0;
    }
    s->line[strcspn(s->line, "\r\n")] = '\0';
    s->cell[n++] = s->line;
    for (char *p = s->line; *p; p++) {
        depth += (*p == '(') - (*p == ')');
        if (*p != ',' || depth > 0) continue;
        *p = '\0';
        assert_true(n < MOST_CELLS);
        s->cell[n++] = p + 1;
    }
    return 1;
}

static double number(const char *text) { return strtod(text, NULL); }

static size_t numbers(const char *text, double *out) {
    size_t n = 0;
    char *end = NULL;
    for (double x = strtod(text, &end); end != text; x = strtod(text, &end)) {
        assert_true(n < MOST_NUMBERS);
        out[n++] = x;
        text = end;
    }
    return n;
}

static void laws_score_as_in_scoringRules(void **state) {
    (void)state;
    sheet s = open_fixture("crps_distributions.csv");
    size_t n = 0;
    for (; next_row(&s); n++) {
        const double y = number(s.cell[1]), a = number(s.cell[2]), b = number(s.cell[3]);
        const double score = s.cell[0][0] == 'n'   ? ot_score_crps_normal(a, b, y)
                             : s.cell[0][0] == 's' ? ot_score_crps_student(a, b, y)
                             : s.cell[0][0] == 'l' ? ot_score_crps_lognormal(a, b, y)
                                                   : ot_score_crps_uniform(a, b, y);
        assert_close(score, number(s.cell[4]), CLOSE, CLOSE);
    }
    assert_int_equal(n, 41);
}

static void draws_score_as_in_scoringRules_and_properscoring(void **state) {
    (void)state;
    double draw[MOST_NUMBERS];
    sheet s = open_fixture("crps_samples.csv");
    size_t rows = 0;
    for (; next_row(&s); rows++) {
        const double y = number(s.cell[1]);
        const size_t n = numbers(s.cell[2], draw);
        assert_close(ot_score_crps_draws(draw, n, y), number(s.cell[3]), CLOSE, CLOSE);
        assert_close(ot_score_crps_draws(draw, n, y), number(s.cell[4]), CLOSE, CLOSE);
        if (*s.cell[5])
            assert_close(ot_score_crps_fair(draw, n, y), number(s.cell[5]), CLOSE, CLOSE);
    }
    assert_int_equal(rows, 29);
}

static void intervals_score_as_in_scoringutils(void **state) {
    (void)state;
    static const double P[] = {0.1, 0.25, 0.5, 0.75, 0.9};
    sheet s = open_fixture("interval_quantile_scores.csv");
    size_t rows = 0;
    for (; next_row(&s); rows++) {
        double q[5];
        const double y = number(s.cell[0]);
        for (int i = 0; i < 5; i++)
            q[i] = number(s.cell[1 + i]);
        /* The definition of Bracher et al.: half the error of the median and half alpha times the
         * score of each interval, over the number of intervals and a half. */
        const double wis = (fabs(y - q[2]) / 2.0 + 0.1 * ot_score_interval(0.8, q[0], q[4], y) +
                            0.25 * ot_score_interval(0.5, q[1], q[3], y)) /
                           2.5;
        assert_close(ot_score_weighted_interval(P, q, 5, y), number(s.cell[6]), CLOSE, CLOSE);
        assert_close(ot_score_weighted_interval(P, q, 5, y), number(s.cell[7]), CLOSE, CLOSE);
        assert_close(wis, number(s.cell[6]), CLOSE, CLOSE);
        assert_close(ot_score_interval(0.8, q[0], q[4], y), number(s.cell[8]), CLOSE, CLOSE);
    }
    assert_int_equal(rows, 3);
}

static void probabilities_below_are_those_of_the_reference(void **state) {
    (void)state;
    double draw[MOST_NUMBERS], below, at_most;
    const double score[] = {-2.0, 0.0, 2.0}, law[] = {0.0, 3.0, 6.0}; /* normal(3, 1.5) */
    sheet s = open_fixture("pit.csv");
    size_t rows = 0;
    for (; next_row(&s); rows++) {
        const double y = number(s.cell[0]);
        const size_t n = numbers(s.cell[1], draw);
        ot_score_shares(draw, n, y, &below, &at_most);
        assert_close(at_most, number(s.cell[2]), CLOSE, CLOSE);
        assert_close(below, number(s.cell[3]), CLOSE, CLOSE);
        assert_close((below + at_most) / 2.0, number(s.cell[4]), CLOSE, CLOSE);
        assert_close(ot_score_below(score, law, 3, y), number(s.cell[5]), CLOSE, CLOSE);
        const double u = ot_pit_randomised(below, at_most, 1, rows);
        assert_true(u >= below && u <= at_most);
    }
    assert_int_equal(rows, 6);
}

/* Values of one series of m3_yearly.csv: those to learn from, then the others. */
static size_t m3_values(const char *id, const char *set, double *out) {
    char path[REFERENCE_PATH];
    reference_path("m3/m3_yearly.csv", path);
    sheet s = open_sheet(path);
    size_t n = 0;
    while (next_row(&s)) {
        if (strcmp(s.cell[0], id) != 0 || strcmp(s.cell[5], set) != 0) continue;
        assert_true(n < MOST_NUMBERS);
        out[n++] = number(s.cell[4]);
    }
    return n;
}

static ot_forecast *drift_of(const double *value, size_t n, size_t horizon) {
    ot_forecast_options options = ot_forecast_options_default();
    ot_forecast *f = NULL;
    options.method = "drift";
    options.form = OT_FORM_LEVEL; /* as R's */
    options.horizon = horizon;
    assert_int_equal(ot_forecast_new(value, n, &options, NULL, &f, NULL), OT_OK);
    return f;
}

static void check_m3_row(const sheet *s, const char *set, const char *test) {
    double past[MOST_NUMBERS], y[MOST_NUMBERS], low[MOST_NUMBERS], high[MOST_NUMBERS];
    double absolute = 0.0, share = 0.0, squares = 0.0, symmetric = 0.0, interval = 0.0;
    const size_t n = m3_values(s->cell[0], set, past), h = m3_values(s->cell[0], test, y);
    assert_int_equal(h, numbers(s->cell[9], low));
    assert_int_equal(h, numbers(s->cell[10], high));
    ot_forecast *f = drift_of(past, n, h); /* what R printed has ten digits only */
    const double scale = ot_score_scale(past, n), size = (double)h;
    for (size_t t = 0; t < h; t++) {
        const double point = ot_forecast_point(f, t), error = fabs(y[t] - point);
        absolute += error / size;
        share += 100.0 * error / fabs(y[t]) / size;
        squares += error * error / size;
        symmetric += ot_score_symmetric_ape(point, y[t]) / size;
        const double least = ot_forecast_at(f, t, -SCORE_95), most = ot_forecast_at(f, t, SCORE_95);
        assert_close(least, low[t], 1e-9, 0.0);
        assert_close(most, high[t], 1e-9, 0.0);
        interval += ot_score_interval(0.95, least, most, y[t]) / size;
    }
    ot_forecast_free(f);
    assert_close(scale, number(s->cell[6]), 1e-11, 0.0); /* the reference has twelve digits */
    assert_close(absolute / scale, number(s->cell[2]), CLOSE, CLOSE);
    assert_close(share, number(s->cell[3]), CLOSE, CLOSE);
    assert_close(sqrt(squares), number(s->cell[4]), CLOSE, CLOSE);
    assert_close(symmetric, number(s->cell[5]), CLOSE, CLOSE);
    assert_close(interval / scale, number(s->cell[7]), CLOSE, CLOSE);
}

static void scaled_scores_are_those_of_R_on_m3(void **state) {
    (void)state;
    char path[REFERENCE_PATH];
    reference_path("scoring/mase_msis_rwf_drift_m3.csv", path);
    sheet s = open_sheet(path);
    size_t rows = 0;
    for (; next_row(&s); rows++)
        check_m3_row(&s, "train", "test");
    assert_int_equal(rows, 4);
}

/* A normal law as quantiles: both its scores come near the closed form. */
static void quantiles_of_a_law_score_as_the_law(void **state) {
    (void)state;
    double q[OT_FORECAST_N_PROBABILITIES];
    for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
        q[i] = 2.0 + 3.0 * ot_forecast_z[i];
    for (double y = -10.0; y < 14.0; y += 1.7) {
        const double crps =
            ot_score_crps_quantiles(ot_forecast_probability, q, OT_FORECAST_N_PROBABILITIES, y);
        const double log_score =
            ot_score_log_quantiles(ot_forecast_z, q, OT_FORECAST_N_PROBABILITIES, y);
        assert_close(crps, ot_score_crps_normal(2.0, 3.0, y), 1e-3, 2e-3);
        assert_close(log_score, ot_score_log_normal(2.0, 3.0, y), 1e-10, 0.0);
        assert_close(ot_score_below(ot_forecast_z, q, OT_FORECAST_N_PROBABILITIES, y),
                     erfc(-(y - 2.0) / 3.0 / sqrt(2.0)) / 2.0, 1e-10, 1e-12);
    }
}

/* A law that stands at a value for part of its probabilities. */
static void quantiles_may_be_alike(void **state) {
    (void)state;
    const double z[] = {-1.0, 0.0, 1.0, 2.0}, some[] = {5.0, 5.0, 7.0, 7.0}, all[] = {5.0, 5.0};
    assert_close(ot_score_below(z, some, 4, 6.0), erfc(-0.5 / sqrt(2.0)) / 2.0, 1e-12, 0.0);
    assert_true(isfinite(ot_score_log_quantiles(z, some, 4, 9.0)));
    assert_close(ot_score_below(z, all, 2, 4.0), 0.0, 0.0, 0.0);
    assert_close(ot_score_below(z, all, 2, 5.0), 0.5, 0.0, 0.0);
    assert_close(ot_score_below(z, all, 2, 6.0), 1.0, 0.0, 0.0);
    assert_true(isinf(ot_score_log_quantiles(z, all, 2, 5.0)));
}

static void multivariate_scores_are_their_definitions(void **state) {
    (void)state;
    const double draw[] = {0.0, 0.0, 3.0, 4.0}, y[] = {0.0, 4.0}, one[] = {1.0, 2.0, 4.0};
    /* Distances to y: 4 and 3; between the draws: 5, of four pairs two. */
    assert_close(ot_score_energy(draw, 2, 2, y), 3.5 - 5.0 / 4.0, 1e-14, 0.0);
    assert_close(ot_score_energy(one, 3, 1, y), ot_score_crps_draws(one, 3, 0.0), 1e-14, 0.0);
    /* Root differences: 2 in the outturn, 0 and 1 in the draws; the pair counts twice. */
    assert_close(ot_score_variogram(draw, 2, 2, y), 2.0 * 1.5 * 1.5, 1e-14, 0.0);
}

static void brier_is_reliability_less_resolution_and_uncertainty(void **state) {
    (void)state;
    const double p[] = {0.1, 0.1, 0.8, 0.8, 0.8, 1.0};
    const int came[] = {0, 1, 1, 1, 0, 1};
    ot_reliability r;
    ot_reliability_fill(&r, p, came, 6);
    assert_int_equal(r.n[1], 2);
    assert_int_equal(r.n[8], 3);
    assert_int_equal(r.n[9], 1);
    assert_close(r.share[8], 2.0 / 3.0, 1e-14, 0.0);
    assert_close(r.brier, (0.01 + 0.81 + 0.04 + 0.04 + 0.64) / 6.0, 1e-14, 0.0);
    assert_close(r.reliability - r.resolution + r.uncertainty, r.brier, 1e-12, 0.0);
}

static void even_probabilities_pass_and_others_do_not(void **state) {
    (void)state;
    double even[200], narrow[200];
    ot_pit pit;
    for (int i = 0; i < 200; i++) {
        even[i] = (i + 0.5) / 200.0;
        narrow[i] = i % 2 ? 0.01 : 0.99;
    }
    ot_pit_fill(&pit, even, 200);
    assert_close(pit.chi_squared, 0.0, 0.0, 1e-12);
    assert_close(pit.p, 1.0, 0.0, 1e-12);
    assert_close(pit.mean, 0.5, 1e-12, 0.0);
    assert_close(pit.variance, 1.0 / 12.0, 1e-4, 0.0);
    ot_pit_fill(&pit, narrow, 200);
    assert_true(pit.p < 1e-10);
    for (int i = 0; i < 100; i++) /* by turns 14 and 6 in a class */
        narrow[i] = (2 * (i / 20) + (i % 20 >= 14) + 0.5) / 10.0;
    ot_pit_fill(&pit, narrow, 100);
    assert_close(pit.chi_squared, 16.0, 1e-12, 0.0);
    assert_close(pit.p, 0.0668815877741267, 1e-12, 0.0); /* R: pchisq(16, 9, lower.tail = FALSE) */
    for (int i = 0; i < 4; i++)
        narrow[i] = i % 2 ? 0.1 : 0.3;
    ot_pit_fill(&pit, narrow, 4);
    assert_close(pit.mean, 0.2, 1e-12, 0.0);
    assert_close(pit.variance, 0.01, 1e-12, 0.0);
    for (int i = 0; i < 200; i++)
        narrow[i] = i % 2 ? 0.01 : 0.99;
    narrow[0] = (double)NAN;
    ot_pit_fill(&pit, narrow, 1);
    assert_int_equal(pit.n, 0);
    assert_true(isnan(pit.p));
}

static void skill_is_one_less_the_ratio_with_an_error_between_clusters(void **state) {
    (void)state;
    const double score[] = {1.0, 2.0, 3.0, (double)NAN}, other[] = {2.0, 2.0, 4.0, 1.0};
    const size_t series[] = {0, 1, 2, 2};
    double room[6];
    ot_paired_skill s;
    ot_paired_skill_fill(&s, score, other, series, 4, 3, room);
    assert_int_equal(s.n, 3);
    assert_close(s.skill, 0.25, 1e-14, 0.0);
    /* Left of each: -0.5, 0.5, 0; their sum of squares 0.5, of three series. */
    assert_close(s.error, sqrt(0.5 * 1.5) / 3.0 / (8.0 / 3.0), 1e-12, 0.0);
}

/* dm.test of R's forecast 8.20 in closed form: with differences of mean 1 and variance 2 / 3. */
static void diebold_mariano_has_the_small_sample_correction(void **state) {
    (void)state;
    const double d[] = {0.0, 1.0, 2.0, 0.0, 1.0, 2.0}, none[] = {1.0, 1.0, 1.0};
    const ot_diebold_mariano one = ot_diebold_mariano_of(d, 6, 1);
    assert_close(one.statistic, sqrt(6.0 / (2.0 / 3.0)) * sqrt(5.0 / 6.0), 1e-12, 0.0);
    assert_close(one.p, 0.04085940385929954, 1e-10, 0.0);
    /* Lag 1: sums of products (0 + 0 - 1 + 0 + 0) / 6. */
    const ot_diebold_mariano two = ot_diebold_mariano_of(d, 6, 2);
    const double variance = 2.0 / 3.0 - 2.0 / 6.0;
    const double correction = sqrt((6.0 + 1.0 - 4.0 + 2.0 / 6.0) / 6.0);
    assert_close(two.statistic, sqrt(6.0 / variance) * correction, 1e-12, 0.0);
    assert_true(isnan(ot_diebold_mariano_of(none, 3, 1).statistic));
    assert_true(isnan(ot_diebold_mariano_of(d, 2, 1).statistic));
}

static void scale_passes_over_what_is_missing(void **state) {
    (void)state;
    const double some[] = {(double)NAN, 1.0, (double)NAN, 4.0, 2.0}, alike[] = {3.0, 3.0};
    assert_close(ot_score_scale(some, 5), 2.5, 1e-14, 0.0);
    assert_true(isnan(ot_score_scale(alike, 2)));
    const double still[] = {1e12, 1e12 + 500.0, 1e12}, slow[] = {-1e12, -1e12 + 2000.0, -1e12};
    assert_true(isnan(ot_score_scale(still, 3))); /* half of 1e-9 of its level, and twice */
    assert_close(ot_score_scale(slow, 3), 2000.0, 1e-14, 0.0);
    assert_true(isnan(ot_score_scale(some, 2)));
    assert_close(ot_score_symmetric_ape(0.0, 0.0), 0.0, 0.0, 0.0);
    assert_close(ot_score_symmetric_ape(0.0, 3.0), 200.0, 1e-14, 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(laws_score_as_in_scoringRules),
        cmocka_unit_test(draws_score_as_in_scoringRules_and_properscoring),
        cmocka_unit_test(intervals_score_as_in_scoringutils),
        cmocka_unit_test(probabilities_below_are_those_of_the_reference),
        cmocka_unit_test(scaled_scores_are_those_of_R_on_m3),
        cmocka_unit_test(quantiles_of_a_law_score_as_the_law),
        cmocka_unit_test(quantiles_may_be_alike),
        cmocka_unit_test(multivariate_scores_are_their_definitions),
        cmocka_unit_test(brier_is_reliability_less_resolution_and_uncertainty),
        cmocka_unit_test(even_probabilities_pass_and_others_do_not),
        cmocka_unit_test(skill_is_one_less_the_ratio_with_an_error_between_clusters),
        cmocka_unit_test(diebold_mariano_has_the_small_sample_correction),
        cmocka_unit_test(scale_passes_over_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
