/* How many digits a reader is shown. This is arrangement: the numbers themselves stay whole. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/document.h"

enum { MOST_DECIMALS = 10 };

static int between(int x, int low, int high) { return x < low ? low : x > high ? high : x; }

int ot_decimals_for(double width, int most) {
    if (!isfinite(width) || width <= 0.0) return most;
    return between(1 - (int)floor(log10(width)), 0, most);
}

int ot_decimals_of(double value, int significant) {
    if (!isfinite(value) || value == 0.0) return 0;
    const int whole = (int)floor(log10(fabs(value))) + 1;
    const int most = between(significant - whole, 0, MOST_DECIMALS);
    char text[OT_NUMBER_SIZE];
    size_t n = ot_number_fixed(value, most, text);
    int decimals = most;
    while (decimals > 0 && n > 0 && text[n - 1] == '0') {
        n--;
        decimals--;
    }
    return decimals;
}
