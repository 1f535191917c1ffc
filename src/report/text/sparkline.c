#include "report/text/sparkline.h"

#include <math.h>

static const char *const SIGN[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
enum { N_SIGNS = sizeof SIGN / sizeof *SIGN };

const char *ot_say_sparkline(ot_document *d, const double *value, size_t n) {
    double low = INFINITY, high = -INFINITY;
    size_t n_known = 0;
    ot_buffer out = {0};
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(value[i])) continue;
        n_known++;
        low = fmin(low, value[i]);
        high = fmax(high, value[i]);
    }
    if (n_known < 2) return "";
    for (size_t i = 0; i < n; i++) {
        const double height = high > low ? (value[i] - low) / (high - low) : 0.0;
        ot_buffer_text(&out,
                       isfinite(value[i]) ? SIGN[(size_t)lround(height * (N_SIGNS - 1))] : " ");
    }
    return ot_document_take(d, &out);
}
