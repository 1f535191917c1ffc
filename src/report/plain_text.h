/* plain_text.h -- a text that any file format can hold */
#ifndef OT_REPORT_PLAIN_TEXT_H
#define OT_REPORT_PLAIN_TEXT_H

#include "base/buffer.h"

/* Add at most `most` characters of the text; a longer one ends with an ellipsis. Bytes that are not
 * UTF-8 and characters that XML 1.0 forbids become U+FFFD; a tab or a line end becomes a blank. */
void ot_plain_text(ot_buffer *out, const char *text, size_t most);

#endif
