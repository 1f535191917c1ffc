/* Series that are hard: every method answers with finite, ordered quantiles and a band that is not
 * of width zero, or says what it needs. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/forecast.h"
#include "outturn/forecast_method.h"

enum { HORIZON = 8, MOST = 200 };

struct hard {
    const char *name;
    double value[MOST];
    size_t n;
};

static struct hard hard[40];
static size_t n_hard;

static double *next(const char *name, size_t n) {
    struct hard *h = &hard[n_hard++];
    h->name = name;
    h->n = n;
    return h->value;
}

static void copy(const char *name, const double *value, size_t n) {
    memcpy(next(name, n), value, n * sizeof *value);
}

static double wave(size_t t) { return sin(1.7 * (double)t) + 0.5 * sin(4.1 * (double)t); }

static void fill_hard(void) {
    const double nan = (double)NAN;
    copy("constant", (const double[]){7, 7, 7, 7, 7, 7, 7, 7}, 8);
    copy("constant and short", (const double[]){7, 7, 7}, 3);
    copy("zeros inside", (const double[]){0, 3, 0, 0, 5, 2, 0, 0, 1}, 9);
    copy("zeros at the end", (const double[]){4, 3, 2, 0, 0, 0, 0, 0}, 8);
    copy("one that is not zero", (const double[]){0, 0, 0, 0, 0, 0, 0, 1e-3}, 8);
    copy("negative", (const double[]){-3, -4, -2, -6, -5, -8, -7}, 7);
    copy("signs", (const double[]){3, -4, 2, -6, 5, -8, 7}, 7);
    copy("one", (const double[]){12}, 1);
    copy("two", (const double[]){12, 13}, 2);
    copy("two equal", (const double[]){12, 12}, 2);
    copy("three", (const double[]){12, 13, 11}, 3);
    copy("four", (const double[]){12, 13, 11, 15}, 4);
    copy("five", (const double[]){12, 13, 11, 15, 16}, 5);
    copy("straight", (const double[]){1, 2, 3, 4, 5, 6, 7, 8}, 8);
    copy("doubling", (const double[]){1, 2, 4, 8, 16, 32, 64, 128, 256}, 9);
    copy("gaps", (const double[]){nan, 12, nan, 11, 15, nan, nan, 16, 14, 18, nan}, 11);
    copy("shift", (const double[]){10, 11, 10, 12, 11, 1000, 1010, 1005, 1011, 1002}, 10);
    copy("fall", (const double[]){1000, 1010, 990, 1005, 1000, 2, 3, 2}, 8);
    copy("outlier", (const double[]){10, 11, 10, 1e9, 11, 10, 12, 10, 11, 10}, 10);
    copy("shares", (const double[]){0.2, 0.4, 0.7, 0.9, 0.97, 0.99, 0.995}, 7);
    copy("tiny steps", (const double[]){1e9, 1e9 + 1, 1e9 + 2, 1e9 + 1, 1e9 + 3, 1e9 + 2}, 6);
    double *v = next("long", MOST), *w = next("long walk", MOST);
    for (size_t t = 0; t < MOST; t++) {
        v[t] = 100.0 + 10.0 * wave(t);
        w[t] = (t ? w[t - 1] : 500.0) + wave(t * t) + 1.0;
    }
    double *large = next("1e12", 20), *small = next("1e-12", 20);
    for (size_t t = 0; t < 20; t++) {
        large[t] = 1e12 * (5.0 + 0.1 * (double)t + wave(t));
        small[t] = 1e-12 * (5.0 + 0.1 * (double)t + wave(t));
    }
}

static void check(const ot_forecast *f, const char *method, const char *name) {
    for (size_t t = 0; t < ot_forecast_horizon(f); t++) {
        const double *q = ot_forecast_quantiles(f, t), *row = ot_forecast_factor(f, t);
        double length = 0.0;
        if (!isfinite(ot_forecast_point(f, t))) fail_msg("%s on %s", method, name);
        for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
            if (!isfinite(q[i]) || (i && q[i] < q[i - 1])) fail_msg("%s on %s", method, name);
        if (!(q[93] > q[13]) && strcmp(method, "constant") != 0)
            fail_msg("%s on %s: a band without width", method, name);
        for (size_t s = 0; s <= t; s++)
            length += row[s] * row[s];
        if (!is_close(length, 1.0, 0.0, 1e-9))
            fail_msg("%s on %s: length %g", method, name, length);
    }
}

/* The mean without the largest value, which may be a spike. */
static double size_of(const double *value, size_t n) {
    double sum = 0.0, count = 0.0, most = 0.0;
    for (size_t t = 0; t < n; t++) {
        if (isnan(value[t])) continue;
        sum += fabs(value[t]), count += 1.0;
        most = fmax(most, fabs(value[t]));
    }
    return count > 1.0 ? (sum - most) / (count - 1.0) : sum;
}

