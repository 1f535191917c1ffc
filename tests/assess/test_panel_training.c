/* What a training learns from: which values of which series of a panel, and which of them are
 * alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/backtest/panel.h"
#include "data/table.h"
#include "failing_alloc.h"
#include "outturn/panel_training.h"

static const char PANEL[] = "area,year,indicator,value\n"
                            "c,2010,x,5\nc,2011,x,6\nc,2012,x,8\n"
                            "a,2012,x,13\na,2010,x,10\na,2014,x,16\na,2011,x,11\na,2015,x,17\n"
                            "b,2010,x,5\nb,2011,x,6\n"
                            "b,2003,y,5\nb,2005,y,\nb,2004,y,6\n"
                            "a,2000,y,1\na,2001,y,\na,2002,y,5\na,2003,y,6\n"
                            "c,2010,y,\nc,2011,y,\n"
                            "d,2010,y,6\nd,2011,y,5\n";

static ot_table *parse(void) {
    ot_table *table = NULL;
    ot_error err;
    if (ot_table_parse("panel.csv", PANEL, strlen(PANEL), NULL, &table, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return table;
}

static void series_are_taken_after_their_last_gap_and_alike_ones_are_one_group(void **state) {
    (void)state;
    static const struct {
        size_t n, group;
        double value[3];
    } WANTED[] = {{3, 0, {5, 6, 8}}, {2, 1, {16, 17}}, {2, 2, {5, 6}},
                  {2, 2, {5, 6}},    {2, 2, {5, 6}},   {2, 5, {6, 5}}};
    ot_table *table = parse();
    ot_arena *arena = ot_arena_new();
    ot_training_series *series = NULL;
    size_t n = 0;
    assert_int_equal(ot_panel_training_series(&table, 1, arena, &series, &n, NULL), OT_OK);
    assert_int_equal(n, sizeof WANTED / sizeof *WANTED);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(series[i].n, WANTED[i].n);
        assert_int_equal(series[i].group, WANTED[i].group);
        assert_memory_equal(series[i].value, WANTED[i].value, series[i].n * sizeof(double));
    }
    ot_arena_free(arena);
    ot_table_free(table);
}

/* Alike series are one group across panels, too; the same series in both stand twice. */
static void panels_stand_one_after_the_other(void **state) {
    (void)state;
    ot_table *table[2] = {parse(), parse()};
    ot_arena *arena = ot_arena_new();
    ot_training_series *series = NULL;
    size_t n = 0;
    assert_int_equal(ot_panel_training_series(table, 2, arena, &series, &n, NULL), OT_OK);
    assert_int_equal(n, 12);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(series[i].panel, 0);
        assert_int_equal(series[6 + i].panel, 1);
        assert_int_equal(series[6 + i].n, series[i].n);
        assert_int_equal(series[6 + i].group, series[i].group);
        assert_memory_equal(series[6 + i].value, series[i].value, series[i].n * sizeof(double));
    }
    ot_arena_free(arena);
    ot_table_free(table[0]);
    ot_table_free(table[1]);
}

static void a_panel_of_few_series_teaches_nothing(void **state) {
    (void)state;
    ot_table *table = parse();
    const ot_training_options options = ot_training_options_default();
    ot_training *training = NULL;
    ot_error err;
    assert_int_equal(ot_panel_training_new(&table, 1, &options, &training, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "0 of 6 series"));
    assert_null(training);
    ot_table_free(table);
}

static int try_series(void *state) {
    ot_arena *arena = ot_arena_new();
    ot_training_series *series = NULL;
    size_t n = 0;
    const ot_status status =
        arena ? ot_panel_training_series(state, 2, arena, &series, &n, NULL) : OT_ERR_NOMEM;
    ot_arena_free(arena);
    return (int)status;
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    ot_table *table = parse(), *both[2] = {table, table};
    assert_true(fail_each_allocation(try_series, both, OT_ERR_NOMEM) > 5);
    ot_table_free(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_are_taken_after_their_last_gap_and_alike_ones_are_one_group),
        cmocka_unit_test(panels_stand_one_after_the_other),
        cmocka_unit_test(a_panel_of_few_series_teaches_nothing),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
