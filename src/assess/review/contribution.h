/* contribution.h -- what each part of a sum adds to its growth, in percentage points (拉动)
 *
 * Of an identity that only adds and subtracts indicators of the same year: the change of a part
 * over the whole of the year before. The parts' contributions sum to the growth. */
#ifndef OT_ASSESS_CONTRIBUTION_H
#define OT_ASSESS_CONTRIBUTION_H

#include <stddef.h>

#include "base/arena.h"
#include "model/model.h"
#include "outturn/path.h"

typedef struct ot_contribution_part {
    size_t indicator;
    double points; /* percentage points of the growth of the whole */
} ot_contribution_part;

typedef struct ot_contributions {
    ot_contribution_part *part; /* [n] in the order of the equation */
    size_t n;                   /* 0: the indicator is no such sum, or has no growth that year */
    double growth;              /* percent, on the path without shocks */
} ot_contributions;

/* The parts live in the arena. OT_ERR_NOMEM */
ot_status ot_contributions_find(const ot_model *model, const ot_path *path, size_t indicator,
                                int year, ot_arena *arena, ot_contributions *out,
                                ot_error *err) OT_CHECK_RESULT;

#endif
