/* Texts of a picture: their width, how they are cut and escaped. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/svg/svg_canvas.h"

enum { BOUND_BLANK = 0xA0 };

static int is_among(uint32_t c, const char *letters) {
    return c > 0 && c < 0x80 && strchr(letters, (int)c) != NULL;
}

/* Shares of the size of letters, rounded up: those of a wide sans-serif font (DejaVu Sans). */
static double letter_width(uint32_t c, const char *at, size_t length) {
    static const struct {
        const char *letters;
        double width;
    } WIDTH[] = {{" ijl|!'", 0.32},      {".,:;/Itrf()[]-", 0.42}, {"sczJ", 0.55},
                 {"vxykFLE?", 0.60},     {"mW%@", 0.99},           {"wM", 0.87},
                 {"ABCKPRSTVXYZ", 0.70}, {"DGHNOQU&", 0.79}};
    char one[5] = {0};
    for (size_t i = 0; i < sizeof WIDTH / sizeof *WIDTH; i++)
        if (is_among(c, WIDTH[i].letters)) return WIDTH[i].width;
    if (c < 0x80) return 0.64;
    if (c == BOUND_BLANK) return 0.32;
    memcpy(one, at, length < sizeof one ? length : 1);
    const size_t columns = ot_utf8_width(one);
    return columns == 2 ? 1.0 : columns == 1 ? 0.84 : 0.0;
}

double ot_svg_text_width(const char *text, const char *class) {
    const double size = ot_svg_advance(class);
    double width = 0.0;
    for (size_t n = strlen(text), i = 0, length; i < n; i += length) {
        const uint32_t c = ot_utf8_decode(text + i, n - i, &length);
        width += letter_width(c == UINT32_MAX ? 'M' : c, text + i, length);
    }
    return width * size;
}

static int is_right_to_left(uint32_t c) {
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

/* Marks, embeddings and isolates: they would reach beyond the text. */
static int is_direction_control(uint32_t c) {
    return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static int is_forbidden(uint32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F) ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEu) == 0xFFFEu;
}

static void put_letter(ot_buffer *out, uint32_t c, const char *at, size_t length) {
    if (is_direction_control(c)) return;
    if (c == '<')
        ot_buffer_text(out, "&lt;");
    else if (c == '>')
        ot_buffer_text(out, "&gt;");
    else if (c == '&')
        ot_buffer_text(out, "&amp;");
    else if (c == '"')
        ot_buffer_text(out, "&quot;");
    else if (c == '\t' || c == '\n' || c == '\r')
        ot_buffer_text(out, " ");
    else if (is_forbidden(c))
        ot_buffer_text(out, "\xEF\xBF\xBD");
    else
        ot_buffer_add(out, at, length);
}

void ot_svg_escape(ot_buffer *out, const char *text, size_t n) {
    int is_isolated = 0;
    for (size_t i = 0, length; i < n; i += length)
        is_isolated |= is_right_to_left(ot_utf8_decode(text + i, n - i, &length));
    if (is_isolated) ot_buffer_text(out, "\xE2\x81\xA8");
    for (size_t i = 0, length; i < n; i += length) {
        const uint32_t c = ot_utf8_decode(text + i, n - i, &length);
        put_letter(out, c == UINT32_MAX ? 0 : c, text + i, length);
    }
    if (is_isolated) ot_buffer_text(out, "\xE2\x81\xA9");
}

/* How many bytes fit into `width`. */
static size_t fitting(const char *text, size_t n, const char *class, double width) {
    const double size = ot_svg_advance(class);
    double used = 0.0;
    for (size_t i = 0, length; i < n; i += length) {
        const uint32_t c = ot_utf8_decode(text + i, n - i, &length);
        used += size * letter_width(c == UINT32_MAX ? 'M' : c, text + i, length);
        if (used > width) return i;
    }
    return n;
}

static const char ELLIPSIS[] = "\xE2\x80\xA6";

/* text[0..n), cut to the width, as a string of its own. */
static void cut(const char *text, size_t n, const char *class, double width, ot_buffer *out) {
    const size_t fits = fitting(text, n, class, width);
    if (fits == n) {
        ot_buffer_add(out, text, n);
        return;
    }
    size_t kept = fitting(text, n, class, width - ot_svg_text_width(ELLIPSIS, class));
    while (kept > 0 && text[kept - 1] == ' ')
        kept--;
    ot_buffer_add(out, text, kept);
    ot_buffer_text(out, ELLIPSIS);
}

