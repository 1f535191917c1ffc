/* Tests of the page: hostile texts stay texts, tags close, what is missing is a dash, languages
 * share the marks of charts. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "chain.h"
#include "failing_alloc.h"
#include "outturn/review.h"
#include "report/document.h"
#include "report/html/html.h"

static const char *const HOSTILE[] = {
    "<script>alert(1)</script>",    "]]>",         "=cmd()",    "a\x01\x1B[31m\x7F",
    "\xFF\xC0\xAF\xED\xA0\x80",     "\"' onload=", "</title>&", "\xF0\x9F\x9A\x80",
    "\xD7\xA9\xD7\x9C\xE2\x80\xAE", "<!--",        "</style>",  "\xEF\xBF\xBE"};
enum { N_HOSTILE = sizeof HOSTILE / sizeof *HOSTILE, LONG = 5000, MOST_OPEN = 64 };

static char *long_text(void) {
    char *text = malloc(LONG + 1);
    assert_non_null(text);
    memset(text, '<', LONG);
    text[LONG] = '\0';
    return text;
}

static void put_grid(ot_document *d, const char *text) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, text);
    ot_grid_column(d, grid, OT_COLUMN_BAND, text);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, "x");
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, text);
    ot_grid_tone(grid, OT_TONE_BAD);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, text);
    ot_grid_band(d, grid, 2.0, 1.0, 3.0, 0);
    ot_grid_number(d, grid, (double)NAN, 0);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "");
    ot_grid_band(d, grid, (double)INFINITY, 1.0, 3.0, 0);
    ot_grid_number(d, grid, 5.0, 0);
}

static void put_chart(ot_document *d, const char *text, const char *subject) {
    ot_chart *chart = ot_document_chart(d, OT_CHART_YEARS, "fan-x");
    if (!chart) return;
    chart->title = chart->description = chart->source = text;
    chart->subject = subject;
    ot_layer *line = ot_chart_layer(d, chart, OT_LAYER_LINE, text, 3);
    for (size_t i = 0; line && i < 3; i++) {
        line->x[i] = 2021.0 + (double)i;
        line->value[i] = 100.0 + 10.0 * (double)i;
    }
}

static ot_document *page_of(ot_language language, const char *text) {
    ot_document *d = ot_document_begin(language);
    if (!d) return NULL;
    ot_document_text(d, OT_ELEMENT_TITLE, text);
    ot_document_section(d, "review", OT_SAY_SECTION_REVIEW);
    ot_document_text(d, OT_ELEMENT_HEADING, text);
    ot_document_tone(d, OT_TONE_GOOD);
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, text);
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, "first\nsecond");
    ot_document_tone(d, OT_TONE_POOR);
    ot_document_text(d, OT_ELEMENT_QUOTE, text);
    ot_document_text(d, OT_ELEMENT_FORMULA, text);
    ot_document_text(d, OT_ELEMENT_ITEM, text);
    ot_document_text(d, OT_ELEMENT_ITEM, text);
    put_grid(d, text);
    put_chart(d, text, text);
    ot_document_text(d, OT_ELEMENT_ITEM, text);
    return d;
}

static ot_status write_pages(const ot_document *a, const ot_document *b, ot_buffer *out) {
    const ot_document *const d[] = {a, b};
    const ot_writer writer = ot_buffer_writer(out);
    return ot_html_write(d, b ? 2 : 1, &writer, NULL);
}

static int is_one_of(const char *name, const char *const *list) {
    for (; *list; list++)
        if (strcmp(name, *list) == 0) return 1;
    return 0;
}

static const char *const VOID[] = {"meta", "input", "!DOCTYPE", NULL};
/* What HTML lets end where the next begins, or with what holds it. */
static const char *const OPEN_ENDED[] = {"td", "th", "tr", "thead", "tbody", "li", NULL};

typedef struct tags {
    char open[MOST_OPEN][16];
    size_t n;
} tags;

static void close_tag(tags *t, const char *name) {
    while (t->n > 0 && strcmp(t->open[t->n - 1], name) != 0 &&
           is_one_of(t->open[t->n - 1], OPEN_ENDED))
        t->n--;
    if (t->n == 0 || strcmp(t->open[t->n - 1], name) != 0)
        fail_msg("</%s> closes <%s>", name, t->n ? t->open[t->n - 1] : "nothing");
    t->n--;
}

static int level_of(const char *name) {
    return strcmp(name, "td") == 0 || strcmp(name, "th") == 0     ? 3
           : strcmp(name, "tr") == 0                              ? 2
           : strcmp(name, "thead") == 0 || !strcmp(name, "tbody") ? 1
           : strcmp(name, "li") == 0                              ? 4
                                                                  : 0;
}

