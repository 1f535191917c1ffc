/* The report of where a number comes from: the chain, then its equations, sources, coefficients. */
#include <math.h>
#include <string.h>

#include "assess/trace.h"
#include "base/number.h"
#include "data/unit.h"
#include "report/arrange/arrange.h"
#include "report/words/estimate_words.h"
#include "report/words/trace_words.h"
#include "report/words/words.h"

enum { DIGITS = 6, MOST_DEPTH_SHOWN = 12, SOURCE_WIDTH = 64, MOST_DECIMALS = 9 };

static const char *label_of(const ot_document *d, const ot_model *m, size_t row) {
    return row < m->n_indicators ? m->indicator[row].spec->label.text[d->language]
                                 : m->driver[row - m->n_indicators].spec->label.text[d->language];
}

static const char *unit_of(const ot_document *d, const ot_model *m, size_t row) {
    const ot_unit *u =
        row < m->n_indicators ? m->indicator[row].unit : m->driver[row - m->n_indicators].unit;
    return u->text[d->language] ? u->text[d->language] : u->name ? u->name : "";
}

static const char *say_forecast(ot_document *d, const ot_model_driver *x) {
    return ot_document_format(d, ot_word(d, OT_SAY_TRACE_FORECAST), ot_forecast_method(x->forecast),
                              x->n_history, x->forecast_after);
}

static const char *say_kind(ot_document *d, const ot_trace *x, const ot_trace_step *s) {
    static const ot_message SAY[] = {
        OT_SAY_TRACE_EQUATION, OT_SAY_TRACE_CELL,     OT_SAY_TRACE_START,  OT_SAY_TRACE_GIVEN,
        OT_SAY_TRACE_ASSUMED,  OT_SAY_TRACE_FORECAST, OT_SAY_TRACE_UNKNOWN};
    if (s->is_seen) return ot_word(d, OT_SAY_TRACE_SEEN);
    if (s->forecast) return say_forecast(d, s->forecast);
    if (s->scenario == SIZE_MAX) return ot_word(d, SAY[s->kind]);
    const char *scenario = ot_say_named_scenario(d, x->model, s->scenario);
    return ot_say2(d, s->kind == OT_TRACE_EXOGENISED ? OT_SAY_TRACE_GIVEN : OT_SAY_TRACE_ASSUMED_IN,
                   scenario, "");
}

static const char *say_place(ot_document *d, const ot_trace_step *s) {
    if (!s->place.file || s->is_seen) return "";
    if (s->place.line == 0) return s->place.file;
    return ot_document_format(d, "%s:%d", s->place.file, s->place.line);
}

static void chain(ot_document *d, const ot_trace *x) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TRACE_WHAT));
    ot_grid_wrap(grid, OT_MOST_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_NAME));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_VALUE));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TRACE_KIND));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TRACE_PLACE));
    ot_grid_wrap(grid, OT_MOST_WIDTH);
    for (size_t i = 0; i < x->n; i++) {
        const ot_trace_step *s = &x->step[i];
        const int depth = (int)(s->depth < MOST_DEPTH_SHOWN ? s->depth : MOST_DEPTH_SHOWN);
        ot_grid_row(d, grid);
        ot_grid_text(d, grid,
                     ot_document_format(d, "%*s%s", 2 * depth, "", label_of(d, x->model, s->row)));
        ot_grid_text(d, grid,
                     ot_document_format(d, "%s@%d", ot_trace_name(x->model, s->row), s->year));
        ot_grid_text(d, grid, ot_say_digits(d, s->value, DIGITS));
        ot_grid_text(d, grid, unit_of(d, x->model, s->row));
        ot_grid_text(d, grid, say_kind(d, x, s));
        ot_grid_text(d, grid, say_place(d, s));
    }
}

static int decimals_of(const ot_figure *f) {
    const double digits = f->half_unit > 0 ? -log10(2.0 * f->half_unit) : 0.0;
    return digits > MOST_DECIMALS ? MOST_DECIMALS : digits > 0.5 ? (int)lround(digits) : 0;
}

