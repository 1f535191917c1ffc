#include "estimate/case_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the case", "内存不足，无法建立算例");
}

static ot_status take_fits(ot_case_parts *p, const ot_fit *fit) {
    const ot_model *m = p->model;
    p->fit = ot_arena_alloc(p->arena, m->n_indicators, sizeof *p->fit);
    if (!p->fit) return no_memory(p->err);
    for (size_t i = 0; i < m->n_indicators; i++)
        for (size_t f = 0; f < m->n_forms; f++)
            if (p->scenario->form[i] && m->form[f] == p->scenario->form[i])
                p->fit[i] = &fit->form[f];
    return OT_OK;
}

static ot_status compile(ot_case_parts *p) {
    const ot_model *m = p->model;
    const ot_model_scenario *s = p->scenario;
    const ot_equation **equation = ot_arena_alloc(p->arena, s->n_order, sizeof *equation);
    int *disturbance = ot_arena_alloc(p->arena, s->n_order, sizeof *disturbance);
    ot_stage_source *source = ot_arena_alloc(p->arena, s->n_stages, sizeof *source);
    if (!equation || !disturbance || !source) return no_memory(p->err);
    for (size_t k = 0; k < s->n_order; k++) {
        const int d = m->indicator[s->order[k]].disturbance;
        equation[k] = s->form[s->order[k]]->equation;
        disturbance[k] = d < 0 ? -1 : (int)ot_model_disturbance_row(m, (size_t)d);
    }
    for (size_t k = 0; k < s->n_stages; k++) {
        const ot_model_stage *stage = &s->stage[k];
        source[k] = (ot_stage_source){equation + stage->first, disturbance + stage->first, stage->n,
                                      stage->n_feedback, stage->solver};
    }
    return ot_program_init(source, s->n_stages, &p->program, p->err);
}

/* Index of the table of a law (or of sigma with df); made once for equal ones. */
static ot_status table_of(ot_case_parts *p, const ot_law *law, double df, int32_t *index) {
    for (size_t t = 0; t < p->n_tables; t++)
        if (law ? p->table_law[t] && memcmp(p->table_law[t], law, sizeof *law) == 0
                : p->table_df[t] == df && !p->table_law[t]) {
            *index = (int32_t)t;
            return OT_OK;
        }
    p->table_law[p->n_tables] = law;
    p->table_df[p->n_tables] = df;
    *index = (int32_t)p->n_tables;
    ot_law_table *table = &p->table[p->n_tables++];
    return ot_law_tables_get(p->known, law, df, table, p->err);
}

static ot_status check_lognormal(const ot_case_parts *p, size_t d, const ot_law_spec *spec) {
    const ot_model *m = p->model;
    for (size_t slot = m->first_slot; slot < m->n_slots; slot++) {
        const double centre = p->scenario->driver[d * m->n_slots + slot];
        if (!(centre <= 0.0)) continue; /* unknown years are NaN */
        const ot_status status =
            ot_fail(p->err, OT_ERR_INPUT,
                    "driver %s has a lognormal law, so its value must be above 0; it is %g in %d",
                    "驱动因素 %s 服从对数正态分布，取值须大于 0；现为 %g（%d 年）",
                    m->driver[d].spec->id, centre / m->driver[d].inside, ot_model_year(m, slot));
        ot_error_locate(p->err, spec->place.file, spec->place.line, spec->place.column);
        return status;
    }
    return OT_OK;
}

static size_t n_simulated(const ot_model *m) { return m->n_slots - m->first_slot; }

static size_t n_forecasts(const ot_model *m) {
    size_t n = 0;
    for (size_t d = 0; d < m->n_drivers; d++)
        n += m->driver[d].forecast != NULL;
    return n;
}

