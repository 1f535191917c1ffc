/* Where outcomes of other series fell short more than they went beyond, bands reach down farther:
 * each side has its own width. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "outturn/training.h"

enum { N_SERIES = 60, N = 22 };

/* Small steps to and fro, and one year in eight a large one in the direction of sign. */
static void fill(double (*value)[N], double sign) {
    uint64_t random = 11;
    for (size_t i = 0; i < N_SERIES; i++) {
        double level = 1000.0;
        for (size_t t = 0; t < N; t++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            const double share = (double)(random >> 40) / 16777216.0;
            level += share < 0.125 ? sign * 20.0 * (1.0 + 8.0 * share) : 8.0 * (share - 0.5625);
            value[i][t] = level;
        }
    }
}

/* How much farther 90 % bands reach up than down, as a logarithm, over all series and years. */
static double skew_of(double sign, size_t n_rounds) {
    static double value[N_SERIES][N];
    ot_training_series series[N_SERIES];
    ot_training_options options = ot_training_options_default();
    ot_training *training = NULL;
    ot_error err;
    double sum = 0.0;
    fill(value, sign);
    for (size_t i = 0; i < N_SERIES; i++)
        series[i] = (ot_training_series){.value = value[i], .n = N, .group = i};
    options.n_rounds = n_rounds;
    options.n_parts = 2;
    if (ot_training_new(series, N_SERIES, &options, &training, &err)) fail_msg("%s", err.text[0]);
    for (size_t i = 0; i < N_SERIES; i++) {
        ot_forecast_options o = ot_forecast_options_default();
        ot_forecast *f = NULL;
        o.horizon = 4;
        o.training = training;
        assert_int_equal(ot_forecast_new(value[i], 12, &o, NULL, &f, NULL), OT_OK);
        for (size_t t = 0; t < 4; t++) {
            const double middle = ot_forecast_at(f, t, 0.0);
            const double up = ot_forecast_at(f, t, 1.645) - middle;
            sum += log(up / (middle - ot_forecast_at(f, t, -1.645))) / (4.0 * N_SERIES);
        }
        ot_forecast_free(f);
    }
    ot_training_free(training);
    return sum;
}

/* A network that has hardly learned leaves the asymmetry to the factors of widths. */
static void bands_reach_to_the_side_of_large_errors(void **state) {
    (void)state;
    for (size_t n_rounds = 1; n_rounds <= 4; n_rounds += 3) {
        const double down = skew_of(-1.0, n_rounds), up = skew_of(1.0, n_rounds);
        print_message("%zu rounds: %.2f, %.2f\n", n_rounds, down, up);
        assert_true(down < -0.25);
        assert_true(up > 0.25);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bands_reach_to_the_side_of_large_errors)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
