/*
 * spec_number.h -- a number of the model file by its path, and the range in which it may lie
 *
 * Layer   config
 * Shapes  none
 * Units   as declared in the file
 * Method  the path of --set; bounds from the schema and from the range of a driver
 */
#ifndef OT_SPEC_NUMBER_H
#define OT_SPEC_NUMBER_H

#include <stddef.h>

#include "outturn/error.h"

enum { OT_SPEC_NUMBER_PATH = 256 };

typedef struct ot_spec_number {
    char path[OT_SPEC_NUMBER_PATH]; /* in full: "drivers.growth.value" */
    double value;                   /* NaN: the file has none, and there is no default */
    double low, high;               /* default range; NaN where there is none */
    double least, most;             /* what the schema allows; infinite where it does not say */
    int is_guessed;                 /* the default range follows from the value alone */
    double suspect;                 /* sizes below must be set by := to be believed; 0: none */
} ot_spec_number;

/*
 * What is known of the number at `name` of a model file once sets[0..n_sets) are in force. A name
 * without a point is a driver's: "growth" is "drivers.growth.value".
 *
 * The default range is a driver's own, else that of the schema where it has two ends; else, of a
 * number that must be positive, a tenth to ten times its value; else its value less and plus ten
 * times its size. Numbers without a value, and 0 without bounds, have none.
 *
 * OT_ERR_IO, OT_ERR_INPUT  as ot_spec_load
 * OT_ERR_USAGE             there is no such setting, or it is no number that may have decimals
 * OT_ERR_NOMEM             memory
 */
ot_status ot_spec_number_find(const char *model_path, const char *const *sets, size_t n_sets,
                              const char *name, ot_spec_number *out, ot_error *err) OT_CHECK_RESULT;

#endif
