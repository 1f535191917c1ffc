/* Values: texts, numbers, choices, and lists of them. */
#include "config/check.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "config/names.h"

static ot_status wrong_as(const ot_setting *setting, const char *en, const char *zh,
                          ot_error *err) {
    char path[OT_SETTING_PATH], seen_en[OT_SETTING_SEEN], seen_zh[OT_SETTING_SEEN];
    ot_setting_path(setting, path);
    ot_setting_seen(setting, OT_LANGUAGE_EN, seen_en);
    ot_setting_seen(setting, OT_LANGUAGE_ZH, seen_zh);
    ot_fail(err, OT_ERR_INPUT, "%s is %s%.0s; must be %s%.0s", "%s 为%.0s %s；应为%.0s%s", path,
            seen_en, seen_zh, en, zh);
    return ot_setting_blame(setting, err, OT_ERR_INPUT);
}

ot_status ot_fail_value(const ot_setting *setting, const ot_rule *rule, ot_error *err) {
    char en[OT_RULE_TEXT], zh[OT_RULE_TEXT];
    ot_rule_describe(rule, OT_LANGUAGE_EN, en);
    ot_rule_describe(rule, OT_LANGUAGE_ZH, zh);
    return wrong_as(setting, en, zh, err);
}

static int is(const ot_setting *setting, ot_setting_kind kind) { return setting->kind == kind; }

static int within(const ot_rule *rule, double x) {
    if (rule->low == 0.0 && rule->high == 0.0) return 1;
    if (rule->open & OT_OPEN_LOW ? x <= rule->low : x < rule->low) return 0;
    return rule->open & OT_OPEN_HIGH ? x < rule->high : x <= rule->high;
}

static int is_whole(const ot_setting *setting) {
    return is(setting, OT_SETTING_NUMBER) &&
           (setting->is_integer || setting->number == floor(setting->number));
}

static int is_year(const ot_setting *setting) {
    return is_whole(setting) && setting->number >= 1900 && setting->number <= 2200;
}

static int is_words(const ot_setting *setting) {
    return is(setting, OT_SETTING_TEXT) && setting->text.length > 0;
}

void ot_fail_name(const char *name, ot_error *err) {
    if (ot_name_is_reserved(name))
        ot_fail(err, OT_ERR_INPUT,
                "\"%.*s\" is a word of the equation language and cannot be a name",
                "“%.*s”是方程语言的保留字，不能用作名称", ot_text_shown(name), name);
    else
        ot_fail(
            err, OT_ERR_INPUT,
            "\"%.*s\" cannot be a name; a name is a letter, then letters, digits and _, at most "
            "64 characters",
            "“%.*s”不能用作名称；名称以字母开头，其后为字母、数字和 _，最多 64 个字符",
            ot_text_shown(name), name);
}

static ot_status check_label(const ot_setting *label, const ot_rule *rule, ot_error *err) {
    if (is_words(label)) return OT_OK;
    if (!is(label, OT_SETTING_GROUP) || label->n == 0) return ot_fail_value(label, rule, err);
    for (const ot_setting *s = label->first; s; s = s->next) {
        if (strcmp(s->key, "zh") != 0 && strcmp(s->key, "en") != 0) {
            char path[OT_SETTING_PATH];
            ot_setting_path(label, path);
            ot_fail(err, OT_ERR_INPUT, "unknown key \"%.*s\" in %s; there are zh, en",
                    "未知的键“%.*s”（位于 %s）；可用的键有 zh, en", ot_text_shown(s->key), s->key,
                    path);
            return ot_setting_blame_key(s, err, OT_ERR_INPUT);
        }
        if (!is_words(s)) return ot_fail_value(s, &(ot_rule){.type = OT_TYPE_TEXT}, err);
    }
    return OT_OK;
}

static ot_status check_name(const ot_setting *name, const ot_rule *rule, ot_error *err) {
    if (!is_words(name)) return ot_fail_value(name, rule, err);
    const int good =
        rule->type == OT_TYPE_ID ? ot_name_is_id(name->text.s) : ot_name_is_alias(name->text.s);
    if (!good) return ot_fail_value(name, rule, err);
    if (rule->is_apart || !ot_name_is_reserved(name->text.s)) return OT_OK;
    ot_fail_name(name->text.s, err);
    return ot_setting_blame(name, err, OT_ERR_INPUT);
}

