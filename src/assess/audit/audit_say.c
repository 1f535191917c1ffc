/* Words of findings: figures as they are printed, computed values, sentences in both languages. */
#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/audit/audit.h"
#include "base/list.h"
#include "base/number.h"
#include "base/print.h"
#include "data/amount.h"

enum { PERCENT_DECIMALS = 2, MOST_DECIMALS = 9 };
static const double PERCENT = 100.0;

static const char *keep(ot_audit *a, const char *text) {
    const char *kept = ot_arena_text(a->arena, text, strlen(text));
    if (!kept) a->failed = 1;
    return kept ? kept : "";
}

static const char *say(ot_audit *a, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    const int n = ot_print_list(NULL, 0, format, args);
    char *text = n < 0 ? NULL : ot_arena_alloc(a->arena, (size_t)n + 1, 1);
    if (text) (void)ot_print_list(text, (size_t)n + 1, format, again);
    if (!text) a->failed = 1;
    va_end(again);
    return text ? text : "";
}

void ot_finding_say(ot_audit *a, const char *out[OT_N_LANGUAGES], const char *english,
                    const char *chinese, ...) {
    va_list args;
    va_start(args, chinese);
    out[OT_LANGUAGE_EN] = say(a, english, args);
    va_end(args);
    va_start(args, chinese);
    out[OT_LANGUAGE_ZH] = say(a, chinese, args);
    va_end(args);
}

const char *ot_say_number(ot_audit *a, double value, int decimals) {
    char text[OT_NUMBER_SIZE];
    if (!isfinite(value)) return value > 0 ? "+∞" : "-∞";
    ot_number_fixed(value, decimals, text);
    return keep(a, text);
}

const char *ot_say_percent(ot_audit *a, double fraction) {
    char text[OT_NUMBER_SIZE];
    char with_sign[OT_NUMBER_SIZE + 2];
    if (!isfinite(fraction)) return fraction > 0 ? "+∞" : "-∞";
    ot_number_fixed(PERCENT * fraction, PERCENT_DECIMALS, text);
    (void)snprintf(with_sign, sizeof with_sign, "%s%%", text);
    return keep(a, with_sign);
}

static const char *joined(ot_audit *a, const char *low, const char *word, const char *high) {
    char text[3 * OT_NUMBER_SIZE];
    (void)snprintf(text, sizeof text, "%s%s%s", low, word, high);
    return keep(a, text);
}

const char *ot_say_span(ot_audit *a, ot_interval value, ot_language language) {
    return joined(a, ot_say_percent(a, value.low), language == OT_LANGUAGE_ZH ? "至" : " to ",
                  ot_say_percent(a, value.high));
}

static int decimals_of(const ot_figure *figure) {
    if (!(figure->half_unit > 0)) return 0;
    const double digits = -log10(2.0 * figure->half_unit);
    return digits > MOST_DECIMALS ? MOST_DECIMALS : digits > 0.5 ? (int)lround(digits) : 0;
}

int ot_fact_decimals(const ot_fact *fact) { return decimals_of(&fact->figure); }

/* Chinese as the document prints it; English as every other report has it: "10,000 t", whatever
 * the table's translation is. */
const char *ot_audit_unit(const char *printed, ot_language language) {
    const ot_unit *unit =
        language == OT_LANGUAGE_ZH ? NULL : ot_unit_find(printed, strlen(printed));
    return unit && unit->text[language] && *unit->text[language] ? unit->text[language] : printed;
}

static const char *unit_of(const ot_fact *f, ot_language language) {
    return f->measure == OT_FACT_GROWTH ? "%"
                                        : ot_audit_unit(f->statement->unit[language], language);
}

static const char *bound_before(ot_relation relation) {
    return relation == OT_RELATION_AT_LEAST  ? "at least "
           : relation == OT_RELATION_AT_MOST ? "at most "
           : relation == OT_RELATION_ABOUT   ? "about "
                                             : "";
}

