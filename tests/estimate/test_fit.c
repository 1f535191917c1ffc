/* Tests of outturn/fit.h, from a model file and its data to the fit of each form. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "close_to.h"
#include "estimate/fit.h"
#include "failing_alloc.h"
#include "outturn/config.h"
#include "outturn/init.h"
#include "regress/regression.h"
#include "scratch.h"

/* Klein's Model I, 1920-1941 (L. R. Klein, 1950): consumption, profits, wages of both sectors. */
static const double KLEIN[][3] = {
    {39.8, 12.7, 31.0}, {41.9, 12.4, 28.2}, {45.0, 16.9, 32.2}, {49.2, 18.4, 37.0},
    {50.6, 19.4, 37.0}, {52.6, 20.1, 38.6}, {55.1, 19.6, 40.7}, {56.2, 19.8, 41.5},
    {57.3, 21.1, 42.9}, {57.8, 21.7, 45.3}, {55.0, 15.6, 42.1}, {50.9, 11.4, 39.3},
    {45.6, 7.0, 34.3},  {46.5, 11.2, 34.1}, {48.7, 12.3, 36.6}, {51.3, 14.0, 39.3},
    {57.7, 17.6, 44.2}, {58.7, 17.3, 47.7}, {57.5, 15.3, 45.9}, {61.6, 19.0, 49.4},
    {65.0, 21.1, 53.0}, {69.7, 23.5, 61.8}};
enum { KLEIN_FIRST = 1920, KLEIN_N = 22, LONGEST = 16384 };

typedef struct world {
    char dir[64], model_path[96], data_path[96];
    ot_notes *notes;
    ot_spec *spec;
    ot_table *table;
    ot_model *model;
    ot_fit *fit;
    ot_error err;
    ot_status status; /* of ot_fit_new */
} world;

