#include "picture.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { NOT_FOUND = 127, READ_SIZE = 65536, PATIENCE = 30000 }; /* the last in milliseconds */

static ot_status missing(ot_error *err) {
    return ot_fail(
        err, OT_ERR_USAGE,
        "PNG and PDF are made by the program rsvg-convert, which is not here: install the "
        "package librsvg2-bin; the other files are written",
        "PNG 和 PDF 由 rsvg-convert 程序生成，本机没有该程序：请安装软件包 "
        "librsvg2-bin；其他文件已写出");
}

static ot_status broken(ot_error *err) {
    return ot_fail(err, OT_ERR_USAGE,
                   "the program rsvg-convert could not make a picture; the other files are written",
                   "rsvg-convert 程序未能生成图片；其他文件已写出");
}

typedef struct worker {
    pid_t pid;
    int to, from; /* its standard input and output */
} worker;

static void close_both(const int pair[2]) {
    (void)close(pair[0]);
    (void)close(pair[1]);
}

static int make_pipes(int in[2], int out[2]) {
    if (pipe(in) != 0) return 0;
    if (pipe(out) != 0) {
        close_both(in);
        return 0;
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(in[i], F_SETFD, FD_CLOEXEC);
        (void)fcntl(out[i], F_SETFD, FD_CLOEXEC);
    }
    return 1;
}

/* Twice the size for pixels; 0 or an error number. */
static int begin(worker *w, ot_outlet outlet) {
    char name[] = "rsvg-convert", format[] = "--format=pdf", pixels[] = "--format=png",
         zoom[] = "--zoom=2";
    char *const words[] = {name, outlet == OT_OUTLET_PNG ? pixels : format,
                           outlet == OT_OUTLET_PNG ? zoom : NULL, NULL};
    posix_spawn_file_actions_t actions;
    int in[2], out[2];
    if (!make_pipes(in, out)) return errno;
    int fault = posix_spawn_file_actions_init(&actions);
    if (!fault) {
        fault = posix_spawn_file_actions_adddup2(&actions, in[0], 0);
        if (!fault) fault = posix_spawn_file_actions_adddup2(&actions, out[1], 1);
        if (!fault) fault = posix_spawnp(&w->pid, name, &actions, NULL, words, environ);
        (void)posix_spawn_file_actions_destroy(&actions);
    }
    (void)close(in[0]);
    (void)close(out[1]);
    w->to = in[1];
    w->from = out[0];
    if (!fault) return 0;
    (void)close(w->to);
    (void)close(w->from);
    return fault;
}

static void end_input(worker *w) {
    if (w->to >= 0) (void)close(w->to);
    w->to = -1;
}

/* What fits is written: the program may want to be read from before it takes more. */
static void feed(worker *w, const char **data, size_t *n) {
    const ssize_t took = write(w->to, *data, *n);
    if (took < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (took > 0) {
        *data += took;
        *n -= (size_t)took;
    }
    if (took <= 0 || *n == 0) end_input(w);
}

/* 0: all is read. */
static int drain(const worker *w, const ot_writer *writer, int *fault) {
    char bytes[READ_SIZE];
    const ssize_t got = read(w->from, bytes, sizeof bytes);
    if (got < 0) return errno == EINTR || errno == EAGAIN;
    if (got > 0 && !*fault) *fault = writer->write(writer->state, bytes, (size_t)got);
    return got > 0;
}

static int talk(worker *w, const char *data, size_t n, const ot_writer *writer) {
    int fault = 0, goes_on = 1;
    (void)fcntl(w->to, F_SETFL, O_NONBLOCK);
    while (goes_on) {
        struct pollfd at[2] = {{w->from, POLLIN, 0}, {w->to, POLLOUT, 0}};
        const int n_ready = poll(at, w->to >= 0 ? 2 : 1, PATIENCE);
        if (n_ready < 0 && errno != EINTR) return errno;
        if (n_ready == 0) {
            (void)kill(w->pid, SIGKILL); /* it hangs; a picture takes less than a second */
            return ETIMEDOUT;
        }
        if (w->to >= 0 && at[1].revents) feed(w, &data, &n);
        if (at[0].revents) goes_on = drain(w, writer, &fault);
    }
    return fault;
}

static int wait_for(pid_t pid) {
    int state = 0;
    while (waitpid(pid, &state, 0) < 0)
        if (errno != EINTR) return NOT_FOUND;
    return WIFEXITED(state) ? WEXITSTATUS(state) : 1;
}

ot_status app_picture_convert(void *state, ot_outlet outlet, const char *svg, size_t n,
                              const ot_writer *writer, ot_error *err) {
    worker w;
    struct sigaction quiet, before;
    (void)state;
    const int cannot = begin(&w, outlet);
    if (cannot == ENOENT) return missing(err);
    if (cannot) return broken(err);
    memset(&quiet, 0, sizeof quiet);
    quiet.sa_handler = SIG_IGN; /* it may end before it has read everything */
    (void)sigaction(SIGPIPE, &quiet, &before);
    const int fault = talk(&w, svg, n, writer);
    (void)sigaction(SIGPIPE, &before, NULL);
    end_input(&w);
    (void)close(w.from);
    const int result = wait_for(w.pid);
    if (result == NOT_FOUND) return missing(err);
    return fault || result ? broken(err) : OT_OK;
}
