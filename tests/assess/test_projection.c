/* Tests of outturn/projection.h: a log-normal model whose answers are known in closed form.
 *
 * x grows by exp(g) a year, g normal with mean 0.05 and standard deviation 0.02, independent over
 * years: after n years log(x / 100) is normal(0.05 n, 0.02 sqrt(n)). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/make.h"
#include "assess/projection.h"
#include "assess/tally.h"
#include "chain.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "drivers: { g: { unit = \"share\"; value = 0.05; law = { family = \"normal\"; scale = 0.02; };"
    " }; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"dlog(x) = g\"; start = { year = 2022; value = 100.0; };"
    " };\n"
    "  rate: { unit = \"percent\"; equation = \"rate = g\";"
    " start = { year = 2022; value = 5.0; }; };\n"
    "  fixed: { unit = \"index\"; equation = \"fixed = 1.08 * fixed(-1)\";"
    " start = { year = 2022; value = 50.0; }; };\n"
    "  seven: { unit = \"index\"; equation = \"seven = 1.07 * seven(-1)\";"
    " start = { year = 2022; value = 35.69; }; };\n"
    "  bad: { unit = \"index\"; equation = \"bad = log(g - 0.05) + 0 * bad(-1)\";"
    " start = { year = 2022; value = 1.0; }; };\n"
    "};\n"
    "scenarios: { base: { }; high: { extends = \"base\"; drivers = { g = { value = 0.07; }; }; };"
    " };\n"
    "targets: (\n"
    "  { id = \"growth\"; indicator = \"x\"; measure = \"growth\"; year = 2023; at_least = 5.0; "
    "},\n"
    "  { id = \"level\"; indicator = \"x\"; year = 2025; at_least = 120.0; group = \"x\"; },\n"
    "  { id = \"most\"; indicator = \"x\"; year = 2025; at_most = 120.0; group = \"x\"; },\n"
    "  { id = \"within\"; indicator = \"x\"; year = 2024; within = (108.0, 112.0); },\n"
    "  { id = \"near\"; indicator = \"rate\"; year = 2023; about = 5.0; tolerance = 1.0; },\n"
    "  { id = \"higher\"; indicator = \"rate\"; year = 2023; about = 5.0; tolerance = 1.0;"
    " wanted = \"higher\"; },\n"
    "  { id = \"lower\"; indicator = \"rate\"; year = 2023; about = 5.0; tolerance = 1.0;"
    " wanted = \"lower\"; },\n"
    "  { id = \"rising\"; indicator = \"rate\"; year = 2024; rising = true; },\n"
    "  { id = \"falling\"; indicator = \"rate\"; year = 2024; falling = true; },\n"
    "  { id = \"increment\"; indicator = \"x\"; measure = \"increment\"; year = 2024; from = 2022;"
    " at_least = 10.0; },\n"
    "  { id = \"average\"; indicator = \"x\"; measure = \"average_growth\"; year = 2025;"
    " at_least = 5.0; },\n"
    "  { id = \"sum\"; indicator = \"fixed\"; measure = \"cumulative\"; year = 2024; from = 2021;"
    " at_least = 162.0; },\n"
    "  { id = \"milestone\"; indicator = \"rate\"; measure = \"milestone\"; year = 2025;"
    " at_least = 7.0; },\n"
    "  { id = \"exact\"; indicator = \"fixed\"; measure = \"growth\"; year = 2024; at_least = 8.0;"
    " },\n"
    "  { id = \"exactly_7\"; indicator = \"seven\"; measure = \"average_growth\"; year = 2025;"
    " at_least = 7.0; },\n"
    "  { id = \"exactly_7_2023\"; indicator = \"seven\"; measure = \"growth\"; year = 2023;"
    " at_least = 7.0; },\n"
    "  { id = \"exactly_7_2025\"; indicator = \"seven\"; measure = \"growth\"; year = 2025;"
    " at_most = 7.0; },\n"
    "  { id = \"steady\"; indicator = \"fixed\"; year = 2023; rising = true; },\n"
    "  { id = \"slip\"; indicator = \"x\"; year = 2025; at_least = 12000.0; },\n"
    "  { id = \"undefined\"; indicator = \"bad\"; year = 2023; at_least = -1000.0; }\n"
    ");\n";

enum { DRAWS = 40000 };

typedef struct projected {
    chain s;
    ot_projection *p;
} projected;

static void open_model(projected *x, const char *model, uint64_t draws, const char *executor) {
    ot_error err;
    chain_open(&x->s, model);
    ot_run_options options = ot_projection_options(x->s.model);
    options.draws = draws;
    options.executor = executor;
    if (ot_projection_new(x->s.model, (const ot_case *const *)x->s.c, x->s.n, &options, x->s.notes,
                          &x->p, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void open_with(projected *x, uint64_t draws, const char *executor) {
    open_model(x, MODEL, draws, executor);
}

static void close_it(projected *x) {
    ot_projection_free(x->p);
    chain_close(&x->s);
}

static double normal(double z) { return 0.5 * erfc(-z / sqrt(2.0)); }

static const ot_target_result *target(const projected *x, size_t k, const char *id) {
    for (size_t j = 0; j < x->p->n_targets; j++)
        if (strcmp(x->p->model->target[x->p->target[j]].id, id) == 0) return &x->p->c[k].target[j];
    fail_msg("no target %s", id);
    return NULL;
}

/* Within five standard errors: once in two million for each. */
static void assert_probability(const projected *x, size_t k, const char *id, double expected) {
    const ot_target_result *r = target(x, k, id);
    if (fabs(r->probability - expected) > 5.0 * r->mcse)
        fail_msg("%s: %.5f, not %.5f (error %.5f)", id, r->probability, expected, r->mcse);
}

