/* The text renderer: headings, sentences, and grids (text_grid.c). */
#include <string.h>

#include "base/utf8.h"
#include "report/document.h"
#include "report/rendered.h"
#include "report/text/text_grid.h"
#include "report/text/text_wrap.h"

/* A sentence in lines that the terminal has room for; those after the first are indented. */
static void put_wrapped(ot_buffer *out, const char *text, size_t indent, size_t width) {
    while (*text) {
        const size_t room = width > indent ? width - indent : 0;
        const size_t n = room ? ot_text_first_line(text, room) : strlen(text);
        ot_buffer_add(out, text, n);
        ot_buffer_text(out, "\n");
        text += n;
        text += *text == ' ';
        for (size_t i = 0; *text && i < indent; i++)
            ot_buffer_text(out, " ");
    }
}

static int is_headline(const ot_element *e) {
    return e->kind == OT_ELEMENT_TITLE || e->kind == OT_ELEMENT_SECTION ||
           e->kind == OT_ELEMENT_HEADING;
}

static void put_headline(ot_buffer *out, const ot_element *e, const ot_terminal *terminal) {
    ot_buffer_text(out, ot_terminal_bold(terminal));
    ot_buffer_text(out, e->text);
    ot_buffer_text(out, ot_terminal_plain(terminal));
    ot_buffer_text(out, "\n");
    if (e->kind == OT_ELEMENT_HEADING) return;
    for (size_t i = 0; i < ot_utf8_width(e->text); i++)
        ot_buffer_text(out, "=");
    ot_buffer_text(out, "\n");
}

static void put_element(ot_buffer *out, const ot_element *e, const ot_element *previous,
                        const ot_terminal *terminal) {
    static const char ITEM[] = "  - ";
    const int is_item = e->kind == OT_ELEMENT_ITEM;
    const int follows_item = previous && previous->kind == e->kind && is_item;
    const int follows_heading =
        previous && previous->kind == OT_ELEMENT_HEADING && e->kind != OT_ELEMENT_HEADING;
    if (previous && !follows_item && !follows_heading) ot_buffer_text(out, "\n");
    if (e->kind == OT_ELEMENT_GRID) {
        ot_text_grid_put(out, e->grid, terminal);
    } else if (is_headline(e)) {
        put_headline(out, e, terminal);
    } else {
        ot_buffer_text(out, is_item ? ITEM : "");
        put_wrapped(out, e->text, is_item ? strlen(ITEM) : 0, terminal->width);
    }
}

ot_status ot_text_write(const ot_document *d, const ot_writer *writer, ot_error *err) {
    ot_buffer out = {0};
    const ot_element *previous = NULL;
    for (const ot_element *e = d->first; e && !out.failed && !d->failed; e = e->next) {
        if (e->kind == OT_ELEMENT_CHART || (e->kind == OT_ELEMENT_GRID && e->grid->is_data))
            continue;
        put_element(&out, e, previous, &d->terminal);
        previous = e;
    }
    return ot_rendered_write(&out, d->failed, writer, err);
}