/* What other programs call it: no slip of the pen, so that the nearest word would mislead. */
static const struct {
    const char *key, *said, *hint[OT_N_LANGUAGES];
} ELSEWHERE[] = {
    {"method", "2sls", {"two-stage least squares is \"iv\"", "两阶段最小二乘请写 \"iv\""}},
    {"method", "tsls", {"two-stage least squares is \"iv\"", "两阶段最小二乘请写 \"iv\""}},
    {"method", "bayesian", {"Bayesian regression is \"bayes\"", "贝叶斯回归请写 \"bayes\""}},
    {"method",
     "panel",
     {"a panel of areas is \"pooled\" or \"partial_pooling\"",
      "面板请写 \"pooled\" 或 \"partial_pooling\""}},
};

/* Letters of any case. */
static int is_same_word(const char *a, const char *b) {
    const unsigned char to_lower = 'a' - 'A';
    for (; *a && *b; a++, b++) {
        const unsigned char c = (unsigned char)*a;
        if ((c >= 'A' && c <= 'Z' ? c + to_lower : c) != (unsigned char)*b) return 0;
    }
    return *a == *b;
}

static int hint_elsewhere(const ot_setting *choice, const ot_rule *rule, ot_error *err) {
    for (size_t i = 0; i < sizeof ELSEWHERE / sizeof *ELSEWHERE; i++) {
        if (strcmp(ELSEWHERE[i].key, rule->key) != 0 ||
            !is_same_word(choice->text.s, ELSEWHERE[i].said))
            continue;
        char path[OT_SETTING_PATH];
        ot_setting_path(choice, path);
        ot_fail(err, OT_ERR_INPUT, "%s is \"%s\"; %s%.0s", "%s 为 \"%s\"；%.0s%s", path,
                choice->text.s, ELSEWHERE[i].hint[OT_LANGUAGE_EN],
                ELSEWHERE[i].hint[OT_LANGUAGE_ZH]);
        return 1;
    }
    return 0;
}

static ot_status check_choice(const ot_setting *choice, const ot_rule *rule, ot_error *err) {
    const char *name[16];
    if (!is_words(choice)) return ot_fail_value(choice, rule, err);
    for (size_t i = 0; i < rule->n_choices; i++) {
        name[i] = rule->choice[i].name;
        if (strcmp(name[i], choice->text.s) == 0) return OT_OK;
    }
    if (hint_elsewhere(choice, rule, err)) return ot_setting_blame(choice, err, OT_ERR_INPUT);
    const char *near = ot_utf8_nearest(choice->text.s, name, rule->n_choices);
    if (!near) return ot_fail_value(choice, rule, err);
    char path[OT_SETTING_PATH], en[OT_RULE_TEXT], zh[OT_RULE_TEXT];
    ot_setting_path(choice, path);
    ot_rule_describe(rule, OT_LANGUAGE_EN, en);
    ot_rule_describe(rule, OT_LANGUAGE_ZH, zh);
    ot_fail(err, OT_ERR_INPUT, "%s is \"%.*s\"; must be %s%.0s; did you mean \"%s\"?",
            "%s 为 \"%.*s\"；应为%.0s%s；是否想写“%s”？", path, ot_text_shown(choice->text.s),
            choice->text.s, en, zh, near);
    return ot_setting_blame(choice, err, OT_ERR_INPUT);
}

static int is_price(const char *text) {
    const char *const head = "constant:";
    if (strcmp(text, "current") == 0) return 1;
    if (strncmp(text, head, strlen(head)) != 0) return 0;
    const char *year = text + strlen(head);
    if (strlen(year) != 4 || strspn(year, "0123456789") != 4) return 0;
    return strcmp(year, "1900") >= 0 && strcmp(year, "2200") <= 0;
}

static ot_status check_texts(const ot_setting *texts, const ot_rule *rule, ot_error *err) {
    if (is_words(texts)) return OT_OK;
    if (!is(texts, OT_SETTING_LIST) || texts->n > OT_MOST_TEXTS)
        return ot_fail_value(texts, rule, err);
    for (const ot_setting *s = texts->first; s; s = s->next) {
        if (!is_words(s)) return ot_fail_value(s, &(ot_rule){.type = OT_TYPE_TEXT}, err);
        for (const ot_setting *before = texts->first; before != s; before = before->next) {
            if (strcmp(before->text.s, s->text.s) != 0) continue;
            ot_fail(err, OT_ERR_INPUT, "\"%.*s\" stands twice", "“%.*s”重复出现",
                    ot_text_shown(s->text.s), s->text.s);
            return ot_setting_blame(s, err, OT_ERR_INPUT);
        }
    }
    return OT_OK;
}

