/* "outturn.trace/1". Keys and their order are a contract: docs/reference/results.md. */
#include "assess/trace.h"
#include "report/arrange/arrange.h"
#include "report/words/estimate_words.h"
#include "report/words/trace_words.h"

static void json_fit(ot_json *json, const ot_model *m, const ot_form_fit *f) {
    ot_json_object(json, "estimate");
    ot_json_integer(json, "first", f->first);
    ot_json_integer(json, "last", f->last);
    ot_json_unsigned(json, "observations", f->n);
    ot_json_list(json, "coefficients");
    for (size_t k = 0; k < f->k; k++) {
        const ot_coefficient_spec *c = f->form->coefficient[k];
        ot_json_object(json, NULL);
        ot_json_text(json, "name", c->name);
        ot_json_number(json, "mean", f->mean[k]);
        ot_json_number(json, "standard_error", c->is_fixed ? 0.0 : f->standard_error[k]);
        ot_json_remark(json, "source", &c->source);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_number(json, "sigma", f->sigma_scale);
    ot_json_remark(json, "sigma_source", ot_fit_sigma_source(m, f));
    ot_json_close_object(json);
}

/* The constants that an equation reads. */
static void json_constants(ot_json *json, const ot_vocabulary *words, const char *equation) {
    ot_json_list(json, "constants");
    for (size_t i = 0; i < words->n_constants; i++) {
        const ot_constant_spec *c = &words->constant[i];
        if (!ot_vocabulary_uses(words, equation, c)) continue;
        ot_json_object(json, NULL);
        ot_json_text(json, "name", c->id);
        ot_json_number(json, "value", c->value);
        ot_json_text(json, "unit", c->unit.s);
        ot_json_remark(json, "source", &c->source);
        ot_json_remark(json, "note", &c->note);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void json_forecast(ot_json *json, const ot_model_driver *x) {
    ot_json_object(json, "forecast");
    ot_json_text(json, "method", ot_forecast_method(x->forecast));
    ot_json_unsigned(json, "years_known", x->n_history);
    ot_json_integer(json, "last", x->forecast_after);
    ot_json_close_object(json);
}

static void json_step(ot_json *json, const ot_trace *x, const ot_trace_step *s) {
    ot_json_object(json, NULL);
    ot_json_unsigned(json, "depth", s->depth);
    ot_json_text(json, "name", ot_trace_name(x->model, s->row));
    ot_json_integer(json, "year", s->year);
    ot_json_number(json, "value", s->value);
    ot_json_text(json, "kind", ot_trace_kind_name(s->kind));
    ot_json_boolean(json, "seen", s->is_seen);
    ot_json_text(json, "file", s->place.file);
    ot_json_integer(json, "line", s->place.line);
    ot_json_text(json, "equation", s->text);
    ot_json_remark(json, "source", &s->source);
    ot_json_remark(json, "note", &s->note);
    ot_json_text(json, "scenario",
                 s->scenario == SIZE_MAX ? NULL : x->model->scenario[s->scenario].spec->id);
    if (s->kind == OT_TRACE_EQUATION) ot_json_number(json, "add_factor", s->add);
    if (s->forecast) json_forecast(json, s->forecast);
    if (s->fit && !s->is_seen) json_fit(json, x->model, s->fit);
    if (s->kind == OT_TRACE_EQUATION && !s->is_seen)
        json_constants(json, &x->model->spec->vocabulary, s->text);
    ot_json_close_object(json);
}

static void json_statement(ot_json *json, const ot_statement *s) {
    ot_json_object(json, NULL);
    ot_json_text(json, "statement", s->id);
    ot_json_number(json, "value", s->figure.value);
    ot_json_label(json, "unit", s->unit);
    ot_json_text(json, "file", s->file);
    ot_json_integer(json, "line", s->line);
    ot_json_close_object(json);
}

void ot_json_trace(ot_json *json, const ot_parts *parts) {
    const ot_trace *x = parts->trace;
    ot_json_text(json, "model", x->model->spec->id);
    ot_json_text(json, "scenario", x->model->scenario[x->scenario].spec->id);
    ot_json_list(json, "printed");
    for (size_t i = 0; i < x->n_printed; i++)
        json_statement(json, x->printed[i]);
    ot_json_close_list(json);
    ot_json_list(json, "steps");
    for (size_t i = 0; i < x->n; i++)
        json_step(json, x, &x->step[i]);
    ot_json_close_list(json);
    ot_json_boolean(json, "has_more", x->has_more);
    ot_json_text(json, "version", OUTTURN_VERSION);
}
