#include "assess/tune/tune.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/tune/loss.h"
#include "assess/tune/tune_profile.h"
#include "assess/tune/tune_search.h"
#include "base/number.h"
#include "outturn/fit.h"

/* A positive range this wide is gone through by ratios. */
static const double RATIO = 10.0;

/* A value is written with so many significant digits, far finer than what data tell. */
enum { DIGITS = 8 };

/* Nearer to an end of its range than this share of it, a value sits there. */
static const double AT_END = 1e-3;

/* A place found by the profile is taken when its loss is lower by this, relatively. */
static const double BETTER = 1e-6;

static const ot_simplex_plan AGAIN = {0.05, 1e-7, 150};

static const double PERCENT = 100.0;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to tune the model", "内存不足以调参");
}

ot_tune_options ot_tune_options_default(void) {
    return (ot_tune_options){
        .loss = OT_LOSS_RMSE, .mode = "dynamic", .draws = OT_TUNE_DRAWS, .seed = 1};
}

static ot_status check_call(const ot_tune_options *o, size_t n_parameters, size_t n_indicators,
                            ot_error *err) {
    if (n_parameters == 0 || n_parameters > OT_TUNE_MOST_PARAMETERS)
        return ot_fail(err, OT_ERR_USAGE,
                       "%zu parameters; 1 to %d can be tuned together: history says too little of "
                       "more",
                       "%zu 个参数；一次可调 1 至 %d 个：历史数据不足以确定更多参数", n_parameters,
                       (int)OT_TUNE_MOST_PARAMETERS);
    if (n_indicators == 0)
        return ot_fail(err, OT_ERR_USAGE, "no indicator to fit", "没有给出要拟合的指标");
    if (strcmp(o->mode, "residuals") == 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "mode residuals is no simulation; use dynamic, static or forecast",
                       "residuals 模式不是模拟；请用 dynamic、static 或 forecast");
    if (o->loss == OT_LOSS_CRPS && strcmp(o->mode, "static") == 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "crps needs draws, whose lags are simulated; use mode dynamic or forecast",
                       "crps 需要抽样，滞后值须由模拟得出；请用 dynamic 或 forecast 模式");
    if (o->loss == OT_LOSS_CRPS && (o->draws < 2 || o->draws > OT_TUNE_MOST_DRAWS))
        return ot_fail(err, OT_ERR_USAGE, "%zu draws; crps takes 2 to %d",
                       "%zu 次抽样；crps 可用 2 至 %d 次", (size_t)o->draws,
                       (int)OT_TUNE_MOST_DRAWS);
    if (o->has_sampling && (unsigned)o->sampling >= OT_N_SAMPLINGS)
        return ot_fail(err, OT_ERR_USAGE, "there is no sampling of number %d",
                       "没有编号为 %d 的抽样方法", (int)o->sampling);
    if (o->points > OT_TUNE_MOST_POINTS)
        return ot_fail(err, OT_ERR_USAGE, "%zu points; at most %d", "%zu 个点；最多 %d 个",
                       o->points, (int)OT_TUNE_MOST_POINTS);
    return OT_OK;
}

/* ---- ranges ---- */

static int goes_by_ratios(const ot_tuned_parameter *t) {
    return t->low > 0.0 && t->high / RATIO >= t->low;
}

