/* The report of tuning: losses, parameters, what the data tell of them, profiles. */
#include <math.h>

#include "assess/tune/loss.h"
#include "assess/tune/tune.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

enum { DIGITS = 6, LOSS_DIGITS = 4, PERCENT_DECIMALS = 2, PATH_WIDTH = 44 };
static const double PERCENT = 100.0;

static int finite_decimals(double a, double b, int digits) {
    const double x = isfinite(a) ? fabs(a) : 0.0, y = isfinite(b) ? fabs(b) : 0.0;
    return ot_decimals_significant(fmax(x, y), digits);
}

static void put_significant(ot_document *d, ot_grid *grid, double value, int digits) {
    ot_grid_number(d, grid, isfinite(value) ? value : (double)NAN,
                   finite_decimals(value, 0.0, digits));
}

static int has_hold_out(const ot_tune *t) { return t->problem.options.hold_out > 0; }

static void arrange_loss(ot_document *d, const ot_tune *t) {
    const ot_tune_problem *p = &t->problem;
    const char *fitted =
        ot_say2(d, OT_SAY_TUNE_FITTED, ot_say_years(d, p->first_year, p->last_fitted), "");
    const char *held_out = has_hold_out(t)
                               ? ot_say2(d, OT_SAY_TUNE_HELD_OUT,
                                         ot_say_years(d, p->last_fitted + 1, p->last_year), "")
                               : "";
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TUNE_LOSS,
                    ot_loss_text(p->options.loss, d->language), fitted, held_out);
    if (p->options.loss == OT_LOSS_CRPS)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TUNE_DRAWS, (size_t)p->options.draws,
                        (size_t)p->options.seed, ot_sampling_word(p->options.sampling));
    if (p->n_indicators > 1 && p->options.loss != OT_LOSS_MAPE)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TUNE_SCALED);
}

static void put_losses(ot_document *d, ot_grid *grid, const ot_tune *t, double start, double now,
                       double start_held, double held) {
    const int decimals = finite_decimals(start, now, LOSS_DIGITS);
    ot_grid_number(d, grid, isfinite(start) ? start : (double)NAN, decimals);
    ot_grid_number(d, grid, now, decimals);
    if (!has_hold_out(t)) return;
    const int other = finite_decimals(start_held, held, LOSS_DIGITS);
    ot_grid_number(d, grid, isfinite(start_held) ? start_held : (double)NAN, other);
    ot_grid_number(d, grid, isfinite(held) ? held : (double)NAN, other);
}

static const char *loss_unit(const ot_document *d, const ot_tune *t, size_t i) {
    return t->problem.options.loss == OT_LOSS_MAPE
               ? "%"
               : ot_say_unit(d, t->made.model, t->indicator[i].indicator);
}

static void arrange_losses(ot_document *d, const ot_tune *t) {
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_LOSSES_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_wrap(grid, OT_LABEL_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_NAME));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    ot_grid_wrap(grid, OT_UNIT_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_FITTED_BEFORE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_FITTED_AFTER));
    if (has_hold_out(t)) {
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_HELD_OUT_BEFORE));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_HELD_OUT_AFTER));
    }
    for (size_t i = 0; i < t->problem.n_indicators; i++) {
        const ot_tuned_indicator *r = &t->indicator[i];
        const ot_indicator_spec *spec = t->made.model->indicator[r->indicator].spec;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, spec->label.text[d->language]);
        ot_grid_text(d, grid, spec->id);
        ot_grid_text(d, grid, loss_unit(d, t, i));
        put_losses(d, grid, t, r->start_fit, r->fit, r->start_hold, r->hold);
    }
    if (t->problem.n_indicators == 1) return;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_word(d, OT_SAY_ALL_TOGETHER));
    ot_grid_text(d, grid, "");
    ot_grid_text(d, grid, t->problem.options.loss == OT_LOSS_MAPE ? "%" : "-");
    put_losses(d, grid, t, t->start.fit, t->best.fit, t->start.hold, t->best.hold);
}