static void write_file(const char *path, const char *text) {
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void say(const ot_error *err) {
    print_error("%s:%d:%d: %s\n", err->file, err->line, err->column, err->text[0]);
}

/* A model of 1942 with consumption cn on drivers p and w; `indicators` is the inside of its group,
 * `scenarios` that of theirs, `data` the rows of its file. */
static void build(world *w, const char *indicators, const char *scenarios, const char *data) {
    static char text[LONGEST];
    *w = (world){.fit = NULL};
    scratch_name(w->dir, sizeof w->dir, "fit");
    assert_non_null(mkdtemp(w->dir));
    snprintf(w->model_path, sizeof w->model_path, "%s/model.cfg", w->dir);
    snprintf(w->data_path, sizeof w->data_path, "%s/data.csv", w->dir);
    snprintf(text, sizeof text,
             "model: { id = \"test\"; first_year = 1942; last_year = 1943; };\n"
             "data: { files = ( \"data.csv\" ); };\n"
             "drivers: { p: { unit = \"index\"; value = 20.0; source = \"x\"; };\n"
             "w: { unit = \"index\"; value = 60.0; source = \"x\"; }; };\n"
             "indicators: {\n%s\n};\nscenarios: { %s };\n",
             indicators, scenarios);
    write_file(w->model_path, text);
    snprintf(text, sizeof text, "indicator,year,value,area,vintage\n%s", data);
    write_file(w->data_path, text);
    assert_int_equal(ot_notes_new(&w->notes, &w->err), OT_OK);
    if (ot_spec_load(w->model_path, NULL, 0, w->notes, &w->spec, &w->err)) say(&w->err);
    assert_non_null(w->spec);
    if (ot_table_load(ot_spec_data_files(w->spec), ot_spec_n_data_files(w->spec), w->notes,
                      &w->table, &w->err))
        say(&w->err);
    assert_non_null(w->table);
    if (ot_model_new(w->spec, w->table, NULL, w->notes, &w->model, &w->err)) say(&w->err);
    assert_non_null(w->model);
}

static void clear(world *w) {
    ot_fit_free(w->fit);
    ot_model_free(w->model);
    ot_table_free(w->table);
    ot_spec_free(w->spec);
    ot_notes_free(w->notes);
    remove(w->model_path);
    remove(w->data_path);
    rmdir(w->dir);
}

static const char *klein_rows(int first, int last, const char *tail) {
    static char text[LONGEST];
    size_t n = 0;
    for (int year = first; year <= last; year++) {
        const double *row = KLEIN[year - KLEIN_FIRST];
        n += (size_t)snprintf(text + n, sizeof text - n, "cn,%d,%g,,\np,%d,%g,,\nw,%d,%g,,\n", year,
                              row[0], year, row[1], year, row[2]);
    }
    snprintf(text + n, sizeof text - n, "%s", tail);
    return text;
}

static void fit_as_of(world *w, const char *indicators, const char *scenarios, const char *data,
                      const char *as_of) {
    build(w, indicators, scenarios, data);
    w->status = ot_fit_new(w->model, as_of, w->notes, &w->fit, &w->err);
}

static void fit(world *w, const char *indicators) {
    fit_as_of(w, indicators, "", klein_rows(1920, 1941, ""), NULL);
}

static const ot_form_fit *fitted(world *w, size_t form) {
    if (w->status) say(&w->err);
    assert_int_equal(w->status, OT_OK);
    assert_true(form < w->model->n_forms);
    return &w->fit->form[form];
}

static void assert_noted(const world *w, const char *words) {
    for (size_t i = 0; i < ot_notes_count(w->notes); i++)
        if (strstr(ot_notes_at(w->notes, i)->text[OT_LANGUAGE_EN], words)) return;
    fail_msg("no note says \"%s\"", words);
}

static void assert_refused(const world *w, ot_status status, int line, const char *words) {
    assert_int_equal(w->status, status);
    assert_null(w->fit);
    assert_string_equal(w->err.file, w->model_path);
    if (w->err.line != line || !strstr(w->err.text[OT_LANGUAGE_EN], words)) {
        say(&w->err);
        fail_msg("want line %d and \"%s\"", line, words);
    }
    assert_true(*w->err.text[OT_LANGUAGE_ZH] != '\0');
}

/* Indicators stand from line 6 of the model on. */
#define CN(equation, coefficients, rest)             \
    "cn: { unit = \"index\"; equation = \"" equation \
    "\"; source = \"x\";\ncoefficients = { " coefficients " };\n" rest "\n};"
#define KLEIN_EQUATION "cn = a1 + a2 * p + a3 * p(-1) + a4 * w"
#define OLS            "estimate = { method = \"ols\"; };"

/* What is observed later does not estimate, unless a caller says that it may. */
static void the_end_of_what_is_known_ends_the_sample(void **state) {
    (void)state;
    static const char END[] = "model.observed_until=1930";
    const char *const set = END;
    world w;
    fit(&w, CN(KLEIN_EQUATION, "a1 = { }; a2 = { }; a3 = { }; a4 = { };", OLS));
    ot_fit_free(w.fit);
    ot_model_free(w.model);
    ot_spec_free(w.spec);
    w.model = NULL;
    w.spec = NULL;
    assert_int_equal(ot_spec_load(w.model_path, &set, 1, w.notes, &w.spec, &w.err), OT_OK);
    assert_int_equal(ot_model_new(w.spec, w.table, NULL, w.notes, &w.model, &w.err), OT_OK);
    w.status = ot_fit_new(w.model, NULL, w.notes, &w.fit, &w.err);
    assert_int_equal(fitted(&w, 0)->last, 1930);
    assert_int_equal(fitted(&w, 0)->n, 10);
    ot_fit_free(w.fit);
    ot_spec_estimate_from_all(w.spec);
    w.status = ot_fit_new(w.model, NULL, w.notes, &w.fit, &w.err);
    assert_int_equal(fitted(&w, 0)->last, 1941);
    clear(&w);
}

/* Values: bimets 4.1.2 on the same data. */
static void least_squares_of_an_equation_agrees_with_another_program(void **state) {
    (void)state;
    world w;
    fit(&w, CN(KLEIN_EQUATION, "a1 = { }; a2 = { }; a3 = { }; a4 = { };", OLS));
    const ot_form_fit *f = fitted(&w, 0);
    assert_int_equal(f->method, OT_METHOD_OLS);
    assert_int_equal(f->n, 21);
    assert_int_equal(f->first, 1921);
    assert_int_equal(f->last, 1941);
    assert_int_equal(f->k, 4);
    assert_int_equal(f->n_free, 4);
    assert_close(f->mean[0], 16.2366002719043, 0.0, 1e-11);
    assert_close(f->mean[1], 0.192934381311945, 0.0, 1e-13);
    assert_close(f->mean[2], 0.0898848978147886, 0.0, 1e-13);
    assert_close(f->mean[3], 0.796218749718934, 0.0, 1e-13);
    assert_close(f->df, 17.0, 0.0, 0.0);
    assert_close(f->sigma_scale, 1.02553999264184, 0.0, 1e-12);
    assert_close(f->residual_se, 1.02553999264184, 0.0, 1e-12);
    assert_close(f->r2, 0.98100819206489, 0.0, 1e-13);
    assert_close(f->adjusted_r2, 0.977656696546929, 0.0, 1e-13);
    assert_close(f->durbin_watson, 1.36747404828209, 0.0, 1e-12);
    assert_close(f->rss, 17.8794487006329, 0.0, 1e-11);
    assert_close(f->mean_dependent, 53.9952380952381, 0.0, 1e-12);
    assert_close(f->goodness.bic, 71.4397500464351, 0.0, 1e-11);
    assert_close(f->t[3] * f->standard_error[3], f->mean[3], 0.0, 1e-15);
    assert_close(f->p[3], ot_student_two_sided(f->t[3], 17.0), 0.0, 0.0);
    assert_close(f->standard_error[1], sqrt(f->covariance[5]), 0.0, 0.0);
    assert_true(isnan(f->prior_mean[1]) && isnan(f->prior_sd[1]));
    assert_null(f->area);
    clear(&w);
}

static void a_fixed_coefficient_moves_to_the_left(void **state) {
    (void)state;
    world w;
    fit(&w, CN(KLEIN_EQUATION,
               "a1 = { }; a2 = { value = 0.25; source = \"x\"; }; a3 = { }; a4 = { };", OLS));
    const ot_form_fit *f = fitted(&w, 0);
    double x[21 * 3], y[21];
    for (size_t i = 0; i < 21; i++) {
        x[3 * i] = 1.0;
        x[3 * i + 1] = KLEIN[i][1];
        x[3 * i + 2] = KLEIN[i + 1][2];
        y[i] = KLEIN[i + 1][0] - 0.25 * KLEIN[i + 1][1];
    }
    ot_regression r;
    assert_int_equal(ot_regression_ols(x, y, 21, 3, &r, &w.err), OT_OK);
    assert_int_equal(f->n_free, 3);
    assert_close(f->mean[0], r.coefficient[0], 0.0, 1e-12);
    assert_close(f->mean[1], 0.25, 0.0, 0.0);
    assert_close(f->mean[3], r.coefficient[2], 0.0, 1e-12);
    assert_close(f->covariance[3 * 4 + 2], r.covariance[2 * 3 + 1], 0.0, 1e-15);
    for (size_t j = 0; j < 4; j++)
        assert_close(fabs(f->covariance[4 + j]) + fabs(f->covariance[4 * j + 1]), 0.0, 0.0, 0.0);
    assert_close(f->standard_error[1], 0.0, 0.0, 0.0);
    assert_close(f->df, 18.0, 0.0, 0.0);
    assert_close(f->mean_dependent, 53.9952380952381, 0.0, 1e-12); /* not what is left of it */
    assert_close(f->goodness.aic, r.goodness.aic, 0.0, 1e-12);
    assert_true(isnan(f->t[1]) && isnan(f->p[1]) && isfinite(f->t[0]) && isfinite(f->p[0]));
    ot_regression_clear(&r);
    clear(&w);
}

static void a_given_exponent_leaves_an_equation_linear(void **state) {
    (void)state;
    world w;
    fit(&w,
        CN("cn = a + b * w ^ c", "a = { }; b = { }; c = { value = 1.0; source = \"x\"; };", OLS));
    const ot_form_fit *bent = fitted(&w, 0);
    world v;
    fit(&v, CN("cn = a + b * w", "a = { }; b = { };", OLS));
    const ot_form_fit *straight = fitted(&v, 0);
    assert_close(bent->mean[1], straight->mean[1], 0.0, 1e-12);
    clear(&w);
    clear(&v);
}

static void a_free_exponent_is_refused_where_it_stands(void **state) {
    (void)state;
    world w;
    fit(&w, CN("cn = a + w ^ c", "a = { }; c = { };", OLS));
    assert_refused(&w, OT_ERR_INPUT, 6, "non-linear in coefficient c");
    assert_in_range(w.err.column, 40, 60);
    clear(&w);
}

#define BAYES \
    "estimate = { method = \"bayes\"; sigma = { scale = 1.5; df = 6.0; source = \"x\"; }; };"

static void a_posterior_is_that_of_the_regression(void **state) {
    (void)state;
    world w;
    fit(&w, CN("cn = a + b * w", "a = { }; b = { mean = 0.9; sd = 0.1; source = \"x\"; };", BAYES));
    const ot_form_fit *f = fitted(&w, 0);
    double x[KLEIN_N * 2], y[KLEIN_N];
    for (size_t i = 0; i < KLEIN_N; i++) {
        x[2 * i] = 1.0;
        x[2 * i + 1] = KLEIN[i][2];
        y[i] = KLEIN[i][0];
    }
    const double mean[] = {NAN, 0.9}, sd[] = {NAN, 0.1};
    ot_regression r;
    assert_int_equal(ot_regression_bayes(x, y, KLEIN_N, 2, mean, sd, 1.5, 6.0, &r, &w.err), OT_OK);
    assert_int_equal(f->method, OT_METHOD_BAYES);
    assert_close(f->df, 6.0 + 22.0 - 1.0, 0.0, 0.0);
    assert_close(f->mean[1], r.coefficient[1], 0.0, 1e-13);
    assert_close(f->covariance[3], r.covariance[3], 0.0, 1e-15);
    assert_close(f->sigma_scale, r.sigma_scale, 0.0, 1e-13);
    assert_close(f->prior_mean[1], 0.9, 0.0, 0.0);
    assert_close(f->prior_sd[1], 0.1, 0.0, 0.0);
    assert_true(isnan(f->prior_sd[0]));
    ot_regression_clear(&r);
    clear(&w);
}

static void without_observations_the_posterior_is_the_prior(void **state) {
    (void)state;
    world w;
    fit_as_of(
        &w,
        CN("dlog(cn) = a + b * dlog(p)",
           "a = { mean = 0.0; sd = 0.03; source = \"x\"; }; b = { mean = 0.8; sd = 0.3; source "
           "= \"x\"; };",
           "estimate = { method = \"bayes\"; sigma = { scale = 0.05; df = 4.0; source = "
           "\"x\"; }; };\nstart = { year = 1941; value = 70.0; source = \"x\"; };"),
        "", "p,1941,20,,\n", NULL);
    const ot_form_fit *f = fitted(&w, 0);
    assert_int_equal(f->n, 0);
    assert_int_equal(f->first, 0);
    assert_close(f->df, 4.0, 0.0, 0.0);
    assert_close(f->sigma_scale, 0.05, 0.0, 1e-17);
    assert_close(sqrt(f->covariance[3]) * 2.131846786326649 / 1.6448536269514722, 0.3, 0.0, 1e-15);
    assert_close(f->standard_error[1], 0.3, 0.0, 1e-15); /* what is shown is the prior's own sd */
    assert_true(isnan(f->r2));
    clear(&w);
}

static void a_prior_alone_is_taken_as_it_is(void **state) {
    (void)state;
    world w;
    fit(&w,
        CN("cn = a + b * w ^ c",
           "a = { mean = 2.0; sd = 0.5; source = \"x\"; }; b = { mean = 1.0; sd = 0.2; source = "
           "\"x\"; }; c = { value = 0.9; source = \"x\"; };",
           "residual = { scale = 1.2; df = 5.0; source = \"x\"; };"));
    const ot_form_fit *f = fitted(&w, 0);
    assert_int_equal(f->method, OT_METHOD_PRIOR);
    assert_int_equal(f->n, 0);
    assert_int_equal(f->n_free, 2);
    assert_close(f->df, 5.0, 0.0, 0.0);
    assert_close(f->sigma_scale, 1.2, 0.0, 0.0);
    assert_close(f->covariance[0], 0.25, 0.0, 1e-15); /* normal, whatever sigma */
    assert_close(f->standard_error[0], 0.5, 0.0, 1e-15);
    assert_close(f->mean[2], 0.9, 0.0, 0.0);
    assert_close(f->covariance[8], 0.0, 0.0, 0.0);
    clear(&w);
}

static void a_residual_of_known_scale_is_normal(void **state) {
    (void)state;
    world w;
    fit(&w, CN("cn = b * w", "b = { mean = 1.0; sd = 0.2; source = \"x\"; };",
               "residual = { scale = 1.2; source = \"x\"; };"));
    const ot_form_fit *f = fitted(&w, 0);
    assert_close(f->df, 0.0, 0.0, 0.0);
    assert_close(f->covariance[0], 0.04, 0.0, 1e-16);
    clear(&w);
    fit(&w, CN("cn = b * w", "b = { mean = 1.0; sd = 0.2; source = \"x\"; };", ""));
    f = fitted(&w, 0);
    assert_close(f->sigma_scale, 0.0, 0.0, 0.0);
    assert_noted(&w, "no residual");
    clear(&w);
}

static void an_identity_has_nothing_to_estimate(void **state) {
    (void)state;
    world w;
    fit(&w, "cn: { unit = \"index\"; equation = \"cn = cn(-1) + p\"; source = \"x\"; };");
    const ot_form_fit *f = fitted(&w, 0);
    assert_int_equal(f->method, OT_METHOD_NONE);
    assert_int_equal(f->k, 0);
    clear(&w);
}

static void years_with_a_gap_are_left_out_and_noted(void **state) {
    (void)state;
    world w;
    char rows[LONGEST];
    strcpy(rows, klein_rows(1920, 1929, ""));
    strcat(rows, klein_rows(1931, 1941, ""));
    fit_as_of(&w,
              CN("cn = a + b * p(-1)", "a = { }; b = { };",
                 "estimate = { method = \"ols\"; sample = ( 1925, 1935 ); };"),
              "", rows, NULL);
    const ot_form_fit *f = fitted(&w, 0);
    assert_int_equal(f->n, 9); /* without 1930 and the year after it */
    assert_int_equal(f->first, 1925);
    assert_int_equal(f->last, 1935);
    assert_noted(&w, "1930, 1931");
    clear(&w);
}

static void years_without_a_finite_value_are_left_out_with_a_warning(void **state) {
    (void)state;
    world w;
    char rows[LONGEST];
    strcpy(rows, klein_rows(1921, 1941, "p,1920,0,,\ncn,1920,39.8,,\n"));
    fit_as_of(&w, CN("log(cn) = a + b * log(p)", "a = { }; b = { };", OLS), "", rows, NULL);
    assert_int_equal(fitted(&w, 0)->n, 21);
    assert_noted(&w, "no finite value");
    clear(&w);
}

static void another_area_may_be_estimated_from(void **state) {
    (void)state;
    world w;
    const char *tail = "cons,1930,1,North,\ncons,1931,3,North,\ncons,1932,4,North,\n"
                       "cons,1933,6,North,\np,1930,1,North,\np,1931,2,North,\np,1932,3,North,\n"
                       "p,1933,4,North,\n";
    fit_as_of(
        &w,
        CN("cn = a + b * p", "a = { }; b = { };",
           "estimate = { method = \"ols\"; area = \"North\"; map = ( ( \"cn\", \"cons\" ) ); };"),
        "", klein_rows(1940, 1941, tail), NULL);
    const ot_form_fit *f = fitted(&w, 0);
    assert_int_equal(f->n, 4);
    assert_string_equal(f->area, "North");
    assert_close(f->mean[1], 1.6, 0.0, 1e-14); /* of 1 3 4 6 on 1 2 3 4 */
    assert_close(f->mean[0], -0.5, 0.0, 1e-14);
    clear(&w);
}

static void what_was_published_later_is_not_known(void **state) {
    (void)state;
    world w;
    const char *rows = "cn,1938,1,,1939\ncn,1939,3,,1940\ncn,1940,4,,1941\ncn,1941,9,,1942\n"
                       "cn,1940,40,,1943\np,1941,1,,\n";
    fit_as_of(&w, CN("cn = a", "a = { };", OLS), "", rows, "1942");
    assert_int_equal(fitted(&w, 0)->n, 4);
    assert_close(w.fit->form[0].mean[0], 4.25, 0.0, 1e-14);
    clear(&w);
    fit_as_of(&w, CN("cn = a", "a = { };", OLS), "", rows, "1941");
    assert_int_equal(fitted(&w, 0)->n, 3);
    clear(&w);
    fit_as_of(&w, CN("cn = a", "a = { };", OLS), "", rows, NULL);
    assert_close(fitted(&w, 0)->mean[0], 53.0 / 4.0, 0.0, 1e-14);
    clear(&w);
}

static void a_scenario_has_its_own_fit_only_where_it_differs(void **state) {
    (void)state;
    world w;
    const char *scenarios =
        "base: { }; same: { extends = \"base\"; }; tied: { extends = \"base\"; coefficients = { cn "
        "= { b = { value = 0.5; source = \"x\"; }; }; }; };";
    fit_as_of(&w, CN("cn = a + b * w", "a = { }; b = { };", OLS), scenarios,
              klein_rows(1920, 1941, ""), NULL);
    (void)fitted(&w, 1);
    assert_int_equal(w.model->n_forms, 2);
    const ot_form_fit *free_fit = &w.fit->form[0], *tied = &w.fit->form[1];
    assert_int_equal(free_fit->n_free, 2);
    assert_int_equal(tied->n_free, 1);
    assert_close(tied->mean[1], 0.5, 0.0, 0.0);
    assert_close(tied->df, 21.0, 0.0, 0.0);
    clear(&w);
}

static void too_few_observations_are_refused_with_what_would_do(void **state) {
    (void)state;
    world w;
    fit_as_of(&w, CN("cn = a + b * w", "a = { }; b = { };", OLS), "", klein_rows(1940, 1941, ""),
              NULL);
    assert_refused(&w, OT_ERR_INPUT, 8,
                   "cn needs at least 3 observations for 2 coefficients and a residual variance, "
                   "has 2 (1940-1941)");
    assert_non_null(strstr(w.err.text[OT_LANGUAGE_EN], "method = \"bayes\""));
    assert_non_null(strstr(w.err.text[OT_LANGUAGE_ZH],
                           "至少需要 3 个观测值来估计 2 个系数和残差方差，现有 2 个（1940—1941）"));
    clear(&w);
    fit_as_of(&w, CN("cn = a + b * w", "a = { }; b = { };", BAYES), "", klein_rows(1941, 1941, ""),
              NULL);
    assert_refused(&w, OT_ERR_INPUT, 8, "at least 2 observations for 2 coefficients without prior");
    clear(&w);
}

static void a_missing_series_is_named(void **state) {
    (void)state;
    world w;
    fit_as_of(&w, CN("cn = a + b * w", "a = { }; b = { };", OLS), "",
              "cn,1938,1,,\ncn,1939,3,,\ncn,1940,4,,\ncn,1941,9,,\np,1941,3,,\n", NULL);
    assert_refused(&w, OT_ERR_INPUT, 8, "has 0, the data of w being fewest");
    clear(&w);
}

static void priors_of_coefficients_want_one_of_sigma_or_many_observations(void **state) {
    (void)state;
    world w;
    const char *bayes =
        CN("cn = a + b * w", "a = { }; b = { mean = 0.9; sd = 0.1; source = \"x\"; };",
           "estimate = { method = \"bayes\"; };");
    fit_as_of(&w, bayes, "", klein_rows(1933, 1941, ""), NULL);
    assert_refused(&w, OT_ERR_INPUT, 8, "at least 10 observations, has 9");
    clear(&w);
    fit_as_of(&w, bayes, "", klein_rows(1932, 1941, ""), NULL);
    assert_int_equal(fitted(&w, 0)->n, 10);
    assert_noted(&w, "sigma of cn has no prior");
    clear(&w);
}

static void least_squares_takes_no_priors(void **state) {
    (void)state;
    world w;
    fit(&w, CN("cn = a + b * w", "a = { };\nb = { mean = 0.9; sd = 0.1; source = \"x\"; };", OLS));
    assert_refused(&w, OT_ERR_INPUT, 8, "write method = \"bayes\"");
    clear(&w);
    fit(&w, CN("cn = a + b * w", "a = { }; b = { };",
               "estimate = { method = \"ols\"; sigma = { scale = 1.0; df = 4.0; source = \"x\"; }; "
               "};"));
    assert_refused(&w, OT_ERR_INPUT, 8, "sigma of cn has a prior");
    clear(&w);
}

static void a_coefficient_that_the_sample_cannot_tell_apart_is_named(void **state) {
    (void)state;
    world w;
    fit(&w, CN("cn = a + b * w + c * (2 * w + 1)", "a = { }; b = { };\nc = { };", OLS));
    assert_refused(&w, OT_ERR_INPUT, 8, "cannot tell coefficients a, b and c of cn apart");
    clear(&w);
}

static void an_identity_that_is_estimated_is_refused(void **state) {
    (void)state;
    world w;
    fit_as_of(&w, CN("cn = a + b * w", "a = { }; b = { };", OLS), "",
              "cn,1938,10,,\ncn,1939,20,,\ncn,1940,30,,\ncn,1941,50,,\nw,1938,1,,\nw,1939,2,,\n"
              "w,1940,3,,\nw,1941,5,,\np,1941,1,,\n",
              NULL);
    assert_refused(&w, OT_ERR_INPUT, 8, "fits its 4 observations (1938-1941) exactly");
    clear(&w);
}

static void a_flat_coefficient_without_data_is_refused(void **state) {
    (void)state;
    world w;
    fit(&w, CN("cn = a + b * w", "a = { value = 1.0; source = \"x\"; };\nb = { };", ""));
    assert_refused(&w, OT_ERR_INPUT, 8, "coefficient b of cn has no prior");
    clear(&w);
}

static void few_observations_are_noted(void **state) {
    (void)state;
    world w;
    fit_as_of(&w, CN("cn = a + b * w", "a = { }; b = { };", OLS), "", klein_rows(1938, 1941, ""),
              NULL);
    assert_close(fitted(&w, 0)->df, 2.0, 0.0, 0.0);
    ot_fit_note_few(w.fit, w.notes);
    assert_noted(&w, "4 observations (1938-1941) for 2 coefficients");
    assert_noted(
        &w, "has 2 degrees of freedom: its Student-t has no standard deviation; bands are given");
    clear(&w);
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    world w;
    build(&w,
          CN(KLEIN_EQUATION, "a1 = { }; a2 = { }; a3 = { }; a4 = { };",
             "estimate = { method = \"ols\"; sample = ( 1915, 1941 ); };"),
          "", klein_rows(1920, 1941, ""));
    int k = 0;
    do {
        fail_allocation(k++);
        w.status = ot_fit_new(w.model, NULL, NULL, &w.fit, &w.err);
        fail_allocation(-1);
        assert_true(w.status == OT_OK || w.status == OT_ERR_NOMEM);
        assert_true((w.fit != NULL) == (w.status == OT_OK));
    } while (w.status);
    assert_true(k > 6);
    clear(&w);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_of_what_is_known_ends_the_sample),
        cmocka_unit_test(least_squares_of_an_equation_agrees_with_another_program),
        cmocka_unit_test(a_fixed_coefficient_moves_to_the_left),
        cmocka_unit_test(a_given_exponent_leaves_an_equation_linear),
        cmocka_unit_test(a_free_exponent_is_refused_where_it_stands),
        cmocka_unit_test(a_posterior_is_that_of_the_regression),
        cmocka_unit_test(without_observations_the_posterior_is_the_prior),
        cmocka_unit_test(a_prior_alone_is_taken_as_it_is),
        cmocka_unit_test(a_residual_of_known_scale_is_normal),
        cmocka_unit_test(an_identity_has_nothing_to_estimate),
        cmocka_unit_test(years_with_a_gap_are_left_out_and_noted),
        cmocka_unit_test(years_without_a_finite_value_are_left_out_with_a_warning),
        cmocka_unit_test(another_area_may_be_estimated_from),
        cmocka_unit_test(what_was_published_later_is_not_known),
        cmocka_unit_test(a_scenario_has_its_own_fit_only_where_it_differs),
        cmocka_unit_test(too_few_observations_are_refused_with_what_would_do),
        cmocka_unit_test(a_missing_series_is_named),
        cmocka_unit_test(priors_of_coefficients_want_one_of_sigma_or_many_observations),
        cmocka_unit_test(least_squares_takes_no_priors),
        cmocka_unit_test(a_coefficient_that_the_sample_cannot_tell_apart_is_named),
        cmocka_unit_test(an_identity_that_is_estimated_is_refused),
        cmocka_unit_test(a_flat_coefficient_without_data_is_refused),
        cmocka_unit_test(few_observations_are_noted),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