/* A ten-thousandth of the values' size to one side at least, in the units of the series; `auto` has
 * a least change of its own. */
static void check_width(const ot_forecast *f, const char *method, const char *name, double size) {
    if (strcmp(method, "constant") == 0 || strcmp(method, "auto") == 0) return;
    for (size_t t = 0; t < ot_forecast_horizon(f); t++) {
        const double width =
            ot_forecast_at(f, t, 1.2815515655446004) - ot_forecast_at(f, t, -1.2815515655446004);
        if (!(width > 1.2e-4 * size))
            fail_msg("%s on %s: a band of %g, values of %g", method, name, width, size);
    }
}

/* Too few values for every method but those that live on one or two; nothing but zeros; and curves
 * towards a ceiling, as auto where growth is asked for, know no values of 0 or below. */
static int may_refuse(size_t m, int form, const double *value, size_t n) {
    const char *method = ot_forecast_method_name(m);
    const int is_curve = strcmp(method, "logistic") == 0 || strcmp(method, "gompertz") == 0;
    const int is_growth = strcmp(method, "auto") == 0 && form == OT_FORM_GROWTH;
    size_t n_known = 0, n_zero = 0, n_not_above = 0;
    for (size_t t = 0; t < n; t++) {
        if (isnan(value[t])) continue;
        n_known++;
        if (!(fabs(value[t]) > 0.0)) n_zero++;
        if (!(value[t] > 0.0)) n_not_above++;
    }
    return n_known < 4 || n_zero == n_known || ((is_curve || is_growth) && n_not_above > 0);
}

static void every_method_answers_or_says_what_it_needs(void **state) {
    (void)state;
    for (size_t m = 0; m < ot_forecast_n_methods(); m++)
        for (size_t i = 0; i < n_hard; i++)
            for (int form = OT_FORM_BY_METHOD; form <= OT_FORM_GROWTH; form++) {
                double driver[MOST + HORIZON];
                ot_forecast_options options = ot_forecast_options_default();
                options.method = ot_forecast_method_name(m);
                options.horizon = HORIZON;
                options.form = (ot_forecast_form)form;
                for (size_t t = 0; t < hard[i].n + HORIZON; t++)
                    driver[t] = (double)t + wave(t);
                options.driver = driver;
                ot_forecast *f = NULL;
                ot_error err;
                const ot_status status =
                    ot_forecast_new(hard[i].value, hard[i].n, &options, NULL, &f, &err);
                if (status == OT_OK) {
                    check(f, options.method, hard[i].name);
                    check_width(f, options.method, hard[i].name, size_of(hard[i].value, hard[i].n));
                } else if (status != OT_ERR_INPUT || !may_refuse(m, form, hard[i].value, hard[i].n))
                    fail_msg("%s on %s: %s", options.method, hard[i].name, err.text[0]);
                ot_forecast_free(f);
            }
}

