/* From rows of a table to growth rates of areas. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "estimate/prior.h"

enum { MOST_LISTED = 12, LIST_SIZE = 400 };

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以存放面板数据");
}

/* Different texts among those of rows, in the order of the files. */
typedef struct panel_names {
    const char **name;
    size_t n;
} panel_names;

static int has_name(const panel_names *list, const char *name) {
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->name[i], name) == 0) return 1;
    return 0;
}

static void add_name(panel_names *list, const char *name) {
    const int is_last = list->n > 0 && strcmp(list->name[list->n - 1], name) == 0;
    if (*name && !is_last && !has_name(list, name)) list->name[list->n++] = name;
}

static void join(const panel_names *list, const char *between, char out[LIST_SIZE]) {
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = 0; i < list->n && i < MOST_LISTED; i++) {
        const size_t n = strlen(list->name[i]), gap = i ? strlen(between) : 0;
        if (length + n + gap + 8 > LIST_SIZE) break;
        memcpy(out + length, between, gap);
        memcpy(out + length + gap, list->name[i], n + 1);
        length += n + gap;
    }
    if (list->n > MOST_LISTED && length + 5 < LIST_SIZE) memcpy(out + length, " ...", 5);
}

static ot_status unknown_indicator(const ot_prior *p, const panel_names *known, ot_error *err) {
    char en[LIST_SIZE], zh[LIST_SIZE];
    const char *near = ot_utf8_nearest(p->indicator, known->name, known->n);
    join(known, ", ", en);
    join(known, "、", zh);
    if (near)
        (void)ot_fail(err, OT_ERR_USAGE,
                      "unknown indicator \"%s\"; did you mean \"%s\"? There are: %s%.0s",
                      "未知指标“%s”；是否指“%s”？可用的指标：%.0s%s", p->indicator, near, en, zh);
    else
        (void)ot_fail(err, OT_ERR_USAGE, "unknown indicator \"%s\"; there are: %s%.0s",
                      "未知指标“%s”；可用的指标：%.0s%s", p->indicator, en, zh);
    if (ot_table_n_inputs(p->table) > 0)
        ot_error_locate(err, ot_table_input(p->table, 0)->path, 0, 0);
    return OT_ERR_USAGE;
}

static ot_status unknown_area(const ot_prior *p, const char *area, const panel_names *known,
                              ot_error *err) {
    char en[LIST_SIZE], zh[LIST_SIZE];
    const char *near = ot_utf8_nearest(area, known->name, known->n);
    join(known, ", ", en);
    join(known, "、", zh);
    if (near)
        return ot_fail(err, OT_ERR_USAGE,
                       "--area: %s has no area \"%s\"; did you mean \"%s\"? There are: %s%.0s",
                       "--area：%s 没有地区“%s”；是否指“%s”？可用的地区：%.0s%s", p->indicator,
                       area, near, en, zh);
    return ot_fail(err, OT_ERR_USAGE, "--area: %s has no area \"%s\"; there are: %s%.0s",
                   "--area：%s 没有地区“%s”；可用的地区：%.0s%s", p->indicator, area, en, zh);
}

static const ot_observation *find(const ot_prior *p, const char *area, int year) {
    const ot_observation *o = ot_table_find(p->table, p->indicator, area, year, NULL);
    return o && *o->area && o->figure.kind == OT_FIGURE_POINT ? o : NULL;
}

static double value_of(const ot_prior *p, const char *area, int year) {
    const ot_observation *o = find(p, area, year);
    return o ? o->figure.value : (double)NAN;
}

/* A nation's accounts are not the sum of its provinces' (China's, 1952-2022: 0.93 to 1.17 of it).
 * Among few areas one is a sum by chance, so that there it must be one within rounding. */
static const double NEAR_SUM = 0.2, ROUNDING_OF_SUM = 0.001;
enum { MANY_OTHERS = 5, FEW_OTHERS = 2 };

/* Sums of all areas in the years from `first` on, and of how many. */
typedef struct year_sums {
    int first, last;
    double *sum;
    size_t *n, most; /* most: in a year in which no area's value is missing */
} year_sums;

static void add_up(const ot_prior *p, const panel_names *areas, year_sums *sums) {
    for (size_t i = 0; i < areas->n; i++)
        for (int year = sums->first; year <= sums->last; year++) {
            const double value = value_of(p, areas->name[i], year);
            if (!isfinite(value)) continue;
            sums->sum[year - sums->first] += value;
            sums->n[year - sums->first]++;
        }
    for (int year = sums->first; year <= sums->last; year++)
        if (sums->n[year - sums->first] > sums->most) sums->most = sums->n[year - sums->first];
}