static const char *bound_after(ot_relation relation) {
    return relation == OT_RELATION_AT_LEAST  ? "以上"
           : relation == OT_RELATION_AT_MOST ? "以内"
           : relation == OT_RELATION_ABOUT   ? "左右"
                                             : "";
}

static void put_amount(const ot_fact *f, const char *number, ot_language language,
                       char out[OT_AMOUNT_SIZE]) {
    ot_amount_say(number, unit_of(f, language), language, out);
}

/* "15至20亿元", "1.5 billion yuan to 2 billion yuan", "5 to 8%": the unit twice where it decides
 * how the number is said. */
static void put_range(const ot_fact *f, const char *low, const char *high, ot_language language,
                      char *out, size_t size) {
    const int is_zh = language == OT_LANGUAGE_ZH;
    char first[OT_AMOUNT_SIZE], last[OT_AMOUNT_SIZE];
    put_amount(f, high, language, last);
    if (is_zh || *unit_of(f, language) == '%')
        (void)snprintf(first, sizeof first, "%s", low);
    else
        put_amount(f, low, language, first);
    (void)snprintf(out, size, "%s%s%s", first, is_zh ? "至" : " to ", last);
}

const char *ot_say_printed(ot_audit *a, const ot_fact *f, ot_language language) {
    char number[OT_NUMBER_SIZE], upper[OT_NUMBER_SIZE], amount[3 * OT_AMOUNT_SIZE], text[700];
    if (f->measure == OT_FACT_WORDS) return f->statement->wording;
    ot_number_fixed(f->figure.value, decimals_of(&f->figure), number);
    if (f->relation == OT_RELATION_WITHIN && f->statement->upper.kind != OT_FIGURE_MISSING) {
        ot_number_fixed(f->statement->upper.value, decimals_of(&f->statement->upper), upper);
        put_range(f, number, upper, language, amount, sizeof amount);
    } else {
        put_amount(f, number, language, amount);
    }
    if (language == OT_LANGUAGE_ZH)
        (void)snprintf(text, sizeof text, "%s%s", amount, bound_after(f->relation));
    else
        (void)snprintf(text, sizeof text, "%s%s", bound_before(f->relation), amount);
    return keep(a, text);
}

const char *ot_say_like(ot_audit *a, const ot_fact *f, double value, ot_language language) {
    char number[OT_NUMBER_SIZE], amount[OT_AMOUNT_SIZE];
    if (!isfinite(value)) return value > 0 ? "+∞" : "-∞";
    const double shown = value / f->scale;
    ot_number_fixed(shown, decimals_of(&f->figure), number);
    put_amount(f, number, language, amount);
    return keep(a, amount);
}

const char *ot_say_moved(ot_audit *a, const ot_fact *f, double value, ot_language language) {
    ot_fact moved = *f;
    moved.figure.value = value;
    return ot_say_printed(a, &moved, language);
}

/* Without a year a figure of the plan is a goal. */
static void say_undated(ot_audit *a, const ot_fact *f, const char *out[OT_N_LANGUAGES]) {
    static const char *const GOAL[][OT_N_LANGUAGES] = {
        [OT_FACT_LEVEL] = {"goal", "目标数"},
        [OT_FACT_GROWTH] = {"goal of growth", "目标增速"},
        [OT_FACT_INCREMENT] = {"goal of an increase", "目标增加额"},
        [OT_FACT_NEW] = {"what is new", "新增"},
        [OT_FACT_WORDS] = {"wording", "表述"},
    };
    static const char *const FACT[OT_N_LANGUAGES] = {"figure", "数"};
    const char *const *word = f->is_actual ? FACT : GOAL[f->measure];
    ot_finding_say(a, out, "%s%.0s (no year printed)", "%.0s%s（未注明年份）", word[0], word[1]);
}

