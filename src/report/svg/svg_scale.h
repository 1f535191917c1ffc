/* svg_scale.h -- from numbers to pixels, with round numbers for ticks */
#ifndef OT_REPORT_SVG_SCALE_H
#define OT_REPORT_SVG_SCALE_H

#include <stddef.h>

typedef struct ot_svg_scale {
    double low, high; /* of numbers: round where the scale is nice */
    double from, to;  /* of pixels */
    double step;      /* between ticks */
    int decimals;     /* of ticks */
} ot_svg_scale;

/* Ends that hold low..high, with at most about `most` ticks between them. Not finite, or equal:
 * some room around. */
ot_svg_scale ot_scale_nice(double low, double high, size_t most);
/* Whole numbers, ends as they are: years. */
ot_svg_scale ot_scale_whole(double low, double high, size_t most);

double ot_scale_at(const ot_svg_scale *scale, double value); /* NaN stays NaN */
/* Tick i as a number; how many there are. */
double ot_scale_tick(const ot_svg_scale *scale, size_t i);
size_t ot_scale_n_ticks(const ot_svg_scale *scale);

/* Widens low..high by a number that is finite. */
void ot_range_add(double *low, double *high, double value);

#endif
