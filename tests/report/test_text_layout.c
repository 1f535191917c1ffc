/* Tests of report/text/text_grid.h: a terminal's width is kept, nothing is lost, colours add signs
 * only.
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

#include "base/utf8.h"
#include "report/text/sparkline.h"
#include "report/text/text_grid.h"

enum { N_ROWS = 7, N_NUMBERS = 9 };

static ot_document *made(void) {
    ot_document *d = ot_document_begin(OT_LANGUAGE_ZH);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "指标");
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "unit");
    for (int k = 0; k < N_NUMBERS; k++)
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_document_format(d, "%d", 2020 + k));
    for (int i = 0; i < N_ROWS; i++) {
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, "城镇居民人均可支配收入增长");
        ot_grid_text(d, grid, "10,000 yuan a person");
        for (int k = 0; k < N_NUMBERS; k++) {
            ot_grid_number(d, grid, 1000.0 * i + k, 1);
            if (k == i) ot_grid_tone(grid, OT_TONE_BAD);
        }
    }
    return d;
}

static char *put(const ot_document *d, ot_terminal terminal) {
    ot_buffer out = {0};
    ot_text_grid_put(&out, d->first->grid, &terminal);
    assert_false(out.failed);
    return out.data;
}

static size_t count(const char *text, const char *word) {
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, word)); p += strlen(word))
        n++;
    return n;
}

static size_t widest(char *text) {
    size_t most = 0;
    for (char *line = text, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        assert_non_null(end);
        *end = '\0';
        const size_t width = ot_utf8_width(line);
        if (width > most) most = width;
    }
    return most;
}

static void every_width_keeps_every_number_once(void **state) {
    (void)state;
    ot_document *d = made();
    char number[16];
    for (size_t width = 60; width <= 200; width++) {
        char *text = put(d, (ot_terminal){.width = width});
        for (int i = 0; i < N_ROWS; i++)
            for (int k = 0; k < N_NUMBERS; k++) {
                (void)snprintf(number, sizeof number, " %d.0", 1000 * i + k);
                assert_int_equal(count(text, number), 1);
            }
        assert_true(widest(text) <= width);
        free(text);
    }
    ot_document_free(d);
}

static void a_file_has_no_width(void **state) {
    (void)state;
    ot_document *d = made();
    char *text = put(d, (ot_terminal){0});
    assert_int_equal(count(text, "2028"), 1);
    char *wide = put(d, (ot_terminal){.width = 1000});
    assert_string_equal(text, wide);
    free(wide);
    free(text);
    ot_document_free(d);
}

/* Without the sequences the same signs stand there, but for blanks at the ends of lines. */
static void strip(char *text) {
    char *to = text;
    for (const char *p = text; *p; p++) {
        if (*p == '\033') {
            p = strchr(p, 'm');
            continue;
        }
        if (*p == '\n')
            while (to > text && to[-1] == ' ')
                to--;
        *to++ = *p;
    }
    *to = '\0';
}

static void colours_add_nothing_but_colour(void **state) {
    (void)state;
    ot_document *d = made();
    char *plain = put(d, (ot_terminal){0}), *coloured = put(d, (ot_terminal){.has_colours = 1});
    assert_int_equal(count(plain, "\033"), 0);
    assert_int_equal(count(coloured, "\033[1;31m"), N_ROWS);
    assert_string_not_equal(plain, coloured);
    strip(coloured);
    assert_string_equal(plain, coloured);
    free(plain);
    free(coloured);
    ot_document_free(d);
}

static void sparklines_rise_with_their_numbers(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    const double rising[] = {1.0, 2.0, 3.0, 8.0}, flat[] = {5.0, 5.0};
    const double gap[] = {1.0, NAN, 2.0}, alone[] = {NAN, 3.0};
    assert_string_equal(ot_say_sparkline(d, rising, 4), "▁▂▃█");
    assert_string_equal(ot_say_sparkline(d, flat, 2), "▁▁");
    assert_string_equal(ot_say_sparkline(d, gap, 3), "▁ █");
    assert_string_equal(ot_say_sparkline(d, alone, 2), "");
    ot_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_width_keeps_every_number_once),
        cmocka_unit_test(a_file_has_no_width),
        cmocka_unit_test(colours_add_nothing_but_colour),
        cmocka_unit_test(sparklines_rise_with_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
