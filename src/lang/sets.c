/* Sets: x[county], x[akto], x[county, crop], sum(county, ...) */
#include <string.h>

#include "base/utf8.h"
#include "lang/parser.h"

/* A name of at most 64 characters, each of at most 4 bytes, then _member of 64 letters each. */
enum { LONGEST_EXPANDED = 64 * 4 + OT_MOST_SETS * (64 + 1) };
enum { LONGEST_NAME = 256, MOST_NAMES = 200 };

static const ot_set_spec *find_set(const ot_parser *p, const ot_token *t) {
    const ot_vocabulary *words = p->scope->vocabulary;
    if (!words || t->kind != OT_TOKEN_NAME) return NULL;
    return ot_vocabulary_set(words, p->text->s + t->start, t->length);
}

/* What a set stands for: by the innermost sum around, else in the whole equation. */
static const ot_member_spec *member_now(const ot_parser *p, const ot_set_spec *set) {
    for (const ot_bound *b = p->bound; b; b = b->outer)
        if (b->is.set == set) return b->is.member;
    for (size_t i = 0; i < p->scope->n_bindings && !p->call; i++)
        if (p->scope->binding[i].set == set) return p->scope->binding[i].member;
    return NULL;
}

static const char *nearest_member(const ot_parser *p, const ot_set_spec *set, const ot_token *t) {
    const char *all[MOST_NAMES];
    char name[LONGEST_NAME + 1];
    size_t n = 0;
    if (t->length > LONGEST_NAME) return NULL;
    memcpy(name, p->text->s + t->start, t->length);
    name[t->length] = '\0';
    for (size_t i = 0; i < set->n_members && n + 1 < MOST_NAMES; i++) {
        all[n++] = set->member[i].id;
        if (set->member[i].alias) all[n++] = set->member[i].alias;
    }
    return ot_utf8_nearest(name, all, n);
}

static const ot_member_spec *no_member(ot_parser *p, const ot_set_spec *set, const ot_token *t) {
    const char *near = nearest_member(p, set, t);
    if (near)
        (void)ot_fail(p->err, OT_ERR_INPUT, "%s has no member \"%.*s\"; did you mean \"%s\"?",
                      "集合 %s 没有成员“%.*s”；是否指“%s”？", set->id, OT_QUOTED(p, t), near);
    else
        (void)ot_fail(
            p->err, OT_ERR_INPUT, "%s has no member \"%.*s\"; write %s or one of its members",
            "集合 %s 没有成员“%.*s”；请写 %s 或其成员", set->id, OT_QUOTED(p, t), set->id);
    return ot_fault_at(p, t->start, OT_ERR_INPUT);
}

/* One word between brackets, where a member of `set` is wanted. */
static const ot_member_spec *take_member(ot_parser *p, const ot_token *name,
                                         const ot_set_spec *set) {
    const ot_token t = p->token;
    const ot_set_spec *other = find_set(p, &t);
    if (!p->status && t.kind != OT_TOKEN_NAME)
        return ot_fault_expected(p, "a set or one of its members", "集合或其成员");
    ot_parser_advance(p);
    if (p->status) return NULL;
    const ot_member_spec *member =
        other == set ? member_now(p, set) : ot_set_member(set, p->text->s + t.start, t.length);
    if (member) return member;
    if (other == set)
        (void)ot_fail(
            p->err, OT_ERR_INPUT,
            "\"%s\" stands for no member here; it does in the equation of what is over it, "
            "and in sum(%s, ...)",
            "“%s”在此不代表任何成员；只有在按它展开的方程或 sum(%s, ...) 中才有所指", set->id,
            set->id);
    else if (other)
        (void)ot_fail(p->err, OT_ERR_INPUT, "%.*s is over %s here, not over %s",
                      "%.*s 在此按 %s 展开，而不是按 %s", OT_QUOTED(p, name), set->id, other->id);
    else
        return no_member(p, set, &t);
    return ot_fault_at(p, t.start, OT_ERR_INPUT);
}

static int no_index(ot_parser *p, const ot_token *t) {
    ot_symbol found;
    if (!ot_parser_finds(p, t, &found) && ot_parameter_find(p, t) < 0 &&
        !ot_parser_constant(p, t)) {
        (void)ot_fault_unknown(p, t, 0);
        return 0;
    }
    (void)ot_fail(p->err, OT_ERR_INPUT,
                  "\"%.*s\" is over no set, and so takes no [ ]; a lag is written x(-1)",
                  "“%.*s”没有按集合展开，不能用 [ ]；滞后写作 x(-1)", OT_QUOTED(p, t));
    (void)ot_fault_at(p, p->token.start, OT_ERR_INPUT);
    return 0;
}

