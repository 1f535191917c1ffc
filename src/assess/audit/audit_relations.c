/* Relations between quantities: the table that comes with the program, then a user's own. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/audit/audit.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/number.h"
#include "data/csv.h"

enum { KIND, SUBJECT, TERMS, LOW, HIGH, UNIT, TEXT_ZH, TEXT_EN, N_FIELDS };
static const char *const FIELD[N_FIELDS] = {"kind", "subject", "terms",   "low",
                                            "high", "unit",    "text_zh", "text_en"};
static const char *const KIND_NAME[OT_N_ROW_KINDS] = {
    "name", "basis", "price",   "matched", "cumulative", "percent",
    "sum",  "parts", "product", "share",   "ratio",
};
/* What parts the terms of a row; words and names are parted by bars. */
static const char MARK[OT_N_ROW_KINDS] = {
    [OT_ROW_SUM] = '+',
    [OT_ROW_PARTS] = '+',
    [OT_ROW_PRODUCT] = '*',
    [OT_ROW_SHARE] = '/',
};

/* The innermost first would be wrong: these are tried in turn until none is at the end. */
static const char *const SUFFIX[] = {"增长率", "增长", "增速", "涨幅", "增幅", "增加额", "增加"};
static const char *const PREFIX[] = {"其中：", "其中:", "其中", "全州", "全市", "全省",
                                     "全区",   "全县",  "本州", "本市", "力争", "实现"};

static int drop_front(char *text, const char *word) {
    const size_t n = strlen(word), length = strlen(text);
    if (length <= n || memcmp(text, word, n) != 0) return 0;
    memmove(text, text + n, length - n + 1);
    return 1;
}

static int drop_back(char *text, const char *word) {
    const size_t n = strlen(word), length = strlen(text);
    if (length <= n || memcmp(text + length - n, word, n) != 0) return 0;
    text[length - n] = '\0';
    return 1;
}

/* Without （...） and spaces, but for a scope within parentheses at the front. */
static void copy_outside(const char *name, char *out) {
    size_t n = 0;
    int depth = 0;
    for (const char *p = name; *p && n + 4 < OT_REDUCED_SIZE; p++) {
        if (strncmp(p, "（", strlen("（")) == 0 || *p == '(') depth++;
        const int closes = strncmp(p, "）", strlen("）")) == 0;
        if (depth == 0 && *p != ' ') out[n++] = *p;
        if (closes) p += strlen("）") - 1;
        if ((closes || *p == ')') && depth > 0) depth--;
    }
    out[n] = '\0';
}

void ot_reduce_name(const char *name, char out[OT_REDUCED_SIZE]) {
    copy_outside(name, out);
    for (int goes_on = 1; goes_on;) {
        goes_on = 0;
        for (size_t i = 0; i < sizeof PREFIX / sizeof *PREFIX; i++)
            goes_on |= drop_front(out, PREFIX[i]);
        for (size_t i = 0; i < sizeof SUFFIX / sizeof *SUFFIX; i++)
            goes_on |= drop_back(out, SUFFIX[i]);
    }
}

static const char *keep(ot_audit *a, const char *text, size_t n) {
    const char *kept = ot_pool_add(&a->pool, text, n);
    if (!kept) a->failed = 1;
    return kept ? kept : "";
}

/* Every term; what stands empty between two marks is none. */
static void split(ot_audit *a, ot_relation_row *row, char mark) {
    size_t most = 1;
    for (const char *p = row->words; *p; p++)
        most += *p == mark;
    row->term = ot_arena_alloc(a->arena, most, sizeof *row->term);
    if (!row->term) a->failed = 1;
    for (const char *at = row->words; row->term && *at;) {
        const char *end = strchr(at, mark);
        const size_t n = end ? (size_t)(end - at) : strlen(at);
        if (n > 0) row->term[row->n_terms++] = keep(a, at, n);
        at += n + (end ? 1 : 0);
    }
}

static double number_in(const ot_csv_cell *cell) {
    double value;
    size_t length;
    const int is_number = cell->length > 0 &&
                          ot_number_parse(cell->text, cell->length, &value, &length) &&
                          length == cell->length;
    return is_number ? value : (double)NAN;
}

