/* Tests of base/stream.h: Philox's known answers, normals of AS 241, no matter how they are cut. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "base/stream.h"
#include "close_to.h"

/* Random123 1.14.0, tests/kat_vectors: the lines of "philox4x32 10". */
static void philox_gives_its_published_answers(void **state) {
    (void)state;
    const struct {
        uint32_t counter[4], key[2], expected[4];
    } known[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, /* the digits of pi */
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t out[4];
        ot_philox4x32(known[i].counter, known[i].key, out);
        assert_memory_equal(out, known[i].expected, sizeof out);
    }
}

/* Test vectors of FNV-1a with 32 bits (draft-eastlake-fnv, appendix C). */
static void names_are_hashed_by_fnv_1a(void **state) {
    (void)state;
    assert_int_equal(ot_stream_hash(""), 0x811c9dc5);
    assert_int_equal(ot_stream_hash("a"), 0xe40c292c);
    assert_int_equal(ot_stream_hash("foobar"), 0xbf9cf968);
    assert_int_not_equal(ot_stream_hash("\xe5"), ot_stream_hash("e"));
}

/* The header's words: counter (group low, group high, stream, year), key the seed, and two of the
 * four words for each draw. */
static void a_normal_is_the_quantile_of_its_uniform(void **state) {
    (void)state;
    const uint64_t seed = UINT64_C(0x0123456789abcdef), first = UINT64_C(0x123456789abc);
    double z[600];
    ot_stream_normals(seed, 77, 3, first, 600, z);
    for (uint64_t i = 0; i < 600; i++) {
        const uint64_t group = (first + i) / 2;
        const uint32_t counter[4] = {(uint32_t)group, (uint32_t)(group >> 32), 77, 3};
        const uint32_t key[2] = {0x89abcdef, 0x01234567};
        uint32_t out[4];
        ot_philox4x32(counter, key, out);
        const uint64_t bits = (uint64_t)out[2 * (i % 2) + 1] << 32 | out[2 * (i % 2)];
        const double p = ((double)(bits >> 12) + 0.5) * 0x1p-52;
        assert_close(z[i], gsl_cdf_ugaussian_Pinv(p), 0, 1e-9);
        assert_close(z[i], ot_normal_quantile(p), 0, 1e-9);
    }
}

static void how_draws_are_cut_does_not_matter(void **state) {
    (void)state;
    enum { N = 1000 };
    double whole[N], part[N];
    ot_stream_normals(42, 5, 1, 10, N, whole);
    for (size_t length = 2; length <= 400; length += 2) {
        memset(part, 0, sizeof part);
        for (size_t i = 0; i < N; i += length)
            ot_stream_normals(42, 5, 1, 10 + i, length < N - i ? length : N - i, part + i);
        assert_memory_equal(part, whole, sizeof whole);
    }
    ot_stream_normals(42, 5, 1, 10, 0, part); /* none */
}

static void seed_stream_year_and_draw_each_matter(void **state) {
    (void)state;
    double base[2], other[2];
    ot_stream_normals(1, 2, 3, 4, 2, base);
    const struct {
        uint64_t seed;
        uint32_t stream, year;
        uint64_t first;
    } changed[] = {{2, 2, 3, 4}, {UINT64_C(1) << 32 | 1, 2, 3, 4},  {1, 3, 3, 4}, {1, 2, 0, 4},
                   {1, 2, 3, 6}, {1, 2, 3, (UINT64_C(1) << 33) + 4}};
    for (size_t i = 0; i < sizeof changed / sizeof *changed; i++) {
        ot_stream_normals(changed[i].seed, changed[i].stream, changed[i].year, changed[i].first, 2,
                          other);
        assert_true(base[0] < other[0] || base[0] > other[0]);
        assert_true(base[1] < other[1] || base[1] > other[1]);
    }
}

