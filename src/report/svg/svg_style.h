/* svg_style.h -- how the classes of a picture look: colours of both themes, dashes, letters */
#ifndef OT_REPORT_SVG_STYLE_H
#define OT_REPORT_SVG_STYLE_H

#include "report/svg/svg.h"

/* The style of a stand-alone picture: only rules of classes that `body` has. */
void ot_svg_style_used(const char *body, ot_svg_theme theme, ot_buffer *out);

#endif
