#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "outturn/run.h"
#include "outturn/text.h"

enum { LEAST_DRAWS = 2, MOST_HELD_OUT = 60, MOST_YEARS = 1000, MOST_HORIZON = 50 };
static const uint64_t MOST_DRAWS = 1000000000;
static const uint64_t MOST_SEED = INT64_MAX;

static ot_language named_language(const char *text) {
    return strncmp(text, "zh", 2) == 0 ? OT_LANGUAGE_ZH : OT_LANGUAGE_EN;
}

ot_language app_language(int argc, char **argv) {
    static const char *const NAME[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (int i = argc - 1; i > 0; i--) { /* the last one wins, as in parsing */
        if (strncmp(argv[i], "--lang=", 7) == 0) return named_language(argv[i] + 7);
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) return named_language(argv[i + 1]);
    }
    for (size_t i = 0; i < sizeof NAME / sizeof *NAME; i++) {
        const char *value = getenv(NAME[i]);
        if (value && *value) return named_language(value);
    }
    return OT_LANGUAGE_EN;
}

/* Digits of "12", "1e5" or "2.5e3" as a whole number; 0 when it is none, or past `most`. */
static int whole_number(const char *text, uint64_t most, uint64_t *out) {
    uint64_t value = 0;
    int n_digits = 0, n_behind = 0, exponent = 0, has_point = 0;
    const char *p = text;
    for (; (*p >= '0' && *p <= '9') || (*p == '.' && !has_point); p++) {
        if (*p == '.') {
            has_point = 1;
            continue;
        }
        const uint64_t digit = (uint64_t)(*p - '0');
        if (value > (UINT64_MAX - digit) / 10) return 0;
        value = 10 * value + digit;
        n_digits++;
        n_behind += has_point;
    }
    if (n_digits == 0) return 0;
    const int has_exponent = *p == 'e' || *p == 'E';
    if (has_exponent) {
        p += p[1] == '+' ? 2 : 1;
        if (*p < '0' || *p > '9') return 0;
        for (; *p >= '0' && *p <= '9'; p++)
            if ((exponent = 10 * exponent + (*p - '0')) > 99) return 0;
    }
    if (*p || (has_point && !has_exponent) || n_behind > exponent) return 0;
    for (int i = n_behind; i < exponent; i++) {
        if (value > UINT64_MAX / 10) return 0;
        value *= 10;
    }
    *out = value;
    return value <= most;
}

static ot_status take_draws(app_options *o, const char *value, ot_error *err) {
    if (whole_number(value, MOST_DRAWS, &o->draws) && o->draws >= LEAST_DRAWS) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--draws is \"%s\"; must be a whole number from 2 to 1000000000",
                   "--draws 为“%s”；应为 2 至 1000000000 之间的整数", value);
}

static ot_status take_seed(app_options *o, const char *value, ot_error *err) {
    o->has_seed = 1;
    if (whole_number(value, MOST_SEED, &o->seed)) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--seed is \"%s\"; must be a whole number from 0 to 9223372036854775807",
                   "--seed 为“%s”；应为 0 至 9223372036854775807 之间的整数", value);
}

static ot_status take_sampling(app_options *o, const char *value, ot_error *err) {
    static const char *const WORD[OT_N_SAMPLINGS] = {
#define OT_ROW(name, word, english, chinese) word,
        OT_SAMPLING_LIST(OT_ROW)
#undef OT_ROW
    };
    o->has_sampling = 1;
    for (int i = 0; i < OT_N_SAMPLINGS; i++)
        if (strcmp(WORD[i], value) == 0) {
            o->sampling = (ot_sampling)i;
            return OT_OK;
        }
    return ot_fail(err, OT_ERR_USAGE,
                   "--sampling is \"%s\"; must be random, sobol, antithetic or lhs",
                   "--sampling 为“%s”；应为 random、sobol、antithetic 或 lhs", value);
}

static ot_status take_threads(app_options *o, const char *value, ot_error *err) {
    const size_t most = ot_run_most_threads();
    if (whole_number(value, most, &o->threads) && o->threads > 0) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--threads is \"%s\"; must be a whole number from 1 to %zu",
                   "--threads 为“%s”；应为 1 至 %zu 之间的整数", value, most);
}

