/* The list of contents: sections, and under each its headings. */
#include "report/html/html.h"

static void put_link(ot_page *p, const char *section, size_t heading, const char *text) {
    ot_buffer_format(p->out, "<li><a href=\"#%s-%s", p->prefix, section);
    if (heading > 0) ot_buffer_format(p->out, "-%zu", heading);
    ot_buffer_text(p->out, "\">");
    ot_html_text(p->out, text);
    ot_buffer_text(p->out, "</a>");
}

static void put_section(ot_page *p, const ot_element *section) {
    size_t n = 0;
    put_link(p, section->name, 0, section->text);
    for (const ot_element *e = section->next; e && e->kind != OT_ELEMENT_SECTION; e = e->next) {
        if (e->kind != OT_ELEMENT_HEADING) continue;
        if (n++ == 0) ot_buffer_text(p->out, "\n<ol>\n");
        put_link(p, section->name, n, e->text);
        ot_buffer_text(p->out, "</li>\n");
    }
    if (n > 0) ot_buffer_text(p->out, "</ol>");
    ot_buffer_text(p->out, "</li>\n");
}

void ot_html_contents(ot_page *p) {
    const char *title = ot_html_word(p, OT_SAY_PAGE_CONTENTS);
    ot_buffer_text(p->out, "<nav class=\"contents\" aria-label=\"");
    ot_html_text(p->out, title);
    ot_buffer_text(p->out, "\"><details open=\"\"><summary>");
    ot_html_text(p->out, title);
    ot_buffer_text(p->out, "</summary>\n<ol>\n");
    for (const ot_element *e = p->d->first; e; e = e->next)
        if (e->kind == OT_ELEMENT_SECTION) put_section(p, e);
    ot_buffer_text(p->out, "</ol></details></nav>\n");
}
