/* The text renderer: columns line up by display width, since a Chinese character takes two. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "report/cell_text.h"
#include "report/document.h"
#include "report/rendered.h"

static const char INDENT[] = "  ";
static const char GAP[] = "  ";

/* A text wider than this goes on in the next line. */
enum { WIDEST = 28 };

/* Parts of a cell line up on their own: "229 [ 98 .. 251]". */
enum { PARTS = OT_CELL_VALUES };
typedef struct shape {
    size_t part[PARTS]; /* widths; 0: no cell of the column has it */
    size_t mark;        /* behind the parts */
    size_t whole;       /* of texts in a column of numbers */
    size_t width;
    const char *rest; /* of a text that goes on in the next line */
} shape;

static size_t body_width(const shape *s, ot_column_kind kind) {
    size_t width = s->part[0];
    for (int i = 1; i < PARTS && s->part[i] > 0; i++)
        width += ot_utf8_width(ot_cell_before(kind, i)) + s->part[i];
    if (s->part[1] > 0) width += strlen(ot_cell_after(kind));
    return width + s->mark;
}

static int is_closing(const char *text) {
    static const char *const CLOSING[] = {"，", "。", "；", "：", "、", "）", "”"};
    for (size_t i = 0; i < sizeof CLOSING / sizeof *CLOSING; i++)
        if (strncmp(text, CLOSING[i], strlen(CLOSING[i])) == 0) return 1;
    return 0;
}

/* May a line end before text[n]? At a blank, behind an underscore, around a wide character that
 * may begin a line. */
static int may_end(const char *text, size_t n, size_t width) {
    if (n == 0 || is_closing(text + n)) return 0;
    return text[n] == ' ' || width > 1 || (text[n - 1] == '_' && text[n] != '_');
}

/* Bytes of the text that fit into `most` columns. */
static size_t first_line(const char *text, size_t most) {
    size_t width = 0, fits = 0, n = 0;
    const size_t length = strlen(text);
    while (n < length) {
        size_t size = 1;
        char one[8] = {0};
        ot_utf8_decode(text + n, length - n, &size);
        memcpy(one, text + n, size < sizeof one ? size : sizeof one - 1);
        const size_t own = ot_utf8_width(one);
        if (may_end(text, n, own)) fits = n;
        width += own;
        if (width > most) return fits > 0 ? fits : n;
        n += size;
    }
    return length;
}

/* The last column goes on to the right, unless it is told how wide it may be. */
static int wraps(const ot_column *c) { return c->kind == OT_COLUMN_TEXT && (c->next || c->widest); }
static size_t widest(const ot_column *c) { return c->widest ? c->widest : WIDEST; }

static size_t widest_line(const char *text, size_t most) {
    size_t largest = 0;
    while (*text) {
        char line[4 * OT_MOST_WIDTH + 1];
        const size_t n = first_line(text, most);
        if (n == 0 || n >= sizeof line) return ot_utf8_width(text);
        memcpy(line, text, n);
        line[n] = '\0';
        const size_t width = ot_utf8_width(line);
        if (width > largest) largest = width;
        text += n;
        text += *text == ' ';
    }
    return largest;
}

static void measure(const ot_grid *grid, shape *shapes) {
    for (const ot_row *row = grid->first; row; row = row->next) {
        const ot_column *c = grid->first_column;
        shape *s = shapes;
        for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next, s++) {
            ot_cell_piece part[PARTS];
            const int n = ot_cell_split(cell, c->kind, part);
            if (cell->text && c->kind != OT_COLUMN_TEXT) {
                const size_t width = ot_utf8_width(cell->text);
                if (width > s->whole) s->whole = width;
                continue;
            }
            const size_t mark = cell->mark ? ot_utf8_width(cell->mark) : 0;
            if (mark > s->mark) s->mark = mark;
            for (int i = 0; i < n; i++) {
                const size_t width = wraps(c) && i == 0 ? widest_line(part[i].text, widest(c))
                                                        : ot_utf8_width(part[i].text);
                if (width > s->part[i]) s->part[i] = width;
            }
        }
    }
    const ot_column *c = grid->first_column;
    for (size_t k = 0; c; c = c->next, k++) {
        const size_t heading = ot_utf8_width(c->heading), body = body_width(&shapes[k], c->kind);
        shapes[k].width = heading > body ? heading : body;
        if (shapes[k].whole > shapes[k].width) shapes[k].width = shapes[k].whole;
    }
}

static void pad(ot_buffer *out, size_t n, char with) {
    for (size_t i = 0; i < n; i++)
        ot_buffer_add(out, &with, 1);
}

static void put_right(ot_buffer *out, const char *text, size_t width) {
    const size_t own = ot_utf8_width(text);
    pad(out, width > own ? width - own : 0, ' ');
    ot_buffer_text(out, text);
}

static void put_left(ot_buffer *out, const char *text, size_t width) {
    const size_t own = ot_utf8_width(text);
    ot_buffer_text(out, text);
    pad(out, width > own ? width - own : 0, ' ');
}

