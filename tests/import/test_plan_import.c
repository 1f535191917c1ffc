/* Tests of ot_import_plan: the Kizilsu plan's own text against its transcriptions by hand, and
 * small documents made here. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "data/unit.h"
#include "failing_alloc.h"
#include "outturn/import.h"
#include "outturn/plan.h"
#include "scratch.h"

#define DATA "scenarios/kizilsu/data/"

static char folder[64];

static int make_folder(void **state) {
    (void)state;
    scratch_name(folder, sizeof folder, "plan");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    static const char *const NAME[] = {"indicators.csv", "statements.csv", "unread.csv", "x.txt",
                                       "names.csv"};
    char path[128];
    (void)state;
    for (size_t i = 0; i < sizeof NAME / sizeof *NAME; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAME[i]);
        (void)unlink(path);
    }
    return rmdir(folder);
}

static ot_plan *load(const char *a, const char *b) {
    const char *path[] = {a, b};
    ot_error err;
    ot_plan *plan = NULL;
    if (ot_plan_load(path, b ? 2 : 1, NULL, &plan, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return plan;
}

static ot_plan *load_made(const char *name) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return load(path, NULL);
}

static ot_plan_import_summary import(const char *path, ot_notes *notes) {
    ot_error err;
    ot_plan_import_summary summary;
    if (ot_import_plan(path, folder, NULL, notes, &summary, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return summary;
}

static void put_document(const void *data, size_t n, char path[128]) {
    ot_error err;
    snprintf(path, 128, "%s/x.txt", folder);
    assert_int_equal(ot_file_write(path, data, n, &err), OT_OK);
}

static ot_plan_import_summary import_text(const char *text) {
    char path[128];
    put_document(text, strlen(text), path);
    return import(path, NULL);
}

static int same_figure(const ot_figure *a, const ot_figure *b) {
    if (a->kind != b->kind) return 0;
    return a->kind == OT_FIGURE_MISSING ||
           (fabs(a->value - b->value) < 1e-12 && fabs(a->half_unit - b->half_unit) < 1e-12);
}

/* Bounds are words of the relation in one table and of the cell in the other. */
static int same_value(const ot_figure *a, const ot_figure *b) {
    if (a->kind == OT_FIGURE_MISSING || b->kind == OT_FIGURE_MISSING) return a->kind == b->kind;
    return fabs(a->value - b->value) < 1e-12 && fabs(a->half_unit - b->half_unit) < 1e-12;
}

static void the_table_of_kizilsu_is_its_transcription(void **state) {
    (void)state;
    const ot_plan_import_summary s = import(DATA "plan-2023.txt", NULL);
    assert_int_equal(s.n_rows, 24);
    assert_int_equal(s.year, 2023);
    ot_plan *made = load_made("indicators.csv"), *by_hand = load(DATA "annex2.csv", NULL);
    assert_int_equal(ot_plan_count(made), ot_plan_count(by_hand));
    for (size_t i = 0; i < ot_plan_count(by_hand); i++) {
        const ot_statement *a = ot_plan_at(by_hand, i), *b = ot_plan_find(made, a->id);
        if (!b) fail_msg("%s is not read", a->id);
        assert_true(same_figure(&a->figure, &b->figure));
        assert_int_equal(a->relation, b->relation);
        assert_string_equal(a->wording, b->wording);
        assert_string_equal(a->unit[OT_LANGUAGE_ZH], b->unit[OT_LANGUAGE_ZH]);
        assert_string_equal(a->section, b->section);
        assert_string_equal(a->measure, b->measure);
        assert_string_equal(a->role, b->role);
        assert_string_equal(a->basis, b->basis);
        assert_int_equal(a->year, b->year);
        assert_true(b->place.line > 0 && *b->place.quote);
        assert_string_equal(b->place.document, "plan-2023.txt");
    }
    ot_plan_free(made);
    ot_plan_free(by_hand);
}

/* Statements of the transcription that the text's reader does not make, and why. */
static const struct {
    const char *id, *why;
} LEFT[] = {
    {"g315_road_open_2025", "a date of opening, no number"},
    {"grain_yield_2023", "no number, outside the expected targets"},
    {"grain_self_sufficiency_2023", "no number; the 100 % is the transcriber's"},
    {"poverty_return_2023", "no number"},
    {"zero_job_families_2023", "the 0 is the transcriber's; 24小时 is told in unread.csv"},
    {"family_job_2023", "at least one, in words"},
    {"award_fund_2023", "no number"},
    {"all_tcm_2023", "全州 as 100 % is the transcriber's"},
};

