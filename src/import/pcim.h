/* pcim.h -- a ModelFlow model as it was read from its JSON text: variables, equations, values */
#ifndef OT_IMPORT_PCIM_H
#define OT_IMPORT_PCIM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json_read.h"
#include "import/frml.h"
#include "outturn/import.h"
#include "outturn/notes.h"

typedef struct ot_pcim_law { /* of an add-factor: normal, with this scale */
    double scale;
    double deviation;          /* the plain standard deviation of the same values */
    int first_year, last_year; /* that it was taken from */
    size_t n;                  /* values; 0: there is no law */
    size_t of;                 /* row of X, whose residual it is */
    int is_stored;             /* of the add-factor as it is stored, not of the residual */
} ot_pcim_law;

typedef struct ot_pcim_variable {
    const char *name, *id; /* in the source, upper case; in outturn */
    const char *label;     /* NULL: none */
    size_t equation;       /* that explains it; SIZE_MAX: none */
    size_t reader;         /* the first equation that reads it; SIZE_MAX: none */
    const double *value;   /* [n_years]; NaN is missing; NULL: not needed, or no data */
    size_t begins;         /* before this one, values are zeros that fill a table */
    const ot_json_value *data;
    ot_pcim_law law;
} ot_pcim_variable;

typedef struct ot_pcim_equation {
    ot_frml frml;
    const char *text; /* in outturn's language */
    size_t variable;  /* on its left side */
    /* What it reads of X_A, X_D, the switch that replaces X by X_X, and that; SIZE_MAX: not */
    size_t add_factor, exogenous, given;
    int is_log;
} ot_pcim_equation;

typedef struct ot_pcim {
    ot_arena *arena;
    const char *path, *name; /* of the file, of the model */
    ot_notes *notes;
    ot_error *err; /* while it is read */
    ot_slice frml;
    int first_year, last_year; /* projected */
    int data_year;             /* of value[0] */
    size_t n_years;
    ot_pcim_variable *variable; /* sorted by name */
    size_t n_variables;
    ot_pcim_equation *equation; /* in the order of the source */
    size_t n_equations, n_left_out;
} ot_pcim;

enum {
    OT_PCIM_MOST_BYTES = 64 << 20, /* of the JSON text: models have a few million */
    OT_PCIM_MOST_VALUES = 4000000,
    OT_PCIM_MOST_VARIABLES = 20000,
    OT_PCIM_FIRST_YEAR = 1900, /* of data files */
    OT_PCIM_LAST_YEAR = 2200
};

/*
 * Read the JSON text of a .pcim file; `path` names it in messages. Everything that
 * ot_pcim_write_config and its like need is checked. The caller frees *out.
 * Fails as ot_import_pcim does, apart from files.
 */
ot_status ot_pcim_read(const char *path, const char *json, size_t n, ot_notes *notes, ot_pcim **out,
                       ot_error *err) OT_CHECK_RESULT;
void ot_pcim_free(ot_pcim *pcim);

ot_import_summary ot_pcim_summary(const ot_pcim *pcim);

/* The steps of reading, in their order. Each tells its fault in pcim->err. */
ot_status ot_pcim_read_years(ot_pcim *pcim, const ot_json_value *root) OT_CHECK_RESULT;
ot_status ot_pcim_read_equations(ot_pcim *pcim) OT_CHECK_RESULT;
ot_status ot_pcim_read_variables(ot_pcim *pcim, const ot_json_value *lastdf) OT_CHECK_RESULT;
ot_status ot_pcim_translate(ot_pcim *pcim) OT_CHECK_RESULT;
ot_status ot_pcim_read_values(ot_pcim *pcim) OT_CHECK_RESULT;
ot_status ot_pcim_read_labels(ot_pcim *pcim, const ot_json_value *root) OT_CHECK_RESULT;
ot_status ot_pcim_find_laws(ot_pcim *pcim) OT_CHECK_RESULT;

enum { OT_PCIM_MOST_PAST = 30 }; /* values that a law is taken from */

/* Values of the last past years in which there are any, the latest first. */
typedef struct ot_pcim_past {
    double x[OT_PCIM_MOST_PAST];
    int year[OT_PCIM_MOST_PAST];
    size_t n;
} ot_pcim_past;

/* The residuals of an equation with an add-factor: what X_A would have to be for the equation to
 * hold in a year, as X is observed and X_D is 0. Years in which something that it reads is missing
 * are passed over, and those in which there is no such number. OT_ERR_NOMEM */
ot_status ot_pcim_find_residuals(const ot_pcim *pcim, const ot_pcim_equation *e,
                                 ot_pcim_past *out) OT_CHECK_RESULT;

/* Row of the variable of that name (upper case); SIZE_MAX: none. */
size_t ot_pcim_find(const ot_pcim *pcim, const char *name);
/* A driver is read by some equation, and explained by none. */
int ot_pcim_is_driver(const ot_pcim_variable *x);
size_t ot_pcim_count_drivers(const ot_pcim *pcim);

/* A year from 1900 to 2200 in digits; 0: it is none. */
int ot_pcim_year(const char *text, size_t n);
ot_status ot_pcim_no_memory(const ot_pcim *pcim);
/* Put "EQUATION: " before the sentence that tells of its fault. */
ot_status ot_pcim_blame(const ot_pcim *pcim, const ot_pcim_equation *e);
ot_status ot_pcim_wrong_kind(const ot_pcim *pcim, const char *key, const char *english,
                             const char *chinese, const ot_json_value *seen);

/* The member `key` of root; of one that is a text, what that text holds as JSON: then it lives in
 * *inner, which the caller frees. *value is NULL when there is none. */
ot_status ot_pcim_open(const ot_pcim *pcim, const ot_json_value *root, const char *key,
                       const ot_json_value **value, ot_json_value **inner) OT_CHECK_RESULT;

/* The files of the model's folder. Memory that runs out shows in out->failed. */
extern const char ot_pcim_mark[]; /* how the first line of an imported model file begins */
void ot_pcim_write_config(const ot_pcim *pcim, ot_buffer *out);
void ot_pcim_write_series(const ot_pcim *pcim, ot_buffer *out);
void ot_pcim_write_baseline(const ot_pcim *pcim, ot_buffer *out);
/* May it name a group of libconfig and a thing of outturn as it is? */
int ot_pcim_is_free(const char *name);
/* An id that no other may have: of the model, from its name. */
const char *ot_pcim_model_id(const ot_pcim *pcim);

#endif
