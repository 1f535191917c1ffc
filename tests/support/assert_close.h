/* cmocka 1.1.5 compares floats only; include after cmocka.h. */
#ifndef ASSERT_CLOSE_H
#define ASSERT_CLOSE_H

#include <math.h>

/* |a - b| <= tolerance; says the three numbers when not. */
#define assert_close(a, b, tolerance) assert_close_at((a), (b), (tolerance), __FILE__, __LINE__)

static inline void assert_close_at(double a, double b, double tolerance, const char *file,
                                   int line) {
    if (fabs(a - b) <= tolerance) return;
    print_error("%.17g != %.17g within %g\n", a, b, tolerance);
    _fail(file, line);
}

#endif
