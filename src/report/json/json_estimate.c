/* "outturn.estimate/1". */
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"

static void scenario_ids(ot_json *json, const ot_model *m, const ot_form *form) {
    ot_json_list(json, "scenarios");
    for (size_t s = 0; s < m->n_scenarios; s++)
        if (m->scenario[s].form[form->indicator] == form)
            ot_json_text(json, NULL, m->scenario[s].spec->id);
    ot_json_close_list(json);
}

static void coefficient(ot_json *json, const ot_form_fit *f, size_t k) {
    ot_json_object(json, NULL);
    ot_json_text(json, "name", f->form->coefficient[k]->name);
    ot_json_number(json, "estimate", f->mean[k]);
    ot_json_number(json, "standard_error", f->standard_error[k]);
    ot_json_number(json, "t", f->t[k]);
    ot_json_number(json, "p", f->p[k]);
    ot_json_number(json, "prior_mean", f->prior_mean[k]);
    ot_json_number(json, "prior_sd", f->prior_sd[k]);
    ot_json_boolean(json, "fixed", f->form->coefficient[k]->is_fixed);
    ot_json_remark(json, "source", &f->form->coefficient[k]->source);
    ot_json_number(json, "low", f->low[k]);
    ot_json_number(json, "high", f->high[k]);
    ot_json_number(json, "data_moved", f->learnt[k]);
    ot_json_number(json, "vif", ot_fit_inflation(f, k));
    ot_json_close_object(json);
}

static void matrix(ot_json *json, const char *key, const double *value, size_t n) {
    ot_json_list(json, key);
    for (size_t i = 0; i < n; i++) {
        ot_json_list(json, NULL);
        for (size_t j = 0; j < n; j++)
            ot_json_number(json, NULL, value[i * n + j]);
        ot_json_close_list(json);
    }
    ot_json_close_list(json);
}

static void goodness(ot_json *json, const ot_form_fit *f) {
    const ot_goodness *g = &f->goodness;
    ot_json_number(json, "mean_dependent", f->mean_dependent);
    ot_json_number(json, "rss", f->rss);
    ot_json_number(json, "log_likelihood", g->log_likelihood);
    ot_json_number(json, "aic", g->aic);
    ot_json_number(json, "bic", g->bic);
    ot_json_number(json, "aicc", g->aicc);
    ot_json_number(json, "f", g->f);
    ot_json_number(json, "f_df", g->f_df);
    ot_json_number(json, "f_p", g->f_p);
}

static void verdict(ot_json *json, const ot_form_fit *f) {
    const ot_verdict *v = &f->verdict;
    if (f->k == 0) {
        ot_json_text(json, "verdict", NULL);
        return;
    }
    ot_json_object(json, "verdict");
    ot_json_text(json, "class", ot_verdict_key(v->class));
    ot_json_unsigned(json, "observations", v->facts.n);
    ot_json_unsigned(json, "coefficients", v->facts.k);
    ot_json_number(json, "widening", v->widening);
    ot_json_number(json, "data_share", v->data_share);
    ot_json_unsigned(json, "tests", v->facts.n_tests);
    ot_json_unsigned(json, "failed", v->facts.n_failed);
    ot_json_boolean(json, "doubtful", v->is_doubtful);
    ot_json_close_object(json);
}

static void year_or_null(ot_json *json, const char *key, int year) {
    if (year)
        ot_json_integer(json, key, year);
    else
        ot_json_text(json, key, NULL);
}

