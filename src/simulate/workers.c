/* Of Linux: which processors this process may use (taskset, containers, mpirun). */
#define _GNU_SOURCE
#include "simulate/workers.h"

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

enum { MOST_WORKERS = 1024, STACK_SIZE = 4 << 20 }; /* whatever the limits of the caller's shell */

size_t ot_workers_most(void) { return MOST_WORKERS; }

size_t ot_workers_online(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef CPU_COUNT
    cpu_set_t own;
    if (sched_getaffinity(0, sizeof own, &own) == 0) n = CPU_COUNT(&own);
#endif
    return n < 1 ? 1 : n > MOST_WORKERS ? MOST_WORKERS : (size_t)n;
}

typedef struct errand {
    void (*work)(void *state, size_t worker);
    void *state;
    size_t worker;
    pthread_t thread;
    int is_started;
} errand;

static void *run_task(void *argument) {
    const errand *t = argument;
    t->work(t->state, t->worker);
    return NULL;
}

static void start(errand *t) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes)) return;
    (void)pthread_attr_setstacksize(&attributes, STACK_SIZE);
    t->is_started = pthread_create(&t->thread, &attributes, run_task, t) == 0;
    (void)pthread_attr_destroy(&attributes);
}

/* What could not be started is done in the end by the caller, who then finds little left to do. */
void ot_workers_run(size_t n, void (*work)(void *state, size_t worker), void *state) {
    errand others[MOST_WORKERS];
    for (size_t i = 1; i < n; i++) {
        others[i] = (errand){.work = work, .state = state, .worker = i};
        start(&others[i]);
    }
    work(state, 0);
    for (size_t i = 1; i < n; i++)
        if (!others[i].is_started)
            work(state, i);
        else
            (void)pthread_join(others[i].thread, NULL);
}
