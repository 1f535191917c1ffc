#include "estimate/fit_sample.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "estimate/fit_panel.h"
#include "regress/outliers.h"
#include "regress/weighted.h"

static int fill_priors(const ot_fit_task *t, ot_fit_sample *out) {
    const ot_design *s = &out->design;
    double *mean = ot_arena_alloc(t->scratch, s->k, sizeof *mean);
    double *sd = ot_arena_alloc(t->scratch, s->k, sizeof *sd);
    if (!mean || !sd) return 0;
    for (size_t j = 0; j < s->k; j++) {
        mean[j] = t->fit->prior_mean[s->free[j]];
        sd[j] = t->fit->prior_sd[s->free[j]];
        out->n_flat += isnan(sd[j]) != 0;
    }
    out->sample.prior_mean = mean;
    out->sample.prior_sd = sd;
    out->is_sigma_flat = isnan(t->spec->estimate.sigma_scale);
    return 1;
}

/* Where the search begins; NULL in the sample when no coefficient says so. */
static int fill_start(const ot_fit_task *t, ot_fit_sample *out) {
    const ot_design *s = &out->design;
    double *start = ot_arena_alloc(t->scratch, s->k, sizeof *start);
    if (!start) return 0;
    for (size_t j = 0; j < s->k; j++) {
        const double given = t->form->coefficient[s->free[j]]->start;
        start[j] = isnan(given) ? 1.0 : given;
        if (!isnan(given)) out->sample.start = start;
    }
    return 1;
}

static void say_years(ot_fit_sample *out) {
    const ot_design *s = &out->design;
    char *const en = out->years[OT_LANGUAGE_EN], *const zh = out->years[OT_LANGUAGE_ZH];
    if (s->n == 0) return;
    const int first = s->year[0], last = s->year[s->n - 1];
    if (first == last) {
        snprintf(en, sizeof out->years[0], " (%d)", first);
        snprintf(zh, sizeof out->years[0], "（%d）", first);
    } else {
        snprintf(en, sizeof out->years[0], " (%d-%d)", first, last);
        snprintf(zh, sizeof out->years[0], "（%d—%d）", first, last);
    }
}

void ot_fit_sample_recount(ot_fit_sample *sample) {
    sample->sample.n = sample->design.n;
    memset(sample->years, 0, sizeof sample->years);
    say_years(sample);
}

static void fill_sample(const ot_fit_task *t, ot_fit_sample *out) {
    const ot_design *s = &out->design;
    ot_estimator_input *to = &out->sample;
    to->n = s->n;
    to->k = s->k;
    to->x = s->is_curve ? NULL : s->x;
    to->x_low = s->is_curve ? NULL : s->x_low;
    to->y = s->y;
    to->y_low = s->y_low;
    to->year = s->year;
    to->weight = s->weight;
    to->instrument = s->instrument;
    to->n_instruments = s->n_instruments;
    to->choice = &t->spec->estimate;
    out->right = (ot_right_side){s, t->model->indicator[t->form->indicator].first_coefficient};
    out->curve = ot_curve_of(&out->right);
    if (s->is_curve) to->curve = &out->curve;
    out->tested = to;
}

static ot_status refuse_auto(const ot_fit_task *t) {
    (void)ot_fail(
        t->err, OT_ERR_INPUT,
        "outliers of %s are found of a linear equation of one area only; give their years",
        "只有单一地区的线性方程才能自动找出离群年份；请直接给出 %s 的离群年份", t->spec->id);
    return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.outlier_place);
}

static ot_status find_outliers(const ot_fit_task *t, ot_design *s) {
    if (!t->spec->estimate.finds_outliers) return OT_OK;
    if (s->is_curve || ot_method_is(t->spec->estimate.method, OT_METHOD_IS_PANEL))
        return refuse_auto(t);
    double *x = ot_arena_alloc(t->scratch, s->n * s->k + 1, sizeof *x);
    double *y = ot_arena_alloc(t->scratch, s->n + 1, sizeof *y);
    unsigned char *flagged = ot_arena_alloc(t->scratch, s->n + 1, 1);
    if (!x || !y || !flagged) return ot_fit_no_memory(t);
    ot_weighted_rows(s->x, s->y, s->weight, s->n, s->k, x, y);
    const ot_status status = ot_outliers_find(x, y, s->n, s->k, OT_OUTLIERS_LEVEL, flagged, t->err);
    for (size_t i = s->n; i-- > 0 && !status;)
        if (flagged[i]) ot_design_leave_out(s, i);
    return status;
}

/* What was left out is told, whoever chose it. */
static ot_status note_outliers(const ot_fit_task *t, const ot_design *s) {
    const ot_estimate_spec *e = &t->spec->estimate;
    const ot_place place = e->outlier_place;
    ot_buffer years = {0};
    if (s->n_outliers == 0) return OT_OK;
    for (size_t i = 0; i < s->n_outliers; i++)
        ot_buffer_format(&years, "%s%d", i ? ", " : "", s->outlier[i]);
    const int failed = years.failed;
    if (!failed)
        ot_notes_add(t->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                     e->finds_outliers ? "%s%.0s: years found to be outliers and left out: %s"
                                       : "%s%.0s: years left out as outliers: %s",
                     e->finds_outliers ? "%.0s%s：自动找出并略去的离群年份：%s"
                                       : "%.0s%s：作为离群年份略去：%s",
                     t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH],
                     years.data);
    ot_buffer_clear(&years);
    return failed ? ot_fit_no_memory(t) : OT_OK;
}