/* Against gsl_cdf_ugaussian_Pinv, and back through gsl_cdf_ugaussian_P, another algorithm. */
static void the_quantile_agrees_with_gsl(void **state) {
    (void)state;
    assert_close(ot_normal_quantile(0.25), -0.6744897501960817, 1e-15, 0);
    assert_close(ot_normal_quantile(0.001), -3.090232306167814, 1e-15, 0);
    assert_close(ot_normal_quantile(1e-20), -9.262340089798408, 1e-15, 0);
    assert_true(fabs(ot_normal_quantile(0.5)) <= 0.0);
    for (int i = 1; i < 20000; i++) {
        const double p = i / 20000.0;
        assert_close(ot_normal_quantile(p), gsl_cdf_ugaussian_Pinv(p), 1e-14, 1e-16);
    }
    for (double p = DBL_MIN; p < 0.5; p *= 1.7) {
        assert_close(ot_normal_quantile(p), gsl_cdf_ugaussian_Pinv(p), 1e-14, 1e-16);
        if (p > 1e-290) assert_close(gsl_cdf_ugaussian_P(ot_normal_quantile(p)), p, 1e-11, 0);
        if (1.0 - p < 1.0)
            assert_close(ot_normal_quantile(1.0 - p), gsl_cdf_ugaussian_Pinv(1.0 - p), 1e-14,
                         1e-16);
    }
}

static void the_quantile_is_symmetric_and_rises(void **state) {
    (void)state;
    double before = -INFINITY;
    for (int i = 1; i < 8192; i++) {
        const double p = i / 8192.0, z = ot_normal_quantile(p);
        assert_true(z > before);
        const double mirrored = -ot_normal_quantile(1.0 - p);
        assert_true(z <= mirrored && z >= mirrored);
        before = z;
    }
    /* Where one formula takes over from the other: neighbours on both sides. */
    const double joint[] = {0.075, 0.925, exp(-25.0)};
    for (size_t i = 0; i < 3; i++) {
        const double low = ot_normal_quantile(nextafter(joint[i], 0.0));
        const double high = ot_normal_quantile(nextafter(joint[i], 1.0));
        assert_close(low, high, 1e-14, 0);
    }
    assert_close(ot_normal_quantile(0x1p-53), -8.2095361516013874, 1e-14, 0);
}

/* Bounds that one seed in some ten thousand passes; this seed is fixed. Neighbouring draws, years
 * and streams are uncorrelated, and equally likely classes are equally full (chi-square). */
static void normals_are_normal_and_independent(void **state) {
    (void)state;
    enum { N = 1 << 16, BINS = 512 };
    static double x[N], y[N], other[N];
    double count[BINS] = {0}, sum = 0, square = 0, neighbour = 0, year = 0, stream = 0;
    ot_stream_normals(2023, ot_stream_hash("driver/real_growth"), 1, 0, N, x);
    ot_stream_normals(2023, ot_stream_hash("driver/real_growth"), 2, 0, N, y);
    ot_stream_normals(2023, ot_stream_hash("residual/retail"), 1, 0, N, other);
    for (size_t i = 0; i < N; i++) {
        assert_true(isfinite(x[i]));
        count[(size_t)(gsl_cdf_ugaussian_P(x[i]) * BINS)]++;
        sum += x[i];
        square += x[i] * x[i];
        neighbour += x[i] * x[i ^ 1];
        year += x[i] * y[i];
        stream += x[i] * other[i];
    }
    const double error = 1.0 / sqrt(N);
    double chi_square = 0;
    for (int i = 0; i < BINS; i++)
        chi_square += pow(count[i] - (double)N / BINS, 2) / ((double)N / BINS);
    assert_close(sum / N, 0.0, 0, 4 * error);
    assert_close(square / N, 1.0, 0, 4 * sqrt(2.0) * error);
    assert_close(neighbour / N, 0.0, 0, 4 * sqrt(2.0) * error);
    assert_close(year / N, 0.0, 0, 4 * error);
    assert_close(stream / N, 0.0, 0, 4 * error);
    assert_true(chi_square > gsl_cdf_chisq_Pinv(1e-4, BINS - 1));
    assert_true(chi_square < gsl_cdf_chisq_Qinv(1e-4, BINS - 1));
}

