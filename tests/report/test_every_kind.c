/* Every kind of report in every format: made of a whole answer it says something, and where memory
 * runs out it says so. What single reports say is in other tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "chain.h"
#include "data/plan.h"
#include "data/table.h"
#include "failing_alloc.h"
#include "outturn/backtest.h"
#include "outturn/document.h"
#include "outturn/init.h"
#include "scratch.h"

static const char MODEL[] =
    "model: { id = \"m\"; title = { zh = \"计划\"; en = \"plan\"; };"
    " first_year = 2023; last_year = 2024; };\n"
    "run: { draws = 500; seed = 5; };\n"
    "constants: { k = { value = 2.0; unit = \"percent\"; source = \"a custom of the house\"; }; "
    "};\n"
    "drivers: { g: { unit = \"percent\"; value = 5.0; range = ( 0.0, 9.0 );"
    " law = { family = \"normal\"; scale = 2.0; }; }; };\n"
    "indicators: { x: { unit = \"CNY_100M\"; equation = \"pch(x) = g + k + a\";\n"
    "  coefficients = { a = { mean = 0.0; sd = 0.01; source = \"a guess\"; }; };\n"
    "  residual = { scale = 0.01; source = \"what neighbours had\"; };\n"
    "  start = { year = 2022; value = 100.0; }; }; };\n"
    "scenarios: { base: { }; high: { extends = \"base\"; conditional = true;"
    " drivers = { g = { value = 7.0; }; }; }; };\n"
    "targets: ( { id = \"t\"; indicator = \"x\"; measure = \"growth\"; year = 2023;"
    " at_least = 7.0; } );\n";

/* The same growth, tuned to what is observed. */
static const char TUNED[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { g: { unit = \"percent\"; value = 5.0; }; };\n"
    "indicators: { x: { unit = \"CNY_100M\"; equation = \"pch(x) = g\"; }; };\n";

static const char PANEL[] = "area,year,indicator,value\n"
                            "a,2010,x,100\na,2011,x,106\na,2012,x,111\na,2013,x,121\na,2014,x,125\n"
                            "b,2010,x,50\nb,2011,x,54\nb,2012,x,56\nb,2013,x,61\nb,2014,x,66\n"
                            "c,2010,x,80\nc,2011,x,82\nc,2012,x,83\nc,2013,x,90\nc,2014,x,91\n";
static const char OBSERVED[] = "indicator,year,value\nx,2018,100\nx,2019,104\nx,2020,109\n"
                               "x,2021,113\nx,2022,120\n";
static const char PLAN[] =
    "id,name_zh,unit_zh,cell_2021,cell_2022,cell_growth_2022,cell_plan_2023,cell_plan_growth_2023,"
    "growth_basis,note\n"
    "t,进出口总额,亿元,,10.00,,12.00,12,nominal,\n"
    "e,出口总额,亿元,,6.00,,9.00,50,nominal,\n"
    "i,进口总额,亿元,,4.00,,4.40,10,nominal,\n";

/* An answer of each kind; tuning reads its model from a file. */
typedef struct answers {
    chain s;
    ot_table *panel, *observed;
    ot_plan *plan;
    ot_path *path;
    ot_projection *projection;
    ot_comparison *comparison;
    ot_solution *solution;
    ot_attribution *attribution;
    ot_multipliers *multipliers;
    ot_seek *seek;
    ot_tune *tune;
    ot_prior *prior;
    ot_review *review;
    ot_trace *trace;
    ot_audit *audit;
    ot_scoring *scoring;
    ot_panel_forecasts *forecasts;
    char file[64], panel_file[64];
    ot_error err;
} answers;

static void done(const answers *a, ot_status status) {
    if (status) fail_msg("%s", a->err.text[OT_LANGUAGE_EN]);
}

static void put_file(char *name, size_t size, const char *text) {
    const size_t n = strlen(text);
    scratch_name(name, size, "kinds-XXXXXX");
    const int file = mkstemp(name);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, n), n);
    assert_int_equal(close(file), 0);
}

static void open_tables(answers *a) {
    const char *panel = a->panel_file;
    put_file(a->panel_file, sizeof a->panel_file, PANEL);
    put_file(a->file, sizeof a->file, TUNED);
    done(a, ot_table_load(&panel, 1, NULL, &a->panel, &a->err));
    done(a, ot_table_parse("o.csv", OBSERVED, strlen(OBSERVED), NULL, &a->observed, &a->err));
    done(a, ot_plan_parse("plan.csv", PLAN, strlen(PLAN), NULL, &a->plan, &a->err));
}

static void ask_model(answers *a) {
    const ot_model *m = a->s.model;
    const ot_case *const *c = (const ot_case *const *)a->s.c;
    const ot_run_options run = ot_projection_options(m);
    const ot_review_options review = ot_review_options_default();
    static const char *const G[] = {"g"};
    const ot_goal goal = {.indicator = "x", .year = 2024, .value = 120.0};
    const ot_instrument instrument = {.name = "g", .weight = 1.0};
    done(a, ot_projection_new(m, c, a->s.n, &run, a->s.notes, &a->projection, &a->err));
    done(a, ot_comparison_new(m, c[0], c[1], &run, NULL, &a->comparison, &a->err));
    done(a, ot_solution_new(m, c, a->s.n, NULL, a->s.notes, &a->solution, &a->err));
    done(a, ot_attribution_new(m, c[0], c[1], "x", &a->attribution, &a->err));
    done(a, ot_path_new(m, c[0], NULL, a->s.notes, &a->path, &a->err));
    done(a, ot_multipliers_new(m, a->path, G, 1, &a->multipliers, &a->err));
    done(a, ot_seek_new(m, a->path, &goal, 1, &instrument, 1, a->s.notes, &a->seek, &a->err));
    done(a, ot_review_new(m, c, a->s.n, &run, &review, a->s.notes, &a->review, &a->err));
    done(a, ot_trace_new(m, a->s.fit, a->path, "x", 2024, &a->trace, &a->err));
}

static void ask_data(answers *a) {
    static const char *const NAIVE[] = {"naive"}, *const X[] = {"x"};
    const ot_parameter g = {"g", 0.0, 9.0};
    ot_tune_options tune = ot_tune_options_default();
    ot_backtest_options backtest = ot_backtest_options_default();
    ot_panel_forecast_options forecast = ot_panel_forecast_options_default();
    const ot_prior_options prior = {0};
    tune.points = 4;
    backtest.method = NAIVE;
    backtest.n_methods = 1;
    backtest.min_history = 3;
    backtest.horizon = 1;
    backtest.threads = 1;
    forecast.method = NAIVE;
    forecast.n_methods = 1;
    done(a, ot_tune_new(a->file, NULL, 0, a->observed, NULL, &g, 1, X, 1, &tune, a->s.notes,
                        &a->tune, &a->err));
    done(a, ot_prior_new(a->panel, "x", &prior, a->s.notes, &a->prior, &a->err));
    done(a, ot_audit_new(a->plan, NULL, a->s.notes, &a->audit, &a->err));
    done(a, ot_backtest_panel(a->panel, &backtest, a->s.notes, &a->scoring, &a->err));
    done(a, ot_panel_forecasts_new(a->panel, &forecast, a->s.notes, &a->forecasts, &a->err));
}

static int open_answers(void **state) {
    answers *a = calloc(1, sizeof *a);
    assert_non_null(a);
    chain_open(&a->s, MODEL);
    open_tables(a);
    ask_model(a);
    ask_data(a);
    *state = a;
    return 0;
}

static int close_answers(void **state) {
    answers *a = *state;
    (void)remove(a->file);
    (void)remove(a->panel_file);
    ot_panel_forecasts_free(a->forecasts);
    ot_scoring_free(a->scoring);
    ot_audit_free(a->audit);
    ot_prior_free(a->prior);
    ot_tune_free(a->tune);
    ot_trace_free(a->trace);
    ot_review_free(a->review);
    ot_seek_free(a->seek);
    ot_multipliers_free(a->multipliers);
    ot_path_free(a->path);
    ot_attribution_free(a->attribution);
    ot_solution_free(a->solution);
    ot_comparison_free(a->comparison);
    ot_projection_free(a->projection);
    ot_plan_free(a->plan);
    ot_table_free(a->observed);
    ot_table_free(a->panel);
    chain_close(&a->s);
    free(a);
    return 0;
}

/* One report to be written. */
struct page {
    ot_report_kind kind;
    ot_format format;
    ot_parts parts;
    ot_buffer text;
};

static struct page page_of(const answers *a, int kind, int format) {
    const int is_of_panel = kind == OT_REPORT_PRIOR;
    return (struct page){(ot_report_kind)kind,
                         (ot_format)format,
                         {.spec = a->s.spec,
                          .table = is_of_panel ? a->panel : a->s.table,
                          .plan = kind == OT_REPORT_AUDIT ? a->plan : NULL,
                          .model = a->s.model,
                          .fit = a->s.fit,
                          .projection = a->projection,
                          .comparison = a->comparison,
                          .solution = a->solution,
                          .attribution = (const ot_attribution *const *)&a->attribution,
                          .n_attributions = 1,
                          .multipliers = a->multipliers,
                          .seek = a->seek,
                          .tune = a->tune,
                          .prior = (const ot_prior *const *)&a->prior,
                          .n_priors = 1,
                          .review = a->review,
                          .trace = a->trace,
                          .audit = a->audit,
                          .scoring = a->scoring,
                          .panel = a->forecasts,
                          .notes = a->s.notes,
                          .is_detailed = 1},
                         {0}};
}

/* A buffer that had no room has failed by itself. */
static int attempt(void *state) {
    struct page *p = state;
    ot_error err;
    ot_buffer_clear(&p->text);
    const ot_writer writer = ot_buffer_writer(&p->text);
    const ot_status status =
        ot_report_write(p->kind, &p->parts, p->format, OT_LANGUAGE_ZH, &writer, &err);
    return p->text.failed ? OT_ERR_NOMEM : (int)status;
}

/* Memory that a writer lacks is an error of writing. A scratch that is lacking may be done without,
 * if nothing of the report is. */
static void fail_each(struct page *p) {
    assert_int_equal(attempt(p), OT_OK);
    const ot_buffer whole = p->text;
    int failed = 1;
    for (int k = 0; failed; k++) {
        p->text = (ot_buffer){0};
        fail_allocation(k);
        const int status = attempt(p);
        failed = allocation_has_failed();
        fail_allocation(-1);
        if (status != OT_ERR_NOMEM && status != OT_ERR_IO &&
            (status || strcmp(p->text.data, whole.data) != 0))
            fail_msg("kind %d, format %d, allocation %d: status %d", (int)p->kind, (int)p->format,
                     k, status);
        ot_buffer_clear(&p->text);
    }
    free(whole.data);
}

static void memory_may_run_out_in_every_kind_and_format(void **state) {
    for (int kind = OT_REPORT_CHECK; kind <= OT_REPORT_WHOLE; kind++)
        for (int format = 0; format < OT_N_FORMATS; format++) {
            struct page p = page_of(*state, kind, format);
            fail_each(&p);
            assert_int_equal(attempt(&p), OT_OK);
            if (format == OT_FORMAT_JSON) assert_non_null(strstr(p.text.data, "\"schema\""));
            ot_buffer_clear(&p.text);
        }
}

static void sources_of_residuals_and_constants_are_told(void **state) {
    static const struct {
        ot_report_kind kind;
        const char *said[2];
    } ROW[] = {{OT_REPORT_ESTIMATE, {"what neighbours had"}},
               {OT_REPORT_TRACE, {"what neighbours had", "a custom of the house"}},
               {OT_REPORT_WHOLE, {"what neighbours had", "a custom of the house"}}};
    for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++)
        for (int format = 0; format < OT_N_FORMATS; format++) {
            const int is_table = format == OT_FORMAT_CSV && ROW[i].kind != OT_REPORT_ESTIMATE;
            const int is_of_review = format == OT_FORMAT_JSON && ROW[i].kind == OT_REPORT_WHOLE;
            struct page p = page_of(*state, (int)ROW[i].kind, format);
            assert_int_equal(attempt(&p), OT_OK);
            for (size_t k = 0; k < 2 && ROW[i].said[k] && !is_table && !is_of_review; k++)
                if (!strstr(p.text.data, ROW[i].said[k])) fail_msg("%s", p.text.data);
            ot_buffer_clear(&p.text);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_may_run_out_in_every_kind_and_format),
        cmocka_unit_test(sources_of_residuals_and_constants_are_told),
    };
    ot_init();
    return cmocka_run_group_tests(tests, open_answers, close_answers);
}
