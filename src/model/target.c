#include "model/build.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const MEASURE_NAME[OT_N_MEASURES] = {
    [OT_MEASURE_LEVEL] = "level",           [OT_MEASURE_GROWTH] = "growth",
    [OT_MEASURE_INCREMENT] = "increment",   [OT_MEASURE_AVERAGE_GROWTH] = "average_growth",
    [OT_MEASURE_CUMULATIVE] = "cumulative", [OT_MEASURE_MILESTONE] = "milestone",
};

static ot_status refuse(const ot_build *b, ot_place place) {
    ot_error_locate(b->err, place.file, place.line, place.column);
    return b->err->status;
}

ot_target_side ot_target_side_of(ot_target_relation relation, ot_wanted wanted) {
    switch (relation) {
    case OT_TARGET_AT_MOST:
    case OT_TARGET_FALLING:
        return OT_SIDE_LESS;
    case OT_TARGET_WITHIN:
        return OT_SIDE_BOTH;
    case OT_TARGET_ABOUT:
        return wanted == OT_WANTED_NEAR    ? OT_SIDE_BOTH
               : wanted == OT_WANTED_LOWER ? OT_SIDE_LESS
                                           : OT_SIDE_MORE;
    default:
        return OT_SIDE_MORE;
    }
}

/* What a statement's relation asks for; NONE: nothing that can be judged. */
static ot_target_relation relation_of(ot_relation r) {
    switch (r) {
    case OT_RELATION_AT_LEAST:
    case OT_RELATION_REACH:
    case OT_RELATION_STATED:
    case OT_RELATION_INCREASE_BY:
    case OT_RELATION_INCREASE_BY_AT_LEAST:
        return OT_TARGET_AT_LEAST;
    case OT_RELATION_AT_MOST:
        return OT_TARGET_AT_MOST;
    case OT_RELATION_ABOUT:
        return OT_TARGET_ABOUT;
    case OT_RELATION_RISING:
        return OT_TARGET_RISING;
    case OT_RELATION_FALLING:
        return OT_TARGET_FALLING;
    default:
        return OT_TARGET_NONE;
    }
}

static int is_rate(ot_measure m) {
    return m == OT_MEASURE_GROWTH || m == OT_MEASURE_AVERAGE_GROWTH;
}

/* From the statement's printed unit to the inside unit of the measure; 0 when they do not fit. */
static int statement_factor(const ot_model *m, const ot_model_target *t, double *factor) {
    const char *printed = t->statement->unit[OT_LANGUAGE_ZH];
    const ot_unit *from = ot_unit_find(printed, strlen(printed));
    if (!from && (printed = t->statement->unit[OT_LANGUAGE_EN], 1))
        from = ot_unit_find(printed, strlen(printed));
    const ot_unit *to = m->indicator[t->indicator].unit;
    if (is_rate(t->measure)) {
        *factor = 0.01; /* growth is printed in percent whatever the row's unit */
        return 1;
    }
    if (from && !ot_unit_is_stated(to)) {
        *factor = 1.0; /* as it is printed */
        return 1;
    }
    if (!from || !ot_unit_is_stated(from) || !ot_unit_same_dimension(from, to)) return 0;
    *factor = ot_unit_inside(from) != 1.0 || ot_unit_inside(to) != 1.0 ? from->scale
                                                                       : from->scale / to->scale;
    return 1;
}

static ot_status take_statement(const ot_build *b, ot_model_target *t) {
    const ot_target_spec *spec = t->spec;
    if (!b->model->plan) {
        (void)ot_fail(b->err, OT_ERR_INPUT,
                      "target names statement \"%s\", but model.plan names no plan file",
                      "目标引用了计划条目“%s”，但 model.plan 没有给出计划文件", spec->statement);
        return refuse(b, spec->place);
    }
    t->statement = ot_plan_find(b->model->plan, spec->statement);
    if (!t->statement) {
        (void)ot_fail(b->err, OT_ERR_INPUT, "the plan has no statement \"%s\"",
                      "计划中没有条目“%s”", spec->statement);
        return refuse(b, spec->place);
    }
    const ot_statement *s = t->statement;
    t->wording = s->wording;
    t->section = s->section;
    t->role = s->role;
    if (!t->kind) t->kind = s->kind;
    if (!t->year) t->year = s->year;
    if (t->relation != OT_TARGET_NONE) return OT_OK;
    t->relation = relation_of(s->relation);
    if (t->relation == OT_TARGET_NONE) {
        t->reason[OT_LANGUAGE_EN] = "the document prints no value for it";
        t->reason[OT_LANGUAGE_ZH] = "文件没有给出数值";
        return OT_OK;
    }
    if (t->relation == OT_TARGET_RISING || t->relation == OT_TARGET_FALLING) return OT_OK;
    double factor;
    if (!isfinite(s->figure.value) || s->figure.kind == OT_FIGURE_MISSING) {
        t->reason[OT_LANGUAGE_EN] = "the document prints no value for it";
        t->reason[OT_LANGUAGE_ZH] = "文件没有给出数值";
        return OT_OK;
    }
    if (!statement_factor(b->model, t, &factor)) {
        (void)ot_fail(
            b->err, OT_ERR_INPUT,
            "statement %s is in \"%s\", but indicator %s is in %s; a growth target needs "
            "measure = \"growth\"",
            "条目 %s 的单位为“%s”，而指标 %s 的单位为 %s；增速目标请写 measure = \"growth\"", s->id,
            s->unit[OT_LANGUAGE_ZH], spec->indicator, b->model->indicator[t->indicator].unit->name);
        return refuse(b, spec->place);
    }
    t->value = s->figure.value * factor;
    if (!isfinite(t->tolerance)) t->tolerance = s->figure.half_unit * factor;
    return OT_OK;
}

