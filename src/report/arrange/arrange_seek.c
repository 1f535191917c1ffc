/* The report of goal seeking: goals, instruments before and after, a scenario to paste. */
#include <math.h>

#include "assess/seek.h"
#include "base/buffer.h"
#include "report/arrange/arrange.h"
#include "report/arrange/inputs.h"
#include "report/words/words.h"

enum { DIGITS = 6, PERCENT_DECIMALS = 2 };

static int decimals_of(double a, double b, double c) {
    return ot_decimals_significant(fmax(fabs(a), fmax(fabs(b), fabs(c))), DIGITS);
}

static void put_year(ot_document *d, ot_grid *grid, const ot_model *m, size_t slot) {
    ot_grid_text(d, grid, ot_document_format(d, "%d", ot_model_year(m, slot)));
}

static void arrange_goals(ot_document *d, const ot_seek *s) {
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_GOALS_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_wrap(grid, OT_LABEL_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    ot_grid_wrap(grid, OT_UNIT_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_WANTED));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_BEFORE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_REACHED));
    for (size_t i = 0; i < s->n_goals; i++) {
        const ot_seek_goal *g = &s->goal[i];
        const int decimals = decimals_of(g->wanted, g->before, g->reached);
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, s->model->indicator[g->indicator].spec->label.text[d->language]);
        ot_grid_text(d, grid, ot_say_unit(d, s->model, g->indicator));
        put_year(d, grid, s->model, g->slot);
        ot_grid_number(d, grid, g->wanted, decimals);
        ot_grid_number(d, grid, g->before, decimals);
        ot_grid_number(d, grid, g->reached, decimals);
    }
}

static void put_unknown(ot_document *d, ot_grid *grid, const ot_seek *s, const ot_seek_unknown *u) {
    const int decimals = decimals_of(u->before, u->after, 0.0);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_say_input(d, s->model, &u->exogenous));
    ot_grid_text(d, grid, u->name);
    ot_grid_text(d, grid, ot_say_input_unit(d, s->model, &u->exogenous));
    put_year(d, grid, s->model, u->slot);
    ot_grid_number(d, grid, u->before, decimals);
    ot_grid_number(d, grid, u->after, decimals);
    ot_grid_number(d, grid, u->change, decimals);
    ot_grid_number(d, grid, u->relative, PERCENT_DECIMALS);
}

static void arrange_instruments(ot_document *d, const ot_seek *s) {
    static const ot_message KIND[] = {OT_SAY_SEEK_SQUARE, OT_SAY_SEEK_LEAST_CHANGE,
                                      OT_SAY_SEEK_LEAST_SQUARES};
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_INSTRUMENTS_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INSTRUMENT));
    ot_grid_wrap(grid, OT_LABEL_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_NAME));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    ot_grid_wrap(grid, OT_UNIT_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_BEFORE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_AFTER));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_CHANGE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_CHANGE_PERCENT));
    for (size_t j = 0; j < s->n_unknowns; j++)
        put_unknown(d, grid, s, &s->unknown[j]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, KIND[s->kind], s->n_unknowns, s->n_goals);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SEEK_DONE, s->n_iterations);
}

/* "( 1.5, 2 )": what a driver has in every year. */
static void put_values(ot_buffer *out, const ot_seek *s, const ot_seek_setting *x) {
    ot_buffer_format(out, "%s = { value = (", s->model->driver[x->exogenous.index].spec->id);
    for (size_t y = 0; y < s->n_years; y++)
        ot_buffer_format(out, "%s %.10g", y ? "," : "", x->value[y]);
    ot_buffer_text(out, " ); };");
}

/* "( ( 1940, 1.5 ), ... )": the years that were sought, and add-factors that were there before. */
static void put_pairs(ot_buffer *out, const ot_seek *s, const ot_seek_setting *x) {
    const int is_add = x->exogenous.kind == OT_EXOGENOUS_ADD_FACTOR;
    const char *between = "";
    ot_buffer_format(out, "%s = (", s->model->indicator[x->exogenous.index].spec->id);
    for (size_t y = 0; y < s->n_years; y++) {
        if (!x->is_sought[y] && !(is_add && fabs(x->value[y]) > 0.0)) continue;
        ot_buffer_format(out, "%s ( %d, %.10g )", between, s->model->first_year + (int)y,
                         x->value[y]);
        between = ",";
    }
    ot_buffer_text(out, " );");
}

/* The part of the scenario that has the instruments of one kind, a line each. */
static void put_part(ot_buffer *out, const ot_seek *s, ot_exogenous_kind kind, const char *key) {
    int is_open = 0;
    for (size_t k = 0; k < s->n_settings; k++) {
        if (s->setting[k].exogenous.kind != kind) continue;
        if (!is_open) ot_buffer_format(out, "      %s =\n      {\n", key);
        ot_buffer_text(out, "        ");
        if (kind == OT_EXOGENOUS_DRIVER)
            put_values(out, s, &s->setting[k]);
        else
            put_pairs(out, s, &s->setting[k]);
        ot_buffer_text(out, "\n");
        is_open = 1;
    }
    if (is_open) ot_buffer_text(out, "      };\n");
}

