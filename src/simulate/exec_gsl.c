/* The plain reference: one draw at a time, each number computed where it is needed, by GSL wherever
 * GSL has it, every draw stored. Random numbers, quantiles, correlation, persistence, events and
 * the order of the years are written anew here, so that a fault in either executor shows as a
 * difference of their answers (tests/simulate/test_closed_forms.c, tests/scenarios).
 *
 * Equations are not: both executors run the same compiled steps of the case, and lang/arithmetic.h
 * says for both what an operation does; simultaneous blocks are solved by GSL's root finder here.
 * That the steps say what the model file says is the business of tests/lang/test_program.c and
 * tests/scenarios/test_equations.c, which hold them to the trees of the equations. */
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multiroots.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "lang/arithmetic.h"
#include "lang/opcode.h"
#include "simulate/executor.h"
#include "simulate/pilot.h"

struct future { /* one draw of one case */
    const ot_case *c;
    const double *z_yearly; /* raw scores [n_yearly][m], of all cases */
    const double *z_once;   /* [n_once] */
    double *value;          /* [rows][slots] */
    double *sigma;          /* [n_disturbances]: drawn sigma by its scale */
    double *coefficient;    /* [n_coefficients] */
    double *scratch;        /* [n_registers] */
    uint64_t *unsolved;     /* years in which simultaneous equations could not be solved */
};

static double correlated(const int32_t *first, const ot_case_entry *entry, size_t row,
                         const double *z, size_t step) {
    double w = 0.0;
    for (int32_t e = first[row]; e < first[row + 1]; e++)
        w += entry[e].value * z[(size_t)entry[e].column * step];
    return w;
}

static double once_score(const struct future *f, int32_t source) {
    return correlated(OT_CASE_CONST(int32_t, f->c, once_first),
                      OT_CASE_CONST(ot_case_entry, f->c, once_entry), (size_t)source, f->z_once, 1);
}

static double yearly_score(const struct future *f, int32_t source, size_t slot) {
    const ot_case *c = f->c;
    const int32_t *first = OT_CASE_CONST(int32_t, c, yearly_first);
    const ot_case_entry *entry = OT_CASE_CONST(ot_case_entry, c, yearly_entry);
    const int32_t of = OT_CASE_CONST(int32_t, c, dependence_of)[source];
    const size_t m = ot_case_n_simulated(c), year = slot - c->first_slot;
    const size_t n = c->n_yearly, i = (size_t)source;
    if (of < 0)
        return correlated(first, entry, ot_case_factor_row(n, i, year), f->z_yearly + year, m);
    const double *row = OT_CASE_CONST(double, c, dependence) + (size_t)of * (m * (m + 1) / 2) +
                        year * (year + 1) / 2;
    double u = 0.0;
    for (size_t s = 0; s <= year; s++)
        u += row[s] * correlated(first, entry, ot_case_factor_row(n, i, s), f->z_yearly + s, m);
    return u;
}

static int is_held(const ot_case *c, size_t row, size_t slot) {
    return OT_CASE_CONST(uint8_t, c, held)[row * c->n_slots + slot];
}

static double given(const ot_case *c, size_t row, size_t slot) {
    return OT_CASE_CONST(double, c, value)[row * c->n_slots + slot];
}

static double event_effect(const struct future *f, size_t row, const ot_law *law, size_t slot) {
    const size_t first = f->c->first_slot;
    for (size_t year = slot; year + 1 > first && year + (size_t)law->duration > slot; year--)
        if (!is_held(f->c, row, year) && yearly_score(f, law->source, year) > law->threshold)
            return law->effect;
    return 0.0;
}

/* A forecast has nothing but its tables, one a year. */
static double forecast_deviation(const struct future *f, const ot_law *law, size_t slot) {
    const ot_law_table *table = OT_CASE_CONST(ot_law_table, f->c, table);
    return ot_law_table_at(&table[(size_t)law->table + slot - f->c->first_slot],
                           yearly_score(f, law->source, slot));
}