static void take_inline(const ot_model *m, ot_model_target *t) {
    const ot_target_spec *spec = t->spec;
    const double inside = is_rate(t->measure) ? 0.01 : m->indicator[t->indicator].inside;
    t->relation = spec->relation;
    t->value = spec->value * inside;
    t->high = spec->high * inside;
    t->tolerance = spec->tolerance * inside;
}

/* Rising and falling compare two years of a level or of a growth rate. */
static ot_status check_relation(const ot_build *b, const ot_model_target *t) {
    const int compares = t->relation == OT_TARGET_RISING || t->relation == OT_TARGET_FALLING;
    if (!compares || t->measure == OT_MEASURE_LEVEL || t->measure == OT_MEASURE_GROWTH)
        return OT_OK;
    (void)ot_fail(b->err, OT_ERR_INPUT,
                  "a rising or falling target has measure \"level\" or \"growth\", not \"%s\"",
                  "上升或下降的目标，measure 只能是 level 或 growth，不能是 %s",
                  MEASURE_NAME[t->measure]);
    return refuse(b, t->spec->place);
}

/* Years of history, or a forecast as if made then: targets of the years to come are not of it. */
static int is_of_other_years(const ot_model *m, const ot_model_target *t) {
    return ot_spec_is_history(m->spec) && t->year &&
           (t->year < m->first_year || t->year > m->last_year);
}

static ot_status check_years(const ot_build *b, ot_model_target *t) {
    const ot_model *m = b->model;
    const ot_model_indicator *x = &m->indicator[t->indicator];
    if (is_of_other_years(m, t)) {
        t->reason[OT_LANGUAGE_EN] = "its year is not among those simulated";
        t->reason[OT_LANGUAGE_ZH] = "其年份不在模拟年份之内";
        return OT_OK;
    }
    if (t->year < m->first_year || t->year > m->last_year) {
        if (t->year)
            (void)ot_fail(
                b->err, OT_ERR_INPUT, "target year %d is outside the projected years %d to %d",
                "目标年份 %d 不在预测期 %d—%d 年之内", t->year, m->first_year, m->last_year);
        else
            (void)ot_fail(b->err, OT_ERR_INPUT,
                          "target of %s has no year; the plan prints none: give "
                          "year and assumed_year = true",
                          "%s 的目标没有年份；计划未写明年份时请给出 year 并写 assumed_year = true",
                          x->spec->id);
        return refuse(b, t->spec->year_place.line ? t->spec->year_place : t->spec->place);
    }
    if (t->measure == OT_MEASURE_GROWTH || t->relation == OT_TARGET_RISING ||
        t->relation == OT_TARGET_FALLING)
        t->from = t->year - 1;
    else if (t->measure == OT_MEASURE_INCREMENT)
        t->from = t->spec->from ? t->spec->from : t->year - 1;
    else if (t->measure == OT_MEASURE_AVERAGE_GROWTH || t->measure == OT_MEASURE_CUMULATIVE)
        t->from = t->spec->from ? t->spec->from : x->base_year ? x->base_year : m->first_year - 1;
    if (t->from < t->year) return OT_OK;
    (void)ot_fail(b->err, OT_ERR_INPUT, "target from %d to %d; must start before it ends",
                  "目标起止年份为 %d—%d；起始年应早于目标年", t->from, t->year);
    return refuse(b, t->spec->place);
}

