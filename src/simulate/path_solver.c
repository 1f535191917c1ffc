#include "simulate/path_solver.h"

#include <math.h>
#include <stdlib.h>

double ot_case_fixed(const ot_case *c, size_t row, size_t slot) {
    const size_t n_held = (size_t)c->n_indicators + c->n_drivers;
    if (row < n_held) {
        const int is_certain = row >= c->n_indicators && slot >= c->first_slot;
        const int is_known = ot_case_is_held(c, row, slot) || is_certain;
        return is_known ? OT_CASE_CONST(double, c, value)[row * c->n_slots + slot] : (double)NAN;
    }
    const ot_case_disturbance *d = OT_CASE_CONST(ot_case_disturbance, c, disturbance);
    const size_t i = row - n_held;
    if (slot < c->first_slot || ot_case_is_held(c, (size_t)d[i].indicator, slot)) return 0.0;
    return OT_CASE_CONST(double, c, add)[i * c->n_slots + slot];
}

int ot_path_solver_init(ot_path_solver *f, const ot_case *c) {
    const size_t n_rows = ot_case_n_rows(c);
    *f = (ot_path_solver){.c = c};
    f->value = malloc((n_rows * c->n_slots + 1) * sizeof *f->value);
    f->coefficient = malloc((c->n_coefficients + (size_t)1) * sizeof *f->coefficient);
    f->scratch = calloc(c->n_registers + (size_t)1, sizeof *f->scratch);
    const int has_newton = ot_newton_init(&f->newton, c);
    if (!f->value || !f->coefficient || !f->scratch || !has_newton) return 0;
    for (size_t row = 0; row < n_rows; row++)
        for (size_t slot = 0; slot < c->n_slots; slot++)
            f->value[row * c->n_slots + slot] = ot_case_fixed(c, row, slot);
    for (size_t k = 0; k < c->n_coefficients; k++)
        f->coefficient[k] = OT_CASE_CONST(ot_case_coefficient, c, coefficient)[k].mean;
    return 1;
}

void ot_path_solver_clear(ot_path_solver *f) {
    free(f->value);
    free(f->coefficient);
    free(f->scratch);
    ot_newton_clear(&f->newton);
    *f = (ot_path_solver){0};
}

ot_frame ot_path_solver_frame(const ot_path_solver *f, size_t slot) {
    return (ot_frame){.series = f->value,
                      .coefficient = f->coefficient,
                      .scratch = f->scratch,
                      .n_slots = f->c->n_slots,
                      .stride = 1,
                      .n = 1,
                      .slot = slot,
                      .year = f->c->first_slot_year + (int)slot};
}

/* A variable that was never observed has no value to start from: 1 is in the domain of every
 * function. */
static double start_of(const double *series, size_t slot, double factor) {
    const double before = slot > 0 ? series[slot - 1] : (double)NAN;
    return isfinite(before) && before != 0.0 ? before * factor : 1.0;
}

static void set_starts(const ot_path_solver *f, const ot_stage *stage, size_t slot, double factor) {
    const ot_case *c = f->c;
    const ot_step *step = OT_CASE_CONST(ot_step, c, step) + stage->first_step + stage->n_steps;
    for (int32_t k = 1; k <= stage->n_feedback; k++) {
        const size_t row = (size_t)step[-k].target;
        double *series = f->value + row * c->n_slots;
        if (!ot_case_is_held(c, row, slot)) series[slot] = start_of(series, slot, factor);
    }
}

ot_outcome ot_path_solver_solve_stage(ot_path_solver *f, size_t k, size_t slot, double start) {
    const ot_stage *stage = &OT_CASE_CONST(ot_stage, f->c, stage)[k];
    const ot_frame frame = ot_path_solver_frame(f, slot);
    set_starts(f, stage, slot, start);
    const ot_outcome outcome = ot_newton_solve(&f->newton, stage, &frame);
    f->n_iterations += (size_t)f->newton.n_iterations;
    f->residual = fmax(f->residual, f->newton.residual);
    return outcome;
}

int ot_path_solver_solve_slot(ot_path_solver *f, size_t slot, double start, ot_path_fault *fault) {
    for (size_t k = 0; k < f->c->n_stages; k++) {
        const ot_outcome outcome = ot_path_solver_solve_stage(f, k, slot, start);
        if (outcome == OT_OUTCOME_SOLVED) continue;
        *fault = (ot_path_fault){outcome, k, slot};
        return 0;
    }
    return 1;
}

int ot_path_solver_solve(ot_path_solver *f, double start, ot_path_fault *fault) {
    for (size_t slot = f->c->first_slot; slot < f->c->n_slots; slot++)
        if (!ot_path_solver_solve_slot(f, slot, start, fault)) return 0;
    return 1;
}
