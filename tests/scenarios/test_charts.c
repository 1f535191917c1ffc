/* The charts of the Kizilsu report: no label over another in either language, small files, and the
 * numbers of the projection as they are. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/attribution.h"
#include "assess/review/review.h"
#include "chain.h"
#include "outturn/init.h"
#include "outturn/publish.h"
#include "report/document.h"
#include "report/svg/svg.h"
#include "svg_reader.h"

enum { DRAWS = 4000, MOST_CASES = 8, MOST_ATTRIBUTIONS = MOST_CASES * OT_PUBLISH_MOST_MAIN };
enum { SMALLEST = 1500, LARGEST = 10240 }; /* bytes */

typedef struct kizilsu {
    chain s;
    ot_review *review;
    ot_attribution *attribution[MOST_ATTRIBUTIONS];
    ot_parts parts;
    ot_document *d[OT_N_LANGUAGES];
} kizilsu;

static void assess(kizilsu *k) {
    ot_error err;
    const char *id[OT_PUBLISH_MOST_MAIN];
    const ot_review_options options = ot_review_options_default();
    ot_run_options run = ot_projection_options(k->s.model);
    const size_t n_cases = k->s.n;
    run.draws = DRAWS;
    run.quantile = ot_publish_quantiles(&run.n_quantiles);
    assert_int_equal(ot_review_new(k->s.model, (const ot_case *const *)k->s.c, n_cases, &run,
                                   &options, k->s.notes, &k->review, &err),
                     OT_OK);
    k->parts = (ot_parts){.spec = k->s.spec,
                          .table = k->s.table,
                          .plan = k->s.plan,
                          .model = k->s.model,
                          .fit = k->s.fit,
                          .review = k->review,
                          .projection = ot_review_projection(k->review),
                          .attribution = (const ot_attribution *const *)k->attribution};
    const size_t n = ot_publish_main(&k->parts, id);
    for (size_t i = 0; i < n; i++)
        for (size_t s = 1; s < n_cases; s++)
            assert_int_equal(ot_attribution_new(k->s.model, k->s.c[0], k->s.c[s], id[i],
                                                &k->attribution[k->parts.n_attributions++], &err),
                             OT_OK);
}

static int set_up(void **state) {
    kizilsu *k = calloc(1, sizeof *k);
    ot_init();
    assert_non_null(k);
    chain_load(&k->s, "scenarios/kizilsu/model.cfg");
    assess(k);
    for (int l = 0; l < OT_N_LANGUAGES; l++)
        assert_int_equal(
            ot_document_new(OT_REPORT_WHOLE, &k->parts, (ot_language)l, &k->d[l], NULL), OT_OK);
    *state = k;
    return 0;
}

static int tear_down(void **state) {
    kizilsu *k = *state;
    for (int l = 0; l < OT_N_LANGUAGES; l++)
        ot_document_free(k->d[l]);
    for (size_t i = 0; i < k->parts.n_attributions; i++)
        ot_attribution_free(k->attribution[i]);
    ot_review_free(k->review);
    chain_close(&k->s);
    free(k);
    return 0;
}

static const ot_chart *find_chart(const ot_document *d, const char *name) {
    for (const ot_element *e = d->first; e; e = e->next)
        if (e->kind == OT_ELEMENT_CHART && strcmp(e->chart->name, name) == 0) return e->chart;
    return NULL;
}

static const ot_chart *chart_named(const ot_document *d, const char *name) {
    const ot_chart *chart = find_chart(d, name);
    if (!chart) fail_msg("there is no chart %s", name);
    return chart;
}

static void check_picture(const ot_chart *chart, ot_language language) {
    const ot_svg_options options = {.language = language};
    ot_buffer out = {0};
    ot_svg_write(chart, &options, &out);
    assert_false(out.failed);
    svg_picture *picture = svg_read(out.data);
    svg_assert_free(picture, chart->name);
    assert_true(out.length >= SMALLEST);
    if (out.length > LARGEST) fail_msg("%s has %zu bytes", chart->name, out.length);
    free(picture);
    ot_buffer_clear(&out);
}

static void no_label_stands_over_another(void **state) {
    const kizilsu *k = *state;
    size_t n = 0;
    for (int l = 0; l < OT_N_LANGUAGES; l++)
        for (const ot_element *e = k->d[l]->first; e; e = e->next)
            if (e->kind == OT_ELEMENT_CHART) {
                check_picture(e->chart, (ot_language)l);
                n++;
            }
    assert_true(n > 100);
}

