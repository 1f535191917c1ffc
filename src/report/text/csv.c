#include "report/text/csv.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "report/document.h"
#include "report/rendered.h"

const char *ot_csv_mark(ot_language language) {
    return language == OT_LANGUAGE_ZH ? "\xEF\xBB\xBF" : "";
}

const char *ot_csv_line_end(ot_language language) {
    return language == OT_LANGUAGE_ZH ? "\r\n" : "\n";
}

void ot_csv_put_text(ot_buffer *out, const char *text) {
    if (!strpbrk(text, ",\"\r\n")) {
        ot_buffer_text(out, text);
        return;
    }
    ot_buffer_add(out, "\"", 1);
    for (const char *p = text; *p; p++) {
        if (*p == '"') ot_buffer_add(out, "\"", 1);
        ot_buffer_add(out, p, 1);
    }
    ot_buffer_add(out, "\"", 1);
}

void ot_csv_put_number(ot_buffer *out, double value) {
    char text[OT_NUMBER_SIZE];
    if (isfinite(value)) ot_buffer_add(out, text, ot_number_shortest(value, text));
}

static void put_cell(ot_buffer *out, const ot_cell *cell) {
    if (cell->text)
        ot_csv_put_text(out, cell->text);
    else
        ot_csv_put_number(out, cell->value[0]);
}

static void put_grid(ot_buffer *out, const ot_grid *grid, const char *end) {
    for (const ot_column *c = grid->first_column; c; c = c->next) {
        ot_csv_put_text(out, c->heading);
        ot_buffer_text(out, c->next ? "," : end);
    }
    for (const ot_row *row = grid->first; row; row = row->next)
        for (const ot_cell *cell = row->first; cell; cell = cell->next) {
            put_cell(out, cell);
            ot_buffer_text(out, cell->next ? "," : end);
        }
}

ot_status ot_csv_write(const ot_document *d, const char *name, const ot_writer *writer,
                       ot_error *err) {
    ot_buffer out = {0};
    const char *end = ot_csv_line_end(d->language);
    ot_buffer_text(&out, ot_csv_mark(d->language));
    size_t n = 0;
    for (const ot_element *e = d->first; e; e = e->next) {
        if (e->kind != OT_ELEMENT_GRID || !e->grid->is_data) continue;
        if (name && strcmp(name, e->grid->name) != 0) continue;
        if (n++ > 0) ot_buffer_text(&out, end);
        put_grid(&out, e->grid, end);
    }
    return ot_rendered_write(&out, d->failed, writer, err);
}
