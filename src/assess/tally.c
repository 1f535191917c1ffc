#include "assess/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"

static const double PERCENT = 0.01;

double ot_probability_error(uint64_t k, uint64_t n) {
    const double met = (double)k + 0.5, missed = (double)(n - k) + 0.5;
    return sqrt(met * missed) / pow((double)n + 1.0, 1.5);
}

static uint64_t order_statistic(const uint64_t *count, size_t n_counts, uint64_t k) {
    size_t i = 0;
    for (uint64_t before = 0; i + 1 < n_counts && k - before >= count[i]; i++)
        before += count[i];
    return i;
}

double ot_count_quantile(const uint64_t *count, size_t n_counts, double p) {
    uint64_t n = 0;
    for (size_t i = 0; i < n_counts; i++)
        n += count[i];
    if (n == 0) return NAN;
    const double rank = p * (double)(n - 1), share = rank - floor(rank);
    const double a = (double)order_statistic(count, n_counts, (uint64_t)rank);
    if (share <= 0.0) return a;
    return a + share * ((double)order_statistic(count, n_counts, (uint64_t)rank + 1) - a);
}

static size_t index_of(const size_t *list, size_t n, size_t wanted) {
    size_t i = 0;
    while (i < n && list[i] != wanted)
        i++;
    return i;
}

static int init_group(ot_group_tally *g, const ot_projection *p, const ot_group *from,
                      ot_arena *arena) {
    g->n_members = 0;
    g->member = ot_arena_alloc(arena, from->n_targets, sizeof *g->member);
    g->count = ot_arena_alloc(arena, from->n_targets + 1, sizeof *g->count);
    g->spread = ot_arena_alloc(arena, from->n_targets + 1, sizeof *g->spread);
    if (!g->member || !g->count || !g->spread) return 0;
    for (size_t j = 0; j < from->n_targets; j++) {
        const size_t i = index_of(p->target, p->n_targets, from->target[j]);
        if (i < p->n_targets) g->member[g->n_members++] = i;
    }
    return 1;
}

ot_status ot_tallies_init(ot_tallies *t, ot_projection *p, ot_arena *arena, const size_t *scenario,
                          ot_error *err) {
    *t = (ot_tallies){.projection = p};
    t->target = ot_arena_alloc(arena, p->n_cases * p->n_targets, sizeof *t->target);
    t->group = ot_arena_alloc(arena, p->n_cases * p->n_groups, sizeof *t->group);
    t->met = ot_arena_alloc(arena, p->n_targets, OT_CHUNK);
    t->unsolved = ot_arena_alloc(arena, p->n_cases, sizeof *t->unsolved);
    int ok = t->target && t->group && t->met && t->unsolved;
    for (size_t k = 0; ok && k < p->n_cases; k++) {
        for (size_t j = 0; ok && j < p->n_targets; j++) {
            ot_target_tally *tally = &t->target[k * p->n_targets + j];
            const ot_model_target *target = &p->model->target[p->target[j]];
            tally->aim = ot_aim_new(arena, p->model, scenario[k], target);
            ot_moments_init(&tally->gap, NULL, 0);
            ok = tally->aim != NULL;
        }
        for (size_t g = 0; ok && g < p->n_groups; g++)
            ok =
                init_group(&t->group[k * p->n_groups + g], p, &p->model->group[p->group[g]], arena);
    }
    if (ok) return OT_OK;
    return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu targets", "内存不足以处理 %zu 个目标",
                   p->n_targets);
}

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)state, (void)pilot, (void)draws, (void)err;
    return OT_OK; /* counting needs no range */
}

/* Which gaps are met. */
OT_EACH_PROCESSOR static void judge(const double gap[OT_CHUNK], size_t n,
                                    unsigned char met[OT_CHUNK]) {
    for (size_t i = 0; i < n; i++)
        met[i] = gap[i] <= 0.0;
}

/* How many are, and how many are not finite. */
OT_EACH_PROCESSOR static void count_gaps(const double gap[OT_CHUNK], size_t n,
                                         uint64_t counted[2]) {
    uint64_t n_met = 0, n_nonfinite = 0;
    for (size_t i = 0; i < n; i++) {
        n_met += (uint64_t)(gap[i] <= 0.0);
        n_nonfinite += (uint64_t)(isnan(gap[i]) != 0);
    }
    counted[0] = n_met;
    counted[1] = n_nonfinite;
}

