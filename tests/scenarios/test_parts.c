/* A run in parts gives the bytes of the whole: shards in any number and order, runs that were
 * interrupted, each with other threads and blocks; and what is no part of a run is refused. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/file.h"
#include "chain.h"
#include "outturn/document.h"
#include "outturn/part.h"
#include "scratch.h"

enum { DRAWS = 5 * 4096 + 17, MOST = 8 };

typedef struct bench {
    chain s;
    char folder[256];
    char file[MOST][300];
    const char *list[MOST];
} bench;

static void open_bench(bench *b, const char *path) {
    chain_load(&b->s, path);
    scratch_name(b->folder, sizeof b->folder, "parts");
    assert_non_null(mkdtemp(b->folder));
    for (size_t i = 0; i < MOST; i++) {
        snprintf(b->file[i], sizeof b->file[i], "%s/part%zu", b->folder, i);
        b->list[i] = b->file[i];
    }
}

static void close_bench(bench *b) {
    for (size_t i = 0; i < MOST; i++)
        (void)unlink(b->file[i]);
    assert_int_equal(rmdir(b->folder), 0); /* nothing else was left there */
    chain_close(&b->s);
}

static int keep(void *state, const char *bytes, size_t n) {
    ot_buffer_add(state, bytes, n);
    return 0;
}

static ot_run_options options_of(const bench *b, size_t threads, size_t block_length) {
    ot_run_options options = ot_projection_options(b->s.model);
    options.draws = DRAWS;
    options.threads = threads;
    options.block_length = block_length;
    return options;
}

static ot_status run(const bench *b, const ot_run_options *options, ot_projection **p,
                     ot_error *err) {
    return ot_projection_new(b->s.model, (const ot_case *const *)b->s.c, b->s.n, options, NULL, p,
                             err);
}

