/* The frame of every picture: title, plot, source; then what a screen reader says. */
#include "report/svg.h"

#include <string.h>

#include "base/utf8.h"
#include "report/svg_plot.h"
#include "report/svg_style.h"

enum { WIDTH = 640, MARGIN = 14, PLOT_HEIGHT = 270, MOST_DESCRIPTION = 600 };

static double plot(ot_canvas *c, const ot_chart *chart, ot_svg_box frame) {
    switch (chart->kind) {
    case OT_CHART_YEARS:
    case OT_CHART_VALUES:
        return ot_plot_xy(c, chart, frame, 0);
    case OT_CHART_BARS:
        return ot_plot_bars(c, chart, frame);
    case OT_CHART_MATRIX:
        return ot_plot_matrix(c, chart, frame);
    case OT_CHART_PANELS:
        return ot_plot_panels(c, chart, frame);
    }
    return frame.y1;
}

/* Returns the height. */
static double draw(ot_canvas *c, const ot_chart *chart, int has_title) {
    const double width = WIDTH - 2 * MARGIN;
    double y = has_title ? MARGIN - 4.0 : 4.0;
    if (has_title) y = ot_canvas_paragraph(c, "t", MARGIN, y, width, 2, chart->title);
    y = ot_canvas_paragraph(c, "u", MARGIN, y, width, 2, chart->subtitle) + 8.0;
    y = plot(c, chart, (ot_svg_box){MARGIN, y, WIDTH - MARGIN, y + PLOT_HEIGHT});
    if (chart->source) y = ot_canvas_paragraph(c, "n", MARGIN, y + 6.0, width, 4, chart->source);
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

static void put_head(ot_buffer *out, const ot_chart *chart, const ot_svg_options *o, int height) {
    ot_buffer_text(out, "<svg ");
    if (o->is_inline)
        ot_buffer_text(out, "class=\"ot-chart\" ");
    else
        ot_buffer_text(out, "xmlns=\"http://www.w3.org/2000/svg\" ");
    ot_buffer_format(out, "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" lang=\"%s\" ", WIDTH,
                     height, WIDTH, height, o->language == OT_LANGUAGE_ZH ? "zh" : "en");
    ot_buffer_text(out, "role=\"img\" aria-labelledby=\"");
    put_id(out, chart, o);
    ot_buffer_text(out, "-t ");
    put_id(out, chart, o);
    ot_buffer_text(out, "-d\">\n");
    put_named(out, "title", chart, o, chart->title);
    put_named(out, "desc", chart, o, chart->description);
}

void ot_svg_write(const ot_chart *chart, const ot_svg_options *o, ot_buffer *out) {
    ot_canvas c = {.decimals = 1};
    if (!o->is_inline)
        ot_buffer_text(&c.body, "<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n");
    const int height = (int)draw(&c, chart, !o->is_inline);
    put_head(out, chart, o, height);
    const char *body = c.body.data ? c.body.data : "";
    if (!o->is_inline) ot_svg_style_used(body, o->theme, out);
    ot_buffer_add(out, body, c.body.length);
    ot_buffer_text(out, "</svg>\n");
    out->failed |= c.body.failed;
    ot_buffer_clear(&c.body);
}
