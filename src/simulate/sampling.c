#include "simulate/sampling.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "simulate/sampler.h"

/* Counters whose second word has this bit belong to no draw: there are fewer than 2^32 of these. */
static const uint32_t APART = UINT32_C(1) << 31;

void ot_sampler_words(const ot_sampler *s, size_t d, size_t replicate, uint32_t number,
                      uint32_t word[4]) {
    const ot_draw_dimension *of = &s->dimension[d];
    const uint32_t counter[4] = {number, APART | (uint32_t)replicate, of->stream, of->year};
    const uint32_t key[2] = {(uint32_t)s->options.seed, (uint32_t)(s->options.seed >> 32)};
    ot_philox4x32(counter, key, word);
}

void ot_random_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z) {
    ot_stream_normals(s->options.seed, s->dimension[d].stream, s->dimension[d].year, first, n, z);
}

/* Half as many, each beside its mirror image. */
static void antithetic_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z) {
    enum { HALF = OT_SAMPLER_CHUNK / 2 };
    double half[HALF];
    for (size_t i = 0; i < n; i += OT_SAMPLER_CHUNK) {
        const size_t left = n - i < OT_SAMPLER_CHUNK ? n - i : OT_SAMPLER_CHUNK;
        ot_random_normals(s, d, (first + i) / 2, (left / 2 + 1) / 2 * 2, half);
        for (size_t k = 0; k < left / 2; k++) {
            z[i + 2 * k] = half[k];
            z[i + 2 * k + 1] = -half[k];
        }
    }
}

static int nothing(ot_sampler *s) {
    (void)s;
    return 1;
}

static const struct ot_sampler_kind KIND[OT_N_SAMPLINGS] = {
    [OT_SAMPLING_RANDOM] = {nothing, ot_random_normals},
    [OT_SAMPLING_SOBOL] = {ot_sobol_init, ot_sobol_normals},
    [OT_SAMPLING_ANTITHETIC] = {nothing, antithetic_normals},
    [OT_SAMPLING_LHS] = {ot_lhs_init, ot_lhs_normals},
};

ot_sampler *ot_sampler_new(const ot_run_options *options, const ot_draw_dimension *dimension,
                           size_t n) {
    ot_sampler *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    *s = (ot_sampler){.options = *options, .kind = &KIND[options->sampling], .n = n};
    s->dimension = calloc(n + 1, sizeof *s->dimension);
    if (s->dimension && n > 0) memcpy(s->dimension, dimension, n * sizeof *dimension);
    if (!s->dimension || !s->kind->init(s)) {
        ot_sampler_free(s);
        return NULL;
    }
    return s;
}

void ot_sampler_free(ot_sampler *s) {
    if (!s) return;
    free(s->dimension);
    free(s->scramble);
    free(s->key);
    free(s);
}

void ot_sampler_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z) {
    assert(d < s->n && first % OT_SAMPLING_REPLICATES == 0 && n % 2 == 0);
    s->kind->normals(s, d, first, n, z);
}