/* A table for each simulated year; those of years that are known stay empty. */
static void take_forecast(ot_case_parts *p, size_t d, ot_law *law) {
    const ot_model *m = p->model;
    const ot_model_driver *x = &m->driver[d];
    if (!x->forecast) {
        law->family = OT_LAW_NONE; /* known in every year */
        return;
    }
    law->table = (int32_t)p->n_tables;
    for (size_t y = 0; y < n_simulated(m); y++) {
        const int year = ot_model_year(m, m->first_slot + y);
        p->table_law[p->n_tables] = NULL;
        p->table_df[p->n_tables] = NAN;
        if (year > x->forecast_after)
            ot_law_forecast_table(x->forecast, (size_t)(year - x->forecast_after) - 1,
                                  &p->table[p->n_tables]);
        p->n_tables++;
    }
}

/* Do its scores in different years depend on each other? */
static int has_dependence(const ot_case_parts *p, size_t d) {
    const ot_law_spec *spec = p->scenario->law[d];
    return spec->family == OT_LAW_FORECAST
               ? p->model->driver[d].forecast != NULL
               : spec->family != OT_LAW_NONE && spec->persistence != 0.0;
}

/* Rows of the forecast's factor for the years that it tells; the others are certain. */
static void fill_forecast_dependence(const ot_model *m, size_t d, double *packed) {
    const ot_model_driver *x = &m->driver[d];
    const size_t n = n_simulated(m);
    const int first = ot_model_year(m, m->first_slot);
    for (size_t y = 0, k = 0; y < n; y++)
        for (size_t s = 0; s <= y; s++, k++) {
            const int row = first + (int)y - x->forecast_after - 1;
            const int column = first + (int)s - x->forecast_after - 1;
            packed[k] = column >= 0 ? ot_forecast_factor(x->forecast, (size_t)row)[column]
                        : s == y    ? 1.0
                                    : 0.0;
        }
}

static ot_status take_laws(ot_case_parts *p) {
    const ot_model *m = p->model;
    p->most_tables = m->n_drivers + m->n_disturbances + n_forecasts(m) * n_simulated(m);
    p->law = ot_arena_alloc(p->arena, 2 * m->n_drivers, sizeof *p->law); /* and keys of tables */
    p->table = ot_arena_alloc(p->arena, p->most_tables, sizeof *p->table);
    p->table_df = ot_arena_alloc(p->arena, p->most_tables, sizeof *p->table_df);
    p->table_law = ot_arena_alloc(p->arena, p->most_tables, sizeof *p->table_law);
    p->sigma_table = ot_arena_alloc(p->arena, m->n_disturbances, sizeof *p->sigma_table);
    if (!p->law || !p->table || !p->table_df || !p->table_law || !p->sigma_table)
        return no_memory(p->err);
    for (size_t d = 0; d < m->n_drivers; d++) {
        const ot_law_spec *spec = p->scenario->law[d];
        ot_law *law = &p->law[d], *key = &p->law[m->n_drivers + d];
        *law = ot_law_make(spec, m->driver[d].inside);
        *key = *law;
        ot_status status = OT_OK;
        if (ot_law_needs_table(law)) status = table_of(p, key, 0.0, &law->table);
        if (law->family == OT_LAW_FORECAST) take_forecast(p, d, law);
        if (status) ot_error_locate(p->err, spec->place.file, spec->place.line, spec->place.column);
        if (!status && law->family == OT_LAW_LOGNORMAL) status = check_lognormal(p, d, spec);
        if (status) return status;
        if (law->family != OT_LAW_NONE) law->source = p->sources.driver[d];
        if (has_dependence(p, d)) p->n_dependences++;
    }
    for (size_t k = 0; k < m->n_disturbances; k++) {
        const ot_form_fit *fit = p->fit[m->disturbance[k]];
        p->sigma_table[k] = -1;
        if (fit && fit->n_lags > 0 && p->sources.residual[k] >= 0) p->n_dependences++;
        if (!fit || !fit->form->is_behavioural || !(fit->df > 0)) continue;
        const ot_status status = table_of(p, NULL, fit->df, &p->sigma_table[k]);
        if (status) return status;
    }
    return OT_OK;
}

