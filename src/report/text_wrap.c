#include "report/text_wrap.h"

#include <string.h>

#include "base/utf8.h"
#include "report/document.h"

static int is_closing(const char *text) {
    static const char *const CLOSING[] = {"，", "。", "；", "：", "、", "）", "”"};
    for (size_t i = 0; i < sizeof CLOSING / sizeof *CLOSING; i++)
        if (strncmp(text, CLOSING[i], strlen(CLOSING[i])) == 0) return 1;
    return 0;
}

/* May a line end before text[n]? At a blank, behind an underscore, around a wide character that
 * may begin a line. */
static int may_end(const char *text, size_t n, size_t width) {
    if (n == 0 || is_closing(text + n)) return 0;
    return text[n] == ' ' || width > 1 || (text[n - 1] == '_' && text[n] != '_');
}

size_t ot_text_first_line(const char *text, size_t most) {
    size_t width = 0, fits = 0, n = 0;
    const size_t length = strlen(text);
    while (n < length) {
        size_t size = 1;
        char one[8] = {0};
        ot_utf8_decode(text + n, length - n, &size);
        memcpy(one, text + n, size < sizeof one ? size : sizeof one - 1);
        const size_t own = ot_utf8_width(one);
        if (may_end(text, n, own)) fits = n;
        width += own;
        if (width > most) return fits > 0 ? fits : n;
        n += size;
    }
    return length;
}

size_t ot_text_widest_line(const char *text, size_t most) {
    size_t largest = 0;
    while (*text) {
        char line[4 * OT_MOST_WIDTH + 1];
        const size_t n = ot_text_first_line(text, most);
        if (n == 0 || n >= sizeof line) return ot_utf8_width(text);
        memcpy(line, text, n);
        line[n] = '\0';
        const size_t width = ot_utf8_width(line);
        if (width > largest) largest = width;
        text += n;
        text += *text == ' ';
    }
    return largest;
}
