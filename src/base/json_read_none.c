/* In a build without jansson: nothing is read, so that there is never a value to look at. */
#include "base/json_read.h"

ot_status ot_json_read(const char *text, size_t n, size_t most, ot_json_value **out,
                       ot_error *err) {
    (void)text, (void)n, (void)most, (void)out;
    return ot_fail(err, OT_ERR_USAGE,
                   "this program was built without jansson, which reads JSON; install "
                   "libjansson-dev and build it again",
                   "本程序编译时缺少用于读取 JSON 的 jansson；请安装 libjansson-dev 后重新编译");
}

void ot_json_free(ot_json_value *value) { (void)value; }

ot_json_kind ot_json_kind_of(const ot_json_value *value) {
    (void)value;
    return OT_JSON_NULL;
}

const char *ot_json_kind_name(ot_json_kind kind, ot_language language) {
    (void)kind, (void)language;
    return "";
}

const ot_json_value *ot_json_member(const ot_json_value *object, const char *key) {
    (void)object, (void)key;
    return NULL;
}

size_t ot_json_count(const ot_json_value *value) {
    (void)value;
    return 0;
}

const char *ot_json_chars(const ot_json_value *text, size_t *n) {
    (void)text;
    *n = 0;
    return "";
}

int ot_json_is_true(const ot_json_value *boolean) {
    (void)boolean;
    return 0;
}

double ot_json_number_of(const ot_json_value *number) {
    (void)number;
    return 0.0;
}

ot_json_walk ot_json_begin(const ot_json_value *value) { return (ot_json_walk){.of = value}; }

void ot_json_next(ot_json_walk *walk) { walk->value = NULL; }
