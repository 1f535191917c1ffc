/* arithmetic.h -- what each operation does to numbers: one meaning for trees and programs
 *
 * What is not a number stays so: a draw that went wrong must be counted, not cured by a comparison
 * or a minimum. */
#ifndef OT_LANG_ARITHMETIC_H
#define OT_LANG_ARITHMETIC_H

#include <math.h>

#include "base/elementary.h"
#include "lang/opcode.h"
#include "lang/tree.h"

static inline double ot_least(double a, double b) { return a < b || isnan(a) ? a : b; }
static inline double ot_most(double a, double b) { return a > b || isnan(a) ? a : b; }

static inline double ot_truth(int is_unknown, int is_true) {
    return is_unknown ? (double)NAN : is_true ? 1.0 : 0.0;
}
static inline double ot_less(double a, double b) { return ot_truth(isunordered(a, b), a < b); }
static inline double ot_less_equal(double a, double b) {
    return ot_truth(isunordered(a, b), a <= b);
}
static inline double ot_equal(double a, double b) { return ot_truth(isunordered(a, b), a == b); }
static inline double ot_unequal(double a, double b) { return ot_truth(isunordered(a, b), a != b); }
static inline double ot_and(double a, double b) {
    return ot_truth(isunordered(a, b), (a != 0.0) & (b != 0.0));
}
static inline double ot_or(double a, double b) {
    return ot_truth(isunordered(a, b), (a != 0.0) | (b != 0.0));
}
static inline double ot_not(double a) { return ot_truth(isnan(a), a == 0.0); }

static inline double ot_choose(double condition, double a, double b) {
    const double chosen = condition != 0.0 ? a : b;
    return isnan(condition) ? condition : chosen;
}

/* `op` is an ot_op with children, or one of opcode.h except the calendar year. */
static inline double ot_arithmetic(int op, double a, double b, double c) {
    switch (op) {
    case OT_OP_ADD:
        return a + b;
    case OT_OP_SUB:
        return a - b;
    case OT_OP_MUL:
        return a * b;
    case OT_OP_DIV:
        return a / b;
    case OT_OP_POW:
        return ot_pow(a, b);
    case OT_OP_NEG:
        return -a;
    case OT_OP_LOG:
        return ot_log(a);
    case OT_OP_EXP:
        return ot_exp(a);
    case OT_OP_SQRT:
        return sqrt(a);
    case OT_OP_ABS:
        return fabs(a);
    case OT_OP_SIN:
        return sin(a);
    case OT_OP_COS:
        return cos(a);
    case OT_OP_ATAN:
        return atan(a);
    case OT_OP_MIN:
        return ot_least(a, b);
    case OT_OP_MAX:
        return ot_most(a, b);
    case OT_OP_LT:
        return ot_less(a, b);
    case OT_OP_LE:
        return ot_less_equal(a, b);
    case OT_OP_GT:
        return ot_less(b, a);
    case OT_OP_GE:
        return ot_less_equal(b, a);
    case OT_OP_EQ:
        return ot_equal(a, b);
    case OT_OP_NE:
        return ot_unequal(a, b);
    case OT_OP_AND:
        return ot_and(a, b);
    case OT_OP_OR:
        return ot_or(a, b);
    case OT_OP_NOT:
        return ot_not(a);
    case OT_OP_IF:
        return ot_choose(a, b, c);
    case OT_OPCODE_COPY:
        return a;
    case OT_OPCODE_MUL_ADD:
        return a * b + c;
    case OT_OPCODE_MUL_SUB:
        return a * b - c;
    case OT_OPCODE_SUB_MUL:
        return c - a * b;
    default:
        return (double)NAN;
    }
}

#endif
