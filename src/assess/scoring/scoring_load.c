/* Rows of forecasts with their outturns, put together into scored forecasts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/scoring/scoring_files.h"
#include "base/number.h"
#include "base/stream.h"
#include "base/utf8.h"

enum { MOST_VALUES = 60, SEED = 1 }; /* an axis with more values is no way to group */

/* Numbers of one forecast. */
typedef struct told_forecast {
    double *probability, *z, *quantile, *draw; /* [the most rows of one] */
    size_t n_quantiles, n_draws;
    double mean, median;
} told_forecast;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the forecasts", "内存不足以存放预测");
}

/* qsort has no context: rows know how many tasks they have by the NULL that ends them. */
static int compare_tasks(const ot_told *a, const ot_told *b) {
    for (size_t k = 0; a->task[k] && b->task[k]; k++) {
        const int order = a->task[k] == b->task[k] ? 0 : strcmp(a->task[k], b->task[k]);
        if (order) return order;
    }
    return 0;
}

static int by_forecast(const void *x, const void *y) {
    const ot_told *a = x, *b = y;
    const int tasks = compare_tasks(a, b);
    if (tasks) return tasks;
    if (a->method != b->method) return a->method < b->method ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->kind == OT_TOLD_QUANTILE && a->probability < b->probability) return -1;
    if (a->kind == OT_TOLD_QUANTILE && a->probability > b->probability) return 1;
    return (a->line > b->line) - (a->line < b->line);
}

static ot_status at_row(const ot_told_rows *rows, const ot_told *row, ot_error *err) {
    ot_error_locate(err, rows->path, row->line, row->column);
    return OT_ERR_INPUT;
}

/* Rows that follow one another within a forecast. */
static ot_status check_neighbours(const ot_told_rows *rows, const ot_told *a, const ot_told *b,
                                  ot_error *err) {
    if (a->kind != b->kind || b->kind == OT_TOLD_DRAW) return OT_OK;
    const int is_quantile = b->kind == OT_TOLD_QUANTILE;
    if (!is_quantile || !(b->probability > a->probability)) {
        (void)ot_fail(err, OT_ERR_INPUT, "this part of the forecast stands in line %d already",
                      "该预测的这一项已在第 %d 行出现", a->line);
        return at_row(rows, b, err);
    }
    if (b->value >= a->value) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT,
                  "the quantile of %g is %g, below that of %g, which is %g (line %d)",
                  "概率 %g 的分位数为 %g，低于概率 %g 的分位数 %g（第 %d 行）", b->probability,
                  b->value, a->probability, a->value, a->line);
    return at_row(rows, b, err);
}

static void take_part(told_forecast *f, const ot_told *row) {
    switch (row->kind) {
    case OT_TOLD_QUANTILE:
        f->probability[f->n_quantiles] = row->probability;
        f->z[f->n_quantiles] = ot_normal_quantile(row->probability);
        f->quantile[f->n_quantiles++] = row->value;
        break;
    case OT_TOLD_DRAW:
        f->draw[f->n_draws++] = row->value;
        break;
    case OT_TOLD_MEAN:
        f->mean = row->value;
        break;
    default:
        f->median = row->value;
    }
}

static void score(ot_scoring_row *row, told_forecast *f) {
    row->point = f->median;
    row->mean = f->mean;
    if (f->n_quantiles > 1)
        ot_scoring_row_quantiles(row, f->probability, f->z, f->quantile, f->n_quantiles);
    else if (f->n_draws > 1)
        ot_scoring_row_draws(row, f->draw, f->n_draws, SEED);
    else if (f->n_quantiles == 1 && isnan(row->point) && fabs(f->z[0]) < 1e-9)
        row->point = f->quantile[0];
    if (isnan(row->point)) row->point = f->mean;
    row->is_there = isfinite(row->point);
}

/* The place of a text among those of an axis. */
static size_t value_of(ot_scoring_axis *axis, const char *text) {
    for (size_t i = axis->n_values; i-- > 0;)
        if (axis->value[i] == text || strcmp(axis->value[i], text) == 0) return i;
    axis->value[axis->n_values] = text;
    return axis->n_values++;
}

