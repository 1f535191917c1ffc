#include "assess/review/contribution.h"

#include <math.h>

#include "simulate/path.h"

static const double PERCENT = 100.0;

/* Terms of sums and differences. */
static size_t count_parts(const ot_tree *t) {
    if (t->op == OT_OP_ADD || t->op == OT_OP_SUB)
        return count_parts(t->child[0]) + count_parts(t->child[1]);
    return 1;
}

typedef struct signed_parts {
    ot_contribution_part *part; /* points: the sign, 1 or -1 */
    size_t n;
} signed_parts;

/* 0: it is no sum of indicators of the year itself. */
static int split(const ot_tree *t, size_t n_indicators, double sign, signed_parts *out) {
    if (t->op == OT_OP_ADD || t->op == OT_OP_SUB)
        return split(t->child[0], n_indicators, sign, out) &&
               split(t->child[1], n_indicators, t->op == OT_OP_SUB ? -sign : sign, out);
    if (t->op != OT_OP_SYMBOL || t->symbol.kind != OT_SYMBOL_SERIES || t->lag != 0) return 0;
    if ((size_t)t->symbol.index >= n_indicators) return 0;
    out->part[out->n++] = (ot_contribution_part){(size_t)t->symbol.index, sign};
    return 1;
}

static double value(const ot_model *m, const ot_path *path, size_t row, int year) {
    double x = NAN;
    if (year >= m->first_slot_year) x = ot_path_at(path, row, ot_model_slot(m, year));
    if (!isfinite(x) && ot_model_observe(m, 0, row, NULL, NULL, 0, year, NULL, &x, NULL) != OT_OK)
        return NAN;
    return x;
}

ot_status ot_contributions_find(const ot_model *m, const ot_path *path, size_t indicator, int year,
                                ot_arena *arena, ot_contributions *out, ot_error *err) {
    const ot_form *form = m->scenario[path->c->scenario].form[indicator];
    *out = (ot_contributions){.growth = NAN};
    if (!form || form->is_behavioural || form->equation->transform != OT_TRANSFORM_LEVEL)
        return OT_OK;
    const size_t n = count_parts(form->equation->right);
    signed_parts parts = {ot_arena_alloc(arena, n, sizeof *parts.part), 0};
    if (!parts.part)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the contributions", "内存不足以计算拉动");
    if (!split(form->equation->right, m->n_indicators, 1.0, &parts) || parts.n < 2) return OT_OK;
    const double before = value(m, path, indicator, year - 1);
    const double growth = PERCENT * (value(m, path, indicator, year) / before - 1.0);
    if (!isfinite(growth) || !(before > 0.0)) return OT_OK;
    for (size_t i = 0; i < parts.n; i++) {
        ot_contribution_part *part = &parts.part[i];
        const double change =
            value(m, path, part->indicator, year) - value(m, path, part->indicator, year - 1);
        part->points *= PERCENT * change / before;
        if (!isfinite(part->points)) return OT_OK;
    }
    out->part = parts.part;
    out->n = parts.n;
    out->growth = growth;
    return OT_OK;
}
