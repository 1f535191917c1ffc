#include "assess/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/make.h"
#include "assess/quantity.h"
#include "assess/sample.h"
#include "assess/spread.h"
#include "simulate/moments.h"

enum { DIFFERENCE_BINS = 1024, RELATIVE_BINS = 512 };
enum { MEDIAN, LOW, HIGH, N_OWN };
static const double OWN[N_OWN] = {0.5, 0.05, 0.95};
static const ot_sample_plan PLAN = {OWN, N_OWN, DIFFERENCE_BINS, 0.125, NULL};
static const ot_sample_plan RELATIVE_PLAN = {OWN, N_OWN, RELATIVE_BINS, 0.5, NULL};
static const double PERCENT = 100.0;

typedef struct pair_band {
    ot_reference a, b;
    ot_sample sample, relative;
    ot_moments moments;
    uint64_t above, equal;
    ot_spread spread; /* of the draws above; unless sampling is random */
} pair_band;

typedef struct pair_tally { /* draws in which only one of the two meets the target or group */
    const ot_aim *a, *b;
    uint64_t only_a, only_b;
    ot_spread spread; /* of B - A; unless sampling is random */
} pair_tally;

typedef struct pairs {
    const ot_projection *p;
    pair_band *band;      /* [n_indicators][n_years] */
    pair_tally *target;   /* [n_targets] */
    pair_tally *group;    /* [n_groups] */
    unsigned char *met_a; /* [n_targets][OT_CHUNK] of the chunk at hand */
    unsigned char *met_b;
    uint64_t n;
    ot_arena *arena; /* of a copy: its own; else NULL */
} pairs;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the comparison", "内存不足以进行比较");
}

static int init_bands(pairs *s, size_t a, size_t b, ot_arena *arena) {
    const ot_projection *p = s->p;
    pair_band *band = s->band;
    for (size_t i = 0; i < p->n_indicators; i++)
        for (size_t t = 0; t < p->n_years; t++, band++) {
            const size_t row = p->indicator[i].indicator;
            const int year = p->first_year + (int)t;
            band->a = ot_reference_make(p->model, a, row, year);
            band->b = ot_reference_make(p->model, b, row, year);
            double *room = ot_arena_alloc(arena, 4 * (size_t)N_OWN, sizeof *room);
            if (!room) return 0;
            band->sample.value = room;
            band->sample.error = room + N_OWN;
            band->relative.value = room + 2 * N_OWN;
            band->relative.error = room + 3 * N_OWN;
        }
    return 1;
}

static int init_targets(pairs *s, size_t a, size_t b, ot_arena *arena) {
    const ot_projection *p = s->p;
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *target = &p->model->target[p->target[j]];
        s->target[j].a = ot_aim_new(arena, p->model, a, target);
        s->target[j].b = ot_aim_new(arena, p->model, b, target);
        if (!s->target[j].a || !s->target[j].b) return 0;
    }
    return 1;
}

static int init_pairs(pairs *s, const ot_projection *p, size_t a, size_t b, ot_arena *arena) {
    s->p = p;
    s->band = ot_arena_alloc(arena, p->n_indicators * p->n_years, sizeof *s->band);
    s->target = ot_arena_alloc(arena, p->n_targets, sizeof *s->target);
    s->group = ot_arena_alloc(arena, p->n_groups, sizeof *s->group);
    s->met_a = ot_arena_alloc(arena, p->n_targets, OT_CHUNK);
    s->met_b = ot_arena_alloc(arena, p->n_targets, OT_CHUNK);
    return s->band && s->target && s->group && s->met_a && s->met_b && init_bands(s, a, b, arena) &&
           init_targets(s, a, b, arena);
}

static void clear_pairs(pairs *s) {
    for (size_t j = 0; s->band && j < s->p->n_indicators * s->p->n_years; j++) {
        ot_sample_clear(&s->band[j].sample);
        ot_sample_clear(&s->band[j].relative);
    }
}

