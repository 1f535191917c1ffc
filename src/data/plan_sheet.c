#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/list.h"
#include "base/number.h"
#include "base/utf8.h"
#include "data/figure.h"
#include "data/plan.h"
#include "data/unit.h"

static const char *const field_names[OT_N_PLAN_FIELDS] = {
    "id",           "indicator",    "name_zh", "name_en", "section",        "unit_zh",
    "unit_en",      "measure",      "kind",    "note",    "relation",       "value",
    "year",         "of_which_new", "wording", "role",    "level_relation", "growth_relation",
    "growth_basis", "document",     "line",    "quote",   "inferred",       "matched",
    "value_to",
};

const ot_csv_cell *ot_plan_cell(const ot_plan_sheet *sheet, ot_plan_field field) {
    static const ot_csv_cell none = {"", 0, 0, 0};
    const size_t column = sheet->column[field];
    return column == OT_NO_COLUMN ? &none : &sheet->csv.cell[column];
}

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the statements", "内存不足以容纳计划条目");
}

ot_status ot_plan_text(ot_plan_sheet *sheet, const char *text, size_t n, const char **out) {
    *out = ot_pool_add(sheet->pool, text, n);
    return *out ? OT_OK : no_memory(sheet->err);
}

static ot_status take(ot_plan_sheet *sheet, ot_plan_field field, const char **out) {
    const ot_csv_cell *cell = ot_plan_cell(sheet, field);
    return ot_plan_text(sheet, cell->text, cell->length, out);
}

/* A unit that nobody knows can be listed, but no target can be judged by it. */
static void check_unit(const ot_plan_sheet *sheet) {
    const ot_csv_cell *zh = ot_plan_cell(sheet, OT_PLAN_UNIT_ZH);
    const ot_csv_cell *en = ot_plan_cell(sheet, OT_PLAN_UNIT_EN);
    const ot_csv_cell *cell = zh->length > 0 ? zh : en;
    if (cell->length == 0 || ot_unit_find(cell->text, cell->length)) return;
    char text[OT_EXCERPT_SIZE];
    ot_notes_add(sheet->notes, OT_SEVERITY_WARNING, sheet->csv.path, cell->line, cell->column,
                 "unknown unit \"%s\"; the statement is listed only", "未知单位“%s”；该条目仅列示",
                 ot_csv_cell_excerpt(cell, text));
}

static ot_status read_place_line(ot_plan_sheet *sheet, int *line) {
    const ot_csv_cell *cell = ot_plan_cell(sheet, OT_PLAN_LINE);
    double value = 0;
    size_t length = 0;
    *line = 0;
    if (cell->length == 0) return OT_OK;
    if (ot_number_parse(cell->text, cell->length, &value, &length) && length == cell->length &&
        value >= 1 && value <= INT_MAX) {
        *line = (int)value;
        if (!(value - *line > 0)) return OT_OK;
    }
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(sheet->err, OT_ERR_INPUT, "line \"%s\"; must be a whole number from 1, or empty",
                  "行号“%s”有误；应为从 1 起的整数，或留空", ot_csv_cell_excerpt(cell, text));
    return ot_csv_cell_locate(&sheet->csv, cell, sheet->err);
}

ot_status ot_plan_begin(ot_plan_sheet *sheet, ot_statement *out) {
    ot_statement s = {.wording = "", .role = "", .basis = "", .relation = OT_RELATION_NONE};
    const struct {
        ot_plan_field field;
        const char **to;
    } part[] = {
        {OT_PLAN_ID, &s.id},
        {OT_PLAN_INDICATOR, &s.indicator},
        {OT_PLAN_NAME_ZH, &s.name[OT_LANGUAGE_ZH]},
        {OT_PLAN_NAME_EN, &s.name[OT_LANGUAGE_EN]},
        {OT_PLAN_SECTION, &s.section},
        {OT_PLAN_UNIT_ZH, &s.unit[OT_LANGUAGE_ZH]},
        {OT_PLAN_UNIT_EN, &s.unit[OT_LANGUAGE_EN]},
        {OT_PLAN_MEASURE, &s.measure},
        {OT_PLAN_KIND, &s.kind},
        {OT_PLAN_NOTE, &s.note},
        {OT_PLAN_DOCUMENT, &s.place.document},
        {OT_PLAN_QUOTE, &s.place.quote},
    };
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        const ot_status status = take(sheet, part[i].field, part[i].to);
        if (status) return status;
    }
    const ot_csv_cell *id = ot_plan_cell(sheet, OT_PLAN_ID);
    if (id->length == 0) {
        (void)ot_fail(sheet->err, OT_ERR_INPUT, "the row has no id", "本行没有标识（id）");
        return ot_csv_cell_locate(&sheet->csv, id, sheet->err);
    }
    if (read_place_line(sheet, &s.place.line)) return OT_ERR_INPUT;
    check_unit(sheet);
    if (!*s.indicator) s.indicator = s.id;
    for (int language = 0; language < OT_N_LANGUAGES; language++) {
        const char *other = s.name[OT_N_LANGUAGES - 1 - language];
        if (!*s.name[language]) s.name[language] = *other ? other : s.id;
        if (!*s.unit[language]) s.unit[language] = s.unit[OT_N_LANGUAGES - 1 - language];
    }
    s.figure = s.upper = s.of_which = (ot_figure){OT_FIGURE_MISSING, NAN, 0};
    s.file = sheet->csv.path;
    s.line = id->line;
    *out = s;
    return OT_OK;
}

