/* Tests of report/svg/svg.h: pictures are well-formed whatever stands in them, and labels are
 * apart. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "report/document.h"
#include "report/svg/svg.h"
#include "report/svg/svg_canvas.h"
#include "svg_reader.h"

static const ot_svg_options ALONE = {.language = OT_LANGUAGE_EN, .theme = OT_SVG_AUTO};

static char *written(const ot_chart *chart, const ot_svg_options *options) {
    ot_buffer out = {0};
    ot_svg_write(chart, options, &out);
    assert_false(out.failed);
    return out.data;
}

static svg_picture *drawn(const ot_chart *chart) {
    char *svg = written(chart, &ALONE);
    svg_picture *picture = svg_read(svg);
    free(svg);
    return picture;
}

static ot_chart *chart_of(ot_document *d, ot_chart_kind kind, const char *title) {
    ot_chart *chart = ot_document_chart(d, kind, "test");
    assert_non_null(chart);
    chart->title = title;
    chart->subtitle = "yuan";
    chart->description = "what it says";
    chart->source = "a source";
    chart->decimals = 1;
    return chart;
}

static ot_layer *line(ot_document *d, ot_chart *chart, const char *label, size_t n, double first,
                      double step) {
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_LINE, label, n);
    assert_non_null(layer);
    for (size_t i = 0; i < n; i++) {
        layer->x[i] = 2020.0 + (double)i;
        layer->value[i] = first + step * (double)i;
    }
    return layer;
}

/* Everything that a label may be told to be. */
static const char *const NASTY[] = {
    "<script>alert(1)</script>",
    "]]>",
    "=cmd()",
    "a \x01\x02\x1b[31m b \x7f",
    "broken \xff\xfe\xc3 utf-8 \xed\xa0\x80",
    "\xF0\x9F\x98\x80 emoji \xF0\x9F\x87\xA8\xF0\x9F\x87\xB3",
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE txet desrever",
    "\" onload=\"x",
    "&amp; & &#0; &nbsp;",
    "\xEF\xBF\xBE\xEF\xBF\xBF",
    "",
};

static void fill_nasty(ot_document *d, ot_chart *chart, const char *text) {
    ot_layer *layer = line(d, chart, text, 4, 1.0, 1.0);
    layer->note[3] = text;
    ot_layer *wanted = ot_chart_layer(d, chart, OT_LAYER_TARGET, text, 1);
    wanted->role = OT_ROLE_WANTED;
    wanted->x[0] = 2022.0;
    wanted->value[0] = wanted->low[0] = 3.0;
    wanted->text[0] = text;
    chart->subtitle = chart->description = chart->source = chart->name = text;
}

static void any_text_leaves_a_well_formed_picture(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof NASTY / sizeof *NASTY; i++)
        for (int is_inline = 0; is_inline < 2; is_inline++) {
            ot_document *d = ot_document_begin(OT_LANGUAGE_ZH);
            ot_chart *chart = chart_of(d, OT_CHART_YEARS, NASTY[i]);
            fill_nasty(d, chart, NASTY[i]);
            ot_svg_options options = ALONE;
            options.is_inline = is_inline;
            char *svg = written(chart, &options);
            free(svg_read(svg));
            assert_null(strstr(svg, "<script"));
            assert_null(strstr(svg, "]]>"));
            assert_null(strstr(svg, "\xE2\x80\xAE")); /* nothing overrides directions */
            free(svg);
            ot_document_free(d);
        }
}

static void text_of_the_other_direction_is_isolated(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D");
    (void)line(d, chart, "x", 3, 1.0, 1.0);
    char *svg = written(chart, &ALONE);
    assert_non_null(
        strstr(svg, ">\xE2\x81\xA8\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D\xE2\x81\xA9</text>"));
    free(svg);
    ot_document_free(d);
}

