#include "assess/warn.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* A level more than so many times its base, with a certain answer, is usually a slip of units. */
static const double FAR = 3.0;

enum { LIST_SIZE = 600, NAME_SIZE = 200 };

/* A scenario within a sentence: Chinese labels mostly end in the word itself. */
typedef struct scenario_name {
    char text[OT_N_LANGUAGES][NAME_SIZE];
} scenario_name;

/* A name that was cut ends with a whole character. */
static void end_whole(char *name) { name[ot_utf8_check(name, strlen(name))] = '\0'; }

static scenario_name name_of(const ot_projection *p, size_t k) {
    static const char WORD[] = "情景";
    const ot_label *label = &p->model->scenario[p->c[k].scenario].spec->label;
    const char *zh = label->text[OT_LANGUAGE_ZH];
    const size_t n = strlen(zh), own = strlen(WORD);
    const int says_so = n >= own && strcmp(zh + n - own, WORD) == 0;
    scenario_name name;
    (void)snprintf(name.text[OT_LANGUAGE_EN], NAME_SIZE, "%s", label->text[OT_LANGUAGE_EN]);
    (void)snprintf(name.text[OT_LANGUAGE_ZH], NAME_SIZE, says_so ? "%s" : "情景“%s”", zh);
    end_whole(name.text[OT_LANGUAGE_EN]);
    end_whole(name.text[OT_LANGUAGE_ZH]);
    return name;
}

/* The first and the last year in which draws of an indicator are not finite; 0: none is. */
static int find_nonfinite(const ot_projection *p, const ot_indicator_result *r, size_t *first,
                          size_t *last) {
    int is_found = 0;
    for (size_t t = 0; t < p->n_years; t++) {
        if (r->year[t].nonfinite == 0) continue;
        if (!is_found) *first = t;
        *last = t;
        is_found = 1;
    }
    return is_found;
}

static void warn_nonfinite(const ot_projection *p, size_t k, ot_notes *notes) {
    const scenario_name name = name_of(p, k);
    for (size_t i = 0; i < p->n_indicators; i++) {
        const ot_indicator_result *r = &p->c[k].indicator[i];
        const ot_indicator_spec *spec = p->model->indicator[p->indicator[i].indicator].spec;
        size_t first = 0, last = 0;
        if (!find_nonfinite(p, r, &first, &last)) continue;
        const ot_year_result *from = &r->year[first], *to = &r->year[last];
        if (first == last)
            ot_notes_add(
                notes, OT_SEVERITY_WARNING, spec->place.file, spec->place.line, spec->place.column,
                "%s%.0s in %d, scenario %s%.0s: %" PRIu64 " of %" PRIu64
                " draws are not finite; they are counted apart, never averaged",
                "%.0s%s %d 年（%.0s%s）：%" PRIu64 "（共 %" PRIu64
                "）次抽样不是有限数；单独计数，不参与平均",
                spec->label.text[OT_LANGUAGE_EN], spec->label.text[OT_LANGUAGE_ZH], from->year,
                name.text[OT_LANGUAGE_EN], name.text[OT_LANGUAGE_ZH], from->nonfinite, from->n);
        else
            ot_notes_add(
                notes, OT_SEVERITY_WARNING, spec->place.file, spec->place.line, spec->place.column,
                "%s%.0s, scenario %s%.0s: draws that are not finite, of %" PRIu64 ": %" PRIu64
                " in %d to %" PRIu64 " in %d; they are counted apart, never averaged",
                "%.0s%s（%.0s%s）：共 %" PRIu64 " 次抽样，不是有限数的由 %" PRIu64
                " 次（%d 年）到 %" PRIu64 " 次（%d 年）；单独计数，不参与平均",
                spec->label.text[OT_LANGUAGE_EN], spec->label.text[OT_LANGUAGE_ZH],
                name.text[OT_LANGUAGE_EN], name.text[OT_LANGUAGE_ZH], from->n, from->nonfinite,
                from->year, to->nonfinite, to->year);
    }
}

static void warn_unsolved(const ot_projection *p, size_t k, ot_notes *notes) {
    const scenario_name name = name_of(p, k);
    if (p->c[k].unsolved == 0) return;
    ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                 "scenario %s%.0s: the simultaneous equations could not be solved in %" PRIu64
                 " of %" PRIu64 " draws times years; these are not finite from there on",
                 "%.0s%s：联立方程有 %" PRIu64 "（共 %" PRIu64
                 "）个抽样年份无法求解，此后的数值不是有限数",
                 name.text[OT_LANGUAGE_EN], name.text[OT_LANGUAGE_ZH], p->c[k].unsolved,
                 p->draws * (uint64_t)p->n_years);
}

static int lacks_mean(const ot_projection *p, size_t i) {
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t t = 0; t < p->n_years; t++) {
            const ot_year_result *y = &p->c[k].indicator[i].year[t];
            if (isfinite(y->median) && (!isfinite(y->mean) || !isfinite(y->sd))) return 1;
        }
    return 0;
}

/* Append a label, as far as there is room. */
typedef struct label_list {
    char text[LIST_SIZE];
    size_t length;
    int is_full;
} label_list;

