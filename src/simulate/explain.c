#include <math.h>

#include "base/buffer.h"
#include "simulate/path.h"

enum { MOST_NAMES = 12, MOST_TERMS = 12, MOST_RESIDUALS = 16 };

static const char NOT_FINITE[] = "\xE2\x88\x9E"; /* an infinity sign: the same in every language */

static void add_number(ot_buffer *to, const char *format, double value) {
    if (isfinite(value))
        ot_buffer_format(to, format, value);
    else
        ot_buffer_text(to, isnan(value) ? "?" : NOT_FINITE);
}

/* Of a block without finite values the first equation, in solution order, that gives none: what it
 * reads is finite. Else the equation of the feedback variable `worst`. */
static size_t worst_indicator(const ot_model *m, const ot_path_solver *f,
                              const ot_path_fault *fault) {
    const ot_model_scenario *s = &m->scenario[f->c->scenario];
    const ot_model_stage *stage = &s->stage[fault->stage];
    for (size_t k = 0; fault->outcome == OT_OUTCOME_NOT_FINITE && k < stage->n; k++) {
        const size_t i = s->order[stage->first + k];
        const int is_held = ot_case_is_held(f->c, i, fault->slot);
        if (!is_held &&
            !isfinite(ot_equation_value(m, f->c, f->coefficient, f->value, i, fault->slot)))
            return i;
    }
    return s->order[stage->first + stage->n - stage->n_feedback + (size_t)f->newton.worst];
}

typedef struct point_state {
    const ot_model *model;
    const ot_path_solver *f;
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
    ot_buffer_format(to, "%s%.*s", *n > 1 ? "; " : "", (int)(end - e.first), text->s + e.first);
    if (node->op == OT_OP_NUMBER && sign > 0.0) return;
    ot_buffer_text(to, " = ");
    add_number(to, "%.10g", sign * ot_tree_value(node, point));
}

typedef struct readings {
    const ot_model *model;
    const ot_point *point;
    ot_buffer list;
    size_t n;
} readings;

static int add_reading(void *state, const ot_tree *node) {
    readings *r = state;
    if (node->op != OT_OP_SYMBOL || node->symbol.kind != OT_SYMBOL_SERIES) return 0;
    const size_t row = (size_t)node->symbol.index;
    if (row >= r->model->n_indicators + r->model->n_drivers || r->n++ >= MOST_TERMS) return 0;
    const char *id = row < r->model->n_indicators
                         ? r->model->indicator[row].spec->id
                         : r->model->driver[row - r->model->n_indicators].spec->id;
    ot_buffer_format(&r->list, "%s%s", r->list.length ? "; " : "", id);
    if (node->lag > 0) ot_buffer_format(&r->list, "(-%d)", node->lag);
    ot_buffer_text(&r->list, " = ");
    add_number(&r->list, "%.10g", ot_tree_value(node, r->point));
    return 0;
}

/* What an equation without a finite value was given. */
static void note_readings(const ot_model *m, const ot_path_solver *f, const ot_path_fault *fault,
                          size_t i, ot_notes *notes) {
    const ot_equation *e = m->scenario[f->c->scenario].form[i]->equation;
    const point_state state = {m, f, fault->slot};
    const ot_point point = {get, &state};
    const ot_place place = ot_text_place(&e->text, 0);
    readings r = {.model = m, .point = &point};
    if (fault->outcome == OT_OUTCOME_NOT_FINITE) (void)ot_tree_walk(e->right, add_reading, &r);
    if (r.list.data && !r.list.failed)
        ot_notes_add(notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "values that the equation of %s reads in %d: %s",
                     "%s 的方程在 %d 年用到的数值：%s", m->indicator[i].spec->id,
                     ot_model_year(m, fault->slot), r.list.data);
    ot_buffer_clear(&r.list);
}

static void note_terms(const ot_model *m, const ot_path_solver *f, const ot_path_fault *fault,
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

static void add_residual(ot_buffer *list, double residual, int follows) {
    if (follows) ot_buffer_text(list, ", ");
    add_number(list, "%.2g", residual);
}

static void note_history(const ot_path_solver *f, int year, ot_notes *notes) {
    ot_buffer list = {0};
    const int n = f->newton.n_history < MOST_RESIDUALS ? f->newton.n_history : MOST_RESIDUALS;
    for (int k = 0; k < n; k++)
        add_residual(&list, f->newton.history[k], k > 0);
    if (n < f->newton.n_history) ot_buffer_text(&list, ", ...");
    if (list.data && !list.failed)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "largest relative residuals in %d, one iteration after the other: %s",
                     "%d 年逐次迭代的最大相对残差：%s", year, list.data);
    ot_buffer_clear(&list);
}

