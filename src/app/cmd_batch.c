#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "output.h"
#include "outturn/batch.h"
#include "outturn/init.h"
#include "session.h"

enum { MOST_TOLD = 20 };

typedef struct batch_state {
    const app_options *o;
    ot_batch *batch;
    ot_shelf *shelf;
    app_countdown countdown;
    size_t n_failed;
    const atomic_int *interrupted; /* the batch ends before its next row */
} batch_state;

/* The options of the command line as one row has them: the settings of its cells come last. */
static ot_status options_of(const batch_state *b, size_t row, app_options *out, ot_error *err) {
    const ot_batch_row *r = ot_batch_at(b->batch, row);
    const char **set = calloc(b->o->n_sets + r->n_sets + 1, sizeof *set); /* and the operand */
    if (!set) return ot_fail(err, OT_ERR_NOMEM, "no memory for the settings", "内存不足以存放设置");
    for (size_t i = 0; i < b->o->n_sets; i++)
        set[i] = b->o->set[i];
    for (size_t i = 0; i < r->n_sets; i++)
        set[b->o->n_sets + i] = r->set[i];
    *out = *b->o;
    set[b->o->n_sets + r->n_sets] = r->model;
    out->operand = set + b->o->n_sets + r->n_sets;
    out->set = set;
    out->n_sets += r->n_sets;
    out->is_quiet = 1; /* a row shows no progress of its own */
    if (!out->threads) out->threads = 1;
    return OT_OK;
}

static ot_status simulate(app_session *s, const app_options *o, ot_projection **out,
                          ot_error *err) {
    ot_status status = app_session_indicators(s, o, err);
    if (!status) status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->scenario, o->n_scenarios, err);
    if (status) return status;
    const ot_run_options options = app_session_options(s, o, NULL);
    return ot_projection_new(s->model, (const ot_case *const *)s->c, s->n_cases, &options, s->notes,
                             out, err);
}

static ot_status work(void *state, size_t row, const ot_writer *writer, ot_error *why) {
    const batch_state *b = state;
    const ot_batch_row *r = ot_batch_at(b->batch, row);
    app_options o;
    app_session s;
    ot_projection *projection = NULL;
    ot_status status = options_of(b, row, &o, why);
    if (status) return status;
    status = app_session_open_from(&s, &o, b->shelf, why);
    if (!status) status = simulate(&s, &o, &projection, why);
    ot_parts parts = app_session_parts(&s, &o);
    parts.projection = projection;
    if (!status) {
        status = ot_batch_write(r, &parts, o.language, writer, why);
    } else {
        ot_error fault;
        ot_batch_blame(b->batch, row, why);
        app_session_blame(&s, why);
        status = ot_batch_write_error(r, why, s.notes, o.language, writer, &fault);
        if (status) *why = fault;
    }
    ot_projection_free(projection);
    app_session_clear(&s);
    free(o.set);
    return status;
}

/* "areas.csv:7:5: error: a7: sentence": where the row stands, and where its fault lies. */
static void tell(const batch_state *b, size_t row, const ot_error *why) {
    const ot_batch_row *r = ot_batch_at(b->batch, row);
    ot_error told = *why;
    if (strcmp(why->file, b->o->operand[0]) != 0) {
        const int has_line = *why->file && why->line > 0;
        char place[1100] = "";
        if (has_line)
            (void)snprintf(place, sizeof place, "%s:%d:%d: ", why->file, why->line, why->column);
        else if (*why->file)
            (void)snprintf(place, sizeof place, "%s: ", why->file);
        (void)ot_fail(&told, why->status, "%s: %s%s%.0s", "%s：%s%.0s%s", r->id, place,
                      why->text[OT_LANGUAGE_EN], why->text[OT_LANGUAGE_ZH]);
        ot_error_locate(&told, b->o->operand[0], r->line, 0);
    } else {
        (void)ot_fail(&told, why->status, "%s: %s%.0s", "%s：%.0s%s", r->id,
                      why->text[OT_LANGUAGE_EN], why->text[OT_LANGUAGE_ZH]);
        ot_error_locate(&told, why->file, why->line, why->column);
    }
    (void)app_report_error(&told, b->o->language);
}

static void done(void *state, size_t row, const ot_error *why) {
    batch_state *b = state;
    if (why->status && b->n_failed++ < MOST_TOLD) {
        app_countdown_hide(&b->countdown);
        tell(b, row, why);
    }
    app_countdown_show(&b->countdown, row + 1, ot_batch_count(b->batch));
}

