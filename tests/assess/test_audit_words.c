/* Tests of what findings say: each sentence must follow from what is printed, in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "data/plan.h"
#include "outturn/audit.h"

#define INDICATORS                                                                              \
    "id,name_zh,unit_zh,measure,cell_2021,cell_2022,cell_growth_2022,cell_plan_2023,cell_plan_" \
    "growth_"                                                                                   \
    "2023,growth_basis,note\n"

typedef struct worded_plan {
    ot_plan *plan;
    ot_audit *audit;
} worded_plan;

static worded_plan audited(const char *text) {
    worded_plan x = {NULL, NULL};
    ot_error err;
    if (ot_plan_parse("p.csv", text, strlen(text), NULL, &x.plan, &err) ||
        ot_audit_new(x.plan, NULL, NULL, &x.audit, &err))
        fail_msg("%d:%d %s", err.line, err.column, err.text[0]);
    return x;
}

static void clear(worded_plan *x) {
    ot_audit_free(x->audit);
    ot_plan_free(x->plan);
}

static const ot_audit_finding *found(const worded_plan *x, const char *id) {
    for (size_t i = 0; i < ot_audit_count(x->audit); i++)
        if (strcmp(ot_audit_at(x->audit, i)->id, id) == 0) return ot_audit_at(x->audit, i);
    fail_msg("%s is not found", id);
    return NULL;
}

static void assert_has(const char *const text[OT_N_LANGUAGES], const char *en, const char *zh) {
    if (!strstr(text[OT_LANGUAGE_EN], en)) fail_msg("%s: lacks %s", text[OT_LANGUAGE_EN], en);
    if (!strstr(text[OT_LANGUAGE_ZH], zh)) fail_msg("%s: lacks %s", text[OT_LANGUAGE_ZH], zh);
}

static void assert_lacks(const char *const text[OT_N_LANGUAGES], const char *en, const char *zh) {
    if (strstr(text[OT_LANGUAGE_EN], en)) fail_msg("%s: has %s", text[OT_LANGUAGE_EN], en);
    if (strstr(text[OT_LANGUAGE_ZH], zh)) fail_msg("%s: has %s", text[OT_LANGUAGE_ZH], zh);
}

/* 100 to 110 at current prices: with prices of 2 %, 1.10 / 1.02 = 1.0784. */
static void a_bound_of_prices_bounds_real_growth_the_other_way(void **state) {
    (void)state;
    static const struct {
        const char *price, *en, *zh;
    } CASE[] = {
        {"2", "rose by 2%, real growth would be 7.84%", "为2%，则可比价增速应为7.84%"},
        {"2以内", "rose by at most 2%, real growth would be at least 7.84%",
         "为2%以内，则可比价增速应不低于7.84%"},
        {"2以上", "rose by at least 2%, real growth would be at most 7.84%",
         "为2%以上，则可比价增速应不高于7.84%"},
        {"2左右", "rose by about 2%, real growth would be about 7.84%",
         "为2%左右，则可比价增速应约为7.84%"},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        char text[600];
        (void)snprintf(text, sizeof text,
                       INDICATORS "grp,生产总值,亿元,level,,100.00,,110.00,4以上,real,\n"
                                  "cpi_inflation,居民消费价格,%%,growth,,,,%s,,,\n",
                       CASE[i].price);
        worded_plan x = audited(text);
        assert_has(found(&x, "deflator.grp.2023")->text, CASE[i].en, CASE[i].zh);
        clear(&x);
    }
}

static void an_outturn_has_a_deflator_and_a_plan_an_assumption(void **state) {
    (void)state;
    worded_plan x =
        audited(INDICATORS "grp,生产总值,亿元,level,100.00,110.00,4.0,125.00,6以上,real,\n"
                           "cpi_inflation,居民消费价格,%,growth,,1.0,,2以内,,,\n");
    const ot_audit_finding *outturn = found(&x, "deflator.grp.2022");
    const ot_audit_finding *plan = found(&x, "deflator.grp.2023");
    assert_lacks(outturn->reason, "floor", "下限");
    assert_has(outturn->advice, "whether the level was revised",
               "2022年生产总值平减指数及绝对额是否修订");
    assert_lacks(outturn->question, "assumption", "何种价格");
    assert_has(plan->reason, "higher growth than the floor", "高于下限的增速");
    assert_lacks(plan->reason, "revised", "修订");
    clear(&x);
}

/* 30.27 * 1.048 = 31.72; 32.2 / 1.048 = 30.73, which the growth of 2022 refuses: 30.73 / 30.08 is
 * 2.2 %; 32.2 / 30.27 is 6.38 %. */
static void figures_that_do_not_repair_are_given_with_the_reason(void **state) {
    (void)state;
    worded_plan x = audited(INDICATORS "g,粮食产量,万吨,level,30.08,30.27,0.6,32.2,4.8,,\n");
    assert_int_equal(ot_audit_n_repairs(x.audit), 2);
    const ot_audit_change *growth = ot_audit_repair_at(x.audit, 1)->change;
    assert_has(growth->text_advised, "6.4%", "6.4%");
    assert_close(growth->to, 6.2, 1e-12, 0.0); /* by rounding alone: not on paper */
    assert_int_equal(ot_audit_n_unlisted(x.audit), 1);
    const ot_audit_unlisted *u = ot_audit_unlisted_at(x.audit, 0);
    assert_string_equal(u->figure.statement->id, "g.level_2022");
    assert_has(u->reason, "307,300 t would not agree with growth of 2022, 0.6%",
               "改为30.73万吨，则与2022年增速0.6%（附表“粮食产量”行）、2021年实际数30.08万吨（附表“"
               "粮食产量”行）不符");
    clear(&x);
}

