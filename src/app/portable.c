/* portable.c -- --portable: the C library without its functions for some processors only
 *
 * exp, log, pow, sin and their like of glibc are there in several versions, of which the loader
 * takes one by the processor: those with fused multiply-add differ in the last bit from the others.
 * Ours do not, but GSL calls glibc's. What the loader takes can be said only before the program
 * starts, in a variable of the environment. */
#include "options.h"

#if defined(__x86_64__) && defined(__linux__)
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "outturn/system.h"

static const char VARIABLE[] = "GLIBC_TUNABLES";
/* The names since glibc 2.33, then those before; it passes over what it does not know. */
static const char MASK[] =
    "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable,-FMA4_Usable";

ot_status app_portable_restart(char **argv, ot_error *err) {
    const char *before = getenv(VARIABLE);
    if (before && strcmp(before, MASK) == 0) return OT_OK;
    /* A program with another user's rights is not obeyed, and would start again for ever. */
    if (getauxval(AT_SECURE))
        errno = EPERM;
    else if (setenv(VARIABLE, MASK, 1) == 0)
        (void)execv("/proc/self/exe", argv);
    return ot_fail(err, OT_ERR_IO, "--portable has to start the program again, and cannot: %s%.0s",
                   "--portable 需要重新启动程序，但未能做到：%.0s%s",
                   ot_system_text(errno, OT_LANGUAGE_EN), ot_system_text(errno, OT_LANGUAGE_ZH));
}
#else
/* Without versions by processor there is nothing to choose. */
ot_status app_portable_restart(char **argv, ot_error *err) {
    (void)argv;
    (void)err;
    return OT_OK;
}
#endif
