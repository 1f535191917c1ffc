/* Do the bands of `auto` hold on series that are unlike those it learned from?
 * usage: bench_robustness transfer FOLDER CSV [FILE]  learned from one collection, scored on the
 *                                         other; FILE: instead of the one that ships
 *        bench_robustness domains FOLDER              one domain of M3 left out at a time
 *        bench_robustness lengths FOLDER              other histories and horizons, in five folds
 *        bench_robustness laws [FILE]                 series drawn from known laws
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "collections.h"
#include "outturn/training.h"

enum { N_METHODS = 13, MOST_AHEAD = 12 };
static const char *const METHOD[N_METHODS] = {
    "auto",  "naive", "drift",           "ses",  "holt",    "damped", "ets", "theta",
    "arima", "llt",   "theta_optimised", "mean", "combine",
};

/* One row of a table. */
typedef struct row {
    score_sums method[N_METHODS];
    size_t n_series;
} row;

static ot_forecast *forecast(const char *method, const double *v, size_t n, size_t horizon,
                             const ot_training *training) {
    ot_forecast_options options = ot_forecast_options_default();
    ot_forecast *f = NULL;
    options.method = method;
    options.horizon = horizon;
    options.training = training;
    return ot_forecast_new(v, n, &options, NULL, &f, NULL) ? NULL : f;
}

/* From v[0 .. origin), of which the last `most` are shown; v[origin ..) came. Years `from` to `to`,
 * counted from 1, are scored. */
static void score_origin(const double *v, size_t n_all, size_t origin, size_t most, size_t from,
                         size_t to, const ot_training *training, int has_peers, row *out) {
    const size_t n = origin < most ? origin : most;
    const double scale = change_of(v, origin);
    if (!(scale > 0.0) || origin + from > n_all) return;
    for (size_t m = 0; m < (has_peers ? N_METHODS : 1); m++) {
        ot_forecast *f = forecast(METHOD[m], v + origin - n, n, to, training);
        if (!f) continue;
        for (size_t t = from - 1; t < to && origin + t < n_all; t++)
            score_add(f, t, v[origin + t], scale, &out->method[m]);
        ot_forecast_free(f);
    }
    out->n_series++;
}

static void print_head(const char *what) {
    printf("\n%-30s %7s %6s %6s %7s %7s %22s %22s\n", what, "origins", "in 80", "in 95", "sCRPS",
           "MSIS95", "sCRPS of the best other", "MSIS95 of the best");
}

static void print_row(const char *name, const row *x) {
    size_t crps = 1, msis = 1;
    const score_sums *a = &x->method[0];
    for (size_t m = 1; m < N_METHODS; m++) {
        const score_sums *s = &x->method[m];
        if (s->n < a->n) continue; /* it has no answer to some */
        if (s->crps < x->method[crps].crps) crps = m;
        if (s->msis < x->method[msis].msis) msis = m;
    }
    printf("%-30s %7zu %6.3f %6.3f %7.3f %7.2f", name, x->n_series, a->cover80 / a->n,
           a->cover95 / a->n, a->crps / a->n, a->msis / a->n);
    if (x->method[crps].n > 0.0)
        printf("  %7.3f %-15s  %7.2f %-15s", x->method[crps].crps / x->method[crps].n, METHOD[crps],
               x->method[msis].msis / x->method[msis].n, METHOD[msis]);
    printf("\n");
    fflush(stdout);
}

/* Learn from series for which `takes` says so. */
typedef int (*taker)(const one_series *s, const void *what);

static ot_training *learn(const collection *c, taker takes, const void *what) {
    ot_training_series *taught = calloc(c->n + 1, sizeof *taught);
    ot_training *out = NULL;
    ot_error err = {0};
    size_t n = 0;
    for (size_t i = 0; i < c->n && taught; i++)
        if (takes(&c->series[i], what))
            taught[n++] = (ot_training_series){
                .value = c->series[i].value, .n = c->series[i].n, .group = c->series[i].group};
    const ot_training_options options = ot_training_options_default();
    if (!taught || ot_training_new(taught, n, &options, &out, &err))
        fprintf(stderr, "%s\n", err.text[0]);
    free(taught);
    return out;
}

