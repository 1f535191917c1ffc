/* case.h -- the layout of a case: a header, then arrays at offsets from its start
 *
 * Rows of series: indicators, drivers, disturbances. Slots are years: slot 0 is first_slot_year;
 * slots 0 .. first_slot - 1 are the past that lags need, the rest is simulated. Sources are
 * standard normal scores: yearly ones (drivers, residuals) have one a simulated year, once-a-draw
 * ones (coefficients, sigmas, starts) one a draw. All cases of a model have the same rows, slots
 * and sources, so that scenarios share their draws. */
#ifndef OT_ESTIMATE_CASE_H
#define OT_ESTIMATE_CASE_H

#include <stddef.h>
#include <stdint.h>

#include "estimate/law.h"
#include "estimate/law_tables.h"
#include "lang/program.h"
#include "outturn/case.h"

/* What is added to the right side of an equation: residual sigma * score + add-factor. */
typedef struct ot_case_disturbance {
    int32_t indicator;    /* row */
    int32_t source;       /* yearly; -1: add-factor only */
    int32_t sigma_source; /* once; -1: sigma is known */
    int32_t sigma_table;  /* index of its table; -1: sigma is known */
    double sigma_scale, sigma_df;
    int32_t first_coefficient, n_coefficients; /* those drawn with this sigma */
} ot_case_disturbance;

/* An error that remembers goes on from the last known ones, which are other ones when a coefficient
 * is not at its mean: weight * (coefficient - mean) is added to a disturbance in one slot. */
typedef struct ot_case_carry {
    int32_t disturbance, slot, coefficient;
    int32_t unused; /* 0: padding is part of the bytes */
    double weight;
} ot_case_carry;

typedef struct ot_case_coefficient {
    double mean, sd;     /* sd given sigma = sigma_scale of its disturbance */
    int32_t source;      /* once; -1: fixed */
    int32_t disturbance; /* whose sigma / sigma_scale multiplies sd; -1: none */
} ot_case_coefficient;

/* An uncertain base: value + sd * score in one slot. */
typedef struct ot_case_start {
    int32_t row, slot, source; /* source: once */
    double value, sd;
} ot_case_start;

/* A yearly source has two rows of factors: row i for the first simulated year, row n + i for the
 * innovations of later years, so that scores of any year are correlated as declared although each
 * source has its own persistence. */
static inline size_t ot_case_factor_row(size_t n_yearly, size_t source, size_t y) {
    return source + (y > 0 ? n_yearly : 0);
}

/* Rows of a lower-triangular factor without its zeros: entries first[i] .. first[i + 1] - 1. */
typedef struct ot_case_entry {
    int32_t column;
    int32_t unused; /* 0: padding is part of the bytes */
    double value;
} ot_case_entry;

/* Offsets are bytes from the start of the case; every array is 8-byte aligned. */
struct ot_case {
    uint64_t size;
    uint32_t scenario; /* its index in the model */
    uint32_t n_indicators, n_drivers, n_disturbances, n_coefficients, n_starts;
    uint32_t n_slots, first_slot;
    int32_t first_slot_year, first_year; /* first_year: the first reported one */
    uint32_t n_yearly, n_once;           /* sources */
    uint32_t n_instructions, n_constants, n_steps, n_stages, n_registers;
    uint32_t n_tables, n_dependences, n_carries;
    uint64_t yearly_hash, once_hash;     /* uint32_t[n]: stream of each source */
    uint64_t yearly_first, yearly_entry; /* int32_t[2 n + 1]; ot_case_entry[]: factors */
    uint64_t once_first, once_entry;
    uint64_t dependence_of; /* int32_t[n_yearly]: index of a packed factor; -1: none */
    uint64_t dependence;    /* double[n_dependences][m (m + 1) / 2], m simulated years */
    uint64_t held;          /* uint8_t[n_indicators + n_drivers][n_slots] */
    uint64_t value;         /* double[same]: held values; of drivers: centres; else 0 */
    uint64_t law;           /* ot_law[n_drivers] */
    uint64_t disturbance;   /* ot_case_disturbance[n_disturbances] */
    uint64_t add;           /* double[n_disturbances][n_slots] */
    uint64_t coefficient;   /* ot_case_coefficient[n_coefficients] */
    uint64_t carry;         /* ot_case_carry[n_carries] */
    uint64_t start;         /* ot_case_start[n_starts] */
    uint64_t instruction, constant, step, stage;
    uint64_t table; /* ot_law_table[n_tables] */
};

#define OT_CASE_ARRAY(type, c, member) ((type *)(void *)((char *)(c) + (c)->member))
#define OT_CASE_CONST(type, c, member) \
    ((const type *)(const void *)((const char *)(c) + (c)->member))

static inline size_t ot_case_n_rows(const ot_case *c) {
    return (size_t)c->n_indicators + c->n_drivers + c->n_disturbances;
}
static inline size_t ot_case_n_simulated(const ot_case *c) { return c->n_slots - c->first_slot; }

/* ot_case_new for who makes many cases of one model: `known` (NULL: none) keeps what they share. */
ot_status ot_case_new_knowing(const ot_model *model, const ot_fit *fit, size_t s,
                              ot_law_tables *known, ot_notes *notes, ot_case **out,
                              ot_error *err) OT_CHECK_RESULT;

/* Room for a case with the counts that `sizes` has (n_entries of both factors besides): zeroed, its
 * offsets and size set. The caller fills the arrays. NULL when memory ran out. */
ot_case *ot_case_alloc(const ot_case *sizes, size_t n_yearly_entries, size_t n_once_entries);

/* What one input is in one slot, inside: the centre of a driver, the add-factor of a disturbance,
 * or an indicator, which is held from then on. */
typedef struct ot_case_change {
    size_t row, slot;
    double value;
} ot_case_change;

/* A changed copy, to be freed by ot_case_free. NULL when memory ran out. */
ot_case *ot_case_with(const ot_case *c, const ot_case_change *change, size_t n);
/* Change a case that is one's own. */
void ot_case_put(ot_case *c, const ot_case_change *change, size_t n);
/* What an input is now. */
double ot_case_input(const ot_case *c, size_t row, size_t slot);

#endif
