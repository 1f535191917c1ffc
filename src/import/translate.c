#include "import/translate.h"

#include <string.h>

#include "base/number.h"

enum { DEEPEST = 150 }; /* outturn's own parser allows 200, signs and powers included */

typedef struct frame { /* an open parenthesis, or the whole */
    const char *fold;  /* "min" or "max", which take two arguments here; else NULL */
    size_t n_closing;  /* parentheses to close beside its own */
    size_t compared;   /* where the right side of a comparison begins in `out`; 0: none is open */
    int has_not;       /* before what is compared */
} frame;

typedef struct translation {
    ot_slice text;
    size_t at;
    const ot_naming *naming;
    ot_buffer *out;
    ot_error *err;
    frame open[DEEPEST + 1];
    size_t depth; /* of the last one in `open`; 0: the whole */
} translation;

typedef struct rewording {
    const char *theirs, *ours;
} rewording;

/* What is a function when "(" follows. FLOAT makes a number of a number. */
static const rewording FUNCTION[] = {{"LOG", "log"},
                                     {"EXP", "exp"},
                                     {"ABS", "abs"},
                                     {"SQRT", "sqrt"},
                                     {"SIN", "sin"},
                                     {"COS", "cos"},
                                     {"ATAN", "atan"},
                                     {"MIN", "min"},
                                     {"MAX", "max"},
                                     {"RECODE", "recode"},
                                     {"LOGIT_INVERSE", "invlogit"},
                                     {"FLOAT", ""},
                                     {"LOGIT", "logit"}};
static const rewording OPERATOR[] = {{"AND", "and"}, {"OR", "or"}, {"NOT", "not"}};
/* The longer one first. */
static const rewording SIGN[] = {
    {"**", "^"}, {"<=", "<="}, {">=", ">="}, {"<>", "!="}, {"!=", "!="}, {"==", "=="}, {"<", "<"},
    {">", ">"},  {"=", "=="},  {"^", "^"},   {"*", "*"},   {"/", "/"},   {"+", "+"},   {"-", "-"}};

#define FIND(list, name) find_word((list), sizeof(list) / sizeof *(list), (name))
static const char *find_word(const rewording *list, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].theirs, name) == 0) return list[i].ours;
    return NULL;
}

static char peek(const translation *t, size_t at) { return at < t->text.n ? t->text.s[at] : '\0'; }

