/* The data grids of an estimation: every number, for CSV. */
#include <math.h>
#include <stdint.h>

#include "report/arrange/arrange.h"
#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"
#include "report/words/words.h"

static void put_goodness(ot_document *d, ot_grid *grid, const ot_form_fit *f) {
    const ot_goodness *g = &f->goodness;
    const double value[] = {f->mean_dependent, f->rss, g->log_likelihood, g->aic, g->bic,
                            g->aicc,           g->f,   g->f_df,           g->f_p};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        ot_grid_shortest(d, grid, value[i]);
}

/* What begins each row: the equation. */
static void begin_row(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form_fit *f) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, m->indicator[f->form->indicator].spec->id);
    ot_grid_text(d, grid, ot_form_scenarios(d, m, f->form, NULL));
}

static void put_coefficient(ot_document *d, ot_grid *grid, const ot_form_fit *f, size_t k) {
    const int has = k < f->k, is_fixed = has && f->form->coefficient[k]->is_fixed;
    const double none = (double)NAN;
    ot_grid_text(d, grid, has ? f->form->coefficient[k]->name : "");
    ot_grid_shortest(d, grid, has ? f->mean[k] : none);
    ot_grid_shortest(d, grid, has ? f->standard_error[k] : none);
    ot_grid_shortest(d, grid, has ? f->t[k] : none);
    ot_grid_shortest(d, grid, has ? f->p[k] : none);
    ot_grid_shortest(d, grid, has ? f->prior_mean[k] : none);
    ot_grid_shortest(d, grid, has ? f->prior_sd[k] : none);
    ot_grid_shortest(d, grid, is_fixed);
    ot_grid_text(d, grid, has ? ot_say_remark(d, &f->form->coefficient[k]->source) : "");
    ot_grid_shortest(d, grid, has ? f->low[k] : none);
    ot_grid_shortest(d, grid, has ? f->high[k] : none);
    ot_grid_shortest(d, grid, has ? f->learnt[k] : none);
    ot_grid_shortest(d, grid, has ? ot_fit_inflation(f, k) : none);
}

static void put_verdict(ot_document *d, ot_grid *grid, const ot_form_fit *f) {
    const ot_verdict *v = &f->verdict;
    ot_grid_shortest(d, grid, ot_fit_condition(f));
    ot_grid_text(d, grid, f->k > 0 ? ot_verdict_key(v->class) : "");
    ot_grid_shortest(d, grid, f->k > 0 ? v->widening : (double)NAN);
    ot_grid_shortest(d, grid, f->k > 0 ? v->data_share : (double)NAN);
    ot_grid_shortest(d, grid, v->is_doubtful);
    ot_grid_text(d, grid, f->details.search ? f->details.search : "");
}

static void put_estimate(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form_fit *f,
                         size_t k) {
    const double none = (double)NAN;
    begin_row(d, grid, m, f);
    ot_grid_text(d, grid, ot_method_name(f->method));
    ot_grid_text(d, grid, f->area ? f->area : "");
    ot_grid_shortest(d, grid, f->n > 0 ? (double)f->first : none);
    ot_grid_shortest(d, grid, f->n > 0 ? (double)f->last : none);
    ot_grid_shortest(d, grid, (double)f->n);
    ot_grid_shortest(d, grid, f->df);
    ot_grid_shortest(d, grid, f->sigma_scale);
    ot_grid_shortest(d, grid, f->r2);
    ot_grid_shortest(d, grid, f->adjusted_r2);
    ot_grid_shortest(d, grid, f->residual_se);
    ot_grid_shortest(d, grid, f->durbin_watson);
    put_goodness(d, grid, f);
    put_coefficient(d, grid, f, k);
    put_verdict(d, grid, f);
    ot_grid_text(d, grid, ot_say_remark(d, ot_fit_sigma_source(m, f)));
}

/* An equation without coefficients has one row. */
static void estimate_rows(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form_fit *f) {
    for (size_t k = 0; k < f->k || k == 0; k++)
        put_estimate(d, grid, m, f, k);
}

static void covariance_rows(ot_document *d, ot_grid *grid, const ot_model *m,
                            const ot_form_fit *f) {
    for (size_t i = 0; i < f->k; i++)
        for (size_t j = 0; j <= i; j++) {
            begin_row(d, grid, m, f);
            ot_grid_text(d, grid, f->form->coefficient[i]->name);
            ot_grid_text(d, grid, f->form->coefficient[j]->name);
            ot_grid_shortest(d, grid, f->covariance[i * f->k + j]);
        }
}

static void put_year(ot_document *d, ot_grid *grid, int year) {
    ot_grid_shortest(d, grid, year ? (double)year : (double)NAN);
}

static void diagnostic_rows(ot_document *d, ot_grid *grid, const ot_model *m,
                            const ot_form_fit *f) {
    for (int i = 0; i < OT_N_TESTS && f->has_diagnostics; i++) {
        const ot_test_result *r = &f->diagnostics.test[i];
        begin_row(d, grid, m, f);
        ot_grid_text(d, grid, ot_test_key((ot_test)i));
        ot_grid_shortest(d, grid, r->statistic);
        ot_grid_shortest(d, grid, r->df1);
        ot_grid_shortest(d, grid, r->df2);
        ot_grid_shortest(d, grid, r->p);
        ot_grid_text(d, grid, ot_test_reason_key(r->reason));
        put_year(d, grid, ot_test_year(f, (ot_test)i));
    }
}

