/* Tests of config/overlay.h, outturn/overlay.h and outturn/spec_number.h: settings put over a model
 * file, one by one and from a file. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "close_to.h"
#include "config/check.h"
#include "config/lint.h"
#include "config/overlay.h"
#include "config/record.h"
#include "failing_alloc.h"
#include "outturn/config.h"
#include "outturn/overlay.h"
#include "outturn/spec_number.h"
#include "scratch.h"

static const char *const FILES[] = {"scenarios/tutorial/model.cfg", "scenarios/klein/model.cfg",
                                    "scenarios/kizilsu/model.cfg",
                                    "tests/fixtures/architecture/model.cfg"};

static ot_setting *read_tree(const char *file, ot_arena *arena) {
    char *text = NULL;
    size_t n = 0;
    ot_error err;
    ot_setting *root = NULL;
    if (ot_file_read(file, OT_LINT_MOST_BYTES, &text, &n, &err) ||
        ot_lint_text(file, text, n, arena, &root, &err) || ot_record_read(text, n, root, &err))
        fail_msg("%s: %s", file, err.text[OT_LANGUAGE_EN]);
    free(text);
    return root;
}

/* Set every number to itself and find it again; returns how many there were. */
static size_t set_numbers(ot_setting *root, const ot_setting *from, ot_arena *arena) {
    size_t n = 0;
    for (ot_setting *s = from->first, *next; s; s = next) {
        char path[OT_SETTING_PATH], set[OT_SETTING_PATH + 80];
        ot_error err;
        ot_found_setting found;
        next = s->next; /* replaced, s is no longer in the tree */
        if (s->kind != OT_SETTING_NUMBER) {
            n += set_numbers(root, s, arena);
            continue;
        }
        ot_setting_path(s, path);
        (void)snprintf(set, sizeof set, "%s=%.60s", path, s->as);
        if (ot_overlay_apply(root, set, arena, &err)) fail_msg("%s: %s", set, err.text[0]);
        if (ot_overlay_find(root, path, "here", arena, &found, &err))
            fail_msg("%s: %s", path, err.text[0]);
        assert_true(found.setting != s && found.setting->kind == OT_SETTING_NUMBER);
        assert_close(found.setting->number, s->number, 0.0, 0.0);
        n++;
    }
    return n;
}

static void every_number_of_a_model_file_can_be_set(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        ot_arena *arena = ot_arena_new();
        ot_error err;
        ot_setting *root = read_tree(FILES[i], arena);
        assert_in_range(set_numbers(root, root, arena), 2, 2000);
        if (ot_check_tree(root, &err)) fail_msg("%s: %s", FILES[i], err.text[0]);
        ot_arena_free(arena);
    }
}

static char path[64];

static ot_status load(const char *text, ot_overlay **out, ot_error *err) {
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_false(fputs(text, f) < 0);
    assert_int_equal(fclose(f), 0);
    return ot_overlay_load(path, out, err);
}

static void a_file_has_one_setting_a_line(void **state) {
    (void)state;
    ot_overlay *o = NULL;
    ot_error err;
    assert_int_equal(load("\xEF\xBB\xBF# a remark\r\n\r\n  drivers.g.value = 7.5 ;\r\n"
                          "x.y=( 1.0, 2.0 )\n\t# = \nt.u = \"a = b\"",
                          &o, &err),
                     OT_OK);
    assert_int_equal(ot_overlay_count(o), 3);
    assert_string_equal(ot_overlay_set(o, 0), "drivers.g.value=7.5");
    assert_string_equal(ot_overlay_set(o, 1), "x.y=( 1.0, 2.0 )");
    assert_string_equal(ot_overlay_set(o, 2), "t.u=\"a = b\"");
    ot_overlay_free(o);
    assert_int_equal(load("", &o, &err), OT_OK);
    assert_int_equal(ot_overlay_count(o), 0);
    ot_overlay_free(o);
}

