/* network.h -- a small network from the features of a view to a law for each year
 *
 * One hidden layer. What comes out, for every year: weights of the pool's members, a shift, widths
 * and tails on either side; each a sum of three curves of the year, so that any horizon can be
 * asked for. */
#ifndef OT_FORECAST_NETWORK_H
#define OT_FORECAST_NETWORK_H

#include "forecast/pool.h"

enum {
    OT_NET_HIDDEN = 24,
    OT_NET_CURVES = 3,
    OT_NET_SHIFT = OT_POOL_MEMBERS, /* places of what comes out */
    OT_NET_UP,
    OT_NET_DOWN,
    OT_NET_TAIL_UP,
    OT_NET_TAIL_DOWN,
    OT_NET_SHAPES,
    OT_NET_OUT = OT_NET_SHAPES * OT_NET_CURVES,
};

/* Tails begin, where nothing is learned, at log(1 + e^-2) - 0.1 = 0.03: about normal ones. */
#define OT_NET_TAIL_SHIFT 2.0

/* Doubles alone, so that a trained file is its numbers in this order. */
typedef struct ot_network {
    double mean[OT_POOL_FEATURES], scale[OT_POOL_FEATURES]; /* of the features */
    double hidden[OT_POOL_FEATURES][OT_NET_HIDDEN], hidden_bias[OT_NET_HIDDEN];
    double out[OT_NET_HIDDEN][OT_NET_OUT], out_bias[OT_NET_OUT];
} ot_network;

/* In units of the view, from its last value. Its quantile at normal score z is
 *     centre + width * z * (1 + tail * |z|), the width and the tail of that side. */
typedef struct ot_net_law {
    double weight[OT_POOL_MEMBERS];
    double centre, width[2], tail[2]; /* below, above */
    double raw[OT_NET_SHAPES];        /* as they came out of the network */
} ot_net_law;

typedef struct ot_net_state { /* of one look, for its slopes */
    double x[OT_POOL_FEATURES], hidden[OT_NET_HIDDEN], out[OT_NET_OUT];
} ot_net_state;

void ot_network_look(const ot_network *net, const double *feature, ot_net_state *state);
/* t = 0 is the first year; centre[k * stride]: of member k in that year. */
void ot_network_law(const ot_net_state *state, size_t t, const double *centre, size_t stride,
                    ot_net_law *out);
void ot_network_curves(size_t t, double curve[OT_NET_CURVES]);

static inline double ot_net_law_at(const ot_net_law *law, double z) {
    const int side = z > 0.0;
    return law->centre + law->width[side] * z * (1.0 + law->tail[side] * (side ? z : -z));
}

#endif
