#include "report/export/band_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/json_read.h"
#include "base/list.h"
#include "base/number.h"
#include "base/sha256.h"
#include "data/csv.h"

#define BANDS "bands.csv"

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the bands", "内存不足以保存区间");
}

static ot_status begin(const ot_model *model, ot_band_table *t, ot_error *err) {
    memset(t, 0, sizeof *t);
    t->model = model;
    t->arena = ot_arena_new();
    return t->arena ? OT_OK : no_memory(err);
}

void ot_band_table_clear(ot_band_table *t) {
    ot_arena_free(t->arena);
    free(t->row);
    memset(t, 0, sizeof *t);
}

/* A new row, with room for its quantiles; NULL when memory ran out. */
static ot_band_row *add(ot_band_table *t) {
    ot_band_row *grown = ot_list_grow(t->row, t->n, &t->capacity, sizeof *grown);
    if (!grown) return NULL;
    t->row = grown;
    ot_band_row *row = &t->row[t->n];
    row->quantile = ot_arena_alloc(t->arena, t->n_quantiles + 1, sizeof *row->quantile);
    t->n += row->quantile != NULL;
    return row->quantile ? row : NULL;
}

static ot_status add_year(ot_band_table *t, const ot_projection *p, size_t k, size_t i, size_t y,
                          ot_error *err) {
    const ot_year_result *from = &p->c[k].indicator[i].year[y];
    ot_band_row *row = add(t);
    if (!row) return no_memory(err);
    row->scenario = p->model->scenario[p->c[k].scenario].spec->id;
    row->indicator = p->indicator[i].indicator;
    row->year = from->year;
    row->median = from->median;
    row->mean = from->mean;
    memcpy(row->quantile, from->quantile, p->n_quantiles * sizeof *row->quantile);
    return OT_OK;
}

ot_status ot_band_table_of(const ot_projection *p, ot_band_table *t, ot_error *err) {
    ot_status status = begin(p->model, t, err);
    if (status) return status;
    t->probability = ot_arena_alloc(t->arena, p->n_quantiles + 1, sizeof *t->probability);
    if (!t->probability) return no_memory(err);
    memcpy(t->probability, p->quantile, p->n_quantiles * sizeof *t->probability);
    t->n_quantiles = p->n_quantiles;
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t i = 0; i < p->n_indicators; i++)
            for (size_t y = 0; y < p->n_years && !status; y++)
                status = add_year(t, p, k, i, y, err);
    return status;
}

/* --- a finished run --- */

enum { SCENARIO, INDICATOR, YEAR, MEDIAN, MEAN, N_FIELDS };
static const char *const FIELD[N_FIELDS] = {"scenario", "indicator", "year", "median", "mean"};

typedef struct band_file {
    ot_csv csv;
    size_t column[N_FIELDS];
    size_t *quantile; /* [n_quantiles] columns of q0.05, ... */
} band_file;

static ot_status check_header(const band_file *f, ot_error *err) {
    for (int k = 0; k < N_FIELDS; k++)
        if (f->column[k] == OT_NO_COLUMN)
            return ot_fail(err, OT_ERR_INPUT,
                           "has no column %s; is it the bands.csv of a run of outturn?",
                           "没有 %s 列；它是 outturn 运行写出的 bands.csv 吗？", FIELD[k]);
    return OT_OK;
}

static int is_number(const char *text, double *out) {
    size_t length = 0;
    const size_t n = strlen(text);
    return n > 0 && ot_number_parse(text, n, out, &length) && length == n;
}

