#include "assess/review/review.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/make.h"
#include "assess/review/entering.h"
#include "assess/review/review_panel.h"
#include "assess/review/review_probe.h"
#include "outturn/path.h"

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the review", "内存不足以评估目标");
}

ot_review_options ot_review_options_default(void) {
    return (ot_review_options){.reach = (double)NAN};
}

static ot_status check(const ot_model *model, const ot_run_options *run, const ot_review_options *o,
                       ot_error *err) {
    if (run->part.file)
        return ot_fail(err, OT_ERR_USAGE, "a review is made of whole runs",
                       "目标评估只能基于完整的运行");
    if (o->reach <= 0.0 || o->reach >= 1.0)
        return ot_fail(err, OT_ERR_USAGE, "reach is %g; must lie in (0, 1)",
                       "reach 为 %g；应在 0 与 1 之间（不含两端）", o->reach);
    for (size_t i = 0; i < o->n_matches; i++) {
        const ot_status status = ot_review_match_check(model, &o->match[i], o->panel, err);
        if (status) return status;
    }
    return OT_OK;
}

static const ot_indicator_facts *facts_of(const ot_projection *p, size_t indicator) {
    size_t i = 0;
    while (i + 1 < p->n_indicators && p->indicator[i].indicator != indicator)
        i++;
    return &p->indicator[i];
}

static void fill_facts(ot_review *r) {
    const ot_projection *p = r->projection;
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = &p->model->target[p->target[j]];
        ot_review_facts *f = &r->facts[j];
        ot_required_growth_fill(p->model, t, facts_of(p, t->indicator), &f->growth);
        ot_pace_fill(p->model, t, facts_of(p, t->indicator), &f->pace);
        f->panel = ot_review_view((double)NAN);
        f->own = ot_review_view(ot_required_growth_own_chance(&f->growth));
    }
}

static int differs(ot_review_verdict own, const ot_review_prior *other) {
    return own != OT_NO_VERDICT && other->verdict != OT_NO_VERDICT && other->verdict != own;
}

/* Growth up to an earlier year is no growth up to the target's. */
static int is_of_span(const ot_model_target *t) {
    return t->measure == OT_MEASURE_GROWTH || t->measure == OT_MEASURE_AVERAGE_GROWTH;
}

/* In the target's own year its probability is known from all draws. */
static int first_year_met(const ot_review *r, const ot_review_tally *y, size_t k, size_t j,
                          double sure) {
    const ot_projection *p = r->projection;
    for (size_t s = 0; s < p->n_years; s++) {
        const int year = p->first_year + (int)s;
        const ot_model_target *t = &p->model->target[p->target[j]];
        const int is_own = t->year == year;
        if (year < t->year && is_of_span(t)) continue;
        if ((is_own ? p->c[k].target[j].probability : y->met_in[s]) >= sure) return year;
    }
    return 0;
}

static ot_status fill_target(ot_review *r, ot_review_tallies *t, size_t k, size_t j,
                             ot_error *err) {
    const ot_projection *p = r->projection;
    const ot_review_facts *f = &r->facts[j];
    ot_review_tally *y = &t->target[k * p->n_targets + j];
    ot_review_target *out = &r->c[k].target[j];
    const double inside = ot_target_inside(p->model, &p->model->target[p->target[j]]);
    if (y->has_value) {
        const ot_status status = ot_sample_end(&y->sample, &y->plan, err);
        if (status) return status;
    }
    for (size_t i = 0; i < OT_REVIEW_N_SURE; i++)
        out->attainable[i] = y->has_value
                                 ? ot_declared(ot_aim_measured(y->aim, y->sample.value[i]), inside)
                                 : (double)NAN;
    for (size_t i = 0; i < OT_REVIEW_N_MET; i++)
        out->year_met[i] = first_year_met(r, y, k, j, ot_review_met[i]);
    out->verdict = ot_review_verdict_of(p->c[k].target[j].probability);
    out->depends_on_prior = differs(out->verdict, &f->panel) || differs(out->verdict, &f->own);
    return OT_OK;
}

