#include "config/lexer.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static int is_digit(char c) { return c >= '0' && c <= '9'; }

static ot_status at(ot_place place, ot_error *err) {
    ot_error_locate(err, place.file, place.line, place.column);
    return OT_ERR_INPUT;
}

/* The place of text[offset]. */
static ot_place place_of(const char *file, const char *text, size_t offset) {
    ot_place place = {file, 1, 1};
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80)
            place.column++;
    }
    return place;
}

static ot_status check_control(const char *file, const char *text, size_t n, ot_error *err) {
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)text[i];
        const int lone_return = c == '\r' && (i + 1 == n || text[i + 1] != '\n');
        if (c >= 0x20 && c != 0x7F) continue;
        if (c == '\t' || c == '\n' || (c == '\r' && !lone_return)) continue;
        if (c == '\0')
            ot_fail(err, OT_ERR_INPUT, "a NUL byte; a model file is UTF-8 text",
                    "含有 NUL 字节；模型文件应为 UTF-8 文本");
        else if (c == '\r')
            ot_fail(err, OT_ERR_INPUT, "a carriage return without a line feed; end lines with LF",
                    "回车符之后没有换行符；请用 LF 换行");
        else
            ot_fail(err, OT_ERR_INPUT, "control character 0x%02X; delete it",
                    "含有控制字符 0x%02X；请删除", (unsigned)c);
        return at(place_of(file, text, i), err);
    }
    return OT_OK;
}

/* By its mark, or by the zero half of an ASCII character. */
static int is_utf16(const char *text, size_t n) {
    if (n < 2) return 0;
    return memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0 ||
           (text[0] == '\0') != (text[1] == '\0');
}

ot_status ot_bytes_check(const char *file, const char *text, size_t n, size_t *skip,
                         ot_error *err) {
    const ot_place start = {file, 1, 1};
    *skip = 0;
    if (is_utf16(text, n)) {
        ot_fail(err, OT_ERR_INPUT, "the file is UTF-16; save it as UTF-8",
                "文件编码是 UTF-16；请另存为 UTF-8");
        return at(start, err);
    }
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) *skip = 3;
    text += *skip;
    n -= *skip;
    const size_t bad = ot_utf8_check(text, n);
    if (bad < n) {
        ot_fail(err, OT_ERR_INPUT, "byte 0x%02X is not UTF-8; save the file as UTF-8",
                "字节 0x%02X 不是 UTF-8 编码；请将文件另存为 UTF-8",
                (unsigned)(unsigned char)text[bad]);
        return at(place_of(file, text, bad), err);
    }
    return check_control(file, text, n, err);
}

void ot_lexer_init(ot_lexer *lexer, const char *file, const char *text, size_t n) {
    *lexer = (ot_lexer){.at = text, .end = text + n, .place = {file, 1, 1}};
}

static size_t rest(const ot_lexer *lexer) { return (size_t)(lexer->end - lexer->at); }
static int starts(const ot_lexer *lexer, const char *text) {
    const size_t n = strlen(text);
    return rest(lexer) >= n && memcmp(lexer->at, text, n) == 0;
}

static void advance(ot_lexer *lexer, size_t n) {
    for (const char *stop = lexer->at + n; lexer->at < stop; lexer->at++) {
        if (*lexer->at == '\n') {
            lexer->place.line++;
            lexer->place.column = 1;
        } else if (((unsigned char)*lexer->at & 0xC0) != 0x80)
            lexer->place.column++;
    }
}

static void skip_line(ot_lexer *lexer) {
    const char *end = memchr(lexer->at, '\n', rest(lexer));
    advance(lexer, end ? (size_t)(end - lexer->at) : rest(lexer));
}

static ot_status skip_comment(ot_lexer *lexer, ot_error *err) {
    const ot_place start = lexer->place;
    advance(lexer, 2);
    while (lexer->at < lexer->end && !starts(lexer, "*/"))
        advance(lexer, 1);
    if (lexer->at == lexer->end) {
        ot_fail(err, OT_ERR_INPUT, "the comment that begins here with /* is never closed",
                "从这里开始的注释 /* 没有结束");
        return at(start, err);
    }
    advance(lexer, 2);
    return OT_OK;
}

static ot_status skip_blank(ot_lexer *lexer, ot_error *err) {
    while (lexer->at < lexer->end) {
        if (strchr(" \t\r\n", *lexer->at))
            advance(lexer, 1);
        else if (*lexer->at == '#' || starts(lexer, "//"))
            skip_line(lexer);
        else if (starts(lexer, "/*")) {
            const ot_status status = skip_comment(lexer, err);
            if (status) return status;
        } else
            break;
    }
    return OT_OK;
}

