#include "report/words/words.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "data/amount.h"

enum { GIVEN_DIGITS = 7 }; /* hides the rounding of a conversion, shows all that is printed */

const char *ot_measure_name(ot_measure measure) {
#define OT_ROW(name, word, english, chinese) word,
    static const char *const NAME[] = {OT_MEASURE_LIST(OT_ROW)};
#undef OT_ROW
    return NAME[measure];
}

const char *ot_target_relation_name(ot_target_relation relation) {
#define OT_ROW(name, word) word,
    static const char *const NAME[] = {"none", OT_TARGET_RELATION_LIST(OT_ROW)};
#undef OT_ROW
    return NAME[relation];
}

const char *ot_wanted_name(ot_wanted wanted) {
#define OT_ROW(name, word, english, chinese) word,
    static const char *const NAME[] = {OT_WANTED_LIST(OT_ROW)};
#undef OT_ROW
    return NAME[wanted];
}

const char *ot_mode_name(ot_mode mode) {
#define OT_ROW(name, word, english, chinese) word,
    static const char *const NAME[] = {OT_MODE_LIST(OT_ROW)};
#undef OT_ROW
    return NAME[mode];
}

const char *ot_say_mode(const ot_document *d, ot_mode mode) {
#define OT_ROW(name, word, english, chinese) {english, chinese},
    static const char *const TEXT[][OT_N_LANGUAGES] = {OT_MODE_LIST(OT_ROW)};
#undef OT_ROW
    return TEXT[mode][d->language];
}

const char *ot_solver_name(ot_solver_method method) {
#define OT_ROW(name, word, english, chinese) word,
    static const char *const NAME[] = {OT_SOLVER_LIST(OT_ROW)};
#undef OT_ROW
    return NAME[method];
}