static int is_left(const char *id) {
    for (size_t i = 0; i < sizeof LEFT / sizeof *LEFT; i++)
        if (strcmp(LEFT[i].id, id) == 0) return 1;
    return 0;
}

static const ot_unit *unit_of(const ot_statement *s) {
    return ot_unit_find(s->unit[OT_LANGUAGE_ZH], strlen(s->unit[OT_LANGUAGE_ZH]));
}

/* The same number with the same unit, year, relation, section, role and kind, not taken before. */
static const ot_statement *find_same(const ot_plan *made, const ot_statement *a, char *taken) {
    for (size_t i = 0; i < ot_plan_count(made); i++) {
        const ot_statement *b = ot_plan_at(made, i);
        if (taken[i] || !same_value(&a->figure, &b->figure) || a->relation != b->relation) continue;
        if (!same_value(&a->of_which, &b->of_which) || a->year != b->year) continue;
        if (strcmp(a->section, b->section) || strcmp(a->role, b->role)) continue;
        if (strcmp(a->kind, b->kind)) continue;
        const int is_worded = a->figure.kind == OT_FIGURE_MISSING;
        if (!is_worded && unit_of(a) != unit_of(b)) continue;
        if (is_worded && strcmp(a->indicator, b->indicator)) continue;
        taken[i] = 1;
        return b;
    }
    return NULL;
}

static void the_text_of_kizilsu_is_its_transcription(void **state) {
    (void)state;
    import(DATA "plan-2023.txt", NULL);
    ot_plan *made = load_made("statements.csv"), *by_hand = load(DATA "annex1.csv", NULL);
    char taken[512] = {0};
    size_t n = 0;
    assert_true(ot_plan_count(made) < sizeof taken);
    for (size_t i = 0; i < ot_plan_count(by_hand); i++) {
        const ot_statement *a = ot_plan_at(by_hand, i);
        if (is_left(a->id)) continue;
        const ot_statement *b = find_same(made, a, taken);
        if (!b) print_message("  not so in the text: %s\n", a->id);
        n += !b;
        if (b) assert_true(b->place.line > 0 && *b->place.quote);
    }
    /* What the text has twice, the transcription once, with a note; and sizes of named things. */
    static const char *const MORE[] = {"s25_3", "s25_4", "s29_2", "urban_unemployment_2023.2",
                                       "urban_new_jobs_2023.2"};
    for (size_t i = 0; i < ot_plan_count(made); i++) {
        int is_known = taken[i];
        for (size_t k = 0; k < sizeof MORE / sizeof *MORE; k++)
            is_known |= strcmp(MORE[k], ot_plan_at(made, i)->id) == 0;
        if (!is_known) print_message("  only in the text: %s\n", ot_plan_at(made, i)->id);
        n += !is_known;
    }
    ot_plan_free(made);
    ot_plan_free(by_hand);
    assert_int_equal(n, 0);
}

#define TITLE "某州2024年国民经济和社会发展计划\n"

static const ot_statement *find_by_name(const ot_plan *plan, const char *name) {
    for (size_t i = 0; i < ot_plan_count(plan); i++)
        if (strcmp(ot_plan_at(plan, i)->name[OT_LANGUAGE_ZH], name) == 0)
            return ot_plan_at(plan, i);
    fail_msg("no statement %s", name);
    return NULL;
}

typedef struct expectation {
    const char *text, *name;
    ot_relation relation;
    double low, high; /* high NaN: no range */
    int year;
} expectation;

