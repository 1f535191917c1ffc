#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/lesson.h"

/* Adam (Kingma and Ba 2015) with a rate that falls along a cosine. */
static const double RATE = 3e-3, DECAY_1 = 0.9, DECAY_2 = 0.999, TINY = 1e-8;
static const double PENALTY = 1e-3, MOST_SLOPE = 2.0;
enum { BATCH = 128, N_NODES = 21 };

/* Losses: CRPS, the interval score of 95 % bands and the far tails, in mean absolute changes; and
 * CRPS relative to the level, which is what percentage errors ask. Weights of CRPS are twice the
 * cell of a probability, from midway to midway between 0.01 and 0.99, over the 0.98 of all; those
 * of bands are 2 / 0.05 at the ends of the band of 95 %, the others weigh tails lightly. */
static const double BAND_SHARE = 0.02, LEVEL_SHARE = 6.0;
static const struct {
    double probability, z, crps, band;
} NODE[N_NODES] = {
    {0.005, -2.5758293035489008, 0, 10},
    {0.01, -2.3263478740408408, 0.01530612245, 5},
    {0.025, -1.9599639845400545, 0.04081632653, 40},
    {0.05, -1.6448536269514729, 0.07653061224, 0},
    {0.1, -1.2815515655446004, 0.1020408163, 0},
    {0.15, -1.0364333894937898, 0.1020408163, 0},
    {0.2, -0.84162123357291418, 0.1020408163, 0},
    {0.25, -0.67448975019608171, 0.1020408163, 0},
    {0.3, -0.52440051270804089, 0.1530612245, 0},
    {0.4, -0.25334710313579972, 0.2040816327, 0},
    {0.5, 0.0, 0.2040816327, 0},
    {0.6, 0.25334710313579972, 0.2040816327, 0},
    {0.7, 0.52440051270804067, 0.1530612245, 0},
    {0.75, 0.67448975019608171, 0.1020408163, 0},
    {0.8, 0.8416212335729143, 0.1020408163, 0},
    {0.85, 1.0364333894937898, 0.1020408163, 0},
    {0.9, 1.2815515655446004, 0.1020408163, 0},
    {0.95, 1.6448536269514722, 0.07653061224, 0},
    {0.975, 1.959963984540054, 0.04081632653, 40},
    {0.99, 2.3263478740408408, 0.01530612245, 5},
    {0.995, 2.5758293035489004, 0, 10},
};

/* The numbers of a network that are learned, as one array. */
enum {
    FIRST = offsetof(ot_network, hidden) / sizeof(double),
    LEARNED = sizeof(ot_network) / sizeof(double) - FIRST,
};

struct learner {
    ot_network net, slope;
    double first[LEARNED], second[LEARNED];
    size_t n_steps;
};

static double *numbers(ot_network *net) { return &net->hidden[0][0]; }

static double uniform(uint64_t *random) {
    return ((double)(ot_lesson_random(random) >> 11) + 0.5) * 0x1p-53;
}

static double normal(uint64_t *random) {
    const double radius = sqrt(-2.0 * log(uniform(random)));
    return radius * cos(6.283185307179586 * uniform(random));
}

static void begin(struct learner *l, uint64_t *random) {
    for (size_t i = 0; i < OT_POOL_FEATURES; i++)
        for (size_t j = 0; j < OT_NET_HIDDEN; j++)
            l->net.hidden[i][j] = normal(random) / sqrt((double)OT_POOL_FEATURES);
    for (size_t j = 0; j < OT_NET_HIDDEN; j++)
        for (size_t k = 0; k < OT_NET_OUT; k++)
            l->net.out[j][k] = 0.05 * normal(random) / sqrt((double)OT_NET_HIDDEN);
}

