/* Tests of the report of an estimation: lines for a reader, tables and JSON of what was found. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "chain.h"
#include "outturn/document.h"
#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"

static const char KLEIN[] = "scenarios/klein/model.cfg";
static const char TUTORIAL[] = "scenarios/tutorial/model.cfg";

typedef struct answer {
    chain s;
    ot_parts parts;
    ot_buffer text;
} answer;

static void open_answer(answer *a, const char *path, const char *setting) {
    *a = (answer){.text = {0}};
    chain_load_with(&a->s, path, &setting, setting != NULL);
    a->parts = (ot_parts){.spec = a->s.spec,
                          .table = a->s.table,
                          .model = a->s.model,
                          .fit = a->s.fit,
                          .notes = a->s.notes};
}

static void close_answer(answer *a) {
    ot_buffer_clear(&a->text);
    chain_close(&a->s);
}

static const char *say(answer *a, ot_format format, ot_language language) {
    ot_error err;
    ot_buffer_clear(&a->text);
    const ot_writer writer = ot_buffer_writer(&a->text);
    if (ot_report_write(OT_REPORT_ESTIMATE, &a->parts, format, language, &writer, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return a->text.data;
}

static void assert_said(const char *text, const char *words) {
    if (!strstr(text, words)) fail_msg("\"%s\" is not said in:\n%s", words, text);
}

static void assert_unsaid(const char *text, const char *words) {
    if (strstr(text, words)) fail_msg("\"%s\" is said in:\n%s", words, text);
}

static void the_verdict_comes_first(void **state) {
    (void)state;
    answer a;
    open_answer(&a, KLEIN, NULL);
    const char *text = say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text,
                "1921 to 1941\n  - 21 observations for 4 coefficients are enough: intervals "
                "are 17 % wider than with everything known.\n"
                "  - 3 of 6 kinds of tests fail at 5 %: the form of the equation is in doubt");
    text = say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_ZH);
    assert_said(text, "1921—1941 年\n  - 以 21 个观测值估计 4 个系数，数据充足：区间比参数已知时宽 "
                      "17%。\n  - 3 类检验（共 6 类）在 5% 水平上未通过：方程设定存疑。");
    assert_unsaid(text, "nan");
    close_answer(&a);
}

static void tests_have_p_values_and_years(void **state) {
    (void)state;
    answer a;
    open_answer(&a, KLEIN, NULL);
    const char *text = say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text,
                "tests, p: normality 0.74, autocorrelation 0.32, autocorrelation of order 2 0.53, "
                "heteroscedasticity 0.031*, functional form 0.005*, structural break 0.10 "
                "(from 1931), failing forecast 0.048* (from 1937), outlier 0.044*; * below");
    assert_said(text, "largest influence: leverage 0.422 (1941), Cook's distance 1.42 (1941), "
                      "studentised residual -3.67 (1941)");
    assert_said(text, "condition number 18.6; variance inflation a2 2.82, a3 2.54, a4 1.73\n");
    assert_said(say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_ZH), "预测失效 0.048*（1937 年起）、离群值");
    const char *csv = say(&a, OT_FORMAT_CSV, OT_LANGUAGE_EN);
    assert_said(
        csv,
        "\nindicator,scenarios,test,statistic,df1,df2,p,reason,year\ncn,baseline spending taxes,"
        "normality,0.97");
    assert_said(csv, ",2,,,large_sample,\n"); /* no p of the moments */
    assert_said(csv, "cn,baseline spending taxes,break,");
    close_answer(&a);
}

static void what_the_data_moved_stands_beside_the_prior(void **state) {
    (void)state;
    answer a;
    open_answer(&a, TUTORIAL, NULL);
    const char *text = say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text, "95 % from");
    assert_said(text, "data share, %");
    assert_said(text, "0.00635  0.02685  0.02 ± 0.02             78  invented example");
    assert_said(text, "assumed: priors of a, b; prior of sigma 0.01 with 4 degrees of freedom\n");
    assert_said(say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_ZH),
                "假设：a、b 取先验；残差标准差的先验 0.01，自由度 4\n");
    const char *csv = say(&a, OT_FORMAT_CSV, OT_LANGUAGE_EN);
    assert_said(csv, ",fixed,source,low,high,data_moved,vif,condition,verdict,widening,data_share,"
                     "doubtful,search,sigma_source\n");
    assert_said(csv, ",invented example,0.0063");
    assert_said(csv, ",enough,1.22");
    close_answer(&a);
}

static void open_years(answer *a, int first, const char *sigma) {
    char setting[160];
    snprintf(setting, sizeof setting,
             "indicators.income.estimate={ method = \"bayes\"; sample = ( %d, 2022 );"
             " sigma = { scale = %s; df = 4.0; }; }",
             first, sigma);
    open_answer(a, TUTORIAL, setting);
}

static void few_observations_leave_the_rest_to_the_prior(void **state) {
    (void)state;
    answer a;
    open_years(&a, 2021, "0.001");
    const char *text = say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text,
                "The data (2 observations) do not determine 2 coefficients: the prior decides");
    assert_said(text, "tests: none made (too few observations)\n");
    assert_said(say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_ZH), "不能确定 2 个系数：其余取决于先验。");
    assert_said(say(&a, OT_FORMAT_CSV, OT_LANGUAGE_EN), ",too_few,\n");
    close_answer(&a);
    open_years(&a, 2022, "0.1");
    assert_said(say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_EN),
                "The prior dominates: the data (1 observation) tell only ");
    close_answer(&a);
}