static void count_target(ot_target_tally *tally, const ot_block *block, size_t k, size_t start,
                         size_t n, ot_sampling sampling, unsigned char met[OT_CHUNK]) {
    _Alignas(64) double gap[OT_CHUNK];
    uint64_t counted[2];
    ot_aim_gaps(tally->aim, block, k, start, n, gap);
    judge(gap, n, met);
    count_gaps(gap, n, counted);
    tally->met += counted[0];
    tally->nonfinite += counted[1];
    if (sampling != OT_SAMPLING_RANDOM) ot_spread_add(&tally->spread, (const signed char *)met, n);
    if (counted[0] < n) ot_moments_add_positive(&tally->gap, gap, n);
}

/* Of each number of targets met, as ot_spread_add has it. */
static void spread_counts(ot_spread *spread, const uint32_t *sum, size_t n) {
    for (size_t i = 0; i < n; i++)
        spread[sum[i]].sum[i % OT_SAMPLING_REPLICATES]++;
    for (size_t i = 0; i < n; i += 2) {
        const int is_alone = i + 1 == n, is_same = !is_alone && sum[i] == sum[i + 1];
        spread[sum[i]].square += is_same ? 4 : 1;
        if (!is_alone && !is_same) spread[sum[i + 1]].square += 1;
    }
}

OT_EACH_PROCESSOR static void add_bytes(unsigned char *restrict sum,
                                        const unsigned char *restrict x) {
    for (size_t i = 0; i < OT_CHUNK; i++)
        sum[i] = (unsigned char)(sum[i] + x[i]);
}

OT_EACH_PROCESSOR static void widen(const unsigned char *restrict part, uint32_t *restrict sum) {
    for (size_t i = 0; i < OT_CHUNK; i++)
        sum[i] += part[i];
}

static void count_group(ot_group_tally *g, const unsigned char *met, size_t n,
                        ot_sampling sampling) {
    uint32_t sum[OT_CHUNK] = {0};
    for (size_t first = 0; first < g->n_members; first += UINT8_MAX) { /* what a byte can hold */
        const size_t left = g->n_members - first, n_now = left < UINT8_MAX ? left : UINT8_MAX;
        unsigned char part[OT_CHUNK] = {0};
        for (size_t j = 0; j < n_now; j++)
            add_bytes(part, met + g->member[first + j] * OT_CHUNK);
        widen(part, sum);
    }
    for (size_t i = 0; i < n; i++)
        g->count[sum[i]]++;
    if (sampling != OT_SAMPLING_RANDOM) spread_counts(g->spread, sum, n);
}

static void add(void *state, const ot_block *block) {
    ot_tallies *t = state;
    const ot_projection *p = t->projection;
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t start = 0; start < block->n; start += OT_CHUNK) {
            const size_t left = block->n - start, n = left < OT_CHUNK ? left : OT_CHUNK;
            for (size_t j = 0; j < p->n_targets; j++)
                count_target(&t->target[k * p->n_targets + j], block, k, start, n, p->sampling,
                             t->met + j * OT_CHUNK);
            for (size_t g = 0; g < p->n_groups; g++)
                count_group(&t->group[k * p->n_groups + g], t->met, n, p->sampling);
        }
    for (size_t k = 0; k < p->n_cases && block->unsolved; k++)
        t->unsolved[k] += block->unsolved[k];
    t->n += block->n;
}

static void free_copy(void *copy) {
    ot_tallies *t = copy;
    if (t) ot_arena_free(t->arena);
    free(t);
}

static int copy_group(ot_group_tally *to, const ot_group_tally *from, ot_arena *arena) {
    *to = *from;
    to->count = ot_arena_alloc(arena, from->n_members + 1, sizeof *to->count);
    to->spread = ot_arena_alloc(arena, from->n_members + 1, sizeof *to->spread);
    if (to->count) memcpy(to->count, from->count, (from->n_members + 1) * sizeof *to->count);
    return to->count && to->spread;
}

