/*
 * table.h -- observations: every area, vintage, unit, printed digits and source
 *
 * Layer   data
 * Shapes  observations in the order of the files and rows
 * Units   as printed in the file; `unit` names it ("" if the file does not say)
 * Method  tidy CSV (indicator,year,value[,area,unit,vintage,source,note]; further columns are
 *         ignored with a note) or wide CSV (indicator[,area,unit,...],2010,2011,...). UTF-8 with or
 *         without byte order mark, UTF-16 with one, GB18030; CRLF or LF; RFC 4180 quotes.
 */
#ifndef OT_TABLE_H
#define OT_TABLE_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/input.h"
#include "outturn/notes.h"

typedef enum ot_figure_kind {
    OT_FIGURE_MISSING,  /* an empty cell, NA, NaN, -, em dash ... */
    OT_FIGURE_POINT,    /* 246.30 */
    OT_FIGURE_AT_LEAST, /* 8以上, >=8 */
    OT_FIGURE_AT_MOST,  /* 5.5以内, <=5.5 */
    OT_FIGURE_ABOUT     /* 40左右 */
} ot_figure_kind;

typedef struct ot_figure {
    ot_figure_kind kind;
    double value;     /* NaN when missing */
    double half_unit; /* half a unit of the last printed digit: 246.30 -> 0.005 */
} ot_figure;

typedef struct ot_observation {
    const char *series, *area, *unit, *vintage, *source, *note; /* never NULL; "" if not said */
    int year;
    ot_figure figure;
    const char *file;
    int line, column; /* of the value's cell; column counts cells' characters from 1 */
} ot_observation;

typedef struct ot_table ot_table;

/*
 * Read the CSV files path[0..n). Bounds are kept as bounds. The caller frees *out.
 *
 * OT_ERR_IO     a file cannot be read
 * OT_ERR_INPUT  a file is no CSV of either form, a row is ragged, a value, year or unit cannot be
 *               read, or the same series, area, year and vintage stands twice
 * OT_ERR_NOMEM  memory
 */
ot_status ot_table_load(const char *const *path, size_t n, ot_notes *notes, ot_table **out,
                        ot_error *err) OT_CHECK_RESULT;
void ot_table_free(ot_table *table);

size_t ot_table_count(const ot_table *table);
const ot_observation *ot_table_at(const ot_table *table, size_t i);

/* The observation of a series in an area and year, of the latest vintage (by byte order of the
 * vintage's text; "" is earliest), missing ones passed over; NULL when there is none. `area` NULL
 * or "" matches rows of any area; rows without an area match every area. Of one vintage a row of
 * the area itself comes first, then the earlier row. `as_of` (NULL: everything) leaves out vintages
 * after it. */
const ot_observation *ot_table_find(const ot_table *table, const char *series, const char *area,
                                    int year, const char *as_of);

/* First and last year in which ot_table_find gives a point; returns 0 when there is none. */
int ot_table_span(const ot_table *table, const char *series, const char *area, int *first,
                  int *last);

size_t ot_table_n_inputs(const ot_table *table);
const ot_input *ot_table_input(const ot_table *table, size_t i);

#endif
