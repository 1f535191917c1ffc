/* Parts against their whole, products and shares, as relations.csv declares them; shares from 0 to
 * 100 %. */
#include <math.h>
#include <string.h>

#include "assess/audit/audit.h"

static const ot_tie_kind TIE[OT_N_ROW_KINDS] = {
    [OT_ROW_SUM] = OT_TIE_SUM,
    [OT_ROW_PARTS] = OT_TIE_PARTS,
    [OT_ROW_PRODUCT] = OT_TIE_PRODUCT,
    [OT_ROW_SHARE] = OT_TIE_SHARE,
};

static void say_why(ot_audit *a, ot_audit_finding *f) {
    ot_finding_say(a, f->reason,
                   "one figure was changed and the others were not; the parts have another scope; "
                   "a figure comes from another source",
                   "其中一个数修改后其余未同步；分项口径与总项不同；数据来自不同来源");
    ot_finding_say(a, f->advice, "that all figures are of one source and one scope",
                   "请核实各数是否同一来源、同一口径");
    ot_finding_say(a, f->question, "Which of these figures holds?", "以上各数以何者为准？");
}

static void say(ot_audit *a, ot_audit_finding *f, const ot_relation_row *row, const ot_tie *tie,
                const ot_fact *const *fact) {
    const int is_share = row->kind == OT_ROW_SHARE && fact[0]->is_rate;
    const char *en = is_share ? ot_say_percent(a, tie->point)
                              : ot_say_like(a, fact[0], tie->point, OT_LANGUAGE_EN);
    const char *zh = is_share ? en : ot_say_like(a, fact[0], tie->point, OT_LANGUAGE_ZH);
    const char *whole_en = ot_say_printed(a, fact[0], OT_LANGUAGE_EN);
    const char *whole_zh = ot_say_printed(a, fact[0], OT_LANGUAGE_ZH);
    if (row->kind == OT_ROW_PARTS)
        ot_finding_say(a, f->text, "%s%.0s: %s%.0s, more than the whole, %s%.0s.",
                       "%.0s%s为%.0s%s，大于总项%.0s%s。", row->text[0], row->text[1], en, zh,
                       whole_en, whole_zh);
    else
        ot_finding_say(a, f->text, "%s%.0s make %s%.0s; printed is %s%.0s.",
                       "%.0s%s为%.0s%s，所列为%.0s%s。", row->text[0], row->text[1], en, zh,
                       whole_en, whole_zh);
    say_why(a, f);
}

static void tie_row(ot_audit *a, const ot_relation_row *row, const ot_audit_check *check,
                    const ot_fact *const *fact, size_t n) {
    const ot_tie *added = ot_tie_add(a, TIE[row->kind], fact, n);
    if (!added || added->verdict == OT_TIE_AGREES) return;
    const ot_tie tie = *added;
    if (row->kind == OT_ROW_PARTS && tie.verdict == OT_TIE_ROUNDING) return;
    int is_one_source = 1;
    for (size_t i = 1; i < n; i++)
        is_one_source &= fact[i]->statement->file == fact[0]->statement->file;
    ot_finding_draft draft = {.check = check,
                              .severity = tie.verdict == OT_TIE_ROUNDING ? OT_AUDIT_ROUNDING
                                          : is_one_source                ? OT_AUDIT_MISMATCH
                                                                         : OT_AUDIT_SCOPE,
                              .subject = fact[0],
                              .year = fact[0]->year,
                              .n_facts = n,
                              .computed = tie.computed,
                              .stated = fact[0]->value,
                              .scale = fact[0]->scale,
                              .unit = {fact[0]->statement->unit[0], fact[0]->statement->unit[1]}};
    for (size_t i = 0; i < n; i++)
        draft.fact[i] = fact[i];
    ot_audit_finding *f = ot_finding_add(a, &draft);
    if (f) say(a, f, row, &tie, fact);
}

/* Units must make sense of the relation: terms of a sum are of the dimension of the whole. */
static int fits(const ot_relation_row *row, const ot_fact *const *fact, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!fact[i]->unit && !fact[i]->is_rate) return 0;
    if (row->kind == OT_ROW_SUM || row->kind == OT_ROW_PARTS) {
        for (size_t i = 1; i < n; i++)
            if (fact[i]->is_rate != fact[0]->is_rate ||
                (!fact[0]->is_rate && !ot_unit_same_dimension(fact[i]->unit, fact[0]->unit)))
                return 0;
        return 1;
    }
    if (!fact[1]->unit || !fact[2]->unit || !fact[0]->unit) return 0;
    const ot_unit made =
        ot_unit_product(fact[1]->unit, fact[2]->unit, row->kind == OT_ROW_SHARE ? -1 : 1);
    return ot_unit_same_dimension(&made, fact[0]->unit);
}