static int is_stopped(void *state) {
    const batch_state *b = state;
    return atomic_load(b->interrupted) != 0;
}

/* What an option says, no column may say too. */
static ot_status check_twice(const batch_state *b, ot_error *err) {
    const app_options *o = b->o;
    const struct both {
        const char *option, *setting;
        int is_given;
    } BOTH[] = {{"draws", "run.draws", o->draws > 0},
                {"seed", "run.seed", o->has_seed},
                {"sampling", "run.sampling", o->has_sampling},
                {"mode", "model.mode", o->mode != NULL}};
    for (size_t k = 0; k < ot_batch_n_settings(b->batch); k++)
        for (size_t i = 0; i < sizeof BOTH / sizeof *BOTH; i++) {
            if (!BOTH[i].is_given || strcmp(ot_batch_setting(b->batch, k), BOTH[i].setting) != 0)
                continue;
            (void)ot_fail(err, OT_ERR_INPUT,
                          "the column %s and --%s say the same; leave one of them out",
                          "%s 列与 --%s 作用相同；请去掉其一", BOTH[i].setting, BOTH[i].option);
            ot_batch_locate_heading(b->batch, k, err);
            return OT_ERR_INPUT;
        }
    return OT_OK;
}

/* A column that is no setting would fail every row: it is told at once. So is a model file of
 * --model that is none. */
static ot_status try_row(const batch_state *b, size_t row, ot_error *err) {
    app_options o;
    app_session s;
    ot_status status = options_of(b, row, &o, err);
    if (status) return status;
    status = app_session_open_from(&s, &o, b->shelf, err);
    if (status) {
        app_session_blame(&s, err);
        const int is_model = status == OT_ERR_IO && b->o->model &&
                             strcmp(err->file, b->o->model) == 0 &&
                             strcmp(o.operand[0], b->o->model) == 0;
        const int is_fatal = ot_batch_blame_heading(b->batch, row, err) || is_model;
        status = is_fatal ? err->status : OT_OK; /* else it is told in its turn */
    }
    app_session_clear(&s);
    free(o.set);
    return status;
}

static ot_status check(const batch_state *b, ot_error *err) {
    ot_status status = check_twice(b, err);
    if (!status) status = try_row(b, 0, err);
    for (size_t k = 0; k < ot_batch_n_settings(b->batch) && !status; k++) {
        const size_t row = ot_batch_first_use(b->batch, k);
        int is_tried = row == 0 || row == SIZE_MAX;
        for (size_t j = 0; j < k; j++)
            is_tried |= ot_batch_first_use(b->batch, j) == row;
        if (!is_tried) status = try_row(b, row, err);
    }
    return status;
}

/* output/LIST.csv; the caller frees it. NULL when memory ran out. */
static char *default_path(const char *list) {
    static const char FOLDER[] = "output/", END[] = ".csv";
    const char *slash = strrchr(list, '/'), *name = slash ? slash + 1 : list;
    const char *dot = strrchr(name, '.');
    const size_t n = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    const size_t size = sizeof FOLDER + n + sizeof END;
    char *path = malloc(size);
    if (path) (void)snprintf(path, size, "%s%.*s%s", FOLDER, (int)n, name, END);
    return path;
}

static void sum_up(const batch_state *b, const char *path) {
    const int is_zh = b->o->language == OT_LANGUAGE_ZH;
    const size_t n = ot_batch_count(b->batch);
    if (b->n_failed > MOST_TOLD)
        (void)fprintf(stderr,
                      is_zh ? "outturn: 另有 %zu 行出错；各行的原因见结果中 kind 为 error 的行\n"
                            : "outturn: %zu more rows failed; lines of kind error say why\n",
                      b->n_failed - MOST_TOLD);
    if (b->o->is_quiet || !path) return;
    (void)printf(is_zh ? "共 %zu 行，出错 %zu 行；结果：%s\n"
                       : "rows: %zu, failed: %zu; results: %s\n",
                 n, b->n_failed, path);
}

static ot_status run_rows(batch_state *b, ot_error *err) {
    const app_options *o = b->o;
    const int is_stdout = o->output && strcmp(o->output, "-") == 0;
    char *own = o->output ? NULL : default_path(o->operand[0]);
    const char *path = o->output ? o->output : own;
    const ot_writer writer = app_stdout();
    const ot_batch_options options = {.jobs = (size_t)o->jobs,
                                      .language = o->language,
                                      .work = work,
                                      .done = done,
                                      .is_stopped = is_stopped,
                                      .state = b};
    const size_t n = ot_batch_count(b->batch);
    if (!path)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    b->countdown = app_countdown_start(o);
    const ot_status status = is_stdout ? ot_batch_run(n, &options, &writer, err)
                                       : ot_batch_run_file(n, &options, path, err);
    app_countdown_hide(&b->countdown);
    if (!status) sum_up(b, is_stdout ? NULL : path);
    free(own);
    return status;
}

