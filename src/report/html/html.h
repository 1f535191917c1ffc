/* html.h -- the parts of the page: text that is safe in it, tables, charts, the list of contents */
#ifndef OT_REPORT_HTML_H
#define OT_REPORT_HTML_H

#include <stddef.h>

#include "base/buffer.h"
#include "report/document.h"

/* src/report/html/page.css and page.js. */
extern const char ot_page_css[], ot_page_js[];

/* Where the marks of a chart stand in the page. */
typedef struct ot_page_marks {
    size_t at, length;
} ot_page_marks;

/* Where the renderer is in one document. */
enum { OT_PAGE_NOTES = 4 };
typedef struct ot_page {
    ot_buffer *out;
    const ot_document *d;
    const char *lang;    /* "en", "zh-Hans" */
    const char *prefix;  /* of ids: "en", "zh" */
    const char *section; /* its name; "" before the first */
    const char *heading; /* the text last seen */
    size_t n_headings;   /* of the section */
    ot_shown shown;      /* the box that is open, OT_SHOWN_ALWAYS: none */
    int is_long;         /* the whole section is left out of the short print */
    size_t n_tables, n_charts;
    ot_page_marks *known; /* [n_known] of the page: what the languages before have drawn */
    size_t n_known;
    const char *note[OT_PAGE_NOTES]; /* below charts of this section, the latest first */
} ot_page;

/* Text as it may stand between tags and in attributes: what is markup is escaped; what is no text
 * (control characters, bytes that are not UTF-8, signs that turn the direction of what follows)
 * becomes U+FFFD. */
void ot_html_text(ot_buffer *out, const char *text);
/* The same, with the minus sign where a hyphen stands before a number. */
void ot_html_words(ot_buffer *out, const char *text);
void ot_html_between(ot_buffer *out, const char *tag, const char *text); /* <tag>text</tag> */
const char *ot_html_word(const ot_page *p, ot_message message);

void ot_html_grid(ot_page *p, const ot_grid *grid);
void ot_html_chart(ot_page *p, const ot_chart *chart);
void ot_html_contents(ot_page *p);

/* "good", "quiet"; "" of a plain one. */
const char *ot_html_tone(ot_tone tone);

#endif
