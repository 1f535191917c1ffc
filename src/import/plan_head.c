#include "import/plan_head.h"

#include <string.h>

#include "base/utf8.h"
#include "import/plan_quantity.h"

static const struct {
    const char *word;
    ot_figure_kind bound;
} BOUND[] = {
    {"不低于", OT_FIGURE_AT_LEAST}, {"不少于", OT_FIGURE_AT_LEAST},
    {"不小于", OT_FIGURE_AT_LEAST}, {"首次突破", OT_FIGURE_AT_LEAST},
    {"不超过", OT_FIGURE_AT_MOST},  {"不高于", OT_FIGURE_AT_MOST},
    {"不大于", OT_FIGURE_AT_MOST},  {"不突破", OT_FIGURE_AT_MOST},
    {"至少", OT_FIGURE_AT_LEAST},   {"超过", OT_FIGURE_AT_LEAST},
    {"突破", OT_FIGURE_AT_LEAST},   {"高于", OT_FIGURE_AT_LEAST},
    {"大于", OT_FIGURE_AT_LEAST},   {"低于", OT_FIGURE_AT_MOST},
    {"小于", OT_FIGURE_AT_MOST},    {"少于", OT_FIGURE_AT_MOST},
    {"最多", OT_FIGURE_AT_MOST},    {"至多", OT_FIGURE_AT_MOST},
    {"接近", OT_FIGURE_ABOUT},      {"大约", OT_FIGURE_ABOUT},
    {"超", OT_FIGURE_AT_LEAST},     {"逾", OT_FIGURE_AT_LEAST},
    {"约", OT_FIGURE_ABOUT},        {"近", OT_FIGURE_ABOUT},
};

/* Longer ones before those that they end with. */
static const struct {
    const char *word;
    ot_head_kind kind;
    int direction, is_to;
} VERB[] = {
    {"提高到", OT_HEAD_LEVEL, 1, 1},  {"提升到", OT_HEAD_LEVEL, 1, 1},
    {"提升至", OT_HEAD_LEVEL, 1, 1},  {"提高至", OT_HEAD_LEVEL, 1, 1},
    {"增加到", OT_HEAD_LEVEL, 1, 1},  {"增加至", OT_HEAD_LEVEL, 1, 1},
    {"增长到", OT_HEAD_LEVEL, 1, 1},  {"增长至", OT_HEAD_LEVEL, 1, 1},
    {"上升到", OT_HEAD_LEVEL, 1, 1},  {"上升至", OT_HEAD_LEVEL, 1, 1},
    {"扩大到", OT_HEAD_LEVEL, 1, 1},  {"扩大至", OT_HEAD_LEVEL, 1, 1},
    {"发展到", OT_HEAD_LEVEL, 1, 1},  {"拓展至", OT_HEAD_LEVEL, 1, 1},
    {"拓展到", OT_HEAD_LEVEL, 1, 1},  {"上调至", OT_HEAD_LEVEL, 1, 1},
    {"提标至", OT_HEAD_LEVEL, 1, 1},  {"增至", OT_HEAD_LEVEL, 1, 1},
    {"升至", OT_HEAD_LEVEL, 1, 1},    {"下降到", OT_HEAD_LEVEL, -1, 1},
    {"下降至", OT_HEAD_LEVEL, -1, 1}, {"降低到", OT_HEAD_LEVEL, -1, 1},
    {"降低至", OT_HEAD_LEVEL, -1, 1}, {"减少到", OT_HEAD_LEVEL, -1, 1},
    {"减少至", OT_HEAD_LEVEL, -1, 1}, {"缩小到", OT_HEAD_LEVEL, -1, 1},
    {"缩小至", OT_HEAD_LEVEL, -1, 1}, {"压缩到", OT_HEAD_LEVEL, -1, 1},
    {"压缩至", OT_HEAD_LEVEL, -1, 1}, {"压减至", OT_HEAD_LEVEL, -1, 1},
    {"压减到", OT_HEAD_LEVEL, -1, 1}, {"缩短至", OT_HEAD_LEVEL, -1, 1},
    {"缩短到", OT_HEAD_LEVEL, -1, 1}, {"回落到", OT_HEAD_LEVEL, -1, 1},
    {"回落至", OT_HEAD_LEVEL, -1, 1}, {"降至", OT_HEAD_LEVEL, -1, 1},
    {"降到", OT_HEAD_LEVEL, -1, 1},   {"负增长", OT_HEAD_CHANGE, -1, 0},
    {"增长", OT_HEAD_CHANGE, 1, 0},   {"提高", OT_HEAD_CHANGE, 1, 0},
    {"提升", OT_HEAD_CHANGE, 1, 0},   {"上升", OT_HEAD_CHANGE, 1, 0},
    {"上涨", OT_HEAD_CHANGE, 1, 0},   {"增加", OT_HEAD_CHANGE, 1, 0},
    {"扩大", OT_HEAD_CHANGE, 1, 0},   {"增幅达", OT_HEAD_CHANGE, 1, 0},
    {"下降", OT_HEAD_CHANGE, -1, 0},  {"降低", OT_HEAD_CHANGE, -1, 0},
    {"减少", OT_HEAD_CHANGE, -1, 0},  {"缩小", OT_HEAD_CHANGE, -1, 0},
    {"下滑", OT_HEAD_CHANGE, -1, 0},  {"下跌", OT_HEAD_CHANGE, -1, 0},
    {"回落", OT_HEAD_CHANGE, -1, 0},  {"压减", OT_HEAD_CHANGE, -1, 0},
    {"压降", OT_HEAD_CHANGE, -1, 0},  {"收窄", OT_HEAD_CHANGE, -1, 0},
    {"缩短", OT_HEAD_CHANGE, -1, 0},  {"保持在", OT_HEAD_LEVEL, 0, 0},
    {"稳定在", OT_HEAD_LEVEL, 0, 0},  {"控制在", OT_HEAD_LEVEL, 0, 0},
    {"维持在", OT_HEAD_LEVEL, 0, 0},  {"达到", OT_HEAD_LEVEL, 0, 0},
    {"保持", OT_HEAD_LEVEL, 0, 0},    {"占到", OT_HEAD_LEVEL, 0, 0},
    {"完成", OT_HEAD_LEVEL, 0, 0},    {"实现", OT_HEAD_LEVEL, 0, 0},
    {"达", OT_HEAD_LEVEL, 0, 0},      {"为", OT_HEAD_LEVEL, 0, 0},
    {"是", OT_HEAD_LEVEL, 0, 0},
};

