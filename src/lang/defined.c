/* Functions that the model file defines: a call is replaced by the body, read with the arguments in
 * the place of the parameters */
#include <stdio.h>
#include <string.h>

#include "lang/parser.h"

const ot_function_spec *ot_defined_find(const ot_parser *p, const ot_token *t) {
    const ot_vocabulary *words = p->scope->vocabulary;
    return words ? ot_vocabulary_function(words, p->text->s + t->start, t->length) : NULL;
}

int ot_parameter_find(const ot_parser *p, const ot_token *t) {
    const ot_function_spec *f = p->call ? p->call->function : NULL;
    for (size_t i = 0; f && i < f->n_parameters; i++)
        if (strlen(f->parameter[i]) == t->length &&
            memcmp(f->parameter[i], p->text->s + t->start, t->length) == 0)
            return (int)i;
    return -1;
}

enum { STAND_IN = -1 };

int ot_is_stand_in(const ot_tree *tree) {
    return tree->op == OT_OP_SYMBOL && tree->symbol.index == STAND_IN;
}

const ot_tree *ot_parameter_node(ot_parser *p, const ot_token *t, int i, int years) {
    if (p->call->argument) return ot_node_copy(p, p->call->argument[i], years);
    return ot_node_symbol(p, t->start, (ot_symbol){OT_SYMBOL_SERIES, STAND_IN}, 0);
}

/* share -> other -> share */
static void write_circle(const ot_call *call, const ot_function_spec *f, char *text, size_t size) {
    if (call->function != f) write_circle(call->outer, f, text, size);
    const size_t used = strlen(text);
    snprintf(text + used, size - used, "%s -> ", call->function->id);
}

static int is_free(ot_parser *p, const ot_token *t, const ot_function_spec *f) {
    const ot_call *call = p->call;
    char circle[256] = "";
    while (call && call->function != f)
        call = call->outer;
    if (!call) return 1;
    write_circle(p->call, f, circle, sizeof circle);
    (void)ot_fail(p->err, OT_ERR_INPUT, "a function must not call itself: %s%s",
                  "函数不能调用自身：%s%s", circle, f->id);
    (void)ot_fault_at(p, t->start, OT_ERR_INPUT);
    return 0;
}

/* The whole text from the body on. */
static const ot_tree *read_body(ot_parser *p, const ot_function_spec *f) {
    p->before = (ot_token){.kind = OT_TOKEN_SIGN, .start = f->body - 1, .length = 1}; /* "=" */
    p->status = ot_token_next(p->text, f->body, &p->token, p->err);
    const ot_tree *body = ot_parser_right(p);
    if (!p->status && p->token.kind != OT_TOKEN_END)
        return ot_fault_operand_ended(p, "an operator or the end", "运算符，或到此结束");
    return body;
}

const ot_tree *ot_defined_call(ot_parser *p, const ot_token *t, const ot_function_spec *f) {
    const ot_tree *x[OT_MOST_ARGUMENTS] = {NULL};
    const int most = (int)f->n_parameters;
    const int n = ot_parser_arguments(p, x);
    if (p->status || !is_free(p, t, f)) return NULL;
    if (n != most) return ot_fault_count(p, t, n, most, most);
    const ot_call call = {f, x, p->call};
    const ot_parser here = *p;
    if (p->text == p->whole) p->site = t->start;
    p->text = &f->text;
    p->call = &call;
    p->bound = NULL;
    p->notes = NULL; /* they were told of the function itself */
    const ot_tree *body = read_body(p, f);
    p->text = here.text;
    p->call = here.call;
    p->bound = here.bound;
    p->notes = here.notes;
    p->token = here.token;
    p->before = here.before;
    return body;
}

ot_status ot_function_check(const ot_function_spec *f, const ot_scope *scope, ot_arena *arena,
                            ot_notes *notes, ot_error *err) {
    const ot_call call = {f, NULL, NULL};
    ot_parser p = {.text = &f->text,
                   .whole = &f->text,
                   .call = &call,
                   .scope = scope,
                   .arena = arena,
                   .notes = notes,
                   .err = err};
    (void)read_body(&p, f);
    return p.status;
}

static void take_parameter(ot_parser *p, ot_function_spec *f) {
    const ot_token t = p->token;
    const char *s = p->text->s + t.start;
    if (!p->status && t.kind != OT_TOKEN_NAME) (void)ot_fault_expected(p, "a parameter", "参数");
    ot_parser_advance(p);
    if (p->status) return;
    char *name = ot_arena_text(p->arena, s, t.length);
    if (!name) {
        (void)ot_fault_memory(p);
        return;
    }
    for (size_t i = 0; i < f->n_parameters; i++)
        if (strcmp(f->parameter[i], name) == 0) {
            (void)ot_fail(p->err, OT_ERR_INPUT, "the parameter \"%.*s\" stands twice",
                          "参数“%.*s”重复出现", OT_QUOTED(p, &t));
            (void)ot_fault_at(p, t.start, OT_ERR_INPUT);
            return;
        }
    if (ot_is_reserved_word(name))
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "\"%s\" is a word of the equation language and cannot be a parameter",
                      "“%s”是方程语言的保留字，不能用作参数", name);
    else if (f->n_parameters == OT_MOST_PARAMETERS)
        (void)ot_fail(p->err, OT_ERR_INPUT, "a function has at most %d parameters",
                      "函数最多有 %d 个参数", (int)OT_MOST_PARAMETERS);
    else {
        f->parameter[f->n_parameters++] = name;
        return;
    }
    (void)ot_fault_at(p, t.start, OT_ERR_INPUT);
}

static void name_fault(ot_parser *p, const ot_function_spec *f, const ot_token *t) {
    (void)ot_fail(
        p->err, OT_ERR_INPUT,
        "a function is written name(parameters) = ..., its name being the key: %s(x) = ...",
        "函数写作 名称(参数) = ……，名称与键相同：%s(x) = ……", f->id);
    (void)ot_fault_at(p, t->start, OT_ERR_INPUT);
}

static void take_name(ot_parser *p, const ot_function_spec *f) {
    const ot_token t = p->token;
    const int is_it = t.kind == OT_TOKEN_NAME && t.length == strlen(f->id) &&
                      memcmp(p->text->s + t.start, f->id, t.length) == 0;
    ot_parser_advance(p);
    if (is_it && ot_parser_sees(p, OT_SIGN_OPEN))
        ot_parser_advance(p);
    else if (!p->status)
        name_fault(p, f, &t);
}

ot_status ot_function_read(ot_function_spec *f, ot_arena *arena, ot_error *err) {
    ot_parser p = {.text = &f->text, .whole = &f->text, .arena = arena, .err = err};
    f->n_parameters = 0;
    p.status = ot_token_next(&f->text, 0, &p.token, err);
    take_name(&p, f);
    do
        take_parameter(&p, f);
    while (ot_parser_takes(&p, OT_SIGN_COMMA));
    if (!p.status && !ot_parser_takes(&p, OT_SIGN_CLOSE))
        (void)ot_fault_expected(&p, "\",\" or \")\"", "“,”或“)”");
    if (!p.status && !ot_parser_sees(&p, OT_SIGN_ASSIGN))
        (void)ot_fault_expected(&p, "\"=\"", "“=”");
    f->body = p.token.start + p.token.length;
    return p.status;
}
