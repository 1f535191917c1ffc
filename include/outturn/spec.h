/*
 * spec.h -- the model specification: what the model file says, checked against the schema
 *
 * Layer   spec
 * Shapes  opaque; src/spec/spec.h shows it to the library
 * Units   as declared in the file; percent and per mille become fractions later, in the model
 * Method  libconfig syntax; one schema table checks, documents and suggests
 */
#ifndef OT_SPEC_H
#define OT_SPEC_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/input.h"
#include "outturn/notes.h"

typedef struct ot_spec ot_spec;

void ot_spec_free(ot_spec *spec);

const char *ot_spec_id(const ot_spec *spec);
const ot_input *ot_spec_input(const ot_spec *spec);             /* the model file itself */
const ot_input *ot_spec_correlation_input(const ot_spec *spec); /* its matrix; NULL: none */
const ot_input *ot_spec_trained_input(const ot_spec *spec);     /* data.trained; NULL: none */

void ot_spec_years(const ot_spec *spec, int *first, int *last); /* those projected */
/* Those that the file itself projects, whatever is set over them; 0 where it does not say. */
void ot_spec_own_years(const ot_spec *spec, int *first, int *last);
/* Let observations after model.observed_until estimate equations all the same: for a caller whose
 * own years, and not the model file, end what is known. */
void ot_spec_estimate_from_all(ot_spec *spec);

/* Files that the model names, as seen from the current folder. */
size_t ot_spec_n_data_files(const ot_spec *spec);
const char *const *ot_spec_data_files(const ot_spec *spec);
size_t ot_spec_n_plan_files(const ot_spec *spec);
const char *const *ot_spec_plan_files(const ot_spec *spec);

typedef struct ot_review_match { /* the indicator's growth is compared with that of a series */
    const char *indicator, *series;
} ot_review_match;

/* What the model file says of reviews and audits; options of the commands come before it. Files as
 * seen from the current folder; NULL: none. */
typedef struct ot_review_settings {
    const char *panel, *outturns;
    int from, to; /* years of the panel's growth; 0: all */
    const ot_review_match *match;
    size_t n_matches;
    double reach; /* NaN: not asked */
} ot_review_settings;

typedef struct ot_audit_settings {
    const char *panel, *previous, *relations;
    const char *const *part;
    size_t n_parts;
} ot_audit_settings;

const ot_review_settings *ot_spec_review(const ot_spec *spec);
const ot_audit_settings *ot_spec_audit(const ot_spec *spec);

/* Of an error in reading one of these files: say where the model names the file. An error of
 * another file stays as it is. */
void ot_spec_blame_file(const ot_spec *spec, ot_error *err);

#endif
