#include "assess/backtest/backtest.h"

#include <stdio.h>
#include <string.h>

#include "forecast/forecast.h"
#include "outturn/forecast_method.h"

enum { LEAST_HISTORY = 2, LEAST_DRAWS = 100, MOST_DRAWS = 100000 };

ot_backtest_options ot_backtest_options_default(void) {
    return (ot_backtest_options){.horizon = 3, .min_history = 5, .seed = 1, .model.draws = 2000};
}

ot_status ot_backtest_check(const ot_backtest_options *o, ot_error *err) {
    ot_status status = ot_forecast_horizon_check(o->horizon, err);
    if (status) return status;
    if (o->min_history < LEAST_HISTORY)
        return ot_fail(err, OT_ERR_USAGE, "the least history is %zu; must be %d or more",
                       "最短历史为 %zu；至少应为 %d", o->min_history, (int)LEAST_HISTORY);
    if (o->panel.max_history > 0 && o->panel.max_history < o->min_history)
        return ot_fail(err, OT_ERR_USAGE, "the longest history, %zu, is below the least, %zu",
                       "最长历史 %zu 小于最短历史 %zu", o->panel.max_history, o->min_history);
    if (o->model.draws < LEAST_DRAWS || o->model.draws > MOST_DRAWS)
        return ot_fail(err, OT_ERR_USAGE, "%zu draws; a backtest takes %d to %d",
                       "抽样 %zu 次；回测可取 %d 至 %d 次", (size_t)o->model.draws,
                       (int)LEAST_DRAWS, (int)MOST_DRAWS);
    for (size_t i = 0; i < o->n_methods; i++) {
        status = ot_forecast_method_check(o->method[i], OT_FORECAST_OF_PANEL, err);
        if (status) return status;
    }
    return OT_OK;
}

ot_status ot_backtest_no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the backtest", "内存不足以进行回测");
}

void ot_backtest_add_method(ot_scoring *s, const char *name) {
    for (size_t i = 0; i < s->n_methods; i++)
        if (strcmp(s->method[i], name) == 0) return;
    s->method[s->n_methods++] = name;
}

void ot_backtest_add_methods(ot_scoring *s, const ot_backtest_options *o) {
    static const char *const REFERENCE[OT_SCORING_REFERENCES] = {"naive", "drift"};
    for (size_t i = 0; i < o->n_methods; i++)
        ot_backtest_add_method(s, o->method[i]);
    for (size_t k = 0; k < OT_SCORING_REFERENCES; k++) {
        ot_backtest_add_method(s, REFERENCE[k]);
        for (size_t i = 0; i < s->n_methods; i++)
            if (strcmp(s->method[i], REFERENCE[k]) == 0) s->reference[k] = i;
    }
    s->n_references = OT_SCORING_REFERENCES;
    s->is_backtest = 1;
}

enum { N_LENGTHS = 5 };
static const char *const LENGTH[N_LENGTHS] = {"2-4", "5-6", "7-10", "11-20", "21+"};

size_t ot_backtest_history_of(size_t n) {
    return n < 5 ? 0 : n < 7 ? 1 : n < 11 ? 2 : n < 21 ? 3 : 4;
}

static ot_status name_horizons(ot_scoring *s, ot_scoring_axis *axis, ot_error *err) {
    enum { DIGITS = 24 };
    for (size_t h = 0; h < axis->n_values; h++) {
        char text[DIGITS];
        const int length = snprintf(text, sizeof text, "%zu", h + 1);
        axis->value[h] = ot_arena_text(s->arena, text, (size_t)length);
        if (!axis->value[h]) return ot_backtest_no_memory(err);
    }
    return OT_OK;
}

ot_status ot_backtest_name_axes(ot_scoring *s, const char **indicator, size_t n_indicators,
                                size_t horizon, ot_error *err) {
    const char **year = ot_arena_alloc(s->arena, horizon, sizeof *year);
    const char **length = ot_arena_alloc(s->arena, N_LENGTHS, sizeof *length);
    if (!year || !length) return ot_backtest_no_memory(err);
    memcpy(length, LENGTH, sizeof LENGTH);
    s->axis[OT_BACKTEST_INDICATOR] = (ot_scoring_axis){"indicator", indicator, n_indicators};
    s->axis[OT_BACKTEST_HORIZON] = (ot_scoring_axis){"horizon", year, horizon};
    s->axis[OT_BACKTEST_HISTORY] = (ot_scoring_axis){"history", length, N_LENGTHS};
    s->n_axes = OT_BACKTEST_AXES;
    s->cross[0] = OT_BACKTEST_INDICATOR;
    s->cross[1] = OT_BACKTEST_HORIZON;
    return name_horizons(s, &s->axis[OT_BACKTEST_HORIZON], err);
}

void ot_backtest_vintage(int origin, char text[OT_BACKTEST_VINTAGE_SIZE]) {
    (void)snprintf(text, OT_BACKTEST_VINTAGE_SIZE, "%d\xff", (origin + 1) % 10000);
}
