/* Values of the other options, and which reader is whose. */
#include <math.h>
#include <string.h>

#include "option_take.h"
#include "outturn/forecast.h"

enum { MOST_HELD_OUT = 60, MOST_YEARS = 1000 };

static ot_status take_format(app_options *o, const char *value, ot_error *err) {
    static const char *const WORD[] = {
#define OT_ROW(name, word, english, chinese) word,
        OT_FORMAT_LIST(OT_ROW)
#undef OT_ROW
    };
    size_t i = 0;
    const ot_status status =
        app_take_word("format", WORD, sizeof WORD / sizeof *WORD, value, &i, err);
    if (!status) o->format = (ot_format)i;
    return status;
}

static ot_status take_language(app_options *o, const char *value, ot_error *err) {
    const int may_be_both = o->command && o->command->run == app_report;
    o->has_both_languages = may_be_both && strcmp(value, "both") == 0;
    if (o->has_both_languages) return OT_OK;
    o->language = app_named_language(value);
    if (strcmp(value, "zh") == 0 || strcmp(value, "en") == 0) return OT_OK;
    if (may_be_both)
        return ot_fail(err, OT_ERR_USAGE, "--lang is \"%s\"; must be zh, en or both",
                       "--lang 为“%s”；应为 zh、en 或 both", value);
    return ot_fail(err, OT_ERR_USAGE, "--lang is \"%s\"; must be zh or en",
                   "--lang 为“%s”；应为 zh 或 en", value);
}

static ot_status take_exchange(app_options *o, const char *value, ot_error *err) {
    static const char *const WORD[] = {
#define OT_ROW(name, word, english, chinese) word,
        OT_EXCHANGE_LIST(OT_ROW)
#undef OT_ROW
    };
    size_t i = 0;
    const ot_status status = app_take_word("as", WORD, sizeof WORD / sizeof *WORD, value, &i, err);
    if (!status) o->exchange = (ot_exchange)i;
    return status;
}

static ot_status take_share(app_options *o, const char *value, ot_error *err) {
    if (app_parse_number(value, &o->fail_under) && o->fail_under >= 0.0 && o->fail_under <= 1.0)
        return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--fail-under is \"%s\"; must be a probability from 0 to 1",
                   "--fail-under 为“%s”；应为 0 至 1 之间的概率", value);
}

static ot_status take_reach(app_options *o, const char *value, ot_error *err) {
    if (app_parse_number(value, &o->reach) && o->reach > 0.0 && o->reach < 1.0) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--reach is \"%s\"; must be a probability between 0 and 1",
                   "--reach 为“%s”；应为 0 与 1 之间的概率（不含两端）", value);
}

/* LOW:HIGH, of which either may be left out. */
static ot_status take_bounds(app_options *o, const char *value, ot_error *err) {
    enum { MOST = 64 };
    char low[MOST];
    const char *colon = strchr(value, ':');
    const size_t n = colon ? (size_t)(colon - value) : MOST;
    o->has_bounds = 1;
    o->low = -INFINITY;
    o->high = INFINITY;
    if (n < MOST) {
        memcpy(low, value, n);
        low[n] = '\0';
        if ((n == 0 || app_parse_number(low, &o->low)) &&
            (!colon[1] || app_parse_number(colon + 1, &o->high)) && o->low < o->high)
            return OT_OK;
    }
    return ot_fail(err, OT_ERR_USAGE,
                   "--bounds is \"%s\"; must be LOW:HIGH, such as 0:100 or 0: (above 0)",
                   "--bounds 为“%s”；应为 下限:上限，如 0:100 或 0:（大于 0）", value);
}

static ot_status take_factor(app_options *o, const char *value, ot_error *err) {
    if (app_parse_number(value, &o->start_factor) && o->start_factor > 0.0) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--start-factor is \"%s\"; must be a number above 0",
                   "--start-factor 为“%s”；应为大于 0 的数", value);
}

static ot_status take_loss(app_options *o, const char *value, ot_error *err) {
    static const char *const WORD[] = {
#define OT_ROW(name, word, english, chinese) word,
        OT_LOSS_LIST(OT_ROW)
#undef OT_ROW
    };
    size_t i = 0;
    const ot_status status =
        app_take_word("loss", WORD, sizeof WORD / sizeof *WORD, value, &i, err);
    if (!status) o->loss = (ot_loss)i;
    return status;
}

