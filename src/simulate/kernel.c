#include "simulate/kernel.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/elementary.h"
#include "base/vector_room.h"
#include "simulate/broyden.h"
#include "simulate/score.h"

/* Vectors start this many doubles further apart than they are long: lengths are often powers of
 * two, and addresses that differ by a multiple of 4096 bytes hinder each other in the cache. */
enum { PADDING = 16 };

struct ot_kernel {
    const ot_case *const *c;
    size_t n_cases, stride;
    ot_scores *scores;
    double *memory;        /* of all vectors */
    double **series;       /* [n_cases], into memory */
    const double **viewed; /* the same, to hand out */
    double *sigma;         /* [n_disturbances][stride]: sigma / its scale, of the present case */
    double *coefficient;   /* [n_coefficients][stride], of the present case */
    double *scratch;       /* [n_registers][stride] */
    ot_logs *logs;         /* [n_cases] */
    ot_broyden **broyden;  /* [n_cases]; NULL: the case has no simultaneous block */
    uint64_t *unsolved;    /* [n_cases] of the last block */
};

static void fill(double *to, double x, size_t n) {
    for (size_t j = 0; j < n; j++)
        to[j] = x;
}

static double *place(const ot_kernel *kernel, size_t k, size_t row, size_t slot) {
    return kernel->series[k] + (row * kernel->c[k]->n_slots + slot) * kernel->stride;
}

static void fill_constants(ot_kernel *kernel, size_t k) {
    const ot_case *c = kernel->c[k];
    for (size_t row = 0; row < ot_case_n_rows(c); row++)
        for (size_t slot = 0; slot < c->n_slots; slot++)
            fill(place(kernel, k, row, slot), ot_case_fixed(c, row, slot), kernel->stride);
}

static int add_solvers(ot_kernel *kernel) {
    kernel->broyden = calloc(kernel->n_cases, sizeof *kernel->broyden);
    kernel->unsolved = calloc(kernel->n_cases, sizeof *kernel->unsolved);
    if (!kernel->broyden || !kernel->unsolved) return 0;
    for (size_t k = 0; k < kernel->n_cases; k++) {
        if (ot_case_most_feedback(kernel->c[k]) == 0) continue;
        kernel->broyden[k] = ot_broyden_new(kernel->c[k], kernel->stride);
        if (!kernel->broyden[k]) return 0;
    }
    return 1;
}

static int allocate(ot_kernel *kernel, size_t n_coefficients, size_t n_registers) {
    const ot_case *c = kernel->c[0];
    const size_t size = ot_case_n_rows(c) * c->n_slots * kernel->stride;
    const size_t n_others = c->n_disturbances + n_coefficients + n_registers;
    kernel->memory =
        calloc(kernel->n_cases * size + n_others * kernel->stride + OT_VECTOR_LINE, sizeof(double));
    kernel->series = calloc(kernel->n_cases, sizeof *kernel->series);
    kernel->viewed = calloc(kernel->n_cases, sizeof *kernel->viewed);
    if (!kernel->memory || !kernel->series || !kernel->viewed) return 0;
    double *at = ot_vector_room(kernel->memory);
    for (size_t k = 0; k < kernel->n_cases; k++, at += size)
        kernel->viewed[k] = kernel->series[k] = at;
    kernel->sigma = at;
    kernel->coefficient = kernel->sigma + c->n_disturbances * kernel->stride;
    kernel->scratch = kernel->coefficient + n_coefficients * kernel->stride;
    return 1;
}

/* Which rows' logarithms, and ratios', some step takes. */
static void find_logged(const ot_case *c, ot_logs *logs) {
    const ot_step *step = OT_CASE_CONST(ot_step, c, step);
    for (uint32_t s = 0; s < c->n_steps; s++) {
        const ot_instruction *at = OT_CASE_CONST(ot_instruction, c, instruction) + step[s].first;
        for (int32_t i = 0; i < step[s].n; i++) {
            int is_ratio;
            const ot_operand *x =
                ot_instruction_logged(&at[i], i > 0 ? &at[i - 1] : NULL, &is_ratio);
            if (!x || logs->logged[2 * x->index + is_ratio] >= 0) continue;
            logs->logged[2 * x->index + is_ratio] = (int32_t)logs->n_logged++;
        }
    }
}

