/* Tests of the page of a review: one line a target, grouped by verdict, whole percent that stay
 * within their verdict; the long tables only where they are asked for. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "assess/review/review.h"
#include "base/buffer.h"
#include "chain.h"
#include "outturn/document.h"
#include "report/arrange/chart_parts.h"
#include "report/chart.h"
#include "report/document.h"

enum { DRAWS = 1000 };

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { g: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = 2.0; };"
    " }; };\n"
    "indicators: { x: { unit = \"index\"; equation = \"pch(x) = g\";"
    " start = { year = 2022; value = 100.0; }; }; };\n"
    "targets: (\n"
    " { id = \"sure\"; label = \"Sure\"; indicator = \"x\"; year = 2023; at_least = 100.0; },\n"
    " { id = \"even\"; label = \"Even\"; indicator = \"x\"; year = 2023; at_least = 105.0; },\n"
    " { id = \"hard\"; label = \"Hard\"; indicator = \"x\"; year = 2024; measure = \"growth\";"
    " at_least = 12.0; } );\n";

typedef struct page {
    chain s;
    ot_review *review;
    ot_buffer text;
} page;

static void open_page_of(page *p, const char *model, double reach) {
    ot_error err;
    *p = (page){.text = {0}};
    chain_open(&p->s, model);
    ot_run_options run = ot_projection_options(p->s.model);
    run.draws = DRAWS;
    ot_review_options options = ot_review_options_default();
    options.reach = reach;
    if (ot_review_new(p->s.model, (const ot_case *const *)p->s.c, p->s.n, &run, &options,
                      p->s.notes, &p->review, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void open_page(page *p) { open_page_of(p, MODEL, (double)NAN); }

static const char *say(page *p, ot_language language, int is_detailed) {
    ot_error err;
    const ot_parts parts = {.spec = p->s.spec,
                            .model = p->s.model,
                            .review = p->review,
                            .notes = p->s.notes,
                            .is_detailed = is_detailed};
    ot_buffer_clear(&p->text);
    const ot_writer writer = ot_buffer_writer(&p->text);
    if (ot_report_write(OT_REPORT_REVIEW, &parts, OT_FORMAT_TEXT, language, &writer, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return p->text.data;
}

static void close_page(page *p) {
    ot_buffer_clear(&p->text);
    ot_review_free(p->review);
    chain_close(&p->s);
}

static size_t count(const char *text, const char *words) {
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, words)); at += strlen(words))
        n++;
    return n;
}

static void targets_stand_under_their_verdict(void **state) {
    (void)state;
    page p;
    open_page(&p);
    const char *text = say(&p, OT_LANGUAGE_EN, 0);
    const char *sure = strstr(text, "\n  very likely (1)\n    Sure "),
               *even = strstr(text, "\n  about even (1)\n    Even "),
               *hard = strstr(text, "\n  very difficult (1)\n    Hard ");
    if (!sure || !even || !hard || sure > even || even > hard) fail_msg("%s", text);
    assert_int_equal(count(text, "\n    "), 3);
    assert_non_null(strstr(hard, "growth \xE2\x89\xA5 12 %"));
    close_page(&p);
}

static void the_long_tables_are_asked_for(void **state) {
    (void)state;
    page p;
    open_page(&p);
    const char *text = say(&p, OT_LANGUAGE_EN, 0);
    assert_non_null(strstr(text, "--detail"));
    assert_null(strstr(text, "What decides"));
    assert_null(strstr(text, " \xC2\xB1 "));
    text = say(&p, OT_LANGUAGE_EN, 1);
    assert_null(strstr(text, "--detail"));
    assert_non_null(strstr(text, "What decides"));
    assert_non_null(strstr(text, "What the targets ask"));
    assert_non_null(strstr(text, " \xC2\xB1 "));
    text = say(&p, OT_LANGUAGE_ZH, 0);
    assert_non_null(strstr(text, "很有把握（1 项）"));
    close_page(&p);
}

/* The column's cell is the first number behind what is wanted. */
static void percent_stay_within_their_verdict(void **state) {
    (void)state;
    static const struct {
        double probability;
        const char *shown;
    } at[] = {{0.8999, "89.99"}, {0.9, "90"},    {0.6599, "65.99"}, {0.66, "66"},
              {0.3299, "32.99"}, {0.33, "33"},   {0.0999, "9.99"},  {0.1, "10"},
              {0.004, "<1"},     {0.997, ">99"}, {0.996, ">99"},    {0.505, "51"},
              {0.0, "<1"},       {0.0149, "1"},  {0.329, "32.9"},   {0.985, "99"},
              {0.0062, "<1"},    {0.0099, "<1"}, {0.01, "1"},       {0.9901, ">99"},
              {0.285, "29"},     {0.28499, "28"}};
    page p;
    open_page(&p);
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        p.review->projection->c[0].target[1].probability = at[i].probability;
        p.review->c[0].target[1].verdict = ot_review_verdict_of(at[i].probability);
        const char *line = strstr(say(&p, OT_LANGUAGE_EN, 0), "\n    Even ");
        char shown[16] = "";
        assert_non_null(line);
        assert_int_equal(sscanf(line, " Even 2023 \xE2\x89\xA5 105 %15s", shown), 1);
        assert_string_equal(shown, at[i].shown);
    }
    close_page(&p);
}

