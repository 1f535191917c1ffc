/* klein.h -- the three behavioural equations of Klein's Model I, 1921-1941, and their estimates
 *
 * W. H. Greene, Econometric Analysis, 5th ed. 2003, table F15.1, in
 * tests/regress/fixtures/klein_greene.csv. Estimates: klein_systemfit.csv by R's systemfit 1.1-28,
 * systemfit(eqs, method, inst = inst, methodResidCov = "noDfCor" or "geomean"); it has some eleven
 * digits. klein_exact.csv: the same formulas in 50 digits by Python's mpmath 1.3.0, and the other
 * convention of degrees of freedom; ISUR_ and I3SLS_ repeat until nothing moves. */
#ifndef KLEIN_H
#define KLEIN_H

#include <stddef.h>

enum { KLEIN_YEARS = 21, KLEIN_EQUATIONS = 3, KLEIN_COLUMNS = 4, KLEIN_INSTRUMENTS = 8 };
enum { KLEIN_ALL = KLEIN_EQUATIONS * KLEIN_COLUMNS };

typedef struct klein_data {
    double x[KLEIN_EQUATIONS][KLEIN_YEARS * KLEIN_COLUMNS]; /* consumption, investment, wages */
    double y[KLEIN_EQUATIONS][KLEIN_YEARS];
    double z[KLEIN_YEARS * KLEIN_INSTRUMENTS];
} klein_data;

typedef struct klein_estimates {
    double b[KLEIN_ALL], se[KLEIN_ALL];
    double sigma[KLEIN_EQUATIONS][KLEIN_EQUATIONS];
} klein_estimates;

void klein_read(klein_data *out);

/* Of a method of one of the two files; asserted to be there. */
void klein_read_estimates(const char *file, const char *method, klein_estimates *out);

#endif
