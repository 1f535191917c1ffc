/* What is pooling over areas worth? Log scores of no, full and partial pooling on yearly growth
 * rates, each area predicted 1 to 3 years ahead from data up to the origin.
 * usage: bench_panel CSV [WINDOW [INDICATOR ...]]     (area,year,indicator,value; WINDOW: years of
 * growth before the origin, 5; 0: all, at least 5) */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gsl/gsl_randist.h>

#include "estimate/panel_core.h"
#include "estimate/regression.h"
#include "outturn/init.h"

enum {
    MOST_AREAS = 40,
    MOST_INDICATORS = 20,
    FIRST_YEAR = 1950,
    N_YEARS = 80,
    LEAST_WINDOW = 5,
    N_AHEAD = 3,
    LAGS = 4, /* of Newey's and West's variance: origins overlap */
    LONGEST = 512
};
#define TOTAL "中国"

struct method {
    const char *name;
    int is_alone;
    ot_panel_choice choice;
};

/* The first three are judged. */
static const struct method METHODS[] = {
    {"none", 1, {0}},
    {"full", 0, {.is_pooled = 1, .has_one_scale = 1}},
    {"partial", 0, {0}},
    {"full normal", 0, {.is_pooled = 1, .has_one_scale = 1, .is_normal = 1}},
    {"full scales", 0, {.is_pooled = 1}},
    {"one scale, normal", 0, {.has_one_scale = 1, .is_normal = 1}},
    {"scales, normal", 0, {.is_normal = 1}},
    {"one scale, t", 0, {.has_one_scale = 1}},
};
enum { N_METHODS = sizeof METHODS / sizeof *METHODS };

struct data {
    size_t n_areas, n_indicators;
    char area[MOST_AREAS][64], indicator[MOST_INDICATORS][64];
    double value[MOST_INDICATORS][MOST_AREAS][N_YEARS]; /* 0: missing */
};

struct origin {
    int year;
    size_t n_areas, n;
    double score[N_METHODS]; /* mean over areas and years */
};

static size_t find(char names[][64], size_t *n, size_t most, const char *name) {
    for (size_t i = 0; i < *n; i++)
        if (strcmp(names[i], name) == 0) return i;
    if (*n == most) exit(EXIT_FAILURE);
    snprintf(names[*n], sizeof *names, "%s", name);
    return (*n)++;
}

static int read_data(const char *path, struct data *d) {
    char line[LONGEST], area[64], indicator[64];
    int year;
    double value;
    FILE *f = fopen(path, "r");
    if (!f) return 0;
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%63[^,],%d,%63[^,],%lf", area, &year, indicator, &value) != 4) continue;
        if (strcmp(area, TOTAL) == 0 || year < FIRST_YEAR || year >= FIRST_YEAR + N_YEARS) continue;
        const size_t i = find(d->indicator, &d->n_indicators, MOST_INDICATORS, indicator);
        d->value[i][find(d->area, &d->n_areas, MOST_AREAS, area)][year - FIRST_YEAR] = value;
    }
    fclose(f);
    return 1;
}

static double growth(const struct data *d, size_t i, size_t area, int t) {
    const double *v = d->value[i][area];
    return t > 0 && t < N_YEARS && v[t] > 0.0 && v[t - 1] > 0.0 ? log(v[t] / v[t - 1])
                                                                : (double)NAN;
}

struct window {
    ot_panel panel;
    double x[MOST_AREAS * N_YEARS], y[MOST_AREAS * N_YEARS];
    size_t area[MOST_AREAS * N_YEARS], year[MOST_AREAS * N_YEARS];
    size_t n_of[MOST_AREAS], start[MOST_AREAS];
};

/* Growth of the years first to last, of all areas that have it. */
static void fill_window(const struct data *d, size_t i, int first, int last, struct window *w) {
    size_t n = 0;
    for (size_t a = 0; a < d->n_areas; a++) {
        w->start[a] = n;
        for (int t = first; t <= last; t++) {
            const double g = growth(d, i, a, t);
            if (!isfinite(g)) continue;
            w->x[n] = 1.0;
            w->y[n] = g;
            w->area[n] = a;
            w->year[n++] = (size_t)(t - first);
        }
        w->n_of[a] = n - w->start[a];
    }
    w->panel = (ot_panel){.n = n,
                          .k = 1,
                          .n_areas = d->n_areas,
                          .n_years = (size_t)(last - first + 1),
                          .x = w->x,
                          .y = w->y,
                          .area = w->area,
                          .year = w->year};
}

/* Student-t of the next year. Returns 0 where there is no answer, which is told. */
static int predict(const struct window *w, const struct method *m, size_t area, double *at,
                   double *scale, double *df) {
    ot_error err;
    if (m->is_alone) {
        ot_regression r;
        if (ot_regression_ols(w->x + w->start[area], w->y + w->start[area], w->n_of[area], 1, &r,
                              &err) ||
            !(r.sigma_scale > 0.0))
            return 0;
        *at = r.coefficient[0];
        *scale = sqrt(r.sigma_scale * r.sigma_scale + r.covariance[0]);
        *df = r.df;
        ot_regression_clear(&r);
        return 1;
    }
    ot_panel_fit fit;
    ot_panel panel = w->panel;
    panel.own = area;
    if (ot_panel_fit_make(&panel, &m->choice, &fit, NULL, NULL, &err)) {
        fprintf(stderr, "%s\n", err.text[OT_LANGUAGE_EN]);
        return 0;
    }
    *at = fit.coefficient[0];
    *scale = sqrt(fit.sigma_scale * fit.sigma_scale + fit.covariance[0]);
    *df = fit.df;
    ot_panel_fit_clear(&fit);
    return 1;
}

