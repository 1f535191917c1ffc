/* Forecasts in the columns of the forecast hubs (hubverse: model_id, tasks, output_type,
 * output_type_id, value). */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/scoring/scoring_files.h"
#include "base/list.h"
#include "base/number.h"
#include "base/utf8.h"
#include "data/csv.h"
#include "data/figure.h"

enum { MODEL, TYPE, TYPE_ID, VALUE, N_OWN, MOST_TASKS = 16, YEAR_SIZE = 16 };
static const char *const OWN[N_OWN] = {"model_id|model|模型", "output_type|输出类型",
                                       "output_type_id|输出取值", "value|数值"};
static const char *const KIND[OT_N_TOLD_KINDS] = {"quantile", "sample", "mean", "median"};

typedef struct told_reader {
    ot_told_rows *rows;
    ot_arena *arena;
    ot_notes *notes;
    ot_csv csv;
    size_t own[N_OWN];
    size_t column[MOST_TASKS]; /* of the tasks */
    size_t n_columns;          /* tasks that the file has; one more may be made of them */
    const char *file_name;     /* of the model, where no column names it */
    size_t n_passed_over;      /* rows of types that are not scored */
} told_reader;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the forecasts", "内存不足以存放预测");
}

static const char *copy(const told_reader *r, const ot_csv_cell *cell) {
    return ot_arena_text(r->arena, cell->text, cell->length);
}

static ot_status missing_column(const told_reader *r, const char *name, ot_error *err) {
    (void)ot_fail(err, OT_ERR_INPUT,
                  "no column \"%s\"; forecasts have output_type, output_type_id, value and columns "
                  "that say what was forecast",
                  "缺少“%s”列；预测文件应有 output_type、output_type_id、value "
                  "三列，以及说明预测对象的列",
                  name);
    return ot_csv_cell_locate(&r->csv, &r->csv.cell[0], err);
}

static ot_status add_task(told_reader *r, size_t column, ot_error *err) {
    ot_told_rows *rows = r->rows;
    const ot_csv_cell *cell = &r->csv.cell[column];
    for (size_t k = 0; k < rows->n_tasks; k++)
        if (strcmp(rows->task[k], cell->text) == 0) {
            (void)ot_fail(err, OT_ERR_INPUT, "two columns are called \"%.60s\"",
                          "有两列都叫“%.60s”", cell->text);
            return ot_csv_cell_locate(&r->csv, cell, err);
        }
    if (rows->n_tasks + 1 == MOST_TASKS) {
        (void)ot_fail(err, OT_ERR_INPUT, "more than %d columns say what was forecast",
                      "说明预测对象的列超过 %d 个", MOST_TASKS - 1);
        return ot_csv_cell_locate(&r->csv, cell, err);
    }
    if (ot_csv_cell_is(cell, "location|area|地区")) rows->location = rows->n_tasks;
    if (ot_csv_cell_is(cell, "target|indicator|series|指标")) rows->target = rows->n_tasks;
    if (ot_csv_cell_is(cell, "origin_date|reference_date|forecast_date|origin|origin_year|起点"))
        rows->origin = rows->n_tasks;
    if (ot_csv_cell_is(cell, "horizon|预测年数")) rows->horizon = rows->n_tasks;
    r->column[rows->n_tasks] = column;
    rows->task[rows->n_tasks] = copy(r, cell);
    return rows->task[rows->n_tasks++] ? OT_OK : no_memory(err);
}

/* A unit says nothing of what was forecast, and may be written in several ways. */
static int is_own(const told_reader *r, size_t column) {
    for (size_t k = 0; k < N_OWN; k++)
        if (r->own[k] == column) return 1;
    return ot_csv_cell_is(&r->csv.cell[column], "unit|单位");
}

static int has_year(const ot_csv *csv) {
    for (size_t c = 0; c < csv->n_columns; c++)
        if (ot_csv_cell_is(&csv->cell[c], "year|年份")) return 1;
    return 0;
}

