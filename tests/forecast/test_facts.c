/* What forecasts say of themselves. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/forecast.h"
#include "outturn/forecast_method.h"

static const double CLIMB[] = {5.1, 4.7, 5.9, 6.4, 6.1, 7.2, 6.8, 7.5,  8.9,  9.4,
                               9.1, 8.7, 8.2, 7.4, 7.9, 8.8, 9.9, 11.2, 12.0, 12.9};
enum { N = 20 };

static ot_forecast *forecast_by(const char *method) {
    ot_forecast_options options = ot_forecast_options_default();
    ot_forecast *f = NULL;
    options.method = method;
    options.horizon = 2;
    assert_int_equal(ot_forecast_new(CLIMB, N, &options, NULL, &f, NULL), OT_OK);
    return f;
}

static const ot_forecast_fact *find(const ot_forecast *f, const char *name) {
    for (size_t i = 0; i < ot_forecast_n_facts(f); i++)
        if (strcmp(ot_forecast_fact_at(f, i)->name[OT_LANGUAGE_EN], name) == 0)
            return ot_forecast_fact_at(f, i);
    fail_msg("%s does not say %s", ot_forecast_method(f), name);
    return NULL;
}

/* A step of simple smoothing follows from its alpha: the level is the forecast. */
static void smoothing_tells_its_weights(void **state) {
    (void)state;
    ot_forecast *f = forecast_by("ses");
    const double alpha = find(f, "alpha")->value, last = ot_forecast_point(f, 0);
    assert_string_equal(find(f, "specification")->text, "ETS(A,N,N)");
    assert_true(alpha > 0.0 && alpha <= 1.0);
    double level = CLIMB[0];
    for (size_t t = 1; t < N; t++)
        level += alpha * (CLIMB[t] - level);
    assert_close(last, level, 1e-3, 0.0); /* the start is all but forgotten */
    ot_forecast_free(f);
}

static void weights_of_a_combination_add_up(void **state) {
    (void)state;
    static const char *const METHODS[] = {"combine", "auto"};
    for (size_t k = 0; k < 2; k++) {
        ot_forecast *f = forecast_by(METHODS[k]);
        double sum = 0.0;
        for (size_t i = 0; i < ot_forecast_n_facts(f); i++)
            sum += ot_forecast_fact_at(f, i)->value;
        if (k == 0) assert_close(sum, 1.0, 1e-12, 0.0);
        assert_true(sum > 0.5 && sum < 1.0 + 1e-9); /* small weights of auto are not told */
        ot_forecast_free(f);
    }
}

static void every_method_names_its_facts_in_both_languages(void **state) {
    (void)state;
    for (size_t m = 0; m < ot_forecast_n_methods(); m++) {
        const char *method = ot_forecast_method_name(m);
        if (strcmp(method, "regression") == 0) continue; /* needs a driver */
        ot_forecast *f = forecast_by(method);
        for (size_t i = 0; i < ot_forecast_n_facts(f); i++) {
            const ot_forecast_fact *fact = ot_forecast_fact_at(f, i);
            for (int k = 0; k < OT_N_LANGUAGES; k++)
                assert_true(fact->name[k] && *fact->name[k]);
            assert_true(isfinite(fact->value));
        }
        ot_forecast_free(f);
    }
}

static void a_ceiling_is_in_the_units_of_the_series(void **state) {
    (void)state;
    ot_forecast *f = forecast_by("logistic");
    const ot_forecast_fact *ceiling = find(f, "ceiling");
    assert_true(ceiling->is_in_units && ceiling->value > 12.9);
    ot_forecast_free(f);
    f = forecast_by("arima");
    assert_true(strncmp(find(f, "specification")->text, "ARIMA(", 6) == 0);
    assert_false(find(f, "AICc")->is_in_units);
    ot_forecast_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smoothing_tells_its_weights),
        cmocka_unit_test(weights_of_a_combination_add_up),
        cmocka_unit_test(every_method_names_its_facts_in_both_languages),
        cmocka_unit_test(a_ceiling_is_in_the_units_of_the_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
