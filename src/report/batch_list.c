/* The list of a batch: rows of a CSV file as settings of models. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/csv.h"
#include "outturn/batch.h"

typedef struct list_place {
    int line, column;
} list_place;

typedef struct list_setting {
    const char *heading;
    list_place place;
    size_t column, first_use;
} list_setting;

typedef struct list_row {
    ot_batch_row row;
    list_place id, model; /* line 0: there is no such cell */
    list_place *set;      /* [n_sets] of the row */
    size_t *setting;      /* [n_sets] which column */
    struct list_row *next;
} list_row;

struct ot_batch {
    ot_arena *arena;
    const char *path, *model;
    list_setting *setting;
    size_t n_settings, n;
    size_t id, model_column; /* OT_NO_COLUMN: not there */
    list_row *first, **end;
    const list_row **row; /* [n] */
};

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the list", "内存不足以存放列表");
}

static ot_status at(const ot_batch *b, list_place place, ot_error *err) {
    ot_error_locate(err, b->path, place.line, place.column);
    return OT_ERR_INPUT;
}

static list_place place_of(const ot_csv_cell *cell) {
    return (list_place){cell->line, cell->column};
}

static char *copy(ot_batch *b, const ot_csv_cell *cell) {
    return ot_arena_text(b->arena, cell->text, cell->length);
}

static ot_status check_heading(const ot_batch *b, const list_setting *s, ot_error *err) {
    if (strchr(s->heading, '=')) {
        (void)ot_fail(err, OT_ERR_INPUT,
                      "\"%.40s\" is no path of a setting; values stand in the rows",
                      "“%.40s”不是设置项的路径；取值应写在各行中", s->heading);
        return at(b, s->place, err);
    }
    for (const list_setting *o = b->setting; o < s; o++)
        if (strcmp(o->heading, s->heading) == 0) {
            (void)ot_fail(err, OT_ERR_INPUT, "\"%s\" is column %zu already", "“%s”与第 %zu 列重复",
                          s->heading, o->column + 1);
            return at(b, s->place, err);
        }
    return OT_OK;
}

static ot_status read_headings(ot_batch *b, ot_csv *csv, ot_error *err) {
    static const char *const OWN[] = {"id|编号", "model|模型"};
    size_t own[2];
    ot_status status = ot_csv_header(csv, err);
    if (!status) status = ot_csv_fields(csv, OWN, 2, own, err);
    if (status) return status;
    b->id = own[0];
    b->model_column = own[1];
    b->setting = ot_arena_alloc(b->arena, csv->n_columns, sizeof *b->setting);
    if (!b->setting) return no_memory(err);
    for (size_t c = 0; c < csv->n_columns && !status; c++) {
        if (c == b->id || c == b->model_column) continue;
        list_setting *s = &b->setting[b->n_settings++];
        *s = (list_setting){copy(b, &csv->cell[c]), place_of(&csv->cell[c]), c, SIZE_MAX};
        status = s->heading ? check_heading(b, s, err) : no_memory(err);
    }
    return status;
}

static ot_status read_id(ot_batch *b, const ot_csv *csv, list_row *r, ot_error *err) {
    if (b->id == OT_NO_COLUMN) {
        char text[24];
        const int length = snprintf(text, sizeof text, "%zu", b->n + 1);
        r->row.id = ot_arena_text(b->arena, text, (size_t)length);
        return r->row.id ? OT_OK : no_memory(err);
    }
    const ot_csv_cell *cell = &csv->cell[b->id];
    r->id = place_of(cell);
    r->row.id = copy(b, cell);
    if (!r->row.id) return no_memory(err);
    if (cell->length > 0) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "the id is empty", "编号为空");
    return at(b, r->id, err);
}

static ot_status read_model(ot_batch *b, const ot_csv *csv, list_row *r, ot_error *err) {
    const ot_csv_cell *cell = b->model_column == OT_NO_COLUMN ? NULL : &csv->cell[b->model_column];
    if (cell && cell->length > 0) {
        char *path = ot_file_beside(b->path, cell->text);
        r->model = place_of(cell);
        r->row.model = path ? ot_arena_text(b->arena, path, strlen(path)) : NULL;
        free(path);
        return r->row.model ? OT_OK : no_memory(err);
    }
    r->row.model = b->model;
    if (b->model) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "this row names no model; fill in its cell or give --model",
                  "本行没有模型；请填写该格或给出 --model");
    return at(b, place_of(cell), err);
}

