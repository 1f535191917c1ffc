#include "estimate/task.h"

ot_status ot_fit_no_memory(const ot_fit_task *t) {
    return ot_fail(t->err, OT_ERR_NOMEM, "no memory for the fit of %s", "内存不足，无法估计 %s",
                   t->spec->id);
}

ot_status ot_fit_refuse(const ot_fit_task *t, ot_status status, ot_place place) {
    ot_error_locate(t->err, place.file ? place.file : "", place.line, place.column);
    return status;
}
