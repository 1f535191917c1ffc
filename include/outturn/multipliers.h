/*
 * multipliers.h -- what a unit change of an input does, year by year
 *
 * Layer   assess
 * Shapes  opaque; src/assess/multipliers.h shows it to the library
 * Units   declared units of the indicator for one declared unit of the input
 * Method  exact derivatives of the solved path: impact multipliers in the year of the change,
 *         interim ones later (Goldberger 1959; Theil and Boot 1962)
 */
#ifndef OT_MULTIPLIERS_H
#define OT_MULTIPLIERS_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/path.h"

typedef struct ot_multipliers ot_multipliers;

/*
 * Find the response of every indicator to a change of each named input, a driver, add(x) of an
 * indicator x, or an indicator that is held, in each projected year. The path must outlive them.
 * The caller frees *out.
 *
 * OT_ERR_USAGE    no such input, one that is computed; a static path, whose years are apart
 * OT_ERR_NUMERIC  a block is singular
 * OT_ERR_NOMEM    memory
 */
ot_status ot_multipliers_new(const ot_model *model, const ot_path *path, const char *const *name,
                             size_t n, ot_multipliers **out, ot_error *err) OT_CHECK_RESULT;
void ot_multipliers_free(ot_multipliers *multipliers);

#endif
