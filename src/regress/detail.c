#include "regress/detail.h"

#include <math.h>
#include <stdint.h>

#define OT_ROW(name, key, english, chinese) {key, {english, chinese}},
static const struct {
    const char *key;
    const char *text[OT_N_LANGUAGES];
} WORDS[] = {OT_DETAIL_LIST(OT_ROW)};
#undef OT_ROW

const char *ot_detail_key(ot_detail_name name) { return WORDS[name].key; }

const char *ot_detail_text(ot_detail_name name, ot_language language) {
    return WORDS[name].text[language];
}

ot_detail *ot_detail_add_test(ot_details *details, ot_detail_name name, double value, double df1,
                              double df2, double p) {
    ot_detail *added =
        &details->at[details->n < OT_MOST_DETAILS ? details->n : OT_MOST_DETAILS - 1];
    *added = (ot_detail){name, SIZE_MAX, 0, value, (double)NAN, df1, df2, p};
    if (details->n < OT_MOST_DETAILS) details->n++;
    return added;
}

ot_detail *ot_detail_add(ot_details *details, ot_detail_name name, double value) {
    const double none = (double)NAN;
    return ot_detail_add_test(details, name, value, none, none, none);
}