/* "246.30亿元（annex2.csv 第2行）" */
static const char *say_statement(ot_document *d, const ot_statement *s) {
    const char *printed = s->unit[OT_LANGUAGE_ZH], *unit = s->unit[d->language];
    const ot_unit *known = ot_unit_find(printed, strlen(printed));
    if (known && known->text[d->language]) unit = known->text[d->language];
    const char *number = ot_say_fixed(d, s->figure.value, decimals_of(&s->figure));
    const char *amount = ot_say_amount(d, number, unit);
    const int is_least = s->relation == OT_RELATION_AT_LEAST;
    const ot_message say = is_least                             ? OT_SAY_TRACE_LEAST
                           : s->relation == OT_RELATION_AT_MOST ? OT_SAY_TRACE_MOST_OF
                           : s->relation == OT_RELATION_ABOUT   ? OT_SAY_TRACE_ABOUT
                                                                : OT_SAY_TRACE_JUST;
    const char *slash = strrchr(s->file, '/');
    return ot_document_format(d, ot_word(d, OT_SAY_TRACE_STATEMENT),
                              ot_document_format(d, ot_word(d, say), amount),
                              slash ? slash + 1 : s->file, s->line);
}

/* What the plan prints beside what the model makes of it. */
static void printed(ot_document *d, const ot_trace *x) {
    const char *list = NULL;
    for (size_t i = 0; i < x->n_printed; i++) {
        const char *one = say_statement(d, x->printed[i]);
        list = list ? ot_say2(d, OT_SAY_LISTED, list, one) : one;
    }
    if (list)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TRACE_PRINTED, list,
                        ot_say_fixed(d, x->step[0].value, decimals_of(&x->printed[0]->figure)));
}

static int is_first(const ot_trace *x, size_t i) {
    const ot_trace_step *s = &x->step[i];
    for (size_t j = 0; j < i; j++)
        if (x->step[j].row == s->row && x->step[j].kind == s->kind &&
            x->step[j].place.line == s->place.line && x->step[j].place.file == s->place.file)
            return 0;
    return 1;
}

/* The text stands beside its name in the first of its rows. */
static void put_whence(ot_document *d, ot_grid **grid, const char *name, const char *text) {
    if (!text || !*text) return;
    if (!*grid) {
        ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_TRACE_SOURCES_HEADING);
        *grid = ot_document_grid(d, NULL, 0);
        ot_grid_column(d, *grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_NAME));
        ot_grid_column(d, *grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TRACE_WHENCE));
        ot_grid_wrap(*grid, SOURCE_WIDTH);
    }
    ot_grid_row(d, *grid);
    ot_grid_text(d, *grid, name);
    ot_grid_text(d, *grid, text);
}

static void sources(ot_document *d, const ot_trace *x) {
    const ot_vocabulary *words = &x->model->spec->vocabulary;
    ot_grid *grid = NULL;
    for (size_t i = 0; i < x->n; i++) {
        const ot_trace_step *s = &x->step[i];
        const char *text[] = {s->text, ot_say_remark(d, &s->source), ot_say_remark(d, &s->note)};
        const char *name = ot_document_format(d, "%s@%d", ot_trace_name(x->model, s->row), s->year);
        if (s->is_seen || !is_first(x, i)) continue;
        for (size_t k = 0; k < 3; k++) {
            put_whence(d, &grid, name, text[k]);
            if (text[k] && *text[k]) name = "";
        }
        for (size_t k = 0; s->text && k < words->n_constants; k++)
            if (ot_vocabulary_uses(words, s->text, &words->constant[k]))
                put_whence(d, &grid, name, ot_say_constant(d, &words->constant[k]));
    }
}

static const char *say_sample(ot_document *d, const ot_form_fit *f) {
    if (f->n == 0) return ot_word(d, OT_SAY_TRACE_NO_SAMPLE);
    const ot_message say = f->n == 1 ? OT_SAY_TRACE_ONE_YEAR : OT_SAY_TRACE_YEARS;
    return ot_document_format(d, ot_word(d, say), ot_say_years(d, f->first, f->last), f->n);
}

