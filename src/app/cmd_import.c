#include <stdio.h>
#include <string.h>

#include "output.h"
#include "outturn/import.h"
#include "outturn/text.h"

typedef ot_status (*importer)(const char *path, const char *folder, ot_notes *notes,
                              ot_import_summary *summary, ot_error *err);

static const struct {
    const char *name;
    importer import;
} FORMAT[] = {{"pcim", ot_import_pcim}};
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
        (void)ot_fail(err, OT_ERR_USAGE, "unknown format \"%s\"; there is: pcim",
                      "未知格式“%s”；可用的格式：pcim", name);
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

int app_import(const app_options *o) {
    ot_error err;
    ot_notes *notes = NULL;
    ot_import_summary summary;
    const importer import = find_format(o->operand[0], &err);
    ot_status status = import ? check_folder(o, &err) : OT_ERR_USAGE;
    if (!status) status = ot_notes_new(&notes, &err);
    if (!status) status = import(o->operand[1], o->output, notes, &summary, &err);
    if (!status && !o->is_quiet) put_summary(o, &summary);
    if (!status && !o->is_quiet) app_report_warnings(notes, o->language);
    ot_notes_free(notes);
    return status ? app_report_error(&err, o->language) : 0;
}
