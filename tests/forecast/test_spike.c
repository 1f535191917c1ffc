/* A year that stands alone is forecast as if it were missing, and said; a new level is followed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/forecast.h"
#include "outturn/forecast_method.h"

enum { N = 9 };

static ot_forecast *forecast_of(const char *method, const double *value, size_t n,
                                ot_notes *notes) {
    ot_forecast_options o = ot_forecast_options_default();
    ot_forecast *f = NULL;
    ot_error err;
    o.method = method;
    o.horizon = 3;
    o.first_year = 2000;
    o.unit = 10.0;
    if (ot_forecast_new(value, n, &o, notes, &f, &err)) fail_msg("%s: %s", method, err.text[0]);
    return f;
}

/* Returns whether all quantiles are the same. */
static int are_alike(const char *method, const double *a, const double *b, size_t n) {
    ot_forecast *x = forecast_of(method, a, n, NULL), *y = forecast_of(method, b, n, NULL);
    int are_same = 1;
    for (size_t t = 0; t < 3; t++)
        are_same = are_same && memcmp(ot_forecast_quantiles(x, t), ot_forecast_quantiles(y, t),
                                      OT_FORECAST_N_PROBABILITIES * sizeof(double)) == 0;
    ot_forecast_free(x);
    ot_forecast_free(y);
    return are_same;
}

static int takes_spikes_out(const char *method) {
    static const char *const KEEPERS[] = {"regression", "constant", "naive", "drift"};
    for (size_t i = 0; i < sizeof KEEPERS / sizeof *KEEPERS; i++)
        if (strcmp(method, KEEPERS[i]) == 0) return 0;
    return 1;
}

static void with_value(const double *from, size_t place, double value, double out[N]) {
    memcpy(out, from, N * sizeof *out);
    out[place] = value;
}

static const double CALM[N] = {50, 51, 50, 49, 50, 50, 50, 51, 50};
static const double BALANCE[N] = {-1, 0.5, 0.2, 0.9, 0.4, -0.3, 0.8, 1.2, -0.2};

static void a_spike_counts_as_missing_in_every_method(void **state) {
    (void)state;
    static const double SIZE[] = {150, 5e5, 1e10, 15, 1e-4};
    for (size_t m = 0; m < ot_forecast_n_methods(); m++)
        for (size_t i = 0; i < sizeof SIZE / sizeof *SIZE; i++)
            for (size_t place = 1; place < N - 1; place++) {
                double spike[N], missing[N];
                const char *method = ot_forecast_method_name(m);
                with_value(CALM, place, SIZE[i], spike);
                with_value(CALM, place, (double)NAN, missing);
                if (takes_spikes_out(method) && !are_alike(method, spike, missing, N))
                    fail_msg("%s: %g at %zu", method, SIZE[i], place);
            }
}

static void a_first_year_that_stands_alone_is_left_out(void **state) {
    (void)state;
    double spike[N];
    with_value(CALM, 0, 5e5, spike);
    ot_forecast *a = forecast_of("ets", spike, N, NULL);
    ot_forecast *b = forecast_of("ets", CALM + 1, N - 1, NULL);
    for (int z = -2; z <= 2; z++)
        assert_close(ot_forecast_at(a, 2, z), ot_forecast_at(b, 2, z), 0.0, 0.0);
    ot_forecast_free(a);
    ot_forecast_free(b);
}

static void balances_of_either_sign_have_spikes_too(void **state) {
    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        double spike[N], missing[N], usual[N];
        with_value(BALANCE, 4, 40.0 * sign, spike);
        with_value(BALANCE, 4, (double)NAN, missing);
        with_value(BALANCE, 4, 4.0 * sign, usual);
        assert_true(are_alike("auto", spike, missing, N));
        assert_false(are_alike("auto", usual, missing, N));
    }
}

/* Notes of a forecast, and the text of the first. */
static size_t said_by(const char *method, const double *value, size_t n, ot_language language,
                      char *text, size_t size) {
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    ot_forecast_free(forecast_of(method, value, n, notes));
    const size_t n_notes = ot_notes_count(notes);
    if (n_notes) strncpy(text, ot_notes_at(notes, 0)->text[language], size - 1);
    ot_notes_free(notes);
    return n_notes;
}

static size_t said(const double *value, size_t n, ot_language language, char *text, size_t size) {
    return said_by("ets", value, n, language, text, size);
}

