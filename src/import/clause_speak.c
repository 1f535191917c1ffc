#include <stdint.h>
#include <string.h>

#include "data/plan.h"
#include "data/unit.h"
#include "import/plan_clause.h"

void ot_item_leave(const ot_clause *c, const ot_clause_item *it, ot_unread_reason reason) {
    for (size_t i = 0; i < it->n; i++)
        ot_clause_leave(c, &c->q[it->first + i], reason);
}

static void speak(ot_prose *p, const ot_clause_item *it, const ot_quantity *q, const char *name) {
    const ot_speech s = {
        .name = name, .q = q, .head = &it->head, .unit = ot_speech_unit(p, q, it->before)};
    ot_speech_put(p, &s);
}

/* Several names, several numbers, or one for all. */
void ot_item_speak_list(ot_clause *c, const ot_clause_item *it) {
    const char *name[OT_HEAD_MOST_NAMES];
    ot_prose *p = c->p;
    size_t n = 0;
    if (it->head.subject.n > 0)
        n = ot_item_names(p, it, name);
    else if (p->n_subjects >= it->n)
        for (n = 0; n < it->n; n++)
            name[n] = p->subject[p->n_subjects - it->n + n];
    if (n != it->n && it->n != 1) {
        ot_item_leave(c, it, n == 0 ? OT_UNREAD_INDICATOR : OT_UNREAD_LIST_LENGTH);
        return;
    }
    for (size_t i = 0; i < n; i++)
        speak(p, it, &c->q[it->first + (it->n == 1 ? 0 : i)], name[i]);
    for (size_t i = 0; it->head.subject.n > 0 && i < n; i++)
        ot_item_remember(p, name[i]);
}

/* 其中：新增11.16万亩 belongs to the statement before it. */
int ot_item_take_part(ot_prose *p, const ot_clause_item *it, const ot_quantity *q) {
    const int is_new = ot_slice_has(it->before, "新增");
    if (!is_new || !p->is_part || p->last_claim == SIZE_MAX) return 0;
    ot_claim *c = &p->r->claim[p->last_claim];
    const ot_unit *a = ot_unit_find(c->unit, strlen(c->unit));
    if (*c->of_which || a != ot_unit_find(q->unit.s, q->unit.n)) return 0;
    if (!a && (strlen(c->unit) != q->unit.n || memcmp(c->unit, q->unit.s, q->unit.n) != 0))
        return 0;
    c->of_which = ot_plan_keep_text(p->r, q->low);
    c->quote = ot_plan_keep_quote(p->r, ot_prose_raw(p, p->quote_begin, p->quote_end));
    if (!ot_slice_ends(it->before, "新增"))
        c->note = ot_speech_join(p, ot_speech_word("其中："), ot_head_strip(it->before));
    return 1;
}

void ot_item_speak_programme(ot_clause *c, const ot_clause_item *it) {
    const size_t quote = ot_slice_find_last(it->before, "“") + strlen("“");
    const ot_slice name = ot_slice_cut(it->before, quote, it->before.n);
    ot_head head = it->head;
    if (ot_slice_ends(name, "增量")) {
        head.kind = OT_HEAD_CHANGE;
        head.direction = 1;
        head.verb.n = 0;
    }
    const ot_speech s = {.name = ot_plan_keep(c->p->r, name),
                         .q = &c->q[it->first],
                         .head = &head,
                         .is_programme = 1,
                         .unit = ot_speech_unit(c->p, &c->q[it->first], it->before)};
    ot_speech_put(c->p, &s);
}

/* A number of things with their noun behind it, or what a noun is called after. */
static void speak_noun(ot_clause *c, const ot_clause_item *it, ot_slice noun) {
    ot_prose *p = c->p;
    const ot_quantity *q = &c->q[it->first];
    ot_slice act = it->head.subject;
    int acts = act.n == 0 || ot_head_acts(act) || ot_slice_is(q->unit, "%");
    static const char *const SIZE[] = {"千伏", "英寸", "微米", "纳米", "毫米", NULL};
    if (ot_slice_ends_any(q->unit, SIZE)) acts = 0; /* a line of 750千伏 is a kind of line */
    const ot_slice opening = ot_head_opening(act);
    if (!acts && opening.n > 0 && ot_speech_counts(q)) {
        act = opening;
        acts = 1;
    }
    if (ot_slice_begins(it->tail, "的") && ot_slice_is(q->unit, "%")) act.n = 0;
    if (act.n == 0 && it->before.n == 0 && *p->act) act = ot_speech_word(p->act);
    ot_speech s = {.q = q,
                   .head = &it->head,
                   .is_description = !acts && !(p->now.is_fact && ot_speech_counts(q)),
                   .unit = ot_speech_unit(p, q, it->before)};
    if (it->per) act = ot_speech_word(it->per);
    s.name = acts ? ot_speech_join(p, act, noun) : ot_plan_keep(p->r, noun);
    if (acts) p->act = ot_plan_keep(p->r, act);
    ot_speech_put(p, &s);
    if (acts) ot_item_remember(p, s.name);
}