/* The ASCII character that a full-width one was meant to be; 0: none. */
static char narrow(uint32_t c) {
    static const struct {
        uint32_t wide;
        char narrow;
    } table[] = {{0x3000, ' '}, {0x00A0, ' '}, {0x3001, ','}, {0x201C, '"'}, {0x201D, '"'},
                 {0x2018, '"'}, {0x2019, '"'}, {0x300C, '"'}, {0x300D, '"'}, {0x3008, '('},
                 {0x3009, ')'}, {0x3010, '('}, {0x3011, ')'}, {0x3014, '('}, {0x3015, ')'},
                 {0x3002, '.'}, {0x2212, '-'}, {0x2013, '-'}, {0x2014, '-'}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].wide == c) return table[i].narrow;
    return c >= 0xFF01 && c <= 0xFF5E ? (char)(c - 0xFEE0) : '\0'; /* full-width ASCII */
}

static ot_status refuse_foreign(const ot_lexer *lexer, ot_error *err) {
    size_t n;
    const uint32_t c = ot_utf8_decode(lexer->at, rest(lexer), &n);
    const char ascii = narrow(c);
    if (ascii == ' ')
        ot_fail(err, OT_ERR_INPUT, "a full-width or no-break space (U+%04X); write a plain space",
                "含有全角或不换行空格（U+%04X）；请改为半角空格", (unsigned)c);
    else if (ascii == '"' && c < 0xFF00)
        ot_fail(err, OT_ERR_INPUT, "a curly quote (U+%04X); write a plain one, \"",
                "含有弯引号或直角引号（U+%04X）；请改为半角双引号 \"", (unsigned)c);
    else if (ascii)
        ot_fail(err, OT_ERR_INPUT, "\"%.*s\" is full-width; write %c",
                "“%.*s”是全角字符；请改为半角的 %c", (int)n, lexer->at, ascii);
    else if (c == 0xFEFF || (c >= 0x200B && c <= 0x200F))
        ot_fail(err, OT_ERR_INPUT, "an invisible character (U+%04X); delete it",
                "含有不可见字符（U+%04X）；请删除", (unsigned)c);
    else {
        size_t length = 0, step;
        while (length < rest(lexer) && length < 60 && (unsigned char)lexer->at[length] >= 0x80 &&
               !narrow(ot_utf8_decode(lexer->at + length, rest(lexer) - length, &step)))
            length += step;
        ot_fail(err, OT_ERR_INPUT,
                "\"%.*s\" stands outside of quotes; keys are ASCII (give Chinese names as alias "
                "or label), texts stand in double quotes",
                "“%.*s”在引号之外；键只能用 ASCII 字符（中文名写在 alias 或 label "
                "中），文本要放在双引号内",
                (int)length, lexer->at);
    }
    return at(lexer->place, err);
}

static ot_status refuse_ascii(const ot_lexer *lexer, ot_error *err) {
    const char c = *lexer->at;
    if (starts(lexer, "@include"))
        ot_fail(err, OT_ERR_INPUT, "@include is not used; a model is one file",
                "不支持 @include；一个模型就是一个文件");
    else if (c == '[' || c == ']')
        ot_fail(err, OT_ERR_INPUT, "arrays [ ] are not used; write a list ( )",
                "不使用数组 [ ]；请写成列表 ( )");
    else if (c == '\'')
        ot_fail(err, OT_ERR_INPUT, "texts stand in double quotes \"...\"",
                "文本要放在双引号 \"...\" 内");
    else if (c == '%')
        ot_fail(err, OT_ERR_INPUT, "no %% after a number; the key unit says what it counts",
                "数字后不写 %%；单位由 unit 说明");
    else
        ot_fail(err, OT_ERR_INPUT, "unexpected \"%c\"", "此处不应出现“%c”", c);
    return at(lexer->place, err);
}

static ot_status read_string(ot_lexer *lexer, ot_config_token *token, ot_error *err) {
    const char *p = lexer->at + 1;
    for (; p < lexer->end && *p != '"' && *p != '\n'; p++) {
        if (*p != '\\') continue;
        if (p + 1 < lexer->end && (p[1] == '"' || p[1] == '\\')) {
            p++;
            continue;
        }
        ot_fail(err, OT_ERR_INPUT, "a backslash in a text is written \\\\, a double quote \\\"",
                "文本中的反斜杠写作 \\\\，双引号写作 \\\"");
        advance(lexer, (size_t)(p - lexer->at));
        return at(lexer->place, err);
    }
    if (p == lexer->end || *p == '\n') {
        ot_fail(err, OT_ERR_INPUT,
                "the text that begins here is not closed on its line; a long text is written in "
                "pieces, \"...\" \"...\"",
                "从这里开始的文本在本行没有结束；长文本请分段书写：\"...\" \"...\"");
        return at(lexer->place, err);
    }
    token->kind = OT_CONFIG_TOKEN_STRING;
    token->length = (size_t)(p + 1 - lexer->at);
    return OT_OK;
}