/* An area is judged with all points of the window's last 5 years and one outturn at least. */
static void score_area(const struct data *d, size_t i, int t, size_t area, const struct window *w,
                       struct origin *o, size_t n_methods) {
    double score[N_METHODS] = {0};
    size_t n_ahead = 0;
    for (int h = 0; h < LEAST_WINDOW; h++)
        if (!isfinite(growth(d, i, area, t - h))) return;
    for (int h = 1; h <= N_AHEAD; h++)
        n_ahead += isfinite(growth(d, i, area, t + h)) != 0;
    if (n_ahead == 0) return;
    for (size_t m = 0; m < n_methods; m++) {
        double at, scale, df;
        if (!predict(w, METHODS + m, area, &at, &scale, &df)) {
            fprintf(stderr, "left out: %s %d %s %s\n", d->indicator[i], t + FIRST_YEAR,
                    d->area[area], METHODS[m].name);
            return;
        }
        for (int h = 1; h <= N_AHEAD; h++) {
            const double g = growth(d, i, area, t + h);
            if (isfinite(g)) score[m] += log(gsl_ran_tdist_pdf((g - at) / scale, df) / scale);
        }
    }
    for (size_t m = 0; m < n_methods; m++)
        o->score[m] += score[m];
    o->n += n_ahead;
    o->n_areas++;
}

/* Mean and its standard error after Newey and West. */
static double mean_of(const double *v, size_t n, double *se) {
    double mean = 0.0, variance = 0.0;
    for (size_t i = 0; i < n; i++)
        mean += v[i] / (double)n;
    for (size_t lag = 0; lag <= LAGS && lag < n; lag++) {
        double sum = 0.0;
        for (size_t i = lag; i < n; i++)
            sum += (v[i] - mean) * (v[i - lag] - mean) / (double)n;
        variance += lag == 0 ? sum : 2.0 * (1.0 - (double)lag / (LAGS + 1)) * sum;
    }
    *se = sqrt(fmax(0.0, variance) / (double)n);
    return mean;
}

static size_t score_indicator(const struct data *d, size_t i, int window, struct origin *origins,
                              size_t n_methods) {
    static struct window w;
    size_t n = 0;
    for (int t = LEAST_WINDOW; t < N_YEARS - 1; t++) {
        struct origin o = {.year = t + FIRST_YEAR};
        fill_window(d, i, window > 0 ? t - window + 1 : 1, t, &w);
        if (window == 0) { /* from the first year that any area has */
            int first = 1;
            while (first < t && w.panel.n > 0) {
                size_t seen = 0;
                for (size_t a = 0; a < d->n_areas; a++)
                    seen += isfinite(growth(d, i, a, first)) != 0;
                if (seen > 0) break;
                first++;
            }
            fill_window(d, i, first, t, &w);
        }
        for (size_t a = 0; a < d->n_areas; a++)
            score_area(d, i, t, a, &w, &o, n_methods);
        if (o.n_areas < OT_PANEL_LEAST_AREAS) continue;
        for (size_t m = 0; m < n_methods; m++)
            o.score[m] /= (double)o.n;
        origins[n++] = o;
    }
    return n;
}

static void print_indicator(const char *name, const struct origin *o, size_t n, size_t n_methods) {
    double v[N_YEARS], se;
    printf("%-16s %3zu", name, n);
    for (size_t m = 0; m < n_methods; m++) {
        for (size_t j = 0; j < n; j++)
            v[j] = o[j].score[m];
        printf(" %8.3f", mean_of(v, n, &se));
    }
    for (size_t m = 0; m < 2; m++) {
        for (size_t j = 0; j < n; j++)
            v[j] = o[j].score[2] - o[j].score[m];
        const double mean = mean_of(v, n, &se);
        printf("   %6.3f (%.3f)", mean, se);
    }
    printf("\n");
}

int main(int argc, char **argv) {
    static struct data d;
    static struct origin origins[N_YEARS];
    const int window = argc > 2 ? atoi(argv[2]) : LEAST_WINDOW;
    const size_t n_methods = getenv("PARTS") ? N_METHODS : 3;
    if (argc < 2 || !read_data(argv[1], &d)) return EXIT_FAILURE;
    ot_init();
    for (size_t m = 0; m < n_methods; m++)
        printf("%s; ", METHODS[m].name);
    printf("\n");
    for (size_t i = 0; i < d.n_indicators; i++) {
        int wanted = argc < 4;
        for (int j = 3; j < argc; j++)
            wanted |= strcmp(argv[j], d.indicator[i]) == 0;
        if (!wanted) continue;
        const size_t n = score_indicator(&d, i, window, origins, n_methods);
        if (getenv("ORIGINS"))
            for (size_t j = 0; j < n; j++)
                printf("  %d %2zu %8.3f %8.3f %8.3f\n", origins[j].year, origins[j].n_areas,
                       origins[j].score[0], origins[j].score[1], origins[j].score[2]);
        print_indicator(d.indicator[i], origins, n, n_methods);
        fflush(stdout);
    }
    return 0;
}