/* The whole answer as JSON. */
static ot_buffer answer(const bench *b, const ot_run_options *options) {
    ot_parts parts;
    ot_error err;
    ot_projection *p = NULL;
    ot_buffer out = {0};
    const ot_writer writer = {keep, &out};
    memset(&parts, 0, sizeof parts);
    parts.spec = b->s.spec;
    parts.table = b->s.table;
    parts.plan = b->s.plan;
    parts.model = b->s.model;
    parts.fit = b->s.fit;
    parts.notes = b->s.notes;
    if (run(b, options, &p, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    parts.projection = p;
    assert_int_equal(
        ot_report_write(OT_REPORT_RUN, &parts, OT_FORMAT_JSON, OT_LANGUAGE_EN, &writer, &err),
        OT_OK);
    ot_projection_free(p);
    assert_true(out.length > 1000);
    return out;
}

static ot_status fails(const bench *b, const ot_run_options *options, ot_error *err) {
    ot_projection *p = NULL;
    const ot_status status = run(b, options, &p, err);
    assert_true(status != OT_OK && !p);
    return status;
}

static void expect_same(ot_buffer *a, ot_buffer *b) {
    assert_int_equal(a->length, b->length);
    assert_memory_equal(a->data, b->data, a->length);
    ot_buffer_clear(a);
    ot_buffer_clear(b);
}

static void make_shard(const bench *b, uint32_t shard, uint32_t n, size_t threads, size_t length) {
    ot_error err;
    ot_projection *p = NULL;
    ot_run_options options = options_of(b, threads, length);
    options.part = (ot_run_part){
        .shard = shard, .n_shards = n, .file = b->file[shard - 1], .request = "words"};
    if (run(b, &options, &p, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    ot_projection_free(p);
}

static ot_run_options merging(const bench *b, size_t n) {
    ot_run_options options = options_of(b, 1, 0);
    options.part.merged = b->list;
    options.part.n_merged = n;
    return options;
}

static void shards_of(const char *path, ot_sampling sampling) {
    static const size_t LENGTH[] = {7, 512, 1024, 1};
    bench b;
    open_bench(&b, path);
    for (uint32_t n = 1; n <= 5; n += 2) {
        ot_run_options whole = options_of(&b, 2, 0), merged = merging(&b, n);
        whole.sampling = merged.sampling = sampling;
        for (uint32_t k = n; k >= 1; k--) {
            ot_error err;
            ot_projection *p = NULL;
            ot_run_options options = options_of(&b, 1 + k % 3, LENGTH[k % 4]);
            options.sampling = sampling;
            options.part = (ot_run_part){.shard = k, .n_shards = n, .file = b.file[k - 1]};
            if (run(&b, &options, &p, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
            ot_projection_free(p);
        }
        ot_buffer a = answer(&b, &whole), together = answer(&b, &merged);
        expect_same(&a, &together);
    }
    close_bench(&b);
}

static void shards_are_the_whole(void **state) {
    (void)state;
    for (int k = 0; k < OT_N_SAMPLINGS; k++)
        shards_of("scenarios/tutorial/model.cfg", (ot_sampling)k);
}

static void shards_of_simultaneous_blocks_are_the_whole(void **state) {
    (void)state;
    shards_of("bench/klein.cfg", OT_SAMPLING_RANDOM);
}

static void more_shards_than_steps_leave_some_empty(void **state) {
    (void)state;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    ot_run_options whole = options_of(&b, 1, 0), merged = merging(&b, 7);
    whole.draws = merged.draws = 600; /* three steps of 256 */
    for (uint32_t k = 1; k <= 7; k++) {
        ot_projection *p = NULL;
        ot_run_options options = whole;
        options.part = (ot_run_part){.shard = k, .n_shards = 7, .file = b.file[k - 1]};
        assert_int_equal(run(&b, &options, &p, NULL), OT_OK);
        ot_projection_free(p);
    }
    ot_buffer a = answer(&b, &whole), together = answer(&b, &merged);
    expect_same(&a, &together);
    close_bench(&b);
}

/* What stops a run from within, as Ctrl-C does from outside. */
typedef struct stopper {
    atomic_int stop;
    double share, least; /* least: the first share that was told; 0: none */
} stopper;

static void stop_at(void *state, double share) {
    stopper *s = state;
    if (s->least <= 0.0) s->least = share;
    if (share >= s->share) atomic_store(&s->stop, 1);
}

static ot_run_options stopping(const bench *b, stopper *s, size_t threads, size_t length) {
    ot_run_options options = options_of(b, threads, length);
    options.draws = 16 * DRAWS;
    options.progress = stop_at;
    options.progress_state = s;
    options.part = (ot_run_part){.checkpoint = b->file[0], .seconds = 1e9, .stop = &s->stop};
    return options;
}

static void an_interrupted_run_goes_on(void **state) {
    (void)state;
    bench b;
    ot_error err;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    for (size_t round = 0; round < 3; round++) {
        stopper s = {0, 0.2 + 0.3 * (double)round, 0.0};
        const ot_run_options options = stopping(&b, &s, 3 - round, (size_t)64 << round);
        assert_int_equal(fails(&b, &options, &err), OT_ERR_INTERRUPTED);
        assert_non_null(strstr(err.text[OT_LANGUAGE_EN], b.file[0]));
        assert_int_equal(access(b.file[0], R_OK), 0);
        if (round > 0) assert_true(s.least >= 0.2); /* it went on, and did not begin anew */
    }
    stopper never = {0, 2.0, 0.0};
    ot_run_options rest = stopping(&b, &never, 2, 0), whole = options_of(&b, 1, 0);
    whole.draws = rest.draws;
    ot_buffer a = answer(&b, &rest), together = answer(&b, &whole);
    assert_true(never.least >= 0.8);
    expect_same(&a, &together);
    close_bench(&b);
}

static void checkpoints_on_the_way_change_nothing(void **state) {
    (void)state;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    ot_run_options often = options_of(&b, 2, 0), whole = options_of(&b, 1, 0);
    often.part = (ot_run_part){.checkpoint = b.file[0], .seconds = 1e-9};
    ot_buffer a = answer(&b, &often), together = answer(&b, &whole);
    expect_same(&a, &together);
    assert_int_equal(access(b.file[0], R_OK), 0);
    close_bench(&b);
}

static void expect_refused(const bench *b, size_t n, const char *words) {
    ot_error err;
    const ot_run_options options = merging(b, n);
    assert_int_equal(fails(b, &options, &err), OT_ERR_INPUT);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" does not say \"%s\"", err.text[OT_LANGUAGE_EN], words);
}

static void shards_must_be_all_and_each_once(void **state) {
    (void)state;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    for (uint32_t k = 1; k <= 3; k++)
        make_shard(&b, k, 3, 1, 0);
    expect_refused(&b, 2, "are in none of the 2 files");
    b.list[3] = b.file[1];
    expect_refused(&b, 4, "twice");
    b.list[0] = b.file[1];
    expect_refused(&b, 3, "from 0 on");
    close_bench(&b);
}

static void parts_of_other_runs_are_refused(void **state) {
    (void)state;
    ot_error err;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    make_shard(&b, 1, 1, 1, 0);
    ot_run_options options = merging(&b, 1);
    options.seed += 1;
    assert_int_equal(fails(&b, &options, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "another run"));
    assert_string_equal(err.file, b.file[0]);
    options = merging(&b, 1);
    options.sampling = OT_SAMPLING_SOBOL;
    assert_int_equal(fails(&b, &options, &err), OT_ERR_INPUT);
    options = merging(&b, 1);
    options.draws += 16;
    assert_int_equal(fails(&b, &options, &err), OT_ERR_INPUT);
    close_bench(&b);
}

static void unfinished_parts_are_refused(void **state) {
    (void)state;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    stopper s = {1, 0.0, 0.0}; /* stopped before it begins */
    ot_run_options options = stopping(&b, &s, 1, 0);
    options.draws = DRAWS;
    assert_int_equal(fails(&b, &options, NULL), OT_ERR_INTERRUPTED);
    expect_refused(&b, 1, "not finished");
    close_bench(&b);
}

static void every_damage_is_found(void **state) {
    (void)state;
    char *data = NULL;
    size_t n = 0;
    ot_error err;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    make_shard(&b, 1, 1, 1, 0);
    assert_int_equal(ot_file_read(b.file[0], SIZE_MAX / 2, &data, &n, &err), OT_OK);
    for (size_t at = 0; at < n; at += 1 + n / 37) {
        data[at] = (char)(data[at] ^ 4);
        assert_int_equal(ot_file_write(b.file[0], data, n, &err), OT_OK);
        const ot_run_options options = merging(&b, 1);
        assert_int_equal(fails(&b, &options, &err), OT_ERR_INPUT);
        data[at] = (char)(data[at] ^ 4);
    }
    for (size_t length = 0; length < n; length += 1 + n / 11) {
        assert_int_equal(ot_file_write(b.file[0], data, length, &err), OT_OK);
        const ot_run_options options = merging(&b, 1);
        assert_int_equal(fails(&b, &options, &err), OT_ERR_INPUT);
    }
    free(data);
    close_bench(&b);
}

static void a_file_that_is_no_part_is_not_replaced(void **state) {
    (void)state;
    static const char WORDS[] = "my only copy";
    ot_error err;
    char *data = NULL;
    size_t n = 0;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    assert_int_equal(ot_file_write(b.file[0], WORDS, sizeof WORDS, &err), OT_OK);
    ot_run_options options = options_of(&b, 1, 0);
    options.part = (ot_run_part){.shard = 1, .n_shards = 1, .file = b.file[0]};
    assert_int_equal(fails(&b, &options, &err), OT_ERR_INPUT);
    options.part = (ot_run_part){.checkpoint = b.file[0], .seconds = 1e-9};
    assert_int_equal(fails(&b, &options, &err), OT_ERR_INPUT);
    assert_int_equal(ot_file_read(b.file[0], 100, &data, &n, &err), OT_OK);
    assert_string_equal(data, WORDS);
    free(data);
    assert_int_equal(unlink(b.file[0]), 0);
    make_shard(&b, 1, 1, 1, 0);
    make_shard(&b, 1, 1, 1, 0); /* but a part is */
    close_bench(&b);
}

static void a_finished_part_is_no_checkpoint(void **state) {
    (void)state;
    ot_error err;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    make_shard(&b, 1, 1, 1, 0);
    ot_run_options options = options_of(&b, 1, 0);
    options.part = (ot_run_part){.checkpoint = b.file[0], .seconds = 1e9};
    assert_int_equal(fails(&b, &options, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "finished part"));
    close_bench(&b);
}

static void a_part_keeps_the_words_that_made_it(void **state) {
    (void)state;
    char *request = NULL;
    ot_error err;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    make_shard(&b, 1, 1, 1, 0);
    assert_int_equal(ot_part_request(b.file[0], &request, &err), OT_OK);
    assert_string_equal(request, "words");
    free(request);
    assert_int_equal(ot_part_request(b.file[1], &request, &err), OT_ERR_IO);
    close_bench(&b);
}

static void wrong_options_are_refused(void **state) {
    (void)state;
    bench b;
    open_bench(&b, "scenarios/tutorial/model.cfg");
    ot_run_options options = options_of(&b, 1, 0);
    options.part = (ot_run_part){.shard = 4, .n_shards = 3, .file = b.file[0]};
    assert_int_equal(fails(&b, &options, NULL), OT_ERR_USAGE);
    options.part.shard = 0;
    assert_int_equal(fails(&b, &options, NULL), OT_ERR_USAGE);
    options = merging(&b, 1);
    options.part.checkpoint = b.file[1];
    assert_int_equal(fails(&b, &options, NULL), OT_ERR_USAGE);
    options = options_of(&b, 1, 0);
    options.executor = "gsl";
    options.part.checkpoint = b.file[1];
    assert_int_equal(fails(&b, &options, NULL), OT_ERR_USAGE);
    close_bench(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shards_are_the_whole),
        cmocka_unit_test(shards_of_simultaneous_blocks_are_the_whole),
        cmocka_unit_test(more_shards_than_steps_leave_some_empty),
        cmocka_unit_test(an_interrupted_run_goes_on),
        cmocka_unit_test(checkpoints_on_the_way_change_nothing),
        cmocka_unit_test(shards_must_be_all_and_each_once),
        cmocka_unit_test(parts_of_other_runs_are_refused),
        cmocka_unit_test(unfinished_parts_are_refused),
        cmocka_unit_test(every_damage_is_found),
        cmocka_unit_test(a_file_that_is_no_part_is_not_replaced),
        cmocka_unit_test(a_finished_part_is_no_checkpoint),
        cmocka_unit_test(a_part_keeps_the_words_that_made_it),
        cmocka_unit_test(wrong_options_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
