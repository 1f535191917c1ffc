#include "small_scope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "failing_alloc.h"

enum { FIRST_COLUMN = 10 }; /* of the equation in its file */

static const struct {
    const char *name;
    ot_symbol symbol;
} NAME[] = {{"x", {OT_SYMBOL_SERIES, 0}},
            {"y", {OT_SYMBOL_SERIES, 1}},
            {"z", {OT_SYMBOL_SERIES, 2}},
            {"grp", {OT_SYMBOL_SERIES, 3}},
            {"地区生产总值", {OT_SYMBOL_SERIES, 3}},
            {"产量", {OT_SYMBOL_SERIES, 4}},
            {"a", {OT_SYMBOL_COEFFICIENT, 0}},
            {"b", {OT_SYMBOL_COEFFICIENT, 1}},
            {"c", {OT_SYMBOL_COEFFICIENT, 2}},
            {"area_akto", {OT_SYMBOL_SERIES, 0}},
            {"area_wuqia", {OT_SYMBOL_SERIES, 1}},
            {"amount_akto_wheat", {OT_SYMBOL_SERIES, 0}},
            {"amount_akto_maize", {OT_SYMBOL_SERIES, 1}},
            {"amount_wuqia_wheat", {OT_SYMBOL_SERIES, 2}},
            {"amount_wuqia_maize", {OT_SYMBOL_SERIES, 3}},
            {"总量_wuqia_maize", {OT_SYMBOL_SERIES, 3}}};

static const char *const LISTED[] = {"x", "y", "z", "grp", "地区生产总值", "产量", "a", "b", "c"};

static int find(const void *state, const char *name, size_t n, ot_symbol *out) {
    (void)state;
    for (size_t i = 0; i < sizeof NAME / sizeof *NAME; i++)
        if (strlen(NAME[i].name) == n && memcmp(NAME[i].name, name, n) == 0) {
            *out = NAME[i].symbol;
            return 1;
        }
    return 0;
}

const ot_scope SMALL_SCOPE = {
    .find = find, .names = LISTED, .n_names = sizeof LISTED / sizeof *LISTED};

static const ot_member_spec COUNTY[] = {{.id = "akto"}, {.id = "wuqia", .alias = "乌恰"}},
                            CROP[] = {{.id = "wheat"}, {.id = "maize"}};
static const ot_set_spec SET[] = {{.id = "county", .alias = "县", .member = COUNTY, .n_members = 2},
                                  {.id = "crop", .member = CROP, .n_members = 2}};
static const ot_indexed_spec INDEXED[] = {
    {.id = "area", .set = {&SET[0]}, .n_sets = 1},
    {.id = "amount", .alias = "总量", .set = {&SET[0], &SET[1]}, .n_sets = 2}};
static const ot_constant_spec CONSTANT[] = {
    {.id = "beta", .alias = "比率", .value = 0.3},
    {.id = "rate", .value = 5.0, .unit = {"percent", 7, NULL, 0}}};
static const ot_binding AKTO = {&SET[0], &COUNTY[0]};

const ot_scope *small_vocabulary(ot_arena *arena) {
    static const struct {
        const char *id, *text;
    } row[] = {{"share", "share(a, b) = 100 * a / b"},
               {"growth", "growth(部分) = 部分 / 部分(-1) - 1"},
               {"twice", "twice(a) = share(a, 100) + share(a, beta / beta * 100)"},
               {"total", "total(k) = k * sum(county, area[county])"},
               {"piece", "piece(v, least) = v when v > least, least otherwise"}};
    enum { N = sizeof row / sizeof *row };
    ot_function_spec *f = ot_arena_alloc(arena, N, sizeof *f);
    ot_vocabulary *words = ot_arena_alloc(arena, 1, sizeof *words);
    ot_scope *scope = ot_arena_alloc(arena, 1, sizeof *scope);
    if (!f || !words || !scope) return NULL;
    *words = (ot_vocabulary){CONSTANT, f, SET, INDEXED, 2, N, 2, 2};
    *scope = SMALL_SCOPE;
    scope->vocabulary = words;
    scope->binding = &AKTO;
    scope->n_bindings = 1;
    for (size_t i = 0; i < N; i++) {
        f[i] = (ot_function_spec){.id = row[i].id,
                                  .text = {row[i].text, strlen(row[i].text), NULL, 0}};
        if (ot_function_read(&f[i], arena, NULL) != OT_OK) return NULL;
    }
    return scope;
}

const ot_equation *small_parse(const char *text, ot_arena *arena, ot_notes *notes, ot_error *err) {
    return small_parse_in(&SMALL_SCOPE, text, arena, notes, err);
}

