/* output.h -- what the program prints: answers to stdout, messages and progress to stderr */
#ifndef APP_OUTPUT_H
#define APP_OUTPUT_H

#include "options.h"
#include "outturn/document.h"
#include "outturn/notes.h"
#include "outturn/writer.h"

/* Standard output; a write that fails is reported by the next and by app_stdout_close. */
ot_writer app_stdout(void);
/* Flush; OT_ERR_IO when anything could not be written, but for a reader that stopped reading. */
ot_status app_stdout_close(ot_error *err) OT_CHECK_RESULT;
void app_put(const char *text); /* to stdout; failures are found at the end */
void app_put_padded(const char *text, size_t width);

/* "file:line:column: error: sentence"; returns the exit status of the error. */
int app_report_error(const ot_error *err, ot_language language);
void app_report_warnings(const ot_notes *notes, ot_language language);
/* Unless nothing is to be printed: the report, as the terminal shows it, and the warnings of the
 * parts' notes where the format has no place for them. */
ot_status app_answer(ot_report_kind kind, const ot_parts *parts, const app_options *o,
                     ot_error *err) OT_CHECK_RESULT;

/* One file under both names, be it by a link? A file that is not there is only itself. */
int app_is_same_file(const char *a, const char *b);
/* What is read must not be written over: OT_ERR_USAGE */
ot_status app_check_output(const char *output, const char *const *input, size_t n_inputs,
                           ot_error *err) OT_CHECK_RESULT;

/* Share of the work done and the time left, on a terminal only: `state` is an app_progress. */
typedef struct app_progress {
    double start; /* seconds; 0: nothing was shown yet */
    int percent;  /* on the screen */
    int is_zh;
} app_progress;
app_progress app_progress_start(const app_options *o);
void app_progress_show(void *state, double share);
int app_has_progress(const app_options *o);
void app_progress_end(const app_options *o);

/* The same of a batch, with the time left. */
typedef struct app_countdown {
    double start; /* seconds */
    double shown;
    int is_wanted, is_zh, is_there;
} app_countdown;
app_countdown app_countdown_start(const app_options *o);
void app_countdown_show(app_countdown *c, size_t n_done, size_t n);
void app_countdown_hide(app_countdown *c); /* before something else is printed */

/* Keeps files from landing on closed descriptors 0 to 2, and a closed pipe from killing us. */
void app_prepare(void);

#endif
