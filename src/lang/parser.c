#include "lang/parser.h"

#include <math.h>

void ot_parser_advance(ot_parser *p) {
    if (p->status || p->token.kind == OT_TOKEN_END) return;
    p->before = p->token;
    p->status = ot_token_next(p->text, p->before.start + p->before.length, &p->token, p->err);
}

int ot_parser_sees(const ot_parser *p, ot_sign sign) {
    return !p->status && p->token.kind == OT_TOKEN_SIGN && p->token.sign == sign;
}

int ot_parser_takes(ot_parser *p, ot_sign sign) {
    if (!ot_parser_sees(p, sign)) return 0;
    ot_parser_advance(p);
    return !p->status;
}

/* How tightly operators bind, the loosest first; prefix ones stand at their level. */
enum {
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_SUM,
    LEVEL_PRODUCT,
    LEVEL_SIGN,
    LEVEL_POWER
};

typedef struct binary {
    ot_sign sign;
    ot_op op;
    int level;
} binary;

static const binary BINARY[] = {
    {OT_SIGN_OR, OT_OP_OR, LEVEL_OR},          {OT_SIGN_AND, OT_OP_AND, LEVEL_AND},
    {OT_SIGN_LT, OT_OP_LT, LEVEL_COMPARE},     {OT_SIGN_LE, OT_OP_LE, LEVEL_COMPARE},
    {OT_SIGN_GT, OT_OP_GT, LEVEL_COMPARE},     {OT_SIGN_GE, OT_OP_GE, LEVEL_COMPARE},
    {OT_SIGN_EQ, OT_OP_EQ, LEVEL_COMPARE},     {OT_SIGN_NE, OT_OP_NE, LEVEL_COMPARE},
    {OT_SIGN_PLUS, OT_OP_ADD, LEVEL_SUM},      {OT_SIGN_MINUS, OT_OP_SUB, LEVEL_SUM},
    {OT_SIGN_TIMES, OT_OP_MUL, LEVEL_PRODUCT}, {OT_SIGN_OVER, OT_OP_DIV, LEVEL_PRODUCT},
    {OT_SIGN_POWER, OT_OP_POW, LEVEL_POWER},
};

static const binary *binary_here(const ot_parser *p) {
    for (size_t i = 0; i < sizeof BINARY / sizeof *BINARY; i++)
        if (ot_parser_sees(p, BINARY[i].sign)) return &BINARY[i];
    return NULL;
}

static const ot_tree *expression(ot_parser *p, int loosest);

const ot_tree *ot_parser_expression(ot_parser *p) { return expression(p, LEVEL_OR); }

static int lag_fault(ot_parser *p, size_t offset, const ot_token *t) {
    if (t->kind != OT_TOKEN_NUMBER || t->unit || t->number != floor(t->number))
        (void)ot_fail(p->err, OT_ERR_INPUT, "a lag is a whole number of years back, as in x(-1)",
                      "滞后应为往前推的整数年数，如 x(-1)");
    else if (t->number > OT_LONGEST_LAG)
        (void)ot_fail(p->err, OT_ERR_INPUT, "a lag of %g years; must be at most %d",
                      "滞后 %g 年；至多 %d 年", t->number, (int)OT_LONGEST_LAG);
    else
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "leads are not supported; a lag is written with a minus, x(-%g)",
                      "不支持超前值；滞后要写负号：x(-%g)", t->number);
    (void)ot_fault_at(p, offset, OT_ERR_INPUT);
    return 0;
}

int ot_parser_lag(ot_parser *p) {
    const size_t start = p->token.start;
    const int is_back = ot_parser_takes(p, OT_SIGN_MINUS);
    if (!is_back) (void)ot_parser_takes(p, OT_SIGN_PLUS);
    const ot_token t = p->token;
    if (p->status) return 0;
    if (t.kind != OT_TOKEN_NUMBER || t.unit || t.number != floor(t.number) ||
        t.number > OT_LONGEST_LAG || (!is_back && t.number > 0.0))
        return lag_fault(p, start, &t);
    ot_parser_advance(p);
    if (!ot_parser_takes(p, OT_SIGN_CLOSE)) (void)ot_fault_expected(p, "\")\"", "“)”");
    return (int)t.number;
}

static void note(const ot_parser *p, const ot_token *t, const char *english, const char *chinese) {
    const ot_place place = ot_text_place(p->text, t->start);
    const char *s = p->text->s + t->start;
    ot_notes_add(p->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                 "\"%.*s\" %s%.0s", "“%.*s”%.0s%s", ot_text_quoted(s, t->length), s, english,
                 chinese);
}

