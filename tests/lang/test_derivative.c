/* Derivatives against closed forms, and against the complex step Im f(x + ih) / h, which does not
 * cancel (Squire and Trapp, SIAM Review 40 (1998), 110-112). */
#include <complex.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "small_scope.h"

static const ot_symbol X = {OT_SYMBOL_SERIES, 0}, Y = {OT_SYMBOL_SERIES, 1},
                       A = {OT_SYMBOL_COEFFICIENT, 0};

static double slope(const char *text, const small_draw *draw, ot_symbol symbol, int lag) {
    char whole[256];
    ot_error err;
    ot_arena *arena = ot_arena_new();
    snprintf(whole, sizeof whole, "x = %s", text);
    const ot_equation *e = small_parse(whole, arena, NULL, &err);
    if (!e) fail_msg("%s: column %d: %s", whole, err.column, err.text[OT_LANGUAGE_EN]);
    const ot_point point = small_point(draw);
    const double result = ot_tree_derivative(e->right, &point, symbol, lag);
    ot_arena_free(arena);
    return result;
}

static void derivatives_have_their_closed_forms(void **state) {
    (void)state;
    /* x 2, y 3, z 5; a year earlier x 1, y 2, z 4; a 0.5 */
    static const struct {
        const char *text;
        double by_x, by_a;
    } row[] = {
        {"7", 0, 0},
        {"x", 1, 0},
        {"x(-1)", 0, 0},
        {"a + x", 1, 1},
        {"y - x", -1, 0},
        {"a * x", 0.5, 2},
        {"x * x", 4, 0},
        {"a / x", -0.125, 0.5},
        {"x / a", 2, -8},
        {"-x", -1, 0},
        {"x ^ 3", 12, 0},
        {"2 ^ x", 2.772588722239781, 0}, /* 4 log 2 */
        {"x ^ 2", 4, 0},
        {"log(x)", 0.5, 0},
        {"exp(2 * a)", 0, 5.43656365691809}, /* 2 e */
        {"sqrt(2 * x)", 0.5, 0},
        {"abs(-x)", 1, 0},
        {"min(x, y) + max(x * x, y)", 5, 0},
        {"if(x > 1, a * x, x ^ 5)", 0.5, 2},
        {"x > 1", 0, 0},
        {"not x", 0, 0},
        {"x and y", 0, 0},
        {"d(a * x)", 0.5, 1},
        {"dlog(x)", 0.5, 0},
        {"pch(x)", 1, 0},      /* 1 / x(-1) */
        {"logit(x, 4)", 1, 0}, /* 4 / (2 (4 - 2)) */
        {"invlogit(0 * x)", 0, 0},
        {"invlogit(a - 0.5, 8)", 0, 2}, /* 8 / 4 */
        {"movav(a * x, 2)", 0.25, 1.5},
    };
    small_draw draw;
    small_numbers(&draw);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const double by_x = slope(row[i].text, &draw, X, 0), by_a = slope(row[i].text, &draw, A, 0);
        if (!is_close(by_x, row[i].by_x, 1e-15, 0) || !is_close(by_a, row[i].by_a, 1e-15, 0))
            fail_msg("%s: %.17g, %.17g", row[i].text, by_x, by_a);
    }
}

static void a_lag_is_a_variable_of_its_own(void **state) {
    (void)state;
    small_draw draw;
    small_numbers(&draw);
    assert_true(slope("x * x(-1)", &draw, X, 0) == 1);
    assert_true(slope("x * x(-1)", &draw, X, 1) == 2);
    assert_true(slope("pch(x)", &draw, X, 1) == -2);
    assert_true(slope("dlog(x)", &draw, X, 1) == -1);
    assert_true(slope("time * x", &draw, X, 0) == 2023);
    assert_true(slope("time * x", &draw, Y, 0) == 0);
}

static void an_infinite_local_derivative_does_not_spoil_what_is_flat(void **state) {
    (void)state;
    small_draw draw;
    small_numbers(&draw);
    draw.series[1][0] = 0; /* y */
    assert_true(slope("(y / x) ^ 0.3 + a * x", &draw, X, 0) == 0.5);
    assert_true(slope("(y / x) ^ 0.3", &draw, Y, 0) == (double)INFINITY);
    assert_true(slope("sqrt(y) + x", &draw, X, 0) == 1);
    assert_true(slope("log(y) * 0 + x * 3", &draw, X, 0) == 3);
    assert_true(slope("a * x + log(y)", &draw, A, 0) == 2);
    assert_true(slope("y ^ x", &draw, X, 0) == 0);
    assert_true(slope("y ^ 0", &draw, Y, 0) == 0);
    assert_true(slope("y ^ 1", &draw, Y, 0) == 1);
    assert_true(slope("x ^ y", &draw, X, 0) == 0);
    assert_true(slope("abs(y)", &draw, Y, 0) == 0);
    assert_true(slope("1 / y + x", &draw, X, 0) == 1);
}

