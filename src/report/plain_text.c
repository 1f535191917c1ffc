#include "report/plain_text.h"

#include <string.h>

#include "base/utf8.h"

static const char REPLACEMENT[] = "\xEF\xBF\xBD", ELLIPSIS[] = "\xE2\x80\xA6";

/* Char of XML 1.0, section 2.2, less what ot_utf8_decode refuses already. */
static int is_forbidden(uint32_t c) {
    return c == UINT32_MAX || c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xFFFE || c == 0xFFFF;
}

void ot_plain_text(ot_buffer *out, const char *text, size_t most) {
    size_t left = strlen(text), size = 0;
    for (size_t n = 0; left > 0; n++, text += size, left -= size) {
        const uint32_t c = ot_utf8_decode(text, left, &size);
        if (n == most) {
            ot_buffer_text(out, ELLIPSIS);
            return;
        }
        if (c == '\t' || c == '\n' || c == '\r')
            ot_buffer_text(out, " ");
        else if (is_forbidden(c))
            ot_buffer_text(out, REPLACEMENT);
        else
            ot_buffer_add(out, text, size);
    }
}