/* Ten million draws. Limits are of a family-wise error of 1e-6: moments of order 1 to 4 and both
 * tests of the distribution, 6 in all. The Kolmogorov-Smirnov statistic is taken at 2^16 points,
 * which misses less than 2^-16 of it; its limit is sqrt(log(2 / alpha) / 2). */
static void ten_million_normals_are_normal(void **state) {
    (void)state;
    enum { PART = 1 << 12, N = 2442 * PART, CELLS = 1 << 16 };
    static double count[CELLS];
    double z[PART], moment[5] = {0}, chi_square = 0, below = 0, distance = 0;
    const double alpha = 1e-6 / 6, limit = -gsl_cdf_ugaussian_Pinv(alpha / 2);
    memset(count, 0, sizeof count);
    for (size_t first = 0; first < N; first += PART) {
        ot_stream_normals(20230101, 99, 2024, first, PART, z);
        for (size_t i = 0; i < PART; i++) {
            const double square = z[i] * z[i];
            count[(size_t)(gsl_cdf_ugaussian_P(z[i]) * CELLS)]++;
            moment[1] += z[i];
            moment[2] += square;
            moment[3] += square * z[i];
            moment[4] += square * square;
        }
    }
    /* Variances of powers: E z^2 = 1, E z^4 - 1 = 2, E z^6 = 15, E z^8 - 9 = 96. */
    const double mean[5] = {0, 0, 1, 0, 3}, variance[5] = {0, 1, 2, 15, 96};
    for (int k = 1; k < 5; k++)
        assert_close(moment[k] / N, mean[k], 0, limit * sqrt(variance[k] / N));
    for (size_t i = 0; i < CELLS; i++) {
        chi_square += pow(count[i] - (double)N / CELLS, 2) / ((double)N / CELLS);
        below += count[i];
        distance = fmax(distance, fabs(below / N - (double)(i + 1) / CELLS));
    }
    assert_true(chi_square < gsl_cdf_chisq_Qinv(alpha / 2, CELLS - 1));
    assert_true(chi_square > gsl_cdf_chisq_Pinv(alpha / 2, CELLS - 1));
    assert_true(distance * sqrt(N) < sqrt(log(2 / alpha) / 2));
    assert_true(distance * sqrt(N) > 0.2); /* nor too even: less than 1 in 1e6 by chance */
}

/* Pairs of neighbours in each direction (draw, year, stream, seed, and by powers of two of draws
 * and years) fill 32 x 32 cells evenly. */
static void neighbours_are_independent(void **state) {
    (void)state;
    enum { N = 1 << 18, SIDE = 32, CELLS = SIDE * SIDE, N_PAIRS = 9 };
    static double x[N], y[N];
    const double alpha = 1e-6 / (2 * N_PAIRS);
    const uint32_t stream = ot_stream_hash("driver/a"), other = ot_stream_hash("driver/b");
    const struct {
        uint64_t seed;
        uint32_t stream, year;
        uint64_t first;
    } pair[N_PAIRS] = {
        {7, stream, 2023, 2}, {7, stream, 2023, 16}, {7, stream, 2023, 4096},
        {7, stream, 2024, 0}, {7, stream, 2025, 0},  {7, stream, 0, 0},
        {7, other, 2023, 0},  {8, stream, 2023, 0},  {7 + (UINT64_C(1) << 32), stream, 2023, 0}};
    ot_stream_normals(7, stream, 2023, 0, N, x);
    for (size_t k = 0; k < N_PAIRS + 1; k++) { /* the last: one and the other of a group */
        double count[CELLS] = {0}, chi_square = 0;
        if (k < N_PAIRS)
            ot_stream_normals(pair[k].seed, pair[k].stream, pair[k].year, pair[k].first, N, y);
        const size_t step = k < N_PAIRS ? 1 : 2, n = N / step;
        for (size_t i = 0; i < N; i += step) {
            const double v = gsl_cdf_ugaussian_P(k < N_PAIRS ? y[i] : x[i + 1]);
            count[(size_t)(gsl_cdf_ugaussian_P(x[i]) * SIDE) * SIDE + (size_t)(v * SIDE)]++;
        }
        for (size_t i = 0; i < CELLS; i++)
            chi_square += pow(count[i] - (double)n / CELLS, 2) / ((double)n / CELLS);
        assert_true(chi_square < gsl_cdf_chisq_Qinv(alpha, CELLS - 1));
        assert_true(chi_square > gsl_cdf_chisq_Pinv(alpha, CELLS - 1));
    }
}

