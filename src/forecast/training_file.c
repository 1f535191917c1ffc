#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/number.h"
#include "forecast/training.h"

enum { MOST_BYTES = 1 << 20, IN_A_LINE = 10 };

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
    const ot_status status =
        text.failed ? ot_fail(err, OT_ERR_NOMEM, "no memory for a file", "内存不足以写文件")
                    : ot_file_write(path, text.data, text.length, err);
    ot_buffer_clear(&text);
    return status;
}

static const char *next_number(const char *at) {
    for (;;) {
        at += strspn(at, ", \r\n\t");
        if (*at != '#') return at;
        at += strcspn(at, "\n");
    }
}

static int read_numbers(const char *text, double *number) {
    const char *at = next_number(text);
    size_t n = 0;
    for (; *at && n < OT_TRAINING_NUMBERS; at = next_number(at)) {
        size_t length;
        if (!ot_number_parse(at, strcspn(at, ", \r\n\t#"), number + n, &length)) return 0;
        if (!isfinite(number[n++])) return 0;
        at += length;
    }
    return n == OT_TRAINING_NUMBERS && !*at;
}

ot_status ot_training_load(const char *path, ot_training **out, ot_error *err) {
    char *text = NULL;
    size_t n;
    ot_status status = ot_file_read(path, MOST_BYTES, &text, &n, err);
    if (status) return status;
    ot_training *training = calloc(1, sizeof *training);
    if (!training) {
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a training", "内存不足以训练");
    } else if (!read_numbers(text, (double *)(void *)training) ||
               fabs(training->format - OT_TRAINING_FORMAT) > 0.1 || training->longest < 4.0) {
        status = ot_fail(err, OT_ERR_INPUT, "no trained file of this version",
                         "不是本版本的训练结果文件");
        ot_error_locate(err, path, 0, 0);
    }
    free(text);
    if (status)
        free(training);
    else
        *out = training;
    return status;
}
