/* Tests of base/json_read.h: kinds, walks, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json_read.h"

static ot_json_value *read_text(const char *text, size_t most, ot_error *err) {
    ot_json_value *value = NULL;
    const ot_status status = ot_json_read(text, strlen(text), most, &value, err);
    if (status) assert_null(value);
    return value;
}

static void members_and_elements_are_walked_in_their_order(void **state) {
    (void)state;
    ot_json_value *root =
        read_text("{\"b\": [1, 2.5, \"x\\u91cf\"], \"a\": null, \"c\": true}", 100, NULL);
    const char *const key[] = {"b", "a", "c"};
    size_t n = 0;
    assert_non_null(root);
    for (ot_json_walk w = ot_json_begin(root); w.value; ot_json_next(&w))
        assert_string_equal(w.key, key[n++]);
    assert_int_equal(n, 3);
    assert_int_equal(ot_json_count(root), 3);
    const ot_json_value *list = ot_json_member(root, "b");
    assert_int_equal(ot_json_count(list), 3);
    ot_json_walk w = ot_json_begin(list);
    assert_int_equal(ot_json_kind_of(w.value), OT_JSON_NUMBER);
    assert_true(ot_json_number_of(w.value) == 1.0);
    ot_json_next(&w);
    assert_true(ot_json_number_of(w.value) == 2.5);
    ot_json_next(&w);
    assert_null(w.key);
    assert_string_equal(ot_json_chars(w.value, &n), "x量");
    assert_int_equal(n, 4);
    ot_json_next(&w);
    assert_null(w.value);
    assert_int_equal(ot_json_kind_of(ot_json_member(root, "a")), OT_JSON_NULL);
    assert_int_equal(ot_json_kind_of(ot_json_member(root, "c")), OT_JSON_BOOLEAN);
    assert_null(ot_json_member(root, "d"));
    assert_null(ot_json_member(list, "d"));
    assert_null(ot_json_begin(ot_json_member(root, "c")).value);
    ot_json_free(root);
    ot_json_free(NULL);
}

static void what_is_no_json_is_refused(void **state) {
    (void)state;
    static const char *const text[] = {"",    "{",       "[1,]", "{\"a\":1,\"a\":2}", "[1] 2",
                                       "NaN", "[1e999]", "\xFF", "[\"\\u0000\"]",     "{1:2}"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        ot_error err;
        ot_json_value *value = read_text(text[i], 100, &err);
        if (value) fail_msg("accepted: %s", text[i]);
        assert_int_equal(err.status, OT_ERR_INPUT);
        assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "is no JSON text"));
        assert_true(*err.text[OT_LANGUAGE_ZH]);
    }
}

/* Values are counted before any is made; commas within texts are none. */
static void values_and_depth_are_bounded(void **state) {
    (void)state;
    ot_error err;
    ot_json_value *value = read_text("[\"a,b\\\",[,\", 1, 2]", 4, &err);
    assert_non_null(value);
    ot_json_free(value);
    assert_null(read_text("[\"a,b\", 1, 2, 3]", 4, &err));
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "more than 4 values"));
    enum { DEEP = 200000 };
    char *deep = malloc(DEEP + 1);
    memset(deep, '[', DEEP);
    deep[DEEP] = '\0';
    assert_null(read_text(deep, 2 * DEEP, &err));
    free(deep);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_and_elements_are_walked_in_their_order),
        cmocka_unit_test(what_is_no_json_is_refused),
        cmocka_unit_test(values_and_depth_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
