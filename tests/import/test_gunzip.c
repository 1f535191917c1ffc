/* Tests of src/import/gunzip.h: whole files, files cut short or damaged, and a bomb. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "gzip.h"
#include "import/gunzip.h"

enum { MOST = 1 << 20 };

static void expect(const char *data, size_t n, size_t most, const char *sentence) {
    ot_error err;
    char *out = NULL;
    size_t n_out;
    assert_int_equal(ot_gunzip(data, n, most, &out, &n_out, &err), OT_ERR_INPUT);
    assert_null(out);
    if (!strstr(err.text[OT_LANGUAGE_EN], sentence)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_true(*err.text[OT_LANGUAGE_ZH]);
}

static void content_comes_back(void **state) {
    (void)state;
    size_t n, n_out;
    char text[5000], *out = NULL;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * i % 251);
    char *zip = gzip_of(text, sizeof text, &n);
    assert_true(ot_is_gzip(zip, n));
    assert_false(ot_is_gzip("{}", 2));
    assert_false(ot_is_gzip(zip, 1));
    assert_int_equal(ot_gunzip(zip, n, sizeof text, &out, &n_out, NULL), OT_OK);
    assert_int_equal(n_out, sizeof text);
    assert_memory_equal(out, text, n_out);
    assert_int_equal(out[n_out], '\0');
    free(out);
    expect(zip, n, sizeof text - 1, "larger than the 4999 bytes allowed");
    free(zip);
}

static void members_one_after_the_other_are_one_content(void **state) {
    (void)state;
    size_t a, b, n_out;
    char *first = gzip_of("one ", 4, &a), *second = gzip_of("two", 3, &b), *out = NULL;
    char *both = calloc(a + b + 9, 1); /* zeros at the end are padding */
    memcpy(both, first, a);
    memcpy(both + a, second, b);
    assert_int_equal(ot_gunzip(both, a + b + 9, MOST, &out, &n_out, NULL), OT_OK);
    assert_string_equal(out, "one two");
    free(out);
    both[a + b] = 'x';
    expect(both, a + b + 9, MOST, "damaged");
    free(both);
    free(first);
    free(second);
}

static void every_cut_and_every_changed_byte_is_told_or_harmless(void **state) {
    (void)state;
    size_t n;
    const char *text = "a text that is long enough to be packed, packed, packed and packed";
    char *zip = gzip_of(text, strlen(text), &n);
    for (size_t k = 0; k < n; k++)
        expect(zip, k, MOST, "cut short");
    for (size_t k = 10; k < n; k++) { /* behind the header, whose time and system do not matter */
        zip[k] = (char)(zip[k] ^ 0x55);
        expect(zip, n, MOST, "is ");
        zip[k] = (char)(zip[k] ^ 0x55);
    }
    free(zip);
}

/* 200 MB of zeros in 200 kB. */
static void a_bomb_is_refused_soon(void **state) {
    (void)state;
    size_t n;
    char *zip = gzip_of_zeros((size_t)200 << 20, &n);
    assert_true(n < 1 << 20);
    const clock_t begin = clock();
    expect(zip, n, (size_t)64 << 20, "larger than the 67108864 bytes allowed");
    assert_true(clock() - begin < 2 * CLOCKS_PER_SEC);
    free(zip);
}

static int unpack_once(void *state) {
    char *out = NULL;
    size_t n_out;
    const ot_status status = ot_gunzip(state, 200, MOST, &out, &n_out, NULL);
    if (!status) free(out);
    return (int)status;
}

static void memory_that_runs_out_is_told(void **state) {
    (void)state;
    size_t n;
    char *zip = gzip_of("text", 4, &n), room[200] = {0};
    memcpy(room, zip, n);
    free(zip);
    fail_each_allocation(unpack_once, room, OT_ERR_NOMEM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_comes_back),
        cmocka_unit_test(members_one_after_the_other_are_one_content),
        cmocka_unit_test(every_cut_and_every_changed_byte_is_told_or_harmless),
        cmocka_unit_test(a_bomb_is_refused_soon),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
