/* Tests of the methods of one equation through a model file: weights, restrictions, outliers,
 * curves, elicited priors, posteriors. The series are made up for these tests. */
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
#include "collector.h"
#include "estimated.h"

enum { N = 12, FIRST = 2010, LONGEST = 8192 };

static const double Y[N] = {10.3, 11.1, 12.6, 12.9, 14.8, 15.1, 17.2, 17.4, 19.6, 20.3, 21.1, 23.4};
static const double X[N] = {4.1, 4.6, 5.0, 5.7, 6.1, 6.9, 7.2, 8.1, 8.4, 9.3, 9.6, 10.2};
static const double Z[N] = {2.0, 1.7, 2.4, 2.2, 3.1, 2.5, 3.6, 2.9, 3.9, 3.3, 3.7, 4.6};
static const double W[N] = {1.0, 1.5, 1.2, 2.0, 2.5, 1.8, 3.0, 2.2, 3.5, 4.0, 2.8, 5.0};

/* The data of the years with a changed number; SIZE_MAX: as they are. */
static const char *rows_with(const char *name, size_t at, double value) {
    static char text[LONGEST];
    static const char *const NAME[] = {"y", "x", "z", "w"};
    static const double *const SERIES[] = {Y, X, Z, W};
    strcpy(text, "indicator,year,value\n");
    for (size_t s = 0; s < 4; s++) {
        double v[N];
        memcpy(v, SERIES[s], sizeof v);
        if (at < N && strcmp(NAME[s], name) == 0) v[at] = value;
        for (size_t i = 0; i < N; i++)
            if (!isnan(v[i])) add_rows(text, sizeof text, NAME[s], FIRST + (int)i, v + i, 1);
    }
    return text;
}

static const char *rows(void) { return rows_with("", SIZE_MAX, 0.0); }

/* The equation stands in line 5, its coefficients in line 6, the estimate group in line 7. */
#define HEAD                                                                             \
    "model: { id = \"m\"; first_year = 2022; last_year = 2022; };\n"                     \
    "data: { files = ( \"data.csv\" ); };\n"                                             \
    "drivers: { x: { unit = \"index\"; value = 11.0; }; z: { unit = \"index\"; value = " \
    "4.5; }; w: { unit = \"index\"; value = 5.0; }; };\n"                                \
    "indicators: {\n"
#define MODEL(equation, coefficients, estimate)                                                \
    HEAD "y: { unit = \"index\"; equation = \"" equation "\";\ncoefficients = { " coefficients \
         " };\nestimate = { " estimate " }; }; };\n"
#define LINE3(estimate) MODEL("y = c + a * x + b * z", "c = { }; a = { }; b = { };", estimate)

static void refused(const char *config, const char *data, int line, const char *words) {
    estimated e;
    estimated_open(&e, config, data);
    assert_refused(&e, OT_ERR_INPUT, line, words);
    assert_null(e.fit);
    estimated_close(&e);
}

static void assert_line(const ot_form_fit *f, const double *mean, const double *se, double sigma) {
    for (size_t j = 0; j < 3; j++) {
        assert_close(f->mean[j], mean[j], 1e-12, 0.0);
        assert_close(f->standard_error[j], se[j], 1e-11, 0.0);
    }
    assert_close(f->sigma_scale, sigma, 1e-12, 0.0);
}

/* R 4.2.2: lm(y ~ x + z, weights = w / w[12]); the scale of weights is ours: sigma is the last
 * year's. */
static void weights_are_those_of_lm_with_the_last_year_as_the_unit(void **state) {
    (void)state;
    static const double MEAN[] = {1.21303216241721, 1.54284978055151, 1.38538343557042},
                        SE[] = {0.269503591809471, 0.064110828584433, 0.143746521362973};
    estimated e;
    estimated_open(&e, LINE3("method = \"wls\"; weights = \"w\";"), rows());
    const ot_form_fit *f = estimated_form(&e, "y");
    assert_line(f, MEAN, SE, 0.150777834986179);
    assert_close(f->df, 9.0, 0.0, 0.0);
    assert_close(f->residual[1], 0.43470700657615730, 1e-11, 0.0); /* as they are, not weighed */
    assert_close(f->r2, 0.997794953872892, 1e-12, 0.0);
    assert_close(f->goodness.log_likelihood, 2.72067414163969, 1e-11, 0.0);
    estimated_close(&e);
    estimated_open(&e, LINE3("method = \"wls\"; weights = \"1000 * w\";"), rows());
    assert_line(estimated_form(&e, "y"), MEAN, SE, 0.150777834986179);
    estimated_close(&e);
}

