#include "estimate/design.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "lang/tree_wide.h"

struct gather {
    const ot_model *model;
    const ot_form *form;
    const ot_model_indicator *indicator;
    const ot_estimate_spec *estimate;
    const char *as_of;
    ot_arena *arena;
    ot_error *err;
    ot_status status;      /* of the first observation that could not be read */
    const ot_tree *right;  /* with numbers for fixed coefficients */
    int year;              /* the one that is looked at */
    int missing;           /* row of a series that had no value in it; -1 */
    size_t *n_missing;     /* [rows] years in which it was the one */
    ot_buffer gap, broken; /* years left out of an explicit sample: no data, no finite value */
};

static ot_status no_memory(struct gather *g) {
    return ot_fail(g->err, OT_ERR_NOMEM, "no memory for the sample of %s",
                   "内存不足以存放 %s 的样本", g->indicator->spec->id);
}

static const ot_coefficient_spec *coefficient_of(const struct gather *g, ot_symbol symbol) {
    return g->form->coefficient[(size_t)symbol.index - g->indicator->first_coefficient];
}

static double observe(struct gather *g, size_t row, int year) {
    const ot_model *m = g->model;
    const int is_driver = row >= m->n_indicators;
    double value = (double)NAN;
    const ot_status status = ot_model_observe(
        m, is_driver, is_driver ? row - m->n_indicators : row, g->estimate->area, g->estimate->map,
        g->estimate->n_map, year, g->as_of, &value, g->status ? NULL : g->err);
    if (status && !g->status) g->status = status;
    if (!isfinite(value) && g->missing < 0) g->missing = (int)row;
    return value;
}

static double get(const void *state, ot_symbol symbol, int lag) {
    struct gather *g = *(struct gather *const *)state; /* the tree only hands it through */
    if (symbol.kind == OT_SYMBOL_SERIES) return observe(g, (size_t)symbol.index, g->year - lag);
    return symbol.kind == OT_SYMBOL_YEAR ? (double)(g->year - lag) : 0.0;
}

/* A copy of the tree with numbers in the place of fixed coefficients: they may stand anywhere, for
 * an exponent that is given does not make an equation non-linear. */
static const ot_tree *with_fixed(const struct gather *g, const ot_tree *tree) {
    ot_tree *copy = ot_arena_alloc(g->arena, 1, sizeof *copy);
    if (!copy) return NULL;
    *copy = *tree;
    if (tree->op == OT_OP_SYMBOL && tree->symbol.kind == OT_SYMBOL_COEFFICIENT &&
        coefficient_of(g, tree->symbol)->is_fixed) {
        copy->op = OT_OP_NUMBER;
        copy->number = coefficient_of(g, tree->symbol)->value;
    }
    for (int i = 0; i < tree->n_children; i++) {
        copy->child[i] = with_fixed(g, tree->child[i]);
        if (!copy->child[i]) return NULL;
    }
    return copy;
}

static int name_coefficient(void *state, const ot_tree *node) {
    const int is_coefficient =
        node->op == OT_OP_SYMBOL && node->symbol.kind == OT_SYMBOL_COEFFICIENT;
    if (is_coefficient) *(ot_symbol *)state = node->symbol;
    return is_coefficient;
}

static ot_status check_linear(struct gather *g) {
    const ot_tree *offender = NULL;
    if (ot_tree_is_linear(g->right, &offender)) return OT_OK;
    const ot_text *text = &g->form->equation->text;
    const ot_place place = ot_text_place(text, offender ? offender->offset : 0);
    ot_symbol symbol = {OT_SYMBOL_COEFFICIENT, (int)g->indicator->first_coefficient};
    (void)ot_tree_walk(offender ? offender : g->right, name_coefficient, &symbol);
    const ot_status status =
        ot_fail(g->err, OT_ERR_INPUT,
                "the equation of %s is non-linear in coefficient %s; non-linear least squares come "
                "with a later version: give it a value, or method = \"prior\"",
                "%s 的方程对系数 %s 是非线性的；非线性最小二乘将在以后版本提供：请给定其值，或用 "
                "method = \"prior\"",
                g->indicator->spec->id, coefficient_of(g, symbol)->name);
    ot_error_locate(g->err, place.file, place.line, place.column);
    return status;
}

/* The years worth looking at: those of any observation, a start, and the explicit sample. */
static void find_years(const struct gather *g, int *first, int *last) {
    const ot_table *table = g->model->table;
    const int start = g->indicator->spec->start.year;
    *first = g->estimate->first;
    *last = g->estimate->last;
    if (*first || *last) return;
    *first = start ? start : INT_MAX;
    *last = start ? start : INT_MIN;
    for (size_t i = 0; i < ot_table_count(table); i++) {
        const int year = ot_table_at(table, i)->year;
        *first = year < *first ? year : *first;
        *last = year > *last ? year : *last;
    }
}

/* Data may be missing in any year that nobody asked for; an equation that fails on data may not. */
static void note_year(struct gather *g) {
    ot_buffer *years = g->missing < 0 ? &g->broken : &g->gap;
    if (g->missing >= 0 && !g->estimate->first) return;
    if (years->length > 0) ot_buffer_text(years, ", ");
    ot_buffer_format(years, "%d", g->year);
}

static void put(ot_wide value, double *high, double *low) {
    *high = (double)value;
    *low = ot_wide_low(value);
}

