/* The report of a solution: the path of each scenario, year by year, beside what was observed. */
#include <math.h>
#include <string.h>

#include "assess/solution.h"
#include "base/buffer.h"
#include "base/number.h"
#include "base/utf8.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

enum {
    DIGITS = 5,       /* of the largest value of a row */
    ERROR_DIGITS = 3, /* of an error */
    MOST_DECIMALS = 6,
    PERCENT_DECIMALS = 2,
    PAGE_WIDTH = 120,
    GAP = 2
};

static const double ROUNDING = 1e-12, PERCENT = 100.0;

typedef struct page { /* what one table of a scenario shows */
    const ot_parts *parts;
    const ot_solution *s;
    const ot_solved_case *c;
    int is_compared; /* rows of observed values, too */
    ot_row_words words;
} page;

static int is_shown(const page *p, size_t k) {
    return ot_parts_show_indicator(p->parts, p->c->indicator[k].indicator);
}

static int has_residuals(const page *p) {
    for (size_t k = 0; k < p->c->n_compared; k++)
        if (is_shown(p, p->c->by_residual[k])) return 1;
    return 0;
}

static int row_decimals(const page *p, const ot_solved_indicator *r) {
    double largest = 0.0;
    for (size_t t = 0; t < p->s->n_years; t++) {
        if (isfinite(r->year[t].value)) largest = fmax(largest, fabs(r->year[t].value));
        if (isfinite(r->year[t].observed)) largest = fmax(largest, fabs(r->year[t].observed));
    }
    const int is_percent = p->s->model->indicator[r->indicator].inside < 1.0;
    const int most = is_percent && largest >= 1.0 ? PERCENT_DECIMALS : MOST_DECIMALS;
    const int decimals = ot_decimals_significant(largest, DIGITS);
    return decimals < most ? decimals : most;
}

/* Residuals that are more than rounding show digits of their own. */
static int residual_decimals(const page *p, const ot_solved_indicator *r) {
    const int decimals = row_decimals(p, r);
    if (r->fit.is_reproduced || !isfinite(r->fit.largest)) return decimals;
    const int own = ot_decimals_significant(r->fit.largest, 2);
    return own > decimals ? own : decimals;
}

/* The three rows that an indicator can have. */
typedef enum row_kind { ROW_VALUE, ROW_OBSERVED, ROW_RESIDUAL } row_kind;

static double row_value(const ot_solved_year *y, row_kind kind) {
    return kind == ROW_VALUE ? y->value : kind == ROW_OBSERVED ? y->observed : y->residual;
}

static const char *row_word(const ot_document *d, const page *p, row_kind kind) {
    if (kind == ROW_OBSERVED) return ot_word(d, OT_SAY_OBSERVED);
    if (kind == ROW_RESIDUAL) return ot_word(d, OT_SAY_RESIDUAL);
    return ot_word(d, p->s->mode == OT_MODE_RESIDUALS ? OT_SAY_BY_EQUATION : OT_SAY_SIMULATED);
}

static void put_row(ot_document *d, ot_grid *grid, const page *p, const ot_solved_indicator *r,
                    row_kind kind, size_t first, size_t end) {
    const int decimals = kind == ROW_RESIDUAL ? residual_decimals(p, r) : row_decimals(p, r);
    ot_grid_row(d, grid);
    if (kind == ROW_VALUE)
        ot_row_words_put(d, grid, &p->words, p->s->model, r->indicator);
    else
        ot_row_words_skip(d, grid, &p->words);
    if (p->is_compared) ot_grid_text(d, grid, row_word(d, p, kind));
    for (size_t t = first; t < end; t++)
        ot_grid_number(d, grid, row_value(&r->year[t], kind), decimals);
}

