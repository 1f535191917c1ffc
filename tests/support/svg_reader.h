/* A strict little reader of SVG: is it well-formed XML, where do its texts and lines stand? */
#ifndef SVG_READER_H
#define SVG_READER_H

#include <stddef.h>

enum { SVG_MOST_TEXTS = 1024, SVG_TEXT_SIZE = 1024, SVG_MOST_LINES = 4096 };

typedef struct svg_text {
    char class[16], text[SVG_TEXT_SIZE]; /* entities resolved */
    double x0, y0, x1, y1;               /* of Arial's mean widths, and full squares of Chinese */
} svg_text;

typedef struct svg_line { /* straight, a piece of a path */
    char class[16];
    double x0, y0, x1, y1;
} svg_line;

typedef struct svg_picture {
    double width, height; /* of the viewBox */
    svg_text text[SVG_MOST_TEXTS];
    size_t n_texts;
    svg_line line[SVG_MOST_LINES];
    size_t n_lines;
    size_t n_elements;
} svg_picture;

/* Fails the test when it is not well-formed. The caller frees it. */
svg_picture *svg_read(const char *svg);
/* No two texts over each other, none over a line that says something (no grid, no axis), all inside
 * the picture; fails the test, naming the two. */
void svg_assert_free(const svg_picture *picture, const char *name);
/* The text whose content begins so; NULL: none. */
const svg_text *svg_find(const svg_picture *picture, const char *beginning);

#endif
