#include "comma.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

void comma_on(void) {
#ifdef COMMA_LOCALES
    assert_int_equal(setenv("LOCPATH", COMMA_LOCALES, 1), 0);
    assert_non_null(setlocale(LC_ALL, "de_DE.UTF-8"));
    assert_string_equal(localeconv()->decimal_point, ",");
#else
    print_message("skipped: localedef is not installed\n");
    skip();
#endif
}

void comma_off(void) { assert_non_null(setlocale(LC_ALL, "C")); }
