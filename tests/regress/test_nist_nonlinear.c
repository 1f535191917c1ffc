/* Nonlinear least squares against NIST's Statistical Reference Datasets
 * (https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml, public domain): every set that
 * nist/nonlinear_stats.csv of the reference folder lists, from both of its starts, with its model
 * read by the language of equations. None may be left out. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lang/tree.h"
#include "outturn/init.h"
#include "reference.h"
#include "regress/nonlinear.h"
#include "regress/regression_core.h"

enum {
    MOST_ROWS = 1000,
    MOST_COLUMNS = 8,
    MOST_COEFFICIENTS = 16,
    FIRST_DATA_LINE = 61,
    LONGEST = 1024,
    N_STARTS = 2
};

/* Every figure has to agree with what is certified, 11 digits, in so many. */
static const double WANTED = 9.0;

/* What sums make of the rounding of a left side. */
static const double LOST = 0.5;

struct set {
    char name[64], left[LONGEST], right[LONGEST];
    size_t n, k;
    double df, rss, sd;
    double estimate[MOST_COEFFICIENTS], se[MOST_COEFFICIENTS];
    double start[N_STARTS][MOST_COEFFICIENTS];
    char column[MOST_COLUMNS][16]; /* names: y, x or x1, x2 ... */
    size_t n_columns;
    double data[MOST_ROWS][MOST_COLUMNS], y[MOST_ROWS]; /* y: left side */
    const ot_equation *equation;
    const double *b; /* coefficients and row of the point in hand */
    size_t row;
};

/* dataset,difficulty,n,k,df,rss,resid_sd,lhs,rhs; 0 when it is no such line. */
static int read_stats(char *line, struct set *s) {
    *s = (struct set){0};
    line[strcspn(line, "\r\n")] = '\0';
    return sscanf(line, "%63[^,],%*[^,],%zu,%zu,%lf,%lf,%lf,%1023[^,],%1023[^\n]", s->name, &s->n,
                  &s->k, &s->df, &s->rss, &s->sd, s->left, s->right) == 8;
}

static void read_certified(struct set *s) {
    char path[REFERENCE_PATH], line[LONGEST], name[64];
    double first, second, estimate, se;
    size_t j = 0;
    reference_path("nist/nonlinear_certified.csv", path);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%63[^,],%*[^,],%lf,%lf,%lf,%lf", name, &first, &second, &estimate, &se) !=
                5 ||
            strcmp(name, s->name) != 0)
            continue;
        assert_true(j < MOST_COEFFICIENTS);
        s->start[0][j] = first;
        s->start[1][j] = second;
        s->estimate[j] = estimate;
        s->se[j++] = se;
    }
    fclose(f);
    assert_int_equal(j, s->k);
}

/* "Data:   y  x1  x2" stands on the line before the numbers. */
static void read_names(char *line, struct set *s) {
    char *at = strstr(line, "Data:");
    if (!at) return;
    s->n_columns = 0;
    for (char *word = strtok(at + 5, " \t\r\n"); word; word = strtok(NULL, " \t\r\n")) {
        assert_true(s->n_columns < MOST_COLUMNS);
        snprintf(s->column[s->n_columns++], sizeof *s->column, "%.15s", word);
    }
}

static void read_data(const char *path, struct set *s) {
    char line[LONGEST];
    size_t n = 0;
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("%s is not there", path);
    for (int i = 1; fgets(line, sizeof line, f); i++) {
        char *at = line;
        if (i < FIRST_DATA_LINE) read_names(line, s);
        if (i < FIRST_DATA_LINE || strspn(line, " \t\r\n") == strlen(line)) continue;
        assert_true(n < MOST_ROWS);
        for (size_t c = 0; c < s->n_columns; c++) {
            char *from = at;
            s->data[n][c] = strtod(from, &at);
            assert_true(at > from);
        }
        n++;
    }
    fclose(f);
    assert_int_equal(n, s->n);
}

/* b1, b2 ... are coefficients, the columns series. */
static int find(const void *state, const char *name, size_t n, ot_symbol *out) {
    const struct set *s = state;
    char word[16];
    if (n >= sizeof word) return 0;
    memcpy(word, name, n);
    word[n] = '\0';
    for (size_t j = 0; j < s->k; j++) {
        char b[32];
        snprintf(b, sizeof b, "b%zu", j + 1);
        *out = (ot_symbol){OT_SYMBOL_COEFFICIENT, (int)j};
        if (strcmp(b, word) == 0) return 1;
    }
    for (size_t c = 0; c < s->n_columns; c++) {
        *out = (ot_symbol){OT_SYMBOL_SERIES, (int)c};
        if (strcmp(s->column[c], word) == 0) return 1;
    }
    return 0;
}

static double get(const void *state, ot_symbol symbol, int lag) {
    const struct set *s = state;
    (void)lag;
    return symbol.kind == OT_SYMBOL_COEFFICIENT ? s->b[symbol.index]
                                                : s->data[s->row][symbol.index];
}

/* NIST writes arctan for what the language calls atan. */
static void rename_arctangent(char *text) {
    static const char THEIRS[] = "arctan", OURS[] = "atan";
    for (char *at = strstr(text, THEIRS); at; at = strstr(at, THEIRS)) {
        memcpy(at, OURS, sizeof OURS - 1);
        at += sizeof OURS - 1;
        memmove(at, at + sizeof THEIRS - sizeof OURS, strlen(at + sizeof THEIRS - sizeof OURS) + 1);
    }
}

