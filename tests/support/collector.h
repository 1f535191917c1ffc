/* A probe that keeps every draw, and comparisons of draws with a known distribution. */
#ifndef COLLECTOR_H
#define COLLECTOR_H

#include "outturn/run.h"
#include "simulate/probe.h"

typedef struct collector {
    size_t n_cases, n_rows, n_slots, draws;
    double *value; /* [case][row][slot][draw]; free it by collector_clear */
    uint64_t n_added;
} collector;

/* Run the cases and keep everything; asserted not to fail. */
void collector_run(collector *out, const ot_case *const *c, size_t n_cases,
                   const ot_run_options *options);
void collector_clear(collector *out);
const double *collector_at(const collector *from, size_t k, size_t row, size_t slot);

ot_probe collector_probe(collector *state);

/* Six standard errors: two-sided probability 2e-9 of a normal, so that 500 comparisons together
 * fail by chance once in a million sets of seeds. */
#define COLLECTOR_ERRORS 6.0

/* The share of draws at or below x is probability p, up to its Monte Carlo error. */
void check_share(const double *draw, size_t n, double x, double p);
void check_mean(const double *draw, size_t n, double mean, double sd);
void check_sd(const double *draw, size_t n, double sd); /* of a normal variable */
void check_correlation(const double *a, const double *b, size_t n, double rho); /* normal */

#endif
