/* arma.h -- autoregressive moving averages of small orders by exact maximum likelihood */
#ifndef OT_FORECAST_ARMA_H
#define OT_FORECAST_ARMA_H

#include <stddef.h>

enum { OT_ARMA_MOST = 2 }; /* of either order */

typedef struct ot_arma {
    int p, q, has_mean;
    double ar[OT_ARMA_MOST + 1], ma[OT_ARMA_MOST + 1]; /* from lag 1 */
    double mean, variance, aicc;
    double state[OT_ARMA_MOST + 1]; /* after the last value, about the mean */
} ot_arma;

/* n > p + q + has_mean + 3. Zero when the likelihood is nowhere finite. */
int ot_arma_fit(const double *w, size_t n, int p, int q, int has_mean, ot_arma *out);
/* Values to come, and what an error does j years later. */
void ot_arma_predict(const ot_arma *a, size_t horizon, double *centre, double *weight);

#endif