/* Read its equation, and the left side of each row. */
static void read_equation(struct set *s, ot_arena *arena) {
    char text[2 * LONGEST + 4];
    const ot_scope scope = {.find = find, .state = s};
    const ot_text_piece piece = {0, {"model.cfg", 1, 1}};
    ot_error err = {0};
    snprintf(text, sizeof text, "%s = %s", s->left, s->right);
    rename_arctangent(text);
    const ot_text t = {text, strlen(text), &piece, 1};
    if (ot_equation_parse(&t, &scope, arena, NULL, &s->equation, &err) != OT_OK)
        fail_msg("%s: %s", s->name, err.text[OT_LANGUAGE_EN]);
    for (size_t i = 0; i < s->n; i++)
        s->y[i] = ot_transform_forward(s->equation->transform, s->equation->ceiling,
                                       s->data[i][s->equation->target], (double)NAN);
}

static int at(void *state, const double *b, double *value, double *slope) {
    struct set *s = state;
    const ot_point point = {get, s};
    s->b = b;
    for (s->row = 0; s->row < s->n; s->row++) {
        value[s->row] = ot_tree_value(s->equation->right, &point);
        if (!isfinite(value[s->row])) return 0;
        for (size_t j = 0; j < s->k && slope; j++) {
            const ot_symbol symbol = {OT_SYMBOL_COEFFICIENT, (int)j};
            slope[s->row * s->k + j] = ot_tree_derivative(s->equation->right, &point, symbol, 0);
            if (!isfinite(slope[s->row * s->k + j])) return 0;
        }
    }
    return 1;
}

/* Digits that agree: NIST's log relative error, at most the 11 that are certified. */
static double digits(double value, double certified) {
    const double error = fabs(value - certified) / fabs(certified);
    return error > 1e-11 ? -log10(error) : 11.0;
}

static double least(double a, double b) { return a < b ? a : b; }

/* The fewest digits: of coefficients, and of standard errors, residual sum and deviation. */
static void compare(const struct set *s, const ot_nonlinear *found, double *first, double *second) {
    const ot_least_squares_input in = {.x = found->slope, .y = s->y, .n = s->n, .k = s->k};
    const double sd = sqrt(found->rss / s->df);
    ot_regression r;
    ot_error err;
    assert_int_equal(ot_regression_make(&in, &found->solved, s->df, sd, &r, &err), OT_OK);
    *first = 11.0;
    *second = least(digits(r.rss, s->rss), digits(r.sigma_scale, s->sd));
    for (size_t j = 0; j < s->k; j++) {
        *first = least(*first, digits(r.coefficient[j], s->estimate[j]));
        *second = least(*second, digits(sqrt(r.covariance[j * s->k + j]), s->se[j]));
    }
    ot_regression_clear(&r);
}

/* As many digits of the residuals as the rounding of the left side leaves, where the fit is so
 * close that these are fewer. */
static double wanted_of_residuals(const struct set *s) {
    double square = 0.0;
    for (size_t i = 0; i < s->n; i++)
        square += s->y[i] * s->y[i];
    return least(WANTED, log10(sqrt(s->rss / square) / DBL_EPSILON) - LOST);
}

static int check_start(struct set *s, size_t which) {
    const ot_nonlinear_input in = {.curve = {.n = s->n, .k = s->k, .at = at, .state = s},
                                   .y = s->y,
                                   .start = s->start[which],
                                   .n_starts = 1};
    ot_nonlinear found;
    ot_error err;
    double first, second;
    if (ot_nonlinear_solve(&in, &found, NULL, &err) != OT_OK) {
        print_error("    %-9s start %zu: %s\n", s->name, which + 1, err.text[OT_LANGUAGE_EN]);
        return 0;
    }
    compare(s, &found, &first, &second);
    print_message("    %-9s start %zu: %4.1f digits of coefficients, %4.1f of standard errors; "
                  "%s, %zu steps\n",
                  s->name, which + 1, first, second, found.method, found.n_iterations);
    ot_nonlinear_clear(&found);
    return first >= WANTED && (second >= wanted_of_residuals(s));
}

/* Its data have to be in the folder: only a folder that is missing may skip the test. */
static int check_set(struct set *s, const char *folder) {
    char data[REFERENCE_PATH + 80];
    int is_right = 1;
    snprintf(data, sizeof data, "%s/%s.dat", folder, s->name);
    read_certified(s);
    read_data(data, s);
    ot_arena *arena = ot_arena_new();
    assert_non_null(arena);
    read_equation(s, arena);
    for (size_t which = 0; which < N_STARTS; which++)
        is_right &= check_start(s, which);
    ot_arena_free(arena);
    return is_right;
}

/* Each line behind the header is a set, so that one that cannot be read is seen. */
static void every_set_agrees_from_both_starts(void **state) {
    (void)state;
    static struct set s;
    char path[REFERENCE_PATH], line[2 * LONGEST];
    size_t n_lines = 0, n_right = 0;
    reference_path("nist/nonlinear_stats.csv", path);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    *strrchr(path, '/') = '\0';
    while (fgets(line, sizeof line, f)) {
        if (line[strspn(line, " \t\r\n")] == '\0') continue;
        n_lines++;
        if (!read_stats(line, &s)) fail_msg("no set: %s", line);
        n_right += (size_t)check_set(&s, path);
    }
    fclose(f);
    assert_true(n_lines > 0);
    assert_int_equal(n_right, n_lines);
}

static void arctan_is_read_as_atan(void **state) {
    (void)state;
    char text[] = "y = b1 - arctan(b2/(x-b3))/3 + arctan(x)";
    rename_arctangent(text);
    assert_string_equal(text, "y = b1 - atan(b2/(x-b3))/3 + atan(x)");
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {cmocka_unit_test(arctan_is_read_as_atan),
                                       cmocka_unit_test(every_set_agrees_from_both_starts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
