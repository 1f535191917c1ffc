#include "assess/review/review_probe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_BINS = 512, WORD = 64 };
static const double COARSE = 0.125; /* as of bands */

const double ot_review_sure[OT_REVIEW_N_SURE] = {0.50, 0.80, 0.95};
const double ot_review_met[OT_REVIEW_N_MET] = {0.50, 0.80};

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the review", "内存不足以评估目标");
}

/* The row of an input in a case: drivers, then disturbances. */
static size_t input_row(const ot_model *m, size_t input) { return m->n_indicators + input; }

/* The same target in another year; NULL in *out: it would have no meaning there. */
static int aim_of_year(ot_arena *arena, const ot_model *m, size_t scenario,
                       const ot_model_target *t, int year, const ot_aim **out) {
    ot_model_target other = *t;
    other.year = year;
    *out = NULL;
    if (t->from >= year || t->measure == OT_MEASURE_MILESTONE) return 1;
    *out = ot_aim_new(arena, m, scenario, &other);
    return *out != NULL;
}

static int init_tally(ot_review_tally *y, const ot_projection *p, const ot_model_target *t,
                      size_t scenario, ot_arena *arena, size_t n_words) {
    y->aim = ot_aim_new(arena, p->model, scenario, t);
    y->of_year = ot_arena_alloc(arena, p->n_years, sizeof *y->of_year);
    y->met_in = ot_arena_alloc(arena, p->n_years, sizeof *y->met_in);
    y->bits = ot_arena_alloc(arena, n_words, sizeof *y->bits);
    y->sample.value = ot_arena_alloc(arena, 2 * OT_REVIEW_N_SURE, sizeof *y->sample.value);
    if (!y->aim || !y->of_year || !y->met_in || !y->bits || !y->sample.value) return 0;
    y->sample.error = y->sample.value + OT_REVIEW_N_SURE;
    const ot_target_side side = ot_target_side_of(t->relation, t->wanted);
    y->has_value = ot_aim_has_value(y->aim) && side != OT_SIDE_BOTH;
    for (size_t i = 0; i < OT_REVIEW_N_SURE; i++)
        y->sure[i] = side == OT_SIDE_LESS ? ot_review_sure[i] : 1.0 - ot_review_sure[i];
    for (size_t s = 0; s < p->n_years; s++)
        if (!aim_of_year(arena, p->model, scenario, t, p->first_year + (int)s, &y->of_year[s]))
            return 0;
    return 1;
}

static size_t words_of(uint64_t draws) {
    const uint64_t n = draws < OT_REVIEW_MOST_BITS ? draws : OT_REVIEW_MOST_BITS;
    return (size_t)((n + WORD - 1) / WORD);
}

ot_status ot_review_tallies_init(ot_review_tallies *t, const ot_projection *p,
                                 const size_t *scenario, ot_arena *arena, ot_error *err) {
    const ot_model *m = p->model;
    *t = (ot_review_tallies){.projection = p, .arena = arena};
    t->n_inputs = m->n_drivers + m->n_disturbances;
    t->n_words = words_of(p->draws);
    t->target = ot_arena_alloc(arena, p->n_cases * p->n_targets, sizeof *t->target);
    t->input = ot_arena_alloc(arena, p->n_cases * p->n_years, sizeof *t->input);
    int ok = t->target && t->input;
    for (size_t k = 0; ok && k < p->n_cases; k++)
        for (size_t j = 0; ok && j < p->n_targets; j++)
            ok = init_tally(&t->target[k * p->n_targets + j], p, &m->target[p->target[j]],
                            scenario[k], arena, t->n_words);
    return ok ? OT_OK : no_memory(err);
}

void ot_review_tallies_clear(ot_review_tallies *t) {
    const size_t n = t->target ? t->projection->n_cases * t->projection->n_targets : 0;
    for (size_t j = 0; j < n; j++)
        ot_sample_clear(&t->target[j].sample);
}

static int is_year_of_target(const ot_projection *p, size_t year) {
    for (size_t j = 0; j < p->n_targets; j++)
        if (p->model->target[p->target[j]].year == p->first_year + (int)year) return 1;
    return 0;
}

/* Means of the simulated years up to that one, of the pilot's draws. */
static void gather_input(const ot_review_tallies *t, const ot_block *pilot, size_t k, size_t year,
                         size_t input, double *out) {
    const ot_model *m = t->projection->model;
    const size_t row = input_row(m, input), first = pilot->c[k]->first_slot;
    const size_t last = ot_model_slot(m, t->projection->first_year + (int)year);
    const double n_years = (double)(last - first + 1);
    for (size_t slot = first; slot <= last; slot++) {
        const double *x = ot_block_at(pilot, k, row, slot);
        for (size_t i = 0; i < t->n_pilot; i++)
            out[i] += x[i] / n_years;
    }
}