static ot_status read_header(told_reader *r, ot_error *err) {
    ot_told_rows *rows = r->rows;
    ot_status status = ot_csv_header(&r->csv, err);
    if (!status) status = ot_csv_fields(&r->csv, OWN, N_OWN, r->own, err);
    if (status) return status;
    if (r->own[TYPE] == OT_NO_COLUMN) return missing_column(r, "output_type", err);
    if (r->own[TYPE_ID] == OT_NO_COLUMN) return missing_column(r, "output_type_id", err);
    if (r->own[VALUE] == OT_NO_COLUMN) return missing_column(r, "value", err);
    rows->location = rows->target = rows->origin = rows->horizon = OT_SCORING_ANY;
    rows->task = ot_arena_alloc(r->arena, MOST_TASKS, sizeof *rows->task);
    if (!rows->task) return no_memory(err);
    for (size_t c = 0; c < r->csv.n_columns && !status; c++)
        if (!is_own(r, c)) status = add_task(r, c, err);
    r->n_columns = rows->n_tasks;
    if (status || rows->origin == OT_SCORING_ANY || rows->horizon == OT_SCORING_ANY) return status;
    if (!has_year(&r->csv)) rows->task[rows->n_tasks++] = "year"; /* origin and years ahead */
    return OT_OK;
}

static ot_status bad_cell(const told_reader *r, const ot_csv_cell *cell, const char *name,
                          const char *en, const char *zh, ot_error *err) {
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(err, OT_ERR_INPUT, "%s is \"%s\"; must be %s%.0s", "%s 为“%s”；应为%.0s%s", name,
                  ot_csv_cell_excerpt(cell, text), en, zh);
    return ot_csv_cell_locate(&r->csv, cell, err);
}

static int read_number(const ot_csv_cell *cell, double *value) {
    size_t length;
    return ot_number_parse(cell->text, cell->length, value, &length) && length == cell->length &&
           isfinite(*value);
}

/* The year that a forecast is of: its origin's and the years ahead; "" where they are no years. */
static ot_status read_year(const told_reader *r, ot_told *row, ot_error *err) {
    const ot_told_rows *rows = r->rows;
    const char *origin = row->task[rows->origin];
    int year = 0;
    char text[YEAR_SIZE] = "";
    if (row->horizon > 0 && ot_year_parse(origin, strlen(origin), &year))
        (void)snprintf(text, sizeof text, "%d", year + (int)row->horizon);
    row->task[r->n_columns] = ot_arena_text(r->arena, text, strlen(text));
    return row->task[r->n_columns] ? OT_OK : no_memory(err);
}

static ot_status read_tasks(const told_reader *r, ot_told *row, ot_error *err) {
    const ot_told_rows *rows = r->rows;
    row->task = ot_arena_alloc(r->arena, rows->n_tasks + 1, sizeof *row->task);
    if (!row->task) return no_memory(err);
    const ot_told *before = rows->n > 0 ? &rows->row[rows->n - 1] : NULL;
    for (size_t k = 0; k < r->n_columns; k++) {
        const ot_csv_cell *cell = &r->csv.cell[r->column[k]];
        const int is_same = before && strcmp(before->task[k], cell->text) == 0;
        if (!is_same && ot_csv_cell_name(&r->csv, cell, err)) return OT_ERR_INPUT;
        row->task[k] = is_same ? before->task[k] : copy(r, cell);
        if (!row->task[k]) return no_memory(err);
    }
    double ahead;
    const size_t h = rows->horizon;
    if (h != OT_SCORING_ANY && read_number(&r->csv.cell[r->column[h]], &ahead) && ahead >= 1.0 &&
        ahead <= 1000.0)
        row->horizon = (size_t)ahead;
    return rows->n_tasks > r->n_columns ? read_year(r, row, err) : OT_OK;
}

static ot_status read_kind(told_reader *r, ot_told *row, int *is_known, ot_error *err) {
    const ot_csv_cell *cell = &r->csv.cell[r->own[TYPE]], *id = &r->csv.cell[r->own[TYPE_ID]];
    char text[OT_EXCERPT_SIZE];
    int kind = 0;
    while (kind < OT_N_TOLD_KINDS && strcmp(KIND[kind], cell->text) != 0)
        kind++;
    *is_known = kind < OT_N_TOLD_KINDS;
    if (!*is_known && (strcmp(cell->text, "cdf") == 0 || strcmp(cell->text, "pmf") == 0)) {
        ot_notes_add(r->notes, OT_SEVERITY_WARNING, r->rows->path, 0, 0,
                     "forecasts of type %s are not scored", "不评分 %s 类型的预测",
                     ot_csv_cell_excerpt(cell, text));
        r->n_passed_over++;
        return OT_OK;
    }
    if (!*is_known)
        return bad_cell(r, cell, "output_type", "quantile, sample, mean or median",
                        " quantile、sample、mean 或 median", err);
    row->kind = (ot_told_kind)kind;
    if (row->kind != OT_TOLD_QUANTILE) return OT_OK;
    if (read_number(id, &row->probability) && row->probability > 0.0 && row->probability < 1.0)
        return OT_OK;
    return bad_cell(r, id, "output_type_id", "a probability between 0 and 1", "0 与 1 之间的概率",
                    err);
}

