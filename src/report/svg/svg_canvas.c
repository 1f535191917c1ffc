#include "report/svg/svg_canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"

static void put_path(ot_canvas *c, const char *class, ot_buffer *path) {
    if (path->length > 0)
        ot_buffer_format(&c->marks,
                         c->is_html ? "<path class=%s d=\"%s\"/>\n"
                                    : "<path class=\"%s\" d=\"%s\"/>\n",
                         class, path->data);
    c->marks.failed |= path->failed;
    ot_buffer_clear(path);
}

static void flush(ot_canvas *c) { put_path(c, c->class, &c->path); }

void ot_canvas_end(ot_canvas *c) {
    flush(c);
    for (size_t i = 0; i < c->n_gathered; i++)
        put_path(c, c->gathered[i].class, &c->gathered[i].d);
    ot_canvas_texts_end(&c->numbers);
    ot_canvas_texts_end(&c->words);
}

void ot_canvas_clear(ot_canvas *c) {
    ot_buffer *const all[] = {&c->grid,         &c->axes,         &c->marks,      &c->path,
                              &c->numbers.done, &c->numbers.same, &c->words.done, &c->words.same};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        ot_buffer_clear(all[i]);
    for (size_t i = 0; i < c->n_gathered; i++)
        ot_buffer_clear(&c->gathered[i].d);
    free(c->text.box);
    free(c->ink.box);
}

int ot_canvas_has_failed(const ot_canvas *c) {
    return c->grid.failed || c->axes.failed || c->marks.failed || c->numbers.done.failed ||
           c->numbers.same.failed || c->words.done.failed || c->words.same.failed || c->path.failed;
}

/* NULL: there is no room for one more class. */
static ot_buffer *gathered_of(ot_canvas *c, const char *class) {
    for (size_t i = 0; i < c->n_gathered; i++)
        if (strcmp(c->gathered[i].class, class) == 0) return &c->gathered[i].d;
    if (c->n_gathered == OT_CANVAS_MOST_GATHERED) return NULL;
    ot_canvas_path *path = &c->gathered[c->n_gathered++];
    strncpy(path->class, class, sizeof path->class - 1);
    return &path->d;
}

/* Where marks of a class are written. */
static ot_buffer *path_of(ot_canvas *c, const char *class) {
    if (strcmp(class, "g") == 0) return &c->grid;
    if (strcmp(class, "x") == 0) return &c->axes;
    ot_buffer *gathered = c->is_gathering ? gathered_of(c, class) : NULL;
    if (gathered) return gathered;
    if (strcmp(class, c->class) != 0) flush(c);
    strncpy(c->class, class, sizeof c->class - 1);
    return &c->path;
}

static long units(const ot_canvas *c, double value) {
    return lround(c->decimals ? 10.0 * value : value);
}

/* As short as it goes: 12.5, 12, -.5. `glues`: it follows a letter, or says itself where it begins.
 */
static void put_units(const ot_canvas *c, ot_buffer *out, long value, int glues) {
    const long size = value < 0 ? -value : value;
    const char *sign = value < 0 ? "-" : glues ? "" : " ";
    if (!c->decimals)
        ot_buffer_format(out, "%s%ld", sign, size);
    else if (size % 10 == 0)
        ot_buffer_format(out, "%s%ld", sign, size / 10);
    else if (size < 10)
        ot_buffer_format(out, "%s.%ld", sign, size);
    else
        ot_buffer_format(out, "%s%ld.%ld", sign, size / 10, size % 10);
}

static void move_to(ot_canvas *c, ot_buffer *out, double x, double y) {
    c->x = c->from_x = units(c, x);
    c->y = c->from_y = units(c, y);
    ot_buffer_text(out, "M");
    put_units(c, out, c->x, 1);
    put_units(c, out, c->y, 0);
}

/* From the point before, so that numbers are short. */
static void line_to(ot_canvas *c, ot_buffer *out, double x, double y) {
    const long dx = units(c, x) - c->x, dy = units(c, y) - c->y;
    ot_buffer_text(out, dy == 0 ? "h" : dx == 0 ? "v" : "l");
    if (dx != 0 || dy == 0) put_units(c, out, dx, 1);
    if (dy != 0) put_units(c, out, dy, dx == 0);
    c->x += dx;
    c->y += dy;
}

