#include "assess/pseudo_inverse.h"

#include <string.h>

#include <gsl/gsl_linalg.h>

typedef struct room {
    gsl_matrix *u, *v;
    gsl_vector *singular, *work;
} room;

static int make_room(room *r, size_t rows, size_t n) {
    r->u = gsl_matrix_calloc(rows, n);
    r->v = gsl_matrix_alloc(n, n);
    r->singular = gsl_vector_alloc(n);
    r->work = gsl_vector_alloc(n);
    return r->u && r->v && r->singular && r->work;
}

static void clear_room(room *r) {
    if (r->u) gsl_matrix_free(r->u);
    if (r->v) gsl_matrix_free(r->v);
    if (r->singular) gsl_vector_free(r->singular);
    if (r->work) gsl_vector_free(r->work);
}

/* Add what singular direction k has of the answer. */
static void add_direction(const room *r, size_t m, size_t n, size_t k, const double *b, double *x) {
    double part = 0.0;
    for (size_t i = 0; i < m; i++)
        part += gsl_matrix_get(r->u, i, k) * b[i];
    for (size_t j = 0; j < n; j++)
        x[j] += part / gsl_vector_get(r->singular, k) * gsl_matrix_get(r->v, j, k);
}

/* The decomposition needs no fewer rows than columns: the rest are zeros. */
ot_status ot_pseudo_solve(const double *a, size_t m, size_t n, const double *b, double smallest,
                          double *x) {
    room r = {0};
    ot_status status = make_room(&r, m > n ? m : n, n) ? OT_OK : OT_ERR_NOMEM;
    memset(x, 0, n * sizeof *x);
    if (!status) {
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < n; j++)
                gsl_matrix_set(r.u, i, j, a[i * n + j]);
        if (gsl_linalg_SV_decomp(r.u, r.v, r.singular, r.work)) status = OT_ERR_NUMERIC;
    }
    for (size_t k = 0; k < n && !status; k++) {
        const double size = gsl_vector_get(r.singular, k);
        if (size > smallest * gsl_vector_get(r.singular, 0) && size > 0.0)
            add_direction(&r, m, n, k, b, x);
    }
    clear_room(&r);
    return status;
}
