/* Tests of the settings of reviews and audits; the faults are in tests/invalid/review_*. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "outturn/config.h"
#include "spec/spec.h"

#define MODEL                                                        \
    "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n" \
    "indicators: { x: { unit = \"CNY\"; equation = \"x = 1\"; }; };\n"

static const char SETTINGS[] =
    MODEL "data: { outturns = \"later.csv\"; };\n"
          "review: { panel = \"panel.csv\"; from = 2010; to = 2020;"
          " match = ( ( \"x\", \"gdp\" ) ); reach = 0.8; };\n"
          "audit: { panel = \"p.csv\"; previous = \"2022\"; relations = \"r.csv\";\n"
          " parts = ( \"a.csv\", \"/b.csv\" ); };\n";

static ot_spec *parse(const char *text) {
    ot_spec *spec = NULL;
    ot_error err;
    if (ot_spec_parse("some/where/m.cfg", text, strlen(text), NULL, 0, NULL, &spec, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return spec;
}

static void files_are_seen_from_the_current_folder(void **state) {
    (void)state;
    ot_spec *spec = parse(SETTINGS);
    const ot_review_settings *review = ot_spec_review(spec);
    const ot_audit_settings *audit = ot_spec_audit(spec);
    assert_string_equal(review->panel, "some/where/panel.csv");
    assert_string_equal(review->outturns, "some/where/later.csv");
    assert_int_equal(review->from, 2010);
    assert_int_equal(review->to, 2020);
    assert_true(review->reach == 0.8);
    assert_int_equal(review->n_matches, 1);
    assert_string_equal(review->match[0].indicator, "x");
    assert_string_equal(review->match[0].series, "gdp");
    assert_string_equal(audit->panel, "some/where/p.csv");
    assert_string_equal(audit->previous, "some/where/2022");
    assert_string_equal(audit->relations, "some/where/r.csv");
    assert_int_equal(audit->n_parts, 2);
    assert_string_equal(audit->part[0], "some/where/a.csv");
    assert_string_equal(audit->part[1], "/b.csv");
    ot_spec_free(spec);
}

static void what_is_left_out_is_not_there(void **state) {
    (void)state;
    ot_spec *spec = parse(MODEL);
    const ot_review_settings *review = ot_spec_review(spec);
    const ot_audit_settings *audit = ot_spec_audit(spec);
    assert_null(review->panel);
    assert_null(review->outturns);
    assert_int_equal(review->from, 0);
    assert_int_equal(review->n_matches, 0);
    assert_true(isnan(review->reach));
    assert_null(audit->panel);
    assert_null(audit->previous);
    assert_null(audit->relations);
    assert_int_equal(audit->n_parts, 0);
    ot_spec_free(spec);
}

static void a_missing_file_is_blamed_on_its_setting(void **state) {
    (void)state;
    static const struct {
        const char *file;
        int line;
    } named[] = {{"some/where/later.csv", 3},
                 {"some/where/panel.csv", 4},
                 {"some/where/2022", 5},
                 {"/b.csv", 6}};
    ot_spec *spec = parse(SETTINGS);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        ot_error err;
        (void)ot_fail(&err, OT_ERR_IO, "is not there", "不存在");
        ot_error_locate(&err, named[i].file, 0, 0);
        ot_spec_blame_file(spec, &err);
        assert_int_equal(err.line, named[i].line);
        assert_string_equal(err.file, "some/where/m.cfg");
        assert_non_null(strstr(err.text[OT_LANGUAGE_ZH], named[i].file));
    }
    ot_spec_free(spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_seen_from_the_current_folder),
        cmocka_unit_test(what_is_left_out_is_not_there),
        cmocka_unit_test(a_missing_file_is_blamed_on_its_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
