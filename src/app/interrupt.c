#include "interrupt.h"

#include <signal.h>
#include <string.h>

/* A signal has no argument: its flag is the program's only variable. */
static atomic_int is_interrupted;

static void note(int signal) {
    (void)signal;
    atomic_store(&is_interrupted, 1);
}

const atomic_int *app_interrupt_catch(void) {
    struct sigaction once;
    memset(&once, 0, sizeof once);
    once.sa_handler = note;
    once.sa_flags = (int)SA_RESETHAND;
    (void)sigaction(SIGINT, &once, NULL);
    (void)sigaction(SIGTERM, &once, NULL);
    return &is_interrupted;
}
