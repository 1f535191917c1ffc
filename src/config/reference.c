#include <string.h>

#include "base/buffer.h"
#include "config/schema.h"
#include "data/unit.h"
#include "outturn/config.h"

static const char *const opening[OT_N_LANGUAGES] = {
    "# The model file\n"
    "\n"
    "*Made by `outturn help model-file` from the table that checks model files.*\n"
    "\n"
    "A model is one text file in [libconfig](https://hyperrealm.github.io/libconfig/) syntax and "
    "UTF-8:\n"
    "\n"
    "- `key = value;` or `key: value;`, groups in `{ }`, lists in `( )` with commas between the "
    "elements and none after the last.\n"
    "- Texts stand in `\"...\"` on one line; a long text is written in pieces, `\"...\" \"...\"`, "
    "on as many lines. `\\\\` and `\\\"` are the only escapes.\n"
    "- Numbers are `8`, `8.0`, `-0.5`, `1e6`; no thousands separators, no percent signs.\n"
    "- `#` and `//` begin a comment that ends with the line; `/* ... */` may span lines.\n"
    "- Keys are ASCII and every key is checked: a misspelt one is an error with a suggestion.\n"
    "- A *name* (ID) is a letter, then letters, digits and `_`. Names of drivers and indicators, "
    "and their aliases, are unique; `log`, `if` and other words of the equation language are "
    "taken.\n"
    "- A *label* is a text for both languages, or `{ zh = \"...\"; en = \"...\"; }`.\n"
    "- Files are looked for beside the model file. `@include` and arrays `[ ]` are not used.\n"
    "- Numbers are in the declared unit: `8.0` with unit `percent` is 8 % (0.08 in equations).\n"
    "- A file has at most 4 MB and 20000 settings.\n"
    "\n"
    "`--set PATH=VALUE` on the command line changes a setting before anything is checked: "
    "`--set drivers.real_growth.value=7.5`, `--set targets.0.year=2024` (elements of lists count "
    "from 0), `--set 'drivers.real_growth.law={ family = \"normal\"; scale = 1; }'`. "
    "`--overlay FILE` takes such settings from a file, `PATH = VALUE` a line, before `--set`; "
    "`outturn tune` writes one.\n"
    "\n"
    "The examples of the fourteen sections below (not those of their parts) are, one after the "
    "other, a whole model.\n"
    "\n"
    "Beside this page: [the language of equations](equations.md) and its "
    "[guide](../guide/equations.md), [data, plan and correlation files](data-files.md), "
    "[results](results.md).\n",
    "# 模型文件\n"
    "\n"
    "*本文由 `outturn help model-file` 根据检查模型文件所用的同一张表生成。*\n"
    "\n"
    "一个模型就是一个文本文件，采用 [libconfig](https://hyperrealm.github.io/libconfig/) "
    "语法和 UTF-8 编码：\n"
    "\n"
    "- `键 = 值;` 或 `键: 值;`；组写在 `{ }` 中，列表写在 `( )` "
    "中，各项以逗号分隔，最后一项之后没有逗号。标点一律用半角。\n"
    "- 文本写在一行之内的 `\"...\"` 中；长文本分段书写，`\"...\" "
    "\"...\"`，可占多行。转义只有 `\\\\` 和 `\\\"`。\n"
    "- 数值写作 `8`、`8.0`、`-0.5`、`1e6`；不用千位分隔符，不写百分号。\n"
    "- `#` 和 `//` 之后到行末是注释；`/* ... */` 可跨行。\n"
    "- 键只用 ASCII 字符，每个键都要检查：写错即为错误，并提示相近的键。\n"
    "- *名称*（ID）以字母开头，其后为字母、数字和 "
    "`_`。驱动因素和指标的名称、别名互不重复；`log`、`if` 等方程语言的词不能用作名称。\n"
    "- *标签*是两种语言共用的文本，或 `{ zh = \"...\"; en = \"...\"; }`。\n"
    "- 文件路径以模型文件所在文件夹为准。不使用 `@include` 和数组 `[ ]`。\n"
    "- 数值采用所声明的单位：单位为 `percent` 时，`8.0` 就是 8 %（在方程中为 0.08）。\n"
    "- 文件最大 4 MB，最多 20000 个设置项。\n"
    "\n"
    "命令行的 `--set 路径=取值` 在检查之前改变设置：`--set "
    "drivers.real_growth.value=7.5`、`--set targets.0.year=2024`（列表各项从 0 编号）、`--set "
    "'drivers.real_growth.law={ family = \"normal\"; scale = 1; }'`。`--overlay 文件` "
    "先于 `--set` 读取文件中的这类设置，每行一项“路径 = 取值”；`outturn tune` 会写出这样的文件。\n"
    "\n"
    "以下十四节的示例（不含其下各部分的示例）依次连起来就是一个完整的模型。\n"
    "\n"
    "另见：[方程语言](equations.zh.md)及其[举例说明](../guide/equations.zh.md)，"
    "[数据、计划与相关矩阵文件](data-files.zh.md)，[结果文件](results.zh.md)。\n"};

