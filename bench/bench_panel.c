/* What is pooling over areas worth? Log scores of no, full and partial pooling on yearly growth
 * rates, each area predicted 1 to 3 years ahead from data up to the origin.
 * usage: bench_panel CSV [INDICATOR ...] [--others] [--whole] [--parts] [--origins]
 * CSV: area,year,indicator,value. --others: the other areas' outturns are known; --whole: all years
 * up to the origin, not the last 5; --parts: what each part of the model gives; --origins: each. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_randist.h>

#include "outturn/init.h"
#include "regress/panel_core.h"
#include "regress/regression.h"

enum {
    MOST_AREAS = 40,
    MOST_INDICATORS = 20,
    FIRST_YEAR = 1950,
    N_YEARS = 80,
    LEAST_WINDOW = 5,
    N_AHEAD = 3,
    LAGS = 4,            /* of Newey's and West's variance: origins overlap */
    LEAST_ORIGINS = 10,  /* of a long indicator */
    SHORT_ORIGIN = 2019, /* shown of the others */
    LONGEST = 512
};
#define TOTAL "中国"

struct method {
    const char *name;
    int is_alone;
    ot_panel_choice choice;
};

/* The last is compared with those before it; what follows are its parts. */
static const struct method METHODS[] = {
    {"none", 1, {0}},
    {"full", 0, {.is_pooled = 1, .has_one_scale = 1, .is_normal = 1}},
    {"full, heavy tails", 0, {.is_pooled = 1, .has_one_scale = 1}},
    {"partial", 0, {0}},
    {"partial, one scale, normal", 0, {.has_one_scale = 1, .is_normal = 1}},
    {"partial, one scale", 0, {.has_one_scale = 1}},
    {"partial, normal", 0, {.is_normal = 1}},
    {"full, own scales", 0, {.is_pooled = 1}},
};
enum { PARTIAL = 3 };
enum { N_METHODS = sizeof METHODS / sizeof *METHODS };

struct data {
    size_t n_areas, n_indicators;
    char area[MOST_AREAS][64], indicator[MOST_INDICATORS][64];
    int first[MOST_INDICATORS];                         /* year of growth that any area has */
    double value[MOST_INDICATORS][MOST_AREAS][N_YEARS]; /* 0: missing */
};

