#include "lang/tree_wide.h"

#include "lang/slope.h"

/* A value with its derivative, as in derivative.c. */
struct wide_dual {
    ot_wide value, slope;
};

struct wide_direction {
    const ot_point *point;
    ot_symbol symbol;
    int lag;
};

/* Exponents beyond this overflow of nearly every base, and are left to ot_pow. */
static const double MOST_WHOLE = 1024.0;

static int is_whole(double b) { return fabs(b) <= MOST_WHOLE && !(rint(b) < b || rint(b) > b); }

static ot_wide power(ot_wide a, ot_wide b) {
    const double exponent = (double)b;
    const int is_plain = is_whole(exponent) && isfinite((double)a) && fabs((double)a) > 0.0;
    return is_plain ? ot_wide_power(a, (int)exponent) : (ot_wide)ot_pow((double)a, exponent);
}

static int is_nan(ot_wide a) { return isnan((double)a) != 0; }

static ot_wide operate(ot_op op, const ot_wide x[3]) {
    switch (op) {
    case OT_OP_ADD:
        return x[0] + x[1];
    case OT_OP_SUB:
        return x[0] - x[1];
    case OT_OP_MUL:
        return x[0] * x[1];
    case OT_OP_DIV:
        return x[0] / x[1];
    case OT_OP_POW:
        return power(x[0], x[1]);
    case OT_OP_NEG:
        return -x[0];
    case OT_OP_SQRT:
        return ot_wide_sqrt(x[0]);
    case OT_OP_ABS:
        return ot_wide_abs(x[0]);
    case OT_OP_MIN:
        return x[0] < x[1] || is_nan(x[0]) ? x[0] : x[1];
    case OT_OP_MAX:
        return x[0] > x[1] || is_nan(x[0]) ? x[0] : x[1];
    case OT_OP_IF:
        return is_nan(x[0]) ? x[0] : (double)x[0] != 0.0 ? x[1] : x[2];
    default: /* comparisons are those of a simulation, bit by bit */
        return ot_arithmetic((int)op, (double)x[0], (double)x[1], (double)x[2]);
    }
}

static ot_wide chain(ot_wide local, ot_wide slope) {
    return (double)slope == 0.0 ? (ot_wide)0 : local * slope;
}

/* Wide for the operations that an equation which is linear in its coefficients may have over them.
 */
static ot_wide slope_of(ot_op op, const struct wide_dual x[3], ot_wide value) {
    switch (op) {
    case OT_OP_MUL:
        return chain(x[1].value, x[0].slope) + chain(x[0].value, x[1].slope);
    case OT_OP_DIV:
        return chain(1 / x[1].value, x[0].slope) - chain(value / x[1].value, x[1].slope);
    default:
        break;
    }
    const ot_slope by = ot_slope_at((int)op, (double)x[0].value, (double)x[1].value, (double)value,
                                    (double)x[1].slope != 0.0);
    return chain(by.a, x[0].slope) + chain(by.b, x[1].slope) + chain(by.c, x[2].slope);
}

static struct wide_dual at_symbol(const ot_tree *node, const struct wide_direction *d) {
    const int is_it = node->symbol.kind == d->symbol.kind && node->lag == d->lag &&
                      node->symbol.index == d->symbol.index;
    return (struct wide_dual){d->point->get(d->point->state, node->symbol, node->lag), is_it};
}

static struct wide_dual evaluate(const ot_tree *node, const struct wide_direction *d) {
    if (node->op == OT_OP_NUMBER) return (struct wide_dual){node->number, 0};
    if (node->op == OT_OP_SYMBOL) return at_symbol(node, d);
    struct wide_dual x[3] = {{0, 0}, {0, 0}, {0, 0}};
    for (int i = 0; i < node->n_children; i++)
        x[i] = evaluate(node->child[i], d);
    const ot_wide value = operate(node->op, (ot_wide[]){x[0].value, x[1].value, x[2].value});
    return (struct wide_dual){value, slope_of(node->op, x, value)};
}

ot_wide ot_tree_value_wide(const ot_tree *tree, const ot_point *point) {
    if (tree->op == OT_OP_NUMBER) return tree->number;
    if (tree->op == OT_OP_SYMBOL) return point->get(point->state, tree->symbol, tree->lag);
    ot_wide x[3] = {0, 0, 0};
    for (int i = 0; i < tree->n_children; i++)
        x[i] = ot_tree_value_wide(tree->child[i], point);
    return operate(tree->op, x);
}

ot_wide ot_tree_derivative_wide(const ot_tree *tree, const ot_point *point, ot_symbol symbol,
                                int lag) {
    const struct wide_direction d = {point, symbol, lag};
    return evaluate(tree, &d).slope;
}

ot_wide ot_transform_forward_wide(ot_transform transform, double ceiling, double x,
                                  double x_before) {
    const double plain = ot_transform_forward(transform, ceiling, x, x_before);
    if (!isfinite(plain)) return plain;
    if (transform == OT_TRANSFORM_DIFFERENCE) return (ot_wide)x - (ot_wide)x_before;
    if (transform == OT_TRANSFORM_PERCENT_CHANGE) return (ot_wide)x / (ot_wide)x_before - 1;
    return plain;
}
