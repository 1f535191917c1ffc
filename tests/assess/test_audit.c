/* Tests of outturn/audit.h: each rule, what must not be alarmed, repairs, faults, memory. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "data/plan.h"
#include "failing_alloc.h"
#include "outturn/audit.h"

#define FIXTURES "tests/fixtures/audit/"
#define INDICATORS                                                                             \
    "id,name_zh,unit_zh,cell_2021,cell_2022,cell_growth_2022,cell_plan_2023,cell_plan_growth_" \
    "2023,growth_basis,note\n"
#define STATEMENTS "id,indicator,name_zh,section,relation,value,unit_zh,year,of_which_new,role\n"

typedef struct audited_plan {
    ot_plan *plan;
    ot_audit *audit;
} audited_plan;

static audited_plan audited_with(ot_plan *plan, const ot_audit_options *options) {
    audited_plan x = {plan, NULL};
    ot_error err;
    if (ot_audit_new(plan, options, NULL, &x.audit, &err)) fail_msg("%s", err.text[0]);
    return x;
}

static ot_plan *parsed(const char *text) {
    ot_plan *plan = NULL;
    ot_error err;
    if (ot_plan_parse("p.csv", text, strlen(text), NULL, &plan, &err))
        fail_msg("%d:%d %s", err.line, err.column, err.text[0]);
    return plan;
}

static audited_plan audited(const char *text) { return audited_with(parsed(text), NULL); }

static ot_plan *loaded(const char *first, const char *second) {
    const char *const path[] = {first, second};
    ot_plan *plan = NULL;
    ot_error err;
    if (ot_plan_load(path, second ? 2 : 1, NULL, &plan, &err)) fail_msg("%s", err.text[0]);
    return plan;
}

static void clear(audited_plan *x) {
    ot_audit_free(x->audit);
    ot_plan_free(x->plan);
}

static const ot_audit_finding *found(const audited_plan *x, const char *id) {
    for (size_t i = 0; i < ot_audit_count(x->audit); i++)
        if (strcmp(ot_audit_at(x->audit, i)->id, id) == 0) return ot_audit_at(x->audit, i);
    return NULL;
}

/* Nothing is said, not even a note. */
static void assert_silent(const char *text) {
    audited_plan x = audited(text);
    if (ot_audit_count(x.audit) > 0)
        fail_msg("%s: %s", ot_audit_at(x.audit, 0)->id, ot_audit_at(x.audit, 0)->text[0]);
    clear(&x);
}

static void assert_finds(const audited_plan *x, const char *id, ot_audit_severity severity) {
    const ot_audit_finding *f = found(x, id);
    if (!f) fail_msg("%s is not found", id);
    if (f->severity != severity) fail_msg("%s is a %s", id, ot_audit_severity_name(f->severity));
    assert_true(f->n_figures > 0 && f->rule);
    for (int language = 0; language < OT_N_LANGUAGES; language++) {
        assert_true(*f->text[language] && *f->reason[language] && *f->advice[language]);
        assert_null(strstr(f->text[language], "(null)"));
    }
}

