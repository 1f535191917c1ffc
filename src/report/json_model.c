/* "outturn.check/1" and "outturn.estimate/1". */
#include "estimate/fit.h"
#include "report/arrange.h"
#include "report/words.h"

static void scenario_ids(ot_json *json, const ot_model *m, const ot_form *form) {
    ot_json_list(json, "scenarios");
    for (size_t s = 0; s < m->n_scenarios; s++)
        if (m->scenario[s].form[form->indicator] == form)
            ot_json_text(json, NULL, m->scenario[s].spec->id);
    ot_json_close_list(json);
}

static void equation(ot_json *json, const ot_model *m, const ot_form *form) {
    const ot_model_indicator *x = &m->indicator[form->indicator];
    ot_json_object(json, NULL);
    ot_json_text(json, "indicator", x->spec->id);
    ot_json_label(json, "label", x->spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(m, form->indicator));
    ot_json_text(json, "kind", form->is_behavioural ? "behavioural" : "identity");
    if (x->base_year)
        ot_json_integer(json, "base_year", x->base_year);
    else
        ot_json_text(json, "base_year", NULL);
    ot_json_text(json, "equation", form->equation->text.s);
    ot_json_close_object(json);
}

static void scenario(ot_json *json, const ot_model *m, size_t s) {
    ot_json_object(json, NULL);
    ot_json_text(json, "id", m->scenario[s].spec->id);
    ot_json_label(json, "label", m->scenario[s].spec->label.text);
    ot_json_boolean(json, "conditional", m->scenario[s].is_conditional);
    ot_json_list(json, "equations"); /* in solution order */
    for (size_t i = 0; i < m->scenario[s].n_order; i++)
        equation(json, m, m->scenario[s].form[m->scenario[s].order[i]]);
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void unused(ot_json *json, const ot_parts *parts) {
    ot_json_list(json, "unused");
    for (size_t i = 0; i < ot_table_count(parts->table); i++) {
        const ot_observation *o = ot_table_at(parts->table, i);
        if (!ot_observation_is_unused(parts->model, o)) continue;
        ot_json_object(json, NULL);
        ot_json_text(json, "file", o->file);
        ot_json_integer(json, "line", o->line);
        ot_json_text(json, "series", o->series);
        ot_json_text(json, "area", o->area);
        ot_json_integer(json, "year", o->year);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

void ot_json_check(ot_json *json, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_json_text(json, "model", m->spec->id);
    ot_json_label(json, "title", m->spec->title.text);
    ot_json_integer(json, "first_year", m->first_year);
    ot_json_integer(json, "last_year", m->last_year);
    ot_json_list(json, "scenarios");
    for (size_t s = 0; s < m->n_scenarios; s++)
        scenario(json, m, s);
    ot_json_close_list(json);
    ot_json_list(json, "targets");
    for (size_t j = 0; j < m->n_targets; j++) {
        if (m->target[j].reason[0]) continue;
        ot_json_object(json, NULL);
        ot_json_target(json, m, &m->target[j]);
        ot_json_label(json, "label", m->target[j].label.text);
        ot_json_text(json, "unit", ot_unit_of_target(m, &m->target[j]));
        ot_json_boolean(json, "assumed_year", m->target[j].is_assumed_year);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_not_projected(json, parts);
    ot_json_unjudged(json, parts);
    if (parts->lists_unused) unused(json, parts);
    if (parts->lists_order) ot_json_order(json, m);
    ot_json_notes(json, parts->notes);
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
    ot_json_text(json, "source", f->form->coefficient[k]->source);
    ot_json_close_object(json);
}

static void covariance(ot_json *json, const ot_form_fit *f) {
    ot_json_list(json, "covariance");
    for (size_t i = 0; i < f->k; i++) {
        ot_json_list(json, NULL);
        for (size_t j = 0; j < f->k; j++)
            ot_json_number(json, NULL, f->covariance[i * f->k + j]);
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
    covariance(json, f);
    ot_json_close_object(json);
}

void ot_json_estimate(ot_json *json, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_json_text(json, "model", m->spec->id);
    ot_json_list(json, "equations");
    for (size_t f = 0; f < m->n_forms; f++)
        if (parts->fit->form[f].form->is_behavioural &&
            ot_parts_show_indicator(parts, parts->fit->form[f].form->indicator))
            form_fit(json, m, &parts->fit->form[f]);
    ot_json_close_list(json);
    ot_json_notes(json, parts->notes);
}
