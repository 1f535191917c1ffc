#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/utf8.h"
#include "data/csv.h"
#include "data/figure.h"
#include "data/table.h"
#include "data/unit.h"

typedef enum field {
    INDICATOR,
    AREA,
    UNIT,
    VINTAGE,
    SOURCE,
    NOTE,
    YEAR, /* tidy files only, and so is the value */
    VALUE,
    N_FIELDS
} field;

static const char *const field_names[N_FIELDS] = {
    "indicator|series|指标", "area|地区", "unit|单位", "vintage|版本",
    "source|来源",           "note|备注", "year|年份", "value|数值",
};
static const char *const first_names[N_FIELDS] = {"indicator", "area", "unit", "vintage",
                                                  "source",    "note", "year", "value"};

typedef struct sheet { /* one file while it is read */
    ot_table_reader *reader;
    ot_csv csv;
    size_t column[N_FIELDS];
    int *year; /* [n_columns] of a wide file; 0: no year's column */
    int is_wide;
    const char *known_unit; /* the last one found to be a unit; pooled */
    ot_error *err;
} sheet;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the observations", "内存不足以容纳观测值");
}

static ot_status missing_column(sheet *s, const char *name) {
    char text[OT_EXCERPT_SIZE];
    if (s->csv.n_columns == 1)
        (void)ot_fail(s->err, OT_ERR_INPUT,
                      "no column \"%s\": the only column is \"%s\"; cells are parted by commas (,)",
                      "缺少“%s”列：表头只有“%s”一列；单元格之间用英文逗号（,）分隔", name,
                      ot_csv_cell_excerpt(&s->csv.cell[0], text));
    else
        (void)ot_fail(s->err, OT_ERR_INPUT,
                      "no column \"%s\"; needed are indicator, year and value, or indicator and "
                      "years (2021, 2022 ...) as columns",
                      "缺少“%s”列；需要 indicator、year、value 三列，或 indicator 列加上以年份"
                      "（2021、2022……）为名的列",
                      name);
    return ot_csv_cell_locate(&s->csv, &s->csv.cell[0], s->err);
}

static int is_field(const sheet *s, size_t i) {
    for (size_t f = 0; f < N_FIELDS; f++)
        if (s->column[f] == i) return 1;
    return 0;
}

/* A column of a wide file that names neither a year nor a field. */
static ot_status strange_column(sheet *s, const ot_csv_cell *cell) {
    char text[OT_EXCERPT_SIZE];
    const char *near = ot_utf8_nearest(cell->text, first_names, N_FIELDS);
    (void)ot_fail(s->err, OT_ERR_INPUT,
                  "column \"%s\" is neither a year from %d to %d nor one of indicator, area, unit, "
                  "vintage, source, note%s%s%s",
                  "“%s”列既不是 %d 至 %d 年的年份，也不是 "
                  "indicator、area、unit、vintage、source、note 之一%s%s%s",
                  ot_csv_cell_excerpt(cell, text), OT_FIRST_YEAR, OT_LAST_YEAR, near ? " (" : "",
                  near ? near : "", near ? "?)" : "");
    return ot_csv_cell_locate(&s->csv, cell, s->err);
}

static ot_status repeated_year(sheet *s, const ot_csv_cell *cell, size_t first) {
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(s->err, OT_ERR_INPUT, "the year %s is column %zu already",
                  "年份 %s 与第 %zu 列重复", ot_csv_cell_excerpt(cell, text), first + 1);
    return ot_csv_cell_locate(&s->csv, cell, s->err);
}

static ot_status read_wide_header(sheet *s) {
    size_t first[OT_LAST_YEAR - OT_FIRST_YEAR + 1] = {0}; /* column + 1 of each year */
    for (size_t i = 0; i < s->csv.n_columns; i++) {
        const ot_csv_cell *cell = &s->csv.cell[i];
        if (s->year[i] == 0) {
            if (!is_field(s, i) || i == s->column[VALUE]) return strange_column(s, cell);
            continue;
        }
        size_t *seen = &first[s->year[i] - OT_FIRST_YEAR];
        if (*seen) return repeated_year(s, cell, *seen - 1);
        *seen = i + 1;
    }
    return OT_OK;
}