static ot_status take_hold_out(app_options *o, const char *value, ot_error *err) {
    uint64_t years = 0;
    if (app_whole_number(value, MOST_HELD_OUT, &years)) {
        o->hold_out = (int)years;
        return OT_OK;
    }
    return ot_fail(err, OT_ERR_USAGE, "--hold-out is \"%s\"; must be a number of years, 0 to %d",
                   "--hold-out 为“%s”；应为年数，0 至 %d", value, MOST_HELD_OUT);
}

/* "a,b" into two ids. */
static ot_status take_ids(app_options *o, const char *name, const char **list, size_t *n,
                          const char *value, ot_error *err) {
    char *at = o->room + strlen(value) + 1;
    char *id = memcpy(o->room, value, strlen(value) + 1);
    o->room = at; /* what was taken stays: the room is as long as all arguments */
    for (char *comma; id; id = comma) {
        comma = strchr(id, ',');
        if (comma) *comma++ = '\0';
        if (!*id)
            return ot_fail(err, OT_ERR_USAGE, "--%s is \"%s\"; an id is empty",
                           "--%s 为“%s”；其中有空的 id", name, value);
        list[(*n)++] = id;
    }
    return OT_OK;
}

static ot_status take_goal(app_options *o, const char *value, ot_error *err) {
    char *room = o->room;
    o->room += strlen(value) + 1;
    return app_parse_goal(value, room, &o->goal[o->n_goals++], err);
}

static ot_status take_instrument(app_options *o, const char *value, ot_error *err) {
    char *room = o->room;
    o->room += strlen(value) + 1;
    return app_parse_instrument(value, room, &o->instrument[o->n_instruments++], err);
}

static ot_status take_parameter(app_options *o, const char *value, ot_error *err) {
    char *room = o->room;
    o->room += strlen(value) + 1;
    return app_parse_parameter(value, room, &o->parameter[o->n_parameters++], err);
}

/* "grp=gdp_nominal,jobs=employment" into pairs. */
static ot_status take_matches(app_options *o, const char *value, ot_error *err) {
    char *pair = memcpy(o->room, value, strlen(value) + 1);
    o->room += strlen(value) + 1;
    for (char *comma; pair; pair = comma) {
        comma = strchr(pair, ',');
        if (comma) *comma++ = '\0';
        char *equals = strchr(pair, '=');
        if (!equals || equals == pair || !equals[1])
            return ot_fail(err, OT_ERR_USAGE,
                           "--match is \"%s\"; must be INDICATOR=SERIES, such as grp=gdp_nominal",
                           "--match 为“%s”；应为 指标=序列，例如 grp=gdp_nominal", value);
        *equals = '\0';
        o->match[o->n_matches++] = (ot_review_match){pair, equals + 1};
    }
    return OT_OK;
}

/* Options that only keep their value, and those that are said or not. */
static ot_status take_plain(app_options *o, app_option_id id, const char *value, ot_error *err) {
    const struct plain_text {
        app_option_id id;
        const char **to;
    } TEXT[] = {
        {APP_NAMES, &o->names},   {APP_PREVIOUS, &o->previous},   {APP_RELATIONS, &o->relations},
        {APP_MODEL, &o->model},   {APP_PARTIAL, &o->partial},     {APP_CHECKPOINT, &o->checkpoint},
        {APP_VERIFY, &o->verify}, {APP_OUTPUT, &o->output},       {APP_OUTTURNS, &o->outturns},
        {APP_PANEL, &o->panel},   {APP_REFERENCE, &o->reference}, {APP_TRAINED, &o->trained},
    };
    const struct plain_flag {
        app_option_id id;
        int *to;
    } FLAG[] = {{APP_WITHOUT_OUTLIERS, &o->leaves_out_outliers},
                {APP_PORTABLE, &o->is_portable},
                {APP_QUIET, &o->is_quiet},
                {APP_UNUSED, &o->lists_unused},
                {APP_RECALIBRATE, &o->recalibrates},
                {APP_GIVEN, &o->takes_given},
                {APP_COMPLETE, &o->needs_all},
                {APP_ORDER, &o->lists_order},
                {APP_DETAIL, &o->is_detailed},
                {APP_HELP, &o->wants_help},
                {APP_VERSION, &o->wants_version},
#define OT_ROW(name, word, english, chinese) {APP_##name, &o->wants_outlet[OT_OUTLET_##name]},
                OT_OUTLET_LIST(OT_ROW)
#undef OT_ROW
    };
    for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++)
        if (TEXT[i].id == id) return app_take_text(TEXT[i].to, app_option_at(id)->name, value, err);
    for (size_t i = 0; i < sizeof FLAG / sizeof *FLAG; i++)
        if (FLAG[i].id == id) *FLAG[i].to = 1;
    return OT_OK;
}

