/* number.h -- numbers to text and back, the same in every locale */
#ifndef OT_BASE_NUMBER_H
#define OT_BASE_NUMBER_H

#include <stddef.h>

/* Read a decimal number (sign, digits, point, exponent; no hex, inf or nan) that fills
 * text[0..n) up to *length bytes. Returns 0 when none starts there. Overflow gives infinity. */
int ot_number_parse(const char *text, size_t n, double *value, size_t *length);

enum { OT_NUMBER_SIZE = 32 };
/* The shortest text that reads back as the same double ("null" is the caller's business: a number
 * that is not finite is asserted against). Returns its length. */
size_t ot_number_shortest(double value, char text[OT_NUMBER_SIZE]);
/* With a fixed number of decimals (0 to 15); -0.00 is written 0.00; huge values in e-notation. */
size_t ot_number_fixed(double value, int decimals, char text[OT_NUMBER_SIZE]);
/* The double nearest to the number as ot_number_fixed writes it. */
double ot_number_rounded(double value, int decimals);

#endif
