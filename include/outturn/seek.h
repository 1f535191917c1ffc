/*
 * seek.h -- values of instruments for which indicators take wanted values
 *
 * Layer   assess
 * Shapes  opaque; src/assess/seek.h shows it to the library
 * Units   declared units
 * Method  Newton's method on exact derivatives of the path. As many unknowns as targets: a square
 *         system (Tinbergen 1952); more: the weighted least change of the instruments; fewer: least
 *         squares of the relative misses
 */
#ifndef OT_SEEK_H
#define OT_SEEK_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/path.h"

typedef struct ot_seek ot_seek;

typedef struct ot_goal { /* an indicator is to have a value in a year */
    const char *indicator;
    int year;
    double value;
} ot_goal;

typedef struct ot_instrument { /* an input that may be moved */
    const char *name;          /* a driver, add(x), or an indicator that is held */
    int first, last;           /* in each of these years; 0: in each year that has a goal */
    double weight;             /* its relative change counts so many times; 1 */
} ot_instrument;

/*
 * Move the instruments of a case, whose path this is, until the goals are met. The path must
 * outlive it, goals and instruments need not, but for their names. The caller frees *out.
 *
 * Notes tell how far goals are missed that are too many to be met.
 *
 * OT_ERR_USAGE    no goal, no instrument, unknown names, years that are not simulated, an
 *                 instrument that is computed, a goal for an indicator that is given
 * OT_ERR_NUMERIC  goals that no instrument reaches, named; no convergence
 * OT_ERR_NOMEM    memory
 */
ot_status ot_seek_new(const ot_model *model, const ot_path *path, const ot_goal *goal,
                      size_t n_goals, const ot_instrument *instrument, size_t n_instruments,
                      ot_notes *notes, ot_seek **out, ot_error *err) OT_CHECK_RESULT;
void ot_seek_free(ot_seek *seek);

#endif
