/*
 * outturn.h -- the whole public interface, one header for each noun
 *
 * Layer   report
 * Shapes  each header's own
 * Units   each header's own
 * Method  includes every header of outturn/; a program that wants less may include single ones
 */
#ifndef OT_OUTTURN_H
#define OT_OUTTURN_H

#include "outturn/attribution.h"
#include "outturn/audit.h"
#include "outturn/backtest.h"
#include "outturn/batch.h"
#include "outturn/case.h"
#include "outturn/change.h"
#include "outturn/comparison.h"
#include "outturn/config.h"
#include "outturn/document.h"
#include "outturn/error.h"
#include "outturn/export.h"
#include "outturn/fit.h"
#include "outturn/forecast.h"
#include "outturn/forecast_method.h"
#include "outturn/histogram.h"
#include "outturn/import.h"
#include "outturn/init.h"
#include "outturn/input.h"
#include "outturn/model.h"
#include "outturn/multipliers.h"
#include "outturn/notes.h"
#include "outturn/overlay.h"
#include "outturn/panel_forecast.h"
#include "outturn/panel_training.h"
#include "outturn/part.h"
#include "outturn/path.h"
#include "outturn/plan.h"
#include "outturn/prior.h"
#include "outturn/projection.h"
#include "outturn/publish.h"
#include "outturn/ranks.h"
#include "outturn/review.h"
#include "outturn/run.h"
#include "outturn/sampling.h"
#include "outturn/scoring.h"
#include "outturn/seek.h"
#include "outturn/shelf.h"
#include "outturn/solution.h"
#include "outturn/spec.h"
#include "outturn/spec_number.h"
#include "outturn/system.h"
#include "outturn/table.h"
#include "outturn/text.h"
#include "outturn/trace.h"
#include "outturn/training.h"
#include "outturn/tune.h"
#include "outturn/writer.h"

#endif
