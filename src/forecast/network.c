#include "forecast/network.h"

#include <math.h>
#include <string.h>

static const double MOST_FEATURE = 4.0; /* standard deviations that a feature may lie out */
static const double MOST_RAW = 4.0;     /* of logarithms of widths */

void ot_network_look(const ot_network *net, const double *feature, ot_net_state *state) {
    memcpy(state->hidden, net->hidden_bias, sizeof state->hidden);
    memcpy(state->out, net->out_bias, sizeof state->out);
    for (size_t i = 0; i < OT_POOL_FEATURES; i++) {
        const double x = (feature[i] - net->mean[i]) / net->scale[i];
        state->x[i] = fmax(-MOST_FEATURE, fmin(MOST_FEATURE, x));
        for (size_t j = 0; j < OT_NET_HIDDEN; j++)
            state->hidden[j] += state->x[i] * net->hidden[i][j];
    }
    for (size_t j = 0; j < OT_NET_HIDDEN; j++) {
        state->hidden[j] = tanh(state->hidden[j]);
        for (size_t k = 0; k < OT_NET_OUT; k++)
            state->out[k] += state->hidden[j] * net->out[j][k];
    }
}

void ot_network_curves(size_t t, double curve[OT_NET_CURVES]) {
    /* For all years, for late ones, for the first. The last two have a mean of about 0 over the
     * years that are learnt, so that the curves are learned apart. */
    curve[0] = 1.0;
    curve[1] = log((double)(t + 1)) / log((double)OT_POOL_YEARS) - 0.5;
    curve[2] = exp(-(double)t / 1.5) - 0.3;
}

static double soft(double x) { return x > 30.0 ? x : log1p(exp(x)); }

void ot_network_law(const ot_net_state *state, size_t t, const double *centre, size_t stride,
                    ot_net_law *out) {
    double curve[OT_NET_CURVES], highest = -(double)INFINITY, sum = 0.0;
    ot_network_curves(t, curve);
    for (size_t k = 0; k < OT_NET_SHAPES; k++) {
        out->raw[k] = 0.0;
        for (size_t c = 0; c < OT_NET_CURVES; c++)
            out->raw[k] += state->out[k * OT_NET_CURVES + c] * curve[c];
        if (k < OT_POOL_MEMBERS) highest = fmax(highest, out->raw[k]);
    }
    for (size_t k = 0; k < OT_POOL_MEMBERS; k++)
        sum += exp(out->raw[k] - highest);
    out->centre = out->raw[OT_NET_SHIFT];
    for (size_t k = 0; k < OT_POOL_MEMBERS; k++) {
        out->weight[k] = exp(out->raw[k] - highest) / sum;
        out->centre += out->weight[k] * centre[k * stride];
    }
    /* Where nothing is learned yet: somewhat wider, later on, than a random walk, whose power is a
     * half. A mean absolute change is 0.8 standard deviations of normal ones. */
    const double base = 0.8 * pow((double)(t + 1), 0.75);
    for (int side = 0; side < 2; side++) {
        const double width = out->raw[side ? OT_NET_UP : OT_NET_DOWN];
        out->width[side] = base * exp(fmax(-MOST_RAW, fmin(MOST_RAW, width)));
        out->tail[side] =
            soft(out->raw[side ? OT_NET_TAIL_UP : OT_NET_TAIL_DOWN] - OT_NET_TAIL_SHIFT) - 0.1;
    }
}
