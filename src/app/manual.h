/* manual.h -- manual pages and completions, made from the tables of commands and options */
#ifndef APP_MANUAL_H
#define APP_MANUAL_H

#include "options.h"

/* On standard output, as scdoc reads it; NULL: of the program as a whole. */
void app_put_manual(const app_command *command, ot_language language);

/* The shells whose completion can be written; NULL ends. */
extern const char *const app_shells[];
void app_put_completion(const char *shell, ot_language language);

#endif
