/* sampler.h -- the inside of a sampler: one file each for sobol and lhs */
#ifndef OT_SIMULATE_SAMPLER_H
#define OT_SIMULATE_SAMPLER_H

#include "outturn/sampling.h"
#include "simulate/sampling.h"

enum { OT_SAMPLER_CHUNK = 256 }; /* uniforms made together; a multiple of the replicates */

struct ot_sampler {
    ot_run_options options;
    const struct ot_sampler_kind *kind;
    size_t n;                     /* dimensions */
    ot_draw_dimension *dimension; /* [n] */
    uint64_t *scramble;           /* sobol: [n_scrambled][1 + n_digits][16] */
    size_t n_scrambled, n_digits;
    uint32_t *key; /* lhs: [n][OT_LHS_ROUNDS][16] */
};

struct ot_sampler_kind {
    int (*init)(ot_sampler *s); /* 0: no memory */
    void (*normals)(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z);
};

/* Four random words of a dimension and replicate, numbered from 0, that no draw uses. */
void ot_sampler_words(const ot_sampler *s, size_t d, size_t replicate, uint32_t number,
                      uint32_t word[4]);

int ot_sobol_init(ot_sampler *s);
void ot_sobol_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z);

enum { OT_LHS_ROUNDS = 8 };
int ot_lhs_init(ot_sampler *s);
void ot_lhs_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z);

/* The independent draws of dimension d, which others begin with. */
void ot_random_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z);

#endif