static void copy(void *to, const void *from, size_t n, size_t size) {
    if (n > 0) memcpy(to, from, n * size); /* an empty array may be NULL */
}

static void fill_paths(const ot_case_parts *p, ot_case *c) {
    const ot_model *m = p->model;
    const ot_model_scenario *s = p->scenario;
    uint8_t *held = OT_CASE_ARRAY(uint8_t, c, held);
    double *value = OT_CASE_ARRAY(double, c, value);
    double *add = OT_CASE_ARRAY(double, c, add);
    const size_t n = m->n_indicators * m->n_slots;
    for (size_t k = 0; k < n; k++) {
        held[k] = s->state[k] != OT_STATE_SIMULATED;
        value[k] = held[k] ? s->held[k] : 0.0; /* NaN where nobody may look */
    }
    memcpy(held + n, s->driver_held, m->n_drivers * m->n_slots);
    memcpy(value + n, s->driver, m->n_drivers * m->n_slots * sizeof *value);
    for (size_t d = 0; d < m->n_drivers; d++) /* an event of a past year would be known */
        for (size_t slot = 0; s->law[d]->family == OT_LAW_EVENT && slot < m->n_slots; slot++)
            held[n + d * m->n_slots + slot] |= ot_model_year(m, slot) < m->first_year;
    for (size_t k = 0; k < m->n_disturbances; k++)
        memcpy(add + k * m->n_slots, s->add + m->disturbance[k] * m->n_slots,
               m->n_slots * sizeof *add);
}

static void fill_sources(const ot_case_parts *p, ot_case *c) {
    const ot_model *m = p->model;
    const ot_sources *s = &p->sources;
    const size_t years = ot_case_n_simulated(c);
    int32_t *of = OT_CASE_ARRAY(int32_t, c, dependence_of), n = 0;
    memcpy(OT_CASE_ARRAY(uint32_t, c, yearly_hash), s->yearly_hash, s->n_yearly * sizeof(uint32_t));
    memcpy(OT_CASE_ARRAY(uint32_t, c, once_hash), s->once_hash, s->n_once * sizeof(uint32_t));
    memcpy(OT_CASE_ARRAY(int32_t, c, yearly_first), p->yearly.first,
           (p->yearly.n_rows + 1) * sizeof(int32_t));
    memcpy(OT_CASE_ARRAY(int32_t, c, once_first), p->once.first, (s->n_once + 1) * sizeof(int32_t));
    memcpy(OT_CASE_ARRAY(ot_case_entry, c, yearly_entry), p->yearly.entry,
           (size_t)p->yearly.first[p->yearly.n_rows] * sizeof(ot_case_entry));
    memcpy(OT_CASE_ARRAY(ot_case_entry, c, once_entry), p->once.entry,
           (size_t)p->once.first[s->n_once] * sizeof(ot_case_entry));
    for (size_t i = 0; i < s->n_yearly; i++)
        of[i] = -1;
    for (size_t d = 0; d < m->n_drivers; d++) {
        const ot_law_spec *law = p->scenario->law[d];
        double *packed = OT_CASE_ARRAY(double, c, dependence) + (size_t)n * years * (years + 1) / 2;
        if (!has_dependence(p, d)) continue;
        of[s->driver[d]] = n++;
        if (law->family == OT_LAW_FORECAST)
            fill_forecast_dependence(m, d, packed);
        else
            ot_law_dependence(law->persistence, years, packed);
    }
    for (size_t k = 0; k < m->n_disturbances; k++) {
        const ot_form_fit *fit = p->fit[m->disturbance[k]];
        if (fit && fit->n_lags > 0 && s->residual[k] >= 0) ot_case_remember(p, c, k, n++);
    }
}

