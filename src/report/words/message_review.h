/* message_review.h -- the words of the review of targets; part of message.h */
#ifndef OT_REPORT_MESSAGE_REVIEW_H
#define OT_REPORT_MESSAGE_REVIEW_H

#define OT_REVIEW_MESSAGE_LIST(X)                                                                                                                  \
    X(OT_SAY_REVIEW_SUBJECT, "Can the targets be met? Verdicts are those of the scenario %s.",                                                     \
      "目标能否实现？以下结论以%s为准。")                                                                                                          \
    X(OT_SAY_REVIEW_SUBJECT_BRIEF, "Verdicts are those of the scenario %s.", "以下结论以%s为准。")                                                 \
    X(OT_SAY_FINDINGS_HEADING, "Findings", "主要结论")                                                                                             \
    X(OT_SAY_REVIEW_CONCLUSION,                                                                                                                    \
      "Of %zu targets %zu are likely to be met, %zu are about even, %zu are difficult (%zu of "                                                    \
      "them very difficult).",                                                                                                                     \
      "%zu 项目标中，较有把握或很有把握的 %zu 项，可能性相当的 %zu 项，难度较大或很大的 %zu "                     \
      "项（其中难度很大 %zu 项）。")                                                                                                               \
    X(OT_SAY_REVIEW_CONCLUSION_STATED,                                                                                                             \
      "Of %zu targets of the document %zu are likely to be met, %zu are about even, %zu are "                                                      \
      "difficult (%zu of them very difficult).",                                                                                                   \
      "文件所列 %zu 项目标中，较有把握或很有把握的 %zu 项，可能性相当的 %zu 项，难度较大或很大的 "            \
      "%zu 项（其中难度很大 %zu 项）。")                                                                                                           \
    X(OT_SAY_REVIEW_CONCLUSION_NONE, "%zu cannot be judged.", "%zu 项未作评判。")                                                                  \
    X(OT_SAY_REVIEW_ALL_TOGETHER, "Targets of %d, all %zu together: %s.",                                                                          \
      "%d 年 %zu 项目标全部实现的概率为 %s。")                                                                                                     \
    X(OT_SAY_REVIEW_BASIS,                                                                                                                         \
      "Equations with coefficients: %zu. Without data, on assumptions alone: %zu; mostly on "                                                      \
      "priors, "                                                                                                                                   \
      "as observations are few: %zu; on data: %zu (of another area: %zu). A verdict is worth "                                                     \
      "no more than the equations behind it.",                                                                                                     \
      "含系数的方程共 %zu 个：没有数据、仅凭假设的 %zu 个，观测值很少、主要取决于先验的 %zu 个，"             \
      "由数据估计的 %zu 个（其中用其他地区数据的 %zu 个）；结论的可靠程度取决于这些依据。")                                                        \
    X(OT_SAY_REVIEW_UNJUDGED_BRIEF,                                                                                                                \
      "%zu further targets and statements are not judged: each with its words and reason at the "                                                  \
      "end of this part of the whole report (on paper only where everything is printed; of the "                                                   \
      "workbook in the sheet \"not judged\").",                                                                                                    \
      "另有 %zu 项目标和条目未作评判，原文及原因逐项列在完整报告本部分末尾"                                         \
      "（打印时须选“打印全文”；工作簿见“未评判”表）。")                                                                                            \
    X(OT_SAY_REVIEW_COUNTS_OWN,                                                                                                                    \
      "Of the model's own targets (\xC2\xA7), which are not the document's, %zu: %zu likely, %zu "                                                 \
      "about even, %zu difficult (%zu of them very difficult).",                                                                                   \
      "本模型另设目标（\xC2\xA7，不属于文件）%zu 项：较有把握或很有把握 %zu 项，可能性相当 %zu "                  \
      "项，难度较大或很大 %zu 项（其中难度很大 %zu 项）。")                                                                                        \
    X(OT_SAY_REVIEW_TWINS,                                                                                                                         \
      "The document gives %zu indicators more than once for the same year, as in text and table: "                                                 \
      "%zu of its targets.",                                                                                                                       \
      "文件对同一指标、同一年份有不止一处表述的（如正文与附表）：%zu 个指标，共 %zu 项目标。")                                                     \
    X(OT_SAY_REVIEW_OWN_NOTE, "\xC2\xA7 The model's own target, not one of the document.",                                                         \
      "\xC2\xA7 本模型自行设定，不是文件的目标。")                                                                                                 \
    X(OT_SAY_REVIEW_GROUP_OWN, "%s (%zu of them \xC2\xA7)", "%s（含 \xC2\xA7 %zu 项）")                                                            \
    X(OT_SAY_REVIEW_RANGE, "%s to %s", "%s～%s")                                                                                                   \
    X(OT_SAY_REVIEW_PAIR,                                                                                                                          \
      "Hard to meet together: %s, and %s. Joint probability %s; %s if neither minded the other.",                                                  \
      "难以同时实现：%s与%s，同时实现的概率为 %s；若互不影响，应为 %s。")                                                                          \
    X(OT_SAY_REVIEW_TRIPLE,                                                                                                                        \
      "Hard to meet all three, though any two go together: %s; %s; %s. Joint probability %s; %s "                                                  \
      "if one did not mind the other two.",                                                                                                        \
      "两两可以兼顾、三者难以同时实现：%s、%s、%s，同时实现的概率为 "                                                   \
      "%s；若其中一项不受另两项影响，应为 %s。")                                                                                                   \
    X(OT_SAY_REVIEW_NO_CONFLICT,                                                                                                                   \
      "No targets stand in each other's way: no two or three are met together much more rarely "                                                   \
      "than if they were independent (%zu draws).",                                                                                                \
      "目标之间未见明显冲突：任何两三项同时实现的可能性，都不明显低于按互不相关推算的水平（%zu "         \
      "次抽样）。")                                                                                                                                \
    X(OT_SAY_REVIEW_DEPENDS,                                                                                                                       \
      "Of %zu targets %zu could be tested under another view of growth (another prior); the "                                                      \
      "verdict changes for %zu of them (marked \xE2\x80\xA1): %s.",                                                                                \
      "共 %zu 项目标中，可换用其他增长依据（先验）对照的有 %zu 项，其中结论随之改变的有 %zu "                   \
      "项，以 \xE2\x80\xA1 标出：%s。")                                                                                                            \
    X(OT_SAY_REVIEW_ROBUST,                                                                                                                        \
      "Of %zu targets %zu could be tested under another view of growth (another prior); no "                                                       \
      "verdict changes.",                                                                                                                          \
      "共 %zu 项目标中，可换用其他增长依据（先验）对照的有 %zu 项，结论均不变。")                                                                  \
    X(OT_SAY_REVIEW_NEAR, "Within 2 points of a bound between verdicts: %s.",                                                                      \
      "距结论界值不足 2 个百分点：%s。")                                                                                                           \
    X(OT_SAY_REVIEW_UNJUDGED_WHERE,                                                                                                                \
      "Each with its words and reason: outturn review --format csv.",                                                                              \
      "逐项名单、原文及理由见 outturn review --format csv。")                                                                                      \
    X(OT_SAY_REVIEW_UNTESTED, "Not tested: the other %zu.", "其余 %zu 项未能检验。")                                                               \
    X(OT_SAY_REVIEW_NO_VIEW,                                                                                                                       \
      "Whether verdicts depend on the prior was not tested for any of the %zu targets: no other "                                                  \
      "view of growth can judge them.",                                                                                                            \
      "%zu 项目标的结论是否取决于先验均未检验：没有其他增长依据可供对照。")                                                                        \
    X(OT_SAY_REVIEW_ADD_PANEL, "Growth in other areas is one: --panel FILE.",                                                                      \
      "可用 --panel 文件 加入其他地区的增速作对照。")                                                                                              \
    X(OT_SAY_REVIEW_UNJUDGED, "%zu further targets and statements are not judged. %s.",                                                            \
      "另有 %zu 项目标和条目未作评判。%s。")                                                                                                       \
    X(OT_SAY_REVIEW_PACE, "Pace %s: %s.", "%s：%s。")                                                                                              \
    X(OT_SAY_REVIEW_AND_MORE, "%s and %zu more", "%s，另有 %zu 项")                                                                                \
    X(OT_SAY_LISTED_PARTS, "%s; %s", "%s；%s")                                                                                                     \
    X(OT_SAY_REVIEW_DETAIL,                                                                                                                        \
      "All tables, with errors, precedents and what decides each target: --detail.",                                                               \
      "全部表格（含误差、先例和各项目标的关键假设）：--detail。")                                                                                  \
    X(OT_SAY_REVIEW_DETAIL_NOTES,                                                                                                                  \
      "All tables, with errors, precedents and what decides each target, and the notes (%zu): "                                                    \
      "--detail.",                                                                                                                                 \
      "全部表格（含误差、先例和各项目标的关键假设）及 %zu 条提示：--detail。")                                                                     \
    X(OT_SAY_REVIEW_ELSEWHERE_LEGEND,                                                                                                              \
      "Elsewhere: the same of spans of as many years in the areas of the panel.",                                                                  \
      "其他地区：面板数据中各地区同样长度的时段有几个达到过。")                                                                                    \
    X(OT_SAY_REVIEW_FLOW_LEGEND,                                                                                                                   \
      "Growth needed for a total over years: the steady growth of each year's amount, from the "                                                   \
      "base "                                                                                                                                      \
      "on, that just makes up what is left.",                                                                                                      \
      "累计类目标的年均需增长：以基期值为基数，今后各年按同一增速递增、恰好补足剩余总量的增速"          \
      "。")                                                                                                                                        \
    X(OT_SAY_REVIEW_SURE_50, "median", "中位数")                                                                                                   \
    X(OT_SAY_REVIEW_SURE_80, "8 in 10", "八成把握")                                                                                                \
    X(OT_SAY_REVIEW_HEAD_CHANCE, "%s: probability, %%", "%s概率，%%")                                                                              \
    X(OT_SAY_REVIEW_HEAD_50, "level: median", "水平：中位数")                                                                                      \
    X(OT_SAY_REVIEW_HEAD_80, "level reached in 8 of 10 draws", "水平：八成把握达到")                                                               \
    X(OT_SAY_REVIEW_HEAD_REQUIRED, "growth needed a year", "年均需增长")                                                                           \
    X(OT_SAY_REVIEW_HEAD_OWN, "years on record that reached it", "曾达到年数/有记录年数")                                                          \
    X(OT_SAY_REVIEW_HEAD_ELSEWHERE, "spans elsewhere that reached it",                                                                             \
      "其他地区曾达到时段数/总时段数")                                                                                                             \
    X(OT_SAY_REVIEW_HEAD_COUNT, "targets on which it weighs", "影响的目标，项")                                                                    \
    X(OT_SAY_REVIEW_HEAD_MOST, "target on which it weighs most", "影响最大的目标")                                                                 \
    X(OT_SAY_REVIEW_HEAD_CORRELATION, "rank correlation with that target", "与该目标的秩相关系数")                                                 \
    X(OT_SAY_REVIEW_HEAD_ASSUMED, "value set", "设定值")                                                                                           \
    X(OT_SAY_REVIEW_HEAD_IF_MET, "mean where that target is met", "实现该目标时的均值")                                                            \
    X(OT_SAY_REVIEW_VERDICT_ROW, "%s (%zu)", "%s（%zu 项）")                                                                                       \
    X(OT_SAY_REVIEW_PAGE_LEGEND,                                                                                                                   \
      "Under each scenario: the probability in percent (Monte Carlo error at most %s points). "                                                    \
      "Level, in the unit of the target: the median, and what is attained (\xE2\x89\xA4: not "                                                     \
      "exceeded) with a probability of 80 %%.",                                                                                                    \
      "各情景下为实现概率，%%（蒙特卡罗误差不超过 %s "                                                                         \
      "个百分点）。水平（单位同目标）：中位数，以及以 80%% "                                                                \
      "的概率可以达到（\xE2\x89\xA4：不超过）的水平。")                                                                                            \
    X(OT_SAY_REVIEW_DECIDING_HEADING, "Assumptions that decide", "关键假设")                                                                       \
    X(OT_SAY_REVIEW_DECIDING_COUNT, "targets", "目标数")                                                                                           \
    X(OT_SAY_REVIEW_DECIDING_MOST, "most of all", "影响最大的目标")                                                                                \
    X(OT_SAY_REVIEW_DECIDING_LEGEND,                                                                                                               \
      "Targets: how many have the assumption among the three that weigh most, of those that "                                                      \
      "enter the target's own equations, directly or through others. Of the target on which it "                                                   \
      "weighs most: the correlation of ranks; the mean over the years up to the target's, as set "                                                 \
      "and in the draws that meet the target, with the range of nine in ten of them.",                                                             \
      "目标数：有多少项目标以该因素为影响最大的三项因素之一；只计直接或间接进入该目标自身方程的因"    \
      "素。影响最大的目标：列出其秩相关系数，以及截至目标年份各年的均值——设定值和实现目标的抽样中" \
      "的数值（方括号内为其九成所在的范围）。")                                                                                                    \
    X(OT_SAY_REVIEW_RESIDUALS,                                                                                                                     \
      "For %zu of the %zu targets what weighs most is no assumption but what an equation leaves "                                                  \
      "open (its residual).",                                                                                                                      \
      "%zu 项目标（共 %zu 项）影响最大的不是假设，而是方程未解释的部分（残差）。")                                                                 \
    X(OT_SAY_REVIEW_TARGETS_HEADING, "Targets by verdict", "按结论排列的目标")                                                                     \
    X(OT_SAY_REVIEW_VERDICT, "verdict", "结论")                                                                                                    \
    X(OT_SAY_REVIEW_LEVEL_80, "8 in 10 sure of", "八成把握达到")                                                                                   \
    X(OT_SAY_REVIEW_BY, "met by", "实现年份")                                                                                                      \
    X(OT_SAY_REVIEW_BY_LATER, "not by %d", "至 %d 年未达")                                                                                         \
    X(OT_SAY_REVIEW_TARGETS_LEGEND,                                                                                                                \
      "Probability in percent ± its Monte Carlo error. 8 in 10 sure of: the level that is "                                                       \
      "attained (\xE2\x89\xA4: not exceeded) with a probability of 80 %%, in the unit of the "                                                     \
      "target. Met by: the first year in which "                                                                                                   \
      "it is met with a probability of at least 50 %%.",                                                                                           \
      "概率为百分数 ± 蒙特卡罗误差。八成把握达到：以 80%% "                                                                  \
      "的概率可以达到（\xE2\x89\xA4：不超过）的水平，单位同目标。实现年份：实现概率首次不低于 "               \
      "50%% 的年份。")                                                                                                                             \
    X(OT_SAY_REVIEW_RULE,                                                                                                                          \
      "Verdicts: very likely from 90 %%, likely from 66 %%, about even from 33 %%, difficult "                                                     \
      "from 10 %%, very difficult below; a bound belongs to the better side.",                                                                     \
      "结论的划分：概率不低于 90%% 为很有把握，不低于 66%% 为较有把握，不低于 33%% "                                  \
      "为可能性相当，不低于 10%% 为难度较大，低于 10%% 为难度很大（界值归入较好一档）。")                                                          \
    X(OT_SAY_VERY_LIKELY, "very likely", "很有把握")                                                                                               \
    X(OT_SAY_LIKELY, "likely", "较有把握")                                                                                                         \
    X(OT_SAY_ABOUT_EVEN, "about even", "可能性相当")                                                                                               \
    X(OT_SAY_DIFFICULT, "difficult", "难度较大")                                                                                                   \
    X(OT_SAY_VERY_DIFFICULT, "very difficult", "难度很大")                                                                                         \
    X(OT_SAY_NO_VERDICT, "cannot be judged", "未作评判")                                                                                           \
    X(OT_SAY_REVIEW_GROWTH_HEADING, "What the targets ask, and who has done it",                                                                   \
      "目标所需增速及其先例")                                                                                                                      \
    X(OT_SAY_REVIEW_REQUIRED, "growth needed", "年均需增长")                                                                                       \
    X(OT_SAY_REVIEW_POINTS, "%s points", "%s 个百分点")                                                                                            \
    X(OT_SAY_REVIEW_PERCENT, "%s %%", "%s%%")                                                                                                      \
    X(OT_SAY_REVIEW_YEARS, "years", "年数")                                                                                                        \
    X(OT_SAY_REVIEW_FROM, "base", "基期值")                                                                                                        \
    X(OT_SAY_REVIEW_OWN_YEARS, "years reached", "曾达到年数")                                                                                      \
    X(OT_SAY_REVIEW_ELSEWHERE, "elsewhere", "其他地区")                                                                                            \
    X(OT_SAY_REVIEW_ALIKE, "after like growth", "增速相近时")                                                                                      \
    X(OT_SAY_REVIEW_OF, "%zu of %zu", "%zu/%zu")                                                                                                   \
    X(OT_SAY_REVIEW_MOST, "\xE2\x89\xA4 %s", "\xE2\x89\xA4 %s")                                                                                    \
    X(OT_SAY_REVIEW_GROWTH_LEGEND,                                                                                                                 \
      "Growth needed: a year, from the base on (the last outturn, or an assumed one: "                                                             \
      "\xE2\x89\x88), to just meet the target; none where the target's own indicator has no "                                                      \
      "base or its bound no number. Years reached: "                                                                                               \
      "in "                                                                                                                                        \
      "how many of the years on record growth was as high (where the target is an upper limit: "                                                   \
      "as low; a range: within it).",                                                                                                              \
      "年均需增长：从基期（最近实绩；无实绩的用设定值，标 ≈）起恰好"                                                \
      "实现目标所需的年均增长；指标本身没有基期值或要求未给出数值的不计算。"                                     \
      "曾达到年数：有记录的年份中有几年达到过"                                                                                  \
      "这"                                                                                                                                        \
      "样的增速（上限目标：不高于；区间目标：落在其内）。")                                                                                        \
    X(OT_SAY_REVIEW_PANEL_LEGEND,                                                                                                                  \
      "Elsewhere: of the spans of as many years in the areas of the panel, those in which growth "                                                 \
      "was as high; after like growth: of those that followed a year of growth within 2 points "                                                   \
      "of the area's own last year.",                                                                                                              \
      "其他地区：面板数据各地区同样长度的时段中，年均增速达到该水平的时段数；增速相近时：其中上一"    \
      "年增速与本地最近一年相差不超过 2 个百分点的时段。")                                                                                         \
    X(OT_SAY_REVIEW_DECIDES_HEADING, "What decides: assumptions that matter most",                                                                 \
      "关键假设：影响最大的因素")                                                                                                                  \
    X(OT_SAY_REVIEW_INPUT, "assumption", "因素")                                                                                                   \
    X(OT_SAY_REVIEW_CORRELATION, "correlation", "秩相关")                                                                                          \
    X(OT_SAY_REVIEW_ASSUMED, "assumed", "设定")                                                                                                    \
    X(OT_SAY_REVIEW_IF_MET, "if met", "实现时")                                                                                                    \
    X(OT_SAY_REVIEW_DRAWS_MET, "draws", "抽样数")                                                                                                  \
    X(OT_SAY_REVIEW_RESIDUAL, "%s (residual)", "%s（残差）")                                                                                       \
    X(OT_SAY_REVIEW_DECIDES_LEGEND,                                                                                                                \
      "Only what enters the target's own equations, directly or through others. Correlation of "                                                   \
      "ranks with how well the target is met (%zu draws). Assumed and if met: the mean over the "                                                  \
      "years up to the target, in all of %zu draws, and in those that meet the target, with the "                                                  \
      "range of nine in ten of them; draws: how many these are (the effective sample size; under "                                                 \
      "50 tell nothing). Residual: what the equation of that indicator leaves open, in standard "                                                  \
      "deviations.",                                                                                                                               \
      "只列直接或间接进入目标自身方程的因素。秩相关：与目标实现程度的秩相关系数（%zu "                        \
      "次抽样）。设定、实现时：截至目标年份各年的均值，前者取全部 %zu "                                               \
      "次抽样，后者只取实现目标的抽样，方括号内为其九成所在的范围；抽样数：实现目标的抽样个数（有"    \
      "效样本量，少于 50 时不作判断）。残差：该指标方程未解释的部分，以标准差为单位。")                                                            \
    X(OT_SAY_REVIEW_VIEWS_HEADING, "Verdicts that depend on the prior", "取决于先验的结论")                                                        \
    X(OT_SAY_REVIEW_MODEL_VIEW, "this model", "本模型")                                                                                            \
    X(OT_SAY_REVIEW_PANEL_VIEW, "growth as elsewhere", "按其他地区增速")                                                                           \
    X(OT_SAY_REVIEW_OWN_VIEW, "growth as before", "按自身历史增速")                                                                                \
    X(OT_SAY_REVIEW_VIEWS_LEGEND,                                                                                                                  \
      "Growth as elsewhere: the mean and the spread of growth in the panel (outturn prior), the "                                                  \
      "area being one like the others. Growth as before: yearly growth goes on with the mean and "                                                 \
      "the spread of the own history (a Student-t; at least 4 years). A dash: this view cannot "                                                   \
      "judge it.",                                                                                                                                 \
      "按其他地区增速：取面板数据中增速的均值和离散程度（outturn "                                                        \
      "prior），视本地为其中之一。按自身历史增速：年增速延续自身历史的均值和离散程度（t "                     \
      "分布，至少 4 年）。“-”：该依据不适用。")                                                                                                    \
    X(OT_SAY_TENTHS, "about %s in 10", "约%s成")                                                                                                   \
    X(OT_SAY_UNDER_HUNDREDTH, "under 1 in 100", "不足百分之一")                                                                                    \
    X(OT_SAY_UNDER_TWENTIETH, "under 1 in 20", "不足半成")                                                                                         \
    X(OT_SAY_OVER_TWENTIETH, "over 19 in 20", "超过九成半")                                                                                        \
    X(OT_SAY_OVER_HUNDREDTH, "over 99 in 100", "超过百分之九十九")                                                                                 \
    X(OT_SAY_REACH_HEADING, "What would have to be true for a probability of %s",                                                                  \
      "使实现概率达到 %s 需要满足的条件")                                                                                                          \
    X(OT_SAY_REACH_SHIFT, "change", "改动")                                                                                                        \
    X(OT_SAY_REACH_SDS, "in sds", "标准差倍数")                                                                                                    \
    X(OT_SAY_REACH_THEN, "then, %%", "届时概率，%%")                                                                                               \
    X(OT_SAY_REACH_ALREADY, "no change needed", "无需改动")                                                                                        \
    X(OT_SAY_REACH_NO_DRIVER, "drivers alone do too little: mostly residuals decide",                                                              \
      "单靠驱动因素作用有限，主要取决于残差")                                                                                                      \
    X(OT_SAY_REACH_TOO_FAR, "out of reach: about %s %% at most", "难以达到，至多约 %s%%")                                                          \
    X(OT_SAY_REACH_NEVER, "out of reach: under 1 %%", "难以达到，始终不足 1%%")                                                                    \
    X(OT_SAY_REACH_END, "%s (to the end of its range)", "%s（已到取值范围的尽头）")                                                                \
    X(OT_SAY_REACH_WHOLE, "%s (more than the whole)", "%s（超过 100%%，难以成立）")                                                                \
    X(OT_SAY_REACH_VALUE, "in the target's year", "目标年份取值")                                                                                  \
    X(OT_SAY_REACH_FROM_TO, "%s \xE2\x86\x92 %s", "%s \xE2\x86\x92 %s")                                                                            \
    X(OT_SAY_REACH_LEGEND,                                                                                                                         \
      "Change: added to the driver's value in every year up to the target's, in its unit; in the "                                                 \
      "target's year: its value, as assumed and as changed; in sds: in standard deviations of "                                                    \
      "its mean over these years. Of all changes with that effect it is about the likeliest: "                                                     \
      "drivers that go together in the model move together. At most three drivers move, none out "                                                 \
      "of the range that it declares, no events and no residuals; out of reach: not even with %s "                                                 \
      "standard deviations. Probabilities of %d draws.",                                                                                           \
      "改动：截至目标年份的各年驱动因素取值均增加该数，单位同该因素；目标年份取值：改动前和改动后"    \
      "的数值；标准差倍数：以各年均值的标准差计。在效果相同的改动中，此改动大致最有可能：模型中相"    \
      "关的因素一同变动。至多改动三项驱动因素，均不超出所声明的取值范围，不改动事件和残差；难以达"    \
      "到：改动 %s 个标准差仍不够。概率取自 %d 次抽样。")                                                                                          \
    X(OT_SAY_SCORES_HEADING, "Plan against outturn", "计划与实绩对照")                                                                             \
    X(OT_SAY_SCORES_LINE,                                                                                                                          \
      "%s: %zu of the %zu targets whose outturn is known were met; %s were to be expected. Mean "                                                  \
      "Brier score %s, log score %s.",                                                                                                             \
      "%s：已知实绩的目标实现 %zu 项（共 %zu 项），当初预计实现 %s 项；Brier 评分平均 "                                \
      "%s，对数评分平均 %s。")                                                                                                                     \
    X(OT_SAY_SCORES_NONE, "The outturn of no target is known.", "各项目标的实绩均未知。")                                                          \
    X(OT_SAY_OUTTURN, "outturn", "实绩")                                                                                                           \
    X(OT_SAY_MET, "met", "是否实现")                                                                                                               \
    X(OT_SAY_YES, "yes", "是")                                                                                                                     \
    X(OT_SAY_NO, "no", "否")                                                                                                                       \
    X(OT_SAY_PROBABILITY_THEN, "probability then", "当初概率")                                                                                     \
    X(OT_SAY_PERCENTILE, "place in the draws, %%", "在抽样中的位次，%%")                                                                           \
    X(OT_SAY_CRPS, "CRPS", "CRPS")                                                                                                                 \
    X(OT_SAY_SCORES_LEGEND,                                                                                                                        \
      "Brier score: the squared distance of the probability from what came (0 or 1); log score: "                                                  \
      "minus the logarithm of the probability of what came; CRPS: how far the draws are from the "                                                 \
      "outturn, in the unit of the target. Less is better in each. An always even chance has "                                                     \
      "0.25 and 0.69.",                                                                                                                            \
      "Brier 评分：概率与结果（0 或 "                                                                                                    \
      "1）之差的平方；对数评分：所发生结果的概率的负对数；CRPS：抽样与实绩的距离，单位同目标。三"        \
      "者均以小为好；一律取五成把握时，前两者为 0.25 和 0.69。")                                                                                   \
    X(OT_SAY_PACE_HEADING, "Pace", "时序进度")                                                                                                     \
    X(OT_SAY_PACE_AT, "as of", "截至")                                                                                                             \
    X(OT_SAY_PACE_MONTH, "%d, month %d", "%d 年 %d 月")                                                                                            \
    X(OT_SAY_PACE_DONE, "done, %%", "已完成，%%")                                                                                                  \
    X(OT_SAY_PACE_DUE, "due by then, %%", "同期应完成，%%")                                                                                        \
    X(OT_SAY_PACE_WORD, "pace", "进度")                                                                                                            \
    X(OT_SAY_PACE_AHEAD, "met early", "提前实现")                                                                                                  \
    X(OT_SAY_PACE_FASTER, "faster than due", "快于预期")                                                                                           \
    X(OT_SAY_PACE_IN_LINE, "about as due", "基本符合预期")                                                                                         \
    X(OT_SAY_PACE_BEHIND, "behind", "相对滞后")                                                                                                    \
    X(OT_SAY_PACE_LEGEND,                                                                                                                          \
      "Done: the share of the way that is done; due: the usual share of a year by that month, or "                                                 \
      "the share of the years that have passed, growth being even. Met early: the whole way is "                                                   \
      "done; faster: at least 5 points more than is due; behind: more than 5 points less.",                                                        \
      "已完成：已走完的比例；同期应完成：常年同期占全年的比重，或按匀速增长、已过年数所占的比例。"    \
      "全部完成为提前实现；比同期应完成高 5 个百分点及以上为快于预期；低 5 "                                        \
      "个百分点以上为相对滞后；其余为基本符合预期。")                                                                                              \
    X(OT_SAY_CONTRIBUTIONS_HEADING, "What the parts add to growth, percentage points",                                                             \
      "各部分对增长的拉动，百分点")                                                                                                                \
    X(OT_SAY_CONTRIBUTIONS_GROWTH, "growth, %%", "增速，%%")                                                                                       \
    X(OT_SAY_CONTRIBUTIONS_PART, "part", "组成部分")                                                                                               \
    X(OT_SAY_CONTRIBUTIONS_POINTS, "points", "拉动")                                                                                               \
    X(OT_SAY_CONTRIBUTIONS_LEGEND,                                                                                                                 \
      "In the target's year, on the path without shocks: the change of each part over the whole "                                                  \
      "of the year before.",                                                                                                                       \
      "目标年份、无冲击路径：各部分的增量除以上年总量。")                                                                                          \
    X(OT_SAY_REVIEW_NAMED, "Verdict %s: %s.", "%s：%s。")                                                                                          \
    X(OT_SAY_REVIEW_HANGS, "The assumptions that weigh on the most targets: %s.",                                                                  \
      "影响目标最多的假设：%s。")                                                                                                                  \
    X(OT_SAY_REVIEW_COUNTED, "%s (%s)", "%s（%s 项）")                                                                                             \
    X(OT_SAY_REVIEW_DATED, "%s (%s)", "%s（%s）")                                                                                                  \
    X(OT_SAY_REVIEW_NO_TARGET, "No target of these years can be judged.",                                                                          \
      "所报告的年份没有可评判的目标。")

#endif