static double driver_value(const struct future *f, size_t row, size_t slot) {
    const ot_case *c = f->c;
    const ot_law *law = &OT_CASE_CONST(ot_law, c, law)[row - c->n_indicators];
    const double centre = given(c, row, slot);
    if (is_held(c, row, slot)) return centre;
    if (slot < c->first_slot) return NAN;
    if (law->family == OT_LAW_NONE || law->source < 0) return centre;
    if (law->family == OT_LAW_EVENT) return centre + event_effect(f, row, law, slot);
    if (law->family == OT_LAW_FORECAST) return centre + forecast_deviation(f, law, slot);
    const double x = ot_law_quantile(law, yearly_score(f, law->source, slot));
    return law->family == OT_LAW_LOGNORMAL ? centre * x : centre + x;
}

static const ot_case_disturbance *disturbance(const ot_case *c, size_t i) {
    return &OT_CASE_CONST(ot_case_disturbance, c, disturbance)[i];
}

static double relative_sigma(const struct future *f, const ot_case_disturbance *d) {
    return d->sigma_source < 0 ? 1.0
                               : ot_sigma_quantile(d->sigma_df, once_score(f, d->sigma_source));
}

static double coefficient_value(const struct future *f, size_t i) {
    const ot_case_coefficient *b = &OT_CASE_CONST(ot_case_coefficient, f->c, coefficient)[i];
    if (b->source < 0) return b->mean;
    const double sigma = b->disturbance < 0 ? 1.0 : f->sigma[b->disturbance];
    return b->mean + b->sd * sigma * once_score(f, b->source);
}

static double disturbance_value(const struct future *f, size_t i, size_t slot) {
    const ot_case *c = f->c;
    const ot_case_disturbance *d = disturbance(c, i);
    if (slot < c->first_slot || is_held(c, (size_t)d->indicator, slot)) return 0.0;
    const double add = OT_CASE_CONST(double, c, add)[i * c->n_slots + slot];
    if (d->source < 0) return add;
    return add + d->sigma_scale * f->sigma[i] * yearly_score(f, d->source, slot);
}

static void carry(const struct future *f, const ot_case_carry *x) {
    const ot_case *c = f->c;
    const size_t slot = (size_t)x->slot, i = (size_t)x->disturbance, b = (size_t)x->coefficient;
    if (slot < c->first_slot || is_held(c, (size_t)disturbance(c, i)->indicator, slot)) return;
    const double mean = OT_CASE_CONST(ot_case_coefficient, c, coefficient)[b].mean;
    f->value[((size_t)c->n_indicators + c->n_drivers + i) * c->n_slots + slot] +=
        x->weight * (f->coefficient[b] - mean);
}

/* Everything that equations read. */
static void set_inputs(const struct future *f) {
    const ot_case *c = f->c;
    const size_t n_drivers_end = (size_t)c->n_indicators + c->n_drivers;
    for (size_t slot = 0; slot < c->n_slots; slot++) {
        for (size_t row = 0; row < c->n_indicators; row++)
            f->value[row * c->n_slots + slot] = is_held(c, row, slot) ? given(c, row, slot) : NAN;
        for (size_t row = c->n_indicators; row < n_drivers_end; row++)
            f->value[row * c->n_slots + slot] = driver_value(f, row, slot);
    }
    for (size_t i = 0; i < c->n_disturbances; i++) {
        f->sigma[i] = relative_sigma(f, disturbance(c, i));
        for (size_t slot = 0; slot < c->n_slots; slot++)
            f->value[(n_drivers_end + i) * c->n_slots + slot] = disturbance_value(f, i, slot);
    }
    for (size_t i = 0; i < c->n_coefficients; i++)
        f->coefficient[i] = coefficient_value(f, i);
    for (size_t i = 0; i < c->n_carries; i++)
        carry(f, &OT_CASE_CONST(ot_case_carry, c, carry)[i]);
    for (size_t i = 0; i < c->n_starts; i++) {
        const ot_case_start *start = &OT_CASE_CONST(ot_case_start, c, start)[i];
        f->value[(size_t)start->row * c->n_slots + (size_t)start->slot] =
            start->value + start->sd * once_score(f, start->source);
    }
}