static void append(label_list *list, const char *label, const char *between, const char *more) {
    const char *lead = list->length ? between : "";
    const size_t needed = strlen(lead) + strlen(label);
    if (list->is_full) return;
    list->is_full = list->length + needed + strlen(more) >= sizeof list->text;
    (void)snprintf(list->text + list->length, sizeof list->text - list->length, "%s%s",
                   list->is_full ? "" : lead, list->is_full ? more : label);
    list->length = strlen(list->text);
}

/* One note for all of them. */
static void note_means(const ot_projection *p, ot_notes *notes) {
    label_list en = {.length = 0}, zh = {.length = 0};
    size_t n = 0;
    for (size_t i = 0; i < p->n_indicators; i++) {
        if (!lacks_mean(p, i)) continue;
        const ot_label *label = &p->model->indicator[p->indicator[i].indicator].spec->label;
        append(&en, label->text[OT_LANGUAGE_EN], ", ", " ...");
        append(&zh, label->text[OT_LANGUAGE_ZH], "、", "等");
        n++;
    }
    if (n == 0) return;
    ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0,
                 "indicators without a mean or standard deviation in some years, as a single draw "
                 "makes up much of their sums: %zu (%s%.0s)",
                 "有 %zu 个指标在部分年份不列均值或标准差，因其主要由单次抽样决定：%.0s%s", n,
                 en.text, zh.text);
}

static int is_far(double x, double base) {
    if (!isfinite(x) || !isfinite(base) || fabs(base) <= 0.0) return 0;
    const double ratio = x / base;
    return ratio > 0.0 && (ratio > FAR || ratio < 1.0 / FAR);
}

/* Far from the base, and nobody said that it may be. */
static int is_suspect(const ot_target_spec *spec, double x, double base) {
    return is_far(x, base) && !(x >= spec->range_low && x <= spec->range_high);
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
    if (!is_certain(r) || r->nonfinite == r->n || target->year < p->first_year ||
        target->year > p->last_year)
        return;
    const double base = p->indicator[i].last_value;
    const double aim = declared_value(p, target);
    const double median = p->c[k].indicator[i].year[target->year - p->first_year].median;
    const int by_aim = is_suspect(target->spec, aim, base);
    if (!by_aim && !is_suspect(target->spec, median, base)) return;
    const ot_place *place = &target->spec->place;
    const scenario_name name = name_of(p, k);
    ot_notes_add(
        notes, OT_SEVERITY_WARNING, place->file, place->line, place->column,
        "target \"%s\"%.0s, scenario %s%.0s: %g %% of the draws meet it, and the %s%.0s of %.6g is "
        "more than %g times away from the last known level, %.6g in %d: is a unit wrong?",
        "目标“%.0s%s”，%.0s%s：%g%% 的抽样实现，且%.0s%s %.6g 与最近已知水平相差 %g "
        "倍以上（%.6g，%d 年）：单位是否有误？",
        target->label.text[OT_LANGUAGE_EN], target->label.text[OT_LANGUAGE_ZH],
        name.text[OT_LANGUAGE_EN], name.text[OT_LANGUAGE_ZH], 100.0 * r->probability,
        by_aim ? "target" : "projected median", by_aim ? "目标值" : "推演中位数",
        by_aim ? aim : median, FAR, base, p->indicator[i].last_year);
}

static size_t first_rough(const ot_projection *p, size_t i) {
    for (size_t t = 0; t < p->n_years; t++)
        for (size_t k = 0; k < p->n_cases; k++)
            if (p->c[k].indicator[i].year[t].is_rough) return t;
    return p->n_years;
}

/* One note for all of them, each with the first year in which it happens. */
static void note_rough(const ot_projection *p, ot_notes *notes) {
    label_list en = {.length = 0}, zh = {.length = 0};
    size_t n = 0;
    for (size_t i = 0; i < p->n_indicators; i++) {
        const size_t t = first_rough(p, i);
        if (t == p->n_years) continue;
        const ot_label *label = &p->model->indicator[p->indicator[i].indicator].spec->label;
        char name[NAME_SIZE];
        const int year = p->first_year + (int)t;
        (void)snprintf(name, sizeof name, "%s %d", label->text[OT_LANGUAGE_EN], year);
        end_whole(name);
        append(&en, name, ", ", " ...");
        (void)snprintf(name, sizeof name, "%s %d 年", label->text[OT_LANGUAGE_ZH], year);
        end_whole(name);
        append(&zh, name, "、", "等");
        n++;
    }
    if (n == 0) return;
    ot_notes_add(
        notes, OT_SEVERITY_INFO, NULL, 0, 0,
        "quantiles are read from counts in classes; for %zu indicators the width of a class "
        "adds more than a quarter of the error of sampling, from the year named on "
        "(%s%.0s)",
        "分位数由分档计数得出；有 %zu 个指标自所列年份起，档宽带来的误差超过抽样误差的四分之一："
        "%.0s%s",
        n, en.text, zh.text);
}

void ot_projection_warn(const ot_projection *p, ot_notes *notes) {
    for (size_t k = 0; k < p->n_cases; k++) {
        warn_unsolved(p, k, notes);
        warn_nonfinite(p, k, notes);
        for (size_t j = 0; j < p->n_targets; j++)
            warn_target(p, k, &p->c[k].target[j], notes);
    }
    note_means(p, notes);
    note_rough(p, notes);
}
