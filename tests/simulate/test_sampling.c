/* Tests of simulate/sampling.h: each sampling is what its header says, in every dimension, however
 * blocks are cut; and it does what it is for: averages come out better than of independent draws.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "base/sobol.h"
#include "base/stream.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "simulate/sampling.h"

enum { R = OT_SAMPLING_REPLICATES };
#define SEED UINT64_C(20230101)

/* n dimensions: streams of made-up hashes, year by year ten. */
static ot_sampler *sampler_of(ot_sampling sampling, uint64_t draws, uint64_t seed, size_t n) {
    ot_run_options options = {.draws = draws, .seed = seed, .sampling = sampling};
    ot_draw_dimension *dimension = calloc(n + 1, sizeof *dimension);
    assert_non_null(dimension);
    for (size_t d = 0; d < n; d++)
        dimension[d] =
            (ot_draw_dimension){(uint32_t)(d % 10) * 2654435761u + 7, 2023 + (uint32_t)d / 10};
    ot_sampler *s = ot_sampler_new(&options, dimension, n);
    free(dimension);
    assert_non_null(s);
    return s;
}

static void draw(const ot_sampler *s, size_t d, size_t draws, double *z) {
    ot_sampler_normals(s, d, 0, draws + draws % 2, z);
}

static void random_draws_are_those_of_the_streams(void **state) {
    (void)state;
    double z[1000], expected[1000];
    ot_sampler *s = sampler_of(OT_SAMPLING_RANDOM, 1000, SEED, 25);
    draw(s, 23, 1000, z);
    ot_stream_normals(SEED, 3u * 2654435761u + 7, 2025, 0, 1000, expected);
    assert_memory_equal(z, expected, sizeof z);
    ot_sampler_free(s);
}

static void pairs_are_mirror_images_of_random_draws(void **state) {
    (void)state;
    double z[1000], random[500];
    ot_sampler *s = sampler_of(OT_SAMPLING_ANTITHETIC, 1000, SEED, 25);
    ot_sampler *plain = sampler_of(OT_SAMPLING_RANDOM, 1000, SEED, 25);
    for (size_t d = 0; d < 25; d++) {
        draw(s, d, 1000, z);
        draw(plain, d, 500, random);
        for (size_t k = 0; k < 500; k++) {
            const double sum = z[2 * k] + z[2 * k + 1];
            assert_true(sum <= 0.0 && sum >= 0.0);
            assert_memory_equal(&z[2 * k], &random[k], sizeof *z);
        }
    }
    ot_sampler_free(s);
    ot_sampler_free(plain);
}

/* In which of `n` equally likely cells a score lies. */
static size_t cell_of(double z, size_t n) {
    const double at = gsl_cdf_ugaussian_P(z) * (double)n;
    return at >= (double)n ? n - 1 : (size_t)at;
}

/* Every replicate's n draws lie in n different ones of n cells. */
static void check_strata(const double *z, size_t draws, size_t r) {
    const size_t n = (draws - r - 1) / R + 1;
    unsigned char *seen = calloc(n + 1, 1);
    assert_non_null(seen);
    for (size_t j = 0; j < n; j++) {
        const size_t cell = cell_of(z[j * R + r], n);
        if (seen[cell]) fail_msg("cell %zu of %zu twice in replicate %zu", cell, n, r);
        seen[cell] = 1;
    }
    free(seen);
}

static void each_scrambled_dimension_is_stratified(void **state) {
    (void)state;
    static double z[256 * R];
    ot_sampler *s = sampler_of(OT_SAMPLING_SOBOL, 256 * R, SEED, OT_SOBOL_DIMENSIONS);
    for (size_t d = 0; d < OT_SOBOL_DIMENSIONS; d++) {
        draw(s, d, 256 * R, z);
        for (size_t r = 0; r < R; r += d < 64 ? 1 : 5)
            for (size_t m = 2; m <= 256; m *= d < 64 ? 2 : 128) /* beginnings too */
                check_strata(z, m * R, r);
    }
    ot_sampler_free(s);
}

