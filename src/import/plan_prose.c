#include "import/plan_prose.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const NUMERAL[] = {"十一", "十二", "十三", "十四", "十五", "十六", "十七",
                                      "十八", "十九", "二十", "一",   "二",   "三",   "四",
                                      "五",   "六",   "七",   "八",   "九",   "十",   NULL};
static const char *const PAST[] = {"回顾", "总结", "成就", "完成情况", "执行情况", "成效", NULL};
static const char *const AHEAD[] = {"目标", "任务", "工作", "安排", "重点", "计划", "展望", NULL};

int ot_five_year_end(ot_slice x) {
    static const char *const FIVE[] = {"十二五", "十三五", "十四五", "十五五",
                                       "十六五", "十七五", "十八五", NULL};
    for (int i = 0; FIVE[i]; i++)
        if (ot_slice_has(x, FIVE[i])) return 2015 + 5 * i;
    return 0;
}

static int year_in(ot_slice x) {
    ot_quantity q;
    for (size_t at = 0; ot_quantity_next(x, &at, &q);)
        if (q.kind == OT_QUANTITY_YEAR) return q.year;
    return 0;
}

/* A heading says of which time what follows speaks; year 0: this one does not. */
static ot_prose_time time_of_heading(ot_slice x, int plan) {
    const int year = year_in(x), five = ot_five_year_end(x);
    if (ot_slice_has_any(x, PAST)) return (ot_prose_time){year && year < plan ? year : plan - 1, 1};
    if (!ot_slice_has_any(x, AHEAD)) return (ot_prose_time){0, 0};
    if (year) return (ot_prose_time){year, year < plan};
    if (five > plan) return (ot_prose_time){five, 0};
    return (ot_prose_time){ot_slice_has(x, "今年") ? plan : 0, 0};
}

static void read_heading(ot_prose *p, ot_slice x) {
    const ot_prose_time time = time_of_heading(x, p->r->year);
    if (time.year == 0) return;
    p->heading = p->paragraph = time;
    p->has_heading |= time.is_fact || p->has_prose; /* before any prose it is the title */
    p->was_cut = 0;
}

/* 三、...: a section; a short line without a stop: a heading. */
static void find_heading(ot_prose *p, ot_slice x) {
    enum { MOST_HEADING = 45, MOST_PLAIN = 28 };
    ot_slice rest = x;
    const char *numeral = ot_slice_take_front_any(&rest, NUMERAL);
    const size_t n = ot_slice_characters(x);
    if (numeral && ot_slice_begins(rest, "、")) {
        p->section = numeral;
        if (n <= MOST_HEADING) {
            p->heading = (ot_prose_time){p->r->year, 0};
            p->has_heading = 1;
            p->was_cut = 0;
            read_heading(p, x);
        }
        return;
    }
    if (n <= MOST_PLAIN && !ot_slice_has(x, "。") && !ot_slice_has(x, "，")) read_heading(p, x);
}

static int begins_past(ot_slice x) {
    static const char *const WORD[] = {"过去一年", "过去的一年", "刚刚过去", "去年",   "过去五年",
                                       "五年来",   "五年间",     "一年来",   "上一年", NULL};
    return ot_slice_begins_any(x, WORD) != NULL;
}

/* 2023年，全州…: the year that a sentence opens with; of 2023年以来, to 2030年 none. Below a
 * heading of targets it needs its comma: 2023年结转项目20个 tells of these alone. */
static int opening_year(const ot_prose *p, ot_slice x) {
    ot_quantity q;
    size_t at = 0;
    if (!ot_quantity_next(x, &at, &q) || q.kind != OT_QUANTITY_YEAR || q.begin > 0) return 0;
    const ot_slice behind = ot_slice_cut(x, q.end, x.n);
    if (ot_slice_begins(behind, "以来")) return 0;
    const int is_among_targets = p->has_heading && !p->heading.is_fact;
    return is_among_targets && !ot_slice_begins(behind, "，") ? 0 : q.year;
}

/* What a sentence opens with holds for those behind it, to the end of the paragraph. */
static void find_sentence_time(ot_prose *p, ot_slice x) {
    const int year = opening_year(p, x), plan = p->r->year;
    if (year && year <= plan) p->paragraph = (ot_prose_time){year, year < plan};
}

/* A year or 过去一年 in the first words of a paragraph is that of the paragraph. Without headings
 * paragraphs go on in the time of the one before, as do lines within one. */
static void find_paragraph_time(ot_prose *p, ot_slice x) {
    enum { NEAR = 30 };
    const ot_slice front = ot_slice_cut(x, 0, NEAR);
    const int year = year_in(front), plan = p->r->year;
    if (p->has_heading && !p->was_cut) p->paragraph = p->heading;
    if (begins_past(x))
        p->paragraph = (ot_prose_time){year && year < plan ? year : plan - 1, 1};
    else if (ot_slice_begins(front, "今年") || ot_slice_begins(front, "新的一年"))
        p->paragraph = (ot_prose_time){plan, 0};
    else if (year && year < plan && p->heading.is_fact)
        p->paragraph = (ot_prose_time){year, 1};
}

