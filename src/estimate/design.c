#include "estimate/design_core.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "lang/tree_wide.h"

static ot_status no_memory(ot_gather *g) {
    return ot_fail(g->err, OT_ERR_NOMEM, "no memory for the sample of %s",
                   "内存不足以存放 %s 的样本", g->indicator->spec->id);
}

static const ot_coefficient_spec *coefficient_of(const ot_gather *g, ot_symbol symbol) {
    return g->form->coefficient[(size_t)symbol.index - g->indicator->first_coefficient];
}

/* Nobody could have known it then. */
static int is_later(const ot_gather *g, int is_driver, int year) {
    const int last = g->model->spec->estimated_until;
    return !is_driver && last && year > last;
}

double ot_gather_observe(ot_gather *g, size_t row, int year) {
    const ot_model *m = g->model;
    const int is_driver = row >= m->n_indicators;
    double value = (double)NAN;
    const int is_own = g->request->is_own;
    const ot_status status = ot_model_observe(m, is_driver, is_driver ? row - m->n_indicators : row,
                                              is_own ? NULL : g->request->area, g->estimate->map,
                                              is_own ? 0 : g->estimate->n_map, year,
                                              g->request->as_of, &value, g->status ? NULL : g->err);
    if (status && !g->status) g->status = status;
    if (is_later(g, is_driver, year)) value = (double)NAN;
    if (!isfinite(value) && g->missing < 0) g->missing = (int)row;
    return value;
}

double ot_gather_get(const void *state, ot_symbol symbol, int lag) {
    ot_gather *g = *(ot_gather *const *)state; /* the tree only hands it through */
    if (symbol.kind == OT_SYMBOL_SERIES)
        return ot_gather_observe(g, (size_t)symbol.index, g->year - lag);
    return symbol.kind == OT_SYMBOL_YEAR ? (double)(g->year - lag) : 0.0;
}

/* A copy of the tree with numbers in the place of fixed coefficients: they may stand anywhere, for
 * an exponent that is given does not make an equation non-linear. */