static ot_status take_shard(app_options *o, const char *value, ot_error *err) {
    char first[24];
    const char *slash = strchr(value, '/');
    const size_t length = slash ? (size_t)(slash - value) : sizeof first;
    uint64_t shard = 0, n = 0;
    if (length < sizeof first) {
        memcpy(first, value, length);
        first[length] = '\0';
        if (whole_number(first, OT_MOST_SHARDS, &shard) &&
            whole_number(slash + 1, OT_MOST_SHARDS, &n) && shard >= 1 && shard <= n) {
            o->shard = (uint32_t)shard;
            o->n_shards = (uint32_t)n;
            return OT_OK;
        }
    }
    return ot_fail(err, OT_ERR_USAGE,
                   "--shard is \"%s\"; must be K/N, such as 3/8: shard 3 of 8 (at most %d)",
                   "--shard 为“%s”；应为 K/N，例如 3/8：8 个分片中的第 3 个（至多 %d 个）", value,
                   (int)OT_MOST_SHARDS);
}

static ot_status take_jobs(app_options *o, const char *value, ot_error *err) {
    const size_t most = ot_run_most_threads();
    if (whole_number(value, most, &o->jobs) && o->jobs > 0) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--jobs is \"%s\"; must be a whole number from 1 to %zu",
                   "--jobs 为“%s”；应为 1 至 %zu 之间的整数", value, most);
}

static ot_status take_executor(app_options *o, const char *value, ot_error *err) {
    const char *name[16];
    size_t n = 0;
    for (; n < sizeof name / sizeof *name && ot_executor_at(n); n++) {
        name[n] = ot_executor_at(n)->name;
        if (strcmp(name[n], value) == 0) {
            o->executor = value;
            return OT_OK;
        }
    }
    const char *near = ot_text_nearest(value, name, n);
    return ot_fail(err, OT_ERR_USAGE, "unknown executor \"%s\"; did you mean \"%s\"?",
                   "未知的执行器“%s”；是否指“%s”？", value,
                   near ? near
                   : n  ? name[0]
                        : "");
}

/* The years "1940,1941" follow one another; they mean their span. */
static ot_status take_listed_years(app_options *o, const char *p, const char *value,
                                   ot_error *err) {
    while (o->last_year && *p == ',') {
        const int before = o->last_year;
        p++;
        o->last_year = app_parse_year(&p);
        if (o->last_year && o->last_year != before + 1)
            return ot_fail(err, OT_ERR_USAGE,
                           "--years is \"%s\"; listed years must follow one another, and %d does "
                           "not follow %d; write %d:%d for a span",
                           "--years 为“%s”；逐个列出的年份须相连，而 %d 不紧接 %d；时段请写作 "
                           "%d:%d",
                           value, o->last_year, before, o->first_year, o->last_year);
    }
    if (o->last_year && !*p) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--years is \"%s\"; must be two years such as 2023:2025, or one",
                   "--years 为“%s”；应为两个年份（如 2023:2025）或一个年份", value);
}

static ot_status take_years(app_options *o, const char *value, ot_error *err) {
    const char *p = value;
    o->first_year = o->last_year = app_parse_year(&p);
    if (o->first_year && *p == ':') {
        p++;
        o->last_year = app_parse_year(&p);
        if (o->last_year < o->first_year || *p) o->last_year = 0;
    }
    return take_listed_years(o, p, value, err);
}

static ot_status take_year(int *out, const char *name, const char *value, ot_error *err) {
    const char *p = value;
    *out = app_parse_year(&p);
    if (*out && !*p) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--%s is \"%s\"; must be a year such as 2013",
                   "--%s 为“%s”；应为年份，例如 2013", name, value);
}

static ot_status take_format(app_options *o, const char *value, ot_error *err) {
    static const char *const NAME[OT_N_FORMATS] = {
#define OT_ROW(name, word, english, chinese) word,
        OT_FORMAT_LIST(OT_ROW)
#undef OT_ROW
    };
    for (int i = 0; i < OT_N_FORMATS; i++)
        if (strcmp(NAME[i], value) == 0) {
            o->format = (ot_format)i;
            return OT_OK;
        }
    return ot_fail(err, OT_ERR_USAGE, "--format is \"%s\"; must be text, csv or json",
                   "--format 为“%s”；应为 text、csv 或 json", value);
}

static ot_status take_language(app_options *o, const char *value, ot_error *err) {
    const int may_be_both = o->command && o->command->run == app_report;
    o->has_both_languages = may_be_both && strcmp(value, "both") == 0;
    if (o->has_both_languages) return OT_OK;
    o->language = named_language(value);
    if (strcmp(value, "zh") == 0 || strcmp(value, "en") == 0) return OT_OK;
    if (may_be_both)
        return ot_fail(err, OT_ERR_USAGE, "--lang is \"%s\"; must be zh, en or both",
                       "--lang 为“%s”；应为 zh、en 或 both", value);
    return ot_fail(err, OT_ERR_USAGE, "--lang is \"%s\"; must be zh or en",
                   "--lang 为“%s”；应为 zh 或 en", value);
}

