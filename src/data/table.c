#include "data/table.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/csv.h"
#include "data/encoding.h"

static int by_text(const char *a, const char *b) { return a == b ? 0 : strcmp(a, b); }

/* Series, year, area, vintage. */
static int by_key(const ot_observation *a, const ot_observation *b) {
    int order = by_text(a->series, b->series);
    if (order == 0) order = (a->year > b->year) - (a->year < b->year);
    if (order == 0) order = by_text(a->area, b->area);
    return order ? order : by_text(a->vintage, b->vintage);
}

static int by_key_and_place(const void *x, const void *y) {
    const ot_observation *a = *(const ot_observation *const *)x;
    const ot_observation *b = *(const ot_observation *const *)y;
    const int order = by_key(a, b);
    return order ? order : (a > b) - (a < b);
}

static void describe(const ot_observation *o, char *text, size_t size) {
    (void)snprintf(text, size, "%.80s%s%.80s, %d%s%.80s", o->series, *o->area ? ", " : "", o->area,
                   o->year, *o->vintage ? ", " : "", o->vintage);
}

/* The first row, in the order of the files, that says what an earlier one has said. */
static ot_status refuse_duplicate(const ot_table *t, ot_error *err) {
    const ot_observation *again = NULL, *first = NULL;
    for (size_t i = 1; i < t->n; i++) {
        const ot_observation *a = t->sorted[i - 1], *b = t->sorted[i];
        if (by_key(a, b) != 0 || (again && again < b)) continue;
        again = b;
        first = a;
    }
    if (!again) return OT_OK;
    char text[300];
    describe(again, text, sizeof text);
    (void)ot_fail(err, OT_ERR_INPUT, "%s stands twice; first at %s:%d:%d",
                  "%s 重复出现；首次出现在 %s:%d:%d", text, first->file, first->line,
                  first->column);
    ot_error_locate(err, again->file, again->line, again->column);
    return OT_ERR_INPUT;
}

static ot_status sort(ot_table *t, ot_error *err) {
    t->sorted = calloc(t->n + 1, sizeof *t->sorted);
    if (!t->sorted)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu observations",
                       "内存不足以容纳 %zu 个观测值", t->n);
    for (size_t i = 0; i < t->n; i++)
        t->sorted[i] = &t->row[i];
    qsort(t->sorted, t->n, sizeof *t->sorted, by_key_and_place);
    return refuse_duplicate(t, err);
}

static ot_table *new_table(size_t n_inputs, ot_error *err) {
    ot_table *t = calloc(1, sizeof *t);
    if (t) t->arena = ot_arena_new();
    if (t && t->arena) t->input = ot_arena_alloc(t->arena, n_inputs, sizeof *t->input);
    if (t && t->input) return t;
    (void)ot_fail(err, OT_ERR_NOMEM, "no memory for a table", "内存不足以建立数据表");
    ot_table_free(t);
    return NULL;
}

/* One sort at the end, so that rows of all files are compared with each other. */
static ot_status finish(ot_table_reader *reader, ot_status status, ot_table **out, ot_error *err) {
    ot_pool_clear(&reader->pool);
    if (!status) status = sort(reader->table, err);
    if (status)
        ot_table_free(reader->table);
    else
        *out = reader->table;
    return status;
}

ot_status ot_table_load(const char *const *path, size_t n, ot_notes *notes, ot_table **out,
                        ot_error *err) {
    ot_table_reader reader = {.table = new_table(n, err), .notes = notes};
    if (!reader.table) return OT_ERR_NOMEM;
    ot_table *t = reader.table;
    ot_pool_init(&reader.pool, t->arena);
    ot_status status = OT_OK;
    for (size_t i = 0; i < n && !status; i++) {
        char *text = NULL;
        size_t length = 0;
        status = ot_csv_load(path[i], t->arena, notes, &t->input[i], &text, &length, err);
        if (!status) status = ot_table_read(&reader, path[i], text, length, err);
        free(text);
        t->n_inputs++;
    }
    return finish(&reader, status, out, err);
}

ot_status ot_table_parse(const char *path, const char *data, size_t n, ot_notes *notes,
                         ot_table **out, ot_error *err) {
    ot_table_reader reader = {.table = new_table(0, err), .notes = notes};
    if (!reader.table) return OT_ERR_NOMEM;
    ot_pool_init(&reader.pool, reader.table->arena);
    char *text = NULL;
    size_t length = 0;
    ot_status status = ot_encoding_decode(path, data, n, notes, &text, &length, err);
    if (!status) status = ot_table_read(&reader, path, text, length, err);
    free(text);
    return finish(&reader, status, out, err);
}

