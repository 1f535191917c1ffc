/* Grids as text: columns line up by display width, since a Chinese character takes two. */
#include "report/text/text_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/cell_text.h"
#include "report/text/text_layout.h"
#include "report/text/text_wrap.h"

/* ECMA-48, Select Graphic Rendition: eight colours that every terminal has. */
static const char *const COLOUR[] = {
    [OT_TONE_PLAIN] = "",        [OT_TONE_GOOD] = "\033[1;32m", [OT_TONE_FAIR] = "\033[32m",
    [OT_TONE_EVEN] = "\033[33m", [OT_TONE_POOR] = "\033[31m",   [OT_TONE_BAD] = "\033[1;31m",
    [OT_TONE_QUIET] = "\033[2m",
};
static const char BOLD[] = "\033[1m", PLAIN[] = "\033[0m";

const char *ot_terminal_bold(const ot_terminal *terminal) {
    return terminal->has_colours ? BOLD : "";
}
const char *ot_terminal_plain(const ot_terminal *terminal) {
    return terminal->has_colours ? PLAIN : "";
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

static void put_parts(ot_buffer *out, const ot_cell *cell, const ot_text_column *c) {
    const ot_column_kind kind = c->column->kind;
    ot_cell_piece part[OT_CELL_VALUES];
    const int n = ot_cell_split(cell, kind, part);
    const size_t body = ot_text_body_width(c);
    pad(out, c->width - body, ' ');
    const size_t start = out->length;
    put_right(out, part[0].text, c->part[0]);
    for (int i = 1; i < n; i++) {
        ot_buffer_text(out, ot_cell_before(kind, i));
        put_right(out, part[i].text, c->part[i]);
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

/* The next line of a text cell; its rest moves on. */
static void put_line(ot_buffer *out, ot_text_column *c) {
    const char *text = c->rest;
    const size_t n = c->most ? ot_text_first_line(text, c->most) : strlen(text);
    const size_t start = out->length;
    ot_buffer_add(out, text, n);
    const size_t own = out->failed || n == 0 ? 0 : ot_utf8_width(out->data + start);
    pad(out, c->width > own ? c->width - own : 0, ' ');
    c->rest = text + n;
    c->rest += *c->rest == ' ';
}

static void put_cell(ot_buffer *out, const ot_cell *cell, ot_text_column *c, int line,
                     const ot_terminal *terminal) {
    const int is_coloured = terminal->has_colours && cell->tone != OT_TONE_PLAIN;
    if (is_coloured) ot_buffer_text(out, COLOUR[cell->tone]);
    if (c->column->kind == OT_COLUMN_TEXT && cell->text)
        put_line(out, c);
    else if (line > 0)
        pad(out, c->width, ' ');
    else if (cell->text)
        put_right(out, cell->text, c->width);
    else
        put_parts(out, cell, c);
    if (is_coloured) ot_buffer_text(out, PLAIN);
}

/* What is laid out: the columns of a grid, of which one block is put. */
typedef struct text_block {
    const ot_terminal *terminal;
    ot_text_column *c;
    size_t n;
    int number;
} text_block;

/* One line after the other until no text goes on; numbers stand in the first. */
static void put_row(ot_buffer *out, const ot_row *row, const text_block *b) {
    int goes_on = 1;
    size_t k = 0;
    for (const ot_cell *cell = row->first; cell && k < b->n; cell = cell->next, k++)
        b->c[k].rest = cell->text;
    for (int line = 0; goes_on; line++) {
        size_t n_shown = 0;
        goes_on = 0;
        k = 0;
        for (const ot_cell *cell = row->first; cell && k < b->n; cell = cell->next, k++) {
            ot_text_column *c = &b->c[k];
            if (!ot_text_column_is_in(c, b->number)) continue;
            pad(out, n_shown++ ? OT_TEXT_GAP : OT_TEXT_INDENT, ' ');
            put_cell(out, cell, c, line, b->terminal);
            goes_on |= c->column->kind == OT_COLUMN_TEXT && cell->text && *c->rest;
        }
        end_line(out);
    }
}

static void put_headings(ot_buffer *out, const text_block *b) {
    size_t n_shown = 0, total = 0;
    ot_buffer_text(out, ot_terminal_bold(b->terminal));
    for (size_t k = 0; k < b->n; k++) {
        const ot_text_column *c = &b->c[k];
        if (!ot_text_column_is_in(c, b->number)) continue;
        total += c->width + (n_shown ? OT_TEXT_GAP : 0);
        pad(out, n_shown++ ? OT_TEXT_GAP : OT_TEXT_INDENT, ' ');
        (c->column->kind == OT_COLUMN_TEXT ? put_left : put_right)(out, c->column->heading,
                                                                   c->width);
    }
    end_line(out);
    ot_buffer_text(out, ot_terminal_plain(b->terminal));
    pad(out, OT_TEXT_INDENT, ' ');
    pad(out, total, '-');
    end_line(out);
}

void ot_text_grid_put(ot_buffer *out, const ot_grid *grid, const ot_terminal *terminal) {
    text_block b = {terminal, calloc(grid->n_columns + 1, sizeof *b.c), grid->n_columns, 1};
    if (!b.c) {
        out->failed = 1;
        return;
    }
    const int n = ot_text_layout(grid, terminal->width, b.c);
    for (; b.number <= n; b.number++) {
        if (b.number > 1) ot_buffer_text(out, "\n");
        put_headings(out, &b);
        for (const ot_row *row = grid->first; row; row = row->next)
            put_row(out, row, &b);
    }
    free(b.c);
}