/* B - A of one chunk, and the same relative to A. */
static void subtract(const pair_band *band, const ot_block *block, size_t start, size_t n,
                     double out[OT_CHUNK], double relative[OT_CHUNK]) {
    double room_a[OT_CHUNK], room_b[OT_CHUNK];
    const double *a = ot_reference_values(&band->a, block, 0, start, n, room_a);
    const double *b = ot_reference_values(&band->b, block, 1, start, n, room_b);
    for (size_t i = 0; i < n; i++) {
        out[i] = b[i] - a[i];
        relative[i] = out[i] / fabs(a[i]); /* not finite without a base: counted apart */
    }
}

static size_t chunk_at(const ot_block *block, size_t start) {
    return block->n - start < OT_CHUNK ? block->n - start : OT_CHUNK;
}

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)state, (void)pilot, (void)draws, (void)err;
    return OT_OK; /* see begin_task */
}

/* A task is one band. */
static size_t n_tasks(const void *state) {
    const pairs *s = state;
    return s->p->n_indicators * s->p->n_years;
}

static ot_status begin_task(void *state, size_t task, const ot_block *pilot, uint64_t draws,
                            ot_error *err) {
    pair_band *band = &((pairs *)state)->band[task];
    double *room = calloc(2 * pilot->n + 1, sizeof *room);
    if (!room) return no_memory(err);
    double *relative = room + pilot->n;
    for (size_t start = 0; start < pilot->n; start += OT_CHUNK)
        subtract(band, pilot, start, chunk_at(pilot, start), room + start, relative + start);
    ot_moments_init(&band->moments, room, pilot->n);
    ot_status status = ot_sample_begin(&band->sample, &PLAN, room, pilot->n, draws, err);
    if (!status)
        status = ot_sample_begin(&band->relative, &RELATIVE_PLAN, relative, pilot->n, draws, err);
    free(room);
    return status;
}

static void spread_above(pair_band *band, const double difference[OT_CHUNK], size_t n) {
    signed char above[OT_CHUNK];
    for (size_t i = 0; i < n; i++)
        above[i] = difference[i] > 0.0;
    ot_spread_add(&band->spread, above, n);
}

static void add_band(pair_band *band, const ot_block *block, ot_sampling sampling, size_t start,
                     size_t n) {
    double difference[OT_CHUNK], relative[OT_CHUNK];
    subtract(band, block, start, n, difference, relative);
    ot_sample_add(&band->sample, difference, n);
    ot_sample_add(&band->relative, relative, n);
    ot_moments_add(&band->moments, difference, n);
    for (size_t i = 0; i < n; i++) {
        band->above += difference[i] > 0.0;
        band->equal += difference[i] >= 0.0 && difference[i] <= 0.0;
    }
    if (sampling != OT_SAMPLING_RANDOM) spread_above(band, difference, n);
}

static void mark(const ot_aim *aim, const ot_block *block, size_t k, size_t start, size_t n,
                 unsigned char met[OT_CHUNK]) {
    double gap[OT_CHUNK];
    ot_aim_gaps(aim, block, k, start, n, gap);
    for (size_t i = 0; i < n; i++)
        met[i] = gap[i] <= 0.0;
}

static void disagree(pair_tally *tally, const unsigned char *a, const unsigned char *b,
                     ot_sampling sampling, size_t n) {
    signed char difference[OT_CHUNK];
    for (size_t i = 0; i < n; i++) {
        tally->only_a += a[i] && !b[i];
        tally->only_b += b[i] && !a[i];
        difference[i] = (signed char)(b[i] - a[i]);
    }
    if (sampling != OT_SAMPLING_RANDOM) ot_spread_add(&tally->spread, difference, n);
}

