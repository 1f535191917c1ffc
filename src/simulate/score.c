#include "simulate/score.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"
#include "base/vector_room.h"
#include "simulate/sampling.h"
#include "simulate/triangle.h"

/* Sources of one kind: of `n_years` numbers each, or of one number a draw. */
struct kind {
    size_t n, n_years;
    ot_triangle **triangle; /* [n_cases][2]: of the first year and of later ones; NULL: as before */
    double *memory;         /* of both: */
    double *raw, *joint;    /* [n_years][n][stride] */
    const double **score;   /* [n]: the joined scores of a source in the first year */
    uint8_t *needed;        /* [n][n_years]: does any case use this number? */
};

struct ot_scores {
    const ot_case *const *c;
    size_t n_cases, stride, n; /* n: draws in the block */
    struct kind yearly, once;
    const ot_sampler *sampler;
    ot_sampler *own;     /* NULL: the sampler is lent */
    double **place;      /* [n_dimensions] raw scores of each dimension of the sampler */
    size_t n_dimensions; /* numbers that some case uses: of once, then year after year */
    size_t *until;       /* [n_years + 1]: the dimensions of once, and those up to each year */
    uint8_t *same;       /* [n_cases]: joins like the case before */
    int is_joined;       /* since the last draw */
};

struct factor { /* correlation: rows of a lower triangle */
    const int32_t *first;
    const ot_case_entry *entry;
};

static struct factor yearly_factor(const ot_case *c) {
    return (struct factor){OT_CASE_CONST(int32_t, c, yearly_first),
                           OT_CASE_CONST(ot_case_entry, c, yearly_entry)};
}

static struct factor once_factor(const ot_case *c) {
    return (struct factor){OT_CASE_CONST(int32_t, c, once_first),
                           OT_CASE_CONST(ot_case_entry, c, once_entry)};
}

/* Row y of the dependence of a source; NULL when its years are independent. */
static const double *dependence_row(const ot_case *c, size_t source, size_t y) {
    const int32_t of = OT_CASE_CONST(int32_t, c, dependence_of)[source];
    const size_t m = ot_case_n_simulated(c);
    if (of < 0) return NULL;
    return OT_CASE_CONST(double, c, dependence) + (size_t)of * (m * (m + 1) / 2) + y * (y + 1) / 2;
}

static int same_factor(struct factor a, struct factor b, size_t n) {
    return memcmp(a.first, b.first, (n + 1) * sizeof *a.first) == 0 &&
           memcmp(a.entry, b.entry, (size_t)a.first[n] * sizeof *a.entry) == 0;
}

static int joins_alike(const ot_case *a, const ot_case *b) {
    const size_t m = ot_case_n_simulated(a), n_packed = a->n_dependences * (m * (m + 1) / 2);
    return a->n_dependences == b->n_dependences &&
           same_factor(yearly_factor(a), yearly_factor(b), 2 * (size_t)a->n_yearly) &&
           same_factor(once_factor(a), once_factor(b), a->n_once) &&
           memcmp(OT_CASE_CONST(int32_t, a, dependence_of),
                  OT_CASE_CONST(int32_t, b, dependence_of), a->n_yearly * sizeof(int32_t)) == 0 &&
           memcmp(OT_CASE_CONST(double, a, dependence), OT_CASE_CONST(double, b, dependence),
                  n_packed * sizeof(double)) == 0;
}

/* Mark what goes into score y of a source, through dependence and correlation. */
static void need(struct kind *kind, const ot_case *c, size_t source, size_t y) {
    const struct factor f = yearly_factor(c);
    const double *row = dependence_row(c, source, y);
    for (size_t from = row ? 0 : y; from <= y; from++) {
        const size_t of = ot_case_factor_row(c->n_yearly, source, from);
        for (int32_t e = f.first[of]; e < f.first[of + 1]; e++)
            kind->needed[(size_t)f.entry[e].column * kind->n_years + from] = 1;
    }
}

/* Held years need no number: with ragged data that is most of the early ones. */
static void find_needed(struct kind *kind, const ot_case *c) {
    const uint8_t *held = OT_CASE_CONST(uint8_t, c, held);
    const ot_law *law = OT_CASE_CONST(ot_law, c, law);
    const ot_case_disturbance *disturbance = OT_CASE_CONST(ot_case_disturbance, c, disturbance);
    for (size_t y = 0; y < kind->n_years; y++) {
        const size_t slot = c->first_slot + y;
        for (size_t i = 0; i < c->n_drivers; i++)
            if (law[i].source >= 0 && !held[(c->n_indicators + i) * c->n_slots + slot])
                need(kind, c, (size_t)law[i].source, y);
        for (size_t i = 0; i < c->n_disturbances; i++)
            if (disturbance[i].source >= 0 &&
                !held[(size_t)disturbance[i].indicator * c->n_slots + slot])
                need(kind, c, (size_t)disturbance[i].source, y);
    }
}

