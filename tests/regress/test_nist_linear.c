/* NIST's linear sets through the whole way of outturn estimate: a model file with the equation, a
 * data file with the digits as NIST prints them, the design and the fit.
 *
 * fixtures/ has the Statistical Reference Datasets for linear regression (public domain,
 * https://www.itl.nist.gov/div898/strd/lls/lls.shtml): data from line 61 on, certified values in
 * linear_certified.csv and linear_stats.csv. A set that is listed there and has no file fails. */
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

#include "base/buffer.h"
#include "close_to.h"
#include "estimate/design.h"
#include "estimate/fit.h"
#include "outturn/config.h"
#include "outturn/init.h"
#include "regress/regression.h"
#include "scratch.h"

enum { MOST = 12, FIRST_DATA_LINE = 61, LONGEST = 512, FIRST_YEAR = 1901, N_SETS = 8 };
#define FIXTURES "tests/regress/fixtures/"
static const double WANTED = 13.0;

struct nist {
    char name[LONGEST];
    size_t n, k, n_predictors;
    int has_constant;
    double estimate[MOST], se[MOST], residual_sd, r2;
    ot_buffer data; /* rows of the data file */
};

static FILE *fixture(const char *name, const char *suffix) {
    char path[2 * LONGEST];
    snprintf(path, sizeof path, FIXTURES "%s%s", name, suffix);
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("no %s", path);
    return f;
}

static void read_certified(struct nist *s) {
    char line[LONGEST], found[LONGEST];
    FILE *f = fixture("linear_certified", ".csv");
    while (fgets(line, sizeof line, f))
        if (sscanf(line, "%[^,],%*[^,],%lf,%lf", found, &s->estimate[s->k], &s->se[s->k]) == 3 &&
            strcmp(found, s->name) == 0)
            s->k++;
    fclose(f);
    f = fixture("linear_stats", ".csv");
    size_t n, k;
    int found_it = 0;
    while (!found_it && fgets(line, sizeof line, f))
        found_it = sscanf(line, "%[^,],%zu,%zu,%d,%lf,%lf", found, &n, &k, &s->has_constant,
                          &s->residual_sd, &s->r2) == 6 &&
                   strcmp(found, s->name) == 0;
    fclose(f);
    assert_true(found_it);
    assert_int_equal(k, s->k);
    s->n = n;
}

/* The digits as they are printed; observations are years. */
static void read_data(struct nist *s) {
    char line[LONGEST];
    size_t n = 0;
    FILE *f = fixture(s->name, ".dat");
    for (int i = 1; fgets(line, sizeof line, f); i++) {
        if (i < FIRST_DATA_LINE || strspn(line, " \r\n") == strlen(line)) continue;
        size_t column = 0;
        for (char *at = strtok(line, " \r\n"); at; at = strtok(NULL, " \r\n"), column++) {
            const int year = FIRST_YEAR + (int)n;
            if (column == 0)
                ot_buffer_format(&s->data, "y,%d,%s\n", year, at);
            else
                ot_buffer_format(&s->data, "x%zu,%d,%s\n", column, year, at);
        }
        s->n_predictors = column - 1;
        n++;
    }
    fclose(f);
    assert_int_equal(n, s->n);
}

/* One predictor is raised to as many powers as there are slopes. */
static void write_equation(const struct nist *s, ot_buffer *out) {
    ot_buffer_text(out, "y = ");
    if (s->has_constant) ot_buffer_text(out, "b0");
    for (size_t j = s->has_constant ? 1 : 0; j < s->k; j++) {
        const size_t slope = s->has_constant ? j : j + 1;
        if (s->n_predictors > 1)
            ot_buffer_format(out, " + b%zu * x%zu", j, slope);
        else
            ot_buffer_format(out, "%sb%zu * x1^%zu", j > 0 ? " + " : "", j, slope);
    }
}

static void write_model(const struct nist *s, ot_buffer *out) {
    const int base = FIRST_YEAR + (int)s->n - 1;
    ot_buffer_format(out,
                     "model: { id = \"nist\"; first_year = %d; last_year = %d; };\n"
                     "data: { files = ( \"data.csv\" ); };\ndrivers: {\n",
                     base + 1, base + 2);
    for (size_t p = 1; p <= s->n_predictors; p++)
        ot_buffer_format(out, "x%zu: { unit = \"index\"; value = 1.0; source = \"NIST\"; };\n", p);
    ot_buffer_text(out, "};\nindicators: { y: { unit = \"index\"; equation = \"");
    write_equation(s, out);
    ot_buffer_text(out, "\"; coefficients: {");
    for (size_t j = 0; j < s->k; j++)
        ot_buffer_format(out, " b%zu: { };", j);
    ot_buffer_text(out, " }; estimate: { method = \"ols\"; }; }; };\n");
}

typedef struct nist_world {
    char dir[64], model_path[96], data_path[96];
    ot_notes *notes;
    ot_spec *spec;
    ot_table *table;
    ot_model *model;
    ot_error err;
} nist_world;