static ot_status check_numbers(const ot_setting *list, const ot_rule *rule, ot_error *err) {
    if (!is(list, OT_SETTING_LIST) || list->n == 0 || list->n > 99)
        return ot_fail_value(list, rule, err);
    const ot_rule element = {
        .type = OT_TYPE_NUMBER, .low = rule->low, .high = rule->high, .open = rule->open};
    double before = -INFINITY;
    for (const ot_setting *s = list->first; s; before = s->number, s = s->next) {
        if (!is(s, OT_SETTING_NUMBER) || !within(rule, s->number))
            return ot_fail_value(s, &element, err);
        if (s->number <= before)
            return wrong_as(s, "above the one before it", "大于前一个的数值", err);
    }
    return OT_OK;
}

static ot_status check_values(const ot_setting *values, const ot_rule *rule, ot_error *err) {
    if (is(values, OT_SETTING_NUMBER)) return OT_OK;
    if (rule->type == OT_TYPE_VALUES && is(values, OT_SETTING_TEXT) &&
        strcmp(values->text.s, "series") == 0)
        return OT_OK;
    if (!is(values, OT_SETTING_LIST) || values->n == 0) return ot_fail_value(values, rule, err);
    for (const ot_setting *s = values->first; s; s = s->next)
        if (!is(s, OT_SETTING_NUMBER))
            return ot_fail_value(s, &(ot_rule){.type = OT_TYPE_NUMBER}, err);
    return OT_OK;
}

static ot_status check_range(const ot_setting *range, const ot_rule *rule, ot_error *err) {
    const int years = rule->type == OT_TYPE_YEARS;
    const int is_low_alone = rule->type == OT_TYPE_BOUNDS && range->n == 1;
    if (!is(range, OT_SETTING_LIST) || (range->n != 2 && !is_low_alone))
        return ot_fail_value(range, rule, err);
    for (const ot_setting *s = range->first; s; s = s->next)
        if (years ? !is_year(s) : !is(s, OT_SETTING_NUMBER))
            return years ? wrong_as(s, "a year, 1900 to 2200", "年份，1900 至 2200", err)
                         : ot_fail_value(s, &(ot_rule){.type = OT_TYPE_NUMBER}, err);
    const double low = range->first->number, high = range->last->number;
    if (low < high || (years && low <= high) || is_low_alone) return OT_OK;
    char path[OT_SETTING_PATH];
    ot_setting_path(range, path);
    ot_fail(err, OT_ERR_INPUT, "%s is ( %s, %s ); the first must be the smaller",
            "%s 为 ( %s, %s )；前一个应较小", path, range->first->as, range->last->as);
    return ot_setting_blame(range, err, OT_ERR_INPUT);
}

static ot_status check_outliers(const ot_setting *years, const ot_rule *rule, ot_error *err) {
    if (is(years, OT_SETTING_TEXT) && strcmp(years->text.s, "auto") == 0) return OT_OK;
    if (!is(years, OT_SETTING_LIST)) return ot_fail_value(years, rule, err);
    double before = -INFINITY;
    for (const ot_setting *s = years->first; s; before = s->number, s = s->next) {
        if (!is_year(s)) return wrong_as(s, "a year, 1900 to 2200", "年份，1900 至 2200", err);
        if (s->number <= before)
            return wrong_as(s, "after the year before it", "大于前一个年份", err);
    }
    return OT_OK;
}

/* A list of small lists, each by a pattern of t (text), y (year), r (correlation), n (number);
 * what stands behind a ? may be left out. */
