#include "base/interval.h"

#include <math.h>

#include "base/number.h"

/* One step outwards covers the rounding of one operation (at most half a step). */
static double down(double x) { return nextafter(x, (double)-INFINITY); }
static double up(double x) { return nextafter(x, (double)INFINITY); }

static ot_interval outwards(double low, double high) { return (ot_interval){down(low), up(high)}; }

ot_interval ot_interval_all(void) { return (ot_interval){(double)-INFINITY, (double)INFINITY}; }

ot_interval ot_interval_at(double value) { return (ot_interval){value, value}; }

/* Two steps: the decimal number is not quite a double itself. */
ot_interval ot_interval_around(double value, double radius) {
    return outwards(down(value - radius), up(value + radius));
}

ot_interval ot_interval_from(double low) { return (ot_interval){low, (double)INFINITY}; }

ot_interval ot_interval_to(double high) { return (ot_interval){(double)-INFINITY, high}; }

int ot_interval_is_empty(ot_interval a) { return !(a.low <= a.high); }

int ot_interval_is_finite(ot_interval a) { return isfinite(a.low) && isfinite(a.high); }

int ot_interval_has(ot_interval a, double value) { return a.low <= value && value <= a.high; }

int ot_interval_meets(ot_interval a, ot_interval b) {
    return !ot_interval_is_empty(ot_interval_both(a, b));
}

ot_interval ot_interval_both(ot_interval a, ot_interval b) {
    return (ot_interval){fmax(a.low, b.low), fmin(a.high, b.high)};
}

ot_interval ot_interval_add(ot_interval a, ot_interval b) {
    return outwards(a.low + b.low, a.high + b.high);
}

ot_interval ot_interval_subtract(ot_interval a, ot_interval b) {
    return outwards(a.low - b.high, a.high - b.low);
}

/* Nothing times an end at infinity is nothing. */
static double product(double x, double y) {
    const int is_nothing = !(x < 0 || x > 0) || !(y < 0 || y > 0);
    return is_nothing ? 0.0 : x * y;
}

ot_interval ot_interval_multiply(ot_interval a, ot_interval b) {
    const double p[] = {product(a.low, b.low), product(a.low, b.high), product(a.high, b.low),
                        product(a.high, b.high)};
    return outwards(fmin(fmin(p[0], p[1]), fmin(p[2], p[3])),
                    fmax(fmax(p[0], p[1]), fmax(p[2], p[3])));
}

ot_interval ot_interval_divide(ot_interval a, ot_interval b) {
    if (ot_interval_has(b, 0.0) || ot_interval_is_empty(b)) return ot_interval_all();
    return ot_interval_multiply(a, outwards(1.0 / b.high, 1.0 / b.low));
}

ot_interval ot_interval_scale(ot_interval a, double factor) {
    return ot_interval_multiply(a, ot_interval_at(factor));
}

ot_interval ot_interval_growth(ot_interval level, ot_interval previous) {
    return ot_interval_subtract(ot_interval_divide(level, previous), ot_interval_at(1.0));
}

enum { SHOWN_DIGITS = 10, MOST_DECIMALS = 15 };
static const double OUTWARDS = 1e-12; /* so much of an end may be rounding of what led to it */

static double shown(double x, int is_high) {
    if (!isfinite(x) || !(fabs(x) > 0.0)) return x;
    const int wanted = SHOWN_DIGITS - 1 - (int)floor(log10(fabs(x)));
    const int decimals = wanted < 0 ? 0 : wanted > MOST_DECIMALS ? MOST_DECIMALS : wanted;
    const double nearest = ot_number_rounded(x, decimals), step = pow(10.0, -decimals);
    if (fabs(nearest - x) <= OUTWARDS * fabs(x)) return nearest;
    if (is_high) return nearest >= x ? nearest : ot_number_rounded(nearest + step, decimals);
    return nearest <= x ? nearest : ot_number_rounded(nearest - step, decimals);
}

ot_interval ot_interval_shown(ot_interval a) {
    return (ot_interval){shown(a.low, 0), shown(a.high, 1)};
}
