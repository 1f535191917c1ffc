#include "report/html/typography.h"

#include <ctype.h>

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* A bracket behind a name is that of a lag or of arguments. */
static int opens_words(const char *text, size_t i) {
    return i == 0 || !(isalnum((unsigned char)text[i - 1]) || text[i - 1] == '_');
}

int ot_is_minus(const char *text, size_t i) {
    if (text[i] != '-' || !is_digit(text[i + 1])) return 0;
    if (i == 0) return 1;
    const unsigned char before = (unsigned char)text[i - 1];
    if (before == '(' || before == '[') return opens_words(text, i - 1);
    return before == ' ' || before == '\n' || before >= 0x80;
}

/* Overrides of direction would turn round what follows; non-characters have no place in a page. */
int ot_is_no_text(uint32_t c) {
    if (c == '\n' || c == '\t') return 0;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return 1;
    if (c == 0x202D || c == 0x202E) return 1;
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || c == UINT32_MAX;
}
