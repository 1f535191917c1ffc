#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "data/plan.h"
#include "data/unit.h"
#include "import/plan_speech.h"

enum { MOST_QUANTITIES = 48, MOST_TEXT = 400 };

typedef struct clause {
    ot_prose *p;
    size_t begin, end; /* in the folded line; those of quantities count from it, too */
    ot_quantity q[MOST_QUANTITIES];
    size_t n;
} clause;

typedef struct plan_item { /* what is said at once: 城乡居民人均可支配收入分别增长|5%、6.5% */
    size_t first, n; /* its quantities */
    ot_slice before, tail;
    ot_head head;
    const char *per; /* 每千人 right before the number; NULL: not */
    int is_linked;   /* no mark parts it from the item before it */
} plan_item;

static ot_slice part(const clause *c, size_t begin, size_t end) {
    return ot_slice_cut(c->p->folded.text, begin, end);
}

static void leave(const clause *c, const ot_quantity *q, ot_unread_reason reason) {
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
static void collect(clause *c) {
    const ot_slice text = c->p->folded.text, x = ot_slice_cut(text, 0, c->end);
    ot_quantity q;
    take_words_of_time(c->p, part(c, c->begin, c->end));
    for (size_t at = c->begin; ot_quantity_next(x, &at, &q);) {
        const ot_slice before = part(c, c->begin, q.begin), behind = part(c, q.end, c->end);
        if (q.kind == OT_QUANTITY_YEAR)
            take_time(c->p, before, behind, q.year);
        else if (q.kind == OT_QUANTITY_NAME)
            leave(c, &q, OT_UNREAD_NAME);
        else if (q.kind == OT_QUANTITY_RATIO)
            leave(c, &q, OT_UNREAD_RATIO);
        else if (q.kind == OT_QUANTITY_NUMERAL)
            leave(c, &q, OT_UNREAD_NUMERAL);
        else if (q.kind == OT_QUANTITY_ORDINAL)
            leave(c, &q, OT_UNREAD_ORDINAL);
        else if (is_reversed(&q))
            leave(c, &q, OT_UNREAD_RANGE);
        else if (q.kind == OT_QUANTITY_SPAN && !is_measured(before))
            leave(c, &q, OT_UNREAD_SPAN);
        else if (q.kind != OT_QUANTITY_DATE && c->n == MOST_QUANTITIES)
            leave(c, &q, OT_UNREAD_MANY);
        else if (q.kind != OT_QUANTITY_DATE)
            c->q[c->n++] = q;
    }
}

static int is_joint(ot_slice x) {
    static const char *const JOINT[] = {"、", "和", "及", "以及", NULL};
    return ot_slice_is_any(x, JOINT) != NULL;
}

/* Where the next item begins behind `from`: after a comma of lists, or at 和|300个. */
static size_t next_begin(const clause *c, size_t from, size_t to, size_t *tail_end) {
    static const char *const AND[] = {"以及", "和", "及", "并", NULL};
    const ot_slice between = part(c, from, to);
    const size_t comma = ot_slice_find(between, "、");
    if (comma != SIZE_MAX) {
        *tail_end = from + comma;
        return from + comma + strlen("、");
    }
    const char *and = ot_slice_ends_any(between, AND);
    *tail_end = and? to - strlen(and) : to;
    return and? to : from;
}

/* The item whose first quantity is `first`, and where the one after it begins. */
static plan_item take_item(const clause *c, size_t first, size_t begin, size_t *next) {
    plan_item it = {.first = first, .n = 1, .before = part(c, begin, c->q[first].begin)};
    while (first + it.n < c->n &&
           is_joint(part(c, c->q[first + it.n - 1].end, c->q[first + it.n].begin)))
        it.n++;
    const size_t end = c->q[first + it.n - 1].end;
    size_t tail_end = c->end;
    *next = c->end;
    if (first + it.n < c->n) *next = next_begin(c, end, c->q[first + it.n].begin, &tail_end);
    it.tail = part(c, end, tail_end);
    ot_slice before = it.before;
    const char *per = ot_slice_take_back_any(&before, ot_speech_per);
    ot_head_read(before, &it.head);
    if (per) it.per = per;
    return it;
}

/* Of a list of numbers the last one's bound and unit are those of all. */
static void share_marks(clause *c, const plan_item *it) {
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

/* A noun behind the number: of 11家州直国有企业. Empty where the words say no more. */
static ot_slice noun_of(ot_slice tail) {
    static const char *const NOTHING[] = {"的同时", "大关", "规模",   "水平",   "任务", "目标",
                                          "区间",   "以来", "的目标", "的水平", "台阶", "时",
                                          "后",     "且",   "，",     "）",     NULL};
    ot_slice x = tail;
    if (ot_slice_begins_any(x, NOTHING)) return ot_slice_cut(x, x.n, x.n);
    (void)ot_slice_take_front(&x, "的");
    const size_t within = ot_slice_find(x, "在内的");
    if (ot_slice_begins(x, "包括") && within != SIZE_MAX)
        x = ot_slice_cut(x, within + strlen("在内的"), x.n);
    const size_t comma = ot_slice_find(x, "、");
    if (comma != SIZE_MAX) x = ot_slice_cut(x, 0, comma);
    const size_t quote = ot_slice_find(x, "”");
    if (quote != SIZE_MAX && ot_slice_find(x, "“") == SIZE_MAX) x = ot_slice_cut(x, 0, quote);
    (void)ot_slice_take_back(&x, "等");
    return x;
}

static void remember(ot_prose *p, const char *name) {
    if (p->n_subjects == OT_PROSE_MOST_SUBJECTS) {
        memmove(p->subject, p->subject + 1, (p->n_subjects - 1) * sizeof *p->subject);
        p->n_subjects--;
    }
    p->subject[p->n_subjects++] = name;
}

static const char *last_subject(const ot_prose *p) {
    return p->n_subjects ? p->subject[p->n_subjects - 1] : NULL;
}

/* 城乡居民…分别, 牛羊出栏分别: two names in one word. */
static size_t split_pair(ot_prose *p, ot_slice subject, const char **name) {
    static const struct {
        const char *both, *one, *other;
    } PAIR[] = {{"城乡", "城镇", "农村"}, {"牛羊", "牛", "羊"}, {"工农业", "工业", "农业"}};
    for (size_t i = 0; i < sizeof PAIR / sizeof *PAIR; i++) {
        const size_t at = ot_slice_find(subject, PAIR[i].both);
        if (at == SIZE_MAX) continue;
        const ot_slice front = ot_slice_cut(subject, 0, at);
        const ot_slice back = ot_slice_cut(subject, at + strlen(PAIR[i].both), subject.n);
        name[0] = ot_speech_join(
            p, ot_speech_word(ot_speech_join(p, front, ot_speech_word(PAIR[i].one))), back);
        name[1] = ot_speech_join(
            p, ot_speech_word(ot_speech_join(p, front, ot_speech_word(PAIR[i].other))), back);
        return 2;
    }
    return 0;
}

/* The names of a subject, as many as are wanted; how many there are. */
static size_t name_all(ot_prose *p, const plan_item *it, const char *name[OT_HEAD_MOST_NAMES]) {
    ot_slice found[OT_HEAD_MOST_NAMES], shared;
    const ot_slice subject = it->head.subject;
    const size_t wanted = it->n;
    size_t n = ot_head_names(subject, found, &shared);
    if (n == 1 && wanted == 2 && split_pair(p, subject, name)) return 2;
    if (n == 1) name[0] = ot_plan_keep(p->r, subject);
    for (size_t i = 0; n > 1 && i < n; i++) {
        const int is_whole = i + 1 == n || ot_head_measures(found[i]);
        name[i] = is_whole ? ot_plan_keep(p->r, found[i]) : ot_speech_join(p, found[i], shared);
    }
    return n;
}

/* Do the parts of a list each have a number of their own, or one that all share? */
static int is_list(const plan_item *it) {
    ot_slice found[OT_HEAD_MOST_NAMES], shared;
    const size_t n = ot_head_names(it->head.subject, found, &shared);
    if (it->head.is_respective || it->n > 1) return 1;
    if (n < 2 || it->head.verb.n == 0) return 0;
    int all = 1;
    for (size_t i = 0; i < n; i++)
        all = all && ot_head_measures(found[i]);
    return all || (it->head.is_each && shared.n > 0);
}

static void speak(ot_prose *p, const plan_item *it, const ot_quantity *q, const char *name) {
    const ot_speech s = {
        .name = name, .q = q, .head = &it->head, .unit = ot_speech_unit(p, q, it->before)};
    ot_speech_put(p, &s);
}

static void leave_all(const clause *c, const plan_item *it, ot_unread_reason reason) {
    for (size_t i = 0; i < it->n; i++)
        leave(c, &c->q[it->first + i], reason);
}

/* Several names, several numbers, or one for all. */
static void speak_list(clause *c, const plan_item *it) {
    const char *name[OT_HEAD_MOST_NAMES];
    ot_prose *p = c->p;
    size_t n = 0;
    if (it->head.subject.n > 0)
        n = name_all(p, it, name);
    else if (p->n_subjects >= it->n)
        for (n = 0; n < it->n; n++)
            name[n] = p->subject[p->n_subjects - it->n + n];
    if (n != it->n && it->n != 1) {
        leave_all(c, it, n == 0 ? OT_UNREAD_INDICATOR : OT_UNREAD_LIST_LENGTH);
        return;
    }
    for (size_t i = 0; i < n; i++)
        speak(p, it, &c->q[it->first + (it->n == 1 ? 0 : i)], name[i]);
    for (size_t i = 0; it->head.subject.n > 0 && i < n; i++)
        remember(p, name[i]);
}

/* 其中：新增11.16万亩 belongs to the statement before it. */
static int take_part(ot_prose *p, const plan_item *it, const ot_quantity *q) {
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

/* “粮食作物一百万亩”目标: what a programme is called after. */
static int is_programme(const clause *c, const plan_item *it) {
    static const char *const CALLED[] = {"”目标", "”工程", "”行动", "”计划", NULL};
    const size_t quote = ot_slice_find_last(it->before, "“");
    const size_t closed = ot_slice_find_last(it->before, "”");
    if (quote == SIZE_MAX || (closed != SIZE_MAX && closed > quote)) return 0;
    return ot_slice_begins_any(part(c, c->q[it->first].end, c->end), CALLED) != NULL;
}

static void speak_programme(clause *c, const plan_item *it) {
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
static void speak_noun(clause *c, const plan_item *it, ot_slice noun) {
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
    if (acts) remember(p, s.name);
}

/* 工资性收入增加额力争达到…增加额的|70%: a share, with its base before 的. */
static const char *share_name(ot_prose *p, const plan_item *it) {
    static const char *const OF[] = {"力争达到", "达到", "占到", "占", "相当于", NULL};
    if (!ot_slice_ends(it->before, "的")) return NULL;
    const ot_slice x = ot_slice_cut(it->before, 0, it->before.n - strlen("的"));
    const char *of = ot_slice_has_any(x, OF);
    if (!of) return NULL;
    const size_t at = ot_slice_find(x, of);
    if (at == 0) return NULL;
    const ot_slice whole = ot_slice_cut(x, at + strlen(of), x.n);
    return ot_speech_join(p,
                          ot_speech_word(ot_speech_join(p, ot_head_strip(ot_slice_cut(x, 0, at)),
                                                        ot_speech_word("占"))),
                          whole);
}

/* 税收收入12亿元，占比|60%: a share of what was named before it. */
static int is_share(ot_slice subject) {
    static const char *const SHARE[] = {"占比", "比重", "所占比重", "占比重", NULL};
    return ot_slice_is_any(subject, SHARE) != NULL;
}

/* The name of what is said in so many words before the number; NULL: nothing names it. */
static const char *name_before(ot_prose *p, const plan_item *it) {
    const ot_slice subject = it->head.subject;
    const char *last = last_subject(p);
    if (subject.n == 0) return last;
    if (last && is_share(subject)) return ot_speech_join(p, ot_speech_word(last), subject);
    return ot_plan_keep(p->r, subject);
}

/* Does the noun behind the number, not the words before it, say what is counted? */
static int noun_names(const clause *c, const plan_item *it, ot_slice noun) {
    const ot_head *h = &it->head;
    if (noun.n == 0) return 0;
    if (h->verb.n == 0 || h->subject.n == 0 || h->is_bound_only) return 1;
    if (ot_slice_is(h->verb, "为")) return ot_speech_counts(&c->q[it->first]);
    return h->kind == OT_HEAD_CHANGE && ot_speech_counts(&c->q[it->first]);
}

static void speak_one(clause *c, const plan_item *it) {
    ot_prose *p = c->p;
    const ot_quantity *q = &c->q[it->first];
    const ot_slice noun = noun_of(it->tail);
    const char *share = share_name(p, it);
    if (!share && noun_names(c, it, noun)) {
        plan_item counted = *it;
        if (it->head.kind == OT_HEAD_CHANGE && it->head.subject.n > 0) {
            counted.head.kind = OT_HEAD_BARE; /* 提升|40所高中: no rise by 40 */
            counted.head.subject = ot_head_strip(it->before);
        }
        if (ot_slice_is(it->head.verb, "为")) counted.head.subject.n = 0;
        speak_noun(c, &counted, noun);
        return;
    }
    const char *name = share ? share : name_before(p, it);
    if (!name) {
        leave(c, q, OT_UNREAD_INDICATOR);
        return;
    }
    speak(p, it, q, name);
    if (it->head.subject.n > 0) remember(p, name);
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
static int base_is_last_year(const clause *c) {
    static const char *const LONGER[] = {"年均", "累计",   "年来",   "五年",   "以来",
                                         "期间", "十三五", "十四五", "十五五", NULL};
    static const char *const CHANGE[] = {"增长", "增加", "提高", "提升",   "上升",   "下降", "降低",
                                         "减少", "同比", "增幅", "比上年", "较上年", NULL};
    const ot_slice text = c->p->folded.text;
    ot_slice behind = ot_slice_cut(text, c->end, text.n);
    if (!ot_slice_take_front(&behind, "，") || !ot_slice_begins_any(behind, CHANGE)) return 0;
    const size_t stop = ot_slice_find(text, "。");
    return !ot_slice_has_any(ot_slice_cut(text, 0, stop), LONGER);
}

/* 从1832户增加到3382户: the first one is what the rise began with. */
static int speak_base(clause *c, const plan_item *it, const plan_item *next) {
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
    const char *name = subject.n > 0 ? ot_plan_keep(c->p->r, subject) : last_subject(c->p);
    if (!name) {
        leave(c, &c->q[it->first], OT_UNREAD_INDICATOR);
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
    if (subject.n > 0) remember(c->p, name);
    return 1;
}

/* 9类常规疫苗累计报告接种率达到|95%: the first number is within the name of what the second says.
 */
static int is_within_name(const clause *c, const plan_item *it, const plan_item *next) {
    return next && next->is_linked && it->n == 1 && it->head.verb.n == 0 && next->head.verb.n > 0 &&
           next->head.subject.n > 0 && c->q[it->first].kind == OT_QUANTITY_MEASURE &&
           !ot_slice_begins(c->q[it->first].unit, "%");
}

static int is_points(const ot_quantity *q) {
    return ot_slice_is(q->unit, "个百分点") || ot_slice_is(q->unit, "百分点");
}

/* 增长8%，较上年回落|0.5个百分点: not the quantity changes by so much, but its growth. */
static int is_of_pace(const ot_prose *p, const plan_item *it, const ot_quantity *q) {
    static const char *const PACE[] = {"增速", "涨幅", "增幅", "降幅", "增长率", NULL};
    if (it->head.kind != OT_HEAD_CHANGE || !is_points(q)) return 0;
    if (it->head.subject.n > 0) return ot_slice_ends_any(it->head.subject, PACE) != NULL;
    return p->last_claim != SIZE_MAX && *p->r->claim[p->last_claim].measure;
}

/* 收入高于GDP增速|1个百分点 is no income of 1. */
static int is_lead(const ot_prose *p, const plan_item *it, const ot_quantity *q) {
    static const char *const LEAD[] = {"高于", "快于", "低于", "高出", "领先", NULL};
    const char *word = ot_slice_has_any(it->before, LEAD);
    return word && !p->now.is_fact && is_points(q) && !ot_slice_ends(it->before, word);
}

static void read_item(clause *c, const plan_item *it, const plan_item *next) {
    ot_prose *p = c->p;
    const ot_quantity *q = &c->q[it->first];
    const char *wish = find_wish(it->before);
    if (wish) p->wish = wish;
    if (ot_slice_begins(ot_head_strip(it->before), "新增") && take_part(p, it, q)) return;
    share_marks(c, it);
    const int has_verb = it->head.verb.n > 0;
    if (q->kind == OT_QUANTITY_BARE && it->head.subject.n == 0 && !it->head.is_to)
        leave_all(c, it, OT_UNREAD_UNIT);
    else if (q->kind == OT_QUANTITY_BARE && !has_verb && !(next && next->head.is_to))
        leave_all(c, it, OT_UNREAD_UNIT);
    else if (is_of_pace(p, it, q))
        leave_all(c, it, OT_UNREAD_PACE);
    else if (is_lead(p, it, q))
        leave_all(c, it, OT_UNREAD_LEAD);
    else if (is_programme(c, it))
        speak_programme(c, it);
    else if (it->n == 1 && speak_base(c, it, next))
        return;
    else if (is_list(it))
        speak_list(c, it);
    else
        speak_one(c, it);
}

/* The name of the item goes on from that of the one before it. */
static void extend_name(clause *c, plan_item *it, const plan_item *before) {
    const size_t begin = (size_t)(before->before.s - c->p->folded.text.s);
    it->before = part(c, begin, c->q[it->first].begin);
    ot_head_read(it->before, &it->head);
}

static void read_items(clause *c) {
    size_t begin = c->begin, next = 0, after = 0;
    plan_item it = take_item(c, 0, begin, &next);
    for (size_t k = 0; k < c->n;) {
        const size_t following = it.first + it.n;
        const int has_next = following < c->n;
        plan_item then = it;
        if (has_next) {
            then = take_item(c, following, next, &after);
            then.is_linked = next == c->q[following - 1].end;
        }
        if (has_next && is_within_name(c, &it, &then)) {
            leave(c, &c->q[it.first], OT_UNREAD_NAME);
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

/* A target in words, among the expected ones: 稳步提升, 完成…下达的任务. */
static void read_words(clause *c) {
    ot_prose *p = c->p;
    static const char *const VERB[] = {"稳步",   "持续",   "完成",   "控制在", "只增不减",
                                       "不下降", "不降低", "进一步", "有所",   NULL};
    char text[MOST_TEXT];
    const ot_slice x = part(c, c->begin, c->end);
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
static void forget_subject(clause *c) {
    static const char *const GOES_ON[] = {"居",   "位居", "位列", "排名", "排在", "高于",
                                          "快于", "低于", "连续", "创",   "同比", "占",
                                          "增速", "其中", "分别", "较",   "比",   "均",
                                          "为",   "超过", "首次", "实现", "再创", NULL};
    const ot_slice x = part(c, c->begin, c->end);
    if (x.n > 0 && !ot_slice_begins_any(x, GOES_ON)) c->p->n_subjects = 0;
}

static void leave_multiples(const clause *c) {
    static const char *const MULTIPLE[] = {"翻一番", "翻两番", "翻番", "翻了一番", NULL};
    const ot_slice x = part(c, c->begin, c->end);
    if (ot_slice_has_any(x, MULTIPLE))
        ot_plan_add_unread(c->p->r, c->p->line, ot_prose_raw(c->p, c->begin, c->end),
                           OT_UNREAD_WORDS);
}

void ot_prose_clause(ot_prose *p, size_t begin, size_t end) {
    clause c = {.p = p, .begin = begin, .end = end};
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
        read_items(&c);
    } else {
        read_words(&c);
        forget_subject(&c);
    }
    p->is_part = 0;
}