/* What is left unexplained, where the model file says whence its size. */
static void put_sigma(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form_fit *f) {
    const char *source = ot_say_remark(d, ot_fit_sigma_source(m, f));
    if (!*source) return;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, f->k == 0 ? m->indicator[f->form->indicator].spec->id : "");
    ot_grid_text(d, grid, ot_word(d, OT_SAY_TRACE_SIGMA));
    ot_grid_text(d, grid, ot_say_digits(d, f->sigma_scale, 3));
    ot_grid_text(d, grid, "");
    ot_grid_text(d, grid, say_sample(d, f));
    ot_grid_text(d, grid, source);
}

static void coefficients(ot_document *d, const ot_trace *x) {
    static const ot_message HEAD[] = {OT_SAY_INDICATOR,      OT_SAY_COEFFICIENT,  OT_SAY_MEAN,
                                      OT_SAY_STANDARD_ERROR, OT_SAY_TRACE_SAMPLE, OT_SAY_SOURCE};
    ot_grid *grid = NULL;
    for (size_t i = 0; i < x->n; i++) {
        const ot_form_fit *f = x->step[i].fit;
        if (!f || x->step[i].is_seen || !is_first(x, i)) continue;
        if (!grid) {
            ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_TRACE_COEFFICIENTS_HEADING);
            grid = ot_document_grid(d, NULL, 0);
            for (size_t h = 0; h < sizeof HEAD / sizeof *HEAD; h++)
                ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, HEAD[h]));
            ot_grid_wrap(grid, SOURCE_WIDTH);
        }
        for (size_t k = 0; k < f->k; k++) {
            const ot_coefficient_spec *c = f->form->coefficient[k];
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, k == 0 ? ot_trace_name(x->model, x->step[i].row) : "");
            ot_grid_text(d, grid, c->name);
            ot_grid_text(d, grid, ot_say_digits(d, f->mean[k], 3));
            ot_grid_text(d, grid,
                         c->is_fixed ? ot_word(d, OT_SAY_FIXED)
                                     : ot_say_digits(d, f->standard_error[k], 2));
            ot_grid_text(d, grid, say_sample(d, f));
            ot_grid_text(d, grid, ot_say_remark(d, &c->source));
        }
        put_sigma(d, grid, x->model, f);
    }
}

static void data(ot_document *d, const ot_trace *x) {
    static const char *const NAMES[] = {"depth",    "name", "year", "value", "unit",
                                        "kind",     "file", "line", "text",  "source",
                                        "scenario", "seen", NULL};
    ot_grid *grid = ot_document_grid(d, "trace", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t i = 0; i < x->n; i++) {
        const ot_trace_step *s = &x->step[i];
        ot_grid_row(d, grid);
        ot_grid_shortest(d, grid, (double)s->depth);
        ot_grid_text(d, grid, ot_trace_name(x->model, s->row));
        ot_grid_text(d, grid, ot_document_format(d, "%d", s->year));
        ot_grid_shortest(d, grid, s->value);
        ot_grid_text(d, grid, unit_of(d, x->model, s->row));
        ot_grid_text(d, grid, ot_trace_kind_name(s->kind));
        ot_grid_text(d, grid, s->place.file ? s->place.file : "");
        ot_grid_text(d, grid, ot_document_format(d, "%d", s->place.line));
        ot_grid_text(d, grid, s->text ? s->text : "");
        ot_grid_text(d, grid, ot_say_remark(d, &s->source));
        ot_grid_text(d, grid,
                     s->scenario == SIZE_MAX ? "" : x->model->scenario[s->scenario].spec->id);
        ot_grid_text(d, grid, s->is_seen ? "yes" : "no");
    }
}

void ot_arrange_trace(ot_document *d, const ot_parts *parts) {
    const ot_trace *x = parts->trace;
    ot_document_say(d, OT_ELEMENT_TITLE, OT_SAY_TRACE_TITLE, label_of(d, x->model, x->step[0].row),
                    x->step[0].year);
    printed(d, x);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TRACE_LINE,
                    ot_say_scenario(d, x->model, x->scenario));
    chain(d, x);
    if (x->has_more) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TRACE_MORE);
    sources(d, x);
    coefficients(d, x);
    data(d, x);
}
