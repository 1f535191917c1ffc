/* What --target, --instrument and --parameter say, and what their commands need. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

enum { FIRST_CALENDAR_YEAR = 1900, LAST_CALENDAR_YEAR = 2200 };

int app_parse_year(const char **p) {
    int year = 0, n = 0;
    for (; **p >= '0' && **p <= '9' && n < 4; (*p)++, n++)
        year = 10 * year + (**p - '0');
    return n == 4 && year >= FIRST_CALENDAR_YEAR && year <= LAST_CALENDAR_YEAR ? year : 0;
}

int app_parse_number(const char *text, double *out) {
    char *end = NULL; /* the program never leaves the C locale */
    if (strspn(text, "0123456789.eE+-") != strlen(text)) return 0;
    *out = strtod(text, &end);
    return end != text && !*end && isfinite(*out);
}

/* The name before text[n], into room; 0 when it is empty. */
static int take_name(const char *text, size_t n, char *room) {
    memcpy(room, text, n);
    room[n] = '\0';
    return n > 0;
}

ot_status app_parse_goal(const char *text, char *room, ot_goal *out, ot_error *err) {
    const size_t n = strcspn(text, "@");
    const char *p = text[n] ? text + n + 1 : text + n;
    *out = (ot_goal){.indicator = room};
    if (take_name(text, n, room) && (out->year = app_parse_year(&p)) != 0 && *p == '=' &&
        app_parse_number(p + 1, &out->value))
        return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--target is \"%s\"; must be an indicator, a year and a value, such as "
                   "grp@2025=300",
                   "--target 为“%s”；应为指标、年份和数值，例如 grp@2025=300", text);
}

/* "@1940", "@1940:1941" or nothing, and "*2" or nothing. */
static int parse_tail(const char *p, ot_instrument *out) {
    if (*p == '@') {
        p++;
        out->first = out->last = app_parse_year(&p);
        if (out->first && *p == ':') {
            p++;
            out->last = app_parse_year(&p);
        }
        if (!out->first || out->last < out->first) return 0;
    }
    return !*p || (*p == '*' && app_parse_number(p + 1, &out->weight) && out->weight >= 1e-6 &&
                   out->weight <= 1e6);
}

ot_status app_parse_instrument(const char *text, char *room, ot_instrument *out, ot_error *err) {
    const size_t n = strcspn(text, "@*");
    *out = (ot_instrument){.name = room, .weight = 1.0};
    if (take_name(text, n, room) && parse_tail(text + n, out)) return OT_OK;
    return ot_fail(
        err, OT_ERR_USAGE,
        "--instrument is \"%s\"; must be a driver, add(x) or an indicator that is given, "
        "if wanted with years and a weight from 0.000001 to 1000000: g, g@2024, g@2024:2025 or g*2",
        "--instrument 为“%s”；应为驱动因素、add(x) 或给定的指标，可注明年份和 0.000001 至 1000000 "
        "的权重：g、g@2024、g@2024:2025 或 g*2",
        text);
}

ot_status app_parse_parameter(const char *text, char *room, ot_parameter *out, ot_error *err) {
    const size_t n = strcspn(text, "=");
    const char *range = text[n] ? text + n + 1 : NULL;
    char *colon = range ? strchr(range, ':') : NULL;
    *out = (ot_parameter){.name = room, .low = (double)NAN, .high = (double)NAN};
    int ok = take_name(text, n, room);
    if (ok && range) {
        char low[64] = "";
        const size_t n_low = colon ? (size_t)(colon - range) : sizeof low;
        ok = n_low < sizeof low && take_name(range, n_low, low) &&
             app_parse_number(low, &out->low) && app_parse_number(colon + 1, &out->high);
    }
    if (ok) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--parameter is \"%s\"; must be a driver or a path of the model file, if wanted "
                   "with a range: growth, growth=2:8 or drivers.growth.law.scale=0.5:4",
                   "--parameter 为“%s”；应为驱动因素或模型文件中的路径，可注明范围：growth、"
                   "growth=2:8 或 drivers.growth.law.scale=0.5:4",
                   text);
}

static ot_status check_tune(const app_options *o, ot_error *err) {
    if (o->n_parameters == 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "tune needs --parameter NAME: which number of the model file is sought",
                       "tune 需要 --parameter 名称：要求出模型文件中的哪个数值");
    if (o->n_fit == 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "tune needs --fit ID: the indicator whose history is to be followed",
                       "tune 需要 --fit 指标：要贴合哪个指标的历史");
    return OT_OK;
}

ot_status app_check_needed(const app_options *o, ot_error *err) {
    if (!o->command || o->wants_help || o->wants_version) return OT_OK;
    if (o->command->run == app_multipliers && o->n_shocks == 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "multipliers needs --shock NAME: the driver, add(x) or given indicator that "
                       "changes by one unit",
                       "multipliers 需要 --shock 名称：变动一个单位的驱动因素、add(x) "
                       "或给定的指标");
    if (o->command->run == app_seek && o->n_goals == 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "seek needs --target ID@YEAR=VALUE: what is to be reached",
                       "seek 需要 --target 指标@年份=数值：要达到什么");
    if (o->command->run == app_seek && o->n_instruments == 0)
        return ot_fail(err, OT_ERR_USAGE, "seek needs --instrument NAME: what may be moved for it",
                       "seek 需要 --instrument 名称：为此可以改动什么");
    if (o->command->run == app_prior && o->n_indicators == 0)
        return ot_fail(
            err, OT_ERR_USAGE,
            "prior needs --indicator ID: the indicator of the panel whose growth is asked "
            "for",
            "prior 需要 --indicator 指标：面板数据中要估计增长率的指标");
    if (o->from && o->to && o->from > o->to)
        return ot_fail(err, OT_ERR_USAGE, "--from %d is after --to %d", "--from %d 晚于 --to %d",
                       o->from, o->to);
    if (o->n_explain > 0 && o->n_indicators > 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "--indicator is not for --explain, which names its indicators itself",
                       "--indicator 不与 --explain 同用：后者自行给出指标");
    if (o->command->run == app_tune) {
        const ot_status status = check_tune(o, err);
        if (status) return status;
    }
    const int follows_one = o->command->run == app_multipliers || o->command->run == app_seek ||
                            o->command->run == app_tune;
    if (follows_one && o->n_scenarios > 1)
        return ot_fail(err, OT_ERR_USAGE, "%s follows one scenario; --scenario names %zu",
                       "%s 只沿一个情景计算；--scenario 给出了 %zu 个", o->command->name,
                       o->n_scenarios);
    return OT_OK;
}