/* R 4.2.2: lm(y ~ x + z, weights = w[12]^2 / w^2). */
static void a_variance_is_the_inverse_of_a_weight(void **state) {
    (void)state;
    static const double MEAN[] = {1.61265830819997, 1.47579574380231, 1.40242964958618},
                        SE[] = {0.2947696536157643, 0.0909264245334543, 0.2431732210872219};
    estimated e;
    estimated_open(&e, LINE3("method = \"wls\"; variance = \"w^2\";"), rows());
    const ot_form_fit *f = estimated_form(&e, "y");
    assert_line(f, MEAN, SE, 0.680384622734175);
    assert_close(f->covariance[5], -0.0193191901671361, 1e-11, 0.0);
    estimated_close(&e);
}

static void a_weight_that_is_not_above_0_is_refused_with_its_year(void **state) {
    (void)state;
    static const char WEIGHTS[] = LINE3("method = \"wls\"; weights = \"w\";"),
                      VARIANCE[] = LINE3("method = \"wls\"; variance = \"w - 2\";");
    refused(WEIGHTS, rows_with("w", 3, 0.0), 7, "the weight of y is 0 in 2013; must be above 0");
    refused(WEIGHTS, rows_with("w", 3, -2.5), 7, "the weight of y is -2.5 in 2013");
    refused(VARIANCE, rows(), 7, "the variance of y is -1 in 2010; must be above 0");
    refused(VARIANCE, rows_with("w", 0, 2.0), 7, "the variance of y is 0 in 2010");
}

static void a_year_without_a_weight_is_left_out(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e, LINE3("method = \"wls\"; weights = \"w\"; sample = ( 2010, 2021 );"),
                   rows_with("w", 3, NAN));
    assert_int_equal(estimated_form(&e, "y")->n, 11);
    assert_noted(&e, "2013");
    estimated_close(&e);
    refused(LINE3("method = \"wls\"; weights = \"w\"; sample = ( 2010, 2013 );"),
            rows_with("w", 3, NAN), 7, "has 3 (2010-2012), the data of w being fewest");
}

/* R 4.2.2: lm(I(y - z) ~ I(x - z)), and anova() of it and lm(y ~ x + z). */
static void a_restriction_holds_exactly_and_is_tested(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e, LINE3("method = \"ols\"; restrict = ( \"a + b = 1\" );"), rows());
    const ot_form_fit *f = estimated_form(&e, "y");
    const double mean[] = {3.65711912967654, 2.35323672299963, 1.0 - 2.35323672299963},
                 se[] = {1.235913119749213, 0.286950001059002, 0.286950001059002};
    assert_line(f, mean, se, 1.28549650581148);
    assert_close(f->df, 10.0, 0.0, 0.0);
    assert_close(f->rss, 16.5250126645352, 1e-12, 0.0);
    assert_close(f->mean[1] + f->mean[2], 1.0, 0.0, 1e-15);
    assert_close(f->covariance[5], -f->covariance[4], 1e-15, 0.0);
    const ot_detail *test = NULL;
    for (size_t i = 0; i < f->details.n; i++)
        if (f->details.at[i].name == OT_DETAIL_RESTRICTION) test = &f->details.at[i];
    assert_non_null(test);
    assert_close(test->value, 277.439973847207, 1e-11, 0.0);
    assert_close(test->df1, 1.0, 0.0, 0.0);
    assert_close(test->df2, 9.0, 0.0, 0.0);
    assert_close(test->p, 4.52771082126223e-08, 1e-9, 0.0);
    estimated_close(&e);
}

/* R 4.2.2: lm(I(y - z) ~ I(x - z), weights = w / w[12]). */
static void a_restriction_holds_of_weighted_least_squares(void **state) {
    (void)state;
    estimated e;
    const double mean[] = {3.90724088013481, 2.36223215275010, 1.0 - 2.36223215275010},
                 se[] = {1.530282564592328, 0.325410723551735, 0.325410723551735};
    estimated_open(&e, LINE3("method = \"wls\"; weights = \"w\"; restrict = ( \"a = 1 - b\" );"),
                   rows());
    assert_line(estimated_form(&e, "y"), mean, se, 0.98239304468511);
    estimated_close(&e);
}