static ot_status check_range(const ot_tuned_parameter *t, const ot_spec_number *f, ot_error *err) {
    if (isnan(t->low) || isnan(t->high))
        return ot_fail(err, OT_ERR_USAGE,
                       "%s has no value from which a range could follow; give one: %s=LOW:HIGH",
                       "%s 没有可据以确定范围的数值；请给出范围：%s=下限:上限", t->path, t->name);
    if (!(t->low < t->high))
        return ot_fail(err, OT_ERR_USAGE, "the range of %s is %g to %g; low must be below high",
                       "%s 的范围为 %g 至 %g；下限须小于上限", t->path, t->low, t->high);
    const int is_ratio = goes_by_ratios(t);
    if (!isfinite(is_ratio ? t->high / t->low : t->high - t->low))
        return ot_fail(err, OT_ERR_USAGE,
                       is_ratio ? "the range of %s is %g to %g; no number holds the ratio of both"
                                : "the range of %s is %g to %g; no number holds its width",
                       is_ratio ? "%s 的范围为 %g 至 %g；两端之比超出数值范围"
                                : "%s 的范围为 %g 至 %g；其宽度超出数值范围",
                       t->path, t->low, t->high);
    if (t->low < f->least || t->high > f->most)
        return ot_fail(err, OT_ERR_USAGE,
                       "the range of %s is %g to %g; the model file allows %g to %g",
                       "%s 的范围为 %g 至 %g；模型文件只允许 %g 至 %g", t->path, t->low, t->high,
                       f->least, f->most);
    if (t->start < t->low || t->start > t->high)
        return ot_fail(
            err, OT_ERR_USAGE, "%s is %g in the model file, outside of the range %g to %g",
            "%s 在模型文件中为 %g，不在范围 %g 至 %g 之内", t->path, t->start, t->low, t->high);
    return OT_OK;
}

static ot_status take_parameter(ot_tune *tune, size_t j, const ot_parameter *from,
                                const ot_spec_number *f, ot_error *err) {
    ot_tuned_parameter *t = &tune->parameter[j];
    *t = (ot_tuned_parameter){.name = from->name,
                              .path = f->path,
                              .low = isnan(from->low) ? f->low : from->low,
                              .high = isnan(from->high) ? f->high : from->high,
                              .is_guessed = f->is_guessed && isnan(from->low) && isnan(from->high),
                              .start = f->value};
    const ot_status status = check_range(t, f, err);
    if (status) return status;
    t->is_ratio = goes_by_ratios(t);
    for (size_t k = 0; k < j; k++)
        if (strcmp(tune->parameter[k].path, t->path) == 0)
            return ot_fail(err, OT_ERR_USAGE, "the parameter %s is named twice", "参数 %s 重复出现",
                           t->path);
    return OT_OK;
}

static ot_status take_parameters(ot_tune *tune, const ot_parameter *from, ot_error *err) {
    ot_tune_problem *p = &tune->problem;
    ot_spec_number *facts = ot_arena_alloc(p->arena, p->n_parameters, sizeof *facts);
    tune->parameter = ot_arena_alloc(p->arena, p->n_parameters, sizeof *tune->parameter);
    p->text = ot_arena_alloc(p->arena, p->n_parameters, sizeof *p->text);
    if (!facts || !tune->parameter || !p->text) return no_memory(err);
    p->number = facts;
    ot_status status = OT_OK;
    for (size_t j = 0; j < p->n_parameters && !status; j++) {
        p->text[j] = ot_arena_alloc(p->arena, OT_TUNE_SET, 1);
        status = p->text[j]
                     ? ot_spec_number_find(p->path, p->set + p->n_fixed, p->n_sets - p->n_fixed,
                                           from[j].name, &facts[j], err)
                     : no_memory(err);
        if (!status) status = take_parameter(tune, j, &from[j], &facts[j], err);
    }
    return status;
}

/* Mode and years come first, as those of the command line do. */
static ot_status take_sets(ot_tune_problem *p, const char *const *set, size_t n, ot_error *err) {
    enum { N_FIXED = 4, SIZE = 48 };
    p->n_fixed = N_FIXED;
    p->n_sets = p->n_asked = N_FIXED + n;
    p->set = ot_arena_alloc(p->arena, p->n_sets + p->n_parameters, sizeof *p->set);
    char *mode = ot_arena_alloc(p->arena, SIZE, 1);
    if (!p->set || !mode) return no_memory(err);
    (void)snprintf(mode, SIZE, "model.mode=\"%.20s\"", p->options.mode);
    p->set[0] = mode;
    for (size_t i = 0; i < n; i++)
        p->set[N_FIXED + i] = set[i];
    return OT_OK;
}

/* ---- the search ---- */

