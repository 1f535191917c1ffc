/* Fuzz target: any bytes as a data file and as a plan's table. What is accepted must be consistent;
 * what is refused must say why in both languages. Seeds: tests/fuzz/corpus/csv. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/plan.h"
#include "data/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int condition) {
    if (!condition) abort();
}

static void check_refused(ot_status status, const ot_error *err) {
    demand(status == OT_ERR_INPUT && err->status == status);
    demand(*err->text[OT_LANGUAGE_EN] && *err->text[OT_LANGUAGE_ZH] && *err->file);
    demand(err->line >= 0 && err->column >= 0);
}

static void check_figure(const ot_figure *figure) {
    if (figure->kind == OT_FIGURE_MISSING)
        demand(isnan(figure->value));
    else
        demand(isfinite(figure->value) && figure->half_unit >= 0);
}

static void check_table(const ot_table *table) {
    const size_t most = 50; /* a large table would only cost time */
    for (size_t i = 0; i < ot_table_count(table) && i < most; i++) {
        const ot_observation *o = ot_table_at(table, i), *found;
        demand(*o->series && o->year >= 1900 && o->year <= 2200 && o->line > 0 && o->column > 0);
        check_figure(&o->figure);
        found = ot_table_find(table, o->series, o->area, o->year, o->vintage);
        demand(o->figure.kind == OT_FIGURE_MISSING || (found && found->year == o->year));
        int first, last;
        demand(!ot_table_span(table, o->series, NULL, &first, &last) || first <= last);
    }
}

static void check_plan(const ot_plan *plan) {
    for (size_t i = 0; i < ot_plan_count(plan); i++) {
        const ot_statement *s = ot_plan_at(plan, i);
        demand(ot_plan_find(plan, s->id) == s);
        demand(s->relation < OT_N_RELATIONS && s->line > 0);
        check_figure(&s->figure);
        check_figure(&s->of_which);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ot_error err;
    ot_notes *notes = NULL;
    ot_table *table = NULL;
    ot_plan *plan = NULL;
    if (ot_notes_new(&notes, &err)) return 0;
    ot_status status = ot_table_parse("f.csv", (const char *)data, size, notes, &table, &err);
    if (status)
        check_refused(status, &err);
    else
        check_table(table);
    status = ot_plan_parse("f.csv", (const char *)data, size, notes, &plan, &err);
    if (status)
        check_refused(status, &err);
    else
        check_plan(plan);
    ot_table_free(table);
    ot_plan_free(plan);
    ot_notes_free(notes);
    return 0;
}