static double operand(const struct future *f, ot_operand o, size_t slot) {
    switch (o.kind) {
    case OT_OPERAND_REGISTER:
        return f->scratch[o.index];
    case OT_OPERAND_SERIES:
        return f->value[(size_t)o.index * f->c->n_slots + slot - (size_t)o.lag];
    case OT_OPERAND_COEFFICIENT:
        return f->coefficient[o.index];
    case OT_OPERAND_CONSTANT:
        return OT_CASE_CONST(double, f->c, constant)[o.index];
    default:
        return NAN;
    }
}

static double operation(const struct future *f, const ot_instruction *p, size_t slot) {
    const double a = operand(f, p->a, slot);
    if (p->op == OT_OPCODE_COPY) return a;
    if (p->op == OT_OPCODE_YEAR) return (double)f->c->first_slot_year + (double)slot - a;
    return ot_arithmetic(p->op, a, operand(f, p->b, slot), operand(f, p->c, slot));
}

static void execute(const struct future *f, int32_t first, int32_t n, size_t slot) {
    for (int32_t i = first; i < first + n; i++) {
        const ot_instruction *p = &OT_CASE_CONST(ot_instruction, f->c, instruction)[i];
        const double x = operation(f, p, slot);
        if (p->to.kind == OT_OPERAND_REGISTER)
            f->scratch[p->to.index] = x;
        else
            f->value[(size_t)p->to.index * f->c->n_slots + slot] = x;
    }
}

/* One simultaneous block in one year, as GSL's root finder sees it: unknown are the feedback
 * variables that are not held. */
struct system {
    const struct future *f;
    const ot_stage *stage;
    const ot_step *step; /* of the stage */
    size_t slot, n;
    int32_t *unknown; /* [n] numbers of feedback variables */
};

static double *unknown_place(const struct system *s, size_t i) {
    const int32_t k = s->stage->n_steps - s->stage->n_feedback + s->unknown[i];
    return &s->f->value[(size_t)s->step[k].target * s->f->c->n_slots + s->slot];
}

static int residuals(const gsl_vector *x, void *state, gsl_vector *r) {
    const struct system *s = state;
    const int32_t n_before = s->stage->n_steps - s->stage->n_feedback;
    for (size_t i = 0; i < s->n; i++)
        *unknown_place(s, i) = gsl_vector_get(x, i);
    execute(s->f, s->stage->once, s->stage->n_once, s->slot);
    for (int32_t k = 0; k < s->stage->n_steps; k++) {
        const int skips = k < n_before && is_held(s->f->c, (size_t)s->step[k].target, s->slot);
        execute(s->f, s->step[k].first, s->step[k].n - skips, s->slot);
    }
    int is_finite = 1;
    for (size_t i = 0; i < s->n; i++) {
        const double gap = s->f->scratch[s->unknown[i]] - gsl_vector_get(x, i);
        gsl_vector_set(r, i, gap);
        is_finite &= isfinite(gap) != 0;
    }
    return is_finite ? GSL_SUCCESS : GSL_EBADFUNC;
}

enum { MOST_ITERATIONS = 200 };

/* Powell's hybrid method, without derivatives: nothing that the other executor uses. */
static int find_root(struct system *s, gsl_multiroot_fsolver *solver, gsl_vector *x) {
    gsl_multiroot_function function = {residuals, s->n, s};
    for (size_t i = 0; i < s->n; i++) {
        const double before = s->slot > 0 ? unknown_place(s, i)[-1] : 1.0;
        gsl_vector_set(x, i, isfinite(before) && before != 0.0 ? before : 1.0);
    }
    int status = gsl_multiroot_fsolver_set(solver, &function, x);
    for (int k = 0; k < MOST_ITERATIONS && !status; k++) {
        status = gsl_multiroot_fsolver_iterate(solver);
        if (!status && gsl_multiroot_test_delta(solver->dx, solver->x, 0.0, 1e-12) == GSL_SUCCESS)
            break;
    }
    /* It stops, too, where rounding lets no step help. */
    const int is_there = status == GSL_SUCCESS || status == GSL_ENOPROG || status == GSL_ENOPROGJ;
    (void)residuals(solver->x, s, solver->f);
    double worst = 0.0;
    for (size_t i = 0; i < s->n; i++)
        worst = fmax(worst, fabs(gsl_vector_get(solver->f, i)) /
                                (1.0 + fabs(gsl_vector_get(solver->x, i))));
    return is_there && worst <= s->stage->tolerance;
}

