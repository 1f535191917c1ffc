#include "report/cell_text.h"

#include <math.h>
#include <string.h>

static const char NOTHING[] = "-";

enum { PROBABILITY_DECIMALS = 4 }; /* at most */
static const double PERCENT = 100.0;

static void spell(double value, int decimals, ot_cell_piece *out) {
    out->text = out->room;
    if (!isfinite(value))
        out->room[0] = '\0';
    else if (decimals == OT_DECIMALS_SHORTEST)
        ot_number_shortest(value, out->room);
    else
        ot_number_fixed(value, decimals, out->room);
}

int ot_probability_decimals(double error) {
    int decimals = 1;
    for (double step = 0.05; decimals < PROBABILITY_DECIMALS && error * PERCENT < step; step /= 10)
        decimals++;
    return decimals;
}

int ot_cell_split(const ot_cell *cell, ot_column_kind kind, ot_cell_piece part[OT_CELL_VALUES]) {
    for (int i = 0; i < OT_CELL_VALUES; i++) {
        part[i].room[0] = '\0';
        part[i].text = part[i].room;
    }
    if (cell->text) {
        part[0].text = cell->text;
        return 1;
    }
    if (!isfinite(cell->value[0])) {
        part[0].text = NOTHING;
        return 1;
    }
    int n = kind == OT_COLUMN_BAND ? 3 : kind == OT_COLUMN_PROBABILITY ? 2 : 1;
    const int decimals =
        kind == OT_COLUMN_PROBABILITY ? ot_probability_decimals(cell->value[1]) : cell->decimals;
    const double scale = kind == OT_COLUMN_PROBABILITY ? PERCENT * (1.0 + OT_HALF_UP) : 1.0;
    if (n > 1 && !isfinite(cell->value[1])) n = 1;
    for (int i = 0; i < n; i++)
        spell(scale * cell->value[i], decimals, &part[i]);
    return n;
}

int ot_cell_is_missing(const ot_cell *cell) {
    return cell->text ? strcmp(cell->text, NOTHING) == 0 : !isfinite(cell->value[0]);
}

int ot_grid_has_missing(const ot_grid *grid) {
    for (const ot_row *row = grid->first; row; row = row->next)
        for (const ot_cell *cell = row->first; cell; cell = cell->next)
            if (ot_cell_is_missing(cell)) return 1;
    return 0;
}

const char *ot_cell_before(ot_column_kind kind, int i) {
    return kind == OT_COLUMN_PROBABILITY ? " \xC2\xB1 " : i == 1 ? " [" : " .. ";
}

const char *ot_cell_after(ot_column_kind kind) { return kind == OT_COLUMN_PROBABILITY ? "" : "]"; }

void ot_cell_spell(const ot_cell *cell, ot_column_kind kind, ot_buffer *out) {
    ot_cell_piece part[OT_CELL_VALUES];
    const int n = ot_cell_split(cell, kind, part);
    ot_buffer_text(out, part[0].text);
    for (int i = 1; i < n; i++) {
        ot_buffer_text(out, ot_cell_before(kind, i));
        ot_buffer_text(out, part[i].text);
    }
    if (n > 1) ot_buffer_text(out, ot_cell_after(kind));
    if (cell->mark && !cell->text) ot_buffer_text(out, cell->mark);
}