void ot_say_role(ot_audit *a, const ot_fact *f, const char *out[OT_N_LANGUAGES]) {
    static const char *const WORD[][OT_N_LANGUAGES] = {
        [OT_FACT_LEVEL] = {"level of ", "数"},
        [OT_FACT_GROWTH] = {"growth of ", "增速"},
        [OT_FACT_INCREMENT] = {"increase of ", "增加额"},
        [OT_FACT_NEW] = {"new in ", "新增（“其中”项）"},
        [OT_FACT_WORDS] = {"wording of ", "表述"},
    };
    const int m = (int)f->measure, is_new = f->measure == OT_FACT_NEW;
    const char *year = ot_say_number(a, f->year, 0);
    const char *en = f->is_actual || is_new ? "" : "planned ";
    const char *zh = !f->is_actual ? "计划" : f->measure == OT_FACT_LEVEL ? "实际" : "";
    if (f->year == 0)
        say_undated(a, f, out);
    else
        ot_finding_say(a, out, "%s%.0s%.0s%s%.0s%s%s", "%.0s%s年%s%.0s%s%.0s%.0s", en, year, zh,
                       WORD[m][0], WORD[m][1], year, is_new ? " (an \"of which\" item)" : "");
}

/* --- the findings --- */

static ot_audit_finding *room(ot_audit *a) {
    ot_audit_list *list = &a->found;
    ot_audit_finding *grown = ot_list_grow(list->finding, list->n, &list->capacity, sizeof *grown);
    if (!grown) {
        a->failed = 1;
        return NULL;
    }
    list->finding = grown;
    return &list->finding[list->n++];
}

static const char *id_of(ot_audit *a, const ot_finding_draft *d) {
    char id[600], again[640];
    int n = 1;
    if (d->year > 0)
        (void)snprintf(id, sizeof id, "%s.%.400s.%d", d->check->rule.name, d->subject->key,
                       d->year);
    else
        (void)snprintf(id, sizeof id, "%s.%.400s", d->check->rule.name, d->subject->key);
    (void)snprintf(again, sizeof again, "%s", id);
    for (size_t i = a->found.n; i-- > 0 && a->found.finding[i].rule == &d->check->rule;)
        if (strcmp(a->found.finding[i].id, again) == 0) {
            (void)snprintf(again, sizeof again, "%s.%d", id, ++n);
            i = a->found.n;
        }
    return keep(a, again);
}

static void put_bounds(double out[2], ot_interval value, double scale) {
    const ot_interval shown =
        ot_interval_shown((ot_interval){value.low / scale, value.high / scale});
    out[0] = shown.low;
    out[1] = shown.high;
}

ot_audit_finding *ot_finding_add(ot_audit *a, const ot_finding_draft *d) {
    assert(d->severity >= d->check->rule.severity); /* none is graver than its rule says */
    ot_audit_figure *figure = ot_arena_alloc(a->arena, d->n_facts, sizeof *figure);
    const char *id = id_of(a, d);
    ot_audit_finding *f = figure ? room(a) : NULL;
    if (!f) {
        a->failed = 1;
        return NULL;
    }
    *f = (ot_audit_finding){.id = id, .severity = d->severity, .year = d->year};
    f->rule = &d->check->rule;
    f->figure = figure;
    f->n_figures = d->n_facts;
    for (size_t i = 0; i < d->n_facts; i++)
        figure[i] = ot_audit_figure_of(a, d->list ? d->list[i] : d->fact[i]);
    for (int language = 0; language < OT_N_LANGUAGES; language++) {
        f->subject[language] =
            d->name[language] ? d->name[language] : d->subject->statement->name[language];
        f->unit[language] =
            d->unit[language] ? ot_audit_unit(d->unit[language], (ot_language)language) : "";
        f->text[language] = f->reason[language] = f->advice[language] = f->question[language] = "";
    }
    const double scale = d->scale > 0 ? d->scale : (double)NAN;
    put_bounds(f->computed, d->computed, scale);
    put_bounds(f->stated, d->stated, scale);
    return f;
}