static void a_line_that_is_no_setting_has_its_place(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int line, column;
    } CASE[] = {{"a.b=1\n  model\n", 2, 3}, {"=1", 1, 1},     {"a =  ;", 1, 1},
                {"a=1\n\n;", 3, 1},         {"a=\xFF", 1, 3}, {"drivers: { };", 1, 1}};
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        ot_overlay *o = NULL;
        ot_error err;
        assert_int_equal(load(CASE[i].text, &o, &err), OT_ERR_INPUT);
        assert_string_equal(err.file, path);
        assert_int_equal(err.line, CASE[i].line);
        assert_int_equal(err.column, CASE[i].column);
    }
    ot_overlay *o = NULL;
    ot_error err;
    assert_int_equal(ot_overlay_load("/nowhere/at/all", &o, &err), OT_ERR_IO);
}

static void an_error_of_a_setting_is_blamed_on_its_line(void **state) {
    (void)state;
    ot_overlay *o = NULL;
    ot_error err;
    ot_spec *spec = NULL;
    assert_int_equal(load("# what\n drivers.growth.valu = 7\n", &o, &err), OT_OK);
    const char *set = ot_overlay_set(o, 0);
    assert_int_equal(ot_spec_load(FILES[0], &set, 1, NULL, &spec, &err), OT_ERR_USAGE);
    ot_overlay_blame(o, &err);
    assert_string_equal(err.file, path);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 2);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "did you mean \"value\""));
    ot_error_locate(&err, "--set drivers.growth.value=7", 0, 0); /* of another set */
    ot_overlay_blame(o, &err);
    assert_string_equal(err.file, "--set drivers.growth.value=7");
    ot_error_locate(&err, "model.cfg", 3, 4);
    ot_overlay_blame(o, &err);
    assert_string_equal(err.file, "model.cfg");
    ot_overlay_free(o);
}

static int load_once(void *state) {
    ot_overlay *o = NULL;
    ot_error err;
    (void)state;
    const ot_status status = ot_overlay_load(path, &o, &err);
    ot_overlay_free(o);
    o = NULL;
    return (int)status;
}

/* The text of a setting is where the setting is, bare, quoted, or within a group. */
static void a_text_of_a_setting_has_its_place(void **state) {
    (void)state;
    static const char *const SET[][2] = {
        {"model.id=bare", "model.id"},
        {"model.id=\"quo\" \"ted\"", "model.id"},
        {"model={ id = \"m\"; first_year = 2023; last_year = 2024; }", "model.id"},
    };
    for (size_t i = 0; i < sizeof SET / sizeof *SET; i++) {
        char where[OT_SETTING_PATH];
        ot_arena *arena = ot_arena_new();
        ot_error err;
        ot_found_setting found;
        ot_setting *root = read_tree(FILES[0], arena);
        assert_int_equal(ot_overlay_apply(root, SET[i][0], arena, &err), OT_OK);
        assert_int_equal(ot_overlay_find(root, SET[i][1], "here", arena, &found, &err), OT_OK);
        const ot_place place = ot_text_place(&found.setting->text, 2);
        (void)snprintf(where, sizeof where, "--set %s", SET[i][0]);
        assert_string_equal(place.file, where);
        assert_int_equal(place.line, 0);
        assert_int_equal(place.column, 0);
        ot_arena_free(arena);
    }
}

static void failing_allocations_are_told(void **state) {
    (void)state;
    ot_overlay *o = NULL;
    ot_error err;
    assert_int_equal(load("a.b=1\nc.d=2\n", &o, &err), OT_OK);
    ot_overlay_free(o);
    assert_in_range(fail_each_allocation(load_once, NULL, OT_ERR_NOMEM), 3, 20);
}

static void facts(const char *file, const char *name, const char *set, ot_spec_number *out) {
    ot_error err;
    if (ot_spec_number_find(file, &set, set ? 1 : 0, name, out, &err))
        fail_msg("%s: %s: %s", name, err.file, err.text[OT_LANGUAGE_EN]);
}

static void check_range(const ot_spec_number *p, double value, double low, double high) {
    assert_close(p->value, value, 0.0, 0.0);
    assert_close(p->low, low, 1e-15, 0.0);
    assert_close(p->high, high, 1e-15, 0.0);
}

