#include <math.h>

#include "lang/arithmetic.h"
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

/* An infinite local derivative must not spoil what does not depend on the symbol at all. */
static double chain(double local, double slope) { return slope == 0.0 ? 0.0 : local * slope; }

static dual symbol(const ot_tree *node, const direction *d) {
    const int is_it = node->symbol.kind == d->symbol.kind && node->lag == d->lag &&
                      node->symbol.index == d->symbol.index;
    return (dual){d->point->get(d->point->state, node->symbol, node->lag), is_it ? 1.0 : 0.0};
}

static double power_slope(dual a, dual b, double value) {
    const double by_base =
        a.slope == 0.0 ? 0.0 : chain(b.value * pow(a.value, b.value - 1.0), a.slope);
    return by_base + chain(value * log(a.value), b.slope);
}

static double slope_of(ot_op op, const dual x[3], double value) {
    const dual a = x[0], b = x[1], c = x[2];
    switch (op) {
    case OT_OP_ADD:
        return a.slope + b.slope;
    case OT_OP_SUB:
        return a.slope - b.slope;
    case OT_OP_MUL:
        return chain(b.value, a.slope) + chain(a.value, b.slope);
    case OT_OP_DIV:
        return chain(1.0 / b.value, a.slope) - chain(value / b.value, b.slope);
    case OT_OP_POW:
        return power_slope(a, b, value);
    case OT_OP_NEG:
        return -a.slope;
    case OT_OP_LOG:
        return chain(1.0 / a.value, a.slope);
    case OT_OP_EXP:
        return chain(value, a.slope);
    case OT_OP_SQRT:
        return chain(0.5 / value, a.slope);
    case OT_OP_ABS:
        return a.value < 0.0 ? -a.slope : a.slope;
    case OT_OP_MIN:
        return a.value < b.value ? a.slope : b.slope;
    case OT_OP_MAX:
        return a.value > b.value ? a.slope : b.slope;
    case OT_OP_IF:
        return a.value != 0.0 ? b.slope : c.slope;
    default:
        return 0.0; /* conditions are flat */
    }
}

static dual evaluate(const ot_tree *node, const direction *d) {
    if (node->op == OT_OP_NUMBER) return (dual){node->number, 0.0};
    if (node->op == OT_OP_SYMBOL) return symbol(node, d);
    dual x[3] = {{0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}};
    for (int i = 0; i < node->n_children; i++)
        x[i] = evaluate(node->child[i], d);
    const double value = ot_arithmetic(node->op, x[0].value, x[1].value, x[2].value);
    return (dual){value, slope_of(node->op, x, value)};
}

double ot_tree_derivative(const ot_tree *tree, const ot_point *point, ot_symbol by, int lag) {
    const direction d = {point, by, lag};
    return evaluate(tree, &d).slope;
}