static void assert_near(double x, double expected, double tolerance) {
    if (!(fabs(x - expected) <= tolerance)) fail_msg("%.17g is not %.17g", x, expected);
}

static void probabilities_are_those_of_the_closed_form(void **state) {
    (void)state;
    projected x;
    open_with(&x, DRAWS, "block");
    const double sd = 0.02, root3 = sqrt(3.0), root2 = sqrt(2.0);
    for (size_t k = 0; k < 2; k++) {
        const double m = k ? 0.07 : 0.05;
        assert_probability(&x, k, "growth", normal((m - log(1.05)) / sd));
        assert_probability(&x, k, "level", normal((3 * m - log(1.2)) / (sd * root3)));
        assert_probability(&x, k, "most", normal((log(1.2) - 3 * m) / (sd * root3)));
        assert_probability(&x, k, "within",
                           normal((log(1.12) - 2 * m) / (sd * root2)) -
                               normal((log(1.08) - 2 * m) / (sd * root2)));
        assert_probability(&x, k, "near", normal((0.06 - m) / sd) - normal((0.04 - m) / sd));
        assert_probability(&x, k, "higher", normal((m - 0.04) / sd));
        assert_probability(&x, k, "lower", normal((0.06 - m) / sd));
        assert_probability(&x, k, "rising", 0.5);
        assert_probability(&x, k, "falling", 0.5);
        assert_probability(&x, k, "increment", normal((2 * m - log(1.1)) / (sd * root2)));
        assert_probability(&x, k, "average", normal((m - log(1.05)) / (sd / root3)));
        assert_probability(&x, k, "milestone", 1.0 - pow(normal((0.07 - m) / sd), 3.0));
    }
    close_it(&x);
}

static void a_certain_target_has_an_error_all_the_same(void **state) {
    (void)state;
    projected x;
    open_with(&x, DRAWS, "block");
    const double n = DRAWS;
    const double error = sqrt((n + 0.5) * 0.5) / pow(n + 1.0, 1.5);
    const char *const certain[] = {
        "exact",     "steady",         "sum", /* 50 + 54 + 58.32 = 162.32 */
        "exactly_7", "exactly_7_2023", "exactly_7_2025"};
    for (size_t i = 0; i < sizeof certain / sizeof *certain; i++) {
        assert_near(target(&x, 0, certain[i])->probability, 1.0, 0.0);
        assert_near(target(&x, 0, certain[i])->mcse, error, 1e-15);
        assert_true(isnan(target(&x, 0, certain[i])->expected_shortfall));
    }
    close_it(&x);
}