static ot_status unknown_kind(const ot_csv *csv, const ot_csv_cell *cell, ot_error *err) {
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(err, OT_ERR_INPUT,
                  "unknown kind of relation \"%s\"; there are name, basis, price, matched, "
                  "cumulative, percent, sum, parts, product, share and ratio",
                  "未知的关系类型“%s”；可用：name、basis、price、matched、cumulative、percent、"
                  "sum、parts、product、share、ratio",
                  ot_csv_cell_excerpt(cell, text));
    return ot_csv_cell_locate(csv, cell, err);
}

static ot_status read_kind(const ot_csv *csv, const ot_csv_cell *cell, ot_relation_row *row,
                           ot_error *err) {
    for (int k = 0; k < OT_N_ROW_KINDS; k++)
        if (strcmp(KIND_NAME[k], cell->text) == 0) {
            row->kind = (ot_relation_row_kind)k;
            return OT_OK;
        }
    return unknown_kind(csv, cell, err);
}

/* A sum needs parts, a product or a share two terms, a ratio one and its range. */
static int is_whole(const ot_relation_row *row) {
    switch (row->kind) {
    case OT_ROW_SUM:
    case OT_ROW_PARTS:
        return row->n_terms >= 1;
    case OT_ROW_PRODUCT:
    case OT_ROW_SHARE:
        return row->n_terms == 2;
    case OT_ROW_RATIO:
        return row->n_terms == 1 && row->low < row->high;
    case OT_ROW_PERCENT:
        return row->n_terms >= 1 && row->low < row->high;
    default:
        return 1;
    }
}

static ot_status check_terms(const ot_relation_row *row, ot_error *err) {
    if (MARK[row->kind] && row->n_terms > OT_MOST_TERMS)
        return ot_fail(err, OT_ERR_INPUT, "the relation of \"%s\" has %zu terms; at most %d",
                       "“%s”的关系有%zu项，最多%d项", row->subject, row->n_terms, OT_MOST_TERMS);
    if (is_whole(row)) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT,
                   "the relation of \"%s\" has too few terms or too many, or its range is not low "
                   "below high",
                   "“%s”的关系项数（terms）不符，或其范围不是 low 小于 high", row->subject);
}

static ot_status read_row(ot_audit *a, const ot_csv *csv, const size_t *column, ot_error *err) {
    static const ot_csv_cell NONE = {"", 0, 0, 0};
    const ot_csv_cell *cell[N_FIELDS];
    for (int f = 0; f < N_FIELDS; f++)
        cell[f] = column[f] == OT_NO_COLUMN ? &NONE : &csv->cell[column[f]];
    ot_relation_row row = {.subject = keep(a, cell[SUBJECT]->text, cell[SUBJECT]->length),
                           .words = keep(a, cell[TERMS]->text, cell[TERMS]->length),
                           .low = number_in(cell[LOW]),
                           .high = number_in(cell[HIGH]),
                           .unit = ot_unit_find(cell[UNIT]->text, cell[UNIT]->length),
                           .text = {keep(a, cell[TEXT_EN]->text, cell[TEXT_EN]->length),
                                    keep(a, cell[TEXT_ZH]->text, cell[TEXT_ZH]->length)}};
    if (read_kind(csv, cell[KIND], &row, err)) return OT_ERR_INPUT;
    split(a, &row, MARK[row.kind] ? MARK[row.kind] : '|');
    if (a->failed) return OT_ERR_NOMEM;
    if (check_terms(&row, err)) return ot_csv_cell_locate(csv, cell[TERMS], err);
    ot_relations *r = &a->relations;
    ot_relation_row *grown = ot_list_grow(r->row, r->n, &r->capacity, sizeof *grown);
    if (!grown) return OT_ERR_NOMEM;
    r->row = grown;
    r->row[r->n++] = row;
    return OT_OK;
}

