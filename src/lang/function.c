#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/parser.h"

static ot_tree *node(ot_parser *p, ot_op op, size_t offset) {
    if (p->status) return NULL;
    if (++p->n_nodes > OT_MOST_NODES) {
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "the equation is too long: over %d numbers, names and operations",
                      "方程过长：数字、名称与运算超过 %d 个", (int)OT_MOST_NODES);
        return ot_fault_at(p, offset, OT_ERR_INPUT);
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

static const ot_tree *lag_fault(ot_parser *p, size_t offset, int lag) {
    (void)ot_fail(p->err, OT_ERR_INPUT, "a lag of %d years; must be at most %d",
                  "滞后 %d 年；至多 %d 年", lag, (int)OT_LONGEST_LAG);
    return ot_fault_at(p, offset, OT_ERR_INPUT);
}

const ot_tree *ot_node_symbol(ot_parser *p, size_t offset, ot_symbol symbol, int lag) {
    ot_tree *x = node(p, OT_OP_SYMBOL, offset);
    if (!x) return NULL;
    if (lag > OT_LONGEST_LAG) return lag_fault(p, offset, lag);
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
    if (x->lag > OT_LONGEST_LAG) return lag_fault(p, tree->offset, x->lag);
    for (int i = 0; i < x->n_children; i++) {
        x->child[i] = ot_node_copy(p, tree->child[i], years);
        if (!x->child[i]) return NULL;
    }
    return x;
}

static const ot_tree *make_d(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node_binary(p, OT_OP_SUB, at, x[0], ot_node_copy(p, x[0], 1));
}

/* x / x(-1) */
static const ot_tree *factor(ot_parser *p, size_t at, const ot_tree *x) {
    return ot_node_binary(p, OT_OP_DIV, at, x, ot_node_copy(p, x, 1));
}

static const ot_tree *make_dlog(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node_unary(p, OT_OP_LOG, at, factor(p, at, x[0]));
}

static const ot_tree *make_pch(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node_binary(p, OT_OP_SUB, at, factor(p, at, x[0]), ot_node_number(p, at, 1.0, NULL));
}

static const ot_tree *ceiling(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    return n > 1 ? x[1] : ot_node_number(p, at, 1.0, NULL);
}

static const ot_tree *make_logit(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    const ot_tree *room =
        ot_node_binary(p, OT_OP_SUB, at, ceiling(p, at, x, n), ot_node_copy(p, x[0], 0));
    return ot_node_unary(p, OT_OP_LOG, at, ot_node_binary(p, OT_OP_DIV, at, x[0], room));
}

static const ot_tree *make_invlogit(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    const ot_tree *e = ot_node_unary(p, OT_OP_EXP, at, ot_node_unary(p, OT_OP_NEG, at, x[0]));
    const ot_tree *below = ot_node_binary(p, OT_OP_ADD, at, ot_node_number(p, at, 1.0, NULL), e);
    return ot_node_binary(p, OT_OP_DIV, at, ceiling(p, at, x, n), below);
}

/* (x + x(-1) + ... + x(1 - n)) / n */
static const ot_tree *make_movav(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    const ot_tree *span = x[1], *sum = x[0];
    (void)n;
    if (!sum || !span) return NULL;
    if (span->op != OT_OP_NUMBER || span->unit || span->number != floor(span->number) ||
        !(span->number >= 1.0 && span->number <= OT_LONGEST_LAG)) {
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "the second argument of movav is a whole number of years from 1 to %d",
                      "movav 的第二个参数应为 1 至 %d 的整数年数", (int)OT_LONGEST_LAG);
        return ot_fault_at(p, span->offset, OT_ERR_INPUT);
    }
    for (int k = 1; k < (int)span->number; k++)
        sum = ot_node_binary(p, OT_OP_ADD, at, sum, ot_node_copy(p, x[0], k));
    return ot_node_binary(p, OT_OP_DIV, at, sum, span);
}

static const ot_tree *make_if(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node_if(p, at, x);
}

static const ot_function FUNCTION[] = {
    {"abs", 1, 1, NULL, OT_OP_ABS},        {"d", 1, 1, make_d, OT_N_OPS},
    {"dlog", 1, 1, make_dlog, OT_N_OPS},   {"exp", 1, 1, NULL, OT_OP_EXP},
    {"if", 3, 3, make_if, OT_N_OPS},       {"invlogit", 1, 2, make_invlogit, OT_N_OPS},
    {"log", 1, 1, NULL, OT_OP_LOG},        {"logit", 1, 2, make_logit, OT_N_OPS},
    {"max", 2, 2, NULL, OT_OP_MAX},        {"min", 2, 2, NULL, OT_OP_MIN},
    {"movav", 2, 2, make_movav, OT_N_OPS}, {"pch", 1, 1, make_pch, OT_N_OPS},
    {"sqrt", 1, 1, NULL, OT_OP_SQRT},
};
enum { N_FUNCTIONS = sizeof FUNCTION / sizeof *FUNCTION };

const ot_function *ot_function_find(const char *name, size_t n) {
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        if (strlen(FUNCTION[i].name) == n && memcmp(FUNCTION[i].name, name, n) == 0)
            return &FUNCTION[i];
    return NULL;
}

static const char *const YEAR[] = {"time", "year"};
enum { N_YEARS = sizeof YEAR / sizeof *YEAR };

const char *ot_function_nearest(const char *name) {
    const char *names[N_FUNCTIONS + N_YEARS];
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        names[i] = FUNCTION[i].name;
    for (size_t i = 0; i < N_YEARS; i++)
        names[N_FUNCTIONS + i] = YEAR[i];
    return ot_utf8_nearest(name, names, N_FUNCTIONS + N_YEARS);
}

int ot_is_built_in_year(const char *name, size_t n) {
    for (size_t i = 0; i < N_YEARS; i++)
        if (strlen(YEAR[i]) == n && memcmp(YEAR[i], name, n) == 0) return 1;
    return 0;
}
