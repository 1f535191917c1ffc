#include "base/number.h"

#include <assert.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"

/* A double needs at most 767 significant decimals to tell which way to round (the midpoint of the
 * two smallest normal numbers); what follows only has to be known to be zero or not. */
enum { MOST_DIGITS = 800 };

/* The digits d1 d2 ... of a number, worth d1d2...dn * 10^exponent. */
typedef struct decimal {
    char digit[MOST_DIGITS + 1];
    size_t n;
    long exponent;
} decimal;

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static void add_digit(decimal *d, char c, int after_point) {
    if (d->n == 0 && c == '0') {
        if (after_point) d->exponent--;
    } else if (d->n < MOST_DIGITS) {
        d->digit[d->n++] = c;
        if (after_point) d->exponent--;
    } else {
        if (c != '0') d->digit[MOST_DIGITS - 1] |= 1; /* no longer a tie: 0 -> 1, 2 -> 3 ... */
        if (!after_point) d->exponent++;
    }
}

/* The exponent part at text[0..n), bounded; 0 bytes when it is none. */
static size_t read_exponent(const char *text, size_t n, long *exponent) {
    size_t i = 0;
    if (n < 2 || (text[0] != 'e' && text[0] != 'E')) return 0;
    i++;
    const int negative = text[i] == '-';
    if (text[i] == '-' || text[i] == '+') i++;
    if (i >= n || !is_digit(text[i])) return 0;
    long value = 0;
    for (; i < n && is_digit(text[i]); i++)
        if (value < LONG_MAX / 100) value = 10 * value + (text[i] - '0');
    *exponent = negative ? -value : value;
    return i;
}

/* Whole numbers and powers of ten that are doubles: one product or quotient of them rounds
 * correctly (Clinger, How to read floating point numbers accurately, PLDI 1990). */
enum { EXACT_DIGITS = 15, EXACT_POWER = 22 };

static double of_few_digits(const decimal *d, long power) {
    double whole = 0.0, ten = 1.0;
    for (size_t i = 0; i < d->n; i++)
        whole = 10.0 * whole + (d->digit[i] - '0');
    for (long i = labs(power); i > 0; i--)
        ten *= 10.0;
    return power < 0 ? whole / ten : whole * ten;
}

/* An integer times a power of ten has no decimal point, so that strtod reads it alike in every
 * locale; and it rounds correctly. */
static double to_double(decimal *d, long exponent) {
    if (d->n == 0) return 0.0;
    if (d->n <= EXACT_DIGITS && labs(exponent) <= EXACT_POWER &&
        labs(d->exponent + exponent) <= EXACT_POWER)
        return of_few_digits(d, d->exponent + exponent);
    char text[MOST_DIGITS + 32];
    const long most = 1000000; /* far past the range of double, whatever the digits */
    exponent = exponent > most ? most : exponent < -most ? -most : exponent;
    long sum = d->exponent + exponent;
    sum = sum > most ? most : sum < -most ? -most : sum;
    d->digit[d->n] = '\0';
    snprintf(text, sizeof text, "%se%ld", d->digit, sum);
    return strtod(text, NULL);
}

int ot_number_parse(const char *text, size_t n, double *value, size_t *length) {
    decimal d;
    d.n = 0;
    d.exponent = 0;
    size_t i = 0, n_digits = 0;
    const int negative = n > 0 && text[0] == '-';
    if (n > 0 && (text[0] == '-' || text[0] == '+')) i++;
    for (; i < n && is_digit(text[i]); i++, n_digits++)
        add_digit(&d, text[i], 0);
    if (i < n && text[i] == '.' && (n_digits > 0 || (i + 1 < n && is_digit(text[i + 1])))) {
        i++;
        for (; i < n && is_digit(text[i]); i++, n_digits++)
            add_digit(&d, text[i], 1);
    }
    if (n_digits == 0) return 0;
    long exponent = 0;
    i += read_exponent(text + i, n - i, &exponent);
    const double size = to_double(&d, exponent);
    *value = negative ? -size : size;
    *length = i;
    return 1;
}

/* The significant digits and the power of ten of the first, from printf's e-notation, whose point
 * depends on the locale. */
static void split(double value, int n_digits, char digit[DBL_DECIMAL_DIG + 1], int *power) {
    char text[64];
    snprintf(text, sizeof text, "%.*e", n_digits - 1, fabs(value));
    int n = 0;
    const char *c = text;
    for (; *c != 'e'; c++)
        if (is_digit(*c)) digit[n++] = *c;
    while (n > 1 && digit[n - 1] == '0')
        n--;
    digit[n] = '\0';
    *power = atoi(c + 1);
}

static double join(const char *digit, int power) {
    char text[64];
    snprintf(text, sizeof text, "%se%d", digit, power - (int)strlen(digit) + 1);
    return strtod(text, NULL);
}

