/* What is told of a sample: years left out, with what is to blame, and a sample without data. */
#include <math.h>
#include <string.h>

#include "estimate/design_core.h"

int ot_gather_name_coefficient(void *state, const ot_tree *node) {
    const int is_coefficient =
        node->op == OT_OP_SYMBOL && node->symbol.kind == OT_SYMBOL_COEFFICIENT;
    if (is_coefficient) *(ot_symbol *)state = node->symbol;
    return is_coefficient;
}

static int is_not_positive(void *state, const ot_tree *node) {
    ot_gather *g = *(ot_gather *const *)state;
    if (node->op != OT_OP_SYMBOL || node->symbol.kind != OT_SYMBOL_SERIES) return 0;
    g->culprit = node;
    return ot_gather_observe(g, (size_t)node->symbol.index, g->year - node->lag) <= 0.0;
}

static int holds_coefficient(const ot_tree *tree) {
    ot_symbol symbol;
    return ot_tree_walk(tree, ot_gather_name_coefficient, &symbol);
}

/* The first series at or below 0 where no coefficient could help: under a logarithm, or below 0
 * with a coefficient as its power. */
int ot_gather_has_no_value(void *state, const ot_tree *node) {
    ot_gather *g = *(ot_gather *const *)state;
    const ot_point point = {ot_gather_get, state};
    const int is_log = node->op == OT_OP_LOG;
    const int is_power = node->op == OT_OP_POW && holds_coefficient(node->child[1]);
    if ((!is_log && !is_power) || holds_coefficient(node->child[0])) return 0;
    const double value = ot_tree_value(node->child[0], &point);
    if (is_log ? !(value <= 0.0) : !(value < 0.0)) return 0;
    return ot_tree_walk(node->child[0], is_not_positive, &g);
}

/* What makes the equation of this year not finite, as far as it can be told: a value at or below 0
 * under a logarithm. */
static void name_culprit(ot_gather *g, ot_buffer *years) {
    const ot_equation *e = g->form->equation;
    const ot_model *m = g->model;
    ot_gather *self = g;
    const int is_log = e->transform == OT_TRANSFORM_LOG ||
                       e->transform == OT_TRANSFORM_LOG_DIFFERENCE ||
                       e->transform == OT_TRANSFORM_LOGIT;
    const double now = ot_gather_observe(g, g->form->indicator, g->year);
    if (is_log && now <= 0.0) {
        ot_buffer_format(years, " (%s = %g)", g->indicator->spec->id, now / g->indicator->inside);
        return;
    }
    int is_found = ot_tree_walk(g->right, ot_gather_has_no_value, (void *)&self);
    for (size_t i = 0; i < g->estimate->n_instruments && !is_found; i++)
        is_found =
            ot_tree_walk(g->indicator->terms.instrument[i], ot_gather_has_no_value, (void *)&self);
    if (!is_found) return;
    const size_t row = (size_t)g->culprit->symbol.index;
    const int is_driver = row >= m->n_indicators, year = g->year - g->culprit->lag;
    const double inside =
        is_driver ? m->driver[row - m->n_indicators].inside : m->indicator[row].inside;
    ot_buffer_format(years, " (%s = %g, %d)",
                     is_driver ? m->driver[row - m->n_indicators].spec->id
                               : m->indicator[row].spec->id,
                     ot_gather_observe(g, row, year) / inside, year);
}

/* Data may be missing in any year that nobody asked for; an equation that fails on data may not. */
void ot_gather_note_year(ot_gather *g) {
    const int is_broken = g->missing < 0;
    ot_buffer *years = is_broken ? &g->broken : &g->gap;
    if (!is_broken && !ot_gather_is_sampled(g)) return;
    if (years->length > 0) ot_buffer_text(years, ", ");
    ot_buffer_format(years, "%d", g->year);
    if (is_broken) name_culprit(g, years);
}

void ot_gather_note_gaps(const ot_gather *g, ot_notes *notes) {
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

/* Nobody would guess why an equation has no data, when it is the sample that is wrong. */
ot_status ot_gather_check_sample(ot_gather *g, const ot_design *s) {
    const ot_estimate_spec *e = g->estimate;
    const ot_place place = e->sample_place;
    const int is_apart = g->first > g->last || e->last < g->first || e->first > g->last;
    if (s->n > 0 || !ot_gather_is_sampled(g) || !is_apart || g->first > g->last) return OT_OK;
    const ot_status status =
        ot_fail(g->err, OT_ERR_INPUT, "the sample of %s is %d to %d, and all data are of %d to %d",
                "%s 的样本期为 %d 至 %d 年，而全部数据只有 %d 至 %d 年", g->indicator->spec->id,
                e->first, e->last, g->first, g->last);
    ot_error_locate(g->err, place.file, place.line, place.column);
    return status;
}
