/* Some commands come in several forms: which option belongs to which. */
#include "options.h"

enum { MOST_REFUSED = 16 };

typedef struct app_form {
    const app_command *command;
    int (*is)(const app_options *o);
    const char *text[OT_N_LANGUAGES];    /* of the option's name */
    app_option_id refused[MOST_REFUSED]; /* they would change nothing; ends with APP_N_OPTIONS */
} app_form;

static int is_of_panel(const app_options *o) { return o->panel && o->n_operands == 0; }

static int is_of_model(const app_options *o) { return !o->panel && o->n_operands > 0; }

static int is_verified(const app_options *o) { return o->verify != NULL; }

static int is_of_manifest(const app_options *o) { return o->verify && o->n_operands == 0; }

static const app_form FORM[] = {
    {&app_command_backtest,
     is_of_panel,
     {"--%s is for a model; --panel has none", "--%s 只用于模型，不与 --panel 同用"},
     {APP_SCENARIO, APP_DRAWS, APP_GIVEN, APP_OVERLAY, APP_SET, APP_N_OPTIONS}},
    {&app_command_backtest,
     is_of_model,
     {"--%s goes with --panel, not with a model", "--%s 只用于 --panel，不用于模型"},
     {APP_AREA, APP_MAX_HISTORY, APP_RECALIBRATE, APP_COMPLETE, APP_N_OPTIONS}},
    {&app_command_run,
     is_verified,
     {"--verify compares results and writes none; it takes no --%s",
      "--verify 只核对结果，不写出结果，不能与 --%s 同用"},
     {APP_OUTPUT, APP_FORMAT, APP_INDICATOR, APP_N_OPTIONS}},
    {&app_command_run,
     is_of_manifest,
     {"--verify without a model makes the run of manifest.json again; it takes no --%s",
      "不给出模型时，--verify 重做 manifest.json 所记的运行，不能与 --%s 同用"},
     {APP_SCENARIO, APP_MODE, APP_DRAWS, APP_SEED, APP_SAMPLING, APP_EXECUTOR, APP_OVERLAY, APP_SET,
      APP_YEARS, APP_N_OPTIONS}},
};

ot_status app_check_forms(const app_options *o, const int given[APP_N_OPTIONS], ot_error *err) {
    for (size_t f = 0; f < sizeof FORM / sizeof *FORM; f++) {
        if (FORM[f].command != o->command || !FORM[f].is(o)) continue;
        for (const app_option_id *id = FORM[f].refused; *id != APP_N_OPTIONS; id++)
            if (given[*id])
                return ot_fail(err, OT_ERR_USAGE, FORM[f].text[OT_LANGUAGE_EN],
                               FORM[f].text[OT_LANGUAGE_ZH], app_option_at(*id)->name);
    }
    return OT_OK;
}
