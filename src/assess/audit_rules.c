/* The registry: every rule with what it asks and the gravest that it can find. */
#include <string.h>

#include "assess/audit.h"

static const ot_audit_rule RULE[] = {
    {"growth_level",
     {"growth against level", "增速与绝对额"},
     {"The growth rate of a year must be that of the two levels printed beside it, within their "
      "rounding. Real growth of levels at current prices is left to the rule deflator.",
      "同一行的增速应与两年绝对额在舍入范围内相符；当年价绝对额的可比价增速由 deflator 规则处理。"},
     OT_AUDIT_MISMATCH},
    {"implied_base",
     {"base implied by growth", "增速隐含的基数"},
     {"A past year's level and growth imply a level of the year before; another one printed means "
      "that it was revised since, or that the growth is of matched units.",
      "以往年份的绝对额与增速隐含上年基数；与所列上年数不同，表明基数经过修订或增速按可比口径计算"
      "。"},
     OT_AUDIT_SCOPE},
    {"increment",
     {"increase against levels", "增加额与绝对额"},
     {"An increase that is stated must be the difference of the levels; what is new must not "
      "exceed "
      "the whole.",
      "所提增加额应等于两年绝对额之差；其中新增数不应大于总数。"},
     OT_AUDIT_MISMATCH},
    {"parts",
     {"parts, wholes and shares", "分项、总项与比例"},
     {"Parts must make their whole, a share must be that of its terms and lie from 0 to 100 %.",
      "分项之和应等于总项；比例应与分子分母相符，并在0至100%之间。"},
     OT_AUDIT_MISMATCH},
    {"area_yield",
     {"quantity = area x yield", "产量等于面积乘单产"},
     {"Output must be area times yield.", "产量应等于面积与单产之积。"},
     OT_AUDIT_MISMATCH},
    {"deflator",
     {"implied prices", "隐含价格"},
     {"Levels at current prices and real growth imply a change of prices, at the floor where "
      "growth "
      "is a floor. It is set beside consumer prices and its own history: 2 points apart is a note, "
      "8 points apart from both asks for an explanation.",
      "当年价绝对额与可比价增速隐含价格涨幅（增速为“以上”时按下限计），与居民消费价格及其自身历史对"
      "照：相"
      "差2个百分点列为提示，与两者均相差8个百分点以上需说明口径。"},
     OT_AUDIT_SCOPE},
    {"same_commitment",
     {"one target in two places", "同一目标两处表述"},
     {"A target that is stated twice must have one value, one bound and one tolerance, even where "
      "both wordings could hold at once.",
      "同一目标在两处出现时，数值、上下限和“左右”等限定应一致，即使两种表述可以同时成立。"},
     OT_AUDIT_WORDING},
    {"units",
     {"units", "计量单位"},
     {"One quantity has one unit, written in one way; an index is an index and a rate a rate.",
      "同一指标计量单位的写法应统一；指数与涨跌幅不应混用。"},
     OT_AUDIT_NOTE},
    {"actual_bound",
     {"past year as a bound", "实际数列为上下限"},
     {"A past year should be printed as a number.", "已过去的年份应列具体数。"},
     OT_AUDIT_NOTE},
    {"cumulative",
     {"cumulative series", "累计数"},
     {"A cumulative series does not fall, unless it is counted anew.",
      "累计数不应下降，除非重新起算。"},
     OT_AUDIT_SCOPE},
    {"jump",
     {"step out of line", "增幅异常"},
     {"Growth of the year in the outer twentieths of the growth rates of comparable areas in all "
      "years (20 or more) or, "
      "without them, above 50 %; and more than 2 points off the year before. What starts from a "
      "fall is left to the rule average.",
      "当年增速处于可比地区历年增速（20个以上）最高或最低的5%；没有可比地区时高于50%"
      "；且与上年相差2个百分点以上。上年下降的由 "
      "average "
      "规则处理。"},
     OT_AUDIT_NOTE},
    {"small_step",
     {"step far below the last", "增幅明显偏小"},
     {"The planned step is surely under a quarter of the last one.",
      "计划增量（计入舍入）不足上年增量的四分之一。"},
     OT_AUDIT_NOTE},
    {"average",
     {"low base", "低基数"},
     {"The base year had fallen: the average over two years is shown.",
      "基期年份下降时，列出两年平均增速。"},
     OT_AUDIT_NOTE},
    {"pace",
     {"goal against pace", "目标与进度"},
     {"How many years this year's step would need for a goal of a programme.",
      "按当年增量推算，完成规划目标还需多少年。"},
     OT_AUDIT_NOTE},
    {"ratio",
     {"implied ratio", "推算比值"},
     {"A ratio that two figures imply lies outside of the range that relations.csv states.",
      "由两个数推算的比值超出关系表（relations.csv）所列合理范围。"},
     OT_AUDIT_NOTE},
    {"previous",
     {"base against the earlier document", "基数与前一文件"},
     {"A past year must be what the earlier document printed, or its revision be noted.",
      "以往年份的数据应与前一文件一致，或注明修订。"},
     OT_AUDIT_SCOPE},
    {"levels",
     {"two levels", "上下级计划"},
     {"Targets of the level below must add up, or average, to those of this one.",
      "下级目标之和或加权平均应与本级目标衔接。"},
     OT_AUDIT_SCOPE},
};
enum { N_RULES = sizeof RULE / sizeof *RULE };

const ot_audit_rule *ot_audit_rule_at(size_t i) { return i < N_RULES ? &RULE[i] : NULL; }

const ot_audit_rule *ot_audit_rule_find(const char *name) {
    for (size_t i = 0; i < N_RULES; i++)
        if (strcmp(RULE[i].name, name) == 0) return &RULE[i];
    return NULL;
}
