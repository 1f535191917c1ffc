/* The commands, in the order of help: each says in its own file what it is and takes. */
#include <string.h>

#include "options.h"

static const app_command *const COMMAND[] = {
    &app_command_check,    &app_command_estimate, &app_command_solve,   &app_command_run,
    &app_command_merge,    &app_command_review,   &app_command_report,  &app_command_export,
    &app_command_trace,    &app_command_batch,    &app_command_compare, &app_command_multipliers,
    &app_command_seek,     &app_command_tune,     &app_command_prior,   &app_command_score,
    &app_command_backtest, &app_command_forecast, &app_command_train,   &app_command_audit,
    &app_command_import,   &app_command_help};

const app_command *app_command_at(size_t i) {
    return i < sizeof COMMAND / sizeof *COMMAND ? COMMAND[i] : NULL;
}

const app_command *app_command_find(const char *name) {
    for (size_t i = 0; app_command_at(i); i++)
        if (strcmp(COMMAND[i]->name, name) == 0) return COMMAND[i];
    return NULL;
}

const app_own_option *app_command_own(const app_command *command, app_option_id id) {
    for (const app_own_option *own = command->option; own->id != APP_N_OPTIONS; own++)
        if (own->id == id) return own;
    return NULL;
}

const char *app_option_text(const app_command *command, app_option_id id, ot_language language) {
    const app_own_option *own = app_command_own(command, id);
    const char *text = own ? own->text[language] : NULL;
    return text ? text : app_option_at(id)->text[language];
}

const char *app_option_value(const app_command *command, app_option_id id) {
    const app_own_option *own = app_command_own(command, id);
    return own && own->value ? own->value : app_option_at(id)->value;
}
