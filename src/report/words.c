#include "report/words.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/number.h"

enum { GIVEN_DIGITS = 7 }; /* hides the rounding of a conversion, shows all that is printed */

const char *ot_measure_name(ot_measure measure) {
    static const char *const NAME[OT_N_MEASURES] = {"level",          "growth",     "increment",
                                                    "average_growth", "cumulative", "milestone"};
    return NAME[measure];
}

const char *ot_target_relation_name(ot_target_relation relation) {
    static const char *const NAME[] = {"none",   "at_least", "at_most", "about",
                                       "within", "rising",   "falling"};
    return NAME[relation];
}

const char *ot_wanted_name(ot_wanted wanted) {
    static const char *const NAME[] = {"near", "higher", "lower"};
    return NAME[wanted];
}

const char *ot_method_name(ot_method method) {
    static const char *const NAME[] = {"none", "ols", "bayes", "prior"};
    return NAME[method];
}

static int is_growth(const ot_model_target *t) {
    return t->measure == OT_MEASURE_GROWTH || t->measure == OT_MEASURE_AVERAGE_GROWTH;
}

const char *ot_unit_of_indicator(const ot_model *model, size_t indicator) {
    const ot_unit *unit = model->indicator[indicator].unit;
    return unit->name ? unit->name : "";
}

const char *ot_unit_of_target(const ot_model *model, const ot_model_target *t) {
    return is_growth(t) ? "percent" : ot_unit_of_indicator(model, t->indicator);
}

static int has_value(const ot_model_target *t) {
    return t->relation == OT_TARGET_AT_LEAST || t->relation == OT_TARGET_AT_MOST ||
           t->relation == OT_TARGET_ABOUT || t->relation == OT_TARGET_WITHIN;
}

double ot_target_value(const ot_model *model, const ot_model_target *t) {
    return has_value(t) ? ot_declared(t->value, ot_target_inside(model, t)) : NAN;
}

double ot_target_high(const ot_model *model, const ot_model_target *t) {
    return t->relation == OT_TARGET_WITHIN ? ot_declared(t->high, ot_target_inside(model, t)) : NAN;
}

double ot_target_tolerance(const ot_model *model, const ot_model_target *t) {
    return t->relation == OT_TARGET_ABOUT ? ot_declared(t->tolerance, ot_target_inside(model, t))
                                          : NAN;
}

const char *ot_say_plain(ot_document *d, ot_message message) {
    return ot_document_format(d, ot_message_text(message, d->language), 0);
}

const char *ot_say_digits(ot_document *d, double value, int significant) {
    char text[OT_NUMBER_SIZE];
    if (!isfinite(value)) return "-";
    ot_number_fixed(value, ot_decimals_of(value, significant), text);
    return ot_document_format(d, "%s", text);
}

const char *ot_say_value(ot_document *d, double value) {
    return ot_say_digits(d, value, GIVEN_DIGITS);
}

static const char *unit_text(const ot_document *d, const ot_unit *unit) {
    const char *text = unit->text[d->language];
    return text ? text : unit->name ? unit->name : "";
}

const char *ot_say_unit(const ot_document *d, const ot_model *model, size_t indicator) {
    return unit_text(d, model->indicator[indicator].unit);
}

const char *ot_say_target_unit(ot_document *d, const ot_model *model, const ot_model_target *t) {
    return is_growth(t) ? "%" : ot_say_unit(d, model, t->indicator);
}

/* Formats of the message table, whose arguments a test checks. */
static const char *say2(ot_document *d, ot_message message, const char *a, const char *b) {
    return ot_document_format(d, ot_message_text(message, d->language), a, b);
}

static const char *say_about(ot_document *d, const ot_model *m, const ot_model_target *t) {
    const double value = ot_target_value(m, t), tolerance = ot_target_tolerance(m, t);
    const char *text = ot_say_value(d, value);
    if (t->wanted == OT_WANTED_HIGHER)
        return say2(d, OT_SAY_ABOUT_HIGHER, text, ot_say_value(d, value - tolerance));
    if (t->wanted == OT_WANTED_LOWER)
        return say2(d, OT_SAY_ABOUT_LOWER, text, ot_say_value(d, value + tolerance));
    return say2(d, OT_SAY_ABOUT, text, ot_say_value(d, tolerance));
}

const char *ot_say_target(ot_document *d, const ot_model *m, const ot_model_target *t) {
    switch (t->relation) {
    case OT_TARGET_AT_LEAST:
        return say2(d, OT_SAY_AT_LEAST, ot_say_value(d, ot_target_value(m, t)), "");
    case OT_TARGET_AT_MOST:
        return say2(d, OT_SAY_AT_MOST, ot_say_value(d, ot_target_value(m, t)), "");
    case OT_TARGET_ABOUT:
        return say_about(d, m, t);
    case OT_TARGET_WITHIN:
        return say2(d, OT_SAY_WITHIN, ot_say_value(d, ot_target_value(m, t)),
                    ot_say_value(d, ot_target_high(m, t)));
    case OT_TARGET_RISING:
        return ot_message_text(OT_SAY_RISING, d->language);
    case OT_TARGET_FALLING:
        return ot_message_text(OT_SAY_FALLING, d->language);
    default:
        return "";
    }
}

const char *ot_say_measure(ot_document *d, const ot_model_target *t) {
    static const ot_message MESSAGE[OT_N_MEASURES] = {OT_SAY_LEVEL,      OT_SAY_GROWTH,
                                                      OT_SAY_INCREMENT,  OT_SAY_AVERAGE_GROWTH,
                                                      OT_SAY_CUMULATIVE, OT_SAY_MILESTONE};
    return ot_document_format(d, ot_message_text(MESSAGE[t->measure], d->language), t->from);
}

const char *ot_say_scenario(const ot_document *d, const ot_model *model, size_t scenario) {
    return model->scenario[scenario].spec->label.text[d->language];
}

int ot_parts_first(const ot_parts *p) {
    return p->first_year ? p->first_year : p->model->first_year;
}

int ot_parts_last(const ot_parts *p) { return p->last_year ? p->last_year : p->model->last_year; }

int ot_parts_show(const ot_parts *p, int year) {
    return year == 0 || (year >= ot_parts_first(p) && year <= ot_parts_last(p));
}

const char *ot_form_scenarios(ot_document *d, const ot_model *model, const ot_form *form,
                              size_t *n) {
    const char *list = "";
    size_t count = 0;
    for (size_t s = 0; s < model->n_scenarios; s++) {
        if (model->scenario[s].form[form->indicator] != form) continue;
        list = ot_document_format(d, "%s%s%s", list, count ? " " : "", model->scenario[s].spec->id);
        count++;
    }
    if (n) *n = count;
    return list;
}
