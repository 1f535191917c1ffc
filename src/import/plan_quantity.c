#include "import/plan_quantity.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "data/figure.h"

/* Longer ones before those that begin like them. */
static const char *const BASE[] = {
    "个百分点", "百分点",   "平方公里", "平方千米", "平方米", "立方米",   "标准立方米", "千瓦时",
    "吨标准煤", "公顷",     "人（次）", "（人）次", "人次",   "头（只）", "（头）只",   "只（羽）",
    "千瓦",     "兆瓦",     "千伏安",   "千伏",     "公里",   "千米",     "公斤",       "千克",
    "微克",     "毫米",     "厘米",     "海里",     "美元",   "欧元",     "港元",       "日元",
    "件（套）", "户（套）", "标准箱",   "标箱",     "英寸",   "班次",     "架次",       "车次",
    "列次",     "标准套",   "毫克",     "万亿次",   "场次",   "%",        "‰",          "kWh",
    "kW",       "MW",       "GW",       "km",       "PFlops", "EFlops",   "P",          "元",
    "吨",       "亩",       "人",       "户",       "头",     "只",       "羽",         "匹",
    "家",       "个",       "项",       "件",       "座",     "条",       "套",         "所",
    "处",       "台",       "辆",       "艘",       "架",     "列",       "名",         "张",
    "场",       "批",       "次",       "种",       "类",     "支",       "部",         "宗",
    "门",       "枚",       "篇",       "株",       "间",     "片",       "成",         "倍",
    "米",       "斤",       "度",       "岁",       "栋",     "幢",       "对",         "眼",
    "口",       "组",       "颗",       "粒",       "本",     "册",       "盏",         "根",
    "块",       "趟",       "箱",       "单",       "笔",     "起",       "道",         "集",
    "方",       "瓦",       "克",       "升",       "例",     "村",       "县",         "社区",
    "群众",     "位",       "轮",       "微米",     "纳米",   "吉瓦时",   "吉瓦",       "乡",
    NULL};

static const char *const SCALE[] = {"万亿", "千亿", "百亿", "十亿", "千万", "百万",
                                    "十万", "亿",   "万",   "千",   "百",   NULL};

static const char *const SPAN[] = {"个月",   "个季度", "季度", "小时", "分钟", "周年", "个工作日",
                                   "个小时", "工作日", "天",   "周",   "秒",   "年",   NULL};

/* What makes a number a name or an ordinal, directly behind it. */
static const char *const NAME[] = {"号", "届", "级", "强", "期", "线", "版", "字", "时", NULL};

static const char *const RANGE[] = {"——", "—", "–", "～", "~", "-", "至", "到", NULL};

static const struct {
    const char *word;
    ot_figure_kind bound;
} BOUND[] = {
    {"及以上", OT_FIGURE_AT_LEAST}, {"以上", OT_FIGURE_AT_LEAST},  {"以内", OT_FIGURE_AT_MOST},
    {"之内", OT_FIGURE_AT_MOST},    {"及以下", OT_FIGURE_AT_MOST}, {"以下", OT_FIGURE_AT_MOST},
    {"左右", OT_FIGURE_ABOUT},      {"上下", OT_FIGURE_ABOUT},     {"多", OT_FIGURE_AT_LEAST},
    {"余", OT_FIGURE_AT_LEAST},
};

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static char byte(ot_slice x, size_t i) { return i < x.n ? x.s[i] : '\0'; }

static ot_slice rest(ot_slice x, size_t at) { return ot_slice_cut(x, at, x.n); }

/* Digits with a point and commas between thousands; how many bytes. */
static size_t number_length(ot_slice x) {
    size_t i = 0;
    while (is_digit(byte(x, i)))
        i++;
    while (byte(x, i) == ',' && is_digit(byte(x, i + 1)) && is_digit(byte(x, i + 2)) &&
           is_digit(byte(x, i + 3)) && !is_digit(byte(x, i + 4)))
        i += 4;
    if (byte(x, i) != '.' || !is_digit(byte(x, i + 1))) return i;
    if (ot_slice_begins(rest(x, i + 5), "年") && i <= 2)
        return i; /* 1.2023年: a number of a list */
    for (i++; is_digit(byte(x, i)); i++) {
    }
    return i;
}

