#include "assess/seek.h"

#include <math.h>
#include <stdlib.h>

#include "assess/projection.h"
#include "assess/search.h"

/* A relative miss above this is told. */
static const double MISSED = 1e-9;
static const double PERCENT = 100.0;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to seek values", "内存不足以求解目标值");
}

static ot_status add_goals(ot_search *s, const ot_goal *goal, size_t n) {
    ot_seek *seek = s->seek;
    for (size_t i = 0; i < n; i++) {
        ot_seek_goal *g = &seek->goal[seek->n_goals];
        *g = (ot_seek_goal){.wanted = goal[i].value};
        ot_status status = ot_indicator_named(s->model, goal[i].indicator, &g->indicator, s->err);
        if (!status) status = ot_simulated_slot(s->model, goal[i].year, &g->slot, s->err);
        if (status) return status;
        if (ot_case_is_held(s->path->c, g->indicator, g->slot))
            return ot_fail(s->err, OT_ERR_USAGE, "%s is given in %d: there is nothing to seek",
                           "%s 在 %d 年为给定值，无需求解", goal[i].indicator, goal[i].year);
        for (size_t k = 0; k < seek->n_goals; k++)
            if (seek->goal[k].indicator == g->indicator && seek->goal[k].slot == g->slot)
                return ot_fail(s->err, OT_ERR_USAGE, "the goal %s@%d stands twice",
                               "目标 %s@%d 重复出现", goal[i].indicator, goal[i].year);
        seek->n_goals++;
    }
    return OT_OK;
}

static int has_goal(const ot_seek *seek, size_t slot) {
    for (size_t i = 0; i < seek->n_goals; i++)
        if (seek->goal[i].slot == slot) return 1;
    return 0;
}

static ot_status add_unknown(ot_search *s, const ot_instrument *from, const ot_exogenous *x,
                             size_t slot) {
    ot_seek *seek = s->seek;
    ot_status status = ot_exogenous_check(s->model, s->path->c, x, slot, s->err);
    for (size_t k = 0; k < seek->n_unknowns && !status; k++)
        if (seek->unknown[k].exogenous.row == x->row && seek->unknown[k].slot == slot)
            status =
                ot_fail(s->err, OT_ERR_USAGE, "the instrument %s is named twice for %d",
                        "政策工具 %s 在 %d 年重复出现", from->name, ot_model_year(s->model, slot));
    if (status) return status;
    seek->unknown[seek->n_unknowns++] = (ot_seek_unknown){
        .name = from->name, .exogenous = *x, .slot = slot, .weight = from->weight};
    return OT_OK;
}

static ot_status add_instrument(ot_search *s, const ot_instrument *from) {
    const ot_model *m = s->model;
    ot_exogenous x;
    size_t slot;
    ot_status status = ot_exogenous_find(m, from->name, &x, s->err);
    if (!status && !(from->weight > 0.0 && isfinite(from->weight)))
        status = ot_fail(s->err, OT_ERR_USAGE, "the weight of %s is %g; must be above 0",
                         "%s 的权重为 %g；须大于 0", from->name, from->weight);
    if (!status && from->first) status = ot_simulated_slot(m, from->first, &slot, s->err);
    if (!status && from->first) status = ot_simulated_slot(m, from->last, &slot, s->err);
    for (int year = m->first_year; year <= m->last_year && !status; year++) {
        slot = ot_model_slot(m, year);
        const int is_wanted =
            from->first ? year >= from->first && year <= from->last : has_goal(s->seek, slot);
        if (is_wanted) status = add_unknown(s, from, &x, slot);
    }
    return status;
}

/* A change is measured by the value itself; of add-factors and of what is 0, by what the goals'
 * years have of the path: 1 when nothing else is known. */
static void take_starts(ot_search *s) {
    for (size_t j = 0; j < s->seek->n_unknowns; j++) {
        ot_seek_unknown *u = &s->seek->unknown[j];
        const double now = ot_case_input(s->path->c, u->exogenous.row, u->slot);
        s->start[j] = s->now[j] = now;
        s->size[j] = (fabs(now) > 0.0 ? fabs(now) : u->exogenous.inside) / u->weight;
        u->before = ot_declared(now, u->exogenous.inside);
    }
    for (size_t i = 0; i < s->seek->n_goals; i++) {
        ot_seek_goal *g = &s->seek->goal[i];
        g->before = ot_declared(ot_path_at(s->path, g->indicator, g->slot),
                                s->model->indicator[g->indicator].inside);
    }
}

static ot_status take_room(ot_search *s) {
    const size_t n = s->seek->n_unknowns, m = s->seek->n_goals;
    s->c = ot_case_with(s->path->c, NULL, 0);
    s->start = calloc(4 * n + m + n * m + 1, sizeof *s->start);
    if (!s->c || !s->start || !ot_path_solver_init(&s->solver, s->c)) return no_memory(s->err);
    s->now = s->start + n;
    s->step = s->now + n;
    s->size = s->step + n;
    s->gap = s->size + n;
    s->effect = s->gap + m;
    return OT_OK;
}

