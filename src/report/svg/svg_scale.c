#include "report/svg/svg_scale.h"

#include <math.h>

/* Beyond these a picture has no room for the digits. */
static const double LARGEST = 1e100;

static double between(double x, double low, double high) { return fmin(fmax(x, low), high); }

/* 1, 2 or 5 times a power of ten, at least `least`. */
static double round_step(double least) {
    const double power = pow(10.0, floor(log10(least)));
    const double share = least / power;
    return power * (share <= 1.0 ? 1.0 : share <= 2.0 ? 2.0 : share <= 5.0 ? 5.0 : 10.0);
}

ot_svg_scale ot_scale_nice(double low, double high, size_t most) {
    low = isfinite(low) ? between(low, -LARGEST, LARGEST) : 0.0;
    high = isfinite(high) ? between(high, -LARGEST, LARGEST) : low + 1.0;
    const double width = high - low, size = fmax(fabs(low), fabs(high));
    if (!(width > 1e-9 * size)) {
        const double room = size > 0.0 ? 0.05 * size : 1.0;
        low -= room;
        high += room;
    }
    ot_svg_scale s = {.step = round_step((high - low) / (double)most)};
    s.low = floor(low / s.step + 1e-9) * s.step;
    s.high = ceil(high / s.step - 1e-9) * s.step;
    s.decimals = (int)between(-floor(log10(s.step) + 1e-9), 0.0, 15.0);
    return s;
}

ot_svg_scale ot_scale_whole(double low, double high, size_t most) {
    ot_svg_scale s = {.low = low, .high = high, .step = 1.0};
    if (!isfinite(low) || !isfinite(high)) s.low = s.high = 0.0;
    if (!(s.high > s.low)) s.high = s.low + 1.0;
    s.step = fmax(1.0, round_step((s.high - s.low) / (double)most));
    return s;
}

double ot_scale_at(const ot_svg_scale *s, double value) {
    if (!isfinite(value)) return NAN;
    return s->from + (value - s->low) / (s->high - s->low) * (s->to - s->from);
}

double ot_scale_tick(const ot_svg_scale *s, size_t i) {
    return (ceil(s->low / s->step - 1e-9) + (double)i) * s->step;
}

size_t ot_scale_n_ticks(const ot_svg_scale *s) {
    const double n = floor(s->high / s->step + 1e-9) - ceil(s->low / s->step - 1e-9);
    return n >= 0.0 ? (size_t)n + 1 : 0;
}

void ot_range_add(double *low, double *high, double value) {
    if (!isfinite(value)) return;
    *low = isfinite(*low) ? fmin(*low, value) : value;
    *high = isfinite(*high) ? fmax(*high, value) : value;
}
