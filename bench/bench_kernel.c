/* How fast is the simulator? Three cases of a made-up model of the size of a county's plan: 45
 * indicators (25 behavioural, 20 identities), 15 drivers, 60 coefficients, 3 years. Prints the time
 * of the draws alone, with histograms, and with histograms and moments.
 * usage: bench_kernel [DRAWS [BLOCK_LENGTH]] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "case_builder.h"
#include "outturn/case.h"
#include "outturn/histogram.h"
#include "simulate/moments.h"
#include "simulate/run.h"

enum {
    N_CASES = 3,
    N_INDICATORS = 45,
    N_BEHAVIOURAL = 25,
    N_DRIVERS = 15,
    N_COEFFICIENTS = 60,
    N_YEARS = 3,
    N_BINS = 16384,
    N_ANSWERS = N_CASES * N_INDICATORS * N_YEARS
};

/* dlog(x) = a + b dlog(y) [+ c driver], or the product and the sum of two others. */
static void add_equation(case_builder *b, size_t i, int *coefficient) {
    const ot_operand none = {0}, one = builder_register(b, 0), two = builder_register(b, 1);
    const ot_operand x = builder_series(i, 0), before = builder_series(i, 1);
    const size_t cause = (i + 20) % N_INDICATORS, driver = N_INDICATORS + i % N_DRIVERS;
    builder_step(b, i);
    if (i >= N_BEHAVIOURAL) {
        const ot_operand y = builder_series(i - N_BEHAVIOURAL, 0);
        builder_instruction(b, i % 2 ? OT_OP_MUL : OT_OP_ADD, one, y, builder_series(driver, 0));
        builder_instruction(b, OT_OP_ADD, x, one, y);
        return;
    }
    const int lag = cause >= i; /* else this year's is not known yet */
    builder_instruction(b, OT_OP_DIV, one, builder_series(cause, lag),
                        builder_series(cause, 1 + lag));
    builder_instruction(b, OT_OP_LOG, one, one, none);
    builder_instruction(b, OT_OP_MUL, one, one, builder_drawn(coefficient[0]));
    builder_instruction(b, OT_OP_ADD, one, one, builder_drawn(coefficient[1]));
    if (coefficient[2] >= 0) {
        builder_instruction(b, OT_OP_MUL, two, builder_drawn(coefficient[2]),
                            builder_series(driver, 0));
        builder_instruction(b, OT_OP_ADD, one, one, two);
    }
    builder_instruction(b, OT_OP_ADD, one, one,
                        builder_series((size_t)N_INDICATORS + N_DRIVERS + i, 0));
    builder_instruction(b, OT_OP_EXP, one, one, none);
    builder_instruction(b, OT_OP_MUL, x, one, before);
}

static ot_case *new_case(size_t k) {
    static case_builder b;
    builder_init(&b, N_INDICATORS, N_DRIVERS, 2023, 2, N_YEARS);
    for (size_t i = 0; i < N_INDICATORS; i++)
        for (size_t slot = 0; slot < 2; slot++)
            builder_hold(&b, i, slot, 100.0 + (double)i);
    for (size_t d = 0; d < N_DRIVERS; d++) {
        const ot_law normal = {.family = OT_LAW_NORMAL, .scale = 0.02};
        const ot_law student = {.family = OT_LAW_STUDENT_T, .scale = 0.02, .df = 5.0};
        const int source = builder_driver(&b, d, d % 3 ? student : normal, 0.05 + 0.01 * (double)k,
                                          d % 2 ? 0.5 : 0.0);
        if (d % 4 != 3) continue;
        b.yearly[source].partner = source - 1;
        b.yearly[source].correlation = 0.4;
    }
    for (size_t i = 0; i < N_BEHAVIOURAL; i++)
        builder_disturbance(&b, i, 0.03, 4.0);
    int n_left = N_COEFFICIENTS;
    for (size_t i = 0; i < N_INDICATORS; i++) {
        int coefficient[3] = {-1, -1, -1};
        const int n = i >= N_BEHAVIOURAL ? 0 : i % 5 < 2 ? 3 : 2;
        for (int j = 0; j < n && n_left > 0; j++, n_left--)
            coefficient[j] = builder_coefficient(&b, j ? 0.02 : 0.5, 0.02, (int)i);
        add_equation(&b, i, coefficient);
    }
    return builder_build(&b);
}

struct answers {
    int with_histograms, with_moments;
    ot_histogram *histogram[N_ANSWERS];
    ot_moments *moments;
    double checksum;
};

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    struct answers *a = state;
    (void)draws;
    ot_status status = OT_OK;
    for (size_t j = 0; j < N_ANSWERS && !status; j++) {
        const double *draw = ot_block_at(pilot, j / (N_INDICATORS * N_YEARS),
                                         j / N_YEARS % N_INDICATORS, 2 + j % N_YEARS);
        status = ot_histogram_new(draw, pilot->n, N_BINS, INFINITY, &a->histogram[j], err);
        ot_moments_init(&a->moments[j], draw, pilot->n);
    }
    return status;
}

static void add(void *state, const ot_block *block) {
    struct answers *a = state;
    for (size_t j = 0; j < N_ANSWERS; j++) {
        const double *draw = ot_block_at(block, j / (N_INDICATORS * N_YEARS),
                                         j / N_YEARS % N_INDICATORS, 2 + j % N_YEARS);
        a->checksum += draw[0];
        if (a->with_histograms) ot_histogram_add(a->histogram[j], draw, block->n);
        if (a->with_moments) ot_moments_add(&a->moments[j], draw, block->n);
    }
}

/* Of the processor, so that other programs disturb less. */
static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int measure(const ot_case *const *c, const ot_run_options *options, const char *what,
                   struct answers *a) {
    const ot_probe probe = {"answers", a, begin, add, NULL};
    ot_error err = {0};
    const double start = seconds();
    if (ot_run(c, N_CASES, &probe, 1, options, &err)) {
        fprintf(stderr, "%s\n", err.text[OT_LANGUAGE_EN]);
        return 1;
    }
    const double time = seconds() - start;
    printf("%-28s %7.3f s %7.2f ns for each indicator, year, case and draw\n", what, time,
           1e9 * time / ((double)N_ANSWERS * (double)options->draws));
    for (size_t j = 0; j < N_ANSWERS; j++)
        ot_histogram_free(a->histogram[j]);
    return 0;
}

int main(int n_args, char **args) {
    ot_run_options options = ot_run_options_default();
    if (n_args > 1) options.draws = strtoull(args[1], NULL, 10);
    if (n_args > 2) options.block_length = (size_t)strtoull(args[2], NULL, 10);
    ot_case *own[N_CASES];
    const ot_case *c[N_CASES];
    for (size_t k = 0; k < N_CASES; k++)
        c[k] = own[k] = new_case(k);
    struct answers a = {.moments = calloc(N_ANSWERS, sizeof *a.moments)};
    if (!a.moments) return 1;
    int failed = measure(c, &options, "draws alone", &a);
    a.with_histograms = 1;
    failed |= measure(c, &options, "with histograms", &a);
    a.with_moments = 1;
    failed |= measure(c, &options, "with histograms and moments", &a);
    for (size_t k = 0; k < N_CASES; k++)
        ot_case_free(own[k]);
    free(a.moments);
    return failed;
}
