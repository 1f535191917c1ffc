/*
 * solution.h -- what the equations say without shocks, and how closely that follows history
 *
 * Layer   assess
 * Shapes  opaque; src/assess/solution.h shows it to the library
 * Units   declared units (8.0 is 8 percent); the mean absolute error is in percent of the observed
 * Method  ot_path_new for each case; mean error, root mean squared error and mean absolute
 *         percentage error of the simulated years (Pindyck and Rubinfeld 1998, section 8.2)
 */
#ifndef OT_SOLUTION_H
#define OT_SOLUTION_H

#include <stddef.h>

#include "outturn/case.h"
#include "outturn/error.h"
#include "outturn/model.h"
#include "outturn/notes.h"
#include "outturn/path.h"

typedef struct ot_solution ot_solution;

/*
 * Solve the cases c[0..n) of the model, as its mode says, and set the results beside what was
 * observed; options may be NULL. The model must outlive the solution; the cases need not. Notes
 * tell of values that are not finite and, when a block cannot be solved, of its equation and
 * iterations. The caller frees *out.
 *
 * OT_ERR_USAGE    no cases; a start that is not above 0
 * OT_ERR_NUMERIC  a block does not converge, is singular, or has no finite values
 * OT_ERR_NOMEM    memory
 */
ot_status ot_solution_new(const ot_model *model, const ot_case *const *c, size_t n,
                          const ot_path_options *options, ot_notes *notes, ot_solution **out,
                          ot_error *err) OT_CHECK_RESULT;
void ot_solution_free(ot_solution *solution);

#endif