static void open_tag(tags *t, const char *name) {
    const int level = level_of(name);
    while (level > 0 && t->n > 0 && level_of(t->open[t->n - 1]) >= level &&
           (level == 4) == (level_of(t->open[t->n - 1]) == 4))
        t->n--; /* a cell ends the cell before, a row its cells */
    assert_true(t->n < MOST_OPEN);
    snprintf(t->open[t->n++], sizeof t->open[0], "%s", name);
}

/* The end of a tag: a quoted value may hold anything but its quote and "<". */
static const char *tag_end(const char *at) {
    int is_quoted = 0;
    for (; *at && (is_quoted || *at != '>'); at++) {
        if (*at == '"') is_quoted = !is_quoted;
        if (*at == '<') fail_msg("< within a tag: %.60s", at);
    }
    assert_int_equal(*at, '>');
    return at;
}

static void assert_nested(const char *page) {
    tags t = {.n = 0};
    for (const char *at = strchr(page, '<'); at; at = strchr(at, '<')) {
        char name[16] = {0};
        const int is_closing = at[1] == '/';
        sscanf(at + 1 + is_closing, "%15[!A-Za-z0-9]", name);
        const char *end = tag_end(at + 1);
        if (is_closing)
            close_tag(&t, name);
        else if (!is_one_of(name, VOID) && end[-1] != '/')
            open_tag(&t, name);
        at = end;
        if (!is_closing && (strcmp(name, "style") == 0 || strcmp(name, "script") == 0))
            at = strstr(at, strcmp(name, "style") == 0 ? "</style" : "</script");
    }
    assert_int_equal(t.n, 0);
}

static size_t count(const char *page, const char *what) {
    size_t n = 0;
    for (; (page = strstr(page, what)) != NULL; page += strlen(what))
        n++;
    return n;
}

static void assert_sound(const char *page) {
    const size_t n = strlen(page);
    assert_int_equal(ot_utf8_check(page, n), n);
    for (size_t i = 0; i < n; i++)
        assert_true((unsigned char)page[i] >= 0x20 || page[i] == '\n' || page[i] == '\t');
    assert_int_equal(count(page, "<script>"), 1);
    assert_int_equal(count(page, "</script>"), 1);
    assert_int_equal(count(page, "</title>") - count(page, "<title>"), 0);
    assert_null(strstr(page, "nan"));
    assert_nested(page);
}

static void hostile_texts_stay_texts(void **state) {
    (void)state;
    for (size_t i = 0; i <= N_HOSTILE; i++) {
        char *own = i == N_HOSTILE ? long_text() : NULL;
        const char *text = own ? own : HOSTILE[i];
        ot_document *zh = page_of(OT_LANGUAGE_ZH, text), *en = page_of(OT_LANGUAGE_EN, text);
        ot_buffer out = {0};
        assert_int_equal(write_pages(zh, en, &out), OT_OK);
        assert_sound(out.data);
        ot_buffer_clear(&out);
        ot_document_free(zh);
        ot_document_free(en);
        free(own);
    }
}

static void assert_escaped(const char *text, const char *expected) {
    ot_buffer out = {0};
    ot_html_text(&out, text);
    assert_string_equal(out.data, expected);
    ot_buffer_clear(&out);
}