static void auto_answers_them_all(void **state) {
    (void)state;
    for (size_t i = 0; i < n_hard; i++) {
        ot_forecast_options options = ot_forecast_options_default();
        options.horizon = HORIZON;
        ot_forecast *f = NULL;
        ot_error err;
        if (ot_forecast_new(hard[i].value, hard[i].n, &options, NULL, &f, &err))
            fail_msg("%s: %s", hard[i].name, err.text[0]);
        ot_forecast_free(f);
    }
}

/* In other units the forecast is the same in these units. */
static void units_do_not_matter(void **state) {
    (void)state;
    const double value[] = {5.1, 4.7, 5.9, 6.4, 6.1, 7.2, 6.8, 7.0, 8.2, 8.5};
    for (size_t m = 0; m < ot_forecast_n_methods(); m++)
        for (int i = 0; i < 2; i++) {
            const double unit = i ? 1e12 : 1e-12;
            double other[10];
            ot_forecast_options options = ot_forecast_options_default();
            options.method = ot_forecast_method_name(m);
            options.horizon = 3;
            options.driver = (const double[]){1, 2, 3, 2, 4, 5, 6, 5, 7, 8, 9, 8, 9};
            for (size_t t = 0; t < 10; t++)
                other[t] = unit * value[t];
            ot_forecast *a = NULL, *b = NULL;
            assert_int_equal(ot_forecast_new(value, 10, &options, NULL, &a, NULL), OT_OK);
            assert_int_equal(ot_forecast_new(other, 10, &options, NULL, &b, NULL), OT_OK);
            for (size_t t = 0; t < 3; t++)
                for (int z = -2; z <= 2; z++)
                    if (!is_close(ot_forecast_at(b, t, z), unit * ot_forecast_at(a, t, z), 1e-3, 0))
                        fail_msg("%s: %g, %g", options.method, ot_forecast_at(b, t, z) / unit,
                                 ot_forecast_at(a, t, z));
            ot_forecast_free(a);
            ot_forecast_free(b);
        }
}

/* A surplus and the same deficit; of either sign, of both, with a 0. */
static void a_deficit_is_the_mirror_of_a_surplus(void **state) {
    (void)state;
    enum { N = 9, LAST = OT_FORECAST_N_PROBABILITIES - 1 };
    static const double BALANCE[][N] = {{-1, -0.5, 0.2, 0.9, 0.4, -0.3, 0.8, 1.2, -0.2},
                                        {3, 3.5, 4, 3.8, 4.4, 5, 5.1, 5.6, 6},
                                        {3, 2, 0, 1, 2, 4, 3, 5, 4}};
    enum { N_SERIES = sizeof BALANCE / sizeof *BALANCE };
    for (size_t k = 0; k < 4 * N_SERIES; k++) { /* without bounds, with one, with both */
        const size_t i = k / 4;
        double mirror[N];
        ot_forecast_options o = ot_forecast_options_default(), turned = o;
        o.horizon = turned.horizon = 3;
        if (k & 1) o.low = -2.0, turned.high = 2.0;
        if (k & 2) o.high = 9.0, turned.low = -9.0;
        for (size_t t = 0; t < N; t++)
            mirror[t] = -BALANCE[i][t];
        ot_forecast *a = NULL, *b = NULL;
        assert_int_equal(ot_forecast_new(BALANCE[i], N, &o, NULL, &a, NULL), OT_OK);
        assert_int_equal(ot_forecast_new(mirror, N, &turned, NULL, &b, NULL), OT_OK);
        for (size_t t = 0; t < 3; t++) {
            const double *x = ot_forecast_quantiles(a, t), *y = ot_forecast_quantiles(b, t);
            assert_close(ot_forecast_point(b, t), -ot_forecast_point(a, t), 1e-12, 1e-12);
            for (size_t j = 0; j <= LAST; j++)
                assert_close(y[j], -x[LAST - j], 1e-12, 1e-12);
        }
        ot_forecast_free(a);
        ot_forecast_free(b);
    }
}