static ot_status check_tuple(const ot_setting *tuple, const char *pattern, const char *en,
                             const char *zh, ot_error *err) {
    if (!is(tuple, OT_SETTING_LIST)) return wrong_as(tuple, en, zh, err);
    const ot_setting *s = tuple->first;
    int optional = 0;
    for (; *pattern; pattern++) {
        if (*pattern == '?') {
            optional = 1;
            continue;
        }
        if (!s) return optional ? OT_OK : wrong_as(tuple, en, zh, err);
        if (*pattern == 't' && !is_words(s))
            return ot_fail_value(s, &(ot_rule){.type = OT_TYPE_TEXT}, err);
        if (*pattern == 'y' && !is_year(s))
            return wrong_as(s, "a year, 1900 to 2200", "年份，1900 至 2200", err);
        if (*pattern == 'n' && !is(s, OT_SETTING_NUMBER))
            return ot_fail_value(s, &(ot_rule){.type = OT_TYPE_NUMBER}, err);
        if (*pattern == 'r' && (!is(s, OT_SETTING_NUMBER) || fabs(s->number) > 1.0))
            return ot_fail_value(s, &(ot_rule){.type = OT_TYPE_NUMBER, .low = -1.0, .high = 1.0},
                                 err);
        s = s->next;
    }
    return s ? wrong_as(tuple, en, zh, err) : OT_OK;
}

static ot_status check_tuples(const ot_setting *list, const ot_rule *rule, ot_error *err) {
    const char *pattern = "tt?t", *en = "(\"indicator\", \"series\") or (..., \"area\")",
               *zh = "（\"指标\", \"序列\"）或（……, \"地区\"）";
    if (rule->type == OT_TYPE_PAIRS)
        pattern = "ttr", en = "(\"a\", \"b\", correlation)", zh = "（\"a\", \"b\", 相关系数）";
    if (rule->type == OT_TYPE_YEAR_VALUES)
        pattern = "yn", en = "(year, number)", zh = "（年份, 数值）";
    if (!is(list, OT_SETTING_LIST)) return ot_fail_value(list, rule, err);
    for (const ot_setting *s = list->first; s; s = s->next) {
        const ot_status status = check_tuple(s, pattern, en, zh, err);
        if (status) return status;
        if (rule->type != OT_TYPE_YEAR_VALUES) continue;
        for (const ot_setting *before = list->first; before != s; before = before->next) {
            if (before->first->number != s->first->number) continue;
            ot_fail(err, OT_ERR_INPUT, "the year %s stands twice", "年份 %s 重复出现",
                    s->first->as);
            return ot_setting_blame(s, err, OT_ERR_INPUT);
        }
    }
    return OT_OK;
}

static int number_fits(const ot_setting *setting, const ot_rule *rule) {
    if (rule->type == OT_TYPE_WHOLE && !is_whole(setting)) return 0;
    return is(setting, OT_SETTING_NUMBER) && within(rule, setting->number);
}

typedef ot_status check_function(const ot_setting *setting, const ot_rule *rule, ot_error *err);

/* Of the types that say themselves what is wrong. */
static check_function *const CHECK[OT_N_TYPES] = {
    [OT_TYPE_LABEL] = check_label,   [OT_TYPE_ID] = check_name,
    [OT_TYPE_ALIAS] = check_name,    [OT_TYPE_CHOICE] = check_choice,
    [OT_TYPE_TEXTS] = check_texts,   [OT_TYPE_NUMBERS] = check_numbers,
    [OT_TYPE_VALUES] = check_values, [OT_TYPE_PATH] = check_values,
    [OT_TYPE_RANGE] = check_range,   [OT_TYPE_BOUNDS] = check_range,
    [OT_TYPE_YEARS] = check_range,   [OT_TYPE_OUTLIERS] = check_outliers,
    [OT_TYPE_SERIES] = check_tuples, [OT_TYPE_YEAR_VALUES] = check_tuples,
    [OT_TYPE_PAIRS] = check_tuples,
};

/* The others are right or not. */
static int is_good(const ot_setting *setting, const ot_rule *rule) {
    switch (rule->type) {
    case OT_TYPE_CONSTANT:
        return is(setting, OT_SETTING_NUMBER);
    case OT_TYPE_TEXT:
        return is_words(setting);
    case OT_TYPE_PRICE:
        return is_words(setting) && is_price(setting->text.s);
    case OT_TYPE_NUMBER:
    case OT_TYPE_WHOLE:
        return number_fits(setting, rule);
    case OT_TYPE_BOOLEAN:
        return is(setting, OT_SETTING_BOOLEAN);
    case OT_TYPE_YES:
        return is(setting, OT_SETTING_BOOLEAN) && setting->boolean;
    default:
        return 0;
    }
}

ot_status ot_check_value(const ot_setting *setting, const ot_rule *rule, ot_error *err) {
    if (CHECK[rule->type]) return CHECK[rule->type](setting, rule, err);
    return is_good(setting, rule) ? OT_OK : ot_fail_value(setting, rule, err);
}