/* A mistyped name must not cost a list, a model or data. */
static ot_status check_old(const char *path, ot_error *err) {
    static const char HEAD[] = "id,scenario,kind";
    char head[sizeof HEAD] = "";
    FILE *file = path && strcmp(path, "-") != 0 ? fopen(path, "r") : NULL;
    if (!file) return OT_OK; /* what cannot be written is told when it is written */
    const size_t n = fread(head, 1, sizeof HEAD - 1, file);
    (void)fclose(file);
    if (n == 0 || strcmp(head, HEAD) == 0) return OT_OK;
    (void)ot_fail(err, OT_ERR_USAGE,
                  "is there and is no result of batch, so that it is not replaced",
                  "已经存在，且不是 batch 的结果，因此不予覆盖");
    ot_error_locate(err, path, 0, 0);
    return OT_ERR_USAGE;
}

static int run(const app_options *o) {
    ot_error err;
    batch_state b = {.o = o};
    ot_init();
    b.interrupted = app_interrupt_catch();
    ot_status status = ot_batch_load(o->operand[0], o->model, &b.batch, &err);
    if (!status) status = ot_shelf_new(&b.shelf, &err);
    if (!status) status = check(&b, &err);
    if (!status) status = check_old(o->output, &err);
    if (!status) status = run_rows(&b, &err);
    ot_shelf_free(b.shelf);
    ot_batch_free(b.batch);
    if (status) return app_report_error(&err, o->language);
    return b.n_failed > 0;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(MODEL),
    APP_SAID(JOBS),
    APP_SAID(SCENARIO),
    {.id = APP_INDICATOR,
     .text =
         {"only these indicators, and targets of them; * stands for any characters (default: all)",
          "只写出这些指标及其目标；* 代表任意字符（默认：全部）"}},
    APP_SAID(MODE),
    APP_SAID(DRAWS),
    APP_SAID(SEED),
    APP_SAID(SAMPLING),
    {.id = APP_THREADS,
     .text = {"number of threads of each row; the results are the same bytes (default: 1)",
              "每行的线程数；结果逐字节相同（默认：1）"}},
    APP_SAID(EXECUTOR),
    APP_SAID(PORTABLE),
    APP_SAID(OVERLAY),
    APP_SAID(SET),
    APP_SAID(YEARS),
    {.id = APP_OUTPUT,
     .value = "FILE",
     .text = {"file of the results, - for standard output (default: output/<list>.csv)",
              "结果文件，- 表示标准输出（默认：output/<列表>.csv）"}},
    APP_SAID(QUIET),
    APP_SAID(LANG),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_batch = {
    .name = "batch",
    .operands = "LIST.csv",
    .least = 1,
    .most = 1,
    .purpose = {"run many models: one row of a list each, one file of results",
                "成批推演：列表每行一个模型，结果写入一个文件"},
    .detail = {"Columns of the list: id (unique; without it rows are numbered), model (a path "
               "as seen from the list, or --model for all), and any path that --set takes, "
               "such as data.area, data.files or drivers.growth.value. An empty cell leaves "
               "the model as it is. Writes one CSV with a line for each indicator, target and "
               "group, in the order of the list; it appears once it is whole. A row that "
               "fails does not end the batch: a line of kind error says why, and the exit "
               "status is 1.",
               "列表的列：id（编号，不得重复；没有则按行编号）、model（模型，相对于列表所在文"
               "件夹的路径，或用 --model 统一给出），以及 --set 接受的任何路径，例如 "
               "data.area、data.files、drivers.growth.value。空单元格表示沿用模型中的设置。按"
               "列表顺序写出一个 CSV，每个指标、目标和目标组一行；全部完成后文件才出现。某行出"
               "错不影响其他各行：kind 为 error 的行说明原因，退出状态为 1。"},
    .option = OPTIONS,
    .example = "outturn batch scenarios/tutorial/batch.csv --jobs 2 --draws 1e4",
    .shows = {"runs the tutorial's model with four sets of assumptions, two at once",
              "以四组假设推演教程模型，两组同时进行"},
    .see = "run, compare, help model-file",
    .run = run,
    .is_drawn = 1,
};
