/* workers.h -- one function on several threads at once: workers.c with OpenMP, workers_none.c
 * without
 *
 * Which worker runs when, and on which thread, is not told: some may run after others have ended,
 * as on a machine that gives fewer threads than were asked for. */
#ifndef OT_SIMULATE_WORKERS_H
#define OT_SIMULATE_WORKERS_H

#include <stddef.h>

size_t ot_workers_most(void);   /* 1: there are no threads */
size_t ot_workers_online(void); /* processors that this process may use */

/* Call work(state, 0) .. work(state, n - 1) and wait for all; number 0 is on the caller's thread.
 */
void ot_workers_run(size_t n, void (*work)(void *state, size_t worker), void *state);

#endif
