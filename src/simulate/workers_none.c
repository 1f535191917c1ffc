#include "simulate/workers.h"

size_t ot_workers_most(void) { return 1; }

size_t ot_workers_online(void) { return 1; }

void ot_workers_run(size_t n, void (*work)(void *state, size_t worker), void *state) {
    for (size_t worker = 0; worker < n; worker++)
        work(state, worker);
}
