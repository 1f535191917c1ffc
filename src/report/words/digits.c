/* How many digits a reader is shown. This is arrangement: the numbers themselves stay whole. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/document.h"

enum { MOST_DECIMALS = 10 };

/* 100,000 draws know the ends of a band to about a thousandth of its width. */
enum { WIDTH_DIGITS = 3 };

/* So many standard errors above what was seen nothing is left. */
static const double SURE_ERRORS = 3.0;

static int between(int x, int low, int high) { return x < low ? low : x > high ? high : x; }

int ot_decimals_for(double width, int most) {
    if (!isfinite(width) || width <= 0.0) return most;
    return between(WIDTH_DIGITS - 1 - (int)floor(log10(width)), 0, most);
}

int ot_decimals_significant(double value, int significant) {
    if (!isfinite(value) || value == 0.0) return 0;
    const int whole = (int)floor(log10(fabs(value))) + 1;
    return between(significant - whole, 0, MOST_DECIMALS);
}

/* Rarer than its own error: seen in one draw, or in none. */
int ot_exponent_of_rare(double probability, double error) {
    if (!(probability < error)) return 0;
    const int exponent = (int)ceil(log10(probability + SURE_ERRORS * error));
    return exponent < 0 ? exponent : 0;
}

double ot_value_significant(double value, int significant) {
    if (!isfinite(value) || value == 0.0) return value;
    const int surplus = (int)floor(log10(fabs(value))) + 1 - significant;
    if (surplus <= 0) return value;
    const double step = pow(10.0, surplus);
    return step * round(value / step);
}

int ot_decimals_of(double value, int significant) {
    const int most = ot_decimals_significant(value, significant);
    if (!isfinite(value)) return most;
    char text[OT_NUMBER_SIZE];
    size_t n = ot_number_fixed(value, most, text);
    int decimals = most;
    while (decimals > 0 && n > 0 && text[n - 1] == '0') {
        n--;
        decimals--;
    }
    return decimals;
}
