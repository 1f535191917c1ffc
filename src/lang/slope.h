/* slope.h -- local derivatives of the operations: one meaning for trees and programs
 *
 * A local derivative times a zero sensitivity is zero, even where the former is infinite: callers
 * leave out the operands that do not move. */
#ifndef OT_LANG_SLOPE_H
#define OT_LANG_SLOPE_H

#include <math.h>

#include "lang/arithmetic.h"

typedef struct ot_slope { /* by each operand */
    double a, b, c;
} ot_slope;

static inline double ot_sign(double x) { return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : 0.0 * x; }

/* a^0 is flat in a even at a = 0. */
static inline double ot_slope_by_base(double a, double b, double value) {
    return b == 0.0 ? 0.0 : a != 0.0 ? b * (value / a) : b * ot_pow(a, b - 1.0);
}

/* 0^b (b > 0) is flat in b, where log(0) is not finite. Few exponents move. */
static inline double ot_slope_by_exponent(double a, double value, int moves) {
    return !moves || value == 0.0 ? 0.0 : value * ot_log(a);
}

/* Where both are equal, the one that the value is taken from. */
static inline ot_slope ot_slope_of_choice(int is_first) {
    return (ot_slope){is_first ? 1.0 : 0.0, is_first ? 0.0 : 1.0, 0.0};
}

/* Of an operation (see ot_arithmetic) at a, b, c, where it is `value`; does b move? Conditions are
 * flat. */
static inline ot_slope ot_slope_at(int op, double a, double b, double value, int moves_b) {
    switch (op) {
    case OT_OP_ADD:
        return (ot_slope){1.0, 1.0, 0.0};
    case OT_OP_SUB:
        return (ot_slope){1.0, -1.0, 0.0};
    case OT_OP_MUL:
        return (ot_slope){b, a, 0.0};
    case OT_OP_DIV:
        return (ot_slope){1.0 / b, -value / b, 0.0};
    case OT_OP_POW:
        return (ot_slope){ot_slope_by_base(a, b, value), ot_slope_by_exponent(a, value, moves_b),
                          0.0};
    case OT_OP_NEG:
        return (ot_slope){-1.0, 0.0, 0.0};
    case OT_OP_LOG:
        return (ot_slope){a < 0.0 ? (double)NAN : 1.0 / a, 0.0, 0.0};
    case OT_OP_EXP:
        return (ot_slope){value, 0.0, 0.0};
    case OT_OP_SQRT:
        return (ot_slope){0.5 / value, 0.0, 0.0};
    case OT_OP_ABS:
        return (ot_slope){ot_sign(a), 0.0, 0.0};
    case OT_OP_SIN:
        return (ot_slope){cos(a), 0.0, 0.0};
    case OT_OP_COS:
        return (ot_slope){-sin(a), 0.0, 0.0};
    case OT_OP_ATAN:
        return (ot_slope){1.0 / (1.0 + a * a), 0.0, 0.0};
    case OT_OP_MIN:
        return ot_slope_of_choice(a < b || isnan(a));
    case OT_OP_MAX:
        return ot_slope_of_choice(a > b || isnan(a));
    case OT_OP_IF:
        return (ot_slope){0.0, a != 0.0 ? 1.0 : 0.0, a != 0.0 ? 0.0 : 1.0};
    case OT_OPCODE_COPY:
        return (ot_slope){1.0, 0.0, 0.0};
    case OT_OPCODE_MUL_ADD:
        return (ot_slope){b, a, 1.0};
    case OT_OPCODE_MUL_SUB:
        return (ot_slope){b, a, -1.0};
    case OT_OPCODE_SUB_MUL:
        return (ot_slope){-b, -a, 1.0};
    default:
        return (ot_slope){0.0, 0.0, 0.0};
    }
}

/* Add what an operand that moves by `slope` contributes. */
static inline double ot_chain(double local, double slope) {
    return slope == 0.0 ? 0.0 : local * slope;
}

#endif
