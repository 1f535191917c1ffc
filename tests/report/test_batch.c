/* Tests of outturn/batch.h: the list, and answers in its order whoever is done first. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "failing_alloc.h"
#include "outturn/batch.h"
#include "scratch.h"

static char folder[64], list[96], results[96];

static int make_folder(void **state) {
    (void)state;
    scratch_name(folder, sizeof folder, "batch");
    if (!mkdtemp(folder)) return -1;
    snprintf(list, sizeof list, "%s/list.csv", folder);
    snprintf(results, sizeof results, "%s/results.csv", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    unlink(list);
    unlink(results);
    return rmdir(folder);
}

static ot_status load(const char *text, const char *model, ot_batch **out, ot_error *err) {
    FILE *f = fopen(list, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
    return ot_batch_load(list, model, out, err);
}

static ot_batch *loaded(const char *text, const char *model) {
    ot_batch *b = NULL;
    ot_error err;
    if (load(text, model, &b, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return b;
}

static void a_row_is_an_id_a_model_and_the_settings_of_its_cells(void **state) {
    (void)state;
    char path[128];
    ot_batch *b = loaded("id,model,run.draws,data.area\n"
                         "a,m/x.cfg,500,\n"
                         "\n"
                         "b,,,\"Akto, north\"\n",
                         "y.cfg");
    assert_int_equal(ot_batch_count(b), 2);
    const ot_batch_row *r = ot_batch_at(b, 0);
    snprintf(path, sizeof path, "%s/m/x.cfg", folder);
    assert_string_equal(r->id, "a");
    assert_string_equal(r->model, path); /* as seen from the list */
    assert_int_equal(r->line, 2);
    assert_int_equal(r->n_sets, 1);
    assert_string_equal(r->set[0], "run.draws=500");
    r = ot_batch_at(b, 1);
    assert_string_equal(r->model, "y.cfg"); /* as seen from here */
    assert_int_equal(r->line, 4);
    assert_int_equal(r->n_sets, 1);
    assert_string_equal(r->set[0], "data.area=Akto, north");
    assert_int_equal(ot_batch_n_settings(b), 2);
    assert_string_equal(ot_batch_setting(b, 1), "data.area");
    assert_int_equal(ot_batch_first_use(b, 0), 0);
    assert_int_equal(ot_batch_first_use(b, 1), 1);
    ot_batch_free(b);
}

static void rows_without_ids_are_numbered(void **state) {
    (void)state;
    ot_batch *b = loaded("run.seed\n7\n8\n", "m.cfg");
    assert_string_equal(ot_batch_at(b, 0)->id, "1");
    assert_string_equal(ot_batch_at(b, 1)->id, "2");
    ot_batch_free(b);
}

static void assert_refused(const char *text, const char *model, int line, int column,
                           const char *part) {
    ot_batch *b = NULL;
    ot_error err;
    assert_int_equal(load(text, model, &b, &err), OT_ERR_INPUT);
    assert_null(b);
    if (!strstr(err.text[OT_LANGUAGE_EN], part)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
    assert_string_equal(err.file, list);
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
}

static void what_is_no_list_is_told_with_its_place(void **state) {
    (void)state;
    assert_refused("", "m", 1, 1, "empty");
    assert_refused("id\n", "m", 0, 0, "no rows");
    assert_refused("id,run.seed\na,1\n", NULL, 1, 1, "no column model");
    assert_refused("id,model\na,\n", NULL, 2, 3, "names no model");
    assert_refused("id,run.seed\na,1\nb,2\na,3\n", "m", 4, 1, "line 2 already");
    assert_refused("id,run.seed\n,1\n", "m", 2, 1, "id is empty");
    assert_refused("id,run.seed,run.seed\na,1,2\n", "m", 1, 13, "column 2 already");
    assert_refused("id,ID\na,1\n", "m", 1, 4, "column 1 already");
    assert_refused("id,run.seed=4\na,1\n", "m", 1, 4, "no path");
    assert_refused("id,run.seed\na\n", "m", 2, 1, "in the header 2");
    ot_batch *b = NULL;
    assert_int_equal(ot_batch_load("none/list.csv", "m", &b, NULL), OT_ERR_IO);
}

static void blame(ot_error *err, ot_status status, const char *file) {
    (void)ot_fail(err, status, "wrong", "有误");
    ot_error_locate(err, file, 0, 0);
}

static void a_fault_of_a_cell_is_told_at_the_cell(void **state) {
    (void)state;
    ot_error err;
    ot_batch *b = loaded("id,model,run.draws,run.seed\na,x.cfg,,7\n", NULL);
    blame(&err, OT_ERR_INPUT, "--set run.seed=7");
    assert_false(ot_batch_blame_heading(b, 0, &err)); /* the path is well */
    ot_batch_blame(b, 0, &err);
    assert_string_equal(err.file, list);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 10);
    blame(&err, OT_ERR_USAGE, "--set run.seed=7");
    assert_true(ot_batch_blame_heading(b, 0, &err));
    assert_int_equal(err.line, 1);
    assert_int_equal(err.column, 20);
    blame(&err, OT_ERR_IO, ot_batch_at(b, 0)->model);
    ot_batch_blame(b, 0, &err);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 3);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "x.cfg: wrong"));
    blame(&err, OT_ERR_INPUT, "other.cfg");
    ot_batch_blame(b, 0, &err);
    assert_string_equal(err.file, "other.cfg");
    ot_batch_free(b);
}

static int attempt_load(void *state) {
    (void)state;
    ot_batch *b = NULL;
    const ot_status status = ot_batch_load(list, NULL, &b, NULL);
    ot_batch_free(b);
    return (int)status;
}

