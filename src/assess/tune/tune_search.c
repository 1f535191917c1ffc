#include "assess/tune/tune_search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_multimin.h>
#include <gsl/gsl_qrng.h>

#include "base/elementary.h"

/* Places nearer to an end than this are the end: the logit has none. */
static const double MARGIN = 1e-6;

/* The simplex compares losses and cannot take an infinite one. */
static const double NO_LOSS = 1e300;

static const double LARGEST_STEP = 1.0, SMALLEST_STEP = 0.05, ROUGH = 1e-3;
static const ot_simplex_plan POLISH = {0.02, 1e-7, 150};

enum { N_STARTS = 3, LOCAL_EVALUATIONS = 100 };

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to tune the model", "内存不足以调参");
}

/* The ends themselves are tried on purpose alone: the model file may not allow them. */
static double within(double place) { return fmin(fmax(place, MARGIN), 1.0 - MARGIN); }

double ot_tune_value_at(const ot_tuned_parameter *p, double place) {
    const double u = within(place);
    if (place <= 0.0 || place >= 1.0) return place <= 0.0 ? p->low : p->high;
    return p->is_ratio ? p->low * ot_pow(p->high / p->low, u) : p->low + u * (p->high - p->low);
}

double ot_tune_place_of(const ot_tuned_parameter *p, double value) {
    return p->is_ratio ? ot_log(value / p->low) / ot_log(p->high / p->low)
                       : (value - p->low) / (p->high - p->low);
}

static void tell(ot_tune_search *s) {
    const ot_tune_options *o = &s->problem->options;
    if (s->n_left > 0) s->n_left--;
    if (o->progress) o->progress(o->progress_state, 1.0 - (double)s->n_left / (double)s->n_planned);
}

double ot_tune_search_loss(ot_tune_search *s, const double *place) {
    double loss = (double)INFINITY;
    if (s->status) return loss;
    for (size_t j = 0; j < s->n; j++)
        s->value[j] = ot_tune_value_at(&s->parameter[j], place[j]);
    s->status = ot_tune_loss(s->problem, s->value, &loss, s->err);
    tell(s);
    if (!s->status && loss < s->loss) {
        s->loss = loss;
        memcpy(s->place, place, s->n * sizeof *place);
    }
    return loss;
}

/* ---- simplex ---- */

typedef struct simplex {
    ot_tune_search *s;
    double *place; /* [n] with the fixed coordinate */
    size_t fixed;
    double *best; /* [n] */
    double loss;
} simplex;

static double logit(double u) { return ot_log(u / (1.0 - u)); }

static double objective(const gsl_vector *z, void *state) {
    simplex *x = state;
    for (size_t j = 0, k = 0; j < x->s->n; j++)
        if (j != x->fixed) x->place[j] = within(1.0 / (1.0 + ot_exp(-gsl_vector_get(z, k++))));
    const double loss = ot_tune_search_loss(x->s, x->place);
    if (loss < x->loss) {
        x->loss = loss;
        memcpy(x->best, x->place, x->s->n * sizeof *x->best);
    }
    return isfinite(loss) ? loss : NO_LOSS;
}

static ot_status iterate(simplex *x, gsl_multimin_fminimizer *m, gsl_vector *z, gsl_vector *steps,
                         const ot_simplex_plan *plan) {
    const size_t most = plan->evaluations * z->size;
    gsl_multimin_function f = {objective, z->size, x};
    const size_t before = x->s->problem->n_evaluations;
    int stop = gsl_multimin_fminimizer_set(m, &f, z, steps);
    while (!stop && !x->s->status && x->s->problem->n_evaluations - before < most) {
        stop = gsl_multimin_fminimizer_iterate(m);
        if (!stop) stop = gsl_multimin_fminimizer_size(m) < plan->smallest;
    }
    return x->s->status;
}

