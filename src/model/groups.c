#include "model/build.h"

#include <string.h>

static int is_in(const ot_model_target *t, const char *name, int year) {
    if (t->reason[0]) return 0;
    if (year) return t->year == year;
    for (size_t g = 0; g < t->spec->n_groups; g++)
        if (strcmp(t->spec->group[g], name) == 0) return 1;
    return 0;
}

static ot_status add_group(const ot_build *b, const char *name, int year) {
    ot_model *m = b->model;
    for (size_t g = 0; g < m->n_groups; g++)
        if (m->group[g].year == year && strcmp(m->group[g].name, name) == 0) return OT_OK;
    size_t *target = ot_build_alloc(b, m->n_targets, sizeof *target), n = 0;
    if (!target) return OT_ERR_NOMEM;
    for (size_t k = 0; k < m->n_targets; k++)
        if (is_in(&m->target[k], name, year)) target[n++] = k;
    ot_label label = {{name, name}};
    for (size_t g = 0; g < m->spec->n_groups && !year; g++)
        if (strcmp(m->spec->group[g].id, name) == 0) label = m->spec->group[g].label;
    if (n > 0) m->group[m->n_groups++] = (ot_group){name, label, year, target, n};
    return OT_OK;
}

ot_status ot_build_groups(const ot_build *b) {
    ot_model *m = b->model;
    size_t most = (size_t)(m->last_year - m->first_year + 1);
    for (size_t k = 0; k < m->n_targets; k++)
        most += m->target[k].spec->n_groups;
    m->group = ot_build_alloc(b, most, sizeof *m->group);
    if (!m->group) return OT_ERR_NOMEM;
    for (int year = m->first_year; year <= m->last_year; year++) {
        const char *name = ot_build_text(b, "%d", year);
        if (!name) return OT_ERR_NOMEM;
        const ot_status status = add_group(b, name, year);
        if (status) return status;
    }
    for (size_t k = 0; k < m->n_targets; k++)
        for (size_t g = 0; g < m->target[k].spec->n_groups; g++) {
            const ot_status status = add_group(b, m->target[k].spec->group[g], 0);
            if (status) return status;
        }
    return OT_OK;
}
