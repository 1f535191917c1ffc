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
