#include "config/lint.h"

#include <string.h>

#include "config/lexer.h"

typedef struct parser {
    ot_lexer lexer;
    ot_config_token token; /* the one to look at next */
    ot_arena *arena;
    ot_error *err;
    size_t n;
    int depth;
} parser;

static ot_status parse_value(parser *p, int in_list, ot_setting **out);

static ot_status next(parser *p) { return ot_lexer_next(&p->lexer, &p->token, p->err); }

static ot_status at(parser *p, ot_place place) {
    ot_error_locate(p->err, place.file, place.line, place.column);
    return OT_ERR_INPUT;
}

static ot_status no_memory(parser *p) {
    return ot_fail(p->err, OT_ERR_NOMEM, "out of memory", "内存不足");
}

static int token_shown(const parser *p) {
    size_t n = p->token.length < 40 ? p->token.length : 40;
    while (n < p->token.length && ((unsigned char)p->token.start[n] & 0xC0) == 0x80)
        n--;
    return (int)n;
}

static ot_status new_setting(parser *p, ot_setting_kind kind, ot_setting **out) {
    if (++p->n > OT_SETTING_MOST) {
        ot_fail(p->err, OT_ERR_INPUT, "more than %d settings; a model has at most that many",
                "设置项超过 %d 个；一个模型最多只能有这么多", OT_SETTING_MOST);
        return at(p, p->token.place);
    }
    *out = ot_setting_new(p->arena, kind, p->token.place);
    return *out ? OT_OK : no_memory(p);
}

/* Which bracket of which line lacks its partner. */
static ot_status unclosed(parser *p, const char *open, const char *close, ot_place place) {
    if (p->token.kind == OT_CONFIG_TOKEN_END) {
        ot_fail(p->err, OT_ERR_INPUT, "the %s that opens here is never closed with %s",
                "此处的 %s 没有与之配对的 %s", open, close);
        return at(p, place);
    }
    ot_fail(p->err, OT_ERR_INPUT, "\"%.*s\" where the %s of line %d is still to be closed with %s",
            "此处出现“%.*s”，而 %s（第 %d 行）尚缺配对的 %s", token_shown(p), p->token.start, open,
            place.line, close);
    return at(p, p->token.place);
}

static ot_status check_key(parser *p, const ot_setting *group) {
    const ot_config_token *key = &p->token;
    for (size_t i = 0; i < key->length; i++) {
        const char c = key->start[i];
        if (c != '-' && c != '*' && !(i == 0 && c == '_')) continue;
        ot_fail(p->err, OT_ERR_INPUT,
                "key \"%.*s\": a key is a letter followed by letters, digits and _",
                "键“%.*s”有误：键以字母开头，其后只能是字母、数字和 _", token_shown(p), key->start);
        return at(p, key->place);
    }
    if (group->n == OT_SETTING_MOST_MEMBERS) {
        ot_fail(p->err, OT_ERR_INPUT, "more than %d settings in one group",
                "一个组中的设置项超过 %d 个", OT_SETTING_MOST_MEMBERS);
        return at(p, key->place);
    }
    for (const ot_setting *s = group->first; s; s = s->next) {
        if (strlen(s->key) != key->length || memcmp(s->key, key->start, key->length) != 0) continue;
        ot_fail(p->err, OT_ERR_INPUT, "\"%.*s\" is set twice; it stands already on line %d",
                "“%.*s”重复设置；第 %d 行已有此项", ot_text_shown(s->key), s->key,
                s->key_place.line);
        return at(p, key->place);
    }
    return OT_OK;
}

/* What may stand behind a member: a terminator, the next key or the end of the group. */
static ot_status end_member(parser *p, const ot_setting *value) {
    const int comma = ot_config_token_is(&p->token, ',');
    if (comma || ot_config_token_is(&p->token, ';')) {
        const ot_status status = next(p);
        if (status) return status;
        if (comma && value->kind == OT_SETTING_NUMBER && p->token.kind == OT_CONFIG_TOKEN_NUMBER) {
            ot_fail(p->err, OT_ERR_INPUT,
                    "a number goes on behind a comma; write 1000, not 1,000; a list stands in ( )",
                    "逗号之后又是数字；一千应写作 1000 而不是 1,000；列表要放在 ( ) 内");
            return at(p, p->token.place);
        }
        return OT_OK;
    }
    if (p->token.kind == OT_CONFIG_TOKEN_NAME || p->token.kind == OT_CONFIG_TOKEN_END ||
        ot_config_token_is(&p->token, '}'))
        return OT_OK;
    ot_fail(p->err, OT_ERR_INPUT, "\"%.*s\" behind the value of %.*s; a semicolon is missing",
            "“%.*s”出现在 %.*s 的值之后；缺少分号", token_shown(p), p->token.start,
            ot_text_shown(value->key), value->key);
    return at(p, p->token.place);
}

