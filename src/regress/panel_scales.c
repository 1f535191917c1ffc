/* Scales of areas and of observations, as EM has them. An area's sum of squares S on f degrees of
 * freedom, of which s^2 / s_i^2 ~ chi^2(nu) / nu, makes 1 / s_i^2 (nu + f) / (nu s^2 + S) on
 * average (Smyth 2004, section 3). s is at its maximum for each nu, and sqrt(2 / nu), nearly the sd
 * of log s_i^2, uniform between 0 and 2, at its mean. */
#include <float.h>
#include <math.h>

#include <gsl/gsl_sf_gamma.h>

#include "regress/panel_core.h"

enum { N_SPREADS = 20, N_HALVINGS = 45 };
static const double MOST_SPREAD = 2.0;

/* As many degrees of freedom as an observation of a Student-t says of its scale, by Fisher's
 * information: K. L. Lange, R. J. A. Little, J. M. G. Taylor, JASA 84(408), 1989, p. 881-896. */
static double information(const ot_panel_core *c) {
    const double df = OT_PANEL_TAIL_DF;
    return c->choice.is_normal ? 1.0 : df / (df + 3.0);
}

/* Residuals given the data have a variance, too. */
static void weigh_rows(ot_panel_core *c, double sigma) {
    for (size_t area = 0; area < c->n_areas; area++)
        for (size_t r = c->start[area]; r < c->start[area + 1]; r++) {
            const double square = c->residual[r] * c->residual[r] + c->variance[r];
            const double ratio = square * c->area_weight[area] / (sigma * sigma);
            c->row_weight[r] =
                c->choice.is_normal ? 1.0 : (OT_PANEL_TAIL_DF + 1.0) / (OT_PANEL_TAIL_DF + ratio);
        }
}

/* Degrees of freedom and sums of squares of each area's residuals. */
static void sum_areas(ot_panel_core *c, double sigma) {
    const double share = information(c);
    for (size_t area = 0; area < c->n_areas; area++) {
        double df = 0.0, square = 0.0;
        for (size_t r = c->start[area]; r < c->start[area + 1]; r++) {
            df += 1.0 - fmin(1.0, c->weight[r] * c->variance[r] / (sigma * sigma));
            square += c->row_weight[r] * c->residual[r] * c->residual[r];
        }
        c->area_df[area] = share * df;
        c->area_square[area] = share * square;
    }
}

static double weight_of(const ot_panel_core *c, size_t area, double nu, double common) {
    return common * (nu + c->area_df[area]) / (nu * common + c->area_square[area] + DBL_MIN);
}

/* The common s^2: the areas' weights are 1 on average. */
static double common_square(const ot_panel_core *c, double nu, double around) {
    double low = log(around) - 20.0, high = log(around) + 20.0;
    for (int i = 0; i < N_HALVINGS; i++) {
        const double middle = 0.5 * (low + high), common = exp(middle);
        double sum = 0.0;
        for (size_t area = 0; area < c->n_areas; area++)
            sum += weight_of(c, area, nu, common);
        if (sum < (double)c->n_areas)
            low = middle;
        else
            high = middle;
    }
    return exp(0.5 * (low + high));
}

static double log_density(const ot_panel_core *c, double nu, double common) {
    double sum = 0.0;
    for (size_t area = 0; area < c->n_areas; area++) {
        const double df = c->area_df[area];
        if (!(df > 0.0)) continue;
        sum += gsl_sf_lngamma(0.5 * (nu + df)) - gsl_sf_lngamma(0.5 * nu) -
               0.5 * df * log(nu * common) -
               0.5 * (nu + df) * log1p(c->area_square[area] / (nu * common));
    }
    return sum;
}

static double mean_spread(const ot_panel_core *c, double around) {
    double density[N_SPREADS], most = -INFINITY, sum = 0.0, moment = 0.0;
    for (size_t i = 0; i < N_SPREADS; i++) {
        const double spread = MOST_SPREAD * ((double)i + 0.5) / N_SPREADS;
        const double nu = 2.0 / (spread * spread);
        density[i] = log_density(c, nu, common_square(c, nu, around));
        most = fmax(most, density[i]);
    }
    for (size_t i = 0; i < N_SPREADS; i++) {
        const double spread = MOST_SPREAD * ((double)i + 0.5) / N_SPREADS;
        sum += exp(density[i] - most);
        moment += exp(density[i] - most) * spread;
    }
    return moment / sum;
}

double ot_panel_weigh(ot_panel_core *c, const ot_panel_variances *v) {
    const double around = v->sigma * v->sigma;
    double moved = 0.0;
    ot_panel_residuals(c, v);
    weigh_rows(c, v->sigma);
    sum_areas(c, v->sigma);
    c->spread_df = INFINITY;
    if (!c->choice.has_one_scale) {
        const double spread = mean_spread(c, around);
        c->spread_df = 2.0 / (spread * spread);
        const double common = common_square(c, c->spread_df, around);
        for (size_t area = 0; area < c->n_areas; area++)
            c->area_weight[area] = weight_of(c, area, c->spread_df, common);
    }
    for (size_t area = 0; area < c->n_areas; area++)
        for (size_t r = c->start[area]; r < c->start[area + 1]; r++) {
            const double weight = c->area_weight[area] * c->row_weight[r];
            moved = fmax(moved, fabs(log(weight / c->weight[r])));
            c->weight[r] = weight;
        }
    return moved;
}