/* Of targets together: what enters any of them. */
static ot_status find_entering(const ot_review *r, size_t scenario, const size_t *member, size_t n,
                               ot_arena *room, ot_conditional_view *view, ot_error *err) {
    const ot_projection *p = r->projection;
    uint8_t *enters = ot_arena_alloc(room, view->n_inputs, sizeof *enters);
    int ok = enters != NULL;
    for (size_t j = 0; ok && j < n; j++)
        ok = ot_entering_mark(p->model, scenario, p->model->target[p->target[member[j]]].indicator,
                              room, enters);
    view->enters = enters;
    return ok ? OT_OK : no_memory(err);
}

static ot_status fill_conditional(ot_review *r, const ot_review_tallies *t, size_t k, size_t year,
                                  ot_arena *room, ot_error *err) {
    const ot_projection *p = r->projection;
    const double *input = t->input[k * p->n_years + year];
    ot_conditional_view view;
    if (!input) return OT_OK;
    ot_status status =
        ot_conditional_view_init(&view, input, t->n_inputs, t->n_pilot, r->n_ranked, room, err);
    for (size_t j = 0; !status && j < p->n_targets; j++) {
        if (p->model->target[p->target[j]].year != p->first_year + (int)year) continue;
        status = find_entering(r, p->c[k].scenario, &j, 1, room, &view, err);
        if (status) break;
        status = ot_conditional_find(&view, t->target[k * p->n_targets + j].gap,
                                     &r->c[k].target[j].conditional, err);
    }
    return status;
}

static ot_status fill_conflicts(ot_review *r, const ot_review_tallies *t, size_t k, ot_arena *room,
                                ot_error *err) {
    const ot_projection *p = r->projection;
    uint64_t *bits = ot_arena_alloc(room, p->n_targets * t->n_words, sizeof *bits);
    const double **gap = ot_arena_alloc(room, p->n_targets, sizeof *gap);
    if (!bits || !gap) return no_memory(err);
    for (size_t j = 0; j < p->n_targets; j++)
        memcpy(bits + j * t->n_words, t->target[k * p->n_targets + j].bits,
               t->n_words * sizeof *bits);
    for (size_t j = 0; j < p->n_targets; j++)
        gap[j] = t->target[k * p->n_targets + j].gap;
    const ot_status status =
        ot_conflict_find(bits, p->n_targets, t->n_words, r->n_joint, r->arena, &r->c[k].conflict,
                         &r->c[k].n_conflicts, &r->c[k].n_conflicts_left, err);
    if (status) return status;
    return ot_together_find(bits, t->n_words, r->n_joint, gap, r->n_ranked, p->n_targets, r->arena,
                            &r->c[k].together, err);
}

/* Each case is scored by its own probabilities. */
static ot_status fill_scores(ot_review *r, const ot_case *const *c, ot_review_tallies *t,
                             const ot_table *outturns, ot_error *err) {
    const ot_projection *p = r->projection;
    ot_status status = OT_OK;
    r->has_outturns = 1;
    for (size_t k = 0; k < p->n_cases && !status; k++) {
        ot_outturn_block came;
        status = ot_outturn_block_init(&came, p->model, c[k], outturns, err);
        for (size_t j = 0; j < p->n_targets && !status; j++) {
            const ot_review_tally *y = &t->target[k * p->n_targets + j];
            const ot_target_result *x = &p->c[k].target[j];
            const double inside = ot_target_inside(p->model, &p->model->target[p->target[j]]);
            ot_target_score *score = &r->c[k].target[j].score;
            ot_target_score_fill(&came, y->aim, x->met, x->n, y->value, t->n_pilot, inside, score);
            ot_review_scores_add(&r->c[k].scores, score, x->probability);
        }
        ot_review_scores_end(&r->c[k].scores);
        ot_outturn_block_clear(&came);
    }
    return status;
}

/* How far draws are from meeting all of a group: the farthest of its targets, each in its own
 * standard deviations. */
static void worst_gaps(const ot_review_tallies *t, const size_t *member, size_t n_members,
                       double *out) {
    for (size_t i = 0; i < t->n_pilot; i++)
        out[i] = -INFINITY;
    for (size_t j = 0; j < n_members; j++) {
        const double *gap = t->target[member[j]].gap;
        double sum = 0.0, squares = 0.0, n = 0.0;
        for (size_t i = 0; i < t->n_pilot; i++) {
            if (!isfinite(gap[i])) continue;
            sum += gap[i];
            squares += gap[i] * gap[i];
            n += 1.0;
        }
        const double spread = sqrt(fmax(squares / n - sum * sum / (n * n), 0.0));
        const double sd = spread > 0.0 ? spread : 1.0;
        for (size_t i = 0; i < t->n_pilot; i++)
            if (!(gap[i] / sd <= out[i])) out[i] = gap[i] / sd;
    }
}

