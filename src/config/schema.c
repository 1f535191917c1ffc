#include "config/schema.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

/* What each type is called, English and Chinese; "%s" takes the bounds. */
static const char *const type_text[OT_N_TYPES][OT_N_LANGUAGES] = {
    [OT_TYPE_GROUP] = {"a group { }", "组 { }"},
    [OT_TYPE_NAMED] = {"a group { } of names", "以名称为键的组 { }"},
    [OT_TYPE_ITEMS] = {"a list ( ) of groups { }", "由组 { } 构成的列表 ( )"},
    [OT_TYPE_TEXT] = {"a text \"...\" that is not empty", "非空文本 \"...\""},
    [OT_TYPE_LABEL] = {"a text, or { zh = \"...\"; en = \"...\"; }",
                       "文本，或 { zh = \"...\"; en = \"...\"; }"},
    [OT_TYPE_ID] = {"a name: a letter, then letters, digits and _",
                    "名称：以字母开头，其后为字母、数字和 _"},
    [OT_TYPE_ALIAS] = {"a name of letters (Chinese too), digits and _",
                       "由文字（可用汉字）、数字和 _ 组成的名称"},
    [OT_TYPE_CHOICE] = {"one of ", "以下之一："},
    [OT_TYPE_PRICE] = {"\"current\" or \"constant:YEAR\"", "文本 \"current\" 或 \"constant:年份\""},
    [OT_TYPE_NUMBER] = {"a number", "数值"},
    [OT_TYPE_WHOLE] = {"a whole number", "整数"},
    [OT_TYPE_BOOLEAN] = {"true or false", "布尔值 true 或 false"},
    [OT_TYPE_YES] = {"true, or be left out", "布尔值 true，或者省略"},
    [OT_TYPE_TEXTS] = {"a list ( ) of at most 1000 texts", "文本列表 ( )，最多 1000 项"},
    [OT_TYPE_NUMBERS] = {"a list ( ) of numbers", "数值列表 ( )"},
    [OT_TYPE_VALUES] = {"a number, a list ( ) of numbers, or \"series\"",
                        "数值、数值列表 ( ) 或 \"series\""},
    [OT_TYPE_PATH] = {"a number or a list ( ) of numbers", "数值或数值列表 ( )"},
    [OT_TYPE_RANGE] = {"a list ( low, high ) with low < high",
                       "列表（下限, 上限），且下限小于上限"},
    [OT_TYPE_BOUNDS] = {"a list ( low, high ) with low < high, or ( low )",
                        "列表（下限, 上限），且下限小于上限；或只有（下限）"},
    [OT_TYPE_YEARS] = {"a list ( first, last ) of two years", "列表（首年, 末年）"},
    [OT_TYPE_OUTLIERS] = {"a list ( ) of years, rising, or \"auto\"",
                          "由小到大的年份列表 ( )，或 \"auto\""},
    [OT_TYPE_SERIES] = {"a list ( ) of (\"indicator\", \"series\") or (\"indicator\", \"series\", "
                        "\"area\")",
                        "由（\"指标\", \"序列\"）或（\"指标\", \"序列\", \"地区\"）构成的列表 ( )"},
    [OT_TYPE_YEAR_VALUES] = {"a list ( ) of (year, number)", "由（年份, 数值）构成的列表 ( )"},
    [OT_TYPE_PAIRS] = {"a list ( ) of (\"a\", \"b\", correlation)",
                       "由（\"a\", \"b\", 相关系数）构成的列表 ( )"},
    [OT_TYPE_CONSTANT] = {"a number, or a group { }", "数值，或组 { }"},
    [OT_TYPE_MEMBERS] = {"a list ( ) of 1 to 1000 names or groups { }",
                         "由名称或组 { } 构成的列表 ( )，1 至 1000 项"},
    [OT_TYPE_SET] = {"a list ( ) of 1 to 1000 members, or a group { }",
                     "成员列表 ( )，1 至 1000 项，或组 { }"},
};

const ot_rule *ot_schema_find(const char *path) {
    const char *key = strrchr(path, '.') + 1;
    const size_t n = (size_t)(key - path) - 1;
    size_t n_sections = 0;
    const ot_section *const *section = ot_schema_sections(&n_sections);
    for (size_t i = 0; i < n_sections; i++)
        if (strlen(section[i]->path) == n && memcmp(section[i]->path, path, n) == 0)
            return ot_section_find(section[i], key);
    return NULL;
}

