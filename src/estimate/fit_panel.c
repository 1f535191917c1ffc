/* The panel of one form: the own area's rows first, then those of every other area. */
#include "estimate/fit_panel.h"

#include <string.h>

struct panel_rows {
    const ot_fit_task *task;
    const char *own;   /* its name, which is no other area's; NULL: without one */
    const char **area; /* [n_areas] those that may have data */
    ot_design *design; /* [n_areas] of each */
    size_t n_areas;
};

static int is_listed(const char *const *name, size_t n, const char *area) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(name[i], area) == 0) return 1;
    return 0;
}

static const char *series_of(const ot_fit_task *t) {
    const ot_estimate_spec *e = &t->spec->estimate;
    for (size_t i = 0; i < e->n_map; i++)
        if (strcmp(e->map[i].indicator, t->spec->id) == 0) return e->map[i].series;
    return t->spec->id;
}

static int is_own(const struct panel_rows *p, const char *area) {
    return p->own && strcmp(p->own, area) == 0;
}

/* Those that the model file names, or all with a value of the series that stands for the
 * indicator, in the order of the data. */
static int find_areas(struct panel_rows *p) {
    const ot_estimate_spec *e = &p->task->spec->estimate;
    const ot_table *table = p->task->model->table;
    const char *series = series_of(p->task), *before = "";
    const size_t most = e->n_members ? e->n_members : ot_table_count(table);
    p->area = ot_arena_alloc(p->task->scratch, most + 1, sizeof *p->area);
    if (!p->area) return 0;
    for (size_t i = 0; i < most; i++) {
        const ot_observation *seen = e->n_members ? NULL : ot_table_at(table, i);
        const char *area = seen ? seen->area : e->member[i];
        if (seen && (strcmp(seen->series, series) != 0 || !*area || strcmp(area, before) == 0))
            continue;
        before = area;
        if (is_own(p, area) || is_listed(e->except, e->n_except, area)) continue;
        if (!is_listed(p->area, p->n_areas, area)) p->area[p->n_areas++] = area;
    }
    return 1;
}

static ot_status check_names(const ot_fit_task *t, const char *const *name, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const ot_status status = ot_fit_check_area(t, name[i], t->spec->estimate.place);
        if (status) return status;
    }
    return OT_OK;
}

/* The own area always counts: it cannot be left out. */
static ot_status check_own(const struct panel_rows *p) {
    const ot_fit_task *t = p->task;
    const ot_estimate_spec *e = &t->spec->estimate;
    if (!is_listed(e->except, e->n_except, p->own)) return OT_OK;
    (void)ot_fail(t->err, OT_ERR_INPUT,
                  "except names \"%s\", the own area of %s, which its panel cannot do without",
                  "except 列有“%s”，而它是 %s 的本地区，面板不能没有它", p->own, t->spec->id);
    return ot_fit_refuse(t, OT_ERR_INPUT, e->place);
}

/* Rows without an area stand for every area: the own area would be all of them, or a number of all
 * of them be taken for each one's own. */
static ot_status check_areas(const struct panel_rows *p) {
    const ot_fit_task *t = p->task;
    const char *series = series_of(t);
    if (!p->own) {
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "the panel of %s must know which area is its own: give data.area, or area in "
                      "estimate",
                      "%s 的面板须知道本地区是哪一个：请给出 data.area，或在 estimate 中写 area",
                      t->spec->id);
        return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.place);
    }
    for (size_t i = 0; i < ot_table_count(t->model->table); i++) {
        const ot_observation *seen = ot_table_at(t->model->table, i);
        if (strcmp(seen->series, series) != 0 || *seen->area) continue;
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "series \"%s\" has a value without an area (%d), which would count for every "
                      "area of the panel of %s",
                      "序列“%s”有一个未注明地区的值（%d 年），会被计入 %s 面板的每个地区", series,
                      seen->year, t->spec->id);
        ot_error_locate(t->err, seen->file, seen->line, seen->column);
        return OT_ERR_INPUT;
    }
    return OT_OK;
}

static ot_status gather(struct panel_rows *p) {
    const ot_fit_task *t = p->task;
    p->design = ot_arena_alloc(t->scratch, p->n_areas, sizeof *p->design);
    if (!p->design) return ot_fit_no_memory(t);
    for (size_t a = 0; a < p->n_areas; a++) {
        const ot_design_request request = {.as_of = t->as_of, .area = p->area[a]};
        const ot_status status =
            ot_design_gather(t->model, t->form, &request, t->scratch, NULL, &p->design[a], t->err);
        if (status) return status;
    }
    return OT_OK;
}

struct columns {
    double *x, *y;
    size_t *area, *year;
    size_t n, k;
    int first_year;
};

static void append(struct columns *to, const ot_design *s, size_t area) {
    for (size_t i = 0; i < s->n; i++) {
        memcpy(to->x + to->n * to->k, s->x + i * s->k, s->k * sizeof *to->x);
        to->y[to->n] = s->y[i];
        to->area[to->n] = area;
        to->year[to->n++] = (size_t)(s->year[i] - to->first_year);
    }
}

static void widen(const ot_design *s, size_t *n, int *first, int *last) {
    *n += s->n;
    if (s->n == 0) return;
    if (s->year[0] < *first) *first = s->year[0];
    if (s->year[s->n - 1] > *last) *last = s->year[s->n - 1];
}

static ot_status stack(const struct panel_rows *p, ot_fit_sample *out) {
    ot_arena *scratch = p->task->scratch;
    struct columns c = {.k = out->design.k, .first_year = 9999};
    int last = 0;
    size_t n = 0;
    widen(&out->design, &n, &c.first_year, &last);
    for (size_t a = 0; a < p->n_areas; a++)
        widen(&p->design[a], &n, &c.first_year, &last);
    c.x = ot_arena_alloc(scratch, n * c.k + 1, sizeof *c.x);
    c.y = ot_arena_alloc(scratch, n + 1, sizeof *c.y);
    c.area = ot_arena_alloc(scratch, n + 1, sizeof *c.area);
    c.year = ot_arena_alloc(scratch, n + 1, sizeof *c.year);
    if (!c.x || !c.y || !c.area || !c.year) return ot_fit_no_memory(p->task);
    append(&c, &out->design, 0);
    for (size_t a = 0; a < p->n_areas; a++)
        append(&c, &p->design[a], a + 1);
    out->panel = (ot_panel){.n = n,
                            .k = c.k,
                            .n_areas = p->n_areas + 1,
                            .n_years = n ? (size_t)(last - c.first_year) + 1 : 0,
                            .x = c.x,
                            .y = c.y,
                            .area = c.area,
                            .year = c.year,
                            .own = 0};
    out->sample.panel = &out->panel;
    out->other = p->design;
    out->n_others = p->n_areas;
    return OT_OK;
}

ot_status ot_fit_panel_make(const ot_fit_task *t, ot_fit_sample *out) {
    const ot_estimate_spec *e = &t->spec->estimate;
    struct panel_rows p = {.task = t,
                           .own = e->area ? e->area : t->model->indicator[t->form->indicator].area};
    ot_status status = check_areas(&p);
    if (!status) status = check_names(t, e->member, e->n_members);
    if (!status) status = check_names(t, e->except, e->n_except);
    if (!status) status = check_own(&p);
    if (!status && !find_areas(&p)) status = ot_fit_no_memory(t);
    if (!status) status = gather(&p);
    return status ? status : stack(&p, out);
}
