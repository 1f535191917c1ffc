#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/parser.h"

static const ot_tree *make_d(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node_binary(p, OT_OP_SUB, at, x[0], ot_node_copy(p, x[0], 1));
}

/* x / x(-1) */
static const ot_tree *factor(ot_parser *p, size_t at, const ot_tree *x) {
    return ot_node_binary(p, OT_OP_DIV, at, x, ot_node_copy(p, x, 1));
}

static const ot_tree *make_dlog(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node_unary(p, OT_OP_LOG, at, factor(p, at, x[0]));
}

static const ot_tree *make_pch(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node_binary(p, OT_OP_SUB, at, factor(p, at, x[0]), ot_node_number(p, at, 1.0, NULL));
}

static const ot_tree *ceiling(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    return n > 1 ? x[1] : ot_node_number(p, at, 1.0, NULL);
}

static const ot_tree *make_logit(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    const ot_tree *room =
        ot_node_binary(p, OT_OP_SUB, at, ceiling(p, at, x, n), ot_node_copy(p, x[0], 0));
    return ot_node_unary(p, OT_OP_LOG, at, ot_node_binary(p, OT_OP_DIV, at, x[0], room));
}

static const ot_tree *make_invlogit(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    const ot_tree *e = ot_node_unary(p, OT_OP_EXP, at, ot_node_unary(p, OT_OP_NEG, at, x[0]));
    const ot_tree *below = ot_node_binary(p, OT_OP_ADD, at, ot_node_number(p, at, 1.0, NULL), e);
    return ot_node_binary(p, OT_OP_DIV, at, ceiling(p, at, x, n), below);
}

/* exp(-speed (x - midpoint)): what both curves of saturation are made of. */
static const ot_tree *decay(ot_parser *p, size_t at, const ot_tree *const *x) {
    const ot_tree *since = ot_node_binary(p, OT_OP_SUB, at, x[0], x[3]);
    const ot_tree *steps = ot_node_binary(p, OT_OP_MUL, at, x[2], since);
    return ot_node_unary(p, OT_OP_EXP, at, ot_node_unary(p, OT_OP_NEG, at, steps));
}

/* ceiling / (1 + exp(-speed (x - midpoint))): half of the ceiling at the midpoint */
static const ot_tree *make_logistic(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    const ot_tree *below =
        ot_node_binary(p, OT_OP_ADD, at, ot_node_number(p, at, 1.0, NULL), decay(p, at, x));
    return ot_node_binary(p, OT_OP_DIV, at, x[1], below);
}

/* ceiling exp(-exp(-speed (x - midpoint))): 1 / e of the ceiling at the midpoint */
static const ot_tree *make_gompertz(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    const ot_tree *share =
        ot_node_unary(p, OT_OP_EXP, at, ot_node_unary(p, OT_OP_NEG, at, decay(p, at, x)));
    return ot_node_binary(p, OT_OP_MUL, at, x[1], share);
}

/* x + x(-1) + ... + x(1 - n) */
static const ot_tree *sum_of_years(ot_parser *p, size_t at, const ot_tree *x, int n) {
    const ot_tree *sum = x;
    for (int k = 1; k < n; k++)
        sum = ot_node_binary(p, OT_OP_ADD, at, sum, ot_node_copy(p, x, k));
    return sum;
}

static const ot_tree *make_movav(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    int years;
    (void)n;
    if (!ot_takes_whole(p, x[1], 1, OT_LONGEST_LAG,
                        "the second argument of movav is a whole number of years",
                        "movav 的第二个参数（年数）应为", &years))
        return NULL;
    return ot_node_binary(p, OT_OP_DIV, at, sum_of_years(p, at, x[0], years), x[1]);
}

static const ot_tree *make_movsum(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    int years;
    (void)n;
    if (!ot_takes_whole(p, x[1], 1, OT_LONGEST_LAG,
                        "the second argument of movsum is a whole number of years",
                        "movsum 的第二个参数（年数）应为", &years))
        return NULL;
    return sum_of_years(p, at, x[0], years);
}

enum { EARLIEST = 1900, LATEST = 2200 }; /* years that a model may speak of */

static const ot_tree *compare_year(ot_parser *p, ot_op op, size_t at, int year) {
    const ot_tree *now = ot_node_symbol(p, at, (ot_symbol){OT_SYMBOL_YEAR, 0}, 0);
    return ot_node_binary(p, op, at, now, ot_node_number(p, at, year, NULL));
}