static void diagnostics(ot_json *json, const ot_form_fit *f) {
    ot_json_list(json, "diagnostics");
    for (int i = 0; i < OT_N_TESTS && f->has_diagnostics; i++) {
        const ot_test_result *r = &f->diagnostics.test[i];
        ot_json_object(json, NULL);
        ot_json_text(json, "test", ot_test_key((ot_test)i));
        ot_json_number(json, "statistic", r->statistic);
        ot_json_number(json, "df1", r->df1);
        ot_json_number(json, "df2", r->df2);
        ot_json_number(json, "p", r->p);
        ot_json_text(json, "reason",
                     r->reason == OT_TEST_MADE ? NULL : ot_test_reason_key(r->reason));
        year_or_null(json, "year", ot_test_year(f, (ot_test)i));
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void details(ot_json *json, const ot_form_fit *f) {
    ot_json_text(json, "search", f->details.search);
    ot_json_list(json, "details");
    for (size_t i = 0; i < f->details.n; i++) {
        const ot_detail *x = &f->details.at[i];
        ot_json_object(json, NULL);
        ot_json_text(json, "name", ot_detail_key(x->name));
        ot_json_text(json, "coefficient", ot_free_coefficient(f, x->coefficient));
        year_or_null(json, "rank", x->rank);
        ot_json_number(json, "value", x->value);
        ot_json_number(json, "se", x->se);
        ot_json_number(json, "df1", x->df1);
        ot_json_number(json, "df2", x->df2);
        ot_json_number(json, "p", x->p);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void residuals(ot_json *json, const ot_form_fit *f) {
    const ot_diagnostics *g = f->has_diagnostics ? &f->diagnostics : NULL;
    const double none = (double)NAN;
    ot_json_list(json, "residuals");
    for (size_t i = 0; i < f->n; i++) {
        ot_json_object(json, NULL);
        ot_json_integer(json, "year", f->year[i]);
        ot_json_number(json, "left", f->left[i]);
        ot_json_number(json, "fitted", f->left[i] - f->residual[i]);
        ot_json_number(json, "residual", f->residual[i]);
        ot_json_number(json, "leverage", g ? g->leverage[i] : none);
        ot_json_number(json, "studentised", g ? g->studentised[i] : none);
        ot_json_number(json, "cook", g ? g->cook[i] : none);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_list(json, "outliers");
    for (size_t i = 0; i < f->n_outliers; i++)
        ot_json_integer(json, NULL, f->outlier[i]);
    ot_json_close_list(json);
}

static void form_fit(ot_json *json, const ot_model *m, const ot_form_fit *f) {
    ot_json_object(json, NULL);
    ot_json_text(json, "indicator", m->indicator[f->form->indicator].spec->id);
    scenario_ids(json, m, f->form);
    ot_json_text(json, "equation", f->form->equation->text.s);
    ot_json_text(json, "method", ot_method_name(f->method));
    ot_json_text(json, "area", f->area);
    ot_json_integer(json, "first", f->first);
    ot_json_integer(json, "last", f->last);
    ot_json_unsigned(json, "n", f->n);
    ot_json_number(json, "df", f->df);
    ot_json_number(json, "sigma", f->sigma_scale);
    ot_json_number(json, "r2", f->r2);
    ot_json_number(json, "adjusted_r2", f->adjusted_r2);
    ot_json_number(json, "residual_se", f->residual_se);
    ot_json_number(json, "durbin_watson", f->durbin_watson);
    goodness(json, f);
    ot_json_list(json, "coefficients");
    for (size_t k = 0; k < f->k; k++)
        coefficient(json, f, k);
    ot_json_close_list(json);
    matrix(json, "covariance", f->covariance, f->k);
    ot_json_number(json, "condition", ot_fit_condition(f));
    verdict(json, f);
    diagnostics(json, f);
    details(json, f);
    residuals(json, f);
    ot_json_remark(json, "sigma_source", ot_fit_sigma_source(m, f));
    ot_json_close_object(json);
}

static void system_fit(ot_json *json, const ot_model *m, const ot_system_fit *s) {
    ot_json_object(json, NULL);
    ot_json_text(json, "system", s->name);
    ot_json_list(json, "indicators");
    for (size_t i = 0; i < s->n; i++)
        ot_json_text(json, NULL, m->indicator[s->form[i]->form->indicator].spec->id);
    ot_json_close_list(json);
    matrix(json, "correlation", s->correlation, s->n);
    matrix(json, "covariance", s->covariance, s->k);
    ot_json_close_object(json);
}

static void made_of(ot_json *json, const ot_model_driver *x) {
    ot_json_text(json, "form", ot_forecast_form_key(x));
    ot_json_object(json, "facts");
    for (size_t i = 0; x->forecast && i < ot_forecast_n_facts(x->forecast); i++) {
        const ot_forecast_fact *fact = ot_forecast_fact_at(x->forecast, i);
        const char *name = fact->name[OT_LANGUAGE_EN];
        if (*fact->text)
            ot_json_text(json, name, fact->text);
        else
            ot_json_number(json, name, ot_fact_value(x, fact));
    }
    ot_json_close_object(json);
    ot_json_object(json, "set_right_by");
    ot_json_unsigned(json, "own_outcomes", x->n_own_outcomes);
    ot_json_unsigned(json, "relative_outcomes", x->n_relative_outcomes);
    ot_json_unsigned(json, "relatives", x->n_relatives);
    ot_json_close_object(json);
}

static void forecast(ot_json *json, const ot_model *m, const ot_model_driver *x) {
    const ot_indicator_spec *spec = m->indicator[x->spec->forecast_of].spec;
    ot_forecast_end end[2];
    const size_t n = ot_forecast_ends(x, end);
    ot_json_object(json, NULL);
    ot_json_text(json, "indicator", spec->id);
    ot_json_text(json, "method", spec->forecast->method);
    ot_json_unsigned(json, "years_known", x->n_history);
    ot_json_integer(json, "last", x->forecast_after);
    made_of(json, x);
    ot_json_list(json, "years");
    for (size_t i = 0; i < n; i++) {
        ot_json_object(json, NULL);
        ot_json_integer(json, "year", end[i].year);
        ot_json_number(json, "median", end[i].median);
        ot_json_number(json, "q0.05", end[i].low);
        ot_json_number(json, "q0.95", end[i].high);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_close_object(json);
}

void ot_json_estimate(ot_json *json, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_json_text(json, "model", m->spec->id);
    ot_json_list(json, "equations");
    for (size_t f = 0; f < m->n_forms; f++)
        if (ot_parts_show_fit(parts, f)) form_fit(json, m, &parts->fit->form[f]);
    ot_json_close_list(json);
    ot_json_list(json, "systems");
    for (size_t i = 0; i < parts->fit->n_systems; i++)
        if (ot_parts_show_system(parts, &parts->fit->system[i]))
            system_fit(json, m, &parts->fit->system[i]);
    ot_json_close_list(json);
    ot_json_list(json, "forecasts");
    for (size_t k = 0; k < m->n_drivers; k++)
        if (ot_parts_show_forecast(parts, k)) forecast(json, m, &m->driver[k]);
    ot_json_close_list(json);
    ot_json_notes(json, parts->notes);
}