static int is_alone(struct factor f, size_t row, size_t source) {
    const ot_case_entry *e = f.entry + f.first[row];
    return f.first[row + 1] - f.first[row] == 1 && (size_t)e->column == source && e->value == 1.0;
}

/* Is source i tied to no other? */
static int keeps_raw(const struct kind *kind, struct factor f, size_t i) {
    const size_t later = kind->n_years > 1 ? ot_case_factor_row(kind->n, i, 1) : i;
    return is_alone(f, i, i) && is_alone(f, later, i);
}

static int make_triangles(struct kind *kind, struct factor f, ot_triangle *out[2]) {
    size_t *row = calloc(kind->n + 1, sizeof *row);
    uint8_t *keeps = calloc(kind->n + 1, sizeof *keeps);
    for (size_t later = 0; row && keeps && later < 2; later++) {
        for (size_t i = 0; i < kind->n; i++) {
            row[i] = kind->n_years > 1 ? ot_case_factor_row(kind->n, i, later) : i;
            keeps[i] = keeps_raw(kind, f, i) != 0;
        }
        out[later] = ot_triangle_new(f.first, f.entry, row, keeps, kind->n);
    }
    free(row);
    free(keeps);
    return out[0] && out[1];
}

/* One more than needed each time: a size of 0 may give NULL. */
static int kind_init(struct kind *kind, size_t n_cases, size_t n, size_t n_years, size_t stride) {
    const size_t n_numbers = n * n_years * stride;
    *kind = (struct kind){.n = n,
                          .n_years = n_years,
                          .triangle = calloc(2 * n_cases + 1, sizeof(ot_triangle *)),
                          .memory = calloc(2 * n_numbers + OT_VECTOR_LINE, sizeof(double)),
                          .score = calloc(n + 1, sizeof(double *)),
                          .needed = calloc(n * n_years + 1, sizeof(uint8_t))};
    if (!kind->triangle || !kind->memory || !kind->score || !kind->needed) return 0;
    kind->raw = ot_vector_room(kind->memory);
    kind->joint = kind->raw + n_numbers;
    return 1;
}

static void kind_clear(struct kind *kind, size_t n_cases) {
    for (size_t i = 0; kind->triangle && i < 2 * n_cases; i++)
        ot_triangle_free(kind->triangle[i]);
    free((void *)kind->triangle);
    free(kind->memory);
    free((void *)kind->score);
    free(kind->needed);
}

static void add_dimension(ot_scores *s, ot_draw_dimension *dimension, const struct kind *kind,
                          size_t source, size_t y, uint32_t stream, uint32_t year) {
    if (!kind->needed[source * kind->n_years + y]) return;
    dimension[s->n_dimensions] = (ot_draw_dimension){stream, year};
    s->place[s->n_dimensions++] = kind->raw + (y * kind->n + source) * s->stride;
}

/* The first dimensions of a quasi-random sequence are its best: numbers drawn once a draw, which
 * act in every year, then year after year, for what happens early lasts. */
static int add_dimensions(ot_scores *s, const ot_run_options *options, const ot_scores *like) {
    const ot_case *c = s->c[0];
    const size_t most = s->once.n + s->yearly.n * s->yearly.n_years;
    const uint32_t first_year = (uint32_t)(c->first_slot_year + (int32_t)c->first_slot);
    const uint32_t *once = OT_CASE_CONST(uint32_t, c, once_hash),
                   *yearly = OT_CASE_CONST(uint32_t, c, yearly_hash);
    ot_draw_dimension *dimension = calloc(most + 1, sizeof *dimension);
    s->place = calloc(most + 1, sizeof *s->place);
    s->until = calloc(s->yearly.n_years + 1, sizeof *s->until);
    if (dimension && s->place && s->until) {
        for (size_t i = 0; i < s->once.n; i++)
            add_dimension(s, dimension, &s->once, i, 0, once[i], 0);
        s->until[0] = s->n_dimensions;
        for (size_t y = 0; y < s->yearly.n_years; y++) {
            for (size_t i = 0; i < s->yearly.n; i++)
                add_dimension(s, dimension, &s->yearly, i, y, yearly[i], first_year + (uint32_t)y);
            s->until[y + 1] = s->n_dimensions;
        }
        s->own = like ? NULL : ot_sampler_new(options, dimension, s->n_dimensions);
        s->sampler = like ? like->sampler : s->own;
    }
    free(dimension);
    return s->sampler != NULL;
}