ot_status ot_plan_add(ot_plan_sheet *sheet, const ot_statement *statement) {
    ot_plan *p = sheet->plan;
    ot_statement *grown = ot_list_grow(p->statement, p->n, &p->capacity, sizeof *grown);
    if (!grown) return no_memory(sheet->err);
    p->statement = grown;
    p->statement[p->n++] = *statement;
    return OT_OK;
}

static const char *nearest_relation(const char *name) {
    const char *known[OT_N_RELATIONS];
    for (int i = 0; i < OT_N_RELATIONS; i++)
        known[i] = ot_relation_name((ot_relation)i);
    const char *near = ot_utf8_nearest(name, known, OT_N_RELATIONS);
    return near ? near : known[OT_RELATION_AT_LEAST];
}

ot_status ot_plan_relation(ot_plan_sheet *sheet, ot_plan_field field, ot_relation *out,
                           int *has_one) {
    const ot_csv_cell *cell = ot_plan_cell(sheet, field);
    *has_one = cell->length > 0;
    if (!*has_one || ot_relation_find(cell->text, out)) return OT_OK;
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(sheet->err, OT_ERR_INPUT, "unknown relation \"%s\"; did you mean \"%s\"?",
                  "未知关系“%s”；是否应为“%s”？", ot_csv_cell_excerpt(cell, text),
                  nearest_relation(cell->text));
    return ot_csv_cell_locate(&sheet->csv, cell, sheet->err);
}

ot_relation ot_relation_of_figure(ot_figure_kind kind) {
    switch (kind) {
    case OT_FIGURE_MISSING:
        return OT_RELATION_NONE;
    case OT_FIGURE_POINT:
        return OT_RELATION_STATED;
    case OT_FIGURE_AT_LEAST:
        return OT_RELATION_AT_LEAST;
    case OT_FIGURE_AT_MOST:
        return OT_RELATION_AT_MOST;
    case OT_FIGURE_ABOUT:
        return OT_RELATION_ABOUT;
    }
    return OT_RELATION_NONE;
}

int ot_relation_is_wordy(ot_relation relation) {
    return relation == OT_RELATION_RISING || relation == OT_RELATION_FALLING ||
           relation == OT_RELATION_NOT_FALLING || relation == OT_RELATION_ASSIGNED ||
           relation == OT_RELATION_MILESTONE || relation == OT_RELATION_NONE;
}

void ot_plan_compare(ot_plan_sheet *sheet, const ot_csv_cell *cell, ot_relation relation,
                     ot_figure_kind kind) {
    const ot_relation printed = ot_relation_of_figure(kind);
    if (kind == OT_FIGURE_MISSING || kind == OT_FIGURE_POINT || printed == relation) return;
    char text[OT_EXCERPT_SIZE];
    ot_notes_add(sheet->notes, OT_SEVERITY_WARNING, sheet->csv.path, cell->line, cell->column,
                 "\"%s\" says %s, the relation given is %s", "“%s”的写法是 %s，所给关系是 %s",
                 ot_csv_cell_excerpt(cell, text), ot_relation_name(printed),
                 ot_relation_name(relation));
}

ot_status ot_plan_check_sign(ot_plan_sheet *sheet, const ot_csv_cell *cell, ot_figure_sign sign,
                             const char *unit) {
    const ot_unit *u = ot_unit_find(unit, strlen(unit));
    if (sign == OT_FIGURE_SIGN_NONE || !*unit) return OT_OK;
    if (u && strcmp(u->name, sign == OT_FIGURE_SIGN_PERCENT ? "percent" : "permille") == 0)
        return OT_OK;
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(sheet->err, OT_ERR_INPUT, "\"%s\" in a row whose unit is %s",
                  "“%s”与本行单位（%s）不符", ot_csv_cell_excerpt(cell, text), unit);
    return ot_csv_cell_locate(&sheet->csv, cell, sheet->err);
}

