/* The executors run the same compiled steps, so their agreement says nothing about the compiler:
 * here every step of every model in scenarios/ is held to its equation as a tree, on random states,
 * bit for bit. */
#include <glob.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "estimate/case.h"
#include "model/model.h"

enum {
    MOST_STEPS = 200,
    DRAWS = 37,
    STRIDE = 40,
    STATES = 20
}; /* no multiple of a vector's length */

typedef struct desk {
    const ot_case *c;
    double *series, *coefficient, *scratch;
    size_t slot, draw;
} desk;

static uint64_t seed = 1; /* Knuth's MMIX generator */

static double share(void) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return ((double)(seed >> 33) + 0.5) / 2147483648.0;
}

/* Of all sizes from growth rates to GDP in yuan, a third below 0, sometimes none at all. */
static double any_number(void) {
    if (share() < 0.01) return share() < 0.5 ? (double)NAN : 0.0;
    return exp(28.0 * share() - 4.0) * (share() < 0.33 ? -1.0 : 1.0);
}

static double growth_like(void) { return 0.4 * share() - 0.2; }

/* Half of the states are wild; in the others what is added and multiplied is of an economy's size,
 * so that differences of the last bit are not lost in infinities. */
static void fill(double *x, size_t n, int is_wild) {
    for (size_t i = 0; i < n; i++)
        x[i] = is_wild ? any_number() : share() < 0.5 ? growth_like() : 100.0 * share();
}

static double get(const void *state, ot_symbol symbol, int lag) {
    const desk *d = state;
    if (symbol.kind == OT_SYMBOL_YEAR) return (double)(d->c->first_slot_year + (int)d->slot - lag);
    if (symbol.kind == OT_SYMBOL_COEFFICIENT)
        return d->coefficient[(size_t)symbol.index * STRIDE + d->draw];
    const size_t slot = d->slot - (size_t)lag;
    return d->series[((size_t)symbol.index * d->c->n_slots + slot) * STRIDE + d->draw];
}

static double by_tree(const ot_model *m, const ot_equation *e, const desk *d) {
    const ot_point point = {get, d};
    const ot_symbol own = {OT_SYMBOL_SERIES, e->target};
    const int added = m->indicator[e->target].disturbance;
    double r = ot_tree_value(e->right, &point);
    if (added >= 0) {
        const size_t row = ot_model_disturbance_row(m, (size_t)added);
        r += get(d, (ot_symbol){OT_SYMBOL_SERIES, (int)row}, 0);
    }
    return ot_transform_inverse(e->transform, e->ceiling, r, get(d, own, 1));
}

static int is_same(double a, double b) {
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

static ot_frame frame_of(const desk *d) {
    return (ot_frame){.series = d->series,
                      .coefficient = d->coefficient,
                      .scratch = d->scratch,
                      .n_slots = d->c->n_slots,
                      .stride = STRIDE,
                      .n = DRAWS,
                      .slot = d->slot,
                      .year = d->c->first_slot_year + (int)d->slot};
}

/* Hands back how many draws gave a finite number. */
static size_t check_step(const ot_model *m, const ot_equation *e, const ot_step *step, int feedback,
                         desk *d) {
    const ot_case *c = d->c;
    double expected[DRAWS];
    size_t n_finite = 0;
    for (d->draw = 0; d->draw < DRAWS; d->draw++) {
        expected[d->draw] = by_tree(m, e, d);
        n_finite += isfinite(expected[d->draw]) != 0;
    }
    const ot_frame frame = frame_of(d);
    ot_step_run(step, OT_CASE_CONST(ot_instruction, c, instruction),
                OT_CASE_CONST(double, c, constant), &frame);
    const double *found = d->series + ((size_t)e->target * c->n_slots + d->slot) * STRIDE;
    if (feedback >= 0) found = d->scratch + (size_t)feedback * STRIDE;
    for (size_t i = 0; i < DRAWS; i++)
        if (!is_same(found[i], expected[i]))
            fail_msg("%s: compiled %.17g, its tree %.17g", m->indicator[e->target].spec->id,
                     found[i], expected[i]);
    return n_finite;
}

/* In a block what does not depend on it is evaluated before its steps. */
static void check_stage(const ot_model *m, const ot_model_scenario *s, const ot_stage *stage,
                        desk *d, size_t *n_finite) {
    const ot_frame frame = frame_of(d);
    ot_instructions_run(OT_CASE_CONST(ot_instruction, d->c, instruction) + stage->once,
                        stage->n_once, OT_CASE_CONST(double, d->c, constant), &frame);
    for (int32_t k = 0; k < stage->n_steps; k++) {
        const size_t at = (size_t)(stage->first_step + k);
        const ot_step *step = &OT_CASE_CONST(ot_step, d->c, step)[at];
        const ot_equation *e = s->form[s->order[at]]->equation;
        assert_int_equal(step->target, e->target);
        assert_int_equal(e->target, s->order[at]);
        n_finite[at] += check_step(m, e, step, k - (stage->n_steps - stage->n_feedback), d);
    }
}

static void check_case(const ot_model *m, const ot_case *c) {
    const ot_model_scenario *s = &m->scenario[c->scenario];
    const size_t n = ot_case_n_rows(c) * c->n_slots * STRIDE;
    const size_t n_coefficients = (size_t)c->n_coefficients * STRIDE;
    desk d = {.c = c,
              .series = malloc(n * sizeof(double)),
              .coefficient = malloc((n_coefficients + 1) * sizeof(double)),
              .scratch = calloc((size_t)c->n_registers * STRIDE + 1, sizeof(double))};
    assert_true(d.series && d.coefficient && d.scratch);
    assert_int_equal(c->n_steps, s->n_order);
    assert_int_equal(c->n_stages, s->n_stages);
    size_t n_finite[MOST_STEPS] = {0};
    assert_true(c->n_steps <= MOST_STEPS);
    for (size_t i = 0; i < STATES; i++) {
        d.slot = c->first_slot + i % (c->n_slots - c->first_slot);
        fill(d.series, n, i % 2 == 0);
        fill(d.coefficient, n_coefficients, i % 2 == 0);
        for (size_t k = 0; k < c->n_stages; k++)
            check_stage(m, s, &OT_CASE_CONST(ot_stage, c, stage)[k], &d, n_finite);
    }
    for (size_t k = 0; k < c->n_steps; k++)
        assert_true(n_finite[k] > STATES); /* not only NaN */
    free(d.series);
    free(d.coefficient);
    free(d.scratch);
}

static void every_compiled_step_has_the_bits_of_its_equation(void **state) {
    (void)state;
    glob_t found;
    assert_int_equal(glob("scenarios/*/model.cfg", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 2); /* kizilsu and tutorial */
    for (size_t i = 0; i < found.gl_pathc; i++) {
        chain s;
        chain_load(&s, found.gl_pathv[i]);
        for (size_t k = 0; k < s.n; k++)
            check_case(s.model, s.c[k]);
        chain_close(&s);
    }
    globfree(&found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_compiled_step_has_the_bits_of_its_equation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
