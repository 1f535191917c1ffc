/* From components to the law of a driver. */
#include <math.h>
#include <stdint.h>

#include "base/elementary.h"
#include "estimate/prior.h"
#include "regress/golden_section.h"
#include <gsl/gsl_math.h>

static const double MOST_PERSISTENCE = 0.98;

typedef struct student_fit {
    const double *x;
    size_t n;
    double df, rms; /* rms: root mean square */
} student_fit;

/* log gamma of x > 0 by Stirling's series behind a shift (Abramowitz and Stegun 1964, 6.1.41). */
static double log_gamma(double x) {
    double product = 1.0;
    for (; x < 12.0; x += 1.0)
        product *= x;
    const double y = 1.0 / (x * x);
    const double series = (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y / 1680.0))) / x;
    return (x - 0.5) * ot_log(x) - x + 0.5 * ot_log(2.0 * M_PI) + series - ot_log(product);
}

static double at_log_scale(double log_scale, void *state) {
    const student_fit *s = state;
    const double scale = s->rms * ot_exp(log_scale), half = 0.5 * (s->df + 1.0);
    double sum = 0.0;
    for (size_t i = 0; i < s->n; i++) {
        const double z = s->x[i] / scale;
        sum += half * ot_log(1.0 + z * z / s->df);
    }
    const double constant =
        log_gamma(half) - log_gamma(0.5 * s->df) - 0.5 * ot_log(s->df * M_PI) - ot_log(scale);
    return 2.0 * (sum - (double)s->n * constant);
}

/* The heavier the tail, the smaller the scale is beside the root mean square. */
static double at_inverse_df(double inverse, void *state) {
    student_fit *s = state;
    double least = INFINITY;
    s->df = 1.0 / inverse;
    (void)ot_golden_least(at_log_scale, s, -4.0, 0.5, &least);
    return least;
}

double ot_prior_student_df(const double *x, size_t n) {
    student_fit s = {x, n, 0.0, 0.0};
    for (size_t i = 0; i < n; i++)
        s.rms += x[i] * x[i] / (double)n;
    s.rms = sqrt(s.rms);
    if (!(s.rms > 0.0)) return INFINITY;
    const double normal = 1.0 / OT_PRIOR_MOST_DF;
    const double inverse =
        ot_golden_least(at_inverse_df, &s, normal, 1.0 / OT_PRIOR_LEAST_DF, NULL);
    return inverse > normal * (1.0 + 1e-6) ? 1.0 / inverse : INFINITY;
}

double ot_prior_sum_variance(double persistence, int n) {
    double sum = n, power = 1.0;
    for (int k = 1; k < n; k++) {
        power *= persistence;
        sum += 2.0 * (n - k) * power;
    }
    return sum;
}

double ot_prior_matched_persistence(double variance, int n) {
    double low = -MOST_PERSISTENCE, high = MOST_PERSISTENCE;
    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (low + high);
        if (ot_prior_sum_variance(middle, n) < variance)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

/* Deviations of the rates from the means of their areas, common part and all; how many. */
static size_t deviations(const ot_prior *p, double *x) {
    const size_t n_years = p->panel.n_years;
    size_t n = 0;
    for (size_t i = 0; i < p->panel.n_areas; i++)
        for (size_t t = 0; t < n_years; t++)
            if (isfinite(p->panel.growth[i * n_years + t]))
                x[n++] = p->panel.growth[i * n_years + t] - p->effect[i].mean;
    return n;
}

/* Root mean square of sums over the horizon about those of the mean. */
static double panel_sum_sd(const ot_prior *p) {
    const size_t n_years = p->panel.n_years, span = OT_PRIOR_HORIZON;
    double square = 0.0, n = 0.0;
    for (size_t i = 0; i < p->panel.n_areas; i++)
        for (size_t t = 0; t + span <= n_years; t++) {
            double sum = 0.0;
            for (size_t k = 0; k < span; k++)
                sum += p->panel.growth[i * n_years + t + k] - p->components.mean;
            if (p->year[t + span - 1] - p->year[t] != OT_PRIOR_HORIZON - 1 || !isfinite(sum))
                continue;
            square += sum * sum;
            n += 1.0;
        }
    return n > 0.0 ? sqrt(square / n) : (double)NAN;
}

static void fill_persistence(ot_prior *p, double common, double own) {
    const ot_growth_components *c = &p->components;
    const double share = common / (common + own), rest = 1.0 - share;
    p->persistence = share * c->common_persistence + rest * c->own_persistence;
    p->persistence_se = c->has_common_persistence
                            ? hypot(share * c->common_persistence_se, rest * c->own_persistence_se)
                            : c->own_persistence_se;
}

void ot_prior_fill_law(ot_prior *p) {
    const ot_growth_components *c = &p->components;
    ot_prior_law *law = &p->law;
    const int is_own = p->own != SIZE_MAX;
    const double common = c->common * c->common, own = c->own * c->own, n = OT_PRIOR_HORIZON;
    law->value = is_own ? p->effect[p->own].mean : c->mean;
    law->uncertainty = is_own ? p->effect[p->own].sd : hypot(c->between, c->mean_se);
    law->year_sd = sqrt(common + own);
    law->sd = hypot(law->year_sd, law->uncertainty);
    const double sum = n * n * law->uncertainty * law->uncertainty +
                       common * ot_prior_sum_variance(c->common_persistence, OT_PRIOR_HORIZON) +
                       own * ot_prior_sum_variance(c->own_persistence, OT_PRIOR_HORIZON);
    law->sum_sd = sqrt(sum);
    law->persistence = ot_prior_matched_persistence(sum / (law->sd * law->sd), OT_PRIOR_HORIZON);
    law->df = p->year_df;
    law->scale = isfinite(law->df) ? law->sd * sqrt((law->df - 2.0) / law->df) : law->sd;
    fill_persistence(p, common, own);
    p->panel_sum_sd = panel_sum_sd(p);
}

ot_status ot_prior_fill_tails(ot_prior *p, ot_error *err) {
    double *x = ot_arena_alloc(p->arena, p->components.n, sizeof *x);
    if (!x) return ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以存放面板数据");
    p->year_df = ot_prior_student_df(x, deviations(p, x));
    return OT_OK;
}
