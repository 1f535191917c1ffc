#include "estimate/case_parts.h"
#include "estimate/errors.h"

/* The first slot in which an indicator is simulated; n_slots: none. */
static size_t first_simulated(const ot_case_parts *p, size_t indicator) {
    const ot_model *m = p->model;
    size_t slot = 0;
    while (slot < m->n_slots &&
           p->scenario->state[indicator * m->n_slots + slot] != OT_STATE_SIMULATED)
        slot++;
    return slot;
}

static int is_static(const ot_case_parts *p) { return !ot_mode_is_dynamic(p->model->spec->mode); }

int ot_case_fill_errors(const ot_case_parts *p, ot_case *c) {
    const ot_model *m = p->model;
    double *expected = ot_arena_alloc(p->arena, m->n_slots + 1, sizeof *expected);
    for (size_t k = 0; k < m->n_disturbances && expected; k++) {
        const size_t i = m->disturbance[k], from = first_simulated(p, i);
        const ot_form_fit *fit = p->fit[i];
        if (!fit || fit->n_lags == 0 || from == m->n_slots) continue;
        double *add = OT_CASE_ARRAY(double, c, add) + k * m->n_slots + from;
        ot_errors_expect(fit, fit->error, ot_model_year(m, from), m->n_slots - from, is_static(p),
                         expected);
        for (size_t t = 0; t < m->n_slots - from; t++)
            add[t] += expected[t];
    }
    return expected != NULL;
}

static int is_drawn(const ot_case_parts *p, size_t indicator, size_t coefficient) {
    const size_t first = p->model->indicator[indicator].first_coefficient;
    const ot_form_fit *fit = p->fit[indicator];
    return p->sources.coefficient[first + coefficient] >= 0 &&
           fit->covariance[coefficient * fit->k + coefficient] > 0.0;
}

size_t ot_case_count_carries(const ot_case_parts *p) {
    const ot_model *m = p->model;
    size_t n = 0;
    for (size_t k = 0; k < m->n_disturbances; k++) {
        const size_t i = m->disturbance[k];
        const ot_form_fit *fit = p->fit[i];
        for (size_t j = 0; fit && fit->n_lags > 0 && j < fit->k; j++)
            n += is_drawn(p, i, j) ? m->n_slots - first_simulated(p, i) : 0;
    }
    return n;
}

int ot_case_fill_carries(const ot_case_parts *p, ot_case *c) {
    const ot_model *m = p->model;
    ot_case_carry *to = OT_CASE_ARRAY(ot_case_carry, c, carry);
    double *slope = ot_arena_alloc(p->arena, m->n_slots + 1, sizeof *slope);
    for (size_t k = 0; k < m->n_disturbances && slope; k++) {
        const size_t i = m->disturbance[k], from = first_simulated(p, i), n = m->n_slots - from;
        const ot_form_fit *fit = p->fit[i];
        for (size_t j = 0; fit && fit->n_lags > 0 && j < fit->k; j++) {
            if (!is_drawn(p, i, j)) continue;
            ot_errors_expect(fit, fit->error_slope + j * fit->n_errors, ot_model_year(m, from), n,
                             is_static(p), slope);
            for (size_t t = 0; t < n; t++)
                *to++ =
                    (ot_case_carry){.disturbance = (int32_t)k,
                                    .slot = (int32_t)(from + t),
                                    .coefficient = (int32_t)(m->indicator[i].first_coefficient + j),
                                    .weight = slope[t]};
        }
    }
    return slope != NULL;
}

void ot_case_remember(const ot_case_parts *p, ot_case *c, size_t disturbance, int32_t n) {
    const ot_model *m = p->model;
    const size_t years = ot_case_n_simulated(c),
                 from = first_simulated(p, m->disturbance[disturbance]);
    const size_t before = from > m->first_slot ? from - m->first_slot : 0;
    OT_CASE_ARRAY(int32_t, c, dependence_of)[p->sources.residual[disturbance]] = n;
    ot_errors_dependence(p->fit[m->disturbance[disturbance]], before, years, is_static(p),
                         OT_CASE_ARRAY(double, c, dependence) +
                             (size_t)n * years * (years + 1) / 2);
}
