/* How good are forecasts of yearly series? What is learned is never scored on a series it saw.
 * usage: bench_forecasting m3 FOLDER [FOLDS [PANEL.csv...]]
 *                                               FOLDER holds m3_yearly.csv; each fold also learns
 *                                               from the panels, as "outturn train" does
 *        bench_forecasting provinces CSV        area,year,indicator,value; the trained file that
 *                                               ships, bands set right by what the panel knew */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "collections.h"
#include "outturn/forecast.h"
#include "outturn/training.h"

enum { HORIZON = 6, N_LENGTHS = 4 };
static const size_t LENGTH[N_LENGTHS] = {MOST_YEARS, 12, 8, 5};

static void print(const char *name, const score_sums *s) {
    printf("%-16s %7.3f %7.4f %8.4f %8.4f %8.3f %7.4f %8.3f\n", name, s->smape / s->n,
           s->mase / s->n, s->cover80 / s->n, s->cover95 / s->n, s->msis / s->n, s->crps / s->n,
           1e3 * s->seconds / (s->n / HORIZON));
}

static collection m3;
enum { MOST_PANELS = 16 };
static collection panel_taught[MOST_PANELS];
static size_t n_panels_taught;

static void forecast(const one_series *s, size_t length, const char *method,
                     const ot_training *training, score_sums *sums) {
    const size_t n = length < s->n_known ? length : s->n_known;
    ot_forecast_options options = ot_forecast_options_default();
    options.method = method;
    options.horizon = HORIZON;
    options.training = training;
    ot_forecast *f = NULL;
    ot_error err;
    const clock_t start = clock();
    if (ot_forecast_new(s->value + s->n_known - n, n, &options, NULL, &f, &err)) {
        fprintf(stderr, "%s %s: %s\n", s->id, method, err.text[0]);
        return;
    }
    sums->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
    const double scale = change_of(s->value, s->n_known);
    for (size_t t = 0; t < HORIZON; t++)
        score_add(f, t, s->value[s->n_known + t], scale, sums);
    ot_forecast_free(f);
}

static const char *const METHOD[] = {"naive", "drift", "ses",   "holt",    "damped",
                                     "ets",   "theta", "arima", "combine", "theta_optimised",
                                     "llt"};
enum { N_METHODS = sizeof METHOD / sizeof *METHOD };

static int learn(size_t fold, ot_training **out) {
    size_t n = 0, most = m3.n + 1;
    for (size_t p = 0; p < n_panels_taught; p++)
        most += panel_taught[p].n;
    ot_training_series *taught = calloc(most, sizeof *taught);
    ot_error err = {0};
    for (size_t i = 0; i < m3.n && taught; i++) {
        const one_series *s = &m3.series[i];
        if (s->fold != fold)
            taught[n++] = (ot_training_series){.value = s->value, .n = s->n, .group = s->group};
    }
    for (size_t p = 0, group = m3.n; p < n_panels_taught && taught; p++)
        for (size_t i = 0; i < panel_taught[p].n; i++) {
            const one_series *s = &panel_taught[p].series[i];
            taught[n++] = (ot_training_series){
                .value = s->value, .n = s->n, .group = group++, .panel = p + 1};
        }
    const ot_training_options options = ot_training_options_default();
    const int is_made = taught && !ot_training_new(taught, n, &options, out, &err);
    if (!is_made) fprintf(stderr, "%s\n", err.text[0]);
    free(taught);
    return is_made;
}