static ot_status gather_inputs(ot_review_tallies *t, const ot_block *pilot, ot_error *err) {
    const ot_projection *p = t->projection;
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t s = 0; s < p->n_years; s++) {
            if (!is_year_of_target(p, s)) continue;
            double *room = ot_arena_alloc(t->arena, t->n_inputs * t->n_pilot, sizeof *room);
            if (!room) return no_memory(err);
            for (size_t j = 0; j < t->n_inputs; j++)
                gather_input(t, pilot, k, s, j, room + j * t->n_pilot);
            t->input[k * p->n_years + s] = room;
        }
    return OT_OK;
}

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    ot_review_tallies *t = state;
    const size_t n = t->projection->n_cases * t->projection->n_targets;
    (void)draws;
    t->n_pilot = pilot->n < OT_REVIEW_PILOT ? pilot->n : OT_REVIEW_PILOT;
    for (size_t j = 0; j < n; j++) {
        t->target[j].gap = ot_arena_alloc(t->arena, t->n_pilot, sizeof *t->target[j].gap);
        if (!t->target[j].gap) return no_memory(err);
        if (!t->keeps_values || !ot_aim_has_value(t->target[j].aim)) continue;
        t->target[j].value = ot_arena_alloc(t->arena, t->n_pilot, sizeof *t->target[j].value);
        if (!t->target[j].value) return no_memory(err);
    }
    return gather_inputs(t, pilot, err);
}

static size_t n_tasks(const void *state) { /* a task is one target in one case */
    const ot_projection *p = ((const ot_review_tallies *)state)->projection;
    return p->n_cases * p->n_targets;
}

static size_t chunk_at(size_t n, size_t start) {
    return n - start < OT_CHUNK ? n - start : OT_CHUNK;
}

static double share_met(const ot_aim *aim, const ot_block *pilot, size_t k, size_t n) {
    double gap[OT_CHUNK];
    size_t n_met = 0;
    for (size_t start = 0; start < n; start += OT_CHUNK) {
        const size_t part = chunk_at(n, start);
        ot_aim_gaps(aim, pilot, k, start, part, gap);
        for (size_t i = 0; i < part; i++)
            n_met += gap[i] <= 0.0;
    }
    return (double)n_met / (double)n;
}

static ot_status begin_sample(ot_review_tally *y, const ot_block *pilot, size_t k, uint64_t draws,
                              ot_error *err) {
    double room[OT_CHUNK], *value = malloc((pilot->n + 1) * sizeof *value);
    if (!value) return no_memory(err);
    for (size_t start = 0; start < pilot->n; start += OT_CHUNK) {
        const size_t n = chunk_at(pilot->n, start);
        memcpy(value + start, ot_aim_values(y->aim, pilot, k, start, n, room), n * sizeof *value);
    }
    y->plan = (ot_sample_plan){y->sure, OT_REVIEW_N_SURE, N_BINS, COARSE, NULL};
    const ot_status status = ot_sample_begin(&y->sample, &y->plan, value, pilot->n, draws, err);
    free(value);
    return status;
}

static void keep_values(ot_review_tally *y, const ot_block *pilot, size_t k, size_t n_pilot) {
    double room[OT_CHUNK];
    for (size_t start = 0; start < n_pilot; start += OT_CHUNK) {
        const size_t n = chunk_at(n_pilot, start);
        memcpy(y->value + start, ot_aim_values(y->aim, pilot, k, start, n, room),
               n * sizeof *y->value);
    }
}

static ot_status begin_task(void *state, size_t task, const ot_block *pilot, uint64_t draws,
                            ot_error *err) {
    ot_review_tallies *t = state;
    const ot_projection *p = t->projection;
    ot_review_tally *y = &t->target[task];
    const size_t k = task / p->n_targets;
    for (size_t start = 0; start < t->n_pilot; start += OT_CHUNK)
        ot_aim_gaps(y->aim, pilot, k, start, chunk_at(t->n_pilot, start), y->gap + start);
    if (y->value) keep_values(y, pilot, k, t->n_pilot);
    for (size_t s = 0; s < p->n_years; s++)
        y->met_in[s] = y->of_year[s] ? share_met(y->of_year[s], pilot, k, t->n_pilot) : (double)NAN;
    return y->has_value ? begin_sample(y, pilot, k, draws, err) : OT_OK;
}

/* Blocks begin at multiples of OT_BLOCK_STEP, so chunks do at whole words. */
static void keep_bits(uint64_t *bits, const double *gap, size_t n) {
    for (size_t i = 0; i < n; i++)
        bits[i / WORD] |= (uint64_t)(gap[i] <= 0.0) << (i % WORD);
}

static void add_chunk(ot_review_tally *y, const ot_block *block, size_t k, size_t start, size_t n) {
    double room[OT_CHUNK], gap[OT_CHUNK];
    const uint64_t first = block->first + start;
    if (y->has_value) ot_sample_add(&y->sample, ot_aim_values(y->aim, block, k, start, n, room), n);
    if (first >= OT_REVIEW_MOST_BITS) return;
    ot_aim_gaps(y->aim, block, k, start, n, gap);
    keep_bits(y->bits + first / WORD, gap, n);
}