static ot_status read_method(const told_reader *r, ot_told *row, ot_error *err) {
    ot_told_rows *rows = r->rows;
    const char *name =
        r->own[MODEL] == OT_NO_COLUMN ? r->file_name : r->csv.cell[r->own[MODEL]].text;
    for (row->method = rows->n_methods; row->method-- > 0;)
        if (strcmp(rows->method[row->method], name) == 0) return OT_OK;
    enum { MOST_METHODS = 200 };
    if (!rows->method) rows->method = ot_arena_alloc(r->arena, MOST_METHODS, sizeof *rows->method);
    if (!rows->method) return no_memory(err);
    if (rows->n_methods == MOST_METHODS) {
        (void)ot_fail(err, OT_ERR_INPUT, "more than %d models", "模型超过 %d 个", MOST_METHODS);
        return ot_csv_cell_locate(&r->csv, &r->csv.cell[r->own[MODEL]], err);
    }
    row->method = rows->n_methods;
    rows->method[rows->n_methods++] = ot_arena_text(r->arena, name, strlen(name));
    return rows->method[row->method] ? OT_OK : no_memory(err);
}

static ot_status keep_row(ot_told_rows *rows, const ot_told *row, ot_error *err) {
    ot_told *grown = ot_list_grow(rows->row, rows->n, &rows->capacity, sizeof *grown);
    if (!grown) return no_memory(err);
    rows->row = grown;
    rows->row[rows->n++] = *row;
    return OT_OK;
}

static ot_status read_row(told_reader *r, ot_error *err) {
    const ot_csv_cell *cell = &r->csv.cell[r->own[VALUE]];
    ot_told row = {.outturn = (double)NAN, .line = cell->line, .column = cell->column};
    int is_known = 0;
    ot_status status = read_kind(r, &row, &is_known, err);
    if (status || !is_known) return status;
    status = read_method(r, &row, err);
    if (!status) status = read_tasks(r, &row, err);
    if (status) return status;
    if (!read_number(cell, &row.value)) return bad_cell(r, cell, "value", "a number", "数字", err);
    return keep_row(r->rows, &row, err);
}

static ot_status read_all(told_reader *r, ot_error *err) {
    int has_row = 1;
    ot_status status = read_header(r, err);
    while (!status && has_row) {
        status = ot_csv_next(&r->csv, &has_row, err);
        if (!status && has_row) status = read_row(r, err);
    }
    if (status || r->rows->n > 0) return status;
    if (r->n_passed_over > 0)
        (void)ot_fail(
            err, OT_ERR_INPUT,
            "all forecasts are of type cdf or pmf, which are not scored; quantile, sample, "
            "mean and median are",
            "所有预测均为 cdf 或 pmf 类型，不能评分；可评分的有 "
            "quantile、sample、mean、median");
    else
        (void)ot_fail(err, OT_ERR_INPUT, "the file has no forecasts", "文件中没有预测");
    ot_error_locate(err, r->rows->path, 0, 0);
    return OT_ERR_INPUT;
}

/* Hubs call a file "2024-01-06-team-model.csv": the model, behind the date. */
static const char *name_of_file(const char *path, ot_arena *arena) {
    enum { DATE = 11 };
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t n = strcspn(name, ".");
    const size_t n_date = strspn(name, "0123456789-");
    if (n_date >= DATE && n > n_date) {
        name += DATE;
        n -= DATE;
    }
    return ot_arena_text(arena, name, n);
}

ot_status ot_told_read(const char *path, ot_arena *arena, ot_notes *notes, ot_told_rows *rows,
                       ot_error *err) {
    ot_input input;
    char *text = NULL;
    size_t n = 0;
    told_reader r = {.rows = rows, .arena = arena, .notes = notes};
    *rows = (ot_told_rows){.path = path};
    ot_status status = ot_csv_load(path, arena, notes, &input, &text, &n, err);
    if (status) return status;
    rows->path = input.path;
    ot_csv_init(&r.csv, input.path, text, n);
    r.file_name = name_of_file(input.path, arena);
    status = r.file_name ? read_all(&r, err) : no_memory(err);
    ot_csv_clear(&r.csv);
    free(text);
    return status;
}
