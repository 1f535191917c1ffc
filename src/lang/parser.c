#include "lang/parser.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { LONGEST_NAME = 120, MOST_ARGUMENTS = 3 };

static const ot_tree *expression(ot_parser *p);

static void advance(ot_parser *p) {
    if (p->status) return;
    const size_t end = p->token.start + p->token.length;
    p->status = ot_token_next(p->text, end, &p->token, p->err);
}

static int is_sign(const ot_parser *p, ot_sign sign) {
    return !p->status && p->token.kind == OT_TOKEN_SIGN && p->token.sign == sign;
}

static int take(ot_parser *p, ot_sign sign) {
    if (!is_sign(p, sign)) return 0;
    advance(p);
    return 1;
}

/* "... expected, but the equation ends" or "... but there is "x"". */
static void *unexpected(ot_parser *p, const char *english, const char *chinese) {
    if (p->status) return NULL;
    const ot_token *t = &p->token;
    const int n = (int)(t->length < LONGEST_NAME ? t->length : LONGEST_NAME);
    if (t->kind == OT_TOKEN_END)
        (void)ot_fail(p->err, OT_ERR_INPUT, "%.0s%s expected, but the equation ends",
                      "%s%.0s，但方程到此结束", chinese, english);
    else
        (void)ot_fail(p->err, OT_ERR_INPUT, "%.0s%s expected, but there is \"%.*s\"",
                      "%s%.0s，而此处是“%.*s”", chinese, english, n, p->text->s + t->start);
    return ot_parser_fault(p, t->start, OT_ERR_INPUT);
}

static void copy_name(const ot_parser *p, const ot_token *t, char name[LONGEST_NAME + 1]) {
    const size_t n = t->length < LONGEST_NAME ? t->length : LONGEST_NAME;
    memcpy(name, p->text->s + t->start, n);
    name[n] = '\0';
}

static void *unknown_name(ot_parser *p, const ot_token *t, int is_call) {
    char name[LONGEST_NAME + 1];
    copy_name(p, t, name);
    const char *near = is_call ? ot_function_nearest(name) : NULL;
    if (!near) near = ot_utf8_nearest(name, p->scope->names, p->scope->n_names);
    if (near)
        (void)ot_fail(p->err, OT_ERR_INPUT, "unknown name \"%s\"; did you mean \"%s\"?",
                      "未知名称“%s”；是否指“%s”？", name, near);
    else
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "unknown name \"%s\"; it is no indicator, driver, function, or coefficient "
                      "declared for this equation",
                      "未知名称“%s”；它不是指标、驱动因素、函数，也不是本方程声明的系数", name);
    return ot_parser_fault(p, t->start, OT_ERR_INPUT);
}

/* Behind "x(": a whole number of years back, and ')'. */
static int lag(ot_parser *p) {
    const size_t start = p->token.start;
    const int is_back = take(p, OT_SIGN_MINUS);
    const int is_lead = !is_back && take(p, OT_SIGN_PLUS);
    if (p->status) return 0;
    const ot_token t = p->token;
    if (t.kind != OT_TOKEN_NUMBER || t.unit || t.number != floor(t.number)) {
        (void)ot_fail(p->err, OT_ERR_INPUT, "a lag is written x(-1): a whole number of years back",
                      "滞后写作 x(-1)：向前整数年");
        (void)ot_parser_fault(p, start, OT_ERR_INPUT);
        return 0;
    }
    if ((is_lead || !is_back) && t.number > 0.0) {
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "a lead of %g years; only lags such as x(-1) can be used",
                      "超前 %g 年；只能使用 x(-1) 这样的滞后", t.number);
        (void)ot_parser_fault(p, start, OT_ERR_INPUT);
        return 0;
    }
    if (t.number > OT_LONGEST_LAG) {
        (void)ot_fail(p->err, OT_ERR_INPUT, "a lag of %.0f years; must be at most %d",
                      "滞后 %.0f 年；至多 %d 年", t.number, (int)OT_LONGEST_LAG);
        (void)ot_parser_fault(p, start, OT_ERR_INPUT);
        return 0;
    }
    advance(p);
    if (!take(p, OT_SIGN_CLOSE)) (void)unexpected(p, "')' after the lag", "滞后之后应为“)”");
    return (int)t.number;
}

static int is_built_in_year(const char *s, size_t n) {
    return n == 4 && (memcmp(s, "time", 4) == 0 || memcmp(s, "year", 4) == 0);
}

