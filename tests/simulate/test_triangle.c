/* Tests of simulate/triangle.h: the sums one by one, rows that share few columns, rows left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "simulate/triangle.h"

enum { N = 11, DRAWS = 48, SIZE = 56 };

typedef struct sheet { /* a factor, its vectors, and what is left out: every fourth row */
    int32_t first[N + 1];
    ot_case_entry entry[N * N];
    size_t row[N];
    uint8_t is_left_out[N];
    double from[N * SIZE], to[N * SIZE];
} sheet;

static void fill(sheet *s, unsigned density) {
    unsigned bits = 7;
    int32_t n = 0;
    memset(s, 0, sizeof *s);
    for (int32_t i = 0; i < N; i++) {
        s->first[i] = n;
        for (int32_t j = 0; j <= i; j++) {
            bits = bits * 1103515245u + 12345u;
            if (j < i && (bits >> 16) % 8 >= density) continue;
            s->entry[n++] = (ot_case_entry){j, 0, (double)((bits >> 8) % 1000) / 999.0 - 0.3};
        }
        s->row[i] = (size_t)i;
        s->is_left_out[i] = i % 4 == 3;
    }
    s->first[N] = n;
    for (size_t i = 0; i < N * SIZE; i++) {
        bits = bits * 1103515245u + 12345u;
        s->from[i] = (double)(bits >> 8) / 0x1p23 - 1.0;
        s->to[i] = 77.0;
    }
}

static void rows_are_sums_in_the_order_of_their_columns(void **state) {
    (void)state;
    static sheet s;
    for (unsigned density = 0; density <= 8; density += 2) {
        fill(&s, density);
        ot_triangle *t = ot_triangle_new(s.first, s.entry, s.row, s.is_left_out, N);
        assert_non_null(t);
        ot_triangle_multiply(t, s.from, s.to, SIZE, DRAWS);
        for (size_t i = 0; i < N; i++)
            for (size_t j = 0; j < SIZE; j++) {
                double sum = 0.0;
                for (int32_t e = s.first[i]; e < s.first[i + 1]; e++)
                    sum += s.entry[e].value * s.from[(size_t)s.entry[e].column * SIZE + j];
                const double expected = s.is_left_out[i] || j >= DRAWS ? 77.0 : sum;
                assert_true(s.to[i * SIZE + j] >= expected && s.to[i * SIZE + j] <= expected);
            }
        ot_triangle_free(t);
    }
}

static void no_rows_are_no_work(void **state) {
    (void)state;
    const int32_t first[1] = {0};
    double none = 5.0;
    ot_triangle *t = ot_triangle_new(first, NULL, NULL, NULL, 0);
    assert_non_null(t);
    ot_triangle_multiply(t, &none, &none, 8, 8);
    assert_true(none >= 5.0 && none <= 5.0);
    ot_triangle_free(t);
    ot_triangle_free(NULL);
}

static void every_failed_allocation_is_told(void **state) {
    (void)state;
    static sheet s;
    fill(&s, 4);
    for (int n = 0; n < 4; n++) {
        fail_allocation(n);
        ot_triangle *t = ot_triangle_new(s.first, s.entry, s.row, s.is_left_out, N);
        fail_allocation(-1);
        assert_true((t != NULL) == (n == 3));
        ot_triangle_free(t);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sums_in_the_order_of_their_columns),
        cmocka_unit_test(no_rows_are_no_work),
        cmocka_unit_test(every_failed_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
