#include "lang/lexer.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

ot_status ot_text_fault(const ot_text *text, size_t offset, ot_status status, ot_error *err) {
    const ot_place place = ot_text_place(text, offset);
    ot_error_locate(err, place.file, place.line, place.column);
    return status;
}

int ot_text_quoted(const char *s, size_t n) {
    enum { MOST = 60 };
    size_t used = 0, length;
    for (; used < n && used < MOST; used += length)
        (void)ot_utf8_decode(s + used, n - used, &length);
    return (int)used;
}

/* What is left of the text from an offset on. */
typedef struct rest {
    const char *s;
    size_t n;
} rest;

static rest rest_at(const ot_text *text, size_t offset) {
    return (rest){text->s + offset, text->length - offset};
}

static int begins_with(rest r, const char *text) {
    const size_t n = strlen(text);
    return n <= r.n && memcmp(r.s, text, n) == 0;
}

static int is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* Bytes of the name that stands here; 0: none does. */
static size_t name_length(rest r) {
    size_t used = 0, length;
    while (used < r.n) {
        const uint32_t c = ot_utf8_decode(r.s + used, r.n - used, &length);
        if (!ot_utf8_is_letter(c) && c != '_' && !(used > 0 && is_digit(c))) break;
        used += length;
    }
    return used;
}

/* Printed units may have a slash or parentheses: 公斤/亩, 万头（只）. ASCII ones only letters. */
static size_t printed_length(rest r) {
    enum { MOST = 60 }; /* bytes of the longest printed unit, generously */
    size_t used = 0, length;
    while (used < r.n && used < MOST) {
        const uint32_t c = ot_utf8_decode(r.s + used, r.n - used, &length);
        const int is_joint = used > 0 && (c == '/' || c == 0xFF08 || c == 0xFF09);
        if (!ot_utf8_is_letter(c) && c != '_' && !is_joint && !(used > 0 && is_digit(c))) break;
        used += length;
    }
    return (unsigned char)*r.s < 0x80 ? name_length(r) : used;
}

/* Bytes of the unit that directly follows a number, the longest that ends where a name may end. */
static size_t unit_length(rest r, const ot_unit **unit) {
    *unit = NULL;
    if (r.n == 0) return 0;
    const size_t sign = begins_with(r, "%") ? 1 : begins_with(r, "‰") ? strlen("‰") : 0;
    for (size_t n = sign ? sign : printed_length(r); n > 0; n--) {
        const rest after = {r.s + n, r.n - n};
        if (n < r.n && ((unsigned char)*after.s & 0xC0) == 0x80) continue; /* inside a character */
        if (!sign && n < r.n && (name_length(after) > 0 || is_digit((unsigned char)*after.s)))
            continue;
        *unit = ot_unit_find(r.s, n);
        if (*unit) return n;
    }
    return 0;
}

/* A name directly behind a number. */
static ot_status no_unit(const ot_text *text, size_t offset, ot_error *err) {
    const rest r = rest_at(text, offset);
    char name[64 + 1];
    const int n = ot_text_quoted(r.s, name_length(r));
    memcpy(name, r.s, (size_t)n);
    name[n] = '\0';
    const char *near = ot_unit_nearest(name);
    if (near)
        (void)ot_fail(err, OT_ERR_INPUT,
                      "\"%s\" directly after a number is no unit; did you mean \"%s\"?",
                      "数字后紧跟的“%s”不是单位；是否指“%s”？", name, near);
    else
        (void)ot_fail(err, OT_ERR_INPUT,
                      "\"%s\" directly after a number is no unit; write * to multiply",
                      "数字后紧跟的“%s”不是单位；相乘请写 *", name);
    return ot_text_fault(text, offset, OT_ERR_INPUT, err);
}

static ot_status take_number(const ot_text *text, ot_token *t, ot_error *err) {
    const rest r = rest_at(text, t->start);
    t->kind = OT_TOKEN_NUMBER;
    if (!ot_number_parse(r.s, r.n, &t->number, &t->length) || !isfinite(t->number)) {
        (void)ot_fail(err, OT_ERR_INPUT, "the number %.*s is too large; the largest is 1.8e308",
                      "数字 %.*s 过大；最大为 1.8e308", ot_text_quoted(r.s, t->length), r.s);
        return ot_text_fault(text, t->start, OT_ERR_INPUT, err);
    }
    const size_t end = t->start + t->length, n = unit_length(rest_at(text, end), &t->unit);
    if (!t->unit && name_length(rest_at(text, end)) > 0) return no_unit(text, end, err);
    /* 2.5% is the double nearest to 0.025, which 2.5 * 0.01 need not be. */
    if (t->unit) t->number /= round(1.0 / ot_unit_inside(t->unit));
    t->length += n;
    return OT_OK;
}

static const struct {
    const char *text;
    ot_sign sign;
} SIGN[] = {
    /* the longer one first */
    {"<=", OT_SIGN_LE},    {">=", OT_SIGN_GE},        {"==", OT_SIGN_EQ},
    {"!=", OT_SIGN_NE},    {"<>", OT_SIGN_NE},        {"&&", OT_SIGN_AND},
    {"||", OT_SIGN_OR},    {"<", OT_SIGN_LT},         {">", OT_SIGN_GT},
    {"=", OT_SIGN_ASSIGN}, {"!", OT_SIGN_NOT},        {"+", OT_SIGN_PLUS},
    {"-", OT_SIGN_MINUS},  {"*", OT_SIGN_TIMES},      {"/", OT_SIGN_OVER},
    {"^", OT_SIGN_POWER},  {"(", OT_SIGN_OPEN},       {")", OT_SIGN_CLOSE},
    {",", OT_SIGN_COMMA},  {"[", OT_SIGN_OPEN_INDEX}, {"]", OT_SIGN_CLOSE_INDEX},
};

