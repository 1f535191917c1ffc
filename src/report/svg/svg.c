/* The frame of every picture: title, plot, source; then what a screen reader says. */
#include "report/svg/svg.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "report/svg/svg_plot.h"
#include "report/svg/svg_style.h"

enum { WIDTH = 640, MARGIN = 14, NARROW_MARGIN = 2, PLOT_HEIGHT = 270, MOST_DESCRIPTION = 600 };

static double plot(ot_canvas *c, const ot_chart *chart, ot_svg_box frame) {
    switch (chart->kind) {
    case OT_CHART_YEARS:
    case OT_CHART_VALUES:
        return ot_plot_xy(c, chart, frame, NULL);
    case OT_CHART_BARS:
        return ot_plot_bars(c, chart, frame);
    case OT_CHART_MATRIX:
        return ot_plot_matrix(c, chart, frame);
    case OT_CHART_PANELS:
        return ot_plot_panels(c, chart, frame);
    }
    return frame.y1;
}

typedef struct page_size {
    double width, margin, height;
    int is_narrow; /* as much as it needs, as phones have no more */
} page_size;

/* On a page a matrix has a narrow picture: what a phone would have to scroll for is no matrix. */
static page_size size_of(const ot_chart *chart, const ot_svg_options *o) {
    if (!o->is_inline || chart->kind != OT_CHART_MATRIX)
        return (page_size){.width = WIDTH, .margin = MARGIN};
    const double width = ceil(ot_plot_matrix_width(chart)) + 2.0 * NARROW_MARGIN;
    return (page_size){.width = fmin(width, WIDTH), .margin = NARROW_MARGIN, .is_narrow = 1};
}

/* Returns the height. */
static double draw(ot_canvas *c, const ot_chart *chart, int has_title, const page_size *s) {
    const double left = s->margin, right = s->width - s->margin;
    double y = has_title ? MARGIN - 4.0 : 4.0;
    if (has_title) y = ot_canvas_paragraph(c, "t", left, y, right - left, 2, chart->title);
    y = ot_canvas_paragraph(c, "u", left, y, right - left, 2, chart->subtitle) + 8.0;
    y = plot(c, chart, (ot_svg_box){left, y, right, y + PLOT_HEIGHT});
    if (chart->source && has_title)
        y = ot_canvas_paragraph(c, "n", left, y + 6.0, right - left, 4, chart->source);
    return y + 8.0;
}

static void put_id(ot_buffer *out, const ot_chart *chart, const ot_svg_options *o) {
    const char *id = o->id ? o->id : chart->name;
    ot_svg_escape(out, id, strlen(id));
}

/* A text between tags, at most so many letters. */
static void put_named(ot_buffer *out, const char *tag, const ot_chart *chart,
                      const ot_svg_options *o, const char *text) {
    const size_t n = strlen(text);
    size_t end = 0, length;
    for (int i = 0; i < MOST_DESCRIPTION && end < n; i++, end += length)
        (void)ot_utf8_decode(text + end, n - end, &length);
    ot_buffer_format(out, "<%s id=\"", tag);
    put_id(out, chart, o);
    ot_buffer_format(out, "-%c\">", *tag);
    ot_svg_escape(out, text, end);
    ot_buffer_format(out, "%s</%s>\n", end < n ? "\xE2\x80\xA6" : "", tag);
}

static void put_labelled(ot_buffer *out, const ot_chart *chart, const ot_svg_options *o) {
    ot_buffer_text(out, "role=\"img\" aria-labelledby=\"");
    put_id(out, chart, o);
    ot_buffer_text(out, "-t ");
    put_id(out, chart, o);
    ot_buffer_text(out, "-d\">\n");
}

/* In a page it has the size of its place, and the language of the text around. */
static void put_head(ot_buffer *out, const ot_chart *chart, const ot_svg_options *o,
                     const page_size *s) {
    const double rem = 16.0, most_scale = 1.25; /* letters as those of the text around, at most */
    const int width = (int)s->width, height = (int)s->height;
    if (o->is_inline)
        ot_buffer_format(out, "<svg class=\"ot-chart\" viewBox=\"0 0 %d %d\" ", width, height);
    else
        ot_buffer_format(out,
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                         "width=\"%d\" height=\"%d\" lang=\"%s\" ",
                         width, height, width, height, o->language == OT_LANGUAGE_ZH ? "zh" : "en");
    if (s->is_narrow)
        ot_buffer_format(out, "style=\"min-width:0;max-width:%.0frem\" ",
                         most_scale * s->width / rem);
    put_labelled(out, chart, o);
    if (!o->is_inline) put_named(out, "title", chart, o, chart->title);
    put_named(out, "desc", chart, o, chart->description);
}

static void put_buffer(ot_buffer *out, const ot_buffer *from) {
    if (from->length > 0) ot_buffer_add(out, from->data, from->length);
    out->failed |= from->failed;
}

static void put_lines(ot_buffer *out, const char *class, const ot_buffer *path, int is_html) {
    if (path->length > 0)
        ot_buffer_format(
            out, is_html ? "<path class=%s d=\"%s\"/>\n" : "<path class=\"%s\" d=\"%s\"/>\n", class,
            path->data);
    out->failed |= path->failed;
}

void ot_svg_draw(const ot_chart *chart, const ot_svg_options *o, ot_svg_parts *out) {
    ot_canvas c = {.decimals = !o->is_inline, .is_html = o->is_inline};
    page_size size = size_of(chart, o);
    size.height = draw(&c, chart, !o->is_inline, &size);
    ot_canvas_end(&c);
    put_head(&out->head, chart, o, &size);
    put_lines(&out->marks, "g", &c.grid, c.is_html);
    put_lines(&out->marks, "x", &c.axes, c.is_html);
    put_buffer(&out->marks, &c.marks);
    put_buffer(&out->marks, &c.numbers.done);
    put_buffer(&out->words, &c.words.done);
    out->words.failed |= ot_canvas_has_failed(&c);
    ot_canvas_clear(&c);
}

void ot_svg_parts_clear(ot_svg_parts *p) {
    ot_buffer_clear(&p->head);
    ot_buffer_clear(&p->marks);
    ot_buffer_clear(&p->words);
}

int ot_svg_parts_have_failed(const ot_svg_parts *p) {
    return p->head.failed || p->marks.failed || p->words.failed;
}

static const char BACKGROUND[] = "<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n";

/* The style has the rules of what follows it. */
static void put_style(ot_buffer *out, const ot_svg_parts *parts, ot_svg_theme theme) {
    ot_buffer body = {0};
    ot_buffer_text(&body, BACKGROUND);
    put_buffer(&body, &parts->marks);
    put_buffer(&body, &parts->words);
    out->failed |= body.failed;
    if (!body.failed) ot_svg_style_used(body.data, theme, out);
    put_buffer(out, &body);
    ot_buffer_clear(&body);
}

void ot_svg_write(const ot_chart *chart, const ot_svg_options *o, ot_buffer *out) {
    ot_svg_parts parts = {.head = {0}};
    ot_svg_draw(chart, o, &parts);
    put_buffer(out, &parts.head);
    if (o->is_inline) {
        put_buffer(out, &parts.marks);
        put_buffer(out, &parts.words);
    } else {
        put_style(out, &parts, o->theme);
    }
    ot_buffer_text(out, "</svg>\n");
    ot_svg_parts_clear(&parts);
}
