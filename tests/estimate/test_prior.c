/* Tests of outturn/prior.h: totals, outliers, gaps, tails by R's dt (R 4.2.2), the law that stands
 * for one year and three, areas by name, every status. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "data/table.h"
#include "estimate/prior.h"
#include "failing_alloc.h"

static const ot_prior_options ALL = {NULL, 0, 0, 0, 0};

static ot_table *parse(const char *text) {
    ot_table *table = NULL;
    ot_error err;
    if (ot_table_parse("panel.csv", text, strlen(text), NULL, &table, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return table;
}

/* Three areas, five years, and their sum. */
static const char SMALL[] = "area,year,indicator,value\n"
                            "a,2010,x,100\na,2011,x,106\na,2012,x,111\na,2013,x,121\na,2014,x,125\n"
                            "b,2010,x,50\nb,2011,x,54\nb,2012,x,56\nb,2013,x,61\nb,2014,x,66\n"
                            "c,2010,x,80\nc,2011,x,82\nc,2012,x,83\nc,2013,x,90\nc,2014,x,91\n"
                            "all,2010,x,230\nall,2011,x,242\nall,2012,x,250\nall,2013,x,272\n"
                            "all,2014,x,282\n"
                            "a,2010,y,1\nb,2010,y,2\n";

static ot_prior *make(const ot_table *table, const ot_prior_options *options) {
    ot_prior *p = NULL;
    ot_error err;
    if (ot_prior_new(table, "x", options, NULL, &p, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return p;
}

static void a_sum_of_the_others_is_no_area(void **state) {
    (void)state;
    ot_table *table = parse(SMALL);
    ot_notes *notes = NULL;
    ot_prior *p = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(ot_prior_new(table, "x", &ALL, notes, &p, NULL), OT_OK);
    assert_string_equal(p->total, "all");
    assert_int_equal(p->panel.n_areas, 3);
    assert_int_equal(p->components.n, 12);
    assert_non_null(strstr(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN], "\"all\""));
    ot_prior_free(p);
    const char *const name[] = {"all", "b"};
    const ot_prior_options named = {name, 1, 0, 0, 0}, both = {name, 2, 0, 0, 0};
    p = make(table, &named); /* named, it counts */
    assert_null(p->total);
    assert_int_equal(p->panel.n_areas, 4);
    assert_string_equal(p->area[p->own], "all");
    ot_prior_free(p);
    p = make(table, &both);
    assert_int_equal(p->panel.n_areas, 2);
    assert_true(p->own == SIZE_MAX);
    ot_prior_free(p);
    ot_notes_free(notes);
    ot_table_free(table);
}

/* Some areas, and one that is `share` of their sum. */
static ot_table *with_total(int n_areas, double share) {
    static const int WOBBLE[] = {3, -2, 1, -3, 2, 0, -1, 3, -2, 1, 2, -1, 0};
    static char text[4096];
    size_t n = (size_t)snprintf(text, sizeof text, "area,year,indicator,value\n");
    for (int year = 2010; year <= 2014; year++) {
        double sum = 0.0;
        for (int i = 0; i < n_areas; i++) {
            const double value = (50 + 17 * i) * (1.0 + 0.05 * (year - 2010)) +
                                 0.5 * WOBBLE[(3 * i + 5 * year) % 13];
            sum += value;
            n += (size_t)snprintf(text + n, sizeof text - n, "area%d,%d,x,%.3f\n", i, year, value);
        }
        n += (size_t)snprintf(text + n, sizeof text - n, "whole,%d,x,%.3f\n", year, share * sum);
    }
    return parse(text);
}

/* A nation's accounts are not quite the sum of its provinces'; of few areas one is a sum by chance.
 */
static void a_total_among_many_may_be_off_by_a_fifth(void **state) {
    (void)state;
    static const struct {
        int n_areas;
        double share;
        int is_total;
    } CASE[] = {{6, 1.0, 1},  {6, 1.17, 1}, {6, 0.85, 1}, {6, 1.25, 0},
                {6, 0.75, 0}, {4, 1.0, 1},  {4, 1.05, 0}, {5, 1.05, 1}};
    for (size_t k = 0; k < sizeof CASE / sizeof *CASE; k++) {
        ot_table *table = with_total(CASE[k].n_areas, CASE[k].share);
        ot_prior *p = make(table, &ALL);
        assert_int_equal(p->total != NULL, CASE[k].is_total);
        assert_int_equal(p->panel.n_areas, CASE[k].n_areas + !CASE[k].is_total);
        ot_prior_free(p);
        ot_table_free(table);
    }
}

static void one_area_is_weighed_with_all(void **state) {
    (void)state;
    ot_table *table = parse(SMALL);
    const char *const name[] = {"b"};
    const ot_prior_options named = {name, 1, 0, 0, 0};
    ot_prior *p = make(table, &named);
    const ot_area_effect *b = &p->effect[p->own];
    const double own = (54.0 / 50 + 56.0 / 54 + 61.0 / 56 + 66.0 / 61) / 4 - 1;
    assert_close(b->own_mean, own, 1e-14, 0.0);
    assert_close(b->mean, b->weight * own + (1 - b->weight) * p->components.mean, 1e-9, 0.0);
    assert_close(p->law.value, b->mean, 0.0, 0.0);
    assert_close(p->law.uncertainty, b->sd, 0.0, 0.0);
    assert_true(b->sd < p->components.between);
    ot_prior_free(p);
    ot_table_free(table);
}

static int is_noted(const ot_notes *notes, const char *words) {
    for (size_t i = 0; i < ot_notes_count(notes); i++)
        if (strstr(ot_notes_at(notes, i)->text[OT_LANGUAGE_EN], words)) return 1;
    return 0;
}

/* Areas that took turns at the same two rates grew alike. */
static void areas_that_chance_explains_are_noted(void **state) {
    (void)state;
    static const char ALIKE[] =
        "area,year,indicator,value\n"
        "a,2010,x,100\na,2011,x,110\na,2012,x,112.2\na,2013,x,123.42\na,2014,x,125.9\n"
        "b,2010,x,50\nb,2011,x,51\nb,2012,x,56.1\nb,2013,x,57.2\nb,2014,x,62.95\n";
    static const char *const TEXT[] = {ALIKE, SMALL};
    for (size_t i = 0; i < 2; i++) {
        ot_table *table = parse(TEXT[i]);
        ot_notes *notes = NULL;
        ot_prior *p = NULL;
        assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
        assert_int_equal(ot_prior_new(table, "x", &ALL, notes, &p, NULL), OT_OK);
        assert_int_equal(is_noted(notes,
                                  "no difference between areas can be told from chance "
                                  "(estimate at 0): own means do not count; 2 areas are few"),
                         i == 0);
        assert_int_equal(p->components.between > 0.0, i != 0);
        ot_prior_free(p);
        ot_notes_free(notes);
        ot_table_free(table);
    }
}

static void years_are_those_of_growth_rates(void **state) {
    (void)state;
    ot_table *table = parse(SMALL);
    ot_prior *p = make(table, &(ot_prior_options){NULL, 0, 2012, 2013, 0});
    assert_int_equal(p->components.n, 6);
    assert_int_equal(p->first_year, 2012);
    assert_int_equal(p->last_year, 2013);
    assert_close(p->panel.growth[0], 111.0 / 106.0 - 1.0, 1e-15, 0.0);
    ot_prior_free(p);
    ot_table_free(table);
}

static void a_persistence_that_is_not_told_is_said(void **state) {
    (void)state;
    ot_table *table = parse(SMALL);
    ot_notes *notes = NULL;
    ot_prior *p = NULL;
    int n = 0;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(ot_prior_new(table, "x", &ALL, notes, &p, NULL), OT_OK);
    assert_false(p->components.has_own_persistence);
    assert_close(p->persistence, 0.0, 0.0, 0.0);
    for (size_t i = 0; i < ot_notes_count(notes); i++)
        n += strstr(ot_notes_at(notes, i)->text[OT_LANGUAGE_EN], "taken to be 0") != NULL;
    assert_int_equal(n, 1);
    ot_prior_free(p);
    ot_notes_free(notes);
    ot_table_free(table);
}

/* A value that is missing takes two rates away; the years stay in their places. */
static void a_gap_takes_its_rates_away(void **state) {
    (void)state;
    char text[sizeof SMALL];
    memcpy(text, SMALL, sizeof SMALL);
    memcpy(strstr(text, "b,2012,x,56"), "b,2012,x,  ", 11);
    ot_table *table = parse(text);
    ot_notes *notes = NULL;
    ot_prior *p = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(ot_prior_new(table, "x", &ALL, notes, &p, NULL), OT_OK);
    assert_non_null(strstr(ot_notes_at(notes, 1)->text[OT_LANGUAGE_EN], "2 of 12 growth rates"));
    ot_notes_free(notes);
    assert_int_equal(p->panel.n_years, 4);
    assert_int_equal(p->n_rates, 10);
    assert_string_equal(p->total, "all"); /* of the years in which all have a value */
    size_t n = 0;
    for (size_t k = 0; k < p->panel.n_areas * p->panel.n_years; k++)
        n += isfinite(p->panel.growth[k]) ? 1 : 0;
    assert_int_equal(n, p->n_rates);
    assert_true(isnan(p->panel.growth[1 * 4 + 1]) && isnan(p->panel.growth[1 * 4 + 2]));
    ot_prior_free(p);
    ot_table_free(table);
}

/* Six areas with ordinary growth, one of which falls by a fifth in 2015: a step. Another has one
 * wrong value, in 2012: up and back. */
static ot_table *stepping(void) {
    static char text[4096];
    static const int WOBBLE[] = {3, -2, 1, -3, 2, 0, -1, 3, -2, 1, 2, -1, 0};
    size_t n = (size_t)snprintf(text, sizeof text, "area,year,indicator,value\n");
    for (int i = 0; i < 6; i++) {
        double value = 100.0 + 10.0 * i;
        for (int year = 2010; year <= 2019; year++) {
            value *= 1.06 + 0.003 * WOBBLE[(3 * i + 5 * year) % 13];
            if (i == 4 && year == 2015) value *= 0.8;
            const double shown = i == 1 && year == 2012 ? 1.3 * value : value;
            n += (size_t)snprintf(text + n, sizeof text - n, "area%d,%d,x,%.6f\n", i, year, shown);
        }
    }
    return parse(text);
}

static void outliers_are_listed_and_kept_unless_asked(void **state) {
    (void)state;
    ot_table *table = stepping();
    ot_prior *p = make(table, &ALL);
    assert_int_equal(p->n_outliers, 3);
    for (size_t k = 0; k < 3; k++) {
        const ot_prior_outlier *o = &p->outlier[k];
        const int is_step = strcmp(p->area[o->area], "area4") == 0;
        assert_int_equal(o->is_reversed, !is_step);
        assert_true(is_step ? p->year[o->year] == 2015 : p->year[o->year] / 2 == 1006);
        assert_true(k == 0 || fabs(o->distance) <= fabs(p->outlier[k - 1].distance));
    }
    assert_int_equal(p->components.n, 54);
    ot_prior *less = make(table, &(ot_prior_options){NULL, 0, 0, 0, 1});
    assert_int_equal(less->components.n, 51);
    assert_int_equal(less->n_rates, 54);
    assert_int_equal(less->n_outliers, 3);
    assert_true(less->components.own < 0.4 * p->components.own);
    assert_close(less->mad_sd, p->mad_sd, 0.0, 0.0);
    ot_prior_free(less);
    ot_prior_free(p);
    ot_table_free(table);
}

/* set.seed(5); x <- round(.03 * rt(30, 5), 3); optim(c(log(.03), log(5)), function(p)
 * -sum(dt(x / exp(p[1]), exp(p[2]), log = TRUE) - p[1])): df 6.80060902 */
static void tails_agree_with_r(void **state) {
    (void)state;
    static const double X[] = {-0.019, -0.041, 0.073,  0.007,  0.003,  -0.044, 0.038,  -0.043,
                               0.023,  0.039,  0.031,  0.074,  -0.026, 0.021,  0.027,  0.018,
                               -0.012, -0.107, -0.013, -0.036, 0.011,  0.005,  -0.021, 0.002,
                               -0.002, -0.029, -0.017, -0.029, 0.024,  -0.006};
    static const double FLAT[] = {-1, 1, -1, 1, -1, 1};
    assert_close(ot_prior_student_df(X, 30), 6.80060902, 1e-4, 0.0);
    assert_true(isinf(ot_prior_student_df(FLAT, 6)));
    assert_true(isinf(ot_prior_student_df((const double[]){0, 0}, 2)));
}

/* 3 + 4 r + 2 r^2, and its inverse sqrt((v - 1) / 2) - 1. */
static void persistence_is_matched_to_a_sum(void **state) {
    (void)state;
    assert_close(ot_prior_sum_variance(0.3, 3), 3 + 1.2 + 0.18, 1e-14, 0.0);
    assert_close(ot_prior_sum_variance(0.0, 5), 5, 0.0, 0.0);
    for (double v = 1.1; v < 8.5; v += 0.4)
        assert_close(ot_prior_matched_persistence(v, 3), sqrt((v - 1) / 2) - 1, 0.0, 1e-12);
}

static void the_law_has_the_spread_of_one_year_and_of_three(void **state) {
    (void)state;
    ot_table *table = stepping();
    ot_prior *p = make(table, &ALL);
    const ot_growth_components *c = &p->components;
    const ot_prior_law *law = &p->law;
    const double own = c->own * c->own, common = c->common * c->common;
    const double mean = c->between * c->between + c->mean_se * c->mean_se;
    const double r = c->own_persistence;
    assert_close(law->sd * law->sd, own + common + mean, 1e-12, 0.0);
    const double sum = (own + common) * (3 + 4 * r + 2 * r * r) + 9 * mean;
    assert_close(law->sum_sd * law->sum_sd, sum, 1e-12, 0.0);
    assert_close(law->sd * law->sd * ot_prior_sum_variance(law->persistence, 3), sum, 1e-9, 0.0);
    assert_true(isfinite(law->df));
    assert_close(law->scale * law->scale * law->df / (law->df - 2), law->sd * law->sd, 1e-12, 0.0);
    ot_prior_free(p);
    ot_table_free(table);
}

static void refuse(const char *text, const char *series, ot_prior_options o, ot_status expected,
                   const char *words) {
    ot_table *table = parse(text);
    ot_prior *p = NULL;
    ot_error err;
    assert_int_equal(ot_prior_new(table, series, &o, NULL, &p, &err), expected);
    assert_null(p);
    if (!strstr(err.text[OT_LANGUAGE_EN], words)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    ot_table_free(table);
}

static void what_cannot_be_is_refused(void **state) {
    (void)state;
    const char *const unknown[] = {"d"}, *const twice[] = {"a", "b", "a"}, *const ab[] = {"a", "b"};
    refuse(SMALL, "z", ALL, OT_ERR_USAGE, "unknown indicator \"z\"");
    refuse(SMALL, "x", (ot_prior_options){unknown, 1, 0, 0, 0}, OT_ERR_USAGE, "no area \"d\"");
    refuse(SMALL, "x", (ot_prior_options){twice, 3, 0, 0, 0}, OT_ERR_USAGE, "twice");
    refuse(SMALL, "x", (ot_prior_options){NULL, 0, 2015, 0, 0}, OT_ERR_USAGE, "2010 to 2014");
    refuse(SMALL, "x", (ot_prior_options){NULL, 0, 0, 2010, 0}, OT_ERR_USAGE, "2010 to 2014");
    refuse(SMALL, "y", ALL, OT_ERR_USAGE, "2010 to 2010");
    refuse(SMALL, "x", (ot_prior_options){ab, 2, 2012, 2012, 0}, OT_ERR_INPUT, "2 growth rates");
    refuse(SMALL, "x", (ot_prior_options){NULL, 0, 2012, 2012, 0}, OT_ERR_INPUT, "too few");
    refuse("area,year,indicator,value\na,2010,x,1\na,2011,x,2\na,2012,x,3\na,2013,x,5\n", "x", ALL,
           OT_ERR_INPUT, "one area only (\"a\")");
    refuse("year,indicator,value\n2010,x,1\n2011,x,2\n", "x", ALL, OT_ERR_INPUT, "no areas");
    refuse("area,year,indicator,value\na,2010,x,1\na,2011,x,2\na,2012,x,4\n"
           "b,2010,x,3\nb,2011,x,6\nb,2012,x,12\n",
           "x", ALL, OT_ERR_NUMERIC, "does not differ");
}

static void a_value_that_is_not_above_0_is_named_with_its_place(void **state) {
    (void)state;
    ot_table *table = parse("area,year,indicator,value\na,2010,x,1\na,2011,x,2\n"
                            "b,2010,x,1\nb,2011,x,-3\nb,2012,x,1\n");
    ot_prior *p = NULL;
    ot_error err;
    assert_int_equal(ot_prior_new(table, "x", &ALL, NULL, &p, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "x of \"b\" in 2011 is -3"));
    assert_non_null(strstr(err.text[OT_LANGUAGE_ZH], "“b”2011 年"));
    assert_string_equal(err.file, "panel.csv");
    assert_int_equal(err.line, 5);
    ot_table_free(table);
}

static int attempt(void *state) {
    ot_prior *p = NULL;
    const ot_status status = ot_prior_new(state, "x", &ALL, NULL, &p, NULL);
    ot_prior_free(p);
    return (int)status;
}

static void memory_that_is_lacking_is_said(void **state) {
    (void)state;
    ot_table *table = parse(SMALL);
    assert_true(fail_each_allocation(attempt, table, OT_ERR_NOMEM) > 3);
    ot_table_free(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sum_of_the_others_is_no_area),
        cmocka_unit_test(a_total_among_many_may_be_off_by_a_fifth),
        cmocka_unit_test(one_area_is_weighed_with_all),
        cmocka_unit_test(areas_that_chance_explains_are_noted),
        cmocka_unit_test(years_are_those_of_growth_rates),
        cmocka_unit_test(a_persistence_that_is_not_told_is_said),
        cmocka_unit_test(a_gap_takes_its_rates_away),
        cmocka_unit_test(outliers_are_listed_and_kept_unless_asked),
        cmocka_unit_test(tails_agree_with_r),
        cmocka_unit_test(persistence_is_matched_to_a_sum),
        cmocka_unit_test(the_law_has_the_spread_of_one_year_and_of_three),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(a_value_that_is_not_above_0_is_named_with_its_place),
        cmocka_unit_test(memory_that_is_lacking_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
