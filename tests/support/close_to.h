/* Comparison of doubles, which cmocka 1.1.5 lacks (its assert_float_equal casts to float).
 * Include after cmocka.h. */
#ifndef CLOSE_TO_H
#define CLOSE_TO_H

#include <math.h>

/* |a - b| is at most `absolute` or `relative` * |b|; equal infinities are close; NaN never is. */
static inline int is_close(double a, double b, double relative, double absolute) {
    if (isinf(a) || isinf(b)) return isinf(a) && isinf(b) && signbit(a) == signbit(b);
    const double difference = fabs(a - b);
    return difference <= absolute || difference <= relative * fabs(b);
}

#define assert_close(a, b, relative, absolute)                                     \
    do {                                                                           \
        const double close_a = (a), close_b = (b);                                 \
        if (!is_close(close_a, close_b, (relative), (absolute)))                   \
            fail_msg("%s = %.17g, expected %s = %.17g", #a, close_a, #b, close_b); \
    } while (0)

#endif