static void every_planted_fault_is_found(void **state) {
    (void)state;
    audited_plan x = audited_with(
        loaded(FIXTURES "planted/indicators.csv", FIXTURES "planted/statements.csv"), NULL);
    static const struct {
        const char *id;
        ot_audit_severity severity;
    } EXPECTED[] = {
        {"growth_level.budget_revenue.2023", OT_AUDIT_MISMATCH},
        {"parts.grp.2023", OT_AUDIT_MISMATCH},
        {"parts.budget_revenue.2023", OT_AUDIT_MISMATCH},
        {"parts.coverage.2023", OT_AUDIT_MISMATCH},
        {"area_yield.grain_output.2023", OT_AUDIT_MISMATCH},
        {"increment.rural_income.2023", OT_AUDIT_MISMATCH},
        {"implied_base.retail_sales.2022", OT_AUDIT_SCOPE},
        {"deflator.grp.2023", OT_AUDIT_SCOPE},
        {"cumulative.cod.2023", OT_AUDIT_SCOPE},
        {"same_commitment.grp.2023", OT_AUDIT_WORDING},
        {"same_commitment.grain_area.2023", OT_AUDIT_WORDING},
        {"units.cpi_inflation.2021", OT_AUDIT_NOTE},
        {"units.livestock.2023", OT_AUDIT_NOTE},
        {"actual_bound.urban_unemployment.2022", OT_AUDIT_NOTE},
        {"small_step.beds.2023", OT_AUDIT_NOTE},
        {"average.retail_sales.2023", OT_AUDIT_NOTE},
        {"jump.forage_area.2023", OT_AUDIT_NOTE},
        {"jump.tax_revenue.2023", OT_AUDIT_NOTE},
        {"pace.forage_area.2025", OT_AUDIT_NOTE},
        {"ratio.tourism_revenue.2023", OT_AUDIT_NOTE},
        {"growth_level.exports.2023", OT_AUDIT_ROUNDING},
    };
    for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++)
        assert_finds(&x, EXPECTED[i].id, EXPECTED[i].severity);
    assert_int_equal(ot_audit_count(x.audit), sizeof EXPECTED / sizeof *EXPECTED);
    assert_true(ot_audit_is_questioned(x.audit));
    clear(&x);
}

static void percentage_points_are_added_to_shares(void **state) {
    (void)state;
    static const char *const HEAD = "id,indicator,name_zh,relation,value,unit_zh,year,role\n"
                                    "a,cover,森林覆盖率,stated,24.0,%,2023,fact\n"
                                    "b,cover,森林覆盖率,reach,25.5,%,2024,target\n";
    char text[600];
    snprintf(text, sizeof text, "%sc,cover,森林覆盖率提高,increase_by,1.0,个百分点,2024,target\n",
             HEAD);
    audited_plan x = audited(text);
    assert_finds(&x, "increment.cover.2024", OT_AUDIT_MISMATCH);
    clear(&x);
    snprintf(text, sizeof text, "%sc,cover,森林覆盖率提高,increase_by,1.5,个百分点,2024,target\n",
             HEAD);
    assert_silent(text);
}

static void a_sound_plan_is_left_alone(void **state) {
    (void)state;
    audited_plan x = audited_with(
        loaded(FIXTURES "sound/indicators.csv", FIXTURES "sound/statements.csv"), NULL);
    for (size_t i = 0; i < ot_audit_count(x.audit); i++)
        fail_msg("%s", ot_audit_at(x.audit, i)->text[0]);
    assert_false(ot_audit_is_questioned(x.audit));
    assert_true(ot_audit_n_compared(x.audit) > 20);
    assert_int_equal(ot_audit_n_agreeing(x.audit), ot_audit_n_compared(x.audit));
    clear(&x);
}

static void what_differs_by_its_scope_is_no_fault(void **state) {
    (void)state;
    /* matched units, by the name of the quantity or by a note */
    assert_silent(INDICATORS "a,限额以上社会消费品零售额,亿元,12.40,11.90,4.5,12.61,6,,\n");
    assert_silent(INDICATORS "a,工业销售额,亿元,12.40,11.90,4.5,12.61,6,,增速按可比口径计算\n");
    /* 其中：a rate under a level is another quantity's */
    assert_silent(INDICATORS "grp,生产总值,亿元,100.00,107.10,5.0,115.67,6以上,real,\n"
                             "va,其中：规模以上工业增加值增速,%,7.2,—,8.1,—,9以上,real,\n");
    /* real growth beside current prices, a deflator near consumer prices */
    assert_silent(INDICATORS "grp,生产总值,亿元,100.00,107.10,5.0,115.67,6以上,,\n"
                             "cpi,居民消费价格涨幅,%,,2.0,,2左右,,,\n");
    /* flows fall and rise from a low base */
    assert_silent(INDICATORS "jobs,城镇新增就业人数,人,4435,2189,,3000,,,\n");
    /* a fall of a third of a percent is no abnormal year */
    assert_silent(INDICATORS "a,户籍人口,万人,63.20,63.00,-0.3,63.10,0.2,,\n");
    /* a total that rises, stays, or falls within its rounding */
    assert_silent(INDICATORS "a,累计治沙面积,万亩,40.0,42.0,,44.0,,,\n");
    assert_silent(INDICATORS "a,累计治沙面积,万亩,40.0,40.0,,40.0,,,\n");
    assert_silent(INDICATORS "a,累计治沙面积,万亩,40,40,,39.8,,,\n");
    /* registered and resident people */
    assert_silent(INDICATORS "a,常住人口,万人,30.10,30.00,-0.3,29.90,-0.3,,\n"
                             "b,户籍人口,万人,33.20,33.30,0.3,33.40,0.3,,\n");
    /* 累计 of a rate, and of a series that is printed once */
    assert_silent(INDICATORS "a,疫苗累计报告接种率,%,96.0,95.0,,95以上,,,\n");
    /* a growth beyond what was asked for at least */
    assert_silent(INDICATORS "a,进出口总额,亿元,40.00,50.00,25.0,60.00,15以上,nominal,\n");
}

