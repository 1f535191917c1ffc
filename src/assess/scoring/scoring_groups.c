/* From scored forecasts to means, tests and skill of groups. */
#include <math.h>
#include <stdlib.h>

#include "assess/scoring/scoring.h"

/* Room for one group at a time. */
typedef struct groups_room {
    const ot_scoring_row **row_of; /* [n_methods][n_units]; NULL: no answer */
    double *pit, *score, *other;   /* [n_units] */
    size_t *cluster;               /* [n_units] */
    double *series;                /* [n_series] */
    double *sum, *n;               /* [n_origins] each, n behind sum */
} groups_room;

static void room_clear(groups_room *r) {
    free(r->row_of);
    free(r->pit);
    free(r->cluster);
}

static ot_status room_init(groups_room *r, const ot_scoring *s, ot_error *err) {
    const size_t n = s->n_units + 1;
    *r = (groups_room){0};
    r->row_of = calloc(s->n_methods * n, sizeof *r->row_of);
    r->pit = calloc(3 * n + s->n_series + 2 * s->n_origins + 1, sizeof *r->pit);
    r->cluster = calloc(n, sizeof *r->cluster);
    if (!r->row_of || !r->pit || !r->cluster)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the scores", "内存不足以存放评分");
    r->score = r->pit + n;
    r->other = r->score + n;
    r->series = r->other + n;
    r->sum = r->series + s->n_series;
    r->n = r->sum + s->n_origins;
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->row[i].is_there) r->row_of[s->row[i].method * n + s->row[i].unit] = &s->row[i];
    return OT_OK;
}

static int is_within(const ot_scoring_group *g, const ot_scoring_row *row) {
    for (size_t k = 0; k < 2; k++)
        if (g->axis[k] != OT_SCORING_ANY && row->value[g->axis[k]] != g->value[k]) return 0;
    return row->method == g->method;
}

/* A mean of what is finite. */
typedef struct running_mean {
    double sum, n;
} running_mean;

static void add(running_mean *m, double x) {
    if (!isfinite(x)) return;
    m->sum += x;
    m->n += 1.0;
}

static double mean_of(const running_mean *m) { return m->n > 0.0 ? m->sum / m->n : (double)NAN; }

enum {
    ABSOLUTE,
    SQUARE,
    BIAS,
    SYMMETRIC,
    SCALED,
    SCALED_BIAS,
    CRPS,
    SCALED_CRPS,
    WIS,
    LOG,
    SCALED_LOG,
    ENERGY,
    VARIOGRAM,
    INTERVAL,
    SCALED_INTERVAL = INTERVAL + OT_SCORING_LEVELS,
    COVERAGE = SCALED_INTERVAL + OT_SCORING_LEVELS,
    N_MEANS = COVERAGE + OT_SCORING_LEVELS
};

static void add_row(running_mean m[N_MEANS], const ot_scoring_row *row) {
    const double error = row->point - row->y;
    const double off = isfinite(row->mean) ? row->mean - row->y : error;
    add(&m[ABSOLUTE], fabs(error));
    add(&m[SQUARE], off * off);
    add(&m[BIAS], off);
    add(&m[SYMMETRIC], ot_score_symmetric_ape(row->point, row->y));
    add(&m[SCALED], fabs(error) / row->scale);
    add(&m[SCALED_BIAS], off / row->scale);
    add(&m[CRPS], row->crps);
    add(&m[SCALED_CRPS], row->crps / row->scale);
    add(&m[WIS], row->wis);
    add(&m[LOG], row->log_score);
    add(&m[SCALED_LOG], row->log_score - log(row->scale));
    add(&m[ENERGY], row->energy);
    add(&m[VARIOGRAM], row->variogram);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++) {
        add(&m[INTERVAL + k], row->interval[k]);
        add(&m[SCALED_INTERVAL + k], row->interval[k] / row->scale);
        add(&m[COVERAGE + k], row->covered[k]);
    }
}

static void take_means(ot_scoring_group *g, const running_mean m[N_MEANS]) {
    g->mae = mean_of(&m[ABSOLUTE]);
    g->rmse = sqrt(mean_of(&m[SQUARE]));
    g->bias = mean_of(&m[BIAS]);
    g->smape = mean_of(&m[SYMMETRIC]);
    g->mase = mean_of(&m[SCALED]);
    g->scaled_bias = mean_of(&m[SCALED_BIAS]);
    g->crps = mean_of(&m[CRPS]);
    g->scaled_crps = mean_of(&m[SCALED_CRPS]);
    g->wis = mean_of(&m[WIS]);
    g->log_score = mean_of(&m[LOG]);
    g->scaled_log_score = mean_of(&m[SCALED_LOG]);
    g->energy = mean_of(&m[ENERGY]);
    g->variogram = mean_of(&m[VARIOGRAM]);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++) {
        g->interval[k] = mean_of(&m[INTERVAL + k]);
        g->scaled_interval[k] = mean_of(&m[SCALED_INTERVAL + k]);
        g->coverage[k] = mean_of(&m[COVERAGE + k]);
    }
}

