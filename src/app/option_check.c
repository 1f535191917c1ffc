/* Do the options that were given go together, and is none missing? */
#include <string.h>

#include "options.h"
#include "output.h"

/* A sentence that stands in a command's row. */
static ot_status fail_as(const char *const text[OT_N_LANGUAGES], ot_error *err) {
    return ot_fail(err, OT_ERR_USAGE, "%s%.0s", "%.0s%s", text[OT_LANGUAGE_EN],
                   text[OT_LANGUAGE_ZH]);
}

static ot_status check_allowed(const app_options *o, const int *given, ot_error *err) {
    for (int id = 0; o->command && id < APP_N_OPTIONS; id++) {
        const app_refusal *refused = &o->command->refused;
        if (given[id] && (int)refused->id == id && refused->text[0])
            return fail_as(refused->text, err);
        if (given[id] && !app_command_own(o->command, (app_option_id)id))
            return ot_fail(err, OT_ERR_USAGE,
                           "%s takes no option --%s; \"outturn help %s\" lists its options",
                           "%s 没有选项 --%s；“outturn help %s”可列出其选项", o->command->name,
                           app_option_at((app_option_id)id)->name, o->command->name);
    }
    return OT_OK;
}

/* Draws are of the years after history, or of history simulated as a whole. */
static ot_status check_mode(const app_options *o, ot_error *err) {
    if (!o->mode || !o->command || !o->command->is_drawn || strcmp(o->mode, "forecast") == 0 ||
        strcmp(o->mode, "dynamic") == 0)
        return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--mode is \"%s\"; draws need lags that are simulated: %s takes forecast or "
                   "dynamic, and solve takes every mode",
                   "--mode 为“%s”；抽样要求滞后值也由模拟得出：%s 只接受 forecast 或 "
                   "dynamic，solve 接受各种模式",
                   o->mode, o->command->name);
}

/* A shard is of no use without a file, and a file of a part without a shard is one of one. */
static ot_status check_parts(app_options *o, ot_error *err) {
    if (o->n_shards > 0 && !o->partial)
        return ot_fail(
            err, OT_ERR_USAGE,
            "--shard %u/%u needs --partial FILE, for \"outturn merge\" to put the shards "
            "together",
            "--shard %u/%u 需要 --partial 文件，以便用“outturn merge”合并", (unsigned)o->shard,
            (unsigned)o->n_shards);
    if (o->partial && o->n_shards == 0) o->shard = o->n_shards = 1;
    if (o->partial && o->checkpoint && app_is_same_file(o->partial, o->checkpoint))
        return ot_fail(err, OT_ERR_USAGE, "--partial and --checkpoint are one file: \"%s\"",
                       "--partial 与 --checkpoint 是同一个文件：“%s”", o->partial);
    if (o->verify && (o->partial || o->checkpoint))
        return ot_fail(err, OT_ERR_USAGE, "--verify makes the whole run again; it takes no --%s",
                       "--verify 重做整个运行，不能与 --%s 同用",
                       o->partial ? "partial" : "checkpoint");
    return OT_OK;
}

static ot_status check_operands(const app_options *o, ot_error *err) {
    if (!o->command || o->wants_help || o->wants_version || o->n_operands >= o->command->least)
        return OT_OK;
    if (o->verify) return OT_OK; /* the manifest names the model */
    return ot_fail(err, OT_ERR_USAGE, "%s needs more operands; usage: outturn %s %s",
                   "%s 缺少参数；用法：outturn %s %s", o->command->name, o->command->name,
                   o->command->operands);
}

static ot_status check_needed(const app_options *o, const int *given, ot_error *err) {
    for (const app_own_option *own = o->command->option; own->id != APP_N_OPTIONS; own++)
        if (own->needed[0] && !given[own->id]) return fail_as(own->needed, err);
    return OT_OK;
}

static ot_status check_together(const app_options *o, ot_error *err) {
    if (o->from && o->to && o->from > o->to)
        return ot_fail(err, OT_ERR_USAGE, "--from %d is after --to %d", "--from %d 晚于 --to %d",
                       o->from, o->to);
    if (o->n_explain > 0 && o->n_indicators > 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "--indicator is not for --explain, which names its indicators itself",
                       "--indicator 不与 --explain 同用：后者自行给出指标");
    if (o->command->follows_one && o->n_scenarios > 1)
        return ot_fail(err, OT_ERR_USAGE, "%s follows one scenario; --scenario names %zu",
                       "%s 只沿一个情景计算；--scenario 给出了 %zu 个", o->command->name,
                       o->n_scenarios);
    return OT_OK;
}

ot_status app_check_options(app_options *o, const int given[APP_N_OPTIONS], ot_error *err) {
    ot_status status = check_allowed(o, given, err);
    if (!status) status = check_mode(o, err);
    if (!status) status = check_parts(o, err);
    if (!status) status = check_operands(o, err);
    if (status || !o->command || o->wants_help || o->wants_version) return status;
    status = check_needed(o, given, err);
    if (!status) status = app_check_forms(o, given, err);
    return status ? status : check_together(o, err);
}