static int bench_m3(const char *folder, size_t n_folds) {
    static score_sums sums[N_LENGTHS], other[N_LENGTHS][N_METHODS];
    if (!collection_read_m3(folder, &m3)) return 1;
    collection_deal(&m3, n_folds);
    for (size_t fold = 0; fold < n_folds; fold++) {
        ot_training *training = NULL;
        if (!learn(fold, &training)) return 1;
        for (size_t i = 0; i < m3.n; i++)
            for (size_t k = 0; k < N_LENGTHS && m3.series[i].fold == fold; k++) {
                forecast(&m3.series[i], LENGTH[k], "auto", training, &sums[k]);
                for (size_t m = 0; m < N_METHODS; m++)
                    forecast(&m3.series[i], LENGTH[k], METHOD[m], NULL, &other[k][m]);
            }
        ot_training_free(training);
        fprintf(stderr, "fold %zu of %zu\n", fold + 1, n_folds);
    }
    for (size_t k = 0; k < N_LENGTHS; k++) {
        if (k)
            printf("\nlast %zu points\n", LENGTH[k]);
        else
            printf("all points\n");
        printf("%-16s %7s %7s %8s %8s %8s %7s %8s\n", "method", "sMAPE", "MASE", "cover80",
               "cover95", "MSIS95", "sCRPS", "ms");
        print("auto", &sums[k]);
        for (size_t m = 0; m < N_METHODS; m++)
            print(METHOD[m], &other[k][m]);
    }
    collection_free(&m3);
    return 0;
}

/* --- a panel of provinces --- */

enum { MOST_AREAS = 40, MOST_INDICATORS = 20, FIRST_YEAR = 1950, N_YEARS = 75, AHEAD = 5 };
enum { SHORTEST = 5, LONGEST = 10, LONG_ORIGINS = 20, MOST_OUTCOMES = 400000 };
static double panel[MOST_INDICATORS][MOST_AREAS][N_YEARS];
static char indicator[MOST_INDICATORS][64], area[MOST_AREAS][64];
static size_t n_indicators, n_areas;

static size_t place(char name[][64], size_t *n, size_t most, const char *text) {
    for (size_t i = 0; i < *n; i++)
        if (strcmp(name[i], text) == 0) return i;
    if (*n == most) return most - 1;
    snprintf(name[*n], 64, "%s", text);
    return (*n)++;
}

static int read_panel(const char *path) {
    char line[512], who[64], what[64];
    int year;
    double value;
    FILE *file = fopen(path, "rb");
    for (size_t i = 0; i < MOST_INDICATORS; i++)
        for (size_t j = 0; j < MOST_AREAS; j++)
            for (size_t t = 0; t < N_YEARS; t++)
                panel[i][j][t] = (double)NAN;
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "%63[^,],%d,%63[^,],%lf", who, &year, what, &value) != 4) continue;
        if (year < FIRST_YEAR || year >= FIRST_YEAR + N_YEARS) continue;
        panel[place(indicator, &n_indicators, MOST_INDICATORS, what)]
             [place(area, &n_areas, MOST_AREAS, who)][year - FIRST_YEAR] = value;
    }
    if (file) fclose(file);
    return n_indicators > 0;
}

static ot_forecast_outcome outcome[MOST_OUTCOMES], known[MOST_OUTCOMES];

struct indicator_sums {
    score_sums raw, set, other[N_METHODS];
    size_t n_origins, n_outcomes;
};

static void score(const ot_forecast *f, const double *v, size_t origin, double scale,
                  score_sums *s) {
    for (size_t t = 0; t < AHEAD && origin + 1 + t < N_YEARS; t++)
        if (!isnan(v[origin + 1 + t])) score_add(f, t, v[origin + 1 + t], scale, s);
}

static void remember(const ot_forecast *f, const double *v, size_t origin,
                     struct indicator_sums *s) {
    for (size_t t = 0; t < AHEAD && origin + 1 + t < N_YEARS; t++) {
        if (isnan(v[origin + 1 + t]) || s->n_outcomes == MOST_OUTCOMES) continue;
        outcome[s->n_outcomes++] = (ot_forecast_outcome){t, (int)(origin + 1 + t),
                                                         ot_forecast_z_of(f, t, v[origin + 1 + t])};
    }
}

