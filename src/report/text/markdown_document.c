/* The Markdown renderer: what text editors, wikis and converters read. */
#include <string.h>

#include "report/cell_text.h"
#include "report/html/typography.h"
#include "report/rendered.h"

/* What would begin markup, or end a cell. */
static void put_character(ot_buffer *out, const char *at) {
    if (*at == '\n') {
        ot_buffer_text(out, " ");
        return;
    }
    if (strchr("\\`*_{}[]<>#|", *at)) ot_buffer_text(out, "\\");
    ot_buffer_add(out, at, 1);
}

static void put_verbatim(ot_buffer *out, const char *text) {
    for (; *text; text++)
        put_character(out, text);
}

static void put_words(ot_buffer *out, const char *text) {
    for (size_t i = 0; text[i]; i++)
        if (ot_is_minus(text, i))
            ot_buffer_text(out, OT_MINUS);
        else
            put_character(out, text + i);
}

static void put_row(ot_buffer *out, const ot_grid *grid, const ot_row *row) {
    const ot_column *c = grid->first_column;
    for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next) {
        ot_buffer text = {0};
        if (ot_cell_is_missing(cell))
            ot_buffer_text(&text, OT_MISSING);
        else
            ot_cell_spell(cell, c->kind, &text);
        ot_buffer_text(out, "| ");
        put_words(out, text.data ? text.data : "");
        out->failed |= text.failed;
        ot_buffer_text(out, " ");
        ot_buffer_clear(&text);
    }
    ot_buffer_text(out, "|\n");
}

static void put_grid(ot_buffer *out, const ot_grid *grid, ot_language language) {
    for (const ot_column *c = grid->first_column; c; c = c->next) {
        ot_buffer_text(out, "| ");
        put_words(out, c->full ? c->full : c->heading);
        ot_buffer_text(out, " ");
    }
    ot_buffer_text(out, "|\n");
    for (const ot_column *c = grid->first_column; c; c = c->next)
        ot_buffer_text(out, c->kind == OT_COLUMN_TEXT ? "|---" : "|---:");
    ot_buffer_text(out, "|\n");
    for (const ot_row *row = grid->first; row; row = row->next)
        put_row(out, grid, row);
    if (!ot_grid_has_missing(grid)) return;
    ot_buffer_text(out, "\n");
    put_words(out, ot_message_text(OT_SAY_PAGE_MISSING, language));
    ot_buffer_text(out, "\n");
}

static const char *const MARKUP[] = {
    [OT_ELEMENT_TITLE] = "# ",   [OT_ELEMENT_SECTION] = "## ",  [OT_ELEMENT_HEADING] = "### ",
    [OT_ELEMENT_PARAGRAPH] = "", [OT_ELEMENT_ITEM] = "- ",      [OT_ELEMENT_GRID] = "",
    [OT_ELEMENT_CHART] = "",     [OT_ELEMENT_FORMULA] = "    ", [OT_ELEMENT_QUOTE] = "> ",
};

static void put_element(ot_buffer *out, const ot_element *e, const ot_element *previous,
                        ot_language language) {
    const int follows_item = previous && previous->kind == e->kind && e->kind == OT_ELEMENT_ITEM;
    if (previous && !follows_item) ot_buffer_text(out, "\n");
    if (e->kind == OT_ELEMENT_GRID) {
        put_grid(out, e->grid, language);
        return;
    }
    ot_buffer_text(out, MARKUP[e->kind]);
    if (e->kind == OT_ELEMENT_FORMULA) /* what is set in by four blanks is taken as it is */
        ot_buffer_text(out, e->text);
    else if (e->kind == OT_ELEMENT_QUOTE)
        put_verbatim(out, e->text);
    else
        put_words(out, e->text);
    ot_buffer_text(out, "\n");
}

ot_status ot_markdown_write(const ot_document *d, const ot_writer *writer, ot_error *err) {
    ot_buffer out = {0};
    const ot_element *previous = NULL;
    for (const ot_element *e = d->first; e && !out.failed; e = e->next) {
        if (e->kind == OT_ELEMENT_CHART || (e->kind == OT_ELEMENT_GRID && e->grid->is_data))
            continue;
        put_element(&out, e, previous, d->language);
        previous = e;
    }
    return ot_rendered_write(&out, d->failed, writer, err);
}
