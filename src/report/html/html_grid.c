/* Tables of the page: caption, heads with their scope, rows that a script may sort. Cells and rows
 * end where the next begins, which HTML allows and which keeps a page of many numbers small. */
#include <math.h>
#include <string.h>

#include "report/cell_text.h"
#include "report/html/html.h"
#include "report/html/typography.h"

/* Of a column that has none of its own, the first. */
static const ot_column *name_of(const ot_grid *grid) {
    for (const ot_column *c = grid->first_column; c; c = c->next)
        if (c->is_name) return c;
    return grid->first_column;
}

/* What the styles ask of a cell: those of numbers, which are most, have no class. */
static const char *class_of_cell(const ot_column *c) {
    if (c->kind == OT_COLUMN_TEXT) return c->widest > 0 ? "w" : "t";
    return c->kind == OT_COLUMN_PROBABILITY ? "p" : "";
}

/* What the styles and the script ask of a column. */
static const char *class_of(const ot_column *c) {
    static const char *const CLASS[] = {[OT_COLUMN_TEXT] = "",
                                        [OT_COLUMN_NUMBER] = "n",
                                        [OT_COLUMN_BAND] = "b",
                                        [OT_COLUMN_PROBABILITY] = "p"};
    return c->kind == OT_COLUMN_TEXT && c->widest > 0 ? "w" : CLASS[c->kind];
}

static void put_values(ot_buffer *out, const ot_cell *cell, ot_column_kind kind) {
    ot_cell_piece part[OT_CELL_VALUES];
    const int n = ot_cell_split(cell, kind, part);
    ot_html_words(out, part[0].text);
    if (cell->mark && !cell->text) ot_html_text(out, cell->mark); /* in the line of the value */
    if (n > 1) ot_buffer_text(out, " <i>");
    for (int i = 1; i < n; i++) {
        const char *before = ot_cell_before(kind, i);
        ot_html_text(out, i == 1 && *before == ' ' ? before + 1 : before);
        ot_html_words(out, part[i].text);
    }
    if (n > 1) {
        ot_html_text(out, ot_cell_after(kind));
        ot_buffer_text(out, "</i>");
    }
}

static void put_content(ot_buffer *out, const ot_cell *cell, ot_column_kind kind) {
    const char *tone = ot_html_tone(cell->tone);
    if (*tone) ot_buffer_format(out, "<b class=\"chip %s\">", tone);
    if (ot_cell_is_missing(cell))
        ot_buffer_text(out, OT_MISSING);
    else if (cell->text)
        ot_html_words(out, cell->text);
    else
        put_values(out, cell, kind);
    if (*tone) ot_buffer_text(out, "</b>");
}

static void put_cell(ot_buffer *out, const ot_cell *cell, const ot_column *c, int is_name) {
    enum { PERCENT = 100 };
    const char *class = is_name ? class_of(c) : class_of_cell(c);
    ot_buffer_text(out, is_name ? "<th scope=row" : "<td");
    if (*class) ot_buffer_format(out, " class=%s", class);
    if (c->kind == OT_COLUMN_PROBABILITY && cell->value[0] >= 0.0 && cell->value[0] <= 1.0)
        ot_buffer_format(out, " style=--p:%d", (int)lround(PERCENT * cell->value[0]));
    ot_buffer_text(out, ">");
    put_content(out, cell, c->kind);
}

static int is_empty(const ot_cell *cell) { return cell->text && !*cell->text; }

/* Does the row go on with what the row above is about? */
static int goes_on(const ot_grid *grid, const ot_row *row) {
    const ot_column *c = grid->first_column, *name = name_of(grid);
    for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next)
        if (c == name) return is_empty(cell);
    return 0;
}

/* A row of one cell is the head of those below it. */
static int is_group(const ot_grid *grid, const ot_row *row) {
    return grid->n_columns > 1 && row->first && !row->first->next;
}

static void put_group(ot_buffer *out, const ot_grid *grid, const ot_row *row) {
    ot_buffer_format(out, "<tr class=group><th scope=rowgroup colspan=%zu>", grid->n_columns);
    put_content(out, row->first, OT_COLUMN_TEXT);
    ot_buffer_text(out, "\n");
}

/* `above`: the row that it goes on with, whose words up to the name are said again. */
static void put_row(ot_buffer *out, const ot_grid *grid, const ot_row *row, const ot_row *above) {
    const ot_column *c = grid->first_column, *name = name_of(grid);
    const ot_cell *other = above ? above->first : NULL;
    int is_named = 0;
    ot_buffer_text(out, above ? "<tr class=on>" : "<tr>");
    for (const ot_cell *cell = row->first; cell && c; cell = cell->next, c = c->next) {
        const int is_said_above = other && !is_named && is_empty(cell);
        put_cell(out, is_said_above ? other : cell, c, c == name);
        is_named |= c == name;
        other = other ? other->next : NULL;
    }
    ot_buffer_text(out, "\n");
}

static void put_head(ot_buffer *out, const ot_grid *grid) {
    ot_buffer_text(out, "<thead><tr>");
    for (const ot_column *c = grid->first_column; c; c = c->next) {
        ot_buffer_text(out, "<th scope=col");
        if (*class_of(c)) ot_buffer_format(out, " class=%s", class_of(c));
        ot_buffer_text(out, ">");
        ot_html_text(out, c->full ? c->full : c->heading);
    }
    ot_buffer_text(out, "\n<tbody>\n");
}

void ot_html_grid(ot_page *p, const ot_grid *grid) {
    ot_buffer *out = p->out;
    if (!grid->first) return;
    p->n_tables++;
    ot_buffer_text(out, "<div class=scroll tabindex=0><table><caption><span>");
    ot_buffer_format(out, ot_html_word(p, OT_SAY_PAGE_TABLE), p->n_tables);
    ot_html_text(out, grid->caption ? grid->caption : p->heading);
    ot_buffer_text(out, "</span></caption>\n");
    put_head(out, grid);
    const ot_row *begun = NULL;
    for (const ot_row *row = grid->first; row; row = row->next) {
        const int is_head = is_group(grid, row), is_on = begun && !is_head && goes_on(grid, row);
        if (!is_on) begun = row;
        if (is_head)
            put_group(out, grid, row);
        else
            put_row(out, grid, row, is_on ? begun : NULL);
    }
    ot_buffer_text(out, "</table></div>\n");
    if (!ot_grid_has_missing(grid)) return;
    ot_buffer_text(out, "<p class=\"missing\">");
    ot_html_text(out, ot_html_word(p, OT_SAY_PAGE_MISSING));
    ot_buffer_text(out, "</p>\n");
}
