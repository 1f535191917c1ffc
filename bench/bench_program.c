/* How fast are equations? Each is compiled and evaluated over blocks of draws again and again;
 * prints nanoseconds a draw, and those of its tree, walked for one draw at a time. usage:
 * bench_program [BLOCK_LENGTH] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lang/program.h"

enum { N_SERIES = 8, N_COEFFICIENTS = 4, N_SLOTS = 6, MOST = 65536, N_DRAWS = 4000000 };

static const char *const EQUATION[] = {
    "x = y",
    "x = y + z",
    "x = y * 0.8",
    "x = y / z",
    "x = a + b * y",
    "x = a + b * y + c * z + d1 * w",
    "x = x(-1) * (1 + y)",
    "x = y * z / 1000",
    "x = y ^ 2",
    "x = y ^ 0.7",
    "x = log(y)",
    "x = exp(y)",
    "x = sqrt(y)",
    "x = min(y, z)",
    "x = if(y > z, w, 0.5)",
    "x = movav(y, 4)",
    "dlog(x) = a + b * dlog(y)",
    "dlog(x) = a + b * dlog(y) + c * dlog(z) + d1 * w",
    "pch(x) = a + b * pch(y)",
    "logit(x, 130) = a + b * logit(x(-1), 130)",
};

static int find(const void *state, const char *name, size_t n, ot_symbol *out) {
    static const char *const series[] = {"x", "y", "z", "w"}, *const drawn[] = {"a", "b", "c",
                                                                                "d1"};
    (void)state;
    for (int i = 0; i < 4; i++)
        for (int kind = 0; kind < 2; kind++) {
            const char *known = kind ? drawn[i] : series[i];
            if (strlen(known) != n || memcmp(known, name, n) != 0) continue;
            *out = (ot_symbol){kind ? OT_SYMBOL_COEFFICIENT : OT_SYMBOL_SERIES, i};
            return 1;
        }
    return 0;
}

static double series[N_SERIES * N_SLOTS * MOST], coefficient[N_COEFFICIENTS * MOST];
static double scratch[64 * MOST];

static void fill(double *to, size_t n) {
    unsigned x = 1;
    for (size_t i = 0; i < n; i++) {
        x = x * 1664525u + 1013904223u;
        to[i] = 0.5 + (double)(x >> 8) / 33554432.0; /* 0.5 to 1 */
    }
}

static double get(const void *state, ot_symbol symbol, int lag) {
    const size_t i = *(const size_t *)state;
    if (symbol.kind == OT_SYMBOL_COEFFICIENT) return coefficient[(size_t)symbol.index * MOST + i];
    return series[((size_t)symbol.index * N_SLOTS + N_SLOTS - 1 - (size_t)lag) * MOST + i];
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static volatile double sink;

static double tree_time(const ot_equation *e) {
    enum { N = N_DRAWS / 40 };
    double sum = 0.0;
    const double start = seconds();
    for (size_t k = 0; k < N; k++) {
        const size_t i = k % 256;
        const ot_point point = {get, &i};
        sum += ot_transform_inverse(e->transform, e->ceiling, ot_tree_value(e->right, &point), 1.0);
    }
    sink = sum; /* the work is needed */
    return (seconds() - start) / N;
}

static double program_time(const ot_program *p, size_t n) {
    const ot_frame frame = {series, coefficient, scratch, N_SLOTS, n, n, N_SLOTS - 1, 2023, NULL};
    const double start = seconds();
    for (size_t done = 0; done < N_DRAWS; done += n)
        ot_step_run(&p->step[0], p->instruction, p->constant, &frame);
    return (seconds() - start) / N_DRAWS;
}

static int measure(const char *s, size_t n) {
    const ot_text text = {s, strlen(s), NULL, 0};
    const ot_scope scope = {.find = find};
    const int disturbance = -1;
    const ot_equation *e = NULL;
    ot_program p = {0};
    ot_error err = {.line = 0};
    ot_arena *arena = ot_arena_new();
    if (!arena) return EXIT_FAILURE;
    ot_status status = ot_equation_parse(&text, &scope, arena, NULL, &e, &err);
    const ot_stage_source stage = {&e, &disturbance, 1, 0, OT_SOLVER_DEFAULT};
    if (!status) status = ot_program_init(&stage, 1, &p, &err);
    if (!status && p.n_registers <= 64) {
        double best = program_time(&p, n);
        for (int k = 0; k < 4; k++) {
            const double again = program_time(&p, n);
            best = again < best ? again : best;
        }
        printf("%7.2f %7.1f %4zu %4zu  %s\n", 1e9 * best, 1e9 * tree_time(e), p.n_instructions,
               p.n_registers, s);
    } else {
        fprintf(stderr, "%s: %s\n", s, err.text[OT_LANGUAGE_EN]);
    }
    ot_program_clear(&p);
    ot_arena_free(arena);
    return status ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv) {
    const size_t n = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 256;
    int failed = n == 0 || n > MOST;
    fill(series, sizeof series / sizeof *series);
    fill(coefficient, sizeof coefficient / sizeof *coefficient);
    printf("ns a draw; tree; instructions; registers (block length %zu)\n", n);
    for (size_t i = 0; i < sizeof EQUATION / sizeof *EQUATION && !failed; i++)
        failed = measure(EQUATION[i], n);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
