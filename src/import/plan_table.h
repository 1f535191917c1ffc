/* plan_table.h -- the indicator table: rows of cells out of lines, columns out of the header */
#ifndef OT_IMPORT_PLAN_TABLE_H
#define OT_IMPORT_PLAN_TABLE_H

#include "import/plan_reading.h"

enum { OT_GRID_MOST_CELLS = 40 };

typedef struct ot_grid_row { /* cells of one row, folded and kept; "" where one is empty */
    const char *cell[OT_GRID_MOST_CELLS];
    size_t n;
    size_t first, end; /* its lines */
} ot_grid_row;

/*
 * The row at line `at`, and the line behind it; 0: the line begins no row. Cells are parted by
 * tabs, bars or two blanks on one line, or stand one a line, with a blank line behind the row.
 */
int ot_grid_read(ot_plan_reading *r, size_t at, ot_grid_row *out);

typedef enum ot_grid_kind {
    OT_COLUMN_NAME,
    OT_COLUMN_UNIT,
    OT_COLUMN_NUMBER,    /* 序号 */
    OT_COLUMN_ATTRIBUTE, /* 约束性, 预期性 */
    OT_COLUMN_NOTE,
    OT_COLUMN_VALUE,
    OT_COLUMN_OTHER /* 年均增速 of five years ... */
} ot_grid_kind;

typedef struct ot_grid_header {
    ot_grid_kind kind[OT_GRID_MOST_CELLS];
    ot_sheet_column value[OT_GRID_MOST_CELLS];
    const char *label[OT_GRID_MOST_CELLS];
    size_t n;
} ot_grid_header;

/* The columns that one to three rows of headings name; 0: they are not understood. */
int ot_grid_header_read(ot_plan_reading *r, const ot_grid_row *row, size_t n_rows,
                        ot_grid_header *out);

/* Which columns do the n cells of a row stand in, when fewer were printed than there are columns?
 * `is_rate`: its unit is a per cent. to[i] is cell i's place among the header's value columns; 0:
 * in none or in several ways. */
int ot_grid_infer(const ot_sheet_column *column, size_t n_columns, const char *const *cell,
                  size_t n, int is_rate, size_t *to);

/* The cells of a row whose indicator another table has, as statements; 0: not all of them can be
 * said so. */
int ot_sheet_say_again(ot_plan_reading *r, const ot_sheet_row *row);

#endif
