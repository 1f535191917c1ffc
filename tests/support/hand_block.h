/* A block of draws written by hand, for tests of what reads draws: one case, every value NaN until
 * it is put. */
#ifndef HAND_BLOCK_H
#define HAND_BLOCK_H

#include "model/model.h"
#include "simulate/probe.h"

typedef struct hand_block {
    const ot_model *model;
    ot_case c; /* its sizes only */
    const ot_case *cases[1];
    double *value;
    const double *series[1];
    ot_block block;
} hand_block;

/* The block points into *h, which must stay where it is. */
void hand_block_init(hand_block *h, const ot_model *model, size_t n_draws);
void hand_block_clear(hand_block *h);

/* The draws of an indicator in a year, to be written. */
double *hand_block_at(hand_block *h, size_t indicator, int year);

#endif
