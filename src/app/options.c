#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "option_take.h"
#include "outturn/text.h"

ot_language app_named_language(const char *text) {
    return strncmp(text, "zh", 2) == 0 ? OT_LANGUAGE_ZH : OT_LANGUAGE_EN;
}

ot_language app_language(int argc, char **argv) {
    static const char *const NAME[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (int i = argc - 1; i > 0; i--) { /* the last one wins, as in parsing */
        if (strncmp(argv[i], "--lang=", 7) == 0) return app_named_language(argv[i] + 7);
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) return app_named_language(argv[i + 1]);
    }
    for (size_t i = 0; i < sizeof NAME / sizeof *NAME; i++) {
        const char *value = getenv(NAME[i]);
        if (value && *value) return app_named_language(value);
    }
    return OT_LANGUAGE_EN;
}

static ot_status unknown_command(const char *name, ot_error *err) {
    const char *known[32];
    size_t n = 0;
    for (; n < sizeof known / sizeof *known && app_command_at(n); n++)
        known[n] = app_command_at(n)->name;
    const char *near = ot_text_nearest(name, known, n);
    if (near)
        return ot_fail(err, OT_ERR_USAGE, "unknown command \"%s\"; did you mean \"%s\"?",
                       "未知命令“%s”；是否指“%s”？", name, near);
    return ot_fail(err, OT_ERR_USAGE, "unknown command \"%s\"; \"outturn help\" lists them",
                   "未知命令“%s”；“outturn help”可列出各命令", name);
}

static ot_status take_operand(app_options *o, const char *text, ot_error *err) {
    if (!o->command) {
        o->command = app_command_find(text);
        return o->command ? OT_OK : unknown_command(text, err);
    }
    if (o->n_operands == o->command->most)
        return ot_fail(err, OT_ERR_USAGE,
                       "\"%s\" is one operand too many for %s; usage: outturn %s %s",
                       "“%s”对 %s 而言多余；用法：outturn %s %s", text, o->command->name,
                       o->command->name, o->command->operands);
    o->operand[o->n_operands++] = text;
    return OT_OK;
}

/* Before the command is named every option may be one of it. */
static int may_be_own(const app_options *o, int id) {
    return !o->command || app_command_own(o->command, (app_option_id)id);
}

/* The name of "--draws=5" is "draws". */
static ot_status unknown_option(const app_options *o, const char *argument, ot_error *err) {
    char name[64];
    const char *known[APP_N_OPTIONS];
    size_t n = 0, length = strcspn(argument, "=");
    if (length >= sizeof name) length = sizeof name - 1;
    memcpy(name, argument, length);
    name[length] = '\0';
    for (int id = 0; id < APP_N_OPTIONS; id++) {
        if (may_be_own(o, id)) known[n++] = app_option_at((app_option_id)id)->name;
    }
    const char *bare = name + strspn(name, "-");
    if (argument[length] == '=')
        for (size_t i = 0; i < n; i++)
            if (strcmp(known[i], bare) == 0)
                return ot_fail(err, OT_ERR_USAGE, "option %s takes no value", "选项 %s 不需要值",
                               name);
    const char *near = ot_text_nearest(bare, known, n);
    if (near)
        return ot_fail(err, OT_ERR_USAGE, "unknown option \"%s\"; did you mean \"--%s\"?",
                       "未知选项“%s”；是否指“--%s”？", name, near);
    return ot_fail(err, OT_ERR_USAGE, "unknown option \"%s\"; \"outturn help%s%s\" lists them",
                   "未知选项“%s”；“outturn help%s%s”可列出各选项", name, o->command ? " " : "",
                   o->command ? o->command->name : "");
}

static void make_table(struct option table[APP_N_OPTIONS + 1]) {
    memset(table, 0, (APP_N_OPTIONS + 1) * sizeof *table);
    for (int id = 0; id < APP_N_OPTIONS; id++) {
        const app_option *option = app_option_at((app_option_id)id);
        table[id].name = option->name;
        table[id].has_arg = option->value ? required_argument : no_argument;
        table[id].val = 256 + id;
    }
}

static ot_status needs_value(const char *option, ot_error *err) {
    return ot_fail(err, OT_ERR_USAGE, "option %s needs a value", "选项 %s 需要一个值", option);
}

/* "-:ho:": operands in their place, missing values told apart, then the letters. */
static void make_letters(char letters[2 * APP_N_OPTIONS + 4]) {
    size_t n = 3;
    memcpy(letters, "-:h", n);
    for (int id = 0; id < APP_N_OPTIONS; id++) {
        const app_option *option = app_option_at((app_option_id)id);
        const char letter = app_option_letter((app_option_id)id);
        if (letter) letters[n++] = letter;
        if (letter && option->value) letters[n++] = ':';
    }
    letters[n] = '\0';
}

/* What getopt's answer stands for; APP_N_OPTIONS: no option. */
static int option_of(int c) {
    for (int id = 0; id < APP_N_OPTIONS; id++)
        if (c == 256 + id || (c > 0 && c == app_option_letter((app_option_id)id))) return id;
    return APP_N_OPTIONS;
}

