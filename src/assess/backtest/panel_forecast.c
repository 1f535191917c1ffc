#include "outturn/panel_forecast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/backtest/panel.h"
#include "base/print.h"
#include "outturn/forecast_method.h"

enum { BOUND_SIZE = 32 };

struct ot_panel_forecasts {
    ot_arena *arena; /* values; texts are the table's */
    ot_panel_forecast *at;
    size_t n;
};

ot_panel_forecast_options ot_panel_forecast_options_default(void) {
    return (ot_panel_forecast_options){.horizon = 3, .low = -INFINITY, .high = INFINITY};
}

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the forecasts", "内存不足以存放预测");
}

static size_t n_methods(const ot_panel_forecast_options *o) {
    return o->n_methods ? o->n_methods : 1;
}

static ot_status check(const ot_panel_forecast_options *o, ot_error *err) {
    if (!(o->low < o->high))
        return ot_fail(err, OT_ERR_USAGE, "the bounds are %g and %g; the first must be below",
                       "界限为 %g 和 %g；前者应小于后者", o->low, o->high);
    for (size_t i = 0; i < o->n_methods; i++) {
        const ot_status status = ot_forecast_method_check(o->method[i], OT_FORECAST_OF_PANEL, err);
        if (status) return status;
    }
    return OT_OK;
}

/* What is said of one series begins with its name. */
static void tell(ot_notes *notes, const ot_panel_forecast *f, const ot_note *n) {
    ot_notes_add(notes, n->severity, NULL, 0, 0, "%s%s%s (%s): %s%.0s", "%s%s%s（%s）：%.0s%s",
                 f->area, *f->area ? " " : "", f->indicator, f->method, n->text[OT_LANGUAGE_EN],
                 n->text[OT_LANGUAGE_ZH]);
}

static void tell_failure(ot_notes *notes, const ot_panel_forecast *f, const ot_error *said) {
    const ot_note n = {.severity = OT_SEVERITY_WARNING, .text = {said->text[0], said->text[1]}};
    tell(notes, f, &n);
}

/* As it is typed: nothing where there is none. */
static void say_bound(char text[BOUND_SIZE], double bound) {
    *text = '\0';
    if (isfinite(bound)) (void)ot_print(text, BOUND_SIZE, "%g", bound);
}

/* The first year whose value is none that the bounds allow; of `constant` the last one counts. */
static ot_status check_values(const ot_panel_forecast *f, const ot_panel_forecast_options *o,
                              ot_error *err) {
    const int is_constant = strcmp(f->method, "constant") == 0;
    for (int year = is_constant ? f->last : f->first; year <= f->last; year++) {
        const double v = f->value[year - f->first];
        if (!isfinite(v) || (v > o->low && v < o->high)) continue;
        if (is_constant && v >= o->low && v <= o->high) continue;
        char low[BOUND_SIZE], high[BOUND_SIZE];
        say_bound(low, o->low);
        say_bound(high, o->high);
        return ot_fail(
            err, OT_ERR_INPUT,
            "the value of %d is %g; it must lie strictly within --bounds %s:%s, so move "
            "these a little beyond, or leave them out",
            "%d 年的值为 %g；必须严格在 --bounds %s:%s 之内：请把界限略微外移，或不设界限", year, v,
            low, high);
    }
    return OT_OK;
}

/* One series by one method; what its values do not allow is told, and no failure. */
static ot_status forecast(ot_panel_forecast *f, const ot_panel_forecast_options *o, ot_notes *notes,
                          ot_error *err) {
    ot_forecast_options options = ot_forecast_options_default();
    ot_notes *own = NULL;
    options.method = f->method;
    options.horizon = o->horizon;
    options.low = o->low;
    options.high = o->high;
    options.first_year = f->first;
    options.training = o->training;
    ot_status status = ot_notes_new(&own, err);
    if (status) return status;
    status = check_values(f, o, err);
    if (!status)
        status = ot_forecast_new(f->value, (size_t)(f->last - f->first) + 1, &options, own,
                                 &f->forecast, err);
    for (size_t i = 0; !status && i < ot_notes_count(own); i++)
        tell(notes, f, ot_notes_at(own, i));
    ot_notes_free(own);
    if (status != OT_ERR_INPUT && status != OT_ERR_NUMERIC) return status;
    tell_failure(notes, f, err);
    return OT_OK;
}

