#include <math.h>
#include <string.h>

#include "config/read.h"

static void read_start(const ot_setting *group, ot_start_spec *start) {
    *start = (ot_start_spec){.value = NAN, .sd = NAN};
    if (!group) return;
    *start = (ot_start_spec){.year = ot_get_whole(group, "year"),
                             .value = ot_get_number(group, "value"),
                             .sd = ot_get_default(group, "sd", "indicators.ID.start.sd"),
                             .source = ot_get_remark(group, "source"),
                             .place = group->key_place};
}

/* Without a share of its own a year is even over its months. */
static void read_partial(const ot_setting *group, ot_partial_spec *partial) {
    enum { MONTHS = 12 };
    *partial = (ot_partial_spec){.value = NAN, .usual_share = NAN};
    if (!group) return;
    *partial = (ot_partial_spec){.year = ot_get_whole(group, "year"),
                                 .through_month = ot_get_whole(group, "through_month"),
                                 .value = ot_get_number(group, "value"),
                                 .usual_share = ot_get_number(group, "usual_share"),
                                 .source = ot_get_remark(group, "source"),
                                 .place = group->key_place};
    if (isnan(partial->usual_share)) partial->usual_share = (double)partial->through_month / MONTHS;
}

/* Groups that say nothing without another, or against another. */
static ot_status check_company(ot_reader *reader, const ot_setting *group) {
    const char *const of_equation[] = {"coefficients", "estimate", "residual", "solver"};
    const ot_setting *forecast = ot_setting_find(group, "forecast");
    if (!ot_setting_find(group, "equation")) {
        for (size_t i = 0; i < sizeof of_equation / sizeof *of_equation; i++) {
            const ot_setting *s = ot_setting_find(group, of_equation[i]);
            if (!s) continue;
            ot_fail(reader->err, OT_ERR_INPUT, "%s has %s but no equation",
                    "%s 有 %s 却没有 equation", group->key, s->key);
            return ot_setting_blame_key(s, reader->err, OT_ERR_INPUT);
        }
    } else if (forecast) {
        ot_fail(reader->err, OT_ERR_INPUT, "%s has an equation and a forecast; give one of them",
                "%s 既有 equation 又有 forecast；只能取其一", group->key);
        return ot_setting_blame_key(forecast, reader->err, OT_ERR_INPUT);
    }
    return OT_OK;
}

/* Data leave a residual of their own. */
static ot_status check_residual(ot_reader *reader, const ot_setting *group, ot_method method) {
    const ot_setting *residual = ot_setting_find(group, "residual");
    if (!residual || method == OT_METHOD_NONE || method == OT_METHOD_PRIOR) return OT_OK;
    ot_fail(reader->err, OT_ERR_INPUT,
            "%s is estimated: its residual comes from the data; put what is known before into "
            "estimate.sigma",
            "%s 用数据估计，残差由数据得出；先验信息请写入 estimate.sigma", group->key);
    return ot_setting_blame_key(residual, reader->err, OT_ERR_INPUT);
}

static ot_status read_solver(ot_reader *reader, const ot_setting *group,
                             ot_indicator_spec *indicator) {
    if (!group) return OT_OK;
    ot_solver *solver = ot_arena_alloc(reader->arena, 1, sizeof *solver);
    if (!solver) return ot_read_no_memory(reader);
    *solver = ot_get_solver(group);
    indicator->solver = solver;
    indicator->solver_place = group->key_place;
    return OT_OK;
}

static ot_status read_indicator(ot_reader *reader, const ot_setting *group,
                                ot_indicator_spec *indicator) {
    const ot_setting *equation = ot_setting_find(group, "equation"),
                     *residual = ot_setting_find(group, "residual"),
                     *forecast = ot_setting_find(group, "forecast"),
                     *start = ot_setting_find(group, "start"),
                     *value = ot_setting_find(start, "value");
    const char *price = ot_get_text(group, "price");
    *indicator =
        (ot_indicator_spec){.id = group->key,
                            .alias = ot_get_text(group, "alias"),
                            .unit = ot_setting_find(group, "unit")->text,
                            .price = price ? price : "",
                            .residual_scale = ot_get_number(residual, "scale"),
                            .residual_df = NAN,
                            .residual_source = ot_get_remark(residual, "source"),
                            .source = ot_get_remark(group, "source"),
                            .note = ot_get_remark(group, "note"),
                            .place = group->key_place,
                            .alias_place = ot_get_place(group, "alias"),
                            .residual_place = residual ? residual->key_place : group->key_place};
    if (residual)
        indicator->residual_df = ot_get_default(residual, "df", "indicators.ID.residual.df");
    if (equation) indicator->equation = equation->text;
    ot_status status = read_solver(reader, ot_setting_find(group, "solver"), indicator);
    if (!status) status = ot_read_forecast(reader, forecast, &indicator->forecast);
    ot_get_label(group, "label", group->key, &indicator->label);
    ot_get_range(group, "range", &indicator->low, &indicator->high);
    read_start(start, &indicator->start);
    read_partial(ot_setting_find(group, "partial"), &indicator->partial);
    if (!status) status = check_company(reader, group);
    if (!status && value) {
        const ot_plausible plausible = ot_plausible_indicator(indicator);
        status = ot_check_plausible(reader, value, &plausible);
    }
    if (!status)
        status = ot_read_coefficients(reader, ot_setting_find(group, "coefficients"), indicator);
    if (!status)
        status = ot_read_estimate(reader, ot_setting_find(group, "estimate"), &indicator->estimate);
    if (!status) status = check_residual(reader, group, indicator->estimate.method);
    if (!status) status = ot_check_starts(reader, group, indicator);
    return status;
}

/* One, or one for each member of what it is over. */
static ot_status read_members(ot_reader *reader, const ot_setting *group,
                              ot_indicator_spec *indicator) {
    const ot_indexed_spec *over = ot_over_find(reader, group);
    const size_t n = ot_over_size(over);
    ot_status status = OT_OK;
    for (size_t i = 0; i < n && !status; i++) {
        ot_indicator_spec *x = &indicator[reader->spec->n_indicators++];
        status = read_indicator(reader, group, x);
        if (!status && over) status = ot_over_bind(reader, over, i, &x->binding);
        if (!status && over)
            status = ot_over_name(reader, over, x->binding, &x->id, &x->alias, &x->label);
        x->n_bindings = over ? over->n_sets : 0;
    }
    return status;
}

ot_status ot_read_indicators(ot_reader *reader) {
    const ot_setting *group = ot_setting_find(reader->root, "indicators");
    size_t n = 0;
    for (const ot_setting *s = group->first; s; s = s->next)
        n += ot_over_size(ot_over_find(reader, s));
    ot_indicator_spec *indicator = ot_arena_alloc(reader->arena, n, sizeof *indicator);
    if (!indicator) return ot_read_no_memory(reader);
    if (n == 0) {
        ot_fail(reader->err, OT_ERR_INPUT, "there is no indicator; a model needs one at least",
                "没有任何指标；模型至少需要一个指标");
        return ot_setting_blame_key(group, reader->err, OT_ERR_INPUT);
    }
    for (const ot_setting *s = group->first; s; s = s->next) {
        const ot_status status = read_members(reader, s, indicator);
        if (status) return status;
    }
    reader->spec->indicator = indicator;
    return OT_OK;
}

const ot_indicator_spec *ot_reader_indicator(const ot_reader *reader, const char *id) {
    for (size_t i = 0; i < reader->spec->n_indicators; i++)
        if (strcmp(reader->spec->indicator[i].id, id) == 0) return &reader->spec->indicator[i];
    return NULL;
}
