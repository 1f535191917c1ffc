/* Small cases made by hand, so that the simulator is tested without models and estimation.
 *
 * A driver, disturbance, drawn coefficient or start takes the next source of its kind. Rows are
 * indicators, then drivers, then disturbances; everything must be declared before it is built. */
#ifndef CASE_BUILDER_H
#define CASE_BUILDER_H

#include "estimate/case.h"

enum { BUILDER_MOST = 64, BUILDER_SLOTS = 10, BUILDER_INSTRUCTIONS = 512 };

typedef struct builder_source {
    uint32_t hash;
    int partner; /* an earlier source it is correlated with; -1: none */
    double correlation, persistence;
} builder_source;

typedef struct case_builder {
    ot_case sizes;
    uint8_t held[2 * BUILDER_MOST][BUILDER_SLOTS];
    double value[2 * BUILDER_MOST][BUILDER_SLOTS];
    double add[BUILDER_MOST][BUILDER_SLOTS];
    ot_law law[BUILDER_MOST];
    ot_case_disturbance disturbance[BUILDER_MOST];
    ot_case_coefficient coefficient[BUILDER_MOST];
    ot_case_start start[BUILDER_MOST];
    builder_source yearly[2 * BUILDER_MOST], once[2 * BUILDER_MOST];
    ot_instruction instruction[BUILDER_INSTRUCTIONS];
    double constant[BUILDER_MOST];
    ot_step step[BUILDER_MOST];
    ot_stage stage[BUILDER_MOST];
} case_builder;

/* n_past slots before the simulated ones; indicators and drivers are numbered from 0. */
void builder_init(case_builder *b, size_t n_indicators, size_t n_drivers, int first_simulated_year,
                  size_t n_past, size_t n_simulated);
void builder_hold(case_builder *b, size_t row, size_t slot, double value);
/* Law of driver d about `centre` in every simulated year; hands back its source. */
int builder_driver(case_builder *b, size_t d, ot_law law, double centre, double persistence);
/* Residual of an indicator; df 0: its sigma is known; scale 0: add-factors only. Its number. */
int builder_disturbance(case_builder *b, size_t indicator, double scale, double df);
/* disturbance: whose sigma multiplies sd; -1: none. sd 0: fixed. Its number. */
int builder_coefficient(case_builder *b, double mean, double sd, int disturbance);
void builder_start(case_builder *b, size_t row, size_t slot, double value, double sd);

/* The equation of an indicator begins, a stage of its own; then its instructions, the last into
 * builder_series(b, i, 0).
 */
void builder_step(case_builder *b, size_t target);
void builder_instruction(case_builder *b, ot_op op, ot_operand to, ot_operand x, ot_operand y);
ot_operand builder_series(size_t row, int lag);
ot_operand builder_constant(case_builder *b, double value);
ot_operand builder_register(case_builder *b, int index);
ot_operand builder_drawn(int coefficient);

size_t builder_driver_row(const case_builder *b, size_t d);
size_t builder_disturbance_row(const case_builder *b, size_t k);

/* The case; asserted not to fail. Free it by ot_case_free. */
ot_case *builder_build(const case_builder *b);

#endif