/* R 4.2.2 of y - x on z - x: lm(weights = w / w[12]), R squared about the weighted mean of y;
 * arima(order = c(1, 0, 0), xreg = , method = "ML"). */
static void a_restriction_keeps_the_likelihood_of_its_method(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e, LINE3("method = \"wls\"; weights = \"w\"; restrict = ( \"a = 1 - b\" );"),
                   rows());
    const ot_form_fit *f = estimated_form(&e, "y");
    assert_close(f->goodness.log_likelihood, -20.4016971386164, 1e-12, 0.0);
    assert_close(f->goodness.aic, 46.8033942772327, 1e-12, 0.0);
    assert_close(f->goodness.bic, 48.2581142265967, 1e-12, 0.0);
    assert_close(f->rss, 9.650960942456818, 1e-12, 0.0);
    assert_close(f->r2, 0.895991047755289, 1e-12, 0.0);
    assert_close(f->adjusted_r2, 0.885590152530817, 1e-12, 0.0);
    assert_true(isnan(f->goodness.f));
    estimated_close(&e);
    estimated_open(&e, LINE3("method = \"ar\"; restrict = ( \"a = 1 - b\" );"), rows());
    f = estimated_form(&e, "y");
    assert_close(f->goodness.log_likelihood, -12.0931455759499, 1e-7, 0.0);
    assert_close(f->goodness.aic, 32.1862911518998, 1e-7, 0.0);
    estimated_close(&e);
}

static void restrictions_that_leave_nothing_are_refused(void **state) {
    (void)state;
    refused(LINE3("method = \"ols\"; restrict = ( \"a = 1\", \"b = 1\", \"c = 0\" );"), rows(), 7,
            "leave no coefficient to estimate");
    refused(MODEL("y = c + a * x + b * z", "c = { value = 2.0; }; a = { }; b = { };",
                  "method = \"ols\"; restrict = ( \"c = 1\" );"),
            rows(), 7, "restriction 1 holds only coefficients of y whose values are given");
}

/* a is given, so that b has nothing left to vary: b = 1 - 0.25. */
static void a_restriction_may_hold_a_given_coefficient(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e,
                   MODEL("y = c + a * x + b * z", "c = { }; a = { value = 0.25; }; b = { };",
                         "method = \"ols\"; restrict = ( \"a + b = 1\" );"),
                   rows());
    const ot_form_fit *f = estimated_form(&e, "y");
    double mean = 0.0;
    for (size_t i = 0; i < N; i++)
        mean += (Y[i] - 0.25 * X[i] - 0.75 * Z[i]) / N;
    assert_close(f->mean[0], mean, 1e-13, 0.0);
    assert_close(f->mean[2], 0.75, 1e-15, 0.0);
    assert_close(f->standard_error[2], 0.0, 0.0, 0.0);
    assert_true(isnan(f->t[2]) && isnan(f->p[2]));
    estimated_close(&e);
}

/* s and d depend on a + b and on b alone. */
static void every_draw_obeys_the_restriction(void **state) {
    (void)state;
    enum { DRAWS = 2000 };
    estimated e;
    collector got;
    estimated_open(
        &e,
        HEAD "y: { unit = \"index\"; equation = \"y = c + a * x + b * z + g * w\";\n"
             "coefficients = { c = { }; a = { }; b = { }; g = { }; };\n"
             "estimate = { method = \"ols\"; restrict = ( \"a + b = 1\", \"c = 2 * g\" ); "
             "}; };\n};\n"
             "scenarios: { base: { drivers = { x = { value = 1000.0; }; z = { value = "
             "1000.0; }; w = { value = -2.0; }; }; }; other: { drivers = { x = { value = "
             "1.0; }; z = { value = 0.0; }; w = { value = -2.0; }; }; }; zero: { drivers = "
             "{ x = { value = 0.0; }; z = { value = 0.0; }; w = { value = -2.0; }; }; }; };\n",
        rows());
    assert_close(estimated_form(&e, "y")->df, 10.0, 0.0, 0.0);
    ot_case *c[3] = {0};
    for (size_t s = 0; s < 3; s++)
        assert_int_equal(ot_case_new(e.m.model, e.fit, s, e.m.notes, &c[s], &e.err), OT_OK);
    ot_run_options options = ot_run_options_default();
    options.draws = DRAWS;
    collector_run(&got, (const ot_case *const *)c, 3, &options);
    const size_t slot = ot_model_slot(e.m.model, 2022);
    const double *base = collector_at(&got, 0, 0, slot), *other = collector_at(&got, 1, 0, slot),
                 *zero = collector_at(&got, 2, 0, slot);
    double spread = 0.0;
    for (size_t i = 0; i < DRAWS; i++) {
        assert_close(base[i] - zero[i], 1000.0, 0.0, 1e-9); /* 1000 (a + b), c - 2 g */
        spread = fmax(spread, fabs(other[i] - other[0]));
    }
    assert_true(spread > 0.1); /* what is not restricted varies */
    for (size_t s = 0; s < 3; s++)
        ot_case_free(c[s]);
    collector_clear(&got);
    estimated_close(&e);
}

