/* text_layout.h -- how wide the columns of a grid are, and which of them stand side by side */
#ifndef OT_REPORT_TEXT_LAYOUT_H
#define OT_REPORT_TEXT_LAYOUT_H

#include "report/document.h"

enum { OT_TEXT_INDENT = 2, OT_TEXT_GAP = 2 };

/* Parts of a cell line up on their own: "229 [ 98 .. 251]". */
typedef struct ot_text_column {
    const ot_column *column;
    size_t most;                 /* a text that is wider goes on in the next line; 0: it does not */
    size_t part[OT_CELL_VALUES]; /* widths; 0: no cell of the column has it */
    size_t mark;                 /* behind the parts */
    size_t whole;                /* of texts in a column of numbers */
    size_t width;
    int block;        /* the columns of one block stand side by side; 0: in every block */
    const char *rest; /* of a text that goes on in the next line */
} ot_text_column;

/*
 * Measure the columns of the grid into c[n_columns], for a terminal of `width` columns (0: as wide
 * as it takes): texts are made narrower first; what is still too wide is parted into blocks, each
 * of which begins with the texts of the row. Returns the number of blocks.
 */
int ot_text_layout(const ot_grid *grid, size_t width, ot_text_column *c);

/* Columns that the parts of a cell and its mark take. */
size_t ot_text_body_width(const ot_text_column *c);
/* Does the column stand in this block? */
int ot_text_column_is_in(const ot_text_column *c, int block);

#endif
