/* What series teach: the forecaster auto, its training and its file. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "comma.h"
#include "failing_alloc.h"
#include "forecast/lesson.h"
#include "scratch.h"

enum { N_SERIES = 60, N_YEARS = 20 };

static double value[N_SERIES][N_YEARS];
static ot_training_series series[N_SERIES];

static double normal(uint64_t *random) {
    double sum = -6.0;
    for (int i = 0; i < 12; i++)
        sum += (double)(ot_lesson_random(random) >> 11) * 0x1p-53;
    return sum;
}

/* Growth of about 5 %, walks of different sizes. */
static void make_series(uint64_t seed) {
    for (size_t s = 0; s < N_SERIES; s++) {
        double y = 3.0 + normal(&seed);
        const double step = 0.02 * (1.0 + (double)(s % 4));
        for (size_t t = 0; t < N_YEARS; t++) {
            y += 0.05 + step * normal(&seed);
            value[s][t] = exp(y);
        }
        series[s] = (ot_training_series){.value = value[s], .n = N_YEARS, .group = s};
    }
}

static ot_training *trained(size_t n_rounds) {
    ot_training_options options = ot_training_options_default();
    options.n_rounds = n_rounds;
    options.n_parts = 2;
    ot_training *training = NULL;
    ot_error err;
    make_series(5);
    if (ot_training_new(series, N_SERIES, &options, &training, &err)) fail_msg("%s", err.text[0]);
    return training;
}

/* Each slope beside a difference of losses. */
static void check_slopes(ot_network *net, ot_training_view view, const ot_lesson *lesson) {
    static ot_network slope, rest;
    const size_t first = offsetof(ot_network, hidden) / sizeof(double);
    const size_t n = sizeof *net / sizeof(double) - first;
    double *x = &net->hidden[0][0];
    const double *g = &slope.hidden[0][0];
    memset(&slope, 0, sizeof slope);
    (void)ot_network_study(net, view, lesson, &slope);
    for (size_t i = 0; i < n; i++) {
        const double here = x[i], step = 1e-6;
        x[i] = here + step;
        const double above = ot_network_study(net, view, lesson, &rest);
        x[i] = here - step;
        const double below = ot_network_study(net, view, lesson, &rest);
        x[i] = here;
        if (!is_close(g[i], (above - below) / (2.0 * step), 1e-4, 1e-6))
            fail_msg("number %zu of view %d: %g, %g", i, (int)view, g[i],
                     (above - below) / (2.0 * step));
    }
}

static void slopes_of_the_network_are_those_of_its_loss(void **state) {
    (void)state;
    const ot_training_options options = ot_training_options_default();
    ot_training *training = trained(1);
    ot_network net[OT_N_VIEWS];
    ot_lesson *lesson = NULL;
    double typical[OT_N_VIEWS];
    size_t n = 0;
    uint64_t random = 3;
    assert_int_equal(ot_lessons_make(series, N_SERIES, &options, typical, &lesson, &n, NULL),
                     OT_OK);
    memcpy(net, training->net, sizeof net);
    for (size_t k = 0; k < OT_N_VIEWS; k++) /* no weight is nearly 0 */
        for (size_t j = 0; j < OT_NET_OUT; j++)
            net[k].out_bias[j] += 0.3 * normal(&random);
    for (size_t i = 0; i < n; i += n / 5)
        for (int view = 0; view < OT_N_VIEWS; view++)
            if (lesson[i].has_view[view])
                check_slopes(net + view, (ot_training_view)view, lesson + i);
    free(lesson);
    ot_training_free(training);
}

static void make_lessons(ot_lesson **out, size_t *n) {
    const ot_training_options options = ot_training_options_default();
    double typical[OT_N_VIEWS];
    assert_int_equal(ot_lessons_make(series, N_SERIES, &options, typical, out, n, NULL), OT_OK);
}

/* Panels of 43 and 15 series, beside two that never change: together they weigh as much as one
 * panel of all. */
