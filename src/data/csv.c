#include "data/csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { MOST_COLUMNS = 10000, EXCERPT = 40 };

/* The separator of the first row: a tab if there is one and no comma outside of quotes. */
static char separator_of(const char *text, size_t n) {
    int is_quoted = 0, has_tab = 0, has_content = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (text[i] == ',') return ',';
        if (text[i] == '\t') has_tab = 1;
        if (text[i] == '\n' || text[i] == '\r') {
            if (has_content) break;
        } else if (text[i] != ' ') {
            has_content = 1;
        }
    }
    return has_tab ? '\t' : ',';
}

void ot_csv_init(ot_csv *csv, const char *path, char *text, size_t n) {
    *csv = (ot_csv){.path = path, .text = text, .n = n, .line = 1, .column = 1};
    csv->separator = separator_of(text, n);
}

void ot_csv_clear(ot_csv *csv) {
    free(csv->cell);
    *csv = (ot_csv){0};
}

static int is_line_end(char c) { return c == '\n' || c == '\r'; }

/* Pass one character; the caller knows that there is one. */
static void step(ot_csv *csv) {
    const char c = csv->text[csv->at++];
    if (c == '\n' || (c == '\r' && csv->text[csv->at] != '\n')) {
        csv->line++;
        csv->column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) { /* no continuation of a character */
        csv->column++;
    }
}

static int is_end_of_cell(const ot_csv *csv) {
    const char c = csv->text[csv->at];
    return csv->at == csv->n || c == csv->separator || is_line_end(c);
}

static ot_status fail_at(const ot_csv *csv, int line, int column, ot_error *err,
                         const char *const text[OT_N_LANGUAGES]) {
    (void)ot_fail(err, OT_ERR_INPUT, "%s%.0s", "%.0s%s", text[OT_LANGUAGE_EN],
                  text[OT_LANGUAGE_ZH]);
    ot_error_locate(err, csv->path, line, column);
    return OT_ERR_INPUT;
}

static ot_status read_quoted(ot_csv *csv, ot_csv_cell *cell, ot_error *err) {
    char *out = csv->text + csv->at;
    cell->text = out;
    step(csv);
    for (;;) {
        if (csv->at == csv->n)
            return fail_at(
                csv, cell->line, cell->column, err,
                (const char *const[]){"a quote opens here and never closes", "此处的引号没有闭合"});
        const char c = csv->text[csv->at];
        if (c == '"') {
            step(csv);
            if (csv->text[csv->at] != '"' || csv->at == csv->n) break;
        }
        *out++ = c;
        step(csv);
    }
    cell->length = (size_t)(out - cell->text);
    while (csv->text[csv->at] == ' ')
        step(csv);
    if (is_end_of_cell(csv)) return OT_OK;
    return fail_at(
        csv, csv->line, csv->column, err,
        (const char *const[]){"text behind the closing quote; a quote within quotes is doubled",
                              "闭合引号之后还有文字；引号内的引号应写两遍"});
}

static ot_status read_plain(ot_csv *csv, ot_csv_cell *cell, ot_error *err) {
    cell->text = csv->text + csv->at;
    while (!is_end_of_cell(csv)) {
        if (csv->text[csv->at] == '"')
            return fail_at(csv, csv->line, csv->column, err,
                           (const char *const[]){"a quote within a cell; put the whole cell in "
                                                 "quotes and double those within",
                                                 "单元格中间出现引号；应将整个单元格放入引号，"
                                                 "其中的引号写两遍"});
        step(csv);
    }
    cell->length = (size_t)(csv->text + csv->at - cell->text);
    return OT_OK;
}

/* Bytes of a space at the front (or, backwards, at the end) of a cell: ASCII, no-break or
 * ideographic. */
static size_t space_at(const char *text, size_t n, int is_back) {
    static const char *const space[] = {" ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80"};
    for (size_t i = 0; i < sizeof space / sizeof *space; i++) {
        const size_t length = strlen(space[i]);
        if (n >= length && memcmp(is_back ? text + n - length : text, space[i], length) == 0)
            return length;
    }
    return 0;
}

static void trim(ot_csv_cell *cell) {
    size_t length;
    while ((length = space_at(cell->text, cell->length, 0)) > 0) {
        cell->text += length;
        cell->length -= length;
    }
    while ((length = space_at(cell->text, cell->length, 1)) > 0)
        cell->length -= length;
}

