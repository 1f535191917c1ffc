/* What the residual of an equation was in past years. */
#include <math.h>
#include <string.h>

#include "import/pcim.h"
#include "lang/tree.h"

/* The equation in one past year, with a number for the add-factor. */
typedef struct moment {
    const ot_pcim *pcim;
    const ot_pcim_equation *e;
    size_t t;
    double add;
} moment;

/* Ids are names, apart from those that were changed. */
static int find_symbol(const void *state, const char *name, size_t n, ot_symbol *out) {
    const ot_pcim *pcim = state;
    char id[OT_IMPORT_MOST_NAME + 1];
    if (n > OT_IMPORT_MOST_NAME) return 0;
    memcpy(id, name, n);
    id[n] = '\0';
    size_t v = ot_pcim_find(pcim, id);
    for (size_t k = 0; v == SIZE_MAX && k < pcim->n_variables; k++)
        if (strcmp(pcim->variable[k].id, id) == 0) v = k;
    *out = (ot_symbol){OT_SYMBOL_SERIES, (int)v};
    return v != SIZE_MAX;
}

/* While X follows its equation, X_D is 0, and what X_X would replace it by does not matter. */
static double get(const void *state, ot_symbol symbol, int lag) {
    const moment *m = state;
    const size_t v = (size_t)symbol.index;
    if (symbol.kind != OT_SYMBOL_SERIES) return NAN;
    if (v == m->e->add_factor && lag == 0) return m->add;
    if (m->e->exogenous != SIZE_MAX && (v == m->e->exogenous || v == m->e->given)) return 0.0;
    const ot_pcim_variable *x = &m->pcim->variable[v];
    if (!x->value || m->t < (size_t)lag || m->t - (size_t)lag < x->begins) return NAN;
    return x->value[m->t - (size_t)lag];
}

/* Newton's method from 0. An equation that is linear in its add-factor takes two steps; one with
 * exp(X_A) a few more. NaN: there is no such number, or it is far away. */
static double invert(const ot_equation *equation, moment *m) {
    enum { MOST_STEPS = 50 };
    static const double SMALL = 1e-12;   /* step, relative to what is found or to 1 */
    static const double ROUNDING = 1e-9; /* of X: the equation holds without an add-factor */
    const ot_point point = {get, m};
    const ot_symbol by = {OT_SYMBOL_SERIES, (int)m->e->add_factor};
    const double x = get(m, (ot_symbol){OT_SYMBOL_SERIES, equation->target}, 0);
    const double left = ot_transform_forward(equation->transform, equation->ceiling, x, NAN);
    m->add = 0.0;
    for (int k = 0; k < MOST_STEPS; k++) {
        const double over = ot_tree_value(equation->right, &point) - left;
        if (k == 0 && fabs(over) <= ROUNDING * fabs(left)) return 0.0;
        const double move = over / ot_tree_derivative(equation->right, &point, by, 0);
        m->add -= move; /* not finite where the derivative is 0 */
        if (!isfinite(m->add)) return NAN;
        if (fabs(move) <= SMALL * fmax(1.0, fabs(m->add))) return m->add;
    }
    return NAN;
}

static void collect(const ot_pcim *pcim, const ot_pcim_equation *e, const ot_equation *equation,
                    ot_pcim_past *out) {
    out->n = 0;
    for (int year = pcim->first_year - 1; year >= pcim->data_year && out->n < OT_PCIM_MOST_PAST;
         year--) {
        moment m = {.pcim = pcim, .e = e, .t = (size_t)(year - pcim->data_year)};
        if (m.t >= pcim->n_years) continue;
        const double residual = invert(equation, &m);
        if (!isfinite(residual)) continue;
        out->year[out->n] = year;
        out->x[out->n++] = residual;
    }
}

ot_status ot_pcim_find_residuals(const ot_pcim *pcim, const ot_pcim_equation *e,
                                 ot_pcim_past *out) {
    const ot_text text = {.s = e->text, .length = strlen(e->text)};
    const ot_scope scope = {.find = find_symbol, .state = pcim};
    const ot_equation *equation;
    ot_arena *arena = ot_arena_new();
    if (!arena) return ot_pcim_no_memory(pcim);
    const ot_status status = ot_equation_parse(&text, &scope, arena, NULL, &equation, pcim->err);
    if (!status) collect(pcim, e, equation, out);
    ot_arena_free(arena);
    return status;
}