/* Two of the three are stated by the document, in two places for one indicator and year. */
/* Two points from a bound between verdicts, not more. */
static void what_is_near_a_bound_is_said(void **state) {
    (void)state;
    static const struct {
        double probability;
        int is_near;
    } at[] = {{0.6795, 1}, {0.6805, 0}, {0.6405, 1}, {0.6395, 0}, {0.1195, 1}, {0.1205, 0}};
    page p;
    open_page(&p);
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        p.review->projection->c[0].target[1].probability = at[i].probability;
        p.review->c[0].target[1].verdict = ot_review_verdict_of(at[i].probability);
        const char *text = say(&p, OT_LANGUAGE_EN, 0);
        if ((strstr(text, "Within 2 points of a bound") != NULL) != at[i].is_near)
            fail_msg("%g: %s", at[i].probability, text);
    }
    close_page(&p);
}

/* Of several targets of an indicator the last year's is drawn. */
static void a_distribution_is_of_the_last_year(void **state) {
    (void)state;
    char model[sizeof MODEL + 256];
    page p;
    ot_document *d = NULL;
    size_t n_last = 0, n_first = 0;
    (void)snprintf(model, sizeof model, "%.*s%s", (int)(strstr(MODEL, " { id = \"hard\"") - MODEL),
                   MODEL,
                   " { id = \"grows\"; label = \"Grows\"; indicator = \"x\"; year = 2024;"
                   " measure = \"growth\"; at_least = 5.0; },"
                   " { id = \"last\"; label = \"Last\"; indicator = \"x\"; year = 2024;"
                   " at_least = 110.0; } );\n");
    open_page_of(&p, model, (double)NAN);
    const ot_parts parts = {.spec = p.s.spec,
                            .table = p.s.table,
                            .model = p.s.model,
                            .fit = p.s.fit,
                            .projection = ot_review_projection(p.review),
                            .review = p.review,
                            .receipt = "0123456789ab",
                            .notes = p.s.notes};
    assert_int_equal(ot_document_new(OT_REPORT_WHOLE, &parts, OT_LANGUAGE_EN, &d, NULL), OT_OK);
    for (const ot_element *e = d->first; e; e = e->next) {
        if (e->kind != OT_ELEMENT_CHART) continue;
        for (const ot_layer *layer = e->chart->first; layer; layer = layer->next)
            n_last += strcmp(e->chart->name, "distribution-x-2024") == 0 &&
                      layer->role == OT_ROLE_WANTED && fabs(layer->x[0] - 110.0) < 1e-9;
        n_first += strcmp(e->chart->name, "distribution-x-2023") == 0;
    }
    assert_int_equal(n_last, 1);
    assert_int_equal(n_first, 0);
    ot_document_free(d);
    close_page(&p);
}

static void targets_of_the_model_are_counted_apart(void **state) {
    (void)state;
    static const ot_statement STATEMENT = {.id = "s"};
    page p;
    open_page(&p);
    const char *text = say(&p, OT_LANGUAGE_EN, 0);
    assert_non_null(strstr(text, "Of 3 targets 1 are likely to be met, 1 are about even, 1 are "
                                 "difficult (1 of them very difficult)."));
    assert_null(strstr(text, "\xC2\xA7"));
    p.s.model->target[0].statement = p.s.model->target[1].statement = &STATEMENT;
    text = say(&p, OT_LANGUAGE_EN, 0);
    assert_non_null(strstr(text, "Of 2 targets of the document 1 are likely to be met, 1 are about "
                                 "even, 0 are difficult (0 of them very difficult)."));
    assert_non_null(strstr(text,
                           "Of the model's own targets (\xC2\xA7), which are not the document's, "
                           "1: 0 likely"));
    assert_non_null(strstr(text, "gives 1 indicators more than once"));
    assert_non_null(strstr(text, "    Hard\xC2\xA7 "));
    assert_null(strstr(text, "Sure\xC2\xA7"));
    text = say(&p, OT_LANGUAGE_ZH, 0);
    assert_non_null(strstr(text, "不属于文件）1 项：较有把握或很有把握 0 项"));
    close_page(&p);
}