static int copy_tallies(ot_tallies *to, const ot_tallies *from) {
    const ot_projection *p = from->projection;
    const size_t n_targets = p->n_cases * p->n_targets, n_groups = p->n_cases * p->n_groups;
    *to = *from;
    to->arena = ot_arena_new();
    if (!to->arena) return 0;
    to->target = ot_arena_alloc(to->arena, n_targets, sizeof *to->target);
    to->group = ot_arena_alloc(to->arena, n_groups, sizeof *to->group);
    to->met = ot_arena_alloc(to->arena, p->n_targets, OT_CHUNK);
    to->unsolved = ot_arena_alloc(to->arena, p->n_cases, sizeof *to->unsolved);
    if (!to->target || !to->group || !to->met || !to->unsolved) return 0;
    memcpy(to->target, from->target, n_targets * sizeof *to->target);
    memcpy(to->unsolved, from->unsolved, p->n_cases * sizeof *to->unsolved);
    int ok = 1;
    for (size_t g = 0; g < n_groups; g++)
        ok = ok && copy_group(&to->group[g], &from->group[g], to->arena);
    return ok;
}

static ot_status copy(const void *state, void **out, ot_error *err) {
    const ot_tallies *from = state;
    ot_tallies *t = calloc(1, sizeof *t);
    if (!t || !copy_tallies(t, from)) {
        free_copy(t);
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu targets", "内存不足以处理 %zu 个目标",
                       from->projection->n_targets);
    }
    *out = t;
    return OT_OK;
}

static ot_status merge(void *into, void *from, ot_error *err) {
    (void)err;
    ot_tallies *a = into;
    const ot_tallies *b = from;
    const ot_projection *p = a->projection;
    for (size_t j = 0; j < p->n_cases * p->n_targets; j++) {
        a->target[j].met += b->target[j].met;
        a->target[j].nonfinite += b->target[j].nonfinite;
        ot_moments_merge(&a->target[j].gap, &b->target[j].gap);
        ot_spread_merge(&a->target[j].spread, &b->target[j].spread);
    }
    for (size_t g = 0; g < p->n_cases * p->n_groups; g++)
        for (size_t i = 0; i <= a->group[g].n_members; i++) {
            a->group[g].count[i] += b->group[g].count[i];
            ot_spread_merge(&a->group[g].spread[i], &b->group[g].spread[i]);
        }
    for (size_t k = 0; k < p->n_cases; k++)
        a->unsolved[k] += b->unsolved[k];
    a->n += b->n;
    return OT_OK;
}

/* What is counted against is part of it: a model with other targets has the same draws. */
static void pack_target(ot_target_tally *tally, const ot_model_target *target, ot_pack *pack) {
    const double wanted[] = {target->value, target->high, target->tolerance};
    ot_pack_same(pack, wanted, sizeof wanted);
    ot_pack_same_count(pack, target->indicator);
    ot_pack_same_count(pack, (uint64_t)target->year);
    ot_pack_same_count(pack, (uint64_t)target->measure);
    ot_pack_same_count(pack, (uint64_t)target->relation);
    ot_pack_count(pack, &tally->met);
    ot_pack_count(pack, &tally->nonfinite);
    ot_moments_pack(&tally->gap, pack);
    ot_spread_pack(&tally->spread, pack);
}

static void pack_group(ot_group_tally *g, ot_pack *pack) {
    ot_pack_same_count(pack, g->n_members);
    for (size_t i = 0; i < g->n_members; i++)
        ot_pack_same_count(pack, g->member[i]);
    for (size_t i = 0; i <= g->n_members; i++) {
        ot_pack_count(pack, &g->count[i]);
        ot_spread_pack(&g->spread[i], pack);
    }
}

