/* One forecast of one series, and what it scored. */
#include <math.h>
#include <stdlib.h>

#include "assess/backtest/panel_backtest.h"
#include "base/stream.h"

enum { N_PATHS = OT_BACKTEST_PATHS, MOST_YEARS = OT_FORECAST_MOST_YEARS };

/* Paths of the years that have an outturn, in units of the scale. */
static void draw_paths(const ot_forecast *f, const ot_panel_trial *t, const size_t *year,
                       size_t n_years, uint64_t seed, double *path) {
    double z[MOST_YEARS][N_PATHS];
    const size_t horizon = year[n_years - 1] + 1;
    const uint32_t stream = ot_stream_hash("backtest/path");
    for (size_t h = 0; h < horizon; h++)
        ot_stream_normals(seed + (uint64_t)t->first_unit, stream, (uint32_t)h + 1, 0, N_PATHS,
                          z[h]);
    for (size_t k = 0; k < n_years; k++) {
        const double *factor = ot_forecast_factor(f, year[k]);
        for (size_t i = 0; i < N_PATHS; i++) {
            double score = 0.0;
            for (size_t s = 0; s <= year[k]; s++)
                score += factor[s] * z[s][i];
            path[i * n_years + k] = ot_forecast_at(f, year[k], score) / t->scale;
        }
    }
}

/* Scores of the whole path go into the row of its last year. */
static void score_path(const ot_forecast *f, const ot_panel_trial *t, size_t horizon, uint64_t seed,
                       ot_scoring_row *last, double *path) {
    size_t year[MOST_YEARS], n_years = 0;
    double y[MOST_YEARS];
    for (size_t h = 0; h < horizon; h++) {
        if (isnan(t->outturn[h])) continue;
        y[n_years] = t->outturn[h] / t->scale;
        year[n_years++] = h;
    }
    if (n_years < 2 || !isfinite(t->scale)) return;
    draw_paths(f, t, year, n_years, seed, path);
    last->energy = ot_score_energy(path, N_PATHS, n_years, y);
    last->variogram = ot_score_variogram(path, N_PATHS, n_years, y);
}

static ot_status score_forecast(const ot_panel_backtest *b, const ot_forecast *f,
                                const ot_panel_trial *t, ot_scoring_row *row, ot_error *err) {
    const size_t horizon = b->options->horizon;
    double *path = malloc(N_PATHS * horizon * sizeof *path);
    if (!path) return ot_backtest_no_memory(err);
    for (size_t h = 0; h < horizon; h++) {
        if (isnan(t->outturn[h])) continue;
        row->point = ot_forecast_point(f, h);
        row->z = ot_forecast_z_of(f, h, row->y);
        ot_scoring_row_quantiles(row, ot_forecast_probability, ot_forecast_z,
                                 ot_forecast_quantiles(f, h), OT_FORECAST_N_PROBABILITIES);
        row++;
    }
    score_path(f, t, horizon, b->options->seed, row - 1, path);
    free(path);
    return OT_OK;
}

static ot_status forecast_of(const ot_panel_backtest *b, const char *method,
                             const ot_panel_trial *t, ot_forecast **out, ot_error *err) {
    ot_forecast_options options = ot_forecast_options_default();
    options.method = method;
    options.horizon = b->options->horizon;
    options.training = b->options->panel.training;
    return ot_forecast_new(t->shown, t->n, &options, NULL, out, err);
}

static ot_scoring_row *rows_of(const ot_panel_backtest *b, size_t method, const ot_panel_trial *t) {
    return b->scoring->row + method * b->scoring->n_units + t->first_unit;
}

static int has_no_answer(ot_status status) {
    return status == OT_ERR_INPUT || status == OT_ERR_NUMERIC;
}

ot_status ot_panel_backtest_try(const ot_panel_backtest *b, size_t method, size_t trial,
                                ot_error *err) {
    const ot_panel_trial *t = &b->trial[trial];
    ot_forecast *f = NULL;
    ot_status status = forecast_of(b, b->scoring->method[method], t, &f, err);
    if (has_no_answer(status)) return OT_OK;
    if (!status) status = score_forecast(b, f, t, rows_of(b, method, t), err);
    ot_forecast_free(f);
    return status;
}

/* What had come of earlier forecasts when this one was made. */
static size_t gather_outcomes(const ot_panel_backtest *b, size_t plain, const ot_panel_trial *t,
                              ot_forecast_outcome *out) {
    size_t n = 0;
    for (size_t i = 0; i < b->n_trials; i++) {
        const ot_panel_trial *other = &b->trial[i];
        if (b->indicator[other->series] != b->indicator[t->series]) continue;
        const ot_scoring_row *row = rows_of(b, plain, other);
        for (size_t k = 0; k < other->n_units; k++, row++) {
            const int year = other->origin + (int)row->horizon;
            if (!row->is_there || year > t->origin || !isfinite(row->z)) continue;
            if (out) out[n] = (ot_forecast_outcome){row->horizon - 1, year, row->z};
            n++;
        }
    }
    return n;
}

ot_status ot_panel_backtest_retry(const ot_panel_backtest *b, size_t plain, size_t method,
                                  size_t trial, ot_error *err) {
    const ot_panel_trial *t = &b->trial[trial];
    const size_t n = gather_outcomes(b, plain, t, NULL);
    ot_forecast_outcome *outcome = malloc((n + 1) * sizeof *outcome);
    ot_forecast *f = NULL;
    if (!outcome) return ot_backtest_no_memory(err);
    (void)gather_outcomes(b, plain, t, outcome);
    ot_status status = forecast_of(b, b->scoring->method[plain], t, &f, err);
    if (!status) status = ot_forecast_adjust(f, outcome, n, err);
    if (!status) status = score_forecast(b, f, t, rows_of(b, method, t), err);
    ot_forecast_free(f);
    free(outcome);
    return has_no_answer(status) ? OT_OK : status;
}

/* The first trial that a method could not forecast; NULL: none. */
static const ot_panel_trial *first_gap(const ot_panel_backtest *b, size_t method) {
    for (size_t i = 0; i < b->n_trials; i++)
        if (!rows_of(b, method, &b->trial[i])->is_there) return &b->trial[i];
    return NULL;
}

ot_status ot_panel_backtest_tell_gaps(const ot_panel_backtest *b, ot_error *err) {
    ot_status status = OT_OK;
    for (size_t m = 0; m < b->scoring->n_methods && !status; m++) {
        const ot_panel_trial *t = first_gap(b, m);
        const size_t plain = b->plain_of[m] == OT_SCORING_ANY ? m : b->plain_of[m];
        ot_forecast *f = NULL;
        ot_error why;
        if (!t) continue;
        const ot_status again = forecast_of(b, b->scoring->method[plain], t, &f, &why);
        ot_forecast_free(f);
        if (!has_no_answer(again)) continue; /* adjusting it failed */
        const char *series = ot_panel_name(&b->series[t->series], b->scoring->arena);
        status = series ? ot_scoring_tell_gap(b->scoring, m, series, t->origin, &why, err)
                        : ot_backtest_no_memory(err);
    }
    return status;
}