static ot_csv_cell *add_cell(ot_csv *csv) {
    if (csv->n_cells == csv->capacity) {
        const size_t capacity = csv->capacity ? 2 * csv->capacity : 16;
        ot_csv_cell *cell = realloc(csv->cell, capacity * sizeof *cell);
        if (!cell) return NULL;
        csv->cell = cell;
        csv->capacity = capacity;
    }
    ot_csv_cell *cell = &csv->cell[csv->n_cells++];
    *cell = (ot_csv_cell){"", 0, csv->line, csv->column};
    return cell;
}

static ot_status read_cell(ot_csv *csv, ot_error *err) {
    if (csv->n_cells == MOST_COLUMNS) {
        (void)ot_fail(err, OT_ERR_INPUT, "more than %d columns", "超过 %d 列", MOST_COLUMNS);
        ot_error_locate(err, csv->path, csv->line, csv->column);
        return OT_ERR_INPUT;
    }
    ot_csv_cell *cell = add_cell(csv);
    if (!cell) return ot_fail(err, OT_ERR_NOMEM, "no memory for a row", "内存不足以读入一行");
    if (csv->text[csv->at + strspn(csv->text + csv->at, " ")] == '"')
        while (csv->text[csv->at] == ' ')
            step(csv);
    const ot_status status =
        csv->text[csv->at] == '"' ? read_quoted(csv, cell, err) : read_plain(csv, cell, err);
    if (!status) trim(cell);
    return status;
}

/* Read one line's cells, and pass its end. A cell is closed with NUL where its text ends, which is
 * possible only once the character there has been seen. */
static ot_status read_row(ot_csv *csv, ot_error *err) {
    csv->n_cells = 0;
    for (;;) {
        const ot_status status = read_cell(csv, err);
        if (status) return status;
        if (csv->at == csv->n || csv->text[csv->at] != csv->separator) break;
        step(csv);
    }
    if (csv->at < csv->n) {
        const int is_pair = csv->text[csv->at] == '\r' && csv->text[csv->at + 1] == '\n';
        if (is_pair) step(csv);
        step(csv);
    }
    for (size_t i = 0; i < csv->n_cells; i++)
        csv->text[(size_t)(csv->cell[i].text - csv->text) + csv->cell[i].length] = '\0';
    return OT_OK;
}

static size_t count_used(const ot_csv *csv) {
    size_t n = csv->n_cells;
    while (n > 0 && csv->cell[n - 1].length == 0)
        n--;
    return n;
}

/* A short row is told at its last cell, a long one at its first cell without a column. */
static ot_status check_width(const ot_csv *csv, size_t n_used, ot_error *err) {
    if (csv->n_cells >= csv->n_columns && n_used <= csv->n_columns) return OT_OK;
    const int is_short = csv->n_cells < csv->n_columns;
    const ot_csv_cell *cell = &csv->cell[is_short ? csv->n_cells - 1 : csv->n_columns];
    (void)ot_fail(err, OT_ERR_INPUT, "the number of cells in this row is %zu, in the header %zu",
                  "本行有 %zu 格，表头有 %zu 格", csv->n_cells, csv->n_columns);
    ot_error_locate(err, csv->path, cell->line, cell->column);
    return OT_ERR_INPUT;
}

ot_status ot_csv_next(ot_csv *csv, int *has_row, ot_error *err) {
    *has_row = 0;
    while (csv->at < csv->n) {
        const ot_status status = read_row(csv, err);
        if (status) return status;
        const size_t n_used = count_used(csv);
        if (n_used == 0) continue;
        *has_row = 1;
        if (csv->n_columns > 0) return check_width(csv, n_used, err);
        csv->n_columns = n_used;
        return OT_OK;
    }
    return OT_OK;
}

ot_status ot_csv_cell_name(const ot_csv *csv, const ot_csv_cell *cell, ot_error *err) {
    for (size_t i = 0; i < cell->length; i++) {
        const unsigned char c = (unsigned char)cell->text[i];
        if (c >= ' ' && c != 0x7F) continue;
        if (c == '\n' || c == '\r')
            (void)ot_fail(err, OT_ERR_INPUT, "a name goes over the end of a line; write it on one",
                          "名称中有换行；请写成一行");
        else
            (void)ot_fail(err, OT_ERR_INPUT, "control character 0x%02X in a name; delete it",
                          "名称中有控制字符 0x%02X；请删除", c);
        return ot_csv_cell_locate(csv, cell, err);
    }
    return OT_OK;
}
