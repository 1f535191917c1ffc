#include "regress/golden_section.h"

#include <math.h>

enum { N_GRID = 17, N_SECTIONS = 44 }; /* 2 / 16 of the range times 0.618^44: 8e-11 of it */
static const double GOLDEN = 0.6180339887498949; /* (sqrt(5) - 1) / 2 */

double ot_golden_least(ot_golden_function f, void *state, double low, double high, double *least) {
    const double step = (high - low) / (N_GRID - 1);
    double best = low, best_value = f(low, state);
    for (int i = 1; i < N_GRID; i++) {
        const double value = f(low + step * i, state);
        if (!(value < best_value)) continue;
        best = low + step * i;
        best_value = value;
    }
    double a = fmax(low, best - step), b = fmin(high, best + step);
    double c = b - GOLDEN * (b - a), d = a + GOLDEN * (b - a);
    double fc = f(c, state), fd = f(d, state);
    for (int i = 0; i < N_SECTIONS; i++) {
        if (fc < fd) {
            b = d, d = c, fd = fc;
            fc = f(c = b - GOLDEN * (b - a), state);
        } else {
            a = c, c = d, fc = fd;
            fd = f(d = a + GOLDEN * (b - a), state);
        }
    }
    const double x = fc < fd ? c : d, value = fmin(fc, fd);
    const int is_end = best_value <= value; /* an end of the range, or a node of the grid */
    if (least) *least = is_end ? best_value : value;
    return is_end ? best : x;
}

double ot_golden_error(ot_golden_function f, void *state, double low, double high, double at) {
    static const double STEP = 0.01; /* of a persistence: far above rounding, far below its error */
    if (at - STEP < low || at + STEP > high) return (double)NAN;
    const double bend = f(at + STEP, state) - 2.0 * f(at, state) + f(at - STEP, state);
    const double second = bend / (STEP * STEP);
    return second > 0.0 && isfinite(second) ? sqrt(2.0 / second) : (double)NAN;
}