static const ot_tree *with_fixed(const ot_gather *g, const ot_tree *tree) {
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

static ot_status check_linear(ot_gather *g) {
    const ot_tree *offender = NULL;
    if (g->request->is_curve || ot_tree_is_linear(g->right, &offender)) return OT_OK;
    const ot_text *text = &g->form->equation->text;
    const ot_place place = ot_text_place(text, offender ? offender->offset : 0);
    ot_symbol symbol = {OT_SYMBOL_COEFFICIENT, (int)g->indicator->first_coefficient};
    (void)ot_tree_walk(offender ? offender : g->right, ot_gather_name_coefficient, &symbol);
    const ot_status status = ot_fail(
        g->err, OT_ERR_INPUT,
        "the equation of %s is non-linear in coefficient %s, and method \"%s\" is linear: "
        "give the coefficient a value, or write method = \"nls\"",
        "%s 的方程对系数 %s 是非线性的，而“%s”方法是线性的：请给定该系数的值，或写 method = "
        "\"nls\"",
        g->indicator->spec->id, coefficient_of(g, symbol)->name,
        ot_method_name(g->estimate->method));
    ot_error_locate(g->err, place.file, place.line, place.column);
    return status;
}

/* The years with any observation or a start. */
static void find_data(ot_gather *g) {
    const ot_table *table = g->model->table;
    const int start = g->indicator->spec->start.year;
    g->first = start ? start : INT_MAX;
    g->last = start ? start : INT_MIN;
    for (size_t i = 0; i < ot_table_count(table); i++) {
        const int year = ot_table_at(table, i)->year;
        g->first = year < g->first ? year : g->first;
        g->last = year > g->last ? year : g->last;
    }
}

int ot_gather_is_sampled(const ot_gather *g) { return g->estimate->first && !g->request->is_own; }

/* The years worth looking at. */
static void find_years(const ot_gather *g, int *first, int *last) {
    *first = ot_gather_is_sampled(g) ? g->estimate->first : g->first;
    *last = ot_gather_is_sampled(g) ? g->estimate->last : g->last;
}

static void put(ot_wide value, double *high, double *low) {
    *high = (double)value;
    *low = ot_wide_low(value);
}

static int is_outlier(const ot_gather *g) {
    for (size_t i = 0; i < g->estimate->n_outliers && !g->request->is_own; i++)
        if (g->estimate->outlier[i] == g->year) return 1;
    return 0;
}

/* The left side, transformed; NaN when the year has to be left out. */
static ot_wide left_side(ot_gather *g) {
    const ot_equation *e = g->form->equation;
    const double now = ot_gather_observe(g, g->form->indicator, g->year);
    if (!isfinite(now)) return (ot_wide)now;
    const int is_change = e->transform == OT_TRANSFORM_DIFFERENCE ||
                          e->transform == OT_TRANSFORM_LOG_DIFFERENCE ||
                          e->transform == OT_TRANSFORM_PERCENT_CHANGE;
    const double before =
        is_change ? ot_gather_observe(g, g->form->indicator, g->year - 1) : (double)NAN;
    return ot_transform_forward_wide(e->transform, e->ceiling, now, before);
}

/* The columns of a linear equation. */
static int fill_columns(ot_gather *g, ot_wide left, ot_design *s) {
    ot_gather *const self = g;
    const ot_point point = {ot_gather_get, &self};
    double *const x = s->x + s->n * s->k, *const x_low = s->x_low + s->n * s->k;
    put(left - ot_tree_value_wide(g->right, &point), s->y + s->n, s->y_low + s->n);
    int is_finite = isfinite(s->y[s->n]);
    for (size_t j = 0; j < s->k && is_finite; j++) {
        const ot_symbol symbol = {OT_SYMBOL_COEFFICIENT,
                                  (int)(g->indicator->first_coefficient + s->free[j])};
        put(ot_tree_derivative_wide(g->right, &point, symbol, 0), x + j, x_low + j);
        is_finite = isfinite(x[j]);
    }
    return is_finite;
}

/* The leaves of any other. */
static int fill_leaves(ot_gather *g, ot_wide left, ot_design *s) {
    ot_gather *self = g;
    int is_finite = isfinite((double)left);
    put(left, s->y + s->n, s->y_low + s->n);
    for (size_t l = 0; l < s->n_leaves && is_finite; l++) {
        double *value = &s->data[s->n * s->n_leaves + l];
        *value = ot_gather_get(&self, s->leaf[l].symbol, s->leaf[l].lag);
        is_finite = isfinite(*value);
    }
    return is_finite && !ot_tree_walk(g->right, ot_gather_has_no_value, (void *)&self);
}

static ot_status refuse_weight(ot_gather *g, double weight) {
    const ot_estimate_spec *e = g->estimate;
    const int is_variance = !e->weights.s;
    const ot_place place = ot_text_place(is_variance ? &e->variance : &e->weights, 0);
    const char *en = is_variance ? "variance" : "weight";
    const char *id = g->indicator->spec->id;
    if (isfinite(weight))
        g->status = ot_fail(g->err, OT_ERR_INPUT, "the %s of %s is %g in %d; must be above 0",
                            is_variance ? "%.0s%s 的方差（variance）为 %g（%d 年）；应大于 0"
                                        : "%.0s%s 的权重（weights）为 %g（%d 年）；应大于 0",
                            en, id, weight, g->year);
    else
        g->status =
            ot_fail(g->err, OT_ERR_INPUT, "the %s of %s has no finite value in %d; must be above 0",
                    is_variance ? "%.0s%s 的方差（variance）没有有限值（%d 年）；应大于 0"
                                : "%.0s%s 的权重（weights）没有有限值（%d 年）；应大于 0",
                    en, id, g->year);
    ot_error_locate(g->err, place.file, place.line, place.column);
    return g->status;
}

/* Weight and instruments. */
static int fill_terms(ot_gather *g, ot_design *s) {
    ot_gather *const self = g;
    const ot_point point = {ot_gather_get, &self};
    const ot_estimate_terms *terms = &g->indicator->terms;
    for (size_t i = 0; i < s->n_instruments; i++) {
        double *z = &s->instrument[s->n * s->n_instruments + i];
        *z = ot_tree_value(terms->instrument[i], &point);
        if (!isfinite(*z)) return 0;
    }
    if (!s->weight) return 1;
    const double value = ot_tree_value(terms->weight, &point);
    if (g->missing >= 0 && !isfinite(value)) return 0;
    s->weight[s->n] = g->estimate->weights.s ? value : 1.0 / value;
    const int is_good = value > 0.0 && s->weight[s->n] > 0.0 && isfinite(s->weight[s->n]);
    return is_good || (refuse_weight(g, value), 0);
}

/* One row of the sample; 0 when the year has to be left out. */
static int fill_row(ot_gather *g, ot_design *s) {
    g->missing = -1;
    const ot_wide left = left_side(g);
    s->left[s->n] = (double)left;
    s->year[s->n] = g->year;
    if (g->missing >= 0) return 0;
    return (g->request->is_curve ? fill_leaves(g, left, s) : fill_columns(g, left, s)) &&
           fill_terms(g, s);
}

static void count_missing(ot_gather *g) {
    if (g->missing < 0 || (size_t)g->missing == g->form->indicator) return;
    g->n_missing[g->missing]++;
}

static const char *scarcest(const ot_gather *g) {
    const ot_model *m = g->model;
    size_t worst = 0;
    for (size_t row = 0; row < m->n_indicators + m->n_drivers; row++)
        if (g->n_missing[row] > g->n_missing[worst]) worst = row;
    if (g->n_missing[worst] == 0) return NULL;
    return worst < m->n_indicators ? m->indicator[worst].spec->id
                                   : m->driver[worst - m->n_indicators].spec->id;
}

static int count_leaf(void *state, const ot_tree *node) {
    ot_design *s = state;
    if (node->op != OT_OP_SYMBOL || node->symbol.kind == OT_SYMBOL_COEFFICIENT) return 0;
    for (size_t l = 0; l < s->n_leaves && s->leaf; l++)
        if (s->leaf[l].symbol.kind == node->symbol.kind &&
            s->leaf[l].symbol.index == node->symbol.index && s->leaf[l].lag == node->lag)
            return 0;
    if (s->leaf) s->leaf[s->n_leaves] = (ot_design_leaf){node->symbol, node->lag};
    s->n_leaves++;
    return 0;
}

/* Those of the right side, each once. */
static int find_leaves(ot_gather *g, ot_design *s) {
    (void)ot_tree_walk(g->right, count_leaf, s); /* with repeats: room enough */
    s->leaf = ot_arena_alloc(g->arena, s->n_leaves, sizeof *s->leaf);
    s->n_leaves = 0;
    if (s->leaf) (void)ot_tree_walk(g->right, count_leaf, s);
    return s->leaf != NULL;
}

static int make_room(ot_gather *g, ot_design *s, size_t most) {
    ot_arena *a = g->arena;
    const size_t columns = g->request->is_curve ? 0 : s->k;
    if (g->request->is_curve && !find_leaves(g, s)) return 0;
    const size_t n_rows = g->model->n_indicators + g->model->n_drivers;
    s->n_instruments = g->estimate->n_instruments;
    g->n_missing = ot_arena_alloc(a, n_rows + 1, sizeof *g->n_missing);
    s->x = ot_arena_alloc(a, most * (columns + 1), sizeof *s->x);
    s->x_low = ot_arena_alloc(a, most * (columns + 1), sizeof *s->x_low);
    s->y = ot_arena_alloc(a, most + 1, sizeof *s->y);
    s->y_low = ot_arena_alloc(a, most + 1, sizeof *s->y_low);
    s->left = ot_arena_alloc(a, most + 1, sizeof *s->left);
    s->year = ot_arena_alloc(a, most + 1, sizeof *s->year);
    s->outlier = ot_arena_alloc(a, most + 1, sizeof *s->outlier);
    s->data = ot_arena_alloc(a, most * (s->n_leaves + 1), sizeof *s->data);
    s->instrument = ot_arena_alloc(a, most * (s->n_instruments + 1), sizeof *s->instrument);
    double *weight = ot_arena_alloc(a, most + 1, sizeof *weight);
    s->weight = g->indicator->terms.weight ? weight : NULL;
    return g->n_missing && s->x && s->x_low && s->y && s->y_low && s->left && s->year &&
           s->outlier && s->data && s->instrument && weight;
}

static ot_status run(ot_gather *g, ot_notes *notes, ot_design *s) {
    int first, last;
    find_data(g);
    find_years(g, &first, &last);
    if (!make_room(g, s, first <= last ? (size_t)(last - first) + 1 : 0)) return no_memory(g);
    for (g->year = first; g->year <= last && !g->status; g->year++) {
        if (fill_row(g, s)) {
            s->n++;
            if (is_outlier(g)) ot_design_leave_out(s, s->n - 1);
            continue;
        }
        count_missing(g);
        ot_gather_note_year(g);
    }
    if (g->status) return g->status;
    if (g->gap.failed || g->broken.failed) return no_memory(g);
    s->scarce = scarcest(g);
    s->broken = g->broken.length ? ot_arena_text(g->arena, g->broken.data, g->broken.length) : NULL;
    if (g->broken.length && !s->broken) return no_memory(g);
    ot_gather_note_gaps(g, notes);
    return ot_gather_check_sample(g, s);
}

static void drop(double *rows, size_t n, size_t i, size_t width) {
    memmove(rows + i * width, rows + (i + 1) * width, (n - i - 1) * width * sizeof *rows);
}

void ot_design_drop(ot_design *s, size_t i) {
    const size_t columns = s->is_curve ? 0 : s->k;
    drop(s->x, s->n, i, columns);
    drop(s->x_low, s->n, i, columns);
    drop(s->y, s->n, i, 1);
    drop(s->y_low, s->n, i, 1);
    drop(s->left, s->n, i, 1);
    drop(s->data, s->n, i, s->n_leaves);
    drop(s->instrument, s->n, i, s->n_instruments);
    if (s->weight) drop(s->weight, s->n, i, 1);
    memmove(s->year + i, s->year + i + 1, (s->n - i - 1) * sizeof *s->year);
    s->n--;
}

void ot_design_leave_out(ot_design *s, size_t i) {
    size_t at = s->n_outliers++;
    for (; at > 0 && s->outlier[at - 1] > s->year[i]; at--)
        s->outlier[at] = s->outlier[at - 1];
    s->outlier[at] = s->year[i];
    ot_design_drop(s, i);
}

ot_status ot_design_gather(const ot_model *model, const ot_form *form,
                           const ot_design_request *request, ot_arena *arena, ot_notes *notes,
                           ot_design *out, ot_error *err) {
    const ot_model_indicator *x = &model->indicator[form->indicator];
    ot_gather g = {.model = model,
                   .form = form,
                   .indicator = x,
                   .estimate = &x->spec->estimate,
                   .request = request,
                   .arena = arena,
                   .err = err};
    ot_design s = {.is_curve = request->is_curve,
                   .free = ot_arena_alloc(arena, x->spec->n_coefficients, sizeof *s.free)};
    s.right = g.right = with_fixed(&g, form->equation->right);
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