/* Is the value of an area about the sum of the others', in each year in which all have one? */
static int is_total(const ot_prior *p, const char *area, const year_sums *sums) {
    size_t n_years = 0;
    for (int year = sums->first; year <= sums->last; year++) {
        const double own = value_of(p, area, year), sum = sums->sum[year - sums->first] - own;
        const size_t n = sums->n[year - sums->first], n_others = n - 1;
        if (!isfinite(own) || n < sums->most || n_others < FEW_OTHERS) continue;
        const double share = n_others >= MANY_OTHERS ? NEAR_SUM : ROUNDING_OF_SUM;
        if (!(fabs(own - sum) <= share * fabs(sum))) return 0;
        n_years++;
    }
    return n_years >= 2;
}

static void leave_out(ot_prior *p, panel_names *areas, size_t k, ot_notes *notes) {
    p->total = areas->name[k];
    ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0,
                 "%s: \"%s\" is about the sum of the other areas and is not counted as an area; "
                 "--area counts every area that it names",
                 "%s：“%s”约等于其他地区之和，不计为地区；--area 指名的地区一律计入", p->indicator,
                 p->total);
    memmove(areas->name + k, areas->name + k + 1, (areas->n - k - 1) * sizeof *areas->name);
    areas->n--;
}

static ot_status leave_out_total(ot_prior *p, panel_names *areas, const char *kept, int first,
                                 int last, ot_notes *notes, ot_error *err) {
    const size_t span = (size_t)(last - first + 1);
    year_sums sums = {first, last, ot_arena_alloc(p->arena, span, sizeof *sums.sum),
                      ot_arena_alloc(p->arena, span, sizeof *sums.n), 0};
    if (!sums.sum || !sums.n) return no_memory(err);
    add_up(p, areas, &sums);
    for (size_t k = 0; k < areas->n; k++) {
        const char *name = areas->name[k];
        if ((kept && strcmp(name, kept) == 0) || !is_total(p, name, &sums)) continue;
        leave_out(p, areas, k, notes);
        break;
    }
    return OT_OK;
}

static void tell_missing(const ot_prior *p, ot_notes *notes) {
    const size_t all = p->panel.n_areas * p->panel.n_years;
    size_t n = 0;
    for (size_t k = 0; k < all; k++)
        n += isfinite(p->growth[k]) ? 0 : 1;
    if (n > 0)
        ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0,
                     "%s: %zu of %zu growth rates are not there, as a value is missing or a bound",
                     "%s：%zu 个增长率（应有 %zu 个）因数值缺失或只有上下限而没有", p->indicator, n,
                     all);
}

/* The areas that are asked for, into `areas`. */
static ot_status choose_areas(ot_prior *p, const ot_prior_options *o, panel_names *areas,
                              ot_error *err) {
    for (size_t k = 0; k < o->n_areas; k++) {
        if (!has_name(areas, o->area[k])) return unknown_area(p, o->area[k], areas, err);
        for (size_t i = 0; i < k; i++)
            if (strcmp(o->area[i], o->area[k]) == 0)
                return ot_fail(err, OT_ERR_USAGE, "--area names \"%s\" twice",
                               "--area 重复给出“%s”", o->area[k]);
    }
    p->is_chosen = o->n_areas > 1;
    if (!p->is_chosen) return OT_OK;
    for (size_t k = 0; k < o->n_areas; k++) /* the table's own text, which lives on */
        for (size_t i = k; i < areas->n; i++) {
            if (strcmp(areas->name[i], o->area[k]) != 0) continue;
            const char *chosen = areas->name[i];
            areas->name[i] = areas->name[k];
            areas->name[k] = chosen;
        }
    areas->n = o->n_areas;
    return OT_OK;
}

static ot_status refuse_value(const ot_prior *p, const ot_observation *o, ot_error *err) {
    (void)ot_fail(err, OT_ERR_INPUT,
                  "%s of \"%s\" in %d is %g; a growth rate needs values above 0; --from, --to or "
                  "--area can leave it out",
                  "%s：“%s”%d 年的数值为 %g；增长率要求数值大于 0；可用 --from、--to 或 --area "
                  "避开",
                  p->indicator, o->area, o->year, o->figure.value);
    ot_error_locate(err, o->file, o->line, o->column);
    return OT_ERR_INPUT;
}

static ot_status take_rate(ot_prior *p, const char *area, int year, double *rate, ot_error *err) {
    const ot_observation *before = find(p, area, year - 1), *now = find(p, area, year);
    *rate = (double)NAN;
    if (!before || !now) return OT_OK;
    if (!(before->figure.value > 0.0)) return refuse_value(p, before, err);
    if (!(now->figure.value > 0.0)) return refuse_value(p, now, err);
    *rate = now->figure.value / before->figure.value - 1.0;
    return OT_OK;
}