/* What a tenfold slip makes of a year after a fall, which the average over both years does not
 * tell of where no growth is printed. */
static void a_leap_after_a_fall_is_found(void **state) {
    (void)state;
    audited_plan x = audited(INDICATORS "jobs,城镇新增就业人数,人,4435,2189,,50000,,,\n"
                                        "capital,到位资金,亿元,40.0,30.0,,58.0,,,\n");
    assert_finds(&x, "jump.urban_new_jobs.2023", OT_AUDIT_NOTE);
    assert_int_equal(ot_audit_count(x.audit), 1);
    clear(&x);
}

/* Time is about in proportion to the statements, however many are of one target. */
static void one_target_may_be_stated_often(void **state) {
    (void)state;
    enum { STATED = 20000, LINE = 64 };
    static const char HEAD[] = STATEMENTS;
    char *text = malloc(sizeof HEAD + STATED * LINE);
    assert_non_null(text);
    size_t n = (size_t)sprintf(text, "%s", HEAD);
    for (int i = 0; i < STATED; i++)
        n += (size_t)sprintf(text + n, "s%d,income,收入,%d,at_least,100,亿元,2023,,target\n", i, i);
    const clock_t start = clock();
    audited_plan x = audited(text);
    assert_true((double)(clock() - start) < 8.0 * CLOCKS_PER_SEC);
    assert_int_equal(ot_audit_count(x.audit), 0);
    clear(&x);
    free(text);
}

static void sections_may_use_one_name_for_two_scopes(void **state) {
    (void)state;
    assert_silent(STATEMENTS "a,rural_waste,生活垃圾处理率,三,reach,76,%,2023,,target\n"
                             "b,urban_waste,生活垃圾处理率,四,reach,100,%,2023,,target\n");
    assert_silent(STATEMENTS "a,waste,生活垃圾处理率,三,reach,76,%,2023,,target\n"
                             "b,waste,生活垃圾处理率,四,reach,100,%,2023,,target\n");
    /* estates and households are counted each in its way */
    assert_silent(STATEMENTS "a,renewal,老旧小区改造,四,reach,4,个小区,2023,,target\n"
                             "b,renewal,老旧小区改造,四,reach,1620,户,2023,,target\n");
    /* a programme's goal is not this year's target */
    assert_silent(STATEMENTS "a,area,粮食面积,三,reach,87,万亩,2023,,target\n"
                             "b,area,粮食面积,三,reach,100,万亩,2030,,programme\n");
}

static void one_target_has_one_wording(void **state) {
    (void)state;
    audited_plan x = audited(STATEMENTS "a,income,收入增长,序,about,8,%,2023,,target\n"
                                        "b,income,收入增长,五,at_least,8,%,2023,,target\n"
                                        "c,income,收入增长,六,about,8,%,2023,,target\n");
    assert_int_equal(ot_audit_count(x.audit), 1);
    assert_finds(&x, "same_commitment.income.2023", OT_AUDIT_WORDING);
    assert_false(ot_audit_is_questioned(x.audit)); /* exit status 0 */
    clear(&x);
}

