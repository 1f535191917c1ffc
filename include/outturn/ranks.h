/*
 * ranks.h -- one run on many processes that mpirun has started
 *
 * Layer   simulate
 * Shapes  ranks are numbered from 0; the first has the whole result in the end
 * Units   none
 * Method  each rank makes its share of the draws; what it has collected is merged exactly by the
 *         first (docs/decisions/0034-parts.md). MPI is started by ot_ranks_open alone, and only
 *         under a launcher: starting it takes a third of a second.
 */
#ifndef OT_RANKS_H
#define OT_RANKS_H

#include <stddef.h>

#include "outturn/error.h"

/* Join the other processes of a launcher that has started n of them (1: it does not tell). Nothing
 * to do a second time. OT_ERR_USAGE: n > 1 and this build has no MPI */
ot_status ot_ranks_open(size_t n, ot_error *err) OT_CHECK_RESULT;
size_t ot_ranks_n(void);   /* 1 unless they have been joined */
size_t ot_ranks_own(void); /* 0 unless they have been joined */

/* Have all ranks come here well? The lowest one that says otherwise; n: none does. */
size_t ot_ranks_first_failed(int has_failed);

/* Leave the others, or end them all when this one has failed. */
void ot_ranks_close(int exit_status);

#endif