static void solve_block(const struct future *f, const ot_stage *stage, size_t slot) {
    const ot_step *step = &OT_CASE_CONST(ot_step, f->c, step)[stage->first_step];
    struct system s = {f, stage, step, slot, 0, calloc((size_t)stage->n_feedback, sizeof(int32_t))};
    for (int32_t k = 0; s.unknown && k < stage->n_feedback; k++)
        if (!is_held(f->c, (size_t)step[stage->n_steps - stage->n_feedback + k].target, slot))
            s.unknown[s.n++] = k;
    const size_t n = s.n > 0 ? s.n : 1;
    gsl_multiroot_fsolver *solver = gsl_multiroot_fsolver_alloc(gsl_multiroot_fsolver_hybrids, n);
    gsl_vector *x = gsl_vector_calloc(n);
    int is_solved = s.unknown && solver && x;
    if (is_solved && s.n > 0)
        is_solved = find_root(&s, solver, x);
    else if (is_solved)
        (void)residuals(x, &s, x);
    for (int32_t k = 0; k < stage->n_steps && !is_solved; k++)
        if (!is_held(f->c, (size_t)step[k].target, slot))
            f->value[(size_t)step[k].target * f->c->n_slots + slot] = NAN;
    *f->unsolved += !is_solved;
    if (solver) gsl_multiroot_fsolver_free(solver);
    if (x) gsl_vector_free(x);
    free(s.unknown);
}

static void solve(const struct future *f) {
    const ot_case *c = f->c;
    const ot_stage *stage = OT_CASE_CONST(ot_stage, c, stage);
    for (size_t slot = c->first_slot; slot < c->n_slots; slot++)
        for (size_t k = 0; k < c->n_stages; k++) {
            const ot_step *s = &OT_CASE_CONST(ot_step, c, step)[stage[k].first_step];
            if (stage[k].n_feedback > 0)
                solve_block(f, &stage[k], slot);
            else if (!is_held(c, (size_t)s->target, slot))
                execute(f, s->first, s->n, slot);
        }
}

/* Every draw of every case: series[case][(row * n_slots + slot) * draws + draw]. */
struct store {
    const ot_case *const *c;
    size_t n_cases, draws;
    double **series;
    uint64_t *unsolved; /* [n_cases] */
};

struct desk { /* what one future needs */
    double *z_yearly, *z_once, *value, *sigma, *coefficient, *scratch;
};

static size_t n_places(const ot_case *c) { return ot_case_n_rows(c) * c->n_slots; }

static void store_clear(struct store *store) {
    for (size_t k = 0; store->series && k < store->n_cases; k++)
        free(store->series[k]);
    free((void *)store->series);
    free(store->unsolved);
}

static int store_init(struct store *store, const ot_case *const *c, size_t n_cases,
                      uint64_t draws) {
    *store = (struct store){c, n_cases, (size_t)draws, calloc(n_cases, sizeof *store->series),
                            calloc(n_cases, sizeof *store->unsolved)};
    if (!store->series || !store->unsolved) return 0;
    for (size_t k = 0; k < n_cases; k++) {
        if (n_places(c[k]) + 1 > SIZE_MAX / sizeof(double) / store->draws) return 0;
        store->series[k] = malloc((n_places(c[k]) + 1) * store->draws * sizeof(double));
        if (!store->series[k]) return 0;
    }
    return 1;
}

static void desk_clear(struct desk *desk) {
    free(desk->z_yearly);
    free(desk->z_once);
    free(desk->value);
    free(desk->sigma);
    free(desk->coefficient);
    free(desk->scratch);
}

static double *room(size_t n) { return calloc(n + 1, sizeof(double)); } /* 0 may give NULL */

static int desk_init(struct desk *desk, const ot_case *const *c, size_t n_cases) {
    size_t n_coefficients = 0, n_registers = 0;
    for (size_t k = 0; k < n_cases; k++) {
        if (c[k]->n_coefficients > n_coefficients) n_coefficients = c[k]->n_coefficients;
        if (c[k]->n_registers > n_registers) n_registers = c[k]->n_registers;
    }
    *desk = (struct desk){.z_yearly = room(c[0]->n_yearly * ot_case_n_simulated(c[0])),
                          .z_once = room(c[0]->n_once),
                          .value = room(n_places(c[0])),
                          .sigma = room(c[0]->n_disturbances),
                          .coefficient = room(n_coefficients),
                          .scratch = room(n_registers)};
    return desk->z_yearly && desk->z_once && desk->value && desk->sigma && desk->coefficient &&
           desk->scratch;
}