/* E[120 - X | X < 120] of a log-normal: 120 - E[X; X < 120] / P, in closed form. */
static void the_shortfall_is_the_mean_gap_of_the_draws_that_miss(void **state) {
    (void)state;
    projected x;
    open_with(&x, DRAWS, "block");
    const double m = 0.15, s = 0.02 * sqrt(3.0), z = (log(1.2) - m) / s;
    const double expected = 120.0 - 100.0 * exp(m + s * s / 2) * normal(z - s) / normal(z);
    assert_near(target(&x, 0, "level")->expected_shortfall, expected, 0.1);
    /* growth is in percent, a rate in its own unit: mean excess of a normal over its mean + sd/2 */
    const double a = 0.5, density = exp(-a * a / 2) / sqrt(2 * acos(-1.0));
    const double excess = 0.02 * (density / (1.0 - normal(a)) - a);
    assert_near(target(&x, 0, "lower")->expected_shortfall, 100.0 * excess, 0.05);
    close_it(&x);
}

static void draws_that_are_not_finite_are_counted_and_do_not_meet(void **state) {
    (void)state;
    projected x;
    open_with(&x, DRAWS, "block");
    const ot_target_result *r = target(&x, 0, "undefined"); /* log of a negative number: half */
    assert_near((double)r->nonfinite / DRAWS, 0.5, 0.02);
    assert_int_equal(r->met + r->nonfinite, DRAWS);
    const ot_year_result *y = &x.p->c[0].indicator[4].year[0];
    assert_int_equal(y->nonfinite, r->nonfinite);
    assert_true(isfinite(y->median));
    int warned = 0;
    for (size_t i = 0; i < ot_notes_count(x.s.notes); i++)
        warned |= strstr(ot_notes_at(x.s.notes, i)->text[OT_LANGUAGE_EN], "not finite") != NULL;
    assert_true(warned);
    close_it(&x);
}

static void a_certain_answer_far_from_the_base_is_warned_of(void **state) {
    (void)state;
    projected x;
    open_with(&x, 1000, "block");
    size_t n = 0;
    for (size_t i = 0; i < ot_notes_count(x.s.notes); i++) {
        const ot_note *note = ot_notes_at(x.s.notes, i);
        if (!strstr(note->text[OT_LANGUAGE_EN], "is a unit wrong?")) continue;
        assert_non_null(strstr(note->text[OT_LANGUAGE_EN], "target \"x\", scenario"));
        assert_int_equal(note->severity, OT_SEVERITY_WARNING);
        assert_true(note->line > 0);
        n++;
    }
    assert_int_equal(n, 2); /* once a scenario */
    close_it(&x);
}

