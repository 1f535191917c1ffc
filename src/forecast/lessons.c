#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/lesson.h"

static const double VOTE_YEARS = 4.0; /* in which a vote falls to 1 / e */
static const uint64_t IMAGINED_SEED = 77;
enum { IMAGINED_GROUP = 1000000 }; /* no group of the panel */
enum { LEAST_VALUES = 8, LEAST_SERIES = 20, FIRST_YEAR = 4, N_CUTS = 4 };

uint64_t ot_lesson_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* What series of a panel are good for. */
typedef struct census {
    size_t n_long, n_constant, n_few; /* of LEAST_VALUES that change; of values that never do; of
                                         fewer values */
    size_t n_short;                   /* of the few: too short for any origin */
    size_t n_copies;                  /* of the others: told apart from none but by their names */
} census;

static int is_constant(const ot_training_series *s) {
    for (size_t t = 1; t < s->n; t++)
        if (s->value[t] < s->value[0] || s->value[t] > s->value[0]) return 0;
    return 1;
}

/* Has an earlier series of its group the same values? */
static int is_copy(const ot_training_series *series, size_t s) {
    const ot_training_series *own = series + s;
    for (size_t i = 0; i < s; i++)
        if (series[i].group == own->group && series[i].n == own->n &&
            memcmp(series[i].value, own->value, own->n * sizeof *own->value) == 0)
            return 1;
    return 0;
}

static void sort_in(census *c, const ot_training_series *series, size_t s) {
    const size_t n = series[s].n;
    if (n <= FIRST_YEAR) {
        c->n_short++;
        c->n_few++;
    } else if (is_constant(series + s)) {
        c->n_constant++;
    } else if (is_copy(series, s)) {
        c->n_copies++;
    } else if (n < LEAST_VALUES) {
        c->n_few++;
    } else {
        c->n_long++;
    }
}

static ot_status count(const ot_training_series *series, size_t n_series, census *out,
                       ot_error *err) {
    for (size_t s = 0; s < n_series; s++) {
        for (size_t t = 0; t < series[s].n; t++)
            if (!isfinite(series[s].value[t]))
                return ot_fail(err, OT_ERR_INPUT, "value %zu of series %zu is not finite",
                               "第 %zu 个值（第 %zu 个序列）不是有限数", t + 1, s + 1);
        sort_in(out, series, s);
    }
    return OT_OK;
}

static ot_status check(const ot_training_series *series, size_t n_series, ot_notes *notes,
                       ot_error *err) {
    census c = {0};
    const ot_status status = count(series, n_series, &c, err);
    if (status) return status;
    if (c.n_long < LEAST_SERIES)
        return ot_fail(
            err, OT_ERR_INPUT,
            "%zu of %zu series have %d values or more that change; at least %d must "
            "(%zu never change, as zeros or constants; %zu have fewer values, %zu of "
            "them fewer than %d; %zu repeat another)",
            "有变动且值足够的序列为 %zu 个（共 %zu 个，须不少于 %d 个值）；至少需要 %d "
            "个（%zu 个从不变动，如全为零或常数；%zu 个值数不足，其中 %zu 个少于 %d 个值；"
            "%zu 个与其他序列相同）",
            c.n_long, n_series, (int)LEAST_VALUES, (int)LEAST_SERIES, c.n_constant, c.n_few,
            c.n_short, (int)FIRST_YEAR + 1, c.n_copies);
    if (c.n_copies > 0)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%zu of %zu series have the same values as an earlier one: widths of bands "
                     "count them once",
                     "%zu 个序列（共 %zu 个）与前面的序列数值完全相同：校准区间宽度时只计一次",
                     c.n_copies, n_series);
    if (c.n_constant + c.n_short > 0)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%zu of %zu series teach nothing: %zu never change, %zu have fewer than %d "
                     "values",
                     "%zu 个序列（共 %zu 个）无可学习：%zu 个从不变动，%zu 个少于 %d 个值",
                     c.n_constant + c.n_short, n_series, c.n_constant, c.n_short,
                     (int)FIRST_YEAR + 1);
    return OT_OK;
}

