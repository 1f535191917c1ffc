/* history_fit.h -- how closely simulated values follow the observed ones
 *
 * Errors as in Pindyck and Rubinfeld 1998, section 8.2, and in the forecast evaluation of EViews:
 * the simulated less the observed value. A residual is the other way round, as in a regression. */
#ifndef OT_ASSESS_HISTORY_FIT_H
#define OT_ASSESS_HISTORY_FIT_H

#include <stddef.h>

/* What other engines store has the 24 bits of single precision, about 6e-8, and an equation adds up
 * a dozen of such values: a relative residual below this is rounding. */
#define OT_REPRODUCED 1e-6

typedef struct ot_solved_year {
    int year;
    int is_held;     /* given, not simulated: nothing to compare */
    double value;    /* declared units; NaN: none */
    double observed; /* NaN: none */
    double residual; /* observed - value; NaN where nothing can be compared */
} ot_solved_year;

typedef struct ot_history_fit {
    size_t n;          /* years compared; 0: the rest is NaN */
    double mean_error; /* mean of value - observed: above 0 is too high */
    double rmse;       /* root of the mean squared error */
    double mape;       /* mean of |error / observed|, percent; NaN when an observed value is 0 */
    double largest;    /* residual of the largest size */
    double relative; /* its size over the largest observed size of the series; NaN when that is 0 */
    int largest_year;
    int is_reproduced; /* relative <= OT_REPRODUCED, or no residual at all */
} ot_history_fit;

/* Of year[0..n), whose residuals are set; `scale`: the largest observed size of the series. */
ot_history_fit ot_history_fit_of(const ot_solved_year *year, size_t n, double scale);

#endif
