#include "base/sobol.h"

#include <assert.h>

void ot_sobol_directions(size_t d, uint32_t v[OT_SOBOL_DIGITS]) {
    assert(d < OT_SOBOL_DIMENSIONS);
    if (d == 0) {
        for (unsigned k = 0; k < OT_SOBOL_DIGITS; k++)
            v[k] = UINT32_C(1) << (OT_SOBOL_DIGITS - 1 - k);
        return;
    }
    const ot_sobol_numbers *p = &ot_sobol_table[d - 1];
    const unsigned degree = p->degree;
    for (unsigned k = 0; k < degree; k++)
        v[k] = (uint32_t)p->initial[k] << (OT_SOBOL_DIGITS - 1 - k);
    for (unsigned k = degree; k < OT_SOBOL_DIGITS; k++) {
        v[k] = v[k - degree] ^ v[k - degree] >> degree;
        for (unsigned i = 1; i < degree; i++)
            if (p->inner >> (degree - 1 - i) & 1) v[k] ^= v[k - i];
    }
}
