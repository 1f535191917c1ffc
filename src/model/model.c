#include "model/build.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef ot_status build_step(const ot_build *b);

static build_step *const STEP[] = {
    ot_build_symbols,   ot_build_bases,   ot_build_scenarios, ot_build_estimate_terms,
    ot_build_orders,    ot_build_horizon, ot_build_forecasts, ot_build_drivers,
    ot_build_schedules, ot_build_targets, ot_build_groups,    ot_build_unjudged,
};

/* In history all indicators are simulated from the first year on. */
static int until(const ot_spec *spec) {
    const int limit = spec->mode == OT_MODE_FORECAST ? INT_MAX : spec->first_year - 1;
    return spec->observed_until && spec->observed_until < limit ? spec->observed_until : limit;
}

ot_status ot_model_new(const ot_spec *spec, const ot_table *table, const ot_plan *plan,
                       ot_notes *notes, ot_model **out, ot_error *err) {
    ot_error local; /* steps look at the status even where the caller wants no sentence */
    ot_arena *arena = ot_arena_new();
    ot_model *m = arena ? ot_arena_alloc(arena, 1, sizeof *m) : NULL;
    if (!m) {
        ot_arena_free(arena);
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the model", "内存不足，无法建立模型");
    }
    *m = (ot_model){.arena = arena,
                    .spec = spec,
                    .table = table,
                    .plan = plan,
                    .first_year = spec->first_year,
                    .last_year = spec->last_year,
                    .observed_until = until(spec)};
    const ot_build build = {m, notes, err ? err : &local};
    ot_status status = OT_OK;
    for (size_t i = 0; i < sizeof STEP / sizeof *STEP && !status; i++)
        status = STEP[i](&build);
    if (status)
        ot_model_free(m);
    else
        *out = m;
    return status;
}

void ot_model_free(ot_model *m) {
    if (!m) return;
    for (size_t d = 0; m->driver && d < m->n_drivers; d++)
        ot_forecast_free(m->driver[d].forecast);
    ot_arena_free(m->arena); /* the model lives in its arena, but for its forecasts */
}

size_t ot_model_n_scenarios(const ot_model *m) { return m->n_scenarios; }

const char *ot_model_scenario_id(const ot_model *m, size_t s) { return m->spec->scenario[s].id; }

size_t ot_model_scenario_find(const ot_model *m, const char *id, ot_error *err) {
    for (size_t s = 0; s < m->n_scenarios; s++)
        if (strcmp(m->spec->scenario[s].id, id) == 0) return s;
    const char *near = NULL;
    for (size_t s = 0; s < m->n_scenarios && !near; s++)
        near = ot_utf8_nearest(id, &m->spec->scenario[s].id, 1);
    if (near)
        (void)ot_fail(err, OT_ERR_USAGE, "unknown scenario \"%s\"; did you mean \"%s\"?",
                      "未知情景“%s”；是否指“%s”？", id, near);
    else
        (void)ot_fail(err, OT_ERR_USAGE, "unknown scenario \"%s\"; the first one is \"%s\"",
                      "未知情景“%s”；第一个情景为“%s”", id, m->spec->scenario[0].id);
    return SIZE_MAX;
}

static int is_named(const ot_indicator_spec *spec, const char *id) {
    return strcmp(spec->id, id) == 0 || (spec->alias && strcmp(spec->alias, id) == 0);
}

size_t ot_model_indicator_find(const ot_model *m, const char *id, ot_error *err) {
    const char *near = NULL;
    for (size_t i = 0; i < m->n_indicators; i++)
        if (is_named(m->indicator[i].spec, id)) return i;
    for (size_t i = 0; i < m->n_indicators && !near; i++)
        near = ot_utf8_nearest(id, &m->indicator[i].spec->id, 1);
    if (near)
        (void)ot_fail(err, OT_ERR_USAGE, "unknown indicator \"%s\"; did you mean \"%s\"?",
                      "未知指标“%s”；是否指“%s”？", id, near);
    else
        (void)ot_fail(err, OT_ERR_USAGE, "unknown indicator \"%s\"; the first one is \"%s\"",
                      "未知指标“%s”；第一个指标为“%s”", id, m->indicator[0].spec->id);
    return SIZE_MAX;
}

size_t ot_model_n_indicators(const ot_model *m) { return m->n_indicators; }

/* A star takes as little as it can, and more where what follows does not fit. */
static int matches(const char *pattern, const char *text) {
    const char *star = NULL, *from = NULL;
    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            from = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star;
            text = ++from;
        } else {
            return 0;
        }
    }
    return pattern[strspn(pattern, "*")] == '\0';
}

ot_status ot_model_indicators_choose(const ot_model *m, const char *pattern, unsigned char *chosen,
                                     ot_error *err) {
    if (!strchr(pattern, '*')) {
        const size_t i = ot_model_indicator_find(m, pattern, err);
        if (i == SIZE_MAX) return OT_ERR_USAGE;
        chosen[i] = 1;
        return OT_OK;
    }
    int is_any = 0;
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_indicator_spec *spec = m->indicator[i].spec;
        if (!matches(pattern, spec->id) && !(spec->alias && matches(pattern, spec->alias)))
            continue;
        chosen[i] = 1;
        is_any = 1;
    }
    if (is_any) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "no indicator is named like \"%s\"; the first one is \"%s\"",
                   "没有与“%s”相符的指标；第一个指标为“%s”", pattern, m->indicator[0].spec->id);
}
