#include "import/frml.h"

#include <string.h>

#include "base/utf8.h"

enum { MOST_QUOTED = 80 };

char ot_ascii_upper(char c) { return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); }

int ot_is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

int ot_is_name_character(char c) {
    const char u = ot_ascii_upper(c);
    return (u >= 'A' && u <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

int ot_slice_quoted(ot_slice slice) {
    size_t used = 0, length;
    for (; used < slice.n && used < MOST_QUOTED; used += length)
        (void)ot_utf8_decode(slice.s + used, slice.n - used, &length);
    return (int)used;
}

ot_slice ot_slice_trim(ot_slice slice) {
    while (slice.n > 0 && ot_is_blank(slice.s[0])) {
        slice.s++;
        slice.n--;
    }
    while (slice.n > 0 && ot_is_blank(slice.s[slice.n - 1]))
        slice.n--;
    return slice;
}

static int is_word(ot_slice slice, const char *word) {
    if (strlen(word) != slice.n) return 0;
    for (size_t i = 0; i < slice.n; i++)
        if (ot_ascii_upper(slice.s[i]) != word[i]) return 0;
    return 1;
}

int ot_frml_has(const ot_frml *frml, const char *flag) {
    const ot_slice flags = frml->flags;
    for (size_t from = 0, to; from < flags.n; from = to + 1) {
        for (to = from; to < flags.n && flags.s[to] != ','; to++)
            ;
        if (is_word(ot_slice_trim((ot_slice){flags.s + from, to - from}), flag)) return 1;
    }
    return 0;
}

int ot_name_upper(ot_slice slice, char name[OT_IMPORT_MOST_NAME + 1]) {
    if (slice.n > OT_IMPORT_MOST_NAME) return 0;
    for (size_t i = 0; i < slice.n; i++)
        name[i] = ot_ascii_upper(slice.s[i]);
    name[slice.n] = '\0';
    return 1;
}

static size_t find(ot_slice slice, char c) {
    const char *found = slice.n > 0 ? memchr(slice.s, c, slice.n) : NULL;
    return found ? (size_t)(found - slice.s) : slice.n;
}

static ot_slice behind(ot_slice slice, size_t n) {
    return ot_slice_trim((ot_slice){slice.s + n, slice.n - n});
}

static size_t word_length(ot_slice slice) {
    size_t n = 0;
    while (n < slice.n && ot_is_name_character(slice.s[n]))
        n++;
    return n;
}

/* "<DAMP,STOC>", or a name, which goes before the left side. Hands back what follows. */
static ot_status take_flags(ot_slice rest, ot_frml *out, ot_slice *left, ot_error *err) {
    const int is_bracket = rest.n > 0 && rest.s[0] == '<';
    const size_t n = is_bracket ? find(rest, '>') : word_length(rest);
    *left = rest;
    if (is_bracket && n == rest.n)
        return ot_fail(err, OT_ERR_INPUT, "the flags of \"%.*s\" have no \">\" at their end",
                       "“%.*s”的标记缺少结尾的“>”", ot_slice_quoted(rest), rest.s);
    const ot_slice after = behind(rest, is_bracket ? n + 1 : n);
    if (!is_bracket && word_length(after) == 0) return OT_OK; /* the word is the left side */
    out->flags = is_bracket ? (ot_slice){rest.s + 1, n - 1} : (ot_slice){rest.s, n};
    *left = after;
    return OT_OK;
}

static ot_status take_sides(ot_slice rest, ot_frml *out, ot_error *err) {
    const size_t equals = find(rest, '=');
    out->all = rest;
    out->left = ot_slice_trim((ot_slice){rest.s, equals});
    if (equals < rest.n) out->right = behind(rest, equals + 1);
    if (out->left.n > 0 && out->right.n > 0) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT, "\"%.*s\" is no equation, LEFT = RIGHT",
                   "“%.*s”不是方程（左边 = 右边）", ot_slice_quoted(rest), rest.s);
}

ot_status ot_frml_next(ot_slice text, size_t *at, int *has, ot_frml *out, ot_error *err) {
    const ot_slice rest = behind(text, *at);
    const size_t end = find(rest, '$');
    const ot_slice statement = ot_slice_trim((ot_slice){rest.s, end});
    const size_t word = word_length(statement);
    ot_slice left;
    *has = rest.n > 0;
    if (!*has) return OT_OK;
    if (!is_word((ot_slice){statement.s, word}, "FRML"))
        return ot_fail(err, OT_ERR_INPUT, "\"%.*s\" is no statement that begins with FRML",
                       "“%.*s”不是以 FRML 开头的语句", ot_slice_quoted(rest), rest.s);
    if (end == rest.n)
        return ot_fail(err, OT_ERR_INPUT, "\"%.*s\" has no \"$\" at its end", "“%.*s”缺少结尾的“$”",
                       ot_slice_quoted(statement), statement.s);
    *out = (ot_frml){{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    *at = (size_t)(rest.s - text.s) + end + 1;
    const ot_status status = take_flags(behind(statement, word), out, &left, err);
    return status ? status : take_sides(left, out, err);
}

/* "( X )" behind LOG: X; nothing when it is anything else. */
static ot_slice argument(ot_slice slice) {
    const ot_slice none = {slice.s, 0};
    if (slice.n < 2 || slice.s[0] != '(' || slice.s[slice.n - 1] != ')') return none;
    return ot_slice_trim((ot_slice){slice.s + 1, slice.n - 2});
}

ot_status ot_frml_left(const ot_frml *frml, ot_slice *variable, int *is_log, ot_error *err) {
    const ot_slice left = frml->left;
    const size_t word = word_length(left);
    const ot_slice after = behind(left, word);
    *is_log = after.n > 0 && is_word((ot_slice){left.s, word}, "LOG");
    *variable = *is_log ? argument(after) : left;
    const int is_digit = variable->n > 0 && variable->s[0] >= '0' && variable->s[0] <= '9';
    if (variable->n > 0 && word_length(*variable) == variable->n && !is_digit) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT,
                   "the left side \"%.*s\" is neither a variable nor LOG(variable)",
                   "左边“%.*s”既不是变量，也不是 LOG(变量)", ot_slice_quoted(left), left.s);
}
