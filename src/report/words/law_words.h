/* law_words.h -- how the uncertainty of a driver is named: "normal, sd 2.76; persistence 0.7" */
#ifndef OT_REPORT_LAW_WORDS_H
#define OT_REPORT_LAW_WORDS_H

#include "report/document.h"
#include "spec/spec.h"

const char *ot_say_law(ot_document *d, const ot_law_spec *law); /* NULL, none: certain */
int ot_law_is_same(const ot_law_spec *a, const ot_law_spec *b);

#endif
