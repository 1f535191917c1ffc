/* Tables that a workbook has beside the report's: a scenario each, and the data with their sources.
 */
#include <math.h>

#include "report/arrange.h"
#include "report/words.h"

static const char *word(const ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

static void put_indicator(ot_document *d, ot_grid *grid, const ot_parts *parts, size_t k,
                          size_t i) {
    const ot_projection *p = parts->projection;
    const ot_indicator_facts *facts = &p->indicator[i];
    const ot_indicator_result *r = &p->c[k].indicator[i];
    const int decimals = ot_level_decimals(parts, p, facts, r);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, p->model->indicator[facts->indicator].spec->label.text[d->language]);
    ot_grid_text(d, grid, ot_say_unit(d, p->model, facts->indicator));
    ot_grid_number(d, grid, facts->last_value, decimals);
    for (size_t t = 0; t < p->n_years; t++) {
        const ot_year_result *y = &r->year[t];
        ot_grid_band(d, grid, y->median, y->low, y->high, decimals);
        ot_grid_number(d, grid, y->growth, 1);
    }
}

static void arrange_scenario(ot_document *d, const ot_parts *parts, size_t k) {
    const ot_projection *p = parts->projection;
    const char *name =
        ot_say2(d, OT_SAY_XLSX_SCENARIO, ot_say_scenario(d, p->model, p->c[k].scenario), "");
    ot_grid *grid = ot_document_grid(d, name, 1);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_INDICATOR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_UNIT));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, word(d, OT_SAY_BASE));
    for (size_t t = 0; t < p->n_years; t++) {
        ot_grid_column(d, grid, OT_COLUMN_BAND,
                       ot_document_format(d, "%d", p->first_year + (int)t));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, word(d, OT_SAY_GROWTH));
    }
    for (size_t i = 0; i < p->n_indicators; i++)
        put_indicator(d, grid, parts, k, i);
}

static void arrange_observations(ot_document *d, const ot_parts *parts) {
    static const char *const HEAD[] = {"series",  "area",   "year", "value", "unit",
                                       "vintage", "source", "file", "line",  NULL};
    ot_grid *grid = ot_document_grid(d, "observations", 1);
    ot_grid_columns(d, grid, HEAD);
    for (size_t i = 0; i < ot_table_count(parts->table); i++) {
        const ot_observation *o = ot_table_at(parts->table, i);
        if (ot_observation_is_unused(parts->model, o)) continue;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, o->series);
        ot_grid_text(d, grid, o->area);
        ot_grid_shortest(d, grid, o->year);
        ot_grid_shortest(d, grid, o->figure.value);
        ot_grid_text(d, grid, o->unit);
        ot_grid_text(d, grid, o->vintage);
        ot_grid_text(d, grid, o->source);
        ot_grid_text(d, grid, o->file);
        ot_grid_shortest(d, grid, o->line);
    }
}

void ot_arrange_workbook(ot_document *d, const ot_parts *parts) {
    for (size_t k = 0; k < parts->projection->n_cases; k++)
        arrange_scenario(d, parts, k);
    if (parts->table) arrange_observations(d, parts);
}
