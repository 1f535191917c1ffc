#include <math.h>
#include <string.h>

#include "base/number.h"
#include "config/read.h"
#include "data/unit.h"

double ot_rate_whole(const char *name) {
    const ot_unit *unit = ot_unit_find(name, strlen(name));
    if (!unit) return 0.0; /* an unknown one is the model's to refuse */
    if (strcmp(unit->name, "percent") == 0) return 100.0;
    return strcmp(unit->name, "permille") == 0 ? 1000.0 : 0.0;
}

ot_plausible ot_plausible_driver(const ot_driver_spec *driver) {
    return (ot_plausible){driver->low, driver->high, ot_rate_whole(driver->unit.s), "drivers",
                          driver->id};
}

ot_plausible ot_plausible_indicator(const ot_indicator_spec *indicator) {
    return (ot_plausible){indicator->low, indicator->high, ot_rate_whole(indicator->unit.s),
                          "indicators", indicator->id};
}

static ot_status outside(ot_reader *reader, const ot_setting *s, const ot_plausible *is) {
    char from[OT_NUMBER_SIZE], to[OT_NUMBER_SIZE];
    ot_number_shortest(is->low, from);
    ot_number_shortest(is->high, to);
    ot_fail(reader->err, OT_ERR_INPUT, "%s is outside of the range %s to %s",
            "%s 超出合理范围 %s 至 %s", s->as, from, to);
    return ot_setting_blame(s, reader->err, OT_ERR_INPUT);
}

/* 0.07 * 100 as 7, not as the double that it is. */
static void write_rounded(double x, char text[OT_NUMBER_SIZE]) {
    const double last_digit = 1e10;
    ot_number_shortest(round(x * last_digit) / last_digit, text);
}

static ot_status fraction(ot_reader *reader, const ot_setting *s, const ot_plausible *is) {
    char inside[OT_NUMBER_SIZE], meant[OT_NUMBER_SIZE];
    const int is_percent = is->whole == 100.0;
    const char *en = is_percent ? " percent" : " permille", *zh = is_percent ? "%" : "‰",
               *of = is->group ? is->group : "", *dot = is->group ? "." : "",
               *id = is->group ? is->id : "";
    write_rounded(s->number / is->whole, inside);
    write_rounded(s->number * is->whole, meant);
    ot_fail(reader->err, OT_ERR_INPUT,
            "%s%s%.0s is %s; write %s, or set %s%s%s%srange = (low, high) if %s%s%.0s is meant",
            "%s%.0s%s 就是 %s；应写 %s；若数值无误，请写明 %s%s%s%srange = (下限, 上限)，以示确指 "
            "%s%.0s%s",
            s->as, en, zh, inside, meant, of, dot, id, dot, s->as, en, zh);
    return ot_setting_blame(s, reader->err, OT_ERR_INPUT);
}

/* Nearer to nothing than `least` percent, and no range says that it is meant. */
static int is_probably_fraction(double x, double least, const ot_plausible *is) {
    return is->whole != 0.0 && isnan(is->low) && x != 0.0 && fabs(x) * is->whole < least * 100.0;
}

ot_status ot_check_plausible(ot_reader *reader, const ot_setting *values, const ot_plausible *is) {
    const double least = 0.5; /* percent: few growth rates are nearer to nothing */
    const int is_list = values->kind == OT_SETTING_LIST;
    const ot_setting *largest = NULL;
    int is_meant = values->is_meant;
    for (const ot_setting *s = is_list ? values->first : values; s; s = is_list ? s->next : NULL) {
        const ot_setting *x = s->kind == OT_SETTING_LIST ? s->last : s; /* (year, number) */
        is_meant |= s->is_meant | x->is_meant;
        if (x->number < is->low || x->number > is->high) return outside(reader, x, is);
        if (!largest || fabs(x->number) > fabs(largest->number)) largest = x;
    }
    if (!largest || is_meant || !is_probably_fraction(largest->number, least, is)) return OT_OK;
    return fraction(reader, largest, is);
}

/* The largest parameter that has the driver's unit; NULL: none. */
static const ot_setting *largest_of_law(const ot_setting *law) {
    const char *const key[] = {"scale", "low", "mode", "high", "effect"};
    const ot_setting *largest = NULL;
    if (strcmp(ot_get_text(law, "family"), "lognormal") == 0) return NULL; /* of the logarithm */
    for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
        const ot_setting *s = ot_setting_find(law, key[i]);
        if (s && (!largest || fabs(s->number) > fabs(largest->number))) largest = s;
    }
    return largest;
}

ot_status ot_check_plausible_law(ot_reader *reader, const ot_setting *law, const ot_plausible *is) {
    const double least = 0.1;          /* percent: a deviation that nobody would model */
    const double part_of_range = 1e-3; /* of a law beside which the range is beyond all reason */
    const ot_setting *largest = largest_of_law(law);
    if (!largest || largest->is_meant) return OT_OK;
    if (is_probably_fraction(largest->number, least, is)) return fraction(reader, largest, is);
    const double x = fabs(largest->number);
    if (is->whole == 0.0 || x == 0.0 || !(x * is->whole < least * 100.0) ||
        !(x < part_of_range * (is->high - is->low)))
        return OT_OK;
    const ot_place *place = &largest->place;
    ot_notes_add(reader->notes, OT_SEVERITY_WARNING, place->file, place->line, place->column,
                 "%s is %s, very little beside the range of %s; numbers are in its unit, so that "
                 "8 percent is 8.0",
                 "%s 为 %s，与 %s 的合理范围相比极小；数值采用所声明的单位，8%% 应写 8.0",
                 largest->key, largest->as, is->id);
    return OT_OK;
}
