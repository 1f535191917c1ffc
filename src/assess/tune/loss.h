/* loss.h -- how far simulated values are from observed ones */
#ifndef OT_ASSESS_LOSS_H
#define OT_ASSESS_LOSS_H

#include <stddef.h>

#include "outturn/tune.h"

/*
 * The continuous ranked probability score of a forecast of which draw[0..n), n >= 2, are a sample,
 * when y is observed: E|X - y| - E|X - X'| / 2, the second mean over pairs of different draws, so
 * that its expectation does not depend on n (Ferro 2014). Sorts the draws. NaN when one of them is
 * not finite.
 */
double ot_crps(double *draw, size_t n, double y);

/* What one year adds to a loss: a squared error, a share in percent, a score. */
double ot_loss_term(ot_loss loss, double value, double observed, double scale);
/* The loss of n terms; NaN of none, infinite when one is not finite. */
double ot_loss_of(ot_loss loss, double sum, size_t n);

/* The mean absolute change between values one year apart; the mean size where there are none; 1
 * where that is 0. Missing values are NaN. */
double ot_mean_change(const double *value, size_t n);

const char *ot_loss_name(ot_loss loss); /* "rmse" */
const char *ot_loss_text(ot_loss loss, ot_language language);

#endif