static void a_text_of_5000_characters_ends_in_an_ellipsis(void **state) {
    (void)state;
    char text[3 * 5000 + 1] = {0};
    for (int i = 0; i < 5000; i++)
        memcpy(text + 3 * i, "\xE5\x85\x8B", 3);
    ot_document *d = ot_document_begin(OT_LANGUAGE_ZH);
    ot_chart *chart = chart_of(d, OT_CHART_BARS, text);
    ot_layer *bars = ot_chart_layer(d, chart, OT_LAYER_BAR, text, 2);
    chart->subtitle = chart->source = chart->description = text;
    for (int i = 0; i < 2; i++) {
        bars->value[i] = 2.0 - 3.0 * i;
        bars->text[i] = bars->note[i] = text;
    }
    char *svg = written(chart, &ALONE);
    svg_picture *picture = svg_read(svg);
    svg_assert_free(picture, "long");
    assert_true(strlen(svg) < 10000);
    for (size_t i = 0; i < picture->n_texts; i++)
        if (strlen(picture->text[i].text) > 60 && picture->text[i].class[0] != 'n' &&
            picture->text[i].class[0] != 't' && picture->text[i].class[0] != 'u')
            assert_non_null(strstr(picture->text[i].text, "\xE2\x80\xA6"));
    free(picture);
    free(svg);
    ot_document_free(d);
}

static void numbers_that_are_not_finite_are_gaps(void **state) {
    (void)state;
    const double odd[] = {NAN, INFINITY, -INFINITY};
    for (int kind = OT_CHART_YEARS; kind <= OT_CHART_MATRIX; kind++)
        for (size_t k = 0; k < 4; k++) {
            ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
            ot_chart *chart = chart_of(d, (ot_chart_kind)kind, "gaps");
            for (int of = OT_LAYER_BAND; of <= OT_LAYER_CELL; of++) {
                if ((kind == OT_CHART_BARS) != (of == OT_LAYER_BAR)) continue;
                ot_layer *layer = ot_chart_layer(d, chart, (ot_layer_kind)of, "x", 5);
                for (size_t i = 0; i < 5; i++) {
                    layer->x[i] = 2020.0 + (double)i;
                    layer->value[i] = layer->low[i] = layer->high[i] = k < 3 ? odd[k] : 1.0;
                }
                layer->value[2] = k < 3 ? 1.0 : NAN;
                layer->x[4] = k < 3 ? odd[k] : INFINITY;
            }
            char *svg = written(chart, &ALONE);
            free(svg_read(svg)); /* no attribute has nan or inf */
            assert_null(strstr(svg, "nan"));
            free(svg);
            ot_document_free(d);
        }
}

static void a_gap_parts_a_line(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "gap");
    ot_layer *layer = line(d, chart, NULL, 5, 1.0, 1.0);
    layer->value[2] = NAN;
    char *svg = written(chart, &ALONE);
    const char *path = strstr(svg, "<path class=\"s0\"");
    assert_non_null(path);
    const char *end = strchr(path, '>');
    int n_moves = 0;
    for (const char *at = path; at < end; at++)
        n_moves += *at == 'M';
    assert_int_equal(n_moves, 2);
    free(svg);
    ot_document_free(d);
}

static void labels_at_the_end_stand_apart(void **state) {
    (void)state;
    for (size_t n = 1; n <= 30; n += 4) {
        ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
        ot_chart *chart = chart_of(d, OT_CHART_YEARS, "many lines");
        for (size_t i = 0; i < n; i++) {
            char name[32];
            (void)snprintf(name, sizeof name, "series %zu", i);
            ot_layer *layer =
                line(d, chart, ot_document_format(d, "%s", name), 6, 1.0, 1.0 + 0.01 * (double)i);
            layer->rank = (int)i;
        }
        svg_picture *picture = drawn(chart);
        svg_assert_free(picture, "ends");
        assert_non_null(svg_find(picture, "series "));
        free(picture);
        ot_document_free(d);
    }
}