static ot_status read_rows(ot_audit *a, const char *path, char *text, size_t n, ot_error *err) {
    ot_csv csv;
    size_t column[N_FIELDS];
    int has_row = 1;
    ot_csv_init(&csv, path, text, n);
    ot_status status = ot_csv_header(&csv, err);
    if (!status) status = ot_csv_fields(&csv, FIELD, N_FIELDS, column, err);
    if (!status && (column[KIND] == OT_NO_COLUMN || column[TERMS] == OT_NO_COLUMN)) {
        status = ot_fail(err, OT_ERR_INPUT, "no table of relations: it has no column %s",
                         "不是关系表：没有 %s 列", column[KIND] == OT_NO_COLUMN ? "kind" : "terms");
        ot_error_locate(err, path, 1, 1);
    }
    while (!status && has_row) {
        status = ot_csv_next(&csv, &has_row, err);
        if (!status && has_row) status = read_row(a, &csv, column, err);
    }
    ot_csv_clear(&csv);
    return status;
}

static ot_status read_own(ot_audit *a, ot_error *err) {
    ot_buffer text = {0};
    for (const char *const *line = ot_relations_table; *line; line++) {
        ot_buffer_text(&text, *line);
        ot_buffer_text(&text, "\n");
    }
    const ot_status status =
        text.failed ? OT_ERR_NOMEM : read_rows(a, "relations.csv", text.data, text.length, err);
    ot_buffer_clear(&text);
    return status;
}

static ot_status read_users(ot_audit *a, ot_error *err) {
    char *text = NULL;
    size_t n = 0;
    ot_input input;
    if (!a->options.relations) return OT_OK;
    ot_status status =
        ot_csv_load(a->options.relations, a->arena, a->notes, &input, &text, &n, err);
    if (!status) status = read_rows(a, input.path, text, n, err);
    free(text);
    return status;
}

static int by_name(const void *x, const void *y) {
    const struct ot_name_entry *a = x, *b = y;
    const int order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->key, b->key);
}

static void enter(ot_audit *a, const char *name, const char *key) {
    char reduced[OT_REDUCED_SIZE];
    ot_reduce_name(name, reduced);
    struct ot_name_entry *entry = &a->relations.entry[a->relations.n_entries++];
    entry->name = keep(a, reduced, strlen(reduced));
    entry->key = key;
}

static ot_status index_names(ot_audit *a) {
    ot_relations *r = &a->relations;
    size_t most = 0;
    for (size_t i = 0; i < r->n; i++)
        most += r->row[i].kind == OT_ROW_NAME ? 1 + r->row[i].n_terms : 0;
    r->entry = calloc(most + 1, sizeof *r->entry);
    if (!r->entry) return OT_ERR_NOMEM;
    for (size_t i = 0; i < r->n; i++) {
        if (r->row[i].kind != OT_ROW_NAME) continue;
        enter(a, r->row[i].subject, r->row[i].subject);
        for (size_t k = 0; k < r->row[i].n_terms; k++)
            enter(a, r->row[i].term[k], r->row[i].subject);
    }
    qsort(r->entry, r->n_entries, sizeof *r->entry, by_name);
    return OT_OK;
}

ot_status ot_relations_load(ot_audit *a, ot_error *err) {
    ot_status status = read_own(a, err);
    if (!status) status = read_users(a, err);
    if (!status) status = index_names(a);
    if (status == OT_ERR_NOMEM || a->failed)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the relations", "内存不足以容纳关系表");
    return status;
}

const char *ot_relations_named(const ot_relations *relations, const char *name) {
    char reduced[OT_REDUCED_SIZE];
    ot_reduce_name(name, reduced);
    size_t low = 0, high = relations->n_entries;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(relations->entry[middle].name, reduced);
        if (order == 0) return relations->entry[middle].key;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const ot_relation_row *ot_relations_worded(const ot_relations *relations, ot_relation_row_kind kind,
                                           const char *text) {
    for (size_t i = 0; i < relations->n; i++)
        for (size_t k = 0; relations->row[i].kind == kind && k < relations->row[i].n_terms; k++)
            if (strstr(text, relations->row[i].term[k])) return &relations->row[i];
    return NULL;
}

const ot_relation_row *ot_relations_of(const ot_relations *relations, ot_relation_row_kind kind,
                                       const char *subject) {
    for (size_t i = 0; i < relations->n; i++)
        if (relations->row[i].kind == kind && strcmp(relations->row[i].subject, subject) == 0)
            return &relations->row[i];
    return NULL;
}