static int take_sign(rest r, ot_token *t) {
    for (size_t i = 0; i < sizeof SIGN / sizeof *SIGN; i++) {
        if (!begins_with(r, SIGN[i].text)) continue;
        t->kind = OT_TOKEN_SIGN;
        t->sign = SIGN[i].sign;
        t->length = strlen(SIGN[i].text);
        return 1;
    }
    return 0;
}

static void take_name(rest r, ot_token *t) {
    static const struct {
        const char *text;
        ot_sign sign;
    } word[] = {{"and", OT_SIGN_AND}, {"or", OT_SIGN_OR}, {"not", OT_SIGN_NOT}};
    t->kind = OT_TOKEN_NAME;
    t->length = name_length(r);
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strlen(word[i].text) == t->length && begins_with(r, word[i].text)) {
            t->kind = OT_TOKEN_SIGN;
            t->sign = word[i].sign;
        }
}

/* Habits of other programs and keyboards, and what is written here. */
static const struct {
    const char *theirs, *ours;
} HABIT[] = {{"**", "^"}, {":=", "="}, {"~", "="},  {"{", "("},  {"}", ")"},  {"&", "and"},
             {"|", "or"}, {"×", "*"},  {"·", "*"},  {"⋅", "*"},  {"∗", "*"},  {"÷", "/"},
             {"∕", "/"},  {"−", "-"},  {"–", "-"},  {"—", "-"},  {"≤", "<="}, {"≥", ">="},
             {"≦", "<="}, {"≧", ">="}, {"≠", "!="}, {"、", ","}, {"。", "."}, {"【", "["},
             {"】", "]"}, {"〔", "("}, {"〕", ")"}};

/* What to write in the place of what stands here, of `length` bytes; NULL: nothing is known. */
static const char *remedy(rest r, char ascii[2], size_t *length) {
    const uint32_t c = ot_utf8_decode(r.s, r.n, length);
    if (c >= 0xFF01 && c <= 0xFF5E) { /* full-width forms of ASCII */
        ascii[0] = (char)(c - 0xFF01 + '!');
        ascii[1] = '\0';
        return ascii;
    }
    for (size_t i = 0; i < sizeof HABIT / sizeof *HABIT; i++)
        if (begins_with(r, HABIT[i].theirs)) {
            *length = strlen(HABIT[i].theirs);
            return HABIT[i].ours;
        }
    return NULL;
}

static int is_strange_space(uint32_t c) {
    return c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x2060 || c == 0x3000 ||
           c == 0xFEFF;
}

static ot_status refuse(const ot_text *text, size_t offset, ot_error *err) {
    const rest r = rest_at(text, offset);
    char ascii[2];
    size_t length;
    const uint32_t c = ot_utf8_decode(r.s, r.n, &length);
    const char *ours = remedy(r, ascii, &length);
    if (ours && c < 0x80)
        (void)ot_fail(err, OT_ERR_INPUT, "\"%.*s\" cannot stand in an equation; write \"%s\"",
                      "方程中不能使用“%.*s”；请写“%s”", (int)length, r.s, ours);
    else if (ours)
        (void)ot_fail(err, OT_ERR_INPUT, "\"%.*s\" is not ASCII; write \"%s\" in equations",
                      "“%.*s”不是半角字符；方程中请写半角的“%s”", (int)length, r.s, ours);
    else if (c == UINT32_MAX)
        (void)ot_fail(err, OT_ERR_INPUT, "byte 0x%02X is not UTF-8", "字节 0x%02X 不是 UTF-8 编码",
                      (unsigned)(unsigned char)*r.s);
    else if (is_strange_space(c))
        (void)ot_fail(err, OT_ERR_INPUT,
                      "U+%04X is a space that is not ASCII; write an ordinary one",
                      "U+%04X 不是半角空格；请改用普通空格", (unsigned)c);
    else if (c < 0x20 || c == 0x7F)
        (void)ot_fail(err, OT_ERR_INPUT, "control character U+%04X in an equation",
                      "方程中有控制字符 U+%04X", (unsigned)c);
    else if (c == '%' || c == 0x2030)
        (void)ot_fail(err, OT_ERR_INPUT,
                      "\"%.*s\" can only stand directly behind a number, as in 2.5%%",
                      "“%.*s”只能紧跟在数字之后，如 2.5%%", (int)length, r.s);
    else
        (void)ot_fail(err, OT_ERR_INPUT, "\"%.*s\" has no meaning in an equation",
                      "“%.*s”在方程中没有意义", (int)length, r.s);
    return ot_text_fault(text, offset, OT_ERR_INPUT, err);
}

static int is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

ot_status ot_token_next(const ot_text *text, size_t from, ot_token *out, ot_error *err) {
    while (from < text->length && is_space(text->s[from]))
        from++;
    ot_token t = {.kind = OT_TOKEN_END, .start = from};
    const rest r = rest_at(text, from);
    ot_status status = OT_OK;
    if (r.n == 0)
        ; /* the end */
    else if (is_digit((unsigned char)r.s[0]) ||
             (r.s[0] == '.' && r.n > 1 && is_digit((unsigned char)r.s[1])))
        status = take_number(text, &t, err);
    else if (name_length(r) > 0)
        take_name(r, &t);
    else if (begins_with(r, "**") || !take_sign(r, &t))
        status = refuse(text, from, err);
    if (!status) *out = t;
    return status;
}
