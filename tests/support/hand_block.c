#include "hand_block.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

void hand_block_init(hand_block *h, const ot_model *model, size_t n_draws) {
    const size_t n = model->n_indicators * model->n_slots * n_draws;
    *h = (hand_block){.model = model,
                      .c = {.n_indicators = (uint32_t)model->n_indicators,
                            .n_slots = (uint32_t)model->n_slots,
                            .first_slot = (uint32_t)model->first_slot},
                      .value = malloc(n * sizeof *h->value)};
    assert_non_null(h->value);
    for (size_t i = 0; i < n; i++)
        h->value[i] = NAN;
    h->cases[0] = &h->c;
    h->series[0] = h->value;
    h->block = (ot_block){
        .n_cases = 1, .c = h->cases, .series = h->series, .stride = n_draws, .n = n_draws};
}

void hand_block_clear(hand_block *h) { free(h->value); }

double *hand_block_at(hand_block *h, size_t indicator, int year) {
    return h->value +
           (indicator * h->model->n_slots + ot_model_slot(h->model, year)) * h->block.stride;
}