static size_t skip_blanks(const translation *t, size_t at) {
    while (ot_is_blank(peek(t, at)))
        at++;
    return at;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static ot_slice rest(const translation *t) {
    return (ot_slice){t->text.s + t->at, t->text.n - t->at};
}

static ot_status strange(const translation *t) {
    const ot_slice r = rest(t);
    return ot_fail(t->err, OT_ERR_INPUT, "\"%.*s\" has no meaning in an expression",
                   "表达式中的“%.*s”没有意义", ot_slice_quoted(r), r.s);
}

/* Comparisons within comparisons double with each level. */
static ot_status too_long(const translation *t) {
    return ot_fail(t->err, OT_ERR_INPUT, "the expression is longer than %d characters",
                   "表达式超过 %d 个字符", (int)OT_IMPORT_MOST_TEXT);
}

static ot_slice name_at(const translation *t, size_t at) {
    size_t end = at;
    while (ot_is_name_character(peek(t, end)))
        end++;
    return (ot_slice){t->text.s + at, end - at};
}

/* The dot of 1.AND.2 belongs to the word. */
static ot_status take_number(translation *t) {
    const ot_slice r = rest(t);
    double value;
    size_t n = 0;
    if (!ot_number_parse(r.s, r.n, &value, &n)) return strange(t);
    if (n < r.n && ot_is_name_character(r.s[n])) {
        const int is_dotted = r.s[n - 1] == '.' && !is_digit(r.s[n]) && n > 1;
        if (!is_dotted) return strange(t);
        n--;
    }
    ot_buffer_add(t->out, r.s, n);
    t->at += n;
    return OT_OK;
}

/* A space, unless what is written begins or has one already. */
static void part(translation *t) {
    const ot_buffer *out = t->out;
    const char last = out->length > 0 ? out->data[out->length - 1] : '(';
    if (last != ' ' && last != '(') ot_buffer_text(t->out, " ");
}

/* ".AND." and its like, and the same without dots. */
static ot_status take_operator(translation *t, size_t n, const char *ours) {
    frame *f = &t->open[t->depth];
    f->compared = 0;
    f->has_not = strcmp(ours, "not") == 0;
    part(t);
    ot_buffer_text(t->out, ours);
    ot_buffer_text(t->out, " ");
    t->at = skip_blanks(t, t->at + n);
    return OT_OK;
}

static ot_status take_dotted(translation *t) {
    char name[OT_IMPORT_MOST_NAME + 1];
    const ot_slice slice = name_at(t, t->at + 1);
    const char *ours = ot_name_upper(slice, name) ? FIND(OPERATOR, name) : NULL;
    if (!ours || peek(t, t->at + 1 + slice.n) != '.') return strange(t);
    return take_operator(t, slice.n + 2, ours);
}

/* "(-2)" behind a variable: the years and where it ends; 0 when it is no such thing. */
static size_t lag_at(const translation *t, size_t at, char *sign, ot_slice *years) {
    size_t i = skip_blanks(t, at + 1);
    *sign = peek(t, i);
    if (*sign != '-' && *sign != '+') return 0;
    i = skip_blanks(t, i + 1);
    const size_t first = i;
    while (is_digit(peek(t, i)))
        i++;
    *years = (ot_slice){t->text.s + first, i - first};
    if (i == first) return 0;
    i = skip_blanks(t, i);
    return peek(t, i) == ')' ? i + 1 : 0;
}

static ot_status take_lag(translation *t, const char *name, size_t open) {
    char sign;
    ot_slice years;
    const size_t end = lag_at(t, open, &sign, &years);
    if (!end)
        return ot_fail(t->err, OT_ERR_INPUT, "the function %s is not supported", "不支持函数 %s",
                       name);
    while (years.n > 1 && years.s[0] == '0') {
        years.s++;
        years.n--;
    }
    const int is_now = years.n == 1 && years.s[0] == '0';
    if (sign == '+' && !is_now)
        return ot_fail(t->err, OT_ERR_INPUT, "leads are not supported: %s(+%.*s)",
                       "不支持超前值：%s(+%.*s)", name, ot_slice_quoted(years), years.s);
    if (!is_now) {
        ot_buffer_text(t->out, "(-");
        ot_buffer_add(t->out, years.s, years.n);
        ot_buffer_text(t->out, ")");
    }
    t->at = end;
    return OT_OK;
}

static ot_status take_variable(translation *t, const char *name, size_t open) {
    char sign;
    ot_slice years;
    const char *id = t->naming->find(t->naming->state, name);
    if (!id && (peek(t, open) != '(' || lag_at(t, open, &sign, &years)))
        return ot_fail(t->err, OT_ERR_INPUT, "%s has neither an equation nor data",
                       "%s 既没有方程，也没有数据", name);
    if (id) ot_buffer_text(t->out, id);
    return peek(t, open) == '(' ? take_lag(t, name, open) : OT_OK;
}

static ot_status push(translation *t, const char *fold) {
    if (t->depth == DEEPEST)
        return ot_fail(t->err, OT_ERR_INPUT, "parentheses are nested more than %d deep",
                       "括号嵌套超过 %d 层", (int)DEEPEST);
    t->open[++t->depth] = (frame){.fold = fold};
    ot_buffer_text(t->out, "(");
    t->at++;
    return OT_OK;
}

static ot_status take_name(translation *t) {
    char name[OT_IMPORT_MOST_NAME + 1];
    const ot_slice slice = name_at(t, t->at);
    if (!ot_name_upper(slice, name))
        return ot_fail(t->err, OT_ERR_INPUT, "the name %.*s... is longer than %d characters",
                       "名称 %.*s…… 超过 %d 个字符", ot_slice_quoted(slice), slice.s,
                       (int)OT_IMPORT_MOST_NAME);
    const char *operator= FIND(OPERATOR, name), *function = FIND(FUNCTION, name);
    if (operator) return take_operator(t, slice.n, operator);
    t->at += slice.n;
    const size_t open = skip_blanks(t, t->at);
    if (!function || peek(t, open) != '(') return take_variable(t, name, open);
    ot_buffer_text(t->out, function);
    t->at = open;
    const int is_fold = strcmp(function, "min") == 0 || strcmp(function, "max") == 0;
    return push(t, is_fold ? function : NULL);
}

static ot_status pop(translation *t) {
    if (t->depth == 0)
        return ot_fail(t->err, OT_ERR_INPUT, "\")\" without a \"(\" before it",
                       "多余的“)”，前面没有对应的“(”");
    for (size_t i = 0; i <= t->open[t->depth].n_closing; i++)
        ot_buffer_text(t->out, ")");
    t->depth--;
    t->at++;
    return OT_OK;
}

/* Is there another comma before the parenthesis at hand closes? */
static int has_comma_after(const translation *t, size_t at) {
    for (size_t depth = 0; at < t->text.n; at++) {
        const char c = t->text.s[at];
        if (c == ',' && depth == 0) return 1;
        if (c == ')' && depth == 0) return 0;
        if (c == '(') depth++;
        if (c == ')') depth--;
    }
    return 0;
}

/* min(a, b, c) is min(a, min(b, c)). */
static ot_status take_comma(translation *t) {
    frame *f = &t->open[t->depth];
    f->compared = 0;
    f->has_not = 0;
    ot_buffer_text(t->out, ", ");
    t->at = skip_blanks(t, t->at + 1);
    if (f->fold && has_comma_after(t, t->at)) {
        ot_buffer_format(t->out, "%s(", f->fold);
        f->n_closing++;
    }
    return OT_OK;
}

/* a < b < c is a < b and b < c. */
static ot_status take_comparison(translation *t, const char *sign) {
    frame *f = &t->open[t->depth];
    if (f->compared && f->has_not)
        return ot_fail(t->err, OT_ERR_INPUT,
                       "\"not\" before comparisons that follow each other is not supported",
                       "不支持在连写的比较之前使用“not”");
    const size_t from = f->compared, to = t->out->length;
    if (from && !t->out->failed) {
        ot_buffer copy = {0};
        ot_buffer_add(&copy, t->out->data + from, to - from);
        ot_buffer_text(t->out, " and ");
        ot_buffer_add(t->out, copy.data ? copy.data : "", copy.length);
        t->out->failed |= copy.failed;
        ot_buffer_clear(&copy);
    }
    ot_buffer_text(t->out, sign);
    f->compared = t->out->length;
    return OT_OK;
}

static int is_comparison(const char *sign) { return strchr("<>=!", sign[0]) != NULL; }

static ot_status take_sign(translation *t) {
    for (size_t i = 0; i < sizeof SIGN / sizeof *SIGN; i++) {
        const size_t n = strlen(SIGN[i].theirs);
        if (t->text.n - t->at < n || memcmp(t->text.s + t->at, SIGN[i].theirs, n) != 0) continue;
        t->at += n;
        if (is_comparison(SIGN[i].ours)) return take_comparison(t, SIGN[i].ours);
        ot_buffer_text(t->out, SIGN[i].ours);
        return OT_OK;
    }
    return strange(t);
}

/* Runs of blanks are one space. */
static ot_status take_blanks(translation *t) {
    t->at = skip_blanks(t, t->at);
    part(t);
    return OT_OK;
}

static ot_status take(translation *t) {
    const char c = peek(t, t->at);
    if (ot_is_blank(c)) return take_blanks(t);
    if (is_digit(c) || (c == '.' && is_digit(peek(t, t->at + 1)))) return take_number(t);
    if (c == '.') return take_dotted(t);
    if (ot_is_name_character(c)) return take_name(t);
    if (c == '(') return push(t, NULL);
    if (c == ')') return pop(t);
    return c == ',' ? take_comma(t) : take_sign(t);
}

ot_status ot_translate(ot_slice text, const ot_naming *naming, ot_buffer *out, ot_error *err) {
    translation t = {.text = ot_slice_trim(text), .naming = naming, .out = out, .err = err};
    ot_status status = OT_OK;
    while (!status && t.at < t.text.n) {
        status = take(&t);
        if (!status && out->length > OT_IMPORT_MOST_TEXT) status = too_long(&t);
    }
    if (!status && t.depth > 0)
        status =
            ot_fail(err, OT_ERR_INPUT, "\"(\" without a \")\" behind it", "有“(”而没有对应的“)”");
    return status;
}
