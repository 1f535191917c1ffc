#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "regress/iv_core.h"

void ot_first_stage_clear(ot_first_stage *stage) {
    free(stage->endogenous);
    *stage = (ot_first_stage){0};
}

static ot_stage_test no_test(void) {
    const double none = (double)NAN;
    return (ot_stage_test){none, none, none, none};
}

/* F of the difference that df1 further columns make. */
static ot_stage_test f_test(long double restricted, long double free_rss, double df1, double df2) {
    ot_stage_test t = no_test();
    if (!(df1 > 0.0) || !(df2 > 0.0) || !(free_rss > 0)) return t;
    const long double gain = restricted > free_rss ? restricted - free_rss : 0; /* rounding */
    t.value = (double)(gain / df1 / (free_rss / df2));
    t.df1 = df1;
    t.df2 = df2;
    t.p = gsl_cdf_fdist_Q(t.value, df1, df2);
    return t;
}

/* Room for the regressions of the tests: all columns of X and one more for each endogenous one. */
struct room {
    double *x;    /* [n][2 k] */
    double *left; /* [n] */
};

static int room_alloc(struct room *r, size_t n, size_t k) {
    r->x = calloc(2 * n * k + n + 1, sizeof *r->x);
    r->left = r->x ? r->x + 2 * n * k : NULL;
    return r->x != NULL;
}

static ot_status rss_of(const double *x, const double *y, size_t n, size_t k, long double *rss,
                        ot_error *err) {
    const ot_least_squares_input in = {.x = x, .y = y, .n = n, .k = k};
    ot_least_squares solved;
    const ot_status status = ot_least_squares_solve(&in, &solved, NULL, err);
    if (status) return status;
    *rss = solved.rss;
    ot_least_squares_clear(&solved);
    return OT_OK;
}

/* The columns of x that are exogenous, side by side; returns their number. */
static size_t keep_exogenous(const ot_projection_iv *p, double *to) {
    const size_t n = p->in->n, k = p->in->k;
    size_t kept = 0, at = 0;
    for (size_t j = 0; j < k; j++)
        kept += p->is_exogenous[j] != 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < k; j++)
            if (p->is_exogenous[j]) to[at++] = p->in->x[i * k + j];
    return kept;
}

static ot_status test_excluded(const ot_projection_iv *p, struct room *room, ot_endogenous *e,
                               ot_error *err) {
    const size_t n = p->in->n, k = p->in->k, m = p->instruments->m;
    long double all, exogenous;
    for (size_t i = 0; i < n; i++)
        room->left[i] = p->in->x[i * k + e->column];
    const size_t kept = keep_exogenous(p, room->x);
    ot_status status = rss_of(p->instruments->z, room->left, n, m, &all, err);
    if (!status) status = rss_of(room->x, room->left, n, kept, &exogenous, err);
    if (status) return status;
    e->excluded = f_test(exogenous, all, (double)m - (double)kept, (double)n - (double)m);
    e->partial_r2 = exogenous > 0 ? (double)(1 - all / exogenous) : (double)NAN;
    return OT_OK;
}

/* n R2 of the structural residuals on the instruments, R2 about 0. */
static ot_status test_sargan(const ot_projection_iv *p, const ot_least_squares *solved,
                             struct room *room, ot_stage_test *out, ot_error *err) {
    const size_t n = p->in->n, m = p->instruments->m;
    *out = no_test();
    if (m <= p->in->k || !(solved->rss > 0)) return OT_OK;
    long double rss, own = 0;
    for (size_t i = 0; i < n; i++) {
        room->left[i] = (double)solved->residual[i];
        own += (long double)room->left[i] * room->left[i];
    }
    const ot_status status = rss_of(p->instruments->z, room->left, n, m, &rss, err);
    if (status) return status;
    const long double share = rss < own ? 1 - rss / own : 0; /* rounding */
    out->value = (double)(share * (long double)n);
    out->df1 = (double)m - (double)p->in->k;
    out->p = gsl_cdf_chisq_Q(out->value, out->df1);
    return OT_OK;
}

/* Least squares with what the instruments leave of the endogenous regressors as further columns. */
static ot_status test_wu_hausman(const ot_projection_iv *p, size_t n_endogenous, struct room *room,
                                 ot_stage_test *out, ot_error *err) {
    const size_t n = p->in->n, k = p->in->k, columns = k + n_endogenous;
    *out = no_test();
    if (n_endogenous == 0 || n <= columns) return OT_OK;
    for (size_t i = 0; i < n; i++) {
        double *row = room->x + i * columns;
        size_t at = k;
        for (size_t j = 0; j < k; j++) {
            row[j] = p->in->x[i * k + j];
            if (!p->is_exogenous[j]) row[at++] = row[j] - p->fitted[i * k + j];
        }
    }
    const ot_least_squares_input in = {.x = room->x, .y = p->in->y, .n = n, .k = columns};
    long double without, with;
    size_t redundant;
    ot_least_squares solved;
    ot_status status = rss_of(p->in->x, p->in->y, n, k, &without, err);
    if (!status)
        status = ot_least_squares_solve(&in, &solved, &redundant, err);
    else
        return status;
    if (status && redundant < columns) return OT_OK; /* the residuals depend on each other */
    if (status) return status;
    with = solved.rss;
    ot_least_squares_clear(&solved);
    *out = f_test(without, with, (double)n_endogenous, (double)n - (double)columns);
    return OT_OK;
}

static ot_status fill(const ot_projection_iv *p, const ot_least_squares *solved, struct room *room,
                      ot_first_stage *stage, ot_error *err) {
    ot_status status = OT_OK;
    for (size_t j = 0, at = 0; j < p->in->k && !status; j++) {
        if (p->is_exogenous[j]) continue;
        stage->endogenous[at].column = j;
        status = test_excluded(p, room, &stage->endogenous[at++], err);
    }
    if (!status) status = test_sargan(p, solved, room, &stage->sargan, err);
    if (!status) status = test_wu_hausman(p, stage->n_endogenous, room, &stage->wu_hausman, err);
    return status;
}

ot_status ot_first_stage_make(const ot_projection_iv *p, const ot_least_squares *solved,
                              ot_first_stage *out, ot_error *err) {
    const size_t n = p->in->n, k = p->in->k;
    ot_first_stage stage = {.n_instruments = p->instruments->m};
    for (size_t j = 0; j < k; j++)
        stage.n_endogenous += !p->is_exogenous[j];
    stage.endogenous = calloc(stage.n_endogenous + 1, sizeof *stage.endogenous);
    struct room room = {0};
    ot_status status;
    if (stage.endogenous && room_alloc(&room, n, k))
        status = fill(p, solved, &room, &stage, err);
    else
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                         "内存不足以计算 %zu 行 %zu 列的回归", n, k);
    free(room.x);
    if (status)
        ot_first_stage_clear(&stage);
    else
        *out = stage;
    return status;
}