/* 100 s of 95 with four chances in five takes 1.03 of s; y takes a driver that has no more room; z
 * has hardly a driver. */
static void what_cannot_be_is_said_of_a_change(void **state) {
    (void)state;
    static const char SHARES[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
        "drivers: { s: { label = \"Part\"; unit = \"share\"; value = 0.9; law = { family = "
        "\"normal\";"
        " scale = 0.1; }; }; u: { unit = \"share\"; value = 0.9; range = (0.0, 0.95); law = {"
        " family = \"normal\"; scale = 0.1; }; }; };\n"
        "indicators: { x: { unit = \"index\"; equation = \"x = 100 * s\"; };"
        " y: { unit = \"index\"; equation = \"y = 100 * u\"; };"
        " z: { unit = \"index\"; equation = \"z = 100 + 0.01 * s\"; residual = { scale = 5.0; };"
        " }; };\n"
        "targets: ( { indicator = \"x\"; year = 2023; at_least = 95.0; },"
        " { indicator = \"y\"; year = 2023; at_least = 95.0; },"
        " { indicator = \"z\"; year = 2023; at_least = 102.0; } );\n";
    page p;
    open_page_of(&p, SHARES, 0.8);
    const char *text = say(&p, OT_LANGUAGE_EN, 0);
    assert_non_null(strstr(text, "Part (more than the whole)"));
    assert_non_null(strstr(text, "0.9 \xE2\x86\x92 1.0"));
    assert_non_null(strstr(text, "out of reach: about "));
    assert_non_null(strstr(text, "drivers alone do too little"));
    text = say(&p, OT_LANGUAGE_ZH, 0);
    assert_non_null(strstr(text, "超过 100%，难以成立"));
    assert_non_null(strstr(text, "难以达到，至多约 "));
    close_page(&p);
}

/* Another view of growth can judge only what has a past or a panel. */
static void what_was_not_tested_is_said(void **state) {
    (void)state;
    page p;
    open_page(&p);
    const char *text = say(&p, OT_LANGUAGE_EN, 0);
    assert_non_null(strstr(text, "was not tested for any of the 3 targets"));
    assert_non_null(strstr(text, "--panel"));
    p.review->facts[1].own = (ot_review_prior){0.5, OT_ABOUT_EVEN};
    text = say(&p, OT_LANGUAGE_EN, 0);
    assert_non_null(strstr(text, "Of 3 targets 1 could be tested"));
    assert_non_null(strstr(text, "no verdict changes. Not tested: the other 2."));
    p.review->has_panel = 1;
    p.review->c[0].target[1].depends_on_prior = 1;
    text = say(&p, OT_LANGUAGE_ZH, 0);
    assert_non_null(strstr(
        text, "共 3 项目标中，可换用其他增长依据（先验）对照的有 1 项，其中结论随之改变的有 1 项"));
    assert_non_null(strstr(text, "Even（2023）。其余 2 项未能检验。\n"));
    close_page(&p);
}

/* x of 2023 is 105 +- 2, its growth of 2024 5 % +- 2. */
static void levels_have_signs_and_limits_theirs(void **state) {
    (void)state;
    static const char LIMITS[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
        "drivers: { g: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = "
        "1e-3; };"
        " range = (0.0, 10.0); }; };\n"
        "indicators: { x: { unit = \"index\"; equation = \"pch(x) = g\";"
        " start = { year = 2022; value = 100.0; }; }; };\n"
        "targets: ( { label = \"Rate\"; indicator = \"x\"; year = 2023; measure = \"growth\"; "
        "at_most = 6.0; },"
        " { label = \"Level\"; indicator = \"x\"; year = 2023; at_most = 106.0; },"
        " { id = \"more\"; label = \"More\"; indicator = \"x\"; year = 2023; at_least = 104.0; } "
        ");\n";
    page p;
    open_page_of(&p, LIMITS, (double)NAN);
    p.review->projection->c[0].target[0].probability = 0.915;
    p.review->projection->c[0].target[1].probability = 0.921;
    const char *text = say(&p, OT_LANGUAGE_ZH, 0);
    assert_int_equal(count(text, " \xE2\x89\xA4"
                                 "5.0% "),
                     2);
    assert_int_equal(count(text, " \xE2\x89\xA4"
                                 "105 "),
                     2);
    assert_int_equal(count(text, " 105 "), 2);
    assert_non_null(strstr(text, "距结论界值不足 2 个百分点：Rate（2023）。"));
    close_page(&p);
}

/* What draws have as the mean of 5 +- 2 is not 5, and no event comes in just 0.3 of the years. */
static void what_is_set_is_said_as_it_is_set(void **state) {
    (void)state;
    static const char SET[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
        "drivers: { g: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = "
        "2.0; "
        "}; }; s: { unit = \"share\"; value = 0.0; law = { family = \"event\"; probability = 0.3; "
        "effect = 1.0; }; }; };\n"
        "indicators: { x: { unit = \"yuan\"; equation = \"pch(x) = g - s / 10\";"
        " start = { year = 2022; value = 80.0; }; };"
        " y: { unit = \"yuan\"; equation = \"y = 2 * x\"; };"
        " z: { unit = \"index\"; equation = \"pch(z) = g\";"
        " start = { year = 2022; value = 100.0; }; }; };\n"
        "targets: ( { label = \"First\"; indicator = \"x\"; year = 2023; rising = true; },"
        " { label = \"Later\"; indicator = \"x\"; year = 2024; rising = true; },"
        " { label = \"Twice\"; indicator = \"y\"; year = 2024; at_least = 170.0; },"
        " { label = \"Index\"; indicator = \"z\"; year = 2024; at_least = 110.0; } );\n";
    page p;
    open_page_of(&p, SET, (double)NAN);
    const char *text = say(&p, OT_LANGUAGE_EN, 0);
    char targets[8], most[32], correlation[8], set[8];
    const char *line = strstr(text, "\n  g "), *event = strstr(text, "\n  s ");
    assert_true(line && event);
    assert_int_equal(
        sscanf(line, " g %% %7s %31[^(](2024) %7s %7s", targets, most, correlation, set), 4);
    assert_string_equal(set, "5");
    const char *probability = strstr(event, " 0.3 ");
    assert_true(probability && probability < strchr(event + 1, '\n'));
    assert_non_null(strstr(text, "    First\xE2\x89\x88 "));
    assert_non_null(strstr(text, "    Twice\xE2\x89\x88 "));
    assert_null(strstr(text, "Index\xE2\x89\x88"));
    assert_int_equal(count(text, "\xE2\x89\x88 Its base"), 1);
    assert_int_equal(count(text, "above the year before"), 2);
    assert_int_equal(count(text, "above the year before (itself simulated)"), 1);
    assert_non_null(strstr(say(&p, OT_LANGUAGE_ZH, 1), "高于上年（上年亦为模拟值）"));
    close_page(&p);
}

/* Of two targets of one level that of the document is shown; the model's own has its mark. */
static void charts_tell_whose_a_target_is(void **state) {
    (void)state;
    static const ot_statement STATEMENT = {.id = "s"};
    static const char TWO[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
        "drivers: { g: { unit = \"percent\"; value = 5.0; law = { family = "
        "\"normal\"; scale = 2.0; "
        "}; }; };\n"
        "indicators: { x: { unit = \"index\"; equation = \"pch(x) = g\";"
        " start = { year = 2022; value = 100.0; }; }; };\n"
        "targets: ( { id = \"t1\"; indicator = \"x\"; year = 2023; at_least = 104.0; },"
        " { id = \"t2\"; indicator = \"x\"; year = 2023; at_least = 104.1; },"
        " { id = \"t3\"; indicator = \"x\"; year = 2024; at_least = 120.0; } );\n";
    page p;
    open_page_of(&p, TWO, (double)NAN);
    p.s.model->target[1].statement = &STATEMENT;
    const ot_parts parts = {
        .spec = p.s.spec, .model = p.s.model, .projection = p.review->projection};
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    assert_non_null(d);
    ot_arrange_fan(d, &parts, 0);
    const ot_layer *wanted = d->first->chart->first;
    while (wanted && wanted->kind != OT_LAYER_TARGET)
        wanted = wanted->next;
    assert_non_null(wanted);
    assert_int_equal(wanted->n, 2);
    assert_string_equal(wanted->text[0], "target: \xE2\x89\xA5\xC2\xA0"
                                         "104.1");
    assert_string_equal(wanted->text[1], "\xC2\xA7 target: \xE2\x89\xA5\xC2\xA0"
                                         "120");
    assert_non_null(strstr(d->first->chart->source, "\xC2\xA7 The model's own target"));
    ot_document_free(d);
    close_page(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_set_is_said_as_it_is_set),
        cmocka_unit_test(charts_tell_whose_a_target_is),
        cmocka_unit_test(targets_stand_under_their_verdict),
        cmocka_unit_test(the_long_tables_are_asked_for),
        cmocka_unit_test(what_is_near_a_bound_is_said),
        cmocka_unit_test(a_distribution_is_of_the_last_year),
        cmocka_unit_test(targets_of_the_model_are_counted_apart),
        cmocka_unit_test(what_cannot_be_is_said_of_a_change),
        cmocka_unit_test(what_was_not_tested_is_said),
        cmocka_unit_test(levels_have_signs_and_limits_theirs),
        cmocka_unit_test(percent_stay_within_their_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
