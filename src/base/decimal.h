/* decimal.h -- doubles in decimal digits by whole numbers of 128 bits: exact, and a dozen times
 * faster than printf, for sizes between a millionth and 2^52
 *
 * Both return 0, and nothing else, of numbers out of their range, and where the compiler has no
 * whole numbers of 128 bits: then ask printf. */
#ifndef OT_BASE_DECIMAL_H
#define OT_BASE_DECIMAL_H

#include <stdint.h>

/* The fewest significant digits, but never less than 15, that read back as `size` > 0; of these the
 * nearest: size = *digits * 10^-*scale, nearly. */
int ot_decimal_shortest(double size, uint64_t *digits, int *scale);

/* size * 10^scale, to the nearest whole number, ties to even; size > 0, scale from 0 to 15. */
int ot_decimal_fixed(double size, int scale, uint64_t *digits);

#endif
