/*
 * case.h -- one scenario in numbers, ready to simulate
 *
 * Layer   estimate
 * Shapes  opaque and flat: ot_case_size bytes without pointers, may be stored and sent
 * Units   inside: percent and per mille are fractions
 * Method  compiled equations, held values, coefficients, laws and correlation factors in one block
 */
#ifndef OT_CASE_H
#define OT_CASE_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/fit.h"
#include "outturn/model.h"
#include "outturn/notes.h"

typedef struct ot_case ot_case;

/*
 * Put scenario `s` of the model into numbers. The case needs neither model nor fit afterwards. The
 * caller frees *out.
 *
 * OT_ERR_INPUT    a missing past value that a lag needs, a driver without a value for a year, a
 *                 correlation matrix that is not positive definite
 * OT_ERR_NUMERIC  a law without finite quantiles
 * OT_ERR_NOMEM    memory
 */
ot_status ot_case_new(const ot_model *model, const ot_fit *fit, size_t s, ot_notes *notes,
                      ot_case **out, ot_error *err) OT_CHECK_RESULT;
void ot_case_free(ot_case *c);

/*
 * Put scenarios s[0 .. n) into numbers, each as ot_case_new would: what they share is made once.
 * The caller frees each of out[0 .. n); of these none is touched on failure. The same statuses.
 */
ot_status ot_cases_new(const ot_model *model, const ot_fit *fit, const size_t *s, size_t n,
                       ot_notes *notes, ot_case **out, ot_error *err) OT_CHECK_RESULT;
size_t ot_case_size(const ot_case *c);

#endif