static ot_status read_tidy_header(sheet *s) {
    if (s->column[YEAR] == OT_NO_COLUMN) return missing_column(s, "year");
    if (s->column[VALUE] == OT_NO_COLUMN) return missing_column(s, "value");
    for (size_t i = 0; i < s->csv.n_columns; i++)
        if (!is_field(s, i))
            ot_csv_note_unused(&s->csv, i, first_names, N_FIELDS, s->reader->notes);
    return OT_OK;
}

static ot_status read_header(sheet *s) {
    ot_status status = ot_csv_header(&s->csv, s->err);
    if (!status) status = ot_csv_fields(&s->csv, field_names, N_FIELDS, s->column, s->err);
    if (status) return status;
    s->year = calloc(s->csv.n_columns, sizeof *s->year);
    if (!s->year) return no_memory(s->err);
    int has_year = 0;
    for (size_t i = 0; i < s->csv.n_columns; i++)
        has_year |= ot_year_parse(s->csv.cell[i].text, s->csv.cell[i].length, &s->year[i]);
    s->is_wide = has_year && s->column[YEAR] == OT_NO_COLUMN;
    if (s->column[INDICATOR] == OT_NO_COLUMN) return missing_column(s, "indicator");
    return s->is_wide ? read_wide_header(s) : read_tidy_header(s);
}

static const ot_csv_cell *cell_of(const sheet *s, field f) {
    static const ot_csv_cell none = {"", 0, 0, 0};
    return s->column[f] == OT_NO_COLUMN ? &none : &s->csv.cell[s->column[f]];
}

static ot_status check_unit(sheet *s, const char *name) {
    if (*name == '\0' || name == s->known_unit) return OT_OK;
    if (ot_unit_find(name, strlen(name))) {
        s->known_unit = name;
        return OT_OK;
    }
    char text[OT_EXCERPT_SIZE];
    const ot_csv_cell *cell = cell_of(s, UNIT);
    const char *near = ot_unit_nearest(name);
    if (near)
        (void)ot_fail(s->err, OT_ERR_INPUT, "unknown unit \"%s\"; did you mean \"%s\"?",
                      "未知单位“%s”；是否应为“%s”？", ot_csv_cell_excerpt(cell, text), near);
    else
        (void)ot_fail(s->err, OT_ERR_INPUT,
                      "unknown unit \"%s\"; known are CNY_100M, t_10K, mu_10K, %% ...",
                      "未知单位“%s”；可用亿元、万吨、万亩、%% 等", ot_csv_cell_excerpt(cell, text));
    return ot_csv_cell_locate(&s->csv, cell, s->err);
}

/* What all values of the row at hand share. */
static ot_status read_texts(sheet *s, ot_observation *o) {
    const char **to[] = {&o->series, &o->area, &o->unit, &o->vintage, &o->source, &o->note};
    if (cell_of(s, INDICATOR)->length == 0) {
        (void)ot_fail(s->err, OT_ERR_INPUT, "the row names no indicator", "本行没有指标名");
        return ot_csv_cell_locate(&s->csv, cell_of(s, INDICATOR), s->err);
    }
    for (int f = INDICATOR; f <= NOTE; f++) {
        const ot_csv_cell *cell = cell_of(s, (field)f);
        if (f <= VINTAGE && ot_csv_cell_name(&s->csv, cell, s->err)) return OT_ERR_INPUT;
        *to[f] = ot_pool_add(&s->reader->pool, cell->text, cell->length);
        if (!*to[f]) return no_memory(s->err);
    }
    return check_unit(s, o->unit);
}

static ot_status read_year(sheet *s, ot_observation *o) {
    const ot_csv_cell *cell = cell_of(s, YEAR);
    if (ot_year_parse(cell->text, cell->length, &o->year)) return OT_OK;
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(s->err, OT_ERR_INPUT, "year \"%s\"; must be a whole number from %d to %d",
                  "年份“%s”有误；应为 %d 至 %d 的整数", ot_csv_cell_excerpt(cell, text),
                  OT_FIRST_YEAR, OT_LAST_YEAR);
    return ot_csv_cell_locate(&s->csv, cell, s->err);
}