static void each_of_several_panels_weighs_as_the_root_of_its_series(void **state) {
    (void)state;
    ot_lesson *one = NULL, *two = NULL;
    size_t n = 0, n_two = 0;
    make_series(5);
    for (size_t t = 0; t < N_YEARS; t++)
        value[0][t] = value[59][t] = 7.0;
    make_lessons(&one, &n);
    for (size_t s = 44; s < N_SERIES; s++)
        series[s].panel = 1;
    make_lessons(&two, &n_two);
    assert_int_equal(n, n_two);
    const double large = sqrt(43.0), small = sqrt(15.0);
    for (size_t i = 0; i < n; i++) {
        const int is_large = one[i].series < 44;
        const double say = is_large ? large : small, count = is_large ? 43.0 : 15.0;
        const double wanted = one[i].is_imagined ? 1.0 : 58.0 * say / (large + small) / count;
        assert_true(is_close(two[i].weight, wanted * one[i].weight, 1e-12, 0.0));
        assert_true(is_close(two[i].vote, wanted * one[i].vote, 1e-12, 0.0));
    }
    free(one);
    free(two);
}

static ot_forecast *forecast_of(const ot_training *training, const double *v, size_t n) {
    ot_forecast_options options = ot_forecast_options_default();
    options.horizon = 6;
    options.training = training;
    ot_forecast *f = NULL;
    assert_int_equal(ot_forecast_new(v, n, &options, NULL, &f, NULL), OT_OK);
    return f;
}

static void bands_of_walks_cover_walks(void **state) {
    (void)state;
    ot_training *training = trained(4);
    double n = 0.0, in80 = 0.0, in95 = 0.0;
    make_series(99); /* others of the same kind */
    for (size_t s = 0; s < N_SERIES; s++) {
        ot_forecast *f = forecast_of(training, value[s], 14);
        for (size_t t = 0; t < 6; t++, n += 1.0) {
            const double z = ot_forecast_z_of(f, t, value[s][14 + t]);
            in80 += fabs(z) < 1.2816, in95 += fabs(z) < 1.96;
        }
        ot_forecast_free(f);
    }
    print_message("cover 80 %% %.3f, 95 %% %.3f\n", in80 / n, in95 / n);
    assert_true(fabs(in80 / n - 0.80) < 0.08); /* 60 independent series: 0.05 is one sigma */
    assert_true(fabs(in95 / n - 0.95) < 0.05);
    ot_training_free(training);
}

static void the_same_seed_gives_the_same_numbers(void **state) {
    (void)state;
    ot_training *a = trained(1), *b = trained(1);
    assert_memory_equal(a, b, sizeof *a);
    ot_training_free(a);
    ot_training_free(b);
}

static void a_saved_training_forecasts_alike(void **state) {
    (void)state;
    char folder[256], path[300];
    ot_training *a = trained(1), *b = NULL;
    ot_input input;
    scratch_name(folder, sizeof folder, "training");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/trained.txt", folder);
    assert_int_equal(ot_training_save(a, "walks\nof a test", path, NULL), OT_OK);
    assert_int_equal(ot_training_load(path, &input, &b, NULL), OT_OK);
    assert_string_equal(input.path, path);
    assert_int_equal(strlen(input.sha256), 64);
    ot_forecast *f = forecast_of(a, value[0], N_YEARS), *g = forecast_of(b, value[0], N_YEARS);
    for (size_t t = 0; t < 6; t++)
        assert_close(ot_forecast_at(g, t, 1.5), ot_forecast_at(f, t, 1.5), 1e-3, 0.0);
    ot_forecast_free(f);
    ot_forecast_free(g);
    ot_training_free(a);
    ot_training_free(b);
    remove(path);
    remove(folder);
}

static void assert_same_file(const char *a, const char *b) {
    char x[512], y[512];
    size_t n = 0;
    FILE *f = fopen(a, "rb"), *g = fopen(b, "rb");
    assert_non_null(f);
    assert_non_null(g);
    do {
        n = fread(x, 1, sizeof x, f);
        assert_int_equal(fread(y, 1, sizeof y, g), n);
        assert_memory_equal(x, y, n);
    } while (n > 0);
    fclose(f);
    fclose(g);
}

static void a_training_saved_under_a_comma_is_the_same_file(void **state) {
    (void)state;
    char folder[256], plain[300], comma[300];
    ot_training *a = trained(1), *b = NULL;
    ot_error err = {.status = OT_OK};
    scratch_name(folder, sizeof folder, "comma");
    assert_non_null(mkdtemp(folder));
    snprintf(plain, sizeof plain, "%s/plain.txt", folder);
    snprintf(comma, sizeof comma, "%s/comma.txt", folder);
    assert_int_equal(ot_training_save(a, "walks", plain, NULL), OT_OK);
    comma_on();
    assert_int_equal(ot_training_save(a, "walks", comma, NULL), OT_OK);
    if (ot_training_load(comma, NULL, &b, &err)) fail_msg("%s", err.text[0]);
    comma_off();
    assert_same_file(plain, comma);
    ot_training_free(a);
    ot_training_free(b);
    remove(plain);
    remove(comma);
    remove(folder);
}

