/* text_wrap.h -- where a line may end: words stay whole, Chinese breaks around any character */
#ifndef OT_REPORT_TEXT_WRAP_H
#define OT_REPORT_TEXT_WRAP_H

#include <stddef.h>

/* Bytes of the text that fit into `most` columns of a terminal. */
size_t ot_text_first_line(const char *text, size_t most);
/* Columns of the widest line when each has at most `most`, if a word is not wider. */
size_t ot_text_widest_line(const char *text, size_t most);

#endif