static void restrictions_that_cannot_be_are_refused(void **state) {
    (void)state;
    refused(LINE3("method = \"ols\"; restrict = ( \"a + b = 1\", \"a + b = 2\" );"), rows(), 7,
            "contradicts");
    refused(LINE3("method = \"ols\"; restrict = ( \"a + b = 1\", \"2 * a = 2 - 2 * b\" );"), rows(),
            7, "follows from");
}

static const ot_form_fit *of_years(estimated *e, const char *estimate, const char *data) {
    char text[LONGEST];
    snprintf(text, sizeof text, LINE3("%s"), estimate);
    estimated_open(e, text, data);
    return estimated_form(e, "y");
}

/* R 4.2.2: lm(y ~ x + z) without the fifth year. */
static const double WITHOUT[] = {1.43092477248205, 1.48269266714580, 1.46276943693489},
                    WITHOUT_SE[] = {0.2776557497575072, 0.0823768363876152, 0.1922506235282007};
static const double WITHOUT_SIGMA = 0.246254469763869;

static void a_year_given_as_an_outlier_does_not_count(void **state) {
    (void)state;
    estimated e;
    const ot_form_fit *f =
        of_years(&e, "method = \"ols\"; outliers = ( 1999, 2014 );", rows_with("y", 4, 25.0));
    assert_line(f, WITHOUT, WITHOUT_SE, WITHOUT_SIGMA);
    assert_int_equal(f->n, 11);
    assert_int_equal(f->n_outliers, 1);
    assert_int_equal(f->outlier[0], 2014);
    assert_noted(&e, "years left out as outliers: 2014");
    assert_noted(&e, "outliers of y: 1999 is not in its sample, ");
    estimated_close(&e);
    f = of_years(&e, "method = \"ols\";", rows_with("y", 4, NAN));
    assert_line(f, WITHOUT, WITHOUT_SE, WITHOUT_SIGMA);
    estimated_close(&e);
}

static void an_outlier_is_found_and_told(void **state) {
    (void)state;
    estimated e;
    const ot_form_fit *f =
        of_years(&e, "method = \"ols\"; outliers = \"auto\";", rows_with("y", 4, 25.0));
    assert_line(f, WITHOUT, WITHOUT_SE, WITHOUT_SIGMA);
    assert_int_equal(f->n_outliers, 1);
    assert_int_equal(f->outlier[0], 2014);
    assert_noted(&e, "years found to be outliers and left out: 2014");
    estimated_close(&e);
    f = of_years(&e, "method = \"ols\"; outliers = \"auto\";", rows());
    assert_noted(&e, "y: outliers looked for: none found");
    assert_int_equal(f->n_outliers, 0);
    assert_int_equal(f->n, 12);
    estimated_close(&e);
}

static void outliers_of_curves_are_given_not_found(void **state) {
    (void)state;
    refused(LINE3("method = \"nls\"; outliers = \"auto\";"), rows(), 7,
            "outliers of y are found of a linear equation of one area only; give their years");
}

/* An urbanisation rate in percent, 2000 to 2013. */
enum { URBAN_N = 14 };
static const double URBAN[URBAN_N] = {24.1, 26.0, 28.9, 31.2, 34.9, 37.0, 41.2,
                                      44.1, 47.3, 49.9, 53.2, 55.1, 57.8, 59.4};

static const char *urban_rows(void) {
    static char text[LONGEST];
    strcpy(text, "indicator,year,value\n");
    add_rows(text, sizeof text, "y", 2000, URBAN, URBAN_N);
    return text;
}