int ot_parts_show_indicator(const ot_parts *p, size_t indicator) {
    for (size_t k = 0; k < p->n_indicators; k++)
        if (p->indicator[k] == indicator) return 1;
    return p->n_indicators == 0;
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

const char *ot_say_remark(const ot_document *d, const ot_remark *remark) {
    const char *text = remark->text[d->language];
    return text ? text : "";
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

const char *ot_say_fixed(ot_document *d, double value, int decimals) {
    char text[OT_NUMBER_SIZE];
    ot_number_fixed(value, decimals, text);
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

const char *ot_say_amount(ot_document *d, const char *number, const char *unit) {
    char text[OT_AMOUNT_SIZE];
    ot_amount_say(number, unit, d->language, text);
    return ot_document_format(d, "%s", text);
}

/* Units that only say that there is none. */
static int is_bare(const char *name) {
    return !*name || strcmp(name, "index") == 0 || strcmp(name, "share") == 0;
}

static const char *target_unit(const ot_document *d, const ot_model *m, const ot_model_target *t) {
    return is_growth(t) ? "%" : ot_say_unit(d, m, t->indicator);
}

/* "8 %", "4 million visits"; Chinese needs neither blank nor sign. */
static const char *say_amount(ot_document *d, const ot_model *m, const ot_model_target *t,
                              double value) {
    const char *number = ot_say_value(d, value), *unit = target_unit(d, m, t);
    if (is_bare(ot_unit_of_target(m, t))) return number;
    if (strcmp(unit, "%") == 0) return ot_say2(d, OT_SAY_REVIEW_PERCENT, number, "");
    return ot_say_amount(d, number, unit);
}

const char *ot_say_level(ot_document *d, const ot_model *m, const ot_model_target *t,
                         const char *number) {
    const char *unit = ot_say_unit(d, m, t->indicator);
    char text[OT_AMOUNT_SIZE];
    if (is_bare(ot_unit_of_target(m, t))) return ot_document_format(d, "%s", number);
    if (d->language == OT_LANGUAGE_ZH) return ot_say_amount(d, number, unit);
    (void)ot_amount_scale(number, unit, d->language, text);
    return ot_document_format(d, "%s", text);
}

/* Around a number that stands elsewhere, and so is not said as another: "400 x 10,000 visits". */
static const char *say_joined(ot_document *d, const char *number, const char *unit) {
    const char *between = d->language == OT_LANGUAGE_ZH  ? ""
                          : *unit >= '0' && *unit <= '9' ? " \xC3\x97 "
                                                         : " ";
    return ot_document_format(d, "%s%s%s", number, between, unit);
}

static const char *say_with_unit(ot_document *d, const ot_model *m, const ot_model_target *t,
                                 const char *number) {
    if (is_bare(ot_unit_of_target(m, t))) return number;
    return say_joined(d, number, target_unit(d, m, t));
}

const char *ot_say2(ot_document *d, ot_message message, const char *a, const char *b) {
    return ot_document_format(d, ot_message_text(message, d->language), a, b);
}

const char *ot_say_constant(ot_document *d, const ot_constant_spec *c) {
    const char *value = ot_say_value(d, c->value);
    const char *text = ot_document_format(d, "%s = %s%s%s", c->id, value, c->unit.s ? " " : "",
                                          c->unit.s ? c->unit.s : "");
    const ot_remark *remark[] = {&c->source, &c->note};
    for (size_t i = 0; i < 2; i++)
        if (remark[i]->text[d->language])
            text = ot_say2(d, i == 0 ? OT_SAY_PAIR : OT_SAY_WITH_NOTE, text,
                           remark[i]->text[d->language]);
    return text;
}

const char *ot_say_count(ot_document *d, size_t n, ot_message one, ot_message more) {
    return ot_document_format(d, ot_message_text(n == 1 ? one : more, d->language), n);
}

static const char *say_about(ot_document *d, const ot_model *m, const ot_model_target *t) {
    const double value = ot_target_value(m, t), tolerance = ot_target_tolerance(m, t);
    const char *text = say_amount(d, m, t, value);
    if (t->wanted == OT_WANTED_HIGHER)
        return ot_say2(d, OT_SAY_ABOUT_HIGHER, text, say_amount(d, m, t, value - tolerance));
    if (t->wanted == OT_WANTED_LOWER)
        return ot_say2(d, OT_SAY_ABOUT_LOWER, text, say_amount(d, m, t, value + tolerance));
    return ot_say2(d, OT_SAY_ABOUT, text, ot_say_value(d, tolerance));
}

/* A year before that nobody knows yet is simulated as well. */
static const char *say_beside_before(ot_document *d, const ot_model *m, const ot_model_target *t,
                                     ot_message message) {
    const int is_known = m->indicator[t->indicator].base_year >= t->year - 1;
    if (is_known || t->measure != OT_MEASURE_LEVEL) return ot_word(d, message);
    return ot_say2(d, OT_SAY_BEFORE_SIMULATED, ot_word(d, message), "");
}

static const char *say_relation(ot_document *d, const ot_model *m, const ot_model_target *t) {
    switch (t->relation) {
    case OT_TARGET_AT_LEAST:
        return ot_say2(d, OT_SAY_AT_LEAST, say_amount(d, m, t, ot_target_value(m, t)), "");
    case OT_TARGET_AT_MOST:
        return ot_say2(d, OT_SAY_AT_MOST, say_amount(d, m, t, ot_target_value(m, t)), "");
    case OT_TARGET_ABOUT:
        return say_about(d, m, t);
    case OT_TARGET_WITHIN:
        return ot_say2(d, OT_SAY_WITHIN, say_amount(d, m, t, ot_target_value(m, t)),
                       say_amount(d, m, t, ot_target_high(m, t)));
    case OT_TARGET_RISING:
        return say_beside_before(d, m, t, OT_SAY_RISING);
    case OT_TARGET_FALLING:
        return say_beside_before(d, m, t, OT_SAY_FALLING);
    default:
        return "";
    }
}

static const char *say_measure(ot_document *d, const ot_model_target *t) {
    static const ot_message MESSAGE[OT_N_MEASURES] = {OT_SAY_LEVEL,      OT_SAY_GROWTH,
                                                      OT_SAY_INCREMENT,  OT_SAY_AVERAGE_GROWTH,
                                                      OT_SAY_CUMULATIVE, OT_SAY_MILESTONE};
    return ot_document_format(d, ot_message_text(MESSAGE[t->measure], d->language), t->from);
}

const char *ot_say_target(ot_document *d, const ot_model *m, const ot_model_target *t) {
    const int compares = t->relation == OT_TARGET_RISING || t->relation == OT_TARGET_FALLING;
    if (compares && t->measure == OT_MEASURE_LEVEL) return say_relation(d, m, t);
    return ot_say2(d, OT_SAY_MEASURED, say_measure(d, t), say_relation(d, m, t));
}

/* What still counts as "about" stands beside it. */
static const char *say_briefly_about(ot_document *d, const ot_model *m, const ot_model_target *t,
                                     const char *amount) {
    const double value = ot_target_value(m, t), tolerance = ot_target_tolerance(m, t);
    if (t->wanted == OT_WANTED_HIGHER)
        return ot_say2(d, OT_SAY_BRIEF_ABOUT_HIGHER, amount,
                       say_amount(d, m, t, value - tolerance));
    if (t->wanted == OT_WANTED_LOWER)
        return ot_say2(d, OT_SAY_BRIEF_ABOUT_LOWER, amount, say_amount(d, m, t, value + tolerance));
    return ot_say2(d, OT_SAY_BRIEF_ABOUT_SPREAD, amount, ot_say_value(d, tolerance));
}

static const char *say_sign(ot_document *d, const ot_model *m, const ot_model_target *t,
                            const char *amount) {
    switch (t->relation) {
    case OT_TARGET_AT_LEAST:
        return ot_say2(d, OT_SAY_BRIEF_AT_LEAST, amount, "");
    case OT_TARGET_AT_MOST:
        return ot_say2(d, OT_SAY_BRIEF_AT_MOST, amount, "");
    case OT_TARGET_ABOUT:
        return say_briefly_about(d, m, t, amount);
    default:
        return say_relation(d, m, t);
    }
}

static const char *say_briefly(ot_document *d, const ot_model *m, const ot_model_target *t,
                               const char *amount) {
    const char *sign = say_sign(d, m, t, amount);
    return t->measure == OT_MEASURE_LEVEL ? sign
                                          : ot_say2(d, OT_SAY_MEASURED, say_measure(d, t), sign);
}

const char *ot_say_target_briefly(ot_document *d, const ot_model *m, const ot_model_target *t) {
    return say_briefly(d, m, t, say_amount(d, m, t, ot_target_value(m, t)));
}

const char *ot_say_parted(ot_document *d, const char *text, const char **after) {
    const char *at = strstr(text, OT_NUMBER_PLACE);
    *after = at ? at + strlen(OT_NUMBER_PLACE) : "";
    return at ? ot_document_format(d, "%.*s", (int)(at - text), text) : "";
}

const char *ot_say_target_around(ot_document *d, const ot_model *m, const ot_model_target *t,
                                 const char **after) {
    const char *amount = say_with_unit(d, m, t, OT_NUMBER_PLACE);
    return ot_say_parted(d, say_briefly(d, m, t, amount), after);
}

const char *ot_say_target_unit(ot_document *d, const ot_model *m, const ot_model_target *t) {
    return say_with_unit(d, m, t, "");
}

const char *ot_say_unit_behind(ot_document *d, const ot_model *m, size_t indicator) {
    if (is_bare(ot_unit_of_indicator(m, indicator))) return "";
    return say_joined(d, "", ot_say_unit(d, m, indicator));
}

const char *ot_say_target_year(ot_document *d, const ot_model_target *t) {
    return ot_document_format(d, "%d%s", t->year, t->is_assumed_year ? "*" : "");
}

const char *ot_say_group(const ot_document *d, const ot_group *group) {
    return group->label.text[d->language];
}

const char *ot_say_scenario(const ot_document *d, const ot_model *model, size_t scenario) {
    return model->scenario[scenario].spec->label.text[d->language];
}

/* A name that says itself that it is one of a scenario stands alone. */
const char *ot_say_named_scenario(ot_document *d, const ot_model *model, size_t scenario) {
    const char *label = ot_say_scenario(d, model, scenario);
    const char *word = ot_message_text(OT_SAY_SCENARIO, OT_LANGUAGE_ZH);
    const size_t n = strlen(label), own = strlen(word);
    if (n >= own && strcmp(label + n - own, word) == 0) return label;
    return ot_say2(d, OT_SAY_NAMED_SCENARIO, label, "");
}

int ot_parts_first(const ot_parts *p) {
    return p->first_year ? p->first_year : p->model->first_year;
}

int ot_parts_last(const ot_parts *p) { return p->last_year ? p->last_year : p->model->last_year; }

int ot_parts_show(const ot_parts *p, int year) {
    return year == 0 || (year >= ot_parts_first(p) && year <= ot_parts_last(p));
}

int ot_parts_show_target(const ot_parts *p, const ot_model_target *t) {
    return ot_parts_show(p, t->year) && ot_parts_show_indicator(p, t->indicator);
}

int ot_parts_show_group(const ot_parts *p, size_t group) {
    const ot_group *g = &p->model->group[group];
    for (size_t j = 0; j < g->n_targets; j++)
        if (!ot_parts_show(p, p->model->target[g->target[j]].year)) return 0;
    return 1;
}

const char *ot_say_form_scenarios(ot_document *d, const ot_model *model, const ot_form *form) {
    const char *list = NULL;
    for (size_t s = 0; s < model->n_scenarios; s++) {
        if (model->scenario[s].form[form->indicator] != form) continue;
        const char *label = ot_say_scenario(d, model, s);
        list = list ? ot_say2(d, OT_SAY_LISTED, list, label) : label;
    }
    return list ? list : "";
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

const char *ot_say_years(ot_document *d, int first, int last) {
    if (first == last) return ot_document_format(d, "%d", first);
    return ot_document_format(d, ot_word(d, OT_SAY_YEARS), first, last);
}

enum { GAP = 2 };

static const char *label_of(const ot_document *d, const ot_model *m, size_t i) {
    return m->indicator[i].spec->label.text[d->language];
}

/* The larger, of texts that go on in the next line behind `most` columns. */
static size_t wider(size_t width, const char *text, size_t most) {
    const size_t own = ot_utf8_width(text), shown = own < most ? own : most;
    return shown > width ? shown : width;
}

ot_row_words ot_row_words_begin(const ot_document *d) {
    const size_t label = ot_utf8_width(ot_word(d, OT_SAY_INDICATOR));
    const size_t name = ot_utf8_width(ot_word(d, OT_SAY_NAME));
    return (ot_row_words){label, name, ot_utf8_width(ot_word(d, OT_SAY_UNIT)), 0};
}

void ot_row_words_widen(const ot_document *d, ot_row_words *w, const ot_model *m, size_t i) {
    const char *id = m->indicator[i].spec->id;
    w->label = wider(w->label, label_of(d, m, i), OT_LABEL_WIDTH);
    w->name = wider(w->name, id, OT_LABEL_WIDTH);
    w->unit = wider(w->unit, ot_say_unit(d, m, i), OT_UNIT_WIDTH);
    if (strcmp(label_of(d, m, i), id) != 0) w->has_names = 1;
}

size_t ot_row_words_width(const ot_row_words *w) {
    return GAP + w->label + GAP + w->unit + (w->has_names ? GAP + w->name : 0);
}

void ot_row_words_columns(ot_document *d, ot_grid *grid, const ot_row_words *w) {
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_wrap(grid, OT_LABEL_WIDTH);
    if (w->has_names) ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_NAME));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    ot_grid_wrap(grid, OT_UNIT_WIDTH);
}

void ot_row_words_put(ot_document *d, ot_grid *grid, const ot_row_words *w, const ot_model *m,
                      size_t i) {
    ot_grid_text(d, grid, label_of(d, m, i));
    if (w->has_names) ot_grid_text(d, grid, m->indicator[i].spec->id);
    ot_grid_text(d, grid, ot_say_unit(d, m, i));
}

void ot_row_words_skip(ot_document *d, ot_grid *grid, const ot_row_words *w) {
    for (int k = 0; k < (w->has_names ? 3 : 2); k++)
        ot_grid_text(d, grid, "");
}