static int same(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

/* The next decimal of n digits; 0 when that would take one digit more. */
static int step_up(char digit[DBL_DECIMAL_DIG + 1], int n) {
    const size_t length = strlen(digit);
    memset(digit + length, '0', (size_t)n - length);
    digit[n] = '\0';
    while (n > 0 && digit[n - 1] == '9')
        digit[--n] = '\0';
    if (n == 0) return 0;
    digit[n - 1]++;
    return 1;
}

/* The fewest digits that read back. A normal double that has a decimal form of up to 15 digits
 * shows it when printed with 15; only subnormal ones can be shorter still. Below a power of two the
 * doubles are denser than above it: there the decimal nearest to it may lie too far down, and the
 * next one up still reads back (2^-44 is one). */
static void shortest_digits(double value, char digit[DBL_DECIMAL_DIG + 1], int *power) {
    const int first = fabs(value) < DBL_MIN ? 1 : DBL_DIG;
    for (int n = first; n <= DBL_DECIMAL_DIG; n++) {
        split(value, n, digit, power);
        if (same(join(digit, *power), fabs(value))) return;
        if (n == DBL_DIG + 1 && step_up(digit, n) && same(join(digit, *power), fabs(value))) return;
    }
}

/* Digits of a whole number, without zeros at the end; returns how many it had with them. */
static int write_digits(uint64_t x, char digit[DBL_DECIMAL_DIG + 1]) {
    char reversed[24];
    int n = 0, first = 0;
    for (; x > 0; x /= 10)
        reversed[n++] = (char)('0' + x % 10);
    while (first < n - 1 && reversed[first] == '0')
        first++;
    for (int i = n - 1; i >= first; i--)
        *digit++ = reversed[i];
    *digit = '\0';
    return n;
}

static void find_digits(double size, char digit[DBL_DECIMAL_DIG + 1], int *power) {
    uint64_t digits;
    int scale;
    if (ot_decimal_shortest(size, &digits, &scale))
        *power = write_digits(digits, digit) - 1 - scale;
    else
        shortest_digits(size, digit, power);
}

static void append(char *text, size_t *n, const char *part, size_t length) {
    memcpy(text + *n, part, length);
    *n += length;
}

static void append_zeros(char *text, size_t *n, int count) {
    for (; count > 0; count--)
        text[(*n)++] = '0';
}

/* Where e-notation is easier to read than a row of zeros. */
enum { LEAST_PLAIN_POWER = -6, MOST_PLAIN_POWER = 20 };

static void lay_out(const char *digit, int power, char *text, size_t *n) {
    const int n_digits = (int)strlen(digit);
    if (power < LEAST_PLAIN_POWER || power > MOST_PLAIN_POWER) {
        append(text, n, digit, 1);
        if (n_digits > 1) {
            append(text, n, ".", 1);
            append(text, n, digit + 1, (size_t)n_digits - 1);
        }
        *n += (size_t)snprintf(text + *n, OT_NUMBER_SIZE - *n, "e%d", power);
    } else if (power < 0) {
        append(text, n, "0.", 2);
        append_zeros(text, n, -power - 1);
        append(text, n, digit, (size_t)n_digits);
    } else if (n_digits <= power + 1) {
        append(text, n, digit, (size_t)n_digits);
        append_zeros(text, n, power + 1 - n_digits);
    } else {
        append(text, n, digit, (size_t)power + 1);
        append(text, n, ".", 1);
        append(text, n, digit + power + 1, (size_t)(n_digits - power) - 1);
    }
}

size_t ot_number_shortest(double value, char text[OT_NUMBER_SIZE]) {
    assert(isfinite(value));
    char digit[DBL_DECIMAL_DIG + 1] = "0";
    int power = 0;
    size_t n = 0;
    if (fabs(value) > 0.0) find_digits(fabs(value), digit, &power);
    if (signbit(value)) append(text, &n, "-", 1);
    lay_out(digit, power, text, &n);
    text[n] = '\0';
    return n;
}

/* Copy what printf wrote, with a point for whatever the locale puts between the digits, and
 * without the sign when every digit is zero. */
static size_t tidy(const char *from, char *text) {
    size_t n = 0;
    const size_t past_digits = strcspn(from, "e"); /* of the mantissa */
    if (*from == '-' && strcspn(from, "123456789") < past_digits) text[n++] = '-';
    for (int in_point = 0; *from; from++) {
        if (is_digit(*from) || *from == 'e' || *from == '+' || (*from == '-' && n > 1)) {
            text[n++] = *from;
            in_point = 0;
        } else if (*from != '-' && !in_point) {
            text[n++] = '.';
            in_point = 1;
        }
    }
    text[n] = '\0';
    return n;
}

/* Past this a double no longer holds the digits after the point. */
static const double HUGE_SIZE = 1e15;

/* A point before the last `decimals` digits of a whole number. */
static size_t put_fixed(int is_negative, uint64_t x, int decimals, char text[OT_NUMBER_SIZE]) {
    char reversed[24];
    int n = 0, i = 0;
    for (is_negative = is_negative && x > 0; x > 0 || n <= decimals; x /= 10)
        reversed[n++] = (char)('0' + x % 10);
    if (is_negative) text[i++] = '-';
    while (n > 0) {
        text[i++] = reversed[--n];
        if (n == decimals && n > 0) text[i++] = '.';
    }
    text[i] = '\0';
    return (size_t)i;
}

size_t ot_number_fixed(double value, int decimals, char text[OT_NUMBER_SIZE]) {
    assert(isfinite(value) && decimals >= 0 && decimals <= DBL_DIG);
    uint64_t digits;
    if (fabs(value) < HUGE_SIZE && ot_decimal_fixed(fabs(value), decimals, &digits))
        return put_fixed(signbit(value) != 0, digits, decimals, text);
    char raw[64], wide[64];
    size_t length = OT_NUMBER_SIZE;
    if (fabs(value) < HUGE_SIZE) {
        snprintf(raw, sizeof raw, "%.*f", decimals, value);
        length = tidy(raw, wide);
    }
    if (length >= OT_NUMBER_SIZE) {
        snprintf(raw, sizeof raw, "%.*e", decimals, value);
        length = tidy(raw, wide);
    }
    memcpy(text, wide, length + 1);
    return length;
}

double ot_number_rounded(double value, int decimals) {
    char text[OT_NUMBER_SIZE];
    size_t length = ot_number_fixed(value, decimals, text);
    double rounded = value;
    return ot_number_parse(text, length, &rounded, &length) ? rounded : value;
}