static void outside_of_its_domain_a_function_has_no_slope(void **state) {
    (void)state;
    small_draw draw;
    small_numbers(&draw);
    assert_true(isnan(slope("log(x - 5)", &draw, X, 0)));
    assert_true(isnan(slope("sqrt(x - 5)", &draw, X, 0)));
    assert_true(slope("log(x - 5)", &draw, Y, 0) == 0);
}

/* The same operations on complex numbers; conditions and order look at the real part. */
static double complex complex_value(const ot_tree *t, const ot_point *point, ot_symbol by) {
    double complex x[3] = {0};
    for (int i = 0; i < t->n_children; i++)
        x[i] = complex_value(t->child[i], point, by);
    switch (t->op) {
    case OT_OP_NUMBER:
        return t->number;
    case OT_OP_SYMBOL: {
        const int is_it = t->symbol.kind == by.kind && t->symbol.index == by.index && !t->lag;
        return point->get(point->state, t->symbol, t->lag) + (is_it ? 1e-100 * I : 0);
    }
    case OT_OP_ADD:
        return x[0] + x[1];
    case OT_OP_SUB:
        return x[0] - x[1];
    case OT_OP_MUL:
        return x[0] * x[1];
    case OT_OP_DIV:
        return x[0] / x[1];
    case OT_OP_POW:
        return cpow(x[0], x[1]);
    case OT_OP_NEG:
        return -x[0];
    case OT_OP_LOG:
        return clog(x[0]);
    case OT_OP_EXP:
        return cexp(x[0]);
    case OT_OP_SQRT:
        return csqrt(x[0]);
    case OT_OP_ABS:
        return creal(x[0]) < 0 ? -x[0] : x[0];
    case OT_OP_SIN:
        return csin(x[0]);
    case OT_OP_COS:
        return ccos(x[0]);
    case OT_OP_ATAN:
        return catan(x[0]);
    case OT_OP_MIN:
        return creal(x[0]) < creal(x[1]) ? x[0] : x[1];
    case OT_OP_MAX:
        return creal(x[0]) > creal(x[1]) ? x[0] : x[1];
    case OT_OP_GT:
        return creal(x[0]) > creal(x[1]);
    case OT_OP_IF:
        return creal(x[0]) != 0 ? x[1] : x[2];
    default:
        fail_msg("operation %d is not expected", (int)t->op);
        return 0;
    }
}

static void derivatives_agree_with_the_complex_step(void **state) {
    (void)state;
    static const char *const text[] = {
        "x ^ y * log(z + x) / sqrt(y)",
        "exp(-x / y) + invlogit(x - 1, z) * logit(x, 9)",
        "(a + x) ^ 2.5 - dlog(x * y) * pch(grp + x)",
        "sin(x * y) + cos(y / z) * atan(x - z)",
        "logistic(x, z, y / 9, 2) + gompertz(y, x, z / 9, 3)",
        "min(x * y, z) / max(x, y(-1)) + abs(x - z)",
        "if(x > y, x ^ 3, log(x) * y) + movav(x * z, 3)",
        "log(exp(x) + exp(y / x)) ^ (x / 7) * time / 1000",
        "(x / (x + y)) ^ (1 / 3) * exp(a * x) / (1 + exp(x))",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        for (int k = 1; k <= 40; k++) {
            char whole[256];
            small_draw draw;
            ot_error err;
            ot_arena *arena = ot_arena_new();
            small_numbers(&draw);
            draw.series[0][0] = 0.2 * k + 0.01; /* some below, some above y */
            draw.series[0][1] = 0.9;
            snprintf(whole, sizeof whole, "x = %s", text[i]);
            const ot_equation *e = small_parse(whole, arena, NULL, &err);
            assert_non_null(e);
            const ot_point point = small_point(&draw);
            const double want = cimag(complex_value(e->right, &point, X)) / 1e-100;
            assert_close(ot_tree_derivative(e->right, &point, X, 0), want, 1e-12, 1e-14);
            ot_arena_free(arena);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(derivatives_have_their_closed_forms),
        cmocka_unit_test(a_lag_is_a_variable_of_its_own),
        cmocka_unit_test(an_infinite_local_derivative_does_not_spoil_what_is_flat),
        cmocka_unit_test(outside_of_its_domain_a_function_has_no_slope),
        cmocka_unit_test(derivatives_agree_with_the_complex_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