static void note_hidden(const ot_parser *p, const ot_token *t) {
    const char *s = p->text->s + t->start;
    if (!is_built_in_year(s, t->length)) return;
    const ot_place place = ot_text_place(p->text, t->start);
    ot_notes_add(p->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                 "\"%.*s\" is the model's own here, not the calendar year",
                 "此处“%.*s”为模型自定义名称，而非日历年份", (int)t->length, s);
}

static const ot_tree *symbol(ot_parser *p, const ot_token *t, ot_symbol found) {
    ot_tree *node = ot_node(p, OT_OP_SYMBOL, t->start, NULL, NULL, NULL);
    if (!node) return NULL;
    node->symbol = found;
    if (!is_sign(p, OT_SIGN_OPEN)) return node;
    if (found.kind != OT_SYMBOL_SERIES) {
        (void)ot_fail(p->err, OT_ERR_INPUT, "\"%.*s\" is not a series: it has no lags",
                      "“%.*s”不是序列，没有滞后值", (int)t->length, p->text->s + t->start);
        return ot_parser_fault(p, p->token.start, OT_ERR_INPUT);
    }
    advance(p);
    node->lag = lag(p);
    if (node->lag > p->max_lag) p->max_lag = node->lag;
    return p->status ? NULL : node;
}

static const ot_tree *call(ot_parser *p, const ot_token *t, const ot_function *f) {
    const ot_tree *argument[MOST_ARGUMENTS] = {NULL};
    int n = 0;
    advance(p);
    if (!is_sign(p, OT_SIGN_CLOSE)) do {
            const ot_tree *x = expression(p);
            if (n < MOST_ARGUMENTS) argument[n] = x;
            n++;
        } while (take(p, OT_SIGN_COMMA));
    if (p->status) return NULL;
    if (!take(p, OT_SIGN_CLOSE)) return unexpected(p, "',' or ')'", "应为“,”或“)”");
    if (n < f->least || n > f->most) {
        if (f->least == f->most)
            (void)ot_fail(p->err, OT_ERR_INPUT, "%s has %d arguments; it takes %d",
                          "%s 有 %d 个参数；应为 %d 个", f->name, n, f->least);
        else
            (void)ot_fail(p->err, OT_ERR_INPUT, "%s has %d arguments; it takes %d or %d",
                          "%s 有 %d 个参数；应为 %d 或 %d 个", f->name, n, f->least, f->most);
        return ot_parser_fault(p, t->start, OT_ERR_INPUT);
    }
    if (p->status) return NULL;
    if (f->make) return f->make(p, t->start, argument, n);
    return ot_node(p, f->op, t->start, argument[0], argument[1], argument[2]);
}

static const ot_tree *name(ot_parser *p) {
    const ot_token t = p->token;
    const char *s = p->text->s + t.start;
    ot_symbol found = {OT_SYMBOL_YEAR, 0};
    advance(p);
    if (p->status) return NULL;
    const ot_function *f = is_sign(p, OT_SIGN_OPEN) ? ot_function_find(s, t.length) : NULL;
    if (f) return call(p, &t, f);
    if (p->scope->find(p->scope->state, s, t.length, &found))
        note_hidden(p, &t);
    else if (!is_built_in_year(s, t.length))
        return unknown_name(p, &t, is_sign(p, OT_SIGN_OPEN));
    return symbol(p, &t, found);
}

static const ot_tree *primary(ot_parser *p) {
    if (p->status) return NULL;
    if (p->token.kind == OT_TOKEN_NUMBER) {
        ot_tree *node = ot_node(p, OT_OP_NUMBER, p->token.start, NULL, NULL, NULL);
        if (!node) return NULL;
        node->number = p->token.number;
        node->unit = p->token.unit;
        advance(p);
        return node;
    }
    if (p->token.kind == OT_TOKEN_NAME) return name(p);
    if (!take(p, OT_SIGN_OPEN))
        return unexpected(p, "a number, name, function or '('", "应为数字、名称、函数或“(”");
    const ot_tree *inside = expression(p);
    if (p->status) return NULL;
    return take(p, OT_SIGN_CLOSE) ? inside : unexpected(p, "')'", "应为“)”");
}

static int deeper(ot_parser *p) {
    if (++p->depth <= OT_DEEPEST) return 1;
    (void)ot_fail(p->err, OT_ERR_INPUT, "nested more than %d deep", "嵌套超过 %d 层",
                  (int)OT_DEEPEST);
    (void)ot_parser_fault(p, p->token.start, OT_ERR_INPUT);
    return 0;
}