static ot_status read_sets(ot_batch *b, const ot_csv *csv, list_row *r, ot_error *err) {
    const char **set = ot_arena_alloc(b->arena, b->n_settings, sizeof *set);
    r->set = ot_arena_alloc(b->arena, b->n_settings, sizeof *r->set);
    r->setting = ot_arena_alloc(b->arena, b->n_settings, sizeof *r->setting);
    if (!set || !r->set || !r->setting) return no_memory(err);
    for (size_t k = 0; k < b->n_settings; k++) {
        list_setting *s = &b->setting[k];
        const ot_csv_cell *cell = &csv->cell[s->column];
        if (cell->length == 0) continue;
        const size_t size = strlen(s->heading) + 1 + cell->length + 1;
        char *text = ot_arena_alloc(b->arena, size, 1);
        if (!text) return no_memory(err);
        (void)snprintf(text, size, "%s=%s", s->heading, cell->text);
        r->set[r->row.n_sets] = place_of(cell);
        r->setting[r->row.n_sets] = k;
        set[r->row.n_sets++] = text;
        if (s->first_use == SIZE_MAX) s->first_use = b->n;
    }
    r->row.set = set;
    return OT_OK;
}

static ot_status read_row(ot_batch *b, const ot_csv *csv, ot_error *err) {
    list_row *r = ot_arena_alloc(b->arena, 1, sizeof *r);
    if (!r) return no_memory(err);
    r->row.line = csv->cell[0].line;
    ot_status status = read_id(b, csv, r, err);
    if (!status) status = read_model(b, csv, r, err);
    if (!status) status = read_sets(b, csv, r, err);
    if (status) return status;
    *b->end = r;
    b->end = &r->next;
    b->n++;
    return OT_OK;
}

static ot_status read_rows(ot_batch *b, ot_csv *csv, ot_error *err) {
    int has_row = 1;
    ot_status status = OT_OK;
    while (!status && has_row) {
        status = ot_csv_next(csv, &has_row, err);
        if (!status && has_row) status = read_row(b, csv, err);
    }
    if (status || b->n > 0) return status;
    (void)ot_fail(err, OT_ERR_INPUT, "the list has headings and no rows",
                  "列表只有表头，没有数据行");
    return at(b, (list_place){0, 0}, err);
}

static int by_id(const void *x, const void *y) {
    const list_row *a = *(const list_row *const *)x, *b = *(const list_row *const *)y;
    const int order = strcmp(a->row.id, b->row.id);
    return order ? order : (a->row.line > b->row.line) - (a->row.line < b->row.line);
}

/* The first row, in the order of the list, whose id an earlier one has. */
static ot_status check_ids(const ot_batch *b, ot_error *err) {
    const list_row **sorted = calloc(b->n, sizeof *sorted);
    const list_row *again = NULL, *before = NULL;
    if (!sorted) return no_memory(err);
    memcpy(sorted, b->row, b->n * sizeof *sorted);
    qsort(sorted, b->n, sizeof *sorted, by_id);
    for (size_t i = 1; i < b->n; i++) {
        if (strcmp(sorted[i]->row.id, sorted[i - 1]->row.id) != 0) continue;
        if (again && again->row.line < sorted[i]->row.line) continue;
        again = sorted[i];
        before = sorted[i - 1];
    }
    free(sorted);
    if (!again) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "the id \"%.60s\" stands in line %d already",
                  "编号“%.60s”已在第 %d 行出现", again->row.id, before->row.line);
    return at(b, again->id, err);
}

static ot_status index_rows(ot_batch *b, ot_error *err) {
    b->row = ot_arena_alloc(b->arena, b->n, sizeof *b->row);
    if (!b->row) return no_memory(err);
    size_t i = 0;
    for (const list_row *r = b->first; r; r = r->next)
        b->row[i++] = r;
    return b->id == OT_NO_COLUMN ? OT_OK : check_ids(b, err);
}