static void targets_at_one_place_have_labels_apart(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "targets");
    (void)line(d, chart, "median", 6, 1.0, 1.0);
    ot_layer *wanted = ot_chart_layer(d, chart, OT_LAYER_TARGET, NULL, 3);
    wanted->role = OT_ROLE_WANTED;
    for (int i = 0; i < 3; i++) {
        wanted->x[i] = 2023.0;
        wanted->value[i] = wanted->low[i] = 4.0 + 0.01 * i;
        wanted->text[i] = ot_document_format(d, "target %d: at least a lot", i);
    }
    svg_picture *picture = drawn(chart);
    svg_assert_free(picture, "targets");
    for (int i = 0; i < 3; i++)
        assert_non_null(svg_find(picture, wanted->text[i]));
    free(picture);
    ot_document_free(d);
}

/* In the middle of steep lines there is room for none: it stands aside, and a thin line leads. */
static void a_label_without_room_stands_aside(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "crowded");
    for (int i = 0; i < 7; i++)
        line(d, chart, NULL, 7, 10.0 + 2.0 * i, 8.0)->rank = i;
    ot_layer *wanted = ot_chart_layer(d, chart, OT_LAYER_TARGET, NULL, 1);
    wanted->role = OT_ROLE_WANTED;
    wanted->x[0] = 2023.0;
    wanted->value[0] = wanted->low[0] = 41.0;
    wanted->text[0] = "target: at least what nobody thought of before";
    char *svg = written(chart, &ALONE);
    svg_picture *picture = svg_read(svg);
    svg_assert_free(picture, "crowded");
    assert_non_null(svg_find(picture, wanted->text[0]));
    assert_non_null(strstr(svg, "<path class=\"wl\""));
    free(picture);
    free(svg);
    ot_document_free(d);
}

/* The mark at the figure, its range beside it, and an arrow to the side that is open. */
static void a_range_is_a_bracket_from_the_mark(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "about");
    (void)line(d, chart, NULL, 6, 1.0, 1.0);
    ot_layer *wanted = ot_chart_layer(d, chart, OT_LAYER_TARGET, NULL, 1);
    wanted->role = OT_ROLE_WANTED;
    wanted->x[0] = 2022.0;
    wanted->value[0] = 3.0; /* as the line there */
    wanted->high[0] = 5.0;
    svg_picture *picture = drawn(chart);
    double y[6], widest = 0.0, mark = NAN, end = NAN;
    size_t n = 0;
    for (size_t i = 0; i < picture->n_lines; i++) {
        const svg_line *l = &picture->line[i];
        if (strcmp(l->class, "s0") == 0 && n == 0) y[n++] = l->y0;
        if (strcmp(l->class, "s0") == 0 && n < 6) y[n++] = l->y1;
    }
    assert_int_equal(n, 6);
    for (size_t i = 0; i < picture->n_lines; i++) {
        const svg_line *l = &picture->line[i];
        if (strcmp(l->class, "w") != 0 || fabs(l->y1 - l->y0) > 0.05) continue;
        if (fabs(l->x1 - l->x0) > widest)
            mark = l->y0;
        else
            end = l->y0;
        widest = fmax(widest, fabs(l->x1 - l->x0));
    }
    assert_true(fabs(mark - y[2]) < 0.3);
    assert_true(fabs(end - y[4]) < 0.3);
    free(picture);
    ot_document_free(d);
}

/* However many labels and lines there are, the last is known to what comes after. */
static void no_label_is_forgotten_where_there_are_many(void **state) {
    enum { MANY = 5000 };
    (void)state;
    const ot_svg_box frame = {-10.0, -10.0, 1e6, 1e6};
    ot_canvas *c = calloc(1, sizeof *c);
    assert_non_null(c);
    for (int i = 0; i < MANY; i++) {
        const double x[] = {0.0, 50.0}, y[] = {1e5 + 40.0 * i, 1e5 + 40.0 * i};
        ot_canvas_text(c, "lo", (ot_svg_spot){0.0, 40.0 * i, OT_ANCHOR_START}, 100.0, "label");
        ot_canvas_polyline(c, "s0", x, y, 2);
    }
    const double last = 40.0 * (MANY - 1);
    const ot_svg_spot over = {10.0, last + 3.0, OT_ANCHOR_START};
    const ot_svg_spot spot[] = {{10.0, 1e5 + last + 3.0, OT_ANCHOR_START}, /* on the last line */
                                {10.0, 1e5 + last + 30.0, OT_ANCHOR_START}};
    assert_int_equal(ot_canvas_place(c, "lo", &over, 1, &frame, "other"), 1);
    assert_int_equal(ot_canvas_place(c, "lo", spot, 2, &frame, "other"), 1);
    ot_canvas_clear(c);
    free(c);
}

