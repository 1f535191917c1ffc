#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/figure.h"
#include "data/plan.h"

typedef struct printed { /* what a column of printed cells holds; year 0: none of them */
    int year, is_plan, is_growth;
    int has_fact; /* of the plan's: another column has the outturn of the same year */
} printed;

static int take(const char **at, const char *word) {
    const size_t n = strlen(word);
    if (strncmp(*at, word, n) != 0) return 0;
    *at += n;
    return 1;
}

static ot_status read_column(ot_plan_sheet *sheet, const ot_csv_cell *cell, printed *out) {
    const char *at = cell->text;
    *out = (printed){0};
    if (!take(&at, "cell_")) return OT_OK;
    out->is_plan = take(&at, "plan_");
    out->is_growth = take(&at, "growth_");
    if (ot_year_parse(at, strlen(at), &out->year)) return OT_OK;
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(sheet->err, OT_ERR_INPUT,
                  "column \"%s\"; must be cell_, cell_growth_, cell_plan_ or cell_plan_growth_ and "
                  "a year from %d to %d",
                  "列名“%s”有误；应为 cell_、cell_growth_、cell_plan_ 或 cell_plan_growth_ "
                  "后接 %d 至 %d 的年份",
                  ot_csv_cell_excerpt(cell, text), OT_FIRST_YEAR, OT_LAST_YEAR);
    return ot_csv_cell_locate(&sheet->csv, cell, sheet->err);
}

/* Words that stand in a cell instead of a number. The first that is found decides, so that 不下降
 * is not taken for 下降, nor 下达 of a target to 提高 for a rise. */
static const struct {
    const char *word;
    ot_relation relation;
} phrase[] = {
    {"下达", OT_RELATION_ASSIGNED},      {"不下降", OT_RELATION_NOT_FALLING},
    {"不降低", OT_RELATION_NOT_FALLING}, {"只增不减", OT_RELATION_NOT_FALLING},
    {"提高", OT_RELATION_RISING},        {"提升", OT_RELATION_RISING},
    {"上升", OT_RELATION_RISING},        {"增长", OT_RELATION_RISING},
    {"增加", OT_RELATION_RISING},        {"下降", OT_RELATION_FALLING},
    {"降低", OT_RELATION_FALLING},       {"减少", OT_RELATION_FALLING},
};

static int has_digit(const char *text) {
    ot_figure figure;
    return ot_figure_search(text, strlen(text), &figure);
}

int ot_plan_phrase(const char *text, ot_relation *out) {
    for (size_t i = 0; i < sizeof phrase / sizeof *phrase; i++) {
        if (!strstr(text, phrase[i].word)) continue;
        *out = phrase[i].relation;
        /* "提高5" has a number, which must not be lost in a rise. */
        return *out == OT_RELATION_ASSIGNED || !has_digit(text);
    }
    return 0;
}

/* A cell of words: by themselves, or as the relation given for them says. */
static ot_status read_words(ot_plan_sheet *sheet, const ot_csv_cell *cell, int has_relation,
                            ot_statement *s) {
    ot_relation relation = s->relation;
    const int is_phrase = ot_plan_phrase(cell->text, &relation);
    if (has_relation ? !ot_relation_is_wordy(s->relation) : !is_phrase)
        return ot_plan_number_fault(sheet, cell);
    if (!has_relation) s->relation = relation;
    if (s->relation == OT_RELATION_ASSIGNED)
        (void)ot_figure_search(cell->text, cell->length, &s->figure);
    return OT_OK;
}

static ot_status read_relation(ot_plan_sheet *sheet, const printed *column, ot_relation *out,
                               int *has_one) {
    *has_one = 0;
    if (!column->is_plan) return OT_OK;
    return ot_plan_relation(
        sheet, column->is_growth ? OT_PLAN_GROWTH_RELATION : OT_PLAN_LEVEL_RELATION, out, has_one);
}

/* What the column, not the row, says of the statement. */
static ot_status describe(ot_plan_sheet *sheet, const printed *column, ot_statement *s) {
    const int is_rate = column->is_growth || strcmp(s->measure, "growth") == 0;
    const ot_csv_cell *basis = ot_plan_cell(sheet, OT_PLAN_GROWTH_BASIS);
    char id[512];
    const int n = snprintf(id, sizeof id, "%s.%s%s_%d", s->id, column->has_fact ? "plan_" : "",
                           column->is_growth ? "growth" : "level", column->year);
    if ((size_t)n >= sizeof id) {
        (void)ot_fail(sheet->err, OT_ERR_INPUT, "an id of more than 400 bytes",
                      "标识超过 400 字节");
        return ot_csv_cell_locate(&sheet->csv, ot_plan_cell(sheet, OT_PLAN_ID), sheet->err);
    }
    s->measure = is_rate ? "growth" : "level";
    s->role = column->is_plan ? "target" : "fact";
    if (!column->is_plan) s->kind = "";
    if (column->is_growth) s->unit[OT_LANGUAGE_EN] = s->unit[OT_LANGUAGE_ZH] = "%";
    s->year = column->year;
    ot_status status = ot_plan_text(sheet, id, (size_t)n, &s->id);
    if (!status && is_rate) status = ot_plan_text(sheet, basis->text, basis->length, &s->basis);
    return status;
}

