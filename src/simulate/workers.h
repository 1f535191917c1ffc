/* workers.h -- one function on several threads at once (POSIX threads)
 *
 * Not OpenMP: its run-time library obeys the environment's OMP_ variables, and crashes with a small
 * OMP_STACKSIZE (docs/decisions/0030-threads.md). Which worker runs when, and on which thread, is
 * not told: some may run after others have ended, where there are fewer threads than asked for. */
#ifndef OT_SIMULATE_WORKERS_H
#define OT_SIMULATE_WORKERS_H

#include <stddef.h>

size_t ot_workers_most(void);
size_t ot_workers_online(void); /* processors that this process may use */

/* Call work(state, 0) .. work(state, n - 1) and wait for all; 0 < n <= ot_workers_most(). Number 0
 * is on the caller's thread. */
void ot_workers_run(size_t n, void (*work)(void *state, size_t worker), void *state);

#endif