ot_status ot_plan_number_fault(ot_plan_sheet *sheet, const ot_csv_cell *cell) {
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(
        sheet->err, OT_ERR_INPUT,
        "\"%s\" cannot be read; allowed are 12.5, 12.5%%, 8以上, 3以内, 40左右, 稳步提高, "
        "words with 下达, and — or an empty cell",
        "“%s”无法识别；可写 12.5、12.5%%、8以上、3以内、40左右、稳步提高、含“下达”的文字，"
        "无数值处写 — 或留空",
        ot_csv_cell_excerpt(cell, text));
    return ot_csv_cell_locate(&sheet->csv, cell, sheet->err);
}

/* A column "cell_2022", "cell_plan_growth_2023"? */
static int is_printed_cell(const ot_csv_cell *cell) { return strncmp(cell->text, "cell_", 5) == 0; }

static int has_printed_cells(const ot_plan_sheet *sheet) {
    for (size_t i = 0; i < sheet->csv.n_columns; i++)
        if (is_printed_cell(&sheet->csv.cell[i])) return 1;
    return 0;
}

static void note_unused(const ot_plan_sheet *sheet) {
    for (size_t i = 0; i < sheet->csv.n_columns; i++) {
        int is_used = is_printed_cell(&sheet->csv.cell[i]);
        for (size_t f = 0; f < OT_N_PLAN_FIELDS; f++)
            is_used |= sheet->column[f] == i;
        if (!is_used)
            ot_csv_note_unused(&sheet->csv, i, field_names, OT_N_PLAN_FIELDS, sheet->notes);
    }
}

/* No column is known, and there is but one or the file is called no table: a document. */
static int is_document(const ot_plan_sheet *sheet) {
    static const char TABLE[] = ".csv";
    const size_t n = strlen(sheet->csv.path), m = sizeof TABLE - 1;
    for (size_t f = 0; f < OT_N_PLAN_FIELDS; f++)
        if (sheet->column[f] != OT_NO_COLUMN) return 0;
    return sheet->csv.n_columns == 1 || n < m || strcmp(sheet->csv.path + n - m, TABLE) != 0;
}

static ot_status refuse_document(ot_plan_sheet *sheet) {
    (void)ot_fail(sheet->err, OT_ERR_INPUT,
                  "this looks like a text, not a table: first run \"outturn import plan FILE -o "
                  "DIR\", then \"outturn audit DIR\"",
                  "这是正文，不是表格。请先运行：outturn import plan FILE -o "
                  "DIR，再运行：outturn audit DIR");
    return ot_csv_cell_locate(&sheet->csv, &sheet->csv.cell[0], sheet->err);
}

static ot_status read_sheet(ot_plan_sheet *sheet) {
    ot_status status = ot_csv_header(&sheet->csv, sheet->err);
    if (!status)
        status =
            ot_csv_fields(&sheet->csv, field_names, OT_N_PLAN_FIELDS, sheet->column, sheet->err);
    if (status) return status;
    const int is_table = has_printed_cells(sheet);
    if (!is_table && is_document(sheet)) return refuse_document(sheet);
    const int is_text = sheet->column[OT_PLAN_RELATION] != OT_NO_COLUMN &&
                        sheet->column[OT_PLAN_VALUE] != OT_NO_COLUMN;
    if (sheet->column[OT_PLAN_ID] == OT_NO_COLUMN || is_table == is_text) {
        (void)ot_fail(sheet->err, OT_ERR_INPUT,
                      "the columns are of neither form: a table of indicators has id and "
                      "cell_YEAR ..., the text's numbers have id, relation and value",
                      "列名不符合任一形式：指标表应有 id 与 cell_年份 等列，正文数字表应有 "
                      "id、relation、value 三列");
        return ot_csv_cell_locate(&sheet->csv, &sheet->csv.cell[0], sheet->err);
    }
    note_unused(sheet);
    return is_table ? ot_plan_read_indicators(sheet) : ot_plan_read_text(sheet);
}

ot_status ot_plan_read(ot_plan_sheet *sheet, const char *path, char *text, size_t n) {
    ot_csv_init(&sheet->csv, path, text, n);
    const ot_status status = read_sheet(sheet);
    ot_csv_clear(&sheet->csv);
    return status;
}
