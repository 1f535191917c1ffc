/* The report of a run that a planner reads. */
#include <inttypes.h>
#include <math.h>

#include "base/number.h"
#include "base/utf8.h"
#include "report/arrange/arrange.h"
#include "report/text/sparkline.h"
#include "report/words/words.h"

enum {
    SD_DIGITS = 2,
    PAGE_WIDTH = 164,
    FEW_YEARS = 3,  /* stand side by side, however wide */
    BAND_SIGNS = 8, /* " [", " .. ", "]" and a mark */
    GAP = 2
};

static const char *say_last(ot_document *d, const ot_indicator_facts *facts) {
    if (!isfinite(facts->last_value)) return "-";
    const char *value = ot_say_value(d, facts->last_value);
    const char *sd = facts->last_sd > 0.0 ? ot_say_digits(d, facts->last_sd, SD_DIGITS) : "";
    return ot_document_format(d, "%s%s%s%s (%d)", facts->is_assumed ? OT_APPROXIMATELY : "", value,
                              *sd ? OT_PLUS_MINUS : "", sd, facts->last_year);
}

/* Years of one table of a scenario. */
typedef struct run_panel {
    const ot_parts *parts;
    size_t k;        /* the case */
    int first, last; /* calendar years */
    int has_base;
    int has_marks; /* once filled: of values that few enough draws lack */
} run_panel;

static int shows_indicator(const ot_parts *parts, size_t i) {
    return ot_parts_show_indicator(parts, parts->projection->indicator[i].indicator);
}

static int is_certain(const ot_year_result *y) { return !(y->high > y->low); }

/* On a terminal: the last years observed, then the medians; behind the numbers, since some
 * terminals make its signs two columns wide. */
static int has_trend(const ot_document *d, const run_panel *p) {
    return d->terminal.width > 0 && p->last == ot_parts_last(p->parts);
}

static void put_trend(ot_document *d, ot_grid *grid, const run_panel *p, size_t i) {
    enum { PAST = 6, FUTURE = 10 };
    const ot_projection *x = p->parts->projection;
    const ot_model *m = x->model;
    const size_t indicator = x->indicator[i].indicator;
    const ot_indicator_result *r = &x->c[p->k].indicator[i];
    double value[PAST + FUTURE];
    size_t n = 0;
    for (size_t past = PAST; past > 0; past--)
        if (m->first_slot >= past) {
            const size_t slot = m->first_slot - past;
            value[n] = m->observed[indicator * m->n_slots + slot] / m->indicator[indicator].inside;
            n += n > 0 || isfinite(value[n]);
        }
    for (size_t t = 0; t < x->n_years && n < PAST + FUTURE; t++)
        value[n++] = r->year[t].median;
    ot_grid_text(d, grid, ot_say_sparkline(d, value, n));
}

static void put_indicator(ot_document *d, ot_grid *grid, run_panel *p, size_t i) {
    const ot_projection *x = p->parts->projection;
    const ot_indicator_facts *facts = &x->indicator[i];
    const ot_indicator_result *r = &x->c[p->k].indicator[i];
    const int decimals = ot_level_decimals(p->parts, x, facts, r);
    const int growth_decimals = ot_growth_decimals(x, facts, decimals);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, x->model->indicator[facts->indicator].spec->label.text[d->language]);
    ot_grid_text(d, grid, ot_say_unit(d, x->model, facts->indicator));
    if (p->has_base) ot_grid_text(d, grid, say_last(d, facts));
    for (int year = p->first; year <= p->last; year++) {
        const ot_year_result *y = &r->year[year - x->first_year];
        p->has_marks |= ot_arrange_band(d, grid, y, decimals);
        ot_grid_number(d, grid, y->growth, growth_decimals);
    }
    if (has_trend(d, p)) put_trend(d, grid, p, i);
}

static void panel(ot_document *d, run_panel *p) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    ot_grid_wrap(grid, OT_UNIT_WIDTH);
    if (p->has_base) ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_BASE));
    for (int year = p->first; year <= p->last; year++) {
        ot_grid_column(d, grid, OT_COLUMN_BAND, ot_document_format(d, "%d", year));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_GROWTH));
    }
    if (has_trend(d, p)) ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TREND));
    for (size_t i = 0; i < p->parts->projection->n_indicators; i++)
        if (shows_indicator(p->parts, i)) put_indicator(d, grid, p, i);
}

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

static size_t number_width(double value, int decimals) {
    char text[OT_NUMBER_SIZE];
    if (!isfinite(value)) return 0;
    ot_number_fixed(value, decimals, text);
    return ot_utf8_width(text);
}