static void all_of(const pairs *s, const ot_group *group, const unsigned char *met, size_t n,
                   unsigned char all[OT_CHUNK]) {
    memset(all, 1, n);
    for (size_t j = 0; j < s->p->n_targets; j++)
        for (size_t m = 0; m < group->n_targets; m++)
            for (size_t i = 0; group->target[m] == s->p->target[j] && i < n; i++)
                all[i] = all[i] && met[j * OT_CHUNK + i];
}

static void add_chunk(pairs *s, const ot_block *block, size_t start, size_t n) {
    const ot_projection *p = s->p;
    for (size_t j = 0; j < p->n_indicators * p->n_years; j++)
        add_band(&s->band[j], block, p->sampling, start, n);
    for (size_t j = 0; j < p->n_targets; j++) {
        mark(s->target[j].a, block, 0, start, n, s->met_a + j * OT_CHUNK);
        mark(s->target[j].b, block, 1, start, n, s->met_b + j * OT_CHUNK);
        disagree(&s->target[j], s->met_a + j * OT_CHUNK, s->met_b + j * OT_CHUNK, p->sampling, n);
    }
    for (size_t g = 0; g < p->n_groups; g++) {
        const ot_group *group = &p->model->group[p->group[g]];
        unsigned char a[OT_CHUNK], b[OT_CHUNK];
        all_of(s, group, s->met_a, n, a);
        all_of(s, group, s->met_b, n, b);
        disagree(&s->group[g], a, b, p->sampling, n);
    }
    s->n += n;
}

static void add(void *state, const ot_block *block) {
    for (size_t start = 0; start < block->n; start += OT_CHUNK)
        add_chunk(state, block, start, chunk_at(block, start));
}

static void free_copy(void *copy) {
    pairs *s = copy;
    if (!s) return;
    clear_pairs(s);
    ot_arena_free(s->arena);
    free(s);
}

static int give_copy_room(pairs *s, const pairs *from) {
    const ot_projection *p = from->p;
    const size_t n_bands = p->n_indicators * p->n_years;
    *s = *from;
    s->band = NULL;
    s->arena = ot_arena_new();
    if (!s->arena) return 0;
    s->target = ot_arena_alloc(s->arena, p->n_targets, sizeof *s->target);
    s->group = ot_arena_alloc(s->arena, p->n_groups, sizeof *s->group);
    s->met_a = ot_arena_alloc(s->arena, p->n_targets, OT_CHUNK);
    s->met_b = ot_arena_alloc(s->arena, p->n_targets, OT_CHUNK);
    s->band = ot_arena_alloc(s->arena, n_bands, sizeof *s->band);
    if (!s->target || !s->group || !s->met_a || !s->met_b || !s->band) return 0;
    memcpy(s->target, from->target, p->n_targets * sizeof *s->target);
    memcpy(s->group, from->group, p->n_groups * sizeof *s->group);
    return 1;
}

static ot_status copy(const void *state, void **out, ot_error *err) {
    const pairs *from = state;
    pairs *s = calloc(1, sizeof *s);
    ot_status status = s && give_copy_room(s, from) ? OT_OK : no_memory(err);
    for (size_t j = 0; !status && j < from->p->n_indicators * from->p->n_years; j++) {
        s->band[j] = from->band[j];
        s->band[j].sample.h = s->band[j].relative.h = NULL;
        status = ot_sample_copy(&from->band[j].sample, &s->band[j].sample, err);
        if (!status) status = ot_sample_copy(&from->band[j].relative, &s->band[j].relative, err);
    }
    if (status)
        free_copy(s);
    else
        *out = s;
    return status;
}

static void merge_tally(pair_tally *into, const pair_tally *from) {
    into->only_a += from->only_a;
    into->only_b += from->only_b;
    ot_spread_merge(&into->spread, &from->spread);
}

