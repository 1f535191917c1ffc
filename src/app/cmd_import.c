#include <stdio.h>
#include <string.h>

#include "output.h"
#include "outturn/import.h"
#include "outturn/text.h"

typedef ot_status (*importer)(const app_options *o, ot_notes *notes, ot_error *err);

static ot_status import_pcim(const app_options *o, ot_notes *notes, ot_error *err);
static ot_status import_plan(const app_options *o, ot_notes *notes, ot_error *err);

static const struct {
    const char *name;
    importer import;
} FORMAT[] = {{"pcim", import_pcim}, {"plan", import_plan}};
enum { N_FORMATS = sizeof FORMAT / sizeof *FORMAT };

static importer find_format(const char *name, ot_error *err) {
    const char *known[N_FORMATS];
    for (size_t i = 0; i < N_FORMATS; i++) {
        known[i] = FORMAT[i].name;
        if (strcmp(known[i], name) == 0) return FORMAT[i].import;
    }
    const char *near = ot_text_nearest(name, known, N_FORMATS);
    if (near)
        (void)ot_fail(err, OT_ERR_USAGE, "unknown format \"%s\"; did you mean \"%s\"?",
                      "未知格式“%s”；是否指“%s”？", name, near);
    else
        (void)ot_fail(err, OT_ERR_USAGE, "unknown format \"%s\"; there are: pcim, plan",
                      "未知格式“%s”；可用的格式：pcim、plan", name);
    return NULL;
}

static ot_status check_folder(const app_options *o, ot_error *err) {
    if (o->output) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "import needs a folder to write: --output DIR, or -o DIR",
                   "import 需要写出文件夹：--output DIR 或 -o DIR");
}

static void put_summary(const app_options *o, const ot_import_summary *s) {
    const int is_zh = o->language == OT_LANGUAGE_ZH;
    (void)printf(is_zh ? "%s/model.cfg：模型“%s”，推演 %d 至 %d 年\n"
                       : "%s/model.cfg: model \"%s\", projected from %d to %d\n",
                 o->output, s->name, s->first_year, s->last_year);
    (void)printf(is_zh ? "  方程 %zu 个；驱动因素 %zu 个，其中随机的 %zu 个；数据 %d 至 %d 年\n"
                       : "  equations %zu; drivers %zu, of which random %zu; data from %d to %d\n",
                 s->n_equations, s->n_drivers, s->n_random, s->data_first, s->data_last);
    (void)printf(is_zh ? "  随机方程 %zu 个，其中得不到尺度的 %zu 个\n"
                       : "  stochastic equations %zu, of which without a scale %zu\n",
                 s->n_stochastic, s->n_unscaled);
    (void)printf(is_zh ? "  略去：定义附加因子的方程 %zu 个，方程未用到的变量 %zu 个\n"
                       : "  left out: equations that define add-factors %zu, variables that no "
                         "equation speaks of %zu\n",
                 s->n_left_out, s->n_unread);
    if (s->n_renamed > 0)
        (void)printf(is_zh ? "  改名的变量：%zu 个\n" : "  variables renamed: %zu\n", s->n_renamed);
    (void)printf(is_zh ? "  %s/data/baseline.csv：来源自带的解，供比较；模型不读取\n"
                       : "  %s/data/baseline.csv: the source's own solution, to compare with; the "
                         "model does not read it\n",
                 o->output);
}

static ot_status import_pcim(const app_options *o, ot_notes *notes, ot_error *err) {
    ot_import_summary summary;
    if (o->names)
        return ot_fail(err, OT_ERR_USAGE, "--names goes with the format plan",
                       "--names 只用于格式 plan");
    const ot_status status = ot_import_pcim(o->operand[1], o->output, notes, &summary, err);
    if (!status && !o->is_quiet) put_summary(o, &summary);
    return status;
}

