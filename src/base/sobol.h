/* sobol.h -- Sobol's sequence in up to OT_SOBOL_DIMENSIONS dimensions
 *
 * Coordinate d of point j is the exclusive or of the directions v[k] of the binary digits k of j,
 * read as a fraction of 2^32 (Sobol', USSR Computational Mathematics and Mathematical Physics 7(4),
 * 1967, p. 86-112), with the direction numbers new-joe-kuo-6 of Joe & Kuo (SIAM Journal on
 * Scientific Computing 30, 2008, p. 2635-2654). */
#ifndef OT_BASE_SOBOL_H
#define OT_BASE_SOBOL_H

#include <stddef.h>
#include <stdint.h>

enum { OT_SOBOL_DIMENSIONS = 1024, OT_SOBOL_DIGITS = 32 };

/* The directions of dimension d = 0 .. OT_SOBOL_DIMENSIONS - 1; the first digit of a coordinate is
 * the highest bit. */
void ot_sobol_directions(size_t d, uint32_t v[OT_SOBOL_DIGITS]);

/* A primitive polynomial over two elements, and as many initial numbers as its degree: those of
 * dimension 1 first (0 is van der Corput's sequence and needs none). */
typedef struct ot_sobol_numbers {
    uint16_t degree, inner; /* inner: the coefficients between the first and the last, as bits */
    uint16_t initial[13];
} ot_sobol_numbers;
extern const ot_sobol_numbers ot_sobol_table[OT_SOBOL_DIMENSIONS - 1]; /* sobol_table.c */

#endif