/* The uniforms behind normals, and normals of any uniforms. */
static void normals_may_be_made_in_two_steps(void **state) {
    (void)state;
    enum { N = 1000 };
    double q[N], z[N], expected[N];
    ot_stream_centred(42, 5, 1, 10, N, q);
    ot_stream_normals(42, 5, 1, 10, N, expected);
    for (size_t length = 1; length <= N; length += 111) {
        for (size_t i = 0; i < N; i += length)
            ot_normals_from_centred(q + i, length < N - i ? length : N - i, z + i);
        assert_memory_equal(z, expected, sizeof z);
    }
    for (int i = 0; i < N; i++)
        q[i] = (i + 0.5) / N - 0.5;
    ot_normals_from_centred(q, N, z);
    for (size_t i = 0; i < N; i++) /* the error that is documented */
        assert_close(z[i], gsl_cdf_ugaussian_Pinv(q[i] + 0.5), 0, 1e-9);
}

/* Steps of one part in 2^53 never fall by more than roundings where one formula takes over from
 * another, however many of the neighbours are in a tail; and far out the error is as small. */
static void many_normals_rise_and_reach_far(void **state) {
    (void)state;
    enum { N = 1000 };
    double q[N], z[N];
    const double joint[] = {-0.4945, 0.4945, -0.425, exp(-25.0) - 0.5, 0.0};
    for (size_t k = 0; k < sizeof joint / sizeof *joint; k++) {
        for (size_t i = 0; i < N; i++)
            q[i] = joint[k] + ((double)i - N / 2) * 0x1p-53;
        ot_normals_from_centred(q, N, z);
        for (size_t i = 1; i < N; i++)
            assert_true(z[i] >= z[i - 1] - 0x1p-50);
    }
    for (size_t i = 0; i < N; i++) {
        const double tail = pow(2.0, -1.0 - 52.0 * (double)i / N);
        q[i] = i % 2 > 0 ? 0.5 - tail : tail - 0.5;
    }
    ot_normals_from_centred(q, N, z);
    for (size_t i = 0; i < N; i++)
        assert_close(z[i], copysign(gsl_cdf_ugaussian_Pinv(0.5 - fabs(q[i])), q[i]), 0, 1e-9);
    for (size_t i = 0; i < N; i++) /* and in the centre up to its end */
        q[i] = -0.4945 * cos(1.5707 * (double)i / N);
    ot_normals_from_centred(q, N, z);
    for (size_t i = 0; i < N; i++)
        assert_close(z[i], gsl_cdf_ugaussian_Pinv(0.5 + q[i]), 0, 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_its_published_answers),
        cmocka_unit_test(names_are_hashed_by_fnv_1a),
        cmocka_unit_test(a_normal_is_the_quantile_of_its_uniform),
        cmocka_unit_test(how_draws_are_cut_does_not_matter),
        cmocka_unit_test(seed_stream_year_and_draw_each_matter),
        cmocka_unit_test(the_quantile_agrees_with_gsl),
        cmocka_unit_test(the_quantile_is_symmetric_and_rises),
        cmocka_unit_test(normals_are_normal_and_independent),
        cmocka_unit_test(ten_million_normals_are_normal),
        cmocka_unit_test(neighbours_are_independent),
        cmocka_unit_test(normals_may_be_made_in_two_steps),
        cmocka_unit_test(many_normals_rise_and_reach_far),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
