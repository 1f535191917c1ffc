#include "model/build.h"

#include <assert.h>
#include <math.h>

enum { LONGEST_NOWCAST = 60 }; /* years from the earliest base to the first projected year */

static int starts_after(const ot_model_indicator *x, const ot_model *m) {
    return x->base_year ? x->base_year + 1 : m->first_year - 1;
}

/* The slots: from the earliest base, less the longest lag, to the last projected year. An identity
 * that was never observed is evaluated for the year before the first, too: its growth is asked. */
ot_status ot_build_horizon(const ot_build *b) {
    ot_model *m = b->model;
    int start = m->first_year;
    m->max_lag = 1;
    for (size_t f = 0; f < m->n_forms; f++) {
        const ot_form *form = m->form[f];
        const ot_model_indicator *x = &m->indicator[form->indicator];
        const int year = starts_after(x, m);
        if (form->equation->max_lag > m->max_lag) m->max_lag = form->equation->max_lag;
        if (year < start) start = year;
        if (m->first_year - year <= LONGEST_NOWCAST) continue;
        const ot_status status =
            ot_fail(b->err, OT_ERR_INPUT,
                    "%s was last observed in %d; at most %d years can be bridged until %d",
                    "%s 最后一次观测在 %d 年；至多可跨越 %d 年推演到 %d 年", x->spec->id,
                    x->base_year, LONGEST_NOWCAST, m->first_year);
        ot_error_locate(b->err, x->spec->place.file, x->spec->place.line, x->spec->place.column);
        return status;
    }
    m->first_slot = (size_t)m->max_lag;
    m->first_slot_year = start - m->max_lag;
    m->n_slots = (size_t)(m->last_year - m->first_slot_year + 1);
    return OT_OK;
}

/* add or exogenise of one scenario of the chain, written over what its parents said. */
static ot_status take_path(const ot_build *b, const ot_path_change *change, size_t n, int is_inside,
                           double *path) {
    const ot_model *m = b->model;
    for (size_t k = 0; k < n; k++) {
        const size_t i = ot_symbols_indicator(b, change[k].indicator, change[k].place);
        if (i == SIZE_MAX) return b->err->status;
        for (size_t v = 0; v < change[k].n_values; v++) {
            const ot_year_value *at = &change[k].value[v];
            assert(at->year >= m->first_year && at->year <= m->last_year); /* by the reader */
            path[i * m->n_slots + ot_model_slot(m, at->year)] =
                at->value * (is_inside ? m->indicator[i].inside : 1.0);
        }
    }
    return OT_OK;
}

static ot_status take_paths(const ot_build *b, ot_model_scenario *scenario) {
    const ot_model *m = b->model;
    ot_status status = OT_OK;
    for (size_t c = 0; c < scenario->n_chain && !status; c++) {
        const ot_scenario_spec *spec = &m->spec->scenario[scenario->chain[c]];
        status = take_path(b, spec->add, spec->n_add, 0, scenario->add);
        if (!status) status = take_path(b, spec->exogenise, spec->n_exogenise, 1, scenario->held);
    }
    return status;
}

/* Observations up to the base; exogenised values are there already. */
static void hold(const ot_model *m, ot_model_scenario *scenario, size_t i) {
    double *held = scenario->held + i * m->n_slots;
    for (size_t slot = 0; slot < m->n_slots; slot++) {
        if (!isfinite(held[slot]) && ot_model_year(m, slot) <= m->indicator[i].base_year)
            held[slot] = m->observed[i * m->n_slots + slot];
        scenario->state[i * m->n_slots + slot] =
            isfinite(held[slot]) ? OT_STATE_HELD : OT_STATE_UNKNOWN;
    }
}

typedef struct need {
    const ot_model *model;
    const ot_model_scenario *scenario;
    size_t slot;
    const ot_tree *node; /* the first reference without a value */
} need;

static int is_known(const ot_model *m, const ot_model_scenario *scenario, size_t row, size_t slot) {
    if (row < m->n_indicators) return scenario->state[row * m->n_slots + slot] != OT_STATE_UNKNOWN;
    return isfinite(scenario->driver[(row - m->n_indicators) * m->n_slots + slot]);
}