static ot_status read_values(const ot_table *table, const ot_panel_series *s, ot_arena *arena,
                             ot_panel_forecast *f, ot_error *err) {
    const size_t n = (size_t)(s->last - s->first) + 1;
    double *value = ot_arena_alloc(arena, n, sizeof *value);
    if (!value) return no_memory(err);
    *f = (ot_panel_forecast){.indicator = s->indicator,
                             .area = s->area,
                             .unit = s->unit,
                             .first = s->first,
                             .last = s->last,
                             .value = value};
    for (size_t t = 0; t < n; t++) {
        value[t] = ot_panel_value(table, s, s->first + (int)t, NULL);
        f->n_known += isfinite(value[t]) != 0;
    }
    return OT_OK;
}

static int is_said_before(const ot_panel_forecast_options *o, size_t method) {
    for (size_t i = 0; i < method; i++)
        if (strcmp(o->method[i], o->method[method]) == 0) return 1;
    return 0;
}

static ot_status forecast_series(ot_panel_forecasts *all, const ot_table *table,
                                 const ot_panel_series *s, const ot_panel_forecast_options *o,
                                 ot_notes *notes, ot_error *err) {
    ot_panel_forecast f;
    ot_status status = read_values(table, s, all->arena, &f, err);
    for (size_t m = 0; m < n_methods(o) && !status; m++) {
        if (is_said_before(o, m)) continue;
        f.method = o->n_methods ? o->method[m] : "auto";
        f.forecast = NULL;
        status = forecast(&f, o, notes, err);
        if (f.forecast) all->at[all->n++] = f;
    }
    return status;
}

static ot_status fill(ot_panel_forecasts *all, const ot_table *table,
                      const ot_panel_forecast_options *o, ot_notes *notes, ot_error *err) {
    const ot_panel_chosen choice = {o->indicator, o->area, o->n_indicators, o->n_areas};
    ot_panel_series *series = NULL;
    size_t n = 0;
    ot_error last = {0};
    ot_status status = ot_panel_list(table, &choice, all->arena, &series, &n, err);
    if (status) return status;
    all->at = ot_arena_alloc(all->arena, n * n_methods(o), sizeof *all->at);
    if (!all->at) return no_memory(err);
    ot_panel_note_cells(table, series, n, notes);
    status = ot_panel_note_flags(table, series, n, all->arena, notes, err);
    if (status) return status;
    for (size_t i = 0; i < n && !status; i++)
        status = forecast_series(all, table, &series[i], o, notes, &last);
    if (status && err) *err = last;
    if (status || all->n > 0) return status;
    return n == 0 ? ot_fail(err, OT_ERR_INPUT, "the panel has no values", "面板数据没有数值")
                  : ot_fail(err, OT_ERR_INPUT,
                            "none of the %zu series can be forecast; the last: %s%.0s",
                            "%zu 个序列均无法预测；最后一个：%.0s%s", n, last.text[OT_LANGUAGE_EN],
                            last.text[OT_LANGUAGE_ZH]);
}

ot_status ot_panel_forecasts_new(const ot_table *table, const ot_panel_forecast_options *options,
                                 ot_notes *notes, ot_panel_forecasts **out, ot_error *err) {
    ot_status status = check(options, err);
    if (status) return status;
    ot_panel_forecasts *all = calloc(1, sizeof *all);
    if (all) all->arena = ot_arena_new();
    status = all && all->arena ? fill(all, table, options, notes, err) : no_memory(err);
    if (status) {
        ot_panel_forecasts_free(all);
        return status;
    }
    *out = all;
    return OT_OK;
}

void ot_panel_forecasts_free(ot_panel_forecasts *all) {
    if (!all) return;
    for (size_t i = 0; i < all->n; i++)
        ot_forecast_free(all->at[i].forecast);
    ot_arena_free(all->arena);
    free(all);
}

size_t ot_panel_forecasts_count(const ot_panel_forecasts *all) { return all->n; }

const ot_panel_forecast *ot_panel_forecasts_at(const ot_panel_forecasts *all, size_t i) {
    return &all->at[i];
}
