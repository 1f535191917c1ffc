#include "data/figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

/* A figure is short; what is longer, once folded, is none. */
enum { MOST = 120 };

typedef struct cell { /* folded text, and what has not been read of it */
    char text[MOST + 8];
    const char *at, *end;
} cell;

static uint32_t folded(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;                      /* full-width ASCII */
    if (c == 0x3000 || c == 0xA0 || c == 0x2009 || c == 0x202F) return ' '; /* all spaces */
    if (c == '\t' || c == '\r' || c == '\n') return ' ';
    return c == 0x2212 ? '-' : c; /* minus sign */
}

/* Append a folded character; signs of order become two ASCII characters. */
static void add(cell *x, size_t *n, uint32_t c, const char *source, size_t length) {
    if (c == 0x2264 || c == 0x2266 || c == 0x2A7D) { /* less or equal, in three shapes */
        source = "<=", length = 2;
    } else if (c == 0x2265 || c == 0x2267 || c == 0x2A7E) {
        source = ">=", length = 2;
    } else if (c < 0x80) {
        x->text[(*n)++] = (char)c;
        return;
    }
    memcpy(x->text + *n, source, length);
    *n += length;
}

static void trim(cell *x) {
    while (x->at < x->end && *x->at == ' ')
        x->at++;
    while (x->end > x->at && x->end[-1] == ' ')
        x->end--;
}

/* Returns 0 when the text is too long or no UTF-8. */
static int fold(const char *text, size_t n, cell *x) {
    size_t n_out = 0, length;
    for (size_t i = 0; i < n; i += length) {
        const uint32_t c = ot_utf8_decode(text + i, n - i, &length);
        if (c == UINT32_MAX || c == 0) return 0;
        const uint32_t f = folded(c);
        if (f == ' ' && n_out == 0) continue;
        if (n_out >= MOST) return 0;
        add(x, &n_out, f, text + i, length);
    }
    x->text[n_out] = '\0';
    x->at = x->text;
    x->end = x->text + n_out;
    trim(x);
    return 1;
}

static int take_front(cell *x, const char *word) {
    const size_t n = strlen(word);
    if ((size_t)(x->end - x->at) < n || memcmp(x->at, word, n) != 0) return 0;
    x->at += n;
    trim(x);
    return 1;
}

static int take_back(cell *x, const char *word) {
    const size_t n = strlen(word);
    if ((size_t)(x->end - x->at) < n || memcmp(x->end - n, word, n) != 0) return 0;
    x->end -= n;
    trim(x);
    return 1;
}

static int is_missing(const cell *x) {
    static const char *const word[] = {"",   "-",   "--", "–",   "—",    "——",  "…",
                                       "……", "...", "na", "n/a", "#n/a", "nan", "null"};
    char lower[8];
    const size_t n = (size_t)(x->end - x->at);
    if (n >= sizeof lower) return 0;
    for (size_t i = 0; i < n; i++)
        lower[i] = (char)(x->at[i] >= 'A' && x->at[i] <= 'Z' ? x->at[i] - 'A' + 'a' : x->at[i]);
    lower[n] = '\0';
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(lower, word[i]) == 0) return 1;
    return 0;
}

typedef struct bound { /* a word that makes a number a bound */
    const char *word;
    ot_figure_kind kind;
} bound;

static const bound front[] = {
    {"<=", OT_FIGURE_AT_MOST},      {">=", OT_FIGURE_AT_LEAST},     {"<", OT_FIGURE_AT_MOST},
    {">", OT_FIGURE_AT_LEAST},      {"~", OT_FIGURE_ABOUT},         {"≈", OT_FIGURE_ABOUT},
    {"不低于", OT_FIGURE_AT_LEAST}, {"不少于", OT_FIGURE_AT_LEAST}, {"不小于", OT_FIGURE_AT_LEAST},
    {"不高于", OT_FIGURE_AT_MOST},  {"不超过", OT_FIGURE_AT_MOST},  {"不大于", OT_FIGURE_AT_MOST},
    {"不多于", OT_FIGURE_AT_MOST},  {"至少", OT_FIGURE_AT_LEAST},   {"至多", OT_FIGURE_AT_MOST},
    {"最多", OT_FIGURE_AT_MOST},    {"大于", OT_FIGURE_AT_LEAST},   {"超过", OT_FIGURE_AT_LEAST},
    {"高于", OT_FIGURE_AT_LEAST},   {"小于", OT_FIGURE_AT_MOST},    {"低于", OT_FIGURE_AT_MOST},
    {"少于", OT_FIGURE_AT_MOST},    {"大约", OT_FIGURE_ABOUT},      {"约", OT_FIGURE_ABOUT},
};
static const bound back[] = {
    {"及以上", OT_FIGURE_AT_LEAST}, {"以上", OT_FIGURE_AT_LEAST},  {"以内", OT_FIGURE_AT_MOST},
    {"之内", OT_FIGURE_AT_MOST},    {"及以下", OT_FIGURE_AT_MOST}, {"以下", OT_FIGURE_AT_MOST},
    {"左右", OT_FIGURE_ABOUT},      {"上下", OT_FIGURE_ABOUT},
};
/* These say nothing of the number by themselves, and only go with a word behind it. */
static const char *const verb[] = {"控制在", "保持在", "稳定在", "达到"};

