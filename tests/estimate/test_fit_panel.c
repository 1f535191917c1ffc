/* Tests of estimate/fit_panel.c and estimate/method_panel.c: a panel from a model file and its data
 * is the one that panel.h would be given by hand. The numbers are made up for these tests. */
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
#include "estimated.h"
#include "failing_alloc.h"
#include "regress/panel.h"

enum { AREAS = 6, YEARS = 7, FIRST = 2012, LONGEST = 16384, MOST = AREAS * YEARS };

static const char *const AREA[AREAS] = {"Home", "Ash", "Birch", "Cedar", "Elm", "Fir"};
static const double X[AREAS][YEARS] = {
    {2.1, 2.9, 3.3, 3.8, 4.6, 4.9, 5.2}, {1.0, 1.4, 2.2, 2.1, 3.0, 3.7, 3.9},
    {3.2, 3.0, 3.9, 4.4, 4.2, 5.1, 5.9}, {0.8, 1.9, 1.5, 2.6, 2.8, 3.1, 3.0},
    {2.5, 2.7, 3.6, 3.4, 4.5, 4.1, 5.0}, {4.0, 4.2, 4.9, 5.5, 5.3, 6.2, 6.8}};
static const double Y[AREAS][YEARS] = {
    {3.9, 5.5, 5.9, 7.3, 8.1, 9.2, 9.3},  {2.6, 3.0, 4.6, 4.1, 5.9, 6.8, 7.6},
    {6.1, 5.4, 7.7, 8.0, 8.4, 9.6, 11.3}, {1.7, 3.9, 3.0, 5.1, 5.0, 6.3, 5.6},
    {5.2, 5.0, 7.4, 6.6, 9.3, 8.0, 10.4}, {6.6, 7.7, 8.0, 9.8, 8.9, 11.1, 11.6}};

enum { ELM = 4, ELM_FROM = 2 }; /* Elm has no data before */

/* Which rows there are: of the own area the first n_own years; all of the others but for Elm's. */
typedef struct choice {
    size_t n_own;
    int is_left_out[AREAS];
} choice;

static const char *rows(const choice *c) {
    static char text[LONGEST];
    size_t n = (size_t)snprintf(text, sizeof text, "indicator,year,value,area\n");
    for (size_t a = 0; a < AREAS; a++)
        for (size_t t = 0; t < YEARS; t++) {
            if ((a == 0 && t >= c->n_own) || (a == ELM && t < ELM_FROM)) continue;
            n += (size_t)snprintf(text + n, sizeof text - n, "y,%d,%g,%s\nx,%d,%g,%s\n",
                                  FIRST + (int)t, Y[a][t], AREA[a], FIRST + (int)t, X[a][t],
                                  AREA[a]);
        }
    return text;
}

/* The estimate group stands in line 5. */
#define MODEL_OF(data, estimate)                                                                 \
    "model: { id = \"m\"; first_year = 2019; last_year = 2019; };\n"                             \
    "data: { files = ( \"data.csv\" ); " data " };\n"                                            \
    "drivers: { x: { unit = \"index\"; value = 6.0; }; };\n"                                     \
    "indicators: { y: { unit = \"index\"; equation = \"y = c + a * x\"; coefficients = { c = { " \
    "}; a = { }; };\nestimate = { " estimate " }; }; };\n"
#define MODEL(estimate) MODEL_OF("area = \"Home\";", estimate)

typedef struct by_hand {
    double x[2 * MOST], y[MOST];
    size_t area[MOST], year[MOST];
    ot_panel panel;
} by_hand;

static void stack(const choice *c, by_hand *h) {
    size_t n = 0;
    for (size_t a = 0; a < AREAS; a++)
        for (size_t t = 0; t < YEARS; t++) {
            if ((a == 0 && t >= c->n_own) || (a == ELM && t < ELM_FROM) || c->is_left_out[a])
                continue;
            h->x[2 * n] = 1.0;
            h->x[2 * n + 1] = X[a][t];
            h->y[n] = Y[a][t];
            h->area[n] = a;
            h->year[n++] = t;
        }
    h->panel = (ot_panel){.n = n,
                          .k = 2,
                          .n_areas = AREAS,
                          .n_years = YEARS,
                          .x = h->x,
                          .y = h->y,
                          .area = h->area,
                          .year = h->year};
}

static const ot_detail *detail(const ot_form_fit *f, ot_detail_name name) {
    for (size_t i = 0; i < f->details.n; i++)
        if (f->details.at[i].name == name) return &f->details.at[i];
    fail_msg("no detail %d", (int)name);
    return NULL;
}

