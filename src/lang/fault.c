#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/parser.h"

void *ot_fault_at(ot_parser *p, size_t offset, ot_status status) {
    if (!p->status) p->status = ot_text_fault(p->text, offset, status, p->err);
    return NULL;
}

void *ot_fault_memory(ot_parser *p) {
    if (!p->status)
        p->status =
            ot_fail(p->err, OT_ERR_NOMEM, "no memory for an equation", "内存不足以读入方程");
    return NULL;
}

/* A token as a message quotes it: `%.*s`. */
#define QUOTED(p, t) \
    ot_text_quoted((p)->text->s + (t)->start, (t)->length), (p)->text->s + (t)->start

void *ot_fault_expected(ot_parser *p, const char *english, const char *chinese) {
    const ot_token *t = &p->token, *before = &p->before;
    if (p->status) return NULL;
    if (t->kind == OT_TOKEN_END && before->length == 0)
        (void)ot_fail(p->err, OT_ERR_INPUT, "the equation is empty", "方程为空");
    else if (t->kind == OT_TOKEN_END)
        (void)ot_fail(p->err, OT_ERR_INPUT, "%s%.0s expected after \"%.*s\", but the equation ends",
                      "%.0s缺少%s：“%.*s”之后方程已结束", english, chinese, QUOTED(p, before));
    else
        (void)ot_fail(p->err, OT_ERR_INPUT, "%s%.0s expected after \"%.*s\", not \"%.*s\"",
                      "%.0s缺少%s：“%.*s”之后是“%.*s”", english, chinese, QUOTED(p, before),
                      QUOTED(p, t));
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
                      QUOTED(p, before));
    else if (before->kind == OT_TOKEN_NUMBER && t->kind == OT_TOKEN_NAME &&
             ot_unit_find(p->text->s + t->start, t->length))
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "a unit stands directly behind its number, without a space: %.*s%.*s",
                      "单位须紧跟在数字之后，不加空格：%.*s%.*s", QUOTED(p, before), QUOTED(p, t));
    else if (t->kind == OT_TOKEN_NUMBER || t->kind == OT_TOKEN_NAME)
        (void)ot_fail(p->err, OT_ERR_INPUT, "an operator is missing between \"%.*s\" and \"%.*s\"",
                      "“%.*s”与“%.*s”之间缺少运算符", QUOTED(p, before), QUOTED(p, t));
    else if (ot_parser_sees(p, OT_SIGN_ASSIGN))
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "a second \"=\": an equation has one; comparisons are written ==",
                      "出现了第二个“=”：方程只有一个“=”，比较请写 ==");
    else if (ot_parser_sees(p, OT_SIGN_CLOSE))
        (void)ot_fail(p->err, OT_ERR_INPUT, "\")\" without a \"(\" before it",
                      "多余的“)”，前面没有对应的“(”");
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

void *ot_fault_unknown(ot_parser *p, const ot_token *t, int is_call) {
    char name[LONGEST_NAME + 1];
    const char *s = p->text->s + t->start, *near = NULL;
    if (p->status) return NULL;
    if (t->length <= LONGEST_NAME) {
        memcpy(name, s, t->length);
        name[t->length] = '\0';
        near = nearest(p, name, is_call);
    }
    if (!is_call && ot_function_find(s, t->length))
        (void)ot_fail(p->err, OT_ERR_INPUT, "the function %.*s needs \"(\" and its arguments",
                      "函数 %.*s 之后应为“(”及其参数", QUOTED(p, t));
    else if (near)
        (void)ot_fail(p->err, OT_ERR_INPUT, "unknown name \"%.*s\"; did you mean \"%s\"?",
                      "未知名称“%.*s”；是否指“%s”？", QUOTED(p, t), near);
    else
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "unknown name \"%.*s\"; it is no indicator, driver, function, or coefficient "
                      "declared for this equation",
                      "未知名称“%.*s”；它不是指标、驱动因素、函数，也不是本方程声明的系数",
                      QUOTED(p, t));
    return ot_fault_at(p, t->start, OT_ERR_INPUT);
}
