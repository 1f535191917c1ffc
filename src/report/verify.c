/* Are the results of a run those of a file? */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json_read.h"
#include "base/number.h"
#include "base/sha256.h"
#include "report/results.h"
#include "report/words/message.h"

enum { MOST_VALUES = 20000000, MOST_SHOWN = 10, MOST_PLACE = 400 };
static const size_t MOST_BYTES = (size_t)1 << 30;
static const char SCHEMA[] = "outturn.run/1";

/* Values that differ, in the order of the file. */
typedef struct verification {
    ot_buffer shown; /* the first of them */
    size_t n;
    double largest; /* relative difference of numbers */
    ot_language language;
    char place[MOST_PLACE]; /* where the walk is: "scenarios[0].indicators[1].id" */
} verification;

static void put_value(ot_buffer *out, const ot_json_value *value) {
    char number[OT_NUMBER_SIZE];
    size_t n = 0;
    const ot_json_kind kind = value ? ot_json_kind_of(value) : OT_JSON_NULL;
    if (kind == OT_JSON_NUMBER) {
        ot_number_shortest(ot_json_number_of(value), number);
        ot_buffer_text(out, number);
    } else if (kind == OT_JSON_TEXT) {
        ot_buffer_format(out, "\"%s\"", ot_json_chars(value, &n));
    } else if (kind == OT_JSON_BOOLEAN) {
        ot_buffer_text(out, ot_json_is_true(value) ? "true" : "false");
    } else {
        ot_buffer_text(out, value ? ot_json_kind_name(kind, OT_LANGUAGE_EN) : "-");
    }
}

static void note(verification *v, const ot_json_value *file, const ot_json_value *now) {
    if (++v->n > MOST_SHOWN) return;
    ot_buffer a = {0}, b = {0};
    put_value(&a, file);
    put_value(&b, now);
    if (a.failed || b.failed) v->shown.failed = 1;
    ot_buffer_format(&v->shown, ot_message_text(OT_SAY_VERIFY_VALUE, v->language), v->place,
                     a.data ? a.data : "", b.data ? b.data : "");
    ot_buffer_clear(&a);
    ot_buffer_clear(&b);
}

static void compare_numbers(verification *v, const ot_json_value *file, const ot_json_value *now) {
    const double a = ot_json_number_of(file), b = ot_json_number_of(now);
    if (a >= b && a <= b) return;
    v->largest = fmax(v->largest, fabs(a - b) / fmax(fabs(a), fabs(b)));
    note(v, file, now);
}

/* "place.key" or "place[3]"; returns the length before. */
static size_t go_in(verification *v, const ot_json_walk *walk) {
    const size_t n = strlen(v->place), room = sizeof v->place - n;
    if (walk->key)
        (void)snprintf(v->place + n, room, "%s%s", n > 0 ? "." : "", walk->key);
    else
        (void)snprintf(v->place + n, room, "[%zu]", walk->index);
    return n;
}

static void compare(verification *v, const ot_json_value *file, const ot_json_value *now);

/* Members and elements of one text follow one another as in the other: they are of one writer. */
static void compare_inside(verification *v, const ot_json_value *file, const ot_json_value *now) {
    ot_json_walk a = ot_json_begin(file), b = ot_json_begin(now);
    for (; a.value || b.value;
         a.value ? ot_json_next(&a) : (void)0, b.value ? ot_json_next(&b) : (void)0) {
        const size_t before = go_in(v, a.value ? &a : &b);
        const int is_same_key =
            a.value && b.value && (!a.key || (b.key && strcmp(a.key, b.key) == 0));
        if (is_same_key)
            compare(v, a.value, b.value);
        else
            note(v, a.value, b.value);
        v->place[before] = '\0';
    }
}

static void compare(verification *v, const ot_json_value *file, const ot_json_value *now) {
    const ot_json_kind kind = ot_json_kind_of(file);
    size_t n = 0, m = 0;
    if (kind != ot_json_kind_of(now)) {
        note(v, file, now);
    } else if (kind == OT_JSON_NUMBER) {
        compare_numbers(v, file, now);
    } else if (kind == OT_JSON_TEXT) {
        const char *a = ot_json_chars(file, &n), *b = ot_json_chars(now, &m);
        if (n != m || memcmp(a, b, n) != 0) note(v, file, now);
    } else if (kind == OT_JSON_BOOLEAN) {
        if (ot_json_is_true(file) != ot_json_is_true(now)) note(v, file, now);
    } else if (kind == OT_JSON_OBJECT || kind == OT_JSON_LIST) {
        compare_inside(v, file, now);
    }
}

static void say_receipt(ot_buffer *out, const verification *v, const ot_buffer *bytes) {
    char sha256[OT_SHA256_TEXT];
    ot_sha256(bytes->data, bytes->length, sha256);
    sha256[OT_RECEIPT_SIZE - 1] = '\0';
    ot_buffer_format(out, ot_message_text(OT_SAY_VERIFY_SAME, v->language), sha256);
}

