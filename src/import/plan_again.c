/* A row of an indicator that another table has: its cells as statements, so that the audit can
 * compare what the document says twice. */
#include <stdio.h>
#include <string.h>

#include "import/plan_quantity.h"
#include "import/plan_table.h"

/* Last year's plan has no place beside its outturn. */
static int has_place(const ot_plan_reading *r, const ot_sheet_column *column) {
    return !column->is_plan || column->year == r->year;
}

static int read_cell(const char *cell, ot_quantity *q) {
    const ot_slice x = ot_slice_of(cell, strlen(cell));
    size_t at = 0;
    if (!ot_quantity_next(x, &at, q) || at != x.n || q->begin != 0) return 0;
    return q->kind == OT_QUANTITY_BARE || q->kind == OT_QUANTITY_MEASURE;
}

static ot_relation relation_of(const ot_quantity *q) {
    if (*q->high) return OT_RELATION_WITHIN;
    if (q->bound == OT_FIGURE_AT_LEAST) return OT_RELATION_AT_LEAST;
    if (q->bound == OT_FIGURE_AT_MOST) return OT_RELATION_AT_MOST;
    if (q->bound == OT_FIGURE_ABOUT) return OT_RELATION_ABOUT;
    return OT_RELATION_STATED;
}

static void say(ot_plan_reading *r, const ot_sheet_row *row, const ot_sheet_column *column,
                const ot_quantity *q) {
    char id[300];
    ot_claim *c = ot_plan_add_claim(r);
    if (!c) return;
    const ot_slice name = ot_slice_of(row->id, strlen(row->id));
    const int is_growth = column->is_growth || strcmp(row->measure, "growth") == 0;
    const int has_suffix = !is_growth || ot_slice_ends(name, "_growth");
    (void)snprintf(id, sizeof id, "%.200s%s_%d", row->id, has_suffix ? "" : "_growth",
                   column->year);
    c->id = ot_plan_keep_text(r, id);
    c->indicator = row->id;
    c->name_zh = row->name_zh;
    c->name_en = row->name_en;
    c->section = row->section;
    c->relation = relation_of(q);
    c->value = ot_plan_keep_text(r, q->low);
    c->value_to = ot_plan_keep_text(r, q->high);
    c->unit = column->is_growth ? "%" : row->unit;
    c->year = column->year;
    c->note = row->note;
    c->role = column->is_plan ? "target" : "fact";
    c->kind = column->is_plan ? row->kind : "";
    c->measure = is_growth ? "growth" : "";
    c->matched = row->matched;
    c->line = row->line;
    c->quote = row->quote;
}

int ot_sheet_say_again(ot_plan_reading *r, const ot_sheet_row *row) {
    int is_whole = 1;
    for (size_t i = 0; i < r->n_columns; i++) {
        ot_quantity q;
        if (!row->cell[i]) continue;
        if (has_place(r, &r->column[i]) && read_cell(row->cell[i], &q))
            say(r, row, &r->column[i], &q);
        else
            is_whole = 0;
    }
    return is_whole;
}
