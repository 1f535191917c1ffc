#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "output.h"
#include "outturn/audit.h"
#include "outturn/config.h"
#include "outturn/init.h"
#include "session.h"

typedef struct audit_session {
    ot_notes *notes;
    ot_spec *spec;
    ot_plan *plan, *previous, **part;
    ot_table *panel;
    ot_audit *audit;
    size_t n_parts;
} audit_session;

static int is_file(const char *path) {
    struct stat s;
    return stat(path, &s) == 0 && S_ISREG(s.st_mode);
}

static int is_model(const char *path) {
    const size_t n = strlen(path);
    return n > 4 && strcmp(path + n - 4, ".cfg") == 0;
}

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
}

enum { N_NAMES = 2 };
static const char *const NAME[N_NAMES] = {"indicators.csv", "statements.csv"};

/* The tables of a folder that "outturn import plan" writes, as far as they are there. */
static ot_status load_folder(audit_session *s, const char *folder, ot_plan **out, ot_error *err) {
    char *path[N_NAMES] = {NULL, NULL};
    const char *found[N_NAMES];
    size_t n = 0;
    ot_status status = OT_OK;
    for (int k = 0; k < N_NAMES; k++) {
        const size_t size = strlen(folder) + strlen(NAME[k]) + 2;
        path[k] = malloc(size);
        if (!path[k]) status = no_memory(err);
        if (path[k]) (void)snprintf(path[k], size, "%s/%s", folder, NAME[k]);
        if (path[k] && is_file(path[k])) found[n++] = path[k];
    }
    if (!status && n == 0)
        status = ot_fail(err, OT_ERR_IO, "%s holds neither indicators.csv nor statements.csv",
                         "%s 中没有 indicators.csv 或 statements.csv", folder);
    if (!status) status = ot_plan_load(found, n, s->notes, out, err);
    for (int k = 0; k < N_NAMES; k++)
        free(path[k]);
    return status;
}

static ot_status load_model(audit_session *s, const char *path, ot_error *err) {
    ot_status status = ot_spec_load(path, NULL, 0, s->notes, &s->spec, err);
    if (!status && ot_spec_n_plan_files(s->spec) == 0)
        status =
            ot_fail(err, OT_ERR_INPUT, "the model %s names no plan", "模型 %s 未列计划文件", path);
    if (status) return status;
    return ot_plan_load(ot_spec_plan_files(s->spec), ot_spec_n_plan_files(s->spec), s->notes,
                        &s->plan, err);
}

static ot_status load_one(audit_session *s, const char *path, ot_plan **out, ot_error *err) {
    return app_is_folder(path) ? load_folder(s, path, out, err)
                               : ot_plan_load(&path, 1, s->notes, out, err);
}

static ot_status load_plan(audit_session *s, const app_options *o, ot_error *err) {
    const char *first = o->operand[0];
    if (o->n_operands == 1 && is_model(first)) return load_model(s, first, err);
    if (o->n_operands == 1) return load_one(s, first, &s->plan, err);
    return ot_plan_load(o->operand, o->n_operands, s->notes, &s->plan, err);
}

/* The options, and what the model says where they say nothing. */
static ot_audit_settings settings_of(const audit_session *s, const app_options *o) {
    ot_audit_settings x = {0};
    if (s->spec) x = *ot_spec_audit(s->spec);
    if (o->previous) x.previous = o->previous;
    if (o->panel) x.panel = o->panel;
    if (o->relations) x.relations = o->relations;
    if (o->n_plan_parts) {
        x.part = o->part;
        x.n_parts = o->n_plan_parts;
    }
    return x;
}

static ot_status load_others(audit_session *s, const ot_audit_settings *x, ot_error *err) {
    ot_status status = OT_OK;
    if (x->previous) status = load_one(s, x->previous, &s->previous, err);
    if (!status && x->panel) status = ot_table_load(&x->panel, 1, s->notes, &s->panel, err);
    s->part = calloc(x->n_parts + 1, sizeof *s->part);
    if (!status && !s->part) status = no_memory(err);
    for (size_t k = 0; k < x->n_parts && !status; k++) {
        status = load_one(s, x->part[k], &s->part[k], err);
        if (!status) s->n_parts++;
    }
    return status;
}