static void wordings_are_read(void **state) {
    (void)state;
    static const expectation X[] = {
        {"地区生产总值增长４.５％—５％。", "地区生产总值增长", OT_RELATION_WITHIN, 4.5, 5, 2024},
        {"城乡居民收入分别增长5%、6%左右。", "农村居民收入增长", OT_RELATION_ABOUT, 6, NAN, 2024},
        {"城乡居民收入分别增长5%、6%左右。", "城镇居民收入增长", OT_RELATION_ABOUT, 5, NAN, 2024},
        {"铁、铜产量分别达到3万吨、4万吨。", "铁产量", OT_RELATION_REACH, 3, NAN, 2024},
        {"单位能耗下降3%以上。", "单位能耗下降", OT_RELATION_AT_MOST, -3, NAN, 2024},
        {"去年，茶叶产量增长7%。", "茶叶产量增长", OT_RELATION_STATED, 7, NAN, 2023},
        {"到2030年，绿化率达到40%以上。", "绿化率", OT_RELATION_AT_LEAST, 40, NAN, 2030},
        {"城镇化率提升1个百分点以上。", "城镇化率提升", OT_RELATION_INCREASE_BY_AT_LEAST, 1, NAN,
         2024},
        {"赤字率控制在3%。", "赤字率", OT_RELATION_AT_MOST, 3, NAN, 2024},
        {"新建公园1,200个。", "新建公园", OT_RELATION_REACH, 1200, NAN, 2024},
        {"粮食产量9吨，进出口总额１，２００亿元。", "进出口总额", OT_RELATION_REACH, 1200, NAN,
         2024},
        {"财政收入负增长3%。", "财政收入负增长", OT_RELATION_REACH, -3, NAN, 2024},
        {"茶叶产量5吨，较上年增长7%。", "茶叶产量增长", OT_RELATION_REACH, 7, NAN, 2024},
        {"失业率不高于百分之五点五。", "失业率", OT_RELATION_AT_MOST, 5.5, NAN, 2024},
        {"茶叶产量增长百分之十二左右。", "茶叶产量增长", OT_RELATION_ABOUT, 12, NAN, 2024},
        {"实施项目300多个。", "实施项目", OT_RELATION_AT_LEAST, 300, NAN, 2024},
    };
    for (size_t i = 0; i < sizeof X / sizeof *X; i++) {
        char text[512];
        snprintf(text, sizeof text, TITLE "%s\n", X[i].text);
        import_text(text);
        ot_plan *plan = load_made("statements.csv");
        const ot_statement *s = find_by_name(plan, X[i].name);
        assert_int_equal(s->relation, X[i].relation);
        assert_true(fabs(s->figure.value - X[i].low) < 1e-12);
        assert_int_equal(isnan(X[i].high), s->upper.kind == OT_FIGURE_MISSING);
        if (!isnan(X[i].high)) assert_true(fabs(s->upper.value - X[i].high) < 1e-12);
        assert_int_equal(s->year, X[i].year);
        assert_int_equal(s->place.line, 2);
        ot_plan_free(plan);
    }
}

/* The values of the statement, whose role and year are these; fails when there is none. */
static void assert_said(const ot_plan *plan, const char *id, double value, const char *role,
                        int year) {
    const ot_statement *s = ot_plan_find(plan, id);
    if (!s) fail_msg("no statement %s", id);
    assert_true(fabs(s->figure.value - value) < 1e-12);
    assert_string_equal(s->role, role);
    assert_int_equal(s->year, year);
}

static void what_a_sentence_opens_with_holds_for_those_behind_it(void **state) {
    (void)state;
    static const char *const TEXT[] = {
        "2023年，经济稳步恢复。一般公共预算收入20亿元，增长5%。2024年，一般公共预算收入30亿元。\n",
        "2023年，经济稳步恢复。\n一般公共预算收入20亿元，\n增长5%。\n2024年，一般公共预算收入30"
        "亿元。\n",
        "一、目标\n2023年，经济稳步恢复。一般公共预算收入20亿元，\n增长5%"
        "。\n一般公共预算收入30亿元。"
        "\n"};
    for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++) {
        char text[512];
        snprintf(text, sizeof text, TITLE "%s", TEXT[i]);
        import_text(text);
        ot_plan *plan = load_made("statements.csv");
        assert_said(plan, "budget_revenue_2023", 20, "fact", 2023);
        assert_said(plan, "budget_revenue_2024", 30, "target", 2024);
        ot_plan_free(plan);
    }
    import_text(TITLE "一、目标\n2023年结转公园20个。高标准农田30万亩。\n");
    ot_plan *plan = load_made("statements.csv");
    assert_said(plan, "high_standard_farmland_2024", 30, "target", 2024);
    ot_plan_free(plan);
}