static void money_without_a_basis_is_a_matter_of_scope(void **state) {
    (void)state;
    audited_plan x = audited(INDICATORS "a,某项收入,亿元,,10.00,,12.00,15,,\n"
                                        "b,某项收入甲,亿元,,10.00,,12.00,15,nominal,\n"
                                        "c,某项产量,万吨,,10.00,,12.00,15,,\n");
    assert_finds(&x, "growth_level.a.2023", OT_AUDIT_SCOPE);
    assert_finds(&x, "growth_level.b.2023", OT_AUDIT_MISMATCH);
    assert_finds(&x, "growth_level.c.2023", OT_AUDIT_MISMATCH);
    const ot_audit_finding *f = found(&x, "growth_level.c.2023");
    assert_true(f->computed[0] < 20 && f->computed[1] > 20);
    const double least = (11.995 / 10.005 - 1) * 100; /* shown in ten digits, outwards */
    assert_true(f->computed[0] <= least && f->computed[0] > least - 1e-8);
    assert_true(f->stated[0] == 14.5 && f->stated[1] == 15.5);
    clear(&x);
}

static void bounds_are_kept_apart_from_numbers(void **state) {
    (void)state;
    audited_plan x = audited(INDICATORS "a,产量甲,万吨,,10.00,,10.79,8以上,,\n"
                                        "b,产量乙,万吨,,10.00,,10.80,8以上,,\n"
                                        "c,产量丙,万吨,,35.69,,39.97,12以上,,\n"
                                        "d,产量丁,万吨,,10.00,,10.80,7以内,,\n"
                                        "e,产量戊,万吨,,10.00,,10.88,8左右,,\n");
    assert_finds(&x, "growth_level.a.2023", OT_AUDIT_ROUNDING);
    assert_null(found(&x, "growth_level.b.2023"));
    assert_finds(&x, "growth_level.c.2023", OT_AUDIT_ROUNDING);
    assert_finds(&x, "growth_level.d.2023", OT_AUDIT_MISMATCH);
    assert_null(found(&x, "growth_level.e.2023"));
    clear(&x);
}

/* The text's 以上 forbids to lower the level, next year's growth to change the base. */
static void other_places_decide_which_figure_is_off(void **state) {
    (void)state;
    audited_plan x = audited(INDICATORS "g,粮食产量,万吨,30.08,30.27,0.6,32.2,4.8,,\n");
    assert_int_equal(ot_audit_n_repairs(x.audit), 2);
    const ot_audit_change *c = ot_audit_repair_at(x.audit, 0)->change;
    assert_string_equal(c->figure.statement->id, "g.level_2023");
    assert_true(fabs(c->to - 31.7) < 1e-9); /* 31.75 / 30.275 is over 4.85 % */
    c = ot_audit_repair_at(x.audit, 1)->change;
    assert_string_equal(c->figure.statement->id, "g.growth_2023");
    assert_true(fabs(c->to - 6.2) < 1e-9);
    clear(&x);
}

static void two_faults_of_one_sum_need_two_changes(void **state) {
    (void)state;
    audited_plan x = audited(INDICATORS "t,进出口总额,亿元,,10.00,,12.00,12,nominal,\n"
                                        "e,出口总额,亿元,,6.00,,9.00,50,nominal,\n"
                                        "i,进口总额,亿元,,4.00,,4.40,10,nominal,\n");
    assert_true(ot_audit_n_repairs(x.audit) > 0);
    for (size_t i = 0; i < ot_audit_n_repairs(x.audit); i++) {
        const ot_audit_repair *r = ot_audit_repair_at(x.audit, i);
        assert_int_equal(r->n_changes, 2);
        assert_true(r->weight >= 2 && r->weight <= ot_audit_repair_at(x.audit, 0)->weight);
    }
    clear(&x);
}

static void other_documents_are_compared(void **state) {
    (void)state;
    ot_plan *previous = loaded(FIXTURES "previous.csv", NULL);
    ot_plan *part[] = {loaded(FIXTURES "counties/north.csv", NULL),
                       loaded(FIXTURES "counties/south.csv", NULL)};
    const ot_audit_options options = {
        .previous = previous, .part = (const ot_plan *const *)part, .n_parts = 2};
    audited_plan x = audited_with(loaded(FIXTURES "planted/indicators.csv", NULL), &options);
    assert_finds(&x, "previous.retail_sales.2021", OT_AUDIT_SCOPE);
    assert_null(found(&x, "previous.grp.2021"));
    assert_finds(&x, "levels.budget_revenue.2023", OT_AUDIT_SCOPE);
    assert_null(found(&x, "levels.grain_output.2023"));
    clear(&x);
    ot_plan_free(previous);
    ot_plan_free(part[0]);
    ot_plan_free(part[1]);
}