typedef struct reach_desk { /* of the first case */
    const ot_case *c;
    const ot_run_options *run;
    const ot_review_tallies *t;
    ot_arena *room;
} reach_desk;

static ot_status reach_together(const ot_review *r, const reach_desk *desk, const size_t *member,
                                size_t n_members, ot_reach *out, ot_error *err) {
    const ot_projection *p = r->projection;
    const ot_review_tallies *t = desk->t;
    const ot_aim **aim = ot_arena_alloc(desk->room, n_members, sizeof *aim);
    double *gap = ot_arena_alloc(desk->room, t->n_pilot, sizeof *gap);
    ot_reach_task task = {.model = p->model, .c = desk->c, .run = desk->run, .aim = aim};
    ot_conditional_view view;
    if (!aim || !gap) return no_memory(err);
    task.n_aims = n_members;
    task.gap = gap;
    task.wanted = r->reach;
    task.view = &view;
    for (size_t j = 0; j < n_members; j++) {
        const int year = p->model->target[p->target[member[j]]].year;
        aim[j] = t->target[member[j]].aim;
        task.year = year > task.year ? year : task.year;
    }
    worst_gaps(t, member, n_members, gap);
    const double *input = t->input[task.year - p->first_year];
    ot_status status = ot_conditional_view_init(&view, input, t->n_inputs, t->n_pilot, r->n_ranked,
                                                desk->room, err);
    if (!status)
        status = find_entering(r, p->c[0].scenario, member, n_members, desk->room, &view, err);
    return status ? status : ot_reach_find(&task, out, err);
}

static ot_status reach_group(ot_review *r, const reach_desk *desk, size_t g, ot_error *err) {
    const ot_projection *p = r->projection;
    const ot_group *group = &p->model->group[p->group[g]];
    size_t n = 0, *member = ot_arena_alloc(desk->room, group->n_targets, sizeof *member);
    if (!member) return no_memory(err);
    for (size_t i = 0; i < group->n_targets; i++)
        for (size_t j = 0; j < p->n_targets; j++)
            if (p->target[j] == group->target[i]) member[n++] = j;
    if (n < 2 || isnan(p->c[0].group[g].probability)) return OT_OK;
    return reach_together(r, desk, member, n, &r->group_reach[g], err);
}

static ot_status fill_reach(ot_review *r, const reach_desk *desk, ot_error *err) {
    const ot_projection *p = r->projection;
    ot_status status = OT_OK;
    for (size_t j = 0; j < p->n_targets && !status; j++)
        if (!isnan(p->c[0].target[j].probability))
            status = reach_together(r, desk, &j, 1, &r->facts[j].reach, err);
    for (size_t g = 0; g < p->n_groups && !status; g++)
        status = reach_group(r, desk, g, err);
    return status;
}

static ot_status finish(ot_review *r, ot_review_tallies *t, ot_error *err) {
    const ot_projection *p = r->projection;
    ot_arena *room = ot_arena_new();
    ot_status status = room ? OT_OK : no_memory(err);
    r->n_joint = t->n < OT_REVIEW_MOST_BITS ? t->n : OT_REVIEW_MOST_BITS;
    r->n_pilot = t->n_pilot;
    r->n_ranked = t->n_pilot < OT_REVIEW_RANKED ? t->n_pilot : OT_REVIEW_RANKED;
    for (size_t k = 0; !status && k < p->n_cases; k++) {
        for (size_t j = 0; !status && j < p->n_targets; j++)
            status = fill_target(r, t, k, j, err);
        for (size_t s = 0; !status && s < p->n_years; s++)
            status = fill_conditional(r, t, k, s, room, err);
        if (!status) status = fill_conflicts(r, t, k, room, err);
    }
    ot_arena_free(room);
    return status;
}