/* That a model file gives what panel.h gives of the same rows. */
static void assert_panel(const char *config, const choice *c, int is_partial) {
    estimated e;
    by_hand h;
    ot_panel_fit wanted = {0};
    estimated_open(&e, config, rows(c));
    const ot_form_fit *f = estimated_form(&e, "y");
    stack(c, &h);
    assert_int_equal(is_partial ? ot_panel_pool_partly(&h.panel, &wanted, NULL, NULL)
                                : ot_panel_pool(&h.panel, &wanted, NULL, NULL),
                     OT_OK);
    assert_int_equal(f->n, c->n_own);
    assert_close(f->df, wanted.df, 1e-8, 0.0);
    assert_close(f->sigma_scale, wanted.sigma_scale, 1e-8, 0.0);
    for (size_t j = 0; j < 2; j++) {
        assert_close(f->mean[j], wanted.coefficient[j], 1e-8, 0.0);
        for (size_t l = 0; l < 2; l++)
            assert_close(f->covariance[2 * j + l], wanted.covariance[2 * j + l], 1e-7, 0.0);
        assert_true(isfinite(f->standard_error[j]) && f->standard_error[j] > 0.0);
        assert_true(isfinite(f->low[j]) && isfinite(f->high[j]));
        if (is_partial) {
            assert_close(f->prior_mean[j], wanted.panel_mean[j], 1e-8, 0.0);
            assert_close(f->prior_sd[j], wanted.panel_sd[j], 1e-7, 0.0);
        }
    }
    for (size_t i = 0; i < f->n; i++)
        assert_close(f->residual[i],
                     Y[0][i] - wanted.coefficient[0] - wanted.coefficient[1] * X[0][i], 0.0, 1e-7);
    size_t n_areas = c->n_own > 0;
    for (size_t a = 1; a < AREAS; a++)
        n_areas += !c->is_left_out[a];
    assert_close(detail(f, OT_DETAIL_AREAS)->value, (double)n_areas, 0.0, 0.0);
    assert_close(detail(f, OT_DETAIL_YEAR_SD)->value, wanted.year_sd, 1e-7, 1e-12);
    assert_int_equal(f->has_diagnostics, 0);
    ot_panel_fit_clear(&wanted);
    estimated_close(&e);
}

#define POOLED  "method = \"pooled\"; "
#define PARTIAL "method = \"partial_pooling\"; "

static void a_panel_is_all_areas_of_the_data(void **state) {
    (void)state;
    static const choice ALL = {.n_own = YEARS};
    assert_panel(MODEL(POOLED), &ALL, 0);
    assert_panel(MODEL(PARTIAL), &ALL, 1);
    assert_panel(MODEL_OF("", PARTIAL "area = \"Home\";"), &ALL, 1);
}

static void areas_may_be_named_or_left_out(void **state) {
    (void)state;
    static const choice SOME = {.n_own = YEARS, .is_left_out = {0, 0, 1, 0, 0, 1}};
    assert_panel(MODEL(POOLED "except = ( \"Birch\", \"Fir\" );"), &SOME, 0);
    assert_panel(MODEL(PARTIAL "except = ( \"Birch\", \"Fir\" );"), &SOME, 1);
    assert_panel(MODEL(PARTIAL "areas = ( \"Ash\", \"Cedar\", \"Elm\" );"), &SOME, 1);
    assert_panel(MODEL(PARTIAL "areas = ( \"Ash\", \"Home\", \"Birch\", \"Cedar\", \"Elm\" ); "
                               "except = ( \"Birch\" );"),
                 &SOME, 1);
}

static double width_of(const char *config, size_t n_own) {
    const choice c = {.n_own = n_own};
    estimated e;
    estimated_open(&e, config, rows(&c));
    const ot_form_fit *f = estimated_form(&e, "y");
    const double width = f->high[1] - f->low[1];
    assert_int_equal(f->n, n_own);
    assert_true(isfinite(width) && width > 0.0);
    estimated_close(&e);
    return width;
}

static void an_area_with_few_years_or_none_leans_on_the_panel(void **state) {
    (void)state;
    static const choice TWO = {.n_own = 2}, NONE = {.n_own = 0};
    assert_panel(MODEL(PARTIAL), &TWO, 1);
    assert_panel(MODEL(PARTIAL), &NONE, 1);
    assert_panel(MODEL(POOLED), &NONE, 0);
    const double seven = width_of(MODEL(PARTIAL), 7), two = width_of(MODEL(PARTIAL), 2),
                 none = width_of(MODEL(PARTIAL), 0);
    assert_true(seven < two && two < none);
}

/* Nothing of the own area stands under the name that the others have for the same thing. */
static void a_panel_may_stand_under_other_names(void **state) {
    (void)state;
    static const choice NONE = {.n_own = 0};
    char text[LONGEST] = "indicator,year,value,area\n";
    estimated e, plain;
    size_t n = strlen(text);
    for (size_t a = 1; a < AREAS; a++)
        for (size_t t = a == ELM ? ELM_FROM : 0; t < YEARS; t++)
            n += (size_t)snprintf(text + n, sizeof text - n, "v,%d,%g,%s\nx,%d,%g,%s\n",
                                  FIRST + (int)t, Y[a][t], AREA[a], FIRST + (int)t, X[a][t],
                                  AREA[a]);
    snprintf(text + n, sizeof text - n, "y,2018,9.0,Home\n");
    estimated_open(&e, MODEL(PARTIAL "map = ( ( \"y\", \"v\" ) );"), text);
    estimated_open(&plain, MODEL(PARTIAL), rows(&NONE));
    assert_close(estimated_form(&e, "y")->mean[1], estimated_form(&plain, "y")->mean[1], 1e-9, 0.0);
    assert_int_equal(estimated_form(&e, "y")->n, 0);
    estimated_close(&plain);
    estimated_close(&e);
}