/* The same slip, once as it stands and once with a range that says that it is meant. */
static void a_range_says_that_a_value_far_from_the_base_is_meant(void **state) {
    static const char FAR_OFF[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
        "indicators: { x: { unit = \"index\"; equation = \"x = x(-1)\";"
        " start = { year = 2022; value = 100.0; }; }; };\n"
        "scenarios: { a: { label = \"稳妥情景\"; }; b: { label = \"b\"; }; };\n"
        "targets: ( { id = \"slip\"; label = \"甲\"; indicator = \"x\"; year = 2023;"
        " at_least = 12000.0; },\n"
        " { id = \"meant\"; label = \"乙\"; indicator = \"x\"; year = 2023; at_least = 500.0;"
        " range = ( 50.0, 600.0 ); } );\n";
    (void)state;
    chain s;
    chain_open(&s, FAR_OFF);
    ot_projection *p = NULL;
    ot_run_options options = ot_projection_options(s.model);
    options.draws = 10;
    assert_int_equal(
        ot_projection_new(s.model, (const ot_case *const *)s.c, s.n, &options, s.notes, &p, NULL),
        OT_OK);
    assert_int_equal(ot_notes_count(s.notes), 2);
    const char *first = ot_notes_at(s.notes, 0)->text[OT_LANGUAGE_ZH];
    assert_non_null(strstr(first, "目标“甲”，稳妥情景：0% 的抽样实现，且目标值 12000"));
    assert_non_null(strstr(ot_notes_at(s.notes, 1)->text[OT_LANGUAGE_ZH], "，情景“b”："));
    ot_projection_free(p);
    chain_close(&s);
}

static void bands_are_those_of_the_closed_form(void **state) {
    (void)state;
    projected x;
    open_with(&x, DRAWS, "block");
    static const double Z95 = 1.6448536269514722; /* R: qnorm(0.95) */
    for (size_t t = 0; t < 3; t++) {
        const ot_year_result *y = &x.p->c[0].indicator[0].year[t];
        const double n = (double)t + 1.0, m = 0.05 * n, s = 0.02 * sqrt(n);
        assert_int_equal(y->year, 2023 + (int)t);
        assert_near(log(y->median / 100.0), m, 0.02 * s);
        assert_near(log(y->low / 100.0), m - Z95 * s, 0.05 * s);
        assert_near(log(y->high / 100.0), m + Z95 * s, 0.05 * s);
        assert_near(y->mean, 100.0 * exp(m + s * s / 2), 2.0 * s);
        assert_near(log(y->growth / 100.0 + 1.0), 0.05, 0.0006);
        assert_near(log(y->growth_low / 100.0 + 1.0), 0.05 - Z95 * 0.02, 0.001);
        assert_int_equal(y->nonfinite, 0);
    }
    const ot_year_result *rate = &x.p->c[0].indicator[1].year[1];
    assert_near(rate->median, 5.0, 0.05);
    assert_near(rate->growth, 0.0, 0.06); /* points */
    assert_near(rate->growth_high, 100.0 * Z95 * 0.02 * sqrt(2.0), 0.15);
    /* below 0 in the draws that have a value: there is no growth to speak of */
    const ot_year_result *bad = &x.p->c[0].indicator[4].year[1];
    assert_true(bad->median < 0.0 && isnan(bad->growth) && isnan(bad->growth_low));
    const ot_year_result *fixed = &x.p->c[0].indicator[2].year[0];
    assert_near(fixed->median, 54.0, 1e-12);
    assert_near(fixed->low, fixed->high, 0.0);
    assert_near(fixed->sd, 0.0, 0.0);
    close_it(&x);
}

static void small_runs_and_histograms_agree_within_their_errors(void **state) {
    (void)state;
    projected a, b;
    open_with(&a, 16384, "block"); /* the pilot holds all draws: exact */
    open_with(&b, 16400, "block"); /* sixteen more: histograms */
    for (size_t t = 0; t < 3; t++)
        for (size_t q = 0; q < a.p->n_quantiles; q++) {
            const ot_year_result *x = &a.p->c[0].indicator[0].year[t];
            const ot_year_result *y = &b.p->c[0].indicator[0].year[t];
            assert_near(x->quantile_error[q], 0.0, 0.0);
            assert_true(y->quantile_error[q] > 0.0);
            assert_near(x->quantile[q], y->quantile[q], 0.3);
        }
    close_it(&a);
    close_it(&b);
}

/* Those of the run join those of the model, each once and in order; values are as without them. */
static void further_quantiles_stand_among_those_of_the_model(void **state) {
    (void)state;
    static const double MORE[] = {0.5, 0.33, 0.999, 0.025};
    projected x, y;
    ot_error err;
    open_with(&x, 10000, "block");
    open_with(&y, 10000, "block");
    ot_projection_free(y.p);
    ot_run_options options = ot_projection_options(y.s.model);
    options.draws = 10000;
    options.quantile = MORE;
    options.n_quantiles = sizeof MORE / sizeof *MORE;
    assert_int_equal(ot_projection_new(y.s.model, (const ot_case *const *)y.s.c, y.s.n, &options,
                                       y.s.notes, &y.p, &err),
                     OT_OK);
    assert_int_equal(y.p->n_quantiles, x.p->n_quantiles + 2);
    for (size_t q = 0, own = 0; q < y.p->n_quantiles; q++) {
        if (q > 0) assert_true(y.p->quantile[q] > y.p->quantile[q - 1]);
        assert_true(ot_projection_asks(y.p, q) == (fabs(y.p->quantile[q] - 0.33) > 1e-9 &&
                                                   fabs(y.p->quantile[q] - 0.999) > 1e-9));
        if (!ot_projection_asks(y.p, q)) continue;
        assert_near(y.p->c[0].indicator[0].year[1].quantile[q],
                    x.p->c[0].indicator[0].year[1].quantile[own++], 0.0);
    }
    close_it(&x);
    close_it(&y);
}

static void the_reference_executor_meets_the_closed_form_too(void **state) {
    (void)state;
    projected x;
    open_with(&x, 10000, "gsl");
    assert_probability(&x, 0, "level", normal((0.15 - log(1.2)) / (0.02 * sqrt(3.0))));
    assert_near(x.p->c[0].indicator[0].year[0].quantile_error[0], 0.0, 0.0);
    close_it(&x);
}

/* level and most exclude each other but for X = 120: never both, always one. */
static void groups_count_the_targets_that_a_draw_meets(void **state) {
    (void)state;
    projected x;
    open_with(&x, DRAWS, "block");
    const ot_group_result *last = &x.p->c[0].group[x.p->n_groups - 1];
    assert_string_equal(x.p->model->group[last->group].name, "x");
    assert_int_equal(last->n_targets, 2);
    assert_int_equal(last->met, 0);
    assert_near(last->met_median, 1.0, 0.0);
    assert_near(last->met_low, 1.0, 0.0);
    assert_near(last->met_high, 1.0, 0.0);
    int year = 0;
    assert_near(ot_projection_joint(x.p, 0, 2023, 2025, &year), 0.0, 0.0);
    assert_int_equal(year, 2025);
    assert_near(ot_projection_joint(x.p, 0, 2023, 2024, &year), 0.0, 0.0); /* rising and falling */
    assert_int_equal(year, 2024);
    assert_true(ot_projection_joint(x.p, 0, 2023, 2023, &year) > 0.0);
    assert_int_equal(year, 2023);
    assert_true(isnan(ot_projection_joint(x.p, 0, 1990, 1991, NULL)));
    close_it(&x);
}

static void counts_have_quantiles_of_type_7(void **state) {
    (void)state;
    const uint64_t count[] = {1, 0, 2, 1}; /* 0 2 2 3; R: quantile(c(0, 2, 2, 3), type = 7) */
    assert_near(ot_count_quantile(count, 4, 0.0), 0.0, 0.0);
    assert_near(ot_count_quantile(count, 4, 0.25), 1.5, 1e-15);
    assert_near(ot_count_quantile(count, 4, 0.5), 2.0, 0.0);
    assert_near(ot_count_quantile(count, 4, 0.9), 2.7, 1e-12);
    assert_near(ot_count_quantile(count, 4, 1.0), 3.0, 0.0);
    assert_true(isnan(ot_count_quantile(count, 0, 0.5)));
}

static const char NEVER[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
    "drivers: { g: { unit = \"share\"; value = 0.05; law = { family = \"normal\"; scale = 0.02; };"
    " }; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"dlog(x) = g\"; start = { year = 2022; value = 100.0; };"
    " };\n"
    "  bad: { unit = \"index\"; equation = \"bad = log(-1 - 0 * bad(-1))\";"
    " start = { year = 2022; value = 1.0; }; };\n"
    "};\n"
    "scenarios: { base: { }; };\n"
    "targets: (\n"
    "  { id = \"good\"; indicator = \"x\"; year = 2023; at_least = 105.0; group = \"a\"; },\n"
    "  { id = \"never\"; indicator = \"bad\"; year = 2023; at_least = 1.0; group = \"a\"; }\n"
    ");\n";

static void a_target_that_is_never_finite_is_left_out_of_joint_counts(void **state) {
    (void)state;
    projected x;
    open_model(&x, NEVER, 10000, "block");
    const ot_target_result *never = target(&x, 0, "never"), *good = target(&x, 0, "good");
    assert_int_equal(never->nonfinite, never->n);
    assert_true(isnan(never->probability) && isnan(never->mcse));
    assert_true(good->probability > 0.1);
    for (size_t g = 0; g < x.p->n_groups; g++) {
        const ot_group_result *r = &x.p->c[0].group[g];
        assert_int_equal(r->n_targets, 1);
        assert_int_equal(r->n_left_out, 1);
        assert_near(r->probability, good->probability, 0.0);
    }
    assert_true(x.p->n_groups > 0);
    close_it(&x);
}

static ot_status begin_count(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)state, (void)pilot, (void)draws, (void)err;
    return OT_OK;
}

static void add_count(void *state, const ot_block *block) { *(uint64_t *)state += block->n; }

static void any_number_of_further_probes_see_the_draws(void **state) {
    (void)state;
    chain s;
    ot_error err;
    ot_projection *p = NULL;
    enum { N_PROBES = 5 };
    uint64_t seen[N_PROBES] = {0};
    ot_probe probe[N_PROBES];
    for (size_t i = 0; i < N_PROBES; i++)
        probe[i] = (ot_probe){"count", &seen[i], begin_count, add_count, NULL};
    chain_open(&s, MODEL);
    ot_run_options options = ot_projection_options(s.model);
    options.draws = 5000;
    const ot_case *const *c = (const ot_case *const *)s.c;
    assert_int_equal(ot_projection_shape(s.model, c, s.n, &options, NULL, &p, &err), OT_OK);
    assert_int_equal(ot_projection_fill(p, c, &options, probe, N_PROBES, s.notes, &err), OT_OK);
    for (size_t i = 0; i < N_PROBES; i++)
        assert_int_equal(seen[i], 5000);
    ot_projection_free(p);
    chain_close(&s);
}

static void declared_numbers_come_back_plain(void **state) {
    (void)state;
    assert_near(ot_declared(7.0 * 0.01, 0.01), 7.0, 0.0);
    assert_near(ot_declared(8.25 * 0.01, 0.01), 8.25, 0.0);
    assert_near(ot_declared(3.3 * 0.001, 0.001), 3.3, 0.0);
    assert_near(ot_declared(246.3, 1.0), 246.3, 0.0);
    assert_true(isnan(ot_declared(NAN, 0.01)));
}

static void no_scenario_is_an_error_of_usage(void **state) {
    (void)state;
    chain s;
    ot_error err;
    ot_projection *p = NULL;
    chain_open(&s, MODEL);
    ot_run_options options = ot_projection_options(s.model);
    assert_int_equal(ot_projection_new(s.model, NULL, 0, &options, NULL, &p, &err), OT_ERR_USAGE);
    options.draws = 1;
    const ot_case *const *c = (const ot_case *const *)s.c;
    assert_int_equal(ot_projection_new(s.model, c, 1, &options, NULL, &p, &err), OT_ERR_USAGE);
    assert_null(p);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities_are_those_of_the_closed_form),
        cmocka_unit_test(a_certain_target_has_an_error_all_the_same),
        cmocka_unit_test(the_shortfall_is_the_mean_gap_of_the_draws_that_miss),
        cmocka_unit_test(draws_that_are_not_finite_are_counted_and_do_not_meet),
        cmocka_unit_test(a_certain_answer_far_from_the_base_is_warned_of),
        cmocka_unit_test(a_range_says_that_a_value_far_from_the_base_is_meant),
        cmocka_unit_test(bands_are_those_of_the_closed_form),
        cmocka_unit_test(small_runs_and_histograms_agree_within_their_errors),
        cmocka_unit_test(further_quantiles_stand_among_those_of_the_model),
        cmocka_unit_test(the_reference_executor_meets_the_closed_form_too),
        cmocka_unit_test(groups_count_the_targets_that_a_draw_meets),
        cmocka_unit_test(counts_have_quantiles_of_type_7),
        cmocka_unit_test(a_target_that_is_never_finite_is_left_out_of_joint_counts),
        cmocka_unit_test(any_number_of_further_probes_see_the_draws),
        cmocka_unit_test(declared_numbers_come_back_plain),
        cmocka_unit_test(no_scenario_is_an_error_of_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