static void arrange_parameters(ot_document *d, const ot_tune *t) {
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PARAMETERS_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_PARAMETER));
    ot_grid_wrap(grid, PATH_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_RANGE_LOW));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_RANGE_HIGH));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_BEFORE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_AFTER));
    for (size_t j = 0; j < t->problem.n_parameters; j++) {
        const ot_tuned_parameter *p = &t->parameter[j];
        const int decimals = finite_decimals(p->start, p->value, DIGITS);
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, p->path);
        ot_grid_number(d, grid, p->low, ot_decimals_of(p->low, DIGITS));
        ot_grid_number(d, grid, p->high, ot_decimals_of(p->high, DIGITS));
        ot_grid_number(d, grid, p->start, decimals);
        ot_grid_number(d, grid, p->value, decimals);
    }
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TUNE_DONE, t->n_global, t->n_local,
                    t->problem.n_evaluations, t->problem.n_failures);
}

static ot_message verdict(const ot_tuned_parameter *p) {
    if (p->verdict == OT_TUNED_IDLE) return OT_SAY_TOLD_NOTHING;
    if (p->verdict == OT_TUNED_FLAT) return OT_SAY_TOLD_HARDLY;
    if (p->fails[0] && p->fails[1]) return OT_SAY_TOLD_FAILS;
    return p->is_open[0] || p->is_open[1] || p->fails[0] || p->fails[1] ? OT_SAY_TOLD_ONE_SIDE
                                                                        : OT_SAY_TOLD_WELL;
}

static void put_end(ot_document *d, ot_grid *grid, double value, int is_open, int fails) {
    put_significant(d, grid, value, LOSS_DIGITS);
    if (fails) ot_grid_mark(grid, "!");
    if (is_open) ot_grid_mark(grid, "\xE2\x80\xA6");
}

static void arrange_tells(ot_document *d, const ot_tune *t) {
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_TELLS_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_PARAMETER));
    ot_grid_wrap(grid, PATH_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_INTERVAL_LOW));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_INTERVAL_HIGH));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_SENSITIVITY));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TOLD));
    for (size_t j = 0; j < t->problem.n_parameters; j++) {
        const ot_tuned_parameter *p = &t->parameter[j];
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, p->path);
        put_end(d, grid, p->from, p->is_open[0], p->fails[0]);
        put_end(d, grid, p->to, p->is_open[1], p->fails[1]);
        ot_grid_number(d, grid, isfinite(p->sensitivity) ? p->sensitivity : (double)NAN,
                       PERCENT_DECIMALS);
        ot_grid_text(d, grid, ot_word(d, verdict(p)));
    }
    const char *others = t->problem.n_parameters == 1 ? ""
                         : t->has_refits              ? ot_word(d, OT_SAY_REFITTED)
                                                      : ot_word(d, OT_SAY_OTHERS_HELD);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TELLS_LEGEND, others);
}

static double above_least(const ot_tune *t, double loss) {
    const double least = t->best.fit;
    return fabs(least) > 0.0 && isfinite(loss) ? PERCENT * (loss - least) / fabs(least)
                                               : (double)NAN;
}

static void arrange_profile(ot_document *d, const ot_tune *t, const ot_tuned_parameter *p) {
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PROFILE_HEADING, p->path);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_PROFILE_VALUE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_LOSS));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_ABOVE_LEAST));
    const int decimals =
        finite_decimals(p->profile[0].value, p->profile[OT_PROFILE_POINTS - 1].value, DIGITS - 1);
    for (int i = 0; i < OT_PROFILE_POINTS; i++) {
        ot_grid_row(d, grid);
        ot_grid_number(d, grid, p->profile[i].value, decimals);
        put_significant(d, grid, p->profile[i].loss, LOSS_DIGITS);
        ot_grid_number(d, grid, above_least(t, p->profile[i].loss), PERCENT_DECIMALS);
    }
}

/* ---- data ---- */

static void number(ot_document *d, ot_grid *grid, double value) {
    ot_grid_number(d, grid, isfinite(value) ? value : (double)NAN, OT_DECIMALS_SHORTEST);
}