/* year == first; year >= first and year <= last */
static const ot_tree *make_dummy(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    static const char english[] = "an argument of dummy is a calendar year, a whole number",
                      chinese[] = "dummy 的参数（日历年份）应为";
    int first, last;
    if (!ot_takes_whole(p, x[0], EARLIEST, LATEST, english, chinese, &first)) return NULL;
    if (n == 1) return compare_year(p, OT_OP_EQ, at, first);
    if (!ot_takes_whole(p, x[1], EARLIEST, LATEST, english, chinese, &last)) return NULL;
    if (last < first && !ot_is_stand_in(x[1])) {
        (void)ot_fail(p->err, OT_ERR_INPUT, "dummy(%d, %d): the first year must not be the later",
                      "dummy(%d, %d)：前一年份不得晚于后一年份", first, last);
        return ot_fault_node(p, x[1]->offset);
    }
    return ot_node_binary(p, OT_OP_AND, at, compare_year(p, OT_OP_GE, at, first),
                          compare_year(p, OT_OP_LE, at, last));
}

static const ot_tree *make_if(ot_parser *p, size_t at, const ot_tree *const *x, int n) {
    (void)n;
    return ot_node_if(p, at, x);
}

static const ot_function FUNCTION[] = {
    {"abs", 1, 1, NULL, OT_OP_ABS},           {"atan", 1, 1, NULL, OT_OP_ATAN},
    {"cos", 1, 1, NULL, OT_OP_COS},           {"d", 1, 1, make_d, OT_N_OPS},
    {"dlog", 1, 1, make_dlog, OT_N_OPS},      {"dummy", 1, 2, make_dummy, OT_N_OPS},
    {"exp", 1, 1, NULL, OT_OP_EXP},           {"gompertz", 4, 4, make_gompertz, OT_N_OPS},
    {"if", 3, 3, make_if, OT_N_OPS},          {"invlogit", 1, 2, make_invlogit, OT_N_OPS},
    {"log", 1, 1, NULL, OT_OP_LOG},           {"logistic", 4, 4, make_logistic, OT_N_OPS},
    {"logit", 1, 2, make_logit, OT_N_OPS},    {"max", 2, 2, NULL, OT_OP_MAX},
    {"min", 2, 2, NULL, OT_OP_MIN},           {"movav", 2, 2, make_movav, OT_N_OPS},
    {"movsum", 2, 2, make_movsum, OT_N_OPS},  {"pch", 1, 1, make_pch, OT_N_OPS},
    {"pdl", 3, 9, ot_lags_free, OT_N_OPS},    {"pdl_both", 3, 9, ot_lags_both, OT_N_OPS},
    {"pdl_far", 3, 9, ot_lags_far, OT_N_OPS}, {"pdl_near", 3, 9, ot_lags_near, OT_N_OPS},
    {"recode", 3, 3, make_if, OT_N_OPS},      {"sin", 1, 1, NULL, OT_OP_SIN},
    {"sqrt", 1, 1, NULL, OT_OP_SQRT},         {"sum", 2, 2, NULL, OT_N_OPS},
};
enum { N_FUNCTIONS = sizeof FUNCTION / sizeof *FUNCTION };

const ot_function *ot_function_find(const char *name, size_t n) {
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        if (strlen(FUNCTION[i].name) == n && memcmp(FUNCTION[i].name, name, n) == 0)
            return &FUNCTION[i];
    return NULL;
}

int ot_is_sum(const ot_function *f) { return !f->make && f->op == OT_N_OPS; }

int ot_is_reserved_word(const char *name) {
    static const char *const sign[] = {"and", "or", "not"};
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (strcmp(name, sign[i]) == 0) return 1;
    return ot_function_find(name, strlen(name)) != NULL;
}

static const char *const YEAR[] = {"time", "year"};
enum { N_YEARS = sizeof YEAR / sizeof *YEAR };

const char *ot_function_nearest(const char *name) {
    const char *names[N_FUNCTIONS + N_YEARS];
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        names[i] = FUNCTION[i].name;
    for (size_t i = 0; i < N_YEARS; i++)
        names[N_FUNCTIONS + i] = YEAR[i];
    return ot_utf8_nearest(name, names, N_FUNCTIONS + N_YEARS);
}

int ot_is_built_in_year(const char *name, size_t n) {
    for (size_t i = 0; i < N_YEARS; i++)
        if (strlen(YEAR[i]) == n && memcmp(YEAR[i], name, n) == 0) return 1;
    return 0;
}