ot_svg_box ot_svg_text_box(const char *text, const char *class, ot_svg_spot s) {
    const double size = ot_svg_size(class), width = ot_svg_text_width(text, class);
    const double left = s.anchor == OT_ANCHOR_START ? 0.0
                        : s.anchor == OT_ANCHOR_END ? width
                                                    : width / 2.0;
    return (ot_svg_box){s.x - left, s.y - 0.80 * size, s.x - left + width, s.y + 0.22 * size};
}

/* The same in every language? */
static int is_number(const char *text) {
    return text[strspn(text, "0123456789.-+%< \xC2\xB1\xE2\x88\x92")] == '\0';
}

void ot_canvas_texts_end(ot_canvas_texts *t) {
    static const char TEXT[] = "<text";
    if (t->same.failed)
        t->done.failed = 1;
    else if (t->n_same == 1)
        ot_buffer_format(&t->done, "%s%s%s", TEXT, t->look, t->same.data + sizeof TEXT - 1);
    else if (t->n_same > 1)
        ot_buffer_format(&t->done, "<g%s>\n%s</g>\n", t->look, t->same.data);
    t->n_same = 0;
    ot_buffer_clear(&t->same);
}

static void put(ot_canvas *c, const char *class, ot_svg_spot s, const char *text) {
    static const char *const ANCHOR[] = {NULL, "middle", "end"};
    const char *anchor = *class == 'c' ? NULL : ANCHOR[s.anchor]; /* "c": by its style */
    const char *quote = c->is_html ? "" : "\"";
    ot_canvas_texts *t = is_number(text) ? &c->numbers : &c->words;
    char look[sizeof t->look];
    (void)snprintf(look, sizeof look, " class=%s%s%s%s%s%s%s", quote, class, quote,
                   anchor ? " text-anchor=" : "", anchor ? quote : "", anchor ? anchor : "",
                   anchor ? quote : "");
    if (strcmp(look, t->look) != 0) ot_canvas_texts_end(t);
    memcpy(t->look, look, sizeof look);
    ot_canvas_keep_box(c, &c->text, ot_svg_text_box(text, class, s));
    ot_buffer_format(&t->same, "<text x=%s%ld%s y=%s%ld%s>", quote, lround(s.x), quote, quote,
                     lround(s.y), quote);
    ot_svg_escape(&t->same, text, strlen(text));
    ot_buffer_text(&t->same, "</text>\n");
    t->n_same++;
}

static void put_part(ot_canvas *c, const char *class, ot_svg_spot s, double width, const char *text,
                     size_t n) {
    ot_buffer part = {0};
    cut(text, n, class, width, &part);
    if (part.length > 0) put(c, class, s, part.data);
    c->words.done.failed |= part.failed;
    ot_buffer_clear(&part);
}

void ot_canvas_text(ot_canvas *c, const char *class, ot_svg_spot spot, double width,
                    const char *text) {
    put_part(c, class, spot, width, text, strlen(text));
}

/* A blank between a sign and its figure, or a figure and its percent sign, parts no lines. */
static int holds(const char *text, size_t blank, size_t n) {
    static const char *const BEFORE[] = {"\xE2\x89\xA5", "\xE2\x89\xA4", "\xE2\x89\x88",
                                         "\xC2\xB1"};
    static const char AFTER[] = "\xC2\xB1";
    const char *behind = text + blank + 1;
    const size_t left = n - blank - 1;
    for (size_t k = 0; k < sizeof BEFORE / sizeof *BEFORE; k++) {
        const size_t length = strlen(BEFORE[k]);
        if (blank >= length && memcmp(text + blank - length, BEFORE[k], length) == 0) return 1;
    }
    return left > 0 && (*behind == '%' || (left >= 2 && memcmp(behind, AFTER, 2) == 0));
}

/* No line begins with a closing sign of Chinese, or a mark that belongs to the word before. */
static int is_before_sign(const char *behind, size_t left) {
    static const char *const SIGN[] = {"\xEF\xBC", "\xE3\x80", "\xC2\xA7", "\xE2\x80\xA0"};
    for (size_t k = 0; k < sizeof SIGN / sizeof *SIGN; k++)
        if (left >= strlen(SIGN[k]) && memcmp(behind, SIGN[k], strlen(SIGN[k])) == 0) return 1;
    return 0;
}

/* Nor does one end with an opening one. */
static int is_opening(uint32_t c) {
    return c == 0xFF08 || c == 0x300A || c == 0x300C || c == 0x3014;
}

