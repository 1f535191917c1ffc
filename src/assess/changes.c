#include <stdlib.h>
#include <string.h>

#include "assess/attribution.h"

static int is_other(const ot_case *a, const ot_case *b, uint64_t at_a, uint64_t at_b, size_t n) {
    return memcmp((const char *)a + at_a, (const char *)b + at_b, n) != 0;
}

/* The bytes of one row of an array of [rows][slots]. */
static int row_differs(const ot_case *a, const ot_case *b, uint64_t at_a, uint64_t at_b, size_t row,
                       size_t size) {
    const size_t n = a->n_slots * size;
    return is_other(a, b, at_a + row * n, at_b + row * n, n);
}

static int values_differ(const ot_case *a, const ot_case *b, size_t row) {
    return row_differs(a, b, a->value, b->value, row, sizeof(double)) ||
           row_differs(a, b, a->held, b->held, row, sizeof(uint8_t));
}

static int coefficients_differ(const ot_model *m, const ot_case *a, const ot_case *b, size_t i) {
    const ot_model_indicator *x = &m->indicator[i];
    for (size_t k = 0; k < x->spec->n_coefficients; k++) {
        const size_t at = x->first_coefficient + k;
        const ot_case_coefficient *p = &OT_CASE_CONST(ot_case_coefficient, a, coefficient)[at];
        const ot_case_coefficient *q = &OT_CASE_CONST(ot_case_coefficient, b, coefficient)[at];
        if (p->mean < q->mean || p->mean > q->mean) return 1;
    }
    return 0;
}

static int programs_differ(const ot_case *a, const ot_case *b) {
    return a->n_instructions != b->n_instructions || a->n_constants != b->n_constants ||
           is_other(a, b, a->instruction, b->instruction,
                    a->n_instructions * sizeof(ot_instruction)) ||
           is_other(a, b, a->constant, b->constant, a->n_constants * sizeof(double)) ||
           is_other(a, b, a->stage, b->stage, a->n_stages * sizeof(ot_stage));
}

ot_change *ot_changes_find(const ot_model *m, const ot_case *a, const ot_case *b, size_t *n) {
    const size_t most = m->n_drivers + 2 * m->n_indicators + m->n_disturbances + 1;
    ot_change *change = calloc(most, sizeof *change);
    *n = 0;
    if (!change) return NULL;
    for (size_t d = 0; d < m->n_drivers; d++) {
        const size_t row = ot_model_driver_row(m, d);
        if (values_differ(a, b, row)) change[(*n)++] = (ot_change){OT_CHANGE_DRIVER, d, row};
    }
    for (size_t k = 0; k < m->n_disturbances; k++)
        if (row_differs(a, b, a->add, b->add, k, sizeof(double)))
            change[(*n)++] = (ot_change){OT_CHANGE_ADD_FACTOR, m->disturbance[k],
                                         ot_model_disturbance_row(m, k)};
    for (size_t i = 0; i < m->n_indicators; i++) {
        if (coefficients_differ(m, a, b, i))
            change[(*n)++] = (ot_change){OT_CHANGE_COEFFICIENTS, i, i};
        if (values_differ(a, b, i)) change[(*n)++] = (ot_change){OT_CHANGE_HELD, i, i};
    }
    if (programs_differ(a, b)) change[(*n)++] = (ot_change){OT_CHANGE_EQUATIONS, 0, 0};
    return change;
}

static void copy(ot_case *to, const ot_case *from, uint64_t at_to, uint64_t at_from, size_t n) {
    memcpy((char *)to + at_to, (const char *)from + at_from, n);
}

static void take(const ot_model *m, ot_case *to, const ot_case *from, const ot_change *change) {
    const size_t n_slots = to->n_slots, n_doubles = n_slots * sizeof(double);
    const ot_model_indicator *x = &m->indicator[change->index];
    switch (change->kind) {
    case OT_CHANGE_DRIVER:
    case OT_CHANGE_HELD:
        copy(to, from, to->value + change->row * n_doubles, from->value + change->row * n_doubles,
             n_doubles);
        copy(to, from, to->held + change->row * n_slots, from->held + change->row * n_slots,
             n_slots);
        break;
    case OT_CHANGE_ADD_FACTOR: {
        const size_t at = (change->row - m->n_indicators - m->n_drivers) * n_doubles;
        copy(to, from, to->add + at, from->add + at, n_doubles);
        break;
    }
    case OT_CHANGE_COEFFICIENTS:
        copy(to, from, to->coefficient + x->first_coefficient * sizeof(ot_case_coefficient),
             from->coefficient + x->first_coefficient * sizeof(ot_case_coefficient),
             x->spec->n_coefficients * sizeof(ot_case_coefficient));
        break;
    case OT_CHANGE_EQUATIONS: /* the copy was made of the case whose equations are wanted */
        break;
    }
}

ot_case *ot_changes_mix(const ot_model *m, const ot_case *a, const ot_case *b,
                        const ot_change *change, size_t n, const unsigned char *is_taken) {
    const ot_case *base = a;
    for (size_t k = 0; k < n; k++)
        if (change[k].kind == OT_CHANGE_EQUATIONS && is_taken[k]) base = b;
    ot_case *mix = ot_case_with(base, NULL, 0);
    for (size_t k = 0; k < n && mix; k++)
        take(m, mix, is_taken[k] ? b : a, &change[k]);
    return mix;
}
