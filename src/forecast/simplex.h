/* simplex.h -- the least of a function of a few variables without its slopes (Nelder and Mead,
 * The Computer Journal 7, 1965, p. 308-313) */
#ifndef OT_FORECAST_SIMPLEX_H
#define OT_FORECAST_SIMPLEX_H

#include <stddef.h>

enum { OT_SIMPLEX_MOST = 6 };

/* May return infinity where the function is not defined, but not at the start. */
typedef double (*ot_simplex_function)(const double *x, void *state);
/* From x[n], n <= OT_SIMPLEX_MOST, with sides of length step[n], until values differ by less than
 * `tolerance` or `most` evaluations; x becomes the best point. Returns its value. */
double ot_simplex_least(ot_simplex_function f, void *state, double *x, const double *step, size_t n,
                        double tolerance, int most);

#endif