static int takes_all(const one_series *s, const void *what) {
    (void)s;
    (void)what;
    return 1;
}

static int is_other_domain(const one_series *s, const void *what) {
    return strcmp(s->domain, what) != 0;
}

static int is_other_fold(const one_series *s, const void *what) {
    return s->fold != *(const size_t *)what;
}

/* --- from one collection to the other --- */

enum { AHEAD = 6, STEP = 3 };

static void score_m3(const collection *c, const ot_training *training) {
    static const size_t SHOWN[] = {MOST_YEARS, 8, 5};
    static const char *const NAME[] = {"M3, all points", "M3, last 8", "M3, last 5"};
    for (size_t k = 0; k < 3; k++) {
        row x = {.n_series = 0};
        for (size_t i = 0; i < c->n; i++)
            score_origin(c->series[i].value, c->series[i].n, c->series[i].n_known, SHOWN[k], 1,
                         AHEAD, training, 1, &x);
        print_row(NAME[k], &x);
    }
}

static void add_origins(const one_series *s, const ot_training *training, row *out) {
    for (size_t origin = 5; origin < s->n; origin += STEP)
        score_origin(s->value, s->n, origin, 10, 1, AHEAD, training, 1, out);
}

static void score_panel(const collection *c, const ot_training *training) {
    char seen[64][DOMAIN_SIZE];
    size_t n = 0;
    row all = {.n_series = 0};
    for (size_t i = 0; i < c->n && n < 64; i++) {
        row x = {.n_series = 0};
        size_t k = 0;
        while (k < n && strcmp(seen[k], c->series[i].domain) != 0)
            k++;
        if (k < n) continue;
        strcpy(seen[n++], c->series[i].domain);
        for (size_t j = i; j < c->n; j++)
            if (strcmp(c->series[j].domain, c->series[i].domain) == 0) {
                add_origins(&c->series[j], training, &x);
                add_origins(&c->series[j], training, &all);
            }
        print_row(c->series[i].domain, &x);
    }
    print_row("all of the panel", &all);
}

static int bench_transfer(const char *folder, const char *csv, const ot_training *ours) {
    collection m3 = {0}, panel = {0};
    if (!collection_read_m3(folder, &m3) || !collection_read_panel(csv, &panel)) return 1;
    collection_deal(&m3, 5);
    collection_deal(&panel, 5);
    print_head("learned from M3 (ships)");
    score_panel(&panel, ours);
    ot_training *training = learn(&panel, takes_all, NULL);
    if (training) {
        print_head("learned from the panel");
        score_m3(&m3, training);
    }
    ot_training_free(training);
    collection_free(&m3);
    collection_free(&panel);
    return 0;
}

/* --- a domain left out --- */

static int bench_domains(const char *folder) {
    static const char *const DOMAIN[] = {"MICRO",   "INDUSTRY",    "MACRO",
                                         "FINANCE", "DEMOGRAPHIC", "OTHER"};
    static const size_t SHOWN[] = {MOST_YEARS, 5};
    collection c = {0};
    if (!collection_read_m3(folder, &c)) return 1;
    collection_deal(&c, 5);
    print_head("M3, learned from the others");
    for (size_t d = 0; d < sizeof DOMAIN / sizeof *DOMAIN; d++) {
        ot_training *training = learn(&c, is_other_domain, DOMAIN[d]);
        for (size_t k = 0; k < 2 && training; k++) {
            char name[64];
            row x = {.n_series = 0};
            for (size_t i = 0; i < c.n; i++)
                if (strcmp(c.series[i].domain, DOMAIN[d]) == 0)
                    score_origin(c.series[i].value, c.series[i].n, c.series[i].n_known, SHOWN[k], 1,
                                 AHEAD, training, 1, &x);
            snprintf(name, sizeof name, "%s%s", DOMAIN[d], k ? ", last 5" : "");
            print_row(name, &x);
        }
        ot_training_free(training);
    }
    collection_free(&c);
    return 0;
}