/* They may stand between a name and its verb. */
static const char *const ADVERB[] = {
    "分别",   "同口径", "同比", "年均", "平均", "累计", "全部", "全年", "预计", "预期", "计划",
    "力争",   "努力",   "争取", "确保", "稳步", "首次", "总体", "合计", "实际", "名义", "可比",
    "进一步", "已经",   "稳定", "持续", "逐步", "只",   "均",   "都",   "各",   "再",   "又",
    "将",     "已",     "仍",   "要",   "也",   "就",   "共",   "需",   NULL};
/* Before a number without a verb. */
static const char *const COUNTING[] = {"分别", "均", "都", "各", "共", "总计", "合计", NULL};
static const char *const RESPECTIVE[] = {"分别", NULL};
static const char *const EACH[] = {"均", "都", "各", NULL};

/* They open a clause and name nothing. */
static const char *const OPENING[] = {
    "其中", "同时", "全年", "年内", "今年", "去年", "当年", "本年", "上年", "力争", "确保", "努力",
    "争取", "计划", "预计", "预期", "实现", "推动", "促进", "共计", "累计", "一是", "二是", "三是",
    "四是", "五是", "六是", "七是", "八是", "九是", "十是", "要",   "并",   "且",   "使",   "让",
    "将",   "到",   "共",   "和",   "及",   "、",   "的",   "末",   "底",   "内",   "以来", "”",
    "（",   "——",   "以及", "完成", "初",   "度",   "，",   NULL};

/* A number of things follows them. */
static const char *const ACT[] = {
    "建设",     "新建",     "打造",   "培育",   "新增",     "实施",     "开工", "建成",   "改造",
    "创建",     "引进",     "设立",   "打通",   "覆盖",     "支持",     "开展", "评选",   "举办",
    "新培育",   "新设",     "组建",   "布局",   "成立",     "认定",     "发展", "选派",   "招聘",
    "培训",     "安置",     "救助",   "发放",   "投入",     "落实",     "争取", "签约",   "引育",
    "升格",     "增加",     "免除",   "帮助",   "惠及",     "推出",     "制定", "出台",   "办好",
    "办理",     "办成",     "续建",   "扩建",   "改扩建",   "提升",     "更新", "完善",   "完工",
    "投产",     "开通",     "新开通", "新开",   "建立",     "创立",     "形成", "孵化",   "转化",
    "提供",     "种植",     "推广",   "推进",   "治理",     "修复",     "获得", "获批",   "入选",
    "完成",     "开发",     "筹集",   "开设",   "设置",     "配备",     "配置", "创设",   "新培养",
    "培养",     "吸引",     "引导",   "帮扶",   "资助",     "奖励",     "补助", "补贴",   "出让",
    "投放",     "投资",     "新认定", "新入规", "整治",     "整合设立", "化解", "新创建", "输转",
    "转移",     "建",       "新探明", "提质",   "优化重组", "新组建",   "荣获", "拥有",   "处置",
    "查处",     "审结",     "调解",   "达到",   "储备",     "谋划",     "推介", "洽谈",   "对接",
    "新改扩建", "新建改造", "新改建", "改建",   "加装",     "新获批",   "累计", "增补",   "引入",
    NULL};

