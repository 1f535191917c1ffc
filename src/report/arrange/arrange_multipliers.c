/* The report of multipliers: what one unit more of an input does, year by year. */
#include <math.h>

#include "assess/multipliers.h"
#include "base/number.h"
#include "base/utf8.h"
#include "report/arrange/arrange.h"
#include "report/arrange/inputs.h"
#include "report/words/words.h"

enum { DIGITS = 4, PAGE_WIDTH = 120, GAP = 2 };

/* The years that are shown, counted from the first projected one. */
typedef struct response_table {
    const ot_parts *parts;
    const ot_multipliers *x;
    size_t k;           /* the input */
    size_t first, last; /* shown */
    ot_row_words words;
} response_table;

static response_table table_of(const ot_parts *parts, size_t k) {
    const int first = parts->model->first_year;
    return (response_table){.parts = parts,
                            .x = parts->multipliers,
                            .k = k,
                            .first = (size_t)(ot_parts_first(parts) - first),
                            .last = (size_t)(ot_parts_last(parts) - first)};
}

static int is_shown(const response_table *p, size_t i) {
    return p->x->model->indicator[i].is_projected && ot_parts_show_indicator(p->parts, i);
}

/* In a report that nobody narrowed down, what moves. */
static int is_listed(const response_table *p, size_t i) {
    return is_shown(p, i) && (p->parts->n_indicators > 0 || ot_multiplier_moves(p->x, i, p->k));
}

static int row_decimals(const response_table *p, size_t i, size_t y) {
    double largest = fabs(ot_multiplier_sum(p->x, i, p->k, y, p->last));
    for (size_t t = y; t <= p->last; t++)
        largest = fmax(largest, fabs(ot_multiplier_at(p->x, i, t, p->k, y)));
    return ot_decimals_significant(largest, DIGITS);
}

static void put_row(ot_document *d, ot_grid *grid, const response_table *p, size_t i, size_t y,
                    const char *heading, size_t from, size_t end) {
    const int decimals = row_decimals(p, i, y);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, heading);
    ot_row_words_put(d, grid, &p->words, p->x->model, i);
    for (size_t t = from; t < end; t++)
        ot_grid_number(d, grid, t < y ? (double)NAN : ot_multiplier_at(p->x, i, t, p->k, y),
                       decimals);
    if (end > p->last)
        ot_grid_number(d, grid, ot_multiplier_sum(p->x, i, p->k, y, p->last), decimals);
}

static void panel(ot_document *d, const response_table *p, size_t from, size_t end) {
    const int first = p->x->model->first_year;
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_CHANGED_IN));
    ot_row_words_columns(d, grid, &p->words);
    for (size_t t = from; t < end; t++)
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_document_format(d, "%d", first + (int)t));
    if (end > p->last) ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_CUMULATED));
    for (size_t y = p->first; y <= p->last && y < end; y++) {
        const char *heading = ot_document_format(d, "%d", first + (int)y);
        for (size_t i = 0; i < p->x->model->n_indicators; i++) {
            if (!is_listed(p, i)) continue;
            put_row(d, grid, p, i, y, heading, from, end);
            heading = "";
        }
    }
}

static void measure_words(const ot_document *d, response_table *p) {
    p->words = ot_row_words_begin(d);
    for (size_t i = 0; i < p->x->model->n_indicators; i++)
        if (is_listed(p, i)) ot_row_words_widen(d, &p->words, p->x->model, i);
}

static size_t number_width(double value, int decimals) {
    char text[OT_NUMBER_SIZE];
    ot_number_fixed(value, decimals, text);
    return ot_utf8_width(text);
}

