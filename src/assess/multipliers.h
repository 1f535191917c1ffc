/* multipliers.h -- the numbers behind outturn/multipliers.h */
#ifndef OT_ASSESS_MULTIPLIERS_H
#define OT_ASSESS_MULTIPLIERS_H

#include "assess/exogenous.h"
#include "outturn/multipliers.h"
#include "simulate/path.h"
#include "simulate/response.h"

struct ot_multipliers {
    const ot_model *model;
    const ot_path *path;
    const char **name;       /* [n] of the inputs, borrowed */
    ot_exogenous *exogenous; /* [n] */
    size_t n, n_years;       /* inputs; projected years */
    ot_response response;    /* shock k * n_years + y: input k in projected year y */
};

/* Of a shock in projected year `y`, cumulated up to projected year `last`. */
double ot_multiplier_sum(const ot_multipliers *m, size_t indicator, size_t k, size_t y,
                         size_t last);

/* Does a change of input k in any year move the indicator in any? */
int ot_multiplier_moves(const ot_multipliers *m, size_t indicator, size_t k);

/* Of an indicator in projected year `t`, for input k changed in projected year `y`. */
double ot_multiplier_at(const ot_multipliers *m, size_t indicator, size_t t, size_t k, size_t y);

#endif