/* The first two dimensions make a (0, m, 2)-net in base 2, which scrambling leaves one: one point
 * in every box of area 1 / n whose sides are powers of two. */
static void the_first_two_dimensions_are_a_net(void **state) {
    (void)state;
    enum { N = 64, DRAWS = N * R };
    double x[DRAWS], y[DRAWS];
    ot_sampler *s = sampler_of(OT_SAMPLING_SOBOL, DRAWS, SEED, 2);
    draw(s, 0, DRAWS, x);
    draw(s, 1, DRAWS, y);
    for (size_t r = 0; r < R; r++)
        for (size_t width = 1; width <= N; width *= 2) {
            unsigned char seen[N] = {0};
            for (size_t j = 0; j < N; j++)
                seen[cell_of(x[j * R + r], width) * (N / width) +
                     cell_of(y[j * R + r], N / width)]++;
            for (size_t i = 0; i < N; i++)
                assert_int_equal(seen[i], 1);
        }
    ot_sampler_free(s);
}

static void hypercubes_have_one_draw_a_stratum(void **state) {
    (void)state;
    static double z[9002];
    const size_t draws[] = {2, 15, 16, 17, 100, 5000, 9001};
    for (size_t i = 0; i < sizeof draws / sizeof *draws; i++) {
        ot_sampler *s = sampler_of(OT_SAMPLING_LHS, draws[i], SEED, 40);
        for (size_t d = 0; d < 40; d++) {
            draw(s, d, draws[i], z);
            for (size_t r = 0; r < R && r < draws[i]; r++)
                check_strata(z, draws[i], r);
        }
        ot_sampler_free(s);
    }
}

static void dimensions_past_the_table_are_random(void **state) {
    (void)state;
    double z[64], random[64];
    ot_sampler *s = sampler_of(OT_SAMPLING_SOBOL, 64, SEED, OT_SOBOL_DIMENSIONS + 2);
    ot_sampler *plain = sampler_of(OT_SAMPLING_RANDOM, 64, SEED, OT_SOBOL_DIMENSIONS + 2);
    for (size_t d = OT_SOBOL_DIMENSIONS - 1; d < OT_SOBOL_DIMENSIONS + 2; d++) {
        draw(s, d, 64, z);
        draw(plain, d, 64, random);
        assert_int_equal(memcmp(z, random, sizeof z) == 0, d >= OT_SOBOL_DIMENSIONS);
    }
    ot_sampler_free(s);
    ot_sampler_free(plain);
}

static void how_draws_are_cut_leaves_no_trace(void **state) {
    (void)state;
    enum { N = 4096 };
    static double whole[N], part[N];
    const size_t length[] = {16, 48, 256, 272, 1024};
    for (int sampling = 0; sampling < OT_N_SAMPLINGS; sampling++) {
        ot_sampler *s = sampler_of((ot_sampling)sampling, N, SEED, 3);
        draw(s, 2, N, whole);
        for (size_t i = 0; i < sizeof length / sizeof *length; i++) {
            memset(part, 0, sizeof part);
            for (size_t at = 0; at < N; at += length[i])
                ot_sampler_normals(s, 2, at, length[i] < N - at ? length[i] : N - at, part + at);
            assert_memory_equal(part, whole, sizeof whole);
        }
        ot_sampler_free(s);
    }
}

/* More draws begin with the same, unless strata depend on their number. */
static void more_draws_begin_with_the_same(void **state) {
    (void)state;
    double few[512], many[512];
    for (int sampling = 0; sampling < OT_N_SAMPLINGS; sampling++) {
        ot_sampler *a = sampler_of((ot_sampling)sampling, 512, SEED, 3);
        ot_sampler *b = sampler_of((ot_sampling)sampling, 1000000000, SEED, 3);
        draw(a, 1, 512, few);
        draw(b, 1, 512, many);
        assert_int_equal(memcmp(few, many, sizeof few) == 0, sampling != OT_SAMPLING_LHS);
        ot_sampler_free(a);
        ot_sampler_free(b);
    }
}

