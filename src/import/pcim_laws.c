/* The laws of add-factors, which past residuals give, or else past add-factors. */
#include <math.h>

#include "import/pcim.h"
#include "import/scale.h"

/* A robust scale needs more values than a plain one of add-factors, which somebody chose. */
enum { FEWEST_RESIDUALS = 8, FEWEST_STORED = 5 };

/* What the source keeps; zeros before all others mean that there was no equation yet. */
static void find_stored(const ot_pcim *pcim, const ot_pcim_equation *e, ot_pcim_past *out) {
    const double *x = pcim->variable[e->add_factor].value;
    const double *of = pcim->variable[e->variable].value;
    size_t n = 0;
    out->n = 0;
    for (int year = pcim->first_year - 1; of && year >= pcim->data_year && n < OT_PCIM_MOST_PAST;
         year--) {
        const size_t t = (size_t)(year - pcim->data_year);
        if (t >= pcim->n_years || !isfinite(x[t]) || !isfinite(of[t])) continue;
        out->year[n] = year;
        out->x[n++] = x[t];
        if (fpclassify(x[t]) != FP_ZERO) out->n = n;
    }
}

static ot_pcim_law law_of(const ot_pcim_past *past, const ot_pcim_equation *e) {
    return (ot_pcim_law){.deviation = ot_scale_deviation(past->x, past->n),
                         .first_year = past->year[past->n - 1],
                         .last_year = past->year[0],
                         .n = past->n,
                         .of = e->variable};
}

static int is_law(const ot_pcim_law *law) {
    return isfinite(law->deviation) && isfinite(law->scale) && law->scale > 0.0;
}

static ot_status find_law(ot_pcim *pcim, const ot_pcim_equation *e) {
    ot_pcim_variable *factor = &pcim->variable[e->add_factor];
    ot_pcim_past past;
    if (!ot_pcim_is_driver(factor) || !factor->value) return OT_OK;
    const ot_status status = ot_pcim_find_residuals(pcim, e, &past);
    if (status) return status;
    if (past.n >= FEWEST_RESIDUALS) {
        ot_pcim_law law = law_of(&past, e);
        law.scale = ot_scale_huber(past.x, past.n);
        if (is_law(&law)) factor->law = law;
    }
    find_stored(pcim, e, &past);
    if (factor->law.n > 0 || past.n < FEWEST_STORED) return OT_OK;
    ot_pcim_law law = law_of(&past, e);
    law.scale = law.deviation;
    law.is_stored = 1;
    if (is_law(&law)) factor->law = law;
    return OT_OK;
}

ot_status ot_pcim_find_laws(ot_pcim *pcim) {
    ot_status status = OT_OK;
    for (size_t i = 0; !status && i < pcim->n_equations; i++) {
        const ot_pcim_equation *e = &pcim->equation[i];
        if (e->add_factor != SIZE_MAX && ot_frml_has(&e->frml, "STOC")) status = find_law(pcim, e);
        if (status) return ot_pcim_blame(pcim, e);
    }
    return status;
}
