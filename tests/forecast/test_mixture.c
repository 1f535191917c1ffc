/* Combinations of quantiles and of paths beside their closed forms: naive and drift are normals. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/forecast.h"

enum { N = 12, HORIZON = 4 };
static const double CLIMB[N] = {5.1, 4.7, 5.9, 6.4, 6.1, 7.2, 6.8, 7.5, 8.9, 9.4, 9.1, 9.7};

static ot_forecast *combine(const char *const *name, size_t n, ot_forecast_mix by,
                            ot_forecast_mixed mixed) {
    ot_forecast_options options = ot_forecast_options_default();
    options.method = n > 1 ? "combine" : name[0];
    options.horizon = HORIZON;
    options.form = OT_FORM_LEVEL;
    options.mix = name;
    options.n_mix = n;
    options.mix_by = by;
    options.mixed = mixed;
    ot_forecast *f = NULL;
    ot_error err;
    if (ot_forecast_new(CLIMB, N, &options, NULL, &f, &err)) fail_msg("%s", err.text[0]);
    return f;
}

static const char *const TWO[] = {"naive", "drift"};

struct normal {
    double mean, sd;
};

static struct normal normal_of(const char *name, size_t t) {
    ot_forecast *f = combine(&name, 1, OT_MIX_MEAN, OT_MIXED_QUANTILES);
    const struct normal x = {ot_forecast_at(f, t, 0.0),
                             ot_forecast_at(f, t, 1.0) - ot_forecast_at(f, t, 0.0)};
    ot_forecast_free(f);
    return x;
}

static double below(struct normal x, double value) {
    return 0.5 * erfc(-(value - x.mean) / x.sd / sqrt(2.0));
}

static void paths_of_two_normals_are_their_mixture(void **state) {
    (void)state;
    ot_forecast *f = combine(TWO, 2, OT_MIX_MEAN, OT_MIXED_PATHS);
    for (size_t t = 0; t < HORIZON; t++) {
        const struct normal a = normal_of("naive", t), b = normal_of("drift", t);
        const double *q = ot_forecast_quantiles(f, t);
        for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
            assert_close(0.5 * below(a, q[i]) + 0.5 * below(b, q[i]), ot_forecast_probability[i],
                         0.0, 1e-9);
    }
    ot_forecast_free(f);
}

static void quantiles_of_two_normals_are_a_normal(void **state) {
    (void)state;
    ot_forecast *f = combine(TWO, 2, OT_MIX_MEAN, OT_MIXED_QUANTILES);
    for (size_t t = 0; t < HORIZON; t++) {
        const struct normal a = normal_of("naive", t), b = normal_of("drift", t);
        for (int z = -2; z <= 2; z++)
            assert_close(ot_forecast_at(f, t, z), 0.5 * (a.mean + b.mean) + 0.5 * (a.sd + b.sd) * z,
                         1e-12, 0.0);
    }
    ot_forecast_free(f);
}

/* Disagreement widens the band of paths, and ties the years of each together. */
static void paths_hold_what_methods_disagree_about(void **state) {
    (void)state;
    static const char *const FAR[] = {"mean", "drift"};
    ot_forecast *paths = combine(FAR, 2, OT_MIX_MEAN, OT_MIXED_PATHS);
    ot_forecast *quantiles = combine(FAR, 2, OT_MIX_MEAN, OT_MIXED_QUANTILES);
    const size_t t = HORIZON - 1;
    assert_true(ot_forecast_at(paths, t, 1.0) - ot_forecast_at(paths, t, -1.0) >
                1.2 * (ot_forecast_at(quantiles, t, 1.0) - ot_forecast_at(quantiles, t, -1.0)));
    assert_true(ot_forecast_factor(paths, 1)[0] > ot_forecast_factor(quantiles, 1)[0] + 0.1);
    ot_forecast_free(paths);
    ot_forecast_free(quantiles);
}

static void paths_of_one_method_twice_are_its_own(void **state) {
    (void)state;
    static const char *const TWICE[] = {"drift", "drift"};
    ot_forecast *f = combine(TWICE, 2, OT_MIX_ACCURACY, OT_MIXED_PATHS);
    ot_forecast *drift = combine(TWICE, 1, OT_MIX_MEAN, OT_MIXED_QUANTILES);
    for (size_t t = 0; t < HORIZON; t++) {
        assert_close(ot_forecast_point(f, t), ot_forecast_point(drift, t), 1e-9, 0.0);
        assert_close(ot_forecast_at(f, t, 1.5), ot_forecast_at(drift, t, 1.5), 1e-9, 0.0);
        for (size_t s = 0; s <= t; s++)
            assert_close(ot_forecast_factor(f, t)[s], ot_forecast_factor(drift, t)[s], 0.0, 1e-9);
    }
    ot_forecast_free(f);
    ot_forecast_free(drift);
}

/* Of an odd number of laws the median of probabilities is that of quantiles. */
static void medians_of_three_are_the_same(void **state) {
    (void)state;
    static const char *const THREE[] = {"naive", "drift", "mean"};
    ot_forecast *a = combine(THREE, 3, OT_MIX_MEDIAN, OT_MIXED_PATHS);
    ot_forecast *b = combine(THREE, 3, OT_MIX_MEDIAN, OT_MIXED_QUANTILES);
    for (size_t t = 0; t < HORIZON; t++)
        for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
            assert_close(ot_forecast_quantiles(a, t)[i], ot_forecast_quantiles(b, t)[i], 1e-9, 0.0);
    ot_forecast_free(a);
    ot_forecast_free(b);
}

static void a_method_that_did_better_weighs_more(void **state) {
    (void)state;
    static const char *const FAR[] = {"mean", "drift"};
    ot_forecast *f = combine(FAR, 2, OT_MIX_ACCURACY, OT_MIXED_PATHS);
    const struct normal a = normal_of("mean", 0), b = normal_of("drift", 0);
    const double q = ot_forecast_quantiles(f, 0)[20];
    const double weight = (ot_forecast_probability[20] - below(a, q)) / (below(b, q) - below(a, q));
    assert_true(weight > 0.8 && weight < 1.0);
    ot_forecast_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_of_two_normals_are_their_mixture),
        cmocka_unit_test(quantiles_of_two_normals_are_a_normal),
        cmocka_unit_test(paths_hold_what_methods_disagree_about),
        cmocka_unit_test(paths_of_one_method_twice_are_its_own),
        cmocka_unit_test(medians_of_three_are_the_same),
        cmocka_unit_test(a_method_that_did_better_weighs_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
