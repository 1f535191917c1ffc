/* options.h -- what was asked for on the command line */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "command.h"
#include "outturn/document.h"
#include "outturn/error.h"
#include "outturn/export.h"
#include "outturn/publish.h"
#include "outturn/review.h"
#include "outturn/sampling.h"
#include "outturn/seek.h"
#include "outturn/tune.h"

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

/* Which language: --lang among the arguments, else LC_ALL, LC_MESSAGES or LANG. */
ot_language app_language(int argc, char **argv);

/* OT_ERR_USAGE with a sentence that says what is allowed, OT_ERR_NOMEM. Always clear *o. */
ot_status app_options_parse(int argc, char **argv, app_options *o, ot_error *err) OT_CHECK_RESULT;
void app_options_clear(app_options *o);

/* With --portable: start the program again, so that the C library's functions round alike on every
 * x86-64 processor; returns where nothing is to be done, or OT_ERR_IO: that cannot be done here. */
ot_status app_portable_restart(char **argv, ot_error *err) OT_CHECK_RESULT;

int app_verify(const app_options *o);  /* run with --verify */
int app_explain(const app_options *o); /* compare with --explain */

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
/* Do the options that were given go together, and is none missing? OT_ERR_USAGE */
ot_status app_check_options(app_options *o, const int given[APP_N_OPTIONS],
                            ot_error *err) OT_CHECK_RESULT;
/* Do they belong to this form of the command? OT_ERR_USAGE */
ot_status app_check_forms(const app_options *o, const int given[APP_N_OPTIONS],
                          ot_error *err) OT_CHECK_RESULT;

#endif