void ot_item_speak_one(ot_clause *c, const ot_clause_item *it) {
    ot_prose *p = c->p;
    const ot_quantity *q = &c->q[it->first];
    const ot_slice noun = ot_item_noun(it->tail);
    const char *share = ot_item_share_name(p, it);
    if (!share && ot_item_noun_names(c, it, noun)) {
        ot_clause_item counted = *it;
        if (it->head.kind == OT_HEAD_CHANGE && it->head.subject.n > 0) {
            counted.head.kind = OT_HEAD_BARE; /* 提升|40所高中: no rise by 40 */
            counted.head.subject = ot_head_strip(it->before);
        }
        if (ot_slice_is(it->head.verb, "为")) counted.head.subject.n = 0;
        speak_noun(c, &counted, noun);
        return;
    }
    const char *name = share ? share : ot_item_name_before(p, it);
    if (!name) {
        ot_clause_leave(c, q, OT_UNREAD_INDICATOR);
        return;
    }
    speak(p, it, q, name);
    if (it->head.subject.n > 0) ot_item_remember(p, name);
}

/* “十三五”末, 上年, 2020年: of which year is what something is compared with? */
static int base_year(const ot_prose *p, ot_slice before) {
    ot_quantity q;
    int year = 0;
    for (size_t at = 0; ot_quantity_next(before, &at, &q);)
        if (q.kind == OT_QUANTITY_YEAR) year = q.year;
    if (year) return year;
    if (ot_slice_has(before, "上年") || ot_slice_has(before, "去年")) return p->now.year - 1;
    const int end = ot_five_year_end(before);
    return end < p->now.year ? end : 0;
}

/* 由100万吨提高到120万吨，增长10%: a rise that is told in so many words is over one year. */
static int base_is_last_year(const ot_clause *c) {
    static const char *const LONGER[] = {"年均", "累计", "年来", "五年", "以来", "期间", NULL};
    static const char *const CHANGE[] = {"增长", "增加", "提高", "提升",   "上升",   "下降", "降低",
                                         "减少", "同比", "增幅", "比上年", "较上年", NULL};
    const ot_slice text = c->p->folded.text;
    ot_slice behind = ot_slice_cut(text, c->end, text.n);
    if (!ot_slice_take_front(&behind, "，") || !ot_slice_begins_any(behind, CHANGE)) return 0;
    const ot_slice sentence = c->p->sentence;
    return !ot_slice_has_any(sentence, LONGER) && !ot_five_year_end(sentence);
}

/* 从1832户增加到3382户: the first one is what the rise began with. */
int ot_item_speak_base(ot_clause *c, const ot_clause_item *it, const ot_clause_item *next) {
    static const char *const FROM[] = {"由", "从", "自", NULL};
    const int is_from = next && next->is_linked && next->head.is_to && next->head.subject.n == 0;
    if (!is_from && !it->head.is_base) return 0;
    ot_slice subject = it->head.subject;
    for (int i = 0; FROM[i] && is_from; i++) {
        const size_t at = ot_slice_find_last(subject, FROM[i]);
        if (at == SIZE_MAX) continue;
        subject = ot_slice_cut(subject, 0, at);
        break;
    }
    subject = ot_head_strip(subject);
    const char *name = subject.n > 0 ? ot_plan_keep(c->p->r, subject) : ot_item_last_subject(c->p);
    if (!name) {
        ot_clause_leave(c, &c->q[it->first], OT_UNREAD_INDICATOR);
        return 1;
    }
    int year = base_year(c->p, it->before);
    if (!year && is_from && base_is_last_year(c)) year = c->p->now.year - 1;
    const ot_speech s = {.name = name,
                         .q = &c->q[it->first],
                         .head = &it->head,
                         .is_base = 1,
                         .base_year = year,
                         .unit = ot_speech_unit(c->p, &c->q[it->first], it->before)};
    ot_speech_put(c->p, &s);
    if (subject.n > 0) ot_item_remember(c->p, name);
    return 1;
}
