/*
 * scoring.h -- how good forecasts were, once their outturns are known
 *
 * Layer   assess
 * Shapes  opaque; src/assess/scoring/scoring.h shows it to the library
 * Units   errors in the unit of the forecasts; scaled ones in mean absolute changes of the history;
 *         shares are fractions
 * Method  docs/guide/backtest.md; the scores are those of src/forecast/score.h, with their sources
 */
#ifndef OT_SCORING_H
#define OT_SCORING_H

#include "outturn/error.h"
#include "outturn/notes.h"

typedef struct ot_scoring ot_scoring;
void ot_scoring_free(ot_scoring *scoring);

/*
 * Score forecasts of a file by a file of outturns. Forecasts have the columns of the forecast hubs:
 * output_type (quantile, mean, median, sample), output_type_id, value, a model's name (model_id,
 * model; one model without it) and any that say what was forecast. A row of outturns (value,
 * observation, oracle_value) counts for every forecast that has the same text in the columns that
 * both files have; of several versions (as_of) the last. `reference`: the model to measure skill
 * against; NULL: the first. The caller frees *out.
 *
 * OT_ERR_IO, OT_ERR_NOMEM
 * OT_ERR_INPUT  no such columns, a cell that cannot be read, quantiles that fall or stand twice,
 * two outturns of one thing, each at its place; no forecast that has an outturn
 * OT_ERR_USAGE  no model `reference`
 */
ot_status ot_scoring_load(const char *forecasts, const char *outturns, const char *reference,
                          ot_notes *notes, ot_scoring **out, ot_error *err) OT_CHECK_RESULT;

#endif