static ot_status take_list(app_options *o, app_option_id id, const char *value, ot_error *err) {
    switch (id) {
    case APP_SCENARIO:
        return take_ids(o, "scenario", o->scenario, &o->n_scenarios, value, err);
    case APP_INDICATOR:
        return take_ids(o, "indicator", o->indicator, &o->n_indicators, value, err);
    case APP_SHOCK:
        return take_ids(o, "shock", o->shock, &o->n_shocks, value, err);
    case APP_EXPLAIN:
        return take_ids(o, "explain", o->explain, &o->n_explain, value, err);
    case APP_AREA:
        return take_ids(o, "area", o->area, &o->n_areas, value, err);
    case APP_METHOD:
        return take_ids(o, "method", o->method, &o->n_chosen_methods, value, err);
    case APP_FIT:
        return take_ids(o, "fit", o->fit, &o->n_fit, value, err);
    default:
        return take_plain(o, id, value, err);
    }
}

/* What is neither a list nor plain has a reader of its own. */
ot_status app_take_option(app_options *o, app_option_id id, const char *value, ot_error *err) {
    switch (id) {
    case APP_AS:
        return take_exchange(o, value, err);
    case APP_FROM:
        if (o->command && o->command->run == app_export)
            return app_take_text(&o->finished, "from", value, err);
        return app_take_year(&o->from, "from", value, err);
    case APP_TO:
        return app_take_year(&o->to, "to", value, err);
    case APP_TARGET:
        return take_goal(o, value, err);
    case APP_INSTRUMENT:
        return take_instrument(o, value, err);
    case APP_PARAMETER:
        return take_parameter(o, value, err);
    case APP_LOSS:
        return take_loss(o, value, err);
    case APP_HOLD_OUT:
        return take_hold_out(o, value, err);
    case APP_POINTS:
        return app_take_count(&o->points, "points", 1, OT_TUNE_MOST_POINTS, value, err);
    case APP_OVERLAY:
        return app_take_text(&o->overlay[o->n_overlays++], "overlay", value, err);
    case APP_MODE:
        return app_take_mode(o, value, err);
    case APP_START_FACTOR:
        return take_factor(o, value, err);
    case APP_DRAWS:
        return app_take_draws(o, value, err);
    case APP_SEED:
        return app_take_seed(o, value, err);
    case APP_SAMPLING:
        return app_take_sampling(o, value, err);
    case APP_THREADS:
        return app_take_threads(o, value, err);
    case APP_JOBS:
        return app_take_jobs(o, value, err);
    case APP_PART:
        return app_take_text(&o->part[o->n_plan_parts++], "part", value, err);
    case APP_EXECUTOR:
        return app_take_executor(o, value, err);
    case APP_SHARD:
        return app_take_shard(o, value, err);
    case APP_SET:
        o->set[o->n_sets++] = value;
        return OT_OK;
    case APP_YEARS:
        return app_take_years(o, value, err);
    case APP_FORMAT:
        return take_format(o, value, err);
    case APP_LANG:
        return take_language(o, value, err);
    case APP_FAIL_UNDER:
        return take_share(o, value, err);
    case APP_REACH:
        return take_reach(o, value, err);
    case APP_MATCH:
        return take_matches(o, value, err);
    case APP_ORIGINS:
        return app_take_count(&o->origins, "origins", 1, MOST_YEARS, value, err);
    case APP_HORIZON:
        return app_take_count(&o->horizon, "horizon", 1, OT_FORECAST_MOST_YEARS, value, err);
    case APP_BOUNDS:
        return take_bounds(o, value, err);
    case APP_MIN_HISTORY:
        return app_take_count(&o->min_history, "min-history", 2, MOST_YEARS, value, err);
    case APP_MAX_HISTORY:
        return app_take_count(&o->max_history, "max-history", 2, MOST_YEARS, value, err);
    default:
        return take_list(o, id, value, err);
    }
}