static int init_losses(ot_arena *arena, size_t n, ot_tune_losses *out) {
    out->fit = out->hold = (double)NAN;
    out->fit_of = ot_arena_alloc(arena, n, sizeof *out->fit_of);
    out->hold_of = ot_arena_alloc(arena, n, sizeof *out->hold_of);
    return out->fit_of && out->hold_of;
}

static void forget(const ot_tune_problem *p, ot_tune_losses *out) {
    out->fit = (double)INFINITY;
    out->hold = (double)NAN;
    for (size_t i = 0; i < p->n_indicators; i++)
        out->fit_of[i] = out->hold_of[i] = (double)NAN;
}

/* The model as it is: where it cannot be made at all, a slip is likelier than a poor value. */
static ot_status evaluate_start(ot_tune *tune, ot_error *err) {
    ot_tune_problem *p = &tune->problem;
    const ot_status status = ot_tune_evaluate(p, NULL, &tune->start, err);
    if (status != OT_ERR_NUMERIC) return status;
    forget(p, &tune->start);
    return OT_OK;
}

/* Rounded as it will be written, inside its range. */
static double rounded(const ot_tuned_parameter *t, double value) {
    if (!(fabs(value) > 0.0) || !isfinite(value)) return value;
    const int exponent = DIGITS - 1 - (int)floor(log10(fabs(value)));
    const double power = pow(10.0, abs(exponent));
    const double round_value =
        exponent >= 0 ? round(value * power) / power : round(value / power) * power;
    return round_value >= t->low && round_value <= t->high ? round_value : value;
}

/* A value that sits at an end of its range is moved onto it, where the file allows that and the
 * loss does not mind. */
static void go_to_ends(ot_tune_search *s, double *place) {
    for (size_t j = 0; j < s->n && !s->status; j++) {
        if (s->place[j] > AT_END && s->place[j] < 1.0 - AT_END) continue;
        const double loss = s->loss;
        memcpy(place, s->place, s->n * sizeof *place);
        place[j] = place[j] < 0.5 ? 0.0 : 1.0;
        const double there = ot_tune_search_loss(s, place);
        if (!(there <= loss + BETTER * fabs(loss))) continue;
        memcpy(s->place, place, s->n * sizeof *place);
        s->loss = there;
    }
}

static ot_status take_best(ot_tune *tune, ot_tune_search *s, ot_error *err) {
    ot_tune_problem *p = &tune->problem;
    double place[OT_TUNE_MOST_PARAMETERS];
    go_to_ends(s, place);
    if (s->status) return s->status;
    for (size_t j = 0; j < s->n; j++) {
        ot_tuned_parameter *t = &tune->parameter[j];
        t->value = s->value[j] = rounded(t, ot_tune_value_at(t, s->place[j]));
        t->bound = s->place[j] < AT_END ? -1 : s->place[j] > 1.0 - AT_END ? 1 : 0;
    }
    return ot_tune_evaluate(p, s->value, &tune->best, err);
}

/* The profile may find what the search did not: then once more from there. */
static ot_status profile(ot_tune *tune, ot_tune_search *s) {
    double *place = malloc(s->n * sizeof *place);
    ot_status status = place ? OT_OK : no_memory(s->err);
    for (int again = 0; again < 2 && !status; again++) {
        const double loss = s->loss;
        memcpy(place, s->place, s->n * sizeof *place);
        status = ot_tune_profile(s, place, loss, tune->parameter);
        if (status || again || s->loss >= loss - BETTER * fabs(loss)) break;
        double found;
        memcpy(place, s->place, s->n * sizeof *place);
        status = ot_tune_simplex(s, place, s->n, &AGAIN, &found);
        if (!status) status = take_best(tune, s, s->err);
    }
    free(place);
    return status;
}

enum { LOCAL_SHARE = 200, PROFILE_SHARE = 40 }; /* of evaluations, for the progress alone */