static void standardise(ot_network *net, ot_training_view view, const ot_lesson *const *lesson,
                        size_t n) {
    for (size_t k = 0; k < OT_POOL_FEATURES; k++) {
        double sum = 0.0, square = 0.0, count = 1e-9;
        for (size_t i = 0; i < n; i++) {
            if (!lesson[i]->has_view[view]) continue;
            const double x = lesson[i]->view[view].feature[k];
            sum += x, square += x * x, count += 1.0;
        }
        net->mean[k] = sum / count;
        net->scale[k] = sqrt(fmax(square / count - net->mean[k] * net->mean[k], 0.0)) + 1e-6;
    }
}

/* The loss of one year, and its slopes by what describes its law. */
struct law_slope {
    double centre, width[2], tail[2];
};

static double lose(const ot_lesson *x, const ot_lesson_view *v, const ot_net_law *law, size_t t,
                   struct law_slope *g) {
    const double actual = x->outcome[t], by_change = x->weight / x->change;
    const double value = ot_scale_back(&v->scale, v->last);
    const double by_level =
        LEVEL_SHARE * x->weight / fmax(0.5 * (fabs(actual) + fabs(value)), x->change);
    const int is_growth = v->scale.form == OT_FORM_GROWTH;
    double loss = 0.0;
    memset(g, 0, sizeof *g);
    for (size_t i = 0; i < N_NODES; i++) {
        const double z = NODE[i].z;
        const double y = ot_training_capped(v->last + v->unit * ot_net_law_at(law, z), v->last);
        const double level = ot_scale_back(&v->scale, y);
        const double slope = v->unit * (is_growth ? level : v->scale.unit);
        const double weight =
            (NODE[i].crps + BAND_SHARE * NODE[i].band) * by_change + NODE[i].crps * by_level;
        const double pinball = weight * ((level > actual) - NODE[i].probability);
        const double d = pinball * slope;
        loss += pinball * (level - actual);
        const int side = z > 0.0;
        g->centre += d;
        g->width[side] += d * z * (1.0 + law->tail[side] * fabs(z));
        g->tail[side] += d * law->width[side] * z * fabs(z);
    }
    return loss;
}

static double rise(double x) { return 1.0 / (1.0 + exp(-x)); } /* slope of log(1 + exp(x)) */

/* Slopes by what came out of the network, added to out[OT_NET_OUT]. */
static void pass_law(const ot_lesson_view *v, const ot_net_law *law, size_t t,
                     const struct law_slope *g, double *out) {
    double raw[OT_NET_SHAPES], curve[OT_NET_CURVES];
    const double mixed = law->centre - law->raw[OT_NET_SHIFT];
    for (size_t k = 0; k < OT_POOL_MEMBERS; k++)
        raw[k] = g->centre * law->weight[k] * (v->centre[k * OT_LESSON_YEARS + t] - mixed);
    raw[OT_NET_SHIFT] = g->centre;
    raw[OT_NET_UP] = g->width[1] * law->width[1];
    raw[OT_NET_DOWN] = g->width[0] * law->width[0];
    raw[OT_NET_TAIL_UP] = g->tail[1] * rise(law->raw[OT_NET_TAIL_UP] - OT_NET_TAIL_SHIFT);
    raw[OT_NET_TAIL_DOWN] = g->tail[0] * rise(law->raw[OT_NET_TAIL_DOWN] - OT_NET_TAIL_SHIFT);
    ot_network_curves(t, curve);
    for (size_t k = 0; k < OT_NET_SHAPES; k++)
        for (size_t c = 0; c < OT_NET_CURVES; c++)
            out[k * OT_NET_CURVES + c] += raw[k] * curve[c];
}

static void pass_network(const ot_network *net, const ot_net_state *s, const double *out,
                         ot_network *slope) {
    for (size_t k = 0; k < OT_NET_OUT; k++)
        slope->out_bias[k] += out[k];
    double hidden[OT_NET_HIDDEN];
    for (size_t j = 0; j < OT_NET_HIDDEN; j++) {
        double sum = 0.0;
        for (size_t k = 0; k < OT_NET_OUT; k++) {
            slope->out[j][k] += s->hidden[j] * out[k];
            sum += net->out[j][k] * out[k];
        }
        hidden[j] = sum * (1.0 - s->hidden[j] * s->hidden[j]);
        slope->hidden_bias[j] += hidden[j];
    }
    for (size_t i = 0; i < OT_POOL_FEATURES; i++)
        for (size_t j = 0; j < OT_NET_HIDDEN; j++)
            slope->hidden[i][j] += s->x[i] * hidden[j];
}

