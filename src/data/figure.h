/* figure.h -- a printed cell as a number: its value, its last digit, and whether it is a bound
 *
 * Full-width digits and punctuation count as their ASCII forms. Thousands may be parted by commas
 * or spaces in groups of three. No hexadecimal, no infinity, nothing that a double cannot hold. */
#ifndef OT_DATA_FIGURE_H
#define OT_DATA_FIGURE_H

#include <stddef.h>

#include "outturn/table.h"

typedef enum ot_figure_sign {
    OT_FIGURE_SIGN_NONE,
    OT_FIGURE_SIGN_PERCENT,
    OT_FIGURE_SIGN_PERMILLE
} ot_figure_sign;

/* Read a whole cell: 246.30, 12.5%, 1,234.5, <=5.5, 5.5以内, 不低于8, 40左右, NA ... `sign` is what
 * is printed behind the number (may be NULL). Returns 0, and writes nothing, when it is no figure.
 */
int ot_figure_parse(const char *text, size_t n, ot_figure *out, ot_figure_sign *sign);

/* Read a whole cell that is a range: 4.5%—5%, 5.0-5.5, 6至7. The lower end must be below the upper.
 * Returns 0, and writes nothing, when it is none. */
int ot_figure_range(const char *text, size_t n, ot_figure *low, ot_figure *high,
                    ot_figure_sign *sign);

/* Like the first for the first number somewhere within a sentence (完成自治区下达652吨任务: 652); a
 * number that runs on into a letter or another number is not one. */
int ot_figure_search(const char *text, size_t n, ot_figure *out);

/* A calendar year from 1900 to 2200: 2023, 2023年, ２０２３. Returns 0 when it is none. */
int ot_year_parse(const char *text, size_t n, int *year);
enum { OT_FIRST_YEAR = 1900, OT_LAST_YEAR = 2200 };

#endif
