/* arithmetic.h -- what each operation does to numbers: one meaning for tree and program */
#ifndef OT_LANG_ARITHMETIC_H
#define OT_LANG_ARITHMETIC_H

#include <math.h>

#include "lang/tree.h"

/* Not a number stays so: fmin and fmax of the C library would drop it. */
static inline double ot_min(double a, double b) { return a < b || isnan(a) ? a : b; }
static inline double ot_max(double a, double b) { return a > b || isnan(a) ? a : b; }

/* Conditions are 1 and 0; what is not a number makes no condition. */
static inline double ot_truth(int is_known, int is_true) {
    return is_known ? (is_true ? 1.0 : 0.0) : NAN;
}

static inline double ot_arithmetic(ot_op op, double a, double b, double c) {
    const int known = !isnan(a) && !isnan(b);
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
        return pow(a, b);
    case OT_OP_NEG:
        return -a;
    case OT_OP_LOG:
        return a < 0.0 ? (double)NAN : log(a);
    case OT_OP_EXP:
        return exp(a);
    case OT_OP_SQRT:
        return a < 0.0 ? (double)NAN : sqrt(a);
    case OT_OP_ABS:
        return fabs(a);
    case OT_OP_MIN:
        return ot_min(a, b);
    case OT_OP_MAX:
        return ot_max(a, b);
    case OT_OP_LT:
        return ot_truth(known, a < b);
    case OT_OP_LE:
        return ot_truth(known, a <= b);
    case OT_OP_GT:
        return ot_truth(known, a > b);
    case OT_OP_GE:
        return ot_truth(known, a >= b);
    case OT_OP_EQ:
        return ot_truth(known, a == b);
    case OT_OP_NE:
        return ot_truth(known, a != b);
    case OT_OP_AND:
        return ot_truth(known, a != 0.0 && b != 0.0);
    case OT_OP_OR:
        return ot_truth(known, a != 0.0 || b != 0.0);
    case OT_OP_NOT:
        return ot_truth(!isnan(a), a == 0.0);
    case OT_OP_IF:
        return isnan(a) ? (double)NAN : a != 0.0 ? b : c;
    default:
        return NAN;
    }
}

#endif