/* Growth has no mirror; and a value outside the bounds is named as it was given. */
static void what_a_mirror_may_not_hide(void **state) {
    (void)state;
    const double deficit[] = {-3, -3.5, -4, -3.8, -4.4, -5};
    ot_forecast_options o = ot_forecast_options_default();
    ot_forecast *f = NULL;
    ot_error err;
    o.form = OT_FORM_GROWTH;
    assert_int_equal(ot_forecast_new(deficit, 6, &o, NULL, &f, &err), OT_ERR_INPUT);
    o.form = OT_FORM_BY_METHOD;
    o.low = -4.2;
    assert_int_equal(ot_forecast_new(deficit, 6, &o, NULL, &f, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[0], "value 5 is -4.4; must lie in (-4.2, inf)"));
}

/* A sign long before all that `auto` looks at. */
static void auto_looks_at_no_sign_before_its_history(void **state) {
    (void)state;
    double value[100];
    ot_forecast *f[2] = {NULL, NULL};
    const ot_forecast_options o = ot_forecast_options_default();
    for (int i = 0; i < 2; i++) {
        for (size_t t = 0; t < 100; t++)
            value[t] = 10.0 + 0.1 * (double)t + 0.3 * wave(t);
        if (i) value[0] = -0.1;
        assert_int_equal(ot_forecast_new(value, 100, &o, NULL, &f[i], NULL), OT_OK);
    }
    for (int z = -2; z <= 2; z++)
        assert_close(ot_forecast_at(f[0], 0, z), ot_forecast_at(f[1], 0, z), 0.0, 0.0);
    ot_forecast_free(f[0]);
    ot_forecast_free(f[1]);
}

/* Far from values of 4 to 84, whatever "far" is. */
static void bounds_far_away_bend_nothing(void **state) {
    (void)state;
    static const char *const METHODS[] = {"auto", "ets", "naive", "theta", "trend"};
    const double value[] = {4, 7, 12, 19, 28, 39, 52, 67, 84};
    for (size_t m = 0; m < sizeof METHODS / sizeof *METHODS; m++)
        for (int i = 0; i < 24; i++) {
            const double far = pow(10.0, 4 + i / 4);
            ot_forecast_options o = ot_forecast_options_default();
            ot_forecast *a = NULL, *b = NULL;
            o.method = METHODS[m];
            o.horizon = 3;
            if (i % 4 == 0) o.form = OT_FORM_LEVEL;
            assert_int_equal(ot_forecast_new(value, 9, &o, NULL, &a, NULL), OT_OK);
            if (i % 4 != 1) o.low = -far;
            if (i % 4 != 2) o.high = far;
            assert_int_equal(ot_forecast_new(value, 9, &o, NULL, &b, NULL), OT_OK);
            for (size_t t = 0; t < 3; t++)
                for (int z = -2; z <= 2; z++)
                    assert_close(ot_forecast_at(b, t, z), ot_forecast_at(a, t, z), 1e-12, 0.0);
            ot_forecast_free(a);
            ot_forecast_free(b);
        }
}

/* The nearest that is not far: as good as none. */
static void bounds_not_quite_far_bend_little(void **state) {
    (void)state;
    const double value[] = {4, 7, 12, 19, 28, 39, 52, 67, 84};
    ot_forecast_options o = ot_forecast_options_default();
    ot_forecast *a = NULL, *b = NULL;
    assert_int_equal(ot_forecast_new(value, 9, &o, NULL, &a, NULL), OT_OK);
    o.low = -1000.0, o.high = 1000.0;
    assert_int_equal(ot_forecast_new(value, 9, &o, NULL, &b, NULL), OT_OK);
    assert_close(ot_forecast_at(b, 0, 0.0), ot_forecast_at(a, 0, 0.0), 0.05, 0.0);
    for (int z = -2; z <= 2; z += 4)
        assert_close(ot_forecast_at(b, 0, z), ot_forecast_at(a, 0, z), 0.25, 0.0);
    ot_forecast_free(a);
    ot_forecast_free(b);
}