/* 12.5% says its own unit, which must not contradict the row's. */
static ot_status apply_sign(sheet *s, const ot_csv_cell *cell, ot_figure_sign sign,
                            ot_observation *o) {
    if (sign == OT_FIGURE_SIGN_NONE) return OT_OK;
    const char *printed = sign == OT_FIGURE_SIGN_PERCENT ? "%" : "‰";
    const ot_unit *unit = ot_unit_find(o->unit, strlen(o->unit));
    const ot_unit *rate = ot_unit_find(printed, strlen(printed));
    if (!unit || ot_unit_same_dimension(unit, rate)) {
        if (unit != rate) o->unit = ot_pool_add(&s->reader->pool, printed, strlen(printed));
        return o->unit ? OT_OK : no_memory(s->err);
    }
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(s->err, OT_ERR_INPUT, "\"%s\" in a row whose unit is %s",
                  "“%s”与本行单位（%s）不符", ot_csv_cell_excerpt(cell, text), o->unit);
    return ot_csv_cell_locate(&s->csv, cell, s->err);
}

static ot_status read_figure(sheet *s, const ot_csv_cell *cell, ot_observation *o) {
    ot_figure_sign sign;
    if (ot_figure_parse(cell->text, cell->length, &o->figure, &sign))
        return apply_sign(s, cell, sign, o);
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(s->err, OT_ERR_INPUT,
                  "\"%s\" is no number; allowed are 12.5, \"1,234.5\", 12.5%%, <=5.5, 8以上, "
                  "40左右, and NA or an empty cell where a value is missing",
                  "“%s”不是数值；可写 12.5、\"1,234.5\"、12.5%%、<=5.5、8以上、40左右，"
                  "缺失处写 NA 或留空",
                  ot_csv_cell_excerpt(cell, text));
    return ot_csv_cell_locate(&s->csv, cell, s->err);
}

static ot_status add(sheet *s, const ot_observation *o) {
    ot_table *t = s->reader->table;
    ot_observation *row = ot_list_grow(t->row, t->n, &t->capacity, sizeof *row);
    if (!row) return no_memory(s->err);
    t->row = row;
    t->row[t->n++] = *o;
    return OT_OK;
}

static ot_status add_value(sheet *s, ot_observation o, const ot_csv_cell *cell) {
    o.line = cell->line;
    o.column = cell->column;
    const ot_status status = read_figure(s, cell, &o);
    return status ? status : add(s, &o);
}

static ot_status read_row(sheet *s, const char *file) {
    ot_observation o = {.file = file};
    ot_status status = read_texts(s, &o);
    if (status) return status;
    if (!s->is_wide) {
        status = read_year(s, &o);
        return status ? status : add_value(s, o, cell_of(s, VALUE));
    }
    for (size_t i = 0; i < s->csv.n_columns && !status; i++) {
        o.year = s->year[i];
        if (o.year) status = add_value(s, o, &s->csv.cell[i]);
    }
    return status;
}

static ot_status read_rows(sheet *s) {
    const char *file = ot_pool_add(&s->reader->pool, s->csv.path, strlen(s->csv.path));
    if (!file) return no_memory(s->err);
    const size_t n_before = s->reader->table->n;
    for (;;) {
        int has_row;
        ot_status status = ot_csv_next(&s->csv, &has_row, s->err);
        if (!status && !has_row) break;
        if (!status) status = read_row(s, file);
        if (status) return status;
    }
    if (s->reader->table->n == n_before)
        ot_notes_add(s->reader->notes, OT_SEVERITY_WARNING, file, 0, 0,
                     "the file has a header but no values", "文件只有表头，没有数值");
    return OT_OK;
}

ot_status ot_table_read(ot_table_reader *reader, const char *path, char *text, size_t n,
                        ot_error *err) {
    sheet s = {.reader = reader, .err = err};
    ot_csv_init(&s.csv, path, text, n);
    ot_status status = read_header(&s);
    if (!status) status = read_rows(&s);
    free(s.year);
    ot_csv_clear(&s.csv);
    return status;
}
