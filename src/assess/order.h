/* order.h -- the solution order of a scenario in numbers */
#ifndef OT_ASSESS_ORDER_H
#define OT_ASSESS_ORDER_H

#include "model/model.h"

typedef struct ot_order_facts {
    size_t n_equations;    /* recursive + simultaneous */
    size_t n_recursive;    /* evaluated one after the other */
    size_t n_blocks;       /* sets of simultaneous equations */
    size_t n_simultaneous; /* equations in blocks */
    size_t n_feedback;     /* feedback variables of all blocks */
} ot_order_facts;

ot_order_facts ot_order_facts_of(const ot_model *model, size_t scenario);

/* The stages that follow each other without feedback variables, from stage k on: one past the last.
 * k + 1 when stage k is a block. */
size_t ot_order_run_end(const ot_model_scenario *scenario, size_t k);

/* Are two scenarios solved in the same order? */
int ot_order_is_same(const ot_model_scenario *a, const ot_model_scenario *b);

#endif
