/* Labels behind the last points of lines and bands. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/svg/svg_plot.h"

enum { GAP = 10, LINE = 15, ROUNDS = 200, TEXT_SIZE = sizeof((ot_end_label *)0)->text };

/* The last point that is seen; n: none. */
static size_t last_of(const double *value, size_t n) {
    for (size_t i = n; i-- > 0;)
        if (isfinite(value[i])) return i;
    return n;
}

/* At most so many bytes, whole letters. */
static void copy(char *out, size_t size, const char *text) {
    size_t n = 0, length;
    const size_t whole = strlen(text);
    while (n < whole) {
        (void)ot_utf8_decode(text + n, whole - n, &length);
        if (n + length >= size) break;
        n += length;
    }
    memcpy(out, text, n);
    out[n] = '\0';
}

static void add(ot_end_labels *labels, double value, const char *class, int priority,
                const char *name, const char *number) {
    if (labels->n == OT_MOST_END_LABELS || (!*name && !*number)) return;
    ot_end_label *e = &labels->label[labels->n++];
    char shown[TEXT_SIZE / 2];
    copy(shown, sizeof shown, name);
    *e = (ot_end_label){.y = value, .class = class, .priority = priority};
    (void)snprintf(e->text, sizeof e->text, "%s%s%s", shown, *shown && *number ? " " : "", number);
}

static void collect_line(const ot_plot *p, const ot_layer *layer, ot_end_labels *out) {
    const size_t i = last_of(layer->value, layer->n);
    char number[OT_PLOT_NUMBER];
    if (i == layer->n || (!layer->label && !layer->note[i])) return;
    const char *said = layer->note[i] ? layer->note[i]
                                      : ot_plot_number(layer->value[i], p->chart->decimals, number);
    add(out, layer->value[i], ot_plot_class('l', layer), 3, layer->label ? layer->label : "", said);
}

static void collect_band(const ot_plot *p, const ot_layer *layer, ot_end_labels *out) {
    const size_t i = last_of(layer->high, layer->n);
    char number[OT_PLOT_NUMBER];
    if (i == layer->n || !layer->label || !(layer->high[i] > layer->low[i])) return;
    const int priority = layer->rank == 1 ? 1 : 2;
    add(out, layer->high[i], "lm", priority, layer->label,
        ot_plot_number(layer->high[i], p->chart->decimals, number));
    add(out, layer->low[i], "lm", priority, layer->label,
        ot_plot_number(layer->low[i], p->chart->decimals, number));
}

void ot_end_labels_collect(const ot_plot *p, ot_end_labels *out) {
    out->n = 0;
    for (const ot_layer *layer = p->chart->first; layer; layer = layer->next) {
        if (layer->kind == OT_LAYER_LINE && !(p->is_small && layer->role != OT_ROLE_SERIES))
            collect_line(p, layer, out);
        if (layer->kind == OT_LAYER_BAND && !p->is_small) collect_band(p, layer, out);
    }
}

double ot_end_labels_width(const ot_end_labels *labels) {
    double width = 0.0;
    for (size_t i = 0; i < labels->n; i++)
        width = fmax(width, ot_svg_text_width(labels->label[i].text, labels->label[i].class));
    return width;
}

static void sort(ot_end_labels *labels) { /* from the top, the order of equals kept */
    for (size_t i = 1; i < labels->n; i++) {
        const ot_end_label e = labels->label[i];
        size_t at = i;
        for (; at > 0 && labels->label[at - 1].y > e.y; at--)
            labels->label[at] = labels->label[at - 1];
        labels->label[at] = e;
    }
}

static void drop_least(ot_end_labels *labels) {
    size_t least = 0;
    for (size_t i = 1; i < labels->n; i++)
        if (labels->label[i].priority < labels->label[least].priority) least = i;
    for (size_t i = least; i + 1 < labels->n; i++)
        labels->label[i] = labels->label[i + 1];
    labels->n--;
}

/* Apart by a line, as near to what they name as that allows: groups that touch share the shift. */
static void spread(const ot_end_labels *labels, double top, double bottom, double *at) {
    for (size_t i = 0; i < labels->n; i++)
        at[i] = fmin(fmax(labels->label[i].y, top), bottom);
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i + 1 < labels->n; i++) {
            const double lack = LINE - (at[i + 1] - at[i]);
            if (lack <= 0.0) continue;
            at[i] = fmax(top, at[i] - lack / 2.0);
            at[i + 1] = fmin(bottom, at[i + 1] + lack / 2.0);
        }
    for (size_t i = 1; i < labels->n; i++) /* what is left of the rounds */
        at[i] = fmax(at[i], at[i - 1] + LINE);
    for (size_t i = labels->n; i-- > 0;)
        at[i] = fmin(at[i], i + 1 < labels->n ? at[i + 1] - LINE : bottom);
}

void ot_end_labels_draw(ot_plot *p, ot_end_labels *labels) {
    double at[OT_MOST_END_LABELS];
    const double top = p->inner.y0 + 2.0, bottom = p->inner.y1 - 2.0;
    while (labels->n > 1 && (double)(labels->n - 1) * LINE > bottom - top)
        drop_least(labels);
    for (size_t i = 0; i < labels->n; i++)
        labels->label[i].y = ot_scale_at(&p->y, labels->label[i].y);
    sort(labels);
    spread(labels, top, bottom, at);
    for (size_t i = 0; i < labels->n; i++) {
        const ot_end_label *e = &labels->label[i];
        const double x = p->inner.x1 + p->whiskers + GAP;
        if (fabs(at[i] - e->y) > 3.0)
            ot_canvas_line(p->canvas, "g", p->inner.x1 + p->whiskers + 2.0, e->y, x - 2.0, at[i]);
        ot_canvas_text(p->canvas, e->class, (ot_svg_spot){x, at[i] + 4.0, OT_ANCHOR_START},
                       p->frame.x1 - x, e->text);
    }
}
