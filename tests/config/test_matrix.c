/* Tests of correlations.file: the same pairs as written by hand, whichever triangle is filled; the
 * faults are in tests/invalid/correlation_file_*. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "outturn/config.h"
#include "scratch.h"
#include "spec/spec.h"

static const char MODEL[] = "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
                            "correlations: { file = \"r.csv\"; };\n"
                            "indicators: { x: { unit = \"CNY\"; equation = \"x = 1\"; }; };\n";

static void put(const char *folder, const char *name, const char *text) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void check(const char *rows) {
    char folder[64], path[128];
    ot_spec *spec = NULL;
    ot_error err;
    scratch_name(folder, sizeof folder, "matrix");
    assert_non_null(mkdtemp(folder));
    put(folder, "model.cfg", MODEL);
    put(folder, "r.csv", rows);
    snprintf(path, sizeof path, "%s/model.cfg", folder);
    if (ot_spec_load(path, NULL, 0, NULL, &spec, &err)) fail_msg("%s", err.text[0]);
    assert_int_equal(spec->n_pairs, 2);
    assert_string_equal(spec->pair[0].a, "b");
    assert_string_equal(spec->pair[0].b, "a");
    assert_true(spec->pair[0].correlation == 0.5);
    assert_true(spec->pair[1].correlation == -0.25);
    assert_string_equal(spec->pair[1].a, "residual(x)");
    assert_int_equal(spec->pair[1].place.line, 4);
    assert_int_equal(ot_spec_correlation_input(spec)->size, strlen(rows));
    ot_spec_free(spec);
    remove(path);
    snprintf(path, sizeof path, "%s/r.csv", folder);
    remove(path);
    assert_int_equal(rmdir(folder), 0);
}

static void the_lower_triangle_is_enough(void **state) {
    (void)state;
    check("name,a,b,residual(x)\na,1,,\nb,0.5,1,\nresidual(x),0,-0.25,1\n");
}

static void a_whole_matrix_says_the_same(void **state) {
    (void)state;
    check("name,a,b,residual(x)\na,1,0.5,0\nb,0.5,1,-0.25\nresidual(x),0,-0.25,1\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lower_triangle_is_enough),
        cmocka_unit_test(a_whole_matrix_says_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
