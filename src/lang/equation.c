#include <string.h>

#include "lang/parser.h"

static const struct {
    const char *name;
    ot_transform transform;
} LEFT[] = {{"log", OT_TRANSFORM_LOG},
            {"d", OT_TRANSFORM_DIFFERENCE},
            {"dlog", OT_TRANSFORM_LOG_DIFFERENCE},
            {"pch", OT_TRANSFORM_PERCENT_CHANGE},
            {"logit", OT_TRANSFORM_LOGIT}};

static int find_transform(const char *s, size_t n, ot_transform *out) {
    for (size_t i = 0; i < sizeof LEFT / sizeof *LEFT; i++)
        if (strlen(LEFT[i].name) == n && memcmp(LEFT[i].name, s, n) == 0) {
            *out = LEFT[i].transform;
            return 1;
        }
    return 0;
}

static void left_fault(ot_parser *p, size_t offset) {
    if (p->status) return;
    (void)ot_fail(p->err, OT_ERR_INPUT,
                  "the left side is one indicator without a lag: x, log(x), d(x), dlog(x), pch(x), "
                  "logit(x) or logit(x, ceiling)",
                  "左边应为一个不带滞后的指标：x、log(x)、d(x)、dlog(x)、pch(x)、logit(x) 或 "
                  "logit(x, 上限)");
    (void)ot_fault_at(p, offset, OT_ERR_INPUT);
}

static void set_target(ot_parser *p, ot_equation *e, const ot_token *t) {
    ot_symbol found = {OT_SYMBOL_YEAR, 0};
    if (p->status) return;
    if (t->kind == OT_TOKEN_END)
        (void)ot_fault_expected(p, "an indicator", "指标");
    else if (t->kind != OT_TOKEN_NAME)
        left_fault(p, t->start);
    else if (ot_parser_sees(p, OT_SIGN_OPEN_INDEX))
        e->target = ot_parser_index(p, t, &found) ? found.index : 0;
    else if (ot_parser_finds(p, t, &found) && found.kind == OT_SYMBOL_SERIES)
        e->target = found.index;
    else if (ot_parser_finds(p, t, &found) || ot_parser_constant(p, t) ||
             ot_is_built_in_year(p->text->s + t->start, t->length))
        left_fault(p, t->start);
    else
        (void)ot_fault_unknown(p, t, ot_parser_sees(p, OT_SIGN_OPEN));
}

static void take_ceiling(ot_parser *p, ot_equation *e) {
    const ot_token t = p->token;
    if (p->status) return;
    const ot_constant_spec *c = t.kind == OT_TOKEN_NAME ? ot_parser_constant(p, &t) : NULL;
    const double number = c ? ot_constant_inside(c) : t.kind == OT_TOKEN_NUMBER ? t.number : 0.0;
    if (e->transform != OT_TRANSFORM_LOGIT || !(number > 0.0)) {
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "on the left side only logit has a second argument: its ceiling, a number "
                      "above 0",
                      "左边只有 logit 可以有第二个参数：其上限，一个大于 0 的数字");
        (void)ot_fault_at(p, t.start, OT_ERR_INPUT);
        return;
    }
    e->ceiling = number;
    ot_parser_advance(p);
}

/* Behind "log(" and its like. */
static void take_transformed(ot_parser *p, ot_equation *e) {
    const ot_token t = p->token;
    ot_parser_advance(p);
    if (t.kind == OT_TOKEN_NAME && ot_parser_sees(p, OT_SIGN_OPEN)) left_fault(p, t.start);
    set_target(p, e, &t);
    if (ot_parser_takes(p, OT_SIGN_COMMA)) take_ceiling(p, e);
    if (p->status || ot_parser_takes(p, OT_SIGN_CLOSE)) return;
    if (p->token.kind == OT_TOKEN_END)
        (void)ot_fault_expected(p, "\")\"", "“)”");
    else
        left_fault(p, p->token.start);
}

