#include <stdint.h>
#include <string.h>

#include "import/plan_clause.h"

/* A noun behind the number: of 11家州直国有企业. Empty where the words say no more. */
ot_slice ot_item_noun(ot_slice tail) {
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

void ot_item_remember(ot_prose *p, const char *name) {
    if (p->n_subjects == OT_PROSE_MOST_SUBJECTS) {
        memmove(p->subject, p->subject + 1, (p->n_subjects - 1) * sizeof *p->subject);
        p->n_subjects--;
    }
    p->subject[p->n_subjects++] = name;
}

const char *ot_item_last_subject(const ot_prose *p) {
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
size_t ot_item_names(ot_prose *p, const ot_clause_item *it, const char *name[OT_HEAD_MOST_NAMES]) {
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
int ot_item_is_list(const ot_clause_item *it) {
    ot_slice found[OT_HEAD_MOST_NAMES], shared;
    const size_t n = ot_head_names(it->head.subject, found, &shared);
    if (it->head.is_respective || it->n > 1) return 1;
    if (n < 2 || it->head.verb.n == 0) return 0;
    int all = 1;
    for (size_t i = 0; i < n; i++)
        all = all && ot_head_measures(found[i]);
    return all || (it->head.is_each && shared.n > 0);
}

/* 工资性收入增加额力争达到…增加额的|70%: a share, with its base before 的. */
const char *ot_item_share_name(ot_prose *p, const ot_clause_item *it) {
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
const char *ot_item_name_before(ot_prose *p, const ot_clause_item *it) {
    const ot_slice subject = it->head.subject;
    const char *last = ot_item_last_subject(p);
    if (subject.n == 0) return last;
    if (last && is_share(subject)) return ot_speech_join(p, ot_speech_word(last), subject);
    return ot_plan_keep(p->r, subject);
}

/* Does the noun behind the number, not the words before it, say what is counted? */
int ot_item_noun_names(const ot_clause *c, const ot_clause_item *it, ot_slice noun) {
    const ot_head *h = &it->head;
    if (noun.n == 0) return 0;
    if (h->verb.n == 0 || h->subject.n == 0 || h->is_bound_only) return 1;
    if (ot_slice_is(h->verb, "为")) return ot_speech_counts(&c->q[it->first]);
    return h->kind == OT_HEAD_CHANGE && ot_speech_counts(&c->q[it->first]);
}
