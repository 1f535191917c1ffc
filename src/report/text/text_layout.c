#include "report/text/text_layout.h"

#include <string.h>

#include "base/utf8.h"
#include "report/cell_text.h"
#include "report/text/text_wrap.h"

enum {
    WIDEST = 28,   /* a text wider than this goes on in the next line */
    NARROWEST = 12 /* no text is made narrower to fit a terminal */
};

size_t ot_text_body_width(const ot_text_column *c) {
    const ot_column_kind kind = c->column->kind;
    size_t width = c->part[0];
    for (int i = 1; i < OT_CELL_VALUES && c->part[i] > 0; i++)
        width += ot_utf8_width(ot_cell_before(kind, i)) + c->part[i];
    if (c->part[1] > 0) width += strlen(ot_cell_after(kind));
    return width + c->mark;
}

int ot_text_column_is_in(const ot_text_column *c, int block) {
    return c->block == 0 || c->block == block;
}

/* The last column goes on to the right, unless it is told how wide it may be. */
static size_t most_of(const ot_column *c) {
    if (c->kind != OT_COLUMN_TEXT || (!c->next && !c->widest)) return 0;
    return c->widest ? c->widest : WIDEST;
}

static void widen(size_t *width, size_t own) {
    if (own > *width) *width = own;
}

static void measure_cell(const ot_cell *cell, ot_text_column *c) {
    ot_cell_piece part[OT_CELL_VALUES];
    const int n = ot_cell_split(cell, c->column->kind, part);
    if (cell->text && c->column->kind != OT_COLUMN_TEXT) {
        widen(&c->whole, ot_utf8_width(cell->text));
        return;
    }
    if (cell->mark) widen(&c->mark, ot_utf8_width(cell->mark));
    for (int i = 0; i < n; i++)
        widen(&c->part[i], c->most && i == 0 ? ot_text_widest_line(part[i].text, c->most)
                                             : ot_utf8_width(part[i].text));
}

/* The k-th column, as wide as its cells and its heading ask for. */
static void measure(const ot_grid *grid, size_t k, ot_text_column *c) {
    memset(c->part, 0, sizeof c->part);
    c->mark = c->whole = 0;
    for (const ot_row *row = grid->first; row; row = row->next) {
        const ot_cell *cell = row->first;
        for (size_t i = 0; cell && i < k; i++)
            cell = cell->next;
        if (cell) measure_cell(cell, c);
    }
    c->width = ot_utf8_width(c->column->heading);
    widen(&c->width, ot_text_body_width(c));
    widen(&c->width, c->whole);
}

static size_t total(const ot_text_column *c, size_t n) {
    size_t width = OT_TEXT_INDENT;
    for (size_t k = 0; k < n; k++)
        width += c[k].width + (k ? OT_TEXT_GAP : 0);
    return width;
}

/* Make the widest text narrower, one step after the other, while that helps. */
static void narrow(const ot_grid *grid, size_t width, ot_text_column *c) {
    const size_t n = grid->n_columns;
    for (;;) {
        size_t widest = n;
        for (size_t k = 0; k < n; k++)
            if (c[k].column->kind == OT_COLUMN_TEXT && c[k].width > NARROWEST &&
                ot_utf8_width(c[k].column->heading) < c[k].width &&
                (widest == n || c[k].width > c[widest].width))
                widest = k;
        if (widest == n || total(c, n) <= width) return;
        const size_t before = c[widest].width;
        c[widest].most = before - 1;
        measure(grid, widest, &c[widest]);
        if (c[widest].width >= before) return; /* a word that cannot be parted */
    }
}

/* Texts at the left tell what the row is: they stand in every block. */
static int part(size_t n, size_t width, ot_text_column *c) {
    size_t k = 0, left = OT_TEXT_INDENT, used;
    int block = 1;
    if (total(c, n) <= width) return 1;
    for (; k < n && c[k].column->kind == OT_COLUMN_TEXT && left + c[k].width < width / 2; k++)
        left += c[k].width + OT_TEXT_GAP;
    used = left;
    for (size_t first = k; k < n; k++) {
        if (k > first && used + c[k].width > width) {
            block++;
            used = left;
        }
        c[k].block = block;
        used += c[k].width + OT_TEXT_GAP;
    }
    return block;
}

int ot_text_layout(const ot_grid *grid, size_t width, ot_text_column *c) {
    const ot_column *column = grid->first_column;
    for (size_t k = 0; k < grid->n_columns; k++, column = column->next) {
        c[k] = (ot_text_column){.column = column, .most = most_of(column)};
        measure(grid, k, &c[k]);
    }
    if (width == 0) return 1;
    narrow(grid, width, c);
    return part(grid->n_columns, width, c);
}