/* --- other lengths and horizons --- */

static const size_t SHOWN[] = {2, 3, 4, 5, 7, 10, 12, 16, 20, MOST_YEARS};
static const size_t YEAR[] = {1, 2, 3, 4, 5, 6, 8, 10, 12};
enum { N_SHOWN = sizeof SHOWN / sizeof *SHOWN, N_AHEAD = sizeof YEAR / sizeof *YEAR };

static void score_lengths(const one_series *s, const ot_training *training, row *length,
                          row *year) {
    for (size_t k = 0; k < N_SHOWN; k++)
        if (s->n_known >= SHOWN[k] || (SHOWN[k] == MOST_YEARS && s->n_known > 20))
            score_origin(s->value, s->n, s->n_known, SHOWN[k], 1, AHEAD, training, 1, &length[k]);
    for (size_t k = 0; k < N_AHEAD; k++)
        if (s->n >= MOST_AHEAD + 8) /* the same series for all years */
            score_origin(s->value, s->n, s->n - MOST_AHEAD, MOST_YEARS, YEAR[k], YEAR[k], training,
                         1, &year[k]);
}

static int bench_lengths(const char *folder) {
    static row length[N_SHOWN], year[N_AHEAD];
    collection c = {0};
    char name[64];
    if (!collection_read_m3(folder, &c)) return 1;
    collection_deal(&c, 5);
    for (size_t fold = 0; fold < 5; fold++) {
        ot_training *training = learn(&c, is_other_fold, &fold);
        for (size_t i = 0; i < c.n && training; i++)
            if (c.series[i].fold == fold) score_lengths(&c.series[i], training, length, year);
        ot_training_free(training);
    }
    print_head("M3, the last points shown");
    for (size_t k = 0; k < N_SHOWN; k++) {
        snprintf(name, sizeof name, SHOWN[k] < MOST_YEARS ? "%zu" : "all, of more than 20",
                 SHOWN[k]);
        print_row(name, &length[k]);
    }
    print_head("M3, years ahead");
    for (size_t k = 0; k < N_AHEAD; k++) {
        snprintf(name, sizeof name, "%zu", YEAR[k]);
        print_row(name, &year[k]);
    }
    collection_free(&c);
    return 0;
}

/* --- known laws --- */

enum { DRAWN = 26, N_SERIES = 400, N_NOISE = 4, BURN = 20 };

/* z: independent normals; years before the first are burnt. */
typedef void (*drawer)(const double (*z)[N_NOISE], double *value);

static void draw_walk(const double (*z)[N_NOISE], double *v) {
    double y = 100.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++)
        *v = y += 0.5 + z[t][0];
}

static void draw_growth(const double (*z)[N_NOISE], double *v) {
    double y = 3.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++)
        *v = exp(y += 0.06 + 0.04 * z[t][0]);
}

static void draw_wild_growth(const double (*z)[N_NOISE], double *v) {
    double y = 3.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++)
        *v = exp(y += 0.05 + 0.25 * z[t][0]);
}

static void draw_trend(const double (*z)[N_NOISE], double *v) {
    double u = 0.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++) {
        u = 0.6 * u + z[t][0];
        *v = 100.0 + 1.0 * (double)t + u;
    }
}

static void draw_level(const double (*z)[N_NOISE], double *v) {
    double level = 100.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++) {
        level += 0.5 * z[t][0];
        *v = level + z[t][1];
    }
}

static void draw_noise(const double (*z)[N_NOISE], double *v) {
    for (size_t t = 0; t < BURN + DRAWN; t++, v++)
        *v = 100.0 + 5.0 * z[t][0];
}

static void draw_slope(const double (*z)[N_NOISE], double *v) {
    double level = 1000.0, slope = 0.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++) {
        slope += 0.4 * z[t][0];
        level += slope + z[t][1];
        *v = level;
    }
}

/* Holt's form with errors in proportion and a trend that dies away: ETS(M,Ad,N). */
static void draw_damped(const double (*z)[N_NOISE], double *v) {
    double level = 100.0, slope = 4.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++) {
        const double expected = level + 0.9 * slope, error = 0.05 * z[t][0];
        *v = expected * (1.0 + error);
        level = expected * (1.0 + 0.7 * error);
        slope = 0.9 * slope + 0.2 * expected * error;
    }
}

