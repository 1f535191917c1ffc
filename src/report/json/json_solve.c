/* "outturn.solve/1". Keys and their order are a contract: docs/reference/results.md. */
#include "assess/solution.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

static void solver(ot_json *json, const ot_solver_facts *f) {
    ot_json_object(json, "solver");
    ot_json_unsigned(json, "equations", f->order.n_equations);
    ot_json_unsigned(json, "recursive", f->order.n_recursive);
    ot_json_unsigned(json, "blocks", f->order.n_blocks);
    ot_json_unsigned(json, "simultaneous", f->order.n_simultaneous);
    ot_json_unsigned(json, "feedback", f->order.n_feedback);
    ot_json_unsigned(json, "iterations", f->n_iterations);
    ot_json_number(json, "residual", f->residual);
    ot_json_close_object(json);
}

static void year(ot_json *json, const ot_solved_year *y) {
    ot_json_object(json, NULL);
    ot_json_integer(json, "year", y->year);
    ot_json_number(json, "value", y->value);
    ot_json_number(json, "observed", y->observed);
    ot_json_number(json, "residual", y->residual);
    ot_json_boolean(json, "held", y->is_held);
    ot_json_close_object(json);
}

static void fit(ot_json *json, const ot_history_fit *f) {
    if (f->n == 0) {
        ot_json_text(json, "fit", NULL);
        return;
    }
    ot_json_object(json, "fit");
    ot_json_unsigned(json, "n", f->n);
    ot_json_number(json, "mean_error", f->mean_error);
    ot_json_number(json, "rmse", f->rmse);
    ot_json_number(json, "mape", f->mape);
    ot_json_number(json, "largest_residual", f->largest);
    ot_json_integer(json, "largest_year", f->largest_year);
    ot_json_number(json, "relative", f->relative);
    ot_json_boolean(json, "reproduced", f->is_reproduced);
    ot_json_close_object(json);
}

static void indicator(ot_json *json, const ot_solution *s, const ot_solved_indicator *r) {
    const ot_indicator_spec *spec = s->model->indicator[r->indicator].spec;
    ot_json_object(json, NULL);
    ot_json_text(json, "id", spec->id);
    ot_json_label(json, "label", spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(s->model, r->indicator));
    ot_json_list(json, "years");
    for (size_t t = 0; t < s->n_years; t++)
        year(json, &r->year[t]);
    ot_json_close_list(json);
    fit(json, &r->fit);
    ot_json_text(json, "kind",
                 !r->has_equation    ? NULL
                 : r->is_behavioural ? "behavioural"
                                     : "identity");
    ot_json_close_object(json);
}

static void scenario(ot_json *json, const ot_parts *parts, const ot_solved_case *c) {
    const ot_solution *s = parts->solution;
    ot_json_object(json, NULL);
    ot_json_text(json, "id", s->model->scenario[c->scenario].spec->id);
    ot_json_label(json, "label", s->model->scenario[c->scenario].spec->label.text);
    ot_json_list(json, "indicators");
    for (size_t k = 0; k < s->n_indicators; k++)
        if (ot_parts_show_indicator(parts, c->indicator[k].indicator))
            indicator(json, s, &c->indicator[k]);
    ot_json_close_list(json);
    solver(json, &c->solver);
    ot_json_close_object(json);
}

void ot_json_solve(ot_json *json, const ot_parts *parts) {
    const ot_solution *s = parts->solution;
    ot_json_text(json, "model", s->model->spec->id);
    ot_json_text(json, "mode", ot_mode_name(s->mode));
    ot_json_integer(json, "first_year", s->first_year);
    ot_json_integer(json, "last_year", s->last_year);
    solver(json, &s->solver);
    ot_json_list(json, "scenarios");
    for (size_t k = 0; k < s->n_cases; k++)
        scenario(json, parts, &s->c[k]);
    ot_json_close_list(json);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_label(json, "title", s->model->spec->title.text);
    ot_json_not_projected(json, parts);
    ot_json_notes(json, parts->notes);
}
