/* Tests of report/text/text_wrap.h: where a line may end, in Chinese and English. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/text/text_wrap.h"

static void assert_first(const char *text, size_t most, const char *line) {
    const size_t n = ot_text_first_line(text, most);
    if (n != strlen(line) || strncmp(text, line, n) != 0)
        fail_msg("%zu of %s: %.*s", most, text, (int)n, text);
}

static void a_number_keeps_its_unit_and_bound(void **state) {
    (void)state;
    assert_first("居民消费价格涨幅（附表：3以内）", 26, "居民消费价格涨幅（附表：");
    assert_first("居民消费价格涨幅（附表：3以内）", 28, "居民消费价格涨幅（附表：");
    assert_first("在2023年完成", 9, "在2023年");
    assert_first("增长8%左右", 7, "增");
}

static void brackets_stand_with_what_they_hold(void **state) {
    (void)state;
    assert_first("价格涨幅（附表）", 10, "价格涨幅");
    assert_first("价格涨幅（附表）", 14, "价格涨幅（附");
    assert_first("他说（好）了", 6, "他说");
    assert_first("一二，三", 4, "一");
}

static void identifiers_are_parted_only_where_no_blank_is(void **state) {
    (void)state;
    assert_first("residual of grp_real", 16, "residual of");
    assert_first("underlying_growth", 13, "underlying_");
    assert_first("abcdefghij", 4, "abcd");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_keeps_its_unit_and_bound),
        cmocka_unit_test(brackets_stand_with_what_they_hold),
        cmocka_unit_test(identifiers_are_parted_only_where_no_blank_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