/* A file with one number, counted from 0, written otherwise; its last lines cut off; more at its
 * end. */
static void write_damaged(const char *from, const char *to, size_t at, const char *instead,
                          size_t n_kept, const char *more) {
    char line[512];
    size_t n = 0;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while (fgets(line, sizeof line, in)) {
        if (*line == '#') {
            fputs(line, out);
            continue;
        }
        for (char *word = strtok(line, ",\n"); word; word = strtok(NULL, ",\n"), n++)
            if (n < n_kept)
                fprintf(out, "%s%c", n == at ? instead : word, n % 10 == 9 ? '\n' : ',');
    }
    fputs(more, out);
    fclose(in);
    fclose(out);
}

static void a_damaged_file_is_refused_at_its_line(void **state) {
    static const struct {
        size_t at;
        const char *instead;
        size_t n_kept;
        const char *more;
        int line, column; /* two lines of comment come first */
        const char *says;
    } CASE[] = {
        {0, "2", 1 << 20, "", 3, 1, "a trained file of format 2"},
        {25, "1e999", 1 << 20, "", 5, 0, "\"1e999\" is no number"},
        {3, "0.5", 1 << 20, "", 3, 0, "0.5, number 4, is none that a training gives"},
        {OT_TRAINING_NUMBERS - 1, "-1", 1 << 20, "", 0, 0, "is none that a training gives"},
        {SIZE_MAX, "", 1000, "", 104, 1, "ends after 1000 numbers"},
        {40, "0.123", 1 << 20, "", 0, 0, "was changed after it was written"},
        {SIZE_MAX, "", 1 << 20, "7\n", 0, 0, "goes on after its"},
        {1, "area", 1 << 20, "", 3, 3, "\"area\" is no number"},
    };
    char folder[256], path[300], damaged[300];
    ot_training *a = trained(1), *b = NULL;
    ot_error err;
    (void)state;
    scratch_name(folder, sizeof folder, "damaged");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/trained.txt", folder);
    snprintf(damaged, sizeof damaged, "%s/damaged.txt", folder);
    assert_int_equal(ot_training_save(a, "walks", path, NULL), OT_OK);
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        write_damaged(path, damaged, CASE[i].at, CASE[i].instead, CASE[i].n_kept, CASE[i].more);
        assert_int_equal(ot_training_load(damaged, NULL, &b, &err), OT_ERR_INPUT);
        assert_null(b);
        assert_non_null(strstr(err.text[OT_LANGUAGE_EN], CASE[i].says));
        assert_string_equal(err.file, damaged);
        assert_true(err.line > 0);
        if (CASE[i].line) assert_int_equal(err.line, CASE[i].line);
        if (CASE[i].column) assert_int_equal(err.column, CASE[i].column);
    }
    remove(damaged);
    assert_int_equal(ot_training_load(damaged, NULL, &b, &err), OT_ERR_IO);
    remove(path);
    remove(folder);
    ot_training_free(a);
}

static void few_series_teach_nothing(void **state) {
    (void)state;
    ot_training_options options = ot_training_options_default();
    ot_training *training = NULL;
    make_series(5);
    assert_int_equal(ot_training_new(series, 19, &options, &training, NULL), OT_ERR_INPUT);
    value[3][3] = (double)NAN;
    assert_int_equal(ot_training_new(series, N_SERIES, &options, &training, NULL), OT_ERR_INPUT);
    assert_null(training);
}

