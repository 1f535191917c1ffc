#include "data/amount.h"

#include <stdio.h>
#include <string.h>

enum { GROUP = 3, MOST_DIGITS = 40 };

/* Numbers that names of units begin with. */
static const struct multiple {
    const char *text;
    int exponent;
} MULTIPLE[] = {{"1,000 ", 3},      {"10,000 ", 4},      {"million ", 6},
                {"10 million ", 7}, {"100 million ", 8}, {"trillion ", 12}};

/* Words for powers of ten, the largest first. */
static const struct multiple SAID[] = {
    {" trillion", 12}, {" billion", 9}, {" million", 6}, {"", 0}};

/* From here on thousands are set apart. */
enum { GROUPED_FROM = 5 };

static const char *base_of(const char *unit, int *exponent) {
    *exponent = 0;
    for (size_t i = 0; i < sizeof MULTIPLE / sizeof *MULTIPLE; i++) {
        const size_t n = strlen(MULTIPLE[i].text);
        if (strncmp(unit, MULTIPLE[i].text, n) != 0) continue;
        *exponent = MULTIPLE[i].exponent;
        return unit + n;
    }
    return unit;
}

/* A decimal number taken apart: its digits, how many of them stand before the point, and how many
 * are printed on purpose, as the 0 of 246.30 is. */
typedef struct amount_digits {
    char digit[MOST_DIGITS + 1];
    int n, whole, printed;
} amount_digits;

/* 0: not a plain decimal number, or too long a one. */
static int read_decimal(const char *text, int exponent, amount_digits *x) {
    const char *point = NULL;
    *x = (amount_digits){.n = 0};
    for (; *text; text++) {
        if (*text == '.' && !point) {
            point = text;
            x->whole = x->n;
        } else if (*text >= '0' && *text <= '9' && x->n < MOST_DIGITS) {
            x->digit[x->n++] = *text;
        } else {
            return 0;
        }
    }
    if (x->n == 0) return 0;
    if (!point) x->whole = x->n;
    x->printed = point ? x->n : 0;
    x->whole += exponent;
    while (x->n < x->whole && x->n < MOST_DIGITS)
        x->digit[x->n++] = '0';
    return x->n >= x->whole;
}

static void drop_zeros(amount_digits *x) {
    int zeros = 0;
    while (zeros < x->whole - 1 && x->digit[zeros] == '0')
        zeros++;
    memmove(x->digit, x->digit + zeros, (size_t)(x->n - zeros));
    x->n -= zeros;
    x->whole -= zeros;
    x->printed -= zeros;
}

/* Zeros behind the point that nobody printed are left out. */
static int count_shown(const amount_digits *x, int whole) {
    const int least = x->printed > whole ? x->printed : whole;
    int n = x->n;
    while (n > least && x->digit[n - 1] == '0')
        n--;
    return n;
}

static void put_grouped(const amount_digits *x, int whole, int n, char *out) {
    size_t length = 0;
    for (int i = 0; i < n; i++) {
        const int left = whole - i;
        if (left == 0) out[length++] = '.';
        if (i > 0 && left > 0 && left % GROUP == 0 && whole >= GROUPED_FROM) out[length++] = ',';
        out[length++] = x->digit[i];
    }
    out[length] = '\0';
}

static const struct multiple *word_for(const amount_digits *x, int exponent) {
    const struct multiple *said = SAID;
    while (said->exponent > 0 && (exponent == 0 || x->whole <= said->exponent))
        said++;
    return said;
}

const char *ot_amount_scale(const char *number, const char *unit, ot_language language,
                            char out[OT_AMOUNT_SIZE]) {
    const size_t before = strcspn(number, "0123456789");
    char text[2 * MOST_DIGITS];
    int exponent = 0;
    amount_digits x;
    const char *rest = language == OT_LANGUAGE_ZH ? unit : base_of(unit, &exponent);
    if (language == OT_LANGUAGE_ZH || !read_decimal(number + before, exponent, &x)) {
        (void)snprintf(out, OT_AMOUNT_SIZE, "%s", number);
        return unit;
    }
    drop_zeros(&x);
    const struct multiple *said = word_for(&x, exponent);
    const int whole = x.whole - said->exponent;
    put_grouped(&x, whole, count_shown(&x, whole), text);
    (void)snprintf(out, OT_AMOUNT_SIZE, "%.*s%s%s", (int)before, number, text, said->text);
    return rest;
}

/* A blank before a unit that is a word in letters; a number of a unit that could not be multiplied
 * out is told from the first. */
static const char *gap_before(const char *unit, ot_language language) {
    if (!*unit || *unit == '%') return "";
    if (language == OT_LANGUAGE_ZH) return *unit & 0x80 ? "" : " ";
    return *unit >= '0' && *unit <= '9' ? " \xC3\x97 " : " ";
}

void ot_amount_say(const char *number, const char *unit, ot_language language,
                   char out[OT_AMOUNT_SIZE]) {
    const char *rest = ot_amount_scale(number, unit, language, out);
    const size_t n = strlen(out);
    (void)snprintf(out + n, OT_AMOUNT_SIZE - n, "%s%s", gap_before(rest, language), rest);
}