/* Names are files: no two are the same. */
static void each_chart_has_a_name_title_and_description(void **state) {
    const kizilsu *k = *state;
    for (int l = 0; l < OT_N_LANGUAGES; l++)
        for (const ot_element *e = k->d[l]->first; e; e = e->next) {
            if (e->kind != OT_ELEMENT_CHART) continue;
            assert_ptr_equal(chart_named(k->d[l], e->chart->name), e->chart);
            assert_true(*e->chart->title && *e->chart->description);
        }
}

/* Titles may go on in a second line; none is cut, and each unit is said. */
static size_t check_panels(const ot_chart *chart, ot_language language) {
    const ot_svg_options options = {.language = language};
    ot_buffer out = {0};
    size_t n = 0;
    ot_svg_write(chart, &options, &out);
    svg_picture *picture = svg_read(out.data);
    for (size_t i = 0; i < picture->n_texts; i++)
        if (strstr(picture->text[i].text, "\xE2\x80\xA6"))
            fail_msg("%s: \"%s\" is cut", chart->name, picture->text[i].text);
    for (const ot_chart *panel = chart->panel; panel; panel = panel->next, n++) {
        assert_true(*panel->unit);
        assert_non_null(svg_find(picture, panel->unit));
    }
    free(picture);
    ot_buffer_clear(&out);
    return n;
}

static void small_charts_have_whole_titles_and_units(void **state) {
    const kizilsu *k = *state;
    for (int l = 0; l < OT_N_LANGUAGES; l++) {
        size_t n = 0;
        for (const ot_element *e = k->d[l]->first; e; e = e->next)
            if (e->kind == OT_ELEMENT_CHART && strncmp(e->chart->name, "multiples", 9) == 0)
                n += check_panels(e->chart, (ot_language)l);
        assert_int_equal(n, k->parts.projection->n_indicators);
    }
}

static const ot_layer *layer_at(const ot_chart *chart, ot_layer_kind kind, ot_layer_role role,
                                int rank) {
    for (const ot_layer *x = chart->first; x; x = x->next)
        if (x->kind == kind && x->role == role && x->rank == rank) return x;
    fail_msg("%s lacks a layer", chart->name);
    return NULL;
}

static double quantile(const ot_projection *p, const ot_year_result *y, double probability) {
    for (size_t q = 0; q < p->n_quantiles; q++)
        if (fabs(p->quantile[q] - probability) < 1e-9) return y->quantile[q];
    return NAN;
}

static void fans_have_the_numbers_of_the_projection(void **state) {
    static const double LOW[] = {0.25, 0.1, 0.025};
    const kizilsu *k = *state;
    const ot_projection *p = k->parts.projection;
    for (size_t i = 0; i < p->n_indicators; i++) {
        char name[128];
        (void)snprintf(name, sizeof name, "fan-%s",
                       p->model->indicator[p->indicator[i].indicator].spec->id);
        const ot_chart *chart = chart_named(k->d[0], name);
        const ot_layer *median = layer_at(chart, OT_LAYER_LINE, OT_ROLE_SERIES, 0);
        for (size_t t = 0; t < p->n_years; t++) {
            const ot_year_result *y = &p->c[0].indicator[i].year[t];
            const size_t at = median->n - p->n_years + t;
            assert_true(fabs(median->x[at] - y->year) < 0.5);
            assert_memory_equal(&median->value[at], &y->median, sizeof y->median);
            for (int b = 0; b < 3; b++) {
                const ot_layer *band = layer_at(chart, OT_LAYER_BAND, OT_ROLE_FAN, b);
                const double low = quantile(p, y, LOW[b]), high = quantile(p, y, 1.0 - LOW[b]);
                assert_memory_equal(&band->low[at], &low, sizeof low);
                assert_memory_equal(&band->high[at], &high, sizeof high);
            }
        }
    }
}

/* Pixels of two marks of the axis, and the numbers below them. */
typedef struct axis {
    double x[2], value[2];
} axis;

static axis read_axis(const svg_picture *p) {
    enum { MOST_TICKS = 16 };
    double x[MOST_TICKS];
    axis out = {{0.0, 0.0}, {0.0, 0.0}};
    size_t n = 0, n_found = 0;
    for (size_t i = 0; i < p->n_lines; i++) /* short and upright */
        if (strcmp(p->line[i].class, "x") == 0 && fabs(p->line[i].x1 - p->line[i].x0) < 0.01) {
            assert_true(n < MOST_TICKS);
            x[n++] = p->line[i].x0;
        }
    for (size_t i = 0; i < p->n_texts; i++) {
        const double middle = (p->text[i].x0 + p->text[i].x1) / 2.0;
        if (strcmp(p->text[i].class, "a") != 0) continue;
        for (size_t k = 0; k < n; k++)
            if (fabs(x[k] - middle) < 0.6) {
                const size_t at = n_found++ == 0 ? 0 : 1; /* the first and the last */
                out.x[at] = x[k];
                out.value[at] = atof(p->text[i].text);
            }
    }
    assert_true(n_found >= 2);
    return out;
}