double ot_network_study(const ot_network *net, ot_training_view view, const ot_lesson *lesson,
                        ot_network *slope) {
    const ot_lesson_view *v = lesson->view + view;
    ot_net_state state;
    double out[OT_NET_OUT] = {0}, loss = 0.0;
    ot_network_look(net, v->feature, &state);
    for (size_t t = 0; t < lesson->n_years; t++) {
        ot_net_law law;
        struct law_slope by_law;
        ot_network_law(&state, t, v->centre + t, OT_LESSON_YEARS, &law);
        loss += lose(lesson, v, &law, t, &by_law);
        pass_law(v, &law, t, &by_law, out);
    }
    pass_network(net, &state, out, slope);
    return loss;
}

static void move(struct learner *l, double rate, double weight) {
    double *x = numbers(&l->net), *g = numbers(&l->slope), length = 0.0;
    l->n_steps++;
    for (size_t i = 0; i < LEARNED; i++)
        g[i] /= weight, length += g[i] * g[i];
    const double shrink = fmin(1.0, MOST_SLOPE / (sqrt(length) + 1e-9));
    const double done_1 = 1.0 - pow(DECAY_1, (double)l->n_steps);
    const double done_2 = 1.0 - pow(DECAY_2, (double)l->n_steps);
    for (size_t i = 0; i < LEARNED; i++) {
        const double slope = g[i] * shrink + PENALTY * x[i];
        l->first[i] = DECAY_1 * l->first[i] + (1.0 - DECAY_1) * slope;
        l->second[i] = DECAY_2 * l->second[i] + (1.0 - DECAY_2) * slope * slope;
        x[i] -= rate * (l->first[i] / done_1) / (sqrt(l->second[i] / done_2) + TINY);
    }
    memset(&l->slope, 0, sizeof l->slope);
}

static void shuffle(const ot_lesson **order, size_t n, uint64_t *random) {
    for (size_t i = n; i > 1; i--) {
        const size_t j = ot_lesson_random(random) % i;
        const ot_lesson *held = order[i - 1];
        order[i - 1] = order[j];
        order[j] = held;
    }
}

/* One pass over all lessons in a new order. */
static void pass_round(struct learner *l, ot_training_view view, const ot_lesson **order, size_t n,
                       size_t n_steps) {
    size_t in_batch = 0;
    double weight = 0.0;
    for (size_t i = 0; i < n; i++) {
        if (!order[i]->has_view[view]) continue;
        (void)ot_network_study(&l->net, view, order[i], &l->slope);
        weight += order[i]->weight * OT_LESSON_YEARS;
        if (++in_batch < BATCH && i + 1 < n) continue;
        const double share = fmin(1.0, (double)l->n_steps / (double)n_steps);
        move(l, 0.5 * RATE * (1.0 + cos(3.141592653589793 * share)), weight);
        in_batch = 0;
        weight = 0.0;
    }
}

ot_status ot_network_learn(ot_training_view view, const ot_lesson **order, size_t n,
                           size_t n_rounds, uint64_t seed, const ot_learn_progress *progress,
                           ot_network *out, ot_error *err) {
    struct learner *l = calloc(1, sizeof *l);
    if (!l) return ot_fail(err, OT_ERR_NOMEM, "no memory for a network", "内存不足以训练网络");
    standardise(&l->net, view, order, n);
    begin(l, &seed);
    for (size_t i = 0; i < n_rounds; i++) {
        shuffle(order, n, &seed);
        pass_round(l, view, order, n, n_rounds * (n / BATCH + 1));
        if (progress->report)
            progress->report(progress->state,
                             progress->done + progress->share * (double)(i + 1) / (double)n_rounds);
    }
    *out = l->net;
    free(l);
    return OT_OK;
}
