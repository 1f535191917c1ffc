/* backtest.h -- what backtests of panels and of models share: methods, axes, what was known when */
#ifndef OT_ASSESS_BACKTEST_H
#define OT_ASSESS_BACKTEST_H

#include "assess/scoring/scoring.h"
#include "outturn/backtest.h"
#include "outturn/forecast.h"

enum { OT_BACKTEST_INDICATOR, OT_BACKTEST_HORIZON, OT_BACKTEST_HISTORY, OT_BACKTEST_AXES };
enum {
    OT_BACKTEST_PATHS = 128, /* behind scores of whole paths, whose work grows with the square */
    OT_BACKTEST_VINTAGE_SIZE = 8
};

ot_status ot_backtest_no_memory(ot_error *err);

/* What is asked for can be done? OT_ERR_USAGE */
ot_status ot_backtest_check(const ot_backtest_options *options, ot_error *err) OT_CHECK_RESULT;

/* Into s->method, which has room; each once. */
void ot_backtest_add_method(ot_scoring *s, const char *name);
/* The methods asked for, then the references. */
void ot_backtest_add_methods(ot_scoring *s, const ot_backtest_options *options);

/* All axes; names of indicators are the caller's and live as long as s. OT_ERR_NOMEM */
ot_status ot_backtest_name_axes(ot_scoring *s, const char **indicator, size_t n_indicators,
                                size_t horizon, ot_error *err) OT_CHECK_RESULT;

/* The value of the history axis of n values that are known. */
size_t ot_backtest_history_of(size_t n);

/* The last vintage that is known at an origin, as text that sorts behind it: of vintages that begin
 * with a year, those up to the one after, in which the origin's figure comes out. */
void ot_backtest_vintage(int origin, char text[OT_BACKTEST_VINTAGE_SIZE]);

#endif
