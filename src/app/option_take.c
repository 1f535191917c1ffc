#include "option_take.h"

#include <stdio.h>
#include <string.h>

int app_whole_number(const char *text, uint64_t most, uint64_t *out) {
    uint64_t value = 0;
    int n_digits = 0, n_behind = 0, exponent = 0, has_point = 0;
    const char *p = text;
    for (; (*p >= '0' && *p <= '9') || (*p == '.' && !has_point); p++) {
        if (*p == '.') {
            has_point = 1;
            continue;
        }
        const uint64_t digit = (uint64_t)(*p - '0');
        if (value > (UINT64_MAX - digit) / 10) return 0;
        value = 10 * value + digit;
        n_digits++;
        n_behind += has_point;
    }
    if (n_digits == 0) return 0;
    const int has_exponent = *p == 'e' || *p == 'E';
    if (has_exponent) {
        p += p[1] == '+' ? 2 : 1;
        if (*p < '0' || *p > '9') return 0;
        for (; *p >= '0' && *p <= '9'; p++)
            if ((exponent = 10 * exponent + (*p - '0')) > 99) return 0;
    }
    if (*p || (has_point && !has_exponent) || n_behind > exponent) return 0;
    for (int i = n_behind; i < exponent; i++) {
        if (value > UINT64_MAX / 10) return 0;
        value *= 10;
    }
    *out = value;
    return value <= most;
}

ot_status app_take_count(uint64_t *out, const char *name, uint64_t least, uint64_t most,
                         const char *value, ot_error *err) {
    if (app_whole_number(value, most, out) && *out >= least) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--%s is \"%s\"; must be a whole number from %d to %d",
                   "--%s 为“%s”；应为 %d 至 %d 之间的整数", name, value, (int)least, (int)most);
}

static void append(char *text, size_t size, const char *between, const char *word) {
    const size_t n = strlen(text);
    (void)snprintf(text + n, size - n, "%s%s", between, word);
}

ot_status app_take_word(const char *name, const char *const *word, size_t n, const char *value,
                        size_t *out, ot_error *err) {
    enum { SIZE = 128 };
    char en[SIZE] = "", zh[SIZE] = "";
    for (*out = 0; *out < n; ++*out)
        if (strcmp(word[*out], value) == 0) return OT_OK;
    for (size_t i = 0; i < n; i++) {
        append(en, SIZE, i == 0 ? "" : i + 1 < n ? ", " : " or ", word[i]);
        append(zh, SIZE, i == 0 ? "" : i + 1 < n ? "、" : " 或 ", word[i]);
    }
    return ot_fail(err, OT_ERR_USAGE, "--%s is \"%s\"; must be %s%.0s", "--%s 为“%s”；应为 %.0s%s",
                   name, value, en, zh);
}

ot_status app_take_text(const char **out, const char *name, const char *value, ot_error *err) {
    *out = value;
    if (*value) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--%s is empty", "--%s 为空", name);
}

ot_status app_take_year(int *out, const char *name, const char *value, ot_error *err) {
    const char *p = value;
    *out = app_parse_year(&p);
    if (*out && !*p) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--%s is \"%s\"; must be a year such as 2013",
                   "--%s 为“%s”；应为年份，例如 2013", name, value);
}
