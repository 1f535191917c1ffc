/* inputs.h -- how inputs that a person may move, and changes of them, are named */
#ifndef OT_REPORT_INPUTS_H
#define OT_REPORT_INPUTS_H

#include "assess/attribution.h"
#include "assess/exogenous.h"
#include "report/document.h"

/* Names in files and JSON, never translated. */
const char *ot_input_kind_name(const ot_exogenous *x); /* "driver", "add_factor", "held" */
const char *ot_input_unit(const ot_model *model, const ot_exogenous *x); /* "" of an add-factor */
const char *ot_change_kind_name(ot_change_kind kind);

/* For a reader: "government wages", "add-factor of consumption", "consumption, given". */
const char *ot_say_input(ot_document *d, const ot_model *model, const ot_exogenous *x);
const char *ot_say_input_unit(const ot_document *d, const ot_model *model, const ot_exogenous *x);
/* "1 percentage point", "1 x 10,000 mu", "1". */
const char *ot_say_one_unit(ot_document *d, const ot_model *model, const ot_exogenous *x);
const char *ot_say_change(ot_document *d, const ot_model *model, const ot_change *change);

/* The name that a change is asked for by: "g", "add(cn)", "coefficients(cn)", "equations". */
const char *ot_change_name(ot_document *d, const ot_model *model, const ot_change *change);

/* Label of the driver or indicator that is changed; NULL: of several. */
const ot_label *ot_change_label(const ot_model *model, const ot_change *change);

/* " (100 million yuan)"; "" of an indicator without a stated unit. */
const char *ot_say_unit_in_brackets(ot_document *d, const ot_model *model, size_t indicator);

/* Years of one panel of a table with labels and units. */
enum { OT_YEARS_A_PANEL = 6 };
size_t ot_n_panels(size_t n_years);

#endif