/* Where the line that begins here ends: behind a blank, or between two wide letters. */
static size_t line_end(const char *text, size_t n, const char *class, double width) {
    const size_t fits = fitting(text, n, class, width);
    size_t end = 0;
    if (fits == n) return n;
    for (size_t i = 0, length; i < fits; i += length) {
        const uint32_t c = ot_utf8_decode(text + i, n - i, &length);
        const int is_wide = c >= 0x2E80 && c != UINT32_MAX && !is_opening(c);
        if ((c == ' ' && !holds(text, i, n)) ||
            (is_wide && !is_before_sign(text + i + length, n - i - length)))
            end = i + length;
    }
    while (end > fits)
        end--;
    return end > 0 ? end : fits;
}

size_t ot_canvas_place_cut(ot_canvas *c, const char *class, const ot_svg_spot *spot, size_t n,
                           const ot_svg_box *frame, double width, const char *text) {
    ot_buffer part = {0};
    cut(text, strlen(text), class, width, &part);
    const size_t at = part.length > 0 ? ot_canvas_place(c, class, spot, n, frame, part.data) : n;
    c->words.done.failed |= part.failed;
    ot_buffer_clear(&part);
    return at;
}

double ot_canvas_paragraph(ot_canvas *c, const char *class, double x, double y, double width,
                           size_t most_lines, const char *text) {
    const double size = ot_svg_size(class);
    size_t n = strlen(text);
    for (size_t line = 0; line < most_lines && n > 0; line++) {
        const size_t end = line + 1 == most_lines ? n : line_end(text, n, class, width);
        const size_t taken = end > 0 ? end : n;
        size_t shown = taken;
        while (shown > 0 && text[shown - 1] == ' ')
            shown--;
        put_part(c, class, (ot_svg_spot){x, y + size, OT_ANCHOR_START}, width, text, shown);
        y += size * 1.35;
        text += taken;
        n -= taken;
    }
    return y;
}

size_t ot_svg_n_lines(const char *text, const char *class, double width, size_t most_lines) {
    size_t n = strlen(text), lines = 1;
    for (size_t end; lines < most_lines && (end = line_end(text, n, class, width)) < n; lines++) {
        if (end == 0) break;
        text += end;
        n -= end;
    }
    return lines;
}

static int overlaps(const ot_svg_box *a, const ot_svg_box *b) {
    return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

static int is_free(const ot_svg_box *box, const ot_canvas_boxes *other) {
    for (size_t i = 0; i < other->n; i++)
        if (overlaps(box, &other->box[i])) return 0;
    return 1;
}

/* Does the line come into the box? Cut at each side, something of it is left (Liang and Barsky
 * 1984). */
static int enters(const ot_svg_box *line, const ot_svg_box *box) {
    const double dx = line->x1 - line->x0, dy = line->y1 - line->y0;
    const double step[] = {-dx, dx, -dy, dy};
    const double room[] = {line->x0 - box->x0, box->x1 - line->x0, line->y0 - box->y0,
                           box->y1 - line->y0};
    double from = 0.0, to = 1.0;
    for (size_t i = 0; i < sizeof step / sizeof *step; i++) {
        const int is_along = !(fabs(step[i]) > 0.0);
        if (is_along && room[i] < 0.0) return 0;
        if (step[i] < 0.0) from = fmax(from, room[i] / step[i]);
        if (step[i] > 0.0) to = fmin(to, room[i] / step[i]);
    }
    return from <= to;
}

/* Lines have a width. */
static int is_clear(const ot_canvas *c, const ot_svg_box *box) {
    const double reach = 1.5;
    const ot_svg_box wide = {box->x0 - reach, box->y0 - reach, box->x1 + reach, box->y1 + reach};
    for (size_t i = 0; i < c->ink.n; i++)
        if (enters(&c->ink.box[i], &wide)) return 0;
    return 1;
}

size_t ot_canvas_place(ot_canvas *c, const char *class, const ot_svg_spot *spot, size_t n,
                       const ot_svg_box *frame, const char *text) {
    for (int minds_ink = 1; minds_ink >= 0; minds_ink--)
        for (size_t i = 0; i < n; i++) {
            const ot_svg_box b = ot_svg_text_box(text, class, spot[i]);
            if (b.x0 < frame->x0 || b.x1 > frame->x1 || b.y0 < frame->y0 || b.y1 > frame->y1)
                continue;
            if (!is_free(&b, &c->text)) continue;
            if (minds_ink && !is_clear(c, &b)) continue;
            put(c, class, spot[i], text);
            return i;
        }
    return n;
}
