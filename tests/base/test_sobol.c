/* Tests of base/sobol.h against SciPy 1.10.1 (scipy.stats.qmc.Sobol(1024, scramble=False,
 * bits=30)), which visits the points in the order of Gray's code, and against what direction
 * numbers must be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/sobol.h"

static uint32_t hash_of(uint32_t hash, uint32_t x) { /* FNV-1a of its bytes, the lowest first */
    for (int i = 0; i < 4; i++)
        hash = (hash ^ (x >> 8 * i & 0xff)) * UINT32_C(16777619);
    return hash;
}

static uint32_t coordinate(const uint32_t v[OT_SOBOL_DIGITS], uint32_t j) {
    uint32_t x = 0;
    for (unsigned k = 0; k < OT_SOBOL_DIGITS; k++)
        if (j >> k & 1) x ^= v[k];
    return x;
}

/* Points 5, 100 and 1023 of its first hundred dimensions, times 1024. */
/* clang-format off */
static const uint32_t POINT[100][3] = {
    {896, 424, 1}, {896, 264, 771}, {128, 792, 627}, {384, 744, 149}, {896, 904, 191},
    {640, 760, 449}, {896, 24, 143}, {384, 488, 633}, {384, 648, 353}, {128, 712, 871},
    {384, 472, 695}, {896, 696, 37}, {896, 488, 133}, {128, 872, 681}, {896, 328, 371},
    {384, 504, 475}, {896, 696, 321}, {384, 760, 897}, {384, 856, 599}, {640, 344, 327},
    {640, 776, 887}, {640, 408, 19}, {896, 8, 813}, {384, 504, 201}, {384, 24, 245},
    {384, 8, 385}, {896, 968, 521}, {128, 680, 779}, {640, 248, 861}, {640, 744, 445},
    {896, 728, 951}, {640, 424, 629}, {384, 264, 463}, {384, 264, 895}, {128, 376, 341},
    {128, 680, 885}, {128, 1000, 965}, {384, 488, 1011}, {896, 920, 923}, {384, 136, 715},
    {384, 728, 647}, {128, 680, 997}, {640, 424, 951}, {384, 504, 111}, {384, 264, 509},
    {640, 616, 319}, {128, 280, 989}, {640, 728, 781}, {640, 744, 863}, {896, 680, 843},
    {640, 904, 265}, {384, 824, 177}, {640, 72, 675}, {896, 856, 417}, {128, 392, 929},
    {896, 792, 113}, {384, 88, 817}, {896, 280, 881}, {384, 424, 745}, {384, 168, 361},
    {640, 504, 105}, {896, 24, 201}, {384, 472, 809}, {640, 664, 41}, {896, 200, 101},
    {128, 552, 477}, {384, 808, 989}, {128, 616, 541}, {896, 184, 805}, {640, 776, 589},
    {128, 232, 509}, {640, 888, 101}, {384, 72, 517}, {384, 520, 661}, {896, 456, 349},
    {640, 824, 501}, {384, 488, 191}, {384, 920, 771}, {896, 424, 579}, {384, 616, 539},
    {640, 88, 15}, {896, 552, 83}, {128, 552, 23}, {896, 376, 863}, {128, 904, 127},
    {640, 296, 463}, {128, 120, 867}, {640, 344, 907}, {384, 216, 887}, {896, 1000, 563},
    {384, 648, 435}, {128, 584, 771}, {128, 664, 487}, {128, 664, 775}, {640, 392, 983},
    {640, 680, 23}, {128, 488, 535}, {128, 88, 943}, {896, 888, 995}, {384, 904, 543},
};
/* clang-format on */

static void the_first_dimensions_have_known_points(void **state) {
    (void)state;
    const uint32_t number[3] = {5, 100, 1023};
    for (size_t d = 0; d < 100; d++) {
        uint32_t v[OT_SOBOL_DIGITS];
        ot_sobol_directions(d, v);
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(coordinate(v, number[i] ^ number[i] >> 1) >> 22, POINT[d][i]);
    }
}

/* All of its 1024 x 30 direction numbers, and the first 1024 points of all dimensions. */
static void every_dimension_is_that_of_scipy(void **state) {
    (void)state;
    uint32_t(*v)[OT_SOBOL_DIGITS] = calloc(OT_SOBOL_DIMENSIONS, sizeof *v);
    assert_non_null(v);
    uint32_t directions = UINT32_C(2166136261), points = directions;
    for (size_t d = 0; d < OT_SOBOL_DIMENSIONS; d++) {
        ot_sobol_directions(d, v[d]);
        for (size_t k = 0; k < 30; k++)
            directions = hash_of(directions, v[d][k] >> 2);
    }
    assert_int_equal(directions, 0xcb5af35b);
    for (uint32_t i = 0; i < 1024; i++)
        for (size_t d = 0; d < OT_SOBOL_DIMENSIONS; d++)
            points = hash_of(points, coordinate(v[d], i ^ i >> 1) >> 2);
    assert_int_equal(points, 0xe1c5f0c5);
    free(v);
}

/* The order of x modulo a polynomial of degree s over two elements is 2^s - 1 at most, and that
 * only when the polynomial is primitive. */
static int is_primitive(unsigned degree, unsigned inner) {
    const uint32_t polynomial = UINT32_C(1) << degree | inner << 1 | 1, all = (1u << degree) - 1;
    uint32_t power = 1, order = 0;
    do {
        power <<= 1;
        if (power >> degree & 1) power ^= polynomial;
        order++;
    } while (power != 1 && order < all);
    return power == 1 && order == all;
}

static void polynomials_are_primitive_and_no_two_alike(void **state) {
    (void)state;
    for (size_t i = 0; i < OT_SOBOL_DIMENSIONS - 1; i++) {
        const ot_sobol_numbers *p = &ot_sobol_table[i];
        assert_in_range(p->degree, 1, 13);
        assert_true(is_primitive(p->degree, p->inner));
        if (i > 0)
            assert_true(p->degree > p[-1].degree ||
                        (p->degree == p[-1].degree && p->inner > p[-1].inner));
        for (unsigned k = 0; k < 13; k++) {
            assert_int_equal(p->initial[k] % 2, k < p->degree);
            assert_true(p->initial[k] < 2u << k);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_dimensions_have_known_points),
        cmocka_unit_test(every_dimension_is_that_of_scipy),
        cmocka_unit_test(polynomials_are_primitive_and_no_two_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
