#include "outturn/projection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/band.h"
#include "assess/make.h"
#include "assess/tally.h"
#include "assess/warn.h"
#include "outturn/path.h"
#include "simulate/run.h"

/* A declared number has few decimals: of 0.07 / 0.01 = 7.000000000000001 we want the 7. */
static const double DECLARED_STEPS = 1e9;

double ot_declared(double value, double inside) {
    const double declared = value / inside;
    if (inside >= 1.0 && inside <= 1.0) return declared;
    const double plain = round(declared * DECLARED_STEPS) / DECLARED_STEPS;
    const double back = plain * inside;
    return back >= value && back <= value ? plain : declared;
}

ot_run_options ot_projection_options(const ot_model *model) {
    ot_run_options options = ot_run_options_default();
    options.draws = model->spec->draws;
    options.seed = model->spec->seed;
    options.sampling = model->spec->sampling;
    return options;
}

void ot_projection_years(const ot_model *model, int *first, int *last) {
    *first = model->first_year;
    *last = model->last_year;
}

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the results", "内存不足以存放结果");
}

static int is_rate(const ot_unit *unit) {
    return unit->name && (strcmp(unit->name, "percent") == 0 ||
                          strcmp(unit->name, "permille") == 0 || strcmp(unit->name, "share") == 0);
}

static ot_indicator_facts facts_of(const ot_model *model, size_t i) {
    const ot_model_indicator *m = &model->indicator[i];
    ot_indicator_facts f = {i, is_rate(m->unit), m->base_year, NAN, m->is_start_used, 0.0};
    double value = NAN;
    if (f.last_year != 0 &&
        ot_model_observe(model, 0, i, NULL, NULL, 0, f.last_year, NULL, &value, NULL) == OT_OK)
        f.last_value = ot_declared(value, m->inside);
    if (f.is_assumed && m->spec->start.sd > 0.0) f.last_sd = m->spec->start.sd;
    return f;
}

/* What the model projects and can judge, in its order. */
static int choose(ot_projection *p) {
    const ot_model *m = p->model;
    p->indicator = ot_arena_alloc(p->arena, m->n_indicators, sizeof *p->indicator);
    p->target = ot_arena_alloc(p->arena, m->n_targets, sizeof *p->target);
    p->group = ot_arena_alloc(p->arena, m->n_groups, sizeof *p->group);
    if (!p->indicator || !p->target || !p->group) return 0;
    for (size_t i = 0; i < m->n_indicators; i++)
        if (m->indicator[i].is_projected) p->indicator[p->n_indicators++] = facts_of(m, i);
    for (size_t j = 0; j < m->n_targets; j++)
        if (!m->target[j].reason[OT_LANGUAGE_EN]) p->target[p->n_targets++] = j;
    for (size_t g = 0; g < m->n_groups; g++)
        if (m->group[g].n_targets > 0) p->group[p->n_groups++] = g;
    return 1;
}

static int shape_indicator(ot_projection *p, ot_indicator_result *r, size_t indicator) {
    r->indicator = indicator;
    r->year = ot_arena_alloc(p->arena, p->n_years, sizeof *r->year);
    for (size_t t = 0; r->year && t < p->n_years; t++) {
        ot_year_result *y = &r->year[t];
        y->year = p->first_year + (int)t;
        y->quantile = ot_arena_alloc(p->arena, 2 * p->n_quantiles, sizeof *y->quantile);
        if (!y->quantile) return 0;
        y->quantile_error = y->quantile + p->n_quantiles;
    }
    return r->year != NULL;
}

static int shape_case(ot_projection *p, ot_case_result *r, const ot_case *c) {
    r->scenario = c->scenario;
    r->indicator = ot_arena_alloc(p->arena, p->n_indicators, sizeof *r->indicator);
    r->target = ot_arena_alloc(p->arena, p->n_targets, sizeof *r->target);
    r->group = ot_arena_alloc(p->arena, p->n_groups, sizeof *r->group);
    if (!r->indicator || !r->target || !r->group) return 0;
    for (size_t j = 0; j < p->n_targets; j++)
        r->target[j].target = p->target[j];
    for (size_t g = 0; g < p->n_groups; g++)
        r->group[g].group = p->group[g];
    const ot_model *m = p->model;
    for (size_t i = 0; i < p->n_indicators; i++) {
        const size_t row = p->indicator[i].indicator;
        if (!shape_indicator(p, &r->indicator[i], row)) return 0;
        const uint8_t *state = m->scenario[c->scenario].state + row * m->n_slots;
        for (size_t t = 0; t < p->n_years; t++) {
            const int year = r->indicator[i].year[t].year;
            r->indicator[i].year[t].is_held = state[ot_model_slot(m, year)] == OT_STATE_HELD;
        }
    }
    return 1;
}

/* Draws are futures: each year follows from the one before. */
static ot_status check_mode(const ot_model *model, ot_error *err) {
    const ot_mode mode = model->spec->mode;
    if (ot_mode_is_dynamic(mode)) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "draws are simulated in mode forecast or dynamic; the mode is %s",
                   "抽样模拟只能用 forecast 或 dynamic 模式；现为 %s",
                   mode == OT_MODE_STATIC ? "static" : "residuals");
}

/* What cannot be solved without shocks is not worth a hundred thousand draws. */
static ot_status check_path(const ot_model *model, const ot_case *c, ot_notes *notes,
                            ot_error *err) {
    ot_path *path = NULL;
    const ot_status status = ot_path_new(model, c, NULL, notes, &path, err);
    ot_path_free(path);
    return status;
}

static const double SAME_QUANTILE = 1e-9; /* nobody asks for quantiles so near each other */