/* Both halves of the seed, the dimension and the replicate each matter. */
static void seed_dimension_and_replicate_each_matter(void **state) {
    (void)state;
    double base[512], other[512];
    for (int sampling = 0; sampling < OT_N_SAMPLINGS; sampling++) {
        const uint64_t seed[] = {7, 8, 7 + (UINT64_C(1) << 32)};
        ot_sampler *s = sampler_of((ot_sampling)sampling, 512, seed[0], 3);
        draw(s, 1, 512, base);
        draw(s, 2, 512, other);
        for (size_t i = 0; i < 512; i++)
            assert_true(base[i] < other[i] || base[i] > other[i]);
        for (size_t i = 0; i + R < 512; i++)
            assert_true(base[i] < base[i + 1] || base[i] > base[i + 1]);
        for (size_t k = 1; k < 3; k++) {
            ot_sampler *of_other = sampler_of((ot_sampling)sampling, 512, seed[k], 3);
            draw(of_other, 1, 512, other);
            for (size_t i = 0; i < 512; i++)
                assert_true(base[i] < other[i] || base[i] > other[i]);
            ot_sampler_free(of_other);
        }
        ot_sampler_free(s);
    }
}

/* Single draws are normal whatever the sampling: over many seeds each is uniform in 64 cells, and
 * pairs of dimensions, of replicates and of points of one replicate in 8 x 8 (chi-square, 63
 * degrees of freedom; 4 samplings x 6 tests x 2 sides at 1e-6 / 48). Points of one replicate are
 * not independent: they avoid each other, so that of these only the marginals are compared. */
static double chi_square(const double *count, size_t n, double total) {
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += (count[i] - total / (double)n) * (count[i] - total / (double)n);
    return sum / (total / (double)n);
}

static void every_draw_is_uniform_over_seeds(void **state) {
    (void)state;
    enum { SEEDS = 20000, DRAWS = 512, N_TESTS = 6 };
    const double limit = 1e-6 / 48;
    for (int sampling = 0; sampling < OT_N_SAMPLINGS; sampling++) {
        double count[N_TESTS][64] = {{0}};
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            double x[32], y[32];
            ot_sampler *s = sampler_of((ot_sampling)sampling, DRAWS, seed, 3);
            ot_sampler_normals(s, 1, 256, 32, x);
            ot_sampler_normals(s, 2, 256, 32, y);
            count[0][cell_of(x[0], 64)]++;
            count[1][cell_of(x[21], 64)]++;
            count[2][cell_of(y[31], 64)]++;
            count[3][cell_of(x[4], 8) * 8 + cell_of(y[4], 8)]++;
            count[4][cell_of(x[4], 8) * 8 + cell_of(x[6], 8)]++;
            count[5][cell_of(x[5], 8) * 8 + cell_of(y[21], 8)]++;
            ot_sampler_free(s);
        }
        for (size_t i = 0; i < N_TESTS; i++) {
            const double x = chi_square(count[i], 64, SEEDS);
            if (x < gsl_cdf_chisq_Pinv(limit, 63) || x > gsl_cdf_chisq_Qinv(limit, 63))
                fail_msg("sampling %d, test %zu: chi-square %g", sampling, i, x);
        }
    }
}

/* Orders of strata are like random permutations: where draw j of a replicate goes, over dimensions
 * and replicates, and whether the next goes higher. */
static void strata_are_visited_in_any_order(void **state) {
    (void)state;
    enum { N = 13, DIMENSIONS = 400, DRAWS = N * R };
    double count[N][N] = {{0}}, rises = 0.0, z[DRAWS];
    ot_sampler *s = sampler_of(OT_SAMPLING_LHS, DRAWS, SEED, DIMENSIONS);
    for (size_t d = 0; d < DIMENSIONS; d++) {
        draw(s, d, DRAWS, z);
        for (size_t i = 0; i < DRAWS; i++)
            count[i / R][cell_of(z[i], N)]++;
        for (size_t r = 0; r < R; r++)
            rises += z[3 * R + r] > z[2 * R + r];
    }
    ot_sampler_free(s);
    const double n = DIMENSIONS * R;
    for (size_t j = 0; j < N; j++) {
        assert_true(chi_square(count[j], N, n) < gsl_cdf_chisq_Qinv(1e-6 / N, N - 1));
        assert_true(chi_square(count[j], N, n) > gsl_cdf_chisq_Pinv(1e-6 / N, N - 1));
    }
    assert_close(rises / n, 0.5, 0, 5 * 0.5 / sqrt(n));
}

