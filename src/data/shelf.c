#include "outturn/shelf.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_IDLE = 4 };

typedef struct shelf_place {
    struct shelf_place *next; /* the one put back last comes first */
    char *key;                /* the names of its files, each with its role */
    ot_table *table;
    ot_plan *plan;
    ot_notes *notes; /* of reading them */
    size_t n_users;
} shelf_place;

struct ot_shelf {
    pthread_mutex_t lock;
    shelf_place *first;
};

static void free_place(shelf_place *p) {
    if (!p) return;
    ot_table_free(p->table);
    ot_plan_free(p->plan);
    ot_notes_free(p->notes);
    free(p->key);
    free(p);
}

ot_status ot_shelf_new(ot_shelf **out, ot_error *err) {
    ot_shelf *shelf = calloc(1, sizeof *shelf);
    if (shelf && pthread_mutex_init(&shelf->lock, NULL) == 0) {
        *out = shelf;
        return OT_OK;
    }
    free(shelf);
    return ot_fail(err, OT_ERR_NOMEM, "no memory to keep data", "内存不足以保存数据");
}

void ot_shelf_free(ot_shelf *shelf) {
    if (!shelf) return;
    while (shelf->first) {
        shelf_place *p = shelf->first;
        shelf->first = p->next;
        free_place(p);
    }
    (void)pthread_mutex_destroy(&shelf->lock);
    free(shelf);
}

/* A name ends with a byte that no name holds. */
static size_t put_names(char *to, char role, const char *const *name, size_t n) {
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t own = strlen(name[i]);
        if (to) to[length] = role;
        if (to) memcpy(to + length + 1, name[i], own);
        if (to) to[length + 1 + own] = '\n';
        length += own + 2;
    }
    return length;
}

static char *key_of(const ot_spec *spec) {
    const char *const *data = ot_spec_data_files(spec), *const *plan = ot_spec_plan_files(spec);
    const size_t n_data = ot_spec_n_data_files(spec), n_plan = ot_spec_n_plan_files(spec);
    const size_t size = put_names(NULL, 'd', data, n_data) + put_names(NULL, 'p', plan, n_plan);
    char *key = malloc(size + 1);
    if (!key) return NULL;
    const size_t at = put_names(key, 'd', data, n_data);
    (void)put_names(key + at, 'p', plan, n_plan);
    key[size] = '\0';
    return key;
}

static void note_again(const shelf_place *p, ot_notes *notes) {
    for (size_t i = 0; p->notes && i < ot_notes_count(p->notes); i++) {
        const ot_note *n = ot_notes_at(p->notes, i);
        ot_notes_add(notes, n->severity, n->file, n->line, n->column, "%s%.0s", "%.0s%s",
                     n->text[OT_LANGUAGE_EN], n->text[OT_LANGUAGE_ZH]);
    }
}

static ot_status read_place(const ot_spec *spec, char *key, ot_notes *notes, shelf_place **out,
                            ot_error *err) {
    shelf_place *p = calloc(1, sizeof *p);
    if (!p) {
        free(key);
        return ot_fail(err, OT_ERR_NOMEM, "no memory to keep data", "内存不足以保存数据");
    }
    p->key = key;
    ot_status status = ot_notes_new(&p->notes, err);
    if (!status)
        status = ot_table_load(ot_spec_data_files(spec), ot_spec_n_data_files(spec), p->notes,
                               &p->table, err);
    if (!status && ot_spec_n_plan_files(spec) > 0)
        status = ot_plan_load(ot_spec_plan_files(spec), ot_spec_n_plan_files(spec), p->notes,
                              &p->plan, err);
    if (!status) {
        *out = p;
        return OT_OK;
    }
    note_again(p, notes);
    free_place(p);
    return status;
}

/* The pointer that leads to the place with this key; to the end when there is none. */
static shelf_place **find(ot_shelf *shelf, const char *key) {
    shelf_place **at = &shelf->first;
    while (*at && strcmp((*at)->key, key) != 0)
        at = &(*at)->next;
    return at;
}

static ot_status take(ot_shelf *shelf, const ot_spec *spec, ot_notes *notes, shelf_place **out,
                      ot_error *err) {
    char *key = key_of(spec);
    if (!key) return ot_fail(err, OT_ERR_NOMEM, "no memory to keep data", "内存不足以保存数据");
    shelf_place **at = find(shelf, key);
    if (*at) {
        free(key);
    } else {
        shelf_place *made = NULL;
        const ot_status status = read_place(spec, key, notes, &made, err);
        if (status) return status;
        made->next = shelf->first;
        shelf->first = made;
        at = &shelf->first;
    }
    *out = *at;
    return OT_OK;
}

ot_status ot_shelf_take(ot_shelf *shelf, const ot_spec *spec, ot_notes *notes,
                        const ot_table **table, const ot_plan **plan, ot_error *err) {
    shelf_place *p = NULL;
    (void)pthread_mutex_lock(&shelf->lock);
    const ot_status status = take(shelf, spec, notes, &p, err);
    if (!status) p->n_users++;
    (void)pthread_mutex_unlock(&shelf->lock);
    if (status) return status;
    note_again(p, notes); /* nobody frees what has a user */
    *table = p->table;
    *plan = p->plan;
    return OT_OK;
}

/* The places behind the first few that nobody uses go. */
static void forget_idle(ot_shelf *shelf) {
    size_t n_idle = 0;
    for (shelf_place **at = &shelf->first; *at;) {
        shelf_place *p = *at;
        if (p->n_users > 0 || ++n_idle <= MOST_IDLE) {
            at = &p->next;
            continue;
        }
        *at = p->next;
        free_place(p);
    }
}

void ot_shelf_put_back(ot_shelf *shelf, const ot_table *table) {
    if (!table) return;
    (void)pthread_mutex_lock(&shelf->lock);
    shelf_place **at = &shelf->first;
    while ((*at)->table != table)
        at = &(*at)->next;
    shelf_place *p = *at;
    *at = p->next;
    p->next = shelf->first;
    shelf->first = p;
    p->n_users--;
    forget_idle(shelf);
    (void)pthread_mutex_unlock(&shelf->lock);
}