const ot_rule *ot_section_find(const ot_section *section, const char *key) {
    for (size_t i = 0; i < section->n; i++)
        if (strcmp(section->rule[i].key, key) == 0) return &section->rule[i];
    return NULL;
}

int ot_choice_value(const ot_rule *rule, const char *name) {
    size_t i = 0;
    while (i < rule->n_choices && strcmp(rule->choice[i].name, name) != 0)
        i++;
    assert(i < rule->n_choices);
    return rule->choice[i].value;
}

/* 1000000000 rather than 1e9. */
static void bound_text(double bound, char text[OT_NUMBER_SIZE]) {
    if (bound == floor(bound) && fabs(bound) < 1e15)
        ot_number_fixed(bound, 0, text);
    else
        ot_number_shortest(bound, text);
}

void ot_rule_bounds(const ot_rule *rule, ot_language language, char text[OT_BOUNDS_TEXT]) {
    char low[OT_NUMBER_SIZE] = "", high[OT_NUMBER_SIZE] = "";
    const int no_low = isinf(rule->low), no_high = isinf(rule->high);
    text[0] = '\0';
    if (rule->low == 0.0 && rule->high == 0.0) return;
    if (!no_low) bound_text(rule->low, low);
    if (!no_high) bound_text(rule->high, high);
    if (no_high)
        snprintf(text, OT_BOUNDS_TEXT, "%s %s", rule->open & OT_OPEN_LOW ? ">" : ">=", low);
    else if (no_low)
        snprintf(text, OT_BOUNDS_TEXT, "%s %s", rule->open & OT_OPEN_HIGH ? "<" : "<=", high);
    else if (rule->type == OT_TYPE_WHOLE || rule->type == OT_TYPE_YEARS)
        snprintf(text, OT_BOUNDS_TEXT, language == OT_LANGUAGE_ZH ? "%s 至 %s" : "%s to %s", low,
                 high);
    else
        snprintf(text, OT_BOUNDS_TEXT, "%c%s, %s%c", rule->open & OT_OPEN_LOW ? '(' : '[', low,
                 high, rule->open & OT_OPEN_HIGH ? ')' : ']');
}

static void describe_choices(const ot_rule *rule, ot_language language, char text[OT_RULE_TEXT]) {
    size_t n = (size_t)snprintf(text, OT_RULE_TEXT, "%s", type_text[OT_TYPE_CHOICE][language]);
    for (size_t i = 0; i < rule->n_choices && n < OT_RULE_TEXT; i++)
        n += (size_t)snprintf(text + n, OT_RULE_TEXT - n, "%s%s", i ? ", " : "",
                              rule->choice[i].name);
}

void ot_rule_describe(const ot_rule *rule, ot_language language, char text[OT_RULE_TEXT]) {
    const int zh = language == OT_LANGUAGE_ZH;
    const char *is = type_text[rule->type][language];
    char bounds[OT_BOUNDS_TEXT];
    ot_rule_bounds(rule, language, bounds);
    if (rule->type == OT_TYPE_CHOICE)
        describe_choices(rule, language, text);
    else if (bounds[0] == '\0' || rule->type == OT_TYPE_PAIRS || rule->type == OT_TYPE_YEAR_VALUES)
        snprintf(text, OT_RULE_TEXT, "%s", is);
    else if (rule->unit && strcmp(rule->unit, "year") == 0)
        snprintf(text, OT_RULE_TEXT, zh ? "年份，%s" : "a year, %s", bounds);
    else if (rule->type == OT_TYPE_NUMBERS)
        snprintf(text, OT_RULE_TEXT,
                 zh ? "%s，在 %s 内由小到大" : "%s in %s, each above the one before", is, bounds);
    else if (rule->type == OT_TYPE_YEARS || rule->type == OT_TYPE_WHOLE || isinf(rule->low) ||
             isinf(rule->high))
        snprintf(text, OT_RULE_TEXT, zh ? "%s，%s" : "%s, %s", is, bounds);
    else
        snprintf(text, OT_RULE_TEXT, zh ? "%s，在 %s 内" : "%s in %s", is, bounds);
}
