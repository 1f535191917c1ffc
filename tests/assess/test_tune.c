/* Tests of outturn/tune.h: optima with a closed form, several valleys, years held out, statuses. */
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

#include "assess/tune/loss.h"
#include "assess/tune/tune.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/config.h"
#include "outturn/document.h"
#include "outturn/init.h"
#include "outturn/overlay.h"
#include "scratch.h"

/* x grows from 100 in 2015; wave is a curve with three valleys in w, the lowest at w = 8; both of z
 * need one another's parameters. None of the data is of a place. */
static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "data: { files = ( \"tune.csv\" ); };\n"
    "drivers: {\n"
    "  g: { unit = \"share\"; value = 0.02; range = ( -0.5, 0.5 );\n"
    "       law = { family = \"normal\"; scale = 0.01; }; };\n"
    "  w: { unit = \"index\"; value = 1.0; range = ( 0.0, 10.0 ); };\n"
    "  s: { unit = \"index\"; value = 2.0; }; n: { unit = \"index\"; value = 0.0; };\n"
    "  idle: { unit = \"index\"; value = 3.0; };\n"
    "  path: { unit = \"index\"; value = 1.0; };\n"
    "  slow: { unit = \"percent\"; value = 2.0; };\n"
    "};\n"
    "constants: { c = 0.5; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"x = x(-1) * (1 + g)\"; };\n"
    "  wave: { unit = \"index\"; equation = \"wave = (w - 8)^2 * (0.1 + (w - 1.2)^2 * 0.05)\"; };\n"
    "  root: { unit = \"index\"; equation = \"root = log(s - 1)\"; };\n"
    "  line: { unit = \"index\"; equation = \"line = a + b * (year - 2018)\";\n"
    "          coefficients = { a = { value = 1.0; }; b = { value = 1.0; }; };\n"
    "          residual = { scale = 1.0; }; };\n"
    "  fitted: { unit = \"index\"; equation = \"fitted = m0 * c * 2\"; coefficients = { m0 = { }; "
    "};\n"
    "            estimate = { method = \"ols\"; }; };\n"
    "  noise: { unit = \"index\"; equation = \"noise = n + e\";\n"
    "           coefficients = { e = { value = 0.0; }; }; residual = { scale = 2.0; }; };\n"
    "  crawl: { unit = \"index\"; equation = \"crawl = crawl(-1) * (1 + slow)\"; };\n"
    "  walled: { unit = \"index\"; equation = \"walled = walled(-1) * (1 + slow) + 0 * log(slow - "
    "0.0019)\"; };\n"
    "  pathy: { unit = \"index\"; equation = \"pathy = c\"; };\n"
    "};\n"
    "scenarios: { base: { }; other: { drivers = { g = { value = ( 0.1, 0.1, 0.1 ); }; }; }; };\n";

static const char DATA[] = "indicator,year,value\n"
                           "x,2015,100\nx,2016,103\nx,2017,107\nx,2018,109\nx,2019,114\n"
                           "x,2020,116\nx,2021,130\nx,2022,140\n"
                           "wave,2016,0\nwave,2017,0\nroot,2016,1\nroot,2017,1\n"
                           "line,2016,1\nline,2017,3\nline,2018,4\nline,2019,8\nline,2020,9\n"
                           "fitted,2016,1\nfitted,2017,2\nfitted,2018,3\nfitted,2019,10\n"
                           "crawl,2015,100\ncrawl,2016,100.3\ncrawl,2017,100.4\n"
                           "crawl,2018,100.5\ncrawl,2019,100.8\n"
                           "walled,2015,100\nwalled,2016,100.3\nwalled,2017,100.4\n"
                           "walled,2018,100.5\nwalled,2019,100.8\n"
                           "noise,2017,1.5\npathy,2017,0.5\n";

enum { PATH_SIZE = 128 };
static char model_path[PATH_SIZE], folder[48];

