#include "outturn/text.h"

#include "base/utf8.h"

size_t ot_text_width(const char *text) { return ot_utf8_width(text); }

const char *ot_text_nearest(const char *word, const char *const *candidate, size_t n) {
    return ot_utf8_nearest(word, candidate, n);
}
