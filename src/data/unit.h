/* unit.h -- what a number counts and by how many at a time (亿元, 万亩, kg_per_mu, percent ...) */
#ifndef OT_DATA_UNIT_H
#define OT_DATA_UNIT_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"

/* What can be counted; a pure number (percent, index) has every exponent 0. */
typedef enum ot_dimension {
    OT_DIMENSION_MONEY,     /* base: yuan */
    OT_DIMENSION_MASS,      /* kilogram */
    OT_DIMENSION_AREA,      /* mu */
    OT_DIMENSION_PERSON,    /* person */
    OT_DIMENSION_HEAD,      /* animal */
    OT_DIMENSION_HOUSEHOLD, /* household, dwelling */
    OT_DIMENSION_BED,       /* bed, nursery place */
    OT_DIMENSION_THING,     /* firm, road, village, estate ... */
    OT_DIMENSION_ENERGY,    /* kilowatt-hour */
    OT_DIMENSION_LENGTH,    /* metre */
    OT_DIMENSION_TIME,      /* day */
    OT_N_DIMENSIONS
} ot_dimension;

typedef struct ot_unit {
    const char *name;                 /* "CNY_100M"; NULL in a unit that was computed */
    const char *text[OT_N_LANGUAGES]; /* "100 million yuan", "亿元" */
    double scale;                     /* base units in one: 1e8 */
    int8_t exponent[OT_N_DIMENSIONS];
} ot_unit;

/* By canonical name, printed Chinese form (亿元, 万头（只）, 万（头）只, ‰ ...) or English form;
 * NULL when there is none. The pointer is into a constant table. */
const ot_unit *ot_unit_find(const char *name, size_t n);

/* All units in a fixed order, for the reference and for suggestions. */
const ot_unit *ot_unit_all(size_t *n);

/* Further names of a unit of that table, between bars; "" when it has none. */
const char *ot_unit_spellings(const ot_unit *unit);

/* What an unknown name may have meant, or NULL. */
const char *ot_unit_nearest(const char *name);

/* Percent and per mille are fractions inside: 0.01, 0.001; 1 for every other unit. */
double ot_unit_inside(const ot_unit *unit);

/* 0: `unstated`, of what comes without a unit; it is compatible with every unit, with no factor. */
int ot_unit_is_stated(const ot_unit *unit);

int ot_unit_same_dimension(const ot_unit *a, const ot_unit *b);
ot_unit ot_unit_product(const ot_unit *a, const ot_unit *b, int sign); /* sign -1: a / b */

#endif