static ot_status make(audit_session *s, const app_options *o, ot_error *err) {
    ot_init();
    ot_status status = ot_notes_new(&s->notes, err);
    if (!status) status = load_plan(s, o, err);
    if (status) return status;
    const ot_audit_settings x = settings_of(s, o);
    status = load_others(s, &x, err);
    if (!status) {
        const ot_audit_options options = {.previous = s->previous,
                                          .panel = s->panel,
                                          .part = (const ot_plan *const *)s->part,
                                          .n_parts = s->n_parts,
                                          .relations = x.relations};
        status = ot_audit_new(s->plan, &options, s->notes, &s->audit, err);
    }
    if (status == OT_ERR_IO && s->spec) ot_spec_blame_file(s->spec, err);
    return status;
}

static ot_status report(const audit_session *s, const app_options *o, ot_error *err) {
    const ot_parts parts = {.audit = s->audit, .notes = s->notes};
    return app_answer(OT_REPORT_AUDIT, &parts, o, err);
}

static void clear(audit_session *s) {
    ot_audit_free(s->audit);
    for (size_t k = 0; k < s->n_parts; k++)
        ot_plan_free(s->part[k]);
    free(s->part);
    ot_table_free(s->panel);
    ot_plan_free(s->previous);
    ot_plan_free(s->plan);
    ot_spec_free(s->spec);
    ot_notes_free(s->notes);
}

static int run(const app_options *o) {
    ot_error err;
    audit_session s = {0};
    ot_status status = make(&s, o, &err);
    if (!status) status = report(&s, o, &err);
    const int is_questioned = !status && ot_audit_is_questioned(s.audit);
    clear(&s);
    return status ? app_report_error(&err, o->language) : is_questioned;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(PREVIOUS), APP_SAID(PANEL), APP_SAID(PART), APP_SAID(RELATIONS), APP_SAID(FORMAT),
    APP_SAID(LANG),     APP_SAID(QUIET), APP_SAID(HELP), APP_SAID(VERSION),   {.id = APP_N_OPTIONS},
};

const app_command app_command_audit = {
    .name = "audit",
    .operands = "PLAN.csv...|DIR|MODEL",
    .least = 1,
    .most = APP_ANY_NUMBER,
    .purpose = {"does a plan agree with itself? its arithmetic and its wording",
                "审核计划自身的数据关系与表述"},
    .detail = {"Reads a plan as tables, a folder that holds indicators.csv and statements.csv "
               "(\"outturn import plan\" makes it of a document's text), or the plan that a "
               "model file names. Every printed figure is the interval of its rounding. "
               "Prints findings by severity, each with the figures it used, possible reasons "
               "and what to check, then the smallest changes that would remove the "
               "mismatches, and questions to the departments. Exit status 1: there is an "
               "arithmetic mismatch or a scope to be explained.",
               "读取计划表格、含 indicators.csv 和 statements.csv 的文件夹（由 outturn import "
               "plan 从正文得出），或模型文件所列的计划。每个数据按印刷位数取舍入区间。按类别"
               "列出审查意见（所用数据、可能原因、建议核实），给出可消除不符的改动，以及请有关"
               "部门说明的问题。有算术不符或需说明口径的意见时，退出状态为 1。"},
    .option = OPTIONS,
    .example = "outturn audit scenarios/kizilsu/model.cfg --lang zh",
    .shows = {"reviews the plan of Kizilsu, in Chinese", "审核克州计划"},
    .more = {.example = "outturn audit output/kizilsu",
             .shows = {"reviews the tables that \"outturn import plan\" made of a document",
                       "审核 outturn import plan 由文件正文得出的表格"}},
    .see = "import, check, run",
    .run = run,
};