static void spikes_are_named_with_their_year_in_the_unit_of_the_reader(void **state) {
    (void)state;
    double v[N];
    char text[300] = "";
    with_value(CALM, 5, 5e5, v);
    assert_int_equal(said(v, N, OT_LANGUAGE_EN, text, sizeof text), 1);
    assert_non_null(strstr(text, "2005: 50000 is far from its neighbours 5 and 5; "));
    (void)said(v, N, OT_LANGUAGE_ZH, text, sizeof text);
    assert_non_null(strstr(text, "2005 年：50000 与前后的 5 和 5 相差悬殊"));
    with_value(CALM, 0, 5e5, v);
    assert_int_equal(said(v, N, OT_LANGUAGE_EN, text, sizeof text), 1);
    assert_non_null(strstr(text, "2000: 50000 is far from the 5.1 that follows"));
    with_value(CALM, 8, 5e5, v);
    assert_int_equal(said(v, N, OT_LANGUAGE_EN, text, sizeof text), 1);
    assert_non_null(strstr(text, "2008: 50000 is far from the 5.1 before it"));
    v[5] = (double)NAN; /* neighbours are those that are known */
    with_value(CALM, 5, (double)NAN, v);
    v[4] = 5e5;
    assert_int_equal(said(v, N, OT_LANGUAGE_EN, text, sizeof text), 2);
    assert_non_null(strstr(text, "missing values: 1"));
}

/* References are those of R, whatever is in the series. */
static void references_take_spikes_as_they_are_and_say_so(void **state) {
    (void)state;
    double v[N];
    char text[300] = "";
    with_value(CALM, 5, 5e5, v);
    assert_int_equal(said_by("naive", v, N, OT_LANGUAGE_EN, text, sizeof text), 1);
    assert_non_null(
        strstr(text, "2005: 50000 is far from the values beside it; this method takes"));
    ot_forecast *f = forecast_of("mean", v, N, NULL), *g = forecast_of("naive", v, N, NULL);
    assert_true(ot_forecast_at(f, 0, 1.0) < 60.0 && ot_forecast_at(g, 0, 1.0) > 1e5);
    ot_forecast_free(f);
    ot_forecast_free(g);
}

static void other_series_are_left_as_they_are(void **state) {
    (void)state;
    static const double ORDINARY[][N] = {
        {50, 50, 50, 50, 500, 500, 500, 500, 500}, /* a new level */
        {1, 3, 9, 27, 81, 243, 729, 2187, 6561},   /* growth */
        {50, 51, 50, 49, 120, 50, 50, 51, 50},     /* by less than a factor of e */
        {1, 100, 1, 100, 1, 100, 1, 100, 1},       /* always so */
        {0, 0, 0, 3, 0, 0, 1, 0, 0},               /* rare events */
        {-1, 0.5, 0.2, 0.9, 4.0, -0.3, 0.8, 1.2, -0.2},
    };
    char text[300] = "";
    for (size_t i = 0; i < sizeof ORDINARY / sizeof *ORDINARY; i++)
        if (said(ORDINARY[i], N, OT_LANGUAGE_EN, text, sizeof text))
            fail_msg("series %zu: %s", i, text);
    assert_int_equal(said((const double[]){50, 51, 5e5, 50}, 4, OT_LANGUAGE_EN, text, 300), 0);
    assert_int_equal(said((const double[]){50, 51, 5e5, 50, 49}, 5, OT_LANGUAGE_EN, text, 300), 1);
}

/* What came twice may come again; years together are two, and so is a first year beside an odd one
 * that is odd itself. */
static void two_or_more_are_named_and_stay(void **state) {
    (void)state;
    static const struct {
        double value[N];
        const char *first;
    } MANY[] = {{{50, 51, 500, 50, 49, 500, 50, 50, 51}, "2002 and 1 more lie far from"},
                {{50, 51, 50, 5, 49, 50, 50, 500, 51}, "2003 and 1 more"},
                {{50, 51, 50, 49, 500, 510, 50, 51, 50}, "2004 and 1 more"},
                {{50, 51, 50, 49, 5, 5.1, 50, 51, 50}, "2004 and 1 more"},
                {{1000, 2.5, 50, 51, 50, 49, 50, 50, 51}, "2000 and 1 more"},
                {{50, 51, 50, 49, 50, 50, 51, 2.5, 1000}, "2007 and 1 more"},
                {{50, 51, 50, 500, 50, 51, 50, 50, 1000}, "2003 and 1 more"}};
    for (size_t i = 0; i < sizeof MANY / sizeof *MANY; i++) {
        char text[300] = "";
        double missing[N];
        assert_int_equal(said(MANY[i].value, N, OT_LANGUAGE_EN, text, sizeof text), 1);
        if (!strstr(text, MANY[i].first)) fail_msg("series %zu: %s", i, text);
        for (size_t t = 1; t + 1 < N; t++) {
            with_value(MANY[i].value, t, (double)NAN, missing);
            assert_false(are_alike("ets", MANY[i].value, missing, N));
        }
        (void)said(MANY[i].value, N, OT_LANGUAGE_ZH, text, sizeof text);
        assert_non_null(strstr(text, " 年及另外 1 个值"));
    }
}

