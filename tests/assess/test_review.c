/* Tests of outturn/review.h on a log-normal model, whose answers have closed forms. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "assess/make.h"
#include "assess/review/review.h"
#include "assess/review/review_probe.h"
#include "base/buffer.h"
#include "chain.h"
#include "close_to.h"
#include "data/table.h"
#include "failing_alloc.h"
#include "outturn/document.h"
#include "scratch.h"

/* log x grows by g ~ N(0.05, 0.02) a year: in 2024 log(x / 100) is N(0.10, 0.02 sqrt 2). */
static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { g: { unit = \"share\"; value = 0.05; law = { family = \"normal\"; scale = 0.02; };"
    " }; h: { unit = \"share\"; value = 0.05; law = { family = \"normal\"; scale = 0.02; }; }; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"dlog(x) = g\"; start = { year = 2022; value = 100.0; };"
    " };\n"
    "  y: { unit = \"index\"; equation = \"dlog(y) = h\"; start = { year = 2022; value = 100.0; };"
    " };\n"
    "};\n"
    "targets: ( { id = \"high\"; indicator = \"x\"; year = 2024; at_least = 112.0; },\n"
    " { id = \"low\"; indicator = \"x\"; year = 2024; at_most = 108.0; },\n"
    " { id = \"other\"; indicator = \"y\"; year = 2024; at_least = 112.0; } );\n";

enum { DRAWS = 200000 };
static const double MEAN = 0.10, SD = 0.028284271247461901; /* 0.02 sqrt(2) */

static void open_review(chain *s, uint64_t draws, size_t threads, ot_review **out) {
    ot_error err;
    const ot_review_options options = ot_review_options_default();
    ot_run_options run = ot_projection_options(s->model);
    run.draws = draws;
    run.threads = threads;
    if (ot_review_new(s->model, (const ot_case *const *)s->c, s->n, &run, &options, NULL, out,
                      &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

/* By histogram and, of few draws, exactly. */
static void levels_are_those_of_the_lognormal(void **state) {
    (void)state;
    const uint64_t draws[] = {DRAWS, 10000};
    chain s;
    chain_open(&s, MODEL);
    for (size_t i = 0; i < 2; i++) {
        ot_review *r = NULL;
        open_review(&s, draws[i], 2, &r);
        const double error = 6.0 / sqrt((double)draws[i]);
        for (size_t q = 0; q < OT_REVIEW_N_SURE; q++) {
            const double p = ot_review_sure[q], z = gsl_cdf_ugaussian_Pinv(p);
            const double slack = error * SD * sqrt(p * (1.0 - p)) / gsl_ran_ugaussian_pdf(z);
            assert_close(log(r->c[0].target[0].attainable[q] / 100.0), MEAN - z * SD, 0.0, slack);
            assert_close(log(r->c[0].target[1].attainable[q] / 100.0), MEAN + z * SD, 0.0, slack);
        }
        const double p = gsl_cdf_ugaussian_Q((log(1.12) - MEAN) / SD);
        assert_close(r->projection->c[0].target[0].probability, p, 0.0,
                     error * sqrt(p * (1.0 - p)));
        assert_int_equal(r->c[0].target[0].verdict, OT_DIFFICULT);
        ot_review_free(r);
    }
    chain_close(&s);
}

/* The mean of g over both years, given that twice it is at least log 1.12: a truncated normal. */
static void means_given_that_it_is_met_are_those_of_a_truncated_normal(void **state) {
    (void)state;
    chain s;
    ot_review *r = NULL;
    chain_open(&s, MODEL);
    open_review(&s, DRAWS, 2, &r);
    const ot_conditional *c = &r->c[0].target[0].conditional;
    const double z = (log(1.12) - MEAN) / SD, p = gsl_cdf_ugaussian_Q(z);
    const double sd = SD / 2.0, hazard = gsl_ran_ugaussian_pdf(z) / p;
    assert_int_equal(c->n, OT_REVIEW_PILOT);
    assert_close((double)c->n_met / (double)c->n, p, 0.0, 6.0 * sqrt(p * (1.0 - p) / (double)c->n));
    assert_int_equal(c->n_inputs, 1); /* h has no part in it */
    assert_int_equal(c->input[0].input, 0);
    assert_close(c->input[0].correlation, 1.0, 0.0, 1e-12);
    assert_close(c->input[0].mean, 0.05, 0.0, 6.0 * sd / 64.0);
    assert_close(c->input[0].mean_met, 0.05 + sd * hazard, 0.0, 6.0 * sd / sqrt((double)c->n_met));
    ot_review_free(r);
    chain_close(&s);
}

/* At least 112 and at most 108 of one index: never together, though one is had in three draws of
 * ten, one in two. */
static void only_targets_that_exclude_each_other_conflict(void **state) {
    (void)state;
    chain s;
    ot_review *r = NULL;
    chain_open(&s, MODEL);
    open_review(&s, DRAWS, 2, &r);
    assert_int_equal(r->c[0].n_conflicts, 1);
    const ot_conflict *c = &r->c[0].conflict[0];
    assert_int_equal(c->n_targets, 2);
    assert_int_equal(c->target[0], 0);
    assert_int_equal(c->target[1], 1);
    assert_close(c->joint, 0.0, 0.0, 0.0);
    assert_true(c->mcse > 0.0);
    const double expected =
        gsl_cdf_ugaussian_Q((log(1.12) - MEAN) / SD) * gsl_cdf_ugaussian_P((log(1.08) - MEAN) / SD);
    assert_close(c->expected, expected, 0.12, 0.0); /* six errors of 16,384 draws */
    ot_review_free(r);
    chain_close(&s);
}

/* 112 is 5.83 percent a year over two years; the first year in which it is met with 50 percent
 * would be after the last. 108 at most is met in 2023 (log 1.08 is 1.35 sd above 0.05). */
static void growth_is_asked_from_the_last_outturn(void **state) {
    (void)state;
    chain s;
    ot_review *r = NULL;
    chain_open(&s, MODEL);
    open_review(&s, DRAWS, 2, &r);
    const ot_required_growth *g = &r->facts[0].growth;
    assert_int_equal(g->base_year, 2022);
    assert_int_equal(g->n_years, 2);
    assert_close(g->growth, 100.0 * (sqrt(1.12) - 1.0), 1e-12, 0.0);
    assert_false(g->is_most);
    assert_true(r->facts[1].growth.is_most);
    assert_int_equal(r->c[0].target[0].year_met[0], 0);
    assert_int_equal(r->c[0].target[1].year_met[1], 2023);
    ot_review_free(r);
    chain_close(&s);
}

/* 0.10 + 2 d - z(0.8) sd = log 1.12, and g alone moves. */
static void the_least_change_is_that_of_the_closed_form(void **state) {
    (void)state;
    chain s;
    ot_error err;
    ot_review *r = NULL;
    chain_open(&s, MODEL);
    ot_review_options options = ot_review_options_default();
    ot_run_options run = ot_projection_options(s.model);
    run.draws = 20000;
    options.reach = 0.8;
    assert_int_equal(
        ot_review_new(s.model, (const ot_case *const *)s.c, s.n, &run, &options, NULL, &r, &err),
        OT_OK);
    const ot_reach *x = &r->facts[0].reach;
    const double z = gsl_cdf_ugaussian_Pinv(0.8);
    const double slack =
        4.0 * sqrt(0.8 * 0.2 / OT_REACH_DRAWS) / gsl_ran_ugaussian_pdf(z) * SD / 2.0;
    assert_int_equal(x->state, OT_REACH_FOUND);
    assert_int_equal(x->n_changes, 1);
    assert_int_equal(x->change[0].driver, 0);
    assert_close(x->change[0].shift, (log(1.12) - MEAN + z * SD) / 2.0, 0.0, slack);
    assert_close(x->probability, 0.8, 0.0, 0.002);
    for (size_t g = 0; g < r->projection->n_groups; g++) /* of 2024: all three exclude each other */
        assert_int_not_equal(r->group_reach[g].state, OT_REACH_FOUND);
    ot_review_free(r);
    chain_close(&s);
}

/* The normal's CRPS: Gneiting & Raftery 2007, JASA 102, p. 367; here of the level 100 exp(0.10). */
static void what_came_is_scored(void **state) {
    (void)state;
    static const char CAME[] = "indicator,year,value\nx,2024,113\n";
    chain s;
    ot_error err;
    ot_review *r = NULL;
    ot_table *came = NULL;
    chain_open(&s, MODEL);
    assert_int_equal(ot_table_parse("came.csv", CAME, sizeof CAME - 1, NULL, &came, &err), OT_OK);
    ot_review_options options = ot_review_options_default();
    ot_run_options run = ot_projection_options(s.model);
    run.draws = 20000;
    options.outturns = came;
    assert_int_equal(
        ot_review_new(s.model, (const ot_case *const *)s.c, s.n, &run, &options, NULL, &r, &err),
        OT_OK);
    const double p = r->projection->c[0].target[0].probability;
    const double low = r->projection->c[0].target[1].probability;
    const ot_target_score *x = &r->c[0].target[0].score;
    assert_true(x->is_known && x->is_met);
    assert_true(r->c[0].target[1].score.is_known && !r->c[0].target[1].score.is_met);
    assert_false(r->c[0].target[2].score.is_known);
    assert_close(x->brier, (1.0 - p) * (1.0 - p), 1e-12, 0.0);
    assert_close(x->log_score, -log(p), 1e-3, 0.0);
    assert_close(r->c[0].target[1].score.log_score, -log(1.0 - low), 1e-3, 0.0);
    assert_close(x->outturn, 113.0, 1e-12, 0.0);
    const double z = (log(1.13) - MEAN) / SD;
    assert_close(x->percentile, 100.0 * gsl_cdf_ugaussian_P(z), 0.0, 600.0 * 0.5 / 64.0);
    /* nearly normal: sd of the level 110.5 * 0.0283 */
    const double sd = 110.5 * SD;
    const double crps = sd * (z * (2.0 * gsl_cdf_ugaussian_P(z) - 1.0) +
                              2.0 * gsl_ran_ugaussian_pdf(z) - 1.0 / sqrt(acos(-1.0)));
    assert_close(x->crps, crps, 0.08, 0.0);
    const ot_review_scores *all = &r->c[0].scores;
    assert_int_equal(all->n, 2);
    assert_int_equal(all->n_met, 1);
    assert_close(all->expected, p + low, 1e-12, 0.0);
    assert_close(all->brier, ((1.0 - p) * (1.0 - p) + low * low) / 2.0, 1e-12, 0.0);
    ot_review_free(r);
    ot_table_free(came);
    chain_close(&s);
}

static void json_of(const chain *s, const ot_review *r, ot_buffer *out) {
    ot_error err;
    const ot_writer writer = ot_buffer_writer(out);
    ot_parts parts = {.spec = s->spec, .model = s->model, .review = r};
    assert_int_equal(
        ot_report_write(OT_REPORT_REVIEW, &parts, OT_FORMAT_JSON, OT_LANGUAGE_EN, &writer, &err),
        OT_OK);
}

/* g may rise by 0.01 and no farther: log x of 2024 is N(0.12, SD) at best. */
static void no_driver_leaves_its_range(void **state) {
    (void)state;
    static const char *const RANGE[] = {"(-0.5, 0.06)", "(-0.5, 0.09)"};
    const char *rest = strstr(MODEL, " law = {"); /* of g */
    for (size_t i = 0; i < 2; i++) {
        chain s;
        ot_error err;
        ot_review *r = NULL;
        char text[2000];
        (void)snprintf(text, sizeof text, "%.*s range = %s;%s", (int)(rest - MODEL), MODEL,
                       RANGE[i], rest);
        chain_open(&s, text);
        ot_review_options options = ot_review_options_default();
        ot_run_options run = ot_projection_options(s.model);
        run.draws = 20000;
        options.reach = 0.8;
        assert_int_equal(ot_review_new(s.model, (const ot_case *const *)s.c, s.n, &run, &options,
                                       NULL, &r, &err),
                         OT_OK);
        const ot_reach *x = &r->facts[0].reach;
        const double best = gsl_cdf_ugaussian_Q((log(1.12) - 0.12) / SD);
        assert_int_equal(x->state, i == 0 ? OT_REACH_TOO_FAR : OT_REACH_FOUND);
        if (i == 0) assert_close(x->probability, best, 0.0, 6.0 * 0.5 / sqrt(OT_REACH_DRAWS));
        if (i == 1) {
            assert_int_equal(x->n_changes, 1);
            assert_false(x->change[0].is_at_end);
            assert_close(x->change[0].from, 0.05, 0.0, 1e-12);
            assert_close(x->change[0].to, 0.05 + x->change[0].shift, 0.0, 1e-12);
        }
        ot_review_free(r);
        chain_close(&s);
    }
}

static void threads_do_not_show(void **state) {
    (void)state;
    chain s;
    ot_buffer one = {0};
    chain_open(&s, MODEL);
    for (size_t threads = 1; threads <= 3; threads++) {
        ot_review *r = NULL;
        ot_buffer own = {0};
        open_review(&s, DRAWS, threads, &r);
        json_of(&s, r, threads == 1 ? &one : &own);
        if (threads > 1) {
            assert_int_equal(own.length, one.length);
            assert_memory_equal(own.data, one.data, one.length);
        }
        ot_buffer_clear(&own);
        ot_review_free(r);
    }
    ot_buffer_clear(&one);
    chain_close(&s);
}

static void write_shard(const chain *s, const ot_run_options *run) {
    static const size_t scenario[] = {0};
    ot_error err;
    ot_projection *p = NULL;
    ot_review_tallies t;
    ot_arena *arena = ot_arena_new();
    const ot_case *const *c = (const ot_case *const *)s->c;
    assert_int_equal(ot_projection_shape(s->model, c, 1, run, NULL, &p, &err), OT_OK);
    assert_int_equal(ot_review_tallies_init(&t, p, scenario, arena, &err), OT_OK);
    const ot_probe probe = ot_review_tallies_probe(&t);
    if (ot_projection_fill(p, c, run, &probe, 1, NULL, &err)) fail_msg("%s", err.text[0]);
    ot_review_tallies_clear(&t);
    ot_arena_free(arena);
    ot_projection_free(p);
}

static void shards_are_the_whole(void **state) {
    (void)state;
    chain s;
    ot_error err;
    char folder[256], name[2][300];
    ot_buffer whole = {0}, merged = {0};
    ot_review *r = NULL, *of_shards = NULL;
    chain_open(&s, MODEL);
    scratch_name(folder, sizeof folder, "review");
    assert_non_null(mkdtemp(folder));
    ot_run_options run = ot_projection_options(s.model);
    run.draws = DRAWS;
    for (uint32_t k = 0; k < 2; k++) {
        ot_run_options own = run;
        (void)snprintf(name[k], sizeof name[k], "%s/%u", folder, (unsigned)k);
        own.part = (ot_run_part){.shard = k + 1, .n_shards = 2, .file = name[k]};
        write_shard(&s, &own);
    }
    const char *const file[] = {name[1], name[0]};
    run.part = (ot_run_part){.merged = file, .n_merged = 2};
    const ot_review_options options = ot_review_options_default();
    if (ot_review_new(s.model, (const ot_case *const *)s.c, s.n, &run, &options, NULL, &of_shards,
                      &err))
        fail_msg("%s", err.text[0]);
    open_review(&s, DRAWS, 2, &r);
    json_of(&s, r, &whole);
    json_of(&s, of_shards, &merged);
    assert_int_equal(merged.length, whole.length);
    assert_memory_equal(merged.data, whole.data, whole.length);
    ot_buffer_clear(&whole);
    ot_buffer_clear(&merged);
    ot_review_free(r);
    ot_review_free(of_shards);
    for (size_t k = 0; k < 2; k++)
        assert_int_equal(remove(name[k]), 0);
    assert_int_equal(rmdir(folder), 0);
    chain_close(&s);
}

typedef struct attempt_desk {
    chain s;
    ot_table *came;
} attempt_desk;

static int attempt(void *state) {
    const attempt_desk *d = state;
    ot_error err;
    ot_review *r = NULL;
    ot_review_options options = ot_review_options_default();
    ot_run_options run = ot_projection_options(d->s.model);
    run.draws = 600;
    run.threads = 1;
    options.reach = 0.8;
    options.outturns = d->came;
    const ot_status status = ot_review_new(d->s.model, (const ot_case *const *)d->s.c, d->s.n, &run,
                                           &options, NULL, &r, &err);
    ot_review_free(r);
    return (int)status;
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    static const char CAME[] = "indicator,year,value\nx,2024,113\n";
    attempt_desk d = {.came = NULL};
    ot_error err;
    chain_open(&d.s, MODEL);
    assert_int_equal(ot_table_parse("came.csv", CAME, sizeof CAME - 1, NULL, &d.came, &err), OT_OK);
    assert_true(fail_each_allocation(attempt, &d, OT_ERR_NOMEM) > 50);
    ot_table_free(d.came);
    chain_close(&d.s);
}

static void a_bound_belongs_to_the_surer_side(void **state) {
    (void)state;
    assert_int_equal(ot_review_verdict_of(0.90), OT_VERY_LIKELY);
    assert_int_equal(ot_review_verdict_of(0.8999), OT_LIKELY);
    assert_int_equal(ot_review_verdict_of(0.66), OT_LIKELY);
    assert_int_equal(ot_review_verdict_of(0.33), OT_ABOUT_EVEN);
    assert_int_equal(ot_review_verdict_of(0.10), OT_DIFFICULT);
    assert_int_equal(ot_review_verdict_of(0.0999), OT_VERY_DIFFICULT);
    assert_int_equal(ot_review_verdict_of(0.0), OT_VERY_DIFFICULT);
    assert_int_equal(ot_review_verdict_of((double)NAN), OT_NO_VERDICT);
}

static void parts_of_runs_and_wrong_matches_are_refused(void **state) {
    (void)state;
    chain s;
    ot_error err;
    ot_review *r = NULL;
    ot_review_options options = ot_review_options_default();
    chain_open(&s, MODEL);
    ot_run_options run = ot_projection_options(s.model);
    const ot_review_match match = {"nobody", "x"};
    run.part.file = "part";
    assert_int_equal(
        ot_review_new(s.model, (const ot_case *const *)s.c, s.n, &run, &options, NULL, &r, &err),
        OT_ERR_USAGE);
    run.part.file = NULL;
    options.match = &match;
    options.n_matches = 1;
    assert_int_equal(
        ot_review_new(s.model, (const ot_case *const *)s.c, s.n, &run, &options, NULL, &r, &err),
        OT_ERR_USAGE);
    assert_null(r);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_those_of_the_lognormal),
        cmocka_unit_test(means_given_that_it_is_met_are_those_of_a_truncated_normal),
        cmocka_unit_test(only_targets_that_exclude_each_other_conflict),
        cmocka_unit_test(growth_is_asked_from_the_last_outturn),
        cmocka_unit_test(the_least_change_is_that_of_the_closed_form),
        cmocka_unit_test(no_driver_leaves_its_range),
        cmocka_unit_test(what_came_is_scored),
        cmocka_unit_test(threads_do_not_show),
        cmocka_unit_test(shards_are_the_whole),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(a_bound_belongs_to_the_surer_side),
        cmocka_unit_test(parts_of_runs_and_wrong_matches_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
