/* Values that were missing lie on the line between their neighbours: they say nothing of how far a
 * series strays. */
#include <math.h>
#include <stdlib.h>

#include "forecast/method.h"

int ot_cast_is_known(const ot_cast_task *task, size_t t) {
    return !task->span || task->span[t] > 0;
}

size_t ot_cast_n_known(const ot_cast_task *task) {
    size_t n_known = 0;
    for (size_t t = 0; t < task->n; t++)
        n_known += ot_cast_is_known(task, t) != 0;
    return n_known;
}

/* A walk's change d over g years has g times the variance of a year's, so it says d^2 / g of that;
 * filled in, it is g changes of d / g, whose squares have the same sum but count as g: too narrow
 * by g^(1/2). Noise about a line moves over g years as far as over one: too narrow by g. Series are
 * between; with 2/3, coverage of either is near that of series without gaps. */
static const double BETWEEN = 2.0 / 3.0;

double ot_cast_gap_factor(const ot_cast_task *task) {
    double n_changes = 0.0;
    for (size_t t = 1; t < task->n; t++)
        n_changes += task->span ? 1.0 / abs(task->span[t]) : 1.0;
    return task->n > 1 ? pow((double)(task->n - 1) / n_changes, BETWEEN) : 1.0;
}