/* Whole numbers by hand: libconfig lets them wrap around. */
static int read_integer(const char *text, size_t n, int64_t *out) {
    const int minus = text[0] == '-';
    uint64_t value = 0;
    const uint64_t most = minus ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    for (size_t i = (text[0] == '-' || text[0] == '+'); i < n; i++) {
        const uint64_t digit = (uint64_t)(text[i] - '0');
        if (value > (most - digit) / 10) return 0;
        value = value * 10 + digit;
    }
    *out = minus ? (int64_t)(0 - value) : (int64_t)value;
    return 1;
}

static size_t number_length(const ot_lexer *lexer) {
    size_t n = 1;
    for (const char *p = lexer->at; n < rest(lexer); n++) {
        const int sign = (p[n] == '+' || p[n] == '-') && (p[n - 1] == 'e' || p[n - 1] == 'E');
        if (!is_digit(p[n]) && !is_letter(p[n]) && p[n] != '.' && p[n] != '_' && !sign) break;
    }
    return n;
}

static ot_status read_number(ot_lexer *lexer, ot_config_token *token, ot_error *err) {
    const char *text = lexer->at;
    const size_t n = number_length(lexer);
    const int shown = n < 40 ? (int)n : 40;
    size_t used = 0, digits = text[0] == '-' || text[0] == '+';
    if (!ot_number_parse(text, n, &token->number, &used) || used != n) {
        ot_fail(err, OT_ERR_INPUT, "\"%.*s\" is not a number; write digits, a point, an exponent",
                "“%.*s”不是数值；可写数字、小数点和指数", shown, text);
        return at(lexer->place, err);
    }
    while (digits < n && is_digit(text[digits]))
        digits++;
    token->is_integer = digits == n;
    if (!isfinite(token->number) ||
        (token->is_integer && !read_integer(text, n, &token->integer))) {
        ot_fail(err, OT_ERR_INPUT, "%.*s is too large a number", "数值 %.*s 过大", shown, text);
        return at(lexer->place, err);
    }
    token->kind = OT_CONFIG_TOKEN_NUMBER;
    token->length = n;
    return OT_OK;
}

static size_t name_length(const ot_lexer *lexer) {
    size_t n = 1;
    while (n < rest(lexer) && (is_letter(lexer->at[n]) || is_digit(lexer->at[n]) ||
                               lexer->at[n] == '_' || lexer->at[n] == '-' || lexer->at[n] == '*'))
        n++;
    return n;
}

ot_status ot_lexer_next(ot_lexer *lexer, ot_config_token *token, ot_error *err) {
    ot_status status = skip_blank(lexer, err);
    if (status) return status;
    *token =
        (ot_config_token){.kind = OT_CONFIG_TOKEN_END, .start = lexer->at, .place = lexer->place};
    if (lexer->at == lexer->end) return OT_OK;
    const char c = *lexer->at;
    if ((unsigned char)c >= 0x80) return refuse_foreign(lexer, err);
    if (c == '"')
        status = read_string(lexer, token, err);
    else if (is_digit(c) || c == '.' || c == '-' || c == '+')
        status = read_number(lexer, token, err);
    else if (is_letter(c) || c == '_' || c == '*') {
        token->kind = OT_CONFIG_TOKEN_NAME;
        token->length = name_length(lexer);
    } else if (strchr("=:;,{}()", c)) {
        token->kind = OT_CONFIG_TOKEN_MARK;
        token->length = 1;
    } else
        status = refuse_ascii(lexer, err);
    if (!status) advance(lexer, token->length);
    return status;
}

int ot_config_token_is(const ot_config_token *token, char mark) {
    return token->kind == OT_CONFIG_TOKEN_MARK && *token->start == mark;
}

void ot_config_token_unescape(const ot_config_token *string, char *text, size_t *length,
                              ot_text_piece *piece, size_t *n_pieces) {
    const char *p = string->start + 1, *end = string->start + string->length - 1;
    ot_place place = string->place;
    int begins = 1;
    place.column++; /* behind the quote */
    if (p == end) begins = 0;
    for (; p < end; p++) {
        const int escape = *p == '\\';
        if (begins || escape) {
            if (piece) piece[*n_pieces] = (ot_text_piece){*length, place};
            ++*n_pieces;
        }
        begins = escape;
        if (escape) {
            p++;
            place.column++;
        }
        if (text) text[*length] = *p;
        ++*length;
        if (((unsigned char)*p & 0xC0) != 0x80) place.column++;
    }
}
