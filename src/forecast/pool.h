/* pool.h -- what `auto` sees of a series: a few quick forecasts and scale-free features
 *
 * A view is the series in one form, counted from its last value in units of its mean absolute
 * change. Everything in it stays the same when the series is given in other units. */
#ifndef OT_FORECAST_POOL_H
#define OT_FORECAST_POOL_H

#include "forecast/method.h"

enum {
    OT_POOL_MEMBERS = 9,
    OT_POOL_LAGS = 5,
    OT_POOL_YEARS = 6, /* that are learnt: those in which M3's yearly series are judged */
    OT_POOL_FEATURES = OT_POOL_LAGS + 17 + 2 * OT_POOL_MEMBERS,
};

typedef struct ot_pool_view {
    ot_scale scale;
    double last, unit; /* in the scale of the view */
    double feature[OT_POOL_FEATURES];
    double *centre; /* [OT_POOL_MEMBERS][horizon], from the last value, in units */
} ot_pool_view;

/* Doubles that a view needs: `centre` comes first in them. */
size_t ot_pool_room(size_t n, size_t horizon);
/* Of n >= 1 values in their scale. typical: logarithm of the relative change of other series, which
 * counts as half a change of this one. room: ot_pool_room(n, horizon) doubles, kept as long as the
 * view. */
void ot_pool_look(const ot_scale *scale, const ot_cast_task *task, double typical, double *room,
                  ot_pool_view *out);

/* Its word in the table of methods, of which the member may be a quick form. */
const char *ot_pool_member_name(size_t member);

#endif