static void write_file(const char *path, const char *head, const ot_buffer *text) {
    assert_false(text->failed);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(head, f) >= 0 && fputs(text->data, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void build(nist_world *w, const struct nist *s) {
    ot_buffer model = {0};
    *w = (nist_world){0};
    scratch_name(w->dir, sizeof w->dir, "nist");
    assert_non_null(mkdtemp(w->dir));
    snprintf(w->model_path, sizeof w->model_path, "%s/model.cfg", w->dir);
    snprintf(w->data_path, sizeof w->data_path, "%s/data.csv", w->dir);
    write_model(s, &model);
    write_file(w->model_path, "", &model);
    write_file(w->data_path, "indicator,year,value\n", &s->data);
    ot_buffer_clear(&model);
    assert_int_equal(ot_notes_new(&w->notes, &w->err), OT_OK);
    ot_status status = ot_spec_load(w->model_path, NULL, 0, w->notes, &w->spec, &w->err);
    if (!status)
        status = ot_table_load(ot_spec_data_files(w->spec), ot_spec_n_data_files(w->spec), w->notes,
                               &w->table, &w->err);
    if (!status) status = ot_model_new(w->spec, w->table, NULL, w->notes, &w->model, &w->err);
    if (status) fail_msg("%s: line %d: %s", s->name, w->err.line, w->err.text[OT_LANGUAGE_EN]);
}

static void clear(nist_world *w) {
    ot_model_free(w->model);
    ot_table_free(w->table);
    ot_spec_free(w->spec);
    ot_notes_free(w->notes);
    remove(w->model_path);
    remove(w->data_path);
    rmdir(w->dir);
}

/* Digits that agree: NIST's log relative error, at most 15 since that is what is certified. */
static double digits(double value, double certified) {
    const double scale = fabs(certified) > 0.0 ? fabs(certified) : 1.0;
    const double error = fabs(value - certified) / scale;
    return error > 1e-15 ? -log10(error) : 15.0;
}

static void check(const struct nist *s, const double *estimate, const double *se, double residual,
                  double r2) {
    double worst = 15.0, worst_se = fmin(digits(residual, s->residual_sd), digits(r2, s->r2));
    for (size_t j = 0; j < s->k; j++) {
        worst = fmin(worst, digits(estimate[j], s->estimate[j]));
        worst_se = fmin(worst_se, digits(se[j], s->se[j]));
    }
    print_message("    %-9s %4.1f digits of coefficients, %4.1f of errors, s and R2\n", s->name,
                  worst, worst_se);
    assert_true(worst >= WANTED);
    assert_true(worst_se >= WANTED);
}

/* A fit without residuals has no width of bands and is refused; its numbers are right all the same.
 */
static void check_exact(nist_world *w, const struct nist *s) {
    ot_fit *fit = NULL;
    ot_arena *arena = ot_arena_new();
    ot_design d;
    ot_regression r;
    assert_non_null(arena);
    assert_int_equal(ot_fit_new(w->model, NULL, w->notes, &fit, &w->err), OT_ERR_INPUT);
    assert_non_null(strstr(w->err.text[OT_LANGUAGE_EN], "exactly"));
    assert_int_equal(ot_design_gather(w->model, w->model->form[0],
                                      &(ot_design_request){.as_of = NULL}, arena, w->notes, &d,
                                      &w->err),
                     OT_OK);
    const ot_least_squares_input in = {
        .x = d.x, .y = d.y, .n = d.n, .k = d.k, .x_low = d.x_low, .y_low = d.y_low};
    assert_int_equal(ot_regression_ols_wide(&in, &r, &w->err), OT_OK);
    double se[MOST];
    for (size_t j = 0; j < s->k; j++)
        se[j] = sqrt(r.covariance[j * s->k + j]);
    check(s, r.coefficient, se, r.residual_se, r.r2);
    ot_regression_clear(&r);
    ot_arena_free(arena);
}

static void check_fit(nist_world *w, const struct nist *s) {
    ot_fit *fit = NULL;
    if (ot_fit_new(w->model, NULL, w->notes, &fit, &w->err))
        fail_msg("%s: %s", s->name, w->err.text[OT_LANGUAGE_EN]);
    const ot_form_fit *f = &fit->form[0];
    assert_int_equal(f->n, s->n);
    check(s, f->mean, f->standard_error, f->residual_se, f->r2);
    ot_fit_free(fit);
}

static void check_set(const char *name) {
    struct nist s = {.n = 0};
    nist_world w;
    snprintf(s.name, sizeof s.name, "%s", name);
    read_certified(&s);
    read_data(&s);
    build(&w, &s);
    if (s.residual_sd > 0.0)
        check_fit(&w, &s);
    else
        check_exact(&w, &s);
    clear(&w);
    ot_buffer_clear(&s.data);
}

static void every_listed_set_is_met_to_thirteen_digits(void **state) {
    (void)state;
    char line[LONGEST], name[LONGEST], before[LONGEST] = "dataset";
    int n_sets = 0;
    FILE *f = fixture("linear_certified", ".csv");
    while (fgets(line, sizeof line, f)) {
        assert_int_equal(sscanf(line, "%[^,]", name), 1);
        if (strcmp(name, before) == 0) continue;
        check_set(name);
        strcpy(before, name);
        n_sets++;
    }
    fclose(f);
    assert_int_equal(n_sets, N_SETS);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_listed_set_is_met_to_thirteen_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