struct reading {
    int is_whole;     /* all years up to the origin, not the last 5 */
    int others_known; /* the other areas' outturns of the years ahead */
    size_t n_methods;
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

static void find_first(struct data *d) {
    for (size_t i = 0; i < d->n_indicators; i++)
        for (int t = N_YEARS - 1; t > 0; t--)
            for (size_t a = 0; a < d->n_areas; a++)
                if (isfinite(growth(d, i, a, t))) d->first[i] = t;
}

struct window {
    ot_panel panel;
    double x[MOST_AREAS * N_YEARS], y[MOST_AREAS * N_YEARS];
    size_t area[MOST_AREAS * N_YEARS], year[MOST_AREAS * N_YEARS];
    size_t n_of[MOST_AREAS], start[MOST_AREAS];
};

/* Growth of the years first to last, of all areas that have it; of area `own` up to `own_last`. */
static void fill_window(const struct data *d, size_t i, int first, int last, size_t own,
                        int own_last, struct window *w) {
    size_t n = 0;
    for (size_t a = 0; a < d->n_areas; a++) {
        w->start[a] = n;
        for (int t = first; t <= (a == own ? own_last : last); t++) {
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
                          .year = w->year,
                          .own = own};
}

struct student {
    double at, scale, df;
};

/* A year to come, or with `year` one of the panel. Returns 0 where there is no answer. */
static int predict(const struct window *w, const struct method *m, const size_t *year,
                   struct student *out, ot_error *err) {
    const size_t own = w->panel.own;
    if (m->is_alone) {
        ot_regression r;
        if (ot_regression_ols(w->x + w->start[own], w->y + w->start[own], w->n_of[own], 1, &r, err))
            return 0;
        *out = (struct student){r.coefficient[0],
                                sqrt(r.sigma_scale * r.sigma_scale + r.covariance[0]), r.df};
        ot_regression_clear(&r);
        return out->scale > 0.0;
    }
    ot_panel_fit fit;
    ot_panel_choice choice = m->choice;
    if (year) {
        choice.has_year = 1;
        choice.year = *year;
    }
    if (ot_panel_fit_make(&w->panel, &choice, &fit, NULL, NULL, err)) return 0;
    *out = (struct student){fit.coefficient[0],
                            sqrt(fit.sigma_scale * fit.sigma_scale + fit.covariance[0]), fit.df};
    ot_panel_fit_clear(&fit);
    return 1;
}

/* The sum over the years ahead, and their number. */
static int score_method(const struct data *d, size_t i, int t, const struct window *w,
                        const struct method *m, const struct reading *reading, double *score) {
    ot_error err = {0};
    struct student s = {0};
    const size_t own = w->panel.own;
    for (int h = 1; h <= N_AHEAD; h++) {
        const double g = growth(d, i, own, t + h);
        const size_t year = w->panel.n_years - 1 - (size_t)(N_AHEAD - h);
        if (!isfinite(g)) continue;
        const int is_new = !(s.df > 0.0) || (reading->others_known && !m->is_alone);
        if (is_new && !predict(w, m, reading->others_known ? &year : NULL, &s, &err)) {
            fprintf(stderr, "left out: %s %d %s %s: %s\n", d->indicator[i], t + FIRST_YEAR,
                    d->area[own], m->name, err.text[OT_LANGUAGE_EN]);
            return 0;
        }
        *score += log(gsl_ran_tdist_pdf((g - s.at) / s.scale, s.df) / s.scale);
    }
    return 1;
}

/* An area is judged with all points of the last 5 years and one outturn at least. */
static void score_area(const struct data *d, size_t i, int t, size_t area,
                       const struct reading *reading, struct origin *o) {
    static struct window w;
    double score[N_METHODS] = {0};
    size_t n_ahead = 0;
    int first = t - LEAST_WINDOW + 1;
    for (int h = 0; h < LEAST_WINDOW; h++)
        if (!isfinite(growth(d, i, area, t - h))) return;
    for (int h = 1; h <= N_AHEAD; h++)
        n_ahead += isfinite(growth(d, i, area, t + h)) != 0;
    if (n_ahead == 0) return;
    while (reading->is_whole && first > d->first[i])
        first--;
    fill_window(d, i, first, reading->others_known ? t + N_AHEAD : t, area, t, &w);
    for (size_t m = 0; m < reading->n_methods; m++)
        if (!score_method(d, i, t, &w, METHODS + m, reading, score + m)) return;
    for (size_t m = 0; m < reading->n_methods; m++)
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

static size_t score_indicator(const struct data *d, size_t i, const struct reading *reading,
                              struct origin *origins) {
    size_t n = 0;
    for (int t = LEAST_WINDOW; t < N_YEARS - 1; t++) {
        struct origin o = {.year = t + FIRST_YEAR};
        for (size_t a = 0; a < d->n_areas; a++)
            score_area(d, i, t, a, reading, &o);
        if (o.n_areas < OT_PANEL_LEAST_AREAS) continue;
        for (size_t m = 0; m < reading->n_methods; m++)
            o.score[m] /= (double)o.n;
        origins[n++] = o;
    }
    return n;
}

static void print_head(const struct reading *reading) {
    printf("| indicator | origins |");
    for (size_t m = 0; m < reading->n_methods; m++)
        printf(" %s |", METHODS[m].name);
    for (size_t m = 0; m < PARTIAL; m++)
        printf(" - %s |", METHODS[m].name);
    printf("\n|---|--:|");
    for (size_t m = 0; m < reading->n_methods + PARTIAL; m++)
        printf("--:|");
    printf("\n");
}

/* Scores, then how much partial pooling is above the others, with standard errors. `sum` gets the
 * figures in the order of the columns. */
static void print_indicator(const char *name, const struct origin *o, size_t n,
                            const struct reading *reading, double *sum) {
    double v[N_YEARS], se;
    printf("| %s | %zu |", name, n);
    for (size_t m = 0; m < reading->n_methods; m++) {
        for (size_t j = 0; j < n; j++)
            v[j] = o[j].score[m];
        const double mean = mean_of(v, n, &se);
        printf(" %.3f |", mean);
        sum[m] += mean;
    }
    for (size_t m = 0; m < PARTIAL; m++) {
        for (size_t j = 0; j < n; j++)
            v[j] = o[j].score[PARTIAL] - o[j].score[m];
        const double mean = mean_of(v, n, &se);
        printf(n > 1 ? " %.3f (%.3f) |" : " %.3f |", mean, se);
        sum[N_METHODS + m] += mean;
    }
    printf("\n");
    fflush(stdout);
}

static void print_mean(const double *sum, size_t n, const struct reading *reading) {
    printf("| mean | |");
    for (size_t m = 0; m < reading->n_methods; m++)
        printf(" %.3f |", sum[m] / (double)n);
    for (size_t m = 0; m < PARTIAL; m++)
        printf(" %.3f |", sum[N_METHODS + m] / (double)n);
    printf("\n");
}

static void print_origins(const struct origin *o, size_t n, const struct reading *reading) {
    for (size_t j = 0; j < n; j++) {
        printf("    %d, %zu areas:", o[j].year, o[j].n_areas);
        for (size_t m = 0; m < reading->n_methods; m++)
            printf(" %.3f", o[j].score[m]);
        printf("\n");
    }
}

/* The origin of the series that are too short for more. */
static void print_short(const char *name, const struct origin *o, size_t n,
                        const struct reading *reading) {
    double ignored[2 * N_METHODS] = {0};
    for (size_t j = 0; j < n; j++)
        if (o[j].year == SHORT_ORIGIN) print_indicator(name, o + j, 1, reading, ignored);
}

static int is_wanted(const char *name, int argc, char **argv) {
    int n_names = 0;
    for (int j = 2; j < argc; j++) {
        if (argv[j][0] == '-') continue;
        n_names++;
        if (strcmp(argv[j], name) == 0) return 1;
    }
    return n_names == 0;
}

static int has_option(const char *name, int argc, char **argv) {
    for (int j = 2; j < argc; j++)
        if (strcmp(argv[j], name) == 0) return 1;
    return 0;
}

int main(int argc, char **argv) {
    static struct data d;
    static struct origin origins[MOST_INDICATORS][N_YEARS];
    size_t n_origins[MOST_INDICATORS] = {0};
    const struct reading reading = {
        .is_whole = has_option("--whole", argc, argv),
        .others_known = has_option("--others", argc, argv),
        .n_methods = has_option("--parts", argc, argv) ? (size_t)N_METHODS : PARTIAL + 1};
    double sum[2 * N_METHODS] = {0};
    size_t n_long = 0;
    if (argc < 2 || !read_data(argv[1], &d)) return EXIT_FAILURE;
    ot_init();
    find_first(&d);
    print_head(&reading);
    for (size_t i = 0; i < d.n_indicators; i++) {
        if (!is_wanted(d.indicator[i], argc, argv)) continue;
        const size_t n = n_origins[i] = score_indicator(&d, i, &reading, origins[i]);
        if (n < LEAST_ORIGINS) continue;
        print_indicator(d.indicator[i], origins[i], n, &reading, sum);
        if (has_option("--origins", argc, argv)) print_origins(origins[i], n, &reading);
        n_long++;
    }
    if (n_long > 1) print_mean(sum, n_long, &reading);
    for (size_t i = 0; i < d.n_indicators; i++)
        if (n_origins[i] < LEAST_ORIGINS)
            print_short(d.indicator[i], origins[i], n_origins[i], &reading);
    return EXIT_SUCCESS;
}
