#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "estimate/case.h"

enum { ALIGNMENT = 8 };

/* Take room for n things of `size` bytes at the end of what was taken so far: their offset. *end
 * becomes SIZE_MAX, and stays so, once the sum no longer fits. */
static uint64_t take(size_t *end, size_t n, size_t size) {
    const size_t start = *end;
    const size_t most = SIZE_MAX - ALIGNMENT - start;
    if (start == SIZE_MAX || start > SIZE_MAX - ALIGNMENT || (n > 0 && size > most / n)) {
        *end = SIZE_MAX;
        return 0;
    }
    *end = (start + n * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return start;
}

/* n * k, or a number for which there is no room. */
static size_t times(size_t n, size_t k) { return k > 0 && n > SIZE_MAX / k ? SIZE_MAX : n * k; }

static size_t lay_out(ot_case *c, size_t n_yearly_entries, size_t n_once_entries) {
    const size_t n_held = times((size_t)c->n_indicators + c->n_drivers, c->n_slots);
    const size_t m = ot_case_n_simulated(c), n_packed = times(m, m + 1) / 2;
    size_t end = sizeof *c;
    static_assert(sizeof *c % ALIGNMENT == 0, "the first array follows the header");
    c->yearly_hash = take(&end, c->n_yearly, sizeof(uint32_t));
    c->once_hash = take(&end, c->n_once, sizeof(uint32_t));
    c->yearly_first = take(&end, 2 * (size_t)c->n_yearly + 1, sizeof(int32_t));
    c->yearly_entry = take(&end, n_yearly_entries, sizeof(ot_case_entry));
    c->once_first = take(&end, (size_t)c->n_once + 1, sizeof(int32_t));
    c->once_entry = take(&end, n_once_entries, sizeof(ot_case_entry));
    c->dependence_of = take(&end, c->n_yearly, sizeof(int32_t));
    c->dependence = take(&end, times(c->n_dependences, n_packed), sizeof(double));
    c->held = take(&end, n_held, sizeof(uint8_t));
    c->value = take(&end, n_held, sizeof(double));
    c->law = take(&end, c->n_drivers, sizeof(ot_law));
    c->disturbance = take(&end, c->n_disturbances, sizeof(ot_case_disturbance));
    c->add = take(&end, times(c->n_disturbances, c->n_slots), sizeof(double));
    c->coefficient = take(&end, c->n_coefficients, sizeof(ot_case_coefficient));
    c->carry = take(&end, c->n_carries, sizeof(ot_case_carry));
    c->start = take(&end, c->n_starts, sizeof(ot_case_start));
    c->instruction = take(&end, c->n_instructions, sizeof(ot_instruction));
    c->constant = take(&end, c->n_constants, sizeof(double));
    c->step = take(&end, c->n_steps, sizeof(ot_step));
    c->stage = take(&end, c->n_stages, sizeof(ot_stage));
    c->table = take(&end, c->n_tables, sizeof(ot_law_table));
    return end;
}

ot_case *ot_case_alloc(const ot_case *sizes, size_t n_yearly_entries, size_t n_once_entries) {
    assert(sizes->first_slot <= sizes->n_slots);
    ot_case layout = *sizes;
    const size_t size = lay_out(&layout, n_yearly_entries, n_once_entries);
    layout.size = size;
    ot_case *c = size < SIZE_MAX ? calloc(1, size) : NULL;
    if (c) *c = layout;
    return c;
}