static void pack(void *state, ot_pack *pack) {
    ot_tallies *t = state;
    const ot_projection *p = t->projection;
    ot_pack_same_count(pack, p->n_cases * p->n_targets);
    ot_pack_same_count(pack, p->n_cases * p->n_groups);
    for (size_t j = 0; j < p->n_cases * p->n_targets && !pack->failed; j++)
        pack_target(&t->target[j], &p->model->target[p->target[j % p->n_targets]], pack);
    for (size_t g = 0; g < p->n_cases * p->n_groups && !pack->failed; g++)
        pack_group(&t->group[g], pack);
    for (size_t k = 0; k < p->n_cases; k++)
        ot_pack_count(pack, &t->unsolved[k]);
    ot_pack_count(pack, &t->n);
}

static int reads(const void *state, size_t row, size_t slot) {
    (void)state, (void)row, (void)slot;
    return 0; /* it has no use for a pilot */
}

/* Targets look back as far as observations and held years go. */
static int adds(const void *state, size_t row, size_t slot) {
    (void)slot;
    return row < ((const ot_tallies *)state)->projection->model->n_indicators;
}

static const ot_probe_parts PARTS = {copy, merge, free_copy, reads, adds, NULL, NULL, pack};

ot_probe ot_tallies_probe(ot_tallies *t) { return (ot_probe){"targets", t, begin, add, &PARTS}; }

double ot_target_inside(const ot_model *model, const ot_model_target *target) {
    const int is_growth =
        target->measure == OT_MEASURE_GROWTH || target->measure == OT_MEASURE_AVERAGE_GROWTH;
    return is_growth ? PERCENT : model->indicator[target->indicator].inside;
}

/* A single miss is its own mean, which moments of one draw would not give. */
static double shortfall(const ot_moments *gap) {
    return gap->n == 1 ? gap->largest : ot_moments_mean_positive(gap);
}

static double probability_error(uint64_t k, const ot_spread *spread, ot_sampling sampling,
                                uint64_t n) {
    if (sampling == OT_SAMPLING_RANDOM) return ot_probability_error(k, n);
    return ot_spread_error(spread, sampling, n);
}

static void finish_target(const ot_target_tally *tally, const ot_projection *p, uint64_t n,
                          ot_target_result *out) {
    const ot_model_target *target = &p->model->target[out->target];
    out->n = n;
    out->met = tally->met;
    out->nonfinite = tally->nonfinite;
    if (tally->nonfinite == n) { /* nothing can be said of it */
        out->probability = out->mcse = out->expected_shortfall = NAN;
        return;
    }
    out->probability = (double)tally->met / (double)n;
    out->mcse = probability_error(tally->met, &tally->spread, p->sampling, n);
    out->expected_shortfall = shortfall(&tally->gap) / ot_target_inside(p->model, target);
}

/* Targets that no draw can tell of are met by none: left out, they change no count. */
static void finish_group(const ot_group_tally *g, const ot_target_tally *target,
                         ot_sampling sampling, uint64_t n, ot_group_result *out) {
    size_t n_judged = 0;
    for (size_t j = 0; j < g->n_members; j++)
        n_judged += target[g->member[j]].nonfinite < n;
    const uint64_t all = g->count[n_judged];
    out->n = n;
    out->n_targets = n_judged;
    out->n_left_out = g->n_members - n_judged;
    if (n_judged == 0) {
        out->met = 0;
        out->probability = out->mcse = out->met_median = out->met_low = out->met_high = NAN;
        return;
    }
    out->met = all;
    out->probability = (double)all / (double)n;
    out->mcse = probability_error(all, &g->spread[n_judged], sampling, n);
    out->met_median = ot_count_quantile(g->count, g->n_members + 1, 0.5);
    out->met_low = ot_count_quantile(g->count, g->n_members + 1, 0.05);
    out->met_high = ot_count_quantile(g->count, g->n_members + 1, 0.95);
}

void ot_tallies_finish(const ot_tallies *t, ot_projection *p) {
    for (size_t k = 0; k < p->n_cases; k++) {
        p->c[k].unsolved = t->unsolved[k];
        for (size_t j = 0; j < p->n_targets; j++)
            finish_target(&t->target[k * p->n_targets + j], p, t->n, &p->c[k].target[j]);
        for (size_t g = 0; g < p->n_groups; g++)
            finish_group(&t->group[k * p->n_groups + g], &t->target[k * p->n_targets], p->sampling,
                         t->n, &p->c[k].group[g]);
    }
}
