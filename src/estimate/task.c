#include "estimate/task.h"

#include <math.h>

#include "regress/quantile.h"

double ot_sd_given_sigma(double sd, double sigma_df) {
    return sigma_df > OT_DF_OF_SD ? sd * sqrt((sigma_df - OT_DF_OF_SD) / sigma_df) : sd;
}

ot_status ot_fit_no_memory(const ot_fit_task *t) {
    return ot_fail(t->err, OT_ERR_NOMEM, "no memory for the fit of %s", "内存不足，无法估计 %s",
                   t->spec->id);
}

ot_status ot_fit_refuse(const ot_fit_task *t, ot_status status, ot_place place) {
    ot_error_locate(t->err, place.file ? place.file : "", place.line, place.column);
    return status;
}
