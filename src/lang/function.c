#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/parser.h"

void *ot_parser_fault(ot_parser *p, size_t offset, ot_status status) {
    if (!p->status) {
        p->status = status;
        (void)ot_text_fault(p->text, offset, p->err, status);
    }
    return NULL;
}

ot_tree *ot_node(ot_parser *p, ot_op op, size_t offset, const ot_tree *a, const ot_tree *b,
                 const ot_tree *c) {
    if (p->status) return NULL;
    if (++p->n_nodes > OT_MOST_NODES)
        return ot_parser_fault(p, offset,
                               ot_fail(p->err, OT_ERR_INPUT,
                                       "the equation is too long: over %d operations",
                                       "方程过长：超过 %d 个运算", (int)OT_MOST_NODES));
    ot_tree *node = ot_arena_alloc(p->arena, 1, sizeof *node);
    if (!node)
        return ot_parser_fault(
            p, offset,
            ot_fail(p->err, OT_ERR_NOMEM, "no memory for an equation", "内存不足，无法读入方程"));
    *node = (ot_tree){.op = op, .child = {a, b, c}, .offset = offset};
    node->n_children = (a != NULL) + (b != NULL) + (c != NULL);
    return node;
}

const ot_tree *ot_node_number(ot_parser *p, size_t offset, double number) {
    ot_tree *node = ot_node(p, OT_OP_NUMBER, offset, NULL, NULL, NULL);
    if (node) node->number = number;
    return node;
}

const ot_tree *ot_node_shift(ot_parser *p, const ot_tree *tree, int years) {
    if (p->status || !tree || years == 0) return tree;
    if (tree->op == OT_OP_NUMBER ||
        (tree->op == OT_OP_SYMBOL && tree->symbol.kind == OT_SYMBOL_COEFFICIENT))
        return tree;
    ot_tree *node = ot_node(p, tree->op, tree->offset, NULL, NULL, NULL);
    if (!node) return NULL;
    *node = *tree;
    if (tree->op == OT_OP_SYMBOL) {
        node->lag += years;
        if (node->lag > OT_LONGEST_LAG)
            return ot_parser_fault(
                p, tree->offset,
                ot_fail(p->err, OT_ERR_INPUT, "a lag of %d years; must be at most %d",
                        "滞后 %d 年；至多 %d 年", node->lag, (int)OT_LONGEST_LAG));
        if (node->symbol.kind == OT_SYMBOL_SERIES && node->lag > p->max_lag) p->max_lag = node->lag;
    }
    for (int i = 0; i < node->n_children; i++)
        node->child[i] = ot_node_shift(p, tree->child[i], years);
    return p->status ? NULL : node;
}

static const ot_tree *make_d(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node(p, OT_OP_SUB, at, x[0], ot_node_shift(p, x[0], 1), NULL);
}

static const ot_tree *make_dlog(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    const ot_tree *now = ot_node(p, OT_OP_LOG, at, x[0], NULL, NULL);
    const ot_tree *before = ot_node(p, OT_OP_LOG, at, ot_node_shift(p, x[0], 1), NULL, NULL);
    return ot_node(p, OT_OP_SUB, at, now, before, NULL);
}

static const ot_tree *make_pch(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    const ot_tree *ratio = ot_node(p, OT_OP_DIV, at, x[0], ot_node_shift(p, x[0], 1), NULL);
    return ot_node(p, OT_OP_SUB, at, ratio, ot_node_number(p, at, 1.0), NULL);
}

static const ot_tree *make_logit(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    const ot_tree *ceiling = n > 1 ? x[1] : ot_node_number(p, at, 1.0);
    const ot_tree *rest = ot_node(p, OT_OP_SUB, at, ceiling, x[0], NULL);
    return ot_node(p, OT_OP_LOG, at, ot_node(p, OT_OP_DIV, at, x[0], rest, NULL), NULL, NULL);
}

static const ot_tree *make_invlogit(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    const ot_tree *ceiling = n > 1 ? x[1] : ot_node_number(p, at, 1.0);
    const ot_tree *minus = ot_node(p, OT_OP_NEG, at, x[0], NULL, NULL);
    const ot_tree *e = ot_node(p, OT_OP_EXP, at, minus, NULL, NULL);
    const ot_tree *below = ot_node(p, OT_OP_ADD, at, ot_node_number(p, at, 1.0), e, NULL);
    return ot_node(p, OT_OP_DIV, at, ceiling, below, NULL);
}

static const ot_tree *make_movav(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    const ot_tree *span = x[1];
    if (!span) return NULL;
    const double years = span->number;
    if (span->op != OT_OP_NUMBER || !(years >= 1.0 && years <= OT_LONGEST_LAG) ||
        years != floor(years))
        return ot_parser_fault(p, span->offset,
                               ot_fail(p->err, OT_ERR_INPUT,
                                       "movav needs a whole number of years from 1 to %d",
                                       "movav 的年数应为 1 到 %d 的整数", (int)OT_LONGEST_LAG));
    const ot_tree *sum = x[0];
    for (int k = 1; k < (int)years; k++)
        sum = ot_node(p, OT_OP_ADD, at, sum, ot_node_shift(p, x[0], k), NULL);
    return ot_node(p, OT_OP_DIV, at, sum, ot_node_number(p, at, years), NULL);
}

static const ot_function FUNCTION[] = {
    {"abs", 1, 1, NULL, OT_OP_ABS},         {"d", 1, 1, make_d, OT_OP_SUB},
    {"dlog", 1, 1, make_dlog, OT_OP_SUB},   {"exp", 1, 1, NULL, OT_OP_EXP},
    {"if", 3, 3, NULL, OT_OP_IF},           {"invlogit", 1, 2, make_invlogit, OT_OP_DIV},
    {"log", 1, 1, NULL, OT_OP_LOG},         {"logit", 1, 2, make_logit, OT_OP_LOG},
    {"max", 2, 2, NULL, OT_OP_MAX},         {"min", 2, 2, NULL, OT_OP_MIN},
    {"movav", 2, 2, make_movav, OT_OP_DIV}, {"pch", 1, 1, make_pch, OT_OP_SUB},
    {"sqrt", 1, 1, NULL, OT_OP_SQRT},
};
enum { N_FUNCTIONS = sizeof FUNCTION / sizeof *FUNCTION };

const ot_function *ot_function_find(const char *name, size_t n) {
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        if (strlen(FUNCTION[i].name) == n && memcmp(FUNCTION[i].name, name, n) == 0)
            return &FUNCTION[i];
    return NULL;
}

const char *ot_function_nearest(const char *name) {
    const char *names[N_FUNCTIONS];
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        names[i] = FUNCTION[i].name;
    return ot_utf8_nearest(name, names, N_FUNCTIONS);
}