/* Growth rates of all years of the span, then without the years and areas that have none. */
static ot_status take_rates(ot_prior *p, int first, int last, ot_error *err) {
    const size_t n_all = p->panel.n_areas, span = (size_t)(last - first + 1);
    size_t n_areas = 0, n_years = 0;
    for (size_t i = 0; i < n_all; i++) {
        double *row = p->growth + n_areas * span;
        int has_rate = 0;
        for (size_t t = 0; t < span; t++) {
            const ot_status status = take_rate(p, p->area[i], first + (int)t, &row[t], err);
            if (status) return status;
            has_rate |= isfinite(row[t]) ? 1 : 0;
        }
        p->area[n_areas] = p->area[i];
        n_areas += has_rate ? 1 : 0;
    }
    for (size_t t = 0; t < span; t++) {
        int has_rate = 0;
        for (size_t i = 0; i < n_areas; i++)
            has_rate |= isfinite(p->growth[i * span + t]) ? 1 : 0;
        if (has_rate) p->year[n_years++] = first + (int)t;
    }
    for (size_t i = 0; i < n_areas; i++) /* to the front: what is read stands behind */
        for (size_t k = 0; k < n_years; k++)
            p->growth[i * n_years + k] = p->growth[i * span + (size_t)(p->year[k] - first)];
    p->panel = (ot_growth_panel){n_areas, n_years, p->year, p->growth};
    return OT_OK;
}

static ot_status years_outside(const ot_prior *p, int first, int last, ot_error *err) {
    return ot_fail(err, OT_ERR_USAGE,
                   "%s has no growth rate in the years of --from and --to; its values are of %d to "
                   "%d",
                   "%s 在 --from 和 --to 所给年份没有增长率；其数值为 %d 至 %d 年", p->indicator,
                   first, last);
}

static int count_span(const ot_prior *p, const panel_names *areas, int *first, int *last) {
    int has = 0;
    for (size_t i = 0; i < ot_table_count(p->table); i++) {
        const ot_observation *o = ot_table_at(p->table, i);
        if (strcmp(o->series, p->indicator) != 0 || !has_name(areas, o->area)) continue;
        if (!has || o->year < *first) *first = o->year;
        if (!has || o->year > *last) *last = o->year;
        has = 1;
    }
    return has;
}

/* Indicators of the table, and areas that have the one asked for; none: it is unknown. */
static ot_status list_names(const ot_prior *p, panel_names *areas, ot_error *err) {
    panel_names indicators = {0};
    const size_t n = ot_table_count(p->table);
    indicators.name = ot_arena_alloc(p->arena, n, sizeof *indicators.name);
    areas->name = ot_arena_alloc(p->arena, n, sizeof *areas->name);
    if (!indicators.name || !areas->name) return no_memory(err);
    for (size_t i = 0; i < n; i++) {
        const ot_observation *o = ot_table_at(p->table, i);
        add_name(&indicators, o->series);
        if (strcmp(o->series, p->indicator) == 0) add_name(areas, o->area);
    }
    if (!has_name(&indicators, p->indicator)) return unknown_indicator(p, &indicators, err);
    if (areas->n > 0) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT, "%s has no areas: a column \"area\" must tell them apart",
                   "%s 没有地区：须有 area 列加以区分", p->indicator);
}

/* The area that is named alone, among those that have growth rates. */
static ot_status find_own(ot_prior *p, const char *kept, ot_error *err) {
    p->own = SIZE_MAX;
    for (size_t i = 0; kept && i < p->panel.n_areas; i++)
        if (strcmp(p->area[i], kept) == 0) p->own = i;
    if (!kept || p->own != SIZE_MAX) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT, "--area: \"%s\" has no growth rate of %s from %d to %d",
                   "--area：“%s”没有 %s 的增长率（%d 至 %d 年）", kept, p->indicator, p->first_year,
                   p->last_year);
}

ot_status ot_prior_gather(ot_prior *p, const ot_prior_options *o, ot_notes *notes, ot_error *err) {
    panel_names areas = {0};
    int first = 0, last = 0;
    ot_status status = list_names(p, &areas, err);
    if (!status) status = choose_areas(p, o, &areas, err);
    if (status) return status;
    (void)count_span(p, &areas, &first, &last);
    const int from = o->first_year > first + 1 ? o->first_year : first + 1;
    const int to = o->last_year && o->last_year < last ? o->last_year : last;
    if (from > to) return years_outside(p, first, last, err);
    const char *kept = o->n_areas == 1 ? o->area[0] : NULL;
    if (!p->is_chosen) status = leave_out_total(p, &areas, kept, from - 1, to, notes, err);
    if (status) return status;
    const size_t span = (size_t)(to - from + 1);
    p->area = areas.name;
    p->panel.n_areas = areas.n;
    p->year = ot_arena_alloc(p->arena, span, sizeof *p->year);
    p->growth = ot_arena_alloc(p->arena, areas.n * span, sizeof *p->growth);
    if (!p->year || !p->growth) return no_memory(err);
    status = take_rates(p, from, to, err);
    if (status) return status;
    if (p->panel.n_years == 0) return years_outside(p, first, last, err);
    p->first_year = p->year[0];
    p->last_year = p->year[p->panel.n_years - 1];
    tell_missing(p, notes);
    return find_own(p, kept, err);
}
