#include "assess/exogenous.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { LIST_SIZE = 200 };

/* As many names as a line takes, and how many there are. */
static void list_names(const char *const *name, size_t n, char list[LIST_SIZE]) {
    size_t length = 0, i = 0;
    for (; i < n; i++) {
        const char *between = i ? ", " : "";
        if (length + strlen(between) + strlen(name[i]) + sizeof ", ... (18446744073709551615)" >
            LIST_SIZE)
            break;
        length += (size_t)snprintf(list + length, LIST_SIZE - length, "%s%s", between, name[i]);
    }
    if (i < n) (void)snprintf(list + length, LIST_SIZE - length, "%s... (%zu)", i ? ", " : "", n);
}

/* Ids of the indicators and drivers, then the second names of those that have one. */
static size_t known_names(const ot_model *m, int wants_drivers, const char **known, size_t *n_ids) {
    const size_t n = m->n_indicators + (wants_drivers ? m->n_drivers : 0);
    size_t n_names = n;
    for (size_t i = 0; i < n; i++) {
        const int is_driver = i >= m->n_indicators;
        const size_t d = i - m->n_indicators;
        const char *alias = is_driver ? m->driver[d].spec->alias : m->indicator[i].spec->alias;
        known[i] = is_driver ? m->driver[d].spec->id : m->indicator[i].spec->id;
        if (alias) known[n_names++] = alias;
    }
    *n_ids = n;
    return n_names;
}

static ot_status unknown(const ot_model *m, const char *name, int wants_drivers, ot_error *err) {
    const char **known = calloc(2 * (m->n_indicators + m->n_drivers) + 1, sizeof *known);
    char list[LIST_SIZE] = "";
    size_t n_ids;
    if (!known) return ot_fail(err, OT_ERR_NOMEM, "out of memory", "内存不足");
    const size_t n = known_names(m, wants_drivers, known, &n_ids);
    const char *near = ot_utf8_nearest(name, known, n);
    list_names(known, n_ids, list);
    if (near)
        (void)ot_fail(err, OT_ERR_USAGE, "the model has no \"%.100s\"; did you mean \"%s\"?",
                      "模型中没有“%.100s”；是否指“%s”？", name, near);
    else
        (void)ot_fail(err, OT_ERR_USAGE,
                      wants_drivers ? "the model has no driver and no indicator \"%.100s\"; it has "
                                      "%s"
                                    : "the model has no indicator \"%.100s\"; it has %s",
                      wants_drivers ? "模型中没有名为“%.100s”的驱动因素或指标；现有 %s"
                                    : "模型中没有名为“%.100s”的指标；现有 %s",
                      name, list);
    free((void *)known);
    return OT_ERR_USAGE;
}

ot_status ot_row_named(const ot_model *m, const char *name, size_t *row, ot_error *err) {
    const size_t found = ot_symbols_find(m, name, strlen(name));
    if (found == SIZE_MAX) return unknown(m, name, 1, err);
    *row = found;
    return OT_OK;
}

ot_status ot_indicator_named(const ot_model *m, const char *name, size_t *index, ot_error *err) {
    const size_t row = ot_symbols_find(m, name, strlen(name));
    if (row != SIZE_MAX && row >= m->n_indicators)
        return ot_fail(err, OT_ERR_USAGE,
                       "\"%.100s\" is a driver, which is given, not an indicator",
                       "“%.100s”是驱动因素，取给定值，不是指标", name);
    if (row == SIZE_MAX) return unknown(m, name, 0, err);
    *index = row;
    return OT_OK;
}