static void put_cell(ot_buffer *out, const ot_cell *cell, ot_column_kind kind, const shape *s) {
    ot_cell_piece part[PARTS];
    const int n = ot_cell_split(cell, kind, part);
    const size_t body = body_width(s, kind);
    if (cell->text) {
        put_right(out, cell->text, s->width);
        return;
    }
    pad(out, s->width - body, ' ');
    const size_t start = out->length;
    put_right(out, part[0].text, s->part[0]);
    for (int i = 1; i < n; i++) {
        ot_buffer_text(out, ot_cell_before(kind, i));
        put_right(out, part[i].text, s->part[i]);
    }
    if (n > 1) ot_buffer_text(out, ot_cell_after(kind));
    if (cell->mark) ot_buffer_text(out, cell->mark);
    const size_t own = out->failed ? body : ot_utf8_width(out->data + start);
    pad(out, body > own ? body - own : 0, ' ');
}

static void end_line(ot_buffer *out) {
    while (!out->failed && out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    ot_buffer_add(out, "\n", 1);
}

/* The next line of a text cell; *rest moves on. */
static void put_line(ot_buffer *out, const char **rest, const shape *s, const ot_column *c) {
    const char *text = *rest;
    const size_t n = wraps(c) ? first_line(text, widest(c)) : strlen(text);
    const size_t start = out->length;
    ot_buffer_add(out, text, n);
    const size_t own = out->failed || n == 0 ? 0 : ot_utf8_width(out->data + start);
    pad(out, s->width > own ? s->width - own : 0, ' ');
    *rest = text + n;
    *rest += **rest == ' ';
}

/* One line after the other until no text goes on; numbers stand in the first. */
static void put_row(ot_buffer *out, const ot_grid *grid, const ot_row *row, shape *shapes) {
    int goes_on = 1;
    size_t k = 0;
    for (const ot_cell *cell = row->first; cell && k < grid->n_columns; cell = cell->next, k++)
        shapes[k].rest = cell->text;
    for (int line = 0; goes_on; line++) {
        const ot_column *c = grid->first_column;
        goes_on = 0;
        k = 0;
        for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next, k++) {
            ot_buffer_text(out, k ? GAP : INDENT);
            if (c->kind == OT_COLUMN_TEXT && cell->text) {
                put_line(out, &shapes[k].rest, &shapes[k], c);
                goes_on |= *shapes[k].rest != '\0';
            } else if (line == 0) {
                put_cell(out, cell, c->kind, &shapes[k]);
            } else {
                pad(out, shapes[k].width, ' ');
            }
        }
        end_line(out);
    }
}

static void put_grid(ot_buffer *out, const ot_grid *grid) {
    shape *shapes = calloc(grid->n_columns + 1, sizeof *shapes);
    if (!shapes) {
        out->failed = 1;
        return;
    }
    measure(grid, shapes);
    size_t k = 0, total = 0;
    for (const ot_column *c = grid->first_column; c; c = c->next, k++) {
        ot_buffer_text(out, k ? GAP : INDENT);
        (c->kind == OT_COLUMN_TEXT ? put_left : put_right)(out, c->heading, shapes[k].width);
        total += shapes[k].width + (k ? strlen(GAP) : 0);
    }
    end_line(out);
    ot_buffer_text(out, INDENT);
    pad(out, total, '-');
    end_line(out);
    for (const ot_row *row = grid->first; row; row = row->next)
        put_row(out, grid, row, shapes);
    free(shapes);
}

static void put_element(ot_buffer *out, const ot_element *e, const ot_element *previous) {
    const int follows_item = previous && previous->kind == e->kind && e->kind == OT_ELEMENT_ITEM;
    const int follows_heading =
        previous && previous->kind == OT_ELEMENT_HEADING && e->kind != OT_ELEMENT_HEADING;
    if (previous && !follows_item && !follows_heading) ot_buffer_text(out, "\n");
    if (e->kind == OT_ELEMENT_GRID) {
        put_grid(out, e->grid);
        return;
    }
    if (e->kind == OT_ELEMENT_ITEM) ot_buffer_text(out, "  - ");
    ot_buffer_text(out, e->text);
    ot_buffer_text(out, "\n");
    if (e->kind != OT_ELEMENT_TITLE && e->kind != OT_ELEMENT_SECTION) return;
    pad(out, ot_utf8_width(e->text), '=');
    ot_buffer_text(out, "\n");
}

ot_status ot_text_write(const ot_document *d, const ot_writer *writer, ot_error *err) {
    ot_buffer out = {0};
    const ot_element *previous = NULL;
    for (const ot_element *e = d->first; e && !out.failed && !d->failed; e = e->next) {
        if (e->kind == OT_ELEMENT_CHART || (e->kind == OT_ELEMENT_GRID && e->grid->is_data))
            continue;
        put_element(&out, e, previous);
        previous = e;
    }
    return ot_rendered_write(&out, d->failed, writer, err);
}
