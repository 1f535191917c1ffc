/* Tests of report/svg/svg_bars.c: how long bars are, to which side, and where their numbers stand.
 */
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
#include "report/document.h"
#include "report/svg/svg.h"
#include "svg_reader.h"

enum { N = 3, MOST_BARS = 8 };

typedef struct bar {
    double x0, y0, width; /* a width below 0: drawn leftwards, which none should be */
} bar;

static const double VALUE[N] = {10.0, 40.0, 25.0};

static ot_layer *bars_of(ot_document *d, const double *value) {
    ot_chart *chart = ot_document_chart(d, OT_CHART_BARS, "bars");
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_BAR, NULL, N);
    assert_non_null(layer);
    chart->title = chart->subtitle = chart->description = "";
    for (size_t i = 0; i < N; i++) {
        layer->value[i] = value[i];
        layer->text[i] = ot_document_format(d, "row %zu", i);
        layer->note[i] = ot_document_format(d, "is %g", value[i]);
    }
    return layer;
}

static char *drawn(const ot_document *d) {
    const ot_svg_options options = {.language = OT_LANGUAGE_EN};
    ot_buffer out = {0};
    ot_svg_write(d->first->chart, &options, &out);
    assert_false(out.failed);
    return out.data;
}

/* Those of a class, in the order of rows. */
static size_t read_bars(const char *svg, const char *class, bar out[MOST_BARS]) {
    char head[64];
    size_t n = 0;
    (void)snprintf(head, sizeof head, "<path class=\"%s\" d=\"", class);
    for (const char *at = svg; (at = strstr(at, head)) != NULL; at++) {
        const char *end = strchr(at, '>');
        for (const char *m = at + strlen(head); m && m < end; m = strchr(m + 1, 'M')) {
            assert_true(n < MOST_BARS);
            assert_int_equal(sscanf(m, "M%lf %lfh%lf", &out[n].x0, &out[n].y0, &out[n].width), 3);
            n++;
        }
    }
    return n;
}

static void bars_are_as_long_as_their_numbers_say(void **state) {
    (void)state;
    bar b[MOST_BARS];
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    (void)bars_of(d, VALUE);
    char *svg = drawn(d);
    assert_int_equal(read_bars(svg, "d0", b), N);
    for (size_t i = 0; i < N; i++) {
        assert_true(b[i].width > 20.0);
        assert_close(b[i].x0, b[0].x0, 0.0, 0.05); /* from zero on */
        assert_close(b[i].width / b[0].width, VALUE[i] / VALUE[0], 0.0, 0.02);
        assert_true(i == 0 || b[i].y0 > b[i - 1].y0);
    }
    svg_picture *picture = svg_read(svg);
    const svg_text *tick = svg_find(picture, "40"); /* of the axis, where the longest ends */
    assert_non_null(tick);
    assert_close((tick->x0 + tick->x1) / 2.0, b[1].x0 + b[1].width, 0.0, 0.6);
    free(picture);
    free(svg);
    ot_document_free(d);
}

static void what_is_below_zero_goes_to_the_left(void **state) {
    (void)state;
    static const double mixed[N] = {20.0, -30.0, 5.0};
    bar up[MOST_BARS], down[MOST_BARS];
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    (void)bars_of(d, mixed);
    char *svg = drawn(d);
    assert_int_equal(read_bars(svg, "d0", up), 2);
    assert_int_equal(read_bars(svg, "d1", down), 1);
    assert_close(down[0].x0 + down[0].width, up[0].x0, 0.0, 0.15);
    assert_close(down[0].width / up[0].width, 1.5, 0.0, 0.02);
    assert_close(up[1].width / up[0].width, 0.25, 0.0, 0.02);
    free(svg);
    ot_document_free(d);
}

/* Behind the bar and its error, in the row of its name. */
static void numbers_stand_behind_their_bars(void **state) {
    (void)state;
    bar b[MOST_BARS];
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_layer *layer = bars_of(d, VALUE);
    layer->low[1] = 35.0;
    layer->high[1] = 45.0;
    char *svg = drawn(d);
    svg_picture *picture = svg_read(svg);
    svg_assert_free(picture, "bars");
    assert_int_equal(read_bars(svg, "d0", b), N);
    const double zero = b[0].x0, each = b[0].width / VALUE[0];
    for (size_t i = 0; i < N; i++) {
        const svg_text *name = svg_find(picture, layer->text[i]);
        const svg_text *number = svg_find(picture, layer->note[i]);
        const double end = zero + each * (i == 1 ? 45.0 : VALUE[i]);
        assert_non_null(name);
        assert_non_null(number);
        assert_true(name->x1 < zero);
        assert_true(number->x0 > end && number->x0 < end + 8.0);
        assert_close(name->y1, number->y1, 0.0, 0.05);
        assert_true(name->y0 < b[i].y0 + 6.0 && b[i].y0 + 6.0 < name->y1);
    }
    double x, y, width;
    const char *error = strstr(svg, "<path class=\"e\" d=\"M");
    assert_non_null(error);
    assert_int_equal(sscanf(error, "<path class=\"e\" d=\"M%lf %lfh%lf", &x, &y, &width), 3);
    assert_close(x, zero + each * 35.0, 0.0, 0.6);
    assert_close(width, each * 10.0, 0.0, 0.6);
    free(picture);
    free(svg);
    ot_document_free(d);
}

/* Two pictures of one scale: a bar of half the other's number is half as long. */
static void bars_beside_each_other_have_one_scale(void **state) {
    (void)state;
    static const double half[N] = {5.0, 20.0, 12.5};
    bar a[MOST_BARS], b[MOST_BARS];
    const double *const value[] = {VALUE, half};
    for (int k = 0; k < 2; k++) {
        ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
        ot_layer *layer = bars_of(d, value[k]);
        for (size_t i = 0; i < N; i++)
            layer->note[i] = "+";
        d->first->chart->reach_low = 0.0;
        d->first->chart->reach_high = 40.0;
        char *svg = drawn(d);
        assert_int_equal(read_bars(svg, "d0", k ? b : a), N);
        free(svg);
        ot_document_free(d);
    }
    for (size_t i = 0; i < N; i++)
        assert_close(b[i].width, a[i].width / 2.0, 0.0, 0.1);
}

/* The unit stands in the line of the axis' numbers; below them where it would take their room. */
static void the_axis_says_its_unit(void **state) {
    (void)state;
    static const char *const UNIT[] = {"yuan", "a unit of whose name nobody sees the end so soon"};
    for (int k = 0; k < 2; k++) {
        ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
        ot_layer *layer = bars_of(d, VALUE);
        d->first->chart->unit = UNIT[k];
        layer->text[0] = "a name of some length";
        char *svg = drawn(d);
        svg_picture *picture = svg_read(svg);
        svg_assert_free(picture, "unit");
        const svg_text *unit = svg_find(picture, UNIT[k]), *tick = svg_find(picture, "40");
        assert_non_null(unit);
        assert_non_null(tick);
        assert_non_null(svg_find(picture, "0"));
        assert_close(unit->y1 - tick->y1, k ? 14.0 : 0.0, 0.0, 0.05);
        free(picture);
        free(svg);
        ot_document_free(d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_are_as_long_as_their_numbers_say),
        cmocka_unit_test(what_is_below_zero_goes_to_the_left),
        cmocka_unit_test(numbers_stand_behind_their_bars),
        cmocka_unit_test(bars_beside_each_other_have_one_scale),
        cmocka_unit_test(the_axis_says_its_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
