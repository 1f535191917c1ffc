/* read.h -- the checked tree copied into the spec's structs, and what spans several settings */
#ifndef OT_CONFIG_READ_H
#define OT_CONFIG_READ_H

#include "config/setting.h"
#include "outturn/notes.h"
#include "spec/spec.h"

typedef struct ot_reader {
    ot_spec *spec;
    ot_arena *arena;        /* the spec's */
    const ot_setting *root; /* checked: kinds, bounds and required keys hold */
    ot_notes *notes;        /* NULL: nobody listens */
    ot_error *err;
} ot_reader;

/* Each fills its part of reader->spec. OT_ERR_INPUT with the place, OT_ERR_NOMEM */
ot_status ot_read_model(ot_reader *reader) OT_CHECK_RESULT; /* model, run, data: first of all */
/* Constants, functions, sets, and which drivers and indicators are over sets. */
ot_status ot_read_vocabulary(ot_reader *reader) OT_CHECK_RESULT;
ot_status ot_read_drivers(ot_reader *reader) OT_CHECK_RESULT; /* after the vocabulary */
/* The group `forecast` of an indicator; *out stays NULL where there is none. */
ot_status ot_read_forecast(ot_reader *reader, const ot_setting *group,
                           const ot_forecast_spec **out) OT_CHECK_RESULT;
/* A driver for each forecast, and the equation that makes the indicator equal to it. */
ot_status ot_read_forecasts(ot_reader *reader) OT_CHECK_RESULT;
ot_status ot_read_indicators(ot_reader *reader) OT_CHECK_RESULT;
ot_status ot_read_correlations(ot_reader *reader) OT_CHECK_RESULT;
ot_status ot_read_scenarios(ot_reader *reader) OT_CHECK_RESULT; /* after the drivers */
ot_status ot_read_targets(ot_reader *reader) OT_CHECK_RESULT;   /* after the indicators */
ot_status ot_read_groups(ot_reader *reader) OT_CHECK_RESULT;    /* after the targets */
/* What review and audit compare with; after the indicators. */
ot_status ot_read_review(ot_reader *reader) OT_CHECK_RESULT;
/* One name, one thing: ids and aliases of drivers, indicators, constants, functions and sets, names
 * of coefficients. */
ot_status ot_read_names(ot_reader *reader) OT_CHECK_RESULT;

/* The pairs of spec->correlation_file, each with its place there. OT_ERR_IO, OT_ERR_INPUT,
 * OT_ERR_NOMEM */
ot_status ot_matrix_read(ot_spec *spec, ot_notes *notes, ot_error *err) OT_CHECK_RESULT;

/* Values of members. What is left out is NaN, 0 or NULL, or, where the path of a rule is given,
 * the schema's default. */
double ot_get_number(const ot_setting *group, const char *key);
double ot_get_default(const ot_setting *group, const char *key, const char *rule);
int ot_get_whole(const ot_setting *group, const char *key);
/* The value, in its enum, of the word among the rule's choices. */
int ot_get_choice(const ot_setting *group, const char *key, const char *rule);
int ot_get_boolean(const ot_setting *group, const char *key);
const char *ot_get_text(const ot_setting *group, const char *key);
ot_place ot_get_place(const ot_setting *group, const char *key); /* the group's if left out */
void ot_get_range(const ot_setting *group, const char *key, double *low, double *high);
void ot_get_label(const ot_setting *group, const char *key, const char *id, ot_label *label);
ot_remark ot_get_remark(const ot_setting *group, const char *key);

ot_status ot_read_series(ot_reader *reader, const ot_setting *list, const ot_map_spec **map,
                         size_t *n) OT_CHECK_RESULT;
/* Names of files as seen from the current folder, with their places; NULL: none. */
ot_status ot_read_files(ot_reader *reader, const ot_setting *list, const char ***file,
                        ot_place **place, size_t *n) OT_CHECK_RESULT;