/* Without the commas; cut where it is longer than any number. */
static void copy_number(ot_slice x, int is_negative, char out[OT_QUANTITY_DIGITS]) {
    size_t n = 0;
    if (is_negative) out[n++] = '-';
    for (size_t i = 0; i < x.n && n + 1 < OT_QUANTITY_DIGITS; i++)
        if (x.s[i] != ',') out[n++] = x.s[i];
    out[n] = '\0';
}

size_t ot_quantity_unit(ot_slice text) {
    ot_slice x = text;
    const char *base = ot_slice_take_front_any(&x, BASE); /* 千瓦 is no thousand */
    while (!base && ot_slice_take_front_any(&x, SCALE))
        base = ot_slice_take_front_any(&x, BASE);
    ot_slice per = x;
    if (base && ot_slice_take_front(&per, "/") && ot_slice_take_front_any(&per, BASE)) x = per;
    if (base && !ot_slice_take_front(&x, "（次）")) (void)ot_slice_take_front(&x, "（只）");
    return (size_t)(x.s - text.s);
}

static void take_bound(ot_slice text, ot_quantity *q) {
    const ot_slice x = rest(text, q->end);
    for (size_t i = 0; i < sizeof BOUND / sizeof *BOUND; i++) {
        if (!ot_slice_begins(x, BOUND[i].word)) continue;
        q->bound = BOUND[i].bound;
        q->mark = ot_slice_cut(x, 0, strlen(BOUND[i].word));
        q->end += q->mark.n;
        return;
    }
}

/* 多 and 余 stand before the unit, too: 1900多个. */
static void take_unit(ot_slice text, ot_quantity *q) {
    const size_t before = q->end;
    ot_slice more = rest(text, q->end);
    if (ot_slice_begins(more, "多") || ot_slice_begins(more, "余")) take_bound(text, q);
    const size_t n = ot_quantity_unit(rest(text, q->end));
    if (n == 0) {
        q->end = before;
        q->bound = OT_FIGURE_POINT;
        q->mark.n = 0;
        return;
    }
    q->unit = ot_slice_cut(text, q->end, q->end + n);
    q->end += n;
}

/* The other end of a range, at q->end; its unit is the quantity's. */
static void take_high(ot_slice text, ot_quantity *q) {
    ot_slice x = rest(text, q->end);
    if (!ot_slice_take_front_any(&x, RANGE) || !is_digit(byte(x, 0))) return;
    const size_t n = number_length(x);
    ot_quantity other = {.end = (size_t)(x.s - text.s) + n};
    take_unit(text, &other);
    if (other.unit.n == 0 && q->unit.n > 0) return;
    if (q->unit.n > 0 && (q->unit.n != other.unit.n || memcmp(q->unit.s, other.unit.s, q->unit.n)))
        return;
    copy_number(ot_slice_cut(x, 0, n), 0, q->high);
    q->unit = other.unit;
    q->end = other.end;
}

/* A year, or the last of 2021—2025年. */
static int take_year(ot_slice text, ot_quantity *q) {
    size_t at = q->begin;
    for (int i = 0; i < 2; i++) {
        const ot_slice x = rest(text, at), four = ot_slice_cut(x, 0, 4);
        if (number_length(x) != 4 || !ot_year_parse(four.s, four.n, &q->year)) return 0;
        ot_slice behind = rest(x, 4);
        if (ot_slice_begins(behind, "年")) {
            q->end = (size_t)(behind.s - text.s) + strlen("年");
            return 1;
        }
        if (!ot_slice_take_front_any(&behind, RANGE)) return 0;
        at = (size_t)(behind.s - text.s);
    }
    return 0;
}

