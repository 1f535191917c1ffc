#include "forecast/spike.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A year is a spike when it lies beyond both neighbours, on the same side, by FAR times the usual
 * change, which counts as a tenth of the level at least: by a factor of e where all values are
 * above 0. One in a hundred of M3's yearly series has such a year. */
static const double FAR = 10.0, LEAST_CHANGE = 0.1;
enum { FEWEST = 5 }; /* values, of which a spike and three others that are calm */

struct known {
    double *y;      /* [n] logarithms, or in units of the usual size */
    double *change; /* [n] sizes of changes; sorted, then */
    size_t *place;  /* [n] in the series */
    size_t n;
};

static int by_size(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* 0: no scale, as of counts that are 0 most years. */
static int set_scale(struct known *k) {
    int is_positive = 1;
    for (size_t i = 0; i < k->n; i++) {
        is_positive = is_positive && k->y[i] > 0.0;
        k->change[i] = fabs(k->y[i]);
    }
    qsort(k->change, k->n, sizeof *k->change, by_size);
    const double unit = k->change[k->n / 2];
    for (size_t i = 0; i < k->n; i++)
        k->y[i] = is_positive ? log(k->y[i]) : k->y[i] / unit;
    for (size_t i = 1; i < k->n; i++)
        k->change[i - 1] = fabs(k->y[i] - k->y[i - 1]);
    qsort(k->change, k->n - 1, sizeof *k->change, by_size);
    return unit > 0.0;
}

/* How far value i lies beyond its neighbours; 0: between them. */
static double excess(const struct known *k, size_t i) {
    const size_t last = k->n - 1;
    const double before = k->y[i] - k->y[i > 0 ? i - 1 : 1];
    const double after = k->y[i] - k->y[i < last ? i + 1 : last - 1];
    return before * after > 0.0 ? fmin(fabs(before), fabs(after)) : 0.0;
}

/* The median change of the others: a spike's own are larger, and stand behind it. */
static double usual_change(const struct known *k, size_t i) {
    const size_t n_own = i > 0 && i + 1 < k->n ? 2 : 1;
    return fmax(k->change[(k->n - 1 - n_own) / 2], LEAST_CHANGE);
}

struct year_name {
    char text[OT_N_LANGUAGES][32];
};

static struct year_name name_year(const ot_forecast_options *o, size_t place) {
    struct year_name name;
    if (o->first_year) {
        const int year = o->first_year + (int)place;
        (void)snprintf(name.text[OT_LANGUAGE_EN], sizeof name.text[0], "%d", year);
        (void)snprintf(name.text[OT_LANGUAGE_ZH], sizeof name.text[0], "%d 年", year);
    } else {
        (void)snprintf(name.text[OT_LANGUAGE_EN], sizeof name.text[0], "value %zu", place + 1);
        (void)snprintf(name.text[OT_LANGUAGE_ZH], sizeof name.text[0], "第 %zu 个值", place + 1);
    }
    return name;
}

static void say(const ot_cast_method *method, const struct known *k, size_t i, const double *value,
                const struct year_name name, const ot_forecast_options *o, ot_notes *notes) {
    const char *en = name.text[OT_LANGUAGE_EN], *zh = name.text[OT_LANGUAGE_ZH];
    const double own = value[k->place[i]] / o->unit;
    const double before = i > 0 ? value[k->place[i - 1]] / o->unit : own;
    const double after = i + 1 < k->n ? value[k->place[i + 1]] / o->unit : own;
    if (method->keeps_spikes)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%s%.0s: %g is far from the values beside it; this method takes it as it is",
                     "%.0s%s：%g 与相邻的值相差悬殊；此方法照用", en, zh, own);
    else if (i == 0)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%s%.0s: %g is far from the %g that follows; the forecast leaves it out",
                     "%.0s%s：%g 与其后的 %g 相差悬殊；预测时不予采用", en, zh, own, after);
    else if (i + 1 == k->n)
        ot_notes_add(
            notes, OT_SEVERITY_WARNING, NULL, 0, 0,
            "%s%.0s: %g is far from the %g before it; a spike or a new level, nobody can "
            "tell yet: the forecast takes it as it is",
            "%.0s%s：%g 与此前的 %g 相差悬殊；是孤立异常值还是新的水平，尚无法判断：预测时照用", en,
            zh, own, before);
    else
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%s%.0s: %g is far from its neighbours %g and %g; it is forecast as if it "
                     "were missing, and the band allows for no such year",
                     "%.0s%s：%g 与前后的 %g 和 %g 相差悬殊；预测时视为缺失，区间未计入再次出现"
                     "这种年份的可能",
                     en, zh, own, before, after);
}

