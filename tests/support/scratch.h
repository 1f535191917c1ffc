/* scratch.h -- where tests put their files */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stddef.h>

/* A template for mkdtemp, mkstemp and their like in $TMPDIR, or in /tmp without it; asserted to fit
 * into `size`. */
void scratch_name(char *template, size_t size, const char *name);

#endif
