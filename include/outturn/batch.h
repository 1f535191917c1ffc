/*
 * batch.h -- many models at once: a list with one row a model, and one file with all answers
 *
 * Layer   report
 * Shapes  a row is an id, a model file and the settings of its cells; answers are in the order of
 * rows Units   as declared in the models Method  threads take the next row; answers wait in a
 * window of a few rows for their turn, so that the file is the same for any number of jobs and
 * memory does not grow with the rows
 */
#ifndef OT_BATCH_H
#define OT_BATCH_H

#include <stddef.h>

#include "outturn/document.h"
#include "outturn/error.h"
#include "outturn/writer.h"

typedef struct ot_batch_row {
    const char *id;
    const char *model;      /* path of the model file, seen from the current folder */
    int line;               /* in the list */
    const char *const *set; /* [n_sets] "PATH=VALUE" of the cells that are not empty */
    size_t n_sets;
} ot_batch_row;

typedef struct ot_batch ot_batch;

/*
 * Read a list: a CSV file whose columns are `id` (unique; without the column rows are numbered),
 * `model` (as seen from the list) and paths of settings, as --set names them. `model` (NULL: none)
 * is that of rows without one of their own. The caller frees *out.
 *
 * OT_ERR_IO     it cannot be read
 * OT_ERR_INPUT  no rows, a ragged row, a column or id twice, a row without model, a heading that is
 *               no path: says where
 * OT_ERR_NOMEM  memory
 */
ot_status ot_batch_load(const char *path, const char *model, ot_batch **out,
                        ot_error *err) OT_CHECK_RESULT;
void ot_batch_free(ot_batch *batch);

size_t ot_batch_count(const ot_batch *batch);
const ot_batch_row *ot_batch_at(const ot_batch *batch, size_t i);

/* The columns that are settings, the rows in which each is used first. */
size_t ot_batch_n_settings(const ot_batch *batch);
const char *ot_batch_setting(const ot_batch *batch, size_t k); /* its heading */
size_t ot_batch_first_use(const ot_batch *batch, size_t k);    /* SIZE_MAX: in no row */

/* Of an error that blames one of the row's settings: say where its cell stands; of one that blames
 * the row's model file for being none: where the list names it. Else the error stays as it is. */
void ot_batch_blame(const ot_batch *batch, size_t row, ot_error *err);
/* Of an error that says that a path of the row cannot be: name the heading. 0: it says no such. */
int ot_batch_blame_heading(const ot_batch *batch, size_t row, ot_error *err);
/* Say that the fault lies in the heading of a column that is a setting. */
void ot_batch_locate_heading(const ot_batch *batch, size_t k, ot_error *err);

/* The lines of one row of the list: bands, targets and groups of every case, then the warnings.
 * `parts` as OT_REPORT_RUN. OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_batch_write(const ot_batch_row *row, const ot_parts *parts, ot_language language,
                         const ot_writer *writer, ot_error *err) OT_CHECK_RESULT;
/* The one line of a row that failed, with its warnings. OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_batch_write_error(const ot_batch_row *row, const ot_error *why, const ot_notes *notes,
                               ot_language language, const ot_writer *writer,
                               ot_error *err) OT_CHECK_RESULT;

typedef struct ot_batch_options {
    size_t jobs; /* rows at once, 1 .. ot_run_most_threads(); 0: one for each processor */
    ot_language language;
    /* On any thread: write the lines of a row. Why the row failed goes into `why`, whose status is
     * OT_OK before; what is returned and is not OT_OK ends the batch. */
    ot_status (*work)(void *state, size_t row, const ot_writer *writer, ot_error *why);
    /* In the order of rows, one after the other, on any thread. May be NULL. */
    void (*done)(void *state, size_t row, const ot_error *why);
    int (*is_stopped)(void *state); /* ends the batch before the next row; may be NULL */
    void *state;
} ot_batch_options;

/* Write the headings, then the lines of rows 0..n in their order.
 * OT_ERR_IO, OT_ERR_NOMEM, OT_ERR_INTERRUPTED, and what `work` returns */
ot_status ot_batch_run(size_t n, const ot_batch_options *options, const ot_writer *writer,
                       ot_error *err) OT_CHECK_RESULT;
/* The same into a file, which appears under its name once it is whole; its folder is made. */
ot_status ot_batch_run_file(size_t n, const ot_batch_options *options, const char *path,
                            ot_error *err) OT_CHECK_RESULT;

#endif