static void fill_disturbances(const ot_case_parts *p, ot_case *c) {
    const ot_model *m = p->model;
    ot_case_disturbance *out = OT_CASE_ARRAY(ot_case_disturbance, c, disturbance);
    for (size_t k = 0; k < m->n_disturbances; k++) {
        const size_t i = m->disturbance[k];
        const ot_form_fit *fit = p->fit[i];
        out[k] = (ot_case_disturbance){
            .indicator = (int32_t)i, .source = -1, .sigma_source = -1, .sigma_table = -1};
        if (!fit || !fit->form->is_behavioural) continue;
        out[k].source = p->sources.residual[k];
        out[k].sigma_scale = fit->sigma_scale;
        out[k].sigma_df = fit->df;
        out[k].sigma_table = p->sigma_table[k];
        out[k].sigma_source = fit->df > 0 ? p->sources.sigma[k] : -1;
        out[k].first_coefficient = (int32_t)m->indicator[i].first_coefficient;
        out[k].n_coefficients = (int32_t)fit->k;
    }
}

static void fill_coefficients(const ot_case_parts *p, ot_case *c) {
    const ot_model *m = p->model;
    ot_case_coefficient *out = OT_CASE_ARRAY(ot_case_coefficient, c, coefficient);
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_form_fit *fit = p->fit[i];
        const size_t first = m->indicator[i].first_coefficient;
        for (size_t j = 0; j < m->indicator[i].spec->n_coefficients; j++) {
            ot_case_coefficient *x = &out[first + j];
            *x = (ot_case_coefficient){.source = -1, .disturbance = -1};
            if (!fit) continue;
            x->mean = fit->mean[j];
            x->sd = sqrt(fit->covariance[j * fit->k + j]);
            if (!(x->sd > 0.0)) continue;
            x->source = p->sources.coefficient[first + j];
            const int is_with_sigma = fit->df > 0 && fit->method != OT_METHOD_PRIOR;
            x->disturbance = is_with_sigma ? m->indicator[i].disturbance : -1;
        }
    }
}

static void fill_starts(const ot_case_parts *p, ot_case *c) {
    const ot_model *m = p->model;
    ot_case_start *out = OT_CASE_ARRAY(ot_case_start, c, start);
    size_t n = 0;
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_model_indicator *x = &m->indicator[i];
        if (p->sources.start[i] < 0) continue;
        out[n++] = (ot_case_start){.row = (int32_t)i,
                                   .slot = (int32_t)ot_model_slot(m, x->base_year),
                                   .source = p->sources.start[i],
                                   .value = x->spec->start.value * x->inside,
                                   .sd = x->spec->start.sd * x->inside};
    }
}

