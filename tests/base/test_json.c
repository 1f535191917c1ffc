/* Tests of base/json.h: valid JSON whatever the text, numbers that read back, and failed writes. */
#include <errno.h>
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/json.h"

typedef struct paper {
    ot_buffer buffer;
    ot_writer writer;
    ot_json json;
} paper;

static void start(paper *p, int pretty) {
    *p = (paper){.buffer = {0}};
    p->writer = ot_buffer_writer(&p->buffer);
    ot_json_init(&p->json, &p->writer, pretty);
}

static void assert_written(paper *p, const char *expected) {
    assert_int_equal(ot_json_end(&p->json, NULL), OT_OK);
    assert_string_equal(p->buffer.data, expected);
    ot_buffer_clear(&p->buffer);
}

static void every_kind_of_value_is_written(void **state) {
    (void)state;
    paper p;
    start(&p, 0);
    ot_json_object(&p.json, NULL);
    ot_json_text(&p.json, "text", "克州");
    ot_json_text(&p.json, "none", NULL);
    ot_json_number(&p.json, "number", 246.3);
    ot_json_integer(&p.json, "integer", INT64_MIN);
    ot_json_unsigned(&p.json, "unsigned", UINT64_MAX);
    ot_json_boolean(&p.json, "yes", 7);
    ot_json_boolean(&p.json, "no", 0);
    const char *const label[OT_N_LANGUAGES] = {
        [OT_LANGUAGE_EN] = "plan", [OT_LANGUAGE_ZH] = "计划"};
    ot_json_label(&p.json, "label", label);
    ot_json_list(&p.json, "list");
    ot_json_number(&p.json, NULL, 1.0);
    ot_json_number(&p.json, NULL, -0.5);
    ot_json_list(&p.json, NULL);
    ot_json_close_list(&p.json);
    ot_json_object(&p.json, NULL);
    ot_json_close_object(&p.json);
    ot_json_close_list(&p.json);
    ot_json_integer(&p.json, "last", 3);
    ot_json_close_object(&p.json);
    assert_written(&p, "{\"text\":\"克州\",\"none\":null,\"number\":246.3,"
                       "\"integer\":-9223372036854775808,\"unsigned\":18446744073709551615,"
                       "\"yes\":true,\"no\":false,\"label\":{\"en\":\"plan\",\"zh\":\"计划\"},"
                       "\"list\":[1,-0.5,[],{}],\"last\":3}\n");
}

static void what_is_not_finite_is_null(void **state) {
    (void)state;
    paper p;
    start(&p, 0);
    ot_json_list(&p.json, NULL);
    ot_json_number(&p.json, NULL, NAN);
    ot_json_number(&p.json, NULL, INFINITY);
    ot_json_number(&p.json, NULL, -INFINITY);
    ot_json_number(&p.json, NULL, DBL_MAX);
    ot_json_close_list(&p.json);
    assert_written(&p, "[null,null,null,1.7976931348623157e308]\n");
}

static void a_pretty_text_is_indented_by_one_space_a_level(void **state) {
    (void)state;
    paper p;
    start(&p, 1);
    ot_json_object(&p.json, NULL);
    ot_json_list(&p.json, "a");
    ot_json_integer(&p.json, NULL, 1);
    ot_json_integer(&p.json, NULL, 2);
    ot_json_close_list(&p.json);
    ot_json_object(&p.json, "empty");
    ot_json_close_object(&p.json);
    ot_json_close_object(&p.json);
    assert_written(&p, "{\n \"a\": [\n  1,\n  2\n ],\n \"empty\": {}\n}\n");
}

static void keys_and_texts_are_escaped(void **state) {
    (void)state;
    paper p;
    start(&p, 0);
    ot_json_object(&p.json, NULL);
    ot_json_text(&p.json, "a\"b", "\\ \"\n\r\t\x01\x1f\x7f");
    ot_json_text(&p.json, "bad", "x\xffy\xe5\xb7z\xc0\x80");
    ot_json_text(&p.json, "", "");
    ot_json_close_object(&p.json);
    assert_written(&p,
                   "{\"a\\\"b\":\"\\\\ \\\"\\n\\r\\t\\u0001\\u001f\x7f\","
                   "\"bad\":\"x\xEF\xBF\xBDy\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\","
                   "\"\":\"\"}\n");
}

static void a_value_may_stand_alone_and_nests_deeply(void **state) {
    (void)state;
    paper p;
    start(&p, 0);
    ot_json_text(&p.json, NULL, "alone");
    assert_written(&p, "\"alone\"\n");
    start(&p, 0);
    for (int i = 0; i < 30; i++)
        ot_json_list(&p.json, NULL);
    for (int i = 0; i < 30; i++)
        ot_json_close_list(&p.json);
    assert_written(&p, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n");
}

typedef struct disk {
    int n_left, n_after_failure;
} disk;

static int write_to_disk(void *state, const char *data, size_t n) {
    disk *d = state;
    (void)data;
    (void)n;
    if (d->n_left-- > 0) return 0;
    d->n_after_failure++;
    return ENOSPC;
}

static void a_failed_write_is_told_at_the_end_and_nothing_follows_it(void **state) {
    (void)state;
    disk d = {.n_left = 5};
    const ot_writer writer = {write_to_disk, &d};
    ot_json json;
    ot_error err;
    ot_json_init(&json, &writer, 1);
    ot_json_list(&json, NULL);
    for (int i = 0; i < 100; i++)
        ot_json_integer(&json, NULL, i);
    ot_json_close_list(&json);
    assert_int_equal(ot_json_end(&json, &err), OT_ERR_IO);
    assert_int_equal(d.n_after_failure, 1);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "no space"));
    assert_non_null(strstr(err.text[OT_LANGUAGE_ZH], "磁盘空间已满"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_is_written),
        cmocka_unit_test(what_is_not_finite_is_null),
        cmocka_unit_test(a_pretty_text_is_indented_by_one_space_a_level),
        cmocka_unit_test(keys_and_texts_are_escaped),
        cmocka_unit_test(a_value_may_stand_alone_and_nests_deeply),
        cmocka_unit_test(a_failed_write_is_told_at_the_end_and_nothing_follows_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
