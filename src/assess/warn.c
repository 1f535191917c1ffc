#include "assess/warn.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A level more than so many times its base, with a certain answer, is usually a slip of units. */
static const double FAR = 3.0;

enum { LIST_SIZE = 300 }; /* of the ids in a note */

static const char *scenario_id(const ot_projection *p, size_t k) {
    return p->model->scenario[p->c[k].scenario].spec->id;
}

static void warn_nonfinite(const ot_projection *p, size_t k, ot_notes *notes) {
    for (size_t i = 0; i < p->n_indicators; i++)
        for (size_t t = 0; t < p->n_years; t++) {
            const ot_year_result *y = &p->c[k].indicator[i].year[t];
            const ot_indicator_spec *spec = p->model->indicator[p->indicator[i].indicator].spec;
            if (y->nonfinite == 0) continue;
            ot_notes_add(notes, OT_SEVERITY_WARNING, spec->place.file, spec->place.line,
                         spec->place.column,
                         "%s in %d, scenario %s: %" PRIu64 " of %" PRIu64
                         " draws are not finite; they are counted apart, never averaged",
                         "%s 在 %d 年（情景 %s）：%" PRIu64 "（共 %" PRIu64
                         "）次抽样不是有限数；单独计数，不参与平均",
                         spec->id, y->year, scenario_id(p, k), y->nonfinite, y->n);
        }
}

static int lacks_mean(const ot_projection *p, size_t i) {
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t t = 0; t < p->n_years; t++) {
            const ot_year_result *y = &p->c[k].indicator[i].year[t];
            if (isfinite(y->median) && (!isfinite(y->mean) || !isfinite(y->sd))) return 1;
        }
    return 0;
}

/* One note for all of them: their ids, as far as there is room. */
static void note_means(const ot_projection *p, ot_notes *notes) {
    char list[LIST_SIZE] = "";
    size_t n = 0, length = 0;
    for (size_t i = 0; i < p->n_indicators; i++) {
        if (!lacks_mean(p, i)) continue;
        const char *id = p->model->indicator[p->indicator[i].indicator].spec->id;
        const size_t needed = strlen(id) + 2;
        if (length + needed + 4 < sizeof list) {
            (void)snprintf(list + length, sizeof list - length, "%s%s", n ? ", " : "", id);
            length = strlen(list);
        } else if (length + 4 < sizeof list) {
            (void)snprintf(list + length, sizeof list - length, " ...");
            length = sizeof list;
        }
        n++;
    }
    if (n == 0) return;
    ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0,
                 "no mean or standard deviation is given in some years of %zu indicators, as a "
                 "single draw makes up much of their sums: %s",
                 "%zu 个指标在部分年份不列均值或标准差，因其主要由单次抽样决定：%s", n, list);
}

static int is_far(double x, double base) {
    if (!isfinite(x) || !isfinite(base) || fabs(base) <= 0.0) return 0;
    const double ratio = x / base;
    return ratio > 0.0 && (ratio > FAR || ratio < 1.0 / FAR);
}

static double declared_value(const ot_projection *p, const ot_model_target *target) {
    const int is_level =
        target->measure == OT_MEASURE_LEVEL || target->measure == OT_MEASURE_MILESTONE;
    const int compares =
        target->relation == OT_TARGET_RISING || target->relation == OT_TARGET_FALLING;
    if (!is_level || compares) return NAN;
    return ot_declared(target->value, p->model->indicator[target->indicator].inside);
}

static int is_certain(const ot_target_result *r) { return r->met == 0 || r->met == r->n; }

/* Percentages are left out: from 0.8 to 3 percent is no slip. */
static void warn_target(const ot_projection *p, size_t k, const ot_target_result *r,
                        ot_notes *notes) {
    const ot_model_target *target = &p->model->target[r->target];
    size_t i = 0;
    while (i < p->n_indicators && p->indicator[i].indicator != target->indicator)
        i++;
    if (i == p->n_indicators || p->indicator[i].is_rate) return;
    if (!is_certain(r) || target->year < p->first_year || target->year > p->last_year) return;
    const double base = p->indicator[i].last_value;
    const double aim = declared_value(p, target);
    const double median = p->c[k].indicator[i].year[target->year - p->first_year].median;
    if (!is_far(aim, base) && !is_far(median, base)) return;
    const ot_place *place = &target->spec->place;
    const int by_aim = is_far(aim, base);
    ot_notes_add(
        notes, OT_SEVERITY_WARNING, place->file, place->line, place->column,
        "target %s, scenario %s: %g %% of the draws meet it, and the %.0s%s of %.6g is more "
        "than %g times away from the last known level, %.6g in %d: is a unit wrong?",
        "目标 %s，情景 %s：%g%% 的抽样达到，且%s%.0s %.6g 与最近已知水平相差 %g 倍以上（%.6g，%d "
        "年）：单位是否有误？",
        target->id, scenario_id(p, k), 100.0 * r->probability, by_aim ? "目标值" : "预测中位数",
        by_aim ? "target" : "projected median", by_aim ? aim : median, FAR, base,
        p->indicator[i].last_year);
}

void ot_projection_warn(const ot_projection *p, ot_notes *notes) {
    for (size_t k = 0; k < p->n_cases; k++) {
        warn_nonfinite(p, k, notes);
        for (size_t j = 0; j < p->n_targets; j++)
            warn_target(p, k, &p->c[k].target[j], notes);
    }
    note_means(p, notes);
}
