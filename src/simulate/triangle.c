#include "simulate/triangle.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"

enum { ROWS = 4, LANES = 8 };
typedef __attribute__((vector_size(LANES * sizeof(double)))) double draw_lanes;

/* Up to ROWS rows over the columns that any of them has; a weight that a row lacks is 0. */
typedef struct row_group {
    size_t row[ROWS]; /* what is short of ROWS repeats the last, whose sum is the same */
    size_t first, n;  /* terms */
} row_group;

typedef struct term {
    size_t column;
    double weight[ROWS];
} term;

struct ot_triangle {
    size_t n_groups;
    row_group *group;
    term *term;
};

typedef struct factor_rows {
    const int32_t *first;
    const ot_case_entry *entry;
    const size_t *row;
} factor_rows;

static const ot_case_entry *find(const factor_rows *s, size_t i, size_t column) {
    for (int32_t e = s->first[s->row[i]]; e < s->first[s->row[i] + 1]; e++)
        if ((size_t)s->entry[e].column == column) return &s->entry[e];
    return NULL;
}

/* The terms of a group, the least column first. */
static size_t add_terms(const factor_rows *s, const row_group *g, size_t n_columns, term *out) {
    size_t n = 0;
    for (size_t column = 0; column < n_columns; column++) {
        term t = {.column = column};
        int is_used = 0;
        for (size_t r = 0; r < ROWS; r++) {
            const ot_case_entry *e = find(s, g->row[r], column);
            t.weight[r] = e ? e->value : 0.0;
            is_used |= e != NULL;
        }
        if (is_used) out[n++] = t;
    }
    return n;
}

static void fill(ot_triangle *t, const factor_rows *s, const uint8_t *is_left_out, size_t n) {
    size_t n_terms = 0, n_rows = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_left_out[i]) continue;
        row_group *g = &t->group[n_rows / ROWS];
        for (size_t r = n_rows % ROWS; r < ROWS; r++)
            g->row[r] = i;
        n_rows++;
    }
    t->n_groups = (n_rows + ROWS - 1) / ROWS;
    for (size_t k = 0; k < t->n_groups; k++) {
        t->group[k].first = n_terms;
        t->group[k].n = add_terms(s, &t->group[k], n, t->term + n_terms);
        n_terms += t->group[k].n;
    }
}

ot_triangle *ot_triangle_new(const int32_t *first, const ot_case_entry *entry, const size_t *row,
                             const uint8_t *is_left_out, size_t n) {
    const factor_rows s = {first, entry, row};
    size_t most = 1; /* terms: an entry makes one at most */
    for (size_t i = 0; i < n; i++)
        most += (size_t)(first[row[i] + 1] - first[row[i]]);
    ot_triangle *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    t->group = calloc(n / ROWS + 1, sizeof *t->group);
    t->term = calloc(most, sizeof *t->term);
    if (!t->group || !t->term) {
        ot_triangle_free(t);
        return NULL;
    }
    fill(t, &s, is_left_out, n);
    return t;
}

void ot_triangle_free(ot_triangle *t) {
    if (!t) return;
    free(t->group);
    free(t->term);
    free(t);
}

/* What the last group reads, which is most of what all read, of the next draws. */
static inline void fetch(const ot_triangle *t, const double *from, size_t size) {
#if defined(__GNUC__)
    const row_group *last = &t->group[t->n_groups - 1];
    for (const term *at = t->term + last->first, *end = at + last->n; at < end; at++)
        __builtin_prefetch(from + at->column * size);
#else
    (void)t, (void)from, (void)size;
#endif
}

OT_EACH_PROCESSOR static void multiply(const ot_triangle *t, const double *from, double *to,
                                       size_t size, size_t n) {
    for (size_t j = 0; j < n; j += LANES) {
        if (t->n_groups > 0) fetch(t, from + j + LANES, size);
        for (size_t k = 0; k < t->n_groups; k++) {
            const row_group *g = &t->group[k];
            const term *at = t->term + g->first;
            draw_lanes s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
            for (const term *end = at + g->n; at < end; at++) {
                draw_lanes x;
                memcpy(&x, from + at->column * size + j, sizeof x);
                s0 += at->weight[0] * x;
                s1 += at->weight[1] * x;
                s2 += at->weight[2] * x;
                s3 += at->weight[3] * x;
            }
            memcpy(to + g->row[0] * size + j, &s0, sizeof s0);
            memcpy(to + g->row[1] * size + j, &s1, sizeof s1);
            memcpy(to + g->row[2] * size + j, &s2, sizeof s2);
            memcpy(to + g->row[3] * size + j, &s3, sizeof s3);
        }
    }
}

void ot_triangle_multiply(const ot_triangle *t, const double *from, double *to, size_t size,
                          size_t n) {
    assert(n % LANES == 0);
    multiply(t, from, to, size, n);
}
