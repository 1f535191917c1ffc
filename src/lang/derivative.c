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

static dual at_symbol(const ot_tree *node, const direction *d) {
    const int is_it = node->symbol.kind == d->symbol.kind && node->lag == d->lag &&
                      node->symbol.index == d->symbol.index;
    return (dual){d->point->get(d->point->state, node->symbol, node->lag), is_it ? 1.0 : 0.0};
}

/* a^0 is flat in a even at a = 0, and 0^b (b > 0) in b, where log(0) is not finite. */
static double slope_of_power(dual a, dual b, double value) {
    const double by_base = b.value == 0.0 ? 0.0 : b.value * ot_power(a.value, b.value - 1.0);
    const double by_exponent = value == 0.0 ? 0.0 : value * log(a.value);
    return chain(by_base, a.slope) + chain(by_exponent, b.slope);
}

static double sign_of(double x) { return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : 0.0 * x; }

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
        return slope_of_power(a, b, value);
    case OT_OP_NEG:
        return -a.slope;
    case OT_OP_LOG:
        return chain(a.value < 0.0 ? (double)NAN : 1.0 / a.value, a.slope);
    case OT_OP_EXP:
        return chain(value, a.slope);
    case OT_OP_SQRT:
        return chain(0.5 / value, a.slope);
    case OT_OP_ABS:
        return chain(sign_of(a.value), a.slope);
    case OT_OP_MIN: /* where both are equal, the one that the value is taken from */
        return a.value < b.value || isnan(a.value) ? a.slope : b.slope;
    case OT_OP_MAX:
        return a.value > b.value || isnan(a.value) ? a.slope : b.slope;
    case OT_OP_IF:
        return a.value != 0.0 ? b.slope : c.slope;
    default:
        return 0.0; /* conditions are flat */
    }
}

static dual evaluate(const ot_tree *node, const direction *d) {
    if (node->op == OT_OP_NUMBER) return (dual){node->number, 0.0};
    if (node->op == OT_OP_SYMBOL) return at_symbol(node, d);
    dual x[3] = {{0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}};
    for (int i = 0; i < node->n_children; i++)
        x[i] = evaluate(node->child[i], d);
    const double value = ot_arithmetic((int)node->op, x[0].value, x[1].value, x[2].value);
    return (dual){value, slope_of(node->op, x, value)};
}

double ot_tree_derivative(const ot_tree *tree, const ot_point *point, ot_symbol symbol, int lag) {
    const direction d = {point, symbol, lag};
    return evaluate(tree, &d).slope;
}
