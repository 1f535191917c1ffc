#include "report/svg_canvas.h"

#include <math.h>

#include "base/number.h"

/* As short as it goes: 12.5, 12, not 12.0. */
static void put_number(ot_canvas *c, double value) {
    char text[OT_NUMBER_SIZE];
    size_t n = ot_number_fixed(value, c->decimals, text);
    while (c->decimals > 0 && text[n - 1] == '0')
        n--;
    if (text[n - 1] == '.') n--;
    ot_buffer_add(&c->body, text, n);
}

static void put_attribute(ot_canvas *c, const char *name, double value) {
    ot_buffer_format(&c->body, " %s=\"", name);
    put_number(c, value);
    ot_buffer_text(&c->body, "\"");
}

static void put_point(ot_canvas *c, const char *before, double x, double y) {
    ot_buffer_text(&c->body, before);
    put_number(c, x);
    ot_buffer_text(&c->body, " ");
    put_number(c, y);
}

static void begin_path(ot_canvas *c, const char *class) {
    ot_buffer_format(&c->body, "<path class=\"%s\" d=\"", class);
}

static void end_path(ot_canvas *c) { ot_buffer_text(&c->body, "\"/>\n"); }

void ot_canvas_line(ot_canvas *c, const char *class, double x0, double y0, double x1, double y1) {
    begin_path(c, class);
    put_point(c, "M", x0, y0);
    const int is_level = fabs(y1 - y0) < 0.01, is_upright = fabs(x1 - x0) < 0.01;
    if (is_level || is_upright) {
        ot_buffer_text(&c->body, is_level ? "H" : "V");
        put_number(c, is_level ? x1 : y1);
    } else {
        put_point(c, "L", x1, y1);
    }
    end_path(c);
}

void ot_canvas_rect(ot_canvas *c, const char *class, double x, double y, double width,
                    double height) {
    ot_buffer_format(&c->body, "<rect class=\"%s\"", class);
    put_attribute(c, "x", x);
    put_attribute(c, "y", y);
    put_attribute(c, "width", width);
    put_attribute(c, "height", height);
    ot_buffer_text(&c->body, "/>\n");
}

void ot_canvas_cell(ot_canvas *c, const char *class, double x, double y, double width,
                    double height) {
    ot_buffer_format(&c->body, "<path class=\"%s\" d=\"M%d %dh%dv%dh-%dz\"/>\n", class,
                     (int)lround(x), (int)lround(y), (int)lround(width), (int)lround(height),
                     (int)lround(width));
}

void ot_canvas_polyline(ot_canvas *c, const char *class, const double *x, const double *y,
                        size_t n) {
    int is_joined = 0, is_begun = 0;
    for (size_t i = 0; i < n; i++) {
        const int is_seen = isfinite(x[i]) && isfinite(y[i]);
        if (is_seen && !is_begun) begin_path(c, class);
        if (is_seen) put_point(c, is_joined ? "L" : "M", x[i], y[i]);
        if (is_seen && is_joined) ot_canvas_keep_clear(c, x[i - 1], y[i - 1], x[i], y[i]);
        is_begun |= is_seen;
        is_joined = is_seen;
    }
    if (is_begun) end_path(c);
}

static void put_area(ot_canvas *c, const double *x, const double *low, const double *high,
                     size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        put_point(c, i == first ? "M" : "L", x[i], high[i]);
    for (size_t i = end; i-- > first;)
        put_point(c, "L", x[i], low[i]);
    ot_buffer_text(&c->body, "Z");
}

void ot_canvas_area(ot_canvas *c, const char *class, const double *x, const double *low,
                    const double *high, size_t n) {
    size_t first = 0;
    int is_begun = 0;
    for (size_t i = 0; i <= n; i++) {
        if (i < n && isfinite(low[i]) && isfinite(high[i]) && isfinite(x[i])) continue;
        if (i > first && !is_begun) begin_path(c, class);
        if (i > first) put_area(c, x, low, high, first, i);
        is_begun |= i > first;
        first = i + 1;
    }
    if (is_begun) end_path(c);
}

void ot_canvas_dot(ot_canvas *c, const char *class, double x, double y, double radius) {
    if (!isfinite(x) || !isfinite(y)) return;
    ot_buffer_format(&c->body, "<circle class=\"%s\"", class);
    put_attribute(c, "cx", x);
    put_attribute(c, "cy", y);
    put_attribute(c, "r", radius);
    ot_buffer_text(&c->body, "/>\n");
}

void ot_canvas_arrow(ot_canvas *c, const char *class, double x, double y, int is_up) {
    const double half = 4.0, back = is_up ? 6.0 : -6.0;
    begin_path(c, class);
    put_point(c, "M", x, y);
    put_point(c, "L", x - half, y + back);
    put_point(c, "L", x + half, y + back);
    ot_buffer_text(&c->body, "Z");
    end_path(c);
}

/* Small boxes along the way. */
void ot_canvas_keep_clear(ot_canvas *c, double x0, double y0, double x1, double y1) {
    const double step = 8.0, reach = 1.5;
    const double far = hypot(x1 - x0, y1 - y0);
    const size_t n = far < 2000.0 ? (size_t)(far / step) + 1 : 1;
    for (size_t i = 0; i <= n && c->n_inks < OT_CANVAS_MOST_BOXES; i++) {
        const double x = x0 + (x1 - x0) * (double)i / (double)n;
        const double y = y0 + (y1 - y0) * (double)i / (double)n;
        c->ink[c->n_inks++] = (ot_svg_box){x - reach, y - reach, x + reach, y + reach};
    }
}