/* What does not change teaches nothing, however much of it there is. */
static void constants_teach_nothing(void **state) {
    (void)state;
    ot_training_options options = ot_training_options_default();
    ot_training *training = NULL;
    ot_error err;
    options.n_rounds = 1;
    options.n_parts = 2;
    assert_int_equal(ot_notes_new(&options.notes, NULL), OT_OK);
    make_series(5);
    for (size_t s = 0; s < N_SERIES; s++)
        for (size_t t = 0; t < N_YEARS && s >= 19; t++)
            value[s][t] = s % 2 ? 0.0 : 7.0;
    assert_int_equal(ot_training_new(series, N_SERIES, &options, &training, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "19 of 60 series have 8 values or more"));
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "41 never change"));
    value[19][3] = 1.0; /* now one more does */
    assert_int_equal(ot_training_new(series, N_SERIES, &options, &training, &err), OT_OK);
    assert_int_equal(ot_notes_count(options.notes), 2);
    assert_non_null(strstr(ot_notes_at(options.notes, 0)->text[OT_LANGUAGE_EN],
                           "40 of 60 series teach nothing: 40 never change"));
    assert_non_null(strstr(ot_notes_at(options.notes, 1)->text[OT_LANGUAGE_EN], "a small panel"));
    ot_training_free(training);
    ot_notes_free(options.notes);
}

static void counts_of_a_refusal_add_up(void **state) {
    (void)state;
    const ot_training_options options = ot_training_options_default();
    ot_training *training = NULL;
    ot_error err;
    make_series(5);
    for (size_t t = 0; t < N_YEARS; t++)
        value[0][t] = 7.0;
    for (size_t s = 1; s < N_SERIES; s++) { /* 3 with 6 values, 40 with 4, 6 as series 50 */
        if (s < 4) series[s].n = 6;
        if (s >= 4 && s < 44) series[s].n = 4;
        if (s >= 54) series[s] = series[50];
    }
    assert_int_equal(ot_training_new(series, N_SERIES, &options, &training, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "10 of 60 series have 8 values or more"));
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN],
                           "(1 never change, as zeros or constants; 43 have fewer values, 40 of "
                           "them fewer than 5; 6 repeat another)"));
}

/* What the last note of a training says of widths; the caller frees the notes. */
static const char *widths_unset(size_t n_series, ot_notes **notes) {
    ot_training_options options = ot_training_options_default();
    ot_training *training = NULL;
    options.n_rounds = 1;
    options.n_parts = 2;
    assert_int_equal(ot_notes_new(notes, NULL), OT_OK);
    options.notes = *notes;
    assert_int_equal(ot_training_new(series, n_series, &options, &training, NULL), OT_OK);
    ot_training_free(training);
    return ot_notes_at(*notes, ot_notes_count(*notes) - 1)->text[OT_LANGUAGE_EN];
}

static void copies_are_told_and_set_no_further_widths(void **state) {
    (void)state;
    ot_notes *notes[2];
    make_series(5);
    for (size_t s = N_SERIES / 2; s < N_SERIES; s++)
        series[s] = series[s - N_SERIES / 2];
    const char *once = widths_unset(N_SERIES / 2, &notes[0]);
    const char *twice = widths_unset(N_SERIES, &notes[1]);
    assert_string_equal(once, twice);
    assert_non_null(strstr(twice, "widths of bands could not be set right"));
    assert_int_equal(ot_notes_count(notes[0]), 1);
    assert_int_equal(ot_notes_count(notes[1]), 2);
    assert_non_null(strstr(ot_notes_at(notes[1], 0)->text[OT_LANGUAGE_EN],
                           "30 of 60 series have the same values as an earlier one"));
    ot_notes_free(notes[0]);
    ot_notes_free(notes[1]);
}

static void imagined_series_are_finite_and_all_different(void **state) {
    (void)state;
    uint64_t random = 3, again = 3;
    double v[OT_IMAGINED_YEARS], w[OT_IMAGINED_YEARS], first = (double)NAN;
    for (size_t s = 0; s < 2000; s++) {
        const size_t n = ot_series_imagine(&random, v);
        assert_int_equal(ot_series_imagine(&again, w), n);
        assert_memory_equal(v, w, n * sizeof *v);
        assert_true(n >= 10 && n <= OT_IMAGINED_YEARS);
        for (size_t t = 0; t < n; t++)
            assert_true(isfinite(v[t]) && fabs(v[t]) < 1e4);
        assert_true(isnan(first) || v[0] < first || v[0] > first);
        first = v[0];
    }
}

static void fewer_points_give_wider_bands(void **state) {
    (void)state;
    static const double V[] = {100, 104, 107, 113, 116, 119, 125, 128, 134, 138, 141, 147};
    double before = 0.0;
    for (size_t n = 12; n >= 1; n = n > 4 ? n - 4 : n - 1) {
        ot_forecast *f = forecast_of(NULL, V + 12 - n, n);
        const double width = ot_forecast_at(f, 2, 1.96) - ot_forecast_at(f, 2, -1.96);
        assert_true(width > before);
        before = width;
        ot_forecast_free(f);
    }
}