static int keep_logs(ot_logs *logs, const ot_case *c, size_t stride) {
    const size_t n_rows = ot_case_n_rows(c);
    *logs = (ot_logs){.first_slot = c->first_slot};
    logs->logged = calloc(2 * n_rows + 1, sizeof *logs->logged);
    if (!logs->logged) return 0;
    for (size_t i = 0; i < 2 * n_rows; i++)
        logs->logged[i] = -1;
    find_logged(c, logs);
    const size_t n = logs->n_logged * OT_LOGS_KEPT;
    logs->memory = calloc(n * stride + OT_VECTOR_LINE, sizeof *logs->memory);
    logs->n = calloc(n + 1, sizeof *logs->n);
    logs->slot = calloc(n + 1, sizeof *logs->slot);
    if (logs->memory) logs->at = ot_vector_room(logs->memory);
    return logs->at && logs->n && logs->slot;
}

/* What was drawn anew has other logarithms. */
static void forget_logs(const ot_logs *logs, const ot_case *c) {
    const size_t from = c->n_starts > 0 ? 0 : OT_LOGS_OLD;
    for (size_t i = 0; i < logs->n_logged; i++)
        for (size_t k = from; k < OT_LOGS_KEPT; k++)
            logs->n[i * OT_LOGS_KEPT + k] = 0;
}

static void clear_logs(const ot_logs *logs) {
    free(logs->logged);
    free(logs->memory);
    free(logs->n);
    free(logs->slot);
}

static int add_logs(ot_kernel *kernel) {
    kernel->logs = calloc(kernel->n_cases, sizeof *kernel->logs);
    int ok = kernel->logs != NULL;
    for (size_t k = 0; ok && k < kernel->n_cases; k++)
        ok = keep_logs(&kernel->logs[k], kernel->c[k], kernel->stride);
    return ok;
}

static ot_kernel *make(const ot_case *const *c, size_t n_cases, const ot_run_options *options,
                       size_t block_length, const ot_kernel *like) {
    assert(block_length > 0 && block_length % OT_DRAW_STEP == 0);
    ot_kernel *kernel = calloc(1, sizeof *kernel);
    if (!kernel) return NULL;
    *kernel = (ot_kernel){.c = c, .n_cases = n_cases, .stride = block_length + PADDING};
    size_t n_coefficients = 0, n_registers = 0;
    for (size_t k = 0; k < n_cases; k++) {
        if (c[k]->n_coefficients > n_coefficients) n_coefficients = c[k]->n_coefficients;
        if (c[k]->n_registers > n_registers) n_registers = c[k]->n_registers;
    }
    kernel->scores = ot_scores_new(c, n_cases, options, kernel->stride, like ? like->scores : NULL);
    if (!kernel->scores || !allocate(kernel, n_coefficients, n_registers) || !add_logs(kernel) ||
        !add_solvers(kernel)) {
        ot_kernel_free(kernel);
        return NULL;
    }
    for (size_t k = 0; k < n_cases; k++)
        fill_constants(kernel, k);
    return kernel;
}

ot_kernel *ot_kernel_new(const ot_case *const *c, size_t n_cases, const ot_run_options *options,
                         size_t block_length) {
    return make(c, n_cases, options, block_length, NULL);
}

ot_kernel *ot_kernel_beside(const ot_kernel *first, const ot_run_options *options,
                            size_t block_length) {
    return make(first->c, first->n_cases, options, block_length, first);
}