static void forecast_area(const double *v, size_t origin, size_t n_known,
                          struct indicator_sums *s) {
    size_t n = 0;
    while (n < LONGEST && n <= origin && !isnan(v[origin - n]))
        n++;
    if (n < SHORTEST || origin + 1 >= N_YEARS || isnan(v[origin + 1])) return;
    const double *history = v + origin + 1 - n, scale = change_of(history, n);
    ot_forecast_options options = ot_forecast_options_default();
    options.horizon = AHEAD;
    ot_forecast *f = NULL;
    if (!(scale > 0.0) || ot_forecast_new(history, n, &options, NULL, &f, NULL)) return;
    score(f, v, origin, scale, &s->raw);
    remember(f, v, origin, s);
    if (!ot_forecast_adjust(f, known, n_known, NULL)) score(f, v, origin, scale, &s->set);
    ot_forecast_free(f);
    for (size_t m = 0; m < N_METHODS; m++) {
        options.method = METHOD[m];
        if (ot_forecast_new(history, n, &options, NULL, &f, NULL)) continue;
        score(f, v, origin, scale, &s->other[m]);
        ot_forecast_free(f);
    }
}

static void forecast_indicator(size_t k, struct indicator_sums *s) {
    for (size_t origin = SHORTEST - 1; origin + 1 < N_YEARS; origin++) {
        size_t n_known = 0;
        const double before = s->raw.n;
        for (size_t i = 0; i < s->n_outcomes; i++)
            if (outcome[i].year <= (int)origin) known[n_known++] = outcome[i];
        for (size_t j = 0; j < n_areas; j++)
            forecast_area(panel[k][j], origin, n_known, s);
        s->n_origins += s->raw.n > before;
    }
}

static int bench_provinces(const char *path) {
    double cover80 = 0.0, cover95 = 0.0, n_long = 0.0;
    if (!read_panel(path)) return 1;
    printf("%-18s %7s %8s %8s %8s %8s %8s %8s  %s\n", "indicator", "origins", "raw 80", "raw 95",
           "set 80", "set 95", "raw CRPS", "set CRPS", "best single method");
    for (size_t k = 0; k < n_indicators; k++) {
        struct indicator_sums s = {.n_origins = 0};
        forecast_indicator(k, &s);
        size_t best = 0;
        for (size_t m = 1; m < N_METHODS; m++)
            if (strcmp(METHOD[m], "combine") != 0 &&
                s.other[m].crps / s.other[m].n < s.other[best].crps / s.other[best].n)
                best = m;
        const double best_crps = s.other[best].crps / s.other[best].n;
        printf("%-18s %7zu %8.3f %8.3f %8.3f %8.3f %8.4f %8.4f  %.4f %s, %+.1f %%\n", indicator[k],
               s.n_origins, s.raw.cover80 / s.raw.n, s.raw.cover95 / s.raw.n,
               s.set.cover80 / s.set.n, s.set.cover95 / s.set.n, s.raw.crps / s.raw.n,
               s.set.crps / s.set.n, best_crps, METHOD[best],
               100.0 * (s.set.crps / s.set.n / best_crps - 1.0));
        if (s.n_origins < LONG_ORIGINS) continue;
        cover80 += s.set.cover80 / s.set.n, cover95 += s.set.cover95 / s.set.n, n_long += 1.0;
    }
    printf("mean of %.0f long indicators: set 80 %.3f, set 95 %.3f\n", n_long, cover80 / n_long,
           cover95 / n_long);
    return 0;
}

int main(int argc, char **argv) {
    if (argc >= 3 && strcmp(argv[1], "m3") == 0) {
        for (int i = 4; i < argc && n_panels_taught < MOST_PANELS; i++)
            if (!collection_read_panel(argv[i], &panel_taught[n_panels_taught++])) return 1;
        return bench_m3(argv[2], argc > 3 ? (size_t)atoi(argv[3]) : 10);
    }
    if (argc == 3 && strcmp(argv[1], "provinces") == 0) return bench_provinces(argv[2]);
    fprintf(stderr, "usage: bench_forecasting m3 FOLDER [FOLDS [PANEL.csv...]] | provinces CSV\n");
    return 2;
}
