/* chart.h -- the data of a picture, neutral of format: layers drawn one over the other
 *
 * Numbers are in declared units, NaN where there is none. Renderers choose ticks, colours and the
 * places of labels; they compute no number that is said. All lives in the document. */
#ifndef OT_REPORT_CHART_H
#define OT_REPORT_CHART_H

#include <stddef.h>

#include "report/tone.h"

typedef enum ot_chart_kind {
    OT_CHART_YEARS,  /* x: calendar years */
    OT_CHART_VALUES, /* x: values of the quantity; how often each occurs has no scale */
    OT_CHART_BARS,   /* a row for each point of a layer, its value along x */
    OT_CHART_MATRIX, /* rows by columns of numbers from -1 to 1 */
    OT_CHART_PANELS  /* charts beside or below each other: no layers of its own */
} ot_chart_kind;

typedef enum ot_layer_kind {
    OT_LAYER_BAND,   /* from low to high at each x */
    OT_LAYER_LINE,   /* value at each x */
    OT_LAYER_POINTS, /* the same, not joined */
    OT_LAYER_TARGET, /* wanted at x: from low to high; one of them NaN: open to that side */
    OT_LAYER_RULE,   /* one x or, where x is NaN, one value, across the whole chart */
    OT_LAYER_BAR,    /* from 0 to value, with an error from low to high */
    OT_LAYER_CELL    /* value at row text[i]; the column is the layer, text of the first is rows */
} ot_layer_kind;

typedef enum ot_layer_role {
    OT_ROLE_SERIES,   /* one of several: rank chooses its colour and dashes */
    OT_ROLE_FAN,      /* a band of the first series; rank 0 is the narrowest */
    OT_ROLE_OBSERVED, /* what was */
    OT_ROLE_ASSUMED,  /* what the model takes for it where nothing was observed */
    OT_ROLE_WANTED,   /* what the plan asks */
    OT_ROLE_TONED     /* its tone chooses the colour */
} ot_layer_role;

typedef struct ot_layer {
    ot_layer_kind kind;
    ot_layer_role role;
    const char *label; /* NULL: none; of bars the heading of its rows */
    int rank;
    ot_tone tone;
    size_t n;
    double *x, *value, *low, *high; /* [n] */
    const char **text;              /* [n] what stands at a point: the name of a row; NULL */
    const char **note;              /* [n] the value as it is said: "86.3 +- 0.1"; NULL */
    struct ot_layer *next;
} ot_layer;

typedef struct ot_chart {
    ot_chart_kind kind;
    const char *name;        /* of its file: "fan-grp" */
    const char *title;       /* what it shows */
    const char *subtitle;    /* in smaller letters below: scenario, unit; "" */
    const char *unit;        /* of values; "" */
    const char *description; /* the same in a sentence with its main numbers, for who cannot see */
    const char *source;      /* a note below; NULL */
    const char *subject;     /* id of the indicator that it is of; NULL: of several */
    int decimals;            /* of values in labels */
    double reach_low, reach_high; /* of bars: what the axis reaches in any case, so that charts
                                     beside each other compare; NaN: what the bars need */
    ot_layer *first, *last;
    size_t n_columns;                    /* of panels */
    struct ot_chart *panel, *last_panel; /* of panels: the first; each goes on to the next */
    struct ot_chart *next;
} ot_chart;

#endif