static int find_need(void *state, const ot_tree *node) {
    need *n = state;
    if (node->op != OT_OP_SYMBOL || node->symbol.kind != OT_SYMBOL_SERIES) return 0;
    if (is_known(n->model, n->scenario, (size_t)node->symbol.index, n->slot - (size_t)node->lag))
        return 0;
    n->node = node;
    return 1;
}

static int needs_own_past(ot_transform t) {
    return t == OT_TRANSFORM_DIFFERENCE || t == OT_TRANSFORM_LOG_DIFFERENCE ||
           t == OT_TRANSFORM_PERCENT_CHANGE;
}

static const char *row_id(const ot_model *m, size_t row) {
    return row < m->n_indicators ? m->indicator[row].spec->id
                                 : m->driver[row - m->n_indicators].spec->id;
}

static ot_status unmet(const ot_build *b, const ot_form *form, size_t slot, const ot_tree *node) {
    const ot_model *m = b->model;
    const size_t row = node ? (size_t)node->symbol.index : form->indicator;
    const int lag = node ? node->lag : 1;
    const ot_status status = ot_fail(
        b->err, OT_ERR_INPUT,
        "%s in %d needs %s of %d, which is neither observed nor projected; give data or a start",
        "计算 %s 的 %d 年值需要 %s 的 %d 年值，但后者既无观测也无预测；请补充数据或 start",
        m->indicator[form->indicator].spec->id, ot_model_year(m, slot), row_id(m, row),
        ot_model_year(m, slot) - lag);
    const ot_place place = ot_text_place(&form->equation->text, node ? node->offset : 0);
    ot_error_locate(b->err, place.file, place.line, place.column);
    return status;
}

/* Logarithms and percentages of a base that has none would give levels that never move. */
static ot_status check_base(const ot_build *b, const ot_model_scenario *scenario,
                            const ot_form *form, size_t slot) {
    const ot_model *m = b->model;
    const ot_transform t = form->equation->transform;
    const double base =
        scenario->held[form->indicator * m->n_slots + slot - 1]; /* NaN: simulated */
    const int is_wrong = (t == OT_TRANSFORM_LOG_DIFFERENCE && base <= 0.0) ||
                         (t == OT_TRANSFORM_PERCENT_CHANGE && fabs(base) <= 0.0);
    if (!is_wrong) return OT_OK;
    const ot_model_indicator *x = &m->indicator[form->indicator];
    (void)ot_fail(
        b->err, OT_ERR_INPUT,
        "%s is %g in %d, of which no growth can be taken; write its equation in levels or "
        "in d(%s)",
        "%s 的数值为 %g（%d 年），无法计算增速；请用水平值或 d(%s) 书写方程", x->spec->id,
        base / x->inside, ot_model_year(m, slot - 1), x->spec->id);
    const ot_place place = ot_text_place(&form->equation->text, 0);
    ot_error_locate(b->err, place.file, place.line, place.column);
    return OT_ERR_INPUT;
}

/* Of a year in which it may be simulated: is all there that its equation needs? */
static int is_met(const ot_model *m, const ot_model_scenario *scenario, size_t i, size_t slot,
                  need *n) {
    const ot_form *form = scenario->form[i];
    *n = (need){m, scenario, slot, NULL};
    if (ot_tree_walk(form->equation->right, find_need, n)) return 0;
    return !needs_own_past(form->equation->transform) || is_known(m, scenario, i, slot - 1);
}

static uint8_t *state_of(const ot_model *m, const ot_model_scenario *scenario, size_t i,
                         size_t slot) {
    return &scenario->state[i * m->n_slots + slot];
}

/* The equations of a stage need each other: all are taken for simulated, then those whose needs are
 * not met are not, until no more are found. */
static ot_status drop_unmet(const ot_build *b, ot_model_scenario *scenario,
                            const ot_model_stage *stage, size_t slot) {
    const ot_model *m = b->model;
    const int year = ot_model_year(m, slot);
    for (int goes_on = 1; goes_on;) {
        goes_on = 0;
        for (size_t k = stage->first; k < stage->first + stage->n; k++) {
            const size_t i = scenario->order[k];
            uint8_t *state = state_of(m, scenario, i, slot);
            need n;
            if (*state != OT_STATE_SIMULATED || is_met(m, scenario, i, slot, &n)) continue;
            if (m->indicator[i].base_year || year >= m->first_year)
                return unmet(b, scenario->form[i], slot, n.node);
            *state = OT_STATE_UNKNOWN;
            goes_on = 1;
        }
    }
    return OT_OK;
}

