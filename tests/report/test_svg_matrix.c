/* Tests of report/svg/svg_matrix.c: the shade of each cell, its number, its place. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/document.h"
#include "report/svg/svg.h"
#include "svg_reader.h"

enum { N = 7 };

/* One column; the shade of a number is its size in fifths, rounded. */
static const struct {
    double value;
    const char *class; /* NULL: none */
    const char *text;
} CELL[N] = {{1.0, "u5", "1.0"},
             {0.8, "u4", "0.8"},
             {0.5, "u3", "0.5"},
             {0.04, NULL, "0.0"},
             {-0.2, "v1",
              "\xE2\x88\x92"
              "0.2"},
             {-0.6, "v3",
              "\xE2\x88\x92"
              "0.6"},
             {-1.0, "v5",
              "\xE2\x88\x92"
              "1.0"}};

static char *column_drawn(const char *name) {
    const ot_svg_options options = {.language = OT_LANGUAGE_EN};
    ot_buffer out = {0};
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = ot_document_chart(d, OT_CHART_MATRIX, "matrix");
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_CELL, "1", N);
    assert_non_null(layer);
    chart->title = chart->subtitle = chart->description = "";
    chart->decimals = 1;
    for (size_t i = 0; i < N; i++) {
        layer->value[i] = CELL[i].value;
        layer->text[i] = ot_document_format(d, "%s %zu", name, i);
    }
    ot_svg_write(chart, &options, &out);
    assert_false(out.failed);
    ot_document_free(d);
    return out.data;
}

/* Is a rectangle of this class behind the text? */
static int is_behind(const char *svg, const char *class, const svg_text *t) {
    char head[64];
    (void)snprintf(head, sizeof head, "<path class=\"%s\" d=\"", class);
    for (const char *at = svg; (at = strstr(at, head)) != NULL; at++) {
        double x, y, width, height;
        assert_int_equal(sscanf(at + strlen(head), "M%lf %lfh%lfv%lf", &x, &y, &width, &height), 4);
        if (x <= t->x0 && t->x1 <= x + width && y <= t->y0 && t->y1 <= y + height) return 1;
    }
    return 0;
}

static void shades_say_sign_and_size(void **state) {
    static const char *const ANY[] = {"u1", "u2", "u3", "u4", "u5", "v1", "v2", "v3", "v4", "v5"};
    (void)state;
    char *svg = column_drawn("row");
    svg_picture *picture = svg_read(svg);
    svg_assert_free(picture, "matrix");
    for (size_t i = 0; i < N; i++) {
        const svg_text *t = svg_find(picture, CELL[i].text);
        assert_non_null(t);
        for (size_t k = 0; k < sizeof ANY / sizeof *ANY; k++) {
            const int is_wanted = CELL[i].class && strcmp(CELL[i].class, ANY[k]) == 0;
            if (is_behind(svg, ANY[k], t) != is_wanted)
                fail_msg("%s %s %s behind it", CELL[i].text, is_wanted ? "has no" : "has", ANY[k]);
        }
        /* Light on what is dark. */
        assert_string_equal(t->class, fabs(CELL[i].value) > 0.65 ? "ci" : "c");
    }
    free(picture);
    free(svg);
}

/* Two colours, each darker from step to step: the opacity of a class in the style. */
static void shades_grow_darker_from_step_to_step(void **state) {
    (void)state;
    ot_buffer style = {0};
    ot_svg_style(&style);
    assert_false(style.failed);
    for (const char *hue = "uv"; *hue; hue++) {
        double before = 0.0;
        for (int k = 1; k <= 5; k++) {
            char rule[32];
            (void)snprintf(rule, sizeof rule, ".ot-chart .%c%d{", *hue, k);
            const char *at = strstr(style.data, rule);
            assert_non_null(at);
            assert_non_null(strstr(at, *hue == 'u' ? "--ot-s0" : "--ot-s1"));
            assert_true(strstr(at, *hue == 'u' ? "--ot-s0" : "--ot-s1") < strchr(at, '}'));
            const double opacity = atof(strstr(at, "opacity:") + strlen("opacity:"));
            assert_true(opacity > before && opacity <= 1.0);
            before = opacity;
        }
    }
    ot_buffer_clear(&style);
}

static void names_have_the_room_that_cells_can_spare(void **state) {
    static const char NAME[] =
        "a name that takes a good deal more than half of the picture's width";
    (void)state;
    char *svg = column_drawn(NAME);
    svg_picture *picture = svg_read(svg);
    svg_assert_free(picture, "matrix");
    assert_non_null(svg_find(picture, NAME)); /* not cut */
    free(picture);
    free(svg);
}

/* As wide as twelve numbers and a name of two lines: a phone shows it without scrolling. */
static void a_page_has_a_narrow_matrix_with_every_number(void **state) {
    enum { COLUMNS = 12, WIDEST = 450 };
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_chart *chart = ot_document_chart(d, OT_CHART_MATRIX, "matrix");
    chart->title = chart->subtitle = chart->description = "";
    for (size_t k = 0; k < COLUMNS; k++) {
        ot_layer *layer =
            ot_chart_layer(d, chart, OT_LAYER_CELL, ot_document_format(d, "%zu", k + 1), COLUMNS);
        for (size_t i = k; i < COLUMNS; i++) {
            layer->value[i] = 0.5;
            layer->note[i] = ot_document_format(d, "%zu", 10 + i);
        }
        for (size_t i = 0; i < COLUMNS; i++)
            layer->text[i] =
                ot_document_format(d, "%zu  2025* One million mu of fruit and Gobi", i + 1);
    }
    const ot_svg_options options = {.language = OT_LANGUAGE_EN, .is_inline = 1, .id = "c1"};
    ot_buffer out = {0};
    ot_svg_write(chart, &options, &out);
    assert_false(out.failed);
    assert_non_null(strstr(out.data, "style=\"min-width:0;max-width:"));
    svg_picture *picture = svg_read(out.data);
    svg_assert_free(picture, "narrow");
    assert_true(picture->width <= WIDEST);
    size_t n = 0, n_lines = 0;
    for (size_t i = 0; i < picture->n_texts; i++) {
        n += picture->text[i].class[0] == 'c';
        n_lines += picture->text[i].class[0] == 'r';
        assert_null(strstr(picture->text[i].text, "\xE2\x80\xA6"));
    }
    assert_int_equal(n, COLUMNS * (COLUMNS + 1) / 2);
    assert_int_equal(n_lines, 2 * COLUMNS);
    free(picture);
    ot_buffer_clear(&out);
    ot_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shades_say_sign_and_size),
        cmocka_unit_test(shades_grow_darker_from_step_to_step),
        cmocka_unit_test(names_have_the_room_that_cells_can_spare),
        cmocka_unit_test(a_page_has_a_narrow_matrix_with_every_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