ot_status ot_read_texts(ot_reader *reader, const ot_setting *list, const char ***text,
                        size_t *n) OT_CHECK_RESULT;
/* `coefficient` must be named and placed already. */
ot_status ot_read_coefficient(ot_reader *reader, const ot_setting *group,
                              ot_coefficient_spec *coefficient) OT_CHECK_RESULT;
/* Of an indicator (read_coefficients.c, read_estimate.c); groups may be NULL. */
ot_status ot_read_coefficients(ot_reader *reader, const ot_setting *group,
                               ot_indicator_spec *indicator) OT_CHECK_RESULT;
ot_status ot_read_estimate(ot_reader *reader, const ot_setting *group,
                           ot_estimate_spec *estimate) OT_CHECK_RESULT;
/* No coefficient of an indicator has a start that its method would not search from. */
ot_status ot_check_starts(ot_reader *reader, const ot_setting *indicator_group,
                          const ot_indicator_spec *indicator) OT_CHECK_RESULT;
/* The schema's default where `group` is NULL or leaves a key out. */
ot_solver ot_get_solver(const ot_setting *group);
ot_status ot_read_law(ot_reader *reader, const ot_setting *group, ot_law_spec *law) OT_CHECK_RESULT;
/* The path of a driver or of its change: one value or one a projected year. One a year in the file
 * is for the years that the file projects, and stays with them where other years are set. */
ot_status ot_read_values(ot_reader *reader, const ot_setting *values, const double **value,
                         size_t *n) OT_CHECK_RESULT;

/* What the law asks of the path it deviates from. */
ot_status ot_check_law_values(ot_reader *reader, const char *id, ot_law_family family,
                              const double *value, size_t n, ot_place place) OT_CHECK_RESULT;

/* What a number must be to be believed. */
typedef struct ot_plausible {
    double low, high;       /* its range; NaN without one */
    double whole;           /* 100 in percent, 1000 in permille: what 1 is there; 0: no rate */
    const char *group, *id; /* whose range it is, "drivers", "growth"; NULL: its own group's */
} ot_plausible;

double ot_rate_whole(const char *name); /* of a unit */

/* A number, or ( ) of numbers or of (year, number): in the range, or, without one, not so small in
 * percent that it is a fraction by mistake. */
ot_status ot_check_plausible(ot_reader *reader, const ot_setting *values,
                             const ot_plausible *is) OT_CHECK_RESULT;
/* The same of a law's parameters, which are deviations: the range only says that they are meant;
 * one that is nothing beside it is noted. */
ot_status ot_check_plausible_law(ot_reader *reader, const ot_setting *law,
                                 const ot_plausible *is) OT_CHECK_RESULT;
/* Of the values of a driver or indicator. */
ot_plausible ot_plausible_driver(const ot_driver_spec *driver);
ot_plausible ot_plausible_indicator(const ot_indicator_spec *indicator);

/* What a driver or indicator is over (over.c); NULL: no set. */
const ot_indexed_spec *ot_over_find(const ot_reader *reader, const ot_setting *group);
ot_status ot_over_read(ot_reader *reader, const ot_setting *group, ot_indexed_spec *over,
                       size_t *n_members) OT_CHECK_RESULT;
size_t ot_over_size(const ot_indexed_spec *over); /* combinations of members; 1 of no set */
/* The i-th combination, the last set's members varying fastest. */
ot_status ot_over_bind(ot_reader *reader, const ot_indexed_spec *over, size_t i,
                       const ot_binding **binding) OT_CHECK_RESULT;
/* What is called *id, *alias and *label becomes what belongs to these members. */
ot_status ot_over_name(ot_reader *reader, const ot_indexed_spec *over, const ot_binding *binding,
                       const char **id, const char **alias, ot_label *label) OT_CHECK_RESULT;

/* The indicator of that id; NULL: none. */
const ot_indicator_spec *ot_reader_indicator(const ot_reader *reader, const char *id);

ot_status ot_read_no_memory(ot_reader *reader);

#endif
