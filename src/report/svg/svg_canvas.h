/* svg_canvas.h -- marks and texts of a picture, and where texts already stand
 *
 * Coordinates are pixels from the upper left corner. Every mark has one class; svg_style.c says how
 * it looks. A text is written once its place is known, and its box is kept so that no other text
 * comes over it. */
#ifndef OT_REPORT_SVG_CANVAS_H
#define OT_REPORT_SVG_CANVAS_H

#include <stddef.h>

#include "base/buffer.h"

typedef struct ot_svg_box {
    double x0, y0, x1, y1;
} ot_svg_box;

/* As many as there are: a label that was forgotten would be written over. */
typedef struct ot_canvas_boxes {
    ot_svg_box *box;
    size_t n, capacity;
} ot_canvas_boxes;

enum { OT_CANVAS_CLASS = 8, OT_CANVAS_MOST_GATHERED = 16 };

/* Texts of one look are a group: the look is said once. */
typedef struct ot_canvas_texts {
    ot_buffer done, same; /* those that follow each other and look alike */
    size_t n_same;
    char look[48]; /* of these: class and anchor */
} ot_canvas_texts;

typedef struct ot_canvas_path {
    char class[OT_CANVAS_CLASS];
    ot_buffer d;
} ot_canvas_path;

typedef struct ot_canvas {
    /* Grid and axes lie below the marks; texts lie above, numbers apart from words: these alone
     * change with the language. */
    ot_buffer grid, axes, marks;
    ot_canvas_texts numbers, words;
    ot_buffer path; /* of `class`, not yet among the marks: those that follow each other are one */
    char class[OT_CANVAS_CLASS];
    /* Where marks lie beside each other, all of a class are one path, wherever they were drawn. */
    int is_gathering;
    ot_canvas_path gathered[OT_CANVAS_MOST_GATHERED];
    size_t n_gathered;
    long x, y, from_x, from_y; /* where a path is, in units of its last digit, and began */
    int decimals;              /* of coordinates */
    int is_html;               /* values without blanks need no quotes */
    ot_canvas_boxes text, ink; /* of ink: lines, from one corner to the other */
} ot_canvas;

void ot_canvas_end(ot_canvas *c); /* all is in its buffer */
void ot_canvas_clear(ot_canvas *c);
int ot_canvas_has_failed(const ot_canvas *c);

typedef enum ot_anchor { OT_ANCHOR_START, OT_ANCHOR_MIDDLE, OT_ANCHOR_END } ot_anchor;

/* The sizes of letters, by class: see svg_style.h. */
double ot_svg_size(const char *class);
double ot_svg_advance(const char *class); /* the same; larger where letters are bold */
double ot_svg_text_width(const char *text, const char *class); /* an estimate, rather too wide */

/* A place for a text: the anchor's x, and the line that its letters stand on. */
typedef struct ot_svg_spot {
    double x, y;
    ot_anchor anchor;
} ot_svg_spot;
ot_svg_box ot_svg_text_box(const char *text, const char *class, ot_svg_spot spot);

void ot_canvas_line(ot_canvas *c, const char *class, double x0, double y0, double x1, double y1);
void ot_canvas_rect(ot_canvas *c, const char *class, double x, double y, double width,
                    double height);
/* Points that are not finite part the line. */
void ot_canvas_polyline(ot_canvas *c, const char *class, const double *x, const double *y,
                        size_t n);
/* Between two lines, as far as both are finite. */
void ot_canvas_area(ot_canvas *c, const char *class, const double *x, const double *low,
                    const double *high, size_t n);
void ot_canvas_dot(ot_canvas *c, const char *class, double x, double y);
/* An arrowhead whose tip is at (x, y): upwards or downwards. */
void ot_canvas_arrow(ot_canvas *c, const char *class, double x, double y, int is_up);

/* Write a text, cut to `width` with an ellipsis. */
void ot_canvas_text(ot_canvas *c, const char *class, ot_svg_spot spot, double width,
                    const char *text);
/* Lines of at most `width`, the last one cut; the foot of the last line, y without a text. */
double ot_canvas_paragraph(ot_canvas *c, const char *class, double x, double y, double width,
                           size_t most_lines, const char *text);
size_t ot_svg_n_lines(const char *text, const char *class, double width, size_t most_lines);
/* The first of spot[0..n) where the text is inside the frame and over no other text, rather over no
 * line; returns which, n: none. */
size_t ot_canvas_place(ot_canvas *c, const char *class, const ot_svg_spot *spot, size_t n,
                       const ot_svg_box *frame, const char *text);
/* The same, the text cut to `width` first. */
size_t ot_canvas_place_cut(ot_canvas *c, const char *class, const ot_svg_spot *spot, size_t n,
                           const ot_svg_box *frame, double width, const char *text);
/* A thin line between a text and what it names; it goes where the text goes, so that marks are the
 * same in every language. */
void ot_canvas_leader(ot_canvas *c, double x0, double y0, double x1, double y1);
void ot_canvas_keep_box(ot_canvas *c, ot_canvas_boxes *boxes, ot_svg_box box);
/* No text, if it can be helped, comes over the way from one point to the other. */
void ot_canvas_keep_clear(ot_canvas *c, double x0, double y0, double x1, double y1);

/* Close the group of texts. */
void ot_canvas_texts_end(ot_canvas_texts *texts);

/* text[0..n) between tags or quotes: escaped, nothing that XML forbids, no controls of direction;
 * text of the other direction isolated. */
void ot_svg_escape(ot_buffer *out, const char *text, size_t n);

#endif
