#include "config/names.h"

#include <string.h>

#include "base/utf8.h"
#include "lang/tree.h"

enum { MOST_CHARACTERS = 64 };

static int is_ascii_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static int is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

int ot_name_is_id(const char *name) {
    const size_t n = strlen(name);
    if (!is_ascii_letter((unsigned char)name[0]) || n > MOST_CHARACTERS) return 0;
    for (size_t i = 1; i < n; i++) {
        const unsigned char c = (unsigned char)name[i];
        if (!is_ascii_letter(c) && !is_digit(c) && c != '_') return 0;
    }
    return 1;
}

int ot_name_is_alias(const char *name) {
    const size_t n = strlen(name);
    size_t step, count = 0;
    for (size_t i = 0; i < n; i += step, count++) {
        const uint32_t c = ot_utf8_decode(name + i, n - i, &step);
        if (ot_utf8_is_letter(c)) continue;
        if (i == 0 || (c != '_' && !is_digit(c))) return 0;
    }
    return count > 0 && count <= MOST_CHARACTERS;
}

int ot_name_is_reserved(const char *name) { return ot_is_reserved_word(name); }
