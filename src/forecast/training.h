/* training.h -- what other series taught, as numbers */
#ifndef OT_FORECAST_TRAINING_H
#define OT_FORECAST_TRAINING_H

#include "forecast/network.h"
#include "outturn/training.h"

enum {
    OT_TRAINING_YEARS =
        OT_POOL_YEARS,       /* widths are set apart for these; later ones share the last */
    OT_TRAINING_LENGTHS = 5, /* histories of up to 2, 4, 7, 12 and more points */
    OT_TRAINING_FORMAT = 1,
};

typedef enum ot_training_view { OT_VIEW_LEVEL, OT_VIEW_GROWTH, OT_N_VIEWS } ot_training_view;

/* Normal scores at which widths are set right: bands of 80 and 95 %. */
#define OT_TRAINING_Z_80 1.2815515655446004
#define OT_TRAINING_Z_95 1.9599639845400545

/* A factor that a training gives lies between these: more is chance. */
#define OT_TRAINING_LEAST_WIDENING 0.5
#define OT_TRAINING_MOST_WIDENING  2.5

/* Factors of the widths at these scores, below and above. */
typedef double ot_training_widths[OT_TRAINING_LENGTHS][OT_TRAINING_YEARS][2][2];

struct ot_training { /* doubles alone */
    double format, n_series, n_samples;
    double longest;             /* history of the training */
    double typical[OT_N_VIEWS]; /* change of a year, relative to the level; logarithm */
    double fading;              /* of the correlation of years s < t: (s / t)^fading */
    ot_network net[OT_N_VIEWS];
    ot_training_widths widths;
};

enum { OT_TRAINING_NUMBERS = sizeof(struct ot_training) / sizeof(double) };

extern const double ot_training_shipped_numbers[]; /* made from trained.txt by the build */
const ot_training *ot_training_shipped(void);

/* What auto says of one series, before widths are set right: laws of both views for each year.
 * has_view: whether the values allow it. */
typedef struct ot_training_look {
    ot_pool_view view[OT_N_VIEWS];
    ot_net_state state[OT_N_VIEWS];
    int has_view[OT_N_VIEWS];
    size_t n; /* points looked at */
} ot_training_look;

static inline size_t ot_training_length(size_t n) {
    return n <= 2 ? 0 : n <= 4 ? 1 : n <= 7 ? 2 : n <= 12 ? 3 : 4;
}

/* In the scale of a view, no farther above its last value: as the logarithm of a level, what no
 * year multiplies by more than e^12 stays finite. */
static inline double ot_training_capped(double y, double last) {
    return y < last + 12.0 ? y : last + 12.0;
}

/* The quantile of year t at a normal score, both views together; factor: of the width there. */
double ot_training_quantile(const ot_training_look *look, const ot_net_law law[OT_N_VIEWS],
                            double z, double factor);

#endif
