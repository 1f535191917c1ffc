/* The right side of an equation or function: an expression, or a when c, b when d, e otherwise */
#include <string.h>

#include "lang/parser.h"

int ot_parser_sees_word(const ot_parser *p, const char *word) {
    const ot_token *t = &p->token;
    return !p->status && t->kind == OT_TOKEN_NAME && t->length == strlen(word) &&
           memcmp(p->text->s + t->start, word, t->length) == 0;
}

static const ot_tree *no_otherwise(ot_parser *p) {
    if (p->status) return NULL;
    (void)ot_fail(p->err, OT_ERR_INPUT,
                  "the cases end without \"otherwise\": a when condition, b otherwise",
                  "各种情形须以 otherwise 结束：a when 条件, b otherwise");
    return ot_fault_at(p, p->token.start, OT_ERR_INPUT);
}

/* Behind a value, where `when` stands. */
static const ot_tree *cases(ot_parser *p, const ot_tree *value) {
    const size_t start = p->token.start;
    if (!ot_parser_descends(p, start)) return NULL;
    ot_parser_advance(p);
    const ot_tree *condition = ot_parser_expression(p), *rest = NULL;
    if (!p->status && p->token.kind == OT_TOKEN_END) return no_otherwise(p);
    if (!p->status && !ot_parser_takes(p, OT_SIGN_COMMA))
        return ot_fault_operand_ended(p, "\",\" and the next case", "“,”和下一种情形");
    rest = ot_parser_expression(p);
    if (ot_parser_sees_word(p, "when"))
        rest = cases(p, rest);
    else if (ot_parser_sees_word(p, "otherwise"))
        ot_parser_advance(p);
    else
        return no_otherwise(p);
    p->depth--;
    const ot_tree *const x[] = {condition, value, rest};
    return ot_node_if(p, start, x);
}

const ot_tree *ot_parser_right(ot_parser *p) {
    const ot_tree *x = ot_parser_expression(p);
    return ot_parser_sees_word(p, "when") ? cases(p, x) : x;
}