static void take_left(ot_parser *p, ot_equation *e) {
    const ot_token t = p->token;
    const char *s = p->text->s + t.start;
    if (t.kind == OT_TOKEN_END) (void)ot_fault_expected(p, "an equation", "方程");
    ot_parser_advance(p);
    if (t.kind != OT_TOKEN_NAME || !ot_parser_sees(p, OT_SIGN_OPEN)) {
        set_target(p, e, &t);
    } else if (find_transform(s, t.length, &e->transform)) {
        ot_parser_advance(p);
        take_transformed(p, e);
    } else {
        if (!ot_function_find(s, t.length)) set_target(p, e, &t);
        left_fault(p, t.start);
    }
}

static void take_equals(ot_parser *p) {
    if (p->status || ot_parser_takes(p, OT_SIGN_ASSIGN)) return;
    if (ot_parser_sees(p, OT_SIGN_EQ)) {
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "\"=\" stands between the sides of an equation; \"==\" compares",
                      "方程两边之间写“=”；“==”用于比较");
        (void)ot_fault_at(p, p->token.start, OT_ERR_INPUT);
    } else if (p->token.kind == OT_TOKEN_SIGN) {
        left_fault(p, p->token.start);
    } else {
        (void)ot_fault_expected(p, "\"=\"", "“=”");
    }
}

static int find_lag(void *state, const ot_tree *node) {
    int *most = state;
    const int is_series = node->op == OT_OP_SYMBOL && node->symbol.kind == OT_SYMBOL_SERIES;
    if (is_series && node->lag > *most) *most = node->lag;
    return 0;
}

static int needs_past(ot_transform t) {
    return t == OT_TRANSFORM_DIFFERENCE || t == OT_TRANSFORM_LOG_DIFFERENCE ||
           t == OT_TRANSFORM_PERCENT_CHANGE;
}

static void take_end(ot_parser *p) {
    if (!p->status && p->token.kind != OT_TOKEN_END)
        (void)ot_fault_operand_ended(p, "an operator or the end", "运算符，或方程到此结束");
}

ot_status ot_expression_parse(const ot_text *text, const ot_scope *scope, ot_arena *arena,
                              ot_notes *notes, const ot_tree **out, ot_error *err) {
    ot_parser p = {
        .text = text, .whole = text, .scope = scope, .arena = arena, .notes = notes, .err = err};
    p.status = ot_token_next(text, 0, &p.token, err);
    const ot_tree *tree = ot_parser_expression(&p);
    take_end(&p);
    if (!p.status) *out = tree;
    return p.status;
}

ot_status ot_difference_parse(const ot_text *text, const ot_scope *scope, ot_arena *arena,
                              ot_notes *notes, const ot_tree **out, ot_error *err) {
    ot_parser p = {
        .text = text, .whole = text, .scope = scope, .arena = arena, .notes = notes, .err = err};
    p.status = ot_token_next(text, 0, &p.token, err);
    const ot_tree *left = ot_parser_expression(&p);
    const size_t equals = p.token.start;
    take_equals(&p);
    const ot_tree *tree = ot_node_binary(&p, OT_OP_SUB, equals, left, ot_parser_expression(&p));
    take_end(&p);
    if (!p.status) *out = tree;
    return p.status;
}

ot_status ot_equation_parse(const ot_text *text, const ot_scope *scope, ot_arena *arena,
                            ot_notes *notes, const ot_equation **out, ot_error *err) {
    ot_parser p = {
        .text = text, .whole = text, .scope = scope, .arena = arena, .notes = notes, .err = err};
    ot_equation *e = ot_arena_alloc(arena, 1, sizeof *e);
    if (!e) {
        (void)ot_fault_memory(&p);
        return p.status;
    }
    e->text = *text;
    e->ceiling = 1.0;
    p.status = ot_token_next(text, 0, &p.token, err);
    if (!p.status) take_left(&p, e);
    take_equals(&p);
    e->right = ot_parser_right(&p);
    take_end(&p);
    if (p.status) return p.status;
    e->max_lag = needs_past(e->transform);
    (void)ot_tree_walk(e->right, find_lag, &e->max_lag);
    *out = e;
    return OT_OK;
}