static void a_list_survives_each_failed_allocation(void **state) {
    (void)state;
    ot_batch_free(loaded("id,model,run.draws\na,x.cfg,5\nb,x.cfg,6\n", NULL));
    assert_true(fail_each_allocation(attempt_load, NULL, OT_ERR_NOMEM) > 5);
}

enum { MOST_ROWS = 200 };
typedef struct observer {
    pthread_mutex_t lock;
    size_t most_ahead;
    size_t told[MOST_ROWS], n_told;
    size_t stop_after; /* rows told; 0: never */
    size_t fails_at;   /* SIZE_MAX: none */
} observer;

/* Early rows take longest, so that later ones wait for them. */
static void dawdle(size_t row) {
    const struct timespec time = {0, (long)(row % 5 == 0) * 3000000L};
    (void)nanosleep(&time, NULL);
}

static ot_status work(void *state, size_t row, const ot_writer *writer, ot_error *why) {
    observer *o = state;
    char text[32];
    pthread_mutex_lock(&o->lock);
    if (row - o->n_told > o->most_ahead) o->most_ahead = row - o->n_told;
    pthread_mutex_unlock(&o->lock);
    dawdle(row);
    const int n = snprintf(text, sizeof text, "row %zu\n", row);
    (void)writer->write(writer->state, text, (size_t)n);
    if (row % 10 == 3) (void)ot_fail(why, OT_ERR_INPUT, "row %zu", "第 %zu 行", row);
    if (row == o->fails_at) return ot_fail(why, OT_ERR_NOMEM, "no memory", "内存不足");
    return OT_OK;
}

static void done(void *state, size_t row, const ot_error *why) {
    observer *o = state;
    pthread_mutex_lock(&o->lock);
    assert_int_equal(why->status, row % 10 == 3 ? OT_ERR_INPUT : OT_OK);
    o->told[o->n_told++] = row;
    pthread_mutex_unlock(&o->lock);
}

static int is_stopped(void *state) {
    const observer *o = state;
    return o->stop_after > 0 && o->n_told >= o->stop_after;
}

static ot_batch_options options_of(observer *o, size_t jobs) {
    *o = (observer){.fails_at = SIZE_MAX};
    pthread_mutex_init(&o->lock, NULL);
    return (ot_batch_options){
        .jobs = jobs, .work = work, .done = done, .is_stopped = is_stopped, .state = o};
}

static void answers_stand_in_the_order_of_the_list(void **state) {
    (void)state;
    static const size_t JOBS[] = {1, 2, 3, 7};
    ot_buffer expected = {0};
    for (size_t k = 0; k < sizeof JOBS / sizeof *JOBS; k++) {
        observer o;
        ot_buffer out = {0};
        const ot_batch_options options = options_of(&o, JOBS[k]);
        const ot_writer writer = ot_buffer_writer(&out);
        assert_int_equal(ot_batch_run(MOST_ROWS, &options, &writer, NULL), OT_OK);
        assert_int_equal(o.n_told, MOST_ROWS);
        for (size_t i = 0; i < MOST_ROWS; i++)
            assert_int_equal(o.told[i], i);
        assert_true(o.most_ahead < 4 * JOBS[k]); /* the window, whatever the number of rows */
        if (k == 0) {
            expected = out;
            assert_non_null(strstr(out.data, "id,scenario,kind"));
            assert_non_null(strstr(out.data, "message\nrow 0\nrow 1\nrow 2\n"));
            continue;
        }
        assert_int_equal(out.length, expected.length);
        assert_memory_equal(out.data, expected.data, out.length);
        ot_buffer_clear(&out);
    }
    ot_buffer_clear(&expected);
}

static void a_batch_that_is_stopped_leaves_no_file(void **state) {
    (void)state;
    observer o;
    ot_error err;
    unlink(results);
    ot_batch_options options = options_of(&o, 3);
    o.stop_after = 20;
    assert_int_equal(ot_batch_run_file(MOST_ROWS, &options, results, &err), OT_ERR_INTERRUPTED);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "of 200 rows"));
    assert_int_not_equal(access(results, F_OK), 0);
    options = options_of(&o, 3);
    o.fails_at = 50;
    assert_int_equal(ot_batch_run_file(MOST_ROWS, &options, results, &err), OT_ERR_NOMEM);
    assert_string_equal(err.text[OT_LANGUAGE_EN], "no memory");
    assert_int_not_equal(access(results, F_OK), 0);
    options = options_of(&o, 3);
    assert_int_equal(ot_batch_run_file(MOST_ROWS, &options, results, &err), OT_OK);
    assert_int_equal(access(results, F_OK), 0);
}

static int refuse(void *state, const char *data, size_t n) {
    (void)state;
    (void)data;
    return n > 100 ? 0 : 28; /* ENOSPC, once the headings are through */
}

static void a_full_disk_ends_the_batch(void **state) {
    (void)state;
    observer o;
    ot_error err;
    const ot_batch_options options = options_of(&o, 2);
    const ot_writer writer = {refuse, NULL};
    assert_int_equal(ot_batch_run(MOST_ROWS, &options, &writer, &err), OT_ERR_IO);
    assert_int_equal(o.n_told, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_an_id_a_model_and_the_settings_of_its_cells),
        cmocka_unit_test(rows_without_ids_are_numbered),
        cmocka_unit_test(what_is_no_list_is_told_with_its_place),
        cmocka_unit_test(a_fault_of_a_cell_is_told_at_the_cell),
        cmocka_unit_test(a_list_survives_each_failed_allocation),
        cmocka_unit_test(answers_stand_in_the_order_of_the_list),
        cmocka_unit_test(a_batch_that_is_stopped_leaves_no_file),
        cmocka_unit_test(a_full_disk_ends_the_batch),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
