#include "collector.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "simulate/run.h"

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    collector *out = state;
    *out = (collector){.n_cases = pilot->n_cases,
                       .n_rows = ot_case_n_rows(pilot->c[0]),
                       .n_slots = pilot->c[0]->n_slots,
                       .draws = (size_t)draws};
    out->value =
        calloc(out->n_cases * out->n_rows * out->n_slots * out->draws + 1, sizeof *out->value);
    return out->value ? OT_OK : ot_fail(err, OT_ERR_NOMEM, "no memory", "内存不足");
}

static double *at(const collector *from, size_t k, size_t row, size_t slot) {
    return from->value + ((k * from->n_rows + row) * from->n_slots + slot) * from->draws;
}

static void add(void *state, const ot_block *block) {
    collector *out = state;
    assert_in_range(block->n, 1, OT_BLOCK_MOST);
    assert_int_equal(block->first % OT_BLOCK_STEP, 0);
    assert_true(block->n % OT_BLOCK_STEP == 0 || block->first + block->n == out->draws);
    out->n_added += block->n;
    for (size_t k = 0; k < out->n_cases; k++)
        for (size_t row = 0; row < out->n_rows; row++)
            for (size_t slot = 0; slot < out->n_slots; slot++)
                memcpy(at(out, k, row, slot) + block->first, ot_block_at(block, k, row, slot),
                       block->n * sizeof(double));
}

ot_probe collector_probe(collector *state) {
    return (ot_probe){"collector", state, begin, add, NULL};
}

void collector_run(collector *out, const ot_case *const *c, size_t n_cases,
                   const ot_run_options *options) {
    const ot_probe probe = collector_probe(out);
    ot_error err = {0};
    const ot_status status = ot_run(c, n_cases, &probe, 1, options, &err);
    if (status) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_int_equal(out->n_added, options->draws);
}

void collector_clear(collector *out) { free(out->value); }

const double *collector_at(const collector *from, size_t k, size_t row, size_t slot) {
    return at(from, k, row, slot);
}

static void check_close(const char *what, double seen, double expected, double error) {
    if (!(fabs(seen - expected) <= COLLECTOR_ERRORS * error))
        fail_msg("%s is %.9g, should be %.9g; standard error %.3g", what, seen, expected, error);
}

void check_share(const double *draw, size_t n, double x, double p) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += draw[i] <= x;
    check_close("share", (double)count / (double)n, p, sqrt(p * (1 - p) / (double)n));
}

static double mean_of(const double *draw, size_t n) {
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += draw[i];
    return sum / (double)n;
}

static double covariance(const double *a, const double *b, size_t n) {
    const double mean_a = mean_of(a, n), mean_b = mean_of(b, n);
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum / (double)(n - 1);
}

void check_mean(const double *draw, size_t n, double mean, double sd) {
    check_close("mean", mean_of(draw, n), mean, sd / sqrt((double)n));
}

void check_sd(const double *draw, size_t n, double sd) {
    check_close("sd", sqrt(covariance(draw, draw, n)), sd, sd / sqrt(2.0 * (double)n));
}

void check_correlation(const double *a, const double *b, size_t n, double rho) {
    const double r = covariance(a, b, n) / sqrt(covariance(a, a, n) * covariance(b, b, n));
    check_close("correlation", atanh(r), atanh(rho), 1.0 / sqrt((double)n - 3.0)); /* Fisher */
}