/* The equations of a block, as many as a sentence can hold. */
static void name_members(const ot_model *m, const ot_path_solver *f, const ot_path_fault *fault,
                         ot_buffer *list) {
    const ot_model_scenario *s = &m->scenario[f->c->scenario];
    const ot_model_stage *stage = &s->stage[fault->stage];
    for (size_t k = 0; k < stage->n && k < MOST_NAMES; k++)
        ot_buffer_format(list, "%s%.40s", k > 0 ? ", " : "",
                         m->indicator[s->order[stage->first + stage->n - 1 - k]].spec->id);
    if (stage->n > MOST_NAMES) ot_buffer_text(list, ", ...");
}

/* "the 3 simultaneous equations of a, b, c"; of one that reads itself "the equation of a, which
 * needs a itself,". */
typedef struct subject {
    ot_buffer text[OT_N_LANGUAGES];
} subject;

static void name_subject(const ot_model *m, const ot_path_solver *f, const ot_path_fault *fault,
                         subject *to) {
    const size_t n = m->scenario[f->c->scenario].stage[fault->stage].n;
    ot_buffer members = {0};
    name_members(m, f, fault, &members);
    const char *names = members.data && !members.failed ? members.data : "";
    if (n == 1) {
        ot_buffer_format(&to->text[OT_LANGUAGE_EN], "the equation of %s, which needs %s itself,",
                         names, names);
        ot_buffer_format(&to->text[OT_LANGUAGE_ZH], "%s 的方程（右边含其自身）", names);
    } else {
        ot_buffer_format(&to->text[OT_LANGUAGE_EN], "the block of %zu simultaneous equations (%s)",
                         n, names);
        ot_buffer_format(&to->text[OT_LANGUAGE_ZH], "%zu 个联立方程（%s）", n, names);
    }
    ot_buffer_clear(&members);
}

static const char *said(const subject *s, ot_language language) {
    const ot_buffer *text = &s->text[language];
    return text->data && !text->failed ? text->data : "";
}

static void tell_diverged(const ot_path_solver *f, const char *id, int year, const char *en,
                          const char *zh, ot_error *err) {
    const int n = f->newton.n_iterations;
    if (isfinite(f->newton.residual))
        (void)ot_fail(
            err, OT_ERR_NUMERIC,
            "%s%.0s did not converge in %d: after %d iterations %s is still off by %.3g of "
            "its size, the most of all",
            "%.0s%s在 %d 年不收敛：迭代 %d 次后，%s 的相对残差仍为 %.3g，为各方程中最大", en, zh,
            year, n, id, f->newton.residual);
    else
        (void)ot_fail(
            err, OT_ERR_NUMERIC,
            "%s%.0s did not converge in %d: after %d iterations %s grows beyond all bounds",
            "%.0s%s在 %d 年不收敛：迭代 %d 次后，%s 的数值趋于无穷", en, zh, year, n, id);
}

static void tell(const ot_model *m, const ot_path_solver *f, const ot_path_fault *fault, size_t i,
                 const subject *who, ot_error *err) {
    const char *id = m->indicator[i].spec->id;
    const char *en = said(who, OT_LANGUAGE_EN), *zh = said(who, OT_LANGUAGE_ZH);
    const int year = ot_model_year(m, fault->slot);
    if (fault->outcome == OT_OUTCOME_SINGULAR)
        (void)ot_fail(
            err, OT_ERR_NUMERIC,
            "%s%.0s has no unique solution in %d: equations say the same or contradict each "
            "other, which shows at %s",
            "%.0s%s在 %d 年没有唯一解：方程之间相互重复或矛盾，见 %s", en, zh, year, id);
    else if (fault->outcome == OT_OUTCOME_NOT_FINITE)
        (void)ot_fail(
            err, OT_ERR_NUMERIC,
            "%s%.0s gives no finite values in %d, first in the equation of %s: a logarithm "
            "of a number that is not above 0, a division by zero?",
            "%.0s%s在 %d 年得不到有限值，首见于 %s 的方程：是否对非正数取对数或除以零？", en, zh,
            year, id);
    else
        tell_diverged(f, id, year, en, zh, err);
}

ot_status ot_path_explain(const ot_model *m, const ot_path_solver *f, const ot_path_fault *fault,
                          ot_notes *notes, ot_error *err) {
    const size_t i = worst_indicator(m, f, fault);
    subject who = {0};
    name_subject(m, f, fault, &who);
    tell(m, f, fault, i, &who, err);
    for (int l = 0; l < OT_N_LANGUAGES; l++)
        ot_buffer_clear(&who.text[l]);
    const ot_place place = ot_text_place(&m->scenario[f->c->scenario].form[i]->equation->text, 0);
    ot_error_locate(err, place.file, place.line, place.column);
    note_terms(m, f, fault, i, notes);
    note_readings(m, f, fault, i, notes);
    note_history(f, ot_model_year(m, fault->slot), notes);
    return OT_ERR_NUMERIC;
}
