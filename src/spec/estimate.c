#include "spec/estimate.h"

typedef struct method_row {
    const char *word, *text[OT_N_LANGUAGES];
    unsigned flags;
} method_row;

#define OT_ROW(name, word, english, chinese, short_english, short_chinese, flags) \
    {word, {short_english, short_chinese}, flags},
static const method_row METHOD[] = {{"none", {"", ""}, 0}, OT_METHOD_LIST(OT_ROW)};
#undef OT_ROW

const char *ot_method_name(ot_method method) { return METHOD[method].word; }

const char *ot_method_text(ot_method method, ot_language language) {
    return METHOD[method].text[language];
}

int ot_method_is(ot_method method, ot_method_flag flag) {
    return (METHOD[method].flags & (unsigned)flag) != 0;
}