static void quantiles_keep_within_bounds(void **state) {
    (void)state;
    enum { N_SHARES = 12 };
    const double share[N_SHARES] = {0.70, 0.78, 0.85, 0.91, 0.94, 0.97,
                                    0.98, 0.99, 0.70, 0.95, 0.60, 0.99};
    for (size_t m = 0; m < ot_forecast_n_methods(); m++)
        for (int how = 0; how < 4;
             how++) { /* one bound or two; bands set right by the past or not */
            const int is_high = how & 1;
            double driver[N_SHARES + HORIZON];
            for (size_t t = 0; t < N_SHARES + HORIZON; t++)
                driver[t] = (double)t;
            ot_forecast_options options = ot_forecast_options_default();
            options.method = ot_forecast_method_name(m);
            options.horizon = HORIZON;
            options.recalibrates = how > 1;
            options.low = 0.0;
            if (is_high) options.high = 1.0;
            options.driver = driver;
            ot_forecast *f = NULL;
            ot_error err;
            if (ot_forecast_new(share, N_SHARES, &options, NULL, &f, &err))
                fail_msg("%s: %s", options.method, err.text[0]);
            check(f, options.method, "shares");
            for (size_t t = 0; t < HORIZON; t++) {
                const double *q = ot_forecast_quantiles(f, t);
                const double most = q[OT_FORECAST_N_PROBABILITIES - 1];
                if (q[0] < 0.0 || (is_high && most > 1.0))
                    fail_msg("%s, case %d: from %g to %g", options.method, how, q[0], most);
            }
            ot_forecast_free(f);
        }
}

/* So near the upper bound that going to log-odds and back rounds beyond it. */
static void rounding_leaves_no_bound(void **state) {
    (void)state;
    static const double NEAR[] = {99.9088273494408, 99.9999, 99.9999, 99.89911691950857};
    enum { YEARS = 50 };
    for (size_t m = 0; m < ot_forecast_n_methods(); m++) {
        ot_forecast_options options = ot_forecast_options_default();
        options.method = ot_forecast_method_name(m);
        options.horizon = YEARS;
        options.low = 0.0;
        options.high = 100.0;
        ot_forecast *f = NULL;
        if (strcmp(options.method, "regression") == 0) continue; /* it has no driver here */
        if (ot_forecast_new(NEAR, 4, &options, NULL, &f, NULL)) continue; /* too few for some */
        for (size_t t = 0; t < YEARS; t++) {
            const double most = ot_forecast_quantiles(f, t)[OT_FORECAST_N_PROBABILITIES - 1];
            if (most > 100.0) fail_msg("%s: %.17g", options.method, most);
        }
        ot_forecast_free(f);
    }
}

/* Beside a bound, at a ceiling, and without any motion, bands still reach to where there is room.
 */
