#include "collections.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HORIZON = 6, AT_01 = 3, AT_025 = 5, AT_10 = 13, AT_90 = 93, AT_975 = 101, AT_99 = 103 };

double change_of(const double *v, size_t n) {
    double sum = 0.0;
    for (size_t t = 1; t < n; t++)
        sum += fabs(v[t] - v[t - 1]);
    return sum / (double)(n - 1);
}

void score_add(const ot_forecast *f, size_t t, double y, double scale, score_sums *s) {
    const double p = ot_forecast_point(f, t), *q = ot_forecast_quantiles(f, t);
    double pinball = 0.0;
    for (size_t i = AT_01; i <= AT_99; i++) { /* the hundredths */
        const double share = ot_forecast_probability[i];
        if (i == AT_025 || i == AT_975) continue;
        pinball += y >= q[i] ? share * (y - q[i]) : (1.0 - share) * (q[i] - y);
    }
    s->n += 1.0;
    s->smape += 200.0 * fabs(y - p) / (fabs(y) + fabs(p));
    s->mase += fabs(y - p) / scale;
    s->cover80 += y >= q[AT_10] && y <= q[AT_90];
    s->cover95 += y >= q[AT_025] && y <= q[AT_975];
    s->crps += 2.0 * pinball / 99.0 / scale;
    s->msis +=
        (q[AT_975] - q[AT_025] + 40.0 * (fmax(0.0, q[AT_025] - y) + fmax(0.0, y - q[AT_975]))) /
        scale;
}

static one_series *place_of(collection *c, const char *id) {
    for (size_t i = c->n; i-- > 0;)
        if (strcmp(c->series[i].id, id) == 0) return &c->series[i];
    if (c->n == c->room) {
        const size_t room = 2 * c->room + 256;
        one_series *grown = realloc(c->series, room * sizeof *grown);
        if (!grown) return NULL;
        c->series = grown;
        c->room = room;
    }
    one_series *s = &c->series[c->n++];
    *s = (one_series){.n = 0};
    snprintf(s->id, sizeof s->id, "%s", id);
    return s;
}

int collection_read_m3(const char *folder, collection *out) {
    char path[4096], line[256], id[32], domain[DOMAIN_SIZE], set[16];
    int year, t;
    double value;
    snprintf(path, sizeof path, "%s/m3_yearly.csv", folder);
    FILE *file = fopen(path, "rb");
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "%31[^,],%31[^,],%d,%d,%lf,%15s", id, domain, &year, &t, &value, set) != 6)
            continue;
        one_series *s = place_of(out, id);
        if (!s) break;
        snprintf(s->domain, sizeof s->domain, "%s", domain);
        if (s->n < MOST_YEARS) s->value[s->n++] = value;
        if (set[1] == 'r') s->n_known = s->n;
    }
    if (file) fclose(file);
    return out->n > 0;
}

int collection_read_panel(const char *path, collection *out) {
    char line[512], who[64], what[32], id[ID_SIZE];
    int year, *last = NULL;
    double value;
    size_t room = 0;
    FILE *file = fopen(path, "rb");
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "%63[^,],%d,%31[^,],%lf", who, &year, what, &value) != 4) continue;
        snprintf(id, sizeof id, "%s %s", what, who);
        one_series *s = place_of(out, id);
        if (!s) break;
        if (out->room > room) {
            int *grown = realloc(last, out->room * sizeof *grown);
            if (!grown) break;
            last = grown;
            room = out->room;
        }
        int *before = &last[s - out->series];
        if (s->n > 0 && year != *before + 1) s->n = 0;
        *before = year;
        snprintf(s->domain, sizeof s->domain, "%s", what);
        if (s->n < MOST_YEARS) s->value[s->n++] = value;
        s->n_known = s->n > HORIZON ? s->n - HORIZON : 0;
    }
    if (file) fclose(file);
    free(last);
    return out->n > 0;
}

void collection_deal(collection *c, size_t n_folds) {
    srand(7);
    for (size_t i = 0; i < c->n; i++) {
        one_series *s = &c->series[i];
        s->group = i;
        s->fold = (size_t)rand() % n_folds;
        for (size_t j = 0; j < i && s->n_known > 0; j++)
            if (c->series[j].n_known > 0 &&
                memcmp(s->value + s->n_known, c->series[j].value + c->series[j].n_known,
                       HORIZON * sizeof *s->value) == 0) {
                s->group = c->series[j].group;
                s->fold = c->series[j].fold;
            }
    }
}

void collection_free(collection *c) {
    free(c->series);
    *c = (collection){0};
}