static double value_of(const axis *a, double x) {
    return a->value[0] + (a->value[1] - a->value[0]) * (x - a->x[0]) / (a->x[1] - a->x[0]);
}

/* A corner of a shade is a point of the curve: else its height would not be what the curve says. */
static void assert_on_curve(const svg_picture *p, double x, double y) {
    for (size_t i = 0; i < p->n_lines; i++) {
        const svg_line *l = &p->line[i];
        if (strcmp(l->class, "s0") != 0) continue;
        if (hypot(l->x0 - x, l->y0 - y) < 0.15 || hypot(l->x1 - x, l->y1 - y) < 0.15) return;
    }
    fail_msg("the corner at %g, %g is not on the curve", x, y);
}

static void check_shade(const svg_picture *p, const char *class, double low, double high) {
    const axis a = read_axis(p);
    const double same = 0.01; /* pixels are read one after the other */
    const svg_line *left = NULL, *right = NULL;
    for (size_t i = 0; i < p->n_lines; i++) { /* the upper ones of both ends */
        const svg_line *l = &p->line[i];
        if (strcmp(l->class, class) != 0) continue;
        if (!left || l->x0 < left->x0 - same || (l->x0 < left->x0 + same && l->y0 < left->y0))
            left = l;
        if (!right || l->x0 > right->x0 + same || (l->x0 > right->x0 - same && l->y0 < right->y0))
            right = l;
    }
    assert_non_null(left);
    const double pixel = fabs(value_of(&a, 1.0) - value_of(&a, 0.0));
    if (fabs(value_of(&a, left->x0) - low) > 0.2 * pixel)
        fail_msg("%s begins at %g, not %g", class, value_of(&a, left->x0), low);
    if (fabs(value_of(&a, right->x0) - high) > 0.2 * pixel)
        fail_msg("%s ends at %g, not %g", class, value_of(&a, right->x0), high);
    assert_on_curve(p, left->x0, left->y0);
    assert_on_curve(p, right->x0, right->y0);
}

/* "distribution-grp_real-2025": whose, and when. */
static const ot_year_result *result_named(const ot_projection *p, const char *name) {
    const char *id = strchr(name, '-') + 1, *year = strrchr(name, '-') + 1;
    const size_t length = (size_t)(year - 1 - id);
    for (size_t i = 0; i < p->n_indicators; i++) {
        const char *of = p->model->indicator[p->indicator[i].indicator].spec->id;
        if (strlen(of) == length && strncmp(of, id, length) == 0)
            return &p->c[0].indicator[i].year[atoi(year) - p->first_year];
    }
    fail_msg("%s is of no indicator", name);
    return NULL;
}

/* Read back from the picture, by the numbers of its axis. */
static void shades_of_a_distribution_end_at_its_quantiles(void **state) {
    const kizilsu *k = *state;
    size_t n = 0;
    for (const ot_element *e = k->d[0]->first; e; e = e->next) {
        if (e->kind != OT_ELEMENT_CHART || strncmp(e->chart->name, "distribution-", 13) != 0)
            continue;
        const ot_year_result *y = result_named(k->parts.projection, e->chart->name);
        const ot_svg_options options = {.language = OT_LANGUAGE_EN};
        ot_buffer out = {0};
        ot_svg_write(e->chart, &options, &out);
        svg_picture *picture = svg_read(out.data);
        check_shade(picture, "f2", quantile(k->parts.projection, y, 0.025),
                    quantile(k->parts.projection, y, 0.975));
        check_shade(picture, "f1", quantile(k->parts.projection, y, 0.1),
                    quantile(k->parts.projection, y, 0.9));
        check_shade(picture, "f0", quantile(k->parts.projection, y, 0.25),
                    quantile(k->parts.projection, y, 0.75));
        free(picture);
        ot_buffer_clear(&out);
        n++;
    }
    assert_true(n >= 10);
}

static const ot_layer *target_layer(const ot_chart *chart) {
    for (const ot_layer *x = chart->first; x; x = x->next)
        if (x->kind == OT_LAYER_TARGET) return x;
    fail_msg("%s has no targets", chart->name);
    return NULL;
}

