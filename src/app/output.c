#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "launcher.h"
#include "outturn/system.h"
#include "outturn/text.h"

/* A reader that has seen enough (| head) has closed its end: that is no error of ours. */
static int is_reader_gone(void) {
    struct pollfd out = {STDOUT_FILENO, POLLOUT, 0};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

static int write_stdout(void *state, const char *data, size_t n) {
    (void)state;
    errno = 0;
    if (fwrite(data, 1, n, stdout) == n || errno == EPIPE) return 0;
    return errno ? errno : EIO;
}

ot_writer app_stdout(void) { return (ot_writer){write_stdout, NULL}; }

/* Set to something (no-color.org, bixense.com/clicolors). */
static int is_set(const char *name) {
    const char *value = getenv(name);
    return value && *value;
}

/* What standard output shows: on a terminal its width and, unless NO_COLOR is set, colours;
 * CLICOLOR_FORCE asks for colours elsewhere too. Files and pipes get neither. */
static ot_terminal terminal_of_stdout(void) {
    const int is_forced = is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0;
    const int is_terminal = isatty(STDOUT_FILENO) && !app_launcher_is_there();
    const char *kind = getenv("TERM");
    struct winsize size = {0};
    ot_terminal terminal = {0};
    const int is_dumb = !kind || strcmp(kind, "dumb") == 0;
    terminal.has_colours = !is_set("NO_COLOR") && (is_forced || (is_terminal && !is_dumb));
    if (is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) terminal.width = size.ws_col;
    return terminal;
}

ot_status app_stdout_close(ot_error *err) {
    errno = 0;
    const int failed = fflush(stdout) != 0 || ferror(stdout);
    const int error_number = errno ? errno : EIO;
    if (!failed || error_number == EPIPE || is_reader_gone()) return OT_OK;
    return ot_fail(err, OT_ERR_IO, "the output cannot be written: %s%.0s", "输出无法写入：%.0s%s",
                   ot_system_text(error_number, OT_LANGUAGE_EN),
                   ot_system_text(error_number, OT_LANGUAGE_ZH));
}

void app_put(const char *text) { (void)fputs(text, stdout); }

void app_put_padded(const char *text, size_t width) {
    app_put(text);
    for (size_t n = ot_text_width(text); n < width; n++)
        app_put(" ");
}

static void put_place(const char *file, int line, int column) {
    if (!file || !*file) {
        (void)fputs("outturn: ", stderr);
        return;
    }
    (void)fprintf(stderr, "%s:", file);
    if (line > 0) (void)fprintf(stderr, "%d:", line);
    if (line > 0 && column > 0) (void)fprintf(stderr, "%d:", column);
    (void)fputs(" ", stderr);
}

int app_report_error(const ot_error *err, ot_language language) {
    put_place(err->file, err->line, err->column);
    (void)fprintf(stderr, language == OT_LANGUAGE_ZH ? "错误：%s\n" : "error: %s\n",
                  err->text[language]);
    return ot_status_exit_code(err->status);
}

void app_report_warnings(const ot_notes *notes, ot_language language) {
    for (size_t i = 0; notes && i < ot_notes_count(notes); i++) {
        const ot_note *note = ot_notes_at(notes, i);
        if (note->severity != OT_SEVERITY_WARNING) continue;
        put_place(note->file, note->line, note->column);
        (void)fprintf(stderr, language == OT_LANGUAGE_ZH ? "警告：%s\n" : "warning: %s\n",
                      note->text[language]);
    }
}

ot_status app_answer(ot_report_kind kind, const ot_parts *parts, const app_options *o,
                     ot_error *err) {
    if (o->is_quiet) return OT_OK;
    ot_parts shown = *parts;
    shown.terminal = terminal_of_stdout();
    const ot_writer writer = app_stdout();
    const ot_status status = ot_report_write(kind, &shown, o->format, o->language, &writer, err);
    if (!status && o->format != OT_FORMAT_TEXT) app_report_warnings(shown.notes, o->language);
    return status;
}

int app_is_same_file(const char *a, const char *b) {
    struct stat x, y;
    if (strcmp(a, b) == 0) return 1;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

ot_status app_check_output(const char *output, const char *const *input, size_t n_inputs,
                           ot_error *err) {
    for (size_t i = 0; i < n_inputs; i++)
        if (app_is_same_file(output, input[i]))
            return ot_fail(err, OT_ERR_USAGE,
                           "%s is both read and written; give another file with --output",
                           "%s 既要读取又要写出；请用 --output 另给一个文件", input[i]);
    return OT_OK;
}

int app_has_progress(const app_options *o) { return !o->is_quiet && isatty(STDERR_FILENO); }

static double seconds_now(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0.0;
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* What is left is told once it can be guessed. */
static const double SHARE_TO_GUESS = 0.02, SECONDS_TO_TELL = 2.0;

app_progress app_progress_start(const app_options *o) {
    return (app_progress){.percent = -1, .is_zh = o->language == OT_LANGUAGE_ZH};
}

void app_progress_show(void *state, double share) {
    app_progress *p = state;
    const int percent = (int)(100.0 * share);
    if (p->start <= 0.0) p->start = seconds_now();
    if (percent == p->percent) return;
    const double gone = seconds_now() - p->start;
    const double left = share > SHARE_TO_GUESS ? gone * (1.0 - share) / share : 0.0;
    p->percent = percent;
    if (left > SECONDS_TO_TELL)
        (void)fprintf(stderr, p->is_zh ? "\r%3d %%，还需 %.0f 秒   " : "\r%3d %%, %.0f s left   ",
                      percent, left);
    else
        (void)fprintf(stderr, "\r%3d %%                 ", percent);
}

void app_progress_end(const app_options *o) {
    if (app_has_progress(o)) (void)fputs("\r                         \r", stderr);
}

app_countdown app_countdown_start(const app_options *o) {
    return (app_countdown){.start = seconds_now(),
                           .is_wanted = app_has_progress(o),
                           .is_zh = o->language == OT_LANGUAGE_ZH};
}

/* A few times a second; who prints more often is slower. */
void app_countdown_show(app_countdown *c, size_t n_done, size_t n) {
    static const double EVERY = 0.2;
    const double now = seconds_now();
    if (!c->is_wanted || n_done == 0 || now - c->shown < EVERY) return;
    const double left = (now - c->start) * (double)(n - n_done) / (double)n_done;
    (void)fprintf(stderr,
                  c->is_zh ? "\r已完成 %zu / %zu 行，还需 %.0f 秒    "
                           : "\r%zu of %zu rows, %.0f s left    ",
                  n_done, n, left);
    c->shown = now;
    c->is_there = 1;
}

void app_countdown_hide(app_countdown *c) {
    if (c->is_there) (void)fputs("\r                                        \r", stderr);
    c->is_there = 0;
}

void app_prepare(void) {
    /* Read-only: what is written to a closed output must fail, not vanish. */
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            const int opened = open("/dev/null", O_RDONLY);
            if (opened > STDERR_FILENO) (void)close(opened);
        }
    struct sigaction ignore;
    memset(&ignore, 0, sizeof ignore);
    ignore.sa_handler = SIG_IGN;
    (void)sigaction(SIGPIPE, &ignore, NULL);
    (void)sigaction(SIGXFSZ, &ignore, NULL);
}