static void add(void *state, const ot_block *block) {
    ot_review_tallies *t = state;
    const ot_projection *p = t->projection;
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t start = 0; start < block->n; start += OT_CHUNK)
            for (size_t j = 0; j < p->n_targets; j++)
                add_chunk(&t->target[k * p->n_targets + j], block, k, start,
                          chunk_at(block->n, start));
    t->n += block->n;
}

static void free_copy(void *copy) {
    ot_review_tallies *t = copy;
    if (!t) return;
    ot_review_tallies_clear(t);
    ot_arena_free(t->arena);
    free(t);
}

/* What the pilot told is shared. */
static int give_copy_room(ot_review_tallies *t, const ot_review_tallies *from, size_t n) {
    *t = *from;
    t->n = 0;
    t->target = NULL;
    t->arena = ot_arena_new();
    if (!t->arena) return 0;
    t->target = ot_arena_alloc(t->arena, n, sizeof *t->target);
    for (size_t j = 0; t->target && j < n; j++) {
        t->target[j] = from->target[j];
        t->target[j].sample.h = NULL;
        t->target[j].bits = ot_arena_alloc(t->arena, t->n_words, sizeof *t->target[j].bits);
        if (!t->target[j].bits) return 0;
    }
    return t->target != NULL;
}

static ot_status copy(const void *state, void **out, ot_error *err) {
    const ot_review_tallies *from = state;
    const size_t n = n_tasks(from);
    ot_review_tallies *t = calloc(1, sizeof *t);
    ot_status status = t && give_copy_room(t, from, n) ? OT_OK : no_memory(err);
    for (size_t j = 0; !status && j < n; j++)
        if (from->target[j].has_value)
            status = ot_sample_copy(&from->target[j].sample, &t->target[j].sample, err);
    if (status)
        free_copy(t);
    else
        *out = t;
    return status;
}

static ot_status merge(void *into, void *from, ot_error *err) {
    ot_review_tallies *a = into;
    const ot_review_tallies *b = from;
    ot_status status = OT_OK;
    for (size_t j = 0; !status && j < n_tasks(a); j++) {
        for (size_t w = 0; w < a->n_words; w++)
            a->target[j].bits[w] |= b->target[j].bits[w];
        if (a->target[j].has_value)
            status = ot_sample_merge(&a->target[j].sample, &b->target[j].sample, err);
    }
    a->n += b->n;
    return status;
}

static void pack_target(ot_review_tally *y, const ot_model_target *target, size_t n_words,
                        ot_pack *pack) {
    const double wanted[] = {target->value, target->high, target->tolerance};
    ot_pack_same(pack, wanted, sizeof wanted);
    ot_pack_same_count(pack, target->indicator);
    ot_pack_same_count(pack, (uint64_t)target->year);
    ot_pack_same_count(pack, (uint64_t)target->measure);
    ot_pack_same_count(pack, (uint64_t)target->relation);
    for (size_t w = 0; w < n_words; w++)
        ot_pack_count(pack, &y->bits[w]);
    if (y->has_value) ot_sample_pack(&y->sample, pack);
}

static void pack(void *state, ot_pack *pack) {
    ot_review_tallies *t = state;
    const ot_projection *p = t->projection;
    ot_pack_same_count(pack, n_tasks(t));
    ot_pack_same_count(pack, t->n_words);
    for (size_t j = 0; j < n_tasks(t) && !pack->failed; j++)
        pack_target(&t->target[j], &p->model->target[p->target[j % p->n_targets]], t->n_words,
                    pack);
    ot_pack_count(pack, &t->n);
}

static int is_of_target(const ot_projection *p, size_t indicator) {
    for (size_t j = 0; j < p->n_targets; j++)
        if (p->model->target[p->target[j]].indicator == indicator) return 1;
    return 0;
}

/* Inputs where they are simulated, indicators that targets are of. */
static int reads(const void *state, size_t row, size_t slot) {
    const ot_projection *p = ((const ot_review_tallies *)state)->projection;
    return row < p->model->n_indicators ? is_of_target(p, row) : slot >= p->model->first_slot;
}

/* Targets look back as far as observations and held years go. */
static int adds(const void *state, size_t row, size_t slot) {
    const ot_projection *p = ((const ot_review_tallies *)state)->projection;
    (void)slot;
    return row < p->model->n_indicators && is_of_target(p, row);
}

static const ot_probe_parts PARTS = {copy, merge,   free_copy,  reads,
                                     adds, n_tasks, begin_task, pack};

ot_probe ot_review_tallies_probe(ot_review_tallies *t) {
    return (ot_probe){"review", t, begin, add, &PARTS};
}
