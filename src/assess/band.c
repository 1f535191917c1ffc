#include "assess/band.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"

/* Few enough for the bins of an indicator and year to stay near while it is counted. Errors of at
 * most 0.18 Monte Carlo standard errors; growth is secondary, its quantiles carry none, and its
 * bins may be wider. */
enum { LEVEL_BINS = 1024, GROWTH_BINS = 512 };
static const double LEVEL_COARSE = 0.125, GROWTH_COARSE = 0.5;

static const double PERCENT = 0.01;

/* With a larger share of draws without growth the others do not tell what it is. */
static const double MOST_WITHOUT_GROWTH = 0.05;

/* Probabilities that every report needs, behind those that the model asks for. */
enum { MEDIAN, LOW, HIGH, N_OWN };
static const double OWN[N_OWN] = {0.5, 0.05, 0.95};

static size_t n_bands(const ot_projection *p) { return p->n_cases * p->n_indicators * p->n_years; }

static int make_plans(ot_bands *b, const ot_projection *p, ot_arena *arena) {
    const size_t n = p->n_quantiles + N_OWN;
    double *all = ot_arena_alloc(arena, n, sizeof *all);
    int *is_aside = ot_arena_alloc(arena, n, sizeof *is_aside);
    if (!all || !is_aside) return 0;
    for (size_t q = 0; q < p->n_quantiles; q++)
        is_aside[q] = !ot_projection_asks(p, q);
    memcpy(all, p->quantile, p->n_quantiles * sizeof *all);
    memcpy(all + p->n_quantiles, OWN, sizeof OWN);
    b->level_plan = (ot_sample_plan){all, n, LEVEL_BINS, LEVEL_COARSE, is_aside};
    b->growth_plan = (ot_sample_plan){OWN, N_OWN, GROWTH_BINS, GROWTH_COARSE, NULL};
    return 1;
}

static int give_room(ot_sample *s, const ot_sample_plan *plan, ot_arena *arena) {
    s->value = ot_arena_alloc(arena, 2 * plan->n_p, sizeof *s->value);
    if (!s->value) return 0;
    s->error = s->value + plan->n_p;
    return 1;
}

ot_status ot_bands_init(ot_bands *b, ot_projection *p, ot_arena *arena, const size_t *scenario,
                        ot_error *err) {
    *b = (ot_bands){.projection = p};
    b->band = ot_arena_alloc(arena, n_bands(p), sizeof *b->band);
    int ok = b->band && make_plans(b, p, arena);
    ot_band *band = b->band;
    for (size_t k = 0; ok && k < p->n_cases; k++)
        for (size_t i = 0; ok && i < p->n_indicators; i++)
            for (size_t t = 0; ok && t < p->n_years; t++, band++) {
                const size_t row = p->indicator[i].indicator;
                const int year = p->first_year + (int)t;
                band->level = ot_reference_make(p->model, scenario[k], row, year);
                band->before = ot_reference_make(p->model, scenario[k], row, year - 1);
                ok = give_room(&band->sample, &b->level_plan, arena) &&
                     give_room(&band->growth, &b->growth_plan, arena);
            }
    if (ok) return OT_OK;
    return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu bands", "内存不足以建立 %zu 个区间",
                   n_bands(p));
}

void ot_bands_clear(ot_bands *b) {
    for (size_t j = 0; b->band && j < n_bands(b->projection); j++) {
        ot_sample_clear(&b->band[j].sample);
        ot_sample_clear(&b->band[j].growth);
    }
}

static int has_growth(const ot_band *band) {
    return band->before.slot >= 0 || isfinite(band->before.constant);
}

/* The change over the previous year: a ratio, or a difference where the unit is itself a rate. A
 * ratio of values that are not both above 0 is none: how many of them are finite. */
OT_EACH_PROCESSOR static size_t change(const double *x, const double *before, size_t n, int is_rate,
                                       double *out) {
    size_t n_none = 0;
    for (size_t i = 0; i < n && is_rate; i++)
        out[i] = x[i] - before[i];
    for (size_t i = 0; i < n && !is_rate; i++) {
        const int is_ratio = (x[i] > 0.0) & (before[i] > 0.0);
        const double ratio = x[i] / before[i] - 1.0;
        out[i] = is_ratio ? ratio : (double)NAN;
        n_none += (size_t)(!is_ratio & (fabs(x[i]) <= DBL_MAX) & (fabs(before[i]) <= DBL_MAX));
    }
    return n_none;
}