static void years_hang_together(void **state) {
    (void)state;
    static const double V[] = {100, 104, 107, 113, 116, 119, 125, 128, 134, 138, 141, 147};
    ot_forecast *f = forecast_of(NULL, V, 12);
    const double near = ot_forecast_factor(f, 1)[0]; /* correlation of years 1 and 2 */
    const double *a = ot_forecast_factor(f, 5), *b = ot_forecast_factor(f, 4);
    double late = 0.0;
    for (size_t s = 0; s < 6; s++)
        late += a[s] * b[s];
    assert_true(near > 0.5 && late > near && late < 1.0);
    ot_forecast_free(f);
}

enum { PRIOR_YEARS = 12, N_OUTCOMES = 2945 };

static double below_normal(double z) { return 0.5 * erfc(-z / sqrt(2.0)); }

/* Where the quantiles of year 3 went, as normal scores of the law before. */
static double moved_to(const ot_forecast *moved, const ot_forecast *before, size_t i) {
    return ot_forecast_z_of(before, 2, ot_forecast_quantiles(moved, 2)[i]);
}

/* Scores twice as wide as they should be, from .03 to .97, about the same in each of 31 years. */
static void outcomes_move_the_bands(void **state) {
    (void)state;
    static const double V[] = {100, 104, 107, 113, 116, 119, 125, 128, 134, 138, 141, 147};
    ot_forecast *f = forecast_of(NULL, V, 12), *g = forecast_of(NULL, V, 12);
    ot_forecast_outcome o[N_OUTCOMES];
    for (size_t i = 0; i < N_OUTCOMES; i++)
        o[i] = (ot_forecast_outcome){2, 1990 + (int)i / 95,
                                     2.0 * ot_forecast_z[6 + i % 95] + 5e-4 * (double)(i / 95)};
    assert_int_equal(ot_forecast_adjust(f, o, 0, NULL), OT_OK);
    assert_close(ot_forecast_at(f, 2, 1.0), ot_forecast_at(g, 2, 1.0), 0.0, 0.0);
    assert_int_equal(ot_forecast_adjust(f, o, N_OUTCOMES, NULL), OT_OK);
    assert_true(moved_to(f, g, 93) > 1.25 * ot_forecast_z[93]);
    for (size_t i = 4; i < OT_FORECAST_N_PROBABILITIES - 4; i++) {
        const double z = moved_to(f, g, i);
        double sum = PRIOR_YEARS, below = PRIOR_YEARS * below_normal(z);
        for (size_t k = 0; k < N_OUTCOMES; k++) {
            const double weight = exp((o[k].year - 2020) / 12.0) / 95.0;
            sum += weight, below += o[k].z <= z ? weight : 0.0;
        }
        assert_close(below / sum, ot_forecast_probability[i], 0.0, 0.001);
    }
    o[7].z = (double)NAN;
    assert_int_equal(ot_forecast_adjust(f, o, 10, NULL), OT_ERR_NUMERIC);
    ot_forecast_free(f);
    ot_forecast_free(g);
}

/* One score of -1 and one of 1, twelve years later: between them the quantile of p lies where
 * (1/e + 12 N(z)) / (1 + 1/e + 12) = p. */
static void outcomes_of_long_ago_fade(void **state) {
    (void)state;
    static const double V[] = {100, 104, 107, 113, 116, 119, 125, 128, 134, 138, 141, 147};
    static const ot_forecast_outcome OUTCOME[] = {{2, 2003, 1.0}, {2, 1991, -1.0}};
    ot_forecast *f = forecast_of(NULL, V, 12), *g = forecast_of(NULL, V, 12);
    assert_int_equal(ot_forecast_adjust(f, OUTCOME, 2, NULL), OT_OK);
    const double old = exp(-1.0), all = 1.0 + old + PRIOR_YEARS;
    for (size_t i = 28; i < 79; i++)
        assert_close(below_normal(moved_to(f, g, i)),
                     (ot_forecast_probability[i] * all - old) / PRIOR_YEARS, 1e-9, 0.0);
    ot_forecast_free(f);
    ot_forecast_free(g);
}

