/* golden_section.h -- the least of a function of one variable, and how sharply it rises from there
 */
#ifndef OT_REGRESS_GOLDEN_SECTION_H
#define OT_REGRESS_GOLDEN_SECTION_H

/* Where f is least between low and high: the best of a grid, then golden sections. */
typedef double (*ot_golden_function)(double x, void *state);
double ot_golden_least(ot_golden_function f, void *state, double low, double high, double *least);
/* 1 / sqrt of half the second derivative of -2 log-likelihood; NaN at an end or where it is flat.
 */
double ot_golden_error(ot_golden_function f, void *state, double low, double high, double at);

#endif
