#include "assess/review/conditional.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/select.h"

/* A rank correlation of n independent pairs has the standard error 1 / sqrt(n - 1); below so many
 * of them it is not told from none, of a hundred inputs and some. */
static const double TELLING_ERRORS = 4.0;

/* What is told of an input where the target is met: the middle 90 %. */
static const double LOW = 0.05, HIGH = 0.95;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the conditional means",
                   "内存不足以计算条件均值");
}

/* How many of the sorted numbers are below x. */
static size_t count_below(const double *sorted, size_t n, double x) {
    size_t low = 0, high = n;
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        if (sorted[mid] < x)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Where x, which is among them, stands: in the middle of its equals. The first of these is known
 * once for all: `equals[first]` is how many there are, 0 before it is asked for. */
static double middle_rank(const double *sorted, size_t n, double x, double *equals) {
    const size_t first = count_below(sorted, n, x);
    if (equals[first] < 1.0) {
        size_t last = first;
        while (last + 1 < n && !(sorted[last + 1] > x))
            last++;
        equals[first] = (double)(last - first + 1);
    }
    return (double)first + (equals[first] - 1.0) / 2.0;
}

/* Middle ranks of x[0..n), centred and of length 1; all 0 when they are the same. room[2 n] */
static void rank(const double *x, size_t n, double *out, double *room) {
    double *sorted = room, square = 0.0;
    memcpy(sorted, x, n * sizeof *sorted);
    ot_sort(sorted, room + n, n);
    const double middle = (double)(n - 1) / 2.0;
    const int is_certain = !(sorted[n - 1] > sorted[0]);
    double *equals = room + n;
    memset(equals, 0, n * sizeof *equals);
    for (size_t i = 0; i < n; i++) {
        out[i] = is_certain ? 0.0 : middle_rank(sorted, n, x[i], equals) - middle;
        square += out[i] * out[i];
    }
    for (size_t i = 0; i < n && square > 0.0; i++)
        out[i] /= sqrt(square);
}

static int is_finite_all(const double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i])) return 0;
    return 1;
}

ot_status ot_conditional_view_init(ot_conditional_view *view, const double *value, size_t n_inputs,
                                   size_t n, size_t n_ranked, ot_arena *arena, ot_error *err) {
    double *room = malloc((2 * n_ranked + 1) * sizeof *room);
    *view = (ot_conditional_view){n_inputs, n, n_ranked, value, NULL, NULL};
    view->rank = ot_arena_alloc(arena, n_inputs * n_ranked, sizeof *view->rank);
    const int ok = room && view->rank;
    for (size_t j = 0; ok && j < n_inputs; j++)
        if (is_finite_all(value + j * n, n)) /* else 0: it tells nothing */
            rank(value + j * n, n_ranked, view->rank + j * n_ranked, room);
    free(room);
    return ok ? OT_OK : no_memory(err);
}

int ot_conditional_is_telling(const ot_conditional_view *v, size_t input, double correlation) {
    if (v->enters && !v->enters[input]) return 0;
    return fabs(correlation) >= TELLING_ERRORS / sqrt((double)v->n_ranked - 1.0);
}

/* Of inputs that are told from none, the weightiest first. */
static void choose(const ot_conditional_view *v, const double *correlation, ot_conditional *out) {
    for (size_t j = 0; j < v->n_inputs; j++) {
        const double r = correlation[j];
        if (!ot_conditional_is_telling(v, j, r)) continue;
        size_t at = out->n_inputs;
        while (at > 0 && fabs(out->input[at - 1].correlation) < fabs(r))
            at--;
        if (at == OT_CONDITIONAL_INPUTS) continue;
        if (out->n_inputs < OT_CONDITIONAL_INPUTS) out->n_inputs++;
        for (size_t k = out->n_inputs - 1; k > at; k--)
            out->input[k] = out->input[k - 1];
        out->input[at] = (ot_conditional_input){.input = j, .correlation = r};
    }
}

static void describe(const ot_conditional_view *v, const double *gap, ot_conditional_input *in,
                     double *room) {
    const double *x = v->value + in->input * v->n;
    double sum = 0.0, sum_met = 0.0, squares = 0.0;
    size_t n_met = 0;
    for (size_t i = 0; i < v->n; i++) {
        sum += x[i];
        if (!(gap[i] <= 0.0)) continue;
        room[n_met++] = x[i];
        sum_met += x[i];
    }
    in->mean = sum / (double)v->n;
    for (size_t i = 0; i < v->n; i++)
        squares += (x[i] - in->mean) * (x[i] - in->mean);
    in->sd = sqrt(squares / (double)(v->n - 1));
    in->mean_met = in->low_met = in->high_met = NAN;
    if (n_met < OT_LEAST_MET_DRAWS) return;
    ot_sort(room, room + v->n, n_met);
    in->mean_met = sum_met / (double)n_met;
    in->low_met = ot_sorted_quantile(room, n_met, LOW);
    in->high_met = ot_sorted_quantile(room, n_met, HIGH);
}

/* What is not finite is farther off than all the rest. */
static void bound_gaps(const double *gap, size_t n, double *out) {
    double worst = 0.0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(gap[i]) && gap[i] > worst) worst = gap[i];
    for (size_t i = 0; i < n; i++)
        out[i] = isfinite(gap[i]) ? gap[i] : 2.0 * worst + 1.0;
}

void ot_conditional_rank_gaps(const double *gap, size_t n, double *out, double *room) {
    bound_gaps(gap, n, room);
    rank(room, n, out, room + n);
}

ot_status ot_conditional_correlations(const ot_conditional_view *v, const double *gap, double *out,
                                      ot_error *err) {
    const size_t n = v->n_ranked;
    double *room = malloc((4 * n + 1) * sizeof *room), *gap_rank = room + 3 * n;
    if (!room) return no_memory(err);
    ot_conditional_rank_gaps(gap, n, gap_rank, room);
    for (size_t j = 0; j < v->n_inputs; j++) {
        out[j] = 0.0;
        for (size_t i = 0; i < n; i++)
            out[j] -= v->rank[j * n + i] * gap_rank[i]; /* a small gap is good */
    }
    free(room);
    return OT_OK;
}

ot_status ot_conditional_find(const ot_conditional_view *v, const double *gap, ot_conditional *out,
                              ot_error *err) {
    double *room = malloc((2 * v->n + v->n_inputs + 1) * sizeof *room);
    *out = (ot_conditional){.n = v->n, .n_ranked = v->n_ranked};
    if (!room) return no_memory(err);
    double *correlation = room + 2 * v->n;
    const ot_status status = ot_conditional_correlations(v, gap, correlation, err);
    for (size_t i = 0; i < v->n; i++)
        out->n_met += gap[i] <= 0.0;
    if (!status) choose(v, correlation, out);
    for (size_t k = 0; k < out->n_inputs; k++)
        describe(v, gap, &out->input[k], room);
    free(room);
    return status;
}
