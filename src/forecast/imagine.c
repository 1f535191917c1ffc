/* Series of laws that are drawn themselves. What a panel hardly shows, such as noise about a mean,
 * levels that shift or growth that swings widely, is met in training all the same, so that bands
 * hold on series that are unlike the panel's. */
#include <math.h>

#include "forecast/lesson.h"

enum { BURNT = 12, SHORTEST = 10, LONGEST = OT_IMAGINED_YEARS };
static const double USUAL_GROWTH = 0.04, MOST_LOG = 8.0, SHIFT = 4.0;

static double uniform(uint64_t *random) {
    return ((double)(ot_lesson_random(random) >> 11) + 0.5) * 0x1p-53;
}

static double normal(uint64_t *random) {
    const double radius = sqrt(-2.0 * log(uniform(random)));
    return radius * cos(6.283185307179586 * uniform(random));
}

static double between(uint64_t *random, double low, double high) {
    return low + (high - low) * uniform(random);
}

/* A trend whose slope wanders, a level about it, noise; errors of all three in one scale. */
struct law {
    double scale;                /* of errors of the level; the first level is 1 */
    double drift, noise, wander; /* in units of it: mean slope, noise, errors of the slope */
    double stay, regain;         /* of the slope; of the level towards its trend */
    double shifts;               /* probability of one in a year */
    int tails;                   /* degrees of freedom of errors; 0: normal */
    int is_growth;               /* the law of logarithms */
};

static struct law draw_law(uint64_t *random) {
    struct law law = {.is_growth = uniform(random) < 0.6};
    law.scale = exp(between(random, log(0.01), log(law.is_growth ? 0.3 : 0.1)));
    law.drift = uniform(random) < 0.25
                    ? 0.0
                    : fmin(1.5, USUAL_GROWTH / law.scale) * (0.4 + 0.6 * normal(random));
    law.noise = uniform(random) < 0.5 ? 0.0 : exp(between(random, log(0.1), log(2.0)));
    law.wander = uniform(random) < 0.5 ? 0.0 : between(random, 0.0, 0.4);
    law.stay = between(random, 0.0, 0.95);
    law.regain = uniform(random) < 0.6 ? 0.0 : between(random, 0.0, 1.0);
    law.shifts = uniform(random) < 0.7 ? 0.0 : between(random, 0.0, 0.2);
    law.tails = uniform(random) < 0.5 ? 0 : 3 + (int)(6.0 * uniform(random));
    return law;
}

static double error_of(const struct law *law, uint64_t *random) {
    const double z = normal(random);
    if (law->tails == 0) return z;
    double square = 0.0;
    for (int i = 0; i < law->tails; i++) {
        const double x = normal(random);
        square += x * x;
    }
    return z / sqrt(square / law->tails) * sqrt((law->tails - 2.0) / law->tails);
}

size_t ot_series_imagine(uint64_t *random, double value[OT_IMAGINED_YEARS]) {
    const struct law law = draw_law(random);
    const size_t n = SHORTEST + (size_t)((LONGEST - SHORTEST + 1) * uniform(random));
    double trend = 0.0, level = 0.0, slope = 0.0;
    for (size_t t = 0; t < BURNT + n; t++) {
        slope = law.stay * slope + law.wander * error_of(&law, random);
        trend += law.drift + slope;
        level = (1.0 - law.regain) * level + error_of(&law, random);
        if (uniform(random) < law.shifts) trend += SHIFT * normal(random);
        if (t < BURNT) continue;
        const double y = law.scale * (trend + level + law.noise * error_of(&law, random));
        value[t - BURNT] = law.is_growth ? exp(fmin(fmax(y, -MOST_LOG), MOST_LOG)) : 1.0 + y;
    }
    return n;
}
