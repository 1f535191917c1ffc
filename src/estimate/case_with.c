#include <stdlib.h>
#include <string.h>

#include "estimate/case.h"

static double *place_of(ot_case *c, size_t row, size_t slot) {
    const size_t n_held = (size_t)c->n_indicators + c->n_drivers;
    if (row < n_held) return &OT_CASE_ARRAY(double, c, value)[row * c->n_slots + slot];
    return &OT_CASE_ARRAY(double, c, add)[(row - n_held) * c->n_slots + slot];
}

void ot_case_put(ot_case *c, const ot_case_change *change, size_t n) {
    for (size_t k = 0; k < n; k++) {
        *place_of(c, change[k].row, change[k].slot) = change[k].value;
        if (change[k].row < c->n_indicators)
            OT_CASE_ARRAY(uint8_t, c, held)[change[k].row * c->n_slots + change[k].slot] = 1;
    }
}

ot_case *ot_case_with(const ot_case *c, const ot_case_change *change, size_t n) {
    ot_case *copy = malloc((size_t)c->size);
    if (!copy) return NULL;
    memcpy(copy, c, (size_t)c->size);
    ot_case_put(copy, change, n);
    return copy;
}

double ot_case_input(const ot_case *c, size_t row, size_t slot) {
    const size_t n_held = (size_t)c->n_indicators + c->n_drivers;
    if (row < n_held) return OT_CASE_CONST(double, c, value)[row * c->n_slots + slot];
    return OT_CASE_CONST(double, c, add)[(row - n_held) * c->n_slots + slot];
}
