/* values.h -- the distinct values that equations compute, before they become instructions
 *
 * Equal operations on equal values are one value; operations on numbers are numbers. A value comes
 * after those that it is made of. */
#ifndef OT_LANG_VALUES_H
#define OT_LANG_VALUES_H

#include "lang/program.h"

typedef struct ot_value {
    int32_t op;         /* of a tree or of opcode.h; OT_OP_NUMBER and OT_OP_SYMBOL are leaves */
    int32_t x[3];       /* values that it is made of; -1: none */
    double number;      /* OT_OP_NUMBER */
    ot_operand operand; /* OT_OP_SYMBOL: where it is read */
    int32_t uses;       /* by values that are needed; 0: not needed (set by ot_values_settle) */
} ot_value;

typedef struct ot_values {
    ot_value *at;
    size_t n, most;
    int32_t *bucket; /* [n_buckets] a hash table of indices; -1: empty */
    size_t n_buckets;
    int failed; /* memory ran out: what follows is thrown away */
} ot_values;

/* Forget all values, and keep the memory. */
void ot_values_empty(ot_values *values);
void ot_values_clear(ot_values *values);

/* Each hands back the index of the value, or -1 once memory ran out. */
int32_t ot_values_number(ot_values *values, double number);
int32_t ot_values_operand(ot_values *values, ot_operand operand);
int32_t ot_values_operation(ot_values *values, int32_t op, int32_t a, int32_t b, int32_t c);
int32_t ot_values_tree(ot_values *values, const ot_tree *tree);

static inline int ot_value_is_leaf(const ot_value *value) {
    return value->op == OT_OP_NUMBER || value->op == OT_OP_SYMBOL;
}

/* Count uses, beginning with the results, and join products with the sums that alone use them. */
void ot_values_settle(ot_values *values, const int32_t *result, size_t n);

#endif
