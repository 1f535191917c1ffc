#include "report/batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "simulate/workers.h"

enum { WAITING_EACH = 4 }; /* rows in the window, a job */

typedef struct window_slot {
    ot_buffer text;
    ot_error why;
    int is_done;
} window_slot;

/* Rows next - 1 and before are taken, those before `written` are in the file. */
typedef struct batch_run {
    const ot_batch_options *options;
    const ot_writer *writer;
    size_t n, next, written, n_slots;
    window_slot *slot; /* row i waits in slot i modulo n_slots */
    pthread_mutex_t lock;
    pthread_cond_t moved;
    ot_status status;
    ot_error *err;
} batch_run;

static void stop(batch_run *run, ot_status status) {
    if (!run->status) run->status = status;
}

/* Whatever has its turn goes into the file. */
static void write_ready(batch_run *run) {
    const ot_batch_options *o = run->options;
    for (; run->written < run->n && !run->status; run->written++) {
        window_slot *s = &run->slot[run->written % run->n_slots];
        if (!s->is_done) return;
        stop(run, ot_batch_give(&s->text, run->writer, run->err));
        if (o->done && !run->status) o->done(o->state, run->written, &s->why);
        s->is_done = 0;
    }
}

static void check_stopped(batch_run *run) {
    const ot_batch_options *o = run->options;
    if (run->status || !o->is_stopped || !o->is_stopped(o->state)) return;
    stop(run, ot_fail(run->err, OT_ERR_INTERRUPTED, "interrupted after %zu of %zu rows",
                      "已中断，完成 %zu 行，共 %zu 行", run->written, run->n));
}

static void make_row(batch_run *run, size_t i) {
    const ot_batch_options *o = run->options;
    window_slot *s = &run->slot[i % run->n_slots];
    const ot_writer writer = ot_buffer_writer(&s->text);
    (void)ot_fail(&s->why, OT_OK, "%s", "%s", "");
    (void)pthread_mutex_unlock(&run->lock);
    const ot_status status = o->work(o->state, i, &writer, &s->why);
    (void)pthread_mutex_lock(&run->lock);
    if (status && !run->status) *run->err = s->why;
    stop(run, status);
    s->is_done = 1;
}

static void work(void *state, size_t worker) {
    batch_run *run = state;
    (void)worker;
    (void)pthread_mutex_lock(&run->lock);
    for (check_stopped(run); !run->status && run->next < run->n; check_stopped(run)) {
        if (run->next >= run->written + run->n_slots) {
            (void)pthread_cond_wait(&run->moved, &run->lock);
            continue;
        }
        make_row(run, run->next++);
        write_ready(run);
        (void)pthread_cond_broadcast(&run->moved);
    }
    (void)pthread_cond_broadcast(&run->moved);
    (void)pthread_mutex_unlock(&run->lock);
}

static ot_status write_headings(const batch_run *run) {
    ot_buffer out = {0};
    ot_batch_put_headings(&out, run->options->language);
    return ot_batch_give(&out, run->writer, run->err);
}

static ot_status run_all(batch_run *run, size_t jobs) {
    if (pthread_mutex_init(&run->lock, NULL))
        return ot_fail(run->err, OT_ERR_NOMEM, "no memory for the jobs", "内存不足以并行计算");
    if (pthread_cond_init(&run->moved, NULL)) {
        (void)pthread_mutex_destroy(&run->lock);
        return ot_fail(run->err, OT_ERR_NOMEM, "no memory for the jobs", "内存不足以并行计算");
    }
    run->status = write_headings(run);
    if (!run->status) ot_workers_run(jobs, work, run);
    (void)pthread_cond_destroy(&run->moved);
    (void)pthread_mutex_destroy(&run->lock);
    return run->status;
}

ot_status ot_batch_run(size_t n, const ot_batch_options *options, const ot_writer *writer,
                       ot_error *err) {
    ot_error own; /* `err` may be NULL */
    size_t jobs = options->jobs ? options->jobs : ot_workers_online();
    if (jobs > n) jobs = n ? n : 1;
    if (jobs > ot_workers_most()) jobs = ot_workers_most();
    batch_run run = {.options = options,
                     .writer = writer,
                     .n = n,
                     .n_slots = WAITING_EACH * jobs,
                     .err = err ? err : &own};
    run.slot = calloc(run.n_slots, sizeof *run.slot);
    if (!run.slot)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the jobs", "内存不足以并行计算");
    const ot_status status = run_all(&run, jobs);
    for (size_t i = 0; i < run.n_slots; i++)
        ot_buffer_clear(&run.slot[i].text);
    free(run.slot);
    return status;
}

/* The folder of a path; "." when it names none. */
static char *folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    const size_t n = !slash ? 1 : slash == path ? 1 : (size_t)(slash - path);
    char *folder = malloc(n + 1);
    if (!folder) return NULL;
    memcpy(folder, slash ? path : ".", n);
    folder[n] = '\0';
    return folder;
}

ot_status ot_batch_run_file(size_t n, const ot_batch_options *options, const char *path,
                            ot_error *err) {
    const char *slash = strrchr(path, '/');
    char *folder = folder_of(path);
    ot_fileset *set = NULL;
    ot_writer writer;
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    ot_status status = ot_fileset_new(folder, &set, err);
    if (!status) status = ot_fileset_stream(set, slash ? slash + 1 : path, &writer, err);
    if (!status) status = ot_batch_run(n, options, &writer, err);
    if (!status) status = ot_fileset_commit(set, err);
    ot_fileset_free(set);
    free(folder);
    return status;
}
