#include "report/words/message.h"

#include <assert.h>
#include <inttypes.h>

static const char *const TEXT[OT_N_MESSAGES][OT_N_LANGUAGES] = {
#define OT_ROW(name, english, chinese) {english, chinese},
    OT_MESSAGE_LIST(OT_ROW)
#undef OT_ROW
};

const char *ot_message_text(ot_message message, ot_language language) {
    assert(message < OT_N_MESSAGES);
    return TEXT[message][language];
}
