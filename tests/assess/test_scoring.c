/* Forecasts of files beside their outturns: scores by hand, matching, versions, skill, faults. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/scoring/scoring.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "scratch.h"

enum { PATH_SIZE = 256 };

static void write_file(char path[PATH_SIZE], const char *text) {
    scratch_name(path, PATH_SIZE, "scoring-XXXXXX");
    const int fd = mkstemp(path);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static ot_status load(const char *forecasts, const char *outturns, const char *reference,
                      ot_scoring **out, ot_error *err) {
    char a[PATH_SIZE], b[PATH_SIZE];
    write_file(a, forecasts);
    write_file(b, outturns);
    const ot_status status = ot_scoring_load(a, b, reference, NULL, out, err);
    remove(a);
    remove(b);
    return status;
}

#define HEAD "model_id,location,output_type,output_type_id,value\n"

static ot_scoring *loaded(const char *forecasts, const char *outturns, const char *reference) {
    ot_scoring *s = NULL;
    ot_error err;
    if (load(forecasts, outturns, reference, &s, &err)) fail_msg("%s", err.text[0]);
    return s;
}

static const char FIVE[] = HEAD "m,a,quantile,0.1,-1\nm,a,quantile,0.25,0\nm,a,quantile,0.5,1\n"
                                "m,a,quantile,0.75,2\nm,a,quantile,0.9,3\n"
                                "m,b,quantile,0.1,-2\nm,b,quantile,0.25,1\nm,b,quantile,0.5,2\n"
                                "m,b,quantile,0.75,2\nm,b,quantile,0.9,4\n";

/* Two rows of scoringutils (tests/fixtures/scoring/interval_quantile_scores.csv). */
static void quantiles_score_as_in_scoringutils(void **state) {
    (void)state;
    ot_scoring *s = loaded(FIVE, "location,observation\na,1\nb,-15\n", NULL);
    const ot_scoring_group *g = ot_scoring_find(s, 0, OT_SCORING_ANY, 0);
    assert_int_equal(g->n, 2);
    assert_close(g->wis, (0.36 + 15.34) / 2.0, 1e-12, 0.0);
    assert_close(g->interval[1], (4.0 + 136.0) / 2.0, 1e-12, 0.0);
    assert_close(g->coverage[0], 0.5, 0.0, 0.0);
    assert_true(isnan(g->coverage[3])); /* there is no such band */
    assert_close(g->mae, 17.0 / 2.0, 1e-14, 0.0);
    assert_close(g->bias, 17.0 / 2.0, 1e-14, 0.0);
    assert_int_equal(s->n_axes, 1);
    assert_close(ot_scoring_find(s, 0, 0, 1)->wis, 15.34, 1e-12, 0.0);
    ot_scoring_free(s);
}

static void draws_means_and_medians_count(void **state) {
    (void)state;
    ot_scoring *s = loaded(HEAD "m,a,sample,1,1.2\nm,a,sample,2,3.4\nm,a,sample,3,2.2\n"
                                "m,a,sample,4,5.1\nm,a,sample,5,4.4\nm,a,mean,,3\n"
                                "m,b,median,,7\nm,b,mean,NA,8\n",
                           "location,value\na,3.26\nb,9\n", NULL);
    const ot_scoring_group *a = ot_scoring_find(s, 0, 0, 0), *b = ot_scoring_find(s, 0, 0, 1);
    assert_close(a->crps, 0.448, 1e-12, 0.0); /* scoringRules crps_edf */
    assert_close(a->rmse, 0.26, 1e-12, 0.0);  /* of the mean; the rest of the median */
    assert_close(a->mae, 0.14, 1e-12, 0.0);
    assert_close(b->mae, 2.0, 1e-14, 0.0);
    assert_close(b->rmse, 1.0, 1e-14, 0.0);
    assert_true(isnan(b->crps));
    ot_scoring_free(s);
}

/* The year of an outturn is that of the origin and the years ahead; of versions the last counts. */
static void years_are_found_and_the_last_version_counts(void **state) {
    (void)state;
    ot_scoring *s =
        loaded("origin,horizon,output_type,output_type_id,value\n"
               "2020,1,median,,5\n2020,2,median,,6\n2021,1,median,,7\n",
               "year,as_of,value\n2021,2022-03,4\n2021,2023-01,3\n2022,2023-01,9\n", NULL);
    const ot_scoring_group *g = ot_scoring_find(s, 0, OT_SCORING_ANY, 0);
    assert_int_equal(g->n, 3);
    assert_close(g->bias, (2.0 - 3.0 - 2.0) / 3.0, 1e-14, 0.0);
    ot_scoring_free(s);
}

static const char OUTTURNS[] = "location,value\na,2\nb,4\nc,9\n";

/* Forecasts [0, 1] of each place from an origin; those of 2020 hold 3 of 4 times, of 2021 once in
 * two, that of 2022 does not: by hand, sums of what lies beyond 4/7 are 5/7, -1/7 and -4/7. */
