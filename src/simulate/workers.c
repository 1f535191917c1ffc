#include "simulate/workers.h"

#include <omp.h>

enum { MOST_WORKERS = 1024 };

size_t ot_workers_most(void) { return MOST_WORKERS; }

size_t ot_workers_online(void) {
    const int n = omp_get_num_procs();
    return n < 1 ? 1 : n > MOST_WORKERS ? MOST_WORKERS : (size_t)n;
}

/* The number of threads and the schedule are given here, so that no OMP_ variable has a say; with
 * fewer threads than workers each takes several. */
void ot_workers_run(size_t n, void (*work)(void *state, size_t worker), void *state) {
    const int n_workers = (int)n;
#pragma omp parallel for num_threads(n_workers) schedule(static, 1)
    for (int worker = 0; worker < n_workers; worker++)
        work(state, (size_t)worker);
}
