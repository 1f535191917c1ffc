/* Text on its way into the page. */
#include <string.h>

#include "base/utf8.h"
#include "report/html/html.h"
#include "report/html/typography.h"

static const char NO_BREAK[] = "\xC2\xA0";

static const char *entity_of(uint32_t c) {
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Between a sign or a number and what belongs to it no line is broken. */
static int is_bound(const char *text, size_t i) {
    static const char AT_LEAST[] = "\xE2\x89\xA5", AT_MOST[] = "\xE2\x89\xA4";
    const size_t n = sizeof AT_MOST - 1;
    if (text[i] != ' ' || i == 0) return 0;
    if (text[i + 1] == '%') return text[i - 1] >= '0' && text[i - 1] <= '9';
    return i >= n &&
           (memcmp(text + i - n, AT_LEAST, n) == 0 || memcmp(text + i - n, AT_MOST, n) == 0);
}

static void put_text(ot_buffer *out, const char *text, int with_minus) {
    const size_t n = strlen(text);
    size_t from = 0, i = 0;
    while (i < n) {
        size_t length = 1;
        const uint32_t c = ot_utf8_decode(text + i, n - i, &length);
        const char *other = ot_is_no_text(c)                     ? OT_REPLACEMENT
                            : with_minus && ot_is_minus(text, i) ? OT_MINUS
                            : with_minus && is_bound(text, i)    ? NO_BREAK
                                                                 : entity_of(c);
        if (other) {
            ot_buffer_add(out, text + from, i - from);
            ot_buffer_text(out, other);
            from = i + length;
        }
        i += length;
    }
    ot_buffer_add(out, text + from, n - from);
}

void ot_html_text(ot_buffer *out, const char *text) { put_text(out, text, 0); }

void ot_html_words(ot_buffer *out, const char *text) { put_text(out, text, 1); }

void ot_html_between(ot_buffer *out, const char *tag, const char *text) {
    ot_buffer_format(out, "<%s>", tag);
    ot_html_text(out, text);
    ot_buffer_format(out, "</%s>", tag);
}

const char *ot_html_word(const ot_page *p, ot_message message) {
    return ot_message_text(message, p->d->language);
}

const char *ot_html_tone(ot_tone tone) {
    static const char *const NAME[] = {
        [OT_TONE_PLAIN] = "",      [OT_TONE_GOOD] = "good", [OT_TONE_FAIR] = "fair",
        [OT_TONE_EVEN] = "even",   [OT_TONE_POOR] = "poor", [OT_TONE_BAD] = "bad",
        [OT_TONE_QUIET] = "quiet",
    };
    return NAME[tone];
}