/* -a^b is -(a^b), a^b^c is a^(b^c), a^-b is allowed. */
static const ot_tree *unary(ot_parser *p) {
    if (p->status || !deeper(p)) return NULL;
    const size_t at = p->token.start;
    const ot_tree *x = NULL;
    if (take(p, OT_SIGN_MINUS))
        x = ot_node(p, OT_OP_NEG, at, unary(p), NULL, NULL);
    else if (take(p, OT_SIGN_PLUS))
        x = unary(p);
    else {
        x = primary(p);
        const size_t power = p->token.start;
        if (take(p, OT_SIGN_POWER)) x = ot_node(p, OT_OP_POW, power, x, unary(p), NULL);
    }
    p->depth--;
    return p->status ? NULL : x;
}

static const ot_tree *product(ot_parser *p) {
    const ot_tree *x = unary(p);
    while (!p->status) {
        const size_t at = p->token.start;
        if (take(p, OT_SIGN_TIMES))
            x = ot_node(p, OT_OP_MUL, at, x, unary(p), NULL);
        else if (take(p, OT_SIGN_OVER))
            x = ot_node(p, OT_OP_DIV, at, x, unary(p), NULL);
        else
            break;
    }
    return x;
}

static const ot_tree *sum(ot_parser *p) {
    const ot_tree *x = product(p);
    while (!p->status) {
        const size_t at = p->token.start;
        if (take(p, OT_SIGN_PLUS))
            x = ot_node(p, OT_OP_ADD, at, x, product(p), NULL);
        else if (take(p, OT_SIGN_MINUS))
            x = ot_node(p, OT_OP_SUB, at, x, product(p), NULL);
        else
            break;
    }
    return x;
}

static int comparison_op(const ot_parser *p, ot_op *op) {
    if (p->status || p->token.kind != OT_TOKEN_SIGN) return 0;
    switch (p->token.sign) {
    case OT_SIGN_LT:
        *op = OT_OP_LT;
        return 1;
    case OT_SIGN_LE:
        *op = OT_OP_LE;
        return 1;
    case OT_SIGN_GT:
        *op = OT_OP_GT;
        return 1;
    case OT_SIGN_GE:
        *op = OT_OP_GE;
        return 1;
    case OT_SIGN_EQ:
        *op = OT_OP_EQ;
        return 1;
    case OT_SIGN_NE:
        *op = OT_OP_NE;
        return 1;
    default:
        return 0;
    }
}

static const ot_tree *comparison(ot_parser *p) {
    const ot_tree *x = sum(p);
    ot_op op, again;
    if (!comparison_op(p, &op)) return x;
    const size_t at = p->token.start;
    advance(p);
    x = ot_node(p, op, at, x, sum(p), NULL);
    if (comparison_op(p, &again)) {
        (void)ot_fail(p->err, OT_ERR_INPUT, "comparisons cannot be chained; join them with and",
                      "比较不能连写；请用 and 连接");
        return ot_parser_fault(p, p->token.start, OT_ERR_INPUT);
    }
    return x;
}

static const ot_tree *negation(ot_parser *p) {
    const size_t at = p->token.start;
    if (!take(p, OT_SIGN_NOT)) return comparison(p);
    if (!deeper(p)) return NULL;
    const ot_tree *x = ot_node(p, OT_OP_NOT, at, negation(p), NULL, NULL);
    p->depth--;
    return x;
}

static const ot_tree *conjunction(ot_parser *p) {
    const ot_tree *x = negation(p);
    for (size_t at = p->token.start; take(p, OT_SIGN_AND); at = p->token.start)
        x = ot_node(p, OT_OP_AND, at, x, negation(p), NULL);
    return x;
}

static const ot_tree *expression(ot_parser *p) {
    if (p->status || !deeper(p)) return NULL;
    const ot_tree *x = conjunction(p);
    for (size_t at = p->token.start; take(p, OT_SIGN_OR); at = p->token.start)
        x = ot_node(p, OT_OP_OR, at, x, conjunction(p), NULL);
    p->depth--;
    return p->status ? NULL : x;
}

static const struct {
    const char *name;
    ot_transform transform;
} LEFT[] = {{"log", OT_TRANSFORM_LOG},
            {"d", OT_TRANSFORM_DIFFERENCE},
            {"dlog", OT_TRANSFORM_LOG_DIFFERENCE},
            {"pch", OT_TRANSFORM_PERCENT_CHANGE},
            {"logit", OT_TRANSFORM_LOGIT}};

