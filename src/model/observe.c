#include "model/build.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

static ot_status refuse_unit(const ot_observation *seen, const ot_unit *unit, ot_error *err) {
    const char *const *text = unit->text;
    (void)ot_fail(err, OT_ERR_INPUT, "series \"%s\" is in %s, but what uses it is in %.0s%s",
                  "序列“%s”的单位是%s，而使用它的指标单位是%s%.0s", seen->series, seen->unit,
                  text[OT_LANGUAGE_ZH], text[OT_LANGUAGE_EN]);
    ot_error_locate(err, seen->file, seen->line, seen->column);
    return OT_ERR_INPUT;
}

/* NULL: the row names none that could be converted into another. */
static const ot_unit *printed_unit(const ot_observation *seen, const ot_unit *declared) {
    const ot_unit *printed = *seen->unit ? ot_unit_find(seen->unit, strlen(seen->unit)) : NULL;
    return printed && ot_unit_is_stated(printed) && ot_unit_is_stated(declared) ? printed : NULL;
}

/* The printed value in the declared unit, then inside. An index is a level of any unit up to a
 * factor: another area's level may stand for it when an equation of changes is estimated. */
static ot_status convert(const ot_observation *seen, const ot_unit *unit, int is_elsewhere,
                         double *value, ot_error *err) {
    double x = seen->figure.value;
    const ot_unit *printed = printed_unit(seen, unit);
    const int is_index = is_elsewhere && strcmp(unit->name, "index") == 0;
    if (printed && !is_index) {
        if (!ot_unit_same_dimension(printed, unit)) return refuse_unit(seen, unit, err);
        if (printed->scale != unit->scale) x *= printed->scale / unit->scale;
    }
    *value = x * ot_unit_inside(unit);
    return OT_OK;
}

ot_status ot_model_observe(const ot_model *m, int is_driver, size_t index, const char *area,
                           const ot_map_spec *map, size_t n_map, int year, const char *as_of,
                           double *value, ot_error *err) {
    const ot_model_indicator *x = is_driver ? NULL : &m->indicator[index];
    const ot_model_driver *d = is_driver ? &m->driver[index] : NULL;
    const char *id = x ? x->spec->id : d->spec->id;
    const char *series = area ? id : x ? x->series : d->series;
    const char *where = area ? area : x ? x->area : d->area;
    for (size_t i = 0; i < n_map; i++)
        if (strcmp(map[i].indicator, id) == 0) series = map[i].series;
    *value = NAN;
    const ot_observation *seen = ot_table_find(m->table, series, where, year, as_of);
    if (seen && seen->figure.kind == OT_FIGURE_POINT)
        return convert(seen, x ? x->unit : d->unit, area != NULL, value, err);
    if (x && !area && x->spec->start.year == year) *value = x->spec->start.value * x->inside;
    return OT_OK;
}

/* Data of the start's year or later win over a start. */
static void note_start(const ot_build *b, const ot_model_indicator *x) {
    const ot_start_spec *start = &x->spec->start;
    const ot_observation *seen =
        ot_table_find(b->model->table, x->series, x->area, start->year, NULL);
    const int is_same_year = seen && seen->figure.kind == OT_FIGURE_POINT;
    if (start->year && (is_same_year || start->year < x->base_year))
        ot_notes_add(b->notes, OT_SEVERITY_INFO, start->place.file, start->place.line,
                     start->place.column,
                     "%s is observed in %d, so its start of %d is not used as its base",
                     "%s 在 %d 年有观测值，因此不以 %d 年的 start 为基年", x->spec->id,
                     is_same_year ? start->year : x->base_year, start->year);
}

typedef struct ranged { /* what has a range, and where it is observed */
    const char *id, *series, *area;
    const ot_unit *unit;
    double low, high;
} ranged;

/* The printed value in the declared unit; NaN: none of that year, or of another kind, which is
 * told where it is used. */
static double declared(const ranged *x, const ot_observation *seen) {
    if (!seen || seen->figure.kind != OT_FIGURE_POINT) return NAN;
    const ot_unit *printed = printed_unit(seen, x->unit);
    if (!printed || printed->scale == x->unit->scale) return seen->figure.value;
    if (!ot_unit_same_dimension(printed, x->unit)) return NAN;
    return seen->figure.value * (printed->scale / x->unit->scale);
}

/* Data are what they are: a value outside of the range is noted where it stands. */
static void note_outside(const ot_build *b, const ranged *x) {
    const double rounding = 1e-12 * fmax(fabs(x->low), fabs(x->high)); /* of the units' ratio */
    const ot_table *table = b->model->table;
    int first, last;
    if (isnan(x->low) || !ot_table_span(table, x->series, x->area, &first, &last)) return;
    for (int year = first; year <= last; year++) {
        const ot_observation *seen = ot_table_find(table, x->series, x->area, year, NULL);
        const double value = declared(x, seen);
        if (!(value < x->low - rounding) && !(value > x->high + rounding)) continue;
        char text[OT_NUMBER_SIZE], low[OT_NUMBER_SIZE], high[OT_NUMBER_SIZE];
        ot_number_shortest(value, text);
        ot_number_shortest(x->low, low);
        ot_number_shortest(x->high, high);
        const char *const *unit = x->unit->text;
        ot_notes_add(b->notes, OT_SEVERITY_WARNING, seen->file, seen->line, seen->column,
                     "%s is %s in %d, outside of its range %s to %s (%s)%.0s",
                     "%s 为 %s（%d 年），超出其合理范围 %s 至 %s（单位：%.0s%s）", x->id, text,
                     year, low, high, unit[OT_LANGUAGE_EN], unit[OT_LANGUAGE_ZH]);
    }
}

static void note_ranges(const ot_build *b) {
    const ot_model *m = b->model;
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_model_indicator *x = &m->indicator[i];
        note_outside(
            b, &(ranged){x->spec->id, x->series, x->area, x->unit, x->spec->low, x->spec->high});
    }
    for (size_t i = 0; i < m->n_drivers; i++) {
        const ot_model_driver *d = &m->driver[i];
        note_outside(
            b, &(ranged){d->spec->id, d->series, d->area, d->unit, d->spec->low, d->spec->high});
    }
}

ot_status ot_build_bases(const ot_build *b) {
    ot_model *m = b->model;
    for (size_t i = 0; i < m->n_indicators; i++) {
        ot_model_indicator *x = &m->indicator[i];
        int first = 0, last = 0;
        if (!ot_table_span(m->table, x->series, x->area, &first, &last)) last = 0;
        if (last > m->last_year) last = m->last_year;
        if (last > m->observed_until) last = m->observed_until;
        if (last < first) last = 0;
        double value = NAN;
        while (last && !isfinite(value)) { /* the span may end past the horizon */
            const ot_status status =
                ot_model_observe(m, 0, i, NULL, NULL, 0, last, NULL, &value, b->err);
            if (status) return status;
            if (!isfinite(value) && --last < first) last = 0;
        }
        x->base_year = last;
        if (x->spec->start.year > last) {
            x->base_year = x->spec->start.year;
            x->is_start_used = 1;
        }
        note_start(b, x);
    }
    note_ranges(b);
    return OT_OK;
}
