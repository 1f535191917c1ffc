/* The overlay file of a tuning: what --overlay reads. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/tune/loss.h"
#include "assess/tune/tune.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/number.h"
#include "base/utf8.h"
#include "outturn/document.h"

static const char NAME[] = "tuned.cfg";
static const char MARK[] = "# outturn tune: "; /* such files may be replaced */
enum { MOST_BYTES = 1 << 20 };

/* What would break the file is left out of its remarks. */
static int is_plain(const char *text) {
    return ot_utf8_check(text, strlen(text)) == strlen(text) && !strpbrk(text, "\r\n");
}

static void put_number(ot_buffer *out, double value) {
    char text[OT_NUMBER_SIZE];
    (void)ot_number_shortest(value, text);
    ot_buffer_text(out, text);
}

static void put_losses(ot_buffer *out, const char *what, double before, double after) {
    ot_buffer_format(out, "# %s: %.6g -> %.6g\n", what, before, after);
}

static void put_header(ot_buffer *out, const ot_tune *t, int is_zh) {
    const ot_tune_problem *p = &t->problem;
    ot_buffer_format(out, is_zh ? "%s模型 %s 的参数值" : "%svalues found for the model %s", MARK,
                     t->made.spec->id);
    if (is_plain(p->path)) ot_buffer_format(out, is_zh ? "（%s）" : " (%s)", p->path);
    ot_buffer_format(out, is_zh ? "\n# 损失 %s：" : "\n# loss %s of ",
                     ot_loss_name(p->options.loss));
    for (size_t i = 0; i < p->n_indicators; i++)
        ot_buffer_format(out, "%s%s", i ? ", " : "", t->made.model->indicator[p->row[i]].spec->id);
    ot_buffer_format(out,
                     is_zh ? "；情景 %s，模式 %s，拟合 %d—%d 年"
                           : "; scenario %s, mode %s, fitted %d to %d",
                     t->made.model->scenario[t->scenario].spec->id, p->options.mode, p->first_year,
                     p->last_fitted);
    if (p->options.hold_out > 0)
        ot_buffer_format(out, is_zh ? "，留出 %d—%d 年" : ", held out %d to %d", p->last_fitted + 1,
                         p->last_year);
    ot_buffer_text(out, "\n");
    put_losses(out, is_zh ? "拟合年份的损失" : "loss of the fitted years", t->start.fit,
               t->best.fit);
    if (p->options.hold_out > 0)
        put_losses(out, is_zh ? "留出年份的损失" : "loss of the years held out", t->start.hold,
                   t->best.hold);
    for (size_t i = p->n_fixed; i < p->n_asked; i++)
        if (is_plain(p->set[i]))
            ot_buffer_format(
                out, is_zh ? "# 调参时另有设置：%s\n" : "# found with the setting %s\n", p->set[i]);
}

static void put_parameters(ot_buffer *out, const ot_tune *t, int is_zh) {
    for (size_t j = 0; j < t->problem.n_parameters; j++) {
        const ot_tuned_parameter *p = &t->parameter[j];
        ot_buffer_text(out, is_zh ? "\n# 原值 " : "\n# before ");
        if (p->start <= p->start) /* NaN: it was not in the file */
            put_number(out, p->start);
        else
            ot_buffer_text(out, is_zh ? "未写明" : "not in the file");
        ot_buffer_text(out, is_zh ? "；范围 " : "; range ");
        put_number(out, p->low);
        ot_buffer_text(out, is_zh ? " 至 " : " to ");
        put_number(out, p->high);
        const int is_suspect = fabs(p->value) < t->problem.number[j].suspect;
        ot_buffer_format(out, is_suspect ? "\n%s := " : "\n%s = ", p->path);
        put_number(out, p->value);
        ot_buffer_text(out, "\n");
    }
}

/* A model of that name beside the data would be lost. */
static ot_status check_old(const char *folder, ot_error *err) {
    ot_buffer path = {0};
    char *text = NULL;
    size_t n = 0;
    ot_error own;
    ot_buffer_format(&path, "%s/%s", folder, NAME);
    if (path.failed) {
        ot_buffer_clear(&path);
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    }
    const ot_status status = ot_file_read(path.data, MOST_BYTES, &text, &n, &own);
    const int is_other =
        status == OT_ERR_INPUT || (!status && n > 0 && strncmp(text, MARK, sizeof MARK - 1) != 0);
    free(text);
    if (is_other)
        (void)ot_fail(
            err, OT_ERR_USAGE,
            "is there and is no result of tune, so that it is not replaced; write into "
            "another folder with --output DIR",
            "已经存在，且不是 tune 的结果，因此不予覆盖；请用 --output DIR 写入其他文件夹");
    if (is_other) ot_error_locate(err, path.data, 0, 0);
    ot_buffer_clear(&path);
    return is_other ? OT_ERR_USAGE : OT_OK;
}

ot_status ot_tune_write(const ot_tune *tune, ot_language language, const char *folder,
                        ot_error *err) {
    ot_buffer out = {0};
    const int is_zh = language == OT_LANGUAGE_ZH;
    put_header(&out, tune, is_zh);
    put_parameters(&out, tune, is_zh);
    ot_status status = check_old(folder, err);
    if (!status && out.failed)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for %s", "内存不足以生成 %s", NAME);
    const ot_new_file file = {NAME, out.data, out.length};
    if (!status) status = ot_files_write(folder, &file, 1, err);
    ot_buffer_clear(&out);
    return status;
}