/* Options that change nothing but where and how results are shown, and who makes them. */
static int is_of_results(int id) {
    static const app_option_id OTHERS[] = {
        APP_THREADS, APP_SHARD, APP_PARTIAL,    APP_CHECKPOINT, APP_VERIFY, APP_FORMAT, APP_LANG,
        APP_OUTPUT,  APP_QUIET, APP_FAIL_UNDER, APP_DETAIL,     APP_HELP,   APP_VERSION};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if ((int)OTHERS[i] == id) return 0;
    return 1;
}

static void note_words(app_options *o, char **argv, int from, int to) {
    size_t n = strlen(o->request);
    for (int i = from; i < to; i++) {
        const size_t length = strlen(argv[i]);
        memcpy(o->request + n, argv[i], length);
        n += length;
        o->request[n++] = OT_REQUEST_END;
    }
    o->request[n] = '\0';
}

static ot_status parse(int argc, char **argv, app_options *o, ot_error *err) {
    struct option table[APP_N_OPTIONS + 1];
    char letters[2 * APP_N_OPTIONS + 4];
    int given[APP_N_OPTIONS] = {0};
    ot_status status = OT_OK;
    make_table(table);
    make_letters(letters);
    opterr = 0; /* the messages are ours */
    optind = 1;
    while (!status) {
        const int before = optind;
        const int c = getopt_long(argc, argv, letters, table, NULL);
        if (c == -1) break;
        const int id = option_of(c);
        if ((o->command || c != 1) && is_of_results(id)) note_words(o, argv, before, optind);
        if (c == 1) {
            status = take_operand(o, optarg, err);
        } else if (c == 'h') {
            o->wants_help = 1;
        } else if (c == ':') {
            status = needs_value(argv[before], err);
        } else if (id < APP_N_OPTIONS && optarg && strncmp(optarg, "--", 2) == 0) {
            status = needs_value(argv[before], err); /* the next option is no value */
        } else if (id < APP_N_OPTIONS) {
            given[id] = 1;
            if (may_be_own(o, id)) status = app_take_option(o, (app_option_id)id, optarg, err);
        } else {
            status = unknown_option(o, argv[before], err);
        }
    }
    for (; !status && optind < argc; optind++) { /* behind "--" */
        note_words(o, argv, optind, optind + 1);
        status = take_operand(o, argv[optind], err);
    }
    return status ? status : app_check_options(o, given, err);
}

ot_status app_options_parse(int argc, char **argv, app_options *o, ot_error *err) {
    size_t total = 1;
    for (int i = 0; i < argc; i++)
        total += strlen(argv[i]) + 1;
    memset(o, 0, sizeof *o);
    o->argv = argv;
    o->language = app_language(argc, argv);
    o->fail_under = o->reach = NAN;
    o->exchange = OT_N_EXCHANGES;
    o->start_factor = 1.0;
    o->scenario = calloc(total, sizeof *o->scenario); /* no more ids than characters */
    o->indicator = calloc(total, sizeof *o->indicator);
    o->shock = calloc(total, sizeof *o->shock);
    o->explain = calloc(total, sizeof *o->explain);
    o->area = calloc(total, sizeof *o->area);
    o->goal = calloc((size_t)argc + 1, sizeof *o->goal);
    o->instrument = calloc((size_t)argc + 1, sizeof *o->instrument);
    o->set = calloc((size_t)argc + 1, sizeof *o->set);
    o->parameter = calloc((size_t)argc + 1, sizeof *o->parameter);
    o->overlay = calloc((size_t)argc + 1, sizeof *o->overlay);
    o->part = calloc((size_t)argc + 1, sizeof *o->part);
    o->fit = calloc(total, sizeof *o->fit);
    o->operand = calloc((size_t)argc + 1, sizeof *o->operand);
    o->method = calloc(total, sizeof *o->method);
    o->match = calloc(total, sizeof *o->match);
    o->request = calloc(total, 1);
    char *room = calloc(total, 1);
    o->room = room;
    ot_status status =
        o->scenario && o->indicator && o->shock && o->explain && o->area && o->goal &&
                o->instrument && o->set && o->parameter && o->overlay && o->part && o->fit &&
                o->operand && o->request && o->match && o->method && room
            ? parse(argc, argv, o, err)
            : ot_fail(err, OT_ERR_NOMEM, "no memory for the options", "内存不足，无法解析选项");
    o->room = room;
    return status;
}

void app_options_clear(app_options *o) {
    free(o->scenario);
    free(o->indicator);
    free(o->shock);
    free(o->explain);
    free(o->area);
    free(o->goal);
    free(o->instrument);
    free(o->set);
    free(o->parameter);
    free(o->overlay);
    free(o->part);
    free(o->fit);
    free(o->operand);
    free(o->method);
    free(o->match);
    free(o->request);
    free(o->room);
}
