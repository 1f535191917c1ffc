/* Tests of assess/audit/audit_relations.c: no word of the table is lost, terms have their limit,
 * rows that are none are refused where they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/audit/audit.h"
#include "data/plan.h"
#include "scratch.h"

#define INDICATORS "id,name_zh,unit_zh,cell_2022,cell_plan_2023\n"
#define HEAD       "kind,subject,terms,low,high,unit,text_zh,text_en\n"

static ot_plan *parsed(const char *text) {
    ot_plan *plan = NULL;
    ot_error err;
    if (ot_plan_parse("p.csv", text, strlen(text), NULL, &plan, &err)) fail_msg("%s", err.text[0]);
    return plan;
}

/* The audit of the plan with these rows of relations, or NULL and *err. */
static ot_audit *audited(const ot_plan *plan, const char *rows, ot_error *err) {
    char path[256];
    scratch_name(path, sizeof path, "relations_XXXXXX");
    const int descriptor = mkstemp(path);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    assert_non_null(file);
    assert_true(fputs(HEAD, file) >= 0 && fputs(rows, file) >= 0 && fclose(file) == 0);
    const ot_audit_options options = {.relations = path};
    ot_audit *audit = NULL;
    const ot_status status = ot_audit_new(plan, &options, NULL, &audit, err);
    assert_true(!status == !!audit);
    (void)remove(path);
    return audit;
}

/* The table as a line of text, not as the program reads it: kind,subject,a|b|c,... */
static size_t look_up_words(const ot_relations *relations, char *line) {
    static const struct {
        const char *word;
        ot_relation_row_kind kind;
    } KIND[] = {{"matched", OT_ROW_MATCHED},
                {"cumulative", OT_ROW_CUMULATIVE},
                {"percent", OT_ROW_PERCENT}};
    char *subject = strchr(line, ','), *words = strchr(subject + 1, ',');
    size_t n = 0;
    *subject++ = *words++ = '\0';
    words[strcspn(words, ",")] = '\0';
    for (char *word = strtok(words, "|"); word; word = strtok(NULL, "|")) {
        if (strcmp(line, "name") == 0) {
            const char *key = ot_relations_named(relations, word);
            if (!key || strcmp(key, subject) != 0) fail_msg("%s is no name of %s", word, subject);
            n++;
        }
        for (size_t k = 0; k < sizeof KIND / sizeof *KIND; k++) {
            if (strcmp(line, KIND[k].word) != 0) continue;
            if (!ot_relations_worded(relations, KIND[k].kind, word)) fail_msg("%s is lost", word);
            n++;
        }
    }
    return n;
}

static void every_word_of_the_table_is_found(void **state) {
    (void)state;
    ot_plan *plan = parsed(INDICATORS);
    ot_audit *audit = NULL;
    ot_error err;
    assert_int_equal(ot_audit_new(plan, NULL, NULL, &audit, &err), OT_OK);
    size_t n = 0;
    for (const char *const *line = ot_relations_table; *line; line++) {
        char text[2048];
        assert_true(strlen(*line) < sizeof text);
        memcpy(text, *line, strlen(*line) + 1);
        if (strchr(text, ',')) n += look_up_words(&audit->relations, text);
    }
    assert_true(n > 90); /* names and words */
    ot_audit_free(audit);
    ot_plan_free(plan);
}

static void a_share_by_the_last_word_of_its_row_is_checked(void **state) {
    (void)state;
    ot_plan *plan = parsed(INDICATORS "u,城镇登记失业率,%,3.5,350\nd,空气质量优良天数,%,95,96\n");
    ot_audit *audit = NULL;
    ot_error err;
    assert_int_equal(ot_audit_new(plan, NULL, NULL, &audit, &err), OT_OK);
    size_t n = 0;
    for (size_t i = 0; i < ot_audit_count(audit); i++)
        n += strcmp(ot_audit_at(audit, i)->id, "parts.u.2023") == 0;
    assert_int_equal(n, 1);
    assert_int_equal(ot_audit_count(audit), 1);
    ot_audit_free(audit);
    ot_plan_free(plan);
}

static void a_sum_has_up_to_eight_terms(void **state) {
    (void)state;
    ot_plan *plan = parsed(INDICATORS "t,合计,万吨,,36.0\na,甲,万吨,,1.0\nb,乙,万吨,,2.0\n"
                                      "c,丙,万吨,,3.0\nd,丁,万吨,,4.0\ne,戊,万吨,,5.0\n"
                                      "f,己,万吨,,6.0\ng,庚,万吨,,7.0\nh,辛,万吨,,8.0\n"
                                      "i,壬,万吨,,9.0\n");
    ot_error err;
    ot_audit *audit = audited(plan, "sum,t,a+b+c+d+e+f+g+h,,,,八项之和,eight parts\n", &err);
    assert_non_null(audit);
    assert_int_equal(ot_audit_n_compared(audit), 1);
    assert_int_equal(ot_audit_count(audit), 0);
    ot_audit_free(audit);
    assert_null(audited(plan, "cumulative,,累计,,,,,\nsum,t,a+b+c+d+e+f+g+h+i,,,,,\n", &err));
    assert_int_equal(err.status, OT_ERR_INPUT);
    assert_int_equal(err.line, 3);
    assert_int_equal(err.column, 7);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "9 terms; at most 8"));
    ot_plan_free(plan);
}

static void nothing_between_two_bars_is_no_word(void **state) {
    (void)state;
    ot_plan *plan = parsed(INDICATORS "a,甲水平,%,,150.0\nb,乙率,%,,150.0\n");
    ot_error err;
    ot_audit *audit = audited(plan, "percent,,乙率||丙率|,0,100,,,\n", &err);
    assert_non_null(audit);
    assert_int_equal(ot_audit_count(audit), 1);
    assert_string_equal(ot_audit_at(audit, 0)->id, "parts.b.2023");
    ot_audit_free(audit);
    ot_plan_free(plan);
}

static void rows_that_say_nothing_are_refused(void **state) {
    (void)state;
    static const char *const ROW[] = {
        "share,a,b,,,,,\n",        "share,a,b/c/d,,,,,\n", "product,a,b,,,,,\n",
        "sum,a,,,,,,\n",           "ratio,a,b,5,1,,,\n",   "ratio,a,b|c,1,5,,,\n",
        "ratio,a,b,,,,,\n",        "percent,,,0,100,,,\n", "percent,,word,100,0,,,\n",
        "programme,,words,,,,,\n",
    };
    ot_plan *plan = parsed(INDICATORS);
    for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++) {
        ot_error err;
        if (audited(plan, ROW[i], &err)) fail_msg("%s is taken", ROW[i]);
        assert_int_equal(err.status, OT_ERR_INPUT);
        assert_int_equal(err.line, 2);
    }
    ot_plan_free(plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_table_is_found),
        cmocka_unit_test(a_share_by_the_last_word_of_its_row_is_checked),
        cmocka_unit_test(a_sum_has_up_to_eight_terms),
        cmocka_unit_test(nothing_between_two_bars_is_no_word),
        cmocka_unit_test(rows_that_say_nothing_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
