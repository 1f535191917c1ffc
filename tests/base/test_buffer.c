/* Tests of base/buffer.h: bytes that grow, and a failure that sticks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "failing_alloc.h"

static void what_is_added_is_there_and_closed(void **state) {
    (void)state;
    ot_buffer buffer = {0};
    ot_buffer_text(&buffer, "克州");
    ot_buffer_format(&buffer, " %d %s", 2023, "plan");
    ot_buffer_add(&buffer, "\0x", 2);
    assert_int_equal(buffer.failed, 0);
    assert_int_equal(buffer.length, strlen("克州 2023 plan") + 2);
    assert_memory_equal(buffer.data, "克州 2023 plan\0x", buffer.length + 1);
    ot_buffer_clear(&buffer);
    assert_null(buffer.data);
    ot_buffer_text(&buffer, "again");
    assert_string_equal(buffer.data, "again");
    ot_buffer_clear(&buffer);
}

static void every_length_keeps_the_closing_nul(void **state) {
    (void)state;
    ot_buffer one = {0}, many = {0};
    for (size_t i = 0; i < 1000; i++) {
        ot_buffer_add(&one, "x", 1);
        ot_buffer_format(&many, "%s", "yz");
        assert_int_equal(strlen(one.data), i + 1);
        assert_int_equal(strlen(many.data), 2 * (i + 1));
    }
    ot_buffer_clear(&one);
    ot_buffer_clear(&many);
}

static void adding_nothing_makes_an_empty_text(void **state) {
    (void)state;
    ot_buffer buffer = {0};
    ot_buffer_clear(&buffer);
    ot_buffer_add(&buffer, NULL, 0);
    assert_string_equal(buffer.data, "");
    ot_buffer_format(&buffer, "%s", "");
    assert_int_equal(buffer.length, 0);
    ot_buffer_clear(&buffer);
}

static void a_failure_sticks_and_keeps_what_was_there(void **state) {
    (void)state;
    ot_buffer buffer = {0};
    ot_buffer_text(&buffer, "kept");
    fail_allocation(0);
    ot_buffer_format(&buffer, "%100s", "");
    fail_allocation(-1);
    assert_int_equal(buffer.failed, 1);
    assert_string_equal(buffer.data, "kept");
    ot_buffer_text(&buffer, "more");
    assert_string_equal(buffer.data, "kept");
    ot_buffer_clear(&buffer);
    assert_int_equal(buffer.failed, 0);
}

static void a_length_past_all_memory_is_a_failure(void **state) {
    (void)state;
    ot_buffer buffer = {0};
    ot_buffer_text(&buffer, "kept");
    ot_buffer_add(&buffer, "x", SIZE_MAX - 2);
    assert_int_equal(buffer.failed, 1);
    assert_string_equal(buffer.data, "kept");
    ot_buffer_clear(&buffer);
}

static void its_writer_appends(void **state) {
    (void)state;
    ot_buffer buffer = {0};
    const ot_writer writer = ot_buffer_writer(&buffer);
    assert_int_equal(writer.write(writer.state, "abc", 3), 0);
    assert_int_equal(writer.write(writer.state, "def", 2), 0);
    assert_string_equal(buffer.data, "abcde");
    ot_buffer_clear(&buffer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_is_there_and_closed),
        cmocka_unit_test(every_length_keeps_the_closing_nul),
        cmocka_unit_test(adding_nothing_makes_an_empty_text),
        cmocka_unit_test(a_failure_sticks_and_keeps_what_was_there),
        cmocka_unit_test(a_length_past_all_memory_is_a_failure),
        cmocka_unit_test(its_writer_appends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
