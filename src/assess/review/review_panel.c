#include "assess/review/review_panel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate/prior.h"

static const double PERCENT = 100.0;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the review", "内存不足以评估目标");
}

static int has_series(const ot_table *t, const char *series) {
    for (size_t i = 0; i < ot_table_count(t); i++)
        if (strcmp(ot_table_at(t, i)->series, series) == 0) return 1;
    return 0;
}

ot_status ot_review_match_check(const ot_model *model, const ot_review_match *match,
                                const ot_table *panel, ot_error *err) {
    const size_t row = ot_symbols_find(model, match->indicator, strlen(match->indicator));
    if (row == SIZE_MAX || row >= model->n_indicators)
        return ot_fail(err, OT_ERR_USAGE, "\"%s\" is no indicator of the model",
                       "“%s”不是模型中的指标", match->indicator);
    if (!panel || !has_series(panel, match->series))
        return ot_fail(err, OT_ERR_USAGE, "the panel has no series \"%s\"",
                       "面板数据中没有序列“%s”", match->series);
    return OT_OK;
}

/* The series of the panel whose growth is like that of the indicator; NULL: there is none. */
static const char *series_of(const ot_model *model, const ot_review_options *o, size_t indicator) {
    const char *id = model->indicator[indicator].spec->id;
    for (size_t i = 0; i < o->n_matches; i++) {
        const char *name = o->match[i].indicator;
        if (ot_symbols_find(model, name, strlen(name)) == indicator) return o->match[i].series;
    }
    return has_series(o->panel, id) ? id : NULL;
}

/* Growth of another area, of which nothing but the panel is known: over some years its mean has the
 * uncertainty of an area and that of its years. */
static double panel_chance(const ot_required_growth *g, const ot_prior *prior) {
    const double n = g->n_years, year = prior->law.year_sd;
    const double of_years = year * year * ot_prior_sum_variance(prior->persistence, g->n_years);
    const double of_area = prior->law.uncertainty * prior->law.uncertainty;
    const double scale = PERCENT * sqrt(of_area + of_years / (n * n));
    return ot_required_growth_chance(g, PERCENT * prior->law.value, scale, INFINITY);
}

ot_review_prior ot_review_view(double probability) {
    return (ot_review_prior){probability, ot_review_verdict_of(probability)};
}

/* Priors of the panel's series, each estimated once. */
typedef struct prior_shelf {
    ot_prior **prior; /* [n]; NULL: its growth cannot be estimated */
    const char **series;
    size_t n;
} prior_shelf;

/* A series whose growth cannot be estimated has no prior; only memory is a failure. */
static ot_status find_prior(prior_shelf *shelf, const ot_review_options *o, const char *series,
                            const ot_prior **out, ot_error *err) {
    const ot_prior_options options = {.first_year = o->panel_first, .last_year = o->panel_last};
    ot_status status = OT_OK;
    size_t i = 0;
    while (i < shelf->n && strcmp(shelf->series[i], series) != 0)
        i++;
    if (i == shelf->n) {
        shelf->series[shelf->n++] = series;
        status = ot_prior_new(o->panel, series, &options, NULL, &shelf->prior[i], err);
    }
    *out = shelf->prior[i];
    return status == OT_ERR_NOMEM ? status : OT_OK;
}

/* What a panel cannot tell is left open: that of a series without growth, of rates. */
static ot_status ask_panel(ot_review *r, const ot_review_options *o, prior_shelf *shelf, size_t j,
                           ot_error *err) {
    const ot_model *m = r->projection->model;
    ot_review_facts *f = &r->facts[j];
    const size_t indicator = m->target[r->projection->target[j]].indicator;
    const char *series = series_of(m, o, indicator), *own = m->indicator[indicator].area;
    const ot_prior *prior = NULL;
    if (!series || f->growth.n_years == 0) return OT_OK;
    const ot_status status = find_prior(shelf, o, series, &prior, err);
    const ot_growth_panel_view view = {
        o->panel, series, own, prior ? prior->total : NULL, o->panel_first, o->panel_last};
    ot_required_growth_rank(&f->growth, &view);
    if (prior && !f->growth.is_points) f->panel = ot_review_view(panel_chance(&f->growth, prior));
    return status;
}

ot_status ot_review_ask_panel(ot_review *r, const ot_review_options *o, ot_notes *notes,
                              ot_error *err) {
    const size_t n = r->projection->n_targets;
    prior_shelf shelf = {calloc(n + 1, sizeof *shelf.prior), calloc(n + 1, sizeof *shelf.series),
                         0};
    ot_status status = shelf.prior && shelf.series ? OT_OK : no_memory(err);
    for (size_t j = 0; j < n && !status; j++)
        status = ask_panel(r, o, &shelf, j, err);
    if (!status && shelf.n == 0)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "no target's indicator has a series of its id in the panel; name one by "
                     "--match INDICATOR=SERIES",
                     "面板数据中没有与目标指标 id 同名的序列；请用 --match 指标=序列 指明");
    for (size_t i = 0; i < shelf.n; i++)
        ot_prior_free(shelf.prior[i]);
    free(shelf.prior);
    free(shelf.series);
    return status;
}