ot_scores *ot_scores_new(const ot_case *const *c, size_t n_cases, const ot_run_options *options,
                         size_t stride, const ot_scores *like) {
    ot_scores *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    *s = (ot_scores){.c = c, .n_cases = n_cases, .stride = stride};
    s->same = calloc(n_cases, sizeof *s->same);
    const int has_yearly =
        kind_init(&s->yearly, n_cases, c[0]->n_yearly, ot_case_n_simulated(c[0]), stride);
    const int has_once = kind_init(&s->once, n_cases, c[0]->n_once, 1, stride);
    int ok = s->same && has_yearly && has_once;
    if (ok) memset(s->once.needed, 1, s->once.n);
    for (size_t k = 0; ok && k < n_cases; k++) {
        find_needed(&s->yearly, c[k]);
        s->same[k] = k > 0 && joins_alike(c[k - 1], c[k]);
        if (s->same[k]) continue;
        ok = make_triangles(&s->yearly, yearly_factor(c[k]), s->yearly.triangle + 2 * k) &&
             make_triangles(&s->once, once_factor(c[k]), s->once.triangle + 2 * k);
    }
    if (ok && add_dimensions(s, options, like)) return s;
    ot_scores_free(s);
    return NULL;
}

void ot_scores_free(ot_scores *s) {
    if (!s) return;
    kind_clear(&s->yearly, s->n_cases);
    kind_clear(&s->once, s->n_cases);
    ot_sampler_free(s->own);
    free((void *)s->place);
    free(s->until);
    free(s->same);
    free(s);
}

/* w = L z in year y. */
static void correlate(const ot_scores *s, struct kind *kind, size_t k, size_t y) {
    const size_t at = y * kind->n * s->stride;
    while (!kind->triangle[2 * k])
        k--;
    ot_triangle_multiply(kind->triangle[2 * k + (y > 0)], kind->raw + at, kind->joint + at,
                         s->stride, s->n);
}

/* Each year is joined for the first case while it is in the cache. */
void ot_scores_draw(ot_scores *s, uint64_t first, size_t n) {
    size_t d = 0;
    s->n = n;
    s->is_joined = 0;
    for (; d < s->until[0]; d++)
        ot_sampler_normals(s->sampler, d, first, n, s->place[d]);
    correlate(s, &s->once, 0, 0);
    for (size_t y = 0; y < s->yearly.n_years; y++) {
        for (; d < s->until[y + 1]; d++)
            ot_sampler_normals(s->sampler, d, first, n, s->place[d]);
        correlate(s, &s->yearly, 0, y);
    }
}

/* y[0..n) = a x, or += a x */
static void set_scaled(double *y, double a, const double *x, size_t n) {
    for (size_t j = 0; j < n; j++)
        y[j] = a * x[j];
}

OT_EACH_PROCESSOR static void add_scaled(double *restrict y, double a, const double *restrict x,
                                         size_t n) {
    for (size_t j = 0; j < n; j++)
        y[j] += a * x[j];
}

/* A source that is tied to no other keeps its raw scores. */
static void choose(const ot_scores *s, struct kind *kind, struct factor f) {
    for (size_t i = 0; i < kind->n; i++)
        kind->score[i] = (keeps_raw(kind, f, i) ? kind->raw : kind->joint) + i * s->stride;
}

/* u = D w, the last year first, so that w may be overwritten by u. */
static void depend(const ot_scores *s, struct kind *kind, const ot_case *c) {
    const size_t year = kind->n * s->stride;
    for (size_t i = 0; i < kind->n; i++) {
        if (!dependence_row(c, i, 0)) continue;
        const double *from = kind->score[i];
        double *to = kind->joint + i * s->stride;
        for (size_t y = kind->n_years; y-- > 0;) {
            const double *row = dependence_row(c, i, y);
            set_scaled(to + y * year, row[y], from + y * year, s->n);
            for (size_t before = 0; before < y; before++)
                add_scaled(to + y * year, row[before], from + before * year, s->n);
        }
        kind->score[i] = to;
    }
}

void ot_scores_join(ot_scores *s, size_t k) {
    if (s->is_joined && s->same[k]) return;
    const ot_case *c = s->c[k];
    for (size_t y = 0; y < s->yearly.n_years && k > 0; y++)
        correlate(s, &s->yearly, k, y);
    if (k > 0) correlate(s, &s->once, k, 0);
    choose(s, &s->yearly, yearly_factor(c));
    choose(s, &s->once, once_factor(c));
    depend(s, &s->yearly, c);
    s->is_joined = 1;
}

const double *ot_scores_yearly(const ot_scores *s, size_t source, size_t y) {
    return s->yearly.score[source] + y * s->yearly.n * s->stride;
}

const double *ot_scores_once(const ot_scores *s, size_t source) { return s->once.score[source]; }