#define LOGISTIC(coefficients, rest) \
    MODEL("y = K / (1 + exp(-r * (year - 2000 - m)))", coefficients, "method = \"nls\"; " rest)

/* R 4.2.2: nls(u ~ K / (1 + exp(-r * (year - 2000 - m)))) with derivatives by deriv(). */
static void assert_logistic(const char *config) {
    estimated e;
    estimated_open(&e, config, urban_rows());
    const ot_form_fit *f = estimated_form(&e, "y");
    static const double MEAN[] = {77.399928436857309, 0.158897340422234, 5.263445413920863},
                        SE[] = {2.47275964260100345, 0.00698772633532123, 0.44116039694366616};
    for (size_t j = 0; j < 3; j++) {
        assert_close(f->mean[j], MEAN[j], 1e-6, 0.0);
        assert_close(f->standard_error[j], SE[j], 1e-6, 0.0);
    }
    assert_close(f->sigma_scale, 0.472668045918007, 1e-9, 0.0);
    assert_close(f->goodness.log_likelihood, -7.68593787156956, 1e-9, 0.0);
    assert_non_null(f->details.search);
    estimated_close(&e);
}

static void a_logistic_curve_is_that_of_nls_with_and_without_a_start(void **state) {
    (void)state;
    assert_logistic(
        LOGISTIC("K = { start = 75.0; }; r = { start = 0.1; }; m = { start = 4.0; };", ""));
    assert_logistic(LOGISTIC("K = { }; r = { }; m = { };", ""));
    assert_logistic(LOGISTIC("K = { start = 60.0; }; r = { start = 0.05; }; m = { };", ""));
}

static void a_curve_leaves_outliers_out_too(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e, LOGISTIC("K = { }; r = { }; m = { };", "outliers = ( 2004 );"),
                   urban_rows());
    const ot_form_fit *f = estimated_form(&e, "y");
    assert_int_equal(f->n, 13);
    assert_close(f->mean[0], 77.452256395226868, 1e-6, 0.0);
    assert_close(f->standard_error[0], 2.6211912396678296, 1e-6, 0.0);
    estimated_close(&e);
}

static void a_curve_that_is_a_line_is_that_of_least_squares(void **state) {
    (void)state;
    estimated line, curve;
    estimated_open(&line, LINE3("method = \"ols\";"), rows());
    estimated_open(&curve, LINE3("method = \"nls\";"), rows());
    const ot_form_fit *f = estimated_form(&line, "y"), *g = estimated_form(&curve, "y");
    for (size_t j = 0; j < 3; j++) {
        assert_close(g->mean[j], f->mean[j], 1e-10, 0.0);
        assert_close(g->standard_error[j], f->standard_error[j], 1e-10, 0.0);
    }
    assert_close(g->r2, f->r2, 1e-12, 0.0);
    assert_close(g->durbin_watson, f->durbin_watson, 1e-9, 0.0);
    estimated_close(&line);
    estimated_close(&curve);
}

static void a_coefficient_that_a_curve_cannot_tell_apart_is_named(void **state) {
    (void)state;
    estimated e;
    estimated_open(
        &e, MODEL("y = a * exp(b + c * x)", "a = { }; b = { }; c = { };", "method = \"nls\";"),
        rows());
    assert_int_equal(e.status, OT_ERR_INPUT);
    assert_int_equal(e.err.line, 6);
    assert_non_null(strstr(e.err.text[OT_LANGUAGE_EN], "cannot tell coefficient"));
    assert_true(strstr(e.err.text[OT_LANGUAGE_EN], "coefficient a") ||
                strstr(e.err.text[OT_LANGUAGE_EN], "coefficient b"));
    estimated_close(&e);
}

static void a_curve_by_a_linear_method_is_refused(void **state) {
    (void)state;
    static const char *const METHOD[] = {"ols", "robust", "ridge", "bayes", "ar", "pooled"};
    for (size_t i = 0; i < sizeof METHOD / sizeof *METHOD; i++) {
        char text[LONGEST], words[128];
        snprintf(text, sizeof text,
                 MODEL("y = K / (1 + exp(-r * x))", "K = { }; r = { };", "method = \"%s\";"),
                 METHOD[i]);
        snprintf(words, sizeof words,
                 "the equation of y is non-linear in coefficient r, and method \"%s\" is linear",
                 METHOD[i]);
        refused(text, rows(), 5, words);
    }
}

