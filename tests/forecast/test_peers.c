/* Single methods beside R's forecast 8.20 on the yearly series of the M3 competition. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "m3.h"
#include "outturn/forecast.h"

enum { AT_025 = 5, AT_10 = 13, AT_90 = 93, AT_975 = 101 };

struct figures {
    double smape, mase, cover80, cover95, msis95;
};

static void add(const ot_forecast *f, const m3_series *s, double scale, struct figures *out) {
    for (size_t t = 0; t < M3_HORIZON; t++) {
        const double y = s->value[s->n + t], p = ot_forecast_point(f, t);
        const double *q = ot_forecast_quantiles(f, t);
        out->smape += 200.0 * fabs(y - p) / (fabs(y) + fabs(p));
        out->mase += fabs(y - p) / scale;
        out->cover80 += y >= q[AT_10] && y <= q[AT_90];
        out->cover95 += y >= q[AT_025] && y <= q[AT_975];
        out->msis95 += (q[AT_975] - q[AT_025] + 40.0 * fmax(0.0, q[AT_025] - y) +
                        40.0 * fmax(0.0, y - q[AT_975])) /
                       scale;
    }
}

static m3_series series[M3_MOST];

static struct figures figures_of(const char *method, ot_forecast_form form) {
    const size_t n = m3_load(series);
    struct figures sum = {0};
    ot_forecast_options options = ot_forecast_options_default();
    options.method = method;
    options.form = form;
    options.horizon = M3_HORIZON;
    for (size_t i = 0; i < n; i++) {
        ot_forecast *f = NULL;
        double scale = 0.0;
        for (size_t t = 1; t < series[i].n; t++)
            scale += fabs(series[i].value[t] - series[i].value[t - 1]) / (double)(series[i].n - 1);
        assert_int_equal(ot_forecast_new(series[i].value, series[i].n, &options, NULL, &f, NULL),
                         OT_OK);
        add(f, &series[i], scale, &sum);
        ot_forecast_free(f);
    }
    const double count = (double)(n * M3_HORIZON);
    return (struct figures){sum.smape / count, sum.mase / count, sum.cover80 / count,
                            sum.cover95 / count, sum.msis95 / count};
}

static void equals_peer(const char *method, const char *peer) {
    const char *file = "peers_accuracy.csv";
    const struct figures f = figures_of(method, OT_FORM_LEVEL);
    const struct figures by_data = figures_of(method, OT_FORM_BY_METHOD);
    assert_close(f.smape, m3_peer(file, peer, "sMAPE"), 0.0, 5.01e-4); /* as printed there */
    assert_close(f.mase, m3_peer(file, peer, "MASE"), 0.0, 5.01e-5);
    assert_close(by_data.smape, f.smape, 1e-12,
                 0.0); /* the form bends bands alone, for the better */
    assert_close(by_data.mase, f.mase, 1e-12, 0.0);
    assert_true(by_data.cover95 > f.cover95 + 0.03 && by_data.msis95 < f.msis95);
    assert_close(f.cover80, m3_peer(file, peer, "cover80"), 0.0, 5.01e-6);
    assert_close(f.cover95, m3_peer(file, peer, "cover95"), 0.0, 5.01e-6);
    assert_close(f.msis95, m3_peer(file, peer, "MSIS95"), 0.0, 5.01e-4);
}

static void naive_and_drift_are_those_of_r(void **state) {
    (void)state;
    equals_peer("naive", "naive");
    equals_peer("drift", "rwdrift");
}

static void the_others_are_at_most_three_percent_worse(void **state) {
    (void)state;
    static const char *const PAIR[][2] = {
        {"ets", "ets"}, {"damped", "etsdamped"}, {"theta", "theta"}, {"arima", "arima"}};
    for (size_t i = 0; i < sizeof PAIR / sizeof *PAIR; i++) {
        const struct figures f = figures_of(PAIR[i][0], OT_FORM_BY_METHOD);
        const double smape = m3_peer("peers_accuracy.csv", PAIR[i][1], "sMAPE");
        const double mase = m3_peer("peers_accuracy.csv", PAIR[i][1], "MASE");
        print_message("%-8s sMAPE %.3f (%.3f), MASE %.4f (%.4f)\n", PAIR[i][0], f.smape, smape,
                      f.mase, mase);
        assert_true(f.smape <= 1.03 * smape);
        assert_true(f.mase <= 1.03 * mase);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(naive_and_drift_are_those_of_r),
        cmocka_unit_test(the_others_are_at_most_three_percent_worse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