static void what_is_no_quantity_is_listed(void **state) {
    (void)state;
    const ot_plan_import_summary s =
        import_text(TITLE "推进G315线和“1+3”园区，5G覆盖，居全国第3位，实施15年教育，结构为1."
                          "5：2：3，产值翻一番。\n");
    assert_int_equal(s.n_statements, 0);
    assert_int_equal(s.n_unread, 8);
    assert_int_equal(s.n_unread_quantities, 2);
}

static void a_rise_over_one_year_begins_with_last_years_level(void **state) {
    (void)state;
    import_text(TITLE "粮食产量由100万吨提高到120万吨，增长10%。\n"
                      "粮食单产由400公斤提高到450公斤，年均增长2%。\n");
    ot_plan *plan = load_made("statements.csv");
    assert_said(plan, "grain_output_2023", 100, "fact", 2023);
    assert_said(plan, "grain_output_2024", 120, "target", 2024);
    assert_said(plan, "grain_yield", 400, "fact", 0); /* of which year is not printed */
    ot_plan_free(plan);
    /* Words of other sentences on the line say nothing of this one. */
    import_text(TITLE "五年来面貌一新。粮食产量由100万吨提高到120万吨，增长20%。\n"
                      "全州平稳运行。五年来，粮食单产由400公斤提高到450公斤，增长12.5%。\n");
    plan = load_made("statements.csv");
    assert_said(plan, "grain_output_2022", 100, "fact", 2022);
    assert_said(plan, "grain_yield", 400, "fact", 0);
    ot_plan_free(plan);
}

static void a_share_is_of_what_was_named_before_it(void **state) {
    (void)state;
    import_text(TITLE "一般公共预算收入20亿元，其中税收收入12亿元，占比60%。\n");
    ot_plan *plan = load_made("statements.csv");
    assert_true(fabs(find_by_name(plan, "税收收入占比")->figure.value - 60) < 1e-12);
    ot_plan_free(plan);
}

static void numbers_that_are_not_read_are_listed(void **state) {
    (void)state;
    static const char *const TEXT[] = {
        "三次产业结构比为12:40:58。",     "城乡居民收入比缩小到2.1:1。",
        "新增就业一千二百人。",           "新增就业一万二千人。",
        "旅游收入增长两位数以上。",       "失业率为百分之五至百分之六。",
        "农民收入高于经济增速1个百分点。"};
    for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++) {
        char text[512];
        snprintf(text, sizeof text, TITLE "%s\n", TEXT[i]);
        const ot_plan_import_summary s = import_text(text);
        if (s.n_statements != 0 || s.n_unread_quantities == 0) fail_msg("%s", TEXT[i]);
    }
    const ot_plan_import_summary s = import_text(TITLE "茶叶产量增长8%，较上年回落0.5个百分点。\n");
    assert_int_equal(s.n_statements, 1);
    assert_int_equal(s.n_unread_quantities, 1);
    assert_int_equal(import_text(TITLE "会议于09:45:30开始，12:40结束。\n").n_unread_quantities, 0);
}

#define HEAD "指标名称\t计算单位\t2023年实际\t2024年计划\t2024年增长（%）\n"

static void columns_in_another_order_are_read(void **state) {
    (void)state;
    import_text(TITLE "序号\t2024年计划\t指标\t2023年完成\t单位\t属性\n"
                      "1\t110以上\t粮食产量\t100\t万吨\t约束性\n");
    ot_plan *plan = load_made("indicators.csv");
    const ot_statement *s = ot_plan_find(plan, "grain_output.level_2024");
    assert_non_null(s);
    assert_int_equal(s->relation, OT_RELATION_AT_LEAST);
    assert_string_equal(s->kind, "binding");
    assert_false(s->is_inferred);
    assert_non_null(ot_plan_find(plan, "grain_output.level_2023"));
    ot_plan_free(plan);
}

static void last_years_plan_stands_beside_its_outturn(void **state) {
    (void)state;
    import_text(TITLE
                "指标\t单位\t2023年计划\t2023年完成\t2024年计划\n粮食产量\t万吨\t9\t10\t11\n");
    ot_plan *plan = load_made("indicators.csv");
    assert_true(fabs(ot_plan_find(plan, "grain_output.plan_level_2023")->figure.value - 9) < 1e-12);
    assert_true(fabs(ot_plan_find(plan, "grain_output.level_2023")->figure.value - 10) < 1e-12);
    ot_plan_free(plan);
}