static void coverage_errors_are_of_sums_of_origins(void **state) {
    (void)state;
    static const char *const PLACE[] = {"2020,a", "2020,b", "2020,c", "2020,d",
                                        "2021,a", "2021,b", "2022,a"};
    static const char VALUE[][8] = {"0.5", "0.5", "0.5", "9", "0.5", "9", "9"};
    char forecasts[1024] = "origin,location,output_type,output_type_id,value\n";
    char outturns[512] = "origin,location,observation\n";
    for (size_t i = 0; i < sizeof PLACE / sizeof *PLACE; i++) {
        char *end = forecasts + strlen(forecasts);
        (void)sprintf(end, "%s,quantile,0.25,0\n%s,median,,0.5\n%s,quantile,0.75,1\n", PLACE[i],
                      PLACE[i], PLACE[i]);
        (void)sprintf(outturns + strlen(outturns), "%s,%s\n", PLACE[i], VALUE[i]);
    }
    ot_scoring *s = loaded(forecasts, outturns, NULL);
    const ot_scoring_group *g = ot_scoring_find(s, 0, OT_SCORING_ANY, 0);
    assert_int_equal(s->n_told_origins, 3);
    assert_int_equal(s->n_told, 4);
    assert_close(g->coverage[0], 4.0 / 7.0, 1e-14, 0.0);
    assert_close(g->coverage_error[0], sqrt(42.0 / 49.0 * 1.5) / 7.0, 1e-14, 0.0);
    assert_true(isnan(g->coverage_error[1])); /* there is no such band */
    const ot_scoring_group *d = ot_scoring_find(s, 0, 1, 3);
    assert_true(isnan(d->coverage_error[0])); /* one origin */
    ot_scoring_free(s);
}

/* The error of the coverage of six origins: does the band of each hold? */
static double error_of(const char holds[7], int horizon) {
    char forecasts[1024] = "origin,horizon,output_type,output_type_id,value\n";
    char outturns[512] = "year,observation\n";
    for (int t = 0; t < 6; t++) {
        char *end = forecasts + strlen(forecasts), id[32];
        (void)snprintf(id, sizeof id, "%d,%d", 2001 + t, horizon);
        (void)sprintf(end, "%s,quantile,0.25,0\n%s,median,,0.5\n%s,quantile,0.75,1\n", id, id, id);
        (void)sprintf(outturns + strlen(outturns), "%d,%s\n", 2001 + t + horizon,
                      holds[t] == '1' ? "0.5" : "9");
    }
    ot_scoring *s = loaded(forecasts, outturns, NULL);
    const double error = ot_scoring_find(s, 0, OT_SCORING_ANY, 0)->coverage_error[0];
    ot_scoring_free(s);
    return error;
}

/* By hand: half a unit beyond at each origin, squares 1.5; of 111000 neighbours' products are 0.75,
 * those two years apart 0; of 101010 the first are negative. */
static void coverage_errors_count_what_origins_share(void **state) {
    (void)state;
    assert_close(error_of("111000", 1), sqrt(1.5 * 6.0 / 5.0) / 6.0, 1e-14, 0.0);
    assert_close(error_of("111000", 2), sqrt(3.0 * 36.0 / (4.0 * 5.0)) / 6.0, 1e-14, 0.0);
    assert_close(error_of("111000", 3), sqrt(3.0 * 36.0 / (3.0 * 4.0)) / 6.0, 1e-14, 0.0);
    assert_close(error_of("101010", 2), sqrt(1.5 * 6.0 / 5.0) / 6.0, 1e-14, 0.0);
    assert_true(isnan(error_of("111000", 6)));
}

/* Without a column of models the file names it. */
static void a_file_names_its_model(void **state) {
    (void)state;
    static const char BARE[] = "location,unit,output_type,output_type_id,value\n"
                               "a,CNY,median,,1\nb,CNY_1M,median,,2\n";
    char folder[PATH_SIZE], forecasts[PATH_SIZE + 32], outturns[PATH_SIZE];
    scratch_name(folder, sizeof folder, "scoring-XXXXXX");
    assert_non_null(mkdtemp(folder));
    (void)snprintf(forecasts, sizeof forecasts, "%s/2024-01-06-team-model.csv", folder);
    write_file(outturns, BARE);
    assert_int_equal(rename(outturns, forecasts), 0);
    write_file(outturns, OUTTURNS);
    ot_scoring *s = NULL;
    ot_error err;
    if (ot_scoring_load(forecasts, outturns, NULL, NULL, &s, &err)) fail_msg("%s", err.text[0]);
    assert_int_equal(s->n_methods, 1);
    assert_string_equal(s->method[0], "team-model");
    assert_int_equal(s->n_axes, 1); /* a unit says nothing of what was forecast */
    ot_scoring_free(s);
    remove(forecasts);
    remove(outturns);
    remove(folder);
}

static const char TWO[] = HEAD "x,a,median,,1\nx,b,median,,2\nx,c,median,,9\n"
                               "y,a,median,,3\ny,b,median,,6\n";

