/* html_squeeze.h -- a picture as a page of a hundred pictures has it: short, and its marks apart
 *
 * Coordinates are whole pixels, lines of one look are one path, attributes have no quotes where
 * HTML needs none. Marks are what is the same in every language, so that a second language can use
 * them. */
#ifndef OT_REPORT_HTML_SQUEEZE_H
#define OT_REPORT_HTML_SQUEEZE_H

#include "base/buffer.h"

typedef struct ot_squeezed {
    ot_buffer head;  /* <svg ...> with its description; its title is the page's */
    ot_buffer marks; /* lines, areas, numbers */
    ot_buffer words; /* texts */
} ot_squeezed;

/* `svg` as ot_svg_write makes it inline. Texts of class "n" are left out: the page says them. */
void ot_html_squeeze(const char *svg, ot_squeezed *out);
void ot_squeezed_clear(ot_squeezed *squeezed);
int ot_squeezed_failed(const ot_squeezed *squeezed);

#endif