static void say_differences(ot_buffer *out, const verification *v, const char *path) {
    if (v->n == 0) {
        ot_buffer_format(out, ot_message_text(OT_SAY_VERIFY_EDITED, v->language), path);
        return;
    }
    ot_buffer_format(out, ot_message_text(OT_SAY_VERIFY_DIFFERS, v->language), path, v->n);
    if (v->largest > 0.0)
        ot_buffer_format(out, ot_message_text(OT_SAY_VERIFY_LARGEST, v->language), v->largest);
    ot_buffer_text(out, v->shown.data ? v->shown.data : "");
    if (v->n > MOST_SHOWN)
        ot_buffer_format(out, ot_message_text(OT_SAY_VERIFY_MORE, v->language), v->n - MOST_SHOWN);
}

static ot_status check_schema(const ot_json_value *file, const char *path, ot_error *err) {
    size_t n = 0;
    const ot_json_value *schema =
        ot_json_kind_of(file) == OT_JSON_OBJECT ? ot_json_member(file, "schema") : NULL;
    const char *text =
        schema && ot_json_kind_of(schema) == OT_JSON_TEXT ? ot_json_chars(schema, &n) : "";
    if (strcmp(text, SCHEMA) == 0) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "is no results.json: its schema is \"%s\", not \"%s\"",
                  "不是 results.json：其 schema 为“%s”，而不是“%s”", text, SCHEMA);
    ot_error_locate(err, path, 0, 0);
    return OT_ERR_INPUT;
}

static ot_status compare_texts(verification *v, const char *path, const char *file, size_t n,
                               const ot_buffer *now, ot_error *err) {
    ot_json_value *a = NULL, *b = NULL;
    ot_status status = ot_json_read(file, n, MOST_VALUES, &a, err);
    if (status == OT_ERR_INPUT) ot_error_locate(err, path, err->line, err->column);
    if (!status) status = check_schema(a, path, err);
    if (!status) status = ot_json_read(now->data, now->length, MOST_VALUES, &b, err);
    if (!status) compare(v, a, b);
    ot_json_free(a);
    ot_json_free(b);
    return status;
}

static ot_status deliver(const ot_buffer *out, const ot_writer *writer, ot_error *err) {
    if (out->failed)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the comparison", "内存不足以进行比较");
    if (writer->write(writer->state, out->data, out->length) == 0) return OT_OK;
    return ot_fail(err, OT_ERR_IO, "the output cannot be written", "输出无法写入");
}

ot_status ot_results_verify(const ot_parts *parts, const char *path, ot_language language,
                            const ot_writer *writer, int *is_same, ot_error *err) {
    verification v = {.language = language};
    ot_buffer now = {0}, out = {0};
    char *file = NULL;
    size_t n = 0;
    *is_same = 0;
    ot_status status = ot_file_read(path, MOST_BYTES, &file, &n, err);
    if (!status) status = ot_results_json(parts, &now, err);
    if (!status && now.failed) status = deliver(&now, writer, err);
    if (!status && n == now.length && memcmp(file, now.data, n) == 0) {
        *is_same = 1;
        say_receipt(&out, &v, &now);
    } else if (!status) {
        status = compare_texts(&v, path, file, n, &now, err);
        if (!status) say_differences(&out, &v, path);
    }
    if (!status) status = deliver(&out, writer, err);
    free(file);
    ot_buffer_clear(&now);
    ot_buffer_clear(&out);
    ot_buffer_clear(&v.shown);
    return status;
}

/* The arguments of a manifest as a request. */
static const char END = OT_REQUEST_END;

static ot_status take_arguments(const ot_json_value *manifest, char **out, ot_error *err) {
    const ot_json_value *list = ot_json_member(manifest, "arguments");
    ot_buffer words = {0};
    for (ot_json_walk w = ot_json_begin(list); list && w.value; ot_json_next(&w)) {
        size_t n = 0;
        if (ot_json_kind_of(w.value) != OT_JSON_TEXT) continue;
        const char *text = ot_json_chars(w.value, &n);
        ot_buffer_add(&words, text, n);
        ot_buffer_add(&words, &END, 1);
    }
    ot_status status = OT_OK;
    if (words.failed)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the manifest", "内存不足以读取清单");
    else if (words.length == 0)
        status =
            ot_fail(err, OT_ERR_INPUT,
                    "names no arguments of a run; it is no manifest of outturn, or of an older "
                    "version",
                    "没有列出运行的参数；不是 outturn 的清单，或出自旧版本");
    if (status)
        ot_buffer_clear(&words);
    else
        *out = words.data;
    return status;
}

ot_status ot_results_request(const char *path, char **out, ot_error *err) {
    char *place = ot_file_beside(path, "manifest.json"), *data = NULL;
    size_t n = 0;
    ot_json_value *manifest = NULL;
    if (!place)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    ot_status status = ot_file_read(place, MOST_BYTES, &data, &n, err);
    if (status == OT_ERR_IO)
        (void)ot_fail(
            err, OT_ERR_IO,
            "is missing: it names the model and options of the results beside it; without it "
            "give them: outturn run MODEL ... --verify %s",
            "不存在：它记有旁边结果所用的模型和选项；没有它时请自行给出：outturn run 模型 ... "
            "--verify %s",
            path);
    if (!status) status = ot_json_read(data, n, MOST_VALUES, &manifest, err);
    if (!status) status = take_arguments(manifest, out, err);
    if (status == OT_ERR_IO || status == OT_ERR_INPUT)
        ot_error_locate(err, place, err->line, err->column);
    ot_json_free(manifest);
    free(data);
    free(place);
    return status;
}