static void warn_missed(const ot_seek *seek, ot_notes *notes) {
    if (seek->kind == OT_SEEK_LEAST_SQUARES && seek->miss > MISSED)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "not every goal is met: the largest miss is %.3g %% of the wanted value",
                     "并非每个目标都实现：最大差距为目标值的 %.3g%%", PERCENT * seek->miss);
}

static ot_seek_setting *setting_of(ot_seek *seek, const ot_exogenous *x) {
    for (size_t k = 0; k < seek->n_settings; k++)
        if (seek->setting[k].exogenous.row == x->row) return &seek->setting[k];
    ot_seek_setting *made = &seek->setting[seek->n_settings++];
    made->exogenous = *x;
    return made;
}

/* The instruments' values in every year, those of the scenario where nothing was sought. */
static ot_status fill_settings(ot_search *s) {
    ot_seek *seek = s->seek;
    const size_t first = ot_model_slot(s->model, s->model->first_year);
    for (size_t j = 0; j < seek->n_unknowns; j++) {
        const ot_seek_unknown *u = &seek->unknown[j];
        ot_seek_setting *to = setting_of(seek, &u->exogenous);
        if (!to->value) {
            to->value = calloc(seek->n_years, sizeof *to->value);
            to->is_sought = calloc(seek->n_years, sizeof *to->is_sought);
            if (!to->value || !to->is_sought) return no_memory(s->err);
            for (size_t y = 0; y < seek->n_years; y++)
                to->value[y] = ot_declared(ot_case_input(s->path->c, u->exogenous.row, first + y),
                                           u->exogenous.inside);
        }
        to->value[u->slot - first] = u->after;
        to->is_sought[u->slot - first] = 1;
    }
    return OT_OK;
}

static void take_answer(ot_search *s) {
    ot_seek *seek = s->seek;
    for (size_t j = 0; j < seek->n_unknowns; j++) {
        ot_seek_unknown *u = &seek->unknown[j];
        u->after = s->now[j] / u->exogenous.inside;
        u->change = u->after - u->before;
        u->relative = fabs(u->before) > 0.0 ? PERCENT * u->change / fabs(u->before) : (double)NAN;
    }
    for (size_t i = 0; i < seek->n_goals; i++)
        seek->goal[i].reached = ot_search_value(s, i);
}

static ot_status run(ot_search *s, ot_notes *notes) {
    ot_seek *seek = s->seek;
    seek->kind = seek->n_unknowns == seek->n_goals  ? OT_SEEK_SQUARE
                 : seek->n_unknowns > seek->n_goals ? OT_SEEK_LEAST_CHANGE
                                                    : OT_SEEK_LEAST_SQUARES;
    ot_status status = take_room(s);
    if (!status) take_starts(s);
    if (!status) status = ot_search_run(s);
    if (status) return status;
    take_answer(s);
    warn_missed(seek, notes);
    return fill_settings(s);
}

static ot_status check_call(const ot_path *path, size_t n_goals, size_t n_instruments,
                            ot_error *err) {
    if (n_goals == 0 || n_instruments == 0)
        return ot_fail(err, OT_ERR_USAGE, "seeking needs a target and an instrument at least",
                       "至少需要一个目标和一个政策工具");
    if (!ot_mode_is_dynamic(path->mode))
        return ot_fail(err, OT_ERR_USAGE,
                       "goals are sought along a path through its years; use mode forecast or "
                       "dynamic",
                       "目标值须沿模拟路径逐年求解；请用 forecast 或 dynamic 模式");
    return OT_OK;
}

ot_status ot_seek_new(const ot_model *model, const ot_path *path, const ot_goal *goal,
                      size_t n_goals, const ot_instrument *instrument, size_t n_instruments,
                      ot_notes *notes, ot_seek **out, ot_error *err) {
    ot_status status = check_call(path, n_goals, n_instruments, err);
    if (status) return status;
    ot_seek *seek = calloc(1, sizeof *seek);
    if (!seek) return no_memory(err);
    *seek = (ot_seek){.model = model,
                      .scenario = path->c->scenario,
                      .n_years = (size_t)(model->last_year - model->first_year + 1)};
    seek->goal = calloc(n_goals, sizeof *seek->goal);
    seek->unknown = calloc(n_instruments * seek->n_years, sizeof *seek->unknown);
    seek->setting = calloc(n_instruments, sizeof *seek->setting);
    ot_search s = {.seek = seek, .model = model, .path = path, .err = err};
    status = seek->goal && seek->unknown && seek->setting ? add_goals(&s, goal, n_goals)
                                                          : no_memory(err);
    for (size_t j = 0; j < n_instruments && !status; j++)
        status = add_instrument(&s, &instrument[j]);
    if (!status) status = run(&s, notes);
    ot_path_solver_clear(&s.solver);
    ot_case_free(s.c);
    free(s.start);
    if (status)
        ot_seek_free(seek);
    else
        *out = seek;
    return status;
}

void ot_seek_free(ot_seek *seek) {
    if (!seek) return;
    for (size_t k = 0; k < seek->n_settings; k++) {
        free(seek->setting[k].value);
        free(seek->setting[k].is_sought);
    }
    free(seek->setting);
    free(seek->goal);
    free(seek->unknown);
    free(seek);
}
