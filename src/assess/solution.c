#include "assess/solution.h"

#include <math.h>

#include "assess/projection.h"
#include "simulate/path.h"

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the solution", "内存不足以存放求解结果");
}

/* The largest size of the series, of all observations at hand. */
static double observed_size(const ot_model *m, size_t i) {
    double size = 0.0;
    for (size_t slot = 0; slot < m->n_slots; slot++) {
        const double value = m->observed[i * m->n_slots + slot];
        if (isfinite(value)) size = fmax(size, fabs(value));
    }
    return size / m->indicator[i].inside;
}

static ot_solved_year solved_year(const ot_path *path, size_t i, int year) {
    const ot_model *m = path->model;
    const size_t slot = ot_model_slot(m, year);
    const ot_model_scenario *s = &m->scenario[path->c->scenario];
    const double inside = m->indicator[i].inside, value = ot_path_at(path, i, slot);
    const double observed = m->observed[i * m->n_slots + slot];
    ot_solved_year y = {.year = year, .value = NAN, .observed = NAN, .residual = NAN};
    y.is_held = s->state[i * m->n_slots + slot] == OT_STATE_HELD;
    if (isfinite(value)) y.value = ot_declared(value, inside);
    if (isfinite(observed)) y.observed = ot_declared(observed, inside);
    if (!y.is_held) y.residual = y.observed - y.value;
    return y;
}

typedef struct tree_reader {
    const ot_model *model;
    const ot_model_scenario *scenario;
} tree_reader;

static int is_random_driver(void *state, const ot_tree *node) {
    const tree_reader *r = state;
    if (node->op != OT_OP_SYMBOL || node->symbol.kind != OT_SYMBOL_SERIES || node->lag > 0)
        return 0;
    const size_t row = (size_t)node->symbol.index, n = r->model->n_indicators;
    return row >= n && r->scenario->law[row - n]->family != OT_LAW_NONE;
}

/* It has a residual of its own, or reads an assumption that is uncertain, as imported equations do
 * with their add-factors: then it need not hold in history. */
static int is_stochastic(const ot_model *m, const ot_model_scenario *s, const ot_form *form) {
    tree_reader r = {m, s};
    return form->is_behavioural || ot_tree_walk(form->equation->right, is_random_driver, &r);
}

static int fill_indicator(ot_solution *s, const ot_path *path, size_t i, ot_solved_indicator *r) {
    const ot_form *form = s->model->scenario[path->c->scenario].form[i];
    r->indicator = i;
    r->has_equation = form != NULL;
    r->is_behavioural =
        form && is_stochastic(s->model, &s->model->scenario[path->c->scenario], form);
    r->year = ot_arena_alloc(s->arena, s->n_years, sizeof *r->year);
    if (!r->year) return 0;
    for (size_t t = 0; t < s->n_years; t++)
        r->year[t] = solved_year(path, i, s->first_year + (int)t);
    r->fit = ot_history_fit_of(r->year, s->n_years, observed_size(s->model, i));
    return 1;
}

/* A series of zeros has no size: any residual of it comes first. */
static double rank_key(const ot_history_fit *fit) {
    if (isfinite(fit->relative)) return fit->relative;
    return fabs(fit->largest) > 0.0 ? (double)INFINITY : 0.0;
}

/* Insertion keeps the model's order among equals. */
static void rank(ot_solved_case *c, size_t k) {
    const ot_history_fit *fit = &c->indicator[k].fit;
    if (fit->n == 0) return;
    size_t at = c->n_compared++;
    for (; at > 0; at--) {
        const size_t before = c->by_residual[at - 1];
        if (rank_key(&c->indicator[before].fit) >= rank_key(fit)) break;
        c->by_residual[at] = before;
    }
    c->by_residual[at] = k;
    ot_reproduction *kind = c->indicator[k].is_behavioural ? &c->behavioural : &c->identities;
    kind->n++;
    kind->n_reproduced += fit->is_reproduced != 0;
}

/* A scenario's own values stand in years of history, too: what then is simulated is not to be held
 * against it. */
