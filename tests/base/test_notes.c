/* Tests of outturn/notes.h: notes keep their order, their place and both languages, once each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "outturn/notes.h"

static void notes_keep_order_place_and_both_languages(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(ot_notes_count(notes), 0);
    ot_notes_add(notes, OT_SEVERITY_WARNING, "model.cfg", 12, 3, "%d years of %s", "%d 年的 %s", 3,
                 "grp");
    ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0, "plain", "普通");
    assert_int_equal(ot_notes_count(notes), 2);
    assert_int_equal(ot_notes_lost(notes), 0);
    const ot_note *note = ot_notes_at(notes, 0);
    assert_int_equal(note->severity, OT_SEVERITY_WARNING);
    assert_string_equal(note->file, "model.cfg");
    assert_int_equal(note->line, 12);
    assert_int_equal(note->column, 3);
    assert_string_equal(note->text[OT_LANGUAGE_EN], "3 years of grp");
    assert_string_equal(note->text[OT_LANGUAGE_ZH], "3 年的 grp");
    assert_string_equal(ot_notes_at(notes, 1)->file, "");
    ot_notes_free(notes);
    ot_notes_free(NULL);
}

static void equal_notes_are_kept_once(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    for (int i = 0; i < 3; i++) {
        ot_notes_add(notes, OT_SEVERITY_INFO, "a.csv", 1, 1, "x", "甲");
        ot_notes_add(notes, OT_SEVERITY_WARNING, "a.csv", 1, 1, "x", "甲");
        ot_notes_add(notes, OT_SEVERITY_INFO, "b.csv", 1, 1, "x", "甲");
        ot_notes_add(notes, OT_SEVERITY_INFO, "a.csv", 2, 1, "x", "甲");
        ot_notes_add(notes, OT_SEVERITY_INFO, "a.csv", 1, 2, "x", "甲");
        ot_notes_add(notes, OT_SEVERITY_INFO, "a.csv", 1, 1, "y", "甲");
        ot_notes_add(notes, OT_SEVERITY_INFO, "a.csv", 1, 1, "x", "乙");
    }
    assert_int_equal(ot_notes_count(notes), 7);
    ot_notes_free(notes);
}

static void a_note_stays_where_it_is_while_others_are_added(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    ot_notes_add(notes, OT_SEVERITY_INFO, "a", 0, 0, "first", "第一");
    const ot_note *first = ot_notes_at(notes, 0);
    for (int i = 0; i < 1000; i++)
        ot_notes_add(notes, OT_SEVERITY_INFO, "a", i, 0, "note %d", "提示 %d", i);
    assert_int_equal(ot_notes_count(notes), 1001);
    assert_ptr_equal(first, ot_notes_at(notes, 0));
    assert_string_equal(first->text[OT_LANGUAGE_EN], "first");
    assert_string_equal(ot_notes_at(notes, 1000)->text[OT_LANGUAGE_ZH], "提示 999");
    ot_notes_free(notes);
}

static void a_long_note_is_not_cut(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0, "%5000s", "%6000s", "x");
    assert_int_equal(strlen(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN]), 5000);
    assert_int_equal(strlen(ot_notes_at(notes, 0)->text[OT_LANGUAGE_ZH]), 6000);
    ot_notes_free(notes);
}

static void nobody_may_listen(void **state) {
    (void)state;
    ot_notes_add(NULL, OT_SEVERITY_INFO, "a", 1, 1, "x", "甲");
}

static int make_notes(void *state) {
    ot_notes **out = state;
    ot_error err;
    const ot_status status = ot_notes_new(out, &err);
    if (status != OT_OK) assert_int_equal(err.status, OT_ERR_NOMEM);
    if (status == OT_OK) ot_notes_free(*out);
    return (int)status;
}

static void notes_for_which_there_is_no_memory_are_an_error(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    assert_int_equal(fail_each_allocation(make_notes, &notes, OT_ERR_NOMEM), 2);
}

static void a_note_for_which_there_is_no_memory_is_counted(void **state) {
    (void)state;
    for (int k = 0;; k++) {
        ot_notes *notes = NULL;
        assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
        fail_allocation(k);
        ot_notes_add(notes, OT_SEVERITY_INFO, "a", 0, 0, "lost", "丢失");
        const int failed = allocation_has_failed();
        fail_allocation(-1);
        assert_int_equal(ot_notes_lost(notes), failed);
        assert_int_equal(ot_notes_count(notes), !failed);
        ot_notes_add(notes, OT_SEVERITY_INFO, "a", 0, 0, "kept", "保留");
        assert_int_equal(ot_notes_count(notes), 1 + !failed);
        ot_notes_free(notes);
        if (!failed) break;
        assert_true(k < 10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_keep_order_place_and_both_languages),
        cmocka_unit_test(equal_notes_are_kept_once),
        cmocka_unit_test(a_note_stays_where_it_is_while_others_are_added),
        cmocka_unit_test(a_long_note_is_not_cut),
        cmocka_unit_test(nobody_may_listen),
        cmocka_unit_test(notes_for_which_there_is_no_memory_are_an_error),
        cmocka_unit_test(a_note_for_which_there_is_no_memory_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
