/* interval.h -- arithmetic of intervals, rounded outwards: what is computed holds every true value
 *
 * Ends may be infinite; an interval whose low end is above its high end is empty. A printed figure
 * is an interval of half a unit of its last digit to both sides. */
#ifndef OT_BASE_INTERVAL_H
#define OT_BASE_INTERVAL_H

typedef struct ot_interval {
    double low, high;
} ot_interval;

ot_interval ot_interval_all(void);
ot_interval ot_interval_at(double value);                    /* the number itself */
ot_interval ot_interval_around(double value, double radius); /* outwards */
ot_interval ot_interval_from(double low);                    /* to infinity */
ot_interval ot_interval_to(double high);                     /* from minus infinity */

int ot_interval_is_empty(ot_interval a);
int ot_interval_is_finite(ot_interval a);
int ot_interval_has(ot_interval a, double value);
int ot_interval_meets(ot_interval a, ot_interval b); /* touching counts */
ot_interval ot_interval_both(ot_interval a, ot_interval b);

ot_interval ot_interval_add(ot_interval a, ot_interval b);
ot_interval ot_interval_subtract(ot_interval a, ot_interval b);
ot_interval ot_interval_multiply(ot_interval a, ot_interval b);
/* Everything, when b holds 0: a growth from nothing is any growth. */
ot_interval ot_interval_divide(ot_interval a, ot_interval b);
ot_interval ot_interval_scale(ot_interval a, double factor);

/* level / previous - 1 as a fraction; everything, when previous holds 0. */
ot_interval ot_interval_growth(ot_interval level, ot_interval previous);

/* The ends as a reader expects them: ten significant digits, rounded outwards; an end that is such
 * a number but for the roundings of the arithmetic (a part in 10^12) is that number. */
ot_interval ot_interval_shown(ot_interval a);

#endif
