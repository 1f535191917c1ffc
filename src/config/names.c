#include "config/names.h"

#include <string.h>

#include "base/utf8.h"

enum { MOST_CHARACTERS = 64 };

static int is_ascii_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static int is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* Letters beyond ASCII: whatever is not punctuation, a symbol, a space or a full-width form (blocks
 * of the Unicode standard). */
static int is_foreign_letter(uint32_t c) {
    static const struct {
        uint32_t from, to;
    } other[] = {{0x80, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},       {0x2000, 0x2BFF},
                 {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020},   {0x3030, 0x3030},
                 {0x303D, 0x303F}, {0x30FB, 0x30FB}, {0xE000, 0xF8FF},   {0xFE00, 0xFE6F},
                 {0xFEFF, 0xFEFF}, {0xFF00, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF}};
    if (c < 0x80) return 0;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (c >= other[i].from && c <= other[i].to) return 0;
    return 1;
}

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
        if (is_ascii_letter(c) || is_foreign_letter(c)) continue;
        if (i == 0 || (c != '_' && !is_digit(c))) return 0;
    }
    return count > 0 && count <= MOST_CHARACTERS;
}

int ot_name_is_reserved(const char *name) {
    static const char *const word[] = {"log", "exp",   "sqrt",     "abs",  "min", "max",
                                       "if",  "logit", "invlogit", "d",    "pch", "dlog",
                                       "and", "or",    "not",      "movav"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(name, word[i]) == 0) return 1;
    return 0;
}