static const char *const END[] = {"率",   "额",   "总值", "产值", "增加值", "量",   "收入",
                                  "支出", "比重", "占比", "面积", "人数",   "次数", "指数",
                                  "比例", "里程", "总数", "花费", "消费",   "投资", "人次",
                                  "规模", "价值", "余额", "产能", "水平",   "标准", "总产",
                                  "单产", "年限", "寿命", "天数", "浓度",   "强度", NULL};

/* What names of a list may share. */
static const char *const SHARED[] = {"居民人均可支配收入",
                                     "人均可支配收入",
                                     "居民收入",
                                     "增加值",
                                     "产量",
                                     "产值",
                                     "收入",
                                     "支出",
                                     "参保率",
                                     "覆盖率",
                                     "面积",
                                     "占比",
                                     "比重",
                                     "里程",
                                     "余额",
                                     "标准",
                                     "投资",
                                     "排放量",
                                     "入园率",
                                     "入学率",
                                     "普及率",
                                     "处理率",
                                     "价格",
                                     "总产量",
                                     "人数",
                                     "浓度",
                                     "装机",
                                     "合格率",
                                     "失业率",
                                     "增速",
                                     "消费",
                                     "贸易",
                                     "进出口",
                                     NULL};

static int take_bound(ot_slice *x, ot_head *out) {
    for (size_t i = 0; i < sizeof BOUND / sizeof *BOUND; i++)
        if (ot_slice_ends(*x, BOUND[i].word)) {
            const size_t n = strlen(BOUND[i].word);
            out->bound = BOUND[i].bound;
            out->mark = ot_slice_cut(*x, x->n - n, x->n);
            x->n -= n;
            return 1;
        }
    return 0;
}

static int take_verb(ot_slice *x, ot_head *out) {
    for (size_t i = 0; i < sizeof VERB / sizeof *VERB; i++)
        if (ot_slice_take_back(x, VERB[i].word)) {
            out->kind = VERB[i].kind;
            out->direction = VERB[i].direction;
            out->is_to = VERB[i].is_to;
            return 1;
        }
    return 0;
}

static void take_adverbs(ot_slice *x, const char *const *adverb, ot_head *out) {
    for (const char *word; (word = ot_slice_take_back_any(x, adverb));) {
        const ot_slice taken = ot_slice_of(word, strlen(word));
        if (ot_slice_is_any(taken, RESPECTIVE)) out->is_respective = 1;
        if (ot_slice_is_any(taken, EACH)) out->is_each = 1;
    }
}

/* Behind the last year that is named in it, unless something is compared with that year. */
static ot_slice behind_year(ot_slice x) {
    ot_quantity q;
    size_t begin = 0;
    for (size_t at = 0; ot_quantity_next(x, &at, &q);)
        if (q.kind == OT_QUANTITY_YEAR) begin = q.end;
    return ot_slice_cut(x, begin, x.n);
}

ot_slice ot_head_strip(ot_slice text) {
    ot_slice x = text;
    while (ot_slice_take_front_any(&x, OPENING)) {
    }
    return x;
}

/* 比上年, 较“十三五”末 begin a comparison; what stands before it is the name. */
static ot_slice before_comparison(ot_slice x, ot_head *out) {
    static const char *const WITH[] = {"比上年", "较上年", "比去年", "较去年", "比20",   "较20",
                                       "较“",    "比“",    "较年初", "比年初", "与上年", "较同期",
                                       "比全国", "较全国", "高出",   "较“",    NULL};
    const char *word = ot_slice_has_any(x, WITH);
    if (!word) return x;
    const size_t at = ot_slice_find_last(x, word);
    out->is_base = at == 0 && out->kind != OT_HEAD_CHANGE; /* 较上年增长: a change of this year */
    return ot_slice_cut(x, 0, at);
}

