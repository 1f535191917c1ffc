#include <math.h>

#include "config/read.h"

/* The one of keys[0..n) that stands there, or NULL; all of them may be wanted. */
static const ot_setting *any_of(const ot_setting *group, const char *const *key, size_t n,
                                size_t *n_found) {
    const ot_setting *found = NULL;
    *n_found = 0;
    for (size_t i = 0; i < n; i++) {
        const ot_setting *s = ot_setting_find(group, key[i]);
        if (s) found = s;
        *n_found += s != NULL;
    }
    return found;
}

static const char *missing_of(const ot_setting *group, const char *const *key, size_t n) {
    size_t i = 0;
    while (i + 1 < n && ot_setting_find(group, key[i]))
        i++;
    return key[i];
}

static const char *const PLAIN[] = {"mean", "sd"};
static const char *const ELICITED[] = {"low", "likely", "high"};

/* A prior is mean and sd, or low, likely and high; or there is a value. */
static ot_status check_company(ot_reader *reader, const ot_setting *group) {
    size_t n_plain, n_elicited;
    const ot_setting *plain = any_of(group, PLAIN, 2, &n_plain),
                     *elicited = any_of(group, ELICITED, 3, &n_elicited),
                     *value = ot_setting_find(group, "value"),
                     *start = ot_setting_find(group, "start");
    const int is_prior = plain || elicited;
    if (value && (is_prior || start)) {
        ot_fail(reader->err, OT_ERR_INPUT, "%s has a value and a %s%.0s; give one of them",
                "%s 既有固定值又有%.0s%s；只能取其一", group->key, is_prior ? "prior" : "start",
                is_prior ? "先验" : "初值");
        return ot_setting_blame_key(value, reader->err, OT_ERR_INPUT);
    }
    if (plain && elicited) {
        ot_fail(reader->err, OT_ERR_INPUT,
                "%s has %s and %s; give mean and sd, or low, likely and high",
                "%s 既有 %s 又有 %s；先验或写 mean、sd，或写 low、likely、high", group->key,
                plain->key, elicited->key);
        return ot_setting_blame_key(elicited, reader->err, OT_ERR_INPUT);
    }
    if (n_plain == 1) {
        ot_fail(reader->err, OT_ERR_INPUT, "%s has %s without %s; a prior needs both",
                "%s 只有 %s 而没有 %s；先验须两者兼备", group->key, plain->key,
                missing_of(group, PLAIN, 2));
        return ot_setting_blame_key(plain, reader->err, OT_ERR_INPUT);
    }
    if (n_elicited == 1 || n_elicited == 2) {
        ot_fail(reader->err, OT_ERR_INPUT, "%s has %s without %s; such a prior needs all three",
                "%s 有 %s 而没有 %s；这种先验须三者齐备", group->key, elicited->key,
                missing_of(group, ELICITED, 3));
        return ot_setting_blame_key(elicited, reader->err, OT_ERR_INPUT);
    }
    return OT_OK;
}

static ot_status check_rising(ot_reader *reader, const ot_setting *group) {
    for (size_t i = 1; i < 3; i++) {
        const ot_setting *before = ot_setting_find(group, ELICITED[i - 1]),
                         *s = ot_setting_find(group, ELICITED[i]);
        if (!s || s->number > before->number) continue;
        ot_fail(reader->err, OT_ERR_INPUT, "%s is %s; must be above %s, which is %s",
                "%s 为 %s；应大于 %s（%s）", s->key, s->as, before->key, before->as);
        return ot_setting_blame(s, reader->err, OT_ERR_INPUT);
    }
    return OT_OK;
}

/* Mean and variance from the 5, 50 and 95 % points, weights .185, .630, .185: the extended
 * Pearson-Tukey approximation (Keefer and Bodily, Management Science 29(5), 1983, p. 595-609), good
 * for lopsided beliefs, too, though the prior is normal. */
static void elicit(ot_coefficient_spec *c) {
    static const double TAIL = 0.185, MIDDLE = 0.63;
    const double low = c->low, likely = c->likely, high = c->high;
    c->mean = MIDDLE * likely + TAIL * (low + high);
    c->sd = sqrt(MIDDLE * (likely - c->mean) * (likely - c->mean) +
                 TAIL * ((low - c->mean) * (low - c->mean) + (high - c->mean) * (high - c->mean)));
}

static ot_status check_elicited(ot_reader *reader, const ot_setting *group,
                                const ot_coefficient_spec *c) {
    if (isfinite(c->mean) && isfinite(c->sd) && c->sd > 0.0) return OT_OK;
    ot_fail(reader->err, OT_ERR_INPUT,
            "low, likely and high of %s give no sd that a number holds: %g, %g and %g",
            "%s 的 low、likely、high 得不出有限且大于 0 的标准差：%g、%g、%g", group->key, c->low,
            c->likely, c->high);
    return ot_setting_blame_key(group, reader->err, OT_ERR_INPUT);
}

ot_status ot_read_coefficient(ot_reader *reader, const ot_setting *group,
                              ot_coefficient_spec *coefficient) {
    ot_status status = check_company(reader, group);
    if (!status) status = check_rising(reader, group);
    if (status) return status;
    *coefficient = (ot_coefficient_spec){.name = group->key,
                                         .is_fixed = ot_setting_find(group, "value") != NULL,
                                         .has_prior = ot_setting_find(group, "mean") ||
                                                      ot_setting_find(group, "low"),
                                         .value = ot_get_number(group, "value"),
                                         .mean = ot_get_number(group, "mean"),
                                         .sd = ot_get_number(group, "sd"),
                                         .low = ot_get_number(group, "low"),
                                         .likely = ot_get_number(group, "likely"),
                                         .high = ot_get_number(group, "high"),
                                         .start = ot_get_number(group, "start"),
                                         .source = ot_get_remark(group, "source"),
                                         .place = group->key_place};
    if (isnan(coefficient->low)) return OT_OK;
    elicit(coefficient);
    return check_elicited(reader, group, coefficient);
}

ot_status ot_read_coefficients(ot_reader *reader, const ot_setting *group,
                               ot_indicator_spec *indicator) {
    ot_coefficient_spec *room = ot_arena_alloc(reader->arena, group ? group->n : 0, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        const ot_status status = ot_read_coefficient(reader, s, &room[indicator->n_coefficients++]);
        if (status) return status;
    }
    indicator->coefficient = room;
    return OT_OK;
}