static int wrong_number(ot_parser *p, const ot_indexed_spec *x) {
    (void)ot_fail(p->err, OT_ERR_INPUT, "%s is over %zu set%s; so many words stand in [ ]",
                  "%s 按 %zu 个集合展开%.0s；[ ] 中应有同样多的词", x->id, x->n_sets,
                  x->n_sets > 1 ? "s" : "");
    (void)ot_fault_at(p, p->token.start, OT_ERR_INPUT);
    return 0;
}

int ot_parser_index(ot_parser *p, const ot_token *t, ot_symbol *out) {
    const ot_vocabulary *words = p->scope->vocabulary;
    const char *s = p->text->s + t->start;
    const ot_indexed_spec *x = words ? ot_vocabulary_indexed(words, s, t->length) : NULL;
    char name[LONGEST_EXPANDED + 1];
    size_t n = t->length;
    if (p->status) return 0;
    if (!x) return no_index(p, t);
    memcpy(name, s, n);
    ot_parser_advance(p);
    for (size_t i = 0; i < x->n_sets; i++) {
        if (i > 0 && !ot_parser_takes(p, OT_SIGN_COMMA)) return p->status ? 0 : wrong_number(p, x);
        const ot_member_spec *member = take_member(p, t, x->set[i]);
        if (!member) return 0;
        name[n++] = '_';
        memcpy(name + n, member->id, strlen(member->id));
        n += strlen(member->id);
    }
    if (ot_parser_sees(p, OT_SIGN_COMMA)) return wrong_number(p, x);
    if (!ot_parser_takes(p, OT_SIGN_CLOSE_INDEX)) {
        (void)ot_fault_expected(p, "\"]\"", "“]”");
        return 0;
    }
    name[n] = '\0';
    if (p->scope->find(p->scope->state, name, n, out)) return 1;
    (void)ot_fault_unknown(p, t, 0);
    return 0;
}

static const ot_tree *no_set(ot_parser *p, const ot_token *t) {
    const ot_vocabulary *words = p->scope->vocabulary;
    const char *all[MOST_NAMES], *near = NULL;
    char name[LONGEST_NAME + 1];
    size_t n = 0;
    if (t->kind != OT_TOKEN_NAME) return ot_fault_expected(p, "a set", "集合");
    for (size_t i = 0; words && i < words->n_sets && n + 1 < MOST_NAMES; i++) {
        all[n++] = words->set[i].id;
        if (words->set[i].alias) all[n++] = words->set[i].alias;
    }
    if (t->length <= LONGEST_NAME) {
        memcpy(name, p->text->s + t->start, t->length);
        name[t->length] = '\0';
        near = ot_utf8_nearest(name, all, n);
    }
    if (near)
        (void)ot_fail(p->err, OT_ERR_INPUT, "unknown set \"%.*s\"; did you mean \"%s\"?",
                      "未知集合“%.*s”；是否指“%s”？", OT_QUOTED(p, t), near);
    else
        (void)ot_fail(p->err, OT_ERR_INPUT,
                      "\"%.*s\" is no set; sum is written sum(set, expression)",
                      "“%.*s”不是集合；sum 的写法是 sum(集合, 算式)", OT_QUOTED(p, t));
    return ot_fault_at(p, t->start, OT_ERR_INPUT);
}

/* The same text is read once for each member. */
static const ot_tree *sum_over(ot_parser *p, size_t at, const ot_set_spec *set) {
    const ot_token start = p->token, before = p->before;
    ot_notes *notes = p->notes;
    const ot_tree *sum = NULL;
    for (size_t i = 0; i < set->n_members && !p->status; i++) {
        const ot_bound bound = {{set, &set->member[i]}, p->bound};
        p->token = start;
        p->before = before;
        p->bound = &bound;
        const ot_tree *x = ot_parser_expression(p);
        p->bound = bound.outer;
        p->notes = NULL; /* once is enough */
        sum = i ? ot_node_binary(p, OT_OP_ADD, at, sum, x) : x;
    }
    p->notes = notes;
    return sum;
}

const ot_tree *ot_parser_sum(ot_parser *p, const ot_token *t) {
    ot_parser_advance(p);
    const ot_token name = p->token;
    if (p->status) return NULL;
    if (ot_parser_sees(p, OT_SIGN_CLOSE)) return ot_fault_count(p, t, 0, 2, 2);
    const ot_set_spec *set = find_set(p, &name);
    if (!set) return no_set(p, &name);
    ot_parser_advance(p);
    if (ot_parser_sees(p, OT_SIGN_CLOSE)) return ot_fault_count(p, t, 1, 2, 2);
    if (!ot_parser_takes(p, OT_SIGN_COMMA))
        return ot_fault_expected(p, "\",\" and what is summed", "“,”和求和的算式");
    const ot_tree *sum = sum_over(p, t->start, set);
    if (ot_parser_sees(p, OT_SIGN_COMMA)) return ot_fault_count(p, t, 3, 2, 2);
    if (p->status || ot_parser_takes(p, OT_SIGN_CLOSE)) return sum;
    return ot_fault_operand_ended(p, "\")\"", "“)”");
}