static ot_status take_exchange(app_options *o, const char *value, ot_error *err) {
    o->exchange = ot_exchange_find(value);
    if (o->exchange < OT_N_EXCHANGES) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--as is \"%s\"; must be hubverse, iamc, sdmx-csv or datapackage",
                   "--as 为“%s”；应为 hubverse、iamc、sdmx-csv 或 datapackage", value);
}

static ot_status take_share(app_options *o, const char *value, ot_error *err) {
    char *end = NULL;
    o->fail_under = strtod(value, &end); /* the program never leaves the C locale */
    const int is_plain = strspn(value, "0123456789.eE+-") == strlen(value);
    if (end != value && !*end && is_plain && o->fail_under >= 0.0 && o->fail_under <= 1.0)
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

static ot_status take_text(const char **out, const char *name, const char *value, ot_error *err) {
    *out = value;
    if (*value) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--%s is empty", "--%s 为空", name);
}

static ot_status take_factor(app_options *o, const char *value, ot_error *err) {
    char *end = NULL;
    o->start_factor = strtod(value, &end); /* the program never leaves the C locale */
    const int is_plain = strspn(value, "0123456789.eE+-") == strlen(value);
    if (end != value && !*end && is_plain && o->start_factor > 0.0 && isfinite(o->start_factor))
        return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--start-factor is \"%s\"; must be a number above 0",
                   "--start-factor 为“%s”；应为大于 0 的数", value);
}

static ot_status take_loss(app_options *o, const char *value, ot_error *err) {
    static const char *const NAME[OT_N_LOSSES] = {
#define OT_ROW(name, word, english, chinese) word,
        OT_LOSS_LIST(OT_ROW)
#undef OT_ROW
    };
    for (int i = 0; i < OT_N_LOSSES; i++)
        if (strcmp(NAME[i], value) == 0) {
            o->loss = (ot_loss)i;
            return OT_OK;
        }
    return ot_fail(err, OT_ERR_USAGE, "--loss is \"%s\"; must be rmse, crps or mape",
                   "--loss 为“%s”；应为 rmse、crps 或 mape", value);
}

static ot_status take_hold_out(app_options *o, const char *value, ot_error *err) {
    uint64_t years = 0;
    if (whole_number(value, MOST_HELD_OUT, &years)) {
        o->hold_out = (int)years;
        return OT_OK;
    }
    return ot_fail(err, OT_ERR_USAGE, "--hold-out is \"%s\"; must be a number of years, 0 to %d",
                   "--hold-out 为“%s”；应为年数，0 至 %d", value, MOST_HELD_OUT);
}

static ot_status take_count(uint64_t *out, const char *name, uint64_t least, uint64_t most,
                            const char *value, ot_error *err) {
    if (whole_number(value, most, out) && *out >= least) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--%s is \"%s\"; must be a whole number from %d to %d",
                   "--%s 为“%s”；应为 %d 至 %d 之间的整数", name, value, (int)least, (int)most);
}

static ot_status take_points(app_options *o, const char *value, ot_error *err) {
    if (whole_number(value, OT_TUNE_MOST_POINTS, &o->points) && o->points > 0) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--points is \"%s\"; must be a whole number from 1 to %d",
                   "--points 为“%s”；应为 1 至 %d 之间的整数", value, (int)OT_TUNE_MOST_POINTS);
}

static ot_status take_mode(app_options *o, const char *value, ot_error *err) {
    static const char *const NAME[] = {"forecast", "dynamic", "static", "residuals"};
    for (size_t i = 0; i < sizeof NAME / sizeof *NAME; i++)
        if (strcmp(NAME[i], value) == 0) {
            o->mode = NAME[i];
            return OT_OK;
        }
    return ot_fail(err, OT_ERR_USAGE,
                   "--mode is \"%s\"; must be forecast, dynamic, static or residuals",
                   "--mode 为“%s”；应为 forecast、dynamic、static 或 residuals", value);
}

