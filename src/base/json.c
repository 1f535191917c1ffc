#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "outturn/system.h"

enum { MOST_DEPTH = 31 }; /* bits of has_value */

void ot_json_init(ot_json *json, const ot_writer *writer, int pretty) {
    *json = (ot_json){.writer = writer, .pretty = pretty};
}

static void put(ot_json *json, const char *data, size_t n) {
    if (json->failed == 0 && n > 0)
        json->failed = json->writer->write(json->writer->state, data, n);
}

static void put_text(ot_json *json, const char *text) { put(json, text, strlen(text)); }

static void new_line(ot_json *json) {
    if (!json->pretty) return;
    put_text(json, "\n");
    for (int i = 0; i < json->depth; i++)
        put_text(json, " ");
}

/* What must not stand in a string as it is (RFC 8259, section 7): the escape, or NULL. Bytes that
 * are no UTF-8 become U+FFFD. */
static const char *escape(uint32_t c, char code[8]) {
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case UINT32_MAX:
        return "\xEF\xBF\xBD";
    default:
        break;
    }
    if (c >= 0x20) return NULL;
    snprintf(code, 8, "\\u%04x", (unsigned)c);
    return code;
}

static void put_string(ot_json *json, const char *text) {
    const size_t n = strlen(text);
    size_t i = 0, done = 0, length;
    char code[8];
    put_text(json, "\"");
    for (; i < n; i += length) {
        const char *escaped = escape(ot_utf8_decode(text + i, n - i, &length), code);
        if (!escaped) continue;
        put(json, text + done, i - done);
        put_text(json, escaped);
        done = i + length;
    }
    put(json, text + done, n - done);
    put_text(json, "\"");
}

/* The comma, line and key before a value. */
static void begin_value(ot_json *json, const char *key) {
    const int bit = (int)(1u << json->depth);
    if (json->has_value & bit) put_text(json, ",");
    if (json->depth > 0) new_line(json);
    json->has_value |= bit;
    if (!key) return;
    put_string(json, key);
    put_text(json, json->pretty ? ": " : ":");
}

static void open(ot_json *json, const char *key, const char *bracket) {
    begin_value(json, key);
    put_text(json, bracket);
    json->depth++;
    assert(json->depth < MOST_DEPTH);
    json->has_value &= ~(int)(1u << json->depth);
}

static void close(ot_json *json, const char *bracket) {
    assert(json->depth > 0);
    const int had_value = json->has_value & (int)(1u << json->depth);
    json->depth--;
    if (had_value) new_line(json);
    put_text(json, bracket);
}

void ot_json_object(ot_json *json, const char *key) { open(json, key, "{"); }

void ot_json_list(ot_json *json, const char *key) { open(json, key, "["); }

void ot_json_close_object(ot_json *json) { close(json, "}"); }

void ot_json_close_list(ot_json *json) { close(json, "]"); }

void ot_json_text(ot_json *json, const char *key, const char *text) {
    begin_value(json, key);
    if (text)
        put_string(json, text);
    else
        put_text(json, "null");
}

void ot_json_number(ot_json *json, const char *key, double value) {
    char text[OT_NUMBER_SIZE] = "null";
    begin_value(json, key);
    if (isfinite(value)) ot_number_shortest(value, text);
    put_text(json, text);
}

void ot_json_integer(ot_json *json, const char *key, int64_t value) {
    char text[32];
    begin_value(json, key);
    snprintf(text, sizeof text, "%lld", (long long)value);
    put_text(json, text);
}

void ot_json_unsigned(ot_json *json, const char *key, uint64_t value) {
    char text[32];
    begin_value(json, key);
    snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    put_text(json, text);
}

void ot_json_boolean(ot_json *json, const char *key, int value) {
    begin_value(json, key);
    put_text(json, value ? "true" : "false");
}

void ot_json_label(ot_json *json, const char *key, const char *const text[OT_N_LANGUAGES]) {
    ot_json_object(json, key);
    ot_json_text(json, "en", text[OT_LANGUAGE_EN]);
    ot_json_text(json, "zh", text[OT_LANGUAGE_ZH]);
    ot_json_close_object(json);
}

ot_status ot_json_end(ot_json *json, ot_error *err) {
    assert(json->depth == 0);
    put_text(json, "\n");
    if (json->failed == 0) return OT_OK;
    return ot_fail(err, OT_ERR_IO, "the JSON could not be written: %s%.0s", "无法写出 JSON：%.0s%s",
                   ot_system_text(json->failed, OT_LANGUAGE_EN),
                   ot_system_text(json->failed, OT_LANGUAGE_ZH));
}
