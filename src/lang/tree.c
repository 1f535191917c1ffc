#include "lang/tree.h"

#include <math.h>

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
    return ot_arithmetic(tree->op, x[0], x[1], x[2]);
}

static int larger(int a, int b) { return a > b ? a : b; }

static int degree_of(const ot_tree *node, const ot_tree **offender) {
    int d[3] = {0, 0, 0}, most = 0;
    if (node->op == OT_OP_SYMBOL) return node->symbol.kind == OT_SYMBOL_COEFFICIENT;
    for (int i = 0; i < node->n_children; i++) {
        d[i] = degree_of(node->child[i], offender);
        most = larger(most, d[i]);
    }
    int result = 2; /* whatever is not listed here bends what it is given */
    switch (node->op) {
    case OT_OP_ADD:
    case OT_OP_SUB:
    case OT_OP_NEG:
        result = most;
        break;
    case OT_OP_MUL:
        result = d[0] + d[1];
        break;
    case OT_OP_DIV:
        result = d[1] ? 2 : d[0];
        break;
    case OT_OP_IF:
        result = d[0] ? 2 : most;
        break;
    default:
        break;
    }
    if (most == 0) return 0;
    if (result > 1 && most <= 1) *offender = node;
    return result > 1 ? 2 : result;
}

int ot_tree_is_linear(const ot_tree *tree, const ot_tree **offender) {
    const ot_tree *found = tree;
    const int is_linear = degree_of(tree, &found) <= 1;
    if (!is_linear && offender) *offender = found;
    return is_linear;
}
