#include "estimate/law.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

/* Weight of the mode: D. G. Malcolm et al., Operations Research 7(5), 1959, p. 646-669. */
static const double PERT_WEIGHT = 4.0;

/* No score comes near: an event that never (or always) begins has a threshold that is finite. */
static const double BEYOND_SCORES = 40.0;

static double event_threshold(double probability) {
    if (!(probability > 0.0)) return BEYOND_SCORES;
    if (!(probability < 1.0)) return -BEYOND_SCORES;
    return fmin(fmax(gsl_cdf_ugaussian_Qinv(probability), -BEYOND_SCORES), BEYOND_SCORES);
}

static void make_bounded(const ot_law_spec *spec, double inside, ot_law *law) {
    law->low = spec->low * inside;
    law->high = spec->high * inside;
    if (law->family == OT_LAW_TRIANGULAR) law->mode = spec->mode * inside;
    if (law->family == OT_LAW_BETA) {
        law->alpha = spec->alpha;
        law->beta = spec->beta;
    }
    if (law->family == OT_LAW_PERT) {
        const double width = spec->high - spec->low;
        law->family = OT_LAW_BETA;
        law->alpha = 1.0 + PERT_WEIGHT * (spec->mode - spec->low) / width;
        law->beta = 1.0 + PERT_WEIGHT * (spec->high - spec->mode) / width;
    }
}

ot_law ot_law_make(const ot_law_spec *spec, double inside) {
    ot_law law = {.family = (int32_t)spec->family, .table = -1, .source = -1};
    switch (spec->family) {
    case OT_LAW_STUDENT_T:
        law.df = spec->df;
        law.scale = spec->scale * inside;
        break;
    case OT_LAW_NORMAL:
        law.scale = spec->scale * inside;
        break;
    case OT_LAW_LOGNORMAL: /* of a logarithm: a pure number */
        law.scale = spec->scale;
        break;
    case OT_LAW_UNIFORM:
    case OT_LAW_TRIANGULAR:
    case OT_LAW_PERT:
    case OT_LAW_BETA:
        make_bounded(spec, inside, &law);
        break;
    case OT_LAW_EVENT:
        law.probability = spec->probability;
        law.effect = spec->effect * inside;
        law.duration = spec->duration;
        law.threshold = event_threshold(spec->probability);
        break;
    case OT_LAW_NONE:
    case OT_LAW_FORECAST:
    case OT_N_LAW_FAMILIES:
        break;
    }
    return law;
}

int ot_law_needs_table(const ot_law *law) {
    return law->family == OT_LAW_STUDENT_T || law->family == OT_LAW_UNIFORM ||
           law->family == OT_LAW_TRIANGULAR || law->family == OT_LAW_BETA;
}

/* Both ends are reached from their own tail, so that neither loses digits. */
static ot_quantile_point uniform(const ot_law *law, double z) {
    const double width = law->high - law->low, tail = gsl_cdf_ugaussian_P(-fabs(z)) * width;
    return (ot_quantile_point){z > 0.0 ? law->high - tail : law->low + tail,
                               gsl_ran_ugaussian_pdf(z) * width};
}

static ot_quantile_point triangular(const ot_law *law, double z) {
    const double width = law->high - law->low, below = gsl_cdf_ugaussian_P(z);
    const double above = gsl_cdf_ugaussian_Q(z), rising = law->mode - law->low;
    const int is_below = below * width < rising;
    const double square =
        is_below ? below * width * rising : above * width * (law->high - law->mode);
    const double side = sqrt(square), p = is_below ? below : above;
    return (ot_quantile_point){is_below ? law->low + side : law->high - side,
                               gsl_ran_ugaussian_pdf(z) * side / (2.0 * p)};
}

static ot_quantile_point beta(const ot_law *law, double z) {
    const double width = law->high - law->low;
    const ot_quantile_point q = ot_beta_quantile(law->alpha, law->beta, z);
    return (ot_quantile_point){z > 0.0 ? law->high - width * q.value : law->low + width * q.value,
                               width * fabs(q.slope)};
}

ot_quantile_point ot_law_point(const ot_law *law, double z) {
    ot_quantile_point q = {(double)NAN, (double)NAN};
    switch ((ot_law_family)law->family) {
    case OT_LAW_NORMAL:
        return (ot_quantile_point){law->scale * z, law->scale};
    case OT_LAW_STUDENT_T:
        q = ot_student_quantile(law->df, z);
        return (ot_quantile_point){law->scale * q.value, law->scale * q.slope};
    case OT_LAW_LOGNORMAL:
        q.value = exp(law->scale * z);
        q.slope = law->scale * q.value;
        return q;
    case OT_LAW_UNIFORM:
        return uniform(law, z);
    case OT_LAW_TRIANGULAR:
        return triangular(law, z);
    case OT_LAW_BETA:
        return beta(law, z);
    case OT_LAW_PERT: /* made a beta */
    case OT_LAW_EVENT:
    case OT_LAW_NONE:
    case OT_LAW_FORECAST:
    case OT_N_LAW_FAMILIES:
        break;
    }
    return q;
}

double ot_law_quantile(const ot_law *law, double z) { return ot_law_point(law, z).value; }
double ot_law_slope(const ot_law *law, double z) { return ot_law_point(law, z).slope; }
double ot_sigma_quantile(double df, double z) { return ot_inverse_chi_quantile(df, z).value; }

/* x(t) = rho x(t - 1) + sqrt(1 - rho^2) e(t), started from its lasting distribution. */
void ot_law_dependence(double persistence, size_t n_years, double *packed) {
    const double fresh = sqrt((1.0 - persistence) * (1.0 + persistence));
    for (size_t t = 0; t < n_years; t++) {
        double *row = packed + t * (t + 1) / 2;
        double power = 1.0;
        for (size_t s = t + 1; s-- > 0; power *= persistence)
            row[s] = (s == 0 ? 1.0 : fresh) * power;
    }
}