/* One row of the sample; 0 when the year has to be left out. */
static int fill_row(struct gather *g, ot_design *s) {
    const ot_equation *e = g->form->equation;
    struct gather *const self = g;
    const ot_point point = {get, &self};
    double *const x = s->x + s->n * s->k, *const x_low = s->x_low + s->n * s->k;
    g->missing = -1;
    const double now = observe(g, g->form->indicator, g->year);
    if (!isfinite(now)) return 0;
    const int is_change = e->transform == OT_TRANSFORM_DIFFERENCE ||
                          e->transform == OT_TRANSFORM_LOG_DIFFERENCE ||
                          e->transform == OT_TRANSFORM_PERCENT_CHANGE;
    const double before = is_change ? observe(g, g->form->indicator, g->year - 1) : (double)NAN;
    const ot_wide left = ot_transform_forward_wide(e->transform, e->ceiling, now, before);
    s->left[s->n] = (double)left;
    put(left - ot_tree_value_wide(g->right, &point), s->y + s->n, s->y_low + s->n);
    int is_finite = isfinite(s->y[s->n]);
    for (size_t j = 0; j < s->k && is_finite; j++) {
        const ot_symbol symbol = {OT_SYMBOL_COEFFICIENT,
                                  (int)(g->indicator->first_coefficient + s->free[j])};
        put(ot_tree_derivative_wide(g->right, &point, symbol, 0), x + j, x_low + j);
        is_finite = isfinite(x[j]);
    }
    s->year[s->n] = g->year;
    return is_finite;
}

static void count_missing(struct gather *g) {
    if (g->missing < 0 || (size_t)g->missing == g->form->indicator) return;
    g->n_missing[g->missing]++;
}

static const char *scarcest(const struct gather *g) {
    const ot_model *m = g->model;
    size_t worst = 0;
    for (size_t row = 0; row < m->n_indicators + m->n_drivers; row++)
        if (g->n_missing[row] > g->n_missing[worst]) worst = row;
    if (g->n_missing[worst] == 0) return NULL;
    return worst < m->n_indicators ? m->indicator[worst].spec->id
                                   : m->driver[worst - m->n_indicators].spec->id;
}

static void note_gaps(const struct gather *g, ot_notes *notes) {
    const ot_place place = g->estimate->sample_place;
    const char *const *label = g->indicator->spec->label.text;
    if (g->gap.data)
        ot_notes_add(notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                     "years without data left out of the sample of %s%.0s: %s",
                     "%.0s%s的样本中略去了缺数据的年份：%s", label[OT_LANGUAGE_EN],
                     label[OT_LANGUAGE_ZH], g->gap.data);
    if (g->broken.data)
        ot_notes_add(notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "years in which the equation of %s%.0s has no finite value left out: %s",
                     "%.0s%s的方程在下列年份没有有限值，已从样本中略去：%s", label[OT_LANGUAGE_EN],
                     label[OT_LANGUAGE_ZH], g->broken.data);
}

static ot_status run(struct gather *g, ot_notes *notes, ot_design *s) {
    int first, last;
    find_years(g, &first, &last);
    const size_t most = first <= last ? (size_t)(last - first) + 1 : 0;
    const size_t n_rows = g->model->n_indicators + g->model->n_drivers;
    g->n_missing = ot_arena_alloc(g->arena, n_rows + 1, sizeof *g->n_missing);
    s->x = ot_arena_alloc(g->arena, most * (s->k + 1), sizeof *s->x);
    s->y = ot_arena_alloc(g->arena, most + 1, sizeof *s->y);
    s->x_low = ot_arena_alloc(g->arena, most * (s->k + 1), sizeof *s->x_low);
    s->y_low = ot_arena_alloc(g->arena, most + 1, sizeof *s->y_low);
    s->left = ot_arena_alloc(g->arena, most + 1, sizeof *s->left);
    s->year = ot_arena_alloc(g->arena, most + 1, sizeof *s->year);
    if (!g->n_missing || !s->x || !s->y || !s->x_low || !s->y_low || !s->left || !s->year)
        return no_memory(g);
    for (g->year = first; g->year <= last && !g->status; g->year++) {
        if (fill_row(g, s)) {
            s->n++;
            continue;
        }
        count_missing(g);
        note_year(g);
    }
    if (g->status) return g->status;
    if (g->gap.failed || g->broken.failed) return no_memory(g);
    s->scarce = scarcest(g);
    note_gaps(g, notes);
    return OT_OK;
}

ot_status ot_design_gather(const ot_model *model, const ot_form *form, const char *as_of,
                           ot_arena *arena, ot_notes *notes, ot_design *out, ot_error *err) {
    const ot_model_indicator *x = &model->indicator[form->indicator];
    struct gather g = {.model = model,
                       .form = form,
                       .indicator = x,
                       .estimate = &x->spec->estimate,
                       .as_of = as_of,
                       .arena = arena,
                       .err = err};
    ot_design s = {.free = ot_arena_alloc(arena, x->spec->n_coefficients, sizeof *s.free)};
    g.right = with_fixed(&g, form->equation->right);
    if (!s.free || !g.right) return no_memory(&g);
    for (size_t k = 0; k < x->spec->n_coefficients; k++)
        if (!form->coefficient[k]->is_fixed) s.free[s.k++] = k;
    ot_status status = check_linear(&g);
    if (!status) status = run(&g, notes, &s);
    ot_buffer_clear(&g.gap);
    ot_buffer_clear(&g.broken);
    if (!status) *out = s;
    return status;
}