static double change_of(const double *v, size_t n) {
    double sum = 0.0;
    for (size_t t = 1; t < n; t++)
        sum += fabs(v[t] - v[t - 1]);
    return n > 1 ? sum / (double)(n - 1) : 0.0;
}

/* Logarithms of relative changes, the mean over series. */
static void measure(const ot_training_series *series, size_t n_series, double *typical) {
    double sum[OT_N_VIEWS] = {0}, count[OT_N_VIEWS] = {0};
    for (size_t s = 0; s < n_series; s++) {
        double size = 0.0, grown = 0.0;
        int is_positive = 1;
        const size_t n = series[s].n;
        const double *v = series[s].value;
        for (size_t t = 0; t < n; t++) {
            size += fabs(v[t]) / (double)n;
            is_positive = is_positive && v[t] > 0.0;
        }
        const double change = n > 1 ? change_of(v, n) / size : 0.0;
        if (change > 0.0) sum[OT_VIEW_LEVEL] += log(change), count[OT_VIEW_LEVEL] += 1.0;
        if (!is_positive || n < 2) continue;
        for (size_t t = 1; t < n; t++)
            grown += fabs(log(v[t] / v[t - 1])) / (double)(n - 1);
        if (grown > 0.0) sum[OT_VIEW_GROWTH] += log(grown), count[OT_VIEW_GROWTH] += 1.0;
    }
    for (int view = 0; view < OT_N_VIEWS; view++)
        typical[view] = count[view] > 0.0 ? sum[view] / count[view] : log(0.1);
}

/* Widths are set right by what is most like their use: forecasts from the last year of which all
 * outcomes are known, and from those shortly before. */
static double vote_of(size_t n, size_t year) {
    const double since = (double)n - OT_LESSON_YEARS - (double)year;
    return since < 0.0 ? 0.0 : exp(-since / VOTE_YEARS);
}

static int teaches(const ot_training_series *s) { return s->n > FIRST_YEAR && !is_constant(s); }

/* Series of one panel are often alike: its say grows with the root of their number. Of each panel,
 * what one series weighs; 1 on average, and when there is one panel. */
static double *panel_weights(const ot_training_series *series, size_t n_series) {
    size_t n_panels = 1;
    double roots = 0.0, all = 0.0;
    for (size_t s = 0; s < n_series; s++)
        n_panels = series[s].panel < n_panels ? n_panels : series[s].panel + 1;
    double *weight = calloc(n_panels, sizeof *weight);
    if (!weight) return NULL;
    for (size_t s = 0; s < n_series; s++)
        weight[series[s].panel] += teaches(series + s);
    for (size_t p = 0; p < n_panels; p++)
        roots += sqrt(weight[p]), all += weight[p];
    for (size_t p = 0; p < n_panels; p++)
        if (weight[p] > 0.0) weight[p] = all / weight[p] * (sqrt(weight[p]) / roots);
    return weight;
}

static size_t n_imagined(const ot_training_options *options, size_t n_series) {
    return (size_t)(options->imagined * (double)n_series);
}

/* Show the last n of `year` values. Zero when they say nothing. */
static int teach(const ot_training_series *s, size_t year, size_t n, const double *typical,
                 double *room, ot_lesson *out) {
    const double *v = s->value + year - n;
    const ot_forecast_options options = ot_forecast_options_default();
    const ot_cast_task task = {.value = v, .n = n, .horizon = OT_LESSON_YEARS, .options = &options};
    out->n = n;
    out->vote = vote_of(s->n, year);
    out->group = s->group;
    out->change = fmax(change_of(s->value, year), 1e-3 * fabs(v[n - 1]));
    if (!(out->change > 0.0)) return 0;
    out->n_years = s->n - year < OT_LESSON_YEARS ? s->n - year : OT_LESSON_YEARS;
    memcpy(out->outcome, s->value + year, out->n_years * sizeof *out->outcome);
    for (int k = 0; k < OT_N_VIEWS; k++) {
        const ot_forecast_form form = k == OT_VIEW_GROWTH ? OT_FORM_GROWTH : OT_FORM_LEVEL;
        ot_scale scale;
        ot_pool_view look;
        ot_lesson_view *view = out->view + k;
        out->has_view[k] =
            !ot_scale_make(v, n, form, -(double)INFINITY, (double)INFINITY, &scale, NULL);
        if (!out->has_view[k]) continue;
        ot_pool_look(&scale, &task, typical[k], room, &look);
        *view = (ot_lesson_view){.scale = scale, .last = look.last, .unit = look.unit};
        memcpy(view->feature, look.feature, sizeof view->feature);
        memcpy(view->centre, look.centre, sizeof view->centre);
    }
    return 1;
}