static ot_status schedule_stage(const ot_build *b, ot_model_scenario *scenario,
                                const ot_model_stage *stage, size_t slot) {
    const ot_model *m = b->model;
    const size_t end = stage->first + stage->n;
    for (size_t k = stage->first; k < end; k++) {
        const size_t i = scenario->order[k];
        uint8_t *state = state_of(m, scenario, i, slot);
        const int is_time = ot_model_year(m, slot) >= starts_after(&m->indicator[i], m);
        if (*state == OT_STATE_UNKNOWN && is_time) *state = OT_STATE_SIMULATED;
    }
    ot_status status = drop_unmet(b, scenario, stage, slot);
    for (size_t k = stage->first; k < end && !status; k++) {
        const size_t i = scenario->order[k];
        if (*state_of(m, scenario, i, slot) == OT_STATE_SIMULATED)
            status = check_base(b, scenario, scenario->form[i], slot);
    }
    return status;
}

static ot_status schedule_year(const ot_build *b, ot_model_scenario *scenario, size_t slot) {
    ot_status status = OT_OK;
    for (size_t k = 0; k < scenario->n_stages && !status; k++)
        status = schedule_stage(b, scenario, &scenario->stage[k], slot);
    return status;
}

/* Without an equation an indicator is projected only where it is known in every year anyway. */
static void say_not_projected(const ot_build *b, size_t i) {
    const ot_model *m = b->model;
    ot_model_indicator *x = &m->indicator[i];
    for (size_t s = 0; s < m->n_scenarios; s++)
        for (size_t slot = ot_model_slot(m, m->first_year); slot < m->n_slots; slot++)
            if (m->scenario[s].state[i * m->n_slots + slot] == OT_STATE_UNKNOWN) {
                x->reason[OT_LANGUAGE_EN] = "it has no equation";
                x->reason[OT_LANGUAGE_ZH] = "没有方程";
                return;
            }
    x->is_projected = 1;
}

static ot_status observe_all(const ot_build *b) {
    ot_model *m = b->model;
    m->observed = ot_build_alloc(b, m->n_indicators * m->n_slots, sizeof *m->observed);
    if (!m->observed) return OT_ERR_NOMEM;
    ot_status status = OT_OK;
    for (size_t i = 0; i < m->n_indicators; i++)
        for (size_t slot = 0; slot < m->n_slots && !status; slot++)
            status = ot_model_observe(m, 0, i, NULL, NULL, 0, ot_model_year(m, slot), NULL,
                                      &m->observed[i * m->n_slots + slot], b->err);
    return status;
}

ot_status ot_build_schedules(const ot_build *b) {
    const ot_model *m = b->model;
    const size_t n = m->n_indicators * m->n_slots;
    ot_status status = observe_all(b);
    for (size_t s = 0; s < m->n_scenarios && !status; s++) {
        ot_model_scenario *scenario = &m->scenario[s];
        scenario->add = ot_build_alloc(b, n, sizeof *scenario->add);
        if (!scenario->add) return OT_ERR_NOMEM;
        scenario->held = ot_build_alloc(b, n, sizeof *scenario->held);
        if (!scenario->held) return OT_ERR_NOMEM;
        scenario->state = ot_build_alloc(b, n, sizeof *scenario->state);
        if (!scenario->state) return OT_ERR_NOMEM;
        for (size_t k = 0; k < n; k++)
            scenario->held[k] = NAN;
        status = take_paths(b, scenario);
        for (size_t i = 0; i < m->n_indicators; i++)
            hold(m, scenario, i);
        for (size_t slot = m->first_slot; slot < m->n_slots && !status; slot++)
            status = schedule_year(b, scenario, slot);
    }
    for (size_t i = 0; i < m->n_indicators && !status; i++)
        say_not_projected(b, i);
    return status;
}
