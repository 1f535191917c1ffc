/* chart.h -- the data of a picture, neutral of format: layers drawn one over the other
 *
 * Numbers are in declared units, NaN where there is none. Renderers choose ticks, colours and the
 * places of labels; they compute no number that is said. All lives in the document. */
#ifndef OT_REPORT_CHART_H
#define OT_REPORT_CHART_H

#include <stddef.h>

typedef enum ot_chart_kind {
    OT_CHART_YEARS,  /* x: calendar years */
    OT_CHART_VALUES, /* x: values of the quantity */
    OT_CHART_BARS,   /* a row for each point of a layer, its value along x */
    OT_CHART_MATRIX  /* rows by columns of numbers from -1 to 1 */
} ot_chart_kind;

typedef enum ot_layer_kind {
    OT_LAYER_BAND,   /* from low to high at each x */
    OT_LAYER_LINE,   /* value at each x */
    OT_LAYER_POINTS, /* the same, not joined */
    OT_LAYER_RULE,   /* one x or, where x is NaN, one value, across the whole chart */
    OT_LAYER_BAR,    /* from 0 to value, with an error from low to high */
    OT_LAYER_CELL    /* value at row text[i]; the column is the layer */
} ot_layer_kind;

typedef struct ot_layer {
    ot_layer_kind kind;
    const char *label; /* NULL: none */
    int rank;          /* 0: the main one; of bands the narrowest. Chooses the colour */
    int is_dashed;
    size_t n;
    double *x, *value, *low, *high; /* [n] */
    const char **text;              /* [n]; what a reader may see of a point */
    struct ot_layer *next;
} ot_layer;

typedef struct ot_chart {
    ot_chart_kind kind;
    const char *name;        /* of its file: "fan-grp" */
    const char *title;       /* what it shows */
    const char *unit;        /* of values; "" */
    const char *description; /* the same in a sentence with its main numbers, for who cannot see */
    const char *source;      /* a note below; NULL */
    int decimals;            /* of values in labels */
    ot_layer *first, *last;
} ot_chart;

#endif
