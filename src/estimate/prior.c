#include "estimate/prior.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以存放面板数据");
}

/* Under which a single rate is not worth a spread. */
enum { LEAST_RATES = 3 };

/* A variance between fewer areas than this is hardly known: A. Gelman, Bayesian Analysis 1(3),
 * 2006, section 5.2 and 6. */
enum { MANY_AREAS = 10 };

static ot_status check_enough(ot_prior *p, ot_error *err) {
    size_t n = 0;
    for (size_t k = 0; k < p->panel.n_areas * p->panel.n_years; k++)
        n += isfinite(p->growth[k]) ? 1 : 0;
    p->n_rates = n;
    if (p->panel.n_areas < 2)
        return ot_fail(
            err, OT_ERR_INPUT,
            "%s has growth rates of one area only (\"%s\"); a spread between areas needs "
            "at least 2",
            "%s 只有一个地区（“%s”）的增长率；地区之间的离散程度至少需要 2 个地区", p->indicator,
            p->area[0]);
    if (n >= LEAST_RATES) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT, "%s has %zu growth rates; at least %d are needed",
                   "%s 只有 %zu 个增长率；至少需要 %d 个", p->indicator, n, LEAST_RATES);
}

static ot_status estimate(ot_prior *p, ot_error *err) {
    ot_status status = check_enough(p, err);
    if (status) return status;
    p->effect = ot_arena_alloc(p->arena, p->panel.n_areas, sizeof *p->effect);
    p->year_effect = ot_arena_alloc(p->arena, p->panel.n_years, sizeof *p->year_effect);
    if (!p->effect || !p->year_effect) return no_memory(err);
    status = ot_prior_find_outliers(p, err);
    if (status) return status;
    for (size_t k = 0; k < p->n_outliers && p->leaves_out_outliers; k++)
        p->growth[p->outlier[k].area * p->panel.n_years + p->outlier[k].year] = (double)NAN;
    status = ot_components_fit(&p->panel, &p->components, p->effect, p->year_effect, err);
    if (!status) status = ot_prior_fill_tails(p, err);
    if (!status) ot_prior_fill_law(p);
    return status;
}

static void tell(const ot_prior *p, ot_notes *notes) {
    const ot_growth_components *c = &p->components;
    if (!c->has_own_persistence)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%s: the %zu growth rates do not tell a persistence, which is taken to be 0: "
                     "those of %d or more years in a row, less their areas and years, must leave "
                     "%d degrees of freedom, and the likelihood must rise from 0",
                     "%s：%zu 个增长率不足以估计持续性，取 0：连续 %d "
                     "年及以上的增长率个数减去所涉地区数和年数，须余下 %d "
                     "个自由度，且似然值须高于持续性为 0 时的似然值",
                     p->indicator, c->n, (int)OT_COMPONENTS_YEARS_IN_A_ROW,
                     (int)OT_COMPONENTS_DF_FOR_PERSISTENCE);
    else if (isnan(c->own_persistence_se))
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%s: the persistence is found at an end of what is looked at, %.2f, and has "
                     "no standard error",
                     "%s：持续性落在搜索范围的一端（%.2f），没有标准误", p->indicator,
                     c->own_persistence);
    if (c->between <= 0.0)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%s: no difference between areas can be told from chance (estimate at 0): own "
                     "means do not count; %zu areas%s%.0s",
                     "%s：地区差异与偶然无法区分（估计值为 0），自身平均不计入；地区有 %zu "
                     "个%.0s%s",
                     p->indicator, p->panel.n_areas,
                     p->panel.n_areas < MANY_AREAS ? " are few" : "",
                     p->panel.n_areas < MANY_AREAS ? "，为数不多" : "");
    if (p->n_outliers == 0) return;
    if (p->leaves_out_outliers)
        ot_notes_add(
            notes, OT_SEVERITY_WARNING, NULL, 0, 0,
            "%s: outliers among the growth rates, over %g robust standard deviations from what "
            "is usual: %zu of %zu; they are left out, as asked; the report lists them",
            "%s：偏离通常水平超过 %g 个稳健标准差的离群值 %zu 个（增长率共 %zu "
            "个）；已按要求剔除，报告中列出",
            p->indicator, OT_PRIOR_OUTLIER, p->n_outliers, p->n_rates);
    else
        ot_notes_add(
            notes, OT_SEVERITY_WARNING, NULL, 0, 0,
            "%s: outliers among the growth rates, over %g robust standard deviations from what "
            "is usual: %zu of %zu; they are kept, the report lists them",
            "%s：偏离通常水平超过 %g 个稳健标准差的离群值 %zu 个（增长率共 %zu "
            "个）；未予剔除，报告中列出",
            p->indicator, OT_PRIOR_OUTLIER, p->n_outliers, p->n_rates);
}

ot_status ot_prior_new(const ot_table *table, const char *indicator,
                       const ot_prior_options *options, ot_notes *notes, ot_prior **out,
                       ot_error *err) {
    ot_prior *p = calloc(1, sizeof *p);
    if (p) p->arena = ot_arena_new();
    ot_status status = p && p->arena ? OT_OK : no_memory(err);
    if (!status) {
        p->table = table;
        p->leaves_out_outliers = options->leaves_out_outliers;
        p->indicator = ot_arena_text(p->arena, indicator, strlen(indicator));
        if (!p->indicator) status = no_memory(err);
    }
    if (!status) status = ot_prior_gather(p, options, notes, err);
    if (!status) status = estimate(p, err);
    if (status) {
        ot_prior_free(p);
        return status;
    }
    tell(p, notes);
    *out = p;
    return OT_OK;
}

void ot_prior_free(ot_prior *prior) {
    if (!prior) return;
    ot_arena_free(prior->arena);
    free(prior);
}
