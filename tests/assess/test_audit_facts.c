/* Tests of assess/audit/audit_facts.c: what printed figures mean, which year a plan is of, which of
 * several facts is reckoned with. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assess/audit/audit.h"

static void bounds_open_intervals(void **state) {
    (void)state;
    const ot_figure eight = {.kind = OT_FIGURE_POINT, .value = 8.0, .half_unit = 0.5};
    const ot_figure nine = {.kind = OT_FIGURE_POINT, .value = 9.0, .half_unit = 0.5};
    const ot_figure none = {.kind = OT_FIGURE_MISSING};
    static const struct {
        ot_relation relation;
        double low, high;
    } CASE[] = {
        {OT_RELATION_STATED, 7.5, 8.5},        {OT_RELATION_ABOUT, 7.0, 9.0},
        {OT_RELATION_AT_LEAST, 8.0, INFINITY}, {OT_RELATION_AT_MOST, -INFINITY, 8.0},
        {OT_RELATION_WITHIN, 8.0, 9.0},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        const ot_interval x = ot_figure_interval(CASE[i].relation, &eight, &nine);
        assert_true(x.low <= CASE[i].low && CASE[i].high <= x.high); /* rounded outwards */
        if (isfinite(CASE[i].low)) assert_true(CASE[i].low - x.low < 1e-12);
        if (isfinite(CASE[i].high)) assert_true(x.high - CASE[i].high < 1e-12);
    }
    const ot_interval open = ot_figure_interval(OT_RELATION_WITHIN, &eight, &none);
    assert_true(!isfinite(open.low) && !isfinite(open.high));
}

static void a_plan_is_of_the_last_year_that_its_table_plans(void **state) {
    (void)state;
    ot_fact fact[] = {
        {.year = 2022, .is_table = 1, .is_actual = 1},
        {.year = 2023, .is_table = 1},
        {.year = 2025},
        {.year = 2030, .is_programme = 1},
        {.year = 2024, .is_actual = 1},
    };
    const ot_fact_index facts = {fact, sizeof fact / sizeof *fact, 0};
    assert_int_equal(ot_facts_plan_year(&facts, 0, facts.n), 2023);
    assert_int_equal(ot_facts_plan_year(&facts, 2, facts.n), 2025); /* the text alone */
    assert_int_equal(ot_facts_plan_year(&facts, 3, facts.n), 0);
    assert_int_equal(ot_facts_plan_year(&facts, 0, 1), 0);
}

static void outturns_go_before_tables_and_tables_before_texts(void **state) {
    (void)state;
    ot_fact fact[] = {
        {.key = "a", .measure = OT_FACT_LEVEL, .year = 2023, .relation = OT_RELATION_STATED},
        {.key = "a",
         .measure = OT_FACT_LEVEL,
         .year = 2023,
         .relation = OT_RELATION_AT_LEAST,
         .is_table = 1,
         .order = 1},
        {.key = "b", .measure = OT_FACT_LEVEL, .year = 2023, .relation = OT_RELATION_AT_LEAST},
        {.key = "b",
         .measure = OT_FACT_LEVEL,
         .year = 2023,
         .relation = OT_RELATION_AT_LEAST,
         .is_actual = 1,
         .order = 1},
    };
    const ot_fact_index facts = {fact, sizeof fact / sizeof *fact, 0};
    assert_ptr_equal(ot_facts_find(&facts, "a", OT_FACT_LEVEL, 2023), &fact[1]);
    assert_null(ot_facts_level(&facts, "a", 2023)); /* a bound is no level */
    assert_ptr_equal(ot_facts_find(&facts, "b", OT_FACT_LEVEL, 2023), &fact[3]);
    assert_null(ot_facts_find(&facts, "b", OT_FACT_GROWTH, 2023));
    assert_null(ot_facts_find(&facts, "b", OT_FACT_LEVEL, 2022));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_open_intervals),
        cmocka_unit_test(a_plan_is_of_the_last_year_that_its_table_plans),
        cmocka_unit_test(outturns_go_before_tables_and_tables_before_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
