/* Rows whose empty cells had vanished: one note for all that were taken to stand in the same
 * columns, so that it is read. */
#include <string.h>

#include "base/buffer.h"
#include "import/plan_reading.h"

enum { MOST_NAMED = 40 }; /* the column `inferred` has them all */

static int is_inferred(const ot_plan_reading *r, const ot_sheet_row *row) {
    for (size_t i = 0; i < r->n_columns; i++)
        if (row->is_inferred[i]) return 1;
    return 0;
}

static int is_alike(const ot_plan_reading *r, const ot_sheet_row *a, const ot_sheet_row *b) {
    for (size_t i = 0; i < r->n_columns; i++)
        if (!a->is_inferred[i] != !b->is_inferred[i]) return 0;
    return 1;
}

/* "2022, growth of 2022, plan of 2023" */
static void put_columns(const ot_plan_reading *r, const ot_sheet_row *row,
                        ot_buffer out[OT_N_LANGUAGES]) {
    for (size_t i = 0, n = 0; i < r->n_columns; i++) {
        const ot_sheet_column *c = &r->column[i];
        if (!row->is_inferred[i]) continue;
        ot_buffer_format(&out[OT_LANGUAGE_EN], "%s%s%s%d", n > 0 ? ", " : "",
                         c->is_plan ? "plan of " : "", c->is_growth ? "growth of " : "", c->year);
        ot_buffer_format(&out[OT_LANGUAGE_ZH], "%s%d年%s%s", n > 0 ? "、" : "", c->year,
                         c->is_plan ? "计划" : "", c->is_growth ? "增速" : "");
        n++;
    }
}

static void put_row(const ot_sheet_row *row, int is_first, ot_buffer out[OT_N_LANGUAGES]) {
    ot_buffer_format(&out[OT_LANGUAGE_EN], "%s%s (line %d)", is_first ? "" : ", ", row->name_zh,
                     row->line);
    ot_buffer_format(&out[OT_LANGUAGE_ZH], "%s%s（第%d行）", is_first ? "" : "、", row->name_zh,
                     row->line);
}

static void note(ot_plan_reading *r, const ot_sheet_row *row, size_t n,
                 ot_buffer columns[OT_N_LANGUAGES], ot_buffer rows[OT_N_LANGUAGES]) {
    for (int k = 0; k < OT_N_LANGUAGES; k++)
        if (columns[k].failed || rows[k].failed) r->failed = 1;
    if (r->failed) return;
    ot_notes_add(r->notes, OT_SEVERITY_WARNING, r->path, row->line, 0,
                 "%zu %s taken as %s%.0s; check: %s%.0s",
                 "%zu 行%.0s按“%.0s%s”推断，请核对：%.0s%s", n, n == 1 ? "row was" : "rows were",
                 columns[0].data, columns[1].data, rows[0].data, rows[1].data);
}

static void note_alike(ot_plan_reading *r, size_t first) {
    const ot_sheet_row *row = &r->row[first];
    ot_buffer columns[OT_N_LANGUAGES] = {{0}, {0}}, rows[OT_N_LANGUAGES] = {{0}, {0}};
    size_t n = 0;
    put_columns(r, row, columns);
    for (size_t i = first; i < r->n_rows; i++)
        if (is_alike(r, row, &r->row[i]) && n++ < MOST_NAMED) put_row(&r->row[i], n == 1, rows);
    for (int k = 0; k < OT_N_LANGUAGES && n > MOST_NAMED; k++)
        ot_buffer_text(&rows[k], k == OT_LANGUAGE_ZH ? " 等" : " ...");
    note(r, row, n, columns, rows);
    for (int k = 0; k < OT_N_LANGUAGES; k++) {
        ot_buffer_clear(&columns[k]);
        ot_buffer_clear(&rows[k]);
    }
}

void ot_plan_note_inferred(ot_plan_reading *r) {
    size_t first = r->n_rows; /* most are alike the first */
    for (size_t i = 0; i < r->n_rows && !r->failed; i++) {
        if (!is_inferred(r, &r->row[i])) continue;
        int is_noted = 0;
        for (size_t k = first; k < i && !is_noted; k++)
            is_noted = is_alike(r, &r->row[k], &r->row[i]);
        if (!is_noted) note_alike(r, i);
        if (first > i) first = i;
    }
}