/* Of whatever width: a sign stays with its figure, a mark with its word. */
static void lines_part_no_figure_from_its_sign(void **state) {
    static const char *const TEXT[] = {
        "growth \xE2\x89\xA5 8 % of 95 % and about \xE2\x89\x88 3 or 20.7 \xC2\xB1 0.1 draws",
        "\xE5\x9C\xB0\xE5\x8C\xBA\xE7\x94\x9F\xE4\xBA\xA7\xE6\x80\xBB\xE5\x80\xBC\xEF\xBC\x88"
        "2022\xE5\xB9\xB4\xE4\xBB\xB7\xEF\xBC\x89\xC2\xA7\xE7\x9A\x84\xE7\x9B\xAE\xE6\xA0\x87"};
    static const char *const NO_START[] = {"%", "\xC2\xB1", "\xC2\xA7", "\xEF\xBC\x89"};
    static const char *const NO_END[] = {"\xE2\x89\xA5", "\xE2\x89\x88", "\xC2\xB1",
                                         "\xEF\xBC\x88"};
    (void)state;
    for (size_t k = 0; k < 2; k++)
        for (double width = 100.0; width < 400.0; width += 3.0) {
            ot_canvas *c = calloc(1, sizeof *c);
            assert_non_null(c);
            (void)ot_canvas_paragraph(c, "n", 0.0, 0.0, width, 8, TEXT[k]);
            ot_canvas_end(c);
            assert_non_null(c->words.done.data);
            for (size_t i = 0; i < 4; i++) {
                char start[16], end[24];
                (void)snprintf(start, sizeof start, "\">%s", NO_START[i]);
                (void)snprintf(end, sizeof end, "%s</text>", NO_END[i]);
                assert_null(strstr(c->words.done.data, start));
                assert_null(strstr(c->words.done.data, end));
            }
            ot_canvas_clear(c);
            free(c);
        }
}

static void panels_below_each_other_have_years_below_each_other(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_PANELS, "panels");
    for (int k = 0; k < 2; k++) {
        ot_chart *panel = ot_chart_panel(d, chart, OT_CHART_YEARS);
        assert_non_null(panel);
        panel->title = "panel";
        (void)line(d, panel, k ? NULL : "a long name", 6, 1.0, k ? 1.0 : 20000.0);
    }
    svg_picture *picture = drawn(chart);
    svg_assert_free(picture, "panels");
    double x[2];
    size_t n = 0;
    for (size_t i = 0; i < picture->n_texts; i++)
        if (strcmp(picture->text[i].text, "2022") == 0) {
            assert_true(n < 2);
            x[n++] = picture->text[i].x0;
        }
    assert_int_equal(n, 2);
    assert_true(fabs(x[0] - x[1]) < 0.5);
    free(picture);
    ot_document_free(d);
}

static void points_stand_where_their_numbers_say(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "straight");
    ot_layer *layer = line(d, chart, NULL, 3, 10.0, 0.0);
    layer->value[0] = 0.0;
    layer->value[2] = 40.0;
    char *svg = written(chart, &ALONE);
    double x[3], y[3];
    const char *path = strstr(svg, "<path class=\"s0\" d=\"M");
    assert_non_null(path);
    assert_int_equal(sscanf(path, "<path class=\"s0\" d=\"M%lf %lfl%lf %lfl%lf %lf", &x[0], &y[0],
                            &x[1], &y[1], &x[2], &y[2]),
                     6);
    assert_true(fabs(x[1] - x[2]) < 0.2); /* steps from the point before: 0, 10, 40 */
    assert_true(y[1] < 0.0 && fabs(3.0 * y[1] - y[2]) < 0.6);
    free(svg);
    ot_document_free(d);
}