static int by_text(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static double number_of(const char *text) {
    double value = 0.0;
    size_t length;
    return ot_number_parse(text, strlen(text), &value, &length) ? value : 0.0;
}

/* Numbers by their size, such as horizons; other texts as they come. */
static int by_number(const void *x, const void *y) {
    const double a = number_of(*(const char *const *)x), b = number_of(*(const char *const *)y);
    return (a > b) - (a < b);
}

static ot_status find_values(const ot_told_rows *rows, size_t task, ot_arena *arena,
                             ot_scoring_axis *out, ot_error *err) {
    const char **all = ot_arena_alloc(arena, rows->n + 1, sizeof *all);
    if (!all) return no_memory(err);
    *out = (ot_scoring_axis){rows->task[task], all, 0};
    for (size_t i = 0; i < rows->n; i++)
        all[i] = rows->row[i].task[task];
    qsort(all, rows->n, sizeof *all, by_text);
    for (size_t i = 0; i < rows->n; i++)
        if (i == 0 || strcmp(all[i], all[out->n_values - 1]) != 0) all[out->n_values++] = all[i];
    if (task == rows->horizon) qsort(all, out->n_values, sizeof *all, by_number);
    return OT_OK;
}

/* Tasks by which forecasts can be grouped: some values, not as many as forecasts. */
static ot_status make_axes(ot_scoring *s, const ot_told_rows *rows, size_t *axis_of_task,
                           ot_error *err) {
    for (size_t k = 0; k < rows->n_tasks; k++) {
        ot_scoring_axis axis;
        const ot_status status = find_values(rows, k, s->arena, &axis, err);
        if (status) return status;
        axis_of_task[k] = OT_SCORING_ANY;
        if (axis.n_values < 2 || axis.n_values > MOST_VALUES) continue;
        if (s->n_axes == OT_SCORING_AXES) continue;
        axis_of_task[k] = s->n_axes;
        s->axis[s->n_axes++] = axis;
    }
    return OT_OK;
}

/* Forecasts of one thing at one place hang together. */
static size_t series_of(const ot_told_rows *rows, const ot_told *row, ot_scoring_axis *series,
                        ot_arena *arena) {
    const char *a = rows->location == OT_SCORING_ANY ? "" : row->task[rows->location];
    const char *b = rows->target == OT_SCORING_ANY ? "" : row->task[rows->target];
    char *text = ot_arena_alloc(arena, strlen(a) + strlen(b) + 2, 1);
    if (!text) return 0;
    memcpy(text, a, strlen(a));
    text[strlen(a)] = '\x1f';
    memcpy(text + strlen(a) + 1, b, strlen(b));
    return value_of(series, text);
}

typedef struct told_places {
    ot_scoring_axis series, origin;
    size_t axis_of_task[32];
} told_places;

static void place(ot_scoring *s, const ot_told_rows *rows, const ot_told *told, told_places *p,
                  ot_scoring_row *row) {
    ot_scoring_row_empty(row);
    row->y = told->outturn;
    row->method = told->method;
    row->horizon = told->horizon;
    row->series = series_of(rows, told, &p->series, s->arena);
    row->origin =
        rows->origin == OT_SCORING_ANY ? 0 : value_of(&p->origin, told->task[rows->origin]);
    for (size_t k = 0; k < rows->n_tasks; k++)
        if (p->axis_of_task[k] != OT_SCORING_ANY)
            row->value[p->axis_of_task[k]] = value_of(&s->axis[p->axis_of_task[k]], told->task[k]);
}

/* Rows [from, to) are one forecast. */
static ot_status add_forecast(ot_scoring *s, const ot_told_rows *rows, size_t from, size_t to,
                              told_forecast *f, told_places *p, ot_error *err) {
    const ot_told *told = &rows->row[from];
    ot_status status = OT_OK;
    f->n_quantiles = f->n_draws = 0;
    f->mean = f->median = (double)NAN;
    for (size_t i = from; i < to && !status; i++) {
        if (i > from) status = check_neighbours(rows, told + (i - from) - 1, &rows->row[i], err);
        take_part(f, &rows->row[i]);
    }
    const int is_new = from == 0 || compare_tasks(&rows->row[from - 1], told) != 0;
    if (is_new) s->n_units++;
    if (status || isnan(told->outturn)) return status;
    ot_scoring_row *row = &s->row[s->n_rows];
    place(s, rows, told, p, row);
    row->unit = s->n_units - 1;
    score(row, f);
    s->n_rows++;
    return OT_OK;
}

static ot_status add_all(ot_scoring *s, const ot_told_rows *rows, told_places *p, ot_error *err) {
    const size_t n = rows->n + 1;
    told_forecast f = {.probability = calloc(4 * n, sizeof *f.probability)};
    s->row = calloc(n, sizeof *s->row);
    p->series.value = ot_arena_alloc(s->arena, n, sizeof *p->series.value);
    p->origin.value = ot_arena_alloc(s->arena, n, sizeof *p->origin.value);
    ot_status status = OT_OK;
    if (!f.probability || !s->row || !p->series.value || !p->origin.value) status = no_memory(err);
    if (f.probability) {
        f.z = f.probability + n;
        f.quantile = f.z + n;
        f.draw = f.quantile + n;
    }
    if (!status && rows->origin != OT_SCORING_ANY) /* in the order of time */
        status = find_values(rows, rows->origin, s->arena, &p->origin, err);
    for (size_t from = 0, to; from < rows->n && !status; from = to) {
        for (to = from + 1; to < rows->n; to++)
            if (rows->row[to].method != rows->row[from].method ||
                compare_tasks(&rows->row[to], &rows->row[from]) != 0)
                break;
        status = add_forecast(s, rows, from, to, &f, p, err);
    }
    free(f.probability);
    s->n_series = p->series.n_values;
    s->n_origins = p->origin.n_values > 0 ? p->origin.n_values : 1;
    return status;
}

static ot_status choose_reference(ot_scoring *s, const char *name, ot_error *err) {
    s->n_references = s->n_methods > 1;
    for (size_t i = 0; name && i < s->n_methods; i++)
        if (strcmp(s->method[i], name) == 0) {
            s->reference[0] = i;
            return OT_OK;
        }
    if (!name) return OT_OK;
    const char *near = ot_utf8_nearest(name, s->method, s->n_methods);
    if (near)
        return ot_fail(err, OT_ERR_USAGE,
                       "--reference: there is no model \"%s\"; did you mean \"%s\"?",
                       "--reference：没有模型“%s”；是否指“%s”？", name, near);
    return ot_fail(err, OT_ERR_USAGE, "--reference: there is no model \"%s\"",
                   "--reference：没有模型“%s”", name);
}

static void note_unknown(const ot_told_rows *rows, const char *outturns, ot_notes *notes) {
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++)
        n += isnan(rows->row[i].outturn) != 0;
    if (n > 0)
        ot_notes_add(notes, OT_SEVERITY_INFO, outturns, 0, 0,
                     "%zu of %zu rows of forecasts have no outturn",
                     "%zu 行预测（共 %zu 行）没有实绩", n, rows->n);
}