/* Prices about 3, up to 3.5; urbanisation about 40, from 39.5 up: the mark is at the figure itself.
 */
static void a_target_about_a_figure_is_marked_there_with_its_range(void **state) {
    const kizilsu *k = *state;
    const ot_layer *prices = target_layer(chart_named(k->d[0], "fan-cpi_inflation"));
    assert_true(fabs(prices->value[0] - 3.0) < 1e-9 && fabs(prices->high[0] - 3.5) < 1e-9);
    assert_true(isnan(prices->low[0]));
    assert_string_equal(prices->text[0], "target: \xE2\x89\x88\xC2\xA0"
                                         "3 (\xE2\x89\xA4\xC2\xA0"
                                         "3.5)");
    const ot_layer *towns = target_layer(chart_named(k->d[0], "fan-urbanisation_rate"));
    assert_true(fabs(towns->value[0] - 40.0) < 1e-9 && fabs(towns->low[0] - 39.5) < 1e-9);
    assert_true(isnan(towns->high[0]));
}

/* Of growth, too: 8 % from 217.17 on is 234.5. */
static void a_target_says_its_level(void **state) {
    const kizilsu *k = *state;
    for (int l = 0; l < OT_N_LANGUAGES; l++) {
        const ot_layer *real = target_layer(chart_named(k->d[l], "fan-grp_real"));
        assert_true(real->n >= 2);
        for (size_t i = 0; i < real->n; i++) {
            char level[32];
            (void)snprintf(level, sizeof level, "%.1f", real->value[i]);
            assert_non_null(strstr(real->text[i], level));
        }
    }
}

static const ot_layer *assumed_of(const ot_chart *chart) {
    for (const ot_layer *x = chart->first; x; x = x->next)
        if (x->role == OT_ROLE_ASSUMED) return x;
    return NULL;
}

/* Grain area of 2022 is derived by the model; the product of 2022 is printed; tourism has neither.
 */
static void an_assumed_base_is_a_hollow_dot(void **state) {
    const kizilsu *k = *state;
    static const char *const NAME[] = {"fan-grain_area", "fan-grp_real", "fan-tourism_revenue"};
    for (int i = 0; i < 3; i++) {
        const ot_chart *chart = chart_named(k->d[OT_LANGUAGE_EN], NAME[i]);
        const ot_svg_options options = {.language = OT_LANGUAGE_EN};
        ot_buffer out = {0};
        ot_svg_write(chart, &options, &out);
        assert_int_equal(assumed_of(chart) != NULL, i == 0);
        assert_int_equal(strstr(out.data, "<path class=\"oh\"") != NULL, i == 0);
        assert_int_equal(strstr(chart->source, "Hollow dot: the value of 2022") != NULL, i == 0);
        assert_int_equal(strstr(chart->source, "Before the bands: observed.") != NULL, i == 1);
        ot_buffer_clear(&out);
    }
    const ot_layer *dot = assumed_of(chart_named(k->d[0], "compare-grain_area"));
    assert_non_null(dot);
    assert_true(dot->n == 1 && fabs(dot->x[0] - 2022.0) < 0.5);
}

/* Only the first scenario's band is an area, and the words below say whose. */
static void the_area_of_a_comparison_is_named(void **state) {
    const kizilsu *k = *state;
    const ot_chart *chart = chart_named(k->d[OT_LANGUAGE_EN], "compare-grp_real");
    const ot_svg_options options = {.language = OT_LANGUAGE_EN};
    ot_buffer out = {0};
    ot_svg_write(chart, &options, &out);
    assert_non_null(strstr(out.data, "class=\"b0\""));
    assert_null(strstr(out.data, "class=\"b1\""));
    assert_non_null(strstr(out.data, "class=\"i2\"")); /* the others' are bars */
    assert_non_null(strstr(chart->source, "Area: the same of baseline alone"));
    /* Over the scenarios' lines, and with an edge against them. */
    assert_non_null(strstr(out.data, "class=\"sp\""));
    assert_true(strstr(out.data, "<path class=\"sp\"") > strstr(out.data, "<path class=\"s1\""));
    assert_true(strstr(out.data, "<path class=\"sw\"") > strstr(out.data, "<path class=\"sp\""));
    ot_buffer_clear(&out);
}

