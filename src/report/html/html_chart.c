/* Charts of the page. What all languages have alike is drawn once and used again; a script tells
 * what the table below says of a year. */
#include <string.h>

#include "report/html/html.h"
#include "report/svg/svg.h"

/* The marks of the n-th chart: drawn here, unless a language before has the same. Their group has
 * the class that the rules of charts ask for, as what uses it knows of nothing around it. */
static void put_marks(ot_page *p, const ot_buffer *marks) {
    ot_page_marks *known = p->n_charts <= p->n_known ? &p->known[p->n_charts - 1] : NULL;
    ot_buffer *out = p->out;
    if (marks->length == 0 || out->failed) return;
    if (known && known->length == marks->length &&
        memcmp(out->data + known->at, marks->data, marks->length) == 0) {
        ot_buffer_format(out, "<use href=\"#m%zu\"/>", p->n_charts);
        return;
    }
    const int is_first = known && known->length == 0;
    if (is_first) ot_buffer_format(out, "<g id=m%zu class=ot-chart>", p->n_charts);
    if (is_first) *known = (ot_page_marks){out->length, marks->length};
    ot_buffer_add(out, marks->data, marks->length);
    if (is_first) ot_buffer_text(out, "</g>");
}

static void put_buffer(ot_buffer *out, const ot_buffer *from) {
    if (from->length > 0) ot_buffer_add(out, from->data, from->length);
}

static void put_picture(ot_page *p, const ot_chart *chart, const ot_svg_options *options) {
    ot_svg_parts s = {.head = {0}};
    ot_svg_draw(chart, options, &s);
    put_buffer(p->out, &s.head);
    put_marks(p, &s.marks);
    put_buffer(p->out, &s.words);
    ot_buffer_text(p->out, "</svg>");
    p->out->failed |= ot_svg_parts_have_failed(&s);
    ot_svg_parts_clear(&s);
}

/* A note that the last charts of this section had, too, is not said again. */
static void put_note(ot_page *p, const char *note) {
    for (size_t i = 0; i < OT_PAGE_NOTES; i++)
        if (p->note[i] && note && strcmp(p->note[i], note) == 0) return;
    if (!note) return;
    memmove(p->note + 1, p->note, (OT_PAGE_NOTES - 1) * sizeof *p->note);
    p->note[0] = note;
    ot_html_between(p->out, "figcaption", note);
}

/* Of many small parts, which half a page is too narrow for. */
static int is_wide(const ot_chart *chart) {
    enum { MOST_ROWS = 12 };
    if (chart->kind == OT_CHART_MATRIX) return 1;
    if (chart->kind == OT_CHART_PANELS) return chart->n_columns > 1;
    size_t n_rows = 0;
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        n_rows += layer->n;
    return chart->kind == OT_CHART_BARS && n_rows > MOST_ROWS;
}

void ot_html_chart(ot_page *p, const ot_chart *chart) {
    ot_buffer id = {0};
    ot_buffer_format(&id, "%s-c%zu", p->prefix, ++p->n_charts);
    const ot_svg_options options = {
        .language = p->d->language, .is_inline = 1, .id = id.data ? id.data : ""};
    p->out->failed |= id.failed;
    ot_buffer_text(p->out, is_wide(chart) ? "<figure class=wide tabindex=0" : "<figure tabindex=0");
    if (chart->kind == OT_CHART_YEARS && chart->subject) {
        ot_buffer_text(p->out, " data-of=\"");
        ot_html_text(p->out, chart->subject);
        ot_buffer_text(p->out, "\"");
    }
    ot_buffer_format(p->out, "><b id=%s-t>", id.data ? id.data : "");
    ot_html_text(p->out, chart->title);
    ot_buffer_text(p->out, "</b>");
    if (!p->out->failed) put_picture(p, chart, &options);
    put_note(p, chart->source);
    ot_buffer_text(p->out, "</figure>\n");
    ot_buffer_clear(&id);
}