static int is_far(const struct known *k, size_t i) {
    return excess(k, i) > FAR * usual_change(k, i);
}

/* Two years together, inside: each beyond what is around both, which is not odd itself. */
static int is_pair(const struct known *k, size_t i) {
    enum { OWN = 3 }; /* changes */
    if (i < 1 || i + 2 >= k->n || k->n <= FEWEST) return 0;
    if (is_far(k, i - 1) || is_far(k, i + 2)) return 0;
    const double usual = fmax(k->change[(k->n - 1 - OWN) / 2], LEAST_CHANGE);
    double least = (double)INFINITY, most = -(double)INFINITY;
    for (size_t own = i; own <= i + 1; own++)
        for (size_t other = i - 1; other <= i + 2; other += 3) {
            least = fmin(least, k->y[own] - k->y[other]);
            most = fmax(most, k->y[own] - k->y[other]);
        }
    return least > FAR * usual || most < -FAR * usual;
}

/* Of two neighbours that lie far from each other, the inner one is odd where one is at an end; that
 * at the end is odd, too, when it is as far from the next one. */
static int is_odd(const struct known *k, size_t i) {
    const size_t last = k->n - 1;
    if (is_pair(k, i) || (i > 0 && is_pair(k, i - 1))) return 1;
    if (!is_far(k, i) || (i > 0 && i < last)) return is_far(k, i);
    const size_t inner = i ? last - 1 : 1, next = i ? last - 2 : 2;
    return !is_far(k, inner) || fabs(k->y[i] - k->y[next]) > FAR * usual_change(k, i);
}

static void say_many(size_t n, const struct year_name name, ot_notes *notes) {
    ot_notes_add(
        notes, OT_SEVERITY_WARNING, NULL, 0, 0,
        "%s%.0s and %zu more lie far from the values beside them; what came more than once "
        "may come again, and the forecast takes them as they are",
        "%.0s%s及另外 %zu 个值与相邻的值相差悬殊；不止一次出现的情形可能再次出现，预测时照用",
        name.text[OT_LANGUAGE_EN], name.text[OT_LANGUAGE_ZH], n - 1);
}

static size_t list_known(const double *value, size_t n, struct known *k) {
    for (size_t t = 0; t < n; t++) {
        if (isnan(value[t])) continue;
        k->y[k->n] = value[t];
        k->place[k->n++] = t;
    }
    return k->n;
}

/* The number of odd values, and the first of them. */
static size_t count_odd(const struct known *k, size_t *first) {
    size_t n_odd = 0;
    for (size_t i = k->n; i-- > 0;)
        if (is_odd(k, i)) n_odd++, *first = i;
    return n_odd;
}

ot_status ot_spikes_drop(const ot_cast_method *method, double *value, size_t n, size_t skipped,
                         const ot_forecast_options *options, ot_notes *notes, int *has_dropped,
                         ot_error *err) {
    struct known k = {calloc(n, sizeof *k.y), calloc(n, sizeof *k.change),
                      calloc(n, sizeof *k.place), 0};
    const int has_room = k.y && k.change && k.place;
    size_t n_odd = 0, i = 0;
    if (has_room && list_known(value, n, &k) >= FEWEST && set_scale(&k)) n_odd = count_odd(&k, &i);
    if (n_odd == 1)
        say(method, &k, i, value, name_year(options, skipped + k.place[i]), options, notes);
    if (n_odd > 1) say_many(n_odd, name_year(options, skipped + k.place[i]), notes);
    *has_dropped = n_odd == 1 && i + 1 < k.n && !method->keeps_spikes;
    if (*has_dropped) value[k.place[i]] = (double)NAN;
    free(k.y);
    free(k.change);
    free(k.place);
    if (has_room) return OT_OK;
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a series", "内存不足以存放序列");
}
