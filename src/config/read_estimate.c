#include <math.h>
#include <string.h>

#include "config/read.h"
#include "config/schema.h"

/* What each method needs of the estimate group, and what it understands besides. */
typedef struct method_keys {
    ot_method method;
    const char *needs[2], *allows[4];
} method_keys;

/* Errors that are autoregressive want every year, so that nothing may be left out of them. */
static const method_keys KEYS[] = {
    {OT_METHOD_OLS, {NULL}, {"outliers", "restrict"}},
    {OT_METHOD_WLS, {NULL}, {"outliers", "restrict", "weights", "variance"}},
    {OT_METHOD_ROBUST, {NULL}, {"outliers", "restrict", "weighting"}},
    {OT_METHOD_RIDGE, {NULL}, {"outliers", "penalty", "penalty_by"}},
    {OT_METHOD_IV, {"instruments"}, {"outliers", "restrict"}},
    {OT_METHOD_NLS, {NULL}, {"outliers"}},
    {OT_METHOD_AR, {NULL}, {"restrict", "order"}},
    {OT_METHOD_SUR, {"system"}, {"outliers", "divisor"}},
    {OT_METHOD_3SLS, {"system", "instruments"}, {"outliers", "divisor"}},
    {OT_METHOD_BAYES, {NULL}, {"outliers", "sigma"}},
    {OT_METHOD_POOLED, {NULL}, {"outliers", "areas", "except"}},
    {OT_METHOD_PARTIAL, {NULL}, {"outliers", "areas", "except"}},
    {OT_METHOD_PRIOR, {NULL}, {"sigma"}},
};

static const char *const COMMON[] = {"method", "sample", "area", "map"};

static int lists(const char *const *name, size_t n, const char *key) {
    for (size_t i = 0; i < n && name[i]; i++)
        if (strcmp(name[i], key) == 0) return 1;
    return 0;
}

static const method_keys *keys_of(ot_method method) {
    static const method_keys NONE;
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (KEYS[i].method == method) return &KEYS[i];
    return &NONE;
}

static int understands(ot_method method, const char *key) {
    const method_keys *keys = keys_of(method);
    return lists(keys->needs, sizeof keys->needs / sizeof *keys->needs, key) ||
           lists(keys->allows, sizeof keys->allows / sizeof *keys->allows, key);
}

/* A key of another method: which ones understand it. */
static ot_status refuse_key(ot_reader *reader, const ot_setting *s, const char *method) {
    const ot_rule *rule = ot_schema_find("indicators.ID.estimate.method");
    char all[160] = "";
    for (size_t i = 0; i < rule->n_choices; i++) {
        if (!understands((ot_method)rule->choice[i].value, s->key)) continue;
        if (all[0]) strncat(all, ", ", sizeof all - strlen(all) - 1);
        strncat(all, rule->choice[i].name, sizeof all - strlen(all) - 1);
    }
    ot_fail(reader->err, OT_ERR_INPUT, "method \"%s\" has no %s; it belongs to %s",
            "“%s”方法没有 %s；该键用于 %s", method, s->key, all);
    return ot_setting_blame_key(s, reader->err, OT_ERR_INPUT);
}

static ot_status check_keys(ot_reader *reader, const ot_setting *group, ot_method method) {
    const char *name = ot_get_text(group, "method");
    const method_keys *keys = keys_of(method);
    for (size_t i = 0; i < sizeof keys->needs / sizeof *keys->needs && keys->needs[i]; i++) {
        if (ot_setting_find(group, keys->needs[i])) continue;
        ot_fail(reader->err, OT_ERR_INPUT, "method \"%s\" needs %s", "“%s”方法需要 %s", name,
                keys->needs[i]);
        return ot_setting_blame_key(group, reader->err, OT_ERR_INPUT);
    }
    for (const ot_setting *s = group->first; s; s = s->next) {
        if (lists(COMMON, sizeof COMMON / sizeof *COMMON, s->key)) continue;
        /* Least squares says itself why it has no prior. */
        if (strcmp(s->key, "sigma") == 0 || understands(method, s->key)) continue;
        return refuse_key(reader, s, name);
    }
    return OT_OK;
}

static ot_status check_weights(ot_reader *reader, const ot_setting *group, ot_method method) {
    const ot_setting *weights = ot_setting_find(group, "weights"),
                     *variance = ot_setting_find(group, "variance");
    if (method != OT_METHOD_WLS || !weights != !variance) return OT_OK;
    ot_fail(reader->err, OT_ERR_INPUT, "method \"wls\" needs weights or variance, and not both",
            "“wls”方法需要 weights 或 variance，且只能取其一");
    return ot_setting_blame_key(variance ? variance : group, reader->err, OT_ERR_INPUT);
}