static double unit_of(const ot_scoring *s, const ot_scoring_row *row) {
    return s->is_backtest ? row->scale : 1.0;
}

/* Both losses of a unit that both methods have forecast; returns their number. Areas share their
 * years: an origin counts once, however many series it has. */
static size_t gather_pairs(const ot_scoring *s, const groups_room *r, const ot_scoring_group *g,
                           size_t reference, int is_crps) {
    const size_t n_units = s->n_units + 1;
    size_t n = 0;
    for (size_t u = 0; u < s->n_units; u++) {
        const ot_scoring_row *row = r->row_of[g->method * n_units + u];
        const ot_scoring_row *other = r->row_of[reference * n_units + u];
        if (!row || !other || !is_within(g, row)) continue;
        const double unit = unit_of(s, row);
        r->score[n] = (is_crps ? row->crps : fabs(row->point - row->y)) / unit;
        r->other[n] = (is_crps ? other->crps : fabs(other->point - other->y)) / unit;
        r->cluster[n++] = row->origin;
    }
    return n;
}

/* Mean differences at each origin, in the order of time. */
static ot_diebold_mariano test_origins(const ot_scoring *s, const groups_room *r,
                                       const ot_scoring_group *g, size_t reference) {
    const size_t n_units = s->n_units + 1;
    size_t n = 0, horizon = 1;
    for (size_t k = 0; k < s->n_origins; k++)
        r->sum[k] = r->n[k] = 0.0;
    for (size_t u = 0; u < s->n_units; u++) {
        const ot_scoring_row *row = r->row_of[g->method * n_units + u];
        const ot_scoring_row *other = r->row_of[reference * n_units + u];
        if (!row || !other || !is_within(g, row)) continue;
        const double difference = (row->crps - other->crps) / unit_of(s, row);
        if (!isfinite(difference)) continue;
        r->sum[row->origin] += difference;
        r->n[row->origin] += 1.0;
        if (row->horizon > horizon) horizon = row->horizon;
    }
    for (size_t k = 0; k < s->n_origins; k++)
        if (r->n[k] > 0.0) r->sum[n++] = r->sum[k] / r->n[k];
    return ot_diebold_mariano_of(r->sum, n, horizon);
}

static void compare(const ot_scoring *s, const groups_room *r, ot_scoring_group *g) {
    for (size_t k = 0; k < s->n_references; k++) {
        ot_scoring_against *a = &g->against[k];
        size_t n = gather_pairs(s, r, g, s->reference[k], 1);
        ot_paired_skill_fill(&a->crps, r->score, r->other, r->cluster, n, s->n_origins, r->sum);
        n = gather_pairs(s, r, g, s->reference[k], 0);
        ot_paired_skill_fill(&a->absolute, r->score, r->other, r->cluster, n, s->n_origins, r->sum);
        a->dm = test_origins(s, r, g, s->reference[k]);
    }
}

/* Areas share their years: what one origin's forecasts have in common counts once. Forecasts of
 * several years share outturns with those of the origins after theirs: their products count, too,
 * as in the test of Diebold and Mariano. A band that always or never held does not tell how much
 * chance was in that. */
static double error_of_mean(const double *beyond, const double *n, size_t n_origins,
                            size_t horizon) {
    double squares = 0.0, products = 0.0, n_used = 0.0, n_all = 0.0;
    for (size_t k = 0; k < n_origins; k++) {
        if (!(n[k] > 0.0)) continue;
        squares += beyond[k] * beyond[k];
        for (size_t lag = 1; lag < horizon && lag <= k; lag++)
            products += beyond[k] * beyond[k - lag];
        n_used += 1.0;
        n_all += n[k];
    }
    const double left = n_used - (double)horizon;
    if (!(left > 0.0) || !(squares > 0.0)) return (double)NAN;
    const double own = squares * n_used / (n_used - 1.0);
    const double shared = (squares + 2.0 * products) * n_used * n_used / (left * (left + 1.0));
    return sqrt(fmax(own, shared)) / n_all;
}

