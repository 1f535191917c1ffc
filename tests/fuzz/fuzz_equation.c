/* The equation language. Every refusal must have a sentence in both languages and a place; what is
 * accepted must give the same bits by its tree and by its program, for every draw of a block. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { N_SERIES = 5, N_COEFFICIENTS = 3, N_SLOTS = 41, N_DRAWS = 5, DISTURBANCE = N_SERIES };
enum { YEAR = 2023, LONGEST = 4096 };

static const char *const NAME[] = {"x", "y", "grp", "产量", "time", "a", "b", "c"};
enum { N_NAMES = sizeof NAME / sizeof *NAME };

/* r over s is r_u and r_v, which are x and y; w over s, t is x, y, grp and 产量. */
static const char *const INDEXED_NAME[] = {"r_u", "r_v", "w_u_p", "w_u_q", "w_v_p", "w_v_q"};
static const int INDEXED_ROW[] = {0, 1, 0, 1, 2, 3};
enum { N_INDEXED_NAMES = sizeof INDEXED_ROW / sizeof *INDEXED_ROW };

static int find(const void *state, const char *name, size_t n, ot_symbol *out) {
    (void)state;
    for (int i = 0; i < N_NAMES; i++)
        if (strlen(NAME[i]) == n && memcmp(NAME[i], name, n) == 0) {
            *out = i < N_SERIES ? (ot_symbol){OT_SYMBOL_SERIES, i}
                                : (ot_symbol){OT_SYMBOL_COEFFICIENT, i - N_SERIES};
            return 1;
        }
    for (int i = 0; i < N_INDEXED_NAMES; i++)
        if (strlen(INDEXED_NAME[i]) == n && memcmp(INDEXED_NAME[i], name, n) == 0) {
            *out = (ot_symbol){OT_SYMBOL_SERIES, INDEXED_ROW[i]};
            return 1;
        }
    return 0;
}

static const ot_text_piece PIECE = {0, {"model.cfg", 7, 10}};
static const ot_member_spec MEMBER[] = {
    {.id = "u"}, {.id = "v", .alias = "县"}, {.id = "p"}, {.id = "q"}};
static const ot_set_spec SET[] = {{.id = "s", .member = MEMBER, .n_members = 2},
                                  {.id = "t", .member = MEMBER + 2, .n_members = 2}};
static const ot_indexed_spec INDEXED[] = {
    {.id = "r", .set = {&SET[0]}, .n_sets = 1},
    {.id = "w", .set = {&SET[0], &SET[1]}, .n_sets = 2},
};
static const ot_constant_spec CONSTANT[] = {{.id = "k", .alias = "率", .value = 0.3},
                                            {.id = "n", .value = 3.0}};
static const ot_binding BINDING = {&SET[0], &MEMBER[0]};
static const char *const FUNCTION[] = {"f(v) = v / v(-1) - k", "g(v, m) = f(v) + movav(f(v), m)",
                                       "h(v) = v when v > r[u], sum(s, r[s] * v) otherwise"};
enum { N_FUNCTIONS = sizeof FUNCTION / sizeof *FUNCTION };

/* The functions f, g, h and one whose text is `extra`, as far as that is a function. */
static void define(ot_vocabulary *words, ot_function_spec *function, const ot_text *extra,
                   ot_arena *arena, ot_error *err) {
    static const char *const id[] = {"f", "g", "h"};
    *words = (ot_vocabulary){CONSTANT, function, SET, INDEXED, 2, N_FUNCTIONS, 2, 2};
    for (size_t i = 0; i < N_FUNCTIONS; i++) {
        function[i] =
            (ot_function_spec){.id = id[i], .text = {FUNCTION[i], strlen(FUNCTION[i]), &PIECE, 1}};
        const ot_status status = ot_function_read(&function[i], arena, NULL);
        if (status != OT_OK && status != OT_ERR_NOMEM) abort();
    }
    function[N_FUNCTIONS] = (ot_function_spec){.id = "e", .text = *extra};
    if (ot_function_read(&function[N_FUNCTIONS], arena, err) == OT_OK) words->n_functions++;
}

static void check_fault(const ot_error *err) {
    if (err->status != OT_ERR_INPUT) return;
    if (!err->text[0][0] || !err->text[1][0] || err->line != 7 || err->column < 10) abort();
}

