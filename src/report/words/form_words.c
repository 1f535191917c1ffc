/* How equations are named: their kind, and what stands for the equation of a forecast. */
#include <string.h>

#include "report/words/words.h"

const ot_model_driver *ot_form_forecast(const ot_model *m, const ot_form *form) {
    const ot_indicator_spec *spec = m->indicator[form->indicator].spec;
    if (!spec->forecast || strcmp(form->equation->text.s, spec->equation.s) != 0) return NULL;
    for (size_t d = 0; d < m->n_drivers; d++)
        if (m->driver[d].spec->forecast_of == form->indicator) return &m->driver[d];
    return NULL;
}

const char *ot_form_kind_name(const ot_model *m, const ot_form *form) {
    return ot_form_forecast(m, form) ? "forecast"
           : form->is_behavioural    ? "behavioural"
                                     : "identity";
}

ot_message ot_form_kind_word(const ot_model *m, const ot_form *form) {
    return ot_form_forecast(m, form) ? OT_SAY_FORECAST
           : form->is_behavioural    ? OT_SAY_BEHAVIOURAL
                                     : OT_SAY_IDENTITY;
}

const char *ot_say_equation(ot_document *d, const ot_model *m, const ot_form *form) {
    const ot_model_driver *x = ot_form_forecast(m, form);
    if (!x) return form->equation->text.s;
    return ot_document_format(d, ot_word(d, OT_SAY_FORECAST_FROM),
                              m->indicator[form->indicator].spec->forecast->method, x->n_history,
                              x->forecast_after);
}
