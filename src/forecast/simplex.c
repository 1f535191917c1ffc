#include "forecast/simplex.h"

#include <math.h>
#include <string.h>

struct simplex {
    double corner[OT_SIMPLEX_MOST + 1][OT_SIMPLEX_MOST], value[OT_SIMPLEX_MOST + 1];
    size_t n;
    ot_simplex_function f;
    void *state;
    int n_calls;
};

static double call(struct simplex *s, const double *x) {
    s->n_calls++;
    const double value = s->f(x, s->state);
    return isnan(value) ? (double)INFINITY : value;
}

static void sort(struct simplex *s) {
    for (size_t i = 1; i <= s->n; i++)
        for (size_t j = i; j > 0 && s->value[j] < s->value[j - 1]; j--) {
            double held[OT_SIMPLEX_MOST];
            const double value = s->value[j];
            memcpy(held, s->corner[j], sizeof held);
            memcpy(s->corner[j], s->corner[j - 1], sizeof held);
            memcpy(s->corner[j - 1], held, sizeof held);
            s->value[j] = s->value[j - 1];
            s->value[j - 1] = value;
        }
}

/* The worst corner moved through the centre of the others to `reach` times its distance. */
static double moved(struct simplex *s, double reach, double *x) {
    for (size_t k = 0; k < s->n; k++) {
        double centre = 0.0;
        for (size_t i = 0; i < s->n; i++)
            centre += s->corner[i][k] / (double)s->n;
        x[k] = centre + reach * (s->corner[s->n][k] - centre);
    }
    return call(s, x);
}

static void replace(struct simplex *s, const double *x, double value) {
    memcpy(s->corner[s->n], x, s->n * sizeof *x);
    s->value[s->n] = value;
}

static void shrink(struct simplex *s) {
    for (size_t i = 1; i <= s->n; i++) {
        for (size_t k = 0; k < s->n; k++)
            s->corner[i][k] = 0.5 * (s->corner[i][k] + s->corner[0][k]);
        s->value[i] = call(s, s->corner[i]);
    }
}

static void step_once(struct simplex *s) {
    double x[OT_SIMPLEX_MOST], far[OT_SIMPLEX_MOST];
    const double value = moved(s, -1.0, x);
    if (value < s->value[0]) {
        const double further = moved(s, -2.0, far);
        replace(s, further < value ? far : x, fmin(further, value));
    } else if (value < s->value[s->n - 1]) {
        replace(s, x, value);
    } else {
        const int is_outside = value < s->value[s->n];
        const double nearer = moved(s, is_outside ? -0.5 : 0.5, far);
        if (nearer < fmin(value, s->value[s->n]))
            replace(s, far, nearer);
        else
            shrink(s);
    }
}

double ot_simplex_least(ot_simplex_function f, void *state, double *x, const double *step, size_t n,
                        double tolerance, int most) {
    struct simplex s = {.n = n, .f = f, .state = state};
    for (size_t i = 0; i <= n; i++) {
        memcpy(s.corner[i], x, n * sizeof *x);
        if (i > 0) s.corner[i][i - 1] += step[i - 1];
        s.value[i] = call(&s, s.corner[i]);
    }
    sort(&s);
    while (s.n_calls < most && !(s.value[n] - s.value[0] < tolerance)) {
        step_once(&s);
        sort(&s);
    }
    memcpy(x, s.corner[0], n * sizeof *x);
    return s.value[0];
}
