/* What --target, --instrument and --parameter say. */
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