static ot_status read_expressions(ot_reader *reader, const ot_setting *list, const ot_text **text,
                                  size_t *n) {
    const int is_one = list && list->kind == OT_SETTING_TEXT;
    ot_text *room = ot_arena_alloc(reader->arena, !list ? 0 : is_one ? 1 : list->n, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    *n = 0;
    if (is_one) room[(*n)++] = list->text;
    for (const ot_setting *s = list ? list->first : NULL; s; s = s->next)
        room[(*n)++] = s->text;
    *text = room;
    return OT_OK;
}

static ot_status read_outliers(ot_reader *reader, const ot_setting *list,
                               ot_estimate_spec *estimate) {
    estimate->finds_outliers = list && list->kind == OT_SETTING_TEXT;
    int *year = ot_arena_alloc(reader->arena, list ? list->n : 0, sizeof *year);
    if (!year) return ot_read_no_memory(reader);
    for (const ot_setting *s = list ? list->first : NULL; s; s = s->next)
        year[estimate->n_outliers++] = (int)s->number;
    estimate->outlier = year;
    return OT_OK;
}

static ot_text text_of(const ot_setting *group, const char *key) {
    const ot_setting *s = ot_setting_find(group, key);
    return s ? s->text : (ot_text){0};
}

#define RULE(key) "indicators.ID.estimate." key

static void read_choices(const ot_setting *group, ot_estimate_spec *e) {
    e->weights = text_of(group, "weights");
    e->variance = text_of(group, "variance");
    e->weighting = (ot_weighting)ot_get_choice(group, "weighting", RULE("weighting"));
    e->penalty = ot_get_number(group, "penalty");
    e->penalty_by = (ot_penalty)ot_get_choice(group, "penalty_by", RULE("penalty_by"));
    e->order = (int)ot_get_default(group, "order", RULE("order"));
    e->system = ot_get_text(group, "system");
    e->divisor = (ot_divisor)ot_get_choice(group, "divisor", RULE("divisor"));
}

static ot_status read_lists(ot_reader *reader, const ot_setting *group, ot_estimate_spec *e) {
    ot_status status = ot_read_series(reader, ot_setting_find(group, "map"), &e->map, &e->n_map);
    if (!status)
        status = read_expressions(reader, ot_setting_find(group, "instruments"), &e->instrument,
                                  &e->n_instruments);
    if (!status)
        status = read_expressions(reader, ot_setting_find(group, "restrict"), &e->restriction,
                                  &e->n_restrictions);
    if (!status)
        status = ot_read_texts(reader, ot_setting_find(group, "areas"), &e->member, &e->n_members);
    if (!status)
        status = ot_read_texts(reader, ot_setting_find(group, "except"), &e->except, &e->n_except);
    if (!status) status = read_outliers(reader, ot_setting_find(group, "outliers"), e);
    return status;
}

ot_status ot_read_estimate(ot_reader *reader, const ot_setting *group, ot_estimate_spec *estimate) {
    *estimate = (ot_estimate_spec){.sigma_scale = NAN, .sigma_df = NAN, .penalty = NAN};
    if (!group) return OT_OK;
    const ot_setting *sigma = ot_setting_find(group, "sigma");
    double first, last;
    ot_get_range(group, "sample", &first, &last);
    *estimate =
        (ot_estimate_spec){.method = (ot_method)ot_get_choice(group, "method", RULE("method")),
                           .first = isnan(first) ? 0 : (int)first,
                           .last = isnan(last) ? 0 : (int)last,
                           .area = ot_get_text(group, "area"),
                           .sigma_scale = ot_get_number(sigma, "scale"),
                           .sigma_df = ot_get_number(sigma, "df"),
                           .sigma_source = ot_get_remark(sigma, "source"),
                           .place = group->key_place,
                           .sample_place = ot_get_place(group, "sample"),
                           .area_place = ot_get_place(group, "area"),
                           .outlier_place = ot_get_place(group, "outliers"),
                           .sigma_place = sigma ? sigma->key_place : group->key_place};
    read_choices(group, estimate);
    ot_status status = check_keys(reader, group, estimate->method);
    if (!status) status = check_weights(reader, group, estimate->method);
    return status ? status : read_lists(reader, group, estimate);
}

static ot_status refuse_start(ot_reader *reader, const ot_setting *group,
                              const ot_coefficient_spec *c) {
    const ot_setting *coefficient =
        ot_setting_find(ot_setting_find(group, "coefficients"), c->name);
    ot_fail(reader->err, OT_ERR_INPUT,
            "coefficient %s has a start, which only method \"nls\" searches from",
            "系数 %s 给出了初值 start，而只有“nls”方法用得上", c->name);
    return ot_setting_blame_key(ot_setting_find(coefficient, "start"), reader->err, OT_ERR_INPUT);
}

ot_status ot_check_starts(ot_reader *reader, const ot_setting *group,
                          const ot_indicator_spec *indicator) {
    const int is_nls = indicator->estimate.method == OT_METHOD_NLS;
    for (size_t k = 0; k < indicator->n_coefficients && !is_nls; k++)
        if (isfinite(indicator->coefficient[k].start))
            return refuse_start(reader, group, &indicator->coefficient[k]);
    return OT_OK;
}
