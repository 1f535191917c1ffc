#include "base/json_read.h"

#include <jansson.h>
#include <stdint.h>
#include <string.h>

/* An ot_json_value is jansson's json_t under another name: nobody else sees jansson's. */
static json_t *as_json(const ot_json_value *value) { return (json_t *)(uintptr_t)value; }

/* What opens or parts values outside of texts: as many as there are values, or more. */
static size_t count_values(const char *text, size_t n) {
    size_t count = 1;
    int is_text = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '"') is_text = !is_text;
        if (is_text && text[i] == '\\') i++;
        if (!is_text) count += text[i] == ',' || text[i] == '[' || text[i] == '{';
    }
    return count;
}

static ot_status refuse(const json_error_t *fault, ot_error *err) {
    if (json_error_code(fault) == json_error_out_of_memory)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the JSON text",
                       "内存不足，无法读取 JSON 文本");
    /* What jansson says of it is in English only. */
    return ot_fail(err, OT_ERR_INPUT, "is no JSON text: it is at fault at line %d, column %d",
                   "不是 JSON 文本：第 %d 行第 %d 列处有误", fault->line, fault->column);
}

ot_status ot_json_read(const char *text, size_t n, size_t most, ot_json_value **out,
                       ot_error *err) {
    json_error_t fault;
    if (count_values(text, n) > most)
        return ot_fail(err, OT_ERR_INPUT, "the JSON text holds more than %zu values",
                       "JSON 文本中的值超过 %zu 个", most);
    json_t *json = json_loadb(text, n, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &fault);
    if (!json) return refuse(&fault, err);
    *out = (ot_json_value *)json;
    return OT_OK;
}

void ot_json_free(ot_json_value *value) { json_decref((json_t *)value); }

ot_json_kind ot_json_kind_of(const ot_json_value *value) {
    const json_t *json = as_json(value);
    if (json_is_object(json)) return OT_JSON_OBJECT;
    if (json_is_array(json)) return OT_JSON_LIST;
    if (json_is_string(json)) return OT_JSON_TEXT;
    if (json_is_number(json)) return OT_JSON_NUMBER;
    return json_is_boolean(json) ? OT_JSON_BOOLEAN : OT_JSON_NULL;
}

const char *ot_json_kind_name(ot_json_kind kind, ot_language language) {
    static const char *const NAME[][OT_N_LANGUAGES] = {
        {"an object", "对象"}, {"a list", "列表"},          {"a text", "文本"},
        {"a number", "数字"},  {"true or false", "布尔值"}, {"null", "空值"}};
    return NAME[kind][language];
}

const ot_json_value *ot_json_member(const ot_json_value *object, const char *key) {
    return (const ot_json_value *)json_object_get(as_json(object), key);
}

size_t ot_json_count(const ot_json_value *value) {
    const json_t *json = as_json(value);
    return json_is_object(json) ? json_object_size(json) : json_array_size(json);
}

const char *ot_json_chars(const ot_json_value *text, size_t *n) {
    *n = json_string_length(as_json(text));
    return json_string_value(as_json(text));
}

double ot_json_number_of(const ot_json_value *number) { return json_number_value(as_json(number)); }

int ot_json_is_true(const ot_json_value *boolean) { return json_is_true(as_json(boolean)); }

static void look(ot_json_walk *w) {
    json_t *json = as_json(w->of);
    if (json_is_object(json)) {
        w->key = json_object_iter_key(w->member);
        w->value = (const ot_json_value *)json_object_iter_value(w->member);
    } else {
        w->value = (const ot_json_value *)json_array_get(json, w->index);
    }
}

ot_json_walk ot_json_begin(const ot_json_value *value) {
    ot_json_walk w = {.of = value, .member = json_object_iter(as_json(value))};
    look(&w);
    return w;
}

void ot_json_next(ot_json_walk *w) {
    json_t *json = as_json(w->of);
    if (json_is_object(json))
        w->member = json_object_iter_next(json, w->member);
    else
        w->index++;
    look(w);
}
