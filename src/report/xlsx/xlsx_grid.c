/* Grids of a workbook: each number in a cell of its own, verdicts coloured by conditions. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "report/cell_text.h"
#include "report/words/data_words.h"
#include "report/xlsx/xlsx.h"

/* How many cells one column of the grid takes. */
static lxw_col_t cells_of(const ot_column *c) {
    return c->kind == OT_COLUMN_BAND ? 3 : c->kind == OT_COLUMN_PROBABILITY ? 2 : 1;
}

/* Literal text of a number's format; a quotation mark would end it. */
static void put_literal(ot_buffer *out, const char *text) {
    if (!text || !*text) return;
    ot_buffer_text(out, "\"");
    for (; *text; text++)
        if (*text != '"') ot_buffer_add(out, text, 1);
    ot_buffer_text(out, "\"");
}

static void put_digits(ot_buffer *out, int decimals) {
    ot_buffer_text(out, "0");
    for (int k = 0; k < decimals; k++)
        ot_buffer_text(out, k ? "0" : ".0");
}

/* A probability keeps its value below what is told of it: "<0.1 %". */
static void put_pattern(ot_buffer *out, const ot_cell *cell, ot_column_kind kind) {
    if (kind == OT_COLUMN_PROBABILITY && cell->text) {
        put_literal(out, cell->text);
        ot_buffer_text(out, "\"%\"");
        return;
    }
    if (kind == OT_COLUMN_PROBABILITY) {
        put_digits(out, ot_probability_decimals(cell->value[1]));
        ot_buffer_text(out, "%");
        return;
    }
    put_literal(out, cell->before);
    put_digits(out, cell->decimals);
    put_literal(out, cell->after);
}

static lxw_format *format_of(ot_xlsx *x, const ot_cell *cell, ot_column_kind kind, ot_tone tone) {
    const int is_shortest = cell->decimals < 0 || cell->decimals > OT_XLSX_DECIMALS;
    if (kind != OT_COLUMN_PROBABILITY && is_shortest) return ot_xlsx_format(x, NULL, tone);
    ot_buffer pattern = {0};
    put_pattern(&pattern, cell, kind);
    x->failed |= pattern.failed;
    const int fits = pattern.data && pattern.length < LXW_FORMAT_FIELD_LEN;
    lxw_format *format = ot_xlsx_format(x, fits ? pattern.data : NULL, tone);
    ot_buffer_clear(&pattern);
    return format;
}

/* The first value stands in a cell whatever is said of it in words: "<0.1 %". */
static int is_value(const ot_cell *cell, ot_column_kind kind) {
    return !cell->text || (kind == OT_COLUMN_PROBABILITY && isfinite(cell->value[0]));
}

/* Columns of data have no kind: their first cell tells. */
static int is_of_numbers(const ot_grid *grid, const ot_column *column) {
    const ot_cell *cell = grid->first ? grid->first->first : NULL;
    if (column->kind != OT_COLUMN_TEXT) return 1;
    for (const ot_column *c = grid->first_column; c != column && cell; c = c->next)
        cell = cell->next;
    return cell && !cell->text;
}

/* Words of a format are said in words of the reader's. */
static const char *say_head(ot_xlsx *x, const ot_grid *grid, const ot_column *column) {
    ot_buffer text = {0};
    if (!grid->is_data) return column->heading;
    ot_say_data_head(&text, x->d->language, column->heading);
    const char *head =
        text.data ? ot_arena_text(x->d->arena, text.data, text.length) : column->heading;
    x->failed |= text.failed || !head;
    ot_buffer_clear(&text);
    return head ? head : "";
}

/* Heads break into two lines. */
static void put_head(ot_xlsx *x, ot_xlsx_sheet *s, const ot_grid *grid) {
    static const ot_message BAND[] = {OT_SAY_XLSX_BAND_LOW, OT_SAY_XLSX_BAND_HIGH};
    enum { ONE_LINE = 9, BAND_WIDTH = 14 };
    const ot_language l = x->d->language;
    lxw_col_t column = 0;
    size_t widest = 0;
    for (const ot_column *c = grid->first_column; c; c = c->next) {
        const lxw_col_t n = cells_of(c);
        lxw_format *format = is_of_numbers(grid, c) ? x->head_right : x->head;
        const char *heading = say_head(x, grid, c);
        const size_t width = n > 1 ? BAND_WIDTH : ot_utf8_width(heading);
        if (width > widest) widest = width;
        ot_xlsx_text(x, s, column, heading, format);
        for (lxw_col_t k = 1; k < n; k++)
            ot_xlsx_text(x, s, (lxw_col_t)(column + k),
                         ot_message_text(n == 2 ? OT_SAY_XLSX_ERROR : BAND[k - 1], l), format);
        column = (lxw_col_t)(column + n);
    }
    ot_xlsx_row_height(x, s, widest > ONE_LINE ? 2 : 1);
    s->row++;
}

/* Columns that a number takes with its signs and its unit. */
static size_t width_of(const ot_cell *cell, double value) {
    char text[OT_NUMBER_SIZE];
    if (!isfinite(value) || cell->decimals < 0 || cell->decimals > OT_XLSX_DECIMALS) return 0;
    ot_number_fixed(value, cell->decimals, text);
    return strlen(text) + (cell->before ? ot_utf8_width(cell->before) : 0) +
           (cell->after ? ot_utf8_width(cell->after) : 0);
}

