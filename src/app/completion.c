#include <stdio.h>
#include <string.h>

#include "manual.h"
#include "output.h"

const char *const app_shells[] = {"bash", "zsh", "fish", NULL};

/* "zh|en" are the words that an option takes. */
static int is_choice(const char *value) {
    return value && strchr(value, '|') && strcspn(value, "[]=:,") == strlen(value);
}

static void put_spaced(const char *value) {
    for (; *value; value++)
        (void)putchar(*value == '|' ? ' ' : *value);
}

/* Within single quotes of a shell; zsh's specifications end at a bracket and split at a colon. */
static void put_quoted(const char *text, const char *dropped) {
    for (; *text; text++) {
        if (strchr(dropped, *text)) continue;
        if (*text == '\'')
            app_put("'\\''");
        else
            (void)putchar(*text);
    }
}

static void put_commands(void) {
    for (size_t i = 0; app_command_at(i); i++)
        (void)printf(i ? " %s" : "%s", app_command_at(i)->name);
}

static void put_bash_choices(void) {
    for (int id = 0; id < APP_N_OPTIONS; id++) {
        const app_option *option = app_option_at((app_option_id)id);
        if (!is_choice(option->value)) continue;
        (void)printf("    --%s) COMPREPLY=($(compgen -W \"", option->name);
        put_spaced(option->value);
        app_put("\" -- \"$word\")); return ;;\n");
    }
}

static void put_bash(void) {
    app_put(
        "# completion of outturn for bash\n_outturn() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options=\n"
        "    COMPREPLY=()\n"
        "    if [ \"$COMP_CWORD\" -eq 1 ] || [ \"$previous\" = help ]; then\n"
        "        COMPREPLY=($(compgen -W \"");
    put_commands();
    app_put("\" -- \"$word\")); return\n    fi\n    case $previous in\n");
    put_bash_choices();
    app_put("    esac\n    case $word in -*) ;; *) return ;; esac\n"
            "    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; app_command_at(i); i++) {
        const app_command *c = app_command_at(i);
        (void)printf("    %s) options=\"", c->name);
        for (const app_own_option *own = c->option; own->id != APP_N_OPTIONS; own++)
            (void)printf("%s--%s", own == c->option ? "" : " ", app_option_at(own->id)->name);
        app_put("\" ;;\n");
    }
    app_put("    esac\n    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n}\n"
            "complete -o default -F _outturn outturn\n");
}

static void put_zsh_option(const app_command *c, app_option_id id, ot_language l) {
    const char *value = app_option_value(c, id);
    (void)printf("            '--%s[", app_option_at(id)->name);
    put_quoted(app_option_text(c, id, l), "[]:\\`$");
    app_put("]");
    if (is_choice(value)) {
        app_put(":value:(");
        put_spaced(value);
        app_put(")");
    } else if (value) {
        app_put(":value:_files");
    }
    app_put("' \\\n");
}

static void put_zsh(ot_language l) {
    app_put("#compdef outturn\n# completion of outturn for zsh\n_outturn() {\n"
            "    local -a commands\n    commands=(\n");
    for (size_t i = 0; app_command_at(i); i++) {
        (void)printf("        '%s:", app_command_at(i)->name);
        put_quoted(app_command_at(i)->purpose[l], ":\\");
        app_put("'\n");
    }
    app_put("    )\n    if (( CURRENT == 2 )) || [[ $words[2] == help ]]; then\n"
            "        _describe command commands\n        return\n    fi\n    case $words[2] in\n");
    for (size_t i = 0; app_command_at(i); i++) {
        const app_command *c = app_command_at(i);
        (void)printf("    %s)\n        _arguments \\\n", c->name);
        for (const app_own_option *own = c->option; own->id != APP_N_OPTIONS; own++)
            put_zsh_option(c, own->id, l);
        app_put("            '*:file:_files' ;;\n");
    }
    app_put("    esac\n}\ncompdef _outturn outturn\n");
}

static void put_fish_option(const app_command *c, app_option_id id, ot_language l) {
    const char *value = app_option_value(c, id);
    (void)printf("complete -c outturn -n '__fish_seen_subcommand_from %s' -l %s", c->name,
                 app_option_at(id)->name);
    if (app_option_letter(id)) (void)printf(" -s %c", app_option_letter(id));
    if (is_choice(value)) {
        app_put(" -x -a '");
        put_spaced(value);
        app_put("'");
    } else if (value) {
        app_put(" -r");
    }
    app_put(" -d '");
    put_quoted(app_option_text(c, id, l), "'\\");
    app_put("'\n");
}

static void put_fish(ot_language l) {
    app_put("# completion of outturn for fish\n");
    for (size_t i = 0; app_command_at(i); i++) {
        const app_command *c = app_command_at(i);
        (void)printf("complete -c outturn -n __fish_use_subcommand -f -a %s -d '", c->name);
        put_quoted(c->purpose[l], "'\\");
        app_put("'\n");
        for (const app_own_option *own = c->option; own->id != APP_N_OPTIONS; own++)
            put_fish_option(c, own->id, l);
    }
    app_put("complete -c outturn -n '__fish_seen_subcommand_from help' -f -a '");
    put_commands();
    app_put("'\n");
}

void app_put_completion(const char *shell, ot_language language) {
    if (strcmp(shell, "bash") == 0)
        put_bash();
    else if (strcmp(shell, "zsh") == 0)
        put_zsh(language);
    else
        put_fish(language);
}
