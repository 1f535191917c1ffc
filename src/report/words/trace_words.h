/* trace_words.h -- names in a trace, never translated */
#ifndef OT_REPORT_TRACE_WORDS_H
#define OT_REPORT_TRACE_WORDS_H

#include "assess/trace.h"

const char *ot_trace_kind_name(ot_trace_kind kind); /* "equation" */
const char *ot_trace_name(const ot_model *model, size_t row);

#endif