/* All that a block reads: [row][slot][draw] and [coefficient][draw]. */
static double series[(N_SERIES + 1) * N_SLOTS * N_DRAWS], coefficient[N_COEFFICIENTS * N_DRAWS];

static void fill(const uint8_t *data, size_t size) {
    static const double value[] = {0.0,    -0.0, 1.0,   -1.0, 2.0,  0.5,   -3.7,  1e308,
                                   1e-310, 17.0, 0.025, 1e-5, -1e9, 123.4, 1e300, 0.999};
    size_t at = 0;
    for (size_t i = 0; i < sizeof series / sizeof *series; i++)
        series[i] = value[(data[at++ % size] + i) % 16];
    for (size_t i = 0; i < sizeof coefficient / sizeof *coefficient; i++)
        coefficient[i] = value[(data[at++ % size] + i) % 16];
    series[3] = (double)NAN;
    series[N_SLOTS * N_DRAWS - 2] = (double)INFINITY;
}

static double series_at(size_t row, int lag, size_t draw) {
    return series[(row * N_SLOTS + N_SLOTS - 1 - (size_t)lag) * N_DRAWS + draw];
}

static double get(const void *state, ot_symbol symbol, int lag) {
    const size_t draw = *(const size_t *)state;
    if (symbol.kind == OT_SYMBOL_YEAR) return YEAR - lag;
    if (symbol.kind == OT_SYMBOL_SERIES) return series_at((size_t)symbol.index, lag, draw);
    return coefficient[(size_t)symbol.index * N_DRAWS + draw];
}

static void check_program(const ot_equation *e) {
    const int disturbance = DISTURBANCE;
    ot_program p = {0};
    double want[N_DRAWS];
    const ot_stage_source stage = {&e, &disturbance, 1, 0, OT_SOLVER_DEFAULT};
    if (ot_program_init(&stage, 1, &p, NULL) != OT_OK) return;
    for (size_t i = 0; i < N_DRAWS; i++) {
        const ot_point point = {get, &i};
        const double r = ot_tree_value(e->right, &point) + series_at(DISTURBANCE, 0, i);
        want[i] =
            ot_transform_inverse(e->transform, e->ceiling, r, series_at((size_t)e->target, 1, i));
    }
    double *scratch = calloc(p.n_registers * N_DRAWS + 1, sizeof *scratch);
    const ot_frame frame = {series,  coefficient, scratch, N_SLOTS, N_DRAWS,
                            N_DRAWS, N_SLOTS - 1, YEAR,    NULL};
    if (scratch) ot_step_run(&p.step[0], p.instruction, p.constant, &frame);
    for (size_t i = 0; i < N_DRAWS && scratch; i++) {
        const double got = series_at((size_t)e->target, 0, i);
        if (memcmp(&got, &want[i], sizeof got) != 0 && !(isnan(got) && isnan(want[i]))) abort();
    }
    free(scratch);
    ot_program_clear(&p);
}

static void check_tree(const ot_equation *e) {
    const size_t draw = 1;
    const ot_point point = {get, &draw};
    const ot_tree *offender = NULL;
    if (!ot_tree_is_linear(e->right, &offender) && !offender) abort();
    (void)ot_tree_derivative(e->right, &point, (ot_symbol){OT_SYMBOL_SERIES, 0}, 0);
    if (e->max_lag < 0 || e->max_lag >= N_SLOTS) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0 || size > LONGEST) return 0;
    ot_arena *arena = ot_arena_new();
    ot_error err = {.line = 0};
    ot_vocabulary words;
    ot_function_spec function[N_FUNCTIONS + 1];
    const ot_equation *e = NULL;
    char *s = arena ? ot_arena_text(arena, (const char *)data, size) : NULL;
    const ot_text text = {s, size, &PIECE, 1};
    if (s) define(&words, function, &text, arena, &err);
    check_fault(&err);
    const ot_scope scope = {find, NULL, NAME, N_NAMES, &words, &BINDING, 1};
    if (s && words.n_functions > N_FUNCTIONS &&
        ot_function_check(&function[N_FUNCTIONS], &scope, arena, NULL, &err) != OT_OK)
        check_fault(&err);
    err.status = OT_OK;
    if (s && ot_equation_parse(&text, &scope, arena, NULL, &e, &err) == OT_OK) {
        fill(data, size);
        check_tree(e);
        check_program(e);
    } else {
        check_fault(&err);
    }
    ot_arena_free(arena);
    return 0;
}
