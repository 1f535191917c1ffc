/* cell_text.h -- a cell as a person reads it, in parts that may line up: "229", "98", "251" */
#ifndef OT_REPORT_CELL_TEXT_H
#define OT_REPORT_CELL_TEXT_H

#include "base/buffer.h"
#include "base/number.h"
#include "report/document.h"

typedef struct ot_cell_piece {
    const char *text;
    char room[OT_NUMBER_SIZE];
} ot_cell_piece;

/* The parts of a cell in a column of this kind; how many. */
int ot_cell_split(const ot_cell *cell, ot_column_kind kind, ot_cell_piece part[OT_CELL_VALUES]);
/* The error shows one significant digit, and the probability no more decimals than it. */
int ot_probability_decimals(double error);
/* What stands before part i and after the last: " [", " .. ", "]". */
const char *ot_cell_before(ot_column_kind kind, int i);
const char *ot_cell_after(ot_column_kind kind);

/* Has it no number where one is expected? */
int ot_cell_is_missing(const ot_cell *cell);
int ot_grid_has_missing(const ot_grid *grid);

/* The whole cell in one piece, its mark behind it. */
void ot_cell_spell(const ot_cell *cell, ot_column_kind kind, ot_buffer *out);

#endif
