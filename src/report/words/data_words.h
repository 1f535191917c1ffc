/* data_words.h -- heads of data grids, which are words of a format, in the language of a reader */
#ifndef OT_REPORT_DATA_WORDS_H
#define OT_REPORT_DATA_WORDS_H

#include "base/buffer.h"
#include "outturn/error.h"

/* "mean_met" as "mean where met"; a head without words stays as it is. */
void ot_say_data_head(ot_buffer *out, ot_language language, const char *head);

#endif
