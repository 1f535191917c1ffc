#include <stdint.h>
#include <string.h>

#include "base/number.h"
#include "data/plan.h"
#include "import/plan_clause.h"

enum { MOST_TEXT = 400 };

ot_slice ot_clause_part(const ot_clause *c, size_t begin, size_t end) {
    return ot_slice_cut(c->p->folded.text, begin, end);
}

void ot_clause_leave(const ot_clause *c, const ot_quantity *q, ot_unread_reason reason) {
    enum { AROUND = 60 }; /* bytes of the clause before the number */
    size_t from = q->begin > c->begin + AROUND ? q->begin - AROUND : c->begin;
    while (from < q->begin && (c->p->folded.text.s[from] & 0xC0) == 0x80)
        from++;
    size_t to = q->end + AROUND < c->end ? q->end + AROUND : c->end;
    while (to < c->end && (c->p->folded.text.s[to] & 0xC0) == 0x80)
        to++;
    ot_plan_add_unread(c->p->r, c->p->line, ot_prose_raw(c->p, from, to), reason);
}

/* Years: of the plan, unless something is compared with them. */
static void take_time(ot_prose *p, ot_slice before, ot_slice behind, int year) {
    static const char *const WITH[] = {"比", "较", "自", "从", "由", "以", "与", "于", NULL};
    if (ot_slice_ends_any(before, WITH) || ot_slice_begins(behind, "以来")) return;
    p->now = (ot_prose_time){year, year < p->r->year};
}

static void take_words_of_time(ot_prose *p, ot_slice x) {
    if (ot_slice_begins(x, "去年") || ot_slice_begins(x, "上年"))
        p->now = (ot_prose_time){p->r->year - 1, 1};
    else if (ot_slice_begins(x, "今年") && !ot_slice_begins(x, "今年以来"))
        p->now = (ot_prose_time){p->r->year, 0};
}

/* 受教育年限达到|10.5年: a span of time that is measured, not one that tells when. */
static int is_measured(ot_slice before) {
    ot_head head;
    ot_head_read(before, &head);
    return (head.verb.n > 0 && head.subject.n > 0 && !head.is_bound_only) ||
           ot_head_measures(head.subject);
}

/* 8.5%—5% is no range: which end is meant is not ours to say. */
static int is_reversed(const ot_quantity *q) {
    double low = 0, high = 0;
    size_t length;
    return *q->high && ot_number_parse(q->low, strlen(q->low), &low, &length) &&
           ot_number_parse(q->high, strlen(q->high), &high, &length) && !(low < high);
}

/* The quantities of the clause; years set the time, names and the like are left. */
static void collect(ot_clause *c) {
    const ot_slice text = c->p->folded.text, x = ot_slice_cut(text, 0, c->end);
    ot_quantity q;
    take_words_of_time(c->p, ot_clause_part(c, c->begin, c->end));
    for (size_t at = c->begin; ot_quantity_next(x, &at, &q);) {
        const ot_slice before = ot_clause_part(c, c->begin, q.begin),
                       behind = ot_clause_part(c, q.end, c->end);
        if (q.kind == OT_QUANTITY_YEAR)
            take_time(c->p, before, behind, q.year);
        else if (q.kind == OT_QUANTITY_NAME)
            ot_clause_leave(c, &q, OT_UNREAD_NAME);
        else if (q.kind == OT_QUANTITY_RATIO)
            ot_clause_leave(c, &q, OT_UNREAD_RATIO);
        else if (q.kind == OT_QUANTITY_NUMERAL)
            ot_clause_leave(c, &q, OT_UNREAD_NUMERAL);
        else if (q.kind == OT_QUANTITY_ORDINAL)
            ot_clause_leave(c, &q, OT_UNREAD_ORDINAL);
        else if (is_reversed(&q))
            ot_clause_leave(c, &q, OT_UNREAD_RANGE);
        else if (q.kind == OT_QUANTITY_SPAN && !is_measured(before))
            ot_clause_leave(c, &q, OT_UNREAD_SPAN);
        else if (q.kind != OT_QUANTITY_DATE && c->n == OT_CLAUSE_MOST_QUANTITIES)
            ot_clause_leave(c, &q, OT_UNREAD_MANY);
        else if (q.kind != OT_QUANTITY_DATE)
            c->q[c->n++] = q;
    }
}

/* A target in words, among the expected ones: 稳步提升, 完成…下达的任务. */
static void read_words(ot_clause *c) {
    ot_prose *p = c->p;
    static const char *const VERB[] = {"稳步",   "持续",   "完成",   "控制在", "只增不减",
                                       "不下降", "不降低", "进一步", "有所",   NULL};
    char text[MOST_TEXT];
    const ot_slice x = ot_clause_part(c, c->begin, c->end);
    ot_relation relation;
    if (x.n >= sizeof text) return;
    memcpy(text, x.s, x.n);
    text[x.n] = '\0';
    const char *verb = ot_slice_has_any(x, VERB);
    if (!p->is_expected || !verb || !ot_plan_phrase(text, &relation)) return;
    const ot_slice name = ot_head_strip(ot_slice_cut(x, 0, ot_slice_find(x, verb)));
    ot_claim *claim = name.n > 0 ? ot_plan_add_claim(p->r) : NULL;
    if (!claim) return;
    claim->line = p->line;
    claim->section = ot_plan_keep_text(p->r, p->section);
    claim->quote = ot_plan_keep_quote(p->r, ot_prose_raw(p, c->begin, c->end));
    claim->year = p->now.year;
    claim->relation = relation;
    claim->role = ot_speech_role(p);
    claim->kind = ot_speech_kind(p);
    claim->name_zh = ot_plan_keep(p->r, name);
    claim->wording = ot_plan_keep(p->r, ot_slice_cut(x, ot_slice_find(x, verb), x.n));
    ot_speech_identify(p, claim, claim->name_zh, 0);
}

/* A clause that names something else: a number behind it is not of what was named before. */
static void forget_subject(ot_clause *c) {
    static const char *const GOES_ON[] = {"居",   "位居", "位列", "排名", "排在", "高于",
                                          "快于", "低于", "连续", "创",   "同比", "占",
                                          "增速", "其中", "分别", "较",   "比",   "均",
                                          "为",   "超过", "首次", "实现", "再创", NULL};
    const ot_slice x = ot_clause_part(c, c->begin, c->end);
    if (x.n > 0 && !ot_slice_begins_any(x, GOES_ON)) c->p->n_subjects = 0;
}

static void leave_multiples(const ot_clause *c) {
    static const char *const MULTIPLE[] = {"翻一番", "翻两番", "翻番", "翻了一番", NULL};
    const ot_slice x = ot_clause_part(c, c->begin, c->end);
    if (ot_slice_has_any(x, MULTIPLE))
        ot_plan_add_unread(c->p->r, c->p->line, ot_prose_raw(c->p, c->begin, c->end),
                           OT_UNREAD_WORDS);
}

void ot_prose_clause(ot_prose *p, size_t begin, size_t end) {
    ot_clause c = {.p = p, .begin = begin, .end = end};
    const ot_slice x = ot_slice_cut(p->folded.text, begin, end);
    p->quote_begin = begin;
    p->quote_end = end;
    if (ot_slice_is(x, "其中")) {
        p->is_part = 1;
        return;
    }
    if (ot_slice_begins(x, "其中")) p->is_part = 1;
    collect(&c);
    leave_multiples(&c);
    if (c.n > 0) {
        ot_clause_items(&c);
    } else {
        read_words(&c);
        forget_subject(&c);
    }
    p->is_part = 0;
}