static ot_status parse_member(parser *p, ot_setting *group) {
    const ot_place place = p->token.place;
    ot_setting *value = NULL;
    if (p->token.kind != OT_CONFIG_TOKEN_NAME) {
        ot_fail(p->err, OT_ERR_INPUT, "\"%.*s\" where a key should stand", "此处应为键，却是“%.*s”",
                token_shown(p), p->token.start);
        return at(p, place);
    }
    ot_status status = check_key(p, group);
    if (status) return status;
    const char *key = ot_arena_text(p->arena, p->token.start, p->token.length);
    if (!key) return no_memory(p);
    status = next(p);
    if (status) return status;
    if (!ot_config_token_is(&p->token, '=') && !ot_config_token_is(&p->token, ':')) {
        ot_fail(p->err, OT_ERR_INPUT, "\"=\" is missing behind %.*s",
                "%.*s 之后缺少 =", ot_text_shown(key), key);
        return at(p, p->token.place);
    }
    status = next(p);
    if (!status) status = parse_value(p, 0, &value);
    if (status) return status;
    value->key = key;
    value->key_place = place;
    ot_setting_append(group, value);
    return end_member(p, value);
}

static ot_status parse_group(parser *p, ot_setting *group) {
    ot_status status = next(p);
    while (!status && !ot_config_token_is(&p->token, '}')) {
        if (p->token.kind == OT_CONFIG_TOKEN_END || ot_config_token_is(&p->token, ')'))
            return unclosed(p, "{", "}", group->place);
        status = parse_member(p, group);
    }
    return status ? status : next(p);
}

static ot_status after_element(parser *p, const ot_setting *list, const ot_setting *element) {
    if (ot_config_token_is(&p->token, ')')) return OT_OK;
    if (ot_config_token_is(&p->token, ',')) {
        const ot_place comma = p->token.place;
        const ot_status status = next(p);
        if (status || !ot_config_token_is(&p->token, ')')) return status;
        ot_fail(p->err, OT_ERR_INPUT, "a comma before ); delete it",
                "右括号 ) 前多了一个逗号；请删除");
        return at(p, comma);
    }
    if (p->token.kind == OT_CONFIG_TOKEN_END || p->token.kind == OT_CONFIG_TOKEN_NAME ||
        (p->token.kind == OT_CONFIG_TOKEN_MARK && !strchr("({", *p->token.start)))
        return unclosed(p, "(", ")", list->place);
    if (element->kind == OT_SETTING_TEXT && p->token.kind == OT_CONFIG_TOKEN_STRING)
        ot_fail(p->err, OT_ERR_INPUT,
                "a comma is missing before %.*s; libconfig would join the two texts into one",
                "%.*s 之前缺少逗号；libconfig 会把这两段文本连成一段", token_shown(p),
                p->token.start);
    else
        ot_fail(p->err, OT_ERR_INPUT, "a comma is missing before \"%.*s\"", "“%.*s”之前缺少逗号",
                token_shown(p), p->token.start);
    return at(p, p->token.place);
}

static ot_status parse_list(parser *p, ot_setting *list) {
    ot_status status = next(p);
    while (!status && !ot_config_token_is(&p->token, ')')) {
        ot_setting *element = NULL;
        if (p->token.kind == OT_CONFIG_TOKEN_END || ot_config_token_is(&p->token, ';') ||
            ot_config_token_is(&p->token, '}'))
            return unclosed(p, "(", ")", list->place);
        status = parse_value(p, 1, &element);
        if (status) return status;
        ot_setting_append(list, element);
        status = after_element(p, list, element);
    }
    return status ? status : next(p);
}

static ot_status parse_text(parser *p, int in_list, ot_setting *text) {
    size_t length = 0, n_pieces = 0, n_joined = 0;
    parser ahead = *p;
    do { /* measure */
        n_joined++;
        ot_config_token_unescape(&ahead.token, NULL, &length, NULL, &n_pieces);
        const ot_status status = next(&ahead);
        if (status) return status;
    } while (!in_list && ahead.token.kind == OT_CONFIG_TOKEN_STRING);
    if (length > OT_SETTING_MOST_TEXT || n_joined > OT_SETTING_MOST_PIECES) {
        ot_fail(p->err, OT_ERR_INPUT, "a text of more than %d bytes or %d pieces",
                "文本超过 %d 字节或 %d 段", OT_SETTING_MOST_TEXT, OT_SETTING_MOST_PIECES);
        return at(p, text->place);
    }
    char *s = ot_arena_alloc(p->arena, length + 1, 1);
    ot_text_piece *piece = ot_arena_alloc(p->arena, n_pieces, sizeof *piece);
    if (!s || !piece) return no_memory(p);
    text->text = (ot_text){.s = s, .length = length, .piece = piece, .n_pieces = n_pieces};
    length = n_pieces = 0;
    do {
        ot_config_token_unescape(&p->token, s, &length, piece, &n_pieces);
        const ot_status status = next(p);
        if (status) return status;
    } while (!in_list && p->token.kind == OT_CONFIG_TOKEN_STRING);
    return OT_OK;
}

static ot_status parse_number(parser *p, ot_setting *number) {
    number->number = p->token.is_integer ? (double)p->token.integer : p->token.number;
    number->integer = p->token.integer;
    number->is_integer = p->token.is_integer;
    number->as = ot_arena_text(p->arena, p->token.start, p->token.length);
    return number->as ? next(p) : no_memory(p);
}

