#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/parser.h"

void *ot_fault_at(ot_parser *p, size_t offset, ot_status status) {
    if (!p->status) p->status = ot_text_fault(p->text, offset, status, p->err);
    return NULL;
}

void *ot_fault_node(ot_parser *p, size_t offset) {
    if (!p->status) p->status = ot_text_fault(p->whole, offset, OT_ERR_INPUT, p->err);
    return NULL;
}

void *ot_fault_count(ot_parser *p, const ot_token *t, int n, int least, int most) {
    if (least == most)
        (void)ot_fail(p->err, OT_ERR_INPUT, "arguments of %.*s: %d; must be %d",
                      "函数 %.*s 的参数有 %d 个；应为 %d 个", OT_QUOTED(p, t), n, least);
    else if (most == least + 1)
        (void)ot_fail(p->err, OT_ERR_INPUT, "arguments of %.*s: %d; must be %d or %d",
                      "函数 %.*s 的参数有 %d 个；应为 %d 或 %d 个", OT_QUOTED(p, t), n, least,
                      most);
    else
        (void)ot_fail(p->err, OT_ERR_INPUT, "arguments of %.*s: %d; must be %d to %d",
                      "函数 %.*s 的参数有 %d 个；应为 %d 至 %d 个", OT_QUOTED(p, t), n, least,
                      most);
    return ot_fault_at(p, t->start, OT_ERR_INPUT);
}

void *ot_fault_memory(ot_parser *p) {
    if (!p->status)
        p->status =
            ot_fail(p->err, OT_ERR_NOMEM, "no memory for an equation", "内存不足以读入方程");
    return NULL;
}

void *ot_fault_expected(ot_parser *p, const char *english, const char *chinese) {
    const ot_token *t = &p->token, *before = &p->before;
    if (p->status) return NULL;
    if (t->kind == OT_TOKEN_END && before->length == 0)
        (void)ot_fail(p->err, OT_ERR_INPUT, "the equation is empty", "方程为空");
    else if (ot_parser_sees(p, OT_SIGN_OPEN_INDEX))
        (void)ot_fail(p->err, OT_ERR_INPUT, "\"[\" does not group; write \"(\"",
                      "“[”不能用于分组；请写“(”");
    else if (t->kind == OT_TOKEN_END)
        (void)ot_fail(p->err, OT_ERR_INPUT, "%s%.0s expected after \"%.*s\", but the equation ends",
                      "%.0s缺少%s：“%.*s”之后方程已结束", english, chinese, OT_QUOTED(p, before));
    else
        (void)ot_fail(p->err, OT_ERR_INPUT, "%s%.0s expected after \"%.*s\", not \"%.*s\"",
                      "%.0s缺少%s：“%.*s”之后是“%.*s”", english, chinese, OT_QUOTED(p, before),
                      OT_QUOTED(p, t));
    return ot_fault_at(p, t->start, OT_ERR_INPUT);
}

void *ot_fault_operand_ended(ot_parser *p, const char *english, const char *chinese) {
    const ot_token *t = &p->token, *before = &p->before;
    if (p->status) return NULL;
    if (ot_parser_sees(p, OT_SIGN_OPEN))
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "\"(\" directly after \"%.*s\": write * to multiply; only a series has lags, "
                      "as in x(-1)",
                      "“%.*s”之后不能直接用“(”：相乘请写 *；只有序列可以滞后，如 x(-1)",
                      OT_QUOTED(p, before));
    else if (before->kind == OT_TOKEN_NUMBER && t->kind == OT_TOKEN_NAME &&
             ot_unit_find(p->text->s + t->start, t->length))
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "a unit stands directly behind its number, without a space: %.*s%.*s",
                      "单位须紧跟在数字之后，不加空格：%.*s%.*s", OT_QUOTED(p, before),
                      OT_QUOTED(p, t));
    else if (ot_parser_sees_word(p, "when") || ot_parser_sees_word(p, "otherwise"))
        (void)ot_fail(
            p->err, OT_ERR_INPUT,
            "\"%.*s\" belongs to cases, which are a whole right side: a when condition, b "
            "otherwise; within an expression write if( )",
            "“%.*s”只用于分情形的整个右边：a when 条件, b otherwise；算式之中请用 if( )",
            OT_QUOTED(p, t));
    else if (t->kind == OT_TOKEN_NUMBER || t->kind == OT_TOKEN_NAME)
        (void)ot_fail(p->err, OT_ERR_INPUT, "an operator is missing between \"%.*s\" and \"%.*s\"",
                      "“%.*s”与“%.*s”之间缺少运算符", OT_QUOTED(p, before), OT_QUOTED(p, t));
    else if (ot_parser_sees(p, OT_SIGN_ASSIGN))
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "a second \"=\": an equation has one; comparisons are written ==",
                      "出现了第二个“=”：方程只有一个“=”，比较请写 ==");
    else if (ot_parser_sees(p, OT_SIGN_CLOSE))
        (void)ot_fail(p->err, OT_ERR_INPUT, "\")\" without a \"(\" before it",
                      "多余的“)”，前面没有对应的“(”");
    else if (ot_parser_sees(p, OT_SIGN_OPEN_INDEX))
        (void)ot_fail(
            p->err, OT_ERR_INPUT,
            "\"[\" stands only behind the name of what is over a set, as in x[county]; a lag "
            "is written x(-1)",
            "“[”只能紧跟按集合展开的名称，如 x[county]；滞后写作 x(-1)");
    else if (ot_parser_sees(p, OT_SIGN_CLOSE_INDEX))
        (void)ot_fail(p->err, OT_ERR_INPUT, "\"]\" only ends what \"[\" began; write \")\"",
                      "“]”只能结束“[”开始的部分；请写“)”");
    else if (ot_parser_sees(p, OT_SIGN_COMMA))
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "\",\" separates arguments of functions; numbers are written without it",
                      "“,”用于分隔函数的参数；数字中不能写逗号");
    else
        return ot_fault_expected(p, english, chinese);
    return ot_fault_at(p, t->start, OT_ERR_INPUT);
}

