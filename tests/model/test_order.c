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

/* The loop alone is printed, without the way that led to it. */
static void a_loop_is_told_by_its_members(void **state) {
    (void)state;
    static const struct {
        const char *config, *loop;
        int line;
    } row[] = {
        {HEAD "indicators: {\n" IS(p, "p = q") IS(q, "q = r") IS(r, "r = q") "};\n",
         "within one year: q -> r -> q;", 5},
        {HEAD "indicators: {\n" IS(p, "p = q") IS(q, "q = q(-1) + 0 * q") "};\n",
         "within one year: q -> q;", 5},
        {HEAD "indicators: {\n" IS(p, "p = q")
             IS(q, "q = q(-1)") "};\n"
                                "scenarios: { s: { equations = { q = \"q = p\"; }; }; };\n",
         "within one year: p -> q -> p;", 4},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        small_model m;
        ot_error err;
        small_model_init(&m, row[i].config, DATA, NULL, &err);
        if (m.model) fail_msg("%zu: accepted", i);
        assert_int_equal(err.status, OT_ERR_INPUT);
        if (!strstr(err.text[OT_LANGUAGE_EN], row[i].loop) || err.line != row[i].line)
            fail_msg("%zu: line %d: %s", i, err.line, err.text[OT_LANGUAGE_EN]);
        small_model_clear(&m);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_equation_follows_what_it_needs),
        cmocka_unit_test(lags_make_no_order_and_no_loop),
        cmocka_unit_test(an_equation_changed_by_a_scenario_changes_its_order_alone),
        cmocka_unit_test(a_loop_is_told_by_its_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