static const ot_tree *no_lag(ot_parser *p, const ot_token *t, const char *english,
                             const char *chinese) {
    (void)ot_fail(p->err, OT_ERR_INPUT,
                  "\"%.*s\" is a %s%.0s, which has no lags; write * to multiply",
                  "“%.*s”是%.0s%s，没有滞后值；相乘请写 *", OT_QUOTED(p, t), english, chinese);
    return ot_fault_at(p, p->token.start, OT_ERR_INPUT);
}

static const ot_tree *year(ot_parser *p, const ot_token *t) {
    if (!ot_parser_sees(p, OT_SIGN_OPEN))
        return ot_node_symbol(p, t->start, (ot_symbol){OT_SYMBOL_YEAR, 0}, 0);
    (void)ot_fail(p->err, OT_ERR_INPUT, "\"%.*s\" is the calendar year; write %.*s - 1",
                  "“%.*s”是日历年份；请写 %.*s - 1", OT_QUOTED(p, t), OT_QUOTED(p, t));
    return ot_fault_at(p, p->token.start, OT_ERR_INPUT);
}

const ot_constant_spec *ot_parser_constant(const ot_parser *p, const ot_token *t) {
    const ot_vocabulary *words = p->scope->vocabulary;
    return words ? ot_vocabulary_constant(words, p->text->s + t->start, t->length) : NULL;
}

double ot_constant_inside(const ot_constant_spec *c) {
    const ot_unit *unit = c->unit.s ? ot_unit_find(c->unit.s, c->unit.length) : NULL;
    return unit ? c->value / round(1.0 / ot_unit_inside(unit)) : c->value; /* as 2.5% is read */
}

static const ot_tree *constant(ot_parser *p, const ot_token *t, const ot_constant_spec *c) {
    const ot_unit *unit = c->unit.s ? ot_unit_find(c->unit.s, c->unit.length) : NULL;
    if (ot_parser_sees(p, OT_SIGN_OPEN)) return no_lag(p, t, "constant", "常数");
    return ot_node_number(p, t->start, ot_constant_inside(c), unit);
}

static int takes_lag(ot_parser *p) {
    return ot_parser_takes(p, OT_SIGN_OPEN) ? ot_parser_lag(p) : 0;
}

int ot_parser_finds(const ot_parser *p, const ot_token *t, ot_symbol *out) {
    if (!p->scope->find(p->scope->state, p->text->s + t->start, t->length, out)) return 0;
    return !p->call || out->kind != OT_SYMBOL_COEFFICIENT;
}

/* What stands behind a name without being an operator belongs to it: a member, a lag. */
static const ot_tree *symbol(ot_parser *p, const ot_token *t) {
    ot_symbol found;
    const int parameter = ot_parameter_find(p, t);
    const ot_constant_spec *c = ot_parser_constant(p, t);
    const int is_year = ot_is_built_in_year(p->text->s + t->start, t->length);
    if (ot_parser_sees(p, OT_SIGN_OPEN_INDEX)) {
        if (!ot_parser_index(p, t, &found)) return NULL;
    } else if (parameter >= 0) {
        const int years = takes_lag(p);
        return ot_parameter_node(p, t, parameter, years);
    } else if (c) {
        return constant(p, t, c);
    } else if (!ot_parser_finds(p, t, &found)) {
        return is_year ? year(p, t) : ot_fault_unknown(p, t, ot_parser_sees(p, OT_SIGN_OPEN));
    } else if (is_year) {
        note(p, t, "is the model's own here, not the calendar year",
             "在此是模型自己的名称，而不是日历年份");
    }
    if (found.kind == OT_SYMBOL_COEFFICIENT && ot_parser_sees(p, OT_SIGN_OPEN))
        return no_lag(p, t, "coefficient", "系数");
    return ot_node_symbol(p, t->start, found, takes_lag(p));
}

int ot_parser_arguments(ot_parser *p, const ot_tree *x[OT_MOST_ARGUMENTS]) {
    int n = 0;
    ot_parser_advance(p);
    while (!p->status && (n > 0 || !ot_parser_sees(p, OT_SIGN_CLOSE))) {
        const ot_tree *argument = ot_parser_expression(p);
        if (n < OT_MOST_ARGUMENTS) x[n] = argument;
        n++;
        if (!ot_parser_takes(p, OT_SIGN_COMMA)) break;
    }
    if (!p->status && !ot_parser_takes(p, OT_SIGN_CLOSE))
        (void)ot_fault_operand_ended(p, "\",\" or \")\"", "“,”或“)”");
    return n;
}