/* What a list of things done before this one leaves: 深化改革、新增|30个. */
static ot_slice last_action(ot_slice x) {
    const size_t comma = ot_slice_find_last(x, "、");
    if (comma == SIZE_MAX) return x;
    const ot_slice last = ot_slice_cut(x, comma + strlen("、"), x.n);
    const ot_slice first = ot_slice_cut(x, 0, comma);
    if (ot_slice_is_any(first, ACT) || !ot_slice_begins_any(last, ACT)) return x;
    return last;
}

void ot_head_read(ot_slice text, ot_head *out) {
    *out = (ot_head){.bound = OT_FIGURE_POINT};
    ot_slice x = text;
    const int has_bound = take_bound(&x, out);
    if (has_bound) take_adverbs(&x, ADVERB, out);
    const int has_verb = take_verb(&x, out);
    take_adverbs(&x, has_bound || has_verb ? ADVERB : COUNTING, out);
    if (has_bound && !has_verb) out->kind = OT_HEAD_LEVEL;
    if (has_bound || has_verb) out->verb = ot_slice_cut(text, x.n, text.n);
    out->is_bound_only = has_bound && !has_verb;
    x = before_comparison(x, out);
    x = ot_head_strip(behind_year(x));
    out->subject = ot_head_strip(last_action(x));
}

ot_slice ot_head_opening(ot_slice subject) {
    size_t longest = 0;
    for (size_t i = 0; ACT[i]; i++)
        if (ot_slice_begins(subject, ACT[i]) && strlen(ACT[i]) > longest) longest = strlen(ACT[i]);
    return ot_slice_cut(subject, 0, longest);
}

ot_slice ot_head_change(const ot_head *head) {
    static const char *const PLAIN[] = {"分别", "均", "都", "各", "再", "又", "也", NULL};
    ot_slice x = ot_head_strip(head->verb);
    while (ot_slice_take_front_any(&x, PLAIN)) {
    }
    if (head->mark.n > 0 && x.n > head->mark.n) x.n -= head->mark.n;
    return x;
}

int ot_head_acts(ot_slice subject) {
    static const char *const OF_WHOM[] = {"在", "对", "为", "向", "给", "与", "用好", "用足", NULL};
    if (ot_slice_ends_any(subject, OF_WHOM)) return 0;

    return ot_slice_ends_any(subject, ACT) != NULL || ot_slice_characters(subject) <= 2;
}

int ot_head_measures(ot_slice name) { return ot_slice_ends_any(name, END) != NULL; }

/* Length of a mark between names at the front; 0: none. */
static size_t joint(ot_slice x) {
    static const char *const JOINT[] = {"、", "以及", "和", "与", NULL};
    const char *word = ot_slice_begins_any(x, JOINT);
    return word ? strlen(word) : 0;
}

/* Names are parted outside of quotation marks and brackets. */
static int depth_of(ot_slice x) {
    static const char *const OPEN[] = {"“", "（", "《", NULL};
    static const char *const CLOSE[] = {"”", "）", "》", NULL};
    return ot_slice_begins_any(x, OPEN) ? 1 : ot_slice_begins_any(x, CLOSE) ? -1 : 0;
}

static ot_slice find_shared(ot_slice last) {
    size_t at = SIZE_MAX;
    for (size_t i = 0; SHARED[i]; i++) {
        const size_t found = ot_slice_find(last, SHARED[i]);
        if (found != SIZE_MAX && (at == SIZE_MAX || found < at)) at = found;
    }
    return at == SIZE_MAX || at == 0 ? ot_slice_of(last.s + last.n, 0)
                                     : ot_slice_cut(last, at, last.n);
}

size_t ot_head_names(ot_slice subject, ot_slice name[OT_HEAD_MOST_NAMES], ot_slice *shared) {
    size_t n = 0, begin = 0, length = 1;
    int depth = 0;
    for (size_t i = 0; i < subject.n; i += length) {
        const ot_slice x = ot_slice_cut(subject, i, subject.n);
        (void)ot_utf8_decode(x.s, x.n, &length);
        depth += depth_of(x);
        const size_t mark = depth <= 0 ? joint(x) : 0;
        if (mark == 0 || i == begin || n + 1 >= OT_HEAD_MOST_NAMES) continue;
        name[n++] = ot_slice_cut(subject, begin, i);
        begin = i + mark;
        length = mark;
    }
    name[n++] = ot_slice_cut(subject, begin, subject.n);
    *shared = n > 1 ? find_shared(name[n - 1]) : ot_slice_of("", 0);
    return n;
}