void ot_kernel_free(ot_kernel *kernel) {
    if (!kernel) return;
    ot_scores_free(kernel->scores);
    for (size_t k = 0; kernel->broyden && k < kernel->n_cases; k++)
        ot_broyden_free(kernel->broyden[k]);
    for (size_t k = 0; kernel->logs && k < kernel->n_cases; k++)
        clear_logs(&kernel->logs[k]);
    free(kernel->logs);
    free((void *)kernel->broyden);
    free(kernel->unsolved);
    free(kernel->memory);
    free(kernel->series);
    free((void *)kernel->viewed);
    free(kernel);
}

/* The driver has the event's effect in a year when one began in it or in the duration - 1
 * simulated years before; observed years begin none. */
static void set_event(const ot_kernel *kernel, size_t k, size_t row, size_t slot, size_t n) {
    const ot_case *c = kernel->c[k];
    const ot_law *law = &OT_CASE_CONST(ot_law, c, law)[row - c->n_indicators];
    const uint8_t *held = OT_CASE_CONST(uint8_t, c, held) + row * c->n_slots;
    const double centre = OT_CASE_CONST(double, c, value)[row * c->n_slots + slot];
    const double during = centre + law->effect, threshold = law->threshold;
    double *to = place(kernel, k, row, slot);
    fill(to, centre, n);
    for (size_t back = 0; back < (size_t)law->duration && back <= slot - c->first_slot; back++) {
        if (held[slot - back]) continue;
        const double *score =
            ot_scores_yearly(kernel->scores, (size_t)law->source, slot - back - c->first_slot);
        for (size_t j = 0; j < n; j++)
            to[j] = score[j] > threshold ? during : to[j];
    }
}

OT_EACH_PROCESSOR static void set_linear(double *restrict to, double centre, double scale,
                                         const double *restrict score, size_t n) {
    for (size_t j = 0; j < n; j++)
        to[j] = centre + scale * score[j];
}

OT_EACH_PROCESSOR static void set_lognormal(double *restrict to, double centre, double scale,
                                            const double *restrict score, size_t n) {
    for (size_t j = 0; j < n; j++)
        to[j] = centre * ot_exp(scale * score[j]);
}

static void set_driver(const ot_kernel *kernel, size_t k, size_t row, size_t slot, size_t n) {
    const ot_case *c = kernel->c[k];
    const ot_law *law = &OT_CASE_CONST(ot_law, c, law)[row - c->n_indicators];
    const double centre = OT_CASE_CONST(double, c, value)[row * c->n_slots + slot];
    const double *score =
        ot_scores_yearly(kernel->scores, (size_t)law->source, slot - c->first_slot);
    const double scale = law->scale;
    double *to = place(kernel, k, row, slot);
    if (law->family == OT_LAW_EVENT) {
        set_event(kernel, k, row, slot, n);
    } else if (law->family == OT_LAW_NORMAL) {
        set_linear(to, centre, scale, score, n);
    } else if (law->family == OT_LAW_LOGNORMAL) {
        set_lognormal(to, centre, scale, score, n);
    } else {
        const size_t year = law->family == OT_LAW_FORECAST ? slot - c->first_slot : 0;
        const ot_law_table *table =
            &OT_CASE_CONST(ot_law_table, c, table)[(size_t)law->table + year];
        for (size_t j = 0; j < n; j++)
            to[j] = centre + ot_law_table_at(table, score[j]);
    }
}

static void set_drivers(const ot_kernel *kernel, size_t k, size_t slot, size_t n) {
    const ot_case *c = kernel->c[k];
    const ot_law *law = OT_CASE_CONST(ot_law, c, law);
    const uint8_t *held = OT_CASE_CONST(uint8_t, c, held);
    for (size_t i = 0; i < c->n_drivers; i++) {
        const size_t row = c->n_indicators + i;
        if (law[i].family == OT_LAW_NONE || law[i].source < 0) continue;
        if (!held[row * c->n_slots + slot]) set_driver(kernel, k, row, slot, n);
    }
}

