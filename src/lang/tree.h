/* tree.h -- an equation as a tree: parsing, checking, values and derivatives of one point
 *
 * Grammar (EViews, gretl, Dynare habits): + - * / ^ unary -, comparison < <= > >= == !=, and or not
 * (also && || !), x(-1) lags, x[county] members of sets, numbers with units (2.5%, 50亿元),
 * functions log exp sqrt abs sin cos atan min max logit(x[, ceiling]) invlogit(x[, ceiling])
 * logistic(x, ceiling, speed, midpoint) gompertz(x, ceiling, speed, midpoint) if(c, a, b)
 * recode(c, a, b) movav(x, n) movsum(x, n) pdl(x, lags, c0, ...) dummy(year) d(x) dlog(x) pch(x)
 * sum(set, x), and those that the model file defines. A whole right side may be cases: a when c, b
 * otherwise. Left side: x, log(x), d(x), dlog(x), pch(x) or logit(x[, ceiling]). Function names win
 * over lag syntax; a declared name wins over the built-in year. Nesting is bounded. The reference
 * is docs/reference/equations.md; what each operation does to numbers is lang/arithmetic.h. */
#ifndef OT_LANG_TREE_H
#define OT_LANG_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "data/unit.h"
#include "outturn/error.h"
#include "outturn/notes.h"
#include "spec/text.h"
#include "spec/vocabulary.h"

typedef enum ot_symbol_kind {
    OT_SYMBOL_SERIES,      /* an indicator or driver: has a value each year, may be lagged */
    OT_SYMBOL_COEFFICIENT, /* one number a draw */
    OT_SYMBOL_YEAR         /* built-in `time`, `year`: the calendar year */
} ot_symbol_kind;

typedef struct ot_symbol {
    ot_symbol_kind kind;
    int index; /* the caller's row number */
} ot_symbol;

/* How the parser asks what a name means. find returns 0 when it is unknown; then `names` are what
 * a suggestion may be chosen from. */
typedef struct ot_scope {
    int (*find)(const void *state, const char *name, size_t n, ot_symbol *out);
    const void *state;
    const char *const *names;
    size_t n_names;
    const ot_vocabulary *vocabulary; /* NULL: none */
    const ot_binding *binding;       /* what sets stand for in the whole equation */
    size_t n_bindings;
} ot_scope;

typedef enum ot_op {
    OT_OP_NUMBER,
    OT_OP_SYMBOL,
    OT_OP_ADD,
    OT_OP_SUB,
    OT_OP_MUL,
    OT_OP_DIV,
    OT_OP_POW,
    OT_OP_NEG,
    OT_OP_LOG,
    OT_OP_EXP,
    OT_OP_SQRT,
    OT_OP_ABS,
    OT_OP_SIN,
    OT_OP_COS,
    OT_OP_ATAN,
    OT_OP_MIN,
    OT_OP_MAX,
    OT_OP_LT,
    OT_OP_LE,
    OT_OP_GT,
    OT_OP_GE,
    OT_OP_EQ,
    OT_OP_NE,
    OT_OP_AND,
    OT_OP_OR,
    OT_OP_NOT,
    OT_OP_IF, /* child: condition, then, else */
    OT_N_OPS
} ot_op;

/* Compound functions (d, dlog, pch, logit, invlogit, movav, movsum, pdl, dummy, those of the model
 * file), cases, constants and sums over sets are expanded by the parser into these, lags included,
 * so that everything after it knows few operations. */
typedef struct ot_tree {
    ot_op op;
    double number;       /* OT_OP_NUMBER; percent literals are fractions */
    const ot_unit *unit; /* of a literal that carries one, else NULL */
    ot_symbol symbol;    /* OT_OP_SYMBOL */
    int lag;             /* of a series (or, in d(time), of the year), >= 0 */
    const struct ot_tree *child[3];
    int n_children;
    size_t offset; /* of its operator, name or number in the text, for messages */
} ot_tree;