ot_status ot_tune_simplex(ot_tune_search *s, double *place, size_t fixed,
                          const ot_simplex_plan *plan, double *loss) {
    const size_t k = s->n - (fixed < s->n);
    simplex x = {s, malloc(2 * s->n * sizeof *x.place), fixed, NULL, (double)INFINITY};
    gsl_vector *z = gsl_vector_alloc(k), *steps = gsl_vector_alloc(k);
    gsl_multimin_fminimizer *m =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, k);
    ot_status status = x.place && z && steps && m ? OT_OK : no_memory(s->err);
    if (!status) {
        memcpy(x.place, place, s->n * sizeof *place);
        x.best = memcpy(x.place + s->n, place, s->n * sizeof *place);
        for (size_t j = 0, i = 0; j < s->n; j++)
            if (j != fixed) gsl_vector_set(z, i++, logit(within(place[j])));
        gsl_vector_set_all(steps, plan->step);
        status = iterate(&x, m, z, steps, plan);
        memcpy(place, x.best, s->n * sizeof *place);
        *loss = x.loss;
    }
    if (m) gsl_multimin_fminimizer_free(m);
    if (steps) gsl_vector_free(steps);
    if (z) gsl_vector_free(z);
    free(x.place);
    return status;
}

/* ---- both stages ---- */

typedef struct candidate {
    double loss;
    size_t index; /* of the sequence; 0: the start */
} candidate;

static int by_loss(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->loss < y->loss || x->loss > y->loss) return x->loss < y->loss ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static double distance(const double *a, const double *b, size_t n) {
    double largest = 0.0;
    for (size_t j = 0; j < n; j++)
        largest = fmax(largest, fabs(a[j] - b[j]));
    return largest;
}

/* Simplexes from the best points that are not neighbours of one already taken. */
static ot_status refine(ot_tune_search *s, const double *places, candidate *c, size_t n,
                        double spacing) {
    size_t taken[N_STARTS], n_taken = 0;
    double *place = malloc(s->n * sizeof *place), loss;
    ot_status status = place ? OT_OK : no_memory(s->err);
    qsort(c, n, sizeof *c, by_loss);
    for (size_t i = 0; i < n && n_taken < N_STARTS && !status && isfinite(c[i].loss); i++) {
        const double *from = places + c[i].index * s->n;
        int is_near = 0;
        for (size_t k = 0; k < n_taken; k++)
            is_near |= distance(from, places + taken[k] * s->n, s->n) < spacing;
        if (is_near) continue;
        taken[n_taken++] = c[i].index;
        memcpy(place, from, s->n * sizeof *place);
        const double step = fmin(LARGEST_STEP, fmax(SMALLEST_STEP, 4.0 * spacing));
        const ot_simplex_plan plan = {step, ROUGH, LOCAL_EVALUATIONS};
        status = ot_tune_simplex(s, place, s->n, &plan, &loss);
    }
    if (!status && isfinite(s->loss)) { /* finely; and a simplex may have collapsed on its way */
        memcpy(place, s->place, s->n * sizeof *place);
        status = ot_tune_simplex(s, place, s->n, &POLISH, &loss);
    }
    free(place);
    return status;
}

/* places[0] is where the model file is; the sequence follows. */
static ot_status look_around(ot_tune_search *s, double *places, candidate *c, size_t n_points) {
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)s->n);
    if (!sequence) return no_memory(s->err);
    for (size_t i = 0; i <= n_points && !s->status; i++) {
        double *place = places + i * s->n;
        if (i > 0) (void)gsl_qrng_get(sequence, place);
        c[i] = (candidate){ot_tune_search_loss(s, place), i};
    }
    gsl_qrng_free(sequence);
    return s->status;
}

ot_status ot_tune_search_run(ot_tune_search *s, size_t n_points, size_t *n_global) {
    double *places = malloc((n_points + 1) * s->n * sizeof *places);
    candidate *c = calloc(n_points + 1, sizeof *c);
    ot_status status = places && c ? OT_OK : no_memory(s->err);
    for (size_t j = 0; j < s->n && !status; j++) {
        const double start = s->parameter[j].start;
        places[j] = isfinite(start) ? ot_tune_place_of(&s->parameter[j], start) : 0.5;
    }
    if (!status) status = look_around(s, places, c, n_points);
    *n_global = s->problem->n_evaluations;
    if (!status)
        status =
            refine(s, places, c, n_points + 1, 0.5 * ot_pow((double)n_points, -1.0 / (double)s->n));
    free(c);
    free(places);
    if (status || isfinite(s->loss)) return status;
    (void)ot_fail(s->err, OT_ERR_NUMERIC,
                  "none of the %zu points tried has a finite loss; at the first: %.200s%.0s",
                  "所试的 %zu 个点都没有有限的损失；第一个点：%.0s%.200s",
                  s->problem->n_evaluations, s->problem->failure.text[OT_LANGUAGE_EN],
                  s->problem->failure.text[OT_LANGUAGE_ZH]);
    return OT_ERR_NUMERIC;
}
