/* The same bytes of a report whatever the number of threads and the length of blocks, with every
 * sampling. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "failing_alloc.h"
#include "outturn/document.h"

enum { DRAWS = 8 * 1024 + 17 }; /* enough for eight threads, and no whole number of blocks */

typedef struct text {
    char *at;
    size_t n;
} text;

static int keep(void *state, const char *bytes, size_t n) {
    text *t = state;
    char *at = realloc(t->at, t->n + n + 1);
    if (!at) return ENOMEM;
    memcpy(at + t->n, bytes, n);
    t->at = at;
    t->n += n;
    return 0;
}

static ot_run_options options_of(const chain *s, ot_sampling sampling, size_t threads,
                                 size_t block_length) {
    ot_run_options options = ot_projection_options(s->model);
    options.draws = DRAWS;
    options.sampling = sampling;
    options.threads = threads;
    options.block_length = block_length;
    return options;
}

static ot_status run(const chain *s, const ot_run_options *options, ot_parts *parts,
                     ot_error *err) {
    return ot_projection_new(s->model, (const ot_case *const *)s->c, s->n, options, NULL,
                             (ot_projection **)&parts->projection, err);
}

static ot_status compare(const chain *s, const ot_run_options *options, ot_parts *parts,
                         ot_error *err) {
    return ot_comparison_new(s->model, s->c[0], s->c[s->n - 1], options, NULL,
                             (ot_comparison **)&parts->comparison, err);
}

/* A run (kind OT_REPORT_RUN) or a comparison as JSON. */
static text answer(const chain *s, ot_report_kind kind, ot_sampling sampling, size_t threads,
                   size_t block_length) {
    const ot_run_options options = options_of(s, sampling, threads, block_length);
    ot_parts parts;
    ot_error err;
    memset(&parts, 0, sizeof parts);
    parts.spec = s->spec;
    parts.table = s->table;
    parts.plan = s->plan;
    parts.model = s->model;
    parts.fit = s->fit;
    parts.notes = s->notes;
    text t = {NULL, 0};
    const ot_writer writer = {keep, &t};
    ot_status status = (kind == OT_REPORT_RUN ? run : compare)(s, &options, &parts, &err);
    if (!status)
        status = ot_report_write(kind, &parts, OT_FORMAT_JSON, OT_LANGUAGE_EN, &writer, &err);
    if (status) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    ot_projection_free((ot_projection *)parts.projection);
    ot_comparison_free((ot_comparison *)parts.comparison);
    return t;
}

static void expect_same_of(const chain *s, ot_report_kind kind, ot_sampling sampling) {
    static const size_t how[][2] = {{1, 16}, {2, 256}, {3, 48}, {8, 1024}, {0, 0}};
    const text alone = answer(s, kind, sampling, 1, 256);
    assert_true(alone.n > 1000);
    for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
        const text t = answer(s, kind, sampling, how[i][0], how[i][1]);
        if (t.n != alone.n || memcmp(t.at, alone.at, t.n) != 0)
            fail_msg("sampling %s: %zu threads and blocks of %zu differ from 1 and 256",
                     ot_sampling_word(sampling), how[i][0], how[i][1]);
        free(t.at);
    }
    free(alone.at);
}

static void expect_same(const char *path, ot_report_kind kind) {
    chain s;
    chain_load(&s, path);
    for (int k = 0; k < OT_N_SAMPLINGS; k++)
        expect_same_of(&s, kind, (ot_sampling)k);
    chain_close(&s);
}

static void runs_are_the_same_on_any_number_of_threads(void **state) {
    (void)state;
    expect_same("scenarios/tutorial/model.cfg", OT_REPORT_RUN);
}

static void simultaneous_blocks_are_the_same_on_any_number_of_threads(void **state) {
    (void)state;
    expect_same("bench/klein.cfg", OT_REPORT_RUN);
}

static void comparisons_are_the_same_on_any_number_of_threads(void **state) {
    (void)state;
    expect_same("scenarios/tutorial/model.cfg", OT_REPORT_COMPARE);
}

static int attempt(void *state) {
    const chain *s = state;
    const ot_run_options options = options_of(s, OT_SAMPLING_SOBOL, 3, 256);
    ot_parts parts;
    memset(&parts, 0, sizeof parts);
    const ot_status status = compare(s, &options, &parts, NULL);
    ot_comparison_free((ot_comparison *)parts.comparison);
    return (int)status;
}

static void every_failed_allocation_of_a_thread_is_reported(void **state) {
    (void)state;
    static const char MODEL[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
        "indicators: { x: { unit = \"index\"; equation = \"x = x(-1) * (1 + g)\"; start = "
        "{ year = 2022; value = 100.0; }; }; };\n"
        "drivers: { g: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = 2.0;"
        " }; }; };\n"
        "scenarios: { a: { }; b: { drivers = { g = { value = 6.0; }; }; }; };\n"
        "targets: ( { indicator = \"x\"; year = 2023; at_least = 105.0; group = \"all\"; } );\n";
    chain s;
    chain_open(&s, MODEL);
    assert_true(fail_each_allocation(attempt, &s, OT_ERR_NOMEM) > 40);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_the_same_on_any_number_of_threads),
        cmocka_unit_test(simultaneous_blocks_are_the_same_on_any_number_of_threads),
        cmocka_unit_test(comparisons_are_the_same_on_any_number_of_threads),
        cmocka_unit_test(every_failed_allocation_of_a_thread_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