/* Counted among the coefficients that are not fixed, named among all. */
static void details_name_their_coefficients(void **state) {
    (void)state;
    answer a;
    open_answer(&a, KLEIN,
                "indicators.cn={ label = \"cn\"; unit = \"unstated\";"
                " equation = \"cn = a1 + a2 * p + a3 * p(-1) + a4 * (w1 + w2)\";"
                " coefficients = { a1 = { value = 16.0; }; a2 = { }; a3 = { }; a4 = { }; };"
                " estimate = { method = \"iv\"; sample = ( 1921, 1941 ); instruments ="
                " ( \"p(-1)\", \"k(-1)\", \"g\", \"t\", \"w2\", \"year\" ); }; }");
    const char *text = say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text, "method: two-stage least squares; observations: 21");
    assert_said(text, "first stage, instruments explain it: F a2 = ");
    assert_said(text, ", a4 = ");
    assert_said(text, "first stage, partial R\xC2\xB2 a2 = ");
    assert_said(text, "Sargan (H0: the extra instruments are valid): chi-squared ");
    assert_said(text, "assumed: a1 fixed\n");
    assert_said(text, "Wu-Hausman (H0: least squares is consistent): F ");
    const char *csv = say(&a, OT_FORMAT_CSV, OT_LANGUAGE_EN);
    assert_said(csv, "\nindicator,scenarios,name,coefficient,rank,value,se,df1,df2,p\n"
                     "cn,baseline spending taxes,first_stage_f,a2,,");
    assert_said(csv, "cn,baseline spending taxes,first_stage_r2,a2,,");
    assert_said(csv, "cn,baseline spending taxes,sargan,,,");
    close_answer(&a);
}

static void years_left_out_are_named(void **state) {
    (void)state;
    answer a;
    open_answer(&a, KLEIN,
                "indicators.cn.estimate={ method = \"ols\"; sample = ( 1921, 1941 );"
                " outliers = ( 1941 ); }");
    assert_said(say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_EN), "years left out as outliers: 1941\n");
    const char *csv = say(&a, OT_FORMAT_CSV, OT_LANGUAGE_EN);
    assert_said(csv, "\nindicator,scenarios,year,left,fitted,residual,leverage,studentised,cook,"
                     "outlier\ncn,baseline spending taxes,1921,41.9,");
    assert_said(csv,
                ",0\ncn,baseline spending taxes,1941,,,,,,,1\ni,baseline spending taxes,1921,");
    const char *json = say(&a, OT_FORMAT_JSON, OT_LANGUAGE_EN);
    assert_said(json, "\"outliers\"");
    assert_said(json, "\"class\"");
    close_answer(&a);
}

static void keys_are_there_and_differ(void **state) {
    (void)state;
    for (int i = 0; i < OT_N_TESTS; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(ot_test_key((ot_test)i), ot_test_key((ot_test)j));
    for (int i = 0; i < OT_N_TEST_REASONS; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(ot_test_reason_key((ot_test_reason)i),
                                    ot_test_reason_key((ot_test_reason)j));
    for (int i = 0; i < OT_N_VERDICT_CLASSES; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(ot_verdict_key((ot_verdict_class)i),
                                    ot_verdict_key((ot_verdict_class)j));
}

/* Drift in closed form: the last value and the mean step, the same odds above and below. */
static void a_forecast_is_listed_by_its_ends(void **state) {
    (void)state;
    answer a;
    open_answer(&a, "tests/fixtures/forecast/model.cfg", NULL);
    const ot_model *m = a.s.model;
    const size_t row = ot_symbols_find(m, "known_forecast", 14);
    const ot_model_driver *x = &m->driver[row - m->n_indicators];
    ot_forecast_end end[2];
    assert_int_equal(ot_forecast_ends(x, end), 2);
    for (size_t i = 0; i < 2; i++) {
        const double ahead = (double)(end[i].year - 2023);
        assert_true(fabs(end[i].median - (8.0 + 0.75 * ahead)) < 1e-9);
        assert_true(fabs(end[i].high + end[i].low - 2.0 * end[i].median) < 1e-6);
        assert_true(end[i].high > end[i].median);
    }
    assert_int_equal(end[0].year, 2024);
    assert_int_equal(end[1].year, 2027);
    assert_non_null(strstr(say(&a, OT_FORMAT_TEXT, OT_LANGUAGE_EN), "Forecasts: 3"));
    close_answer(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_verdict_comes_first),
        cmocka_unit_test(tests_have_p_values_and_years),
        cmocka_unit_test(what_the_data_moved_stands_beside_the_prior),
        cmocka_unit_test(few_observations_leave_the_rest_to_the_prior),
        cmocka_unit_test(details_name_their_coefficients),
        cmocka_unit_test(years_left_out_are_named),
        cmocka_unit_test(keys_are_there_and_differ),
        cmocka_unit_test(a_forecast_is_listed_by_its_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
