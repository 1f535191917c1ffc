#include "estimate/curve.h"

#include <math.h>

/* One year at given coefficients. */
struct here {
    const ot_right_side *right;
    const double *b;
    size_t row;
};

static double get(const void *state, ot_symbol symbol, int lag) {
    const struct here *h = state;
    const ot_design *s = h->right->design;
    if (symbol.kind == OT_SYMBOL_COEFFICIENT) {
        const size_t k = (size_t)symbol.index - h->right->first_coefficient;
        for (size_t j = 0; j < s->k; j++)
            if (s->free[j] == k) return h->b[j];
        return (double)NAN; /* fixed ones are numbers in the tree */
    }
    for (size_t l = 0; l < s->n_leaves; l++)
        if (s->leaf[l].symbol.kind == symbol.kind && s->leaf[l].symbol.index == symbol.index &&
            s->leaf[l].lag == lag)
            return s->data[h->row * s->n_leaves + l];
    return (double)NAN;
}

static int at(void *state, const double *b, double *value, double *slope) {
    const ot_right_side *right = state;
    const ot_design *s = right->design;
    for (size_t i = 0; i < s->n; i++) {
        const struct here here = {right, b, i};
        const ot_point point = {get, &here};
        value[i] = ot_tree_value(s->right, &point);
        if (!isfinite(value[i])) return 0;
        for (size_t j = 0; slope && j < s->k; j++) {
            const ot_symbol symbol = {OT_SYMBOL_COEFFICIENT,
                                      (int)(right->first_coefficient + s->free[j])};
            slope[i * s->k + j] = ot_tree_derivative(s->right, &point, symbol, 0);
            if (!isfinite(slope[i * s->k + j])) return 0;
        }
    }
    return 1;
}

ot_curve ot_curve_of(ot_right_side *state) {
    return (ot_curve){.n = state->design->n, .k = state->design->k, .at = at, .state = state};
}
