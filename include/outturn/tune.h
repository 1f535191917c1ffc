/*
 * tune.h -- numbers of the model file with which the model follows history best
 *
 * Layer   assess
 * Shapes  opaque; src/assess/tune/tune.h shows it to the library
 * Units   values as declared in the file; losses in the unit of the indicator or, of several
 *         indicators together, in mean absolute changes of each; of mape in percent
 * Method  a Sobol sequence over the ranges, then the simplex of Nelder and Mead (1965) from the
 *         best few points; CRPS from the sample (Gneiting and Raftery 2007), fair (Ferro 2014)
 */
#ifndef OT_TUNE_H
#define OT_TUNE_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/plan.h"
#include "outturn/sampling.h"
#include "outturn/table.h"

/* What is made least. One row each: name on the command line, English, Chinese. */
#define OT_LOSS_LIST(X)                                                                   \
    X(OT_LOSS_RMSE, "rmse", "root mean squared error of the path without shocks",         \
      "无冲击路径的均方根误差")                                                           \
    X(OT_LOSS_CRPS, "crps", "continuous ranked probability score of the simulated draws", \
      "模拟抽样的连续分级概率评分（CRPS）")                                               \
    X(OT_LOSS_MAPE, "mape", "mean absolute percentage error of the path without shocks",  \
      "无冲击路径的平均绝对百分比误差")

typedef enum ot_loss {
#define OT_ROW(name, word, english, chinese) name,
    OT_LOSS_LIST(OT_ROW)
#undef OT_ROW
        OT_N_LOSSES
} ot_loss;

typedef struct ot_parameter {
    const char *name; /* a driver, or a path as --set takes it */
    double low, high; /* its range; NaN: the default of ot_spec_number_find */
} ot_parameter;

typedef struct ot_tune_options {
    ot_loss loss;
    const char *mode;          /* "dynamic", "static" or "forecast" */
    const char *scenario;      /* NULL: the first */
    int first_year, last_year; /* 0: the years observed that the model can simulate */
    int hold_out;              /* the last years observed that are not fitted */
    size_t points;             /* of the global stage; 0: OT_TUNE_POINTS for each parameter */
    uint64_t draws, seed;      /* of crps; the same random numbers at every point */
    ot_sampling sampling;      /* of crps */
    int has_sampling;          /* 0: the model file's instead */
    void (*progress)(void *state, double share); /* 0 .. 1; may be NULL */
    void *progress_state;
} ot_tune_options;

enum {
    OT_TUNE_POINTS = 32,
    OT_TUNE_MOST_POINTS = 100000,
    OT_TUNE_MOST_PARAMETERS = 10,
    OT_TUNE_DRAWS = 1000,
    OT_TUNE_MOST_DRAWS = 100000
};

/* rmse, dynamic, no years held out, OT_TUNE_DRAWS draws, seed 1. */
ot_tune_options ot_tune_options_default(void);

typedef struct ot_tune ot_tune;

/*
 * Find the values of parameters with which the model at `path`, changed by set[0..n_sets), follows
 * the observations of the indicators best. The model file is read again at every point; data and
 * plan (NULL: none) are read once, by the caller, and must outlive the tuning, as names must. A
 * point at which the model cannot be made or solved has an infinite loss and is counted. The caller
 * frees *out.
 *
 * Coefficients are estimated from the fitted years alone while years are held out.
 *
 * OT_ERR_USAGE    no parameter or too many, a range that is none, a value outside of it, no
 *                 indicator; too few years; a mode that draws cannot have
 * OT_ERR_INPUT    the model as it is cannot be made for these years
 * OT_ERR_NUMERIC  no point has a finite loss
 * OT_ERR_IO, OT_ERR_NOMEM
 */
ot_status ot_tune_new(const char *path, const char *const *set, size_t n_sets,
                      const ot_table *table, const ot_plan *plan, const ot_parameter *parameter,
                      size_t n_parameters, const char *const *indicator, size_t n_indicators,
                      const ot_tune_options *options, ot_notes *notes, ot_tune **out,
                      ot_error *err) OT_CHECK_RESULT;
void ot_tune_free(ot_tune *tune);

#endif
