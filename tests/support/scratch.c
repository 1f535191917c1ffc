#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

void scratch_name(char *template, size_t size, const char *name) {
    const char *folder = getenv("TMPDIR");
    const int n =
        snprintf(template, size, "%s/outturn-%s-XXXXXX", folder && *folder ? folder : "/tmp", name);
    assert_true(n > 0 && (size_t)n < size);
}