static ot_status merge(void *into, void *from, ot_error *err) {
    pairs *a = into;
    const pairs *b = from;
    ot_status status = OT_OK;
    for (size_t j = 0; !status && j < a->p->n_indicators * a->p->n_years; j++) {
        a->band[j].above += b->band[j].above;
        a->band[j].equal += b->band[j].equal;
        ot_spread_merge(&a->band[j].spread, &b->band[j].spread);
        ot_moments_merge(&a->band[j].moments, &b->band[j].moments);
        status = ot_sample_merge(&a->band[j].sample, &b->band[j].sample, err);
        if (!status) status = ot_sample_merge(&a->band[j].relative, &b->band[j].relative, err);
    }
    for (size_t j = 0; j < a->p->n_targets; j++)
        merge_tally(&a->target[j], &b->target[j]);
    for (size_t g = 0; g < a->p->n_groups; g++)
        merge_tally(&a->group[g], &b->group[g]);
    a->n += b->n;
    return status;
}

static void pack_tally(pair_tally *tally, ot_pack *pack) {
    ot_pack_count(pack, &tally->only_a);
    ot_pack_count(pack, &tally->only_b);
    ot_spread_pack(&tally->spread, pack);
}

static void pack(void *state, ot_pack *pack) {
    pairs *s = state;
    for (size_t j = 0; j < s->p->n_indicators * s->p->n_years && !pack->failed; j++) {
        pair_band *band = &s->band[j];
        ot_pack_count(pack, &band->above);
        ot_pack_count(pack, &band->equal);
        ot_spread_pack(&band->spread, pack);
        ot_moments_pack(&band->moments, pack);
        ot_sample_pack(&band->sample, pack);
        ot_sample_pack(&band->relative, pack);
    }
    for (size_t j = 0; j < s->p->n_targets; j++)
        pack_tally(&s->target[j], pack);
    for (size_t g = 0; g < s->p->n_groups; g++)
        pack_tally(&s->group[g], pack);
    ot_pack_count(pack, &s->n);
}

static int reads(const void *state, size_t row, size_t slot) {
    const ot_projection *p = ((const pairs *)state)->p;
    return row < p->model->n_indicators && p->model->indicator[row].is_projected &&
           slot >= ot_model_slot(p->model, p->first_year);
}

/* Bands, and targets, which look back as far as observations and held years go. */
static int adds(const void *state, size_t row, size_t slot) {
    (void)slot;
    return row < ((const pairs *)state)->p->model->n_indicators;
}

static const ot_probe_parts PARTS = {copy, merge,   free_copy,  reads,
                                     adds, n_tasks, begin_task, pack};

static void write_band(const pair_band *band, const ot_projection *p, size_t i, size_t t,
                       ot_difference_result *out) {
    const double inside = p->model->indicator[p->indicator[i].indicator].inside;
    const ot_sample *s = &band->sample;
    out->year = p->first_year + (int)t;
    out->median_a = p->c[0].indicator[i].year[t].median;
    out->median_b = p->c[1].indicator[i].year[t].median;
    const double percent = p->indicator[i].is_rate ? NAN : PERCENT;
    out->relative = percent * band->relative.value[MEDIAN];
    out->relative_low = percent * band->relative.value[LOW];
    out->relative_high = percent * band->relative.value[HIGH];
    out->median = ot_declared(s->value[MEDIAN], inside);
    out->low = ot_declared(s->value[LOW], inside);
    out->high = ot_declared(s->value[HIGH], inside);
    out->mean = ot_declared(ot_moments_mean(&band->moments), inside);
    out->n = s->n;
    out->nonfinite = s->nonfinite;
    out->share_above = (double)band->above / (double)s->n;
    out->share_above_mcse = p->sampling == OT_SAMPLING_RANDOM
                                ? ot_probability_error(band->above, s->n)
                                : ot_spread_error(&band->spread, p->sampling, s->n);
    out->share_equal = (double)band->equal / (double)s->n;
}

