#include <stdint.h>
#include <string.h>

#include "import/plan_clause.h"

static int is_joint(ot_slice x) {
    static const char *const JOINT[] = {"、", "和", "及", "以及", NULL};
    return ot_slice_is_any(x, JOINT) != NULL;
}

/* Where the next item begins behind `from`: after a comma of lists, or at 和|300个. */
static size_t next_begin(const ot_clause *c, size_t from, size_t to, size_t *tail_end) {
    static const char *const AND[] = {"以及", "和", "及", "并", NULL};
    const ot_slice between = ot_clause_part(c, from, to);
    const size_t comma = ot_slice_find(between, "、");
    if (comma != SIZE_MAX) {
        *tail_end = from + comma;
        return from + comma + strlen("、");
    }
    const char *word = ot_slice_ends_any(between, AND);
    *tail_end = word ? to - strlen(word) : to;
    return word ? to : from;
}

/* The item whose first quantity is `first`, and where the one after it begins. */
static ot_clause_item take_item(const ot_clause *c, size_t first, size_t begin, size_t *next) {
    ot_clause_item it = {
        .first = first, .n = 1, .before = ot_clause_part(c, begin, c->q[first].begin)};
    while (first + it.n < c->n &&
           is_joint(ot_clause_part(c, c->q[first + it.n - 1].end, c->q[first + it.n].begin)))
        it.n++;
    const size_t end = c->q[first + it.n - 1].end;
    size_t tail_end = c->end;
    *next = c->end;
    if (first + it.n < c->n) *next = next_begin(c, end, c->q[first + it.n].begin, &tail_end);
    it.tail = ot_clause_part(c, end, tail_end);
    ot_slice before = it.before;
    const char *per = ot_slice_take_back_any(&before, ot_speech_per);
    ot_head_read(before, &it.head);
    if (per) it.per = per;
    return it;
}

/* Of a list of numbers the last one's bound and unit are those of all. */
static void share_marks(ot_clause *c, const ot_clause_item *it) {
    const ot_quantity *last = &c->q[it->first + it->n - 1];
    for (size_t i = it->first; i + 1 < it->first + it->n; i++) {
        ot_quantity *q = &c->q[i];
        if (q->mark.n == 0) {
            q->bound = last->bound;
            q->mark = last->mark;
        }
        if (q->kind == OT_QUANTITY_BARE && last->kind == OT_QUANTITY_MEASURE) {
            q->kind = last->kind;
            q->unit = last->unit;
        }
    }
}

static const char *find_wish(ot_slice x) {
    static const char *const WISH[] = {"力争", "确保", "争取", "力求", "努力", "计划", NULL};
    return ot_slice_has_any(x, WISH);
}

/* “粮食作物一百万亩”目标: what a programme is called after. */
static int is_programme(const ot_clause *c, const ot_clause_item *it) {
    static const char *const CALLED[] = {"”目标", "”工程", "”行动", "”计划", NULL};
    const size_t quote = ot_slice_find_last(it->before, "“");
    const size_t closed = ot_slice_find_last(it->before, "”");
    if (quote == SIZE_MAX || (closed != SIZE_MAX && closed > quote)) return 0;
    return ot_slice_begins_any(ot_clause_part(c, c->q[it->first].end, c->end), CALLED) != NULL;
}

/* 9类常规疫苗累计报告接种率达到|95%: the first number is within the name of what the second says.
 */
static int is_within_name(const ot_clause *c, const ot_clause_item *it,
                          const ot_clause_item *next) {
    return next && next->is_linked && it->n == 1 && it->head.verb.n == 0 && next->head.verb.n > 0 &&
           next->head.subject.n > 0 && c->q[it->first].kind == OT_QUANTITY_MEASURE &&
           !ot_slice_begins(c->q[it->first].unit, "%");
}

static int is_points(const ot_quantity *q) {
    return ot_slice_is(q->unit, "个百分点") || ot_slice_is(q->unit, "百分点");
}

/* 增长8%，较上年回落|0.5个百分点: not the quantity changes by so much, but its growth. */
static int is_of_pace(const ot_prose *p, const ot_clause_item *it, const ot_quantity *q) {
    static const char *const PACE[] = {"增速", "涨幅", "增幅", "降幅", "增长率", NULL};
    if (it->head.kind != OT_HEAD_CHANGE || !is_points(q)) return 0;
    if (it->head.subject.n > 0) return ot_slice_ends_any(it->head.subject, PACE) != NULL;
    return p->last_claim != SIZE_MAX && *p->r->claim[p->last_claim].measure;
}

/* 收入高于GDP增速|1个百分点 is no income of 1. */
static int is_lead(const ot_prose *p, const ot_clause_item *it, const ot_quantity *q) {
    static const char *const LEAD[] = {"高于", "快于", "低于", "高出", "领先", NULL};
    const char *word = ot_slice_has_any(it->before, LEAD);
    return word && !p->now.is_fact && is_points(q) && !ot_slice_ends(it->before, word);
}

static void read_item(ot_clause *c, const ot_clause_item *it, const ot_clause_item *next) {
    ot_prose *p = c->p;
    const ot_quantity *q = &c->q[it->first];
    const char *wish = find_wish(it->before);
    if (wish) p->wish = wish;
    if (ot_slice_begins(ot_head_strip(it->before), "新增") && ot_item_take_part(p, it, q)) return;
    share_marks(c, it);
    const int has_verb = it->head.verb.n > 0;
    if (q->kind == OT_QUANTITY_BARE && it->head.subject.n == 0 && !it->head.is_to)
        ot_item_leave(c, it, OT_UNREAD_UNIT);
    else if (q->kind == OT_QUANTITY_BARE && !has_verb && !(next && next->head.is_to))
        ot_item_leave(c, it, OT_UNREAD_UNIT);
    else if (is_of_pace(p, it, q))
        ot_item_leave(c, it, OT_UNREAD_PACE);
    else if (is_lead(p, it, q))
        ot_item_leave(c, it, OT_UNREAD_LEAD);
    else if (is_programme(c, it))
        ot_item_speak_programme(c, it);
    else if (it->n == 1 && ot_item_speak_base(c, it, next))
        return;
    else if (ot_item_is_list(it))
        ot_item_speak_list(c, it);
    else
        ot_item_speak_one(c, it);
}

/* The name of the item goes on from that of the one before it. */
static void extend_name(ot_clause *c, ot_clause_item *it, const ot_clause_item *before) {
    const size_t begin = (size_t)(before->before.s - c->p->folded.text.s);
    it->before = ot_clause_part(c, begin, c->q[it->first].begin);
    ot_head_read(it->before, &it->head);
}

void ot_clause_items(ot_clause *c) {
    size_t begin = c->begin, next = 0, after = 0;
    ot_clause_item it = take_item(c, 0, begin, &next);
    for (size_t k = 0; k < c->n;) {
        const size_t following = it.first + it.n;
        const int has_next = following < c->n;
        ot_clause_item then = it;
        if (has_next) {
            then = take_item(c, following, next, &after);
            then.is_linked = next == c->q[following - 1].end;
        }
        if (has_next && is_within_name(c, &it, &then)) {
            ot_clause_leave(c, &c->q[it.first], OT_UNREAD_NAME);
            extend_name(c, &then, &it);
            then.is_linked = 0;
        } else {
            read_item(c, &it, has_next ? &then : NULL);
        }
        it = then;
        k = following;
        next = after;
    }
}