/* 结构比为12:40:58 and 2.1:1 are no times of day. */
static int is_time_of_day(ot_slice text, size_t begin, ot_slice colon) {
    static const char *const OF[] = {"比", "结构", "比为", "比例", "比例为", "比重", NULL};
    enum { NEAR = 45 };
    const ot_slice before = ot_slice_cut(text, begin > NEAR ? begin - NEAR : 0, begin);
    return is_digit(byte(colon, 1)) && is_digit(byte(colon, 2)) && !is_digit(byte(colon, 3)) &&
           byte(colon, 3) != '.' && !ot_slice_has_any(before, OF);
}

/* 2026-02-09, 09:45:30, 1月26日, 6日. */
static int take_date(ot_slice text, ot_quantity *q, size_t n) {
    const ot_slice x = rest(text, q->begin);
    size_t i = n;
    int n_marks = 0;
    while ((byte(x, i) == '-' || byte(x, i) == ':') && is_digit(byte(x, i + 1))) {
        if (byte(x, i) == ':' && !is_time_of_day(text, q->begin, rest(x, i))) return 0;
        n_marks += byte(x, i) == ':' ? 2 : 1;
        for (i++; is_digit(byte(x, i)); i++) {
        }
    }
    const ot_slice behind = rest(x, i);
    if (n_marks < 2 && !ot_slice_begins(behind, "月") && !ot_slice_begins(behind, "日") &&
        !ot_slice_begins(behind, "〕"))
        return 0;
    q->end = q->begin + i;
    return 1;
}

static int is_within_name(ot_slice text, size_t begin, size_t end) {
    const char before = begin > 0 ? text.s[begin - 1] : '\0', after = byte(text, end);
    if (is_letter(before) || before == '+' || after == '+' || before == '_' || before == '/')
        return 1;
    const ot_slice head = ot_slice_cut(text, 0, begin), tail = rest(text, end);
    if (ot_slice_ends(head, "“") && ot_slice_begins(tail, "”")) return 1;
    if (ot_slice_ends(head, "·") || ot_slice_begins(tail, "·")) return 1;
    if (after == '.' && !is_digit(byte(text, end + 1))) return 1;
    return ot_slice_ends(head, "附件") ||
           (begin == 0 && (after == '.' || ot_slice_begins(tail, "、")));
}

static int is_ordinal(ot_slice text, const ot_quantity *q) {
    static const char *const FRONT[] = {"前", "居", "排名", "列", "名列", "升至", "全国", NULL};
    static const char *const RANK[] = {"位", "名", NULL};
    const ot_slice head = ot_slice_cut(text, 0, q->begin);
    if (ot_slice_ends(head, "第")) return 1;
    return ot_slice_begins_any(rest(text, q->end), RANK) && ot_slice_ends_any(head, FRONT);
}

/* 3岁以下婴幼儿 says who, not how much. */
static int is_age_group(const ot_quantity *q, ot_slice behind) {
    return ot_slice_is(q->unit, "岁") && (q->mark.n > 0 || ot_slice_begins(behind, "及"));
}

static void classify(ot_slice text, ot_quantity *q, size_t n) {
    const ot_slice behind = rest(text, q->end);
    if (is_ordinal(text, q)) {
        q->kind = OT_QUANTITY_ORDINAL;
        return;
    }
    const char *span = ot_slice_begins_any(behind, SPAN);
    if (span) {
        q->kind = OT_QUANTITY_SPAN;
        q->unit = ot_slice_cut(behind, 0, strlen(span));
        q->end += q->unit.n;
        take_bound(text, q);
        return;
    }
    take_unit(text, q);
    q->kind = q->unit.n > 0 ? OT_QUANTITY_MEASURE : OT_QUANTITY_BARE;
    if (q->unit.n == 0 && ot_slice_begins_any(behind, NAME)) q->kind = OT_QUANTITY_NAME;
    if (q->unit.n == 0 && is_letter(byte(behind, 0))) q->kind = OT_QUANTITY_NAME;
    if (q->kind != OT_QUANTITY_NAME) take_high(text, q);
    if (q->unit.n > 0) q->kind = OT_QUANTITY_MEASURE;
    if (ot_slice_begins(rest(text, q->end), "级")) q->kind = OT_QUANTITY_NAME;
    if (q->bound == OT_FIGURE_POINT) take_bound(text, q);
    if (is_age_group(q, rest(text, q->end))) q->kind = OT_QUANTITY_NAME;
    if (n >= OT_QUANTITY_DIGITS - 1) q->kind = OT_QUANTITY_NAME; /* a code */
}