/* Does the row's column `inferred` name this one? */
static int is_inferred(const ot_plan_sheet *sheet, const char *column) {
    const size_t n = strlen(column);
    for (const char *at = ot_plan_cell(sheet, OT_PLAN_INFERRED)->text; *at;) {
        const size_t length = strcspn(at, ";");
        if (length == n && memcmp(at, column, n) == 0) return 1;
        at += length + (at[length] == ';');
    }
    return 0;
}

static void column_name(const printed *column, char *name, size_t size) {
    snprintf(name, size, "cell_%s%s%d", column->is_plan ? "plan_" : "",
             column->is_growth ? "growth_" : "", column->year);
}

/* Neither 8以上 nor words, but 4.5%—5%? */
static int read_range(const ot_csv_cell *cell, ot_statement *s, ot_figure_sign *sign) {
    if (!ot_figure_range(cell->text, cell->length, &s->figure, &s->upper, sign)) return 0;
    s->relation = OT_RELATION_WITHIN;
    return 1;
}

static ot_status read_cell(ot_plan_sheet *sheet, const ot_statement *row, const printed *column,
                           const ot_csv_cell *cell) {
    ot_statement s = *row;
    int has_relation;
    ot_figure_sign sign = OT_FIGURE_SIGN_NONE;
    const int is_figure = ot_figure_parse(cell->text, cell->length, &s.figure, &sign);
    if (is_figure && s.figure.kind == OT_FIGURE_MISSING) return OT_OK; /* states nothing */
    ot_status status = read_relation(sheet, column, &s.relation, &has_relation);
    const int is_range = !status && !is_figure && read_range(cell, &s, &sign);
    if (!status && !is_figure && !is_range) status = read_words(sheet, cell, has_relation, &s);
    if (status) return status;
    if (is_figure && !has_relation) s.relation = ot_relation_of_figure(s.figure.kind);
    if (is_figure && has_relation) ot_plan_compare(sheet, cell, s.relation, s.figure.kind);
    s.line = cell->line;
    char name[40];
    column_name(column, name, sizeof name);
    s.is_inferred = is_inferred(sheet, name);
    status = describe(sheet, column, &s);
    if (!status) status = ot_plan_check_sign(sheet, cell, sign, s.unit[OT_LANGUAGE_ZH]);
    if (!status) status = ot_plan_text(sheet, cell->text, cell->length, &s.wording);
    return status ? status : ot_plan_add(sheet, &s);
}

static ot_status read_rows(ot_plan_sheet *sheet, const printed *column) {
    for (;;) {
        int has_row;
        ot_statement row;
        ot_status status = ot_csv_next(&sheet->csv, &has_row, sheet->err);
        if (!status && !has_row) return OT_OK;
        if (!status) status = ot_plan_begin(sheet, &row);
        for (size_t i = 0; i < sheet->csv.n_columns && !status; i++)
            if (column[i].year) status = read_cell(sheet, &row, &column[i], &sheet->csv.cell[i]);
        if (status) return status;
    }
}

/* Last year's plan beside last year's outturn: both are levels of that year. */
static void find_facts(printed *column, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            column[i].has_fact |= column[i].is_plan && !column[k].is_plan && column[k].year &&
                                  column[i].year == column[k].year &&
                                  column[i].is_growth == column[k].is_growth;
}

ot_status ot_plan_read_indicators(ot_plan_sheet *sheet) {
    const size_t n = sheet->csv.n_columns;
    printed *column = calloc(n, sizeof *column);
    if (!column)
        return ot_fail(sheet->err, OT_ERR_NOMEM, "no memory for %zu columns",
                       "内存不足以容纳 %zu 列", n);
    ot_status status = OT_OK;
    for (size_t i = 0; i < n && !status; i++)
        status = read_column(sheet, &sheet->csv.cell[i], &column[i]);
    find_facts(column, n);
    if (!status) status = read_rows(sheet, column);
    free(column);
    return status;
}