static void note_drivers(const ot_model *m, const ot_path *path, ot_notes *notes) {
    const ot_model_scenario *s = &m->scenario[path->c->scenario];
    for (size_t d = 0; d < m->n_drivers; d++) {
        int n_other = 0;
        for (int year = m->first_year; year <= m->last_year && m->driver[d].spec->is_series;
             year++) {
            double seen = (double)NAN;
            const double used = s->driver[d * m->n_slots + ot_model_slot(m, year)];
            if (ot_model_observe(m, 1, d, NULL, NULL, 0, year, NULL, &seen, NULL)) continue;
            n_other += used < seen || used > seen;
        }
        if (n_other == 0) continue;
        ot_notes_add(
            notes, OT_SEVERITY_INFO, NULL, 0, 0,
            "scenario %s gives %s values of its own in %d to %d, where others were observed",
            "情景 %s 对 %s 另行取值（%d—%d 年），与观测值不同", s->spec->id, m->driver[d].spec->id,
            m->first_year, m->last_year);
    }
}

static int fill_case(ot_solution *s, const ot_path *path, ot_solved_case *c, ot_notes *notes) {
    const ot_model *m = s->model;
    *c = (ot_solved_case){.scenario = path->c->scenario};
    c->indicator = ot_arena_alloc(s->arena, s->n_indicators, sizeof *c->indicator);
    c->by_residual = ot_arena_alloc(s->arena, s->n_indicators, sizeof *c->by_residual);
    if (!c->indicator || !c->by_residual) return 0;
    c->solver = (ot_solver_facts){.order = ot_order_facts_of(m, path->c->scenario),
                                  .n_iterations = path->n_iterations,
                                  .residual = path->residual};
    if (ot_spec_is_history(m->spec)) note_drivers(m, path, notes);
    ot_path_warn(path, notes);
    for (size_t i = 0, k = 0; i < m->n_indicators; i++) {
        if (!m->indicator[i].is_projected) continue;
        if (!fill_indicator(s, path, i, &c->indicator[k])) return 0;
        rank(c, k++);
    }
    return 1;
}

static void sum_up(ot_solver_facts *all, const ot_solver_facts *own) {
    const size_t iterations = all->n_iterations + own->n_iterations;
    const double residual = fmax(all->residual, own->residual);
    if (own->order.n_simultaneous >= all->order.n_simultaneous) all->order = own->order;
    all->n_iterations = iterations;
    all->residual = residual;
}

static ot_status solve_case(ot_solution *s, const ot_case *c, const ot_path_options *options,
                            ot_notes *notes, ot_error *err) {
    ot_path *path = NULL;
    ot_status status = ot_path_new(s->model, c, options, notes, &path, err);
    if (!status && !fill_case(s, path, &s->c[s->n_cases], notes)) status = no_memory(err);
    if (!status) sum_up(&s->solver, &s->c[s->n_cases++].solver);
    ot_path_free(path);
    return status;
}

static ot_solution *begin(const ot_model *m, size_t n) {
    ot_arena *arena = ot_arena_new();
    ot_solution *s = arena ? ot_arena_alloc(arena, 1, sizeof *s) : NULL;
    ot_solved_case *c = s ? ot_arena_alloc(arena, n, sizeof *c) : NULL;
    if (!c) {
        ot_arena_free(arena);
        return NULL;
    }
    *s = (ot_solution){.arena = arena,
                       .model = m,
                       .mode = m->spec->mode,
                       .first_year = m->first_year,
                       .last_year = m->last_year,
                       .n_years = (size_t)(m->last_year - m->first_year + 1),
                       .c = c};
    for (size_t i = 0; i < m->n_indicators; i++)
        s->n_indicators += m->indicator[i].is_projected != 0;
    return s;
}

ot_status ot_solution_new(const ot_model *model, const ot_case *const *c, size_t n,
                          const ot_path_options *options, ot_notes *notes, ot_solution **out,
                          ot_error *err) {
    if (n == 0) return ot_fail(err, OT_ERR_USAGE, "no scenario to solve", "没有要求解的情景");
    ot_solution *s = begin(model, n);
    ot_status status = s ? OT_OK : no_memory(err);
    for (size_t k = 0; k < n && !status; k++)
        status = solve_case(s, c[k], options, notes, err);
    if (status)
        ot_solution_free(s);
    else
        *out = s;
    return status;
}

void ot_solution_free(ot_solution *solution) {
    if (solution) ot_arena_free(solution->arena); /* the solution lives in it too */
}
