/* Polynomial distributed lags (S. Almon, Econometrica 33, 1965): the weight of x(-k) is a
 * polynomial c0 + c1 k + c2 k^2 ... in the lag k = 0 ... lags, so that few coefficients describe
 * many lags. */
#include <math.h>

#include "lang/parser.h"

typedef enum tie { FREE = 0, NEAR = 1, FAR = 2, BOTH = NEAR | FAR } tie;

/* What makes the weights nothing one year beyond an end: at lag -1, at lag lags + 1. */
static double tied(tie t, int k, int lags) {
    return (t & NEAR ? k + 1.0 : 1.0) * (t & FAR ? lags + 1.0 - k : 1.0);
}

/* One term of a weight: factor * c; NULL where the factor is 0. */
static const ot_tree *term(ot_parser *p, size_t at, double factor, const ot_tree *c) {
    if (factor == 0.0) return NULL;
    const ot_tree *copy = ot_node_copy(p, c, 0);
    if (factor == 1.0) return copy;
    return ot_node_binary(p, OT_OP_MUL, at, ot_node_number(p, at, factor, NULL), copy);
}

static const ot_tree *weight(ot_parser *p, size_t at, const ot_tree *const *c, int n, int k,
                             double factor) {
    const ot_tree *sum = term(p, at, factor, c[0]);
    for (int j = 1; j < n; j++) {
        const ot_tree *next = term(p, at, factor * pow(k, j), c[j]);
        if (next) sum = ot_node_binary(p, OT_OP_ADD, at, sum, next);
    }
    return sum;
}

static const ot_tree *make(ot_parser *p, size_t at, const ot_tree *const *x, int n, tie t) {
    const ot_tree *sum = NULL;
    int lags;
    if (!ot_takes_whole(p, x[1], 0, OT_LONGEST_LAG,
                        "the second argument of a distributed lag is a whole number of years",
                        "分布滞后的第二个参数（年数）应为", &lags))
        return NULL;
    for (int k = 0; k <= lags && !p->status; k++) {
        const ot_tree *w = weight(p, at, x + 2, n - 2, k, tied(t, k, lags));
        const ot_tree *one = ot_node_binary(p, OT_OP_MUL, at, w, ot_node_copy(p, x[0], k));
        sum = k ? ot_node_binary(p, OT_OP_ADD, at, sum, one) : one;
    }
    return sum;
}

const ot_tree *ot_lags_free(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    return make(p, at, x, n, FREE);
}

const ot_tree *ot_lags_near(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    return make(p, at, x, n, NEAR);
}

const ot_tree *ot_lags_far(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    return make(p, at, x, n, FAR);
}

const ot_tree *ot_lags_both(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    return make(p, at, x, n, BOTH);
}