static int give_room(ot_review *r) {
    const ot_projection *p = r->projection;
    r->arena = ot_arena_new();
    if (!r->arena) return 0;
    r->facts = ot_arena_alloc(r->arena, p->n_targets, sizeof *r->facts);
    r->c = ot_arena_alloc(r->arena, p->n_cases, sizeof *r->c);
    r->group_reach = ot_arena_alloc(r->arena, p->n_groups, sizeof *r->group_reach);
    int ok = r->facts && r->c && r->group_reach;
    for (size_t k = 0; ok && k < p->n_cases; k++) {
        r->c[k].target = ot_arena_alloc(r->arena, p->n_targets, sizeof *r->c[k].target);
        ok = r->c[k].target != NULL;
    }
    return ok;
}

static ot_status fill_contributions(ot_review *r, const ot_case *c, ot_error *err) {
    const ot_projection *p = r->projection;
    ot_path *path = NULL;
    ot_status status = ot_path_new(p->model, c, NULL, NULL, &path, err);
    for (size_t j = 0; j < p->n_targets && !status; j++) {
        const ot_model_target *t = &p->model->target[p->target[j]];
        status = ot_contributions_find(p->model, path, t->indicator, t->year, r->arena,
                                       &r->facts[j].contributions, err);
    }
    ot_path_free(path);
    return status;
}

/* One run: the projection's own probes, and the review's. */
static ot_status simulate(ot_review *r, const ot_case *const *c, const ot_run_options *run,
                          const ot_table *outturns, ot_notes *notes, ot_error *err) {
    const ot_projection *p = r->projection;
    ot_arena *arena = ot_arena_new(); /* of the probe: gone after the run */
    size_t *scenario = arena ? ot_arena_alloc(arena, p->n_cases, sizeof *scenario) : NULL;
    ot_review_tallies t = {0};
    ot_status status = scenario ? OT_OK : no_memory(err);
    for (size_t k = 0; !status && k < p->n_cases; k++)
        scenario[k] = p->c[k].scenario;
    if (!status) status = ot_review_tallies_init(&t, p, scenario, arena, err);
    t.keeps_values = outturns != NULL;
    const ot_probe probe = ot_review_tallies_probe(&t);
    if (!status) status = ot_projection_fill(r->projection, c, run, &probe, 1, notes, err);
    if (!status) status = finish(r, &t, err);
    if (!status && outturns) status = fill_scores(r, c, &t, outturns, err);
    const reach_desk desk = {c[0], run, &t, arena};
    if (!status && isfinite(r->reach)) status = fill_reach(r, &desk, err);
    ot_review_tallies_clear(&t);
    ot_arena_free(arena);
    return status;
}

static void say_limits(const ot_review *r, ot_notes *notes) {
    for (size_t k = 0; k < r->projection->n_cases; k++)
        if (r->c[k].n_conflicts_left > 0)
            ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                         "of the conflicts of targets %d are listed; there are %zu more",
                         "目标之间的冲突只列出%d项，另有%zu项未列", OT_CONFLICT_MOST,
                         r->c[k].n_conflicts_left);
}

ot_status ot_review_new(const ot_model *model, const ot_case *const *c, size_t n,
                        const ot_run_options *run, const ot_review_options *options,
                        ot_notes *notes, ot_review **out, ot_error *err) {
    ot_status status = check(model, run, options, err);
    ot_review *r = status ? NULL : calloc(1, sizeof *r);
    if (!status && !r) status = no_memory(err);
    if (!status) status = ot_projection_shape(model, c, n, run, notes, &r->projection, err);
    if (!status && !give_room(r)) status = no_memory(err);
    if (!status) {
        r->has_panel = options->panel != NULL;
        r->reach = options->reach;
        fill_facts(r);
        status = fill_contributions(r, c[0], err);
        if (!status && options->panel) status = ot_review_ask_panel(r, options, notes, err);
        if (!status) status = simulate(r, c, run, options->outturns, notes, err);
    }
    if (status) {
        ot_review_free(r);
        return status;
    }
    say_limits(r, notes);
    *out = r;
    return status;
}

void ot_review_free(ot_review *r) {
    if (!r) return;
    ot_projection_free(r->projection);
    ot_arena_free(r->arena);
    free(r);
}

const ot_projection *ot_review_projection(const ot_review *r) { return r->projection; }

double ot_review_least(const ot_review *r, int first, int last, const char **id) {
    const ot_projection *p = r->projection;
    double least = NAN;
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = &p->model->target[p->target[j]];
        const double probability = p->c[0].target[j].probability;
        if (t->year < first || t->year > last || isnan(probability) || probability >= least)
            continue;
        least = probability;
        if (id) *id = t->id;
    }
    return least;
}
