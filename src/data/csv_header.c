#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "data/csv.h"
#include "data/encoding.h"

enum { MOST_BYTES = 64 << 20, EXCERPT = 40 };

const char *ot_csv_cell_excerpt(const ot_csv_cell *cell, char text[OT_EXCERPT_SIZE]) {
    size_t n = 0, length;
    for (int k = 0; n < cell->length; k++, n += length) {
        if (k == EXCERPT) {
            memcpy(text + n, "…", 4);
            return text;
        }
        (void)ot_utf8_decode(cell->text + n, cell->length - n, &length);
        for (size_t i = 0; i < length; i++)
            text[n + i] = (char)((unsigned char)cell->text[n + i] < 0x20 ? ' ' : cell->text[n + i]);
    }
    text[n] = '\0';
    return text;
}

ot_status ot_csv_cell_locate(const ot_csv *csv, const ot_csv_cell *cell, ot_error *err) {
    ot_error_locate(err, csv->path, cell->line, cell->column);
    return OT_ERR_INPUT;
}

static char lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

int ot_csv_cell_is(const ot_csv_cell *cell, const char *names) {
    for (const char *at = names; *at;) {
        const size_t n = strcspn(at, "|");
        size_t i = 0;
        while (n == cell->length && i < n && lower(cell->text[i]) == lower(at[i]))
            i++;
        if (n == cell->length && i == n) return 1;
        at += n + (at[n] == '|');
    }
    return 0;
}

ot_status ot_csv_header(ot_csv *csv, ot_error *err) {
    int has_row;
    const ot_status status = ot_csv_next(csv, &has_row, err);
    if (status) return status;
    if (!has_row) {
        (void)ot_fail(err, OT_ERR_INPUT, "the file is empty; its first row must name the columns",
                      "文件为空；第一行应为列名");
        ot_error_locate(err, csv->path, 1, 1);
        return OT_ERR_INPUT;
    }
    for (size_t i = 0; i < csv->n_columns; i++)
        if (csv->cell[i].length == 0) {
            (void)ot_fail(err, OT_ERR_INPUT, "column %zu has no name", "第 %zu 列没有列名", i + 1);
            return ot_csv_cell_locate(csv, &csv->cell[i], err);
        }
    return OT_OK;
}

ot_status ot_csv_fields(const ot_csv *csv, const char *const *names, size_t n_names, size_t *column,
                        ot_error *err) {
    char text[OT_EXCERPT_SIZE];
    for (size_t f = 0; f < n_names; f++) {
        column[f] = OT_NO_COLUMN;
        for (size_t i = 0; i < csv->n_columns; i++) {
            if (!ot_csv_cell_is(&csv->cell[i], names[f])) continue;
            if (column[f] != OT_NO_COLUMN) {
                (void)ot_fail(err, OT_ERR_INPUT, "\"%s\" is column %zu already",
                              "“%s”与第 %zu 列重复", ot_csv_cell_excerpt(&csv->cell[i], text),
                              column[f] + 1);
                return ot_csv_cell_locate(csv, &csv->cell[i], err);
            }
            column[f] = i;
        }
    }
    return OT_OK;
}

void ot_csv_note_unused(const ot_csv *csv, size_t column, const char *const *names, size_t n_names,
                        ot_notes *notes) {
    const ot_csv_cell *cell = &csv->cell[column];
    char text[OT_EXCERPT_SIZE];
    const char *near = ot_utf8_nearest(cell->text, names, n_names);
    ot_csv_cell_excerpt(cell, text);
    if (near)
        ot_notes_add(notes, OT_SEVERITY_WARNING, csv->path, cell->line, cell->column,
                     "column \"%s\" is not used; did you mean \"%s\"?",
                     "“%s”列未使用；是否应为“%s”？", text, near);
    else
        ot_notes_add(notes, OT_SEVERITY_INFO, csv->path, cell->line, cell->column,
                     "column \"%s\" is not used", "“%s”列未使用", text);
}

ot_status ot_csv_load(const char *path, ot_arena *arena, ot_notes *notes, ot_input *input,
                      char **text, size_t *n, ot_error *err) {
    char *data = NULL;
    size_t size = 0;
    ot_status status = ot_file_read(path, MOST_BYTES, &data, &size, err);
    if (status) return status;
    input->path = ot_arena_text(arena, path, strlen(path));
    input->size = size;
    ot_sha256(data, size, input->sha256);
    status = input->path
                 ? ot_encoding_decode(input->path, data, size, notes, text, n, err)
                 : ot_fail(err, OT_ERR_NOMEM, "no memory for %s", "内存不足以读入 %s", path);
    free(data);
    return status;
}
