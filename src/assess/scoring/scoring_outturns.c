/* Outturns by the columns that they share with the forecasts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/scoring/scoring_files.h"
#include "base/buffer.h"
#include "base/list.h"
#include "data/csv.h"
#include "data/figure.h"

enum { VALUE, VERSION, N_OWN, MOST_SHARED = 16 };
static const char *const OWN[N_OWN] = {"value|observation|oracle_value|outturn|数值|实绩",
                                       "as_of|vintage|版本"};

typedef struct known_outturn {
    const char *key, *version;
    double value;
    int line, column;
} known_outturn;

typedef struct outturn_reader {
    ot_told_rows *rows;
    ot_arena *arena;
    ot_csv csv;
    size_t own[N_OWN];
    size_t task[MOST_SHARED], column[MOST_SHARED], n_shared;
    known_outturn *known;
    size_t n, capacity;
} outturn_reader;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the outturns", "内存不足以存放实绩");
}

static ot_status read_header(outturn_reader *r, ot_error *err) {
    ot_status status = ot_csv_header(&r->csv, err);
    if (!status) status = ot_csv_fields(&r->csv, OWN, N_OWN, r->own, err);
    if (status) return status;
    if (r->own[VALUE] == OT_NO_COLUMN) {
        (void)ot_fail(err, OT_ERR_INPUT,
                      "no column of outturns; it is called value, observation or oracle_value",
                      "缺少实绩列；列名应为 value、observation 或 oracle_value");
        return ot_csv_cell_locate(&r->csv, &r->csv.cell[0], err);
    }
    for (size_t c = 0; c < r->csv.n_columns; c++)
        for (size_t k = 0; k < r->rows->n_tasks; k++) {
            if (c == r->own[VALUE] || c == r->own[VERSION]) continue;
            if (strcmp(r->csv.cell[c].text, r->rows->task[k]) != 0) continue;
            r->task[r->n_shared] = k;
            r->column[r->n_shared++] = c;
        }
    if (r->n_shared > 0) return OT_OK;
    (void)ot_fail(
        err, OT_ERR_INPUT, "no column is called as one of the forecasts, such as \"%.60s\"",
        "没有与预测文件同名的列，例如“%.60s”", r->rows->n_tasks ? r->rows->task[0] : "target");
    return ot_csv_cell_locate(&r->csv, &r->csv.cell[0], err);
}

static void add_to_key(ot_buffer *key, const char *text, size_t n) {
    ot_buffer_add(key, text, n);
    ot_buffer_add(key, "\x1f", 1);
}

static ot_status keep(outturn_reader *r, const known_outturn *o, ot_error *err) {
    known_outturn *grown = ot_list_grow(r->known, r->n, &r->capacity, sizeof *grown);
    if (!grown) return no_memory(err);
    r->known = grown;
    r->known[r->n++] = *o;
    return OT_OK;
}

static ot_status read_row(outturn_reader *r, ot_error *err) {
    const ot_csv_cell *cell = &r->csv.cell[r->own[VALUE]];
    ot_figure figure;
    ot_buffer key = {0};
    if (!ot_figure_parse(cell->text, cell->length, &figure, NULL) ||
        (figure.kind != OT_FIGURE_POINT && figure.kind != OT_FIGURE_MISSING)) {
        char text[OT_EXCERPT_SIZE];
        (void)ot_fail(err, OT_ERR_INPUT, "the outturn is \"%s\"; must be a number",
                      "实绩为“%s”；应为数字", ot_csv_cell_excerpt(cell, text));
        return ot_csv_cell_locate(&r->csv, cell, err);
    }
    if (figure.kind == OT_FIGURE_MISSING) return OT_OK;
    known_outturn o = {.version = "", .value = figure.value, .line = cell->line};
    o.column = cell->column;
    for (size_t k = 0; k < r->n_shared; k++)
        add_to_key(&key, r->csv.cell[r->column[k]].text, r->csv.cell[r->column[k]].length);
    o.key = key.failed ? NULL : ot_arena_text(r->arena, key.data, key.length);
    ot_buffer_clear(&key);
    if (r->own[VERSION] != OT_NO_COLUMN)
        o.version = ot_arena_text(r->arena, r->csv.cell[r->own[VERSION]].text,
                                  r->csv.cell[r->own[VERSION]].length);
    return o.key && o.version ? keep(r, &o, err) : no_memory(err);
}

static int by_key(const void *x, const void *y) {
    const known_outturn *a = x, *b = y;
    const int key = strcmp(a->key, b->key), version = key ? key : strcmp(a->version, b->version);
    return version ? version : (a->line > b->line) - (a->line < b->line);
}

/* Sorted, each key once, with its last version. */
static ot_status settle(outturn_reader *r, ot_error *err) {
    size_t n = 0;
    if (r->n > 1) qsort(r->known, r->n, sizeof *r->known, by_key);
    for (size_t i = 0; i < r->n; i++) {
        const known_outturn *o = &r->known[i];
        const int is_same = n > 0 && strcmp(r->known[n - 1].key, o->key) == 0;
        if (is_same && strcmp(r->known[n - 1].version, o->version) == 0) {
            (void)ot_fail(err, OT_ERR_INPUT,
                          "this outturn stands in line %d already; the columns that forecasts and "
                          "outturns share do not tell them apart",
                          "该实绩已在第 %d 行出现；预测与实绩共有的列不能区分两者",
                          r->known[n - 1].line);
            ot_error_locate(err, r->csv.path, o->line, o->column);
            return OT_ERR_INPUT;
        }
        if (is_same) n--;
        r->known[n++] = *o;
    }
    r->n = n;
    return OT_OK;
}

