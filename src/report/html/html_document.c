/* The HTML renderer: one self-contained page, readable without scripts and without a network. */
#include <stdlib.h>
#include <string.h>

#include "report/html/html.h"
#include "report/rendered.h"
#include "report/svg/svg.h"

/* The scripts of the page are its own, and it fetches nothing. */
static const char POLICY[] = "default-src 'none'; style-src 'unsafe-inline'; "
                             "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

static const char *prefix_of(const ot_document *d) {
    return d->language == OT_LANGUAGE_ZH ? "zh" : "en";
}

static const char *lang_of(const ot_document *d) {
    return d->language == OT_LANGUAGE_ZH ? "zh-Hans" : "en";
}

static const char *title_of(const ot_document *d) {
    for (const ot_element *e = d->first; e; e = e->next)
        if (e->kind == OT_ELEMENT_TITLE) return e->text;
    return "outturn";
}

/* Of several lines the first is what the others are about. */
static void put_lines(ot_buffer *out, const char *text) {
    const char *end = strchr(text, '\n');
    if (!end) {
        ot_html_words(out, text);
        return;
    }
    ot_buffer first = {0};
    ot_buffer_add(&first, text, (size_t)(end - text));
    ot_buffer_text(out, "<strong>");
    ot_html_words(out, first.data ? first.data : "");
    ot_buffer_text(out, "</strong>");
    out->failed |= first.failed;
    ot_buffer_clear(&first);
    ot_html_words(out, end);
}

static void put_toned(ot_page *p, const ot_element *e, const char *tag) {
    ot_buffer_format(p->out, "<%s", tag);
    if (e->tone) ot_buffer_format(p->out, " class=\"tone %s\"", ot_html_tone(e->tone));
    ot_buffer_text(p->out, ">");
    if (e->kind == OT_ELEMENT_QUOTE) /* as it is printed */
        ot_html_text(p->out, e->text);
    else
        put_lines(p->out, e->text);
    if (e->kind == OT_ELEMENT_ITEM) /* ends where the next begins */
        ot_buffer_text(p->out, "\n");
    else
        ot_buffer_format(p->out, "</%s>\n", tag);
}

/* What the short print leaves out stands in boxes of its own, unless its whole section does. */
static void set_box(ot_page *p, ot_shown shown) {
    static const char *const END[] = {"", "</div>\n", "</details>\n"};
    static const char *const BEGIN[] = {"", "<div class=more>\n", "<details class=more>\n"};
    if (shown == p->shown) return;
    ot_buffer_text(p->out, END[p->shown]);
    ot_buffer_text(p->out, BEGIN[shown]);
    p->shown = shown;
}

static ot_shown box_of(const ot_page *p, const ot_element *e) {
    if (e->kind == OT_ELEMENT_SECTION) return OT_SHOWN_ALWAYS;
    return e->shown == OT_SHOWN_AT_LENGTH && p->is_long ? OT_SHOWN_ALWAYS : e->shown;
}

static void begin_section(ot_page *p, const ot_element *e) {
    if (*p->section) ot_buffer_text(p->out, "</section>\n");
    p->is_long = e->shown != OT_SHOWN_ALWAYS;
    p->section = e->name;
    p->n_headings = 0;
    memset(p->note, 0, sizeof p->note);
    ot_buffer_format(p->out, "<section id=\"%s-%s\"%s aria-labelledby=\"%s-%s-0\">\n", p->prefix,
                     e->name, p->is_long ? " class=more" : "", p->prefix, e->name);
    ot_buffer_format(p->out, "<h2 id=\"%s-%s-0\">", p->prefix, e->name);
    ot_html_text(p->out, e->text);
    ot_buffer_text(p->out, "</h2>\n");
    p->heading = e->text;
}

