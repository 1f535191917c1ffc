/* instruments.h -- the independent columns among instruments, and what they explain of others
 *
 * Z is [n][m], row by row; a column that those before it explain adds nothing and is left out.
 */
#ifndef OT_REGRESS_INSTRUMENTS_H
#define OT_REGRESS_INSTRUMENTS_H

#include <stddef.h>

#include "outturn/error.h"

typedef struct ot_instruments {
    size_t n, m;    /* m independent ones */
    double *z;      /* [n][m]; owns the block of both arrays */
    size_t *column; /* [m] which of the columns given */
} ot_instruments;

void ot_instruments_clear(ot_instruments *ins);

/* OT_ERR_INPUT    as many independent instruments as observations: they explain everything
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM */
ot_status ot_instruments_make(const double *z, size_t n, size_t m, ot_instruments *out,
                              ot_error *err) OT_CHECK_RESULT;

/* fitted [n][k] is the projection of x on the instruments. Column j of x that is in their span is
 * exogenous: is_exogenous[j] is 1 and the column is copied as it is. The input must be finite.
 * OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_instruments_project(const ot_instruments *ins, const double *x, size_t k,
                                 double *fitted, int *is_exogenous, ot_error *err) OT_CHECK_RESULT;

#endif
