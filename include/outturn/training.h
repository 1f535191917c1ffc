/*
 * training.h -- what many series teach about the next one
 *
 * Layer   forecast
 * Shapes  a panel is n_series arrays of values, each of its own length, without a common calendar
 * Units   those of each series; all that is learned is free of them
 * Method  two small networks (levels, growth) choose weights of quick forecasts, widths and tails,
 *         trained by pinball loss; widths set right on series left out; docs/guide/forecasts.md
 */
#ifndef OT_TRAINING_H
#define OT_TRAINING_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"
#include "outturn/forecast.h"
#include "outturn/input.h"
#include "outturn/notes.h"

typedef struct ot_training_series {
    const double *value; /* [n], finite */
    size_t n;
    size_t group; /* series of one group are left out together */
    size_t panel; /* from 0; each weighs as the root of the number of its series that teach */
} ot_training_series;

typedef struct ot_training_options {
    size_t n_rounds; /* passes over all samples */
    size_t n_parts;  /* into which series are split to set widths right */
    double
        imagined; /* series of laws that are drawn beside each of the panel, and what they weigh */
    double imagined_weight;
    uint64_t seed;
    ot_notes *notes; /* series that teach nothing, widths that could not be set; may be NULL */
    void (*progress)(void *state, double share); /* 0 .. 1; may be NULL */
    void *progress_state;
} ot_training_options;

ot_training_options ot_training_options_default(void);

/*
 * Learn from a panel. Takes seconds to minutes. The caller frees *out.
 *
 * OT_ERR_INPUT    fewer than 20 series of 8 values or more that change, a value that is not finite
 * OT_ERR_NUMERIC  a result that is not finite
 * OT_ERR_NOMEM    memory
 */
ot_status ot_training_new(const ot_training_series *series, size_t n_series,
                          const ot_training_options *options, ot_training **out,
                          ot_error *err) OT_CHECK_RESULT;
void ot_training_free(ot_training *training);

/* As text: lines that begin with # first (`source`: one such line for each of its lines), then
 * numbers. OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_training_save(const ot_training *training, const char *source, const char *path,
                           ot_error *err) OT_CHECK_RESULT;
/* *input (may be NULL) tells the file by its content; its path is `path` itself.
 *
 * OT_ERR_IO; OT_ERR_INPUT: a file of another version, one that is cut short, is not made of numbers
 * or has some that no training gives, each at its line; OT_ERR_NOMEM */
ot_status ot_training_load(const char *path, ot_input *input, ot_training **out,
                           ot_error *err) OT_CHECK_RESULT;

#endif