static void a_figure_that_leaves_a_mismatch_is_no_repair(void **state) {
    (void)state;
    worded_plan x = audited(INDICATORS "g,粮食产量,万吨,level,,30.00,,32.00,33.3,,\n"
                                       "a,粮食播种面积,万亩,level,,,,80.00,,,\n"
                                       "y,粮食单产,公斤/亩,level,,,,500.0,,,\n");
    assert_int_equal(ot_audit_n_repairs(x.audit), 1);
    size_t n_left = 0;
    for (size_t i = 0; i < ot_audit_n_unlisted(x.audit); i++)
        n_left += strstr(ot_audit_unlisted_at(x.audit, i)->reason[0], "leave a mismatch") != NULL;
    assert_int_equal(n_left, 4);
    clear(&x);
}

static void places_are_those_of_the_document(void **state) {
    (void)state;
    worded_plan x = audited(
        "id,indicator,name_zh,name_en,section,relation,value,unit_zh,year,of_which_new,role,"
        "document,line,quote\n"
        "a,a,种植牧草,Forage,三,reach,28.57,万亩,2023,11.16,target,d.txt,7,种植牧草28.57万亩\n"
        "b,b,新建住房,Homes,序,reach,900,套,2023,800,target,,,\n");
    const ot_audit_figure *text = found(&x, "jump.a.2023")->figure;
    assert_has(text->place, "part 3 of the text: \xE2\x80\x9C种植牧草28.57万亩\xE2\x80\x9D",
               "正文第三部分：“种植牧草28.57万亩”");
    assert_has(text->amount, "285,700 mu", "28.57万亩");
    assert_has(found(&x, "jump.b.2023")->figure->place,
               "the text's opening, \xE2\x80\x9CHomes\xE2\x80\x9D", "正文序言“新建住房”");
    clear(&x);
}

/* Levels: 39.97 / 39.5 gives 0.6 % a year; rates: 1.12 * 0.911 gives 1.0 %. */
static void a_rebound_is_averaged_by_levels_and_by_rates(void **state) {
    (void)state;
    worded_plan x =
        audited(INDICATORS "r,社会消费品零售总额,亿元,level,39.5,35.69,-8.9,39.97,12以上,,\n"
                           "s,快递业务收入,亿元,level,39.5,35.69,,39.97,12以上,,\n");
    const ot_audit_finding *f = found(&x, "average.retail_sales.2023");
    assert_has(f->text, "at least 12%, starts from 2022, which had fallen",
               "所列增速12%以上以2022年下降为基数");
    assert_has(f->text, "0.6% by the levels, about 1.0% by the printed rates",
               "按绝对额0.6%，按所列增速约1.0%");
    assert_has(found(&x, "average.s.2023")->text, "0.6% by the levels.", "按绝对额0.6%。");
    clear(&x);
}

static void sums_and_bases_behind_a_figure_are_shown(void **state) {
    (void)state;
    worded_plan x =
        audited("id,indicator,name_zh,section,relation,value,unit_zh,year,of_which_new,role\n"
                "a,fruit_area,特色林果,三,reach,39.61,万亩,2023,2.73,target\n"
                "b,gobi_agriculture,戈壁农业,三,reach,1.3,万亩,2023,0.22,target\n"
                "c,fruit_and_gobi_area,林果和戈壁农业,三,reach,100,万亩,,,programme\n"
                "d,attracted_investment,招商引资,三,reach,1000,亿元,2023,,target\n"
                "e,grp,生产总值,三,reach,246.30,亿元,2023,,target\n"
                "f,forage,种植牧草,三,reach,28.57,万亩,2023,11.16,target\n");
    const ot_audit_finding *goal = found(&x, "pace.fruit_and_gobi_area");
    assert_has(goal->text, "2023 has 396,100 mu + 13,000 mu = 409,100 mu",
               "2023年为39.61 + 1.3 = 40.91万亩，尚有59.09万亩");
    assert_has(goal->figure[0].role, "goal (no year printed)", "目标数（未注明年份）");
    assert_has(goal->figure[2].role, "new in 2023 (an \"of which\" item)",
               "2023年计划新增（“其中”项）");
    assert_has(found(&x, "ratio.attracted_investment.2023")->text,
               "100 billion yuan is 4.06 times 24.630 billion yuan",
               "1000亿元为246.30亿元的4.06倍");
    assert_has(found(&x, "jump.forage.2023")->text, "64.1% of the 174,100 mu",
               "28.57万亩中新增11.16万亩，相当于原有17.41万亩的64.1%");
    clear(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bound_of_prices_bounds_real_growth_the_other_way),
        cmocka_unit_test(an_outturn_has_a_deflator_and_a_plan_an_assumption),
        cmocka_unit_test(figures_that_do_not_repair_are_given_with_the_reason),
        cmocka_unit_test(a_figure_that_leaves_a_mismatch_is_no_repair),
        cmocka_unit_test(places_are_those_of_the_document),
        cmocka_unit_test(a_rebound_is_averaged_by_levels_and_by_rates),
        cmocka_unit_test(sums_and_bases_behind_a_figure_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
