#include "outturn/sampling.h"

const char *ot_sampling_word(ot_sampling sampling) {
    static const char *const WORD[OT_N_SAMPLINGS] = {
#define OT_ROW(name, word, english, chinese) word,
        OT_SAMPLING_LIST(OT_ROW)
#undef OT_ROW
    };
    return WORD[sampling];
}
