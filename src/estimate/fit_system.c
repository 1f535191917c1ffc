/* Equations that name the same system, estimated together on the years that all of them have. */
#include <math.h>
#include <string.h>

#include "estimate/fit_refuse.h"
#include "estimate/fit_sample.h"
#include "estimate/fit_take.h"
#include "regress/system.h"

/* One system on its way. */
struct members {
    const char *name;
    ot_fit_task *task;     /* [n] one for each equation */
    ot_fit_sample *sample; /* [n] */
    size_t n;
    ot_arena *scratch;
    ot_error *err;
};

static const ot_estimate_spec *choice_of(const ot_form_fit *f, const ot_model *m) {
    return &m->indicator[f->form->indicator].spec->estimate;
}

static int is_member(const ot_form_fit *f, const ot_model *m, const char *name) {
    return ot_method_is(f->method, OT_METHOD_IS_SYSTEM) &&
           strcmp(choice_of(f, m)->system, name) == 0;
}

static ot_status refuse_difference(const struct members *s, const ot_fit_task *t,
                                   const char *what) {
    (void)ot_fail(s->err, OT_ERR_INPUT,
                  "the equations of system \"%s\" must have one %s; %s differs",
                  "方程组“%s”的各方程 %s 须相同；%s 与其他方程不同", s->name, what, t->spec->id);
    return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.place);
}

/* Coefficients that depend on each other cannot have one value in one scenario and another in the
 * next. */
static ot_status check_members(const struct members *s) {
    const ot_estimate_spec *first = &s->task[0].spec->estimate;
    for (size_t i = 1; i < s->n; i++) {
        const ot_fit_task *t = &s->task[i];
        if (t->spec->estimate.method != first->method) return refuse_difference(s, t, "method");
        if (t->spec->estimate.divisor != first->divisor) return refuse_difference(s, t, "divisor");
        for (size_t j = 0; j < i; j++) {
            if (s->task[j].form->indicator != t->form->indicator) continue;
            (void)ot_fail(
                s->err, OT_ERR_INPUT,
                "a scenario changes the equation of %s, which is estimated together with "
                "system \"%s\"; use another method, or no such change",
                "有情景改动了 %s 的方程，而它与方程组“%s”一起估计；请改用其他方法，或不作该改动",
                t->spec->id, s->name);
            return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.place);
        }
    }
    return OT_OK;
}

static int has_year(const ot_design *d, int year) {
    for (size_t i = 0; i < d->n; i++)
        if (d->year[i] == year) return 1;
    return 0;
}

/* Every equation on the years that all have. */
static void keep_common(const struct members *s) {
    for (size_t i = 0; i < s->n; i++)
        for (size_t row = s->sample[i].design.n; row-- > 0;) {
            int is_common = 1;
            for (size_t j = 0; j < s->n; j++)
                is_common &= has_year(&s->sample[j].design, s->sample[i].design.year[row]);
            if (!is_common) ot_design_drop(&s->sample[i].design, row);
        }
}

/* Each has years enough alone. */
static ot_status check_common(const struct members *s, size_t i) {
    ot_fit_sample *d = &s->sample[i];
    const ot_fit_task *t = &s->task[i];
    const size_t n_needed = d->design.k + 1;
    ot_fit_sample_recount(d);
    if (d->design.n >= n_needed) return OT_OK;
    (void)ot_fail(
        s->err, OT_ERR_INPUT,
        "the equations of system \"%s\" have %zu years in common%s%.0s; %s needs at least "
        "%zu for %zu coefficients and a residual variance",
        "方程组“%s”的各方程只有 %zu 个共同年份%.0s%s；%s 至少需要 %zu 个，以估计 %zu "
        "个系数和残差方差",
        s->name, d->design.n, d->years[0], d->years[1], t->spec->id, n_needed, d->design.k);
    return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.place);
}

static ot_status gather(const struct members *s) {
    for (size_t i = 0; i < s->n; i++) {
        ot_status status = ot_fit_check_priors(&s->task[i]);
        if (!status) status = ot_fit_sample_make(&s->task[i], &s->sample[i]);
        if (!status) status = ot_fit_check_count(&s->task[i], &s->sample[i]);
        if (status) return status;
    }
    keep_common(s);
    for (size_t i = 0; i < s->n; i++) {
        const ot_status status = check_common(s, i);
        if (status) return status;
    }
    return OT_OK;
}

/* The instruments of all equations, side by side; the system leaves out those that repeat. */
static int join_instruments(const struct members *s, ot_system_input *in) {
    for (size_t i = 0; i < s->n; i++)
        in->m += s->sample[i].design.n_instruments;
    double *z = ot_arena_alloc(s->scratch, in->n * in->m + 1, sizeof *z);
    size_t column = 0;
    if (!z) return 0;
    for (size_t i = 0; i < s->n; i++) {
        const ot_design *d = &s->sample[i].design;
        for (size_t j = 0; j < d->n_instruments; j++, column++)
            for (size_t row = 0; row < in->n; row++)
                z[row * in->m + column] = d->instrument[row * d->n_instruments + j];
    }
    in->z = in->m ? z : NULL;
    return 1;
}

