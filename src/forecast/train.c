#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/lesson.h"

static const double Z[2] = {OT_TRAINING_Z_80, OT_TRAINING_Z_95};
static const double TAIL[2] = {0.1, 0.025}; /* beyond them, on either side */
static const double MOST_FACTOR = 6.0;      /* looked for */

enum { N_HALVINGS = 30 };             /* of both searches: to 1e-8 */
static const double MOST_SCORE = 4.0; /* an outcome farther out is one in 16,000 */
/* Of correlations of years, (s / t)^fading: at the least by eye; the root is a random walk's. */
static const double LEAST_FADING = 0.01, WALK_FADING = 0.5;

/* What lessons left out say: the factor that would have put each outcome on the band's edge. */
struct miss {
    double factor, weight;
};

struct left_out {
    size_t lesson, year;
    struct miss edge[2][2]; /* [z][side] */
    double z;               /* of the outcome */
};

static size_t part_of(uint64_t group, uint64_t seed, size_t n_parts) {
    uint64_t state = seed ^ (group * UINT64_C(0xD1B54A32D192ED03));
    return ot_lesson_random(&state) % n_parts;
}

static void look_again(const ot_training *training, const ot_lesson *x, ot_training_look *look) {
    look->n = x->n;
    for (int k = 0; k < OT_N_VIEWS; k++) {
        look->has_view[k] = x->has_view[k];
        if (!x->has_view[k]) continue;
        look->view[k] = (ot_pool_view){
            .scale = x->view[k].scale, .last = x->view[k].last, .unit = x->view[k].unit};
        ot_network_look(training->net + k, x->view[k].feature, look->state + k);
    }
}