/* A tenth of the years move the level by five times its usual noise. */
static void draw_shifts(const double (*z)[N_NOISE], double *v) {
    double level = 100.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++) {
        if (fabs(z[t][1]) > 1.645) level += 5.0 * z[t][2];
        *v = level + z[t][0];
    }
}

/* Growth that regains its mean, with tails of four degrees of freedom or so. */
static void draw_cycles(const double (*z)[N_NOISE], double *v) {
    double y = 5.0, growth = 0.0;
    for (size_t t = 0; t < BURN + DRAWN; t++, v++) {
        growth = 0.6 * growth +
                 0.03 * z[t][0] / sqrt((z[t][1] * z[t][1] + z[t][2] * z[t][2]) / 2.0 + 0.3);
        *v = exp(y += 0.05 + growth);
    }
}

static const struct {
    const char *name;
    drawer draw;
} LAW[] = {
    {"walk with drift", draw_walk},
    {"growth 6 %, sd 4 %", draw_growth},
    {"growth 5 %, sd 25 %", draw_wild_growth},
    {"trend, AR(1) around it", draw_trend},
    {"local level", draw_level},
    {"noise about a mean", draw_noise},
    {"slope that walks", draw_slope},
    {"ETS(M,Ad,N)", draw_damped},
    {"level shifts", draw_shifts},
    {"growth AR(1), heavy tails", draw_cycles},
};
enum { N_LAWS = sizeof LAW / sizeof *LAW };

static void draw_series(size_t law, size_t i, double *value) {
    double z[BURN + DRAWN][N_NOISE];
    const uint32_t stream = ot_stream_hash(LAW[law].name);
    for (size_t t = 0; t < BURN + DRAWN; t++)
        ot_stream_normals(i + 1, stream, (uint32_t)t + 1, 0, N_NOISE, z[t]);
    LAW[law].draw((const double(*)[N_NOISE])z, value);
}

static int bench_laws(const ot_training *ours) {
    static const size_t SHOW[] = {4, 8, 20};
    char name[64];
    print_head("laws, points shown");
    for (size_t law = 0; law < N_LAWS; law++)
        for (size_t k = 0; k < 3; k++) {
            row x = {.n_series = 0};
            for (size_t i = 0; i < N_SERIES; i++) {
                double value[BURN + DRAWN];
                draw_series(law, i, value);
                score_origin(value + BURN, DRAWN, DRAWN - AHEAD, SHOW[k], 1, AHEAD, ours, 1, &x);
            }
            snprintf(name, sizeof name, "%s, %zu", LAW[law].name, SHOW[k]);
            print_row(name, &x);
        }
    return 0;
}

static ot_training *load(const char *path) {
    ot_training *out = NULL;
    ot_error err;
    if (!path || !ot_training_load(path, NULL, &out, &err)) return out;
    fprintf(stderr, "%s\n", err.text[0]);
    exit(1);
}

int main(int argc, char **argv) {
    const char *const what = argc > 1 ? argv[1] : "";
    int status = 2;
    if ((argc == 4 || argc == 5) && strcmp(what, "transfer") == 0) {
        ot_training *ours = load(argv[4]);
        status = bench_transfer(argv[2], argv[3], ours);
        ot_training_free(ours);
    } else if (argc == 3 && strcmp(what, "domains") == 0) {
        status = bench_domains(argv[2]);
    } else if (argc == 3 && strcmp(what, "lengths") == 0) {
        status = bench_lengths(argv[2]);
    } else if ((argc == 2 || argc == 3) && strcmp(what, "laws") == 0) {
        ot_training *ours = load(argv[2]);
        status = bench_laws(ours);
        ot_training_free(ours);
    } else {
        fprintf(stderr, "usage: bench_robustness transfer FOLDER CSV [FILE] | domains FOLDER | "
                        "lengths FOLDER | laws [FILE]\n");
    }
    return status;
}