static size_t teach_series(const ot_training_series *s, const double *typical, uint64_t *random,
                           double *room, ot_lesson *out) {
    size_t n = 0;
    for (size_t year = FIRST_YEAR; year < s->n; year++) {
        const uint64_t draw = ot_lesson_random(random);
        /* All of it, and the last 4 to 12, 3 to 8 and 1 to 4 points: short histories are learnt as
         * often as long ones. */
        const size_t cut[N_CUTS] = {year, 4 + draw % 9, 3 + (draw >> 16) % 6, 1 + (draw >> 32) % 4};
        for (int i = 0; i < N_CUTS; i++)
            if (i == 0 || cut[i] < year)
                n += (size_t)teach(s, year, cut[i], typical, room, out + n);
    }
    /* Neighbouring years say much the same: the vote of a series grows with their root. */
    for (size_t i = 0; i < n; i++)
        out[i].weight = 1.0 / sqrt((double)n);
    return n;
}

/* Behind the series of the panel: lessons of series that are imagined. */
static size_t imagine(const ot_training_options *options, size_t n_series, const double *typical,
                      uint64_t random, double *room, ot_lesson *out) {
    size_t n = 0;
    for (size_t s = 0; s < n_imagined(options, n_series); s++) {
        double value[OT_IMAGINED_YEARS];
        const size_t length = ot_series_imagine(&random, value);
        const ot_training_series x = {.value = value, .n = length, .group = IMAGINED_GROUP + s};
        const size_t more = teach_series(&x, typical, &random, room, out + n);
        for (size_t i = n; i < n + more; i++) {
            out[i].series = n_series + s;
            out[i].weight *= options->imagined_weight;
            out[i].vote = 0.0;
            out[i].is_imagined = 1;
        }
        n += more;
    }
    return n;
}

ot_status ot_lessons_make(const ot_training_series *series, size_t n_series,
                          const ot_training_options *options, double *typical, ot_lesson **out,
                          size_t *n, ot_error *err) {
    uint64_t seed = options->seed;
    ot_status status = check(series, n_series, options->notes, err);
    size_t most = N_CUTS * (OT_IMAGINED_YEARS - FIRST_YEAR) * n_imagined(options, n_series);
    size_t longest = OT_IMAGINED_YEARS, count = 0;
    if (status) return status;
    for (size_t s = 0; s < n_series; s++) {
        if (series[s].n > FIRST_YEAR) most += N_CUTS * (series[s].n - FIRST_YEAR);
        if (series[s].n > longest) longest = series[s].n;
    }
    ot_lesson *lesson = calloc(most, sizeof *lesson);
    double *room = calloc(ot_pool_room(longest, OT_LESSON_YEARS), sizeof *room);
    double *weight = panel_weights(series, n_series);
    if (!lesson || !room || !weight) {
        free(weight);
        free(lesson);
        free(room);
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu lessons", "内存不足以存放 %zu 个样本",
                       most);
    }
    measure(series, n_series, typical);
    for (size_t s = 0; s < n_series; s++) {
        const size_t more = teach_series(series + s, typical, &seed, room, lesson + count);
        const int copies = more > 0 && is_copy(series, s);
        for (size_t i = count; i < count + more; i++) {
            lesson[i].series = s;
            lesson[i].is_copy = copies;
            lesson[i].weight *= weight[series[s].panel];
            lesson[i].vote *= weight[series[s].panel];
        }
        count += more;
    }
    count += imagine(options, n_series, typical, seed ^ IMAGINED_SEED, room, lesson + count);
    free(weight);
    free(room);
    *out = lesson;
    *n = count;
    return OT_OK;
}