/* Over seeds, the standard deviation of the average of f(sum of 12 dimensions / sqrt(12)). */
static double spread_of_average(ot_sampling sampling, double (*f)(double)) {
    enum { SEEDS = 100, N = 12, DRAWS = 4096 };
    static double sum[DRAWS], z[DRAWS];
    double total = 0.0, square = 0.0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        ot_sampler *s = sampler_of(sampling, DRAWS, seed, N);
        memset(sum, 0, sizeof sum);
        for (size_t d = 0; d < N; d++) {
            draw(s, d, DRAWS, z);
            for (size_t i = 0; i < DRAWS; i++)
                sum[i] += z[i];
        }
        double average = 0.0;
        for (size_t i = 0; i < DRAWS; i++)
            average += f(sum[i] / sqrt(N)) / DRAWS;
        total += average;
        square += average * average;
        ot_sampler_free(s);
    }
    return sqrt((square - total * total / SEEDS) / (SEEDS - 1));
}

static double same(double x) { return x; }
static double growth(double x) { return exp(0.3 * x); }
static double is_above(double x) { return x > 0.7; }

static void averages_come_out_better(void **state) {
    (void)state;
    double (*const f[])(double) = {same, growth, is_above};
    const double most[OT_N_SAMPLINGS][3] = {[OT_SAMPLING_SOBOL] = {0.05, 0.12, 0.7},
                                            [OT_SAMPLING_ANTITHETIC] = {1e-12, 0.4, 0.95},
                                            [OT_SAMPLING_LHS] = {0.05, 0.25, 0.8}};
    for (size_t i = 0; i < 3; i++) {
        const double of_random = spread_of_average(OT_SAMPLING_RANDOM, f[i]);
        if (i == 0) assert_close(of_random, 1.0 / 64, 0.2, 0);
        for (int k = 1; k < OT_N_SAMPLINGS; k++) {
            const double ratio = spread_of_average((ot_sampling)k, f[i]) / of_random;
            if (!(ratio < most[k][i]))
                fail_msg("sampling %d, function %zu: %g of random", k, i, ratio);
        }
    }
}

static int attempt(void *state) {
    const ot_run_options options = {.draws = 100, .sampling = *(const ot_sampling *)state};
    const ot_draw_dimension dimension[2] = {{1, 0}, {2, 2023}};
    ot_sampler *s = ot_sampler_new(&options, dimension, 2);
    ot_sampler_free(s);
    return s ? OT_OK : OT_ERR_NOMEM;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    for (int k = 0; k < OT_N_SAMPLINGS; k++) {
        ot_sampling sampling = (ot_sampling)k;
        assert_true(fail_each_allocation(attempt, &sampling, OT_ERR_NOMEM) >= 2);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_draws_are_those_of_the_streams),
        cmocka_unit_test(pairs_are_mirror_images_of_random_draws),
        cmocka_unit_test(each_scrambled_dimension_is_stratified),
        cmocka_unit_test(the_first_two_dimensions_are_a_net),
        cmocka_unit_test(hypercubes_have_one_draw_a_stratum),
        cmocka_unit_test(dimensions_past_the_table_are_random),
        cmocka_unit_test(how_draws_are_cut_leaves_no_trace),
        cmocka_unit_test(more_draws_begin_with_the_same),
        cmocka_unit_test(seed_dimension_and_replicate_each_matter),
        cmocka_unit_test(every_draw_is_uniform_over_seeds),
        cmocka_unit_test(strata_are_visited_in_any_order),
        cmocka_unit_test(averages_come_out_better),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