static void arrange_losses_data(ot_document *d, const ot_tune *t) {
    static const char *const NAMES[] = {
        "indicator",     "loss",         "scale",           "n_fitted",       "n_held_out",
        "fitted_before", "fitted_after", "held_out_before", "held_out_after", NULL};
    ot_grid *grid = ot_document_grid(d, "losses", 1);
    const size_t n = t->problem.n_indicators;
    ot_grid_columns(d, grid, NAMES);
    for (size_t i = 0; i < n; i++) {
        const ot_tuned_indicator *r = &t->indicator[i];
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, t->made.model->indicator[r->indicator].spec->id);
        ot_grid_text(d, grid, ot_loss_name(t->problem.options.loss));
        number(d, grid, r->scale);
        number(d, grid, (double)r->n_fit);
        number(d, grid, (double)r->n_hold);
        number(d, grid, r->start_fit);
        number(d, grid, r->fit);
        number(d, grid, r->start_hold);
        number(d, grid, r->hold);
    }
    if (n == 1) return;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "*");
    ot_grid_text(d, grid, ot_loss_name(t->problem.options.loss));
    for (int i = 0; i < 3; i++)
        number(d, grid, (double)NAN);
    number(d, grid, t->start.fit);
    number(d, grid, t->best.fit);
    number(d, grid, t->start.hold);
    number(d, grid, t->best.hold);
}

static const char *const VERDICT[] = {"identified", "flat", "idle"};

static void arrange_parameters_data(ot_document *d, const ot_tune *t) {
    static const char *const NAMES[] = {"parameter",
                                        "low",
                                        "high",
                                        "before",
                                        "after",
                                        "bound",
                                        "interval_low",
                                        "interval_high",
                                        "interval_open_low",
                                        "interval_open_high",
                                        "loss_below",
                                        "loss_above",
                                        "sensitivity_percent",
                                        "verdict",
                                        "interval_fails_low",
                                        "interval_fails_high",
                                        "range_guessed",
                                        NULL};
    ot_grid *grid = ot_document_grid(d, "parameters", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t j = 0; j < t->problem.n_parameters; j++) {
        const ot_tuned_parameter *p = &t->parameter[j];
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, p->path);
        number(d, grid, p->low);
        number(d, grid, p->high);
        number(d, grid, p->start);
        number(d, grid, p->value);
        number(d, grid, p->bound);
        number(d, grid, p->from);
        number(d, grid, p->to);
        number(d, grid, p->is_open[0]);
        number(d, grid, p->is_open[1]);
        number(d, grid, p->loss_below);
        number(d, grid, p->loss_above);
        number(d, grid, p->sensitivity);
        ot_grid_text(d, grid, VERDICT[p->verdict]);
        number(d, grid, p->fails[0]);
        number(d, grid, p->fails[1]);
        number(d, grid, p->is_guessed);
    }
}

static void arrange_profiles_data(ot_document *d, const ot_tune *t) {
    static const char *const NAMES[] = {"parameter", "value", "loss", NULL};
    ot_grid *grid = ot_document_grid(d, "profiles", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t j = 0; j < t->problem.n_parameters; j++)
        for (int i = 0; i < OT_PROFILE_POINTS; i++) {
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, t->parameter[j].path);
            number(d, grid, t->parameter[j].profile[i].value);
            number(d, grid, t->parameter[j].profile[i].loss);
        }
}

void ot_arrange_tune(ot_document *d, const ot_parts *parts) {
    const ot_tune *t = parts->tune;
    const ot_tune_problem *p = &t->problem;
    const ot_spec *spec = t->made.spec;
    ot_document_text(d, OT_ELEMENT_TITLE, spec->title.text[d->language]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TUNE_LINE, spec->id,
                    ot_say_scenario(d, t->made.model, t->scenario),
                    ot_say_years(d, p->first_year, p->last_year), p->options.mode);
    arrange_loss(d, t);
    arrange_losses(d, t);
    arrange_parameters(d, t);
    arrange_tells(d, t);
    for (size_t j = 0; j < p->n_parameters; j++)
        arrange_profile(d, t, &t->parameter[j]);
    if (parts->folder)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TUNE_WRITTEN, parts->folder, parts->folder);
    ot_arrange_notes(d, parts->notes);
    arrange_losses_data(d, t);
    arrange_parameters_data(d, t);
    arrange_profiles_data(d, t);
}
