/* Tests of outturn/shelf.h: data are read once, lent to many, and told of as if read each time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "failing_alloc.h"
#include "outturn/config.h"
#include "outturn/shelf.h"

#define MODEL "scenarios/tutorial/model.cfg"

static ot_spec *spec_of(const char *set) {
    ot_spec *spec = NULL;
    ot_error err;
    if (ot_spec_load(MODEL, &set, set ? 1 : 0, NULL, &spec, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return spec;
}

static const ot_table *taken(ot_shelf *shelf, const ot_spec *spec, ot_notes *notes) {
    const ot_table *table = NULL;
    const ot_plan *plan = NULL;
    ot_error err;
    if (ot_shelf_take(shelf, spec, notes, &table, &plan, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_null(plan);
    return table;
}

static void the_same_files_are_the_same_table(void **state) {
    (void)state;
    ot_shelf *shelf = NULL;
    assert_int_equal(ot_shelf_new(&shelf, NULL), OT_OK);
    ot_spec *a = spec_of(NULL), *b = spec_of("drivers.growth.value=3"),
            *c = spec_of("data.files=(\"data/history.csv\", \"data/panel.csv\")");
    const ot_table *first = taken(shelf, a, NULL), *second = taken(shelf, b, NULL),
                   *other = taken(shelf, c, NULL);
    assert_ptr_equal(first, second);
    assert_ptr_not_equal(first, other);
    assert_int_equal(ot_table_n_inputs(other), 2);
    ot_shelf_put_back(shelf, first);
    ot_shelf_put_back(shelf, second);
    assert_ptr_equal(taken(shelf, a, NULL), first); /* kept while idle */
    ot_shelf_put_back(shelf, first);
    ot_shelf_put_back(shelf, other);
    ot_shelf_put_back(shelf, NULL);
    ot_shelf_free(shelf);
    ot_spec_free(a);
    ot_spec_free(b);
    ot_spec_free(c);
}

static void who_takes_data_hears_what_was_noted_of_them(void **state) {
    (void)state;
    ot_shelf *shelf = NULL;
    ot_notes *notes[2] = {NULL, NULL};
    ot_spec *spec = spec_of("data.files=(\"../../tests/data/fixtures/further.csv\")");
    assert_int_equal(ot_shelf_new(&shelf, NULL), OT_OK);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(ot_notes_new(&notes[i], NULL), OT_OK);
        ot_shelf_put_back(shelf, taken(shelf, spec, notes[i]));
    }
    assert_true(ot_notes_count(notes[0]) > 0);
    assert_int_equal(ot_notes_count(notes[0]), ot_notes_count(notes[1]));
    for (size_t i = 0; i < ot_notes_count(notes[0]); i++) {
        const ot_note *a = ot_notes_at(notes[0], i), *b = ot_notes_at(notes[1], i);
        assert_string_equal(a->text[OT_LANGUAGE_ZH], b->text[OT_LANGUAGE_ZH]);
        assert_string_equal(a->file, b->file);
        assert_int_equal(a->line, b->line);
    }
    ot_notes_free(notes[0]);
    ot_notes_free(notes[1]);
    ot_shelf_free(shelf);
    ot_spec_free(spec);
}

static void what_cannot_be_read_is_said_each_time(void **state) {
    (void)state;
    ot_shelf *shelf = NULL;
    ot_error err;
    const ot_table *table = NULL;
    const ot_plan *plan = NULL;
    ot_spec *spec = spec_of("data.files=(\"data/none.csv\")");
    assert_int_equal(ot_shelf_new(&shelf, NULL), OT_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ot_shelf_take(shelf, spec, NULL, &table, &plan, &err), OT_ERR_IO);
        assert_non_null(strstr(err.file, "none.csv"));
        assert_null(table);
    }
    ot_shelf_free(shelf);
    ot_spec_free(spec);
}

static int attempt(void *state) {
    ot_shelf *shelf = NULL;
    const ot_table *table = NULL;
    const ot_plan *plan = NULL;
    ot_status status = ot_shelf_new(&shelf, NULL);
    if (!status) status = ot_shelf_take(shelf, state, NULL, &table, &plan, NULL);
    if (shelf) ot_shelf_put_back(shelf, table);
    ot_shelf_free(shelf);
    return (int)status;
}

static void each_failed_allocation_is_an_error(void **state) {
    (void)state;
    ot_spec *spec = spec_of(NULL);
    assert_true(fail_each_allocation(attempt, spec, OT_ERR_NOMEM) > 5);
    ot_spec_free(spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_files_are_the_same_table),
        cmocka_unit_test(who_takes_data_hears_what_was_noted_of_them),
        cmocka_unit_test(what_cannot_be_read_is_said_each_time),
        cmocka_unit_test(each_failed_allocation_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