static ot_case *fill(const ot_case_parts *p, size_t s) {
    const ot_model *m = p->model;
    const ot_sources *sources = &p->sources;
    const ot_case sizes = {
        .scenario = (uint32_t)s,
        .n_indicators = (uint32_t)m->n_indicators,
        .n_drivers = (uint32_t)m->n_drivers,
        .n_disturbances = (uint32_t)m->n_disturbances,
        .n_coefficients = (uint32_t)m->n_coefficients,
        .n_starts = (uint32_t)p->n_starts,
        .n_slots = (uint32_t)m->n_slots,
        .first_slot = (uint32_t)m->first_slot,
        .first_slot_year = m->first_slot_year,
        .first_year = m->first_year,
        .n_yearly = (uint32_t)sources->n_yearly,
        .n_once = (uint32_t)sources->n_once,
        .n_instructions = (uint32_t)p->program.n_instructions,
        .n_constants = (uint32_t)p->program.n_constants,
        .n_steps = (uint32_t)p->program.n_steps,
        .n_stages = (uint32_t)p->program.n_stages,
        .n_registers = (uint32_t)p->program.n_registers,
        .n_tables = (uint32_t)p->n_tables,
        .n_dependences = (uint32_t)p->n_dependences,
        .n_carries = (uint32_t)ot_case_count_carries(p),
    };
    ot_case *c = ot_case_alloc(&sizes, (size_t)p->yearly.first[p->yearly.n_rows],
                               (size_t)p->once.first[sources->n_once]);
    if (!c) return NULL;
    fill_paths(p, c);
    if (!ot_case_fill_errors(p, c) || !ot_case_fill_carries(p, c)) {
        ot_case_free(c);
        return NULL;
    }
    fill_sources(p, c);
    fill_disturbances(p, c);
    fill_coefficients(p, c);
    fill_starts(p, c);
    memcpy(OT_CASE_ARRAY(ot_law, c, law), p->law, m->n_drivers * sizeof(ot_law));
    copy(OT_CASE_ARRAY(ot_instruction, c, instruction), p->program.instruction,
         p->program.n_instructions, sizeof(ot_instruction));
    copy(OT_CASE_ARRAY(double, c, constant), p->program.constant, p->program.n_constants,
         sizeof(double));
    copy(OT_CASE_ARRAY(ot_step, c, step), p->program.step, p->program.n_steps, sizeof(ot_step));
    copy(OT_CASE_ARRAY(ot_stage, c, stage), p->program.stage, p->program.n_stages,
         sizeof(ot_stage));
    memcpy(OT_CASE_ARRAY(ot_law_table, c, table), p->table, p->n_tables * sizeof(ot_law_table));
    return c;
}

static ot_status gather(ot_case_parts *p, const ot_fit *fit, ot_notes *notes) {
    ot_status status = take_fits(p, fit);
    if (!status) status = ot_sources_make(p->model, fit, p->arena, &p->sources, p->err);
    if (!status)
        status = ot_sources_factors(p->model, p->scenario, fit, p->fit, &p->sources, p->arena,
                                    notes, &p->yearly, &p->once, p->err);
    if (!status) status = take_laws(p);
    if (!status) status = compile(p);
    for (size_t i = 0; i < p->model->n_indicators && !status; i++)
        p->n_starts += p->sources.start[i] >= 0;
    return status;
}

ot_status ot_case_new(const ot_model *model, const ot_fit *fit, size_t s, ot_notes *notes,
                      ot_case **out, ot_error *err) {
    return ot_case_new_knowing(model, fit, s, NULL, notes, out, err);
}

ot_status ot_case_new_knowing(const ot_model *model, const ot_fit *fit, size_t s,
                              ot_law_tables *known, ot_notes *notes, ot_case **out, ot_error *err) {
    ot_arena *arena = ot_arena_new();
    if (!arena) return no_memory(err);
    ot_case_parts p = {.model = model,
                       .scenario = &model->scenario[s],
                       .arena = arena,
                       .known = known,
                       .err = err};
    ot_status status = gather(&p, fit, notes);
    ot_case *c = status ? NULL : fill(&p, s);
    if (!status && !c) status = no_memory(err);
    ot_program_clear(&p.program);
    ot_arena_free(arena);
    if (!status) *out = c;
    return status;
}

ot_status ot_cases_new(const ot_model *model, const ot_fit *fit, const size_t *s, size_t n,
                       ot_notes *notes, ot_case **out, ot_error *err) {
    ot_law_tables *known = ot_law_tables_new();
    ot_case **c = calloc(n + 1, sizeof *c);
    ot_status status = known && c ? OT_OK : no_memory(err);
    for (size_t k = 0; k < n && !status; k++)
        status = ot_case_new_knowing(model, fit, s[k], known, notes, &c[k], err);
    for (size_t k = 0; k < n && c; k++)
        if (status)
            ot_case_free(c[k]);
        else
            out[k] = c[k];
    free(c);
    ot_law_tables_free(known);
    return status;
}

void ot_case_free(ot_case *c) { free(c); }

size_t ot_case_size(const ot_case *c) { return (size_t)c->size; }