static const char *const heads[OT_N_LANGUAGES] = {
    "\n| key | value | if left out | unit | meaning |\n|---|---|---|---|---|\n",
    "\n| 键 | 取值 | 省略时 | 单位 | 含义 |\n|---|---|---|---|---|\n"};

static const char *unit_text(const ot_rule *rule, ot_language language) {
    const int zh = language == OT_LANGUAGE_ZH;
    if (!rule->unit) return "";
    if (strcmp(rule->unit, "=") == 0) return zh ? "所声明的单位" : "as declared";
    if (strcmp(rule->unit, "year") == 0) return zh ? "年份" : "year";
    return zh ? "年" : "years";
}

static void write_fallback(ot_buffer *out, const ot_rule *rule, ot_language language) {
    const char *const *fallback = rule->fallback;
    if (rule->required)
        ot_buffer_text(out, language == OT_LANGUAGE_ZH ? "**必填**" : "**required**");
    else if (fallback[0])
        ot_buffer_format(out, strcmp(fallback[0], fallback[1]) == 0 ? "`%s`" : "%s",
                         fallback[language]);
}

static void write_kind(ot_buffer *out, const ot_rule *rule, ot_language language) {
    char text[OT_RULE_TEXT];
    if (rule->type == OT_TYPE_CHOICE)
        ot_buffer_text(out, language == OT_LANGUAGE_ZH ? "文本，见下" : "a text, see below");
    else {
        ot_rule_describe(rule, language, text);
        ot_buffer_text(out, text);
    }
}

static void write_choices(ot_buffer *out, const ot_rule *rule, ot_language language) {
    const int zh = language == OT_LANGUAGE_ZH;
    const int family = strcmp(rule->key, "family") == 0;
    ot_buffer_format(out, "\n| %s | %s%s |\n|---|---|%s\n", rule->key, zh ? "含义" : "meaning",
                     !family ? ""
                     : zh    ? " | 参数"
                             : " | parameters",
                     family ? "---|" : "");
    for (size_t i = 0; i < rule->n_choices; i++) {
        const ot_choice *choice = &rule->choice[i];
        ot_buffer_format(out, "| `%s` | %s |", choice->name, choice->text[language]);
        const ot_family *of = family ? ot_schema_family(choice->name) : NULL;
        for (size_t k = 0; of && k < sizeof of->needs / sizeof *of->needs && of->needs[k]; k++)
            ot_buffer_format(out, "%s`%s`", k ? ", " : " ", of->needs[k]);
        if (of && of->allows[0])
            ot_buffer_format(out, zh ? "，可加 `%s`" : ", and `%s` if wanted", of->allows[0]);
        ot_buffer_text(out, of ? " |\n" : "\n");
    }
}

