#include <math.h>
#include <string.h>

#include "lang/parser.h"

static ot_tree *node(ot_parser *p, ot_op op, size_t offset) {
    if (p->status) return NULL;
    if (p->text != p->whole) offset = p->site;
    if (++p->n_nodes > OT_MOST_NODES) {
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "the equation is too long: over %d numbers, names and operations",
                      "方程过长：数字、名称与运算超过 %d 个", (int)OT_MOST_NODES);
        return ot_fault_node(p, offset);
    }
    ot_tree *x = ot_arena_alloc(p->arena, 1, sizeof *x);
    if (!x) return ot_fault_memory(p);
    x->op = op;
    x->offset = offset;
    return x;
}

const ot_tree *ot_node_number(ot_parser *p, size_t offset, double number, const ot_unit *unit) {
    ot_tree *x = node(p, OT_OP_NUMBER, offset);
    if (!x) return NULL;
    x->number = number;
    x->unit = unit;
    return x;
}

const ot_tree *ot_node_symbol(ot_parser *p, size_t offset, ot_symbol symbol, int lag) {
    ot_tree *x = node(p, OT_OP_SYMBOL, offset);
    if (!x) return NULL;
    x->symbol = symbol;
    x->lag = lag;
    return x;
}

const ot_tree *ot_node_unary(ot_parser *p, ot_op op, size_t offset, const ot_tree *a) {
    ot_tree *x = a ? node(p, op, offset) : NULL;
    if (!x) return NULL;
    x->child[0] = a;
    x->n_children = 1;
    return x;
}

const ot_tree *ot_node_binary(ot_parser *p, ot_op op, size_t offset, const ot_tree *a,
                              const ot_tree *b) {
    ot_tree *x = a && b ? node(p, op, offset) : NULL;
    if (!x) return NULL;
    x->child[0] = a;
    x->child[1] = b;
    x->n_children = 2;
    return x;
}

const ot_tree *ot_node_if(ot_parser *p, size_t offset, const ot_tree *const *x) {
    ot_tree *choice = x[0] && x[1] && x[2] ? node(p, OT_OP_IF, offset) : NULL;
    if (!choice) return NULL;
    memcpy((void *)choice->child, (const void *)x, sizeof choice->child);
    choice->n_children = 3;
    return choice;
}

const ot_tree *ot_node_copy(ot_parser *p, const ot_tree *tree, int years) {
    ot_tree *x = tree ? node(p, tree->op, tree->offset) : NULL;
    if (!x) return NULL;
    *x = *tree;
    if (x->op == OT_OP_SYMBOL && x->symbol.kind != OT_SYMBOL_COEFFICIENT) x->lag += years;
    if (x->lag > OT_LONGEST_LAG) {
        (void)ot_fail(p->err, OT_ERR_INPUT, "a lag of %d years; must be at most %d",
                      "滞后 %d 年；至多 %d 年", x->lag, (int)OT_LONGEST_LAG);
        return ot_fault_node(p, tree->offset);
    }
    for (int i = 0; i < x->n_children; i++) {
        x->child[i] = ot_node_copy(p, tree->child[i], years);
        if (!x->child[i]) return NULL;
    }
    return x;
}

int ot_takes_whole(ot_parser *p, const ot_tree *x, int least, int most, const char *english,
                   const char *chinese, int *out) {
    *out = least;
    if (!x) return 0;
    if (ot_is_stand_in(x)) return 1;
    if (x->op == OT_OP_NUMBER && !x->unit && x->number == floor(x->number) && x->number >= least &&
        x->number <= most) {
        *out = (int)x->number;
        return 1;
    }
    (void)ot_fail(p->err, OT_ERR_INPUT, "%s%.0s from %d to %d", "%.0s%s %d 至 %d 的整数", english,
                  chinese, least, most);
    (void)ot_fault_node(p, x->offset);
    return 0;
}