/* The scenarios of one indicator are compared on one scale. */
static void reasons_of_an_indicator_have_one_scale(void **state) {
    const kizilsu *k = *state;
    const ot_chart *a = chart_named(k->d[0], "why-rural_income-cautious");
    const ot_chart *b = chart_named(k->d[0], "why-rural_income-optimistic");
    assert_memory_equal(&a->reach_low, &b->reach_low, sizeof a->reach_low);
    assert_memory_equal(&a->reach_high, &b->reach_high, sizeof a->reach_high);
    assert_true(a->reach_low < 0.0 && a->reach_high > 0.0);
    for (size_t i = 0; i < a->first->n; i++)
        assert_true(a->first->value[i] >= a->reach_low - 1e-9);
    for (size_t i = 0; i < b->first->n; i++)
        assert_true(b->first->value[i] <= b->reach_high + 1e-9);
}

static void probabilities_are_those_of_the_projection(void **state) {
    const kizilsu *k = *state;
    const ot_projection *p = k->parts.projection;
    const ot_chart *chart = chart_named(k->d[0], "probabilities");
    double sum = 0.0, expected = 0.0;
    size_t n = 0;
    for (const ot_layer *x = chart->first; x; x = x->next)
        for (size_t i = 0; i < x->n; i++, n++)
            sum += x->value[i];
    for (size_t j = 0; j < p->n_targets; j++)
        expected += 100.0 * p->c[0].target[j].probability;
    assert_int_equal(n, p->n_targets);
    assert_true(fabs(sum - expected) < 1e-9 * expected);
}

static size_t count_texts(const ot_document *d, const char *part) {
    size_t n = 0;
    for (const ot_element *e = d->first; e; e = e->next)
        n += e->text && strstr(e->text, part) != NULL;
    return n;
}

static void reasons_sum_to_the_difference(void **state) {
    const kizilsu *k = *state;
    size_t n_still = 0;
    for (size_t i = 0; i < k->parts.n_attributions; i++) {
        const ot_attribution *x = k->attribution[i];
        char name[128];
        (void)snprintf(name, sizeof name, "why-%s-%s", x->model->indicator[x->indicator].spec->id,
                       x->model->scenario[x->scenario_b].spec->id);
        int is_moved =
            0; /* a scenario may change nothing that weighs on the indicator but events */
        for (size_t j = 0; j < x->n; j++)
            is_moved |= fabs(x->contribution[(j + 1) * x->n_years - 1]) > 0.0;
        assert_int_equal(is_moved, find_chart(k->d[0], name) != NULL);
        n_still += !is_moved;
        if (!is_moved) continue;
        const ot_layer *bars = chart_named(k->d[0], name)->first;
        double sum = 0.0;
        for (size_t j = 0; j < bars->n; j++)
            sum += bars->value[j];
        const double difference = x->difference[x->n_years - 1];
        assert_true(fabs(sum - difference) <= 1e-6 * fabs(difference) + 1e-9);
    }
    assert_true(n_still > 0);
    assert_int_equal(count_texts(k->d[0], "no chart why"),
                     n_still); /* a missing one is explained */
}

/* The diagonal is the probability of each, in the draws of which bits are kept: here all. */
static void the_diagonal_of_pairs_is_each_probability(void **state) {
    const kizilsu *k = *state;
    const ot_projection *p = k->parts.projection;
    const ot_together *t = &k->review->c[0].together;
    assert_true(p->n_targets > 1);
    for (size_t i = 0; i < p->n_targets; i++) {
        const double own = p->c[0].target[i].probability;
        assert_true(fabs(t->joint[i * p->n_targets + i] - own) < 1e-12);
        for (size_t j = 0; j < p->n_targets; j++)
            assert_true(t->joint[i * p->n_targets + j] <= own + 1e-12);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_label_stands_over_another),
        cmocka_unit_test(each_chart_has_a_name_title_and_description),
        cmocka_unit_test(small_charts_have_whole_titles_and_units),
        cmocka_unit_test(fans_have_the_numbers_of_the_projection),
        cmocka_unit_test(shades_of_a_distribution_end_at_its_quantiles),
        cmocka_unit_test(a_target_about_a_figure_is_marked_there_with_its_range),
        cmocka_unit_test(a_target_says_its_level),
        cmocka_unit_test(an_assumed_base_is_a_hollow_dot),
        cmocka_unit_test(the_area_of_a_comparison_is_named),
        cmocka_unit_test(reasons_of_an_indicator_have_one_scale),
        cmocka_unit_test(probabilities_are_those_of_the_projection),
        cmocka_unit_test(reasons_sum_to_the_difference),
        cmocka_unit_test(the_diagonal_of_pairs_is_each_probability),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