static void a_number_has_a_value_and_a_range(void **state) {
    (void)state;
    const char *const tutorial = FILES[0], *const kizilsu = FILES[2];
    ot_spec_number p;
    facts(tutorial, "growth", NULL, &p); /* no range: ten times its size to both sides */
    assert_string_equal(p.path, "drivers.growth.value");
    check_range(&p, 6.0, -54.0, 66.0);
    facts(tutorial, "growth", "drivers.growth.value=-7", &p);
    check_range(&p, -7.0, -77.0, 63.0);
    facts(kizilsu, "underlying_growth", NULL, &p); /* its own */
    check_range(&p, 6.0, -5.0, 20.0);
    facts(kizilsu, "drivers.investment_growth.value.1", NULL, &p);
    check_range(&p, 11.0, -30.0, 50.0);
    facts(tutorial, "drivers.growth.law.scale", NULL, &p);
    check_range(&p, 2.0, 0.2, 20.0);
    facts(tutorial, "drivers.growth.law.persistence", NULL, &p);
    check_range(&p, 0.3, -1.0, 1.0);
    facts(FILES[1], "drivers.g.law.persistence", NULL, &p); /* by default */
    check_range(&p, 0.0, -1.0, 1.0);
    facts(tutorial, "indicators.income.coefficients.b.mean", NULL, &p);
    check_range(&p, 0.7, 0.7 - 7.0, 0.7 + 7.0);
    facts(tutorial, "indicators.revenue.coefficients.b.value", NULL, &p); /* not in the file */
    assert_true(isnan(p.value) && isnan(p.low) && isnan(p.high));
    assert_true(isinf(p.least) && isinf(p.most));
}

static void what_is_no_number_is_told(void **state) {
    (void)state;
    static const char *const CASE[][2] = {
        {"growht", "did you mean \"growth\""},
        {"drivers.growth.valeu", "did you mean \"value\""},
        {"indicator.income.range", "did you mean \"indicators\""},
        {"drivers.growth", "is a group"},
        {"drivers.growth.unit", "(text)"},
        {"model.first_year", "may have decimals"},
        {"indicators.income.estimate.sample.0", "may have decimals"},
        {"drivers.growth.value.0", "holds no"},
        {"drivers..value", "empty step"},
        {"targets.9.at_least", "they are 0 to 2"},
        {"scenarios.faster.drivers.growth.value", "name an element"}};
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        ot_spec_number p;
        ot_error err;
        assert_int_equal(ot_spec_number_find(FILES[0], NULL, 0, CASE[i][0], &p, &err),
                         OT_ERR_USAGE);
        if (!strstr(err.text[OT_LANGUAGE_EN], CASE[i][1]))
            fail_msg("%s: %s", CASE[i][0], err.text[OT_LANGUAGE_EN]);
        assert_int_equal(strncmp(err.file, "--parameter ", 12), 0);
    }
    ot_spec_number p;
    ot_error err;
    char long_name[400];
    memset(long_name, 'a', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    assert_int_equal(ot_spec_number_find(FILES[0], NULL, 0, long_name, &p, &err), OT_ERR_USAGE);
    assert_int_equal(ot_spec_number_find("/nowhere", NULL, 0, "g", &p, &err), OT_ERR_IO);
}

static int make_path(void **state) {
    (void)state;
    scratch_name(path, sizeof path, "overlay");
    const int file = mkstemp(path);
    return file == -1 ? -1 : close(file);
}

static int remove_path(void **state) {
    (void)state;
    return unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_of_a_model_file_can_be_set),
        cmocka_unit_test(a_file_has_one_setting_a_line),
        cmocka_unit_test(a_line_that_is_no_setting_has_its_place),
        cmocka_unit_test(an_error_of_a_setting_is_blamed_on_its_line),
        cmocka_unit_test(a_text_of_a_setting_has_its_place),
        cmocka_unit_test(failing_allocations_are_told),
        cmocka_unit_test(a_number_has_a_value_and_a_range),
        cmocka_unit_test(what_is_no_number_is_told),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
