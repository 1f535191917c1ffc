/* Tests of what the reports say to a reader: the words around the numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "chain.h"
#include "outturn/document.h"

enum { DRAWS = 1000 };

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { g: { unit = \"share\"; value = 0.05; law = { family = \"normal\"; scale = 0.02; };"
    " }; };\n"
    "indicators: {\n"
    "  x: { label = { zh = \"产值\"; en = \"output\"; }; unit = \"CNY_100M\";"
    " equation = \"dlog(x) = g\"; start = { year = 2022; value = 250.0; sd = 60.0; }; };\n"
    "  y: { unit = \"index\"; equation = \"y = 2 * y(-1)\";"
    " start = { year = 2022; value = 1.0; }; };\n"
    "  z: { unit = \"index\"; equation = \"z = y + 1\"; };\n"
    "  w: { unit = \"index\"; note = \"no equation\"; };\n"
    "};\n"
    "scenarios: { a: { label = { zh = \"基准情景\"; en = \"baseline\"; }; };\n"
    "  b: { label = { zh = \"较快\"; en = \"faster\"; }; conditional = true;"
    " drivers = { g = { value = 0.07; }; }; }; };\n"
    "targets: (\n"
    "  { id = \"t\"; indicator = \"x\"; year = 2023; measure = \"growth\"; at_least = 5.5;"
    " group = \"both\"; },\n"
    "  { id = \"u\"; indicator = \"x\"; year = 2024; at_least = 270.0;"
    " group = ( \"both\", \"late\" ); },\n"
    "  { id = \"w\"; label = \"visits\"; indicator = \"w\"; year = 2024; at_least = 2.0; } );\n"
    "groups: { both: { label = { zh = \"两项\"; en = \"the two\"; }; }; };\n";

typedef struct answer {
    chain s;
    ot_projection *projection;
    ot_comparison *comparison;
    ot_parts parts;
    ot_buffer text;
} answer;

static const char *say(answer *a, ot_report_kind kind, ot_format format, ot_language language) {
    ot_error err;
    ot_buffer_clear(&a->text);
    const ot_writer writer = ot_buffer_writer(&a->text);
    if (ot_report_write(kind, &a->parts, format, language, &writer, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return a->text.data;
}

static void open_answer(answer *a, const char *model) {
    *a = (answer){.text = {0}};
    ot_error err;
    chain_open(&a->s, model);
    ot_run_options options = ot_projection_options(a->s.model);
    options.draws = DRAWS;
    if (ot_projection_new(a->s.model, (const ot_case *const *)a->s.c, a->s.n, &options, a->s.notes,
                          &a->projection, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    if (a->s.n > 1 &&
        ot_comparison_new(a->s.model, a->s.c[0], a->s.c[1], &options, NULL, &a->comparison, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    a->parts = (ot_parts){.spec = a->s.spec,
                          .table = a->s.table,
                          .model = a->s.model,
                          .fit = a->s.fit,
                          .projection = a->projection,
                          .comparison = a->comparison,
                          .notes = a->s.notes};
}

static void close_answer(answer *a) {
    ot_buffer_clear(&a->text);
    ot_comparison_free(a->comparison);
    ot_projection_free(a->projection);
    chain_close(&a->s);
}

static void assert_said(const char *text, const char *words) {
    if (!strstr(text, words)) fail_msg("\"%s\" is not said in:\n%s", words, text);
}

static void assert_unsaid(const char *text, const char *words) {
    if (strstr(text, words)) fail_msg("\"%s\" is said in:\n%s", words, text);
}

static void an_assumed_base_is_marked(void **state) {
    (void)state;
    answer a;
    open_answer(&a, MODEL);
    const char *text = say(&a, OT_REPORT_RUN, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text, "≈250±60 (2022)");
    assert_said(text, "≈1 (2022)");
    assert_said(text, "≈ an assumption of the model, not an observation");
    text = say(&a, OT_REPORT_RUN, OT_FORMAT_TEXT, OT_LANGUAGE_ZH);
    assert_said(text, "基期值");
    assert_said(text, "≈ 为模型设定的基期值，不是实绩");
    text = say(&a, OT_REPORT_CHECK, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text, "≈2022");
    text = say(&a, OT_REPORT_RUN, OT_FORMAT_JSON, OT_LANGUAGE_EN);
    assert_said(text, "\"assumed\"");
    close_answer(&a);
}

static void chinese_says_labels_with_chinese_marks(void **state) {
    (void)state;
    answer a;
    open_answer(&a, MODEL);
    const char *text = say(&a, OT_REPORT_RUN, OT_FORMAT_TEXT, OT_LANGUAGE_ZH);
    assert_said(text, "基准情景：全部实现");
    assert_said(text, "增速不低于5.5%");
    assert_said(text, "水平不低于270亿元");
    text = say(&a, OT_REPORT_COMPARE, OT_FORMAT_TEXT, OT_LANGUAGE_ZH);
    assert_said(text, "较快与基准情景比较");
    assert_said(text, "A：基准情景");
    assert_said(text, "较快：其概率为");
    text = say(&a, OT_REPORT_COMPARE, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text, "faster: its");
    assert_said(text, "level at least 27 billion yuan");
    text = say(&a, OT_REPORT_CHECK, OT_FORMAT_TEXT, OT_LANGUAGE_ZH);
    assert_said(text, "基准情景的方程（按求解顺序）：3 个");
    close_answer(&a);
}

static void only_targets_and_groups_of_the_years_reported_are_shown(void **state) {
    (void)state;
    static const ot_report_kind KIND[] = {OT_REPORT_RUN, OT_REPORT_COMPARE};
    answer a;
    open_answer(&a, MODEL);
    a.parts.first_year = a.parts.last_year = 2023;
    for (size_t k = 0; k < 2; k++) {
        const char *text = say(&a, KIND[k], OT_FORMAT_TEXT, OT_LANGUAGE_EN);
        assert_said(text, "Left out, as some of their targets lie outside of 2023: the two, "
                          "late.");
        assert_unsaid(text, "270");
        assert_unsaid(say(&a, KIND[k], OT_FORMAT_CSV, OT_LANGUAGE_EN), "both,");
        assert_unsaid(say(&a, KIND[k], OT_FORMAT_JSON, OT_LANGUAGE_EN), "\"late\"");
    }
    a.parts.first_year = a.parts.last_year = 2024;
    assert_said(say(&a, OT_REPORT_RUN, OT_FORMAT_CSV, OT_LANGUAGE_EN), "late,");
    close_answer(&a);
}

static void groups_are_called_by_their_labels(void **state) {
    (void)state;
    answer a;
    open_answer(&a, MODEL);
    assert_said(say(&a, OT_REPORT_RUN, OT_FORMAT_TEXT, OT_LANGUAGE_ZH), "两项");
    assert_said(say(&a, OT_REPORT_COMPARE, OT_FORMAT_TEXT, OT_LANGUAGE_EN), "  the two ");
    assert_said(say(&a, OT_REPORT_RUN, OT_FORMAT_CSV, OT_LANGUAGE_ZH), ",两项");
    assert_said(say(&a, OT_REPORT_RUN, OT_FORMAT_JSON, OT_LANGUAGE_ZH), "\"the two\"");
    close_answer(&a);
}

static void what_is_not_judged_is_listed_one_by_one(void **state) {
    (void)state;
    answer a;
    open_answer(&a, MODEL);
    assert_said(say(&a, OT_REPORT_CHECK, OT_FORMAT_TEXT, OT_LANGUAGE_EN), "w   visits  ");
    assert_said(say(&a, OT_REPORT_RUN, OT_FORMAT_CSV, OT_LANGUAGE_EN),
                "target,statement,indicator,label,section,wording,role,reason\nw,,w,visits,,,");
    a.parts.folder = "out";
    assert_said(say(&a, OT_REPORT_RUN, OT_FORMAT_TEXT, OT_LANGUAGE_ZH), "逐条清单见 unjudged.csv");
    close_answer(&a);
}

/* One observation of its own, a flat sigma being out of the question, and priors with reasons. */
static const char ESTIMATED[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
    "indicators: { x: { label = { zh = \"产值\"; en = \"output\"; }; unit = \"index\";\n"
    "  equation = \"x = a + b * x(-1)\"; start = { year = 2022; value = 1.0; };\n"
    "  coefficients = { a = { mean = 0.5; sd = 0.1;"
    " source = \"what ten neighbours had in the years 2010 to 2019, less a little\"; };\n"
    "    b = { value = 0.5; }; };\n"
    "  residual = { scale = 0.1; df = 5.0; }; }; };\n";

static void an_estimate_says_where_its_priors_come_from(void **state) {
    (void)state;
    answer a;
    open_answer(&a, ESTIMATED);
    const char *text = say(&a, OT_REPORT_ESTIMATE, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text, "  what ten neighbours had in the years 2010 to …\n");
    text = say(&a, OT_REPORT_ESTIMATE, OT_FORMAT_TEXT, OT_LANGUAGE_ZH);
    assert_said(text, "产值：x = a + b * x(-1)");
    assert_said(text, "残差标准差 0.1");
    assert_said(text, "\xE2\x80\x94  固定"); /* no standard error */
    assert_said(text, "没有使用数据：仅为假设（a 取先验；b 固定）。");
    assert_unsaid(text, "nan");
    assert_said(say(&a, OT_REPORT_ESTIMATE, OT_FORMAT_CSV, OT_LANGUAGE_EN), "2019, less a little");
    assert_said(say(&a, OT_REPORT_ESTIMATE, OT_FORMAT_JSON, OT_LANGUAGE_EN), "2019, less a little");
    close_answer(&a);
}

/* Without data there are no statistics: empty cells. */
static void statistics_have_names_in_csv(void **state) {
    (void)state;
    answer a;
    open_answer(&a, ESTIMATED);
    const char *csv = say(&a, OT_REPORT_ESTIMATE, OT_FORMAT_CSV, OT_LANGUAGE_EN);
    assert_said(csv, "r2,adjusted_r2,residual_se,durbin_watson,mean_dependent,rss,log_likelihood,"
                     "aic,bic,aicc,f,f_df,f_p,coefficient,estimate,standard_error,t,p,prior_mean");
    assert_said(csv, ",prior,,,,0,5,0.1,,,,,,,,,,,,,,a,0.5,0.1,,,0.5,0.1,0,");
    close_answer(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_assumed_base_is_marked),
        cmocka_unit_test(chinese_says_labels_with_chinese_marks),
        cmocka_unit_test(groups_are_called_by_their_labels),
        cmocka_unit_test(what_is_not_judged_is_listed_one_by_one),
        cmocka_unit_test(an_estimate_says_where_its_priors_come_from),
        cmocka_unit_test(statistics_have_names_in_csv),
        cmocka_unit_test(only_targets_and_groups_of_the_years_reported_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
