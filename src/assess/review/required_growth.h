/* required_growth.h -- the growth that a target asks from the last outturn on, and who had it
 *
 * Growth is that of each year, geometric; of rates (percent, share) the change in points. All in
 * declared units: growth in percent. */
#ifndef OT_ASSESS_REQUIRED_GROWTH_H
#define OT_ASSESS_REQUIRED_GROWTH_H

#include <stddef.h>

#include "assess/projection.h"
#include "outturn/table.h"

typedef struct ot_growth_rank { /* of the required growth among growth rates that were */
    size_t n, n_reached;        /* rates, and those that were as required */
    size_t n_below;
    double percentile; /* percent of the rates below the required one; NaN: there are none */
} ot_growth_rank;

typedef struct ot_required_growth {
    int base_year;       /* the last outturn */
    int n_years;         /* from there to the target; 0: growth is not told */
    double base;         /* NaN: not known yet */
    int is_base_assumed; /* the model's start */
    int is_points;       /* a change in points */
    int is_most;         /* growth must not exceed it */
    int is_flow;         /* of a total: steady growth of what each year adds to it */
    int is_range;        /* growth must not exceed `ceiling` either */
    double growth;       /* a year */
    double ceiling;      /* of a range; NaN: there is none */
    double own_last;     /* own growth in the last year seen; NaN */
    ot_growth_rank own;  /* single years of the own history */
    double own_mean, own_sd;
    const char *series;   /* of the panel; NULL: none */
    size_t n_areas;       /* of the panel */
    ot_growth_rank panel; /* windows of n_years in other areas */
    ot_growth_rank alike; /* those that follow a year of growth near own_last */
} ot_required_growth;

/* Growth in the year before counts as near own_last when it is this close. A convention of this
 * program: a narrower band leaves few spans to count, a wider one counts other states of affairs.
 */
#define OT_ALIKE_POINTS 2.0

/* The bound that is nearest to where one comes from, in inside units of the measure, and the level
 * that the target comes to (NaN: none, or its base is not known yet). */
double ot_required_bound(const ot_model_target *target);
double ot_required_level(const ot_model *model, const ot_model_target *target);

/* The level of the figure that the plan names, and those at which the target begins and ceases to
 * be met; NaN: open to that side, or not known. */
typedef struct ot_required_levels {
    double named, low, high;
} ot_required_levels;
ot_required_levels ot_required_levels_of(const ot_model *model, const ot_model_target *target);

/* What is asked, and the own history. */
void ot_required_growth_fill(const ot_model *model, const ot_model_target *target,
                             const ot_indicator_facts *facts, ot_required_growth *out);
typedef struct ot_growth_panel_view { /* what of a panel counts */
    const ot_table *table;
    const char *series;
    const char *own, *total; /* areas that are passed over; NULL: none */
    int first, last;         /* years of growth; 0: from the first, to the last */
} ot_growth_panel_view;

/* The panel's series beside it. */
void ot_required_growth_rank(ot_required_growth *growth, const ot_growth_panel_view *view);

/* Steady growth, in percent a year, of a flow that was `base` in year 0, for the years first..last
 * to add up to `sum`; NaN: nothing is left to add, or no growth from nothing leads there. */
double ot_required_flow_growth(double base, int first, int last, double sum);

/* The probability that growth over n_years is as required, when yearly growth has this mean, and
 * its mean over the years a Student-t of df (infinite: normal) with this scale. NaN of a flow over
 * several years: a mean of growth does not tell their sum. */
double ot_required_growth_chance(const ot_required_growth *growth, double mean, double scale,
                                 double df);
/* The same from the own history alone: yearly growth goes on as it was. NaN: fewer than
 * OT_LEAST_OWN_RATES. */
enum { OT_LEAST_OWN_RATES = 4 };
double ot_required_growth_own_chance(const ot_required_growth *growth);

#endif
