#include <math.h>

#include "base/buffer.h"
#include "simulate/path.h"

enum { MOST_NAMES = 12, MOST_TERMS = 12 };

/* The block's equation that the fault names: the one of its feedback variable `worst`. */
static size_t worst_indicator(const ot_model *m, const ot_future *f, const ot_future_fault *fault) {
    const ot_model_scenario *s = &m->scenario[f->c->scenario];
    const ot_model_stage *stage = &s->stage[fault->stage];
    return s->order[stage->first + stage->n - stage->n_feedback + (size_t)f->newton.worst];
}

typedef struct point_state {
    const ot_model *model;
    const ot_future *f;
    size_t slot;
} point_state;

static double get(const void *state, ot_symbol symbol, int lag) {
    const point_state *p = state;
    const size_t slot = p->slot - (size_t)lag;
    if (symbol.kind == OT_SYMBOL_COEFFICIENT) return p->f->coefficient[symbol.index];
    if (symbol.kind == OT_SYMBOL_YEAR) return (double)ot_model_year(p->model, slot);
    return p->f->value[(size_t)symbol.index * p->model->n_slots + slot];
}

/* A term of a sum is told by its text, from its first to its last character. */
typedef struct extent {
    size_t first, end;
} extent;

static int widen(void *state, const ot_tree *node) {
    extent *e = state;
    if (node->offset < e->first) e->first = node->offset;
    if (node->offset + 1 > e->end) e->end = node->offset + 1;
    return 0;
}

/* To the end of the word or number that begins at the last node, and of its brackets. */
static size_t end_of_term(const ot_text *text, extent e) {
    size_t end = e.end, depth = 0;
    while (end < text->length &&
           (text->s[end - 1] & 0x80 || text->s[end] & 0x80 || text->s[end] == '_' ||
            text->s[end] == '.' || (text->s[end] >= '0' && text->s[end] <= '9') ||
            (text->s[end] >= 'A' && text->s[end] <= 'Z') ||
            (text->s[end] >= 'a' && text->s[end] <= 'z')))
        end++;
    for (size_t i = e.first; i < end; i++) {
        depth += text->s[i] == '(';
        depth -= depth > 0 && text->s[i] == ')';
    }
    while (end < text->length && (depth > 0 || text->s[end] == '(')) {
        depth += text->s[end] == '(';
        depth -= depth > 0 && text->s[end] == ')';
        end++;
        if (depth == 0) break;
    }
    return end;
}

static void add_terms(ot_buffer *to, const ot_text *text, const ot_tree *node, double sign,
                      const ot_point *point, size_t *n) {
    if (node->op == OT_OP_ADD || node->op == OT_OP_SUB) {
        add_terms(to, text, node->child[0], sign, point, n);
        add_terms(to, text, node->child[1], node->op == OT_OP_SUB ? -sign : sign, point, n);
        return;
    }
    if ((*n)++ >= MOST_TERMS) return;
    extent e = {node->offset, node->offset + 1};
    (void)ot_tree_walk(node, widen, &e);
    const size_t end = end_of_term(text, e);
    ot_buffer_format(to, "%s%.*s = %.10g", *n > 1 ? "; " : "", (int)(end - e.first),
                     text->s + e.first, sign * ot_tree_value(node, point));
}

static void note_terms(const ot_model *m, const ot_future *f, const ot_future_fault *fault,
                       size_t i, ot_notes *notes) {
    const ot_equation *e = m->scenario[f->c->scenario].form[i]->equation;
    const point_state state = {m, f, fault->slot};
    const ot_point point = {get, &state};
    const ot_place place = ot_text_place(&e->text, 0);
    ot_buffer terms = {0};
    size_t n = 0;
    add_terms(&terms, &e->text, e->right, 1.0, &point, &n);
    if (terms.data && !terms.failed)
        ot_notes_add(notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "terms of the equation of %s in %d: %s", "%s 的方程在 %d 年的各项：%s",
                     m->indicator[i].spec->id, ot_model_year(m, fault->slot), terms.data);
    ot_buffer_clear(&terms);
}

static void note_history(const ot_future *f, int year, ot_notes *notes) {
    ot_buffer list = {0};
    for (int k = 0; k < f->newton.n_history; k++)
        ot_buffer_format(&list, "%s%.2g", k > 0 ? ", " : "", f->newton.history[k]);
    if (list.data && !list.failed)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "largest relative residual before each of the first %d iterations of %d: %s",
                     "前 %d 次迭代（%d 年）之前的最大相对残差：%s", f->newton.n_history, year,
                     list.data);
    ot_buffer_clear(&list);
}

/* The equations of a block, as many as a sentence can hold. */
static void name_members(const ot_model *m, const ot_future *f, const ot_future_fault *fault,
                         ot_buffer *list) {
    const ot_model_scenario *s = &m->scenario[f->c->scenario];
    const ot_model_stage *stage = &s->stage[fault->stage];
    for (size_t k = 0; k < stage->n && k < MOST_NAMES; k++)
        ot_buffer_format(list, "%s%.40s", k > 0 ? ", " : "",
                         m->indicator[s->order[stage->first + stage->n - 1 - k]].spec->id);
    if (stage->n > MOST_NAMES) ot_buffer_text(list, ", ...");
}

static void tell(const ot_model *m, const ot_future *f, const ot_future_fault *fault, size_t i,
                 const char *members, ot_error *err) {
    const char *id = m->indicator[i].spec->id;
    const int year = ot_model_year(m, fault->slot);
    const size_t n = m->scenario[f->c->scenario].stage[fault->stage].n;
    if (fault->outcome == OT_OUTCOME_SINGULAR)
        (void)ot_fail(err, OT_ERR_NUMERIC,
                      "the %zu simultaneous equations of %s have no unique solution in %d: they "
                      "depend on each other, which shows at %s",
                      "%zu 个联立方程（%s）在 %d 年没有唯一解：方程之间线性相关，见 %s", n, members,
                      year, id);
    else if (fault->outcome == OT_OUTCOME_NOT_FINITE)
        (void)ot_fail(err, OT_ERR_NUMERIC,
                      "the %zu simultaneous equations of %s give no finite values in %d, first in "
                      "the equation of %s: a logarithm of a negative number, a division by zero?",
                      "%zu 个联立方程（%s）在 %d 年得不到有限值，首见于 %s "
                      "的方程：是否对负数取对数或除以零？",
                      n, members, year, id);
    else
        (void)ot_fail(err, OT_ERR_NUMERIC,
                      "the %zu simultaneous equations of %s did not converge in %d: after %d "
                      "iterations the largest residual is that of %s, %.3g of its size",
                      "%zu 个联立方程（%s）在 %d 年不收敛：迭代 %d 次后，%s 的相对残差最大，为 "
                      "%.3g",
                      n, members, year, f->newton.n_iterations, id, f->newton.residual);
}

ot_status ot_path_explain(const ot_model *m, const ot_future *f, const ot_future_fault *fault,
                          ot_notes *notes, ot_error *err) {
    const size_t i = worst_indicator(m, f, fault);
    ot_buffer members = {0};
    name_members(m, f, fault, &members);
    tell(m, f, fault, i, members.data && !members.failed ? members.data : "", err);
    ot_buffer_clear(&members);
    const ot_place place = ot_text_place(&m->scenario[f->c->scenario].form[i]->equation->text, 0);
    ot_error_locate(err, place.file, place.line, place.column);
    note_terms(m, f, fault, i, notes);
    note_history(f, ot_model_year(m, fault->slot), notes);
    return OT_ERR_NUMERIC;
}