/* Names may be of any length; what is longer than this has no near one. */
enum { LONGEST_NAME = 256 };

static const char *nearest(const ot_parser *p, const char *name, int is_call) {
    const char *in_scope = ot_utf8_nearest(name, p->scope->names, p->scope->n_names);
    const char *function = ot_function_nearest(name);
    if (is_call && function) return function;
    return in_scope ? in_scope : function;
}

/* A name that is known, but cannot stand alone. */
static int fault_alone(ot_parser *p, const ot_token *t, int is_call) {
    const ot_vocabulary *words = p->scope->vocabulary;
    const char *s = p->text->s + t->start;
    const ot_indexed_spec *x = words ? ot_vocabulary_indexed(words, s, t->length) : NULL;
    const ot_set_spec *set = words ? ot_vocabulary_set(words, s, t->length) : NULL;
    if (x)
        (void)ot_fail(p->err, OT_ERR_INPUT, "%.*s is over %s; write %.*s[%s%s]",
                      "%.*s 按集合 %s 展开；请写 %.*s[%s%s]", OT_QUOTED(p, t), x->set[0]->id,
                      OT_QUOTED(p, t), x->set[0]->id, x->n_sets > 1 ? ", ..." : "");
    else if (set)
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "%.*s is a set; it stands in brackets, x[%.*s], and first in sum(%.*s, ...)",
                      "%.*s 是集合；只用于方括号 x[%.*s] 或 sum(%.*s, ...) 的开头", OT_QUOTED(p, t),
                      OT_QUOTED(p, t), OT_QUOTED(p, t));
    else if (!is_call && (ot_function_find(s, t->length) || ot_defined_find(p, t)))
        (void)ot_fail(p->err, OT_ERR_INPUT, "the function %.*s needs \"(\" and its arguments",
                      "函数 %.*s 之后应为“(”及其参数", OT_QUOTED(p, t));
    else
        return 0;
    return 1;
}

void *ot_fault_unknown(ot_parser *p, const ot_token *t, int is_call) {
    char name[LONGEST_NAME + 1];
    const char *s = p->text->s + t->start, *near = NULL;
    if (p->status) return NULL;
    if (t->length <= LONGEST_NAME) {
        memcpy(name, s, t->length);
        name[t->length] = '\0';
        near = nearest(p, name, is_call);
    }
    if (fault_alone(p, t, is_call))
        ; /* said */
    else if (near)
        (void)ot_fail(p->err, OT_ERR_INPUT, "unknown name \"%.*s\"; did you mean \"%s\"?",
                      "未知名称“%.*s”；是否指“%s”？", OT_QUOTED(p, t), near);
    else
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "unknown name \"%.*s\"; it is no indicator, driver, function, or coefficient "
                      "declared for this equation",
                      "未知名称“%.*s”；它不是指标、驱动因素、函数，也不是本方程声明的系数",
                      OT_QUOTED(p, t));
    return ot_fault_at(p, t->start, OT_ERR_INPUT);
}