ot_status ot_table_of_rows(const ot_table *base, const ot_observation *row, size_t n,
                           ot_table **out, ot_error *err) {
    ot_table *t = new_table(base->n_inputs, err);
    if (!t) return OT_ERR_NOMEM;
    t->row = calloc(n + 1, sizeof *t->row);
    ot_status status = OT_OK;
    if (!t->row)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for %zu observations",
                         "内存不足以容纳 %zu 个观测值", n);
    if (!status) {
        t->n = n;
        t->n_inputs = base->n_inputs;
        if (n > 0) memcpy(t->row, row, n * sizeof *row);
        if (base->n_inputs > 0) memcpy(t->input, base->input, base->n_inputs * sizeof *t->input);
        status = sort(t, err);
    }
    if (status)
        ot_table_free(t);
    else
        *out = t;
    return status;
}

void ot_table_free(ot_table *table) {
    if (!table) return;
    free(table->row);
    free(table->sorted);
    ot_arena_free(table->arena);
    free(table);
}

size_t ot_table_count(const ot_table *table) { return table->n; }

const ot_observation *ot_table_at(const ot_table *table, size_t i) {
    assert(i < table->n);
    return &table->row[i];
}

size_t ot_table_n_inputs(const ot_table *table) { return table->n_inputs; }

const ot_input *ot_table_input(const ot_table *table, size_t i) {
    assert(i < table->n_inputs);
    return &table->input[i];
}

/* Place in the order of the first row of the series in that year or later. */
/* The first row at or behind a series, year and area. */
static size_t seek(const ot_table *t, const char *series, int year, const char *area) {
    size_t low = 0, high = t->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const ot_observation *o = t->sorted[middle];
        int order = strcmp(o->series, series);
        if (order == 0) order = (o->year > year) - (o->year < year);
        if (order == 0) order = strcmp(o->area, area);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A later vintage wins; of one vintage a row of the area asked for, then the earlier row. */
static int is_better(const ot_observation *a, const ot_observation *b, const char *area) {
    const int order = by_text(a->vintage, b->vintage);
    if (order) return order > 0;
    const int is_asked = area && *area;
    if (is_asked && !*a->area != !*b->area) return *a->area != '\0';
    return a < b;
}

/* The better of `best` and the rows from i on that are of this year and, unless it is NULL, area.
 */
static const ot_observation *best_from(const ot_table *t, size_t i, const ot_observation *best,
                                       const char *own, const char *area, const char *as_of) {
    const ot_observation *first = i < t->n ? t->sorted[i] : NULL;
    for (; i < t->n; i++) {
        const ot_observation *o = t->sorted[i];
        if (o->year != first->year || by_text(o->series, first->series) != 0) break;
        if (own && by_text(o->area, own) != 0) break;
        if (o->figure.kind == OT_FIGURE_MISSING) continue;
        if (as_of && strcmp(o->vintage, as_of) > 0) continue;
        if (!best || is_better(o, best, area)) best = o;
    }
    return best;
}

const ot_observation *ot_table_find(const ot_table *table, const char *series, const char *area,
                                    int year, const char *as_of) {
    const size_t i = seek(table, series, year, "");
    if (i == table->n || table->sorted[i]->year != year) return NULL;
    if (strcmp(table->sorted[i]->series, series) != 0) return NULL;
    if (!area || !*area) return best_from(table, i, NULL, NULL, area, as_of);
    const ot_observation *best = best_from(table, i, NULL, "", area, as_of); /* rows of any area */
    const size_t k = seek(table, series, year, area);
    if (k == table->n || table->sorted[k]->year != year) return best;
    if (strcmp(table->sorted[k]->series, series) != 0) return best;
    return best_from(table, k, best, area, area, as_of);
}

int ot_table_span(const ot_table *table, const char *series, const char *area, int *first,
                  int *last) {
    int has_point = 0;
    for (size_t i = seek(table, series, 0, ""); i < table->n;) {
        const int year = table->sorted[i]->year;
        if (strcmp(table->sorted[i]->series, series) != 0) break;
        const ot_observation *best = ot_table_find(table, series, area, year, NULL);
        if (best && best->figure.kind == OT_FIGURE_POINT) {
            if (!has_point) *first = year;
            *last = year;
            has_point = 1;
        }
        i = seek(table, series, year + 1, "");
    }
    return has_point;
}