/* However many there are: all of them above 3, so that below it N(z) / (1 + s / 12) = p, where s is
 * the sum of e^(-k/12). */
static void outcomes_weigh_no_more_than_a_cycle(void **state) {
    (void)state;
    static const double V[] = {100, 104, 107, 113, 116, 119, 125, 128, 134, 138, 141, 147};
    ot_forecast *f = forecast_of(NULL, V, 12), *g = forecast_of(NULL, V, 12);
    ot_forecast_outcome o[N_OUTCOMES];
    for (size_t i = 0; i < N_OUTCOMES; i++)
        o[i] = (ot_forecast_outcome){2, (int)(i / 5), 3.0 + 0.1 * (double)(i % 5)};
    assert_int_equal(ot_forecast_adjust(f, o, N_OUTCOMES, NULL), OT_OK);
    const double years = 1.0 / (1.0 - exp(-1.0 / 12.0));
    for (size_t i = 4; i < 50; i++)
        assert_close(below_normal(moved_to(f, g, i)),
                     ot_forecast_probability[i] * (1.0 + years / PRIOR_YEARS), 1e-9, 0.0);
    ot_forecast_free(f);
    ot_forecast_free(g);
}

/* A series that is calmer than its steps say gets narrower bands from its own past. */
static void a_series_sets_its_own_bands_right(void **state) {
    (void)state;
    double v[40];
    for (int t = 0; t < 40; t++)
        v[t] = 100.0 + t + (t % 2 ? 3.0 : -3.0);
    ot_forecast_options options = ot_forecast_options_default();
    options.method = "naive";
    options.horizon = 2;
    ot_forecast *f = NULL, *g = NULL;
    assert_int_equal(ot_forecast_new(v, 40, &options, NULL, &f, NULL), OT_OK);
    options.recalibrates = 1;
    assert_int_equal(ot_forecast_new(v, 40, &options, NULL, &g, NULL), OT_OK);
    /* Two years ahead the series always rises by 2: the random walk expects much more. */
    assert_true(ot_forecast_at(g, 1, 1.0) - ot_forecast_at(g, 1, -1.0) <
                0.7 * (ot_forecast_at(f, 1, 1.0) - ot_forecast_at(f, 1, -1.0)));
    ot_forecast_free(f);
    ot_forecast_free(g);
}

static int attempt(void *state) {
    static const double V[] = {100, 104, 107, 113, 116, 119, 125, 128, 130, 131};
    ot_forecast_options options = ot_forecast_options_default();
    options.method = state;
    options.recalibrates = 1;
    ot_forecast *f = NULL;
    const ot_status status = ot_forecast_new(V, 10, &options, NULL, &f, NULL);
    ot_forecast_free(f);
    return (int)status;
}

static void every_failing_allocation_is_said(void **state) {
    (void)state;
    static char METHOD[][16] = {"auto", "arima", "logistic"};
    for (size_t m = 0; m < 3; m++)
        assert_true(fail_each_allocation(attempt, METHOD[m], OT_ERR_NOMEM) > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slopes_of_the_network_are_those_of_its_loss),
        cmocka_unit_test(each_of_several_panels_weighs_as_the_root_of_its_series),
        cmocka_unit_test(bands_of_walks_cover_walks),
        cmocka_unit_test(the_same_seed_gives_the_same_numbers),
        cmocka_unit_test(a_saved_training_forecasts_alike),
        cmocka_unit_test(a_training_saved_under_a_comma_is_the_same_file),
        cmocka_unit_test(a_damaged_file_is_refused_at_its_line),
        cmocka_unit_test(few_series_teach_nothing),
        cmocka_unit_test(constants_teach_nothing),
        cmocka_unit_test(counts_of_a_refusal_add_up),
        cmocka_unit_test(copies_are_told_and_set_no_further_widths),
        cmocka_unit_test(imagined_series_are_finite_and_all_different),
        cmocka_unit_test(fewer_points_give_wider_bands),
        cmocka_unit_test(years_hang_together),
        cmocka_unit_test(outcomes_move_the_bands),
        cmocka_unit_test(outcomes_of_long_ago_fade),
        cmocka_unit_test(outcomes_weigh_no_more_than_a_cycle),
        cmocka_unit_test(a_series_sets_its_own_bands_right),
        cmocka_unit_test(every_failing_allocation_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
