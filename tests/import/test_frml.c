/* Tests of src/import/frml.h: statements, flags, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "import/frml.h"

static void assert_slice(ot_slice slice, const char *text) {
    if (slice.n != strlen(text) || strncmp(slice.n ? slice.s : "", text, slice.n))
        fail_msg("\"%.*s\" is not \"%s\"", (int)slice.n, slice.s, text);
}

static void statements_are_taken_one_by_one(void **state) {
    (void)state;
    const char *text = "FRML <DAMP, STOC> X = A+B $\nfrml IDENT LOG( Y ) = 1 = 2$FRML z=3 $ \n";
    const ot_slice all = {text, strlen(text)};
    size_t at = 0;
    int has;
    ot_frml f;
    assert_int_equal(ot_frml_next(all, &at, &has, &f, NULL), OT_OK);
    assert_true(has);
    assert_slice(f.flags, "DAMP, STOC");
    assert_slice(f.left, "X");
    assert_slice(f.right, "A+B");
    assert_slice(f.all, "X = A+B");
    assert_true(ot_frml_has(&f, "STOC"));
    assert_true(ot_frml_has(&f, "DAMP"));
    assert_false(ot_frml_has(&f, "STO"));
    assert_int_equal(ot_frml_next(all, &at, &has, &f, NULL), OT_OK);
    assert_slice(f.flags, "IDENT");
    assert_slice(f.left, "LOG( Y )");
    assert_slice(f.right, "1 = 2");
    assert_int_equal(ot_frml_next(all, &at, &has, &f, NULL), OT_OK);
    assert_slice(f.flags, "");
    assert_slice(f.left, "z");
    assert_int_equal(ot_frml_next(all, &at, &has, &f, NULL), OT_OK);
    assert_false(has);
}

static void what_is_no_statement_is_refused(void **state) {
    (void)state;
    static const char *const fault[][2] = {
        {"LIST A = B $", "begins with FRML"}, {"$", "begins with FRML"},
        {"FRML <> X = 1", "no \"$\""},        {"FRML <STOC X = 1 $", "no \">\""},
        {"FRML <> X $", "no equation"},       {"FRML <> = 1 $", "no equation"},
        {"FRML <> X = $", "no equation"},     {"FRML $", "no equation"},
        {"FRMLX = 1 $", "begins with FRML"},
    };
    for (size_t i = 0; i < sizeof fault / sizeof *fault; i++) {
        ot_error err;
        ot_frml f;
        size_t at = 0;
        int has;
        const ot_slice text = {fault[i][0], strlen(fault[i][0])};
        assert_int_equal(ot_frml_next(text, &at, &has, &f, &err), OT_ERR_INPUT);
        if (!strstr(err.text[OT_LANGUAGE_EN], fault[i][1]))
            fail_msg("%s: %s", fault[i][0], err.text[OT_LANGUAGE_EN]);
        assert_true(*err.text[OT_LANGUAGE_ZH]);
    }
}

static void left_sides_are_a_variable_or_its_logarithm(void **state) {
    (void)state;
    static const struct {
        const char *text, *variable;
        int is_log;
    } good[] = {{"X", "X", 0}, {"log ( x_1 )", "x_1", 1}, {"LOG(X)", "X", 1}, {"LOG", "LOG", 0}};
    static const char *const bad[] = {"",      "X+1",   "DLOG(X)",    "LOG(X",   "LOG()", "1X",
                                      "LOG X", "X(-1)", "LOG(X(-1))", "LOG(1X)", "X Y"};
    ot_slice variable;
    int is_log;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        const ot_frml f = {.left = {good[i].text, strlen(good[i].text)}};
        assert_int_equal(ot_frml_left(&f, &variable, &is_log, NULL), OT_OK);
        assert_int_equal(is_log, good[i].is_log);
        assert_int_equal(variable.n, strlen(good[i].variable));
        assert_memory_equal(variable.s, good[i].variable, variable.n);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const ot_frml f = {.left = {bad[i], strlen(bad[i])}};
        if (ot_frml_left(&f, &variable, &is_log, NULL) != OT_ERR_INPUT)
            fail_msg("accepted: %s", bad[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_are_taken_one_by_one),
        cmocka_unit_test(left_sides_are_a_variable_or_its_logarithm),
        cmocka_unit_test(what_is_no_statement_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
