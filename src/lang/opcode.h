/* opcode.h -- the program's own instructions, beside the operations of trees */
#ifndef OT_LANG_OPCODE_H
#define OT_LANG_OPCODE_H

#include "lang/tree.h"

enum {
    OT_OPCODE_COPY = OT_N_OPS,
    OT_OPCODE_YEAR,    /* the calendar year less the constant a */
    OT_OPCODE_MUL_ADD, /* a * b + c, rounded twice */
    OT_OPCODE_MUL_SUB, /* a * b - c */
    OT_OPCODE_SUB_MUL, /* c - a * b */
    OT_N_OPCODES
};

#endif
