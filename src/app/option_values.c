/* Values of the other options, and which reader is whose. */
#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "option_take.h"
#include "outturn/forecast.h"

enum { MOST_HELD_OUT = 60, MOST_YEARS = 1000, LEAST_DRAWS = 2, MOST_DRAWS = 1000000000 };

static ot_status take_language(app_options *o, const char *value, ot_error *err) {
    const int may_be_both = o->command && o->command->is_in_both;
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
    if (n < MOST && value[1]) { /* ":" bounds nothing */
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

/* Words of a list, which are numbered in its order. */
#define OT_ROW(name, word, english, chinese) word,
static const char *const FORMATS[] = {OT_FORMAT_LIST(OT_ROW)};
static const char *const EXCHANGES[] = {OT_EXCHANGE_LIST(OT_ROW)};
static const char *const LOSSES[] = {OT_LOSS_LIST(OT_ROW)};
static const char *const SAMPLINGS[] = {OT_SAMPLING_LIST(OT_ROW)};
#undef OT_ROW

#define TAKE(list, name, value, out, err) \
    app_take_word((name), (list), sizeof(list) / sizeof *(list), (value), (out), (err))

static ot_status take_format(app_options *o, const char *value, ot_error *err) {
    size_t i = 0;
    const ot_status status = TAKE(FORMATS, "format", value, &i, err);
    if (!status) o->format = (ot_format)i;
    return status;
}

static ot_status take_exchange(app_options *o, const char *value, ot_error *err) {
    size_t i = 0;
    const ot_status status = TAKE(EXCHANGES, "as", value, &i, err);
    if (!status) o->exchange = (ot_exchange)i;
    return status;
}

static ot_status take_loss(app_options *o, const char *value, ot_error *err) {
    size_t i = 0;
    const ot_status status = TAKE(LOSSES, "loss", value, &i, err);
    if (!status) o->loss = (ot_loss)i;
    return status;
}

static ot_status take_sampling(app_options *o, const char *value, ot_error *err) {
    size_t i = 0;
    o->has_sampling = 1;
    const ot_status status = TAKE(SAMPLINGS, "sampling", value, &i, err);
    if (!status) o->sampling = (ot_sampling)i;
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

/* A year, but of a command that takes a finished run its folder. */
static ot_status take_from(app_options *o, const char *value, ot_error *err) {
    if (o->command && o->command->takes_finished)
        return app_take_text(&o->finished, "from", value, err);
    return app_take_year(&o->from, "from", value, err);
}

static ot_status take_to(app_options *o, const char *value, ot_error *err) {
    return app_take_year(&o->to, "to", value, err);
}

static ot_status take_set(app_options *o, const char *value, ot_error *err) {
    (void)err;
    o->set[o->n_sets++] = value;
    return OT_OK;
}

/* Kinds of values, and where in app_options they go. */
typedef enum value_kind {
    VALUE_OWN, /* like no other: it has a reader */
    VALUE_FLAG,
    VALUE_TEXT,
    VALUE_TEXTS, /* the option may be repeated */
    VALUE_IDS,   /* so may this one, and each may be several, with commas */
    VALUE_COUNT
} value_kind;

typedef struct value_place {
    value_kind kind;
    size_t to;            /* offset of the member */
    size_t n;             /* TEXTS, IDS: of their number */
    uint64_t least, most; /* COUNT */
    ot_status (*take)(app_options *o, const char *value, ot_error *err); /* OWN: its reader */
} value_place;

#define AT(member) offsetof(app_options, member)
#define FLAG(member) \
    { .kind = VALUE_FLAG, .to = AT(member) }
#define TEXT(member) \
    { .kind = VALUE_TEXT, .to = AT(member) }
#define TEXTS(member, count) \
    { .kind = VALUE_TEXTS, .to = AT(member), .n = AT(count) }
#define IDS(member, count) \
    { .kind = VALUE_IDS, .to = AT(member), .n = AT(count) }
#define COUNT(member, low, high) \
    { .kind = VALUE_COUNT, .to = AT(member), .least = (low), .most = (high) }
#define OWN(reader) \
    { .kind = VALUE_OWN, .take = (reader) }

static const value_place PLACE[APP_N_OPTIONS] = {
    [APP_SCENARIO] = IDS(scenario, n_scenarios),
    [APP_INDICATOR] = IDS(indicator, n_indicators),
    [APP_SHOCK] = IDS(shock, n_shocks),
    [APP_EXPLAIN] = IDS(explain, n_explain),
    [APP_AREA] = IDS(area, n_areas),
    [APP_METHOD] = IDS(method, n_chosen_methods),
    [APP_FIT] = IDS(fit, n_fit),
    [APP_OVERLAY] = TEXTS(overlay, n_overlays),
    [APP_PART] = TEXTS(part, n_plan_parts),
    [APP_NAMES] = TEXT(names),
    [APP_PREVIOUS] = TEXT(previous),
    [APP_RELATIONS] = TEXT(relations),
    [APP_MODEL] = TEXT(model),
    [APP_PARTIAL] = TEXT(partial),
    [APP_CHECKPOINT] = TEXT(checkpoint),
    [APP_VERIFY] = TEXT(verify),
    [APP_OUTPUT] = TEXT(output),
    [APP_OUTTURNS] = TEXT(outturns),
    [APP_PANEL] = TEXT(panel),
    [APP_REFERENCE] = TEXT(reference),
    [APP_TRAINED] = TEXT(trained),
    [APP_WITHOUT_OUTLIERS] = FLAG(leaves_out_outliers),
    [APP_PORTABLE] = FLAG(is_portable),
    [APP_QUIET] = FLAG(is_quiet),
    [APP_UNUSED] = FLAG(lists_unused),
    [APP_RECALIBRATE] = FLAG(recalibrates),
    [APP_GIVEN] = FLAG(takes_given),
    [APP_COMPLETE] = FLAG(needs_all),
    [APP_ORDER] = FLAG(lists_order),
    [APP_DETAIL] = FLAG(is_detailed),
    [APP_HELP] = FLAG(wants_help),
    [APP_VERSION] = FLAG(wants_version),
    [APP_DRAWS] = COUNT(draws, LEAST_DRAWS, MOST_DRAWS),
    [APP_POINTS] = COUNT(points, 1, OT_TUNE_MOST_POINTS),
    [APP_ORIGINS] = COUNT(origins, 1, MOST_YEARS),
    [APP_HORIZON] = COUNT(horizon, 1, OT_FORECAST_MOST_YEARS),
    [APP_MIN_HISTORY] = COUNT(min_history, 2, MOST_YEARS),
    [APP_MAX_HISTORY] = COUNT(max_history, 2, MOST_YEARS),
    [APP_AS] = OWN(take_exchange),
    [APP_FROM] = OWN(take_from),
    [APP_TO] = OWN(take_to),
    [APP_TARGET] = OWN(take_goal),
    [APP_INSTRUMENT] = OWN(take_instrument),
    [APP_PARAMETER] = OWN(take_parameter),
    [APP_LOSS] = OWN(take_loss),
    [APP_HOLD_OUT] = OWN(take_hold_out),
    [APP_MODE] = OWN(app_take_mode),
    [APP_START_FACTOR] = OWN(take_factor),
    [APP_SEED] = OWN(app_take_seed),
    [APP_SAMPLING] = OWN(take_sampling),
    [APP_THREADS] = OWN(app_take_threads),
    [APP_JOBS] = OWN(app_take_jobs),
    [APP_EXECUTOR] = OWN(app_take_executor),
    [APP_SHARD] = OWN(app_take_shard),
    [APP_SET] = OWN(take_set),
    [APP_YEARS] = OWN(app_take_years),
    [APP_FORMAT] = OWN(take_format),
    [APP_LANG] = OWN(take_language),
    [APP_FAIL_UNDER] = OWN(take_share),
    [APP_REACH] = OWN(take_reach),
    [APP_MATCH] = OWN(take_matches),
    [APP_BOUNDS] = OWN(take_bounds),
#define OT_ROW(name, word, english, chinese) [APP_##name] = FLAG(wants_outlet[OT_OUTLET_##name]),
    OT_OUTLET_LIST(OT_ROW)
#undef OT_ROW
};

ot_status app_take_option(app_options *o, app_option_id id, const char *value, ot_error *err) {
    const value_place *place = &PLACE[id];
    const char *name = app_option_at(id)->name;
    void *to = (char *)o + place->to;
    size_t *n = (void *)((char *)o + place->n);
    switch (place->kind) {
    case VALUE_FLAG:
        *(int *)to = 1;
        return OT_OK;
    case VALUE_TEXT:
        return app_take_text(to, name, value, err);
    case VALUE_TEXTS:
        return app_take_text(*(const char ***)to + (*n)++, name, value, err);
    case VALUE_IDS:
        return take_ids(o, name, *(const char ***)to, n, value, err);
    case VALUE_COUNT:
        return app_take_count(to, name, place->least, place->most, value, err);
    case VALUE_OWN:
        break;
    }
    assert(place->take);
    return place->take(o, value, err);
}