/* Draws are of the years after history, or of history simulated as a whole. */
static ot_status check_mode(const app_options *o, ot_error *err) {
    const int is_drawn =
        o->command && (o->command->run == app_run || o->command->run == app_compare ||
                       o->command->run == app_batch || o->command->run == app_review ||
                       o->command->run == app_report);
    if (!o->mode || !is_drawn || strcmp(o->mode, "forecast") == 0 ||
        strcmp(o->mode, "dynamic") == 0)
        return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--mode is \"%s\"; draws need lags that are simulated: %s takes forecast or "
                   "dynamic, and solve takes every mode",
                   "--mode 为“%s”；抽样要求滞后值也由模拟得出：%s 只接受 forecast 或 "
                   "dynamic，solve 接受各种模式",
                   o->mode, o->command->name);
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
        if (TEXT[i].id == id) return take_text(TEXT[i].to, app_option_at(id)->name, value, err);
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
static ot_status take(app_options *o, app_option_id id, const char *value, ot_error *err) {
    switch (id) {
    case APP_AS:
        return take_exchange(o, value, err);
    case APP_FROM:
        if (o->command && o->command->run == app_export)
            return take_text(&o->finished, "from", value, err);
        return take_year(&o->from, "from", value, err);
    case APP_TO:
        return take_year(&o->to, "to", value, err);
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
        return take_points(o, value, err);
    case APP_OVERLAY:
        return take_text(&o->overlay[o->n_overlays++], "overlay", value, err);
    case APP_MODE:
        return take_mode(o, value, err);
    case APP_START_FACTOR:
        return take_factor(o, value, err);
    case APP_DRAWS:
        return take_draws(o, value, err);
    case APP_SEED:
        return take_seed(o, value, err);
    case APP_SAMPLING:
        return take_sampling(o, value, err);
    case APP_THREADS:
        return take_threads(o, value, err);
    case APP_JOBS:
        return take_jobs(o, value, err);
    case APP_PART:
        return take_text(&o->part[o->n_plan_parts++], "part", value, err);
    case APP_EXECUTOR:
        return take_executor(o, value, err);
    case APP_SHARD:
        return take_shard(o, value, err);
    case APP_SET:
        o->set[o->n_sets++] = value;
        return OT_OK;
    case APP_YEARS:
        return take_years(o, value, err);
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
        return take_count(&o->origins, "origins", 1, MOST_YEARS, value, err);
    case APP_HORIZON:
        return take_count(&o->horizon, "horizon", 1, MOST_HORIZON, value, err);
    case APP_BOUNDS:
        return take_bounds(o, value, err);
    case APP_MIN_HISTORY:
        return take_count(&o->min_history, "min-history", 2, MOST_YEARS, value, err);
    case APP_MAX_HISTORY:
        return take_count(&o->max_history, "max-history", 2, MOST_YEARS, value, err);
    default:
        return take_list(o, id, value, err);
    }
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

/* The name of "--draws=5" is "draws". */
static ot_status unknown_option(const app_options *o, const char *argument, ot_error *err) {
    char name[64];
    const char *known[APP_N_OPTIONS];
    size_t n = 0, length = strcspn(argument, "=");
    if (length >= sizeof name) length = sizeof name - 1;
    memcpy(name, argument, length);
    name[length] = '\0';
    for (int id = 0; id < APP_N_OPTIONS; id++) {
        const app_option_id *own = o->command ? o->command->option : NULL;
        while (own && *own != APP_N_OPTIONS && (int)*own != id)
            own++;
        if (!own || *own != APP_N_OPTIONS) known[n++] = app_option_at((app_option_id)id)->name;
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

/* Before the command is named every option may be one of it. */
static int may_be_own(const app_options *o, int id) {
    const app_option_id *own = o->command ? o->command->option : NULL;
    while (own && *own != APP_N_OPTIONS && (int)*own != id)
        own++;
    return !own || *own != APP_N_OPTIONS;
}

static ot_status check_allowed(const app_options *o, const int *given, ot_error *err) {
    for (int id = 0; o->command && id < APP_N_OPTIONS; id++) {
        if (given[id] && id == APP_FROM && o->command->run == app_report)
            return ot_fail(err, OT_ERR_USAGE,
                           "report runs the model itself and takes no --from; the same seed, draws "
                           "and settings give the same numbers as a finished run, and export takes "
                           "--from",
                           "report 自行运行模型，没有 --from；种子、抽样次数和设置相同，"
                           "数字就与已完成的运行一致；export 可用 --from");
        if (given[id] && !may_be_own(o, id))
            return ot_fail(err, OT_ERR_USAGE,
                           "%s takes no option --%s; \"outturn help %s\" lists its options",
                           "%s 没有选项 --%s；“outturn help %s”可列出其选项", o->command->name,
                           app_option_at((app_option_id)id)->name, o->command->name);
    }
    return OT_OK;
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
    if (o->partial && o->checkpoint && strcmp(o->partial, o->checkpoint) == 0)
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
            if (may_be_own(o, id)) status = take(o, (app_option_id)id, optarg, err);
        } else {
            status = unknown_option(o, argv[before], err);
        }
    }
    for (; !status && optind < argc; optind++) { /* behind "--" */
        note_words(o, argv, optind, optind + 1);
        status = take_operand(o, argv[optind], err);
    }
    if (!status) status = check_allowed(o, given, err);
    if (!status) status = check_mode(o, err);
    if (!status) status = check_parts(o, err);
    if (!status) status = check_operands(o, err);
    return status ? status : app_check_needed(o, err);
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