/* The columns q0.05, q0.5, ... but not those of their errors. */
static ot_status find_quantiles(band_file *f, ot_band_table *t, ot_error *err) {
    f->quantile = ot_arena_alloc(t->arena, f->csv.n_columns + 1, sizeof *f->quantile);
    t->probability = ot_arena_alloc(t->arena, f->csv.n_columns + 1, sizeof *t->probability);
    if (!f->quantile || !t->probability) return no_memory(err);
    for (size_t k = 0; k < f->csv.n_columns; k++) {
        const ot_csv_cell *cell = &f->csv.cell[k];
        double p;
        if (cell->text[0] != 'q' || !is_number(cell->text + 1, &p)) continue;
        t->probability[t->n_quantiles] = p;
        f->quantile[t->n_quantiles++] = k;
    }
    return OT_OK;
}

static ot_status read_number(const ot_csv *csv, size_t column, double *out, ot_error *err) {
    const ot_csv_cell *cell = &csv->cell[column];
    char excerpt[OT_EXCERPT_SIZE];
    *out = NAN;
    if (!*cell->text || is_number(cell->text, out)) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "\"%s\" is no number", "“%s”不是数字",
                  ot_csv_cell_excerpt(cell, excerpt));
    return ot_csv_cell_locate(csv, cell, err);
}

static ot_status read_indicator(const ot_model *m, const ot_csv *csv, const ot_csv_cell *cell,
                                size_t *out, ot_error *err) {
    char excerpt[OT_EXCERPT_SIZE];
    for (size_t i = 0; i < m->n_indicators; i++)
        if (strcmp(m->indicator[i].spec->id, cell->text) == 0) {
            *out = i;
            return OT_OK;
        }
    (void)ot_fail(err, OT_ERR_INPUT, "the model has no indicator \"%s\"", "模型没有指标“%s”",
                  ot_csv_cell_excerpt(cell, excerpt));
    return ot_csv_cell_locate(csv, cell, err);
}

static ot_status read_row(const band_file *f, ot_band_table *t, ot_error *err) {
    const ot_csv *csv = &f->csv;
    double year = NAN;
    ot_band_row *row = add(t);
    if (!row) return no_memory(err);
    const ot_csv_cell *scenario = &csv->cell[f->column[SCENARIO]];
    row->scenario = ot_arena_text(t->arena, scenario->text, strlen(scenario->text));
    if (!row->scenario) return no_memory(err);
    ot_status status =
        read_indicator(t->model, csv, &csv->cell[f->column[INDICATOR]], &row->indicator, err);
    if (!status) status = read_number(csv, f->column[YEAR], &year, err);
    if (!status) status = read_number(csv, f->column[MEDIAN], &row->median, err);
    if (!status) status = read_number(csv, f->column[MEAN], &row->mean, err);
    for (size_t k = 0; k < t->n_quantiles && !status; k++)
        status = read_number(csv, f->quantile[k], &row->quantile[k], err);
    if (!status && isnan(year)) {
        (void)ot_fail(err, OT_ERR_INPUT, "the year is missing", "缺少年份");
        status = ot_csv_cell_locate(csv, &csv->cell[f->column[YEAR]], err);
    }
    row->year = isnan(year) ? 0 : (int)year;
    return status;
}

static ot_status read_rows(band_file *f, ot_band_table *t, ot_error *err) {
    int has_row = 1;
    ot_status status = ot_csv_header(&f->csv, err);
    if (!status) status = ot_csv_fields(&f->csv, FIELD, N_FIELDS, f->column, err);
    if (!status) status = check_header(f, err);
    if (!status) status = find_quantiles(f, t, err);
    while (!status) {
        status = ot_csv_next(&f->csv, &has_row, err);
        if (status || !has_row) return status;
        status = read_row(f, t, err);
    }
    return status;
}

/* What was run is what is exported: a table that somebody changed is none of that run. */
static ot_status check_hash(const ot_input *input, const char *wanted, ot_error *err) {
    if (!*wanted || strcmp(input->sha256, wanted) == 0) return OT_OK;
    return ot_fail(
        err, OT_ERR_INPUT,
        "was changed after the run: its SHA-256 is not the one in manifest.json; run it "
        "again, or leave out --from",
        "在运行之后被改动：其 SHA-256 与 manifest.json 所载不符；请重新运行，或不用 --from");
}

