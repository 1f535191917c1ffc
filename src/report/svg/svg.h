/* svg.h -- a chart as SVG: real text, no scripts, light and dark, told apart in grey print too
 *
 * Labels stand at what they name and never over each other. */
#ifndef OT_REPORT_SVG_H
#define OT_REPORT_SVG_H

#include "base/buffer.h"
#include "outturn/error.h"
#include "report/chart.h"

typedef enum ot_svg_theme {
    OT_SVG_AUTO, /* as the reader's screen prefers; light where nothing says */
    OT_SVG_LIGHT,
    OT_SVG_DARK
} ot_svg_theme;

typedef struct ot_svg_options {
    ot_language language;
    ot_svg_theme theme;
    int is_inline;  /* in a page that has ot_svg_style once, and the title beside it with the id
                       "<id>-t": no style, no background, no title */
    const char *id; /* inline: unique in the page, begins with a letter; NULL: the chart's name */
} ot_svg_options;

/* The same in parts: <svg> with title and description; then what the languages of one chart have
 * alike, where their words leave the same room; then the words. Without </svg>. */
typedef struct ot_svg_parts {
    ot_buffer head, marks, words;
} ot_svg_parts;
void ot_svg_draw(const ot_chart *chart, const ot_svg_options *options, ot_svg_parts *out);
void ot_svg_parts_clear(ot_svg_parts *parts);
int ot_svg_parts_have_failed(const ot_svg_parts *parts);

/* Append the picture; without memory the buffer is marked. */
void ot_svg_write(const ot_chart *chart, const ot_svg_options *options, ot_buffer *out);

/* Append the rules of CSS for all inline pictures: class "ot-chart". Each colour is a variable with
 * a default, --ot-<name>; the page may set them, as it must for dark screens, by ot_svg_colours. */
void ot_svg_style(ot_buffer *out);

/* Append "--ot-ink:#1b1f24;..." of a theme, for a rule of the page. */
void ot_svg_colours(ot_svg_theme theme, ot_buffer *out);

#endif