static ot_status search(ot_tune *tune, ot_error *err) {
    ot_tune_problem *p = &tune->problem;
    const size_t n = p->n_parameters;
    const size_t n_points = p->options.points ? p->options.points : OT_TUNE_POINTS * n;
    const size_t refits = n > 1 && n <= OT_PROFILE_REFITTED ? 25 * (n - 1) : 1;
    ot_tune_search s = {.problem = p,
                        .parameter = tune->parameter,
                        .n = n,
                        .place = calloc(2 * n, sizeof *s.place),
                        .loss = (double)INFINITY,
                        .err = err};
    if (!s.place) return no_memory(err);
    s.value = s.place + n;
    s.n_left = s.n_planned = n_points + n * (LOCAL_SHARE + PROFILE_SHARE * refits);
    ot_status status = ot_tune_search_run(&s, n_points, &tune->n_global);
    tune->n_local = p->n_evaluations - tune->n_global;
    if (!status) status = take_best(tune, &s, err);
    tune->has_refits = n > 1 && n <= OT_PROFILE_REFITTED;
    if (!status) status = profile(tune, &s);
    free(s.place);
    return status;
}

/* ---- the answer ---- */

static void take_indicators(ot_tune *tune) {
    const ot_tune_problem *p = &tune->problem;
    for (size_t i = 0; i < p->n_indicators; i++) {
        ot_tuned_indicator *r = &tune->indicator[i];
        *r = (ot_tuned_indicator){.indicator = p->row[i],
                                  .start_fit = tune->start.fit_of[i],
                                  .start_hold = tune->start.hold_of[i],
                                  .fit = tune->best.fit_of[i],
                                  .hold = tune->best.hold_of[i],
                                  .scale = p->scale[i]};
        for (size_t y = 0; y < p->n_years; y++) {
            if (!isfinite(p->observed[i * p->n_years + y])) continue;
            *(p->first_year + (int)y <= p->last_fitted ? &r->n_fit : &r->n_hold) += 1;
        }
    }
}

static void warn_parameter(const ot_tuned_parameter *t, ot_notes *notes) {
    if (t->verdict == OT_TUNED_IDLE)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "the loss does not depend on %s: in this scenario and these years nothing "
                     "that is fitted reads it",
                     "损失与 %s 无关：在该情景和这些年份，所拟合的指标都用不到它", t->path);
    else if (t->verdict == OT_TUNED_FLAT)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "the data hardly tell %s: nearly everywhere in its range the loss is within "
                     "5 %% of the least",
                     "数据几乎不能确定 %s：在其范围内几乎处处，损失比最小值高出不到 5%%", t->path);
    else if (t->bound)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "%s sits at an end of its range, %g to %g: the least loss may lie beyond it",
                     "%s 位于其范围（%g 至 %g）的一端：损失的最小值可能在范围之外", t->path, t->low,
                     t->high);
}

static void note_guess(const ot_tuned_parameter *t, ot_notes *notes) {
    if (t->is_guessed)
        ot_notes_add(
            notes, OT_SEVERITY_INFO, NULL, 0, 0,
            "the range of %s, %g to %g, is guessed from its value; give one that makes "
            "sense: --parameter %s=LOW:HIGH",
            "%s 的范围（%g 至 %g）由其取值推测；请给出合理的范围：--parameter %s=下限:上限",
            t->path, t->low, t->high, t->name);
}

static void warn_failure(const ot_tuned_parameter *t, ot_notes *notes) {
    if (t->fails[0] || t->fails[1])
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "the interval of %s, %g to %g, ends (!) because the model cannot be made or "
                     "solved beyond, not because the data say so",
                     "%s 的区间（%g 至 %g）以 ! "
                     "标出的一端，是因为再往外模型无法建立或求解，并非数据所限",
                     t->path, t->from, t->to);
}