static void put_file(const char *name, const char *text, char path[PATH_SIZE]) {
    (void)snprintf(path, PATH_SIZE, "%.48s/%.60s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fputs(text, f) < 0, 0);
    assert_int_equal(fclose(f), 0);
}

typedef struct tuned {
    ot_notes *notes;
    ot_table *table;
    ot_tune *t;
    ot_error err;
    ot_status status;
} tuned;

typedef struct question {
    ot_parameter parameter[12];
    size_t n_parameters;
    const char *fit[3];
    size_t n_fit;
    const char *set[2];
    size_t n_sets;
    ot_tune_options o;
} question;

static void ask(tuned *k, const question *q) {
    char path[PATH_SIZE];
    const char *file = path;
    (void)snprintf(path, sizeof path, "%s/tune.csv", folder);
    memset(k, 0, sizeof *k);
    assert_int_equal(ot_notes_new(&k->notes, &k->err), OT_OK);
    assert_int_equal(ot_table_load(&file, 1, k->notes, &k->table, &k->err), OT_OK);
    k->status = ot_tune_new(model_path, q->set, q->n_sets, k->table, NULL, q->parameter,
                            q->n_parameters, q->fit, q->n_fit, &q->o, k->notes, &k->t, &k->err);
}

static void answer(tuned *k, const question *q) {
    ask(k, q);
    if (k->status) fail_msg("%s: %s", k->err.file, k->err.text[OT_LANGUAGE_EN]);
}

static void done(tuned *k) {
    ot_tune_free(k->t);
    ot_table_free(k->table);
    ot_notes_free(k->notes);
}

static question of(const char *parameter, const char *fit) {
    question q = {.n_parameters = 1, .n_fit = 1, .o = ot_tune_options_default()};
    q.parameter[0] = (ot_parameter){parameter, (double)NAN, (double)NAN};
    q.fit[0] = fit;
    return q;
}

static int has_note(const tuned *k, const char *part) {
    for (size_t i = 0; i < ot_notes_count(k->notes); i++)
        if (strstr(ot_notes_at(k->notes, i)->text[OT_LANGUAGE_EN], part)) return 1;
    return 0;
}

/* Static: x is 100, 103 ... times 1 + g, so that the best g is a regression through the origin. */
static void a_static_growth_is_a_regression_through_the_origin(void **state) {
    (void)state;
    static const double x[] = {100, 103, 107, 109, 114, 116, 130, 140};
    double xy = 0.0, xx = 0.0, ss = 0.0;
    for (int i = 1; i < 8; i++) {
        xy += x[i] * x[i - 1];
        xx += x[i - 1] * x[i - 1];
    }
    const double g = xy / xx - 1.0;
    for (int i = 1; i < 8; i++)
        ss += pow(x[i] - (1.0 + g) * x[i - 1], 2);
    question q = of("g", "x");
    q.o.mode = "static";
    tuned k;
    answer(&k, &q);
    assert_int_equal(k.t->problem.first_year, 2016);
    assert_int_equal(k.t->problem.last_year, 2022);
    assert_close(k.t->parameter[0].value, g, 0.0, 1e-6);
    assert_close(k.t->best.fit, sqrt(ss / 7.0), 1e-9, 0.0);
    assert_int_equal(k.t->parameter[0].verdict, OT_TUNED_TOLD);
    assert_int_equal(k.t->parameter[0].bound, 0);
    done(&k);
}

/* A parabola in b: the loss is 5 % above the least where SS is 1.05^2 of the least. */
static void the_interval_is_where_the_loss_is_5_percent_above_the_least(void **state) {
    (void)state;
    static const double y[] = {1, 3, 4, 8, 9}; /* years 2016 to 2020, at -2 .. 2 */
    double sxy = 0.0, ss = 0.0;
    for (int i = 0; i < 5; i++)
        sxy += (i - 2) * (y[i] - 5.0);
    const double b = sxy / 10.0;
    for (int i = 0; i < 5; i++)
        ss += pow(y[i] - 5.0 - b * (i - 2), 2);
    question q = of("indicators.line.coefficients.a.value", "line");
    q.parameter[1] = (ot_parameter){"indicators.line.coefficients.b.value", -5.0, 7.0};
    q.n_parameters = 2;
    tuned k;
    answer(&k, &q);
    assert_close(k.t->parameter[0].value, 5.0, 1e-5, 0.0);
    assert_close(k.t->parameter[1].value, b, 1e-5, 0.0);
    assert_close(k.t->best.fit, sqrt(ss / 5.0), 1e-8, 0.0);
    const double half = sqrt((1.05 * 1.05 - 1.0) * ss / 10.0); /* of b: a does not depend on it */
    assert_close(k.t->parameter[1].to - b, half, 0.02, 0.0);
    assert_close(b - k.t->parameter[1].from, half, 0.02, 0.0);
    assert_true(k.t->has_refits);
    /* 1 % of the range of b is 0.12 */
    const double there = sqrt((ss + 10.0 * 0.12 * 0.12) / ss);
    assert_close(k.t->parameter[1].sensitivity, 100.0 * (there - 1.0), 1e-3, 0.0);
    assert_close(k.t->parameter[1].profile[4].loss, k.t->best.fit, 1e-7, 0.0);
    for (int i = 1; i < OT_PROFILE_POINTS; i++)
        assert_true(k.t->parameter[1].profile[i].value > k.t->parameter[1].profile[i - 1].value);
    done(&k);
}

/* wave has a valley at about 1.2 beside that at 8: a simplex from 1 ends there. */
static void the_global_stage_finds_the_valley_that_a_simplex_from_the_start_does_not(void **state) {
    (void)state;
    question q = of("w", "wave");
    tuned k;
    answer(&k, &q);
    assert_close(k.t->parameter[0].value, 8.0, 1e-3, 0.0);
    done(&k);
    q.parameter[0].low = 0.0; /* where 8 is out of reach there is another one */
    q.parameter[0].high = 4.0;
    answer(&k, &q);
    assert_true(k.t->parameter[0].value > 1.0 && k.t->parameter[0].value < 1.6);
    assert_true(k.t->best.fit > 1.0);
    done(&k);
}

/* Dynamic: x(t) = 100 (1 + g)^t. The years 2021 and 2022, which jump, are held out. */
static void years_held_out_do_not_move_the_answer(void **state) {
    (void)state;
    static const double x[] = {103, 107, 109, 114, 116, 130, 140};
    question q = of("g", "x");
    q.o.hold_out = 2;
    tuned k;
    answer(&k, &q);
    const double g = k.t->parameter[0].value;
    double slope = 0.0, held = 0.0, start = 0.0;
    for (int t = 1; t <= 5; t++)
        slope += (x[t - 1] - 100.0 * pow(1.0 + g, t)) * 100.0 * t * pow(1.0 + g, t - 1);
    for (int t = 6; t <= 7; t++) {
        held += pow(x[t - 1] - 100.0 * pow(1.0 + g, t), 2) / 2.0;
        start += pow(x[t - 1] - 100.0 * pow(1.02, t), 2) / 2.0;
    }
    assert_close(slope, 0.0, 0.0, 0.05); /* its terms are of the size of 1000 */
    assert_int_equal(k.t->problem.last_fitted, 2020);
    assert_int_equal(k.t->indicator[0].n_fit, 5);
    assert_int_equal(k.t->indicator[0].n_hold, 2);
    assert_close(k.t->best.hold, sqrt(held), 1e-9, 0.0);
    assert_close(k.t->start.hold, sqrt(start), 1e-9, 0.0);
    done(&k);
}

/* fitted is its mean: of 2016 to 2018 that is 2, and of all four years 4. */
static void estimation_does_not_see_what_is_held_out(void **state) {
    (void)state;
    question q = of("constants.c", "fitted");
    q.o.hold_out = 1;
    tuned k;
    answer(&k, &q);
    assert_close(k.t->start.hold, 8.0, 1e-9, 0.0);
    done(&k);
}

static double crps_of_normal(double mean, double sd, double y) { /* Gneiting and Raftery 2007 */
    const double z = (y - mean) / sd, pi = 3.14159265358979323846;
    const double density = exp(-0.5 * z * z) / sqrt(2.0 * pi), share = 0.5 * erfc(-z / sqrt(2.0));
    return sd * (z * (2.0 * share - 1.0) + 2.0 * density - 1.0 / sqrt(pi));
}

static void crps_of_a_sample_is_that_of_its_distribution(void **state) {
    (void)state;
    double two[] = {1.0, 4.0}, one_apart[] = {3.0, 1.0, 2.0};
    assert_close(ot_crps(two, 2, 2.0), 1.5 - 0.5 * 3.0, 0.0, 1e-15);
    /* |3-5| |1-5| |2-5| by 3, less the mean 4/3 of the pairs by 2 */
    assert_close(ot_crps(one_apart, 3, 5.0), 3.0 - 2.0 / 3.0, 1e-15, 0.0);
    double broken[] = {1.0, (double)NAN};
    assert_true(isnan(ot_crps(broken, 2, 0.0)));
    question q = of("n", "noise"); /* noise is n + 2 N(0, 1), and 1.5 was observed */
    q.parameter[0] = (ot_parameter){"n", -10.0, 10.0};
    q.o.loss = OT_LOSS_CRPS;
    q.o.draws = 20000;
    q.o.points = 8;
    tuned k;
    answer(&k, &q);
    assert_close(k.t->start.fit, crps_of_normal(0.0, 2.0, 1.5), 0.0, 0.03);
    assert_close(k.t->best.fit, crps_of_normal(1.5, 2.0, 1.5), 0.0, 0.01);
    assert_close(k.t->parameter[0].value, 1.5, 0.0, 0.1);
    done(&k);
}

/* 1,024 draws of it, so that chance moves the answer by a hundredth, a design by far less. */
static void crps_follows_the_sampling_asked_for(void **state) {
    (void)state;
    double found[OT_N_SAMPLINGS];
    for (int i = 0; i < OT_N_SAMPLINGS; i++) {
        question q = of("n", "noise");
        q.parameter[0] = (ot_parameter){"n", -10.0, 10.0};
        q.o.loss = OT_LOSS_CRPS;
        q.o.draws = 1024;
        q.o.points = 8;
        q.o.has_sampling = i > 0; /* the model file's is the first */
        q.o.sampling = (ot_sampling)i;
        tuned k;
        answer(&k, &q);
        assert_int_equal(k.t->problem.options.sampling, i);
        found[i] = fabs(k.t->start.fit - crps_of_normal(0.0, 2.0, 1.5));
        done(&k);
    }
    assert_true(found[OT_SAMPLING_SOBOL] < 0.003 && found[OT_SAMPLING_LHS] < 0.003);
    assert_true(found[OT_SAMPLING_RANDOM] > found[OT_SAMPLING_SOBOL]);
}

/* Errors count in mean absolute changes: of x (3 + 4) / 2, of line (2 + 1) / 2. */
static void several_indicators_count_alike(void **state) {
    (void)state;
    question q = of("g", "x");
    q.fit[1] = "line";
    q.n_fit = 2;
    q.o.first_year = 2016;
    q.o.last_year = 2018;
    tuned k;
    answer(&k, &q);
    const double x_scale = (4.0 + 2.0) / 2.0, line_scale = (2.0 + 1.0) / 2.0;
    assert_close(k.t->indicator[0].scale, x_scale, 1e-12, 0.0);
    const double x = pow(103 - 102.0, 2) + pow(107 - 104.04, 2) + pow(109 - 106.1208, 2);
    const double line = pow(1 + 1, 2) + pow(3 - 0, 2) + pow(4 - 1, 2);
    assert_close(k.t->indicator[0].start_fit, sqrt(x / 3.0), 1e-9, 0.0);
    assert_close(k.t->start.fit,
                 sqrt((x / 3.0 / x_scale / x_scale + line / 3.0 / line_scale / line_scale) / 2.0),
                 1e-9, 0.0);
    q.o.loss = OT_LOSS_MAPE;
    done(&k);
    answer(&k, &q);
    const double share = (1.0 / 103 + 2.96 / 107 + 2.8792 / 109) / 3.0 * 100.0;
    assert_close(k.t->indicator[0].start_fit, share, 1e-9, 0.0);
    done(&k);
}

static void points_without_a_solution_are_counted(void **state) {
    (void)state;
    question q = of("s", "root"); /* log(s - 1) = 1 at s = 1 + e; none below 1 */
    tuned k;
    answer(&k, &q);
    assert_close(k.t->parameter[0].low, -18.0, 1e-12, 0.0); /* 2 less ten times 2 */
    assert_close(k.t->parameter[0].value, 1.0 + exp(1.0), 1e-6, 0.0);
    assert_true(k.t->problem.n_failures > 5);
    assert_true(has_note(&k, "points without a finite loss"));
    done(&k);
}

static void a_value_that_is_not_finite_has_no_finite_loss(void **state) {
    (void)state;
    static const double VALUE[] = {(double)NAN, (double)INFINITY};
    const question q = of("idle", "x"); /* which would not mind */
    tuned k;
    answer(&k, &q);
    for (size_t i = 0; i < 2; i++) {
        double loss = 0.0;
        const size_t before = k.t->problem.n_failures;
        assert_int_equal(ot_tune_loss(&k.t->problem, &VALUE[i], &loss, &k.err), OT_OK);
        assert_close(loss, (double)INFINITY, 0.0, 0.0);
        assert_int_equal(k.t->problem.n_failures, before + 1);
    }
    done(&k);
}

static void ends_and_idle_parameters_are_told(void **state) {
    (void)state;
    question q = of("g", "x");
    q.parameter[0] = (ot_parameter){"g", 0.0, 0.03};
    q.parameter[1] = (ot_parameter){"idle", (double)NAN, (double)NAN};
    q.n_parameters = 2;
    tuned k;
    answer(&k, &q);
    assert_int_equal(k.t->parameter[0].bound, 1);
    assert_close(k.t->parameter[0].value, 0.03, 0.0, 0.0);
    assert_int_equal(k.t->parameter[1].verdict, OT_TUNED_IDLE);
    assert_true(has_note(&k, "g.value sits at an end of its range"));
    assert_true(has_note(&k, "does not depend on drivers.idle.value"));
    done(&k);
}

/* 0.2 percent typed by hand is suspected to be a slip; among values that are tried it is none. */
static void growth_near_0_percent_is_seen(void **state) {
    (void)state;
    question q = of("slow", "crawl");
    tuned k, ranged;
    answer(&k, &q);
    q.set[0] = "drivers.slow.range=( -18.0, 22.0 )";
    q.n_sets = 1;
    answer(&ranged, &q);
    const ot_tuned_parameter *p = &k.t->parameter[0];
    assert_int_equal(k.t->problem.n_failures, 0);
    assert_true(p->value > 0.15 && p->value < 0.25);
    assert_close(p->value, ranged.t->parameter[0].value, 1e-6, 0.0);
    assert_int_equal(p->verdict, OT_TUNED_TOLD);
    assert_true(p->is_guessed && !ranged.t->parameter[0].is_guessed);
    assert_true(has_note(&k, "the range of drivers.slow.value, -18 to 22, is guessed"));
    assert_false(has_note(&ranged, "is guessed"));
    done(&ranged);
    done(&k);
}

static void an_answer_near_0_percent_can_be_read_again(void **state) {
    (void)state;
    const question q = of("slow", "crawl");
    char path[PATH_SIZE];
    tuned k;
    ot_overlay *overlay;
    ot_spec *spec;
    answer(&k, &q);
    assert_int_equal(ot_tune_write(k.t, OT_LANGUAGE_EN, folder, &k.err), OT_OK);
    (void)snprintf(path, sizeof path, "%s/tuned.cfg", folder);
    assert_int_equal(ot_overlay_load(path, &overlay, &k.err), OT_OK);
    const char *set = ot_overlay_set(overlay, 0);
    assert_non_null(strstr(set, "drivers.slow.value:=0."));
    assert_int_equal(ot_spec_load(model_path, &set, 1, NULL, &spec, &k.err), OT_OK);
    ot_spec_free(spec);
    set = "drivers.slow.value=0.2";
    assert_int_equal(ot_spec_load(model_path, &set, 1, NULL, &spec, &k.err), OT_ERR_INPUT);
    ot_overlay_free(overlay);
    assert_int_equal(remove(path), 0);
    done(&k);
}

/* The interval of growth is 0.185 to 0.201 percent where no logarithm has a wall at 0.19. */
static void an_interval_that_ends_where_the_model_fails_is_told(void **state) {
    (void)state;
    question q = of("slow", "walled");
    q.parameter[0].low = 0.0;
    q.parameter[0].high = 3.0;
    tuned k;
    answer(&k, &q);
    const ot_tuned_parameter *p = &k.t->parameter[0];
    assert_int_equal(p->fails[0], 1);
    assert_int_equal(p->fails[1], 0);
    assert_close(p->from, 0.19, 0.002, 0.0);
    assert_true(has_note(&k, "because the model cannot be made or solved beyond"));
    done(&k);
}

static void a_wrong_question_is_told(void **state) {
    (void)state;
    static const struct {
        const char *parameter;
        double low, high;
        const char *fit, *mode, *says;
        int hold_out;
        ot_loss loss;
    } CASE[] = {
        {"gg", NAN, NAN, "x", "dynamic", "did you mean \"g\"", 0, OT_LOSS_RMSE},
        {"drivers.g.law.scal", NAN, NAN, "x", "dynamic", "did you mean \"scale\"", 0, OT_LOSS_RMSE},
        {"drivers.g.law.family", NAN, NAN, "x", "dynamic", "must be a number", 0, OT_LOSS_RMSE},
        {"model.first_year", 1, 2, "x", "dynamic", "must be a number", 0, OT_LOSS_RMSE},
        {"path", NAN, NAN, "x", "dynamic", "such as drivers.path.value.0", 0, OT_LOSS_RMSE},
        {"n", NAN, NAN, "noise", "dynamic", "give one: n=LOW:HIGH", 0, OT_LOSS_RMSE},
        {"g", 0.1, 0.1, "x", "dynamic", "low must be below high", 0, OT_LOSS_RMSE},
        {"g", 0.1, 0.2, "x", "dynamic", "outside of the range", 0, OT_LOSS_RMSE},
        {"drivers.g.law.persistence", -2, 0.5, "x", "dynamic", "allows -1 to 1", 0, OT_LOSS_RMSE},
        {"n", -1e308, 1e308, "noise", "dynamic", "holds its width", 0, OT_LOSS_RMSE},
        {"s", 1e-300, 1e300, "root", "dynamic", "the ratio of both", 0, OT_LOSS_RMSE},
        {"s", 1.0, INFINITY, "root", "dynamic", "the ratio of both", 0, OT_LOSS_RMSE},
        {"g", NAN, NAN, "y", "dynamic", "unknown indicator", 0, OT_LOSS_RMSE},
        {"g", NAN, NAN, "x", "residuals", "no simulation", 0, OT_LOSS_RMSE},
        {"g", NAN, NAN, "x", "static", "crps needs draws", 0, OT_LOSS_CRPS},
        {"g", NAN, NAN, "x", "dynamic", "one at least must be left", 7, OT_LOSS_RMSE},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        question q = of(CASE[i].parameter, CASE[i].fit);
        q.parameter[0].low = CASE[i].low;
        q.parameter[0].high = CASE[i].high;
        q.o.mode = CASE[i].mode;
        q.o.hold_out = CASE[i].hold_out;
        q.o.loss = CASE[i].loss;
        q.set[0] = "drivers.path.value=( 1.0, 2.0, 3.0 )";
        q.n_sets = strcmp(CASE[i].parameter, "path") == 0;
        tuned k;
        ask(&k, &q);
        assert_int_equal(k.status, OT_ERR_USAGE);
        if (!strstr(k.err.text[OT_LANGUAGE_EN], CASE[i].says))
            fail_msg("%s: %s", CASE[i].says, k.err.text[OT_LANGUAGE_EN]);
        done(&k);
    }
}

static void counts_that_are_wrong_are_told(void **state) {
    (void)state;
    question q = of("g", "x");
    tuned k;
    q.n_parameters = 0;
    ask(&k, &q);
    assert_int_equal(k.status, OT_ERR_USAGE);
    done(&k);
    q.n_parameters = 11;
    ask(&k, &q);
    assert_int_equal(k.status, OT_ERR_USAGE);
    done(&k);
    q = of("g", "x");
    q.parameter[1] = q.parameter[0];
    q.n_parameters = 2;
    ask(&k, &q);
    assert_int_equal(k.status, OT_ERR_USAGE);
    assert_non_null(strstr(k.err.text[OT_LANGUAGE_EN], "named twice"));
    done(&k);
    q.n_parameters = 1;
    q.n_fit = 0;
    ask(&k, &q);
    assert_int_equal(k.status, OT_ERR_USAGE);
    done(&k);
}

static void a_model_that_cannot_follow_history_says_why(void **state) {
    (void)state;
    question q = of("g", "pathy");
    q.set[0] = "drivers.path.value=( 1.0, 2.0, 3.0 )";
    q.n_sets = 1;
    tuned k;
    ask(&k, &q);
    assert_int_equal(k.status, OT_ERR_INPUT);
    assert_non_null(strstr(k.err.text[OT_LANGUAGE_EN], "3 values; must be 1 for all years"));
    done(&k);
}

static void no_point_with_a_loss_is_an_error(void **state) {
    (void)state;
    question q = of("s", "root");
    q.set[0] = "drivers.s.value=0.2";
    q.n_sets = 1;
    q.parameter[0] = (ot_parameter){"s", -1.0, 0.5};
    q.o.points = 4;
    tuned k;
    ask(&k, &q);
    assert_int_equal(k.status, OT_ERR_NUMERIC);
    done(&k);
}

static void the_answer_is_written_as_an_overlay_that_can_be_read(void **state) {
    (void)state;
    question q = of("g", "x");
    q.o.mode = "static";
    q.o.points = 4;
    tuned k;
    char path[PATH_SIZE], where[PATH_SIZE];
    answer(&k, &q);
    (void)snprintf(where, sizeof where, "%s/out", folder);
    assert_int_equal(ot_tune_write(k.t, OT_LANGUAGE_EN, where, &k.err), OT_OK);
    assert_int_equal(ot_tune_write(k.t, OT_LANGUAGE_ZH, where, &k.err), OT_OK); /* its own */
    ot_overlay *o = NULL;
    (void)snprintf(path, sizeof path, "%s/out/tuned.cfg", folder);
    assert_int_equal(ot_overlay_load(path, &o, &k.err), OT_OK);
    assert_int_equal(ot_overlay_count(o), 1);
    char set[64];
    (void)snprintf(set, sizeof set, "drivers.g.value=%.8g", k.t->parameter[0].value);
    assert_string_equal(ot_overlay_set(o, 0), set);
    ot_overlay_free(o);
    put_file("out/tuned.cfg", "model: { };\n", path);
    assert_int_equal(ot_tune_write(k.t, OT_LANGUAGE_EN, where, &k.err), OT_ERR_USAGE);
    assert_non_null(strstr(k.err.text[OT_LANGUAGE_EN], "is not replaced"));
    done(&k);
    (void)unlink(path);
    (void)rmdir(where);
}

/* The k-th of the allocations of a whole tuning, for some k: each must end it cleanly. */
static void failing_allocations_end_the_search(void **state) {
    (void)state;
    question q = of("g", "x");
    q.o.points = 2;
    q.o.first_year = 2016;
    q.o.last_year = 2018;
    for (int k = 0, failed = 1; failed && k < 4000; k += 1 + k / 4) {
        tuned t;
        char path[PATH_SIZE];
        const char *file = path;
        (void)snprintf(path, sizeof path, "%s/tune.csv", folder);
        memset(&t, 0, sizeof t);
        assert_int_equal(ot_table_load(&file, 1, NULL, &t.table, &t.err), OT_OK);
        fail_allocation(k);
        t.status = ot_tune_new(model_path, NULL, 0, t.table, NULL, q.parameter, 1, q.fit, 1, &q.o,
                               NULL, &t.t, &t.err);
        failed = allocation_has_failed();
        fail_allocation(-1);
        assert_int_equal(t.status, failed ? OT_ERR_NOMEM : OT_OK);
        done(&t);
    }
}

static int make_files(void **state) {
    (void)state;
    char path[PATH_SIZE];
    scratch_name(folder, sizeof folder, "tune");
    if (!mkdtemp(folder)) return 1;
    put_file("model.cfg", MODEL, model_path);
    put_file("tune.csv", DATA, path);
    ot_init();
    return 0;
}

static int remove_files(void **state) {
    (void)state;
    char path[PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/tune.csv", folder);
    return unlink(path) || unlink(model_path) || rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_static_growth_is_a_regression_through_the_origin),
        cmocka_unit_test(the_interval_is_where_the_loss_is_5_percent_above_the_least),
        cmocka_unit_test(the_global_stage_finds_the_valley_that_a_simplex_from_the_start_does_not),
        cmocka_unit_test(years_held_out_do_not_move_the_answer),
        cmocka_unit_test(estimation_does_not_see_what_is_held_out),
        cmocka_unit_test(crps_of_a_sample_is_that_of_its_distribution),
        cmocka_unit_test(crps_follows_the_sampling_asked_for),
        cmocka_unit_test(several_indicators_count_alike),
        cmocka_unit_test(points_without_a_solution_are_counted),
        cmocka_unit_test(a_value_that_is_not_finite_has_no_finite_loss),
        cmocka_unit_test(ends_and_idle_parameters_are_told),
        cmocka_unit_test(growth_near_0_percent_is_seen),
        cmocka_unit_test(an_answer_near_0_percent_can_be_read_again),
        cmocka_unit_test(an_interval_that_ends_where_the_model_fails_is_told),
        cmocka_unit_test(a_wrong_question_is_told),
        cmocka_unit_test(counts_that_are_wrong_are_told),
        cmocka_unit_test(a_model_that_cannot_follow_history_says_why),
        cmocka_unit_test(no_point_with_a_loss_is_an_error),
        cmocka_unit_test(the_answer_is_written_as_an_overlay_that_can_be_read),
        cmocka_unit_test(failing_allocations_end_the_search),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