static void two_tables_share_their_columns(void **state) {
    (void)state;
    const ot_plan_import_summary s =
        import_text(TITLE HEAD "粮食产量\t万吨\t100\t110\t10\n\n另一张表如下。\n" HEAD
                               "旅游收入\t亿元\t2\t3亿元\t50\n粮食产量\t万吨\t1\t2\t100\n");
    assert_int_equal(s.n_tables, 2);
    assert_int_equal(s.n_rows, 2);
    assert_int_equal(s.n_unread, 0);
    ot_plan *plan = load_made("indicators.csv");
    const ot_statement *unit_glued_on = ot_plan_find(plan, "tourism_revenue.level_2024");
    assert_non_null(unit_glued_on);
    assert_true(fabs(unit_glued_on->figure.value - 3) < 1e-12);
    ot_plan_free(plan);
    plan = load_made("statements.csv"); /* 粮食产量 stands twice */
    assert_int_equal(ot_plan_count(plan), 3);
    assert_said(plan, "grain_output_2023", 1, "fact", 2023);
    assert_said(plan, "grain_output_2024", 2, "target", 2024);
    assert_said(plan, "grain_output_growth_2024", 100, "target", 2024);
    assert_string_equal(ot_plan_find(plan, "grain_output_2024")->indicator, "grain_output");
    ot_plan_free(plan);
    const char *same = TITLE HEAD "粮食产量\t万吨\t100\t110\t10\n粮食产量\t万吨\t1\t2\t100\n";
    assert_int_equal(import_text(same).n_unread, 1); /* of one table the second row is left */
}

static void units_in_the_cells_are_those_of_the_row(void **state) {
    (void)state;
    const ot_plan_import_summary s = import_text(
        TITLE "指标\t2023年实际\t2024年计划\t2024年增长（%）\n粮食产量\t18万吨\t20万吨以上\t\n"
              "城镇新增就业\t1,000人\t1,200人\t20\n");
    assert_int_equal(s.n_unread, 0);
    ot_plan *plan = load_made("indicators.csv");
    assert_said(plan, "grain_output.level_2024", 20, "target", 2024);
    assert_said(plan, "urban_new_jobs.level_2024", 1200, "target", 2024);
    assert_string_equal(ot_plan_find(plan, "grain_output.level_2023")->unit[OT_LANGUAGE_ZH],
                        "万吨");
    assert_string_equal(ot_plan_find(plan, "urban_new_jobs.level_2023")->unit[OT_LANGUAGE_ZH],
                        "人");
    ot_plan_free(plan);
}

static void a_vanished_cell_is_inferred_or_listed(void **state) {
    (void)state;
    const char *head =
        TITLE "指标名称\t计算单位\t2022年实际\t2023年实际\t2023年增长（%）\t2024年计划\t"
              "2024年增长（%）\n";
    char text[1024];
    snprintf(text, sizeof text, "%s甲\t吨\t100\t110\t10\t121以上\n乙\t吨\t7\n", head);
    const ot_plan_import_summary s = import_text(text);
    assert_int_equal(s.n_rows, 1);
    assert_int_equal(s.n_inferred_rows, 1);
    assert_int_equal(s.n_inferred_cells, 4);
    assert_int_equal(s.n_unread, 1);
    ot_plan *plan = load_made("indicators.csv");
    const ot_statement *growth = ot_plan_find(plan, "t3.growth_2023");
    assert_non_null(growth);
    assert_true(growth->is_inferred);
    assert_null(ot_plan_find(plan, "t3.growth_2024"));
    ot_plan_free(plan);
}

static void other_encodings_say_the_same(void **state) {
    (void)state;
    /* 2024年计划\n茶10吨。 in GB18030 and in UTF-16 */
    static const unsigned char GB[] = {'2',  '0',  '2',  '4', 0xC4, 0xEA, 0xBC, 0xC6, 0xBB, 0xAE,
                                       '\n', 0xB2, 0xE8, '1', '0',  0xB6, 0xD6, 0xA1, 0xA3};
    static const unsigned char WIDE[] = {0xFF, 0xFE, '2',  0,    '0',  0,    '2',  0,   '4',  0,
                                         0x74, 0x5E, 0xA1, 0x8B, 0x12, 0x52, '\n', 0,   0x36, 0x83,
                                         '1',  0,    '0',  0,    0x28, 0x54, 0x02, 0x30};
    const struct {
        const void *data;
        size_t n;
    } X[] = {{GB, sizeof GB}, {WIDE, sizeof WIDE}};
    for (size_t i = 0; i < 2; i++) {
        char path[128];
        put_document(X[i].data, X[i].n, path);
        assert_int_equal(import(path, NULL).n_statements, 1);
        ot_plan *plan = load_made("statements.csv");
        assert_string_equal(ot_plan_at(plan, 0)->name[OT_LANGUAGE_ZH], "茶");
        ot_plan_free(plan);
    }
}