/* Standard error of a difference of paired proportions, never 0: half a draw on either side. */
static ot_probability_difference difference_of(const pair_tally *tally, double a, double b,
                                               ot_sampling sampling, uint64_t n) {
    const double only_a = (double)tally->only_a + 0.5, only_b = (double)tally->only_b + 0.5;
    const double m = (double)n + 1.0, d = only_b - only_a;
    if (isnan(b - a)) return (ot_probability_difference){a, b, NAN, NAN, 0};
    const double error = sampling == OT_SAMPLING_RANDOM
                             ? sqrt(only_a + only_b - d * d / m) / m
                             : ot_spread_error(&tally->spread, sampling, n);
    return (ot_probability_difference){a, b, b - a, error, tally->only_a + tally->only_b};
}

static ot_status finish(pairs *s, ot_comparison *out, ot_error *err) {
    const ot_projection *p = s->p;
    pair_band *band = s->band;
    for (size_t i = 0; i < p->n_indicators; i++)
        for (size_t t = 0; t < p->n_years; t++, band++) {
            ot_status status = ot_sample_end(&band->sample, &PLAN, err);
            if (!status) status = ot_sample_end(&band->relative, &RELATIVE_PLAN, err);
            if (status) return status;
            write_band(band, p, i, t, &out->indicator[i][t]);
        }
    const ot_case_result *a = &p->c[0], *b = &p->c[1];
    for (size_t j = 0; j < p->n_targets; j++)
        out->target[j] = difference_of(&s->target[j], a->target[j].probability,
                                       b->target[j].probability, p->sampling, s->n);
    for (size_t g = 0; g < p->n_groups; g++) {
        const ot_group_result *of_a = &a->group[g], *of_b = &b->group[g];
        out->group[g] =
            difference_of(&s->group[g], of_a->probability, of_b->probability, p->sampling, s->n);
        if (of_a->n_left_out + of_b->n_left_out > 0) /* the pairs were of other targets */
            out->group[g].mcse = hypot(of_a->mcse, of_b->mcse);
    }
    return OT_OK;
}

static int give_room(ot_comparison *c) {
    const ot_projection *p = c->projection;
    c->arena = ot_arena_new();
    if (!c->arena) return 0;
    c->indicator = ot_arena_alloc(c->arena, p->n_indicators, sizeof *c->indicator);
    c->target = ot_arena_alloc(c->arena, p->n_targets, sizeof *c->target);
    c->group = ot_arena_alloc(c->arena, p->n_groups, sizeof *c->group);
    if (!c->indicator || !c->target || !c->group) return 0;
    for (size_t i = 0; i < p->n_indicators; i++) {
        c->indicator[i] = ot_arena_alloc(c->arena, p->n_years, sizeof *c->indicator[i]);
        if (!c->indicator[i]) return 0;
    }
    return 1;
}

ot_status ot_comparison_new(const ot_model *model, const ot_case *a, const ot_case *b,
                            const ot_run_options *options, ot_notes *notes, ot_comparison **out,
                            ot_error *err) {
    const ot_case *const both[2] = {a, b};
    ot_comparison *c = calloc(1, sizeof *c);
    ot_arena *arena = ot_arena_new(); /* of the probe: gone after the run */
    pairs s = {0};
    ot_status status = c && arena ? OT_OK : no_memory(err);
    if (!status) status = ot_projection_shape(model, both, 2, options, notes, &c->projection, err);
    if (!status &&
        !(give_room(c) && init_pairs(&s, c->projection, a->scenario, b->scenario, arena)))
        status = no_memory(err);
    const ot_probe probe = {"differences", &s, begin, add, &PARTS};
    if (!status) status = ot_projection_fill(c->projection, both, options, &probe, 1, notes, err);
    if (!status) status = finish(&s, c, err);
    clear_pairs(&s);
    ot_arena_free(arena);
    if (status)
        ot_comparison_free(c);
    else
        *out = c;
    return status;
}

void ot_comparison_free(ot_comparison *c) {
    if (!c) return;
    ot_projection_free(c->projection);
    ot_arena_free(c->arena);
    free(c);
}
