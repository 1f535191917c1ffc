/* "outturn.tune/1". Keys and their order are a contract: docs/reference/results.md. */
#include "assess/tune/loss.h"
#include "assess/tune/tune.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

static void loss(ot_json *json, const char *key, double before, double after) {
    ot_json_object(json, key);
    ot_json_number(json, "before", before);
    ot_json_number(json, "after", after);
    ot_json_close_object(json);
}

static void indicator(ot_json *json, const ot_model *m, const ot_tuned_indicator *r) {
    ot_json_object(json, NULL);
    ot_json_text(json, "id", m->indicator[r->indicator].spec->id);
    ot_json_label(json, "label", m->indicator[r->indicator].spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(m, r->indicator));
    ot_json_number(json, "mean_change", r->scale);
    ot_json_unsigned(json, "n_fitted", r->n_fit);
    ot_json_unsigned(json, "n_held_out", r->n_hold);
    loss(json, "fitted", r->start_fit, r->fit);
    loss(json, "held_out", r->start_hold, r->hold);
    ot_json_close_object(json);
}

static void profile(ot_json *json, const ot_tuned_parameter *p) {
    ot_json_list(json, "profile");
    for (int i = 0; i < OT_PROFILE_POINTS; i++) {
        ot_json_object(json, NULL);
        ot_json_number(json, "value", p->profile[i].value);
        ot_json_number(json, "loss", p->profile[i].loss);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void parameter(ot_json *json, const ot_tuned_parameter *p) {
    static const char *const BOUND[] = {"low", NULL, "high"};
    static const char *const VERDICT[] = {"identified", "flat", "idle"};
    ot_json_object(json, NULL);
    ot_json_text(json, "path", p->path);
    ot_json_number(json, "low", p->low);
    ot_json_number(json, "high", p->high);
    ot_json_boolean(json, "range_guessed", p->is_guessed);
    ot_json_number(json, "before", p->start);
    ot_json_number(json, "after", p->value);
    ot_json_text(json, "at_bound", BOUND[p->bound + 1]);
    ot_json_object(json, "interval");
    ot_json_number(json, "low", p->from);
    ot_json_number(json, "high", p->to);
    ot_json_boolean(json, "open_low", p->is_open[0]);
    ot_json_boolean(json, "open_high", p->is_open[1]);
    ot_json_boolean(json, "fails_low", p->fails[0]);
    ot_json_boolean(json, "fails_high", p->fails[1]);
    ot_json_close_object(json);
    ot_json_number(json, "loss_below", p->loss_below);
    ot_json_number(json, "loss_above", p->loss_above);
    ot_json_number(json, "sensitivity_percent", p->sensitivity);
    ot_json_text(json, "verdict", VERDICT[p->verdict]);
    profile(json, p);
    ot_json_close_object(json);
}

static void settings(ot_json *json, const ot_tune *t) {
    const ot_tune_problem *p = &t->problem;
    ot_json_text(json, "model", t->made.spec->id);
    ot_json_scenario(json, "scenario", t->made.model, t->scenario);
    ot_json_text(json, "mode", p->options.mode);
    ot_json_integer(json, "first_year", p->first_year);
    ot_json_integer(json, "last_fitted_year", p->last_fitted);
    ot_json_integer(json, "last_year", p->last_year);
    ot_json_text(json, "loss", ot_loss_name(p->options.loss));
    const int has_draws = p->options.loss == OT_LOSS_CRPS;
    if (has_draws) {
        ot_json_unsigned(json, "draws", p->options.draws);
        ot_json_unsigned(json, "seed", p->options.seed);
        ot_json_text(json, "sampling", ot_sampling_word(p->options.sampling));
    } else {
        ot_json_text(json, "draws", NULL);
        ot_json_text(json, "seed", NULL);
        ot_json_text(json, "sampling", NULL);
    }
}

void ot_json_tune(ot_json *json, const ot_parts *parts) {
    const ot_tune *t = parts->tune;
    settings(json, t);
    loss(json, "fitted", t->start.fit, t->best.fit);
    loss(json, "held_out", t->start.hold, t->best.hold);
    ot_json_list(json, "indicators");
    for (size_t i = 0; i < t->problem.n_indicators; i++)
        indicator(json, t->made.model, &t->indicator[i]);
    ot_json_close_list(json);
    ot_json_boolean(json, "refitted", t->has_refits);
    ot_json_list(json, "parameters");
    for (size_t j = 0; j < t->problem.n_parameters; j++)
        parameter(json, &t->parameter[j]);
    ot_json_close_list(json);
    ot_json_object(json, "evaluations");
    ot_json_unsigned(json, "global", t->n_global);
    ot_json_unsigned(json, "local", t->n_local);
    ot_json_unsigned(json, "all", t->problem.n_evaluations);
    ot_json_unsigned(json, "failed", t->problem.n_failures);
    ot_json_close_object(json);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_notes(json, parts->notes);
}