static void set_sigmas(const ot_kernel *kernel, size_t k, size_t n) {
    const ot_case *c = kernel->c[k];
    const ot_case_disturbance *d = OT_CASE_CONST(ot_case_disturbance, c, disturbance);
    for (size_t i = 0; i < c->n_disturbances; i++) {
        double *to = kernel->sigma + i * kernel->stride;
        if (d[i].sigma_source < 0) {
            fill(to, 1.0, n);
            continue;
        }
        const double *score = ot_scores_once(kernel->scores, (size_t)d[i].sigma_source);
        const ot_law_table *table = &OT_CASE_CONST(ot_law_table, c, table)[d[i].sigma_table];
        for (size_t j = 0; j < n; j++)
            to[j] = ot_law_table_at(table, score[j]);
    }
}

static void set_coefficients(const ot_kernel *kernel, size_t k, size_t n) {
    const ot_case *c = kernel->c[k];
    const ot_case_coefficient *b = OT_CASE_CONST(ot_case_coefficient, c, coefficient);
    for (size_t i = 0; i < c->n_coefficients; i++) {
        double *to = kernel->coefficient + i * kernel->stride;
        const double mean = b[i].mean, sd = b[i].sd;
        if (b[i].source < 0) {
            fill(to, mean, n);
            continue;
        }
        const double *score = ot_scores_once(kernel->scores, (size_t)b[i].source);
        if (b[i].disturbance < 0) {
            set_linear(to, mean, sd, score, n);
            continue;
        }
        const double *sigma = kernel->sigma + (size_t)b[i].disturbance * kernel->stride;
        for (size_t j = 0; j < n; j++)
            to[j] = mean + sd * score[j] * sigma[j];
    }
}

OT_EACH_PROCESSOR static void add_scaled(double *restrict to, double add, double scale,
                                         const double *restrict sigma, const double *restrict score,
                                         size_t n) {
    for (size_t j = 0; j < n; j++)
        to[j] = add + scale * sigma[j] * score[j];
}

static void set_disturbances(const ot_kernel *kernel, size_t k, size_t slot, size_t n) {
    const ot_case *c = kernel->c[k];
    const ot_case_disturbance *d = OT_CASE_CONST(ot_case_disturbance, c, disturbance);
    const uint8_t *held = OT_CASE_CONST(uint8_t, c, held);
    for (size_t i = 0; i < c->n_disturbances; i++) {
        const double *sigma = kernel->sigma + i * kernel->stride, scale = d[i].sigma_scale;
        if (d[i].source < 0 || held[(size_t)d[i].indicator * c->n_slots + slot]) continue;
        const double add = OT_CASE_CONST(double, c, add)[i * c->n_slots + slot];
        const double *score =
            ot_scores_yearly(kernel->scores, (size_t)d[i].source, slot - c->first_slot);
        double *to = place(kernel, k, (size_t)c->n_indicators + c->n_drivers + i, slot);
        add_scaled(to, add, scale, sigma, score, n);
    }
}

/* What drawn coefficients change of errors that remember. */
static void set_carries(const ot_kernel *kernel, size_t k, size_t slot, size_t n) {
    const ot_case *c = kernel->c[k];
    const ot_case_carry *carry = OT_CASE_CONST(ot_case_carry, c, carry);
    const uint8_t *held = OT_CASE_CONST(uint8_t, c, held);
    for (uint32_t i = 0; i < c->n_carries; i++) {
        const size_t d = (size_t)carry[i].disturbance;
        const ot_case_disturbance *of = &OT_CASE_CONST(ot_case_disturbance, c, disturbance)[d];
        if ((size_t)carry[i].slot != slot || held[(size_t)of->indicator * c->n_slots + slot])
            continue;
        const size_t b = (size_t)carry[i].coefficient;
        const double mean = OT_CASE_CONST(ot_case_coefficient, c, coefficient)[b].mean;
        const double *coefficient = kernel->coefficient + b * kernel->stride;
        double *to = place(kernel, k, (size_t)c->n_indicators + c->n_drivers + d, slot);
        for (size_t j = 0; j < n; j++)
            to[j] += carry[i].weight * (coefficient[j] - mean);
    }
}