/* Signs in turn and pairs of years that are alike: nothing speaks for a slope. */
static void a_penalty_that_the_data_do_not_choose_is_noted(void **state) {
    (void)state;
    static const double LEVEL[] = {1.0, 1.1, 2.0, 2.1, 6.0, 6.0},
                        SIGN[] = {1.0, -1.0, 1.0, -1.0, 1.0, -1.0};
    static const char MODEL_TEXT[] =
        MODEL("y = c + a * x", "c = { }; a = { };", "method = \"ridge\";");
    char text[LONGEST] = "indicator,year,value\n";
    add_rows(text, sizeof text, "y", FIRST, LEVEL, 6);
    add_rows(text, sizeof text, "x", FIRST, SIGN, 6);
    estimated e;
    estimated_open(&e, MODEL_TEXT, text);
    assert_noted(&e, "the penalty of y is the least or the greatest that was tried");
    estimated_close(&e);
    estimated_open(&e, MODEL_TEXT, rows());
    assert_int_equal(estimated_form(&e, "y")->details.is_at_limit, 0);
    estimated_close(&e);
}

/* 0.63 likely + 0.185 (low + high), and the variance of the three points about it. */
static void an_elicited_prior_is_that_of_pearson_and_tukey(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e,
                   MODEL("y = c + a * x", "c = { }; a = { low = 1.0; likely = 1.5; high = 3.0; };",
                         "method = \"bayes\"; sigma = { scale = 0.5; df = 5.0; };"),
                   rows());
    const ot_form_fit *f = estimated_form(&e, "y");
    assert_close(f->prior_mean[1], 1.685, 1e-15, 0.0);
    assert_close(f->prior_sd[1], sqrt(0.428275), 1e-12, 0.0);
    assert_true(f->mean[1] > 1.685); /* the data alone say more than 1.9 */
    estimated_close(&e);
}

/* A value at or below 0 where no coefficient could help is the data's fault, not the search's. */
static void a_curve_leaves_years_out_that_no_coefficient_could_fit(void **state) {
    (void)state;
    static const char *const EQUATION[] = {"log(y) = c + a * log(x) ^ b", "y = c + a * x ^ b",
                                           "y = c + a * exp(b * log(x))"};
    static const double VALUE[] = {0.0, -2.0, 0.0};
    static const char *const TOLD[] = {"2013 (x = 0, 2013)", "2013 (x = -2, 2013)",
                                       "2013 (x = 0, 2013)"};
    for (size_t i = 0; i < 3; i++) {
        char text[LONGEST];
        estimated e;
        snprintf(text, sizeof text,
                 MODEL("%s", "c = { }; a = { start = 2.0; }; b = { start = 0.9; };",
                       "method = \"nls\";"),
                 EQUATION[i]);
        estimated_open(&e, text, rows_with("x", 3, VALUE[i]));
        const ot_form_fit *f = estimated_form(&e, "y");
        assert_int_equal(f->n, 11);
        assert_true(isfinite(f->mean[1]) && isfinite(f->standard_error[1]));
        assert_noted(&e, "has no finite value left out");
        assert_noted(&e, TOLD[i]);
        estimated_close(&e);
    }
}

static void years_without_a_finite_value_are_named_where_too_few_are_left(void **state) {
    (void)state;
    refused(MODEL("log(y) = c + a * log(x)", "c = { }; a = { };",
                  "method = \"ols\"; sample = ( 2012, 2014 );"),
            rows_with("x", 3, 0.0), 7,
            "has 2 (2012-2014), without a finite value: 2013 (x = 0, 2013)");
    refused(MODEL("log(y) = c + a * log(x)", "c = { }; a = { };", "method = \"ar\";"),
            rows_with("x", 3, 0.0), 7,
            "year 2014 follows 2012; autoregressive errors need every year: fill the gap or limit "
            "the sample; years without a finite value: 2013 (x = 0, 2013)");
}

static void a_sample_that_is_too_short_is_told_so(void **state) {
    (void)state;
    refused(LINE3("method = \"robust\"; sample = ( 2012, 2014 );"), rows(), 7,
            "has 3 (2012-2014), all that its sample holds");
    refused(LINE3("method = \"ols\"; sample = ( 2012, 2015 ); outliers = ( 2013 );"), rows(), 7,
            "has 3 (2012-2015), all that its sample holds");
}

