#include "model/build.h"

#include <string.h>

/* Scenarios from the root to s; the reader has refused cycles and unknown parents. Returns their
 * number. */
static size_t chain_of(const ot_spec *spec, size_t s, size_t *chain) {
    size_t n = 0;
    for (size_t at = s;;) {
        chain[n++] = at;
        const char *parent = spec->scenario[at].extends;
        if (!parent) break;
        for (at = 0; strcmp(spec->scenario[at].id, parent) != 0; at++) {
        }
    }
    for (size_t i = 0; i < n / 2; i++) {
        const size_t other = chain[i];
        chain[i] = chain[n - 1 - i];
        chain[n - 1 - i] = other;
    }
    return n;
}

/* What the scenarios of a chain change in the equations, the last word winning. */
typedef struct changes {
    const ot_text **text;                    /* [n_indicators] */
    const ot_coefficient_spec **coefficient; /* [n_coefficients] */
} changes;

static ot_status take_equations(const ot_build *b, const ot_scenario_spec *spec, changes *c) {
    for (size_t k = 0; k < spec->n_equations; k++) {
        const ot_equation_change *change = &spec->equation[k];
        const size_t i = ot_symbols_indicator(b, change->indicator, change->place);
        if (i == SIZE_MAX) return b->err->status;
        c->text[i] = &change->equation;
    }
    return OT_OK;
}

static ot_status unknown_coefficient(const ot_build *b, const ot_coefficient_change *change) {
    const ot_status status =
        ot_fail(b->err, OT_ERR_INPUT, "%s declares no coefficient \"%s\"", "%s 没有声明系数“%s”",
                change->indicator, change->coefficient.name);
    ot_error_locate(b->err, change->place.file, change->place.line, change->place.column);
    return status;
}

static ot_status take_coefficients(const ot_build *b, const ot_scenario_spec *spec, changes *c) {
    for (size_t n = 0; n < spec->n_coefficients; n++) {
        const ot_coefficient_change *change = &spec->coefficient[n];
        const size_t i = ot_symbols_indicator(b, change->indicator, change->place);
        if (i == SIZE_MAX) return b->err->status;
        const ot_model_indicator *x = &b->model->indicator[i];
        size_t k = 0;
        while (k < x->spec->n_coefficients &&
               strcmp(x->spec->coefficient[k].name, change->coefficient.name) != 0)
            k++;
        if (k == x->spec->n_coefficients) return unknown_coefficient(b, change);
        c->coefficient[x->first_coefficient + k] = &change->coefficient;
    }
    return OT_OK;
}

static ot_status make_forms(const ot_build *b, const changes *c, ot_model_scenario *scenario) {
    const ot_model *m = b->model;
    scenario->form = ot_build_alloc(b, m->n_indicators, sizeof *scenario->form);
    if (!scenario->form) return OT_ERR_NOMEM;
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_model_indicator *x = &m->indicator[i];
        if (!c->text[i] && !x->spec->equation.s) continue;
        const ot_status status = ot_form_make(
            b, i, c->text[i], c->coefficient + x->first_coefficient, &scenario->form[i]);
        if (status) return status;
    }
    return OT_OK;
}

static ot_status make_scenario(const ot_build *b, size_t s) {
    ot_model *m = b->model;
    ot_model_scenario *scenario = &m->scenario[s];
    scenario->spec = &m->spec->scenario[s];
    size_t *chain = ot_build_alloc(b, m->n_scenarios, sizeof *chain);
    if (!chain) return OT_ERR_NOMEM;
    changes c = {.text = ot_build_alloc(b, m->n_indicators, sizeof *c.text)};
    if (!c.text) return OT_ERR_NOMEM;
    c.coefficient = ot_build_alloc(b, m->n_coefficients, sizeof *c.coefficient);
    if (!c.coefficient) return OT_ERR_NOMEM;
    const size_t n = chain_of(m->spec, s, chain);
    ot_status status = OT_OK;
    for (size_t k = 0; k < n && !status; k++) {
        const ot_scenario_spec *spec = &m->spec->scenario[chain[k]];
        scenario->is_conditional |= spec->is_conditional;
        status = take_equations(b, spec, &c);
        if (!status) status = take_coefficients(b, spec, &c);
    }
    if (!status) status = make_forms(b, &c, scenario);
    scenario->chain = chain;
    scenario->n_chain = n;
    return status;
}

/* Disturbances: one for each indicator that is behavioural somewhere or gets an add-factor. */
static ot_status number_disturbances(const ot_build *b) {
    ot_model *m = b->model;
    for (size_t s = 0; s < m->n_scenarios; s++)
        for (size_t k = 0; k < m->spec->scenario[s].n_add; k++) {
            const ot_path_change *add = &m->spec->scenario[s].add[k];
            const size_t i = ot_symbols_indicator(b, add->indicator, add->place);
            if (i == SIZE_MAX) return b->err->status;
            m->indicator[i].disturbance = 0;
        }
    m->disturbance = ot_build_alloc(b, m->n_indicators, sizeof *m->disturbance);
    if (!m->disturbance) return OT_ERR_NOMEM;
    for (size_t i = 0; i < m->n_indicators; i++)
        if (m->indicator[i].disturbance == 0) {
            m->indicator[i].disturbance = (int)m->n_disturbances;
            m->disturbance[m->n_disturbances++] = i;
        }
    return OT_OK;
}

ot_status ot_build_scenarios(const ot_build *b) {
    ot_model *m = b->model;
    m->n_scenarios = m->spec->n_scenarios;
    m->scenario = ot_build_alloc(b, m->n_scenarios, sizeof *m->scenario);
    if (!m->scenario) return OT_ERR_NOMEM;
    m->form = ot_build_alloc(b, m->n_scenarios * m->n_indicators, sizeof *m->form);
    if (!m->form) return OT_ERR_NOMEM;
    ot_status status = OT_OK;
    for (size_t s = 0; s < m->n_scenarios && !status; s++)
        status = make_scenario(b, s);
    return status ? status : number_disturbances(b);
}
