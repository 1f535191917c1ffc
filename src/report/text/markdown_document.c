/* The Markdown renderer: what text editors, wikis and converters read. */
#include <string.h>

#include "base/utf8.h"
#include "report/cell_text.h"
#include "report/html/typography.h"
#include "report/rendered.h"

/* What would begin markup, an entity or a formula, or end a cell. */
static const char MARKUP_SIGNS[] = "\\`*_{}[]<>#|&~$";

/* One character from `at` on; how many bytes it has. */
static size_t put_character(ot_buffer *out, const char *at, size_t n) {
    size_t length = 1;
    const uint32_t c = ot_utf8_decode(at, n, &length);
    if (c == '\n' || c == '\t') {
        ot_buffer_text(out, " ");
    } else if (ot_is_no_text(c)) {
        ot_buffer_text(out, OT_REPLACEMENT);
    } else {
        if (c < 0x80 && strchr(MARKUP_SIGNS, (char)c)) ot_buffer_text(out, "\\");
        ot_buffer_add(out, at, length);
    }
    return length;
}

static void put_text(ot_buffer *out, const char *text, size_t n, int with_minus) {
    for (size_t i = 0; i < n;) {
        const int is_minus = with_minus && ot_is_minus(text, i);
        if (is_minus) ot_buffer_text(out, OT_MINUS);
        i += is_minus ? 1 : put_character(out, text + i, n - i);
    }
}

static void put_words(ot_buffer *out, const char *text) { put_text(out, text, strlen(text), 1); }

/* How many digits begin a numbered list: "2. " or "3) ". */
static size_t numbering(const char *text, size_t n) {
    const size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits >= n || !strchr(".)", text[digits])) return 0;
    return digits + 1 == n || strchr(" \t", text[digits + 1]) ? digits : 0;
}

/* At the beginning of a line blanks make code, and some signs a list or a heading of what is above.
 */
static void put_line(ot_buffer *out, const char *text, size_t n, int with_minus) {
    const size_t blank = strspn(text, " \t\n");
    if (blank >= n) return;
    text += blank;
    n -= blank;
    const int is_sign = strchr("-+=", *text) && (n == 1 || strchr(" \t-+=", text[1]));
    const size_t digits = numbering(text, n);
    ot_buffer_add(out, text, digits);
    if (is_sign || digits > 0) ot_buffer_text(out, "\\");
    put_text(out, text + digits, n - digits, with_minus);
}

/* Lines of a paragraph stay lines. */
static void put_lines(ot_buffer *out, const char *text) {
    for (size_t n; *text; text += n) {
        n = strcspn(text, "\n");
        put_line(out, text, n, 1);
        if (!text[n]) break;
        n += strspn(text + n, " \t\n");
        if (text[n]) ot_buffer_text(out, "\\\n");
    }
}

/* Each line of a formula is set in by four blanks, and taken as it is. */
static void put_formula(ot_buffer *out, const char *text) {
    for (const char *end; *text; text = end) {
        end = text + strcspn(text, "\n");
        ot_buffer_add(out, text, (size_t)(end - text));
        if (!*end) break;
        ot_buffer_text(out, "\n    ");
        end++;
    }
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
    if (e->kind == OT_ELEMENT_FORMULA)
        put_formula(out, e->text);
    else if (e->kind == OT_ELEMENT_PARAGRAPH)
        put_lines(out, e->text);
    else
        put_line(out, e->text, strlen(e->text), e->kind != OT_ELEMENT_QUOTE);
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