/* Take the words around the number; returns 0 when they contradict each other. */
static int take_marks(cell *x, ot_figure_kind *kind) {
    ot_figure_kind before = OT_FIGURE_POINT, after = OT_FIGURE_POINT;
    int has_verb = 0;
    for (size_t i = 0; i < sizeof verb / sizeof *verb && !has_verb; i++)
        has_verb = take_front(x, verb[i]);
    for (size_t i = 0; i < sizeof front / sizeof *front && before == OT_FIGURE_POINT; i++)
        if (take_front(x, front[i].word)) before = front[i].kind;
    for (size_t i = 0; i < sizeof back / sizeof *back && after == OT_FIGURE_POINT; i++)
        if (take_back(x, back[i].word)) after = back[i].kind;
    *kind = after == OT_FIGURE_POINT ? before : after;
    if (has_verb && *kind == OT_FIGURE_POINT) return 0;
    return before == OT_FIGURE_POINT || after == OT_FIGURE_POINT || before == after;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

typedef struct digits { /* a number without the marks between thousands */
    char text[MOST + 8];
    size_t n;
    int n_whole, n_decimals, is_nonzero;
} digits;

static void take_digit(const char **at, digits *d) {
    if (**at != '0') d->is_nonzero = 1;
    d->text[d->n++] = *(*at)++;
}

/* Are the next characters `mark` and three digits, and no fourth? */
static int is_group(const char *at, const char *end, char mark) {
    if (end - at < 4 || *at != mark) return 0;
    if (end - at > 4 && is_digit(at[4])) return 0;
    return is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3]);
}

/* Digits alone, or groups of three parted by one mark; stops where neither goes on. */
static void take_whole(const char **at, const char *end, digits *d) {
    for (; *at < end && is_digit(**at); d->n_whole++)
        take_digit(at, d);
    const char mark = *at < end ? **at : '\0';
    if ((mark != ',' && mark != ' ') || d->n_whole == 0 || d->n_whole > 3) return;
    for (; is_group(*at, end, mark); d->n_whole += 3) {
        ++*at;
        for (int i = 0; i < 3; i++)
            take_digit(at, d);
    }
}

/* Half of 10^exponent, read from text: the nearest double to it. */
static double half_of(long exponent) {
    char text[32];
    double half = 0;
    size_t length;
    const int n = snprintf(text, sizeof text, "5e%ld", exponent - 1);
    return ot_number_parse(text, (size_t)n, &half, &length) ? half : 0;
}

/* Exponent as in 1.5e-3, which programs write; at most 6 digits. Returns 0 when it is broken. */
static int take_exponent(const char **at, const char *end, digits *d, long *exponent) {
    *exponent = 0;
    if (*at == end || (**at != 'e' && **at != 'E')) return 1;
    d->text[d->n++] = *(*at)++;
    const int is_negative = *at < end && **at == '-';
    if (*at < end && (**at == '-' || **at == '+')) d->text[d->n++] = *(*at)++;
    int n = 0;
    for (; *at < end && is_digit(**at); n++) {
        if (n == 6) return 0;
        *exponent = *exponent * 10 + (**at - '0');
        d->text[d->n++] = *(*at)++;
    }
    if (is_negative) *exponent = -*exponent;
    return n > 0;
}