/* Are the years that were sought those that the model file projects? */
static int is_own_span(const ot_parts *parts) {
    const ot_model *m = parts->seek->model;
    int first = 0, last = 0;
    ot_spec_own_years(m->spec, &first, &last);
    return !first || (first == m->first_year && last == m->last_year);
}

/* A driver's values there stand for other years: in that file they would be taken for its own. */
static void tell_other_span(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->seek->model;
    int first = 0, last = 0;
    ot_spec_own_years(m->spec, &first, &last);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SOUGHT_ELSEWHERE,
                    ot_say_years(d, m->first_year, m->last_year), ot_say_years(d, first, last),
                    m->first_year, m->last_year);
}

static int moves_driver(const ot_seek *s) {
    for (size_t k = 0; k < s->n_settings; k++)
        if (s->setting[k].exogenous.kind == OT_EXOGENOUS_DRIVER) return 1;
    return 0;
}

static void arrange_scenario(ot_document *d, const ot_seek *s) {
    ot_buffer out = {0};
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PASTE_HEADING);
    ot_buffer_format(&out, "    sought:\n    {\n      extends = \"%s\";\n",
                     s->model->scenario[s->scenario].spec->id);
    put_part(&out, s, OT_EXOGENOUS_DRIVER, "drivers");
    put_part(&out, s, OT_EXOGENOUS_ADD_FACTOR, "add");
    put_part(&out, s, OT_EXOGENOUS_HELD, "exogenise");
    ot_buffer_text(&out, "    };");
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, ot_document_take(d, &out));
    if (moves_driver(s))
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PASTE_NOTE,
                        ot_say_years(d, s->model->first_year, s->model->last_year));
}

static void arrange_goals_data(ot_document *d, const ot_seek *s) {
    static const char *const NAMES[] = {"scenario", "indicator", "label",   "unit", "year",
                                        "wanted",   "before",    "reached", NULL};
    ot_grid *grid = ot_document_grid(d, "goals", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t i = 0; i < s->n_goals; i++) {
        const ot_seek_goal *g = &s->goal[i];
        const ot_indicator_spec *spec = s->model->indicator[g->indicator].spec;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, s->model->scenario[s->scenario].spec->id);
        ot_grid_text(d, grid, spec->id);
        ot_grid_text(d, grid, spec->label.text[d->language]);
        ot_grid_text(d, grid, ot_unit_of_indicator(s->model, g->indicator));
        ot_grid_shortest(d, grid, ot_model_year(s->model, g->slot));
        ot_grid_shortest(d, grid, g->wanted);
        ot_grid_shortest(d, grid, g->before);
        ot_grid_shortest(d, grid, g->reached);
    }
}

static void arrange_instruments_data(ot_document *d, const ot_seek *s) {
    static const char *const NAMES[] = {"scenario", "instrument", "kind",           "label",
                                        "unit",     "year",       "weight",         "before",
                                        "after",    "change",     "change_percent", NULL};
    ot_grid *grid = ot_document_grid(d, "instruments", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t j = 0; j < s->n_unknowns; j++) {
        const ot_seek_unknown *u = &s->unknown[j];
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, s->model->scenario[s->scenario].spec->id);
        ot_grid_text(d, grid, u->name);
        ot_grid_text(d, grid, ot_input_kind_name(&u->exogenous));
        ot_grid_text(d, grid, ot_exogenous_label(s->model, &u->exogenous)->text[d->language]);
        ot_grid_text(d, grid, ot_input_unit(s->model, &u->exogenous));
        ot_grid_shortest(d, grid, ot_model_year(s->model, u->slot));
        ot_grid_shortest(d, grid, u->weight);
        ot_grid_shortest(d, grid, u->before);
        ot_grid_shortest(d, grid, u->after);
        ot_grid_shortest(d, grid, u->change);
        ot_grid_shortest(d, grid, u->relative);
    }
}

void ot_arrange_seek(ot_document *d, const ot_parts *parts) {
    const ot_seek *s = parts->seek;
    const ot_spec *spec = s->model->spec;
    ot_document_text(d, OT_ELEMENT_TITLE, spec->title.text[d->language]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PATH_LINE, spec->id,
                    ot_say_years(d, s->model->first_year, s->model->last_year),
                    ot_say_scenario(d, s->model, s->scenario));
    arrange_goals(d, s);
    arrange_instruments(d, s);
    if (is_own_span(parts))
        arrange_scenario(d, s);
    else
        tell_other_span(d, parts);
    ot_arrange_notes(d, parts->notes);
    arrange_goals_data(d, s);
    arrange_instruments_data(d, s);
}