static void fill_coverage_errors(const ot_scoring *s, const groups_room *r, ot_scoring_group *g) {
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++) {
        size_t horizon = 1;
        for (size_t t = 0; t < s->n_origins; t++)
            r->sum[t] = r->n[t] = 0.0;
        for (size_t i = 0; i < s->n_rows; i++) {
            const ot_scoring_row *row = &s->row[i];
            if (!is_within(g, row) || !row->is_there || !isfinite(row->covered[k])) continue;
            r->sum[row->origin] += row->covered[k] - g->coverage[k];
            r->n[row->origin] += 1.0;
            if (row->horizon > horizon) horizon = row->horizon;
        }
        g->coverage_error[k] = error_of_mean(r->sum, r->n, s->n_origins, horizon);
    }
}

static void fill_group(const ot_scoring *s, const groups_room *r, ot_scoring_group *g) {
    running_mean m[N_MEANS] = {{0}};
    g->n = g->n_missing = 0;
    for (size_t i = 0; i < s->n_rows; i++) {
        const ot_scoring_row *row = &s->row[i];
        if (!is_within(g, row)) continue;
        if (!row->is_there) {
            g->n_missing++;
            continue;
        }
        add_row(m, row);
        r->pit[g->n++] = row->pit;
    }
    take_means(g, m);
    fill_coverage_errors(s, r, g);
    ot_pit_fill(&g->pit, r->pit, g->n);
    compare(s, r, g);
}

static size_t n_of(const ot_scoring *s, size_t axis) {
    return axis == OT_SCORING_ANY ? 1 : s->axis[axis].n_values;
}

/* All methods with the values of up to two axes; groups without any forecast are left out. */
static void add_groups(ot_scoring *s, const groups_room *r, size_t a, size_t b) {
    for (size_t i = 0; i < n_of(s, a); i++)
        for (size_t j = 0; j < n_of(s, b); j++)
            for (size_t method = 0; method < s->n_methods; method++) {
                ot_scoring_group *g = &s->group[s->n_groups];
                *g = (ot_scoring_group){.method = method, .axis = {a, b}, .value = {i, j}};
                fill_group(s, r, g);
                s->n_groups += g->n + g->n_missing > 0;
            }
}

/* Series and origins of which something is told. */
static void count_told(ot_scoring *s, const groups_room *r) {
    s->n_told = s->n_told_origins = s->first_told = s->last_told = 0;
    for (size_t i = 0; i < s->n_series; i++)
        r->series[i] = 0.0;
    for (size_t t = 0; t < s->n_origins; t++)
        r->n[t] = 0.0;
    for (size_t i = 0; i < s->n_rows; i++)
        r->series[s->row[i].series] = r->n[s->row[i].origin] = 1.0;
    for (size_t i = 0; i < s->n_series; i++)
        s->n_told += r->series[i] > 0.0;
    for (size_t t = 0; t < s->n_origins; t++) {
        if (!(r->n[t] > 0.0)) continue;
        if (s->n_told_origins++ == 0) s->first_told = t;
        s->last_told = t;
    }
}

static void count_unscaled(ot_scoring *s) {
    s->n_unscaled = 0;
    for (size_t i = 0; s->is_backtest && i < s->n_rows; i++)
        s->n_unscaled += s->row[i].method == 0 && !isfinite(s->row[i].scale);
}

ot_status ot_scoring_summarise(ot_scoring *s, ot_error *err) {
    groups_room r;
    size_t most = s->n_methods;
    for (size_t a = 0; a < s->n_axes; a++)
        most += s->n_methods * s->axis[a].n_values;
    if (s->cross[0] != OT_SCORING_ANY)
        most += s->n_methods * n_of(s, s->cross[0]) * n_of(s, s->cross[1]);
    count_unscaled(s);
    ot_status status = room_init(&r, s, err);
    if (!status) s->group = calloc(most, sizeof *s->group);
    if (!status && !s->group)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the scores", "内存不足以存放评分");
    if (!status) {
        count_told(s, &r);
        add_groups(s, &r, OT_SCORING_ANY, OT_SCORING_ANY);
        for (size_t a = 0; a < s->n_axes; a++)
            add_groups(s, &r, a, OT_SCORING_ANY);
        if (s->cross[0] != OT_SCORING_ANY) add_groups(s, &r, s->cross[0], s->cross[1]);
    }
    room_clear(&r);
    return status;
}

const ot_scoring_group *ot_scoring_find(const ot_scoring *s, size_t method, size_t axis,
                                        size_t value) {
    for (size_t i = 0; i < s->n_groups; i++) {
        const ot_scoring_group *g = &s->group[i];
        if (g->method == method && g->axis[0] == axis && g->axis[1] == OT_SCORING_ANY &&
            (axis == OT_SCORING_ANY || g->value[0] == value))
            return g;
    }
    return NULL;
}