static int holds(const int *year, size_t n, int sought) {
    for (size_t i = 0; i < n; i++)
        if (year[i] == sought) return 1;
    return 0;
}

static void widen(const int *year, size_t n, int *first, int *last) {
    if (n == 0) return;
    if (*first == 0 || year[0] < *first) *first = year[0];
    if (year[n - 1] > *last) *last = year[n - 1];
}

/* The years of a sample, of all areas of a panel, those that do not count among them. */
static void find_span(const ot_fit_sample *d, int *first, int *last) {
    *first = *last = 0;
    widen(d->design.year, d->design.n, first, last);
    widen(d->design.outlier, d->design.n_outliers, first, last);
    for (size_t a = 0; a < d->n_others; a++) {
        widen(d->other[a].year, d->other[a].n, first, last);
        widen(d->other[a].outlier, d->other[a].n_outliers, first, last);
    }
}

static int is_left_out(const ot_fit_sample *d, int year) {
    int is = holds(d->design.outlier, d->design.n_outliers, year);
    for (size_t a = 0; a < d->n_others && !is; a++)
        is = holds(d->other[a].outlier, d->other[a].n_outliers, year);
    return is;
}

/* A year that is named and was not there to be left out is likely a slip. */
static void note_unmet(const ot_fit_task *t, int year, int first, int last) {
    const ot_place place = t->spec->estimate.outlier_place;
    const char *en = t->spec->label.text[OT_LANGUAGE_EN], *zh = t->spec->label.text[OT_LANGUAGE_ZH];
    if (year < first || year > last)
        ot_notes_add(t->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "outliers of %s%.0s: %d is not in its sample, %d to %d",
                     "%.0s%s的 outliers：%d 年不在样本 %d—%d 年之内", en, zh, year, first, last);
    else
        ot_notes_add(t->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "outliers of %s%.0s: %d has no observation in its sample",
                     "%.0s%s的 outliers：样本中 %d 年没有观测值", en, zh, year);
}

static void note_none_found(const ot_fit_task *t) {
    const ot_place place = t->spec->estimate.outlier_place;
    ot_notes_add(t->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                 "%s%.0s: outliers looked for: none found", "%.0s%s：已查找离群年份：未发现",
                 t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH]);
}

static void note_without_outlier(const ot_fit_task *t, const ot_fit_sample *d) {
    const ot_estimate_spec *e = &t->spec->estimate;
    int first, last;
    find_span(d, &first, &last);
    if (e->finds_outliers && d->design.n_outliers == 0) note_none_found(t);
    for (size_t i = 0; i < e->n_outliers && last > 0; i++)
        if (!is_left_out(d, e->outlier[i])) note_unmet(t, e->outlier[i], first, last);
}

/* Areas of the data that are like a name. */
static const char *nearest_area(const ot_fit_task *t, const char *name) {
    const ot_table *table = t->model->table;
    const size_t n = ot_table_count(table);
    const char **area = ot_arena_alloc(t->scratch, n + 1, sizeof *area);
    for (size_t i = 0; i < n && area; i++)
        area[i] = ot_table_at(table, i)->area;
    return area ? ot_utf8_nearest(name, area, n) : NULL;
}

ot_status ot_fit_check_area(const ot_fit_task *t, const char *name, ot_place place) {
    for (size_t i = 0; i < ot_table_count(t->model->table); i++)
        if (strcmp(ot_table_at(t->model->table, i)->area, name) == 0) return OT_OK;
    const char *near = nearest_area(t, name);
    if (near && *near)
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "no data are of the area \"%s\", which the estimate of %s names; did you "
                      "mean \"%s\"?",
                      "地区“%s”没有数据，而 %s 的 estimate 指名该地区；是否指“%s”？", name,
                      t->spec->id, near);
    else
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "no data are of the area \"%s\", which the estimate of %s names",
                      "地区“%s”没有数据，而 %s 的 estimate 指名该地区", name, t->spec->id);
    return ot_fit_refuse(t, OT_ERR_INPUT, place);
}

ot_status ot_fit_sample_make(const ot_fit_task *t, ot_fit_sample *out) {
    const ot_estimate_spec *e = &t->spec->estimate;
    const ot_design_request request = {.as_of = t->as_of,
                                       .area = e->area,
                                       .is_curve =
                                           e->method == OT_METHOD_NLS && t->fit->n_free > 0};
    *out = (ot_fit_sample){.n_flat = 0};
    ot_status status = e->area ? ot_fit_check_area(t, e->area, e->area_place) : OT_OK;
    if (!status)
        status = ot_design_gather(t->model, t->form, &request, t->scratch, t->notes, &out->design,
                                  t->err);
    if (!status) status = find_outliers(t, &out->design);
    if (!status) status = note_outliers(t, &out->design);
    if (status) return status;
    if (!fill_priors(t, out) || !fill_start(t, out)) return ot_fit_no_memory(t);
    say_years(out);
    fill_sample(t, out);
    if (ot_method_is(e->method, OT_METHOD_IS_PANEL)) status = ot_fit_panel_make(t, out);
    if (!status) note_without_outlier(t, out);
    return status;
}
