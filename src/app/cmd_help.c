#include <stdio.h>
#include <string.h>

#include "manual.h"
#include "output.h"
#include "outturn/config.h"
#include "outturn/forecast_method.h"
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

static void put_example(const char *example, const char *shows) {
    (void)printf("  %s\n    ", example);
    put_wrapped(shows, 4, 4);
}

/* What --method takes, where the command has it. */
static void put_methods(const app_command *c, ot_language l) {
    if (!app_command_own(c, APP_METHOD)) return;
    put_heading(l, "Methods", "方法");
    for (size_t i = 0; i < ot_forecast_n_methods(); i++)
        if (!ot_forecast_method_needs_driver(i))
            put_term(ot_forecast_method_name(i), ot_forecast_method_text(i, l));
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
    for (const app_own_option *own = c->option; own->id != APP_N_OPTIONS; own++) {
        const app_option *option = app_option_at(own->id);
        char term[64], letter[8] = "";
        if (app_option_letter(own->id))
            (void)snprintf(letter, sizeof letter, "-%c, ", app_option_letter(own->id));
        (void)snprintf(term, sizeof term, "%s--%s%s%s", letter, option->name,
                       option->value ? " " : "", option->value ? app_option_value(c, own->id) : "");
        put_term(term, app_option_text(c, own->id, l));
    }
    put_methods(c, l);
    const app_example *more = c->more.example ? &c->more : NULL;
    put_heading(l, more ? "Examples" : "Example", "示例");
    put_example(c->example, c->shows[l]);
    if (more) put_example(more->example, more->shows[l]);
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
    for (size_t i = 0; i < APP_N_EXITS; i++) {
        char status[8];
        (void)snprintf(status, sizeof status, "%d", app_exit_at(i)->status);
        put_term(status, app_exit_at(i)->text[l]);
    }
}

/* Topics that are no command. */
static const char MODEL_FILE[] = "model-file", MANUAL[] = "manual", COMPLETION[] = "completion";
enum { MOST_NAMES = 40 };

static int fail_unknown(const char *topic, const char *const *known, size_t n, ot_language l) {
    ot_error err;
    const char *near = ot_text_nearest(topic, known, n);
    (void)ot_fail(&err, OT_ERR_USAGE, "no help on \"%s\"; did you mean \"%s\"?",
                  "没有关于“%s”的帮助；是否指“%s”？", topic, near ? near : "help");
    return app_report_error(&err, l);
}

static int fail_topic(const char *topic, ot_language l) {
    const char *known[MOST_NAMES] = {MODEL_FILE, MANUAL, COMPLETION};
    size_t n = 3;
    for (size_t i = 0; n < MOST_NAMES && app_command_at(i); i++)
        known[n++] = app_command_at(i)->name;
    return fail_unknown(topic, known, n, l);
}

static int put_model_file(const app_options *o) {
    ot_error err;
    const ot_writer writer = app_stdout();
    return ot_schema_write(o->language, &writer, &err) ? app_report_error(&err, o->language) : 0;
}

static int put_manual_of(const char *name, ot_language l) {
    const app_command *about = name ? app_command_find(name) : NULL;
    if (name && !about) return fail_topic(name, l);
    app_put_manual(about, l);
    return 0;
}

static int put_completion_of(const char *shell, ot_language l) {
    size_t n = 0;
    for (; app_shells[n]; n++)
        if (shell && strcmp(app_shells[n], shell) == 0) {
            app_put_completion(shell, l);
            return 0;
        }
    ot_error err;
    (void)ot_fail(&err, OT_ERR_USAGE, "completion is for bash, zsh or fish, not \"%s\"",
                  "可生成 bash、zsh、fish 的补全，没有“%s”", shell ? shell : "");
    return app_report_error(&err, l);
}

static int put_topic(const app_options *o) {
    const char *topic = o->operand[0], *of = o->n_operands > 1 ? o->operand[1] : NULL;
    const app_command *about = app_command_find(topic);
    if (strcmp(topic, MANUAL) == 0) return put_manual_of(of, o->language);
    if (strcmp(topic, COMPLETION) == 0) return put_completion_of(of, o->language);
    if (strcmp(topic, MODEL_FILE) == 0) return put_model_file(o);
    if (!about) return fail_topic(topic, o->language);
    put_command(about, o->language);
    return 0;
}

static int run(const app_options *o) {
    const int is_asked = o->command && o->command == &app_command_help;
    if (is_asked && o->n_operands > 0 && !o->wants_help) return put_topic(o);
    if (o->wants_help && o->command)
        put_command(o->command, o->language);
    else
        put_overview(o->language);
    return 0;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(LANG),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_help = {
    .name = "help",
    .operands = "[COMMAND | model-file]",
    .least = 0,
    .most = 2,
    .purpose = {"explain a command, or the model file", "说明某个命令，或模型文件的写法"},
    .detail = {"Without an operand lists the commands; with one explains it. \"help "
               "model-file\" prints the reference of every setting of a model file; \"help "
               "completion bash\" (zsh, fish) a script that completes commands and options; "
               "\"help manual [COMMAND]\" a manual page as scdoc reads it.",
               "不带参数时列出各命令；带参数时说明该命令。“help model-file”打印模型文件全部设"
               "置的参考说明；“help completion bash”（zsh、fish）打印命令和选项的自动补全脚"
               "本；“help manual [命令]”打印手册页（scdoc 格式）。"},
    .option = OPTIONS,
    .example = "outturn help run",
    .shows = {"explains the command run", "说明 run 命令"},
    .see = "check",
    .run = run,
};