static void skill_is_of_what_both_have_forecast(void **state) {
    (void)state;
    ot_scoring *s = loaded(TWO, OUTTURNS, "y");
    const ot_scoring_group *x = ot_scoring_find(s, 0, OT_SCORING_ANY, 0);
    assert_int_equal(x->n, 3);
    assert_int_equal(x->against[0].absolute.n, 2);
    assert_close(x->against[0].absolute.skill, 0.0, 0.0, 1e-14);
    ot_scoring_free(s);
}

/* What is wrong, where: line and column, and what the sentence says. */
static void faults_have_their_place(void **state) {
    (void)state;
    static const struct fault {
        const char *forecasts, *outturns, *reference, *says;
        ot_status status;
        int line, column;
    } FAULT[] = {
        {"model_id,value\nm,1\n", OUTTURNS, NULL, "no column \"output_type\"", OT_ERR_INPUT, 1, 1},
        {HEAD, OUTTURNS, NULL, "has no forecasts", OT_ERR_INPUT, 0, 0},
        {HEAD "m,a,pmf,low,0.2\n", OUTTURNS, NULL, "type cdf or pmf", OT_ERR_INPUT, 0, 0},
        {HEAD "m,a,quantil,0.5,1\n", OUTTURNS, NULL, "output_type is", OT_ERR_INPUT, 2, 5},
        {HEAD "m,a,quantile,1.5,1\n", OUTTURNS, NULL, "output_type_id is", OT_ERR_INPUT, 2, 14},
        {HEAD "m,a,quantile,0.5,x\n", OUTTURNS, NULL, "value is", OT_ERR_INPUT, 2, 18},
        {HEAD "m,a,quantile,0.5,inf\n", OUTTURNS, NULL, "value is", OT_ERR_INPUT, 2, 18},
        {HEAD "m,a,quantile,0.5,1\nm,a,quantile,0.5,2\n", OUTTURNS, NULL, "stands in line 2",
         OT_ERR_INPUT, 3, 18},
        {HEAD "m,a,quantile,0.9,1\nm,a,quantile,0.5,2\n", OUTTURNS, NULL, "below that of 0.5",
         OT_ERR_INPUT, 2, 18},
        {TWO, "location,year\na,2\n", NULL, "no column of outturns", OT_ERR_INPUT, 1, 1},
        {TWO, "place,value\na,2\n", NULL, "no column is called", OT_ERR_INPUT, 1, 1},
        {TWO, "location,value\na,2\na,3\n", NULL, "stands in line 2", OT_ERR_INPUT, 3, 3},
        {TWO, "location,value\na,two\n", NULL, "must be a number", OT_ERR_INPUT, 2, 3},
        {TWO, "location,value\nz,2\n", NULL, "no forecast has an outturn", OT_ERR_INPUT, 0, 0},
        {TWO, OUTTURNS, "z", "no model \"z\"", OT_ERR_USAGE, 0, 0},
        {HEAD "m,a\x1b[1m,median,,1\n", OUTTURNS, NULL, "control character 0x1B", OT_ERR_INPUT, 2,
         3},
        {"a,a,output_type,output_type_id,value\n1,2,median,,3\n", OUTTURNS, NULL,
         "two columns are called", OT_ERR_INPUT, 1, 3},
    };
    for (size_t i = 0; i < sizeof FAULT / sizeof *FAULT; i++) {
        const struct fault *f = &FAULT[i];
        ot_scoring *s = NULL;
        ot_error err;
        assert_int_equal(load(f->forecasts, f->outturns, f->reference, &s, &err), f->status);
        if (!strstr(err.text[OT_LANGUAGE_EN], f->says))
            fail_msg("fault %zu says %s", i, err.text[OT_LANGUAGE_EN]);
        if (err.line != f->line || err.column != f->column)
            fail_msg("fault %zu is at %d:%d", i, err.line, err.column);
        assert_null(s);
    }
}

typedef struct two_files {
    char forecasts[PATH_SIZE], outturns[PATH_SIZE];
} two_files;

static int attempt(void *state) {
    const two_files *f = state;
    ot_scoring *s = NULL;
    const ot_status status = ot_scoring_load(f->forecasts, f->outturns, NULL, NULL, &s, NULL);
    ot_scoring_free(s);
    return (int)status;
}

static void every_failing_allocation_is_told(void **state) {
    (void)state;
    two_files f;
    write_file(f.forecasts, TWO);
    write_file(f.outturns, OUTTURNS);
    assert_true(fail_each_allocation(attempt, &f, OT_ERR_NOMEM) > 5);
    remove(f.forecasts);
    remove(f.outturns);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_score_as_in_scoringutils),
        cmocka_unit_test(draws_means_and_medians_count),
        cmocka_unit_test(years_are_found_and_the_last_version_counts),
        cmocka_unit_test(coverage_errors_are_of_sums_of_origins),
        cmocka_unit_test(coverage_errors_count_what_origins_share),
        cmocka_unit_test(a_file_names_its_model),
        cmocka_unit_test(skill_is_of_what_both_have_forecast),
        cmocka_unit_test(faults_have_their_place),
        cmocka_unit_test(every_failing_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