static void refused_of(const char *config, const char *data, int line, const char *words) {
    estimated e;
    estimated_open(&e, config, data);
    assert_refused(&e, OT_ERR_INPUT, line, words);
    estimated_close(&e);
}

static void a_panel_that_cannot_be_is_refused(void **state) {
    (void)state;
    static const choice ALL = {.n_own = YEARS}, NONE = {.n_own = 0};
    static const char *const METHOD[] = {"pooled", "partial_pooling"};
    for (size_t i = 0; i < 2; i++) {
        char text[LONGEST];
        snprintf(text, sizeof text, MODEL("method = \"%s\"; except = ( \"Oak\" );"), METHOD[i]);
        refused_of(text, rows(&ALL), 5,
                   "no data are of the area \"Oak\", which the estimate of y names");
        snprintf(text, sizeof text, MODEL("method = \"%s\"; areas = ( \"Ash\", \"Oak\" );"),
                 METHOD[i]);
        refused_of(text, rows(&ALL), 5, "no data are of the area \"Oak\"");
        snprintf(text, sizeof text, MODEL("method = \"%s\"; areas = ( \"Ash\" );"), METHOD[i]);
        refused_of(text, rows(&ALL), 5, "observations of 2 areas; must be at least 3");
        snprintf(text, sizeof text, MODEL("method = \"%s\"; areas = ( \"Ash\", \"Elm\" );"),
                 METHOD[i]);
        refused_of(text, rows(&NONE), 5, "observations of 2 areas; must be at least 3");
        snprintf(text, sizeof text, MODEL("method = \"%s\"; outliers = \"auto\";"), METHOD[i]);
        refused_of(text, rows(&ALL), 5, "outliers of y are found of a linear equation of one area");
        snprintf(text, sizeof text, MODEL_OF("", "method = \"%s\";"), METHOD[i]);
        refused_of(text, rows(&ALL), 5, "the panel of y must know which area is its own");
    }
}

static void a_value_of_no_area_belongs_to_none_of_a_panel(void **state) {
    (void)state;
    static const choice ALL = {.n_own = YEARS};
    char text[LONGEST];
    estimated e;
    snprintf(text, sizeof text, "%sy,2011,3.5,\n", rows(&ALL));
    estimated_open(&e, MODEL(PARTIAL), text);
    assert_int_equal(e.status, OT_ERR_INPUT);
    assert_non_null(strstr(e.err.file, "data.csv"));
    assert_non_null(strstr(e.err.text[OT_LANGUAGE_EN], "\"y\" has a value without an area (2011)"));
    estimated_close(&e);
}

static void every_failing_allocation_of_a_panel_is_reported(void **state) {
    (void)state;
    static const choice ALL = {.n_own = YEARS};
    estimated e;
    ot_fit *fit = NULL;
    ot_status status;
    int k = 0;
    estimated_open(&e, MODEL(POOLED), rows(&ALL));
    do {
        fail_allocation(k++);
        status = ot_fit_new(e.m.model, NULL, NULL, &fit, NULL);
        fail_allocation(-1);
        assert_true(status == OT_OK || status == OT_ERR_NOMEM);
        assert_true((fit != NULL) == (status == OT_OK));
    } while (status);
    assert_true(k > 6);
    ot_fit_free(fit);
    estimated_close(&e);
}

static void an_area_that_no_data_are_of_is_refused(void **state) {
    (void)state;
    static const choice ALL_ROWS = {YEARS, {0}};
    static const char *const CASE[][2] = {
        {MODEL("method = \"ols\"; area = \"Hom\";"), "did you mean \"Home\"?"},
        {MODEL("method = \"partial_pooling\"; area = \"Hom\";"), "did you mean \"Home\"?"},
        {MODEL("method = \"pooled\"; except = ( \"Home\" );"), "the own area of y"},
    };
    for (size_t i = 0; i < 3; i++) {
        estimated e;
        estimated_open(&e, CASE[i][0], rows(&ALL_ROWS));
        assert_refused(&e, OT_ERR_INPUT, 5, CASE[i][1]);
        estimated_close(&e);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_area_that_no_data_are_of_is_refused),
        cmocka_unit_test(a_panel_is_all_areas_of_the_data),
        cmocka_unit_test(areas_may_be_named_or_left_out),
        cmocka_unit_test(an_area_with_few_years_or_none_leans_on_the_panel),
        cmocka_unit_test(a_panel_may_stand_under_other_names),
        cmocka_unit_test(a_panel_that_cannot_be_is_refused),
        cmocka_unit_test(a_value_of_no_area_belongs_to_none_of_a_panel),
        cmocka_unit_test(every_failing_allocation_of_a_panel_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