/* 18.2：35.6：46.2: no number of it stands for itself. */
static int take_ratio(ot_slice text, ot_quantity *q, size_t n) {
    static const char *const COLON[] = {"：", "∶", ":", NULL};
    size_t end = q->begin + n;
    for (;;) {
        ot_slice x = rest(text, end);
        if (!ot_slice_take_front_any(&x, COLON) || !is_digit(byte(x, 0))) break;
        end = (size_t)(x.s - text.s) + number_length(x);
    }
    if (end == q->begin + n) return 0;
    q->end = end;
    return 1;
}

static void take_digits(ot_slice text, size_t begin, ot_quantity *q) {
    const size_t n = number_length(rest(text, begin));
    *q = (ot_quantity){.begin = begin, .end = begin + n, .bound = OT_FIGURE_POINT};
    const char before = begin > 0 ? text.s[begin - 1] : '\0';
    const char first = begin > 1 ? text.s[begin - 2] : '\0';
    const int is_negative = before == '-' && !is_digit(first) && !is_letter(first);
    copy_number(ot_slice_cut(text, begin, begin + n), is_negative, q->low);
    if (take_year(text, q))
        q->kind = OT_QUANTITY_YEAR;
    else if (take_date(text, q, n))
        q->kind = OT_QUANTITY_DATE;
    else if (take_ratio(text, q, n))
        q->kind = OT_QUANTITY_RATIO;
    else if (is_within_name(text, begin, begin + n))
        q->kind = OT_QUANTITY_NAME;
    else
        classify(text, q, n);
    if (is_negative) q->begin--;
}

static const struct {
    const char *text;
    int value;
} NUMERAL[] = {{"一", 1}, {"二", 2}, {"两", 2}, {"三", 3},  {"四", 4},   {"五", 5},   {"六", 6},
               {"七", 7}, {"八", 8}, {"九", 9}, {"十", 10}, {"百", 100}, {"千", 1000}};

static int take_numeral(ot_slice *x) {
    for (size_t i = 0; i < sizeof NUMERAL / sizeof *NUMERAL; i++)
        if (ot_slice_take_front(x, NUMERAL[i].text)) return NUMERAL[i].value;
    return 0;
}

/* 一百 before 万亩: a number in words counts only with a unit of measure at ten thousands. */
static int take_words(ot_slice text, size_t begin, ot_quantity *q) {
    static const char *const MEASURE[] = {"亩",     "元",   "吨",     "人",   "户", "头（只）",
                                          "平方米", "公里", "立方米", "千瓦", NULL};
    static const char *const MYRIAD[] = {"万亿", "亿", "万", NULL};
    ot_slice x = rest(text, begin);
    long total = 0, digit = 0;
    if (take_numeral(&(ot_slice){x.s, x.n}) >= 10) return 0; /* 千亿级 says no number */
    for (int value; (value = take_numeral(&x)) > 0;) {
        if (value >= 10) total += (digit ? digit : 1) * value;
        digit = value < 10 ? value : 0;
        if (total > 100000) return 0;
    }
    total += digit;
    const ot_slice unit = x;
    if (total == 0 || !ot_slice_take_front_any(&x, MYRIAD)) return 0;
    if (!ot_slice_take_front_any(&x, MEASURE) || ot_slice_begins(x, "级")) return 0;
    *q = (ot_quantity){.kind = OT_QUANTITY_MEASURE, .begin = begin, .bound = OT_FIGURE_POINT};
    size_t n = 0;
    char reversed[16];
    for (; total > 0 && n < sizeof reversed; total /= 10)
        reversed[n++] = (char)('0' + total % 10);
    for (size_t i = 0; i < n; i++)
        q->low[i] = reversed[n - 1 - i];
    q->unit = ot_slice_cut(unit, 0, (size_t)(x.s - unit.s));
    q->end = (size_t)(x.s - text.s);
    take_bound(text, q);
    return 1;
}

