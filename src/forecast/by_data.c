/* Do errors add to a series, or are they in proportion to it? Where a method goes is left to the
 * level: exponentials of a few points overshoot (docs/decisions/0039). */
#include <math.h>
#include <stdlib.h>

#include "forecast/method.h"

/* Errors a year ahead, in the size in which likelihoods of the level and of logarithms compare: the
 * change of variables multiplies those of logarithms by the geometric mean. The first value is
 * where methods start. */
static double size_of_errors(const ot_cast_fit *f, const ot_cast_task *task) {
    double mean = 0.0;
    for (size_t t = 1; t < task->n; t++)
        mean += log(task->value[t]) / (double)(task->n - 1);
    return sqrt(fmax(f->law.covariance[0], 0.0)) *
           (f->scale.form == OT_FORM_GROWTH ? exp(mean) : f->scale.unit);
}

static int is_above_0(const ot_cast_law *law, size_t horizon) {
    for (size_t t = 0; t < horizon; t++)
        if (!(law->centre[t] > 0.0)) return 0;
    return 1;
}

/* Centres of the level in logarithms, as far as they are above 0. */
static void keep_centres(const ot_cast_fit *level, ot_cast_fit *growth, size_t horizon) {
    for (size_t t = 0; t < horizon; t++) {
        const double centre = ot_scale_back(&level->scale, level->law.centre[t]);
        if (centre > 0.0) growth->law.centre[t] = ot_scale_forth(&growth->scale, centre);
    }
}

/* A year that may be a tenth or tenfold says more of a short history than of the series: its band
 * would be all tail. */
static const double WIDEST = 1.0; /* standard deviation of the last logarithm */

/* Can its normals be bent? */
static int is_in_proportion(const ot_cast_law *law, size_t horizon) {
    const double last = law->centre[horizon - 1];
    return law->errors == OT_ERRORS_RELATIVE && is_above_0(law, horizon) &&
           law->covariance[horizon * horizon - 1] <= WIDEST * WIDEST * last * last;
}

/* Normals in proportion to their centres become normals of logarithms. */
static ot_status bend(const ot_cast_task *task, ot_cast_fit *level, ot_error *err) {
    const size_t h = task->horizon;
    ot_cast_law *law = &level->law;
    for (size_t t = 0; t < h; t++)
        for (size_t s = 0; s <= t; s++)
            law->covariance[t * h + s] /= law->centre[t] * law->centre[s];
    const ot_scale scale = level->scale;
    const ot_status status = ot_scale_make(task->value, task->n, OT_FORM_GROWTH, scale.low,
                                           scale.high, &level->scale, err);
    for (size_t t = 0; t < h && !status; t++)
        law->centre[t] = ot_scale_forth(&level->scale, ot_scale_back(&scale, law->centre[t]));
    return status;
}

static int is_sober(const ot_cast_law *law, size_t horizon) {
    return law->covariance[horizon * horizon - 1] <= WIDEST * WIDEST;
}

/* The method has not said what its errors are: the form of the greater likelihood. */
static ot_status choose(const ot_cast_method *method, const ot_cast_task *task,
                        const ot_cast_fit *level, ot_cast_fit *growth, int *is_growth,
                        ot_error *err) {
    const int must_keep = method->keeps_point && !is_above_0(&level->law, task->horizon);
    const ot_status status = ot_cast_fit_in(method, task, OT_FORM_GROWTH, growth, err);
    *is_growth = !status && !must_keep && is_sober(&growth->law, task->horizon) &&
                 size_of_errors(growth, task) < size_of_errors(level, task);
    if (*is_growth) keep_centres(level, growth, task->horizon);
    return status;
}

ot_status ot_cast_run_by_data(const ot_cast_method *method, const ot_cast_task *task,
                              ot_forecast *out, ot_error *err) {
    ot_cast_fit level = {.room = NULL}, growth = {.room = NULL};
    int is_growth = 0;
    ot_status status = ot_cast_fit_in(method, task, OT_FORM_LEVEL, &level, err);
    if (!status && is_in_proportion(&level.law, task->horizon))
        status = bend(task, &level, err);
    else if (!status && level.law.errors == OT_ERRORS_UNSAID)
        status = choose(method, task, &level, &growth, &is_growth, err);
    if (!status) status = ot_cast_publish(is_growth ? &growth : &level, out, err);
    free(level.room);
    free(growth.room);
    return status;
}
