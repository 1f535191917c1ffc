/* The HTML renderer: one self-contained page, readable without scripts. */
#include "report/cell_text.h"
#include "report/rendered.h"

static void put_escaped(ot_buffer *out, const char *text) {
    for (; *text; text++) {
        const char *entity = *text == '<'   ? "&lt;"
                             : *text == '>' ? "&gt;"
                             : *text == '&' ? "&amp;"
                             : *text == '"' ? "&quot;"
                                            : NULL;
        if (entity)
            ot_buffer_text(out, entity);
        else
            ot_buffer_add(out, text, 1);
    }
}

static void put_between(ot_buffer *out, const char *tag, const char *text) {
    ot_buffer_format(out, "<%s>", tag);
    put_escaped(out, text);
    ot_buffer_format(out, "</%s>", tag);
}

static void put_cell(ot_buffer *out, const ot_cell *cell, const ot_column *c) {
    ot_buffer text = {0};
    ot_cell_spell(cell, c->kind, &text);
    put_between(out, "td", text.data ? text.data : "");
    out->failed |= text.failed;
    ot_buffer_clear(&text);
}

static void put_grid(ot_buffer *out, const ot_grid *grid) {
    ot_buffer_text(out, "<table><thead><tr>");
    for (const ot_column *c = grid->first_column; c; c = c->next)
        put_between(out, "th", c->heading);
    ot_buffer_text(out, "</tr></thead><tbody>\n");
    for (const ot_row *row = grid->first; row; row = row->next) {
        const ot_column *c = grid->first_column;
        ot_buffer_text(out, "<tr>");
        for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next)
            put_cell(out, cell, c);
        ot_buffer_text(out, "</tr>\n");
    }
    ot_buffer_text(out, "</tbody></table>\n");
}

static const char *const TAG[] = {
    [OT_ELEMENT_TITLE] = "h1",    [OT_ELEMENT_SECTION] = "h2", [OT_ELEMENT_HEADING] = "h3",
    [OT_ELEMENT_PARAGRAPH] = "p", [OT_ELEMENT_ITEM] = "p",
};

static void put_document(ot_buffer *out, const ot_document *d) {
    ot_buffer_format(out, "<article lang=\"%s\">\n", d->language == OT_LANGUAGE_ZH ? "zh" : "en");
    for (const ot_element *e = d->first; e && !out->failed; e = e->next) {
        if (e->kind == OT_ELEMENT_CHART || (e->kind == OT_ELEMENT_GRID && e->grid->is_data))
            continue;
        if (e->kind == OT_ELEMENT_GRID)
            put_grid(out, e->grid);
        else
            put_between(out, TAG[e->kind], e->text);
        ot_buffer_text(out, "\n");
    }
    ot_buffer_text(out, "</article>\n");
}

ot_status ot_html_write(const ot_document *const *d, size_t n, const ot_writer *writer,
                        ot_error *err) {
    ot_buffer out = {0};
    int has_failed = 0;
    ot_buffer_text(&out, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
    for (size_t k = 0; k < n; k++) {
        put_document(&out, d[k]);
        has_failed |= d[k]->failed;
    }
    ot_buffer_text(&out, "</body></html>\n");
    return ot_rendered_write(&out, has_failed, writer, err);
}
