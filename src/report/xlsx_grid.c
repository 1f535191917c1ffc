/* Grids of a workbook: each number in a cell of its own, verdicts coloured by conditions. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "report/xlsx.h"

/* How many cells one column of the grid takes. */
static lxw_col_t cells_of(const ot_column *c) {
    return c->kind == OT_COLUMN_BAND ? 3 : c->kind == OT_COLUMN_PROBABILITY ? 2 : 1;
}

static lxw_format *format_of(const ot_xlsx *x, const ot_cell *cell, ot_column_kind kind) {
    if (kind == OT_COLUMN_PROBABILITY) return x->percent;
    if (cell->decimals < 0 || cell->decimals > OT_XLSX_DECIMALS) return x->shortest;
    return x->decimals[cell->decimals];
}

static void put_head(ot_xlsx *x, ot_xlsx_sheet *s, const ot_grid *grid) {
    static const ot_message BAND[] = {OT_SAY_XLSX_BAND_LOW, OT_SAY_XLSX_BAND_HIGH};
    const ot_language l = x->d->language;
    lxw_col_t column = 0;
    for (const ot_column *c = grid->first_column; c; c = c->next) {
        const lxw_col_t n = cells_of(c);
        ot_xlsx_text(x, s, column, c->heading, x->head);
        for (lxw_col_t k = 1; k < n; k++)
            ot_xlsx_text(x, s, (lxw_col_t)(column + k),
                         ot_message_text(n == 2 ? OT_SAY_XLSX_ERROR : BAND[k - 1], l), x->head);
        column = (lxw_col_t)(column + n);
    }
    s->row++;
}

/* A number that stands for a text, as in a data grid, is a number. */
static void put_cell(ot_xlsx *x, ot_xlsx_sheet *s, lxw_col_t column, const ot_cell *cell,
                     const ot_column *c) {
    const lxw_col_t n = cells_of(c);
    lxw_format *format = format_of(x, cell, c->kind);
    if (cell->text)
        ot_xlsx_text(x, s, column, cell->text, x->text);
    else
        ot_xlsx_number(x, s, column, cell->value[0], format);
    for (lxw_col_t k = 1; k < n; k++)
        if (isfinite(cell->value[k]))
            ot_xlsx_number(x, s, (lxw_col_t)(column + k), cell->value[k], format);
}

/* One condition a word: who changes a verdict by hand sees the colour follow. */
static void put_condition(ot_xlsx *x, ot_xlsx_sheet *s, lxw_row_t first, lxw_col_t column,
                          const ot_cell *cell) {
    lxw_conditional_format condition;
    memset(&condition, 0, sizeof condition);
    char *word = ot_arena_text(x->d->arena, cell->text, strlen(cell->text));
    condition.type = LXW_CONDITIONAL_TYPE_TEXT;
    condition.criteria = LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH;
    condition.value_string = word;
    condition.format = x->tone[cell->tone];
    if (!word || worksheet_conditional_format_range(s->sheet, first, column, s->row - 1, column,
                                                    &condition) != LXW_NO_ERROR)
        x->failed = 1;
}

static int is_seen(const ot_grid *grid, const ot_row *row, size_t k, const ot_cell *cell) {
    for (const ot_row *r = grid->first; r != row; r = r->next) {
        const ot_cell *other = r->first;
        for (size_t i = 0; other && i < k; i++)
            other = other->next;
        if (other && other->text && other->tone == cell->tone &&
            strcmp(other->text, cell->text) == 0)
            return 1;
    }
    return 0;
}

static void put_conditions(ot_xlsx *x, ot_xlsx_sheet *s, const ot_grid *grid, lxw_row_t first) {
    for (const ot_row *row = grid->first; row; row = row->next) {
        const ot_column *c = grid->first_column;
        lxw_col_t column = 0;
        size_t k = 0;
        for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next, k++) {
            if (cell->text && cell->tone != OT_TONE_PLAIN && !is_seen(grid, row, k, cell))
                put_condition(x, s, first, column, cell);
            column = (lxw_col_t)(column + cells_of(c));
        }
    }
}

static lxw_col_t n_cells(const ot_grid *grid) {
    lxw_col_t n = 0;
    for (const ot_column *c = grid->first_column; c; c = c->next)
        n = (lxw_col_t)(n + cells_of(c));
    return n;
}

/* Lines that the longest text of a row takes in a column of the widest width. */
static size_t lines_of(const ot_row *row) {
    size_t most = 1;
    for (const ot_cell *cell = row->first; cell; cell = cell->next) {
        const size_t n = cell->text ? 1 + ot_utf8_width(cell->text) / OT_XLSX_WIDEST : 1;
        if (n > most) most = n;
    }
    return most;
}

void ot_xlsx_grid(ot_xlsx *x, ot_xlsx_sheet *s, const ot_grid *grid, int is_alone) {
    const lxw_row_t head = s->row;
    put_head(x, s, grid);
    for (const ot_row *row = grid->first; row; row = row->next) {
        const ot_column *c = grid->first_column;
        lxw_col_t column = 0;
        for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next) {
            put_cell(x, s, column, cell, c);
            column = (lxw_col_t)(column + cells_of(c));
        }
        ot_xlsx_row_height(x, s, lines_of(row));
        s->row++;
    }
    if (s->row > head + 1) put_conditions(x, s, grid, head + 1);
    if (!is_alone) return;
    worksheet_freeze_panes(s->sheet, head + 1, 0);
    x->failed |= worksheet_repeat_rows(s->sheet, head, head) != LXW_NO_ERROR;
    if (n_cells(grid) > 0 && s->row > head + 1)
        x->failed |= worksheet_autofilter(s->sheet, head, 0, s->row - 1,
                                          (lxw_col_t)(n_cells(grid) - 1)) != LXW_NO_ERROR;
}