static ot_status make(ot_scoring *s, ot_told_rows *rows, const char *forecasts,
                      const char *outturns, const char *reference, ot_notes *notes, ot_error *err) {
    told_places p = {.series = {0}};
    ot_status status = ot_told_read(forecasts, s->arena, notes, rows, err);
    if (!status) status = ot_told_find_outturns(rows, outturns, s->arena, notes, err);
    if (status) return status;
    s->method = rows->method;
    s->n_methods = rows->n_methods;
    note_unknown(rows, outturns, notes);
    qsort(rows->row, rows->n, sizeof *rows->row, by_forecast);
    status = choose_reference(s, reference, err);
    if (!status) status = make_axes(s, rows, p.axis_of_task, err);
    if (!status && rows->target != OT_SCORING_ANY) s->target = p.axis_of_task[rows->target];
    if (!status) status = add_all(s, rows, &p, err);
    return status ? status : ot_scoring_summarise(s, err);
}

ot_status ot_scoring_load(const char *forecasts, const char *outturns, const char *reference,
                          ot_notes *notes, ot_scoring **out, ot_error *err) {
    ot_told_rows rows = {0};
    ot_scoring *s = ot_scoring_begin();
    if (!s) return no_memory(err);
    const char *const path[] = {forecasts, outturns};
    ot_status status = OT_OK;
    s->file = ot_arena_alloc(s->arena, 2, sizeof *s->file);
    for (size_t i = 0; s->file && i < 2; i++)
        s->file[s->n_files++] = ot_arena_text(s->arena, path[i], strlen(path[i]));
    if (!s->file || !s->file[0] || !s->file[1]) status = no_memory(err);
    if (!status) status = make(s, &rows, forecasts, outturns, reference, notes, err);
    free(rows.row);
    if (status)
        ot_scoring_free(s);
    else
        *out = s;
    return status;
}