static void markup_and_what_is_no_text_is_escaped(void **state) {
    (void)state;
    assert_escaped("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;");
    assert_escaped("\x01\x7F\xC2\x85", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_escaped("x\xFFy\xC0\xAF", "x\xEF\xBF\xBDy\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_escaped("1\xE2\x80\xAE"
                   "2",
                   "1\xEF\xBF\xBD"
                   "2");
    assert_escaped("\xEF\xB7\x90\xEF\xBF\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_escaped("\n\t\xE4\xBA\xBF\xF0\x9F\x9A\x80", "\n\t\xE4\xBA\xBF\xF0\x9F\x9A\x80");
}

static void what_is_missing_is_a_dash_with_a_note(void **state) {
    (void)state;
    ot_document *d = page_of(OT_LANGUAGE_EN, "label");
    ot_buffer out = {0};
    assert_int_equal(write_pages(d, NULL, &out), OT_OK);
    assert_non_null(strstr(out.data, "<td>\xE2\x80\x94"));
    assert_non_null(strstr(out.data, "<td>\xE2\x80\x94\n"));
    assert_int_equal(count(out.data, "<p class=\"missing\">"), 1);
    assert_null(strstr(out.data, "inf"));
    ot_buffer_clear(&out);
    ot_document_free(d);
}

static void a_table_has_a_caption_scopes_groups_and_names(void **state) {
    (void)state;
    ot_document *d = page_of(OT_LANGUAGE_EN, "label");
    ot_buffer out = {0};
    assert_int_equal(write_pages(d, NULL, &out), OT_OK);
    assert_non_null(strstr(out.data, "<caption><span>Table 1. label</span></caption>"));
    assert_int_equal(count(out.data, "<th scope=col"), 3);
    assert_non_null(strstr(out.data, "<tr class=group><th scope=rowgroup colspan=3>"
                                     "<b class=\"chip bad\">label</b>"));
    assert_non_null(strstr(out.data, "<tr><th scope=row>label<td>2 <i>[1 .. 3]</i>"));
    assert_non_null(strstr(out.data, "<tr class=on><th scope=row>label<td"));
    ot_buffer_clear(&out);
    ot_document_free(d);
}

static void each_language_has_its_heading_and_a_link(void **state) {
    (void)state;
    ot_document *zh = page_of(OT_LANGUAGE_ZH, "zh title"),
                *en = page_of(OT_LANGUAGE_EN, "en title");
    ot_buffer out = {0};
    assert_int_equal(write_pages(zh, en, &out), OT_OK);
    assert_int_equal(count(out.data, "<h1>"), 2);
    assert_non_null(strstr(out.data, "<html lang=\"zh-Hans\">"));
    assert_non_null(strstr(out.data, "<title>zh title</title>"));
    assert_non_null(strstr(out.data, "<article id=\"en\" lang=\"en\""));
    assert_non_null(strstr(out.data, "<a href=\"#en\" lang=\"en\" hreflang=\"en\">English</a>"));
    assert_null(strstr(out.data, "http://"));
    assert_null(strstr(out.data, "https://"));
    ot_buffer_clear(&out);
    assert_int_equal(write_pages(en, NULL, &out), OT_OK);
    assert_int_equal(count(out.data, "<h1>"), 1);
    assert_null(strstr(out.data, "<nav class=\"languages\""));
    ot_buffer_clear(&out);
    ot_document_free(zh);
    ot_document_free(en);
}

static void what_charts_have_alike_is_drawn_once(void **state) {
    (void)state;
    ot_document *zh = page_of(OT_LANGUAGE_ZH, "label"), *en = page_of(OT_LANGUAGE_EN, "label");
    ot_buffer out = {0};
    assert_int_equal(write_pages(zh, en, &out), OT_OK);
    assert_int_equal(count(out.data, "<g id=m1 class=ot-chart>"), 1);
    assert_int_equal(count(out.data, "<use href=\"#m1\"/>"), 1);
    assert_int_equal(count(out.data, "class=s0 "), 1);
    ot_buffer_clear(&out);
    ot_document_free(zh);
    ot_document_free(en);
}

/* One language has another number in the chart: each draws its own. */
static void charts_that_differ_are_drawn_in_each_language(void **state) {
    (void)state;
    ot_document *zh = page_of(OT_LANGUAGE_ZH, "label"), *en = page_of(OT_LANGUAGE_EN, "label");
    ot_buffer out = {0};
    assert_int_equal(write_pages(zh, en, &out), OT_OK);
    assert_int_equal(count(out.data, "<use href="), 1);
    const char *first = strstr(out.data, "class=s0 d=\"");
    assert_non_null(first);
    const size_t length = strcspn(first + 12, "\"");
    ot_buffer_clear(&out);
    for (ot_element *e = en->first; e; e = e->next)
        if (e->kind == OT_ELEMENT_CHART) e->chart->first->value[1] = 109.0; /* was 110 */
    assert_int_equal(write_pages(zh, en, &out), OT_OK);
    assert_int_equal(count(out.data, "<use href="), 0);
    assert_int_equal(count(out.data, "class=s0 "), 2);
    const char *one = strstr(out.data, "class=s0 d=\""), *other = strstr(one + 1, "class=s0 d=\"");
    assert_non_null(other);
    assert_int_equal(strcspn(one + 12, "\""), length);
    assert_int_equal(strcspn(other + 12, "\""), length); /* of one length, not the same */
    assert_memory_not_equal(one, other, 12 + length);
    ot_buffer_clear(&out);
    ot_document_free(zh);
    ot_document_free(en);
}

/* What a model file may say, and a target that is not finite in any draw. */
static const char HOSTILE_MODEL[] =
    "model: { id = \"m\"; title = \"<script>alert(1)</script>\"; description = \"]]>\";"
    " first_year = 2023; last_year = 2024; };\n"
    "run: { draws = 200; };\n"
    "drivers: { g: { label = \"=cmd()\"; unit = \"share\"; value = 0.05; source = \"</section>\";"
    " law = { family = \"normal\"; scale = 0.02; }; }; };\n"
    "indicators: {\n"
    "  x: { label = { zh = \"\xD7\xA9\xD7\x9C \xF0\x9F\x9A\x80\"; en = \"a<b & \\\"c\\\"\"; };"
    " unit = \"CNY_100M\"; equation = \"dlog(x) = g\"; source = \"<!-- -->\"; note = \"</ul>\";"
    " start = { year = 2022; value = 250.0; sd = 60.0; source = \"<style>\"; }; };\n"
    "  z: { unit = \"index\"; equation = \"z = log(g - 1)\"; };\n"
    "};\n"
    "scenarios: { a: { label = \"<b>\"; note = \"</table>\"; };\n"
    "  b: { label = \"'><i>\"; conditional = true; drivers = { g = { value = 0.07; }; }; }; };\n"
    "targets: ( { id = \"t\"; label = \"<td>\"; indicator = \"x\"; year = 2024; at_least = 270.0; "
    "},\n"
    "  { id = \"u\"; label = \"</td>\"; indicator = \"z\"; year = 2024; at_least = 1.0; } );\n";

static void a_report_of_a_hostile_model_is_sound(void **state) {
    (void)state;
    chain s;
    ot_error err;
    ot_review *review = NULL;
    chain_open(&s, HOSTILE_MODEL);
    const ot_run_options run = ot_projection_options(s.model);
    const ot_review_options options = ot_review_options_default();
    if (ot_review_new(s.model, (const ot_case *const *)s.c, s.n, &run, &options, s.notes, &review,
                      &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    const ot_parts parts = {.spec = s.spec,
                            .table = s.table,
                            .model = s.model,
                            .fit = s.fit,
                            .projection = ot_review_projection(review),
                            .review = review,
                            .receipt = "0123456789ab",
                            .notes = s.notes};
    ot_document *d[] = {NULL, NULL};
    ot_buffer out = {0};
    assert_int_equal(ot_document_new(OT_REPORT_WHOLE, &parts, OT_LANGUAGE_ZH, &d[0], NULL), OT_OK);
    assert_int_equal(ot_document_new(OT_REPORT_WHOLE, &parts, OT_LANGUAGE_EN, &d[1], NULL), OT_OK);
    assert_int_equal(write_pages(d[0], d[1], &out), OT_OK);
    assert_sound(out.data);
    assert_non_null(strstr(out.data, "a&lt;b &amp; &quot;c&quot;"));
    assert_non_null(strstr(out.data, "&lt;script&gt;alert(1)"));
    assert_non_null(strstr(out.data, "0123456789ab"));
    assert_int_equal(count(out.data, "<h1>"), 2);
    assert_int_equal(count(out.data, "<section id="), 2 * 5); /* without a plan no audit */
    ot_buffer_clear(&out);
    ot_document_free(d[0]);
    ot_document_free(d[1]);
    ot_review_free(review);
    chain_close(&s);
}

static int write_both(void *state) {
    const ot_document *const *d = state;
    ot_buffer out = {0};
    const ot_status status = write_pages(d[0], d[1], &out);
    const int failed = out.failed;
    ot_buffer_clear(&out);
    return status ? (int)status : failed ? (int)OT_ERR_NOMEM : (int)OT_OK;
}

static void no_memory_is_told(void **state) {
    (void)state;
    ot_document *d[] = {page_of(OT_LANGUAGE_ZH, "label"), page_of(OT_LANGUAGE_EN, "label")};
    assert_true(fail_each_allocation(write_both, d, OT_ERR_NOMEM) > 5);
    ot_document_free(d[0]);
    ot_document_free(d[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_and_what_is_no_text_is_escaped),
        cmocka_unit_test(hostile_texts_stay_texts),
        cmocka_unit_test(what_is_missing_is_a_dash_with_a_note),
        cmocka_unit_test(a_table_has_a_caption_scopes_groups_and_names),
        cmocka_unit_test(each_language_has_its_heading_and_a_link),
        cmocka_unit_test(what_charts_have_alike_is_drawn_once),
        cmocka_unit_test(charts_that_differ_are_drawn_in_each_language),
        cmocka_unit_test(a_report_of_a_hostile_model_is_sound),
        cmocka_unit_test(no_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