static void a_screen_reader_hears_title_and_description(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_ZH);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "标题");
    (void)line(d, chart, NULL, 3, 1.0, 1.0);
    const ot_svg_options options = {.language = OT_LANGUAGE_ZH, .is_inline = 1, .id = "c7"};
    char *svg = written(chart, &options);
    assert_non_null(strstr(svg, "role=\"img\" aria-labelledby=\"c7-t c7-d\""));
    assert_null(strstr(svg, "<title")); /* nor a title: the page has both */
    assert_non_null(strstr(svg, "<desc id=\"c7-d\">what it says</desc>"));
    assert_null(strstr(svg, "<style>"));
    free(svg);
    const ot_svg_options alone = {.language = OT_LANGUAGE_ZH};
    svg = written(chart, &alone);
    assert_non_null(strstr(svg, "lang=\"zh\" role=\"img\" aria-labelledby=\"test-t test-d\""));
    assert_non_null(strstr(svg, "<title id=\"test-t\">标题</title>"));
    free(svg);
    ot_document_free(d);
}

static void themes_differ_in_colours_alone(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "themes");
    (void)line(d, chart, "x", 3, 1.0, 1.0);
    char *svg[3];
    for (int k = 0; k < 3; k++) {
        const ot_svg_options options = {.theme = (ot_svg_theme)k};
        svg[k] = written(chart, &options);
    }
    assert_non_null(strstr(svg[OT_SVG_AUTO], "prefers-color-scheme:dark"));
    assert_null(strstr(svg[OT_SVG_LIGHT], "prefers-color-scheme"));
    assert_string_not_equal(svg[OT_SVG_LIGHT], svg[OT_SVG_DARK]);
    assert_string_equal(strstr(svg[OT_SVG_LIGHT], "</style>"),
                        strstr(svg[OT_SVG_DARK], "</style>"));
    for (int k = 0; k < 3; k++)
        free(svg[k]);
    ot_document_free(d);
}

static void empty_charts_are_pictures_too(void **state) {
    (void)state;
    for (int kind = OT_CHART_YEARS; kind <= OT_CHART_PANELS; kind++) {
        ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
        svg_picture *picture = drawn(chart_of(d, (ot_chart_kind)kind, "nothing"));
        svg_assert_free(picture, "empty");
        free(picture);
        ot_document_free(d);
    }
}

static int write_once(void *state) {
    ot_buffer out = {0};
    ot_svg_write(state, &ALONE, &out);
    const int failed = out.failed;
    ot_buffer_clear(&out);
    return failed ? OT_ERR_NOMEM : OT_OK;
}

static void each_failing_allocation_is_told(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = chart_of(d, OT_CHART_YEARS, "memory");
    fill_nasty(d, chart, "label");
    (void)fail_each_allocation(write_once, chart, OT_ERR_NOMEM);
    ot_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_leaves_a_well_formed_picture),
        cmocka_unit_test(text_of_the_other_direction_is_isolated),
        cmocka_unit_test(a_text_of_5000_characters_ends_in_an_ellipsis),
        cmocka_unit_test(numbers_that_are_not_finite_are_gaps),
        cmocka_unit_test(a_gap_parts_a_line),
        cmocka_unit_test(labels_at_the_end_stand_apart),
        cmocka_unit_test(targets_at_one_place_have_labels_apart),
        cmocka_unit_test(a_label_without_room_stands_aside),
        cmocka_unit_test(a_range_is_a_bracket_from_the_mark),
        cmocka_unit_test(no_label_is_forgotten_where_there_are_many),
        cmocka_unit_test(lines_part_no_figure_from_its_sign),
        cmocka_unit_test(panels_below_each_other_have_years_below_each_other),
        cmocka_unit_test(points_stand_where_their_numbers_say),
        cmocka_unit_test(a_screen_reader_hears_title_and_description),
        cmocka_unit_test(themes_differ_in_colours_alone),
        cmocka_unit_test(empty_charts_are_pictures_too),
        cmocka_unit_test(each_failing_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