static void put_heading(ot_page *p, const ot_element *e) {
    const int is_folded = p->shown == OT_SHOWN_FOLDED;
    p->heading = e->text;
    if (is_folded) ot_buffer_text(p->out, "<summary>");
    ot_buffer_format(p->out, "<h3 id=\"%s-%s-%zu\"", p->prefix, p->section, ++p->n_headings);
    if (e->tone) ot_buffer_format(p->out, " class=\"tone %s\"", ot_html_tone(e->tone));
    ot_buffer_text(p->out, ">");
    ot_html_text(p->out, e->text);
    ot_buffer_text(p->out, is_folded ? "</h3></summary>\n" : "</h3>\n");
}

static void put_element(ot_page *p, const ot_element *e) {
    switch (e->kind) {
    case OT_ELEMENT_TITLE:
        ot_html_between(p->out, "h1", e->text);
        ot_buffer_text(p->out, "\n");
        break;
    case OT_ELEMENT_SECTION:
        begin_section(p, e);
        break;
    case OT_ELEMENT_HEADING:
        put_heading(p, e);
        break;
    case OT_ELEMENT_PARAGRAPH:
        put_toned(p, e, "p");
        break;
    case OT_ELEMENT_ITEM:
        put_toned(p, e, "li");
        break;
    case OT_ELEMENT_FORMULA:
        ot_buffer_text(p->out, "<p class=\"formula\" dir=\"ltr\">");
        ot_html_between(p->out, "code", e->text);
        ot_buffer_text(p->out, "</p>\n");
        break;
    case OT_ELEMENT_QUOTE:
        put_toned(p, e, "blockquote");
        break;
    case OT_ELEMENT_GRID:
        if (!e->grid->is_data) ot_html_grid(p, e->grid);
        break;
    case OT_ELEMENT_CHART:
        ot_html_chart(p, e->chart);
        break;
    }
}

static int has_more(const ot_document *d) {
    for (const ot_element *e = d->first; e; e = e->next)
        if (e->shown != OT_SHOWN_ALWAYS) return 1;
    return 0;
}

/* What is printed is chosen by a box that works without scripts; paper says what it leaves out. */
static void put_printing(ot_page *p) {
    if (!has_more(p->d)) return;
    ot_buffer_text(p->out, "<p class=printing><label><input type=checkbox class=whole> ");
    ot_html_text(p->out, ot_html_word(p, OT_SAY_PAGE_PRINT_ALL));
    ot_buffer_text(p->out, "</label></p>\n<p class=printed>");
    ot_html_text(p->out, ot_html_word(p, OT_SAY_PAGE_PRINTED));
    ot_buffer_text(p->out, "</p>\n");
}

static int is_item(const ot_element *e) { return e && e->kind == OT_ELEMENT_ITEM; }

static void put_elements(ot_page *p) {
    const ot_element *previous = NULL;
    int is_listed = 0; /* the contents stand behind what comes before the first section */
    for (const ot_element *e = p->d->first; e && !p->out->failed; previous = e, e = e->next) {
        const int is_boxed = box_of(p, e) != p->shown;
        if (is_item(previous) && (is_boxed || !is_item(e))) ot_buffer_text(p->out, "</ul>\n");
        if (is_boxed) set_box(p, box_of(p, e));
        if (e->kind == OT_ELEMENT_SECTION && !is_listed) {
            put_printing(p);
            ot_buffer_text(p->out, "</header>\n");
            ot_html_contents(p);
            ot_buffer_text(p->out, "<div class=\"body\">\n");
            is_listed = 1;
        }
        if (is_item(e) && (is_boxed || !is_item(previous))) ot_buffer_text(p->out, "<ul>\n");
        put_element(p, e);
    }
    if (is_item(previous)) ot_buffer_text(p->out, "</ul>\n");
    set_box(p, OT_SHOWN_ALWAYS);
    if (*p->section) ot_buffer_text(p->out, "</section>\n");
    ot_buffer_text(p->out, is_listed ? "</div>\n" : "</header>\n");
}