typedef enum ot_transform {
    OT_TRANSFORM_LEVEL,
    OT_TRANSFORM_LOG,
    OT_TRANSFORM_DIFFERENCE,     /* d(x) */
    OT_TRANSFORM_LOG_DIFFERENCE, /* dlog(x) */
    OT_TRANSFORM_PERCENT_CHANGE, /* pch(x) = x / x(-1) - 1, a fraction */
    OT_TRANSFORM_LOGIT           /* log(x / (ceiling - x)) */
} ot_transform;

typedef struct ot_equation {
    ot_text text;
    ot_transform transform;
    double ceiling; /* of logit; 1 if not given */
    int target;     /* row of the series on the left */
    const ot_tree *right;
    int max_lag; /* the largest lag of any series, the left side's own included */
} ot_equation;

/*
 * Parse one equation. All nodes live in `arena`.
 * OT_ERR_INPUT  with file:line:column of the character at fault: syntax, an unknown name (with a
 *               suggestion), a wrong number of arguments, a lead, nesting too deep, no left side
 * OT_ERR_NOMEM  memory
 */
ot_status ot_equation_parse(const ot_text *text, const ot_scope *scope, ot_arena *arena,
                            ot_notes *notes, const ot_equation **out,
                            ot_error *err) OT_CHECK_RESULT;

/* An expression alone. Errors as of an equation. */
ot_status ot_expression_parse(const ot_text *text, const ot_scope *scope, ot_arena *arena,
                              ot_notes *notes, const ot_tree **out, ot_error *err) OT_CHECK_RESULT;
/* a = b, both of them expressions: a - b. */
ot_status ot_difference_parse(const ot_text *text, const ot_scope *scope, ot_arena *arena,
                              ot_notes *notes, const ot_tree **out, ot_error *err) OT_CHECK_RESULT;

/*
 * The left side of a function's text, share(a, b) = ..., into its id, parameters and body; they
 * live in `arena`.
 * OT_ERR_INPUT  with the place of what is no such left side
 * OT_ERR_NOMEM  memory
 */
ot_status ot_function_read(ot_function_spec *function, ot_arena *arena,
                           ot_error *err) OT_CHECK_RESULT;

/*
 * Is its right side right, whatever the arguments? Functions see no coefficients and no bindings.
 * OT_ERR_INPUT  as of an equation, with the place in the function's text; it calls itself
 * OT_ERR_NOMEM  memory
 */
ot_status ot_function_check(const ot_function_spec *function, const ot_scope *scope,
                            ot_arena *arena, ot_notes *notes, ot_error *err) OT_CHECK_RESULT;

/* Is it a word of the language that cannot name anything: log, if, and? */
int ot_is_reserved_word(const char *name);

/* Values for one point: `get` gives a symbol's value at a lag (NaN when there is none). */
typedef struct ot_point {
    double (*get)(const void *state, ot_symbol symbol, int lag);
    const void *state;
} ot_point;

double ot_tree_value(const ot_tree *tree, const ot_point *point);
/* Exact partial derivative with respect to one symbol at one lag (forward mode). A local
 * derivative times a zero sensitivity is zero, even where the former is infinite. */
double ot_tree_derivative(const ot_tree *tree, const ot_point *point, ot_symbol symbol, int lag);

/* The left side's transformed value of x, given x(-1); NaN outside of its domain. Its inverse. */
double ot_transform_forward(ot_transform transform, double ceiling, double x, double x_before);
double ot_transform_inverse(ot_transform transform, double ceiling, double r, double x_before);

/* Is the tree a sum in which every coefficient appears at most once in a term, as a factor of an
 * expression without coefficients? If not, *offender is a node that breaks it. */
int ot_tree_is_linear(const ot_tree *tree, const ot_tree **offender);

/* Call visit for each node, children first; stop and hand back the first non-zero answer. */
int ot_tree_walk(const ot_tree *tree, int (*visit)(void *state, const ot_tree *node), void *state);

#endif