static void put_indicator(ot_document *d, ot_grid *grid, const page *p, size_t k, size_t first,
                          size_t end) {
    const ot_solved_indicator *r = &p->c->indicator[k];
    if (!is_shown(p, k)) return;
    put_row(d, grid, p, r, ROW_VALUE, first, end);
    if (!p->is_compared || r->fit.n == 0) return;
    put_row(d, grid, p, r, ROW_OBSERVED, first, end);
    if (p->s->mode == OT_MODE_RESIDUALS) put_row(d, grid, p, r, ROW_RESIDUAL, first, end);
}

static void panel(ot_document *d, const page *p, size_t first, size_t end) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_row_words_columns(d, grid, &p->words);
    if (p->is_compared) ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_VALUE));
    for (size_t t = first; t < end; t++)
        ot_grid_column(d, grid, OT_COLUMN_NUMBER,
                       ot_document_format(d, "%d", p->s->first_year + (int)t));
    if (p->s->mode != OT_MODE_RESIDUALS) {
        for (size_t k = 0; k < p->s->n_indicators; k++)
            put_indicator(d, grid, p, k, first, end);
        return;
    }
    for (size_t k = 0; k < p->c->n_compared; k++)
        put_indicator(d, grid, p, p->c->by_residual[k], first, end);
    for (size_t k = 0; k < p->s->n_indicators; k++)
        if (p->c->indicator[k].fit.n == 0) put_indicator(d, grid, p, k, first, end);
}

/* The widest number of a row. */
static size_t number_width(const page *p, const ot_solved_indicator *r) {
    size_t widest = 4; /* of a year */
    char text[OT_NUMBER_SIZE];
    for (size_t t = 0; t < p->s->n_years; t++)
        for (int kind = ROW_VALUE; kind <= ROW_RESIDUAL; kind++) {
            const double value = row_value(&r->year[t], (row_kind)kind);
            if (!isfinite(value)) continue;
            ot_number_fixed(value, residual_decimals(p, r), text);
            const size_t width = ot_utf8_width(text);
            if (width > widest) widest = width;
        }
    return widest;
}

static void measure_words(const ot_document *d, page *p) {
    p->words = ot_row_words_begin(d);
    for (size_t k = 0; k < p->s->n_indicators; k++)
        if (is_shown(p, k))
            ot_row_words_widen(d, &p->words, p->s->model, p->c->indicator[k].indicator);
}

/* How many years fit beside the words. */
static size_t years_a_panel(const ot_document *d, const page *p) {
    size_t number = 0;
    for (size_t k = 0; k < p->s->n_indicators; k++) {
        const size_t own = is_shown(p, k) ? number_width(p, &p->c->indicator[k]) : 0;
        if (own > number) number = own;
    }
    size_t used = ot_row_words_width(&p->words);
    if (p->is_compared) used += GAP + ot_utf8_width(row_word(d, p, ROW_VALUE));
    const size_t most = used < PAGE_WIDTH ? (PAGE_WIDTH - used) / (number + GAP) : 1;
    return most > 0 ? most : 1;
}

/* Panels of about the same number of years. */
static void arrange_values(ot_document *d, const page *p) {
    const size_t n = p->s->n_years, most = years_a_panel(d, p), n_panels = (n + most - 1) / most;
    for (size_t k = 0; k < n_panels; k++)
        panel(d, p, k * n / n_panels, (k + 1) * n / n_panels);
}

static void put_error(ot_document *d, ot_grid *grid, double value, int decimals) {
    const int own = ot_decimals_significant(value, ERROR_DIGITS);
    ot_grid_number(d, grid, value, own < decimals ? own : decimals);
}

/* In percent. What rounding leaves is nothing. */
static const char *say_share(ot_document *d, double share) {
    if (isnan(share)) return "-";
    const double percent = PERCENT * share;
    if (share < ROUNDING) return "0";
    return ot_document_format(d, percent < 1.0 ? "%.2g" : "%.1f", percent);
}

