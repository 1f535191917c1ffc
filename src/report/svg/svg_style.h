/* svg_style.h -- how the classes of a picture look: colours of both themes, dashes, letters
 *
 * A class is a letter for what is drawn, and a second one for which of several:
 *
 *   texts   t title        p title of a panel    u subtitle    n note below    a number of an axis
 *           r name of a row    h heading of rows    c number in a cell, ci on a dark one
 *           l label of a series, at its line
 *   paper   bg background    g grid    x axis
 *   lines   s of a series    sp paper under a way that crosses series    e error, and the median
 *           i whisker: the band of a series behind the last year    w what is wanted: mark and
 * range wl from a label to its mark dots    o of a series areas   f fan: 0 the narrowest band .. 2
 * b band of a series    d bar of a series wf arrowhead of what is wanted    k bar of a verdict: 1
 * good .. 5 bad, 6 none u cell above zero, v below: 1 pale .. 5 full
 *
 *   which   0 .. 4 the rank of a series    o observed    w wanted    m muted (of l: ends of bands)
 *
 * So "lw" is the label of what is wanted, "o0" a dot of the first series, "so" the line of what was
 * observed. Letters are short because each mark repeats its class. */
#ifndef OT_REPORT_SVG_STYLE_H
#define OT_REPORT_SVG_STYLE_H

#include "report/svg/svg.h"

/* The style of a stand-alone picture: only rules of classes that `body` has. */
void ot_svg_style_used(const char *body, ot_svg_theme theme, ot_buffer *out);

#endif