static size_t growth_chunk(const ot_band *band, const ot_block *block, size_t k, int is_rate,
                           size_t start, size_t n, double out[OT_CHUNK]) {
    double room[OT_CHUNK], before_room[OT_CHUNK];
    const double *x = ot_reference_values(&band->level, block, k, start, n, room);
    const double *before = ot_reference_values(&band->before, block, k, start, n, before_room);
    return change(x, before, n, is_rate, out);
}

typedef struct visit {
    ot_bands *b;
    const ot_block *block;
    double *room; /* begin: [pilot->n] */
    uint64_t draws;
} visit;

static size_t chunk_at(const ot_block *block, size_t start) {
    return block->n - start < OT_CHUNK ? block->n - start : OT_CHUNK;
}

static ot_status begin_band(const visit *v, ot_band *band, size_t k, int is_rate, ot_error *err) {
    const ot_block *pilot = v->block;
    _Alignas(64) double room[OT_CHUNK];
    for (size_t start = 0; start < pilot->n; start += OT_CHUNK) {
        const size_t n = chunk_at(pilot, start);
        memcpy(v->room + start, ot_reference_values(&band->level, pilot, k, start, n, room),
               n * sizeof *room);
    }
    ot_moments_init(&band->moments, v->room, pilot->n);
    ot_status status =
        ot_sample_begin(&band->sample, &v->b->level_plan, v->room, pilot->n, v->draws, err);
    if (status || !has_growth(band)) return status;
    for (size_t start = 0; start < pilot->n; start += OT_CHUNK)
        (void)growth_chunk(band, pilot, k, is_rate, start, chunk_at(pilot, start), v->room + start);
    return ot_sample_begin(&band->growth, &v->b->growth_plan, v->room, pilot->n, v->draws, err);
}

static void add_band(const visit *v, ot_band *band, size_t k, int is_rate) {
    const ot_block *block = v->block;
    _Alignas(64) double room[OT_CHUNK];
    for (size_t start = 0; start < block->n; start += OT_CHUNK) {
        const size_t n = chunk_at(block, start);
        const double *x = ot_reference_values(&band->level, block, k, start, n, room);
        ot_sample_add(&band->sample, x, n);
        ot_moments_add(&band->moments, x, n);
        if (!has_growth(band)) continue;
        band->n_without_growth += growth_chunk(band, block, k, is_rate, start, n, room);
        ot_sample_add(&band->growth, room, n);
    }
}

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)state, (void)pilot, (void)draws, (void)err;
    return OT_OK; /* see begin_task */
}

/* A task is all years of one indicator in one case. */
static size_t n_tasks(const void *state) {
    const ot_projection *p = ((const ot_bands *)state)->projection;
    return p->n_cases * p->n_indicators;
}

static ot_status begin_task(void *state, size_t task, const ot_block *pilot, uint64_t draws,
                            ot_error *err) {
    ot_bands *b = state;
    const ot_projection *p = b->projection;
    const size_t k = task / p->n_indicators, i = task % p->n_indicators;
    visit v = {b, pilot, malloc((pilot->n + 1) * sizeof(double)), draws};
    if (!v.room)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu pilot draws",
                       "内存不足以存放 %zu 次试算", pilot->n);
    ot_status status = OT_OK;
    for (size_t t = 0; t < p->n_years && !status; t++)
        status = begin_band(&v, &b->band[task * p->n_years + t], k, p->indicator[i].is_rate, err);
    free(v.room);
    return status;
}

static void fetch_band(const ot_band *band) {
    ot_sample_fetch(&band->sample);
    ot_sample_fetch(&band->growth);
}

static void add(void *state, const ot_block *block) {
    ot_bands *b = state;
    const ot_projection *p = b->projection;
    const visit v = {b, block, NULL, 0};
    ot_band *band = b->band;
    const ot_band *end = band + n_bands(p);
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t i = 0; i < p->n_indicators; i++)
            for (size_t t = 0; t < p->n_years; t++, band++) {
                if (band + 1 < end) fetch_band(band + 1);
                add_band(&v, band, k, p->indicator[i].is_rate);
            }
}

static void free_copy(void *copy) {
    ot_bands *b = copy;
    if (!b) return;
    ot_bands_clear(b);
    free(b->band);
    free(b);
}