static void relations_that_are_none_are_refused(void **state) {
    (void)state;
    static const char *const PATH[] = {FIXTURES "panel.csv", FIXTURES "relations_kind.csv"};
    ot_plan *plan = parsed(INDICATORS "a,甲,亿元,,10.00,,12.00,20,,\n");
    ot_error err;
    for (size_t i = 0; i < 2; i++) {
        const ot_audit_options options = {.relations = PATH[i]};
        ot_audit *audit = NULL;
        assert_int_equal(ot_audit_new(plan, &options, NULL, &audit, &err), OT_ERR_INPUT);
        assert_null(audit);
        assert_string_equal(err.file, PATH[i]);
    }
    const ot_audit_options nowhere = {.relations = "nowhere.csv"};
    ot_audit *audit = NULL;
    assert_int_equal(ot_audit_new(plan, &nowhere, NULL, &audit, &err), OT_ERR_IO);
    ot_plan_free(plan);
}

static void rules_are_named_once_and_explained(void **state) {
    (void)state;
    size_t n = 0;
    for (; ot_audit_rule_at(n); n++) {
        const ot_audit_rule *rule = ot_audit_rule_at(n);
        for (int language = 0; language < OT_N_LANGUAGES; language++)
            assert_true(*rule->title[language] && *rule->explanation[language]);
        for (size_t k = 0; k < n; k++)
            assert_string_not_equal(rule->name, ot_audit_rule_at(k)->name);
    }
    assert_int_equal(n, 17);
    assert_string_equal(ot_audit_severity_text(OT_AUDIT_SCOPE, OT_LANGUAGE_ZH), "需说明口径");
}

static void an_empty_plan_has_no_findings(void **state) {
    (void)state;
    assert_silent(INDICATORS);
    assert_silent(INDICATORS "a,甲,亿元,—,—,—,稳步提高,,,\n");
}

static int attempt(void *state) {
    ot_audit *audit = NULL;
    ot_error err;
    const ot_status status = ot_audit_new(state, NULL, NULL, &audit, &err);
    assert_int_equal(audit != NULL, status == OT_OK);
    ot_audit_free(audit);
    return (int)status;
}

static void memory_that_runs_out_is_said(void **state) {
    (void)state;
    ot_plan *plan = parsed(INDICATORS "t,进出口总额,亿元,,10.00,,12.00,12,nominal,\n"
                                      "e,出口总额,亿元,,6.00,,9.00,50,nominal,\n"
                                      "i,进口总额,亿元,,4.00,,4.40,10,nominal,\n");
    assert_true(fail_each_allocation(attempt, plan, OT_ERR_NOMEM) > 5);
    ot_plan_free(plan);
    ot_audit_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_planted_fault_is_found),
        cmocka_unit_test(percentage_points_are_added_to_shares),
        cmocka_unit_test(a_sound_plan_is_left_alone),
        cmocka_unit_test(what_differs_by_its_scope_is_no_fault),
        cmocka_unit_test(a_leap_after_a_fall_is_found),
        cmocka_unit_test(one_target_may_be_stated_often),
        cmocka_unit_test(sections_may_use_one_name_for_two_scopes),
        cmocka_unit_test(one_target_has_one_wording),
        cmocka_unit_test(money_without_a_basis_is_a_matter_of_scope),
        cmocka_unit_test(bounds_are_kept_apart_from_numbers),
        cmocka_unit_test(other_places_decide_which_figure_is_off),
        cmocka_unit_test(two_faults_of_one_sum_need_two_changes),
        cmocka_unit_test(other_documents_are_compared),
        cmocka_unit_test(relations_that_are_none_are_refused),
        cmocka_unit_test(rules_are_named_once_and_explained),
        cmocka_unit_test(an_empty_plan_has_no_findings),
        cmocka_unit_test(memory_that_runs_out_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
