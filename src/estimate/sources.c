#include "estimate/sources.h"

#include <stdio.h>
#include <string.h>

#include "base/stream.h"

typedef struct builder {
    const ot_model *model;
    const ot_fit *fit;
    ot_arena *arena;
    ot_sources *out;
    int failed; /* memory ran out */
} builder;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the case", "内存不足，无法建立算例");
}

static int32_t *numbers(builder *b, size_t n) {
    int32_t *p = ot_arena_alloc(b->arena, n, sizeof *p);
    for (size_t i = 0; p && i < n; i++)
        p[i] = -1;
    b->failed |= !p;
    return p;
}

/* Append a source; the name is kept. */
static int32_t add_source(builder *b, int is_yearly, const char *kind, const char *id,
                          const char *part) {
    char name[512];
    snprintf(name, sizeof name, "%s/%s%s%s", kind, id, part ? "." : "", part ? part : "");
    char *copy = ot_arena_text(b->arena, name, strlen(name));
    b->failed |= !copy;
    if (!copy) return -1;
    size_t *n = is_yearly ? &b->out->n_yearly : &b->out->n_once;
    (is_yearly ? b->out->yearly_name : b->out->once_name)[*n] = copy;
    (is_yearly ? b->out->yearly_hash : b->out->once_hash)[*n] = ot_stream_hash(copy);
    return (int32_t)(*n)++;
}

static int is_random_driver(const ot_model *m, size_t d) {
    for (size_t s = 0; s < m->n_scenarios; s++)
        if (m->scenario[s].law[d]->family != OT_LAW_NONE) return 1;
    return 0;
}

static void add_form(builder *b, const ot_form_fit *fit) {
    const ot_model_indicator *x = &b->model->indicator[fit->form->indicator];
    const char *id = x->spec->id;
    if (!fit->form->is_behavioural) return;
    const size_t k = (size_t)x->disturbance;
    if (b->out->residual[k] < 0) b->out->residual[k] = add_source(b, 1, "residual", id, NULL);
    if (fit->df > 0 && b->out->sigma[k] < 0) b->out->sigma[k] = add_source(b, 0, "sigma", id, NULL);
    for (size_t j = 0; j < fit->k; j++) {
        int32_t *source = &b->out->coefficient[x->first_coefficient + j];
        if (*source < 0 && fit->covariance[j * fit->k + j] > 0)
            *source = add_source(b, 0, "coefficients", id, x->spec->coefficient[j].name);
    }
}

static ot_status check_hashes(const char *const *name, const uint32_t *hash, size_t n,
                              ot_error *err) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            if (hash[i] == hash[j])
                return ot_fail(err, OT_ERR_INPUT,
                               "the streams of %s and %s have the same number; rename one of them",
                               "%s 与 %s 的随机流编号相同；请为其一改名", name[j], name[i]);
    return OT_OK;
}

ot_status ot_sources_make(const ot_model *m, const ot_fit *fit, ot_arena *arena, ot_sources *out,
                          ot_error *err) {
    builder b = {m, fit, arena, out, 0};
    const size_t most_yearly = m->n_drivers + m->n_disturbances;
    const size_t most_once = m->n_disturbances + m->n_coefficients + m->n_indicators;
    *out = (ot_sources){
        .driver = numbers(&b, m->n_drivers),
        .residual = numbers(&b, m->n_disturbances),
        .sigma = numbers(&b, m->n_disturbances),
        .coefficient = numbers(&b, m->n_coefficients),
        .start = numbers(&b, m->n_indicators),
        .yearly_name = ot_arena_alloc(arena, most_yearly, sizeof(char *)),
        .once_name = ot_arena_alloc(arena, most_once, sizeof(char *)),
        .yearly_hash = ot_arena_alloc(arena, most_yearly, sizeof(uint32_t)),
        .once_hash = ot_arena_alloc(arena, most_once, sizeof(uint32_t)),
    };
    if (b.failed || !out->yearly_name || !out->once_name || !out->yearly_hash || !out->once_hash)
        return no_memory(err);
    for (size_t d = 0; d < m->n_drivers; d++)
        if (is_random_driver(m, d))
            out->driver[d] = add_source(&b, 1, "driver", m->driver[d].spec->id, NULL);
    for (size_t i = 0; i < m->n_indicators; i++)
        if (m->indicator[i].is_start_used && m->indicator[i].spec->start.sd > 0)
            out->start[i] = add_source(&b, 0, "start", m->indicator[i].spec->id, NULL);
    for (size_t f = 0; f < m->n_forms; f++)
        add_form(&b, &fit->form[f]);
    if (b.failed) return no_memory(err);
    const ot_status status = check_hashes(out->yearly_name, out->yearly_hash, out->n_yearly, err);
    return status ? status : check_hashes(out->once_name, out->once_hash, out->n_once, err);
}
