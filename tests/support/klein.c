#include "klein.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FIXTURES "tests/regress/fixtures/"
enum { LINE = 512, N_SERIES = 14, N_SIGMAS = 6, N_ROWS = KLEIN_ALL + N_SIGMAS };

/* The columns of klein_greene.csv. */
enum {
    YEAR,
    CONSUMP,
    CORP_PROF,
    CORP_PROF_LAG,
    PRIV_WAGE,
    INVEST,
    CAPITAL_LAG,
    GNP,
    GNP_LAG,
    GOV_WAGE,
    GOV_EXP,
    TAXES,
    WAGES,
    TREND
};

static FILE *fixture(const char *name) {
    char path[LINE];
    snprintf(path, sizeof path, FIXTURES "%s", name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    return f;
}

static void fill_year(klein_data *out, size_t t, const double *v) {
    static const int LEFT[KLEIN_EQUATIONS] = {CONSUMP, INVEST, PRIV_WAGE};
    static const int RIGHT[KLEIN_EQUATIONS][KLEIN_COLUMNS - 1] = {
        {CORP_PROF, CORP_PROF_LAG, WAGES},
        {CORP_PROF, CORP_PROF_LAG, CAPITAL_LAG},
        {GNP, GNP_LAG, TREND}};
    static const int INSTRUMENT[KLEIN_INSTRUMENTS - 1] = {
        GOV_EXP, TAXES, GOV_WAGE, TREND, CAPITAL_LAG, CORP_PROF_LAG, GNP_LAG};
    for (size_t e = 0; e < KLEIN_EQUATIONS; e++) {
        out->y[e][t] = v[LEFT[e]];
        out->x[e][t * KLEIN_COLUMNS] = 1.0;
        for (size_t j = 1; j < KLEIN_COLUMNS; j++)
            out->x[e][t * KLEIN_COLUMNS + j] = v[RIGHT[e][j - 1]];
    }
    out->z[t * KLEIN_INSTRUMENTS] = 1.0;
    for (size_t j = 1; j < KLEIN_INSTRUMENTS; j++)
        out->z[t * KLEIN_INSTRUMENTS + j] = v[INSTRUMENT[j - 1]];
}

void klein_read(klein_data *out) {
    char line[LINE];
    size_t t = 0;
    FILE *f = fixture("klein_greene.csv");
    while (fgets(line, sizeof line, f)) {
        double v[N_SERIES];
        char *at = line;
        if (atoi(line) < 1921) continue; /* the names; 1920, which has no year before it */
        for (size_t c = 0; c < N_SERIES; c++) {
            v[c] = strtod(at, &at);
            at += *at == ',';
        }
        assert_true(t < KLEIN_YEARS);
        fill_year(out, t++, v);
    }
    assert_int_equal(t, KLEIN_YEARS);
    fclose(f);
}

/* Coefficients in the order of the equations, then the upper triangle of sigma. */
static void fill_estimate(klein_estimates *out, size_t row, const char *numbers) {
    static const size_t I[N_SIGMAS] = {0, 0, 0, 1, 1, 2}, J[N_SIGMAS] = {0, 1, 2, 1, 2, 2};
    char *at;
    const double value = strtod(numbers, &at);
    if (row < KLEIN_ALL) {
        out->b[row] = value;
        out->se[row] = strtod(at + 1, NULL);
    } else {
        out->sigma[I[row - KLEIN_ALL]][J[row - KLEIN_ALL]] = value;
        out->sigma[J[row - KLEIN_ALL]][I[row - KLEIN_ALL]] = value;
    }
}

void klein_read_estimates(const char *file, const char *method, klein_estimates *out) {
    char line[LINE];
    size_t row = 0;
    FILE *f = fixture(file);
    while (fgets(line, sizeof line, f)) {
        char *comma = strchr(line, ',');
        if (!comma || (size_t)(comma - line) != strlen(method) ||
            strncmp(line, method, strlen(method)) != 0)
            continue;
        assert_true(row < N_ROWS);
        fill_estimate(out, row++, strchr(comma + 1, ',') + 1);
    }
    assert_int_equal(row, N_ROWS);
    fclose(f);
}