static void write_section(ot_buffer *out, const ot_section *section, ot_language language) {
    const char *below = strchr(section->path, '.');
    const int is_part = below && strcmp(below, ".ID") != 0;
    ot_buffer_format(
        out, language == OT_LANGUAGE_ZH ? "\n%s %s：`%s`\n\n%s\n" : "\n%s %s: `%s`\n\n%s\n",
        is_part ? "###" : "##", section->title[language], section->path, section->text[language]);
    ot_buffer_text(out, heads[language]);
    for (size_t i = 0; i < section->n; i++) {
        const ot_rule *rule = &section->rule[i];
        ot_buffer_format(out, "| `%s` | ", rule->key);
        write_kind(out, rule, language);
        ot_buffer_text(out, " | ");
        write_fallback(out, rule, language);
        ot_buffer_format(out, " | %s | %s |\n", unit_text(rule, language), rule->text[language]);
    }
    for (size_t i = 0; i < section->n; i++)
        if (section->rule[i].n_choices) write_choices(out, &section->rule[i], language);
    ot_buffer_format(out, "\n```libconfig\n%s```\n", section->example);
}

/* Names between bars, with commas. */
static void write_spellings(ot_buffer *out, const char *spellings) {
    for (const char *p = spellings; *p; p++) {
        if (*p == '|')
            ot_buffer_text(out, ", ");
        else
            ot_buffer_add(out, p, 1);
    }
}

static void write_units(ot_buffer *out, ot_language language) {
    size_t n;
    const ot_unit *unit = ot_unit_all(&n);
    const int zh = language == OT_LANGUAGE_ZH;
    ot_buffer_text(
        out,
        zh ? "\n## 单位\n\n`unit` "
             "可写名称，也可写中文、英文或其他写法。方程中各项的单位若相差一个倍数，即为错误，"
             "并说明倍数。`unstated` 用于来源没有给出单位的模型：它与任何单位相容，"
             "也不作换算。\n\n| 名称 | 中文 | 英文 | 其他写法 |\n|---|---|---|---|\n"
           : "\n## Units\n\n`unit` takes the name, or the Chinese, English or another "
             "spelling. An equation whose units differ by a factor is an error that "
             "states the factor. `unstated` is for a model that comes without units: it goes "
             "with every unit and nothing is converted.\n\n| name | English | Chinese | also |\n"
             "|---|---|---|---|\n");
    for (size_t i = 0; i < n; i++) {
        const char *const *text = unit[i].text;
        ot_buffer_format(out, "| `%s` | %s | %s | ", unit[i].name, text[zh], text[!zh]);
        write_spellings(out, ot_unit_spellings(&unit[i]));
        ot_buffer_text(out, " |\n");
    }
}

static void write_overview(ot_buffer *out, ot_language language) {
    const ot_section *root = ot_schema_root();
    const int zh = language == OT_LANGUAGE_ZH;
    ot_buffer_format(out, "\n## %s\n\n| %s | %s | %s |\n|---|---|---|\n", root->title[language],
                     zh ? "键" : "key", zh ? "省略时" : "if left out", zh ? "含义" : "meaning");
    for (size_t i = 0; i < root->n; i++) {
        ot_buffer_format(out, "| `%s` | ", root->rule[i].key);
        write_fallback(out, &root->rule[i], language);
        ot_buffer_format(out, " | %s |\n", root->rule[i].text[language]);
    }
}

ot_status ot_schema_write(ot_language language, const ot_writer *writer, ot_error *err) {
    ot_buffer out = {0};
    size_t n;
    const ot_section *const *section = ot_schema_sections(&n);
    ot_status status = OT_OK;
    ot_buffer_text(&out, opening[language]);
    write_overview(&out, language);
    for (size_t i = 0; i < n; i++)
        write_section(&out, section[i], language);
    write_units(&out, language);
    if (out.failed)
        status = ot_fail(err, OT_ERR_NOMEM, "out of memory", "内存不足");
    else if (writer->write(writer->state, out.data, out.length))
        status = ot_fail(err, OT_ERR_IO, "the reference cannot be written", "无法写出参考文档");
    ot_buffer_clear(&out);
    return status;
}