static void bands_have_a_width_beside_bounds(void **state) {
    (void)state;
    static const double BESIDE[][8] = {
        {0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999, 0.9999999, 0.99999999},
        {0.999999, 0.999999, 0.999999, 0.999999, 0.999999, 0.999999, 0.999999, 0.999999},
        {1e-7, 1e-7, 1e-7, 1e-7, 1e-7, 1e-7, 1e-7, 1e-7},
        {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
        {0.5, 0.75, 0.875, 0.9375, 0.96875, 0.984375, 0.9921875, 0.99609375}};
    for (size_t m = 0; m < ot_forecast_n_methods(); m++)
        for (size_t i = 0; i < sizeof BESIDE / sizeof *BESIDE; i++)
            for (int is_bounded = 0; is_bounded < 2; is_bounded++) {
                double driver[8 + HORIZON];
                ot_forecast_options options = ot_forecast_options_default();
                for (size_t t = 0; t < 8 + HORIZON; t++)
                    driver[t] = (double)t;
                options.driver = driver;
                options.method = ot_forecast_method_name(m);
                options.horizon = HORIZON;
                if (is_bounded) options.low = 0.0, options.high = 1.0;
                ot_forecast *f = NULL;
                ot_error err;
                if (ot_forecast_new(BESIDE[i], 8, &options, NULL, &f, &err))
                    fail_msg("%s on row %zu: %s", options.method, i, err.text[0]);
                check(f, options.method, "a row beside bounds");
                check_width(f, options.method, "a row beside bounds", size_of(BESIDE[i], 8));
                ot_forecast_free(f);
            }
}

/* A ceiling that was estimated is known no better than the curve met the past. */
static void an_estimated_ceiling_is_no_bound(void **state) {
    (void)state;
    static const char *const CURVES[] = {"logistic", "gompertz"};
    double value[24];
    for (size_t t = 0; t < 24; t++)
        value[t] = 100.0 / (1.0 + exp(3.0 - 0.6 * (double)t)) * (1.0 + 0.01 * wave(t));
    for (size_t k = 0; k < 2; k++) {
        ot_forecast_options options = ot_forecast_options_default();
        ot_forecast *f = NULL;
        options.method = CURVES[k];
        options.horizon = HORIZON;
        assert_int_equal(ot_forecast_new(value, 24, &options, NULL, &f, NULL), OT_OK);
        check(f, CURVES[k], "saturated");
        for (size_t t = 0; t < HORIZON; t++) {
            const double middle = ot_forecast_at(f, t, 0.0);
            assert_true(ot_forecast_at(f, t, 1.645) > middle + 1.0);
            assert_true(ot_forecast_at(f, t, -1.645) < middle - 1.0);
        }
        ot_forecast_free(f);
    }
}

static void check_within(const ot_forecast *f, double low, double high) {
    for (size_t t = 0; t < ot_forecast_horizon(f); t++) {
        const double *q = ot_forecast_quantiles(f, t);
        const int is_within = q[0] >= low && q[OT_FORECAST_N_PROBABILITIES - 1] <= high &&
                              ot_forecast_at(f, t, -8.5) >= low &&
                              ot_forecast_at(f, t, 8.5) <= high && ot_forecast_point(f, t) >= low &&
                              ot_forecast_point(f, t) <= high;
        if (!is_within) fail_msg("%s leaves its bounds in year %zu", ot_forecast_method(f), t + 1);
    }
}

static ot_forecast *forecast_of_shares(size_t m, const double *share, size_t n, int recalibrates) {
    ot_forecast_options options = ot_forecast_options_default();
    double driver[MOST + HORIZON];
    ot_forecast *f = NULL;
    ot_error err;
    for (size_t t = 0; t < n + HORIZON; t++)
        driver[t] = (double)t;
    options.driver = driver;
    options.method = ot_forecast_method_name(m);
    options.horizon = HORIZON;
    options.low = 0.0;
    options.high = 1.0;
    options.recalibrates = recalibrates;
    if (ot_forecast_new(share, n, &options, NULL, &f, &err))
        fail_msg("%s: %s", options.method, err.text[0]);
    return f;
}

/* Whatever earlier outcomes say, and however far out one looks. */
static void bounds_hold_where_bands_are_set_right(void **state) {
    (void)state;
    const double share[] = {0.70, 0.78, 0.85, 0.91, 0.94, 0.97, 0.98, 0.99};
    enum { N_OUTCOMES = 40 };
    ot_forecast_outcome outcome[N_OUTCOMES];
    for (int i = 0; i < N_OUTCOMES; i++)
        outcome[i] = (ot_forecast_outcome){(size_t)(i % HORIZON), 2000 + i, i % 2 ? 7.0 : -7.0};
    for (size_t m = 0; m < ot_forecast_n_methods(); m++) {
        ot_forecast *f = forecast_of_shares(m, share, 8, 0);
        assert_int_equal(ot_forecast_adjust(f, outcome, N_OUTCOMES, NULL), OT_OK);
        check_within(f, 0.0, 1.0);
        ot_forecast_free(f);
    }
}

/* Steady shares that then leap: own forecasts of the past were far too sure, missing years at the
 * end cut the forecast after that. */
static void bounds_hold_where_the_own_past_sets_bands_right(void **state) {
    (void)state;
    const double share[] = {0.50, 0.51, 0.52, 0.53, 0.54, 0.55, 0.56, 0.57, 0.58,
                            0.59, 0.98, 0.20, 0.97, 0.30, 0.99, 0.10, 0.95, NAN};
    for (size_t m = 0; m < ot_forecast_n_methods(); m++)
        for (size_t n = 17; n <= 18; n++) {
            if (strcmp(ot_forecast_method_name(m), "regression") == 0 && n == 18) continue;
            ot_forecast *f = forecast_of_shares(m, share, n, 1);
            check_within(f, 0.0, 1.0);
            ot_forecast_free(f);
        }
}

static void form_gompertz_asks_for_both_bounds(void **state) {
    (void)state;
    const double value[] = {0.2, 0.3, 0.4, 0.5, 0.55};
    for (int sides = 0; sides < 4; sides++) {
        ot_forecast_options options = ot_forecast_options_default();
        ot_forecast *f = NULL;
        options.method = "drift";
        options.form = OT_FORM_GOMPERTZ;
        if (sides & 1) options.low = 0.0;
        if (sides & 2) options.high = 1.0;
        assert_int_equal(ot_forecast_new(value, 5, &options, NULL, &f, NULL),
                         sides == 3 ? OT_OK : OT_ERR_USAGE);
        ot_forecast_free(f);
    }
}

/* Levels between bounds leave `auto` its bounded view alone. */
static void auto_forecasts_levels_between_bounds(void **state) {
    (void)state;
    const double share[] = {0.5, 50.0, 99.5, 40.0, 60.0, 55.0};
    ot_forecast_options options = ot_forecast_options_default();
    ot_forecast *f = NULL;
    ot_error err;
    options.horizon = HORIZON;
    options.form = OT_FORM_LEVEL;
    options.low = 0.0;
    options.high = 100.0;
    assert_int_equal(ot_forecast_new(share, 6, &options, NULL, &f, &err), OT_OK);
    check(f, "auto", "levels between bounds");
    ot_forecast_free(f);
    options.high = 90.0;
    assert_int_equal(ot_forecast_new(share, 6, &options, NULL, &f, &err), OT_ERR_INPUT);
    assert_true(err.text[0][0] != '\0');
}

int main(void) {
    fill_hard();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_method_answers_or_says_what_it_needs),
        cmocka_unit_test(auto_answers_them_all),
        cmocka_unit_test(units_do_not_matter),
        cmocka_unit_test(a_deficit_is_the_mirror_of_a_surplus),
        cmocka_unit_test(what_a_mirror_may_not_hide),
        cmocka_unit_test(auto_looks_at_no_sign_before_its_history),
        cmocka_unit_test(bounds_far_away_bend_nothing),
        cmocka_unit_test(bounds_not_quite_far_bend_little),
        cmocka_unit_test(quantiles_keep_within_bounds),
        cmocka_unit_test(rounding_leaves_no_bound),
        cmocka_unit_test(bands_have_a_width_beside_bounds),
        cmocka_unit_test(an_estimated_ceiling_is_no_bound),
        cmocka_unit_test(bounds_hold_where_bands_are_set_right),
        cmocka_unit_test(bounds_hold_where_the_own_past_sets_bands_right),
        cmocka_unit_test(form_gompertz_asks_for_both_bounds),
        cmocka_unit_test(auto_forecasts_levels_between_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
