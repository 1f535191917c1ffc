/* command.h -- what a command is: its operands, its options, its words for help */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"

typedef enum app_option_id {
    APP_SCENARIO,
    APP_INDICATOR,
    APP_MODE,
    APP_START_FACTOR,
    APP_SHOCK,
    APP_TARGET,
    APP_INSTRUMENT,
    APP_PARAMETER,
    APP_FIT,
    APP_LOSS,
    APP_HOLD_OUT,
    APP_POINTS,
    APP_EXPLAIN,
    APP_AREA,
    APP_FROM,
    APP_TO,
    APP_WITHOUT_OUTLIERS,
    APP_DRAWS,
    APP_SEED,
    APP_SAMPLING,
    APP_THREADS,
    APP_JOBS,
    APP_MODEL,
    APP_NAMES,
    APP_EXECUTOR,
    APP_PORTABLE,
    APP_SHARD,
    APP_PARTIAL,
    APP_CHECKPOINT,
    APP_VERIFY,
    APP_OVERLAY,
    APP_SET,
    APP_YEARS,
    APP_FORMAT,
    APP_LANG,
    APP_OUTPUT,
    APP_QUIET,
    APP_FAIL_UNDER,
    APP_REACH,
    APP_OUTTURNS,
    APP_PANEL,
    APP_MATCH,
    APP_PREVIOUS,
    APP_PART,
    APP_RELATIONS,
    APP_AS,
    APP_HTML,
    APP_XLSX,
    APP_MARKDOWN,
    APP_SVG,
    APP_PNG,
    APP_PDF,
    APP_UNUSED,
    APP_ORDER,
    APP_DETAIL,
    APP_METHOD,
    APP_ORIGINS,
    APP_HORIZON,
    APP_BOUNDS,
    APP_MIN_HISTORY,
    APP_MAX_HISTORY,
    APP_REFERENCE,
    APP_RECALIBRATE,
    APP_GIVEN,
    APP_COMPLETE,
    APP_TRAINED,
    APP_HELP,
    APP_VERSION,
    APP_N_OPTIONS
} app_option_id;

typedef struct app_option {
    const char *name;
    const char *value;                /* what stands for its value in help; NULL: it takes none */
    const char *text[OT_N_LANGUAGES]; /* one line, with the default */
} app_option;

/* An option of a command. What it says here, it means to this command alone. */
typedef struct app_own_option {
    app_option_id id;
    const char *value;                  /* as in app_option; NULL: the same */
    const char *text[OT_N_LANGUAGES];   /* as in app_option; NULL: the same */
    const char *needed[OT_N_LANGUAGES]; /* what is said where it is missing; NULL: it may be */
} app_own_option;

/* An option that means what the table of options says. */
#define APP_SAID(name) \
    { .id = APP_##name }

typedef struct app_options app_options;

typedef struct app_example {
    const char *example;               /* NULL: none */
    const char *shows[OT_N_LANGUAGES]; /* what it does */
} app_example;

typedef struct app_refusal { /* of an option that is expected here, in words of its own */
    app_option_id id;
    const char *text[OT_N_LANGUAGES]; /* NULL: none is refused so */
} app_refusal;

typedef struct app_command {
    const char *name;
    const char *operands; /* as in the usage line */
    size_t least, most;   /* how many operands it takes */
    const char *purpose[OT_N_LANGUAGES];
    const char *detail[OT_N_LANGUAGES];
    const app_own_option *option; /* ends with APP_N_OPTIONS */
    app_refusal refused;
    const char *example;
    const char *shows[OT_N_LANGUAGES]; /* what the example does */
    app_example more;                  /* a second one */
    const char *see;                   /* other commands, for "see also" */
    int (*run)(const app_options *o);  /* returns the exit status */
    int is_drawn;                      /* it makes draws, so that lags must be simulated */
    int is_shared;   /* the processes of mpirun share its draws; of others the first works alone */
    int follows_one; /* scenario, not several */
    int has_own_years;   /* --years and --mode are its own, no settings of the model */
    int simulates_years; /* --years are simulated, however the model projects */
    int is_in_both;      /* --lang both: each language */
    int takes_finished;  /* --from is the folder of a finished run, not a year */
} app_command;

#define APP_ANY_NUMBER SIZE_MAX /* of operands */

extern const app_command app_command_check, app_command_estimate, app_command_solve,
    app_command_run, app_command_merge, app_command_compare, app_command_multipliers,
    app_command_seek, app_command_tune, app_command_prior, app_command_train, app_command_batch,
    app_command_audit, app_command_import, app_command_score, app_command_backtest,
    app_command_forecast, app_command_review, app_command_trace, app_command_report,
    app_command_export, app_command_help;

const app_option *app_option_at(app_option_id id);
char app_option_letter(app_option_id id);    /* its short form, the o of -o; 0: it has none */
const app_command *app_command_at(size_t i); /* NULL past the last */
const app_command *app_command_find(const char *name);
const app_own_option *app_command_own(const app_command *command, app_option_id id); /* or NULL */
/* What help says of it for this command. */
const char *app_option_text(const app_command *command, app_option_id id, ot_language language);
/* What stands for its value in help; NULL: it takes none. */
const char *app_option_value(const app_command *command, app_option_id id);

typedef struct app_exit {
    int status;
    const char *text[OT_N_LANGUAGES];
} app_exit;
enum { APP_N_EXITS = 7 };
const app_exit *app_exit_at(size_t i);

#endif
