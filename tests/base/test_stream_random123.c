/* base/stream.h bit for bit against the authors' own Philox, where Debian's librandom123-dev (or
 * another Random123) is installed; else skipped, which is exit status 77. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/stream.h"

#if defined(__has_include)
#if __has_include(<Random123/philox.h>)
#define HAS_RANDOM123
#include <Random123/philox.h>
#endif
#endif

#ifdef HAS_RANDOM123
static void philox_is_that_of_random123(void **state) {
    (void)state;
    uint64_t bits = 1;
    for (int times = 0; times < 100000; times++) {
        uint32_t word[6], out[4];
        for (int i = 0; i < 6;
             i++) { /* any words will do; every eighth is at an end of the range */
            bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            const uint32_t end = bits >> 63 ? UINT32_MAX : 0;
            word[i] = bits >> 60 & 7 ? (uint32_t)(bits >> 24) : end;
        }
        const philox4x32_ctr_t counter = {{word[0], word[1], word[2], word[3]}};
        const philox4x32_key_t key = {{word[4], word[5]}};
        const philox4x32_ctr_t expected = philox4x32_R(10, counter, key);
        ot_philox4x32(word, word + 4, out);
        assert_memory_equal(out, expected.v, sizeof out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(philox_is_that_of_random123)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
#else
int main(void) {
    puts("skipped: Random123 (librandom123-dev) is not installed");
    return 77;
}
#endif
