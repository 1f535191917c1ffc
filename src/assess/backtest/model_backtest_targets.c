/* Targets and groups of a model at one origin: what the review gave them, and whether they came. */
#include <math.h>
#include <string.h>

#include "assess/backtest/model_backtest.h"
#include "assess/review/review.h"

static ot_status add_event(ot_model_backtest *b, const char *name, int origin, int year,
                           double probability, int came, ot_error *err) {
    ot_scoring *s = b->scoring;
    if (s->n_events == b->event_capacity) {
        const size_t room = 2 * b->event_capacity + 64;
        ot_scoring_event *grown = ot_arena_alloc(s->arena, room, sizeof *grown);
        if (!grown) return ot_backtest_no_memory(err);
        if (s->n_events > 0) memcpy(grown, s->event, s->n_events * sizeof *grown);
        s->event = grown;
        b->event_capacity = room;
    }
    const char *own = ot_arena_text(s->arena, name, strlen(name));
    if (!own) return ot_backtest_no_memory(err);
    s->event[s->n_events++] = (ot_scoring_event){own, origin, year, probability, came};
    return OT_OK;
}

/* Did all of the group's targets come? -1: that of one is not known, or is not forecast. */
static int group_came(const ot_model_backtest_origin *o, const ot_review *r,
                      const ot_group *group) {
    int came = 1;
    for (size_t k = 0; k < group->n_targets; k++) {
        size_t j = 0;
        while (j < r->projection->n_targets && r->projection->target[j] != group->target[k])
            j++;
        if (j == r->projection->n_targets || !r->c[0].target[j].score.is_known) return -1;
        if (o->is_left_out[o->made.model->target[group->target[k]].indicator]) return -1;
        came = came && r->c[0].target[j].score.is_met;
    }
    return came;
}

static ot_status take_events(ot_model_backtest *b, const ot_model_backtest_origin *o,
                             const ot_review *r, ot_error *err) {
    const ot_projection *p = r->projection;
    const ot_model *m = o->made.model;
    ot_status status = OT_OK;
    for (size_t j = 0; j < p->n_targets && !status; j++) {
        const ot_target_score *score = &r->c[0].target[j].score;
        const double probability = p->c[0].target[j].probability;
        const ot_model_target *target = &m->target[p->target[j]];
        if (!score->is_known || !isfinite(probability) || target->year <= o->year) continue;
        if (o->is_left_out[target->indicator]) continue;
        status = add_event(b, target->id, o->year, target->year, probability, score->is_met, err);
    }
    for (size_t g = 0; g < p->n_groups && !status; g++) {
        const ot_group *group = &m->group[p->group[g]];
        const double probability = p->c[0].group[g].probability;
        const int came = group_came(o, r, group);
        if (came < 0 || !isfinite(probability) || group->year <= o->year) continue;
        status = add_event(b, group->name, o->year, group->year, probability, came, err);
    }
    return status;
}

static int has_target(const ot_model_backtest *b, const ot_model_backtest_origin *o) {
    for (size_t j = 0; j < o->made.model->n_targets; j++) {
        const int ahead = o->made.model->target[j].year - o->year;
        if (ahead >= 1 && ahead <= (int)b->options->horizon) return 1;
    }
    return 0;
}

ot_status ot_model_backtest_score_targets(ot_model_backtest *b, const ot_model_backtest_origin *o,
                                          ot_error *err) {
    ot_review *r = NULL;
    ot_review_options options = ot_review_options_default();
    const ot_run_options run = ot_model_backtest_run_options(b);
    const ot_case *const c = o->made.c;
    if (!has_target(b, o)) return OT_OK;
    options.outturns = b->table;
    ot_status status = ot_review_new(o->made.model, &c, 1, &run, &options, NULL, &r, err);
    if (!status) status = take_events(b, o, r, err);
    ot_review_free(r);
    return status;
}