static void begin_part(ot_prose *p) {
    p->wish = "";
    p->act = "";
    p->n_subjects = 0;
    p->last_claim = SIZE_MAX;
    p->is_part = 0;
}

static int is_digit_at(ot_slice x, size_t i) { return i < x.n && x.s[i] >= '0' && x.s[i] <= '9'; }

static size_t mark_at(ot_slice x, size_t i) {
    static const char *const MARK[] = {"。", "！", "？", "；", "，", "：", NULL};
    const char *word = ot_slice_begins_any(ot_slice_cut(x, i, x.n), MARK);
    const int is_ratio = word && strcmp(word, "：") == 0 && i > 0 && is_digit_at(x, i - 1) &&
                         is_digit_at(x, i + strlen(word));
    return word && !is_ratio ? strlen(word) : 0;
}

static int ends_sentence(ot_slice mark) {
    return ot_slice_is(mark, "。") || ot_slice_is(mark, "！") || ot_slice_is(mark, "？");
}

static int ends_paragraph(ot_slice x) {
    static const char *const END[] = {"。", "！", "？", "；", "：", NULL};
    return ot_slice_ends_any(x, END) != NULL;
}

static void begin_sentence(ot_prose *p, ot_slice rest) {
    size_t end = 0;
    while (end < rest.n && !ends_sentence(ot_slice_cut(rest, end, end + mark_at(rest, end))))
        end++;
    const ot_slice sentence = ot_slice_cut(rest, 0, end);
    find_sentence_time(p, sentence);
    p->now = p->paragraph;
    p->sentence = sentence;
    p->is_binding = ot_slice_has(sentence, "约束性");
    if (ot_slice_has(sentence, "预期目标")) p->is_expected = 1;
    begin_part(p);
}

static void read_clauses(ot_prose *p) {
    const ot_slice x = p->folded.text;
    size_t begin = 0;
    begin_sentence(p, x);
    for (size_t i = 0; i <= x.n;) {
        const size_t n = i < x.n ? mark_at(x, i) : 0;
        if (i < x.n && n == 0) {
            i++;
            continue;
        }
        if (i > begin) ot_prose_clause(p, begin, i);
        if (i == x.n) break;
        const ot_slice mark = ot_slice_cut(x, i, i + n);
        begin = i += n;
        if (ends_sentence(mark))
            begin_sentence(p, ot_slice_cut(x, begin, x.n));
        else if (ot_slice_is(mark, "；"))
            begin_part(p);
    }
}

static void read_line(ot_prose *p, size_t k) {
    p->raw = p->r->line[k].raw;
    p->line = (int)k + 1;
    p->n_of_line = 0;
    p->folded = ot_plan_fold(p->r, p->raw);
    const ot_slice x = p->folded.text;
    if (p->r->failed || x.n == 0) return;
    find_heading(p, x);
    find_paragraph_time(p, x);
    p->is_expected = p->was_expected_cut;
    read_clauses(p);
    p->has_prose |= ot_slice_has(x, "。");
    p->was_cut = ot_slice_has(x, "，") && !ends_paragraph(x);
    p->was_expected_cut = p->is_expected && !ot_slice_ends(x, "。");
}

static int by_id(const void *x, const void *y) {
    const ot_claim *a = *(const ot_claim *const *)x, *b = *(const ot_claim *const *)y;
    const int order = strcmp(a->id, b->id);
    return order ? order : (a > b) - (a < b);
}

/* The second grp_growth_2023 becomes grp_growth_2023.2: no indicator's id has a dot. */
static void part_ids(ot_plan_reading *r) {
    ot_claim **sorted = calloc(r->n_claims + 1, sizeof *sorted);
    if (!sorted) {
        r->failed = 1;
        return;
    }
    for (size_t i = 0; i < r->n_claims; i++)
        sorted[i] = &r->claim[i];
    qsort(sorted, r->n_claims, sizeof *sorted, by_id);
    const char *id = "";
    int n = 0;
    for (size_t i = 0; i < r->n_claims; i++) {
        n = strcmp(sorted[i]->id, id) == 0 ? n + 1 : 1;
        if (n == 1) {
            id = sorted[i]->id;
            continue;
        }
        ot_buffer text = {0};
        ot_buffer_format(&text, "%s.%d", id, n);
        sorted[i]->id = ot_plan_keep(r, ot_slice_of(text.data ? text.data : "", text.length));
        if (text.failed) r->failed = 1;
        ot_buffer_clear(&text);
    }
    free(sorted);
}

void ot_plan_read_prose(ot_plan_reading *r) {
    ot_prose p = {.r = r, .section = "序", .heading = {r->year, 0}, .paragraph = {r->year, 0}};
    for (size_t k = 0; k < r->n_lines && !r->failed; k++)
        if (!r->line[k].is_table) read_line(&p, k);
    part_ids(r);
}
