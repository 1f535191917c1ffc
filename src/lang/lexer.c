#include "lang/lexer.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

ot_status ot_text_fault(const ot_text *text, size_t offset, ot_error *err, ot_status status) {
    const ot_place place = ot_text_place(text, offset);
    ot_error_locate(err, place.file ? place.file : "", place.line, place.column);
    return status;
}

static const struct {
    const char *text;
    ot_sign sign;
} SIGN[] = {
    /* the longer one first */
    {"<=", OT_SIGN_LE},   {">=", OT_SIGN_GE},    {"==", OT_SIGN_EQ},   {"!=", OT_SIGN_NE},
    {"<>", OT_SIGN_NE},   {"&&", OT_SIGN_AND},   {"||", OT_SIGN_OR},   {"<", OT_SIGN_LT},
    {">", OT_SIGN_GT},    {"=", OT_SIGN_ASSIGN}, {"!", OT_SIGN_NOT},   {"+", OT_SIGN_PLUS},
    {"-", OT_SIGN_MINUS}, {"*", OT_SIGN_TIMES},  {"/", OT_SIGN_OVER},  {"^", OT_SIGN_POWER},
    {"(", OT_SIGN_OPEN},  {")", OT_SIGN_CLOSE},  {",", OT_SIGN_COMMA},
};

static const struct {
    const char *text;
    ot_sign sign;
} WORD_SIGN[] = {{"and", OT_SIGN_AND}, {"or", OT_SIGN_OR}, {"not", OT_SIGN_NOT}};

/* Chinese, Japanese and Korean letters and ideographs; not punctuation or full-width forms. */
static int is_cjk(uint32_t c) {
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0x3040 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3) || c == 0x3007 ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3134F);
}

static int is_letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_cjk(c);
}

static int is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* Bytes of the name that starts at s; 0: none does. */
static size_t name_length(const char *s, size_t n) {
    size_t used = 0;
    while (used < n) {
        size_t length;
        const uint32_t c = ot_utf8_decode(s + used, n - used, &length);
        if (!is_letter(c) && !(used > 0 && is_digit(c))) break;
        used += length;
    }
    return used;
}

/* Percent, per mille, or the longest name of a unit that directly follows a number. */
static size_t unit_length(const char *s, size_t n, const ot_unit **unit) {
    size_t length = 0;
    if (n > 0 && *s == '%')
        length = 1;
    else if (n >= 3 && memcmp(s, "‰", 3) == 0)
        length = 3;
    else
        length = name_length(s, n);
    *unit = length ? ot_unit_find(s, length) : NULL;
    return length;
}

static ot_status number(const ot_text *text, ot_token *t, ot_error *err) {
    const char *s = text->s + t->start;
    const size_t n = text->length - t->start;
    if (!ot_number_parse(s, n, &t->number, &t->length) || !isfinite(t->number))
        return ot_text_fault(text, t->start, err,
                             ot_fail(err, OT_ERR_INPUT,
                                     "a number that is too large or not complete",
                                     "数字过大或不完整"));
    t->kind = OT_TOKEN_NUMBER;
    const size_t length = unit_length(s + t->length, n - t->length, &t->unit);
    if (length && !t->unit)
        return ot_text_fault(
            text, t->start + t->length, err,
            ot_fail(err, OT_ERR_INPUT,
                    "\"%.*s\" directly after a number is not a unit; write * to multiply",
                    "数字后紧跟的“%.*s”不是单位；相乘请写 *", (int)(length < 60 ? length : 60),
                    s + t->length));
    if (t->unit) t->number *= ot_unit_inside(t->unit);
    t->length += length;
    return OT_OK;
}

static ot_status strange(const ot_text *text, const ot_token *t, ot_error *err) {
    const char *s = text->s + t->start;
    size_t length;
    const uint32_t c = ot_utf8_decode(s, text->length - t->start, &length);
    const int is_full_width = (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x3000 && c <= 0x303F) ||
                              (c >= 0x2018 && c <= 0x201F) || c == 0xD7 || c == 0xF7 || c == 0x2212;
    if (c == UINT32_MAX)
        (void)ot_fail(err, OT_ERR_INPUT, "bytes that are not UTF-8", "不是 UTF-8 编码的字节");
    else if (is_full_width)
        (void)ot_fail(err, OT_ERR_INPUT,
                      "\"%.*s\" is a full-width or typographic character; write ASCII in equations",
                      "“%.*s”是全角或排版字符；方程中请用半角字符", (int)length, s);
    else if (c < 0x20)
        (void)ot_fail(err, OT_ERR_INPUT, "control character %u in an equation",
                      "方程中有控制字符 %u", (unsigned)c);
    else
        (void)ot_fail(err, OT_ERR_INPUT, "\"%.*s\" has no meaning in an equation",
                      "方程中不能使用“%.*s”", (int)length, s);
    return ot_text_fault(text, t->start, err, OT_ERR_INPUT);
}

static int take_sign(const char *s, size_t n, ot_token *t) {
    for (size_t i = 0; i < sizeof SIGN / sizeof *SIGN; i++) {
        const size_t length = strlen(SIGN[i].text);
        if (length > n || memcmp(s, SIGN[i].text, length) != 0) continue;
        t->kind = OT_TOKEN_SIGN;
        t->sign = SIGN[i].sign;
        t->length = length;
        return 1;
    }
    return 0;
}

ot_status ot_token_next(const ot_text *text, size_t from, ot_token *out, ot_error *err) {
    while (from < text->length && strchr(" \t\r\n", text->s[from]) && text->s[from])
        from++;
    ot_token t = {.kind = OT_TOKEN_END, .start = from};
    const char *s = text->s + from;
    const size_t n = text->length - from;
    ot_status status = OT_OK;
    if (n == 0) {
        *out = t;
        return OT_OK;
    }
    if (is_digit((unsigned char)*s) || (*s == '.' && n > 1 && is_digit((unsigned char)s[1]))) {
        status = number(text, &t, err);
    } else if ((t.length = name_length(s, n)) > 0) {
        t.kind = OT_TOKEN_NAME;
        for (size_t i = 0; i < sizeof WORD_SIGN / sizeof *WORD_SIGN; i++)
            if (strlen(WORD_SIGN[i].text) == t.length &&
                memcmp(s, WORD_SIGN[i].text, t.length) == 0) {
                t.kind = OT_TOKEN_SIGN;
                t.sign = WORD_SIGN[i].sign;
            }
    } else if (!take_sign(s, n, &t)) {
        status = strange(text, &t, err);
    }
    if (!status) *out = t;
    return status;
}