static const known_outturn *find(const outturn_reader *r, const char *key) {
    size_t low = 0, high = r->n;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (strcmp(r->known[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->n && strcmp(r->known[low].key, key) == 0 ? &r->known[low] : NULL;
}

static ot_status look_up(outturn_reader *r, ot_error *err) {
    ot_buffer key = {0};
    size_t n_found = 0;
    for (size_t i = 0; i < r->rows->n && !key.failed; i++) {
        ot_told *row = &r->rows->row[i];
        key.length = 0;
        for (size_t k = 0; k < r->n_shared; k++)
            add_to_key(&key, row->task[r->task[k]], strlen(row->task[r->task[k]]));
        const known_outturn *o = key.failed ? NULL : find(r, key.data);
        if (o) row->outturn = o->value;
        n_found += o != NULL;
    }
    const int failed = key.failed;
    ot_buffer_clear(&key);
    if (failed) return no_memory(err);
    if (n_found > 0) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "no forecast has an outturn here; the first is of \"%.60s\"",
                  "没有任何预测在此有实绩；第一个预测的是“%.60s”",
                  r->rows->row[0].task[r->task[r->n_shared - 1]]);
    ot_error_locate(err, r->csv.path, 0, 0);
    return OT_ERR_INPUT;
}

static ot_status read_all(outturn_reader *r, ot_error *err) {
    int has_row = 1;
    ot_status status = read_header(r, err);
    while (!status && has_row) {
        status = ot_csv_next(&r->csv, &has_row, err);
        if (!status && has_row) status = read_row(r, err);
    }
    if (!status) status = settle(r, err);
    return status ? status : look_up(r, err);
}

ot_status ot_told_find_outturns(ot_told_rows *rows, const char *path, ot_arena *arena,
                                ot_notes *notes, ot_error *err) {
    ot_input input;
    char *text = NULL;
    size_t n = 0;
    outturn_reader r = {.rows = rows, .arena = arena};
    ot_status status = ot_csv_load(path, arena, notes, &input, &text, &n, err);
    if (status) return status;
    ot_csv_init(&r.csv, input.path, text, n);
    status = read_all(&r, err);
    ot_csv_clear(&r.csv);
    free(text);
    free(r.known);
    return status;
}
