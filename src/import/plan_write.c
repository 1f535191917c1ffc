#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/figure.h"
#include "data/plan.h"
#include "data/unit.h"
#include "import/plan_reading.h"

const char ot_plan_unread_header[] = "line,quote,why,why_zh\n";

static void put(ot_buffer *out, const char *text) {
    if (!strpbrk(text, ",\"\r\n")) {
        ot_buffer_text(out, text);
        return;
    }
    ot_buffer_text(out, "\"");
    for (; *text; text++)
        ot_buffer_add(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    ot_buffer_text(out, "\"");
}

static void put_cells(ot_buffer *out, const char *const *text, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (i > 0) ot_buffer_text(out, ",");
        put(out, text[i]);
    }
}

static const char *unit_in_english(const char *unit) {
    const ot_unit *u = ot_unit_find(unit, strlen(unit));
    return u ? u->text[OT_LANGUAGE_EN] : "";
}

void ot_plan_column_name(const ot_sheet_column *column, char *name, size_t size) {
    (void)snprintf(name, size, "cell_%s%s%d", column->is_plan ? "plan_" : "",
                   column->is_growth ? "growth_" : "", column->year);
}

static int by_time(const void *x, const void *y) {
    const ot_sheet_column *a = *(const ot_sheet_column *const *)x;
    const ot_sheet_column *b = *(const ot_sheet_column *const *)y;
    if (a->year != b->year) return (a->year > b->year) - (a->year < b->year);
    return a->is_plan != b->is_plan ? a->is_plan - b->is_plan : a->is_growth - b->is_growth;
}

/* The columns in the order of their years. */
static void sort_columns(const ot_plan_reading *r, const ot_sheet_column *sorted[]) {
    for (size_t i = 0; i < r->n_columns; i++)
        sorted[i] = &r->column[i];
    qsort(sorted, r->n_columns, sizeof *sorted, by_time);
}

/* What a cell of the plan's columns says; "" when it is empty. */
static const char *relation_of(const char *text) {
    ot_figure a, b;
    ot_relation relation = OT_RELATION_NONE;
    if (ot_figure_parse(text, strlen(text), &a, NULL))
        return a.kind == OT_FIGURE_MISSING ? "" : ot_relation_name(ot_relation_of_figure(a.kind));
    if (ot_figure_range(text, strlen(text), &a, &b, NULL))
        return ot_relation_name(OT_RELATION_WITHIN);
    return ot_plan_phrase(text, &relation) ? ot_relation_name(relation) : "";
}

/* One relation for all plan columns of a kind, as long as they say the same. */
static const char *shared_relation(const ot_plan_reading *r, const ot_sheet_row *row,
                                   int is_growth) {
    const char *shared = "";
    for (size_t i = 0; i < r->n_columns; i++) {
        const ot_sheet_column *c = &r->column[i];
        if (!c->is_plan || c->is_growth != is_growth || !row->cell[i]) continue;
        const char *relation = relation_of(row->cell[i]);
        if (*shared && *relation && strcmp(shared, relation) != 0) return "";
        if (*relation) shared = relation;
    }
    return shared;
}

static void put_inferred(const ot_plan_reading *r, const ot_sheet_row *row,
                         const ot_sheet_column *const *sorted, ot_buffer *out) {
    int n = 0;
    for (size_t k = 0; k < r->n_columns; k++) {
        char name[40];
        if (!row->is_inferred[sorted[k] - r->column]) continue;
        ot_plan_column_name(sorted[k], name, sizeof name);
        ot_buffer_format(out, "%s%s", n++ > 0 ? ";" : "", name);
    }
}

static void put_row(const ot_plan_reading *r, const ot_sheet_row *row,
                    const ot_sheet_column *const *sorted, ot_buffer *out) {
    const char *const begin[] = {row->id,      row->section, row->name_zh,
                                 row->name_en, row->unit,    unit_in_english(row->unit),
                                 row->measure};
    const char *const end[] = {shared_relation(r, row, 0),
                               shared_relation(r, row, 1),
                               row->basis,
                               row->kind,
                               row->note,
                               row->matched,
                               r->document};
    put_cells(out, begin, sizeof begin / sizeof *begin);
    for (size_t k = 0; k < r->n_columns; k++) {
        const char *cell = row->cell[sorted[k] - r->column];
        ot_buffer_text(out, ",");
        put(out, cell ? cell : "");
    }
    ot_buffer_text(out, ",");
    put_cells(out, end, sizeof end / sizeof *end);
    ot_buffer_format(out, ",%d,", row->line);
    put(out, row->quote);
    ot_buffer_text(out, ",");
    put_inferred(r, row, sorted, out);
    ot_buffer_text(out, "\n");
}

/* Without a table there is one column of the plan's year and no row: the form stays known. */
void ot_plan_write_indicators(const ot_plan_reading *r, ot_buffer *out) {
    const ot_sheet_column *sorted[OT_PLAN_MOST_COLUMNS];
    sort_columns(r, sorted);
    ot_buffer_text(out, "id,section,name_zh,name_en,unit_zh,unit_en,measure");
    for (size_t k = 0; k < r->n_columns; k++) {
        char name[40];
        ot_plan_column_name(sorted[k], name, sizeof name);
        ot_buffer_format(out, ",%s", name);
    }
    if (r->n_columns == 0) ot_buffer_format(out, ",cell_plan_%d", r->year);
    ot_buffer_text(out, ",level_relation,growth_relation,growth_basis,kind,note,matched,document,"
                        "line,quote,inferred\n");
    for (size_t i = 0; i < r->n_rows; i++)
        put_row(r, &r->row[i], sorted, out);
}

static void put_claim(const ot_plan_reading *r, const ot_claim *c, ot_buffer *out) {
    char year[16] = "";
    if (c->year) (void)snprintf(year, sizeof year, "%d", c->year);
    const char *const cell[] = {c->id,      c->indicator,
                                c->name_zh, c->name_en,
                                c->section, ot_relation_name(c->relation),
                                c->value,   c->value_to,
                                c->unit,    unit_in_english(c->unit),
                                year,       c->of_which,
                                c->note,    c->wording,
                                c->role,    c->kind,
                                c->measure, c->matched,
                                r->document};
    put_cells(out, cell, sizeof cell / sizeof *cell);
    ot_buffer_format(out, ",%d,", c->line);
    put(out, c->quote);
    ot_buffer_text(out, "\n");
}

void ot_plan_write_statements(const ot_plan_reading *r, ot_buffer *out) {
    ot_buffer_text(out, "id,indicator,name_zh,name_en,section,relation,value,value_to,unit_zh,"
                        "unit_en,year,of_which_new,note,wording,role,kind,measure,matched,document,"
                        "line,quote\n");
    for (size_t i = 0; i < r->n_claims; i++)
        put_claim(r, &r->claim[i], out);
}

void ot_plan_write_unread(const ot_plan_reading *r, ot_buffer *out) {
    ot_buffer_text(out, ot_plan_unread_header);
    for (size_t i = 0; i < r->n_unread; i++) {
        const ot_unread *u = &r->unread[i];
        ot_buffer_format(out, "%d,", u->line);
        put(out, u->quote);
        ot_buffer_text(out, ",");
        put(out, ot_unread_text(u->reason, OT_LANGUAGE_EN));
        ot_buffer_text(out, ",");
        put(out, ot_unread_text(u->reason, OT_LANGUAGE_ZH));
        ot_buffer_text(out, "\n");
    }
}
