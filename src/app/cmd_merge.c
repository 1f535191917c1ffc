/* Commands that make a run again from the words that are kept with its files. */
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "outturn/document.h"
#include "outturn/part.h"

/* The words of a request, in place; returns how many. */
static size_t split(char *request, char **word) {
    size_t n = 0;
    for (char *end; (end = strchr(request, OT_REQUEST_END)); request = end + 1) {
        *end = '\0';
        if (word) word[n] = request;
        n++;
        if (!word) *end = OT_REQUEST_END;
    }
    return n;
}

/* What was asked for now about where and how results are shown. */
static void show_as(app_options *made, const app_options *o) {
    made->language = o->language;
    made->format = o->format;
    made->output = o->output;
    made->is_quiet = o->is_quiet;
    made->fail_under = o->fail_under;
    made->threads = o->threads;
    made->verify = o->verify;
    made->partial = made->checkpoint = NULL; /* whatever the words say, nothing else is written */
    made->shard = made->n_shards = 0;
    if (o->verify) return;
    made->merged = o->operand;
    made->n_merged = o->n_operands;
}

static int run_again(const app_options *o, char *request) {
    static char RUN[] = "run";
    ot_error err;
    app_options made;
    char **word = calloc(split(request, NULL) + 3, sizeof *word);
    if (!word) {
        (void)ot_fail(&err, OT_ERR_NOMEM, "no memory for the options", "内存不足，无法解析选项");
        return app_report_error(&err, o->language);
    }
    word[0] = word[1] = RUN;
    const int n = (int)split(request, word + 2) + 2;
    ot_status status = app_options_parse(n, word, &made, &err);
    if (!status && (!made.command || made.command != &app_command_run || made.n_operands != 1 ||
                    made.wants_help || made.wants_version || made.verify))
        status = ot_fail(&err, OT_ERR_INPUT, "the words that are kept with the results are no run",
                         "与结果一同保存的参数不是一次运行");
    if (!status && made.is_portable) status = app_portable_restart(o->argv, &err);
    show_as(&made, o);
    const int exit_status =
        status ? app_report_error(&err, o->language) : app_command_run.run(&made);
    app_options_clear(&made);
    free(word);
    return exit_status;
}

static int again(const app_options *o, ot_status (*find)(const char *, char **, ot_error *),
                 const char *path) {
    ot_error err;
    char *request = NULL;
    const ot_status status = find(path, &request, &err);
    const int exit_status = status ? app_report_error(&err, o->language) : run_again(o, request);
    free(request);
    return exit_status;
}

static int run(const app_options *o) { return again(o, ot_part_request, o->operand[0]); }

int app_verify(const app_options *o) { return again(o, ot_results_request, o->verify); }

static const app_own_option OPTIONS[] = {
    APP_SAID(FORMAT), APP_SAID(OUTPUT), APP_SAID(QUIET),   APP_SAID(FAIL_UNDER),
    APP_SAID(LANG),   APP_SAID(HELP),   APP_SAID(VERSION), {.id = APP_N_OPTIONS},
};

const app_command app_command_merge = {
    .name = "merge",
    .operands = "FILE...",
    .least = 1,
    .most = APP_ANY_NUMBER,
    .purpose = {"put the shards of a run together", "合并一次运行的各分片"},
    .detail = {"Reads the files that \"outturn run --shard K/N --partial FILE\" has written, "
               "all N of them in any order, and prints and writes what the whole run would: "
               "the same bytes. The files name the model and its options; it is read again "
               "from the same place.",
               "读取“outturn run --shard K/N --partial 文件”写出的全部 N 个文件（次序不限），"
               "打印并写出与整个运行逐字节相同的结果。文件中记有模型及选项，模型从原处重新读"
               "取。"},
    .option = OPTIONS,
    .example = "outturn merge part1 part2",
    .shows = {"makes the results of two shards, --shard 1/2 --partial part1 and --shard 2/2 "
              "--partial part2",
              "合并两个分片：--shard 1/2 --partial part1 与 --shard 2/2 --partial part2"},
    .see = "run",
    .run = run,
};
