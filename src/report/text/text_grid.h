/* text_grid.h -- a grid as lines of text */
#ifndef OT_REPORT_TEXT_GRID_H
#define OT_REPORT_TEXT_GRID_H

#include "base/buffer.h"
#include "report/document.h"

void ot_text_grid_put(ot_buffer *out, const ot_grid *grid, const ot_terminal *terminal);

/* Signs that switch a terminal to bold and back; "" without colours. */
const char *ot_terminal_bold(const ot_terminal *terminal);
const char *ot_terminal_plain(const ot_terminal *terminal);

#endif