/* The last text of a row goes on over what is empty beside it. */
static void put_cell(ot_xlsx *x, ot_xlsx_sheet *s, lxw_col_t column, const ot_cell *cell,
                     const ot_column *c, int is_alone) {
    const lxw_col_t n = cells_of(c);
    if (!is_value(cell, c->kind)) {
        const int goes_on = !is_alone && !c->next && column > 0;
        if (ot_cell_is_missing(cell))
            ot_xlsx_number(x, s, column, (double)NAN, NULL);
        else
            ot_xlsx_text(x, s, column, cell->text,
                         c->kind != OT_COLUMN_TEXT ? x->text_right
                         : goes_on                 ? x->line
                                                   : x->text);
        return;
    }
    lxw_format *format = format_of(x, cell, c->kind, cell->tone);
    ot_xlsx_number(x, s, column, cell->value[0], format);
    ot_xlsx_widen(s, column, width_of(cell, cell->value[0]));
    if (n == 2) format = format_of(x, cell, c->kind, OT_TONE_PLAIN);
    for (lxw_col_t k = 1; k < n; k++) {
        if (!isfinite(cell->value[k]) || cell->text) continue; /* a bound has no error */
        ot_xlsx_number(x, s, (lxw_col_t)(column + k), cell->value[k], format);
        ot_xlsx_widen(s, (lxw_col_t)(column + k), width_of(cell, cell->value[k]));
    }
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
            if (!is_value(cell, c->kind) && cell->tone != OT_TONE_PLAIN &&
                !is_seen(grid, row, k, cell))
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

/* Lines that the longest text of a row takes in columns of the widest width. */
static size_t lines_of(const ot_grid *grid, const ot_row *row, int is_alone) {
    const ot_column *c = grid->first_column;
    size_t most = 1;
    for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next) {
        const int is_first = c == grid->first_column;
        const size_t room = is_alone || is_first ? OT_XLSX_WIDEST : OT_XLSX_SHARED;
        if (is_value(cell, c->kind) || (!is_alone && !c->next && !is_first)) continue;
        const size_t n = (ot_utf8_width(cell->text) + room - 1) / room;
        if (n > most) most = n;
    }
    return most;
}

static void put_rows(ot_xlsx *x, ot_xlsx_sheet *s, const ot_grid *grid, int is_alone) {
    for (const ot_row *row = grid->first; row; row = row->next) {
        const ot_column *c = grid->first_column;
        lxw_col_t column = 0;
        for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next) {
            put_cell(x, s, column, cell, c, is_alone);
            column = (lxw_col_t)(column + cells_of(c));
        }
        ot_xlsx_row_height(x, s, lines_of(grid, row, is_alone));
        s->row++;
    }
}

/* What says which thing a row is about stays in sight: up to the column of names. */
static lxw_col_t n_frozen(const ot_xlsx_sheet *s, const ot_grid *grid) {
    static const double MOST_WIDTH = 70.0;
    lxw_col_t column = 0, found = 1;
    double width = 0.0;
    for (const ot_column *c = grid->first_column; c && !c->is_name; c = c->next)
        column = (lxw_col_t)(column + cells_of(c));
    if (column < n_cells(grid)) found = (lxw_col_t)(column + 1);
    for (lxw_col_t k = 0; k < found && k < OT_XLSX_MOST_COLUMNS; k++)
        width += fmin(s->width[k], OT_XLSX_WIDEST);
    return width <= MOST_WIDTH ? found : 0;
}

/* Head and names in sight on the screen and on every page; a filter on each column. */
static void equip(ot_xlsx *x, ot_xlsx_sheet *s, const ot_grid *grid, lxw_row_t head) {
    const lxw_col_t names = n_frozen(s, grid);
    worksheet_freeze_panes(s->sheet, head + 1, names);
    x->failed |= worksheet_repeat_rows(s->sheet, head, head) != LXW_NO_ERROR;
    if (names > 0)
        x->failed |= worksheet_repeat_columns(s->sheet, 0, (lxw_col_t)(names - 1)) != LXW_NO_ERROR;
    if (n_cells(grid) > 0 && s->row > head + 1)
        x->failed |= worksheet_autofilter(s->sheet, head, 0, s->row - 1,
                                          (lxw_col_t)(n_cells(grid) - 1)) != LXW_NO_ERROR;
}

void ot_xlsx_grid(ot_xlsx *x, ot_xlsx_sheet *s, const ot_grid *grid, int is_alone) {
    const lxw_row_t head = s->row;
    put_head(x, s, grid);
    put_rows(x, s, grid, is_alone);
    if (s->row > head + 1) put_conditions(x, s, grid, head + 1);
    if (is_alone) equip(x, s, grid, head);
    if (!ot_grid_has_missing(grid)) return;
    s->row += is_alone != 0; /* a filter ends before an empty row */
    ot_xlsx_text(x, s, 0, ot_message_text(OT_SAY_PAGE_MISSING, x->d->language), x->line);
    s->row++;
}
