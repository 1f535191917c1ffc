#include "lang/tree.h"

#include "lang/arithmetic.h"

int ot_tree_walk(const ot_tree *tree, int (*visit)(void *state, const ot_tree *node), void *state) {
    for (int i = 0; i < tree->n_children; i++) {
        const int answer = ot_tree_walk(tree->child[i], visit, state);
        if (answer) return answer;
    }
    return visit(state, tree);
}

double ot_tree_value(const ot_tree *tree, const ot_point *point) {
    if (tree->op == OT_OP_NUMBER) return tree->number;
    if (tree->op == OT_OP_SYMBOL) return point->get(point->state, tree->symbol, tree->lag);
    double x[3] = {0.0, 0.0, 0.0};
    for (int i = 0; i < tree->n_children; i++)
        x[i] = ot_tree_value(tree->child[i], point);
    return ot_arithmetic((int)tree->op, x[0], x[1], x[2]);
}

enum { BENT = 2 }; /* a degree above 1 */

/* Degree in the coefficients of an operation on parts of these degrees, one of them above 0. */
static int degree_of(ot_op op, const int d[3]) {
    const int larger = d[0] > d[1] ? d[0] : d[1];
    switch (op) {
    case OT_OP_ADD:
    case OT_OP_SUB:
    case OT_OP_NEG:
        return larger;
    case OT_OP_MUL:
        return d[0] + d[1];
    case OT_OP_DIV:
        return d[1] ? BENT : d[0];
    case OT_OP_IF: /* the condition chooses between two sums */
        return d[0] ? BENT : d[1] > d[2] ? d[1] : d[2];
    default:
        return BENT;
    }
}

/* The first node, children before parents, whose degree is above 1 is the offender. */
static int degree(const ot_tree *node, const ot_tree **offender) {
    int d[3] = {0, 0, 0};
    if (node->op == OT_OP_SYMBOL) return node->symbol.kind == OT_SYMBOL_COEFFICIENT;
    for (int i = 0; i < node->n_children; i++) {
        d[i] = degree(node->child[i], offender);
        if (d[i] > 1) return BENT;
    }
    if (d[0] == 0 && d[1] == 0 && d[2] == 0) return 0;
    const int result = degree_of(node->op, d);
    if (result > 1) *offender = node;
    return result;
}

int ot_tree_is_linear(const ot_tree *tree, const ot_tree **offender) {
    const ot_tree *found = NULL;
    if (degree(tree, &found) <= 1) return 1;
    if (offender) *offender = found;
    return 0;
}