static void a_weight_without_a_finite_value_is_refused(void **state) {
    (void)state;
    refused(LINE3("method = \"wls\"; weights = \"log(w - 1.1)\";"), rows(), 7,
            "the weight of y has no finite value in 2010; must be above 0");
}

/* Residuals of what is given; their scale is that of least squares of nothing. */
static void given_coefficients_leave_sigma_to_every_method(void **state) {
    (void)state;
    static const char *const METHOD[] = {"ols", "nls", "robust", "ridge", "ar"};
    double square = 0.0;
    for (size_t i = 0; i < N; i++)
        square += pow(Y[i] - 1.2 - 1.5 * X[i] - 1.4 * Z[i], 2.0);
    for (size_t i = 0; i < sizeof METHOD / sizeof *METHOD; i++) {
        char text[LONGEST];
        estimated e;
        snprintf(text, sizeof text,
                 MODEL("y = c + a * x + b * z",
                       "c = { value = 1.2; }; a = { value = 1.5; }; b = { value = 1.4; };",
                       "method = \"%s\";"),
                 METHOD[i]);
        estimated_open(&e, text, rows());
        const ot_form_fit *f = estimated_form(&e, "y");
        assert_int_equal(f->n_free, 0);
        if (strcmp(METHOD[i], "ar") == 0)
            assert_true(f->sigma_scale > 0.0);
        else
            assert_close(f->sigma_scale, sqrt(square / N), 1e-12, 0.0);
        estimated_close(&e);
    }
}

/* Ridge regression is for just that. */
static void all_coefficients_that_take_part_are_named(void **state) {
    (void)state;
    static const char *const METHOD[] = {"ols",
                                         "robust",

                                         "ar",
                                         "bayes",
                                         "wls\"; weights = \"w",
                                         ("iv\"; instruments = ( \"1\", "
                                          "\"x\", \"z\" ); sample = ( 2010, 2021 ); # \"")};
    for (size_t i = 0; i < sizeof METHOD / sizeof *METHOD; i++) {
        char text[LONGEST];
        snprintf(text, sizeof text,
                 MODEL("y = c + a * x + b * z + g * (2 * x - z)",
                       "c = { }; a = { }; b = { };\ng = { };", "method = \"%s\";\n"),
                 METHOD[i]);
        refused(text, rows(), 7,
                "the 12 observations (2010-2021) cannot tell coefficients a, b and g "
                "of y apart; give one of them a value");
    }
}

static void a_column_of_zeros_is_told(void **state) {
    (void)state;
    refused(
        MODEL("y = c + a * x + b * (z - z)", "c = { }; a = { };\nb = { };", "method = \"ols\";"),
        rows(), 7,
        "the 12 observations (2010-2021) say nothing of coefficient b of y: what it multiplies is "
        "0 in all of them");
}

static void a_restriction_that_cannot_be_is_told_where_it_stands(void **state) {
    (void)state;
    refused(LINE3("method = \"ols\";\nrestrict = ( \"a + b = 1\",\n\"c = 1\",\n\"a + b = 2\" );"),
            rows(), 10, "restriction 3 contradicts those before it");
}

/* What is left of a cubic in the calendar year is beyond doubles: better no bands than wrong ones.
 */
static void coefficients_that_determine_each_other_are_not_drawn(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e,
                   MODEL("y = c + a * year + b * year^2 + g * year^3",
                         "c = { }; a = { }; b = { }; g = { };", "method = \"ols\";"),
                   rows());
    assert_int_equal(estimated_form(&e, "y")->n_free, 4);
    e.status = ot_case_new(e.m.model, e.fit, 0, e.m.notes, &e.c, &e.err);
    assert_refused(&e, OT_ERR_INPUT, 7, "determine each other almost entirely");
    estimated_close(&e);
    estimated_open(&e,
                   MODEL("y = c + a * (year - 2015) + b * (year - 2015)^2 + g * (year - 2015)^3",
                         "c = { }; a = { }; b = { }; g = { };", "method = \"ols\";"),
                   rows());
    assert_non_null(estimated_case(&e, 0));
    estimated_close(&e);
}

