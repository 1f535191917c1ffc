/* words.h -- how the parts of a report are named: targets, measures, units, scenarios */
#ifndef OT_REPORT_WORDS_H
#define OT_REPORT_WORDS_H

#include "assess/projection.h"
#include "report/document.h"

#define OT_APPROXIMATELY "\xE2\x89\x88"
#define OT_PLUS_MINUS    "\xC2\xB1"
/* Signs and the figure behind them stay on one line. */
#define OT_BOUND_BLANK   "\xC2\xA0"
#define OT_AT_LEAST_SIGN "\xE2\x89\xA5" OT_BOUND_BLANK
#define OT_AT_MOST_SIGN  "\xE2\x89\xA4" OT_BOUND_BLANK

/* "100 million yuan" fits into one line. */
enum { OT_UNIT_WIDTH = 16, OT_WANTED_WIDTH = 38 };

/* Names in files and JSON, never translated. */
const char *ot_measure_name(ot_measure measure);
const char *ot_target_relation_name(ot_target_relation relation);
const char *ot_wanted_name(ot_wanted wanted);
const char *ot_mode_name(ot_mode mode);
const char *ot_solver_name(ot_solver_method method);
const char *ot_unit_of_target(const ot_model *model, const ot_model_target *target);
const char *ot_unit_of_indicator(const ot_model *model, size_t indicator);

/* The target's value in the unit of its measure; NaN for rising and falling. */
double ot_target_value(const ot_model *model, const ot_model_target *target);
double ot_target_high(const ot_model *model, const ot_model_target *target);      /* of within */
double ot_target_tolerance(const ot_model *model, const ot_model_target *target); /* of about */

const char *ot_say_mode(const ot_document *d, ot_mode mode); /* what it means */

/* Does --indicator, where it is given, name this one? */
int ot_parts_show_indicator(const ot_parts *parts, size_t indicator);
/* A target is shown in its year, with its indicator. */
int ot_parts_show_target(const ot_parts *parts, const ot_model_target *target);

/* A message without arguments that has a percent sign. */
const char *ot_say_plain(ot_document *d, ot_message message);

/* For a reader, in the document's language. */
const char *ot_say_remark(const ot_document *d, const ot_remark *remark); /* "": there is none */
const char *ot_say_unit(const ot_document *d, const ot_model *model, size_t indicator);
/* "1.5 billion yuan", "15亿元" */
const char *ot_say_amount(ot_document *d, const char *number, const char *unit);
/* A level beside the target: "1.5 billion", as English words for what is counted are long; "15亿元"
 */
const char *ot_say_level(ot_document *d, const ot_model *model, const ot_model_target *target,
                         const char *number);
/* What is wanted with measure and unit: "growth at least 8 %". */
const char *ot_say_target(ot_document *d, const ot_model *model, const ot_model_target *target);
/* The same with signs for words, and nothing said of levels: ">= 7.8 beds". */
const char *ot_say_target_briefly(ot_document *d, const ot_model *model,
                                  const ot_model_target *target);
/* The same without its number: what stands before and after it. */
const char *ot_say_target_around(ot_document *d, const ot_model *model,
                                 const ot_model_target *target, const char **after);
/* The unit as it stands behind a number, of a target's measure or of an indicator; "": none. */
const char *ot_say_target_unit(ot_document *d, const ot_model *model,
                               const ot_model_target *target);
const char *ot_say_unit_behind(ot_document *d, const ot_model *model, size_t indicator);
/* What a text has before and after the place of a number. */
#define OT_NUMBER_PLACE "\x01"
const char *ot_say_parted(ot_document *d, const char *text, const char **after);
const char *ot_say_target_year(ot_document *d, const ot_model_target *target); /* "2025*" */
const char *ot_say_group(const ot_document *d, const ot_group *group);
const char *ot_say_digits(ot_document *d, double value, int significant);
const char *ot_say_value(ot_document *d, double value); /* as given, at most 7 digits */
const char *ot_say_scenario(const ot_document *d, const ot_model *model, size_t scenario);
/* Within a Chinese sentence: the label, or "scenario <label>" where the label does not say so. */
const char *ot_say_named_scenario(ot_document *d, const ot_model *model, size_t scenario);
/* A message with up to two texts. */
const char *ot_say2(ot_document *d, ot_message message, const char *a, const char *b);

/* A number and what is counted: a message for one, and one for more, each with the number. */
const char *ot_say_fixed(ot_document *d, double value, int decimals);
/* A constant with its unit and where it is from: "k = 0.8: why". */
const char *ot_say_constant(ot_document *d, const ot_constant_spec *constant);
const char *ot_say_count(ot_document *d, size_t n, ot_message one, ot_message more);

/* "1940 to 1944", "1940—1944"; of a single year just that. */
const char *ot_say_years(ot_document *d, int first, int last);

/* What begins each row of a table of indicators: the label, the unit and, where some label is not
 * its id, the name that one types. Widths are those of the widest row. */
typedef struct ot_row_words {
    size_t label, name, unit;
    int has_names;
} ot_row_words;
enum { OT_LABEL_WIDTH = 28 }; /* a longer one goes on in the next line */
ot_row_words ot_row_words_begin(const ot_document *d);
void ot_row_words_widen(const ot_document *d, ot_row_words *words, const ot_model *model,
                        size_t indicator);
size_t ot_row_words_width(const ot_row_words *words); /* with a gap before each column */
void ot_row_words_columns(ot_document *d, ot_grid *grid, const ot_row_words *words);
void ot_row_words_put(ot_document *d, ot_grid *grid, const ot_row_words *words,
                      const ot_model *model, size_t indicator);
void ot_row_words_skip(ot_document *d, ot_grid *grid, const ot_row_words *words); /* empty cells */

/* The span of years that is reported. */
int ot_parts_first(const ot_parts *parts);
int ot_parts_last(const ot_parts *parts);
int ot_parts_show(const ot_parts *parts, int year); /* 0: of no year, always shown */
/* A group is shown where all its targets are. */
int ot_parts_show_group(const ot_parts *parts, size_t group);

/* Is the form that of the indicator's forecaster? Its driver then, else NULL. */
const ot_model_driver *ot_form_forecast(const ot_model *model, const ot_form *form);
/* "behavioural", "identity", "forecast"; the same for a reader. */
const char *ot_form_kind_name(const ot_model *model, const ot_form *form);
ot_message ot_form_kind_word(const ot_model *model, const ot_form *form);
/* The equation as written, or "auto: 9 years to 2022" of a forecast. */
const char *ot_say_equation(ot_document *d, const ot_model *model, const ot_form *form);

/* Labels of the scenarios that use a form, as a list in the document's language. */
const char *ot_say_form_scenarios(ot_document *d, const ot_model *model, const ot_form *form);
/* Ids of the scenarios that use a form, "a b c"; how many of them in *n (may be NULL). */
const char *ot_form_scenarios(ot_document *d, const ot_model *model, const ot_form *form,
                              size_t *n);

#endif
