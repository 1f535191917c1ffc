/* Tests of report/html/typography.h: the sign of a number, and no other hyphen; the page and
 * Markdown show it, with dashes for what is missing and marks beside what they are about. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "report/document.h"
#include "report/html/html.h"
#include "report/html/typography.h"

/* The text as a page has it, M for each minus. */
static void assert_shown(const char *text, const char *expected) {
    char out[200];
    size_t n = strlen(text);
    assert_true(n < sizeof out);
    for (size_t i = 0; i <= n; i++)
        out[i] = (char)(ot_is_minus(text, i) ? 'M' : text[i]);
    assert_string_equal(out, expected);
}

static void a_hyphen_before_a_number_is_a_minus(void **state) {
    (void)state;
    assert_shown("-9.65%", "M9.65%");
    assert_shown("a growth of -9.65% (-9.77% to -9.52%)", "a growth of M9.65% (M9.77% to M9.52%)");
    assert_shown("推算增速为-9.65%（计入舍入为-9.77%）", "推算增速为M9.65%（计入舍入为M9.77%）");
    assert_shown("[-1.2 .. -0.3]", "[M1.2 .. M0.3]");
}

static void other_hyphens_stay(void **state) {
    (void)state;
    static const char *const TEXT[] = {
        "2023-01-05", "x(-1) + y[-1]", "1e-5", "2013-2021", "a-1", "--format", "-",
        "",           "- 3",           "-x"};
    for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++)
        assert_shown(TEXT[i], TEXT[i]);
}

static ot_document *document(void) {
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    assert_non_null(d);
    ot_document_text(d, OT_ELEMENT_TITLE, "title");
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, "it fell by -3");
    ot_document_text(d, OT_ELEMENT_QUOTE, "-4 in the document");
    ot_document_text(d, OT_ELEMENT_FORMULA, "y = -5 * x(-1)");
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "brief");
    ot_grid_head(grid, "in plain words");
    ot_grid_column(d, grid, OT_COLUMN_BAND, "b");
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "one");
    ot_grid_band(d, grid, -1.0, -2.0, 0.0, 0);
    ot_grid_mark(grid, "\xE2\x80\xA1");
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "two");
    ot_grid_text(d, grid, "-");
    return d;
}

static void assert_has(const ot_buffer *out, const char *text) {
    if (!strstr(out->data, text)) fail_msg("no \"%s\" in:\n%s", text, out->data);
}

static void the_page_shows_signs_dashes_and_marks(void **state) {
    (void)state;
    ot_document *d = document();
    const ot_document *const list[] = {d};
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    assert_int_equal(ot_html_write(list, 1, &writer, NULL), OT_OK);
    assert_has(&out, "it fell by \xE2\x88\x92"
                     "3");
    assert_has(&out, "<blockquote>-4 in the document</blockquote>");
    assert_has(&out, "<code>y = -5 * x(-1)</code>");
    assert_has(&out, "<th scope=col>in plain words");
    assert_has(&out, "\xE2\x88\x92"
                     "1\xE2\x80\xA1 <i>[\xE2\x88\x92"
                     "2 .. 0]</i>");
    assert_has(&out, "<td>\xE2\x80\x94");
    ot_buffer_clear(&out);
    ot_document_free(d);
}

static void markdown_shows_signs_dashes_and_marks(void **state) {
    (void)state;
    ot_document *d = document();
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    assert_int_equal(ot_markdown_write(d, &writer, NULL), OT_OK);
    assert_has(&out, "it fell by \xE2\x88\x92"
                     "3");
    assert_has(&out, "> -4 in the document");
    assert_has(&out, "    y = -5 * x(-1)");
    assert_has(&out, "| in plain words | b |");
    assert_has(&out, "| \xE2\x88\x92"
                     "1 \\[\xE2\x88\x92"
                     "2 .. 0\\]\xE2\x80\xA1 |");
    assert_has(&out, "| two | \xE2\x80\x94 |\n\n\xE2\x80\x94 no number");
    ot_buffer_clear(&out);
    ot_document_free(d);
}

static void markdown_takes_no_text_for_markup(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, "- one\n    # two\n=== `3` [x](javascript:y)");
    ot_document_text(d, OT_ELEMENT_ITEM, "a\nb &lt; ~c~ $d$ \xE2\x80\xAE|");
    ot_document_text(d, OT_ELEMENT_FORMULA, "y = x\n<b>");
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    assert_int_equal(ot_markdown_write(d, &writer, NULL), OT_OK);
    assert_has(&out, "\\- one\\\n\\# two\\\n\\=== \\`3\\` \\[x\\](javascript:y)\n");
    assert_has(&out, "- a b \\&lt; \\~c\\~ \\$d\\$ \xEF\xBF\xBD\\|\n");
    assert_has(&out, "    y = x\n    <b>\n");
    ot_buffer_clear(&out);
    ot_document_free(d);
}

static void a_terminal_keeps_the_brief_head_and_ascii(void **state) {
    (void)state;
    ot_document *d = document();
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    assert_int_equal(ot_text_write(d, &writer, NULL), OT_OK);
    assert_has(&out, "brief");
    assert_has(&out, "-1 [-2 .. 0]\xE2\x80\xA1");
    ot_buffer_clear(&out);
    ot_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hyphen_before_a_number_is_a_minus),
        cmocka_unit_test(other_hyphens_stay),
        cmocka_unit_test(the_page_shows_signs_dashes_and_marks),
        cmocka_unit_test(markdown_shows_signs_dashes_and_marks),
        cmocka_unit_test(markdown_takes_no_text_for_markup),
        cmocka_unit_test(a_terminal_keeps_the_brief_head_and_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