static void warn_losses(const ot_tune *tune, ot_notes *notes) {
    const ot_tune_problem *p = &tune->problem;
    size_t n = 0;
    for (size_t i = 0; i < p->n_indicators; i++)
        n += tune->indicator[i].n_fit;
    if (n <= p->n_parameters)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "parameters: %zu, fitted observations: %zu; so few can be met by chance",
                     "参数 %zu 个，拟合的观测值 %zu 个；如此之少，碰巧也能吻合", p->n_parameters,
                     n);
    if (tune->best.hold > tune->start.hold)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "tuning makes the years that were held out worse, by %.1f %%: these values "
                     "follow the past, not the next years",
                     "调参后，留出年份的损失反而增加 %.1f%%：这些取值只贴合过去，不适于以后的年份",
                     PERCENT * (tune->best.hold / tune->start.hold - 1.0));
    if (p->n_failures > 0)
        ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0,
                     "points without a finite loss: %zu of %zu; the first: %.200s%.0s",
                     "没有有限损失的点：%zu 个（共 %zu 个）；第一个：%.0s%.200s", p->n_failures,
                     p->n_evaluations, p->failure.text[OT_LANGUAGE_EN],
                     p->failure.text[OT_LANGUAGE_ZH]);
}

static ot_status finish(ot_tune *tune, ot_notes *notes, ot_error *err) {
    ot_tune_problem *p = &tune->problem;
    double value[OT_TUNE_MOST_PARAMETERS];
    for (size_t j = 0; j < p->n_parameters; j++)
        value[j] = tune->parameter[j].value;
    const ot_status status = ot_tune_model_make(p, value, notes, &tune->made, err);
    if (status) return status;
    tune->scenario = tune->made.c->scenario;
    ot_fit_note_few(tune->made.fit, notes);
    take_indicators(tune);
    for (size_t j = 0; j < p->n_parameters; j++) {
        warn_parameter(&tune->parameter[j], notes);
        warn_failure(&tune->parameter[j], notes);
        note_guess(&tune->parameter[j], notes);
    }
    warn_losses(tune, notes);
    return OT_OK;
}

static ot_status begin(ot_tune *tune, const char *const *set, size_t n_sets,
                       const ot_parameter *parameter, ot_error *err) {
    ot_tune_problem *p = &tune->problem;
    tune->arena = p->arena = ot_arena_new();
    p->known = ot_law_tables_new();
    if (!p->arena || !p->known) return no_memory(err);
    tune->indicator = ot_arena_alloc(p->arena, p->n_indicators, sizeof *tune->indicator);
    if (!tune->indicator || !init_losses(p->arena, p->n_indicators, &tune->start) ||
        !init_losses(p->arena, p->n_indicators, &tune->best))
        return no_memory(err);
    ot_status status = take_sets(p, set, n_sets, err);
    if (!status) status = take_parameters(tune, parameter, err);
    return status ? status : ot_tune_problem_begin(p, err);
}

ot_status ot_tune_new(const char *path, const char *const *set, size_t n_sets,
                      const ot_table *table, const ot_plan *plan, const ot_parameter *parameter,
                      size_t n_parameters, const char *const *indicator, size_t n_indicators,
                      const ot_tune_options *options, ot_notes *notes, ot_tune **out,
                      ot_error *err) {
    ot_status status = check_call(options, n_parameters, n_indicators, err);
    if (status) return status;
    ot_tune *tune = calloc(1, sizeof *tune);
    if (!tune) return no_memory(err);
    tune->problem = (ot_tune_problem){.path = path,
                                      .n_parameters = n_parameters,
                                      .table = table,
                                      .plan = plan,
                                      .options = *options,
                                      .indicator = indicator,
                                      .n_indicators = n_indicators};
    status = begin(tune, set, n_sets, parameter, err);
    if (!status) status = evaluate_start(tune, err);
    if (!status) status = search(tune, err);
    if (!status) status = finish(tune, notes, err);
    if (status)
        ot_tune_free(tune);
    else
        *out = tune;
    return status;
}

void ot_tune_free(ot_tune *tune) {
    if (!tune) return;
    ot_tune_model_clear(&tune->made);
    ot_law_tables_free(tune->problem.known);
    ot_arena_free(tune->arena);
    free(tune);
}
