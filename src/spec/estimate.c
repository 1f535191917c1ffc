#include "spec/estimate.h"

const char *ot_method_name(ot_method method) {
#define OT_ROW(name, word, english, chinese) word,
    static const char *const NAME[] = {"none", OT_METHOD_LIST(OT_ROW)};
#undef OT_ROW
    return NAME[method];
}

const char *ot_method_text(ot_method method, ot_language language) {
#define OT_ROW(name, word, english, chinese) {english, chinese},
    static const char *const TEXT[][OT_N_LANGUAGES] = {{"", ""}, OT_METHOD_LIST(OT_ROW)};
#undef OT_ROW
    return TEXT[method][language];
}