const ot_equation *small_parse_in(const ot_scope *scope, const char *text, ot_arena *arena,
                                  ot_notes *notes, ot_error *err) {
    const size_t n = strlen(text);
    char *copy = ot_arena_text(arena, text, n);
    ot_text_piece *piece = ot_arena_alloc(arena, 1, sizeof *piece);
    const ot_equation *out = NULL;
    if (!copy || !piece) {
        err->status = OT_ERR_NOMEM;
        return NULL;
    }
    *piece = (ot_text_piece){0, {"model.cfg", 7, FIRST_COLUMN}};
    const ot_text t = {copy, n, piece, 1};
    const ot_status status = ot_equation_parse(&t, scope, arena, notes, &out, err);
    assert_int_equal(status == OT_OK, out != NULL);
    if (!status) return out;
    assert_int_equal(err->status, status);
    assert_true(err->text[OT_LANGUAGE_EN][0] && err->text[OT_LANGUAGE_ZH][0]);
    return NULL;
}

static double get(const void *state, ot_symbol symbol, int lag) {
    const small_draw *draw = state;
    switch (symbol.kind) {
    case OT_SYMBOL_SERIES:
        return draw->series[symbol.index][lag];
    case OT_SYMBOL_COEFFICIENT:
        return draw->coefficient[symbol.index];
    default:
        return (double)(SMALL_YEAR - lag);
    }
}

ot_point small_point(const small_draw *draw) { return (ot_point){get, draw}; }

void small_numbers(small_draw *draw) {
    static const double now[] = {2, 3, 5, 7, 11}, coefficient[] = {0.5, -2, 10};
    for (size_t row = 0; row < SMALL_SERIES; row++)
        for (size_t lag = 0; lag < SMALL_SLOTS; lag++)
            draw->series[row][lag] = now[row] - (double)lag;
    memcpy(draw->coefficient, coefficient, sizeof coefficient);
}

double small_value(const char *text, const small_draw *draw) {
    return small_value_in(&SMALL_SCOPE, text, draw);
}

double small_value_in(const ot_scope *scope, const char *text, const small_draw *draw) {
    char whole[1024] = "x = ";
    ot_error err;
    ot_arena *arena = ot_arena_new();
    assert_non_null(arena);
    assert_true(strlen(text) + 5 <= sizeof whole);
    strcat(whole, text);
    const ot_equation *e = small_parse_in(scope, whole, arena, NULL, &err);
    if (!e) fail_msg("%s: column %d: %s", whole, err.column, err.text[OT_LANGUAGE_EN]);
    const ot_point point = small_point(draw);
    const double value = ot_tree_value(e->right, &point);
    ot_arena_free(arena);
    return value;
}

void small_check_values(const small_worth *row, size_t n) {
    small_draw draw;
    small_numbers(&draw);
    ot_arena *arena = ot_arena_new();
    const ot_scope *scope = small_vocabulary(arena);
    for (size_t i = 0; i < n; i++) {
        const double value = small_value_in(scope, row[i].text, &draw);
        if (value != row[i].value)
            fail_msg("%s = %.17g, not %.17g", row[i].text, value, row[i].value);
    }
    ot_arena_free(arena);
}

void small_check_faults(const small_fault *row, size_t n) {
    ot_arena *arena = ot_arena_new();
    const ot_scope *scope = small_vocabulary(arena);
    for (size_t i = 0; i < n; i++) {
        ot_error err;
        if (small_parse_in(scope, row[i].text, arena, NULL, &err)) fail_msg("%s", row[i].text);
        const int column = err.column - FIRST_COLUMN + 1;
        const char *sentence = err.text[OT_LANGUAGE_EN];
        if (column != row[i].column || strcmp(sentence, row[i].sentence) != 0)
            fail_msg("\"%s\": %d, not %d: %s", row[i].text, column, row[i].column, sentence);
    }
    ot_arena_free(arena);
}

static int attempt(void *text) {
    ot_arena *arena = ot_arena_new();
    ot_error err = {.status = OT_ERR_NOMEM};
    if (!arena) return OT_ERR_NOMEM;
    const ot_scope *scope = small_vocabulary(arena);
    const ot_equation *e = scope ? small_parse_in(scope, text, arena, NULL, &err) : NULL;
    ot_arena_free(arena);
    return e ? OT_OK : (int)err.status;
}

void small_check_memory(const char *text, int least) {
    char copy[256];
    assert_true(strlen(text) < sizeof copy);
    assert_true(fail_each_allocation(attempt, strcpy(copy, text), OT_ERR_NOMEM) >= least);
}
