/* program.h -- equations compiled once and evaluated over blocks of draws
 *
 * Flat data without pointers: it is copied into cases. The evaluator is part of the kernel: only
 * the C library and libm. */
#ifndef OT_LANG_PROGRAM_H
#define OT_LANG_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "lang/tree.h"
#include "outturn/error.h"
#include "spec/solver.h"

typedef enum ot_operand_kind {
    OT_OPERAND_NONE,
    OT_OPERAND_REGISTER,    /* index: a vector of scratch */
    OT_OPERAND_SERIES,      /* index: row, lag: years back */
    OT_OPERAND_COEFFICIENT, /* index: row */
    OT_OPERAND_CONSTANT     /* index: in the program's constants */
} ot_operand_kind;

typedef struct ot_operand {
    int16_t kind, lag;
    int32_t index;
} ot_operand;

/* `op` is an ot_op, or one of the program's own (lang/opcode.h: copies, the calendar year, products
 * joined with sums). Operands that `op` does not take are OT_OPERAND_NONE. */
typedef struct ot_instruction {
    int32_t op;
    ot_operand to, a, b, c;
} ot_instruction;

/* One equation: instructions first .. first + n - 1; the last one sets series row `target` of the
 * current year, or, of a feedback variable, its register. */
typedef struct ot_step {
    int32_t target, first, n;
} ot_step;

/* Equations that are solved together: one recursive equation, or a simultaneous block. A pass over
 * a block reads its feedback variables, sets the others in order, and puts what the equations of
 * the feedback variables give into registers 0 .. n_feedback - 1. What does not depend on the block
 * itself is evaluated once, before the first pass. */
typedef struct ot_stage {
    int32_t first_step, n_steps;
    int32_t n_feedback;   /* the last steps; 0: one recursive equation */
    int32_t once, n_once; /* instructions that come before the first pass */
    int32_t method;       /* ot_solver_method */
    int32_t max_iterations;
    int32_t unused; /* 0: padding is part of the bytes */
    double tolerance, damping;
} ot_stage;

typedef struct ot_program {
    ot_instruction *instruction;
    double *constant;
    ot_step *step; /* in solution order */
    ot_stage *stage;
    size_t n_instructions, n_constants, n_steps, n_stages;
    size_t n_registers; /* vectors of scratch that evaluation needs */
} ot_program;

/* What is compiled into one stage. disturbance[k] is the series row that is added to the right side
 * of equation[k] (residual and add-factor), or -1. */
typedef struct ot_stage_source {
    const ot_equation *const *equation;
    const int *disturbance;
    size_t n, n_feedback;
    ot_solver solver;
} ot_stage_source;

/*
 * Compile stages in the order given. Results have the bits of ot_tree_value and
 * ot_transform_inverse, whatever the block of draws. The caller clears *out.
 *
 * OT_ERR_NOMEM  memory
 */
ot_status ot_program_init(const ot_stage_source *stage, size_t n, ot_program *out,
                          ot_error *err) OT_CHECK_RESULT;
void ot_program_clear(ot_program *program);

/* Logarithms of series, or of their ratios to the year before, that a frame's years have already
 * had: x(-1) of this year was x of the last one. Of each row the last years before the first
 * simulated one, which are the same in all blocks unless drawn, and some of the latest. */
enum { OT_LOGS_OLD = 2, OT_LOGS_NEW = 3, OT_LOGS_KEPT = OT_LOGS_OLD + OT_LOGS_NEW };

typedef struct ot_logs {
    double *memory, *at; /* at: [n_logged][OT_LOGS_KEPT][stride], within the memory */
    int32_t *logged;     /* [n_rows]: the number of its logarithms; -1: none are kept */
    size_t *n, *slot; /* [n_logged][OT_LOGS_KEPT]: of how many draws and which year; n = 0: none */
    size_t n_logged, first_slot; /* first_slot: the first simulated year */
} ot_logs;

/* Where a block of n draws lives: series[(row * n_slots + slot) * stride + draw], coefficient[row *
 * stride + draw], scratch[register * stride + draw]. 0 < n <= stride. */
typedef struct ot_frame {
    double *series;
    const double *coefficient;
    double *scratch;
    size_t n_slots, stride, n;
    size_t slot;   /* the current year's */
    int year;      /* its calendar year */
    ot_logs *logs; /* NULL: none are kept, as while values of the current year still change */
} ot_frame;

/* The series whose logarithm an instruction takes, or, with *is_ratio, whose ratio to the year
 * before `previous`, the instruction before it (or NULL), has made; NULL: of neither. */
const ot_operand *ot_instruction_logged(const ot_instruction *instruction,
                                        const ot_instruction *previous, int *is_ratio);

/* Evaluate n instructions over the frame's draws. */
void ot_instructions_run(const ot_instruction *instruction, int32_t n, const double *constant,
                         const ot_frame *frame);

/* The same of one step (view of a compiled program's arrays). */
void ot_step_run(const ot_step *step, const ot_instruction *instruction, const double *constant,
                 const ot_frame *frame);

#endif