static void check_row(ot_audit *a, const ot_relation_row *row, const ot_audit_check *check) {
    for (size_t i = 0; i < a->facts.n; i++) {
        const ot_fact *whole = &a->facts.fact[i];
        if (whole->measure != OT_FACT_LEVEL || whole->year == 0) continue;
        if (strcmp(whole->key, row->subject) != 0) continue;
        if (ot_facts_find(&a->facts, whole->key, OT_FACT_LEVEL, whole->year) != whole) continue;
        const ot_fact *fact[OT_MOST_TERMS + 1] = {whole};
        size_t n = 1;
        for (size_t k = 0; k < row->n_terms; k++) {
            const ot_fact *term =
                ot_facts_find(&a->facts, row->term[k], OT_FACT_LEVEL, whole->year);
            if (!term || !(row->kind == OT_ROW_PRODUCT || ot_fact_is_plain(term))) break;
            fact[n++] = term;
        }
        if (n == row->n_terms + 1 && fits(row, fact, n)) tie_row(a, row, check, fact, n);
    }
}

static void check_percent(ot_audit *a, const ot_fact *f) {
    if (f->measure != OT_FACT_LEVEL || !f->is_rate) return;
    const char *name = f->statement->name[OT_LANGUAGE_ZH];
    const ot_relation_row *row = ot_relations_worded(&a->relations, OT_ROW_PERCENT, name);
    if (!row) return;
    const ot_interval range = {row->low * f->scale, row->high * f->scale};
    if (ot_interval_meets(f->value, range)) return;
    const ot_finding_draft draft = {.check = &ot_check_parts,
                                    .severity = OT_AUDIT_MISMATCH,
                                    .subject = f,
                                    .year = f->year,
                                    .fact = {f},
                                    .n_facts = 1,
                                    .computed = range,
                                    .stated = f->value,
                                    .scale = f->scale,
                                    .unit = {"%", "%"}};
    ot_audit_finding *found = ot_finding_add(a, &draft);
    if (!found) return;
    ot_finding_say(a, found->text, "%s%.0s is printed; a share lies from %s to %s %%.",
                   "所列为%.0s%s，比例应在%s至%s%%之间。", ot_say_printed(a, f, OT_LANGUAGE_EN),
                   ot_say_printed(a, f, OT_LANGUAGE_ZH), ot_say_number(a, row->low, 0),
                   ot_say_number(a, row->high, 0));
    ot_finding_say(a, found->reason, "a decimal point or a unit was mistyped",
                   "小数点或单位录入有误；分母口径与分子不同");
    ot_finding_say(a, found->advice, "the figure and its denominator", "请核实该数及其分母口径");
    ot_finding_say(a, found->question, "What is it a share of?", "该比例的分母是什么？");
}

static void look_for_parts(ot_audit *a) {
    for (size_t r = 0; r < a->relations.n; r++) {
        const ot_relation_row *row = &a->relations.row[r];
        if (row->kind == OT_ROW_SUM || row->kind == OT_ROW_PARTS || row->kind == OT_ROW_SHARE)
            check_row(a, row, &ot_check_parts);
    }
    for (size_t i = 0; i < a->facts.n; i++)
        check_percent(a, &a->facts.fact[i]);
}

static void look_for_area_yield(ot_audit *a) {
    for (size_t r = 0; r < a->relations.n; r++)
        if (a->relations.row[r].kind == OT_ROW_PRODUCT)
            check_row(a, &a->relations.row[r], &ot_check_area_yield);
}

const ot_audit_check ot_check_parts = {
    {"parts",
     {"parts, wholes and shares", "分项、总项与比例"},
     {"Parts must make their whole, a share must be that of its terms and lie from 0 to 100 %.",
      "分项之和应等于总项；比例应与分子分母相符，并在0至100%之间。"},
     OT_AUDIT_MISMATCH},
    look_for_parts};

const ot_audit_check ot_check_area_yield = {
    {"area_yield",
     {"quantity = area x yield", "产量等于面积乘单产"},
     {"Output must be area times yield.", "产量应等于面积与单产之积。"},
     OT_AUDIT_MISMATCH},
    look_for_area_yield};
