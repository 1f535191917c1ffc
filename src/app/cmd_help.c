#include <stdio.h>
#include <string.h>

#include "output.h"
#include "outturn/config.h"
#include "outturn/text.h"

enum { WIDTH = 79, TERM_COLUMN = 2, TEXT_COLUMN = 26 };

/* One character of UTF-8. */
static size_t character(const char *text) {
    size_t n = 1;
    while (((unsigned char)text[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* Where to break: words stay whole, Chinese breaks after any character. */
static size_t word_length(const char *text) {
    if ((unsigned char)*text >= 0x80) return character(text);
    size_t n = 0;
    while (text[n] && text[n] != ' ' && (unsigned char)text[n] < 0x80)
        n++;
    return n;
}

static size_t width_of(const char *text, size_t n) {
    char word[256];
    if (n >= sizeof word) return n;
    memcpy(word, text, n);
    word[n] = '\0';
    return ot_text_width(word);
}

/* Closing punctuation must not begin a line. */
static int is_closing(const char *text) {
    static const char *const CLOSING[] = {"，", "。", "；", "：", "、", "）", "”"};
    for (size_t i = 0; i < sizeof CLOSING / sizeof *CLOSING; i++)
        if (strncmp(text, CLOSING[i], strlen(CLOSING[i])) == 0) return 1;
    return 0;
}

static void put_wrapped(const char *text, size_t indent, size_t at) {
    while (*text) {
        const size_t n = *text == ' ' ? 0 : word_length(text);
        if (n == 0) { /* a blank: printed only if the next word still fits behind it */
            const int fits = at + 1 + width_of(text + 1, word_length(text + 1)) <= WIDTH;
            app_put(fits ? " " : "\n");
            app_put_padded("", fits ? 0 : indent);
            at = fits ? at + 1 : indent;
            text++;
            continue;
        }
        if (at + width_of(text, n) > WIDTH && at > indent && !is_closing(text)) {
            app_put("\n");
            app_put_padded("", indent);
            at = indent;
        }
        (void)fwrite(text, 1, n, stdout);
        at += width_of(text, n);
        text += n;
    }
    app_put("\n");
}

static void put_term(const char *term, const char *text) {
    app_put_padded("", TERM_COLUMN);
    app_put_padded(term, TEXT_COLUMN - TERM_COLUMN);
    if (ot_text_width(term) + TERM_COLUMN >= TEXT_COLUMN) {
        app_put("\n");
        app_put_padded("", TEXT_COLUMN);
    }
    put_wrapped(text, TEXT_COLUMN, TEXT_COLUMN);
}

static void put_heading(ot_language l, const char *english, const char *chinese) {
    app_put("\n");
    app_put(l == OT_LANGUAGE_ZH ? chinese : english);
    app_put("\n");
}

static void put_command(const app_command *c, ot_language l) {
    (void)printf(l == OT_LANGUAGE_ZH ? "outturn %s：" : "outturn %s: ", c->name);
    app_put(c->purpose[l]);
    app_put("\n");
    put_heading(l, "Usage", "用法");
    (void)printf("  outturn %s %s [%s]\n\n", c->name, c->operands,
                 l == OT_LANGUAGE_ZH ? "选项" : "options");
    put_wrapped(c->detail[l], 0, 0);
    put_heading(l, "Options", "选项");
    for (const app_option_id *id = c->option; *id != APP_N_OPTIONS; id++) {
        const app_option *option = app_option_at(*id);
        char term[64], letter[8] = "";
        if (app_option_letter(*id))
            (void)snprintf(letter, sizeof letter, "-%c, ", app_option_letter(*id));
        (void)snprintf(term, sizeof term, "%s--%s%s%s", letter, option->name,
                       option->value ? " " : "", option->value ? app_option_value(c, *id) : "");
        put_term(term, app_option_text(c, *id, l));
    }
    put_heading(l, "Example", "示例");
    (void)printf("  %s\n    ", c->example);
    put_wrapped(c->shows[l], 4, 4);
    put_heading(l, "See also", "另见");
    (void)printf("  %s\n", c->see);
}

static void put_overview(ot_language l) {
    const int is_zh = l == OT_LANGUAGE_ZH;
    app_put(is_zh ? "outturn：发展计划的情景模拟与预测\n"
                  : "outturn: scenario simulation and forecasting for development plans\n");
    put_heading(l, "Usage", "用法");
    (void)printf("  outturn %s\n", is_zh ? "命令 参数... [选项]" : "COMMAND OPERANDS... [options]");
    put_heading(l, "Commands", "命令");
    for (size_t i = 0; app_command_at(i); i++) {
        const app_command *c = app_command_at(i);
        char term[64];
        (void)snprintf(term, sizeof term, "%s %s", c->name, c->operands);
        put_term(term, c->purpose[l]);
    }
    put_heading(l, "Start here", "从这里开始");
    app_put("  outturn run scenarios/tutorial/model.cfg\n");
    app_put("  outturn help run\n");
    put_heading(l, "Exit status", "退出状态");
    put_term("0", is_zh ? "完成" : "done");
    put_term("1", is_zh ? "已完成，但概率低于 --fail-under" : "done, but --fail-under was missed");
    put_term("2", is_zh ? "用法错误" : "wrong usage");
    put_term("3", is_zh ? "模型或数据有误" : "the model or the data are wrong");
    put_term("4",
             is_zh ? "计算未能完成，或内存不足" : "a computation did not work, or memory ran out");
    put_term("5", is_zh ? "文件无法读写" : "a file could not be read or written");
}

int app_help(const app_options *o) {
    const app_command *about = o->wants_help ? o->command : NULL;
    const char *topic = o->n_operands > 0 ? o->operand[0] : NULL;
    ot_error err;
    if (o->command && strcmp(o->command->name, "help") == 0 && topic) {
        if (strcmp(topic, "model-file") == 0) {
            const ot_writer writer = app_stdout();
            return ot_schema_write(o->language, &writer, &err) ? app_report_error(&err, o->language)
                                                               : 0;
        }
        about = app_command_find(topic);
        if (!about) {
            const char *known[32];
            size_t n = 0;
            for (; n + 1 < sizeof known / sizeof *known && app_command_at(n); n++)
                known[n] = app_command_at(n)->name;
            known[n++] = "model-file";
            const char *near = ot_text_nearest(topic, known, n);
            (void)ot_fail(&err, OT_ERR_USAGE, "no help on \"%s\"; did you mean \"%s\"?",
                          "没有关于“%s”的帮助；是否指“%s”？", topic, near ? near : "help");
            return app_report_error(&err, o->language);
        }
    }
    if (about)
        put_command(about, o->language);
    else
        put_overview(o->language);
    return 0;
}
