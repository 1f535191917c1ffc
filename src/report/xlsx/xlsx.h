/* xlsx.h -- a document as a workbook: what its parts share
 *
 * A sheet for each section, one for the charts and their numbers, one for each data grid. */
#ifndef OT_REPORT_XLSX_H
#define OT_REPORT_XLSX_H

#include <xlsxwriter.h>

#include "report/document.h"

enum {
    OT_XLSX_A4 = 9,            /* paper */
    OT_XLSX_DECIMALS = 10,     /* formats of 0 .. this many */
    OT_XLSX_MOST_TEXT = 32000, /* characters; a cell holds 32,767 */
    OT_XLSX_MOST_COLUMNS = 64, /* of a sheet whose widths are set */
    OT_XLSX_WIDEST = 40,       /* of columns, in characters */
    OT_XLSX_SHARED = 18,       /* the same, where several tables stand below each other */
    OT_XLSX_SENTENCE = 10,     /* columns over which a sentence goes */
    OT_XLSX_MOST_PATTERNS = 512
};

/* Formats that carry signs and units, each made once. */
typedef struct ot_xlsx_pattern {
    const char *text; /* NULL: as many decimals as the number has */
    ot_tone tone;
    lxw_format *format;
} ot_xlsx_pattern;

typedef struct ot_xlsx {
    lxw_workbook *book;
    const ot_document *d;
    lxw_format *title, *section, *heading, *paragraph, *head, *text, *line, *link, *shortest;
    lxw_format *tone[OT_TONE_QUIET + 1]; /* of conditional formats */
    ot_xlsx_pattern pattern[OT_XLSX_MOST_PATTERNS];
    size_t n_patterns;
    int failed; /* memory ran out, or the library refused something */
} ot_xlsx;

/* A sentence, whose height is known when its columns are. */
typedef struct ot_xlsx_sentence {
    lxw_row_t row;
    size_t width; /* in characters */
    struct ot_xlsx_sentence *next;
} ot_xlsx_sentence;

typedef struct ot_xlsx_sheet {
    lxw_worksheet *sheet;
    char name[LXW_MAX_SHEETNAME_LENGTH * 4 + 1]; /* as formulas need it */
    lxw_row_t row;                               /* the next free one */
    double width[OT_XLSX_MOST_COLUMNS];          /* of columns, in characters */
    double widest;                               /* of any column; 0: OT_XLSX_WIDEST */
    ot_xlsx_sentence *sentence;                  /* the last one first */
} ot_xlsx_sheet;

void ot_xlsx_formats(ot_xlsx *x);
lxw_color_t ot_xlsx_tone_colour(ot_tone tone);

/* A new sheet; its name is cut, freed of what a name may not hold, and made unlike the others. */
int ot_xlsx_sheet_begin(ot_xlsx *x, const char *name, ot_xlsx_sheet *out);
void ot_xlsx_sheet_end(ot_xlsx *x, ot_xlsx_sheet *s); /* widths and the page of print */

/* A text is a text, whatever it begins with. */
void ot_xlsx_text(ot_xlsx *x, ot_xlsx_sheet *s, lxw_col_t column, const char *text,
                  lxw_format *format);
/* What is not finite is a dash. */
void ot_xlsx_number(ot_xlsx *x, ot_xlsx_sheet *s, lxw_col_t column, double value,
                    lxw_format *format);
/* The format of a pattern; NULL: the number as it is. */
lxw_format *ot_xlsx_format(ot_xlsx *x, const char *pattern, ot_tone tone);
/* The column is as wide as `width` characters at least. */
void ot_xlsx_widen(ot_xlsx_sheet *s, lxw_col_t column, size_t width);

/* The row at hand is as high as its text needs; one line is the default. */
void ot_xlsx_row_height(ot_xlsx *x, ot_xlsx_sheet *s, size_t lines);

/* A sentence over several columns. */
void ot_xlsx_sentence_put(ot_xlsx *x, ot_xlsx_sheet *s, const char *text, lxw_format *format);

/* A grid where the sheet goes on; `is_alone`: it has the sheet for itself, with filters and its
 * head always in sight. */
void ot_xlsx_grid(ot_xlsx *x, ot_xlsx_sheet *s, const ot_grid *grid, int is_alone);

/* All charts of the document: the numbers on one sheet, pictures of them on another. */
void ot_xlsx_charts(ot_xlsx *x);

#endif