/* The number in words at the front, below ten thousand; 0: none. */
static int words_value(ot_slice *x) {
    int total = 0, digit = 0;
    for (int value;
         total < 10000 && ((value = take_numeral(x)) > 0 || ot_slice_begins(*x, "零"));) {
        if (value == 0) (void)ot_slice_take_front(x, "零");
        if (value >= 10) total += (digit ? digit : 1) * value;
        digit = value < 10 ? value : 0;
    }
    return total + digit;
}

/* 百分之五, 百分之四点五. */
static int take_per_cent(ot_slice text, size_t begin, ot_quantity *q) {
    ot_slice x = rest(text, begin);
    if (!ot_slice_take_front(&x, "百分之")) return 0;
    const int whole = words_value(&x);
    int n = whole > 0 && whole <= 100 ? 1 : 0;
    *q = (ot_quantity){.begin = begin, .bound = OT_FIGURE_POINT, .unit = {"%", 1}};
    char text_of[OT_QUANTITY_DIGITS];
    n = n ? snprintf(text_of, sizeof text_of, "%d", whole) : 0;
    if (n > 0 && ot_slice_take_front(&x, "点")) {
        text_of[n++] = '.';
        for (int digit; n < 12 && (digit = take_numeral(&x)) > 0 && digit < 10;)
            text_of[n++] = (char)('0' + digit);
    }
    ot_slice other = x;
    if (ot_slice_take_front_any(&other, RANGE) && ot_slice_take_front(&other, "百分之")) {
        (void)words_value(&other); /* 百分之五至百分之六 */
        q->end = (size_t)(other.s - text.s);
        q->kind = OT_QUANTITY_NUMERAL;
        return 1;
    }
    q->end = (size_t)(x.s - text.s);
    const int is_range = ot_slice_begins_any(x, RANGE) != NULL || ot_slice_begins(x, "点");
    q->kind =
        n > 0 && text_of[n - 1] != '.' && !is_range ? OT_QUANTITY_MEASURE : OT_QUANTITY_NUMERAL;
    if (q->kind == OT_QUANTITY_MEASURE) memcpy(q->low, text_of, (size_t)n);
    if (q->kind == OT_QUANTITY_MEASURE) take_bound(text, q);
    return 1;
}

/* 一千二百人, 两位数: told of, not read. */
static int take_unread_words(ot_slice text, size_t begin, ot_quantity *q) {
    static const char *const MYRIAD[] = {"万亿", "亿", "万", NULL};
    static const char *const DIGITS[] = {"两位数", "三位数", NULL};
    ot_slice x = rest(text, begin);
    *q = (ot_quantity){.kind = OT_QUANTITY_NUMERAL, .begin = begin, .bound = OT_FIGURE_POINT};
    int is_large = 0, is_digits = ot_slice_take_front_any(&x, DIGITS) != NULL;
    if (!is_digits && take_numeral(&(ot_slice){x.s, x.n}) >= 10) return 0;
    for (int value; !is_digits && (value = words_value(&x)) > 0;)
        is_large |= value >= 100 || ot_slice_take_front_any(&x, MYRIAD) != NULL;
    const size_t unit = is_large ? ot_quantity_unit(x) : 0;
    if (!is_digits && unit == 0) return 0;
    q->end = (size_t)(x.s - text.s) + unit;
    return 1;
}

static int begins_numeral(ot_slice x) { return take_numeral(&x) > 0; }

int ot_quantity_next(ot_slice text, size_t *at, ot_quantity *out) {
    for (size_t i = *at; i < text.n;) {
        size_t length = 1;
        int is_found = is_digit(text.s[i]);
        if (is_found)
            take_digits(text, i, out);
        else {
            (void)ot_utf8_decode(text.s + i, text.n - i, &length);
            is_found = length == 3 && begins_numeral(rest(text, i)) &&
                       (take_per_cent(text, i, out) || take_words(text, i, out) ||
                        take_unread_words(text, i, out));
        }
        if (is_found) {
            *at = out->end;
            return 1;
        }
        i += length;
    }
    return 0;
}