static void names_can_be_added(void **state) {
    (void)state;
    char names[128], path[128];
    ot_error err;
    ot_plan_import_summary s;
    const char *list = "id,name_zh,names\ntea,茶叶产量,茶产量|茶叶总产\n";
    snprintf(names, sizeof names, "%s/names.csv", folder);
    assert_int_equal(ot_file_write(names, list, strlen(list), &err), OT_OK);
    const char *text = TITLE "茶叶总产5吨。\n";
    put_document(text, strlen(text), path);
    assert_int_equal(ot_import_plan(path, folder, names, NULL, &s, &err), OT_OK);
    ot_plan *plan = load_made("statements.csv");
    assert_string_equal(ot_plan_at(plan, 0)->id, "tea_2024");
    ot_plan_free(plan);
}

static void a_folder_of_somebody_is_left_alone(void **state) {
    (void)state;
    char path[128], own[128];
    ot_error err;
    ot_plan_import_summary s;
    snprintf(own, sizeof own, "%s/statements.csv", folder);
    (void)remove_folder(NULL);
    assert_int_equal(mkdtemp(folder) == NULL && access(folder, F_OK) == 0, 0);
    assert_int_equal(ot_file_write(own, "mine", 4, &err), OT_OK);
    const char *text = TITLE "茶10吨。\n";
    put_document(text, strlen(text), path);
    assert_int_equal(ot_import_plan(path, folder, NULL, NULL, &s, &err), OT_ERR_IO);
    assert_string_equal(err.file, own);
    assert_int_equal(unlink(own), 0);
}

static void what_is_no_plan_is_refused(void **state) {
    (void)state;
    char path[128];
    ot_error err;
    ot_plan_import_summary s;
    put_document("茶10吨。\n", strlen("茶10吨。\n"), path);
    assert_int_equal(ot_import_plan(path, folder, NULL, NULL, &s, &err), OT_ERR_INPUT);
    assert_int_equal(ot_import_plan("none.txt", folder, NULL, NULL, &s, &err), OT_ERR_IO);
}

static int import_once(void *state) {
    ot_error err;
    ot_plan_import_summary s;
    return (int)ot_import_plan(state, folder, NULL, NULL, &s, &err);
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    char path[128];
    const char *text = TITLE "茶叶产量增长5%，铁、铜产量分别达到3万吨、4万吨，居第3位。\n" HEAD
                             "粮食产量\t万吨\t100\t110\n";
    put_document(text, strlen(text), path);
    assert_true(fail_each_allocation(import_once, path, OT_ERR_NOMEM) > 25);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_kizilsu_is_its_transcription),
        cmocka_unit_test(the_text_of_kizilsu_is_its_transcription),
        cmocka_unit_test(wordings_are_read),
        cmocka_unit_test(what_a_sentence_opens_with_holds_for_those_behind_it),
        cmocka_unit_test(what_is_no_quantity_is_listed),
        cmocka_unit_test(numbers_that_are_not_read_are_listed),
        cmocka_unit_test(a_rise_over_one_year_begins_with_last_years_level),
        cmocka_unit_test(a_share_is_of_what_was_named_before_it),
        cmocka_unit_test(columns_in_another_order_are_read),
        cmocka_unit_test(last_years_plan_stands_beside_its_outturn),
        cmocka_unit_test(two_tables_share_their_columns),
        cmocka_unit_test(units_in_the_cells_are_those_of_the_row),
        cmocka_unit_test(a_vanished_cell_is_inferred_or_listed),
        cmocka_unit_test(other_encodings_say_the_same),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(names_can_be_added),
        cmocka_unit_test(what_is_no_plan_is_refused),
        cmocka_unit_test(a_folder_of_somebody_is_left_alone),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
