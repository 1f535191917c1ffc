#include "regress/outliers.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "regress/diagnostics_core.h"
#include "regress/goodness.h"

enum { SPARE_ROWS = 3, LARGEST_SHARE = 4 }; /* k + 3 rows stay; 1 / 4 of n may go */

/* The rows that are left, packed. */
struct rest {
    double *x, *y; /* [n][k], [n]; x owns the block */
    size_t *row;   /* [n] where each stood */
    size_t n, k;
};

/* Rows to take away: n_rows 0 for none. */
struct found {
    size_t row[2], n_rows;
};

static int rest_alloc(struct rest *r, size_t n, size_t k) {
    *r = (struct rest){.k = k};
    if (k >= SIZE_MAX / 64 || n >= SIZE_MAX / 64 / (k + 1)) return 0;
    r->x = calloc(1, (n * k + n) * sizeof *r->x + (n + 1) * sizeof *r->row);
    if (!r->x) return 0;
    r->y = r->x + n * k;
    r->row = (size_t *)(void *)(r->y + n);
    return 1;
}

static void pack(struct rest *r, const double *x, const double *y, size_t n,
                 const unsigned char *flagged) {
    r->n = 0;
    for (size_t i = 0; i < n; i++) {
        if (flagged[i]) continue;
        if (r->k > 0) memcpy(r->x + r->n * r->k, x + i * r->k, r->k * sizeof *x);
        r->y[r->n] = y[i];
        r->row[r->n++] = i;
    }
}

/* P that normal residuals save this much of rss by `added` rows' own means; 0 where all else is
 * fitted exactly. */
static double p_of(const ot_diagnosis *d, long double saved, size_t added) {
    const size_t df = d->n - d->k - added;
    const ot_test_result f =
        ot_test_f(d->solved.rss, ot_diagnosis_rest(d, saved), added, df, d->exact);
    if (f.reason == OT_TEST_EXACT) return 0.0;
    return f.reason == OT_TEST_MADE ? f.p : 1.0;
}

/* What taking row i away saves of rss; -1: it cannot be judged. */
static long double saved_by(const ot_diagnosis *d, size_t i) {
    const long double e = d->solved.residual[i], rest = 1 - ot_diagnosis_hat(d, i, i);
    return rest < 1 - OT_DIAGNOSIS_FULL_LEVERAGE ? -1 : e * e / rest;
}

static struct found find_one(const ot_diagnosis *d, double level) {
    struct found f = {.n_rows = 0};
    long double most = 0;
    size_t n_candidates = 0;
    for (size_t i = 0; i < d->n; i++) {
        const long double saved = saved_by(d, i);
        n_candidates += saved >= 0 ? 1 : 0;
        if (!(saved > most)) continue;
        most = saved;
        f.row[0] = i;
    }
    const double p = p_of(d, most, 1) * (double)n_candidates;
    f.n_rows = most > 0 && p < level ? 1 : 0;
    return f;
}

/* What taking both away saves: e' (1 - H)^-1 e of the two; -1: not to be judged. */
static long double saved_by_both(const ot_diagnosis *d, size_t i, size_t j) {
    const long double a = 1 - ot_diagnosis_hat(d, i, i), b = 1 - ot_diagnosis_hat(d, j, j);
    const long double c = -ot_diagnosis_hat(d, i, j), determinant = a * b - c * c;
    const long double ei = d->solved.residual[i], ej = d->solved.residual[j];
    if (determinant < 1 - OT_DIAGNOSIS_FULL_LEVERAGE) return -1;
    return (b * ei * ei - 2 * c * ei * ej + a * ej * ej) / determinant;
}

static struct found find_two(const ot_diagnosis *d, double level) {
    struct found f = {.n_rows = 0};
    long double most = 0;
    for (size_t i = 0; i < d->n; i++)
        for (size_t j = 0; j < i; j++) {
            const long double saved = saved_by_both(d, i, j);
            if (!(saved > most)) continue;
            most = saved;
            f = (struct found){{j, i}, 0};
        }
    if (!(most > 0)) return f;
    const double n = (double)d->n, df = n - (double)d->k - 2.0;
    const long double rss_both = ot_diagnosis_rest(d, most);
    double p = p_of(d, most, 2) * (n * (n - 1.0) / 2.0);
    for (size_t r = 0; r < 2 && rss_both > 0; r++) { /* each, once the other is gone */
        const long double without = d->solved.rss - saved_by(d, f.row[1 - r]);
        const double t = (double)sqrtl(fmaxl(without - rss_both, 0) / (rss_both / df));
        p = fmax(p, ot_student_two_sided(t, df) * (n - 1.0));
    }
    f.n_rows = p < level ? 2 : 0;
    return f;
}

static ot_status find(const struct rest *r, double level, size_t most, struct found *f,
                      ot_error *err) {
    ot_diagnosis d = {0};
    *f = (struct found){.n_rows = 0};
    const ot_status status = ot_diagnosis_make(r->x, r->y, r->n, r->k, &d, err);
    if (status) return status;
    const int is_possible = d.reason == OT_TEST_MADE && d.solved.rss > d.exact;
    if (is_possible && most > 0) *f = find_one(&d, level);
    if (is_possible && most > 1 && f->n_rows == 0) *f = find_two(&d, level);
    ot_diagnosis_clear(&d);
    return OT_OK;
}

/* How many may go yet of n rows that are left, when `gone` of n + gone went. */
static size_t most_of(size_t n, size_t k, size_t gone) {
    const size_t share = (n + gone) / LARGEST_SHARE;
    const size_t by_share = share > gone ? share - gone : 0;
    const size_t by_rest = n > k + SPARE_ROWS ? n - k - SPARE_ROWS : 0;
    return by_share < by_rest ? by_share : by_rest;
}

ot_status ot_outliers_find(const double *x, const double *y, size_t n, size_t k, double level,
                           unsigned char *flagged, ot_error *err) {
    if (!(level > 0.0 && level < 1.0))
        return ot_fail(err, OT_ERR_INPUT, "level of outliers is %g; must lie in (0, 1)",
                       "异常值的检验水平为 %g；应在 (0, 1) 之内", level);
    struct rest r;
    if (!rest_alloc(&r, n, k))
        return ot_fail(err, OT_ERR_NOMEM, "no memory to look for outliers of %zu observations",
                       "内存不足以在 %zu 个观测值中寻找异常值", n);
    if (n > 0) memset(flagged, 0, n * sizeof *flagged);
    struct found f;
    ot_status status;
    do {
        pack(&r, x, y, n, flagged);
        status = find(&r, level, most_of(r.n, k, n - r.n), &f, err);
        for (size_t i = 0; i < f.n_rows; i++)
            flagged[r.row[f.row[i]]] = 1;
    } while (!status && f.n_rows > 0);
    free(r.x);
    return status;
}