static void put_fit(ot_document *d, ot_grid *grid, const page *p, const ot_solved_indicator *r) {
    const ot_model *m = p->s->model;
    const int decimals = residual_decimals(p, r) + 1;
    if (!ot_parts_show_indicator(p->parts, r->indicator)) return;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, m->indicator[r->indicator].spec->label.text[d->language]);
    ot_grid_text(d, grid, ot_say_unit(d, m, r->indicator));
    if (p->s->mode == OT_MODE_RESIDUALS) {
        ot_grid_text(d, grid, ot_word(d, r->is_behavioural ? OT_SAY_BEHAVIOURAL : OT_SAY_IDENTITY));
        ot_grid_number(d, grid, r->fit.largest, decimals - 1);
        ot_grid_text(d, grid, ot_document_format(d, "%d", r->fit.largest_year));
        ot_grid_text(d, grid, say_share(d, r->fit.relative));
    }
    ot_grid_number(d, grid, (double)r->fit.n, 0);
    put_error(d, grid, r->fit.mean_error, decimals);
    put_error(d, grid, r->fit.rmse, decimals);
    put_error(d, grid, r->fit.mape, PERCENT_DECIMALS);
}

static void fit_columns(ot_document *d, ot_grid *grid, const page *p) {
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    ot_grid_wrap(grid, OT_UNIT_WIDTH);
    if (p->s->mode == OT_MODE_RESIDUALS) {
        ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_KIND));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_LARGEST_RESIDUAL));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_YEAR));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_OF_MAXIMUM));
    }
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_YEARS_COMPARED));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_MEAN_ERROR));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_RMSE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_MAPE));
}

static void arrange_fit(ot_document *d, const page *p) {
    const int is_residuals = p->s->mode == OT_MODE_RESIDUALS;
    ot_document_say(d, OT_ELEMENT_PARAGRAPH,
                    is_residuals ? OT_SAY_RESIDUAL_LEGEND : OT_SAY_HISTORY_LEGEND);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    fit_columns(d, grid, p);
    if (is_residuals) {
        for (size_t k = 0; k < p->c->n_compared; k++)
            put_fit(d, grid, p, &p->c->indicator[p->c->by_residual[k]]);
        return;
    }
    for (size_t k = 0; k < p->s->n_indicators; k++)
        if (p->c->indicator[k].fit.n > 0) put_fit(d, grid, p, &p->c->indicator[k]);
}

static void name_unreproduced(ot_document *d, const page *p, int is_behavioural,
                              ot_message message) {
    ot_buffer list = {0};
    for (size_t k = 0; k < p->c->n_compared; k++) {
        const ot_solved_indicator *r = &p->c->indicator[p->c->by_residual[k]];
        if (r->fit.is_reproduced || (r->is_behavioural != 0) != is_behavioural) continue;
        ot_buffer_format(&list, "%s%s", list.length ? ", " : "",
                         p->s->model->indicator[r->indicator].spec->id);
    }
    const int is_any = list.length > 0;
    const char *names = ot_document_take(d, &list);
    if (is_any) ot_document_say(d, OT_ELEMENT_PARAGRAPH, message, names);
}

static void tell_reproduction(ot_document *d, const page *p) {
    const ot_reproduction *i = &p->c->identities, *b = &p->c->behavioural;
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REPRODUCED, i->n_reproduced, i->n,
                    b->n_reproduced, b->n, OT_REPRODUCED);
    name_unreproduced(d, p, 0, OT_SAY_NOT_REPRODUCED);
    name_unreproduced(d, p, 1, OT_SAY_NOT_REPRODUCED_BEHAVIOURAL);
}

static void tell_solver(ot_document *d, const page *p) {
    const ot_solver_facts *f = &p->c->solver;
    if (p->s->mode == OT_MODE_RESIDUALS)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SOLVER_NONE, f->order.n_equations);
    else if (f->order.n_blocks == 0)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SOLVER_RECURSIVE, f->order.n_equations);
    else
        ot_document_say(
            d, OT_ELEMENT_PARAGRAPH, OT_SAY_SOLVER_LINE, f->order.n_blocks,
            ot_say_count(d, f->order.n_simultaneous, OT_SAY_ONE_EQUATION, OT_SAY_SOME_EQUATIONS),
            ot_say_count(d, f->order.n_feedback, OT_SAY_ONE_FEEDBACK, OT_SAY_SOME_FEEDBACK),
            ot_say_count(d, f->n_iterations, OT_SAY_ONE_ITERATION, OT_SAY_SOME_ITERATIONS),
            f->residual);
}