static const ot_tree *call(ot_parser *p, const ot_token *t, const ot_function *f) {
    const ot_tree *x[OT_MOST_ARGUMENTS] = {NULL};
    ot_symbol hidden;
    if (ot_parser_finds(p, t, &hidden))
        note(p, t, "is the function here, not the model's own name",
             "在此是函数，而不是模型自己的名称");
    if (ot_is_sum(f)) return ot_parser_sum(p, t);
    const int n = ot_parser_arguments(p, x);
    if (!p->status && (n < f->least || n > f->most))
        return ot_fault_count(p, t, n, f->least, f->most);
    if (p->status) return NULL;
    return f->make ? f->make(p, t->start, x, n)
           : n > 1 ? ot_node_binary(p, f->op, t->start, x[0], x[1])
                   : ot_node_unary(p, f->op, t->start, x[0]);
}

static const ot_tree *primary(ot_parser *p) {
    const ot_token t = p->token;
    if (ot_parser_takes(p, OT_SIGN_OPEN)) {
        const ot_tree *inside = ot_parser_expression(p);
        if (p->status || ot_parser_takes(p, OT_SIGN_CLOSE)) return inside;
        return ot_fault_operand_ended(p, "\")\"", "“)”");
    }
    if (!p->status && t.kind != OT_TOKEN_NUMBER && t.kind != OT_TOKEN_NAME)
        return ot_fault_expected(p, "a number, name, function or \"(\"",
                                 "数字、名称、函数或左括号");
    ot_parser_advance(p);
    if (p->status) return NULL;
    if (t.kind == OT_TOKEN_NUMBER) return ot_node_number(p, t.start, t.number, t.unit);
    if (!ot_parser_sees(p, OT_SIGN_OPEN)) return symbol(p, &t);
    const ot_function *built_in = ot_function_find(p->text->s + t.start, t.length);
    if (built_in) return call(p, &t, built_in);
    const ot_function_spec *defined = ot_parameter_find(p, &t) < 0 ? ot_defined_find(p, &t) : NULL;
    return defined ? ot_defined_call(p, &t, defined) : symbol(p, &t);
}

static const ot_tree *prefix(ot_parser *p, int loosest) {
    const size_t start = p->token.start;
    if (ot_parser_takes(p, OT_SIGN_PLUS)) return expression(p, LEVEL_POWER);
    if (ot_parser_takes(p, OT_SIGN_MINUS))
        return ot_node_unary(p, OT_OP_NEG, start, expression(p, LEVEL_POWER));
    if (!ot_parser_sees(p, OT_SIGN_NOT)) return primary(p);
    if (loosest > LEVEL_NOT) {
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "\"not\" inside of a calculation needs parentheses: (not ...)",
                      "运算之中的 not 须加括号：(not ...)");
        return ot_fault_at(p, start, OT_ERR_INPUT);
    }
    ot_parser_advance(p);
    return ot_node_unary(p, OT_OP_NOT, start, expression(p, LEVEL_NOT));
}

static int is_comparison(const binary *b) { return b && b->level == LEVEL_COMPARE; }

/* a ^ b ^ c is a ^ (b ^ c), the others group from the left; comparisons do not group. */
static const ot_tree *operators(ot_parser *p, const ot_tree *x, int loosest) {
    const binary *b = binary_here(p);
    while (b && b->level >= loosest) {
        const size_t at = p->token.start;
        ot_parser_advance(p);
        const int within = b->level == LEVEL_POWER ? LEVEL_POWER : b->level + 1;
        x = ot_node_binary(p, b->op, at, x, expression(p, within));
        const binary *next = binary_here(p);
        if (is_comparison(b) && is_comparison(next)) {
            (void)ot_fail(p->err, OT_ERR_INPUT,
                          "comparisons cannot follow each other; write a < b and b < c",
                          "比较不能连写；请写 a < b and b < c");
            return ot_fault_at(p, p->token.start, OT_ERR_INPUT);
        }
        b = next;
    }
    return x;
}

int ot_parser_descends(ot_parser *p, size_t offset) {
    if (p->status) return 0;
    if (p->depth++ < OT_DEEPEST) return 1;
    (void)ot_fail(p->err, OT_ERR_INPUT, "nested more than %d deep", "嵌套超过 %d 层",
                  (int)OT_DEEPEST);
    (void)ot_fault_at(p, offset, OT_ERR_INPUT);
    return 0;
}

static const ot_tree *expression(ot_parser *p, int loosest) {
    if (!ot_parser_descends(p, p->token.start)) return NULL;
    const ot_tree *x = prefix(p, loosest);
    if (!p->status) x = operators(p, x, loosest);
    p->depth--;
    return p->status ? NULL : x;
}