/* A number from *at, as far as it goes. */
static int take_number(const char **at, const char *end, ot_figure *out) {
    digits d = {.n = 0};
    long exponent;
    if (*at < end && (**at == '-' || **at == '+')) {
        if (**at == '-') d.text[d.n++] = '-';
        ++*at;
    }
    take_whole(at, end, &d);
    if (*at < end && **at == '.') {
        if (d.n_whole == 0) d.text[d.n++] = '0';
        d.text[d.n++] = *(*at)++;
        for (; *at < end && is_digit(**at); d.n_decimals++)
            take_digit(at, &d);
        if (d.n_decimals == 0) d.n--; /* "5." is 5 */
    }
    if (d.n_whole + d.n_decimals == 0 || !take_exponent(at, end, &d, &exponent)) return 0;
    double value;
    size_t length;
    if (!ot_number_parse(d.text, d.n, &value, &length) || length != d.n) return 0;
    if (!isfinite(value) || (value == 0 && d.is_nonzero)) return 0; /* beyond a double's range */
    out->value = value + 0.0;                                       /* makes -0 a 0 */
    out->half_unit = half_of(exponent - d.n_decimals);
    return 1;
}

static ot_figure_sign take_sign(cell *x) {
    if (take_back(x, "%")) return OT_FIGURE_SIGN_PERCENT;
    return take_back(x, "‰") ? OT_FIGURE_SIGN_PERMILLE : OT_FIGURE_SIGN_NONE;
}

int ot_figure_parse(const char *text, size_t n, ot_figure *out, ot_figure_sign *sign) {
    cell x;
    if (!fold(text, n, &x)) return 0;
    ot_figure figure = {OT_FIGURE_MISSING, NAN, 0};
    ot_figure_sign printed = OT_FIGURE_SIGN_NONE;
    if (!is_missing(&x)) {
        if (!take_marks(&x, &figure.kind)) return 0;
        printed = take_sign(&x);
        if (!take_number(&x.at, x.end, &figure) || x.at != x.end) return 0;
    }
    *out = figure;
    if (sign) *sign = printed;
    return 1;
}

/* The mark between both ends, from the second character on (the first may be a sign). */
static const char *find_range_mark(const char *text, size_t n, size_t *length) {
    static const char *const mark[] = {"——", "—", "–", "～", "~", "至", "到", "-", "－"};
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < sizeof mark / sizeof *mark; k++) {
            *length = strlen(mark[k]);
            if (n - i > *length && memcmp(text + i, mark[k], *length) == 0) return text + i;
        }
    return NULL;
}

int ot_figure_range(const char *text, size_t n, ot_figure *low, ot_figure *high,
                    ot_figure_sign *sign) {
    size_t length;
    ot_figure a, b;
    ot_figure_sign sign_a, sign_b;
    const char *mark = find_range_mark(text, n, &length);
    if (!mark || !ot_figure_parse(text, (size_t)(mark - text), &a, &sign_a)) return 0;
    const char *rest = mark + length;
    if (!ot_figure_parse(rest, (size_t)(text + n - rest), &b, &sign_b)) return 0;
    if (a.kind != OT_FIGURE_POINT || b.kind != OT_FIGURE_POINT || !(a.value < b.value)) return 0;
    if (sign_a != OT_FIGURE_SIGN_NONE && sign_a != sign_b) return 0;
    *low = a;
    *high = b;
    if (sign) *sign = sign_b;
    return 1;
}

static int is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

int ot_figure_search(const char *text, size_t n, ot_figure *out) {
    cell x;
    if (!fold(text, n, &x)) return 0;
    const char *at = x.at;
    while (at < x.end && !is_digit(*at))
        at++;
    if (at == x.end || (at > x.at && (is_letter(at[-1]) || at[-1] == '.'))) return 0;
    ot_figure figure = {OT_FIGURE_POINT, NAN, 0};
    if (!take_number(&at, x.end, &figure)) return 0;
    if (at < x.end && (is_letter(*at) || *at == '.' || *at == ',')) return 0; /* 1.2.3, 5G */
    *out = figure;
    return 1;
}

int ot_year_parse(const char *text, size_t n, int *year) {
    cell x;
    if (!fold(text, n, &x)) return 0;
    (void)take_back(&x, "年");
    if (x.end - x.at != 4) return 0;
    int value = 0;
    for (; x.at < x.end; x.at++) {
        if (!is_digit(*x.at)) return 0;
        value = value * 10 + (*x.at - '0');
    }
    if (value < OT_FIRST_YEAR || value > OT_LAST_YEAR) return 0;
    *year = value;
    return 1;
}
