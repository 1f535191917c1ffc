/* Tests of src/model/order.c: what an equation needs within its year comes before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/model.h"
#include "small_model.h"

#define HEAD                                                         \
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n" \
    "data: { files = ( \"data.csv\" ); };\n"
#define IS(id, equation) #id ": { unit = \"index\"; equation = \"" equation "\"; };\n"

static const char DATA[] = "indicator,year,value\np,2022,1\nq,2022,1\nr,2022,1\ns,2022,1\n";

static void assert_order(const small_model *m, size_t scenario, const char *expected) {
    const ot_model_scenario *s = &m->model->scenario[scenario];
    assert_int_equal(s->n_order, strlen(expected));
    for (size_t k = 0; k < s->n_order; k++)
        if (m->model->indicator[s->order[k]].spec->id[0] != expected[k])
            fail_msg("place %zu: %s, not %c", k, m->model->indicator[s->order[k]].spec->id,
                     expected[k]);
}

static void each_equation_follows_what_it_needs(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m,
                     HEAD "indicators: {\n" IS(p, "p = q + s") IS(q, "q = r") IS(r, "r = r(-1)")
                         IS(s, "s = r + q") "};\n",
                     DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_order(&m, 0, "rqsp");
    small_model_clear(&m);
}

/* Of the year before everything is known: only the file's order is left. */
static void lags_make_no_order_and_no_loop(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m,
                     HEAD "indicators: {\n" IS(p, "p = q(-1)") IS(q, "q = p(-1)")
                         IS(r, "d(r) = 0 * r(-1)") "};\n",
                     DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_order(&m, 0, "pqr");
    small_model_clear(&m);
}

static void an_equation_changed_by_a_scenario_changes_its_order_alone(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(
        &m,
        HEAD "indicators: {\n" IS(p, "p = q")
            IS(q, "q = q(-1)") "};\n"
                               "scenarios: { base: { }; turned: { equations = { p = \"p = p(-1)\";"
                               " q = \"q = p\"; }; }; };\n",
        DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_order(&m, 0, "qp");
    assert_order(&m, 1, "pq");
    small_model_clear(&m);
}

/* Members of a block come so that all but the feedback variables follow what they need. */
static void assert_blocks(const small_model *m, size_t scenario, const char *expected) {
    const ot_model_scenario *s = &m->model->scenario[scenario];
    char text[64] = "";
    size_t n = 0;
    for (size_t k = 0; k < s->n_stages; k++) {
        const ot_model_stage *stage = &s->stage[k];
        if (stage->n_feedback > 0) text[n++] = '(';
        for (size_t i = 0; i < stage->n; i++) {
            if (stage->n_feedback > 0 && i == stage->n - stage->n_feedback) text[n++] = '|';
            text[n++] = m->model->indicator[s->order[stage->first + i]].spec->id[0];
        }
        if (stage->n_feedback > 0) text[n++] = ')';
    }
    assert_string_equal(text, expected);
}

static void equations_that_need_each_other_are_a_block(void **state) {
    (void)state;
    static const struct {
        const char *config, *blocks; /* feedback variables behind the bar */
        size_t scenario;
    } row[] = {
        {HEAD "indicators: {\n" IS(p, "p = q") IS(q, "q = 0.5 * r") IS(r, "r = q") "};\n", "(q|r)p",
         0},
        {HEAD "indicators: {\n" IS(p, "p = q") IS(q, "q = q(-1) + 0 * q") "};\n", "(|q)p", 0},
        {HEAD "indicators: {\n" IS(p, "p = q")
             IS(q, "q = q(-1)") "};\n"
                                "scenarios: { s: { equations = { q = \"q = 1 + p / 2\"; }; }; };\n",
         "(p|q)", 0},
        /* s is in both loops */
        {HEAD "indicators: {\n" IS(p, "p = s / 3") IS(q, "q = s / 3") IS(r, "r = p(-1)")
             IS(s, "s = p + q + r") "};\n",
         "r(pq|s)", 0},
        /* three that all need each other: no single one cuts every loop */
        {HEAD "indicators: {\n" IS(p, "p = (q + r) / 4") IS(q, "q = (p + r) / 4")
             IS(r, "r = (p + q) / 4") "};\n",
         "(q|pr)", 0},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        small_model m;
        ot_error err;
        small_model_init(&m, row[i].config, DATA, NULL, &err);
        if (!m.model) fail_msg("%zu: %s", i, err.text[OT_LANGUAGE_EN]);
        assert_blocks(&m, row[i].scenario, row[i].blocks);
        small_model_clear(&m);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_equation_follows_what_it_needs),
        cmocka_unit_test(lags_make_no_order_and_no_loop),
        cmocka_unit_test(an_equation_changed_by_a_scenario_changes_its_order_alone),
        cmocka_unit_test(equations_that_need_each_other_are_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