static void detail_rows(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form_fit *f) {
    for (size_t i = 0; i < f->details.n; i++) {
        const ot_detail *x = &f->details.at[i];
        const char *of = ot_free_coefficient(f, x->coefficient);
        begin_row(d, grid, m, f);
        ot_grid_text(d, grid, ot_detail_key(x->name));
        ot_grid_text(d, grid, of ? of : "");
        put_year(d, grid, x->rank);
        ot_grid_shortest(d, grid, x->value);
        ot_grid_shortest(d, grid, x->se);
        ot_grid_shortest(d, grid, x->df1);
        ot_grid_shortest(d, grid, x->df2);
        ot_grid_shortest(d, grid, x->p);
    }
}

static void put_residual(ot_document *d, ot_grid *grid, const ot_form_fit *f, size_t i) {
    const ot_diagnostics *g = f->has_diagnostics ? &f->diagnostics : NULL;
    const double none = (double)NAN;
    ot_grid_shortest(d, grid, f->left[i]);
    ot_grid_shortest(d, grid, f->left[i] - f->residual[i]);
    ot_grid_shortest(d, grid, f->residual[i]);
    ot_grid_shortest(d, grid, g ? g->leverage[i] : none);
    ot_grid_shortest(d, grid, g ? g->studentised[i] : none);
    ot_grid_shortest(d, grid, g ? g->cook[i] : none);
    ot_grid_shortest(d, grid, 0.0);
}

enum { RESIDUAL_NUMBERS = 6 }; /* that a year left out does not have */

static void residual_rows(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form_fit *f) {
    for (size_t i = 0; i < f->n; i++) {
        begin_row(d, grid, m, f);
        put_year(d, grid, f->year[i]);
        put_residual(d, grid, f, i);
    }
    for (size_t i = 0; i < f->n_outliers; i++) {
        begin_row(d, grid, m, f);
        put_year(d, grid, f->outlier[i]);
        for (int j = 0; j < RESIDUAL_NUMBERS; j++)
            ot_grid_shortest(d, grid, (double)NAN);
        ot_grid_shortest(d, grid, 1.0);
    }
}

#define EQUATION "indicator", "scenarios"
static const char *const ESTIMATES[] = {EQUATION,
                                        "method",
                                        "area",
                                        "first",
                                        "last",
                                        "n",
                                        "df",
                                        "sigma",
                                        "r2",
                                        "adjusted_r2",
                                        "residual_se",
                                        "durbin_watson",
                                        "mean_dependent",
                                        "rss",
                                        "log_likelihood",
                                        "aic",
                                        "bic",
                                        "aicc",
                                        "f",
                                        "f_df",
                                        "f_p",
                                        "coefficient",
                                        "estimate",
                                        "standard_error",
                                        "t",
                                        "p",
                                        "prior_mean",
                                        "prior_sd",
                                        "fixed",
                                        "source",
                                        "low",
                                        "high",
                                        "data_moved",
                                        "vif",
                                        "condition",
                                        "verdict",
                                        "widening",
                                        "data_share",
                                        "doubtful",
                                        "search",
                                        "sigma_source",
                                        NULL};
static const char *const COVARIANCES[] = {EQUATION, "coefficient_a", "coefficient_b", "covariance",
                                          NULL};
static const char *const DIAGNOSTICS[] = {EQUATION, "test",   "statistic", "df1", "df2",
                                          "p",      "reason", "year",      NULL};
static const char *const DETAILS[] = {EQUATION, "name", "coefficient", "rank", "value",
                                      "se",     "df1",  "df2",         "p",    NULL};
static const char *const RESIDUALS[] = {EQUATION,   "year",        "left", "fitted",  "residual",
                                        "leverage", "studentised", "cook", "outlier", NULL};

static const struct table {
    const char *name;
    const char *const *columns;
    void (*rows)(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form_fit *f);
} TABLE[] = {{"estimates", ESTIMATES, estimate_rows},
             {"covariances", COVARIANCES, covariance_rows},
             {"diagnostics", DIAGNOSTICS, diagnostic_rows},
             {"details", DETAILS, detail_rows},
             {"residuals", RESIDUALS, residual_rows}};

void ot_arrange_estimates_data(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++) {
        ot_grid *grid = ot_document_grid(d, TABLE[i].name, 1);
        for (const char *const *name = TABLE[i].columns; *name; name++)
            ot_grid_column(d, grid, OT_COLUMN_TEXT, *name);
        for (size_t f = 0; f < m->n_forms; f++)
            if (ot_parts_show_fit(parts, f)) TABLE[i].rows(d, grid, m, &parts->fit->form[f]);
    }
    ot_arrange_systems_data(d, parts);
    ot_arrange_forecasts_data(d, parts);
}
