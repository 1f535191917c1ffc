/* svg_style.h -- how the classes of a picture look: colours of both themes, dashes, letters
 *
 * A class is a letter for what is drawn and a second one for which of several. Each mark repeats
 * its class, so they are short.
 */
/* clang-format off */
/*
 *   texts  t u n    title, subtitle, note below
 *          p        title of a panel
 *          a        number or unit of an axis, head of a column
 *          r h      name of a row, heading of rows
 *          c ci     number in a cell, and in a dark one
 *          l0-l4    label of a series; lo: of what was observed, lw: wanted; lm: end of a band
 *   paper  bg g x   background, grid, axis
 *   lines  s0-s4    series; so: what was observed, sw: the way to what is wanted
 *          sp       paper under a way that crosses series
 *          i0-i4    whisker: the band of a series behind the last year
 *          w wl     mark and range of what is wanted, line from its label
 *          e        error; median of a distribution
 *   dots   o0-o4    of a series; oo: of what was observed; oh: the hole of one that is assumed
 *   areas  f0-f2    fan, from its narrowest band on
 *          b0-b4    band of a series
 *          d0-d4    bar of a series, do: of what was observed
 *          k1-k6    bar of a verdict, from very likely on; k6: none
 *          u1-u5    cell above zero, v1-v5: below; from pale to full
 *          wf       arrowhead of what is wanted
 */
/* clang-format on */
#ifndef OT_REPORT_SVG_STYLE_H
#define OT_REPORT_SVG_STYLE_H

#include "report/svg/svg.h"

/* The style of a stand-alone picture: only rules of classes that `body` has. */
void ot_svg_style_used(const char *body, ot_svg_theme theme, ot_buffer *out);

#endif
