/* plan_quantity.h -- numbers in Chinese prose: digits, range, unit, bound; and what is no quantity
 *
 * The text is folded (plan_reading.h). A number is one of: a quantity with its unit, a year, a
 * date, a span of time, part of a name (G315, “1+3”), an ordinal, digits without a unit. */
#ifndef OT_IMPORT_PLAN_QUANTITY_H
#define OT_IMPORT_PLAN_QUANTITY_H

#include "import/plan_slice.h"
#include "outturn/table.h"

typedef enum ot_quantity_kind {
    OT_QUANTITY_MEASURE, /* 246.30亿元, 4.5%—5%, 8个 */
    OT_QUANTITY_BARE,    /* 2.93 */
    OT_QUANTITY_SPAN,    /* 15年, 24小时: a measure where a verb stands before it */
    OT_QUANTITY_YEAR,    /* 2023年 */
    OT_QUANTITY_DATE,    /* 1月26日, 09:45 */
    OT_QUANTITY_NAME,    /* G315, 5G, “12345” */
    OT_QUANTITY_RATIO,   /* 8.3∶41.4∶50.3 */
    OT_QUANTITY_NUMERAL, /* 一千二百人, 两位数: in words that are not read */
    OT_QUANTITY_ORDINAL  /* 第3, 居前5位 */
} ot_quantity_kind;

enum { OT_QUANTITY_DIGITS = 40 };

typedef struct ot_quantity {
    ot_quantity_kind kind;
    size_t begin, end;                                      /* in the text, bound included */
    char low[OT_QUANTITY_DIGITS], high[OT_QUANTITY_DIGITS]; /* as printed; high "": no range */
    ot_slice unit;                                          /* in the text; 万亩, % */
    ot_figure_kind bound;                                   /* 以上 ...; point: none */
    ot_slice mark;                                          /* that bound's word; may be empty */
    int year;
} ot_quantity;

/* The first number of text from *at on, and *at behind it; 0: there is none left. */
int ot_quantity_next(ot_slice text, size_t *at, ot_quantity *out);

/* A unit at the front: how many bytes; 0: none. */
size_t ot_quantity_unit(ot_slice text);

#endif
