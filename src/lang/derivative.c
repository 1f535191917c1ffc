#include "lang/slope.h"
#include "lang/tree.h"

/* A value with its derivative: forward-mode differentiation. */
typedef struct dual {
    double value, slope;
} dual;

typedef struct direction {
    const ot_point *point;
    ot_symbol symbol;
    int lag;
} direction;

static dual at_symbol(const ot_tree *node, const direction *d) {
    const int is_it = node->symbol.kind == d->symbol.kind && node->lag == d->lag &&
                      node->symbol.index == d->symbol.index;
    return (dual){d->point->get(d->point->state, node->symbol, node->lag), is_it ? 1.0 : 0.0};
}

static dual evaluate(const ot_tree *node, const direction *d) {
    if (node->op == OT_OP_NUMBER) return (dual){node->number, 0.0};
    if (node->op == OT_OP_SYMBOL) return at_symbol(node, d);
    dual x[3] = {{0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}};
    for (int i = 0; i < node->n_children; i++)
        x[i] = evaluate(node->child[i], d);
    const double value = ot_arithmetic((int)node->op, x[0].value, x[1].value, x[2].value);
    const ot_slope by = ot_slope_at((int)node->op, x[0].value, x[1].value, value, 1);
    return (dual){value, ot_chain(by.a, x[0].slope) + ot_chain(by.b, x[1].slope) +
                             ot_chain(by.c, x[2].slope)};
}

double ot_tree_derivative(const ot_tree *tree, const ot_point *point, ot_symbol symbol, int lag) {
    const direction d = {point, symbol, lag};
    return evaluate(tree, &d).slope;
}
