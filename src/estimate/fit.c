#include "estimate/fit.h"

#include <math.h>

#include "estimate/task.h"

/* Everything that holds before any estimate: fixed values, priors. */
static int form_init(const ot_form *form, size_t k, ot_arena *arena, ot_form_fit *fit) {
    const double none = (double)NAN;
    double *room = ot_arena_alloc(arena, k * (k + 9), sizeof *room);
    if (!room) return 0;
    *fit = (ot_form_fit){.form = form,
                         .k = k,
                         .mean = room,
                         .standard_error = room + k,
                         .prior_mean = room + 2 * k,
                         .prior_sd = room + 3 * k,
                         .t = room + 4 * k,
                         .p = room + 5 * k,
                         .low = room + 6 * k,
                         .high = room + 7 * k,
                         .learnt = room + 8 * k,
                         .covariance = room + 9 * k,
                         .r2 = none,
                         .adjusted_r2 = none,
                         .durbin_watson = none,
                         .residual_se = none,
                         .rss = none,
                         .mean_dependent = none,
                         .goodness = ot_goodness_none()};
    for (size_t j = 0; j < k; j++) {
        const ot_coefficient_spec *c = form->coefficient[j];
        const int has_prior = !c->is_fixed && c->has_prior;
        fit->mean[j] = c->is_fixed ? c->value : 0.0;
        fit->prior_mean[j] = has_prior ? c->mean : none;
        fit->prior_sd[j] = has_prior ? c->sd : none;
        fit->t[j] = fit->p[j] = fit->low[j] = fit->high[j] = fit->learnt[j] = none;
        fit->n_free += !c->is_fixed;
    }
    return 1;
}

static ot_status fit_form(ot_fit_task *t, size_t f, ot_fit *fit) {
    t->form = fit->model->form[f];
    t->spec = fit->model->indicator[t->form->indicator].spec;
    t->fit = &fit->form[f];
    const size_t k = t->form->is_behavioural ? t->spec->n_coefficients : 0;
    if (!form_init(t->form, k, t->arena, t->fit)) return ot_fit_no_memory(t);
    if (!t->form->is_behavioural) return OT_OK;
    const ot_method method = t->spec->estimate.method;
    t->fit->method = method == OT_METHOD_NONE ? OT_METHOD_PRIOR : method;
    if (ot_method_is(t->fit->method, OT_METHOD_IS_SYSTEM))
        return OT_OK; /* later, with the others */
    return t->fit->method == OT_METHOD_PRIOR ? ot_fit_prior(t) : ot_fit_equation(t);
}

static ot_status fit_forms(ot_fit *fit, const char *as_of, ot_notes *notes, ot_error *err) {
    ot_fit_task t = {
        .model = fit->model, .as_of = as_of, .arena = fit->arena, .notes = notes, .err = err};
    t.scratch = ot_arena_new();
    fit->form = ot_arena_alloc(fit->arena, fit->model->n_forms, sizeof *fit->form);
    ot_status status = OT_OK;
    if (!t.scratch || !fit->form)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the fit", "内存不足，无法估计");
    for (size_t f = 0; f < fit->model->n_forms && !status; f++)
        status = fit_form(&t, f, fit);
    if (!status) status = ot_fit_systems(&t, fit);
    ot_arena_free(t.scratch);
    return status;
}

ot_status ot_fit_new(const ot_model *model, const char *as_of, ot_notes *notes, ot_fit **out,
                     ot_error *err) {
    ot_error local; /* a system adds to the sentence of what it could not solve */
    ot_arena *arena = ot_arena_new();
    ot_fit *fit = arena ? ot_arena_alloc(arena, 1, sizeof *fit) : NULL;
    ot_status status;
    if (fit) {
        *fit = (ot_fit){.arena = arena, .model = model};
        status = fit_forms(fit, as_of, notes, err ? err : &local);
    } else {
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the fit", "内存不足，无法估计");
    }
    if (status)
        ot_arena_free(arena);
    else
        *out = fit;
    return status;
}

void ot_fit_free(ot_fit *fit) {
    if (fit) ot_arena_free(fit->arena);
}