static void put_document(ot_buffer *out, const ot_document *d, ot_page_marks *known,
                         size_t n_known) {
    ot_page page = {.out = out,
                    .d = d,
                    .lang = lang_of(d),
                    .prefix = prefix_of(d),
                    .section = "",
                    .known = known,
                    .n_known = n_known,
                    .heading = title_of(d)};
    ot_buffer_format(out, "<article id=\"%s\" lang=\"%s\" data-title=\"", page.prefix, page.lang);
    ot_html_text(out, title_of(d));
    ot_buffer_text(out, "\">\n<header>\n");
    put_elements(&page);
    ot_buffer_text(out, "</article>\n");
}

/* Charts know their own colours; on a dark screen, not on paper, they are others. */
static void put_chart_style(ot_buffer *out) {
    ot_svg_style(out);
    ot_buffer_text(out, "@media screen and (prefers-color-scheme:dark){:root{");
    ot_svg_colours(OT_SVG_DARK, out);
    ot_buffer_text(out, "}}\n");
}

static void put_head(ot_buffer *out, const ot_document *const *d, size_t n) {
    ot_buffer_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                     n > 0 ? lang_of(d[0]) : "en");
    ot_buffer_text(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n"
                        "<meta name=\"generator\" content=\"outturn " OUTTURN_VERSION "\">\n");
    ot_buffer_format(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n<title>",
                     POLICY);
    if (n > 0) ot_html_text(out, title_of(d[0]));
    ot_buffer_format(out, "</title>\n<style>\n%s", ot_page_css);
    put_chart_style(out);
    ot_buffer_text(out, "</style>\n</head>\n<body>\n");
}

/* One link a language: without scripts it shows that one alone. */
static void put_languages(ot_buffer *out, const ot_document *const *d, size_t n) {
    for (size_t k = 0; k < n; k++) {
        ot_buffer_format(out, "<a class=\"skip\" href=\"#%s-review\" lang=\"%s\">", prefix_of(d[k]),
                         lang_of(d[k]));
        ot_html_text(out, ot_message_text(OT_SAY_PAGE_SKIP, d[k]->language));
        ot_buffer_text(out, "</a>\n");
    }
    if (n < 2) return;
    ot_buffer_text(out, "<nav class=\"languages\" aria-label=\"");
    for (size_t k = 0; k < n; k++)
        ot_buffer_format(out, "%s%s", k ? " / " : "",
                         ot_message_text(OT_SAY_PAGE_LANGUAGE, d[k]->language));
    ot_buffer_text(out, "\">\n");
    for (size_t k = 0; k < n; k++)
        ot_buffer_format(out, "<a href=\"#%s\" lang=\"%s\" hreflang=\"%s\">%s</a>\n",
                         prefix_of(d[k]), lang_of(d[k]), lang_of(d[k]),
                         ot_message_text(OT_SAY_PAGE_OWN_NAME, d[k]->language));
    ot_buffer_text(out, "</nav>\n");
}

static size_t count_charts(const ot_document *d) {
    size_t n = 0;
    for (const ot_element *e = d->first; e; e = e->next)
        n += e->kind == OT_ELEMENT_CHART;
    return n;
}

ot_status ot_html_write(const ot_document *const *d, size_t n, const ot_writer *writer,
                        ot_error *err) {
    ot_buffer out = {0};
    int has_failed = 0;
    const size_t n_charts = n > 1 ? count_charts(d[0]) : 0;
    ot_page_marks *known = calloc(n_charts + 1, sizeof *known);
    if (!known) return ot_rendered_write(&out, 1, writer, err);
    put_head(&out, d, n);
    put_languages(&out, d, n);
    ot_buffer_text(&out, "<main>\n");
    for (size_t k = 0; k < n; k++) {
        put_document(&out, d[k], known, n_charts);
        has_failed |= d[k]->failed;
    }
    free(known);
    ot_buffer_format(&out, "</main>\n<script>\n%s</script>\n</body>\n</html>\n", ot_page_js);
    return ot_rendered_write(&out, has_failed, writer, err);
}
