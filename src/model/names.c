#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "model/build.h"

/* Where the name stands, or the empty place where it belongs. */
static ot_name *place_of(const ot_model *m, const char *text, size_t n) {
    size_t i = (size_t)ot_hash(OT_HASH_START, text, n) & (m->n_names - 1);
    while (m->name[i].text && (m->name[i].length != n || memcmp(m->name[i].text, text, n) != 0))
        i = (i + 1) & (m->n_names - 1);
    return &m->name[i];
}

static void add(const ot_model *m, const char *text, size_t row) {
    if (!text) return; /* it has no alias */
    const size_t n = strlen(text);
    ot_name *place = place_of(m, text, n);
    if (!place->text) *place = (ot_name){text, n, row};
}

ot_status ot_build_index(const ot_build *b) {
    ot_model *m = b->model;
    m->n_names = 2;
    while (m->n_names < 4 * (m->n_indicators + m->n_drivers))
        m->n_names *= 2;
    m->name = ot_build_alloc(b, m->n_names, sizeof *m->name);
    if (!m->name) return OT_ERR_NOMEM;
    for (size_t i = 0; i < m->n_indicators; i++) {
        add(m, m->indicator[i].spec->id, i);
        add(m, m->indicator[i].spec->alias, i);
    }
    for (size_t d = 0; d < m->n_drivers; d++) {
        add(m, m->driver[d].spec->id, ot_model_driver_row(m, d));
        add(m, m->driver[d].spec->alias, ot_model_driver_row(m, d));
    }
    return OT_OK;
}

size_t ot_symbols_find(const ot_model *m, const char *name, size_t n) {
    const ot_name *place = place_of(m, name, n);
    return place->text ? place->row : SIZE_MAX;
}
