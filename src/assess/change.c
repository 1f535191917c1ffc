#include "outturn/change.h"

#include "assess/exogenous.h"

static ot_status apply(const ot_model *model, ot_case *c, const ot_input_change *change,
                       ot_error *err) {
    ot_exogenous x;
    size_t slot = 0;
    ot_status status = ot_exogenous_find(model, change->name, &x, err);
    if (!status) status = ot_simulated_slot(model, change->year, &slot, err);
    if (!status) status = ot_exogenous_check(model, c, &x, slot, err);
    if (!status) ot_case_put(c, &(ot_case_change){x.row, slot, change->value * x.inside}, 1);
    return status;
}

ot_status ot_case_changed(const ot_model *model, const ot_case *c, const ot_input_change *change,
                          size_t n, ot_case **out, ot_error *err) {
    ot_case *copy = ot_case_with(c, NULL, 0);
    if (!copy)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the case", "内存不足，无法建立算例");
    ot_status status = OT_OK;
    for (size_t i = 0; i < n && !status; i++)
        status = apply(model, copy, &change[i], err);
    if (status)
        ot_case_free(copy);
    else
        *out = copy;
    return status;
}
