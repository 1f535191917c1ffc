/* Which indicators a meeting asks for first. */
#include "outturn/publish.h"
#include "report/arrange/chart_parts.h"
#include "report/words/words.h"

static int has_target(const ot_projection *p, size_t indicator, int year) {
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = &p->model->target[p->target[j]];
        if (t->indicator == indicator && t->year == year) return 1;
    }
    return 0;
}

static int last_year_of_targets(const ot_projection *p) {
    int year = 0;
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = &p->model->target[p->target[j]];
        if (t->year > year) year = t->year;
    }
    return year;
}

/* Without targets all count. */
size_t ot_main_indicators(const ot_parts *parts, size_t out[OT_MOST_MAIN]) {
    const ot_projection *p = parts->projection;
    const int year = last_year_of_targets(p);
    size_t n = 0;
    for (size_t i = 0; i < p->n_indicators && n < OT_MOST_MAIN; i++) {
        const size_t indicator = p->indicator[i].indicator;
        const int is_main = parts->n_indicators > 0 || year == 0 || has_target(p, indicator, year);
        if (is_main && ot_parts_show_indicator(parts, indicator)) out[n++] = i;
    }
    return n;
}

size_t ot_publish_main(const ot_parts *parts, const char *id[OT_PUBLISH_MOST_MAIN]) {
    size_t row[OT_MOST_MAIN];
    const size_t n = ot_main_indicators(parts, row);
    const ot_projection *p = parts->projection;
    for (size_t i = 0; i < n; i++)
        id[i] = p->model->indicator[p->indicator[row[i]].indicator].spec->id;
    return n;
}

/* Ends of the bands, and enough between them for the shape of a distribution. */
const double *ot_publish_quantiles(size_t *n) {
    static const double QUANTILE[] = {0.005, 0.01, 0.025, 0.05, 0.1,  0.15,  0.25, 0.35, 0.5,
                                      0.65,  0.75, 0.85,  0.9,  0.95, 0.975, 0.99, 0.995};
    *n = sizeof QUANTILE / sizeof *QUANTILE;
    return QUANTILE;
}
