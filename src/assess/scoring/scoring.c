#include "assess/scoring/scoring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/select.h"
#include "outturn/forecast.h"

const double ot_scoring_level[OT_SCORING_LEVELS] = {0.5, 0.8, 0.9, 0.95};

ot_scoring *ot_scoring_begin(void) {
    ot_scoring *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->arena = ot_arena_new();
    s->target = s->cross[0] = s->cross[1] = OT_SCORING_ANY;
    if (s->arena) return s;
    free(s);
    return NULL;
}

void ot_scoring_free(ot_scoring *scoring) {
    if (!scoring) return;
    ot_arena_free(scoring->arena);
    free(scoring->row);
    free(scoring->group);
    free(scoring);
}

void ot_scoring_row_empty(ot_scoring_row *row) {
    const double none = (double)NAN;
    row->y = row->point = row->mean = row->scale = none;
    row->crps = row->wis = row->log_score = row->pit = row->energy = row->variogram = none;
    row->z = none;
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++)
        row->interval[k] = row->width[k] = row->covered[k] = none;
    row->is_there = 0;
}

ot_status ot_scoring_tell_gap(ot_scoring *s, size_t method, const char *series, int origin,
                              const ot_error *why, ot_error *err) {
    if (!s->gap) s->gap = ot_arena_alloc(s->arena, s->n_methods, sizeof *s->gap);
    ot_scoring_gap *gap = s->gap ? &s->gap[method] : NULL;
    if (gap && gap->series) return OT_OK;
    int is_kept = gap != NULL;
    for (int l = 0; is_kept && l < OT_N_LANGUAGES; l++) {
        gap->why[l] = ot_arena_text(s->arena, why->text[l], strlen(why->text[l]));
        is_kept = gap->why[l] != NULL;
    }
    if (is_kept) gap->series = ot_arena_text(s->arena, series, strlen(series));
    if (!is_kept || !gap->series)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the scores", "内存不足以存放评分");
    gap->origin = origin;
    return OT_OK;
}

/* The quantile of a probability that is in the table, or OT_SCORING_ANY. */
static size_t place_of(const double *probability, size_t n, double wanted) {
    const double CLOSE = 1e-9;
    for (size_t i = 0; i < n; i++)
        if (fabs(probability[i] - wanted) < CLOSE) return i;
    return OT_SCORING_ANY;
}

static void score_band(ot_scoring_row *row, size_t k, double low, double high) {
    row->width[k] = high - low;
    row->covered[k] = row->y >= low && row->y <= high ? 1.0 : 0.0;
    row->interval[k] = ot_score_interval(ot_scoring_level[k], low, high, row->y);
}

void ot_scoring_row_quantiles(ot_scoring_row *row, const double *probability, const double *z,
                              const double *quantile, size_t n) {
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++) {
        const double tail = (1.0 - ot_scoring_level[k]) / 2.0;
        const size_t low = place_of(probability, n, tail);
        const size_t high = place_of(probability, n, 1.0 - tail);
        if (low == OT_SCORING_ANY || high == OT_SCORING_ANY) continue;
        score_band(row, k, quantile[low], quantile[high]);
    }
    const size_t middle = place_of(probability, n, 0.5);
    if (isnan(row->point) && middle != OT_SCORING_ANY) row->point = quantile[middle];
    row->wis = ot_score_weighted_interval(probability, quantile, n, row->y);
    row->crps = ot_score_crps_quantiles(probability, quantile, n, row->y);
    row->log_score = ot_score_log_quantiles(z, quantile, n, row->y);
    row->pit = ot_score_below(z, quantile, n, row->y);
    row->is_there = 1;
}

/* Of sorted draws: straight between the middles of their steps (Hyndman and Fan 1996, type 5). */
static double quantile_of(const double *draw, size_t n, double probability) {
    const double at = fmin(fmax(probability * (double)n - 0.5, 0.0), (double)(n - 1));
    const size_t k = (size_t)at;
    return k + 1 < n ? draw[k] + (draw[k + 1] - draw[k]) * (at - (double)k) : draw[n - 1];
}

/* E|X - y| - E|X - X'| / 2 of sorted draws, the second mean over all pairs. */
static double crps_of(const double *draw, size_t n, double y) {
    double to_outturn = 0.0, between = 0.0;
    for (size_t k = 0; k < n; k++) {
        to_outturn += fabs(draw[k] - y);
        between += (2.0 * (double)k - (double)n + 1.0) * (draw[k] - draw[n / 2]);
    }
    return to_outturn / (double)n - between / ((double)n * (double)n);
}

void ot_scoring_row_sample(ot_scoring_row *row, double *draw, size_t n, double *room) {
    double quantile[OT_FORECAST_N_PROBABILITIES];
    ot_sort(draw, room, n);
    for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
        quantile[i] = quantile_of(draw, n, ot_forecast_probability[i]);
    ot_scoring_row_quantiles(row, ot_forecast_probability, ot_forecast_z, quantile,
                             OT_FORECAST_N_PROBABILITIES);
}

void ot_scoring_row_draws(ot_scoring_row *row, double *draw, size_t n, uint64_t seed) {
    double below, at_most, loss = 0.0, weight = 0.5;
    double *room = malloc(n * sizeof *room);
    if (!room) return; /* is_there stays 0 */
    ot_sort(draw, room, n);
    free(room);
    const double median = quantile_of(draw, n, 0.5);
    if (isnan(row->point)) row->point = median;
    loss = fabs(row->y - median) / 2.0;
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++) {
        const double tail = (1.0 - ot_scoring_level[k]) / 2.0;
        score_band(row, k, quantile_of(draw, n, tail), quantile_of(draw, n, 1.0 - tail));
        loss += tail * row->interval[k];
        weight += 1.0;
    }
    row->wis = loss / weight;
    row->crps = crps_of(draw, n, row->y);
    ot_score_shares(draw, n, row->y, &below, &at_most);
    row->pit = ot_pit_randomised(below, at_most, seed, row->unit);
    row->is_there = 1;
}