/* Columns of a band and its growth, with the gaps before them: the widest of all years. */
static size_t year_width(const ot_document *d, const ot_parts *parts, size_t k) {
    const ot_projection *p = parts->projection;
    size_t part[OT_CELL_VALUES] = {0}, growth = ot_utf8_width(ot_word(d, OT_SAY_GROWTH));
    for (size_t i = 0; i < p->n_indicators; i++) {
        const ot_indicator_result *r = &p->c[k].indicator[i];
        const int decimals = ot_level_decimals(parts, p, &p->indicator[i], r);
        const int growth_decimals = ot_growth_decimals(p, &p->indicator[i], decimals);
        for (size_t t = 0; t < p->n_years && shows_indicator(parts, i); t++) {
            const ot_year_result *y = &r->year[t];
            if (!ot_parts_show(parts, y->year)) continue;
            part[0] = larger(part[0], number_width(y->median, decimals));
            growth = larger(growth, number_width(y->growth, growth_decimals));
            if (is_certain(y)) continue;
            part[1] = larger(part[1], number_width(y->low, decimals));
            part[2] = larger(part[2], number_width(y->high, decimals));
        }
    }
    return GAP + part[0] + part[1] + part[2] + BAND_SIGNS + GAP + growth;
}

static size_t words_width(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    ot_row_words words = ot_row_words_begin(d);
    size_t base = 0;
    for (size_t i = 0; i < p->n_indicators; i++) {
        if (!shows_indicator(parts, i)) continue;
        ot_row_words_widen(d, &words, p->model, p->indicator[i].indicator);
        base = larger(base, ot_utf8_width(say_last(d, &p->indicator[i])));
    }
    words.has_names = 0;
    return ot_row_words_width(&words) + GAP + base;
}

/* Panels of about the same number of years, none too wide to read; a few years are one. */
static int arrange_panels(ot_document *d, const ot_parts *parts, size_t k) {
    const int first = ot_parts_first(parts), n = ot_parts_last(parts) - first + 1;
    const size_t used = words_width(d, parts);
    const size_t fits = used < PAGE_WIDTH ? (PAGE_WIDTH - used) / year_width(d, parts, k) : 0;
    const int most = n <= FEW_YEARS ? FEW_YEARS : fits > 0 ? (int)fits : 1;
    const int n_panels = (n + most - 1) / most;
    run_panel p = {.parts = parts, .k = k};
    for (int j = 0; j < n_panels; j++) {
        p.first = first + j * n / n_panels;
        p.last = first + (j + 1) * n / n_panels - 1;
        p.has_base = j == 0;
        panel(d, &p);
    }
    return p.has_marks;
}

static void arrange_scenario(ot_document *d, const ot_parts *parts, size_t k) {
    const ot_projection *p = parts->projection;
    const ot_model_scenario *s = &p->model->scenario[p->c[k].scenario];
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SCENARIO_HEADING,
                    s->spec->label.text[d->language], s->spec->id);
    if (arrange_panels(d, parts, k)) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_MARK_NOTE);
}

static int has_assumed_base(const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    for (size_t i = 0; i < p->n_indicators; i++)
        if (p->indicator[i].is_assumed && ot_parts_show_indicator(parts, p->indicator[i].indicator))
            return 1;
    return 0;
}

void ot_arrange_run(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    const ot_spec *spec = p->model->spec;
    ot_document_text(d, OT_ELEMENT_TITLE, spec->title.text[d->language]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_RUN_LINE, spec->id, p->draws, p->seed,
                    p->executor, OUTTURN_VERSION);
    ot_arrange_sampling(d, p->sampling);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_BAND_LEGEND);
    for (size_t k = 0; k < p->n_cases; k++)
        arrange_scenario(d, parts, k);
    if (has_assumed_base(parts)) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_BASE_NOTE);
    ot_arrange_targets(d, parts);
    ot_arrange_groups(d, parts);
    ot_arrange_left_out(d, parts, p);
    ot_arrange_unjudged(d, parts);
    ot_arrange_not_projected(d, parts);
    ot_arrange_notes(d, parts->notes);
    if (parts->folder) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_FILES, parts->folder);
    if (parts->receipt) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_RECEIPT, parts->receipt);
    ot_arrange_bands_data(d, parts);
    ot_arrange_targets_data(d, parts);
    ot_arrange_joint_data(d, parts);
    ot_arrange_unjudged_data(d, parts);
}
