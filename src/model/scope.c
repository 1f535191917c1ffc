#include "model/scope.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int find_name(const void *state, const char *name, size_t n, ot_symbol *out) {
    const ot_model_scope *s = state;
    const ot_model_indicator *x = s->owner;
    for (size_t k = 0; x && k < x->spec->n_coefficients; k++) {
        const char *own = x->spec->coefficient[k].name;
        if (strlen(own) != n || memcmp(own, name, n) != 0) continue;
        *out = (ot_symbol){OT_SYMBOL_COEFFICIENT, (int)(x->first_coefficient + k)};
        return 1;
    }
    const size_t row = ot_symbols_find(s->model, name, n);
    if (row == SIZE_MAX) return 0;
    *out = (ot_symbol){OT_SYMBOL_SERIES, (int)row};
    return 1;
}

static void add_name(const char **name, size_t *n, const char *id, const char *alias) {
    name[(*n)++] = id;
    if (alias) name[(*n)++] = alias;
}

/* Everything an unknown name may have been meant to be, the coefficients of `own` (may be NULL)
 * among it; for free(). */
static const char **all_names(const ot_build *b, const ot_indicator_spec *own, size_t *n) {
    const ot_model *m = b->model;
    const ot_vocabulary *words = &m->spec->vocabulary;
    const size_t n_own = own ? own->n_coefficients : 0;
    const size_t most = 2 * (m->n_indicators + m->n_drivers + words->n_constants +
                             words->n_functions + words->n_indexed) +
                        n_own;
    const char **name = calloc(most + 1, sizeof *name);
    *n = 0;
    if (!name) {
        (void)ot_fail(b->err, OT_ERR_NOMEM, "no memory for the model", "内存不足，无法建立模型");
        return NULL;
    }
    for (size_t k = 0; k < n_own; k++)
        add_name(name, n, own->coefficient[k].name, NULL);
    for (size_t i = 0; i < m->n_indicators; i++)
        add_name(name, n, m->indicator[i].spec->id, m->indicator[i].spec->alias);
    for (size_t d = 0; d < m->n_drivers; d++)
        add_name(name, n, m->driver[d].spec->id, m->driver[d].spec->alias);
    for (size_t i = 0; i < words->n_indexed; i++)
        add_name(name, n, words->indexed[i].id, words->indexed[i].alias);
    for (size_t i = 0; i < words->n_constants; i++)
        add_name(name, n, words->constant[i].id, words->constant[i].alias);
    for (size_t i = 0; i < words->n_functions; i++)
        add_name(name, n, words->function[i].id, NULL);
    return name;
}

ot_status ot_model_scope_open(const ot_build *b, const ot_model_indicator *owner,
                              int sees_coefficients, ot_model_scope *out) {
    *out = (ot_model_scope){.model = b->model, .owner = sees_coefficients ? owner : NULL};
    out->scope = (ot_scope){.find = find_name,
                            .state = out,
                            .vocabulary = &b->model->spec->vocabulary,
                            .binding = owner ? owner->spec->binding : NULL,
                            .n_bindings = owner ? owner->spec->n_bindings : 0};
    out->names = all_names(b, out->owner ? owner->spec : NULL, &out->scope.n_names);
    out->scope.names = out->names;
    return out->names ? OT_OK : OT_ERR_NOMEM;
}

void ot_model_scope_close(ot_model_scope *scope) {
    free((void *)scope->names);
    scope->names = NULL;
}
