#include "forecast/training.h"

#include <math.h>

const ot_training *ot_training_shipped(void) {
    return (const ot_training *)(const void *)ot_training_shipped_numbers;
}

static double view_quantile(const ot_pool_view *view, const ot_net_law *law, double z,
                            double factor) {
    const double away = ot_net_law_at(law, z) - law->centre;
    const double y = view->last + view->unit * (law->centre + factor * away);
    return ot_scale_back(&view->scale, ot_training_capped(y, view->last));
}

double ot_training_quantile(const ot_training_look *look, const ot_net_law law[OT_N_VIEWS],
                            double z, double factor) {
    double value[OT_N_VIEWS] = {0};
    for (int k = 0; k < OT_N_VIEWS; k++)
        if (look->has_view[k]) value[k] = view_quantile(look->view + k, law + k, z, factor);
    if (!look->has_view[OT_VIEW_GROWTH]) return value[OT_VIEW_LEVEL];
    if (!look->has_view[OT_VIEW_LEVEL]) return value[OT_VIEW_GROWTH];
    const ot_scale *growth = &look->view[OT_VIEW_GROWTH].scale;
    const double low = growth->low * growth->unit; /* levels know no bound */
    return 0.5 * (fmax(value[OT_VIEW_LEVEL], low) + value[OT_VIEW_GROWTH]);
}
