/* options.h -- the commands and their options: one table parses, checks and makes --help */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/document.h"
#include "outturn/error.h"
#include "outturn/export.h"
#include "outturn/publish.h"
#include "outturn/review.h"
#include "outturn/sampling.h"
#include "outturn/seek.h"
#include "outturn/tune.h"

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

typedef struct app_options app_options;

typedef struct app_command {
    const char *name;
    const char *operands; /* as in the usage line */
    size_t least, most;   /* how many operands it takes */
    const char *purpose[OT_N_LANGUAGES];
    const char *detail[OT_N_LANGUAGES];
    const app_option_id *option; /* ends with APP_N_OPTIONS */
    const char *example;
    const char *shows[OT_N_LANGUAGES]; /* what the example does */
    const char *see;                   /* other commands, for "see also" */
    int (*run)(const app_options *o);  /* returns the exit status */
    int is_drawn;                      /* it makes draws, so that lags must be simulated */
    int is_shared; /* the processes of mpirun share its draws; of others the first works alone */
} app_command;

typedef struct app_example { /* of a command that needs a second one */
    const char *command, *example;
    const char *shows[OT_N_LANGUAGES];
} app_example;

#define APP_ANY_NUMBER SIZE_MAX /* of operands */

struct app_options {
    char **argv;                /* all that was parsed */
    const app_command *command; /* NULL: none was named */
    ot_language language;
    const char **operand; /* after the command */
    size_t n_operands;
    const char **scenario, **indicator; /* ids, in the order given */
    const char **shock, **explain;      /* names of inputs; ids of indicators */
    const char **area;
    ot_goal *goal;
    ot_instrument *instrument;
    ot_parameter *parameter;
    const char **fit; /* ids of indicators */
    ot_loss loss;
    int hold_out;         /* years */
    uint64_t points;      /* of tune's global stage; 0: the default */
    const char **overlay; /* files */
    const char **set;
    size_t n_parameters, n_fit, n_overlays;
    size_t n_scenarios, n_indicators, n_sets, n_shocks, n_explain, n_goals, n_instruments;
    size_t n_areas;
    int from, to;                     /* of prior; 0: not given */
    const char *mode;                 /* NULL: the model's */
    double start_factor;              /* of the solver's starting values; 1 */
    uint64_t draws;                   /* 0: as the model says */
    uint64_t threads;                 /* 0: one for each processor */
    uint64_t jobs;                    /* the same of rows of a batch */
    const char *model;                /* of the rows of a batch; NULL: none */
    const char *panel;                /* of review and audit; NULL: none */
    const char *previous, *relations; /* files of audit; NULL: none */
    const char **part;                /* and plans of the level below */
    size_t n_plan_parts;
    const char *names; /* file of names of indicators; NULL: none */
    uint64_t seed;
    int has_seed;
    ot_sampling sampling;
    int has_sampling;
    const char *executor, *output;             /* NULL: the default */
    uint32_t shard, n_shards;                  /* 0: the whole run */
    const char *partial, *checkpoint, *verify; /* files; NULL: none */
    const char *const *merged;                 /* files of --partial, read instead of drawing */
    size_t n_merged;
    char *request; /* the words behind the command that decide the results, as they were given */
    int first_year, last_year; /* 0: all */
    ot_format format;
    int is_quiet, is_portable, recalibrates, takes_given, needs_all, leaves_out_outliers,
        lists_unused, lists_order, is_detailed, wants_help, wants_version;
    double reach;         /* NaN: not asked */
    const char *outturns; /* file; NULL: none */
    ot_review_match *match;
    size_t n_matches;
    double fail_under;              /* NaN: not asked */
    int wants_outlet[OT_N_OUTLETS]; /* of report */
    ot_exchange exchange;           /* of export; OT_N_EXCHANGES: not given */
    const char *finished;           /* folder of --from; NULL: none */
    int has_both_languages;         /* --lang both; `language` is that of messages */
    const char **method;            /* of backtest, forecast */
    double low, high;               /* of --bounds */
    int has_bounds;
    size_t n_chosen_methods;
    uint64_t origins, horizon, min_history, max_history; /* 0: the default */
    const char *trained;                                 /* of backtest; NULL: what ships */
    const char *reference;                               /* of score; NULL: the first model */
    char *room;                                          /* of the ids */
};

const app_option *app_option_at(app_option_id id);
/* What help says of it for this command. */
const char *app_option_text(const app_command *command, app_option_id id, ot_language language);
/* What stands for its value in help; NULL: it takes none. */
const char *app_option_value(const app_command *command, app_option_id id);
char app_option_letter(app_option_id id);    /* its short form, the o of -o; 0: it has none */
const app_command *app_command_at(size_t i); /* NULL past the last */
const app_command *app_command_find(const char *name);
int app_command_takes(const app_command *command, app_option_id id);
const app_example *app_command_more(const app_command *command); /* NULL: one example does */

typedef struct app_exit {
    int status;
    const char *text[OT_N_LANGUAGES];
} app_exit;
enum { APP_N_EXITS = 7 };
const app_exit *app_exit_at(size_t i);

/* Which language: --lang among the arguments, else LC_ALL, LC_MESSAGES or LANG. */
ot_language app_language(int argc, char **argv);

/* OT_ERR_USAGE with a sentence that says what is allowed, OT_ERR_NOMEM. Always clear *o. */
ot_status app_options_parse(int argc, char **argv, app_options *o, ot_error *err) OT_CHECK_RESULT;
void app_options_clear(app_options *o);

/* With --portable: start the program again, so that the C library's functions round alike on every
 * x86-64 processor; returns where nothing is to be done, or OT_ERR_IO: that cannot be done here. */
ot_status app_portable_restart(char **argv, ot_error *err) OT_CHECK_RESULT;

int app_check(const app_options *o);
int app_estimate(const app_options *o);
int app_solve(const app_options *o);
int app_run(const app_options *o);
int app_merge(const app_options *o);
int app_verify(const app_options *o); /* run with --verify */
int app_compare(const app_options *o);
int app_explain(const app_options *o); /* compare with --explain */
int app_multipliers(const app_options *o);
int app_seek(const app_options *o);
int app_tune(const app_options *o);
int app_prior(const app_options *o);
int app_train(const app_options *o);
int app_batch(const app_options *o);
int app_audit(const app_options *o);
int app_import(const app_options *o);
int app_score(const app_options *o);
int app_backtest(const app_options *o);
int app_forecast(const app_options *o);
int app_review(const app_options *o);
int app_trace(const app_options *o);
int app_report(const app_options *o);
int app_export(const app_options *o);
int app_help(const app_options *o);

/* A year of four digits, past which *p is moved; 0: there is none. */
int app_parse_year(const char **p);
/* "grp@2025=300" and "g@2023:2025*2"; the name is put into `room`, as long as the text. */
ot_status app_parse_goal(const char *text, char *room, ot_goal *out, ot_error *err) OT_CHECK_RESULT;
ot_status app_parse_instrument(const char *text, char *room, ot_instrument *out,
                               ot_error *err) OT_CHECK_RESULT;
/* "growth=2:8"; the name is put into `room`, as long as the text. */
ot_status app_parse_parameter(const char *text, char *room, ot_parameter *out,
                              ot_error *err) OT_CHECK_RESULT;
/* All of the text as a decimal number; 0 when it is none. */
int app_parse_number(const char *text, double *out);
/* What multipliers, seek and tune cannot do without is there? OT_ERR_USAGE */
ot_status app_check_needed(const app_options *o, ot_error *err) OT_CHECK_RESULT;

#endif