static void close_path(ot_canvas *c, ot_buffer *out) {
    ot_buffer_text(out, "z");
    c->x = c->from_x;
    c->y = c->from_y;
}

void ot_canvas_line(ot_canvas *c, const char *class, double x0, double y0, double x1, double y1) {
    ot_buffer *out = path_of(c, class);
    move_to(c, out, x0, y0);
    line_to(c, out, x1, y1);
}

void ot_canvas_rect(ot_canvas *c, const char *class, double x, double y, double width,
                    double height) {
    ot_buffer *out = path_of(c, class);
    move_to(c, out, x, y);
    line_to(c, out, x + width, y);
    line_to(c, out, x + width, y + height);
    line_to(c, out, x, y + height);
    close_path(c, out);
}

void ot_canvas_polyline(ot_canvas *c, const char *class, const double *x, const double *y,
                        size_t n) {
    ot_buffer *out = path_of(c, class);
    int is_joined = 0;
    for (size_t i = 0; i < n; i++) {
        const int is_seen = isfinite(x[i]) && isfinite(y[i]);
        if (is_seen && !is_joined) move_to(c, out, x[i], y[i]);
        if (is_seen && is_joined) line_to(c, out, x[i], y[i]);
        if (is_seen && is_joined) ot_canvas_keep_clear(c, x[i - 1], y[i - 1], x[i], y[i]);
        is_joined = is_seen;
    }
}

static void put_area(ot_canvas *c, ot_buffer *out, const double *x, const double *low,
                     const double *high, size_t first, size_t end) {
    move_to(c, out, x[first], high[first]);
    for (size_t i = first + 1; i < end; i++)
        line_to(c, out, x[i], high[i]);
    for (size_t i = end; i-- > first;)
        line_to(c, out, x[i], low[i]);
    close_path(c, out);
}

void ot_canvas_area(ot_canvas *c, const char *class, const double *x, const double *low,
                    const double *high, size_t n) {
    ot_buffer *out = path_of(c, class);
    size_t first = 0;
    for (size_t i = 0; i <= n; i++) {
        if (i < n && isfinite(low[i]) && isfinite(high[i]) && isfinite(x[i])) continue;
        if (i > first) put_area(c, out, x, low, high, first, i);
        first = i + 1;
    }
}

/* A line of no length with round ends; some renderers draw none that is exactly 0. */
void ot_canvas_dot(ot_canvas *c, const char *class, double x, double y) {
    if (!isfinite(x) || !isfinite(y)) return;
    ot_buffer *out = path_of(c, class);
    move_to(c, out, x, y);
    ot_buffer_text(out, "h.01");
}

void ot_canvas_arrow(ot_canvas *c, const char *class, double x, double y, int is_up) {
    const double half = 4.0, back = is_up ? 6.0 : -6.0;
    ot_buffer *out = path_of(c, class);
    move_to(c, out, x, y);
    line_to(c, out, x - half, y + back);
    line_to(c, out, x + half, y + back);
    close_path(c, out);
}

void ot_canvas_keep_box(ot_canvas *c, ot_canvas_boxes *boxes, ot_svg_box box) {
    ot_svg_box *grown = ot_list_grow(boxes->box, boxes->n, &boxes->capacity, sizeof *grown);
    if (!grown) {
        c->words.done.failed = 1;
        return;
    }
    boxes->box = grown;
    boxes->box[boxes->n++] = box;
}

void ot_canvas_keep_clear(ot_canvas *c, double x0, double y0, double x1, double y1) {
    ot_canvas_keep_box(c, &c->ink, (ot_svg_box){x0, y0, x1, y1});
}

void ot_canvas_leader(ot_canvas *c, double x0, double y0, double x1, double y1) {
    ot_buffer *out = &c->words.done;
    ot_canvas_texts_end(&c->words);
    ot_buffer_text(out, c->is_html ? "<path class=wl d=\"" : "<path class=\"wl\" d=\"");
    move_to(c, out, x0, y0);
    line_to(c, out, x1, y1);
    ot_buffer_text(out, "\"/>\n");
    ot_canvas_keep_clear(c, x0, y0, x1, y1);
}