/* Equations that come from elsewhere often have a driver for it, X_A of X. */
static ot_status no_residual(const ot_model *m, const char *id, ot_error *err) {
    char own[260];
    const int n = snprintf(own, sizeof own, "%s_A", id);
    if (ot_symbols_find(m, own, (size_t)n) < SIZE_MAX)
        return ot_fail(err, OT_ERR_USAGE,
                       "the equation of %s has no residual, so nothing can be added to it; move "
                       "its add-factor, the driver %s, instead",
                       "%s 的方程没有残差，不能加上附加因子；请改动作为其附加因子的驱动因素 %s", id,
                       own);
    return ot_fail(err, OT_ERR_USAGE,
                   "the equation of %s has no residual, so nothing can be added to it",
                   "%s 的方程没有残差，不能加上附加因子", id);
}

/* "add(cn)": cn. */
static ot_status find_add_factor(const ot_model *m, const char *name, ot_exogenous *out,
                                 ot_error *err) {
    char id[256];
    const size_t n = strlen(name) - 5;
    if (n >= sizeof id) return unknown(m, name, 1, err);
    memcpy(id, name + 4, n);
    id[n] = '\0';
    size_t i = 0;
    const ot_status status = ot_indicator_named(m, id, &i, err);
    if (status) return status;
    const int d = m->indicator[i].disturbance;
    if (d < 0) return no_residual(m, id, err);
    *out = (ot_exogenous){OT_EXOGENOUS_ADD_FACTOR, ot_model_disturbance_row(m, (size_t)d), i, 1.0};
    return OT_OK;
}

ot_status ot_exogenous_find(const ot_model *m, const char *name, ot_exogenous *out, ot_error *err) {
    const size_t length = strlen(name);
    if (length > 5 && strncmp(name, "add(", 4) == 0 && name[length - 1] == ')')
        return find_add_factor(m, name, out, err);
    const size_t row = ot_symbols_find(m, name, length);
    if (row == SIZE_MAX) return unknown(m, name, 1, err);
    if (row < m->n_indicators)
        *out = (ot_exogenous){OT_EXOGENOUS_HELD, row, row, m->indicator[row].inside};
    else
        *out = (ot_exogenous){OT_EXOGENOUS_DRIVER, row, row - m->n_indicators,
                              m->driver[row - m->n_indicators].inside};
    return OT_OK;
}

ot_status ot_exogenous_check(const ot_model *m, const ot_case *c, const ot_exogenous *x,
                             size_t slot, ot_error *err) {
    const int is_held = OT_CASE_CONST(uint8_t, c, held)[x->index * c->n_slots + slot];
    if (x->kind == OT_EXOGENOUS_DRIVER) return OT_OK;
    const char *id = m->indicator[x->index].spec->id;
    const int year = ot_model_year(m, slot);
    if (x->kind == OT_EXOGENOUS_HELD && !is_held)
        return ot_fail(err, OT_ERR_USAGE,
                       "%s is computed in %d, so it cannot be moved; move its add-factor, add(%s), "
                       "or exogenise it in the scenario",
                       "%s 在 %d 年由方程计算，不能直接改动；可改动其附加因子 add(%s)，"
                       "或在情景中将其外生",
                       id, year, id);
    if (x->kind == OT_EXOGENOUS_ADD_FACTOR && is_held)
        return ot_fail(err, OT_ERR_USAGE,
                       "%s is held in %d, so its add-factor has no effect; move %s itself",
                       "%s 在 %d 年为给定值，其附加因子不起作用；请直接改动 %s", id, year, id);
    return OT_OK;
}

const ot_label *ot_exogenous_label(const ot_model *m, const ot_exogenous *x) {
    return x->kind == OT_EXOGENOUS_DRIVER ? &m->driver[x->index].spec->label
                                          : &m->indicator[x->index].spec->label;
}

ot_status ot_simulated_slot(const ot_model *m, int year, size_t *slot, ot_error *err) {
    if (year < m->first_year || year > m->last_year)
        return ot_fail(err, OT_ERR_USAGE, "the year %d is not simulated; it must be %d to %d",
                       "%d 年不在模拟年份之内；应为 %d 至 %d", year, m->first_year, m->last_year);
    *slot = ot_model_slot(m, year);
    return OT_OK;
}