int ot_projection_asks(const ot_projection *p, size_t q) {
    for (size_t i = 0; i < p->model->spec->n_quantiles; i++)
        if (fabs(p->model->spec->quantile[i] - p->quantile[q]) < SAME_QUANTILE) return 1;
    return 0;
}

/* Those of the model and those of the run, rising, each once. */
static int give_quantiles(ot_projection *p, const ot_run_options *options) {
    const double same = SAME_QUANTILE;
    const ot_spec *spec = p->model->spec;
    const size_t n = spec->n_quantiles + options->n_quantiles;
    p->quantile = ot_arena_alloc(p->arena, n, sizeof *p->quantile);
    if (!p->quantile) return 0;
    for (size_t i = 0; i < n; i++) {
        const double own =
            i < spec->n_quantiles ? spec->quantile[i] : options->quantile[i - spec->n_quantiles];
        size_t at = p->n_quantiles;
        while (at > 0 && p->quantile[at - 1] > own - same)
            at--;
        if (at < p->n_quantiles && p->quantile[at] < own + same) continue;
        memmove(p->quantile + at + 1, p->quantile + at,
                (p->n_quantiles - at) * sizeof *p->quantile);
        p->quantile[at] = own;
        p->n_quantiles++;
    }
    return 1;
}

ot_status ot_projection_shape(const ot_model *model, const ot_case *const *c, size_t n,
                              const ot_run_options *options, ot_notes *notes, ot_projection **out,
                              ot_error *err) {
    if (n == 0) return ot_fail(err, OT_ERR_USAGE, "no scenario is chosen", "没有选择任何情景");
    ot_status status = check_mode(model, err);
    for (size_t k = 0; k < n && !status; k++)
        status = check_path(model, c[k], notes, err);
    if (status) return status;
    ot_projection *p = calloc(1, sizeof *p);
    if (!p) return no_memory(err);
    p->arena = ot_arena_new();
    p->model = model;
    p->draws = options->draws;
    p->seed = options->seed;
    p->sampling = options->sampling;
    p->first_year = model->first_year;
    p->last_year = model->last_year;
    p->n_years = (size_t)(model->last_year - model->first_year) + 1;
    p->n_cases = n;
    int ok = p->arena && choose(p) && give_quantiles(p, options);
    if (ok) p->c = ot_arena_alloc(p->arena, n, sizeof *p->c);
    if (ok) p->executor = ot_arena_text(p->arena, options->executor, strlen(options->executor));
    ok = ok && p->c && p->executor;
    for (size_t k = 0; ok && k < n; k++)
        ok = shape_case(p, &p->c[k], c[k]);
    if (!ok) {
        ot_projection_free(p);
        return no_memory(err);
    }
    *out = p;
    return OT_OK;
}

static size_t *scenarios_of(const ot_case *const *c, size_t n, ot_arena *arena) {
    size_t *scenario = ot_arena_alloc(arena, n, sizeof *scenario);
    for (size_t k = 0; scenario && k < n; k++)
        scenario[k] = c[k]->scenario;
    return scenario;
}

ot_status ot_projection_fill(ot_projection *p, const ot_case *const *c,
                             const ot_run_options *options, const ot_probe *extra, size_t n_extra,
                             ot_notes *notes, ot_error *err) {
    ot_arena *arena = ot_arena_new(); /* of the probes: gone after the run */
    const size_t *scenario = arena ? scenarios_of(c, p->n_cases, arena) : NULL;
    ot_probe *probe = arena ? ot_arena_alloc(arena, 2 + n_extra, sizeof *probe) : NULL;
    ot_bands bands = {0};
    ot_tallies tallies;
    ot_status status = scenario && probe ? OT_OK : no_memory(err);
    if (!status) status = ot_bands_init(&bands, p, arena, scenario, err);
    if (!status) status = ot_tallies_init(&tallies, p, arena, scenario, err);
    if (!status) {
        probe[0] = ot_bands_probe(&bands);
        probe[1] = ot_tallies_probe(&tallies);
        for (size_t i = 0; i < n_extra; i++)
            probe[2 + i] = extra[i];
        status = ot_run(c, p->n_cases, probe, 2 + n_extra, options, err);
    }
    if (!status && !options->part.file) status = ot_bands_finish(&bands, p, err);
    if (!status && !options->part.file) ot_tallies_finish(&tallies, p);
    ot_bands_clear(&bands);
    ot_arena_free(arena);
    if (!status && !options->part.file) ot_projection_warn(p, notes);
    return status;
}

ot_status ot_projection_new(const ot_model *model, const ot_case *const *c, size_t n,
                            const ot_run_options *options, ot_notes *notes, ot_projection **out,
                            ot_error *err) {
    ot_projection *p = NULL;
    ot_status status = ot_projection_shape(model, c, n, options, notes, &p, err);
    if (!status) status = ot_projection_fill(p, c, options, NULL, 0, notes, err);
    if (status)
        ot_projection_free(p);
    else
        *out = p;
    return status;
}

void ot_projection_free(ot_projection *p) {
    if (!p) return;
    ot_arena_free(p->arena);
    free(p);
}

double ot_projection_joint(const ot_projection *p, size_t k, int first, int last, int *year) {
    double probability = NAN;
    int latest = 0;
    for (size_t g = 0; g < p->n_groups; g++) {
        const ot_group *group = &p->model->group[p->group[g]];
        if (group->year < first || group->year > last || group->year <= latest) continue;
        latest = group->year;
        probability = p->c[k].group[g].probability;
    }
    if (year) *year = latest;
    return probability;
}
