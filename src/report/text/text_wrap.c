#include "report/text/text_wrap.h"

#include <string.h>

#include "base/utf8.h"
#include "report/document.h"

static int begins_with(const char *text, const char *const *word, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strncmp(text, word[i], strlen(word[i])) == 0) return 1;
    return 0;
}

static int is_closing(const char *text) {
    static const char *const CLOSING[] = {"，", "。", "；", "：", "、",
                                          "）", "”",  "》", "？", "％"};
    return begins_with(text, CLOSING, sizeof CLOSING / sizeof *CLOSING);
}

static int ends_with(const char *text, size_t n, const char *const *word, size_t n_words) {
    for (size_t i = 0; i < n_words; i++) {
        const size_t m = strlen(word[i]);
        if (n >= m && strncmp(text + n - m, word[i], m) == 0) return 1;
    }
    return 0;
}

/* Does an opening bracket or quotation mark end before text[n]? It opens what follows. */
static int is_behind_opening(const char *text, size_t n) {
    static const char *const OPENING[] = {"（", "“", "《", "〔", "("};
    return ends_with(text, n, OPENING, sizeof OPENING / sizeof *OPENING);
}

static int is_behind_stop(const char *text, size_t n) {
    static const char *const STOP[] = {"，", "。", "；", "：", "、"};
    return ends_with(text, n, STOP, sizeof STOP / sizeof *STOP);
}

/* "3以内", "2023年": a number keeps its unit and its bound, a bound its two characters. */
static int is_within_amount(const char *text, size_t n) {
    static const char *const BOUND[] = {"以上", "以内", "以下", "左右"};
    const char before = text[n - 1];
    if ((before >= '0' && before <= '9') || before == '%' || before == '.') return 1;
    const size_t size = sizeof "以" - 1;
    return n >= size && begins_with(text + n - size, BOUND, sizeof BOUND / sizeof *BOUND);
}

/* May a line end before text[n]? At a blank, behind a stop, before a wide character that may begin
 * a line. */
static int may_end(const char *text, size_t n, size_t width) {
    if (n == 0 || is_closing(text + n) || is_behind_opening(text, n)) return 0;
    if (text[n] == ' ' || is_behind_stop(text, n)) return 1;
    return width > 1 && !is_within_amount(text, n);
}

/* Where nothing better is at hand an identifier is parted behind an underscore. */
static int may_part(const char *text, size_t n) {
    return n > 0 && text[n - 1] == '_' && text[n] != '_';
}

size_t ot_text_first_line(const char *text, size_t most) {
    size_t width = 0, fits = 0, parts = 0, n = 0;
    const size_t length = strlen(text);
    while (n < length) {
        size_t size = 1;
        char one[8] = {0};
        ot_utf8_decode(text + n, length - n, &size);
        memcpy(one, text + n, size < sizeof one ? size : sizeof one - 1);
        const size_t own = ot_utf8_width(one);
        if (may_end(text, n, own)) fits = n;
        if (may_part(text, n)) parts = n;
        width += own;
        if (width > most) return fits > 0 ? fits : parts > 0 ? parts : n;
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
