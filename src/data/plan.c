#include "data/plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "data/encoding.h"

static const struct {
    const char *name, *text[OT_N_LANGUAGES];
} relation_row[] = {
#define OT_ROW(name, text, english, chinese) {text, {english, chinese}},
    OT_RELATION_LIST(OT_ROW)
#undef OT_ROW
};

const char *ot_relation_name(ot_relation relation) {
    assert((size_t)relation < OT_N_RELATIONS);
    return relation_row[relation].name;
}

const char *ot_relation_text(ot_relation relation, ot_language language) {
    assert((size_t)relation < OT_N_RELATIONS && language < OT_N_LANGUAGES);
    return relation_row[relation].text[language];
}

int ot_relation_find(const char *name, ot_relation *out) {
    for (int i = 0; i < OT_N_RELATIONS; i++)
        if (strcmp(relation_row[i].name, name) == 0) {
            *out = (ot_relation)i;
            return 1;
        }
    return 0;
}

static int by_id(const void *x, const void *y) {
    const ot_statement *a = *(const ot_statement *const *)x;
    const ot_statement *b = *(const ot_statement *const *)y;
    const int order = strcmp(a->id, b->id);
    return order ? order : (a > b) - (a < b);
}

/* The first statement, in the order of the files, whose id an earlier one has. */
static ot_status refuse_duplicate(const ot_plan *p, ot_error *err) {
    const ot_statement *again = NULL, *first = NULL;
    for (size_t i = 1; i < p->n; i++) {
        const ot_statement *a = p->sorted[i - 1], *b = p->sorted[i];
        if (strcmp(a->id, b->id) != 0 || (again && again < b)) continue;
        again = b;
        first = a;
    }
    if (!again) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "the id \"%s\" stands twice; first at %s:%d",
                  "标识“%s”重复出现；首次出现在 %s:%d", again->id, first->file, first->line);
    ot_error_locate(err, again->file, again->line, 1);
    return OT_ERR_INPUT;
}

static ot_status sort(ot_plan *p, ot_error *err) {
    p->sorted = calloc(p->n + 1, sizeof *p->sorted);
    if (!p->sorted)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu statements",
                       "内存不足以容纳 %zu 个条目", p->n);
    for (size_t i = 0; i < p->n; i++)
        p->sorted[i] = &p->statement[i];
    qsort(p->sorted, p->n, sizeof *p->sorted, by_id);
    return refuse_duplicate(p, err);
}

static ot_plan *new_plan(size_t n_inputs, ot_error *err) {
    ot_plan *p = calloc(1, sizeof *p);
    if (p) p->arena = ot_arena_new();
    if (p && p->arena) p->input = ot_arena_alloc(p->arena, n_inputs, sizeof *p->input);
    if (p && p->input) return p;
    (void)ot_fail(err, OT_ERR_NOMEM, "no memory for a plan", "内存不足以建立计划");
    ot_plan_free(p);
    return NULL;
}

/* One sort at the end, so that ids of all files are compared with each other. */
static ot_status finish(ot_plan_sheet *sheet, ot_status status, ot_plan **out) {
    ot_pool_clear(sheet->pool);
    if (!status) status = sort(sheet->plan, sheet->err);
    if (status)
        ot_plan_free(sheet->plan);
    else
        *out = sheet->plan;
    return status;
}

ot_status ot_plan_load(const char *const *path, size_t n, ot_notes *notes, ot_plan **out,
                       ot_error *err) {
    ot_plan *p = new_plan(n, err);
    if (!p) return OT_ERR_NOMEM;
    ot_pool pool;
    ot_plan_sheet sheet = {.plan = p, .pool = &pool, .notes = notes, .err = err};
    ot_pool_init(&pool, p->arena);
    ot_status status = OT_OK;
    for (size_t i = 0; i < n && !status; i++) {
        char *text = NULL;
        size_t length = 0;
        status = ot_csv_load(path[i], p->arena, notes, &p->input[i], &text, &length, err);
        if (!status) status = ot_plan_read(&sheet, p->input[i].path, text, length);
        free(text);
        p->n_inputs++;
    }
    return finish(&sheet, status, out);
}

ot_status ot_plan_parse(const char *path, const char *data, size_t n, ot_notes *notes,
                        ot_plan **out, ot_error *err) {
    ot_plan *p = new_plan(0, err);
    if (!p) return OT_ERR_NOMEM;
    ot_pool pool;
    ot_plan_sheet sheet = {.plan = p, .pool = &pool, .notes = notes, .err = err};
    ot_pool_init(&pool, p->arena);
    char *text = NULL;
    size_t length = 0;
    const char *name = NULL;
    ot_status status = ot_plan_text(&sheet, path, strlen(path), &name);
    if (!status) status = ot_encoding_decode(path, data, n, notes, &text, &length, err);
    if (!status) status = ot_plan_read(&sheet, name, text, length);
    free(text);
    return finish(&sheet, status, out);
}

void ot_plan_free(ot_plan *plan) {
    if (!plan) return;
    free(plan->statement);
    free(plan->sorted);
    ot_arena_free(plan->arena);
    free(plan);
}

size_t ot_plan_count(const ot_plan *plan) { return plan->n; }

const ot_statement *ot_plan_at(const ot_plan *plan, size_t i) {
    assert(i < plan->n);
    return &plan->statement[i];
}

const ot_statement *ot_plan_find(const ot_plan *plan, const char *id) {
    size_t low = 0, high = plan->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(plan->sorted[middle]->id, id);
        if (order == 0) return plan->sorted[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

size_t ot_plan_n_inputs(const ot_plan *plan) { return plan->n_inputs; }

const ot_input *ot_plan_input(const ot_plan *plan, size_t i) {
    assert(i < plan->n_inputs);
    return &plan->input[i];
}