static void arrange_scenario(ot_document *d, const ot_parts *parts, size_t k) {
    const ot_solution *s = parts->solution;
    page p = {.parts = parts, .s = s, .c = &s->c[k]};
    const ot_model_scenario *scenario = &s->model->scenario[p.c->scenario];
    p.is_compared = has_residuals(&p);
    measure_words(d, &p);
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SCENARIO_HEADING,
                    scenario->spec->label.text[d->language], scenario->spec->id);
    arrange_values(d, &p);
    if (p.is_compared)
        arrange_fit(d, &p);
    else if (s->mode != OT_MODE_FORECAST)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_NOTHING_OBSERVED);
    if (s->mode == OT_MODE_RESIDUALS && p.is_compared) tell_reproduction(d, &p);
    tell_solver(d, &p);
}

static void arrange_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"scenario", "indicator", "label",    "unit",
                                        "year",     "value",     "observed", "residual"};
    const ot_solution *s = parts->solution;
    ot_grid *grid = ot_document_grid(d, "solution", 1);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, NAMES[i]);
    for (size_t k = 0; k < s->n_cases; k++)
        for (size_t i = 0; i < s->n_indicators; i++)
            for (size_t t = 0; t < s->n_years; t++) {
                const ot_solved_indicator *r = &s->c[k].indicator[i];
                if (!ot_parts_show_indicator(parts, r->indicator)) continue;
                ot_grid_row(d, grid);
                ot_grid_text(d, grid, s->model->scenario[s->c[k].scenario].spec->id);
                ot_grid_text(d, grid, s->model->indicator[r->indicator].spec->id);
                ot_grid_text(d, grid,
                             s->model->indicator[r->indicator].spec->label.text[d->language]);
                ot_grid_text(d, grid, ot_unit_of_indicator(s->model, r->indicator));
                ot_grid_number(d, grid, r->year[t].year, OT_DECIMALS_SHORTEST);
                ot_grid_number(d, grid, r->year[t].value, OT_DECIMALS_SHORTEST);
                ot_grid_number(d, grid, r->year[t].observed, OT_DECIMALS_SHORTEST);
                ot_grid_number(d, grid, r->year[t].residual, OT_DECIMALS_SHORTEST);
            }
}

/* Does a forecast begin before the last observation of some indicator? */
static int is_kept_from(const ot_model *m, const ot_table *table) {
    if (m->spec->mode != OT_MODE_FORECAST || !m->spec->observed_until || !table) return 0;
    for (size_t r = 0; r < ot_table_count(table); r++) {
        const ot_observation *row = ot_table_at(table, r);
        for (size_t i = 0; i < m->n_indicators && row->year > m->observed_until; i++)
            if (m->indicator[i].series && strcmp(row->series, m->indicator[i].series) == 0)
                return 1;
    }
    return 0;
}

void ot_arrange_solve(ot_document *d, const ot_parts *parts) {
    const ot_solution *s = parts->solution;
    const ot_spec *spec = s->model->spec;
    ot_document_text(d, OT_ELEMENT_TITLE, spec->title.text[d->language]);
    const char *as_if =
        is_kept_from(s->model, parts->table)
            ? ot_document_format(d, ot_word(d, OT_SAY_AS_IF_LAST), s->model->observed_until)
            : "";
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SOLVE_LINE, spec->id,
                    ot_say_years(d, s->first_year, s->last_year), ot_mode_name(s->mode),
                    ot_say_mode(d, s->mode), as_if);
    for (size_t k = 0; k < s->n_cases; k++)
        arrange_scenario(d, parts, k);
    ot_arrange_not_projected(d, parts);
    ot_arrange_notes(d, parts->notes);
    arrange_data(d, parts);
}