/* A band that is not yet copied has no histogram, which clearing accepts. */
static ot_status copy(const void *state, void **out, ot_error *err) {
    const ot_bands *from = state;
    const size_t n = n_bands(from->projection);
    ot_bands *b = calloc(1, sizeof *b);
    if (b) *b = *from;
    if (b) b->band = calloc(n + 1, sizeof *b->band);
    ot_status status = OT_OK;
    if (!b || !b->band)
        status =
            ot_fail(err, OT_ERR_NOMEM, "no memory for %zu bands", "内存不足以建立 %zu 个区间", n);
    for (size_t j = 0; j < n && !status; j++) {
        const ot_band *band = &from->band[j];
        b->band[j] = *band;
        b->band[j].sample.h = b->band[j].growth.h = NULL;
        status = ot_sample_copy(&band->sample, &b->band[j].sample, err);
        if (!status) status = ot_sample_copy(&band->growth, &b->band[j].growth, err);
    }
    if (status)
        free_copy(b);
    else
        *out = b;
    return status;
}

static ot_status merge(void *into, void *from, ot_error *err) {
    ot_bands *a = into;
    const ot_bands *b = from; /* its bands are not const */
    ot_status status = OT_OK;
    for (size_t j = 0; j < n_bands(a->projection) && !status; j++) {
        a->band[j].n_without_growth += b->band[j].n_without_growth;
        ot_moments_merge(&a->band[j].moments, &b->band[j].moments);
        status = ot_sample_merge(&a->band[j].sample, &b->band[j].sample, err);
        if (!status) status = ot_sample_merge(&a->band[j].growth, &b->band[j].growth, err);
    }
    return status;
}

static void pack(void *state, ot_pack *pack) {
    ot_bands *b = state;
    ot_pack_same_count(pack, n_bands(b->projection));
    for (size_t j = 0; j < n_bands(b->projection) && !pack->failed; j++) {
        ot_band *band = &b->band[j];
        ot_pack_count(pack, &band->n_without_growth);
        ot_moments_pack(&band->moments, pack);
        ot_sample_pack(&band->sample, pack);
        if (has_growth(band)) ot_sample_pack(&band->growth, pack);
    }
}

/* Every year of what is projected, and the year before the first. */
static int reads(const void *state, size_t row, size_t slot) {
    const ot_projection *p = ((const ot_bands *)state)->projection;
    const size_t first = ot_model_slot(p->model, p->first_year);
    return row < p->model->n_indicators && p->model->indicator[row].is_projected &&
           slot + 1 >= first;
}

static const ot_probe_parts PARTS = {copy,  merge,   free_copy,  reads,
                                     reads, n_tasks, begin_task, pack};

ot_probe ot_bands_probe(ot_bands *b) { return (ot_probe){"bands", b, begin, add, &PARTS}; }

static void write_growth(const ot_band *band, int is_rate, double inside, ot_year_result *out) {
    const double unit = is_rate ? inside : PERCENT;
    out->growth = out->growth_low = out->growth_high = NAN;
    if (!has_growth(band)) return;
    if ((double)band->n_without_growth > MOST_WITHOUT_GROWTH * (double)band->growth.n) return;
    out->growth = ot_declared(band->growth.value[MEDIAN], unit);
    out->growth_low = ot_declared(band->growth.value[LOW], unit);
    out->growth_high = ot_declared(band->growth.value[HIGH], unit);
}

static void write_level(const ot_band *band, size_t n_quantiles, double inside,
                        ot_year_result *out) {
    const ot_sample *s = &band->sample;
    for (size_t q = 0; q < n_quantiles; q++) {
        out->quantile[q] = ot_declared(s->value[q], inside);
        out->quantile_error[q] = s->error[q] / inside;
    }
    const double *own = s->value + n_quantiles;
    out->median = ot_declared(own[MEDIAN], inside);
    out->low = ot_declared(own[LOW], inside);
    out->high = ot_declared(own[HIGH], inside);
    out->mean = ot_declared(ot_moments_mean(&band->moments), inside);
    out->sd = ot_moments_sd(&band->moments) / inside;
    out->is_rough = s->is_rough;
    out->n = s->n;
    out->nonfinite = s->nonfinite;
}

ot_status ot_bands_finish(ot_bands *b, ot_projection *p, ot_error *err) {
    ot_band *band = b->band;
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t i = 0; i < p->n_indicators; i++)
            for (size_t t = 0; t < p->n_years; t++, band++) {
                ot_status status = ot_sample_end(&band->sample, &b->level_plan, err);
                if (!status && has_growth(band))
                    status = ot_sample_end(&band->growth, &b->growth_plan, err);
                if (status) return status;
                const ot_indicator_facts *facts = &p->indicator[i];
                const double inside = p->model->indicator[facts->indicator].inside;
                ot_year_result *out = &p->c[k].indicator[i].year[t];
                write_level(band, p->n_quantiles, inside, out);
                write_growth(band, facts->is_rate, inside, out);
            }
    return OT_OK;
}