/* libconfig reads true and false in any case. */
static int is_boolean(const ot_config_token *token, int *value) {
    const char *const word[] = {"false", "true"};
    for (int w = 0; w < 2; w++) {
        size_t i = 0;
        while (i < token->length && word[w][i] && (token->start[i] | 0x20) == word[w][i])
            i++;
        if (i == token->length && !word[w][i]) {
            *value = w;
            return 1;
        }
    }
    return 0;
}

static ot_status parse_word(parser *p, ot_setting *setting) {
    if (is_boolean(&p->token, &setting->boolean)) return next(p);
    ot_fail(p->err, OT_ERR_INPUT, "%.*s stands without quotes; a text is written \"%.*s\"",
            "%.*s 没有加引号；文本应写作 \"%.*s\"", token_shown(p), p->token.start, token_shown(p),
            p->token.start);
    return at(p, p->token.place);
}

static ot_status parse_nested(parser *p, ot_setting *setting) {
    if (++p->depth > OT_SETTING_MOST_DEPTH) {
        ot_fail(p->err, OT_ERR_INPUT, "groups and lists nest deeper than %d",
                "组和列表的嵌套超过 %d 层", OT_SETTING_MOST_DEPTH);
        return at(p, p->token.place);
    }
    const ot_status status =
        setting->kind == OT_SETTING_GROUP ? parse_group(p, setting) : parse_list(p, setting);
    p->depth--;
    return status;
}

static ot_status parse_value(parser *p, int in_list, ot_setting **out) {
    static const ot_setting_kind kind[] = {[OT_CONFIG_TOKEN_NAME] = OT_SETTING_BOOLEAN,
                                           [OT_CONFIG_TOKEN_NUMBER] = OT_SETTING_NUMBER,
                                           [OT_CONFIG_TOKEN_STRING] = OT_SETTING_TEXT};
    const int group = ot_config_token_is(&p->token, '{'), list = ot_config_token_is(&p->token, '(');
    if (p->token.kind == OT_CONFIG_TOKEN_END ||
        (p->token.kind == OT_CONFIG_TOKEN_MARK && !group && !list)) {
        ot_fail(p->err, OT_ERR_INPUT, "a value is missing here", "此处缺少值");
        return at(p, p->token.place);
    }
    const ot_setting_kind is = group  ? OT_SETTING_GROUP
                               : list ? OT_SETTING_LIST
                                      : kind[p->token.kind];
    const ot_status status = new_setting(p, is, out);
    if (status) return status;
    switch (is) {
    case OT_SETTING_TEXT:
        return parse_text(p, in_list, *out);
    case OT_SETTING_NUMBER:
        return parse_number(p, *out);
    case OT_SETTING_BOOLEAN:
        return parse_word(p, *out);
    default:
        return parse_nested(p, *out);
    }
}

static ot_status begin(parser *p, const char *file, const char *text, size_t n, ot_arena *arena,
                       ot_error *err) {
    size_t skip = 0;
    ot_status status = ot_bytes_check(file, text, n, &skip, err);
    if (status) return status;
    *p = (parser){.arena = arena, .err = err};
    ot_lexer_init(&p->lexer, file, text + skip, n - skip);
    return next(p);
}

ot_status ot_lint_text(const char *file, const char *text, size_t n, ot_arena *arena,
                       ot_setting **root, ot_error *err) {
    parser p;
    ot_setting *group = NULL;
    ot_status status = begin(&p, file, text, n, arena, err);
    if (status) return status;
    if (p.token.kind == OT_CONFIG_TOKEN_END) {
        ot_fail(err, OT_ERR_INPUT, "the file is empty; a model begins with model: { id = ...; }",
                "文件中没有内容；模型以 model: { id = ...; } 开头");
        return at(&p, (ot_place){file, 1, 1});
    }
    status = new_setting(&p, OT_SETTING_GROUP, &group);
    if (!status) group->place = group->key_place = (ot_place){file, 1, 1};
    while (!status && p.token.kind != OT_CONFIG_TOKEN_END) {
        if (ot_config_token_is(&p.token, '}') || ot_config_token_is(&p.token, ')')) {
            ot_fail(err, OT_ERR_INPUT, "\"%c\" closes nothing", "“%c”没有与之配对的左括号",
                    *p.token.start);
            return at(&p, p.token.place);
        }
        status = parse_member(&p, group);
    }
    if (!status) *root = group;
    return status;
}

ot_status ot_lint_value(const char *file, const char *text, size_t n, ot_arena *arena,
                        ot_setting **value, ot_error *err) {
    parser p;
    ot_setting *found = NULL;
    ot_status status = begin(&p, file, text, n, arena, err);
    if (!status) status = parse_value(&p, 0, &found);
    if (!status && p.token.kind != OT_CONFIG_TOKEN_END) {
        ot_fail(err, OT_ERR_INPUT, "\"%.*s\" behind the value", "值之后多出“%.*s”", token_shown(&p),
                p.token.start);
        return at(&p, p.token.place);
    }
    if (!status) *value = found;
    return status;
}