/* What is usual: the median change without those of the spike itself (the largest of three others
 * is half a factor of e); of a livelier series ten of it, not eight. */
static void how_far_is_far_is_counted_in_usual_changes(void **state) {
    (void)state;
    char text[300] = "";
    const double few[] = {1, exp(0.12), exp(0.62), exp(3.0), exp(0.62), exp(0.49)};
    assert_int_equal(said(few, 6, OT_LANGUAGE_EN, text, sizeof text), 1);
    for (int i = 0; i < 2; i++) {
        double lively[N];
        for (size_t t = 0; t < N; t++)
            lively[t] = exp(t % 2 ? 0.3 : 0.0);
        lively[4] = exp(0.3 + 0.3 * (i ? 10.5 : 9.0));
        assert_int_equal(said(lively, N, OT_LANGUAGE_EN, text, sizeof text), (size_t)i);
    }
}

static void the_rest_is_counted_as_the_rest(void **state) {
    (void)state;
    const double value[N] = {50, 50, 50, 50, 5e5, 50, 50, 50, 50};
    for (int is_zh = 0; is_zh < 2; is_zh++) {
        ot_notes *notes = NULL;
        assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
        ot_forecast_free(forecast_of("ets", value, N, notes));
        assert_int_equal(ot_notes_count(notes), 2);
        assert_non_null(strstr(ot_notes_at(notes, 1)->text[is_zh],
                               is_zh ? "其余 8 个值均为 5，" : "all other 8 values are 5: "));
        ot_notes_free(notes);
    }
}

static void a_new_level_is_followed(void **state) {
    (void)state;
    const double value[] = {5, 5, 5, 5, 50, 50, 50, 50};
    for (size_t m = 0; m < ot_forecast_n_methods(); m++) {
        const char *method = ot_forecast_method_name(m);
        if (!takes_spikes_out(method) || strcmp(method, "mean") == 0) continue;
        ot_forecast *f = forecast_of(method, value, 8, NULL);
        if (!(ot_forecast_at(f, 0, -1.2815515655446004) < 51.0 &&
              ot_forecast_at(f, 0, 1.2815515655446004) > 49.0 && ot_forecast_at(f, 0, 0.0) > 45.0))
            fail_msg("%s: %g", method, ot_forecast_at(f, 0, 0.0));
        ot_forecast_free(f);
    }
}

/* Two odd years are none of the kind; but no level far above every usual value, and no band that
 * leaves these out. */
static void errors_in_proportion_do_not_hang_on_one_value(void **state) {
    (void)state;
    const double value[N] = {5, 5.1, 5, 1e9, 1e9, 5, 5.1, 5, 5.1};
    for (int i = 0; i < 2; i++) {
        ot_forecast *f = forecast_of(i ? "ets" : "damped", value, N, NULL);
        assert_true(ot_forecast_at(f, 0, -1.96) < 5.0 && ot_forecast_at(f, 0, 1.96) > 5.0);
        ot_forecast_free(f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_spike_counts_as_missing_in_every_method),
        cmocka_unit_test(a_first_year_that_stands_alone_is_left_out),
        cmocka_unit_test(balances_of_either_sign_have_spikes_too),
        cmocka_unit_test(spikes_are_named_with_their_year_in_the_unit_of_the_reader),
        cmocka_unit_test(references_take_spikes_as_they_are_and_say_so),
        cmocka_unit_test(other_series_are_left_as_they_are),
        cmocka_unit_test(two_or_more_are_named_and_stay),
        cmocka_unit_test(how_far_is_far_is_counted_in_usual_changes),
        cmocka_unit_test(the_rest_is_counted_as_the_rest),
        cmocka_unit_test(a_new_level_is_followed),
        cmocka_unit_test(errors_in_proportion_do_not_hang_on_one_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
