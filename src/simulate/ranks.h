/* ranks.h -- the processes of a run that mpirun has started; ranks.c has them by MPI, and
 * ranks_none.c stands for it in a build without MPI, where there is one */
#ifndef OT_SIMULATE_RANKS_H
#define OT_SIMULATE_RANKS_H

#include "base/buffer.h"
#include "outturn/ranks.h"

/* Hand the bytes of every rank but the first to `take` of the first, in the order of ranks. Every
 * rank calls this; only the first is told what `take` answers. */
ot_status ot_ranks_gather(const ot_buffer *own,
                          ot_status (*take)(void *state, const char *data, size_t n, ot_error *err),
                          void *state, ot_error *err) OT_CHECK_RESULT;

#endif
