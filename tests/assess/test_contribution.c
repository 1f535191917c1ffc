/* Tests of assess/review/contribution.h: a sum of which each part's growth is known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assess/review/contribution.h"
#include "chain.h"
#include "close_to.h"
#include "outturn/path.h"

/* a grows from 60 to 66, b from 50 to 51, c from 10 to 12: 100 grows to 105. */
static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
    "indicators: {\n"
    "  a: { unit = \"index\"; equation = \"a = 1.1 * a(-1)\"; start = { year = 2022; value = 60.0; "
    "}; };\n"
    "  b: { unit = \"index\"; equation = \"b = 1.02 * b(-1)\"; start = { year = 2022; value = "
    "50.0; "
    "}; };\n"
    "  c: { unit = \"index\"; equation = \"c = 1.2 * c(-1)\"; start = { year = 2022; value = 10.0; "
    "}; };\n"
    "  all: { unit = \"index\"; equation = \"all = a + b - c\"; start = { year = 2022; value = "
    "100.0; }; };\n"
    "  part: { unit = \"index\"; equation = \"part = a * b\"; };\n"
    "};\n";

static void parts_sum_to_growth(void **state) {
    (void)state;
    static const double POINTS[] = {6.0, 1.0, -2.0};
    enum { SUM = 3, PRODUCT = 4 };
    chain s;
    ot_error err;
    ot_path *path = NULL;
    ot_contributions x;
    ot_arena *arena = ot_arena_new();
    chain_open(&s, MODEL);
    assert_int_equal(ot_path_new(s.model, s.c[0], NULL, NULL, &path, &err), OT_OK);
    assert_int_equal(ot_contributions_find(s.model, path, SUM, 2023, arena, &x, &err), OT_OK);
    assert_int_equal(x.n, 3);
    assert_close(x.growth, 5.0, 1e-12, 0.0);
    for (size_t i = 0; i < x.n; i++) {
        assert_int_equal(x.part[i].indicator, i);
        assert_close(x.part[i].points, POINTS[i], 1e-12, 0.0);
    }
    assert_int_equal(ot_contributions_find(s.model, path, PRODUCT, 2023, arena, &x, &err), OT_OK);
    assert_int_equal(x.n, 0);
    ot_path_free(path);
    ot_arena_free(arena);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts_sum_to_growth)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