static void simulate(const struct store *store, const struct desk *desk, gsl_rng *generator,
                     size_t draw) {
    const ot_case *first = store->c[0];
    for (size_t i = 0; i < first->n_yearly * ot_case_n_simulated(first); i++)
        desk->z_yearly[i] = gsl_ran_ugaussian(generator);
    for (size_t i = 0; i < first->n_once; i++)
        desk->z_once[i] = gsl_ran_ugaussian(generator);
    for (size_t k = 0; k < store->n_cases; k++) {
        const struct future f = {.c = store->c[k],
                                 .z_yearly = desk->z_yearly,
                                 .z_once = desk->z_once,
                                 .value = desk->value,
                                 .sigma = desk->sigma,
                                 .coefficient = desk->coefficient,
                                 .scratch = desk->scratch,
                                 .unsolved = &store->unsolved[k]};
        set_inputs(&f);
        solve(&f);
        for (size_t i = 0; i < n_places(f.c); i++)
            store->series[k][i * store->draws + draw] = f.value[i];
    }
}

/* GSL's seeds have 32 bits: both halves of ours go in. */
static gsl_rng *new_generator(uint64_t seed) {
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    if (generator) gsl_rng_set(generator, (unsigned long)((seed ^ seed >> 32) & UINT32_MAX));
    return generator;
}

static ot_status show(const struct store *store, const ot_probe *probe, size_t n_probes,
                      const double **view, ot_error *err) {
    const size_t draws = store->draws;
    ot_block block = {
        .n_cases = store->n_cases, .c = store->c, .series = view, .stride = draws, .n = draws};
    for (size_t k = 0; k < store->n_cases; k++)
        view[k] = store->series[k];
    ot_status status = ot_probes_begin(probe, n_probes, &block, draws, 1, err);
    for (size_t first = 0; first < draws && !status; first += OT_BLOCK_MOST) {
        block.first = first;
        block.unsolved = first == 0 ? store->unsolved : NULL; /* all are told with the first */
        block.n = draws - first < OT_BLOCK_MOST ? draws - first : OT_BLOCK_MOST;
        for (size_t k = 0; k < store->n_cases; k++)
            view[k] = store->series[k] + first;
        for (size_t p = 0; p < n_probes; p++)
            probe[p].add(probe[p].state, &block);
    }
    return status;
}

static ot_status run(const ot_case *const *c, size_t n_cases, const ot_probe *probe,
                     size_t n_probes, const ot_run_options *options, ot_error *err) {
    struct store store;
    struct desk desk;
    gsl_rng *generator = new_generator(options->seed);
    const double **view = calloc(n_cases, sizeof *view);
    const int has_store = store_init(&store, c, n_cases, options->draws);
    const int has_desk = desk_init(&desk, c, n_cases);
    ot_status status = OT_OK;
    if (generator && view && has_store && has_desk) {
        for (size_t draw = 0; draw < store.draws; draw++) {
            simulate(&store, &desk, generator, draw);
            ot_run_progress(options, draw, draw + 1, options->draws);
        }
        status = show(&store, probe, n_probes, view, err);
    } else {
        status =
            ot_fail(err, OT_ERR_NOMEM, "no memory to store %zu draws of %zu cases",
                    "内存不足以保存 %zu 次抽样（%zu 个算例）", (size_t)options->draws, n_cases);
    }
    store_clear(&store);
    desk_clear(&desk);
    free((void *)view);
    if (generator) gsl_rng_free(generator);
    return status;
}

const ot_executor ot_executor_gsl = {
    .info = {.name = "gsl",
             .text = {"the plain reference: one draw at a time, all draws stored; slow",
                      "简明的参照实现：逐次抽样，保存全部抽样；较慢"}},
    .is_whole_only = 1,
    .run = run};