/* The widest number of the rows that are shown. */
static size_t numbers_width(const response_table *p) {
    size_t widest = 4; /* of a year */
    for (size_t i = 0; i < p->x->model->n_indicators; i++)
        for (size_t y = p->first; y <= p->last && is_listed(p, i); y++) {
            const int decimals = row_decimals(p, i, y);
            const double sum = ot_multiplier_sum(p->x, i, p->k, y, p->last);
            widest = (size_t)fmax((double)widest, (double)number_width(sum, decimals));
            for (size_t t = y; t <= p->last; t++) {
                const double value = ot_multiplier_at(p->x, i, t, p->k, y);
                widest = (size_t)fmax((double)widest, (double)number_width(value, decimals));
            }
        }
    return widest;
}

/* How many years fit beside the words and the sum. */
static size_t years_a_panel(const ot_document *d, const response_table *p) {
    const size_t used =
        GAP + ot_utf8_width(ot_word(d, OT_SAY_CHANGED_IN)) + ot_row_words_width(&p->words);
    const size_t fits = used < PAGE_WIDTH ? (PAGE_WIDTH - used) / (numbers_width(p) + GAP) : 0;
    return fits < 2 ? 1 : fits - 1 < OT_YEARS_A_PANEL ? fits - 1 : OT_YEARS_A_PANEL;
}

static void arrange_shock(ot_document *d, const ot_parts *parts, size_t k) {
    response_table p = table_of(parts, k);
    const ot_model *m = p.x->model;
    const ot_exogenous *x = &p.x->exogenous[k];
    size_t n_listed = 0, n_still = 0;
    for (size_t i = 0; i < m->n_indicators; i++) {
        n_listed += is_listed(&p, i) != 0;
        n_still += is_shown(&p, i) && !is_listed(&p, i);
    }
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SHOCK_HEADING, ot_say_input(d, m, x),
                    p.x->name[k], ot_say_one_unit(d, m, x));
    measure_words(d, &p);
    const size_t most = years_a_panel(d, &p);
    const size_t n = p.last - p.first + 1, n_panels = (n + most - 1) / most;
    for (size_t i = 0; i < n_panels && n_listed > 0; i++)
        panel(d, &p, p.first + i * n / n_panels, p.first + (i + 1) * n / n_panels);
    if (n_still > 0) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_NOT_MOVED, n_still);
}

static void arrange_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"scenario",  "shock", "shock_year",
                                        "indicator", "year",  "multiplier"};
    const ot_multipliers *x = parts->multipliers;
    const ot_model *m = x->model;
    ot_grid *grid = ot_document_grid(d, "multipliers", 1);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, NAMES[i]);
    for (size_t k = 0; k < x->n; k++) {
        const response_table p = table_of(parts, k);
        for (size_t y = p.first; y <= p.last; y++)
            for (size_t i = 0; i < m->n_indicators; i++)
                for (size_t t = y; t <= p.last && is_shown(&p, i); t++) {
                    ot_grid_row(d, grid);
                    ot_grid_text(d, grid, m->scenario[x->path->c->scenario].spec->id);
                    ot_grid_text(d, grid, x->name[k]);
                    ot_grid_number(d, grid, m->first_year + (int)y, OT_DECIMALS_SHORTEST);
                    ot_grid_text(d, grid, m->indicator[i].spec->id);
                    ot_grid_number(d, grid, m->first_year + (int)t, OT_DECIMALS_SHORTEST);
                    ot_grid_number(d, grid, ot_multiplier_at(x, i, t, k, y), OT_DECIMALS_SHORTEST);
                }
    }
}

void ot_arrange_multipliers(ot_document *d, const ot_parts *parts) {
    const ot_multipliers *x = parts->multipliers;
    const ot_spec *spec = x->model->spec;
    ot_document_text(d, OT_ELEMENT_TITLE, spec->title.text[d->language]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PATH_LINE, spec->id,
                    ot_say_years(d, x->model->first_year, x->model->last_year),
                    ot_say_scenario(d, x->model, x->path->c->scenario));
    for (size_t k = 0; k < x->n; k++)
        arrange_shock(d, parts, k);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_MULTIPLIERS_LEGEND);
    ot_arrange_notes(d, parts->notes);
    arrange_data(d, parts);
}
