/* exact_sum.h -- a sum of doubles that does not depend on the order of adding
 *
 * Fixed-point accumulator over the whole range of double (Kulisch; Neal, "Fast exact summation
 * using small and large superaccumulators", arXiv 1505.05571, 2015). Flat: may be copied, stored
 * and merged byte for byte. */
#ifndef OT_BASE_EXACT_SUM_H
#define OT_BASE_EXACT_SUM_H

#include <stdint.h>

enum { OT_EXACT_SUM_LIMBS = 68 };
typedef struct ot_exact_sum {
    int64_t limb[OT_EXACT_SUM_LIMBS]; /* 32 bits each, weight 2^(32 i - 1088); carries are lazy */
    uint64_t n_pending;               /* additions since the last carry */
} ot_exact_sum;

void ot_exact_sum_add(ot_exact_sum *sum, double x); /* x is finite (asserted) */
void ot_exact_sum_merge(ot_exact_sum *into, const ot_exact_sum *from);
double ot_exact_sum_value(const ot_exact_sum *sum); /* rounded to nearest; inf when too large */

#endif