static double edge_factor(const ot_training_look *look, const ot_net_law *law, double z,
                          double outcome) {
    double low = 0.0, high = MOST_FACTOR;
    for (int i = 0; i < N_HALVINGS; i++) {
        const double middle = 0.5 * (low + high);
        const double value = ot_training_quantile(look, law, z, middle);
        if (z > 0.0 ? value < outcome : value > outcome)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

static double z_of(const ot_training_look *look, const ot_net_law *law, double outcome) {
    double low = -MOST_SCORE, high = MOST_SCORE;
    for (int i = 0; i < N_HALVINGS; i++) {
        const double middle = 0.5 * (low + high);
        if (ot_training_quantile(look, law, middle, 1.0) < outcome)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

static void miss_of(const ot_training *training, const ot_lesson *x, struct left_out *out) {
    ot_training_look look;
    look_again(training, x, &look);
    for (size_t t = 0; t < x->n_years; t++) {
        ot_net_law law[OT_N_VIEWS];
        for (int k = 0; k < OT_N_VIEWS; k++)
            if (x->has_view[k])
                ot_network_law(look.state + k, t, x->view[k].centre + t, OT_LESSON_YEARS, law + k);
        out[t].year = t;
        out[t].z = z_of(&look, law, x->outcome[t]);
        for (int i = 0; i < 2; i++)
            for (int side = 0; side < 2; side++)
                out[t].edge[i][side] = (struct miss){
                    edge_factor(&look, law, side ? Z[i] : -Z[i], x->outcome[t]), x->vote};
    }
}

static int by_factor(const void *a, const void *b) {
    const double x = ((const struct miss *)a)->factor, y = ((const struct miss *)b)->factor;
    return (x > y) - (x < y);
}

/* The factor that `tail` of the weight lies above. */
static double factor_of(struct miss *miss, size_t n, double tail) {
    double sum = 0.0, above = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += miss[i].weight;
    qsort(miss, n, sizeof *miss, by_factor);
    for (size_t i = n; i-- > 0;) {
        above += miss[i].weight;
        if (above > tail * sum) return miss[i].factor;
    }
    return 1.0;
}

enum { FEW = 200 }; /* outcomes: of fewer, less than five lie in a tail of 2.5 % */

static void set_widths(ot_training *training, const ot_lesson *lesson, const struct left_out *out,
                       size_t n, struct miss *room, ot_notes *notes) {
    size_t n_unset = 0;
    for (size_t length = 0; length < OT_TRAINING_LENGTHS; length++)
        for (size_t year = 0; year < OT_TRAINING_YEARS; year++)
            for (int i = 0; i < 2; i++)
                for (int side = 0; side < 2; side++) {
                    size_t m = 0, n_own = 0;
                    for (size_t j = 0; j < n; j++) {
                        const ot_lesson *x = lesson + out[j].lesson;
                        if (out[j].year != year || ot_training_length(x->n) != length) continue;
                        room[m++] = out[j].edge[i][side];
                        n_own += !x->is_copy;
                    }
                    n_unset += n_own < FEW;
                    training->widths[length][year][side][i] =
                        n_own < FEW
                            ? 1.0
                            : fmin(fmax(factor_of(room, m, TAIL[i]), OT_TRAINING_LEAST_WIDENING),
                                   OT_TRAINING_MOST_WIDENING);
                }
    if (n_unset > 0)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "a small panel: %zu of %zu widths of bands could not be set right on series "
                     "left out, of which there are fewer than %d outcomes; try the file on others "
                     "with outturn backtest, beside the one that ships",
                     "面板数据较小：%zu 个区间宽度（共 %zu 个）因留出的实绩不足 %d "
                     "个而未能校准；请用 outturn backtest 在其他序列上与随程序提供的文件比较",
                     n_unset, sizeof training->widths / sizeof(double), (int)FEW);
}

/* Correlation of the normal scores of neighbouring years, as a power of the ratio of their
 * horizons. */
static double fading_of(const ot_lesson *lesson, const struct left_out *out, size_t n) {
    double fallen = 0.0, ratio = 0.0;
    for (size_t year = 1; year < OT_TRAINING_YEARS; year++) {
        double ab = 0.0, aa = 0.0, bb = 0.0;
        for (size_t i = 1; i < n; i++) {
            if (out[i].year != year || out[i - 1].lesson != out[i].lesson) continue;
            const double w = lesson[out[i].lesson].vote;
            ab += w * out[i].z * out[i - 1].z;
            aa += w * out[i - 1].z * out[i - 1].z;
            bb += w * out[i].z * out[i].z;
        }
        if (!(ab > 0.0)) continue;
        fallen -= log(ab / sqrt(aa * bb));
        ratio += log((double)(year + 1) / (double)year);
    }
    return ratio > 0.0 ? fmax(fallen / ratio, LEAST_FADING) : WALK_FADING;
}

struct trainer {
    const ot_training_options *options;
    ot_lesson *lesson;
    size_t n;
    const ot_lesson **chosen; /* [n] */
    struct left_out *out;     /* [n * OT_LESSON_YEARS] */
    struct miss *room;        /* as many */
};

static ot_status learn(const struct trainer *t, size_t n_chosen, double done, double share,
                       ot_training *training, ot_error *err) {
    ot_status status = OT_OK;
    for (int k = 0; k < OT_N_VIEWS && !status; k++) {
        const ot_learn_progress progress = {t->options->progress, t->options->progress_state,
                                            done + 0.5 * k * share, 0.5 * share};
        status =
            ot_network_learn((ot_training_view)k, t->chosen, n_chosen, t->options->n_rounds,
                             t->options->seed + (uint64_t)k, &progress, training->net + k, err);
    }
    return status;
}

/* Learn from the other parts, then see how far outcomes of this one lie from its bands. */
static ot_status leave_out(const struct trainer *t, size_t part, ot_training *training,
                           size_t *n_out, ot_error *err) {
    const size_t n_parts = t->options->n_parts;
    const double share = 1.0 / (double)(n_parts + 1);
    size_t m = 0;
    for (size_t i = 0; i < t->n; i++)
        if (part_of(t->lesson[i].group, t->options->seed, n_parts) != part)
            t->chosen[m++] = t->lesson + i;
    const ot_status status = learn(t, m, share * (double)part, share, training, err);
    for (size_t i = 0; i < t->n && !status; i++) {
        if (t->lesson[i].is_imagined) continue;
        if (part_of(t->lesson[i].group, t->options->seed, n_parts) != part) continue;
        struct left_out *out = t->out + *n_out;
        miss_of(training, t->lesson + i, out);
        for (size_t y = 0; y < t->lesson[i].n_years; y++)
            out[y].lesson = i;
        *n_out += t->lesson[i].n_years;
    }
    return status;
}

static ot_status train(const struct trainer *t, ot_training *training, ot_error *err) {
    const size_t n_parts = t->options->n_parts;
    const double share = 1.0 / (double)(n_parts + 1);
    size_t n_out = 0;
    ot_status status = OT_OK;
    for (size_t part = 0; part < n_parts && !status; part++)
        status = leave_out(t, part, training, &n_out, err);
    if (status) return status;
    set_widths(training, t->lesson, t->out, n_out, t->room, t->options->notes);
    training->fading = fading_of(t->lesson, t->out, n_out);
    for (size_t i = 0; i < t->n; i++)
        t->chosen[i] = t->lesson + i;
    return learn(t, t->n, share * (double)n_parts, share, training, err);
}

static ot_status check_numbers(const ot_training *training, ot_error *err) {
    const double *number = (const double *)(const void *)training;
    for (size_t i = 0; i < OT_TRAINING_NUMBERS; i++)
        if (!isfinite(number[i]))
            return ot_fail(err, OT_ERR_NUMERIC, "number %zu of the training is not finite",
                           "训练结果的第 %zu 个数不是有限数", i + 1);
    return OT_OK;
}

ot_training_options ot_training_options_default(void) {
    return (ot_training_options){
        .n_rounds = 12, .n_parts = 3, .imagined = 0.5, .imagined_weight = 0.3, .seed = 1};
}

ot_status ot_training_new(const ot_training_series *series, size_t n_series,
                          const ot_training_options *options, ot_training **out, ot_error *err) {
    ot_training *training = calloc(1, sizeof *training);
    struct trainer t = {.options = options};
    if (!training) return ot_fail(err, OT_ERR_NOMEM, "no memory for a training", "内存不足以训练");
    ot_status status =
        ot_lessons_make(series, n_series, options, training->typical, &t.lesson, &t.n, err);
    if (!status) {
        t.chosen = malloc(t.n * sizeof *t.chosen);
        t.out = malloc(t.n * OT_LESSON_YEARS * sizeof *t.out);
        t.room = malloc(t.n * OT_LESSON_YEARS * sizeof *t.room);
        if (!t.chosen || !t.out || !t.room)
            status = ot_fail(err, OT_ERR_NOMEM, "no memory for %zu lessons",
                             "内存不足以存放 %zu 个样本", t.n);
    }
    if (!status) status = train(&t, training, err);
    training->format = OT_TRAINING_FORMAT;
    training->n_series = (double)n_series;
    training->n_samples = (double)t.n;
    for (size_t i = 0; i < t.n; i++)
        training->longest = fmax(training->longest, (double)t.lesson[i].n);
    if (!status) status = check_numbers(training, err);
    free(t.room);
    free(t.out);
    free(t.chosen);
    free(t.lesson);
    if (status)
        free(training);
    else
        *out = training;
    return status;
}

void ot_training_free(ot_training *training) { free(training); }