static int is_known_at(const ot_model *m, size_t i, int year) {
    if (year < m->first_slot_year) {
        double value = NAN;
        return !ot_model_observe(m, 0, i, NULL, NULL, 0, year, NULL, &value, NULL) &&
               isfinite(value);
    }
    for (size_t s = 0; s < m->n_scenarios; s++)
        if (m->scenario[s].state[i * m->n_slots + ot_model_slot(m, year)] == OT_STATE_UNKNOWN)
            return 0;
    return 1;
}

/* A quantity whose past is not known cannot be judged; the report says so. */
static ot_status check_past(const ot_build *b, ot_model_target *t) {
    const ot_model *m = b->model;
    const ot_model_indicator *x = &m->indicator[t->indicator];
    if (!x->is_projected) {
        t->reason[OT_LANGUAGE_EN] = "its indicator is not projected";
        t->reason[OT_LANGUAGE_ZH] = "其指标未作预测";
        return OT_OK;
    }
    if (!t->from) return OT_OK;
    const int last_needed = t->measure == OT_MEASURE_CUMULATIVE ? t->year : t->from;
    for (int year = t->measure == OT_MEASURE_CUMULATIVE ? t->from + 1 : t->from;
         year <= last_needed; year++)
        if (!is_known_at(m, t->indicator, year)) {
            t->reason[OT_LANGUAGE_EN] =
                ot_build_text(b, "its value of %d, which it is measured from, is not known", year);
            if (!t->reason[OT_LANGUAGE_EN]) return OT_ERR_NOMEM;
            t->reason[OT_LANGUAGE_ZH] = ot_build_text(b, "作为比较基础的 %d 年数值未知", year);
            return t->reason[OT_LANGUAGE_ZH] ? OT_OK : OT_ERR_NOMEM;
        }
    return OT_OK;
}

static ot_status name_target(const ot_build *b, size_t k) {
    const ot_model *m = b->model;
    ot_model_target *t = &m->target[k];
    t->id = t->spec->id ? t->spec->id : t->spec->statement;
    if (!t->id) {
        t->id = ot_build_text(b, "%s_%s_%d", t->spec->indicator, MEASURE_NAME[t->measure], t->year);
        if (!t->id) return OT_ERR_NOMEM;
    }
    for (size_t i = 0; i < k; i++)
        if (strcmp(m->target[i].id, t->id) == 0) {
            (void)ot_fail(b->err, OT_ERR_INPUT,
                          "two targets have the id \"%s\" (the other in line %d); give one of them "
                          "another id",
                          "两个目标的 id 均为“%s”（另一个在第 %d 行）；请为其一另取 id", t->id,
                          m->target[i].spec->place.line);
            return refuse(b, t->spec->place);
        }
    t->label = m->indicator[t->indicator].spec->label;
    if (t->spec->has_label)
        t->label = t->spec->label;
    else if (t->statement)
        for (int l = 0; l < OT_N_LANGUAGES; l++)
            if (*t->statement->name[l]) t->label.text[l] = t->statement->name[l];
    return OT_OK;
}

static ot_status make_target(const ot_build *b, size_t k) {
    ot_model *m = b->model;
    ot_model_target *t = &m->target[k];
    const ot_target_spec *spec = &m->spec->target[k];
    *t = (ot_model_target){.spec = spec,
                           .measure = spec->measure,
                           .year = spec->year,
                           .wanted = spec->wanted,
                           .kind = spec->kind,
                           .wording = "",
                           .section = "",
                           .role = "target",
                           .is_assumed_year = spec->is_assumed_year};
    t->indicator = ot_symbols_indicator(b, spec->indicator, spec->place);
    if (t->indicator == SIZE_MAX) return b->err->status;
    take_inline(m, t);
    ot_status status = spec->statement ? take_statement(b, t) : OT_OK;
    if (!status) status = check_relation(b, t);
    if (!status) status = check_years(b, t);
    if (!status && !t->reason[0]) status = check_past(b, t);
    if (!t->kind) t->kind = "unstated";
    if (!status && !t->reason[0] && t->relation == OT_TARGET_ABOUT && !isfinite(t->tolerance)) {
        (void)ot_fail(b->err, OT_ERR_INPUT, "target of %s is \"about\" a value; give its tolerance",
                      "%s 的目标为“左右”；请给出 tolerance", spec->indicator);
        return refuse(b, spec->place);
    }
    return status ? status : name_target(b, k);
}

ot_status ot_build_targets(const ot_build *b) {
    ot_model *m = b->model;
    m->n_targets = m->spec->n_targets;
    m->target = ot_build_alloc(b, m->n_targets, sizeof *m->target);
    if (!m->target) return OT_ERR_NOMEM;
    ot_status status = OT_OK;
    for (size_t k = 0; k < m->n_targets && !status; k++)
        status = make_target(b, k);
    return status;
}