static void put_plan_summary(const app_options *o, const ot_plan_import_summary *s) {
    const int is_zh = o->language == OT_LANGUAGE_ZH;
    (void)printf(is_zh ? "%s：%d 年计划，%zu 行\n" : "%s: plan of %d, %zu lines\n", o->operand[1],
                 s->year, s->n_lines);
    (void)printf(is_zh ? "  %s/indicators.csv：表格 %zu 个，指标 %zu 行；推断列位的 %zu 行 %zu 格\n"
                       : "  %s/indicators.csv: tables %zu, rows %zu; inferred columns of rows %zu, "
                         "cells %zu\n",
                 o->output, s->n_tables, s->n_rows, s->n_inferred_rows, s->n_inferred_cells);
    (void)printf(is_zh ? "  %s/statements.csv：正文条目 %zu 条\n"
                       : "  %s/statements.csv: statements of the text %zu\n",
                 o->output, s->n_statements);
    (void)printf(is_zh ? "  按名称表识别指标 %zu 处（matched 列）\n"
                       : "  indicators known by the list of names: %zu (column matched)\n",
                 s->n_recognised);
    (void)printf(is_zh ? "  %s/unread.csv：未读取 %zu 处，其中可能是指标数值的 %zu 处\n"
                       : "  %s/unread.csv: not read %zu, of which may be quantities %zu\n",
                 o->output, s->n_unread, s->n_unread_quantities);
}

static ot_status import_plan(const app_options *o, ot_notes *notes, ot_error *err) {
    ot_plan_import_summary summary;
    const ot_status status =
        ot_import_plan(o->operand[1], o->output, o->names, notes, &summary, err);
    if (!status && !o->is_quiet) put_plan_summary(o, &summary);
    return status;
}

static int run(const app_options *o) {
    ot_error err;
    ot_notes *notes = NULL;
    const importer import = find_format(o->operand[0], &err);
    ot_status status = import ? check_folder(o, &err) : OT_ERR_USAGE;
    if (!status) status = ot_notes_new(&notes, &err);
    if (!status) status = import(o, notes, &err);
    if (!status && !o->is_quiet) app_report_warnings(notes, o->language);
    ot_notes_free(notes);
    return status ? app_report_error(&err, o->language) : 0;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(OUTPUT), APP_SAID(NAMES),   APP_SAID(QUIET),       APP_SAID(LANG),
    APP_SAID(HELP),   APP_SAID(VERSION), {.id = APP_N_OPTIONS},
};

const app_command app_command_import = {
    .name = "import",
    .operands = "FORMAT FILE",
    .least = 2,
    .most = 2,
    .purpose = {"turn another engine's model, or a plan's text, into a folder",
                "把其他引擎的模型或计划文件的正文转换为文件夹"},
    .detail = {"Format pcim: a model of ModelFlow, such as the World Bank's MFMod country "
               "models. Writes model.cfg, data/series.csv (what its equations read) and "
               "data/baseline.csv (the source's own solution, to compare with) into the "
               "folder of --output. Add-factors of stochastic equations become random "
               "drivers, as far as their past values tell their size. Format plan: the text "
               "of a plan document, in Chinese. Writes indicators.csv (its indicator table), "
               "statements.csv (every number of the text with its line and quotation) and "
               "unread.csv (what has digits and was not read, with the reason). Files there "
               "that were not imported are never replaced.",
               "格式 pcim：ModelFlow 模型，例如世界银行的 MFMod 国别模型。在 --output 指定的文"
               "件夹中写出 model.cfg、data/series.csv（方程读取的数据）和 "
               "data/baseline.csv（来源自带的解，供比较）。随机方程的附加因子在历史数值足以说"
               "明其大小时成为随机驱动因素。格式 plan：计划文件的正文。写出 indicators.csv（指"
               "标表）、statements.csv（正文中的每个数字，附行号和引文）和 unread.csv（含数字"
               "而未能读取之处及原因）。文件夹中不是导入生成的文件不会被覆盖。"},
    .option = OPTIONS,
    .example = "outturn import plan scenarios/kizilsu/data/plan-2023.txt -o output/kizilsu",
    .shows = {"writes the tables of a plan, which \"outturn audit output/kizilsu\" then "
              "checks",
              "写出计划的两张表，随后可用 outturn audit output/kizilsu 审核"},
    .more = {.example = "outturn import pcim pakistan.pcim -o models/pakistan",
             .shows = {"writes the model folder models/pakistan",
                       "写出模型文件夹 models/pakistan"}},
    .see = "audit, check, run, help model-file",
    .run = run,
};