static ot_status check_models(const ot_batch *b, const ot_csv *csv, ot_error *err) {
    if (b->model || b->model_column != OT_NO_COLUMN) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "there is no column model; add it or give --model",
                  "没有 model（模型）列；请补上或给出 --model");
    return at(b, place_of(&csv->cell[0]), err);
}

static ot_status read_list(ot_batch *b, char *text, size_t n, ot_error *err) {
    ot_csv csv;
    ot_csv_init(&csv, b->path, text, n);
    ot_status status = read_headings(b, &csv, err);
    if (!status) status = check_models(b, &csv, err);
    if (!status) status = read_rows(b, &csv, err);
    if (!status) status = index_rows(b, err);
    ot_csv_clear(&csv);
    return status;
}

static ot_batch *new_batch(const char *path, const char *model) {
    ot_arena *arena = ot_arena_new();
    ot_batch *b = arena ? ot_arena_alloc(arena, 1, sizeof *b) : NULL;
    if (b) {
        b->arena = arena;
        b->path = ot_arena_text(arena, path, strlen(path));
        b->model = model ? ot_arena_text(arena, model, strlen(model)) : NULL;
        b->end = &b->first;
        if (b->path && (b->model || !model)) return b;
    }
    ot_arena_free(arena);
    return NULL;
}

ot_status ot_batch_load(const char *path, const char *model, ot_batch **out, ot_error *err) {
    ot_batch *b = new_batch(path, model);
    if (!b) return no_memory(err);
    ot_input input;
    char *text = NULL;
    size_t n = 0;
    ot_status status = ot_csv_load(path, b->arena, NULL, &input, &text, &n, err);
    if (!status) status = read_list(b, text, n, err);
    free(text);
    if (status)
        ot_batch_free(b);
    else
        *out = b;
    return status;
}

void ot_batch_free(ot_batch *batch) {
    if (batch) ot_arena_free(batch->arena); /* the batch lives in it too */
}

size_t ot_batch_count(const ot_batch *batch) { return batch->n; }

const ot_batch_row *ot_batch_at(const ot_batch *batch, size_t i) { return &batch->row[i]->row; }

size_t ot_batch_n_settings(const ot_batch *batch) { return batch->n_settings; }

const char *ot_batch_setting(const ot_batch *batch, size_t k) { return batch->setting[k].heading; }

size_t ot_batch_first_use(const ot_batch *batch, size_t k) { return batch->setting[k].first_use; }

/* Which set of the row the error names as its place; n_sets: none. */
static size_t blamed(const list_row *r, const ot_error *err) {
    static const char OPTION[] = "--set ";
    const size_t most = sizeof err->file - sizeof OPTION; /* a long place was cut */
    size_t i = 0;
    if (strncmp(err->file, OPTION, sizeof OPTION - 1) != 0) return r->row.n_sets;
    while (i < r->row.n_sets && strncmp(err->file + sizeof OPTION - 1, r->row.set[i], most) != 0)
        i++;
    return i;
}

void ot_batch_blame(const ot_batch *batch, size_t row, ot_error *err) {
    const list_row *r = batch->row[row];
    const size_t i = blamed(r, err);
    if (i < r->row.n_sets)
        (void)at(batch, r->set[i], err);
    else if (r->model.line > 0 && err->status == OT_ERR_IO &&
             strcmp(err->file, r->row.model) == 0) {
        char en[512], zh[512];
        memcpy(en, err->text[OT_LANGUAGE_EN], sizeof en);
        memcpy(zh, err->text[OT_LANGUAGE_ZH], sizeof zh);
        (void)ot_fail(err, OT_ERR_IO, "%s: %s%.0s", "%s：%.0s%s", r->row.model, en, zh);
        (void)at(batch, r->model, err);
    }
}

void ot_batch_locate_heading(const ot_batch *batch, size_t k, ot_error *err) {
    (void)at(batch, batch->setting[k].place, err);
}

int ot_batch_blame_heading(const ot_batch *batch, size_t row, ot_error *err) {
    const list_row *r = batch->row[row];
    const size_t i = err->status == OT_ERR_USAGE ? blamed(r, err) : r->row.n_sets;
    if (i == r->row.n_sets) return 0;
    err->status = OT_ERR_INPUT;
    ot_batch_locate_heading(batch, r->setting[i], err);
    return 1;
}