/* An equation that cannot be estimated alone is told by its own words. */
static ot_status explain(const struct members *s, ot_status status) {
    char text[OT_N_LANGUAGES][sizeof s->err->text[0]];
    if (status == OT_ERR_NOMEM) return status;
    memcpy(text, s->err->text, sizeof text);
    for (size_t i = 0; i < s->n; i++) {
        const ot_estimator_input *x = &s->sample[i].sample;
        ot_least_squares solved = {0};
        size_t redundant = x->k;
        const ot_least_squares_input in = {.x = x->x, .y = x->y, .n = x->n, .k = x->k};
        const ot_status alone = ot_least_squares_solve(&in, &solved, &redundant, NULL);
        if (!alone) ot_least_squares_clear(&solved);
        if (redundant < x->k) return ot_fit_explain(&s->task[i], &s->sample[i], redundant, status);
    }
    (void)ot_fail(s->err, status, "system \"%s\": %s%.0s", "方程组“%s”：%.0s%s", s->name,
                  text[OT_LANGUAGE_EN], text[OT_LANGUAGE_ZH]);
    return ot_fit_refuse(&s->task[0], status, s->task[0].spec->estimate.place);
}

static ot_status estimate(const struct members *s, ot_system *out) {
    const ot_estimate_spec *choice = &s->task[0].spec->estimate;
    ot_system_equation *equation = ot_arena_alloc(s->scratch, s->n, sizeof *equation);
    ot_system_input in = {.g = s->n,
                          .n = s->sample[0].design.n,
                          .equation = equation,
                          .df = choice->divisor == OT_DIVISOR_COUNT ? OT_SYSTEM_DF_NONE
                                                                    : OT_SYSTEM_DF_GEOMEAN};
    if (!equation || !join_instruments(s, &in)) return ot_fit_no_memory(&s->task[0]);
    for (size_t i = 0; i < s->n; i++) {
        const ot_design *d = &s->sample[i].design;
        equation[i] = (ot_system_equation){d->k, d->x, d->y};
    }
    const ot_status status = ot_system_estimate(&in, out, s->err);
    return status ? explain(s, status) : OT_OK;
}

/* From free coefficients of all equations to all of them; fixed ones have rows of 0. */
static ot_status keep_joint(const struct members *s, const ot_system *found, ot_arena *arena,
                            ot_system_fit *to) {
    size_t *place = ot_arena_alloc(s->scratch, found->k + 1, sizeof *place), n = 0;
    *to = (ot_system_fit){.name = s->name, .n = s->n};
    for (size_t i = 0; i < s->n && place; i++) {
        const ot_design *d = &s->sample[i].design;
        for (size_t j = 0; j < d->k; j++)
            place[n++] = to->k + d->free[j];
        to->k += s->task[i].fit->k;
    }
    to->form = ot_arena_alloc(arena, s->n, sizeof *to->form);
    to->correlation = ot_arena_alloc(arena, s->n * s->n, sizeof *to->correlation);
    to->covariance = ot_arena_alloc(arena, to->k * to->k, sizeof *to->covariance);
    if (!place || !to->form || !to->correlation || !to->covariance)
        return ot_fit_no_memory(&s->task[0]);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            to->covariance[place[i] * to->k + place[j]] = found->covariance[i * n + j];
    for (size_t i = 0; i < s->n; i++) {
        to->form[i] = s->task[i].fit;
        for (size_t j = 0; j < s->n; j++)
            to->correlation[i * s->n + j] =
                found->sigma[i * s->n + j] /
                sqrt(found->sigma[i * s->n + i] * found->sigma[j * s->n + j]);
    }
    return OT_OK;
}

static ot_status take(const struct members *s, ot_system *found, ot_fit *fit) {
    for (size_t i = 0; i < s->n; i++) {
        ot_regression *r = &found->equation[i];
        (void)ot_detail_add(&r->details, OT_DETAIL_SYSTEM, (double)s->n);
        ot_status status = ot_fit_check_residual(&s->task[i], &s->sample[i], r);
        if (!status) status = ot_fit_take(&s->task[i], &s->sample[i], r);
        if (status) return status;
    }
    return keep_joint(s, found, fit->arena, &fit->system[fit->n_systems++]);
}

static ot_status begin(const ot_fit_task *t, ot_fit *fit, struct members *s) {
    const ot_model *m = t->model;
    s->task = ot_arena_alloc(t->scratch, m->n_forms, sizeof *s->task);
    s->sample = ot_arena_alloc(t->scratch, m->n_forms, sizeof *s->sample);
    if (!s->task || !s->sample) return ot_fit_no_memory(t);
    for (size_t f = 0; f < m->n_forms; f++) {
        if (!is_member(&fit->form[f], m, s->name)) continue;
        ot_fit_task *one = &s->task[s->n++];
        *one = *t;
        one->form = m->form[f];
        one->spec = m->indicator[m->form[f]->indicator].spec;
        one->fit = &fit->form[f];
    }
    return check_members(s);
}

static ot_status fit_system(const ot_fit_task *t, const char *name, ot_fit *fit) {
    struct members s = {.name = name, .scratch = t->scratch, .err = t->err};
    ot_system found = {0};
    ot_status status = begin(t, fit, &s);
    if (!status) status = gather(&s);
    if (!status) status = estimate(&s, &found);
    if (!status) status = take(&s, &found, fit);
    ot_system_clear(&found);
    return status;
}

ot_status ot_fit_systems(const ot_fit_task *t, ot_fit *fit) {
    const ot_model *m = t->model;
    fit->system = ot_arena_alloc(fit->arena, m->n_forms, sizeof *fit->system);
    if (!fit->system)
        return ot_fail(t->err, OT_ERR_NOMEM, "no memory for the fit", "内存不足，无法估计");
    for (size_t f = 0; f < m->n_forms; f++) {
        if (!ot_method_is(fit->form[f].method, OT_METHOD_IS_SYSTEM)) continue;
        const char *name = choice_of(&fit->form[f], m)->system;
        int is_done = 0;
        for (size_t i = 0; i < fit->n_systems; i++)
            is_done |= strcmp(fit->system[i].name, name) == 0;
        const ot_status status = is_done ? OT_OK : fit_system(t, name, fit);
        if (status) return status;
    }
    return OT_OK;
}