static ot_status read_bands(const char *path, const char *hash, ot_band_table *t, ot_error *err) {
    band_file f = {0};
    char *text = NULL;
    size_t n = 0;
    ot_input input;
    ot_status status = ot_csv_load(path, t->arena, NULL, &input, &text, &n, err);
    if (status) return status;
    ot_csv_init(&f.csv, path, text, n);
    status = check_hash(&input, hash, err);
    if (!status) status = read_rows(&f, t, err);
    if (err && status == OT_ERR_INPUT) ot_error_locate(err, path, err->line, err->column);
    ot_csv_clear(&f.csv);
    free(text);
    return status;
}

static const char *text_of(const ot_json_value *object, const char *key) {
    size_t n = 0;
    const ot_json_value *value = ot_json_member(object, key);
    return value && ot_json_kind_of(value) == OT_JSON_TEXT ? ot_json_chars(value, &n) : "";
}

/* Was the run made of the model file as it is now? */
static ot_status check_manifest(const ot_json_value *manifest, const ot_model *model,
                                ot_error *err) {
    const ot_input *own = ot_spec_input(model->spec);
    const ot_json_value *inputs = ot_json_member(manifest, "inputs");
    for (ot_json_walk w = ot_json_begin(inputs); inputs && w.value; ot_json_next(&w))
        if (strcmp(text_of(w.value, "role"), "model") == 0 &&
            strcmp(text_of(w.value, "sha256"), own->sha256) == 0)
            return OT_OK;
    return ot_fail(err, OT_ERR_INPUT,
                   "the run was made of another model file, or of another state of %s; run it "
                   "again, or leave out --from",
                   "该次运行用的是另一个模型文件，或 %s 的另一版本；请重新运行，或不用 --from",
                   own->path);
}

/* The SHA-256 of the bands that were written; "": it is not said. */
static void find_hash(const ot_json_value *manifest, char hash[OT_SHA256_TEXT]) {
    const ot_json_value *files = ot_json_member(manifest, "files");
    hash[0] = '\0';
    for (ot_json_walk w = ot_json_begin(files); files && w.value; ot_json_next(&w)) {
        const char *text = text_of(w.value, "sha256");
        if (strcmp(text_of(w.value, "name"), BANDS) != 0 || strlen(text) >= OT_SHA256_TEXT)
            continue;
        memcpy(hash, text, strlen(text) + 1);
    }
}

static ot_status read_manifest(const char *path, const ot_model *model, char hash[OT_SHA256_TEXT],
                               ot_error *err) {
    enum { MOST_BYTES = 1 << 24, MOST_VALUES = 1000000 };
    char *data = NULL;
    size_t n = 0;
    ot_json_value *manifest = NULL;
    ot_status status = ot_file_read(path, MOST_BYTES, &data, &n, err);
    if (!status) status = ot_json_read(data, n, MOST_VALUES, &manifest, err);
    if (!status) status = check_manifest(manifest, model, err);
    if (!status) find_hash(manifest, hash);
    if (err && (status == OT_ERR_IO || status == OT_ERR_INPUT))
        ot_error_locate(err, path, err->line, err->column);
    ot_json_free(manifest);
    free(data);
    return status;
}

ot_status ot_band_table_read(const ot_model *model, const char *folder, ot_band_table *t,
                             ot_error *err) {
    ot_status status = begin(model, t, err);
    ot_buffer path = {0};
    char hash[OT_SHA256_TEXT];
    ot_buffer_format(&path, "%s/manifest.json", folder);
    if (!status && path.failed) status = no_memory(err);
    if (!status) status = read_manifest(path.data, model, hash, err);
    path.length = 0;
    ot_buffer_format(&path, "%s/" BANDS, folder);
    if (!status && path.failed) status = no_memory(err);
    if (!status) status = read_bands(path.data, hash, t, err);
    ot_buffer_clear(&path);
    return status;
}