static void set_starts(const ot_kernel *kernel, size_t k, size_t n) {
    const ot_case *c = kernel->c[k];
    const ot_case_start *start = OT_CASE_CONST(ot_case_start, c, start);
    for (size_t i = 0; i < c->n_starts; i++) {
        const double *score = ot_scores_once(kernel->scores, (size_t)start[i].source);
        const double value = start[i].value, sd = start[i].sd;
        double *to = place(kernel, k, (size_t)start[i].row, (size_t)start[i].slot);
        set_linear(to, value, sd, score, n);
    }
}

static void run_stage(const ot_kernel *kernel, size_t k, size_t stage, const ot_frame *frame,
                      size_t n_counted) {
    const ot_case *c = kernel->c[k];
    const ot_stage *at = &OT_CASE_CONST(ot_stage, c, stage)[stage];
    const ot_step *step = &OT_CASE_CONST(ot_step, c, step)[at->first_step];
    ot_frame changing = *frame; /* while the block is being solved */
    changing.logs = NULL;
    if (at->n_feedback > 0)
        ot_broyden_solve(kernel->broyden[k], stage, &changing, n_counted);
    else if (!ot_case_is_held(c, (size_t)step->target, frame->slot))
        ot_step_run(step, OT_CASE_CONST(ot_instruction, c, instruction),
                    OT_CASE_CONST(double, c, constant), frame);
}

/* Year after year: what a year is made of, then its equations. */
static void run_years(const ot_kernel *kernel, size_t k, size_t n, size_t n_counted) {
    const ot_case *c = kernel->c[k];
    ot_frame frame = {.series = kernel->series[k],
                      .coefficient = kernel->coefficient,
                      .scratch = kernel->scratch,
                      .n_slots = c->n_slots,
                      .stride = kernel->stride,
                      .n = n,
                      .logs = &kernel->logs[k]};
    forget_logs(&kernel->logs[k], c);
    for (frame.slot = c->first_slot; frame.slot < c->n_slots; frame.slot++) {
        frame.year = c->first_slot_year + (int)frame.slot;
        set_drivers(kernel, k, frame.slot, n);
        set_disturbances(kernel, k, frame.slot, n);
        set_carries(kernel, k, frame.slot, n);
        for (size_t stage = 0; stage < c->n_stages; stage++)
            run_stage(kernel, k, stage, &frame, n_counted);
    }
}

uint64_t ot_kernel_n_single(const ot_kernel *kernel) {
    uint64_t n = 0;
    for (size_t k = 0; k < kernel->n_cases; k++)
        n += kernel->broyden[k] ? ot_broyden_n_single(kernel->broyden[k]) : 0;
    return n;
}

ot_block ot_kernel_run(ot_kernel *kernel, uint64_t first, size_t n) {
    const size_t n_full = (n + OT_DRAW_STEP - 1) / OT_DRAW_STEP * OT_DRAW_STEP;
    assert(n > 0 && n_full <= kernel->stride && first % OT_DRAW_STEP == 0);
    ot_scores_draw(kernel->scores, first, n_full);
    for (size_t k = 0; k < kernel->n_cases; k++) {
        ot_scores_join(kernel->scores, k);
        set_sigmas(kernel, k, n_full);
        set_coefficients(kernel, k, n_full);
        set_starts(kernel, k, n_full);
        const uint64_t before = kernel->broyden[k] ? ot_broyden_n_failed(kernel->broyden[k]) : 0;
        run_years(kernel, k, n_full, n);
        if (kernel->broyden[k])
            kernel->unsolved[k] = ot_broyden_n_failed(kernel->broyden[k]) - before;
    }
    return (ot_block){.n_cases = kernel->n_cases,
                      .c = kernel->c,
                      .series = kernel->viewed,
                      .stride = kernel->stride,
                      .n = n,
                      .first = first,
                      .unsolved = kernel->unsolved};
}
