#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/number.h"
#include "base/sha256.h"
#include "forecast/training.h"

enum { MOST_BYTES = 1 << 20, IN_A_LINE = 10 };
static const double MOST_NUMBER = 1e9;

/* The last line: of what stands before it, so that no damage passes for a training. */
static const char SEAL[] = "# sha256 ";

ot_status ot_training_save(const ot_training *training, const char *source, const char *path,
                           ot_error *err) {
    const double *number = (const double *)(const void *)training;
    ot_buffer text = {0};
    ot_buffer_text(&text, "# outturn: what series taught to the forecaster auto\n");
    for (const char *line = source; *line;) {
        const size_t n = strcspn(line, "\n");
        ot_buffer_text(&text, "# ");
        ot_buffer_add(&text, line, n);
        ot_buffer_text(&text, "\n");
        line += n + (line[n] == '\n');
    }
    for (size_t i = 0; i < OT_TRAINING_NUMBERS; i++)
        ot_buffer_format(&text, i % IN_A_LINE + 1 < IN_A_LINE ? "%.5g," : "%.5g,\n", number[i]);
    ot_buffer_text(&text, "\n");
    char hash[OT_SHA256_TEXT];
    ot_sha256(text.data ? text.data : "", text.length, hash);
    ot_buffer_format(&text, "%s%s\n", SEAL, hash);
    const ot_status status =
        text.failed ? ot_fail(err, OT_ERR_NOMEM, "no memory for a file", "内存不足以写文件")
                    : ot_file_write(path, text.data, text.length, err);
    ot_buffer_clear(&text);
    return status;
}

/* Where a text is read; lines count from 1. */
typedef struct trained_text {
    const char *path, *at, *line;
    int n_lines;
    ot_error *err;
} trained_text;

static ot_status blame(const trained_text *r) {
    ot_error_locate(r->err, r->path, r->n_lines, (int)(r->at - r->line) + 1);
    return OT_ERR_INPUT;
}

static void skip_to_number(trained_text *r) {
    for (;;) {
        r->at += strspn(r->at, ", \r\t");
        if (*r->at == '#') r->at += strcspn(r->at, "\n");
        if (*r->at != '\n') return;
        r->line = ++r->at;
        r->n_lines++;
    }
}

enum { FORMAT_AT = 0, SHOWN = 24 };

static ot_status read_number(trained_text *r, size_t n, double *out) {
    size_t length;
    const size_t word = strcspn(r->at, ", \r\n\t#");
    const int shown = (int)(word < SHOWN ? word : SHOWN);
    if (!*r->at) {
        (void)ot_fail(r->err, OT_ERR_INPUT,
                      "the trained file ends after %zu numbers; must have %zu: was it cut short?",
                      "训练结果文件只有 %zu 个数，应有 %zu 个：文件是否不完整？", n,
                      (size_t)OT_TRAINING_NUMBERS);
        return blame(r);
    }
    if (!ot_number_parse(r->at, word, out, &length) || length != word || !isfinite(*out)) {
        (void)ot_fail(r->err, OT_ERR_INPUT,
                      "\"%.*s\" is no number; is this a file of \"outturn train\"?",
                      "“%.*s”不是数；这是“outturn train”写出的文件吗？", shown, r->at);
        return blame(r);
    }
    if (n == FORMAT_AT && fabs(*out - OT_TRAINING_FORMAT) > 0.1) {
        (void)ot_fail(r->err, OT_ERR_INPUT,
                      "a trained file of format %g; this version reads %d: train again",
                      "训练结果文件的格式为 %g；本版本读取格式 %d：请重新训练", *out,
                      (int)OT_TRAINING_FORMAT);
        return blame(r);
    }
    r->at += word;
    return OT_OK;
}

/* A number that no training gives would make forecasts of nothing. */
static int is_odd(const ot_training *t, size_t i) {
    const size_t at = i * sizeof(double);
    const double x = ((const double *)(const void *)t)[i];
    if (at == offsetof(ot_training, longest)) return !(x >= 4.0 && x <= 1e6);
    if (at == offsetof(ot_training, fading)) return !(x > 0.0 && x <= 100.0);
    if (at >= offsetof(ot_training, widths))
        return !(x >= OT_TRAINING_LEAST_WIDENING && x <= OT_TRAINING_MOST_WIDENING);
    for (int k = 0; k < OT_N_VIEWS; k++) {
        const size_t first = offsetof(ot_training, net) + (size_t)k * sizeof(ot_network) +
                             offsetof(ot_network, scale);
        if (at >= first && at < first + sizeof t->net[0].scale) return !(x > 0.0);
    }
    return fabs(x) > MOST_NUMBER;
}

static ot_status read_numbers(trained_text *r, ot_training *training) {
    double *number = (double *)(void *)training;
    for (size_t n = 0; n < OT_TRAINING_NUMBERS; n++) {
        skip_to_number(r);
        const trained_text before = *r;
        const ot_status status = read_number(r, n, number + n);
        if (status) return status;
        if (!is_odd(training, n)) continue;
        (void)ot_fail(r->err, OT_ERR_INPUT, "%g, number %zu, is none that a training gives",
                      "%g（第 %zu 个数）不可能由训练得出", number[n], n + 1);
        return blame(&before);
    }
    skip_to_number(r);
    if (!*r->at) return OT_OK;
    (void)ot_fail(r->err, OT_ERR_INPUT, "the trained file goes on after its %zu numbers",
                  "训练结果文件在 %zu 个数之后还有内容", (size_t)OT_TRAINING_NUMBERS);
    return blame(r);
}

static const char *find_seal(const char *text) {
    const char *seal = NULL;
    for (const char *at = text; (at = strstr(at, SEAL)); at++)
        if (at == text || at[-1] == '\n') seal = at;
    return seal;
}

static ot_status check_seal(trained_text *r, const char *text) {
    char hash[OT_SHA256_TEXT];
    const char *seal = find_seal(text);
    if (seal) {
        ot_sha256(text, (size_t)(seal - text), hash);
        if (strncmp(seal + strlen(SEAL), hash, OT_SHA256_TEXT - 1) == 0) return OT_OK;
    }
    (void)ot_fail(r->err, OT_ERR_INPUT,
                  "the trained file was changed after it was written: its last line, %s..., does "
                  "not fit; train again",
                  "训练结果文件在写出之后被改动：末行 %s…… 与内容不符；请重新训练", SEAL);
    return blame(r);
}

ot_status ot_training_load(const char *path, ot_input *input, ot_training **out, ot_error *err) {
    char *text = NULL;
    size_t n;
    ot_status status = ot_file_read(path, MOST_BYTES, &text, &n, err);
    if (status) return status;
    trained_text r = {.path = path, .at = text, .line = text, .n_lines = 1, .err = err};
    ot_training *training = calloc(1, sizeof *training);
    if (!training)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a training", "内存不足以训练");
    else
        status = read_numbers(&r, training);
    if (!status) status = check_seal(&r, text);
    if (!status && input) {
        *input = (ot_input){.path = path, .size = n};
        ot_sha256(text, n, input->sha256);
    }
    free(text);
    if (status)
        free(training);
    else
        *out = training;
    return status;
}
