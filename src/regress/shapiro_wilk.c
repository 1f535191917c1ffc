#include "regress/shapiro_wilk.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>

#include "base/wide.h"

/* Royston's polynomials, lowest power first. */
static const double LAST_WEIGHT[] = {0.0, 0.221157, -0.147981, -2.071190, 4.434685, -2.706056};
static const double NEXT_WEIGHT[] = {0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633};
static const double SMALL_GAMMA[] = {-2.273, 0.459};
static const double SMALL_MEAN[] = {0.5440, -0.39978, 0.025054, -0.0006714};
static const double SMALL_LOG_SD[] = {1.3822, -0.77857, 0.062767, -0.0020322};
static const double LARGE_MEAN[] = {-1.5861, -0.31082, -0.083751, 0.0038915};
static const double LARGE_LOG_SD[] = {-0.4803, -0.082676, 0.0030302};

/* The last weight has a polynomial of its own; from 6 values on the one before it too. From 12 on
 * the law of W has its other form. */
enum { TWO_OWN_WEIGHTS = 6, LARGE = 12 };

#define POLYNOMIAL(c, at) polynomial(c, sizeof(c) / sizeof *(c), at)
static double polynomial(const double *c, size_t n, double at) {
    double sum = 0.0;
    while (n-- > 0)
        sum = sum * at + c[n];
    return sum;
}

/* Blom's approximation to the expected i-th of n normal order statistics, i from 0. */
static double score(size_t i, size_t n) {
    return gsl_cdf_ugaussian_Pinv(((double)i + 1.0 - 0.375) / ((double)n + 0.25));
}

/* Weights rise antisymmetrically and have length 1: two at each end are fitted, those between are
 * scores divided by one number. */
struct weights {
    double last, next, divisor;
};

static struct weights weights_of(size_t n) {
    if (n == OT_SHAPIRO_WILK_FEWEST) return (struct weights){M_SQRT1_2, 0.0, 1.0};
    double square = 0.0;
    for (size_t i = 0; i < n; i++)
        square += score(i, n) * score(i, n);
    const double u = 1.0 / sqrt((double)n), length = sqrt(square);
    const double s_last = score(n - 1, n), s_next = score(n - 2, n);
    struct weights w = {.last = s_last / length + POLYNOMIAL(LAST_WEIGHT, u)};
    double scores_left = square - 2.0 * s_last * s_last, weights_left = 1.0 - 2.0 * w.last * w.last;
    if (n >= TWO_OWN_WEIGHTS) {
        w.next = s_next / length + POLYNOMIAL(NEXT_WEIGHT, u);
        scores_left -= 2.0 * s_next * s_next;
        weights_left -= 2.0 * w.next * w.next;
    }
    w.divisor = sqrt(scores_left / weights_left);
    if (n < TWO_OWN_WEIGHTS) w.next = s_next / w.divisor;
    return w;
}

/* Of the value that has `rank` others beyond it, in the upper half. */
static double weight_at(struct weights w, size_t rank, size_t n) {
    if (rank == 0) return w.last;
    return rank == 1 ? w.next : score(n - 1 - rank, n) / w.divisor;
}

/* With 3 values the law is exact; else a normal one of a function of 1 - W. gamma is above any
 * log(1 - W) there is: W is at least n a_n^2 / (n - 1), a_n the last weight. */
static double p_of(long double rest, size_t n) {
    const double size = (double)n, log_rest = (double)ot_wide_log(rest);
    if (n == OT_SHAPIRO_WILK_FEWEST)
        return fmax(6.0 / M_PI * ((double)asinl(sqrtl(1 - rest)) - asin(sqrt(0.75))), 0.0);
    if (n >= LARGE) {
        const double x = log(size);
        const double z = (log_rest - POLYNOMIAL(LARGE_MEAN, x)) / exp(POLYNOMIAL(LARGE_LOG_SD, x));
        return gsl_cdf_ugaussian_Q(z);
    }
    const double gamma = POLYNOMIAL(SMALL_GAMMA, size);
    const double value = -log(gamma - log_rest);
    return gsl_cdf_ugaussian_Q((value - POLYNOMIAL(SMALL_MEAN, size)) /
                               exp(POLYNOMIAL(SMALL_LOG_SD, size)));
}

ot_shapiro_wilk ot_shapiro_wilk_of(const double *sorted, size_t n) {
    const ot_shapiro_wilk none = {(double)NAN, (double)NAN};
    if (n < OT_SHAPIRO_WILK_FEWEST || n > OT_SHAPIRO_WILK_MOST) return none;
    const long double width = (long double)sorted[n - 1] - sorted[0];
    if (!(width > 0)) return none;
    const struct weights w = weights_of(n);
    long double mean = 0, square = 0, slope = 0;
    for (size_t i = 0; i < n; i++)
        mean += (sorted[i] - sorted[0]) / width;
    mean /= (long double)n;
    for (size_t i = 0; i < n; i++) {
        const long double v = (sorted[i] - sorted[0]) / width - mean;
        square += v * v;
    }
    for (size_t i = 0; i < n / 2; i++)
        slope += weight_at(w, i, n) * ((sorted[n - 1 - i] - sorted[i]) / width);
    const long double rest = fmaxl(1 - slope * slope / square, 0);
    return (ot_shapiro_wilk){(double)(1 - rest), rest > 0 ? p_of(rest, n) : 1.0};
}