static int find_left(const char *s, size_t n, ot_transform *out) {
    for (size_t i = 0; i < sizeof LEFT / sizeof *LEFT; i++)
        if (strlen(LEFT[i].name) == n && memcmp(LEFT[i].name, s, n) == 0) {
            *out = LEFT[i].transform;
            return 1;
        }
    return 0;
}

static void left_target(ot_parser *p, ot_equation *e) {
    if (p->status) return;
    const ot_token t = p->token;
    ot_symbol found;
    if (t.kind != OT_TOKEN_NAME) {
        (void)unexpected(p, "an indicator on the left side", "左边应为指标");
        return;
    }
    if (!p->scope->find(p->scope->state, p->text->s + t.start, t.length, &found)) {
        (void)unknown_name(p, &t, 0);
        return;
    }
    if (found.kind != OT_SYMBOL_SERIES) {
        (void)ot_fail(p->err, OT_ERR_INPUT, "the left side must be an indicator", "左边必须是指标");
        (void)ot_parser_fault(p, t.start, OT_ERR_INPUT);
        return;
    }
    e->target = found.index;
    advance(p);
}

static void ceiling(ot_parser *p, ot_equation *e) {
    if (!take(p, OT_SIGN_COMMA) || p->status) return;
    if (e->transform != OT_TRANSFORM_LOGIT || p->token.kind != OT_TOKEN_NUMBER ||
        !(p->token.number > 0.0)) {
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "only logit has a second argument on the left side: its ceiling, a number "
                      "above 0",
                      "左边只有 logit 可以有第二个参数，即其上限（大于 0 的数字）");
        (void)ot_parser_fault(p, p->token.start, OT_ERR_INPUT);
        return;
    }
    e->ceiling = p->token.number;
    advance(p);
}

static void left_side(ot_parser *p, ot_equation *e) {
    e->ceiling = 1.0;
    if (p->status) return;
    const ot_token t = p->token;
    const char *s = p->text->s + t.start;
    ot_token next = {0};
    if (t.kind == OT_TOKEN_NAME)
        p->status = ot_token_next(p->text, t.start + t.length, &next, p->err);
    const int is_call = next.kind == OT_TOKEN_SIGN && next.sign == OT_SIGN_OPEN;
    if (!p->status && is_call && find_left(s, t.length, &e->transform)) {
        advance(p);
        advance(p);
        left_target(p, e);
        ceiling(p, e);
        if (!p->status && !take(p, OT_SIGN_CLOSE)) (void)unexpected(p, "')'", "应为“)”");
    } else if (!p->status && is_call) {
        (void)ot_fail(
            p->err, OT_ERR_INPUT,
            "the left side may be x, log(x), d(x), dlog(x), pch(x) or logit(x), without a "
            "lag",
            "左边可为 x、log(x)、d(x)、dlog(x)、pch(x) 或 logit(x)，且不带滞后");
        (void)ot_parser_fault(p, t.start, OT_ERR_INPUT);
    } else {
        left_target(p, e);
    }
    if (!p->status && !take(p, OT_SIGN_ASSIGN))
        (void)unexpected(p, "'=' after the left side", "左边之后应为“=”");
}

ot_status ot_equation_parse(const ot_text *text, const ot_scope *scope, ot_arena *arena,
                            ot_notes *notes, const ot_equation **out, ot_error *err) {
    ot_parser p = {.text = text, .scope = scope, .arena = arena, .notes = notes, .err = err};
    ot_equation *e = ot_arena_alloc(arena, 1, sizeof *e);
    if (!e)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for an equation", "内存不足，无法读入方程");
    p.status = ot_token_next(text, 0, &p.token, err);
    e->text = *text;
    left_side(&p, e);
    e->right = expression(&p);
    if (!p.status && p.token.kind != OT_TOKEN_END)
        (void)unexpected(&p, "an operator or the end of the equation", "应为运算符或方程结尾");
    const int needs_past = e->transform == OT_TRANSFORM_DIFFERENCE ||
                           e->transform == OT_TRANSFORM_LOG_DIFFERENCE ||
                           e->transform == OT_TRANSFORM_PERCENT_CHANGE;
    e->max_lag = needs_past && p.max_lag < 1 ? 1 : p.max_lag;
    if (!p.status) *out = e;
    return p.status;
}