static int is_noted(const estimated *e, const char *words) {
    for (size_t i = 0; i < ot_notes_count(e->m.notes); i++)
        if (strstr(ot_notes_at(e->m.notes, i)->text[OT_LANGUAGE_EN], words)) return 1;
    return 0;
}

static void weak_and_exactly_sufficient_instruments_are_noted(void **state) {
    (void)state;
    estimated e;
    (void)of_years(&e, "method = \"iv\"; instruments = ( \"1\", \"x\", \"w\" );", rows());
    assert_noted(&e, "weak instruments: the first stage of b has F ");
    assert_noted(&e,
                 "as many instruments as coefficients: whether they are valid cannot be tested");
    assert_false(is_noted(&e, "the first stage of a has F "));
    estimated_close(&e);
    (void)of_years(
        &e, "method = \"iv\"; instruments = ( \"1\", \"x\", \"w\", \"z + w\", \"year\" );", rows());
    assert_false(is_noted(&e, "weak instruments"));
    assert_false(is_noted(&e, "as many instruments as coefficients"));
    estimated_close(&e);
}

static void an_instrument_without_a_value_is_named(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e,
                   LINE3("method = \"iv\"; instruments = ( \"1\", \"log(w)\", \"z\", \"x(-1)\" );"),
                   rows_with("w", 3, -2.5));
    assert_noted(&e, "has no finite value left out: 2013 (w = -2.5, 2013)");
    estimated_close(&e);
}

static void no_method_takes_a_prior_for_a_curve(void **state) {
    (void)state;
    refused(MODEL("y = c + x ^ a", "c = { }; a = { mean = 1.0; sd = 1.0; };", "method = \"nls\";"),
            rows(), 6, "no method takes a prior for a non-linear equation yet; give it a value");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_instrument_without_a_value_is_named),
        cmocka_unit_test(no_method_takes_a_prior_for_a_curve),
        cmocka_unit_test(weights_are_those_of_lm_with_the_last_year_as_the_unit),
        cmocka_unit_test(a_variance_is_the_inverse_of_a_weight),
        cmocka_unit_test(a_weight_that_is_not_above_0_is_refused_with_its_year),
        cmocka_unit_test(a_year_without_a_weight_is_left_out),
        cmocka_unit_test(a_restriction_holds_exactly_and_is_tested),
        cmocka_unit_test(a_restriction_holds_of_weighted_least_squares),
        cmocka_unit_test(a_restriction_keeps_the_likelihood_of_its_method),
        cmocka_unit_test(restrictions_that_leave_nothing_are_refused),
        cmocka_unit_test(a_restriction_may_hold_a_given_coefficient),
        cmocka_unit_test(every_draw_obeys_the_restriction),
        cmocka_unit_test(restrictions_that_cannot_be_are_refused),
        cmocka_unit_test(weak_and_exactly_sufficient_instruments_are_noted),
        cmocka_unit_test(a_year_given_as_an_outlier_does_not_count),
        cmocka_unit_test(an_outlier_is_found_and_told),
        cmocka_unit_test(outliers_of_curves_are_given_not_found),
        cmocka_unit_test(a_logistic_curve_is_that_of_nls_with_and_without_a_start),
        cmocka_unit_test(a_curve_leaves_outliers_out_too),
        cmocka_unit_test(a_curve_that_is_a_line_is_that_of_least_squares),
        cmocka_unit_test(a_coefficient_that_a_curve_cannot_tell_apart_is_named),
        cmocka_unit_test(a_curve_by_a_linear_method_is_refused),
        cmocka_unit_test(a_penalty_that_the_data_do_not_choose_is_noted),
        cmocka_unit_test(an_elicited_prior_is_that_of_pearson_and_tukey),
        cmocka_unit_test(a_curve_leaves_years_out_that_no_coefficient_could_fit),
        cmocka_unit_test(years_without_a_finite_value_are_named_where_too_few_are_left),
        cmocka_unit_test(a_sample_that_is_too_short_is_told_so),
        cmocka_unit_test(a_weight_without_a_finite_value_is_refused),
        cmocka_unit_test(given_coefficients_leave_sigma_to_every_method),
        cmocka_unit_test(all_coefficients_that_take_part_are_named),
        cmocka_unit_test(a_column_of_zeros_is_told),
        cmocka_unit_test(a_restriction_that_cannot_be_is_told_where_it_stands),
        cmocka_unit_test(coefficients_that_determine_each_other_are_not_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
