#include "lang/values.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "lang/arithmetic.h"

static void empty_buckets(ot_values *values) {
    for (size_t i = 0; i < values->n_buckets; i++)
        values->bucket[i] = -1;
}

void ot_values_empty(ot_values *values) {
    values->n = 0;
    empty_buckets(values);
}

void ot_values_clear(ot_values *values) {
    free(values->at);
    free(values->bucket);
    *values = (ot_values){0};
}

static int is_equal(const ot_value *a, const ot_value *b) {
    return a->op == b->op && memcmp(a->x, b->x, sizeof a->x) == 0 &&
           memcmp(&a->number, &b->number, sizeof a->number) == 0 &&
           memcmp(&a->operand, &b->operand, sizeof a->operand) == 0;
}

static uint64_t hash_of(const ot_value *value) {
    uint64_t hash = ot_hash(OT_HASH_START, &value->op, sizeof value->op);
    hash = ot_hash(hash, value->x, sizeof value->x);
    hash = ot_hash(hash, &value->number, sizeof value->number);
    return ot_hash(hash, &value->operand, sizeof value->operand);
}

/* The bucket of an equal value, or the empty one where it belongs. */
static int32_t *bucket_of(const ot_values *values, const ot_value *value) {
    size_t i = (size_t)hash_of(value) & (values->n_buckets - 1);
    while (values->bucket[i] >= 0 && !is_equal(&values->at[values->bucket[i]], value))
        i = (i + 1) & (values->n_buckets - 1);
    return &values->bucket[i];
}

/* Room for one more value; buckets are at least twice as many, a power of two. */
static int grow(ot_values *values) {
    if (values->n < values->most) return 1;
    const size_t most = values->most ? 2 * values->most : 64;
    ot_value *more = realloc(values->at, most * sizeof *more);
    if (!more) return 0;
    values->at = more;
    int32_t *bucket = realloc(values->bucket, 2 * most * sizeof *bucket);
    if (!bucket) return 0;
    values->bucket = bucket;
    values->most = most;
    values->n_buckets = 2 * most;
    empty_buckets(values);
    for (size_t i = 0; i < values->n; i++)
        *bucket_of(values, &values->at[i]) = (int32_t)i;
    return 1;
}

static int32_t find_or_add(ot_values *values, const ot_value *value) {
    if (values->failed) return -1;
    values->failed = !grow(values);
    if (values->failed) return -1;
    int32_t *bucket = bucket_of(values, value);
    if (*bucket < 0) {
        values->at[values->n] = *value;
        *bucket = (int32_t)values->n++;
    }
    return *bucket;
}

int32_t ot_values_number(ot_values *values, double number) {
    return find_or_add(values,
                       &(ot_value){.op = OT_OP_NUMBER, .x = {-1, -1, -1}, .number = number});
}

int32_t ot_values_operand(ot_values *values, ot_operand operand) {
    return find_or_add(values,
                       &(ot_value){.op = OT_OP_SYMBOL, .x = {-1, -1, -1}, .operand = operand});
}

static int is_number(const ot_values *values, int32_t i) {
    return i < 0 || values->at[i].op == OT_OP_NUMBER;
}

static double number_of(const ot_values *values, int32_t i) {
    return i < 0 ? 0.0 : values->at[i].number;
}

/* One order for operands that may change places: numbers last. */
static int is_out_of_order(const ot_values *values, int32_t op, int32_t a, int32_t b) {
    if (op != OT_OP_ADD && op != OT_OP_MUL) return 0;
    return is_number(values, a) != is_number(values, b) ? is_number(values, a) : a > b;
}

int32_t ot_values_operation(ot_values *values, int32_t op, int32_t a, int32_t b, int32_t c) {
    if (values->failed) return -1;
    if (op != OT_OPCODE_YEAR && is_number(values, a) && is_number(values, b) &&
        is_number(values, c))
        return ot_values_number(values, ot_arithmetic(op, number_of(values, a),
                                                      number_of(values, b), number_of(values, c)));
    if (op == OT_OP_IF && is_number(values, a) && !isnan(number_of(values, a)))
        return number_of(values, a) != 0.0 ? b : c;
    ot_value value = {.op = op, .x = {a, b, c}};
    if (is_out_of_order(values, op, a, b)) {
        value.x[0] = b;
        value.x[1] = a;
    }
    return find_or_add(values, &value);
}

static int32_t leaf(ot_values *values, const ot_tree *tree) {
    if (tree->op == OT_OP_NUMBER) return ot_values_number(values, tree->number);
    switch (tree->symbol.kind) {
    case OT_SYMBOL_COEFFICIENT:
        return ot_values_operand(values,
                                 (ot_operand){OT_OPERAND_COEFFICIENT, 0, tree->symbol.index});
    case OT_SYMBOL_SERIES:
        return ot_values_operand(
            values, (ot_operand){OT_OPERAND_SERIES, (int16_t)tree->lag, tree->symbol.index});
    default:
        return ot_values_operation(values, OT_OPCODE_YEAR,
                                   ot_values_number(values, (double)tree->lag), -1, -1);
    }
}

int32_t ot_values_tree(ot_values *values, const ot_tree *tree) {
    int32_t x[3] = {-1, -1, -1};
    if (tree->op == OT_OP_NUMBER || tree->op == OT_OP_SYMBOL) return leaf(values, tree);
    for (int i = 0; i < tree->n_children; i++)
        x[i] = ot_values_tree(values, tree->child[i]);
    return ot_values_operation(values, (int32_t)tree->op, x[0], x[1], x[2]);
}

static void count_uses(ot_values *values, const int32_t *result, size_t n) {
    int32_t last = -1;
    for (size_t k = 0; k < n; k++) {
        values->at[result[k]].uses++;
        if (result[k] > last) last = result[k];
    }
    for (int32_t i = last; i >= 0; i--)
        for (int k = 0; k < 3 && values->at[i].uses > 0; k++)
            if (values->at[i].x[k] >= 0) values->at[values->at[i].x[k]].uses++;
}

/* Is the value a product that nothing else uses? */
static int is_own_product(const ot_values *values, int32_t i) {
    return values->at[i].op == OT_OP_MUL && values->at[i].uses == 1;
}

/* a * b + c in one pass over the draws; still two roundings. */
static void join(const ot_values *values, ot_value *sum) {
    const int32_t first = sum->x[0], second = sum->x[1];
    const int is_first = is_own_product(values, first);
    if (!is_first && !is_own_product(values, second)) return;
    ot_value *product = &values->at[is_first ? first : second];
    sum->op = sum->op == OT_OP_ADD ? OT_OPCODE_MUL_ADD
              : is_first           ? OT_OPCODE_MUL_SUB
                                   : OT_OPCODE_SUB_MUL;
    sum->x[0] = product->x[0];
    sum->x[1] = product->x[1];
    sum->x[2] = is_first ? second : first;
    product->uses = 0;
}

void ot_values_settle(ot_values *values, const int32_t *result, size_t n) {
    count_uses(values, result, n);
    for (size_t i = 0; i < values->n; i++) {
        ot_value *value = &values->at[i];
        if (value->uses > 0 && (value->op == OT_OP_ADD || value->op == OT_OP_SUB))
            join(values, value);
    }
}
