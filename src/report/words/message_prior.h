/* message_prior.h -- what is said of priors from a panel; part of message.h */
#ifndef OT_REPORT_MESSAGE_PRIOR_H
#define OT_REPORT_MESSAGE_PRIOR_H

#define OT_PRIOR_MESSAGE_LIST(X)                                                                                                                \
    X(OT_SAY_PRIOR_TITLE, "What a panel says of growth: %s", "面板数据中的增长率：%s")                                                          \
    X(OT_SAY_PRIOR_HEADING, "%s: growth in percent a year", "%s：年增长率（%%）")                                                               \
    X(OT_SAY_PRIOR_SPAN, "Growth rates: %zu, of %zu areas, %s",                                                                                 \
      "增长率 %zu 个，地区 %zu 个，%s 年")                                                                                                      \
    X(OT_SAY_PRIOR_QUANTITY, "in percentage points", "百分点")                                                                                  \
    X(OT_SAY_PRIOR_MEAN, "mean growth of an area", "地区平均增长率")                                                                            \
    X(OT_SAY_PRIOR_MEDIAN, "median of all growth rates", "全部增长率的中位数")                                                                  \
    X(OT_SAY_PRIOR_MEAN_LOG, "mean of all growth rates in logarithms (x 100)",                                                                  \
      "全部对数增长率的平均（×100）")                                                                                                           \
    X(OT_SAY_PRIOR_BETWEEN, "between areas: sd of their mean growth",                                                                           \
      "地区之间：平均增长率的标准差")                                                                                                           \
    X(OT_SAY_PRIOR_COMMON, "between years: sd of what all areas share",                                                                         \
      "年份之间：各地共同部分的标准差")                                                                                                         \
    X(OT_SAY_PRIOR_OWN, "within areas: sd of an area's own part of a year",                                                                     \
      "地区之内：本地自身部分的标准差")                                                                                                         \
    X(OT_SAY_PRIOR_ROBUST, "the same as most rates have it (MAD x 1.48)",                                                                       \
      "同上，按多数增长率（MAD×1.48）")                                                                                                         \
    X(OT_SAY_PRIOR_OWN_PERSISTENCE, "persistence of the own part", "自身部分的持续性")                                                          \
    X(OT_SAY_PRIOR_COMMON_PERSISTENCE, "persistence of the common part", "共同部分的持续性")                                                    \
    X(OT_SAY_PRIOR_PERSISTENCE, "persistence of a year, both parts together",                                                                   \
      "两部分合计的持续性")                                                                                                                     \
    X(OT_SAY_PRIOR_DF, "degrees of freedom of the tails (Student-t)", "尾部自由度（学生 t 分布）")                                              \
    X(OT_SAY_PRIOR_NORMAL, "normal", "正态")                                                                                                    \
    X(OT_SAY_PRIOR_LAW_HEADING, "What this makes of a driver", "由此得到的驱动因素")                                                            \
    X(OT_SAY_PRIOR_NEW_AREA, "Growth of an area whose own mean is not known",                                                                   \
      "自身平均增长率未知的地区的增长率")                                                                                                       \
    X(OT_SAY_PRIOR_OWN_AREA,                                                                                                                    \
      "Growth of \"%s\", whose own rates are weighed with those of all areas",                                                                  \
      "“%s”的增长率：自身数据与全部地区加权")                                                                                                   \
    X(OT_SAY_PRIOR_MIDDLE, "middle", "中心值")                                                                                                  \
    X(OT_SAY_PRIOR_UNCERTAINTY, "sd of the area's mean about it",                                                                               \
      "本地平均增长率的不确定性（标准差）")                                                                                                     \
    X(OT_SAY_PRIOR_YEAR_SD, "sd of a year about the area's mean", "单个年份偏离本地平均的标准差")                                               \
    X(OT_SAY_PRIOR_SD, "sd of a year about the middle: both",                                                                                   \
      "单个年份偏离中心值的标准差（两者合计）")                                                                                                 \
    X(OT_SAY_PRIOR_SUM_SD, "sd of %d years' growth together", "%d 年增长合计的标准差")                                                          \
    X(OT_SAY_PRIOR_PANEL_SUM_SD, "the same as the panel's rates have it",                                                                       \
      "同上，按面板中的增长率")                                                                                                                 \
    X(OT_SAY_PRIOR_LAW_NOTE,                                                                                                                    \
      "The law's sd is that of a year about the middle, sd = scale x sqrt(df / (df - 2)); its "                                                 \
      "persistence is not that of a year: it is raised until the growth of %d years together has "                                              \
      "the sd above, as an error of the mean stays from year to year.",                                                                         \
      "分布规律的标准差取单个年份偏离中心值的标准差（scale × sqrt(df / (df - "                                          \
      "2))）；其持续性不等于年份的持续性：均值的误差年年相同，故提高到使 %d "                                    \
      "年增长合计具有上述标准差。")                                                                                                             \
    X(OT_SAY_AREA, "area", "地区")                                                                                                              \
    X(OT_SAY_OUTLIERS_LEFT_OUT, "Outliers (left out): %zu of %zu growth rates",                                                                 \
      "离群值（已剔除）：%zu 个，共 %zu 个增长率")                                                                                              \
    X(OT_SAY_LEFT_OUT_NOTE,                                                                                                                     \
      "The estimates are those of the other rates: of years without such events, whatever they "                                                \
      "were. Look up what they were: a revision or a merger of areas is no growth, a crisis is.",                                               \
      "估计只用其余增长率，即没有此类事件的年份。请查明其原因：数据修订或区划合并不是增长，危机则" \
      "是。")                                                                                                                                   \
    X(OT_SAY_GROWTH_RATES, "rates", "增长率个数")                                                                                               \
    X(OT_SAY_OWN_MEAN, "own mean", "自身平均")                                                                                                  \
    X(OT_SAY_POOLED_MEAN, "pooled mean", "加权平均")                                                                                            \
    X(OT_SAY_POOLED_SD, "sd", "标准差")                                                                                                         \
    X(OT_SAY_OWN_WEIGHT, "own weight", "自身权重")                                                                                              \
    X(OT_SAY_PRIOR_AREAS_HEADING, "Areas", "地区")                                                                                              \
    X(OT_SAY_OUTLIERS_HEADING, "Outliers (kept): %zu of %zu growth rates",                                                                      \
      "离群值（未剔除）：%zu 个，共 %zu 个增长率")                                                                                              \
    X(OT_SAY_USUAL, "usual", "通常")                                                                                                            \
    X(OT_SAY_DISTANCE, "robust sds", "稳健标准差倍数")                                                                                          \
    X(OT_SAY_OUTLIER_STEP, "stays", "未回复")                                                                                                   \
    X(OT_SAY_OUTLIER_REVERSED, "taken back beside it", "相邻年份反向")                                                                          \
    X(OT_SAY_OUTLIERS_MORE, "Not listed here: %zu more; csv and json have all.",                                                                \
      "此处未列的还有 %zu 个；csv 和 json 全部列出。")                                                                                          \
    X(OT_SAY_OUTLIERS_NOTE,                                                                                                                     \
      "A single step is often a revision or a merger of areas; look it up before you trust the "                                                \
      "spread. The law's tails are as heavy as such years make them.",                                                                          \
      "孤立的跳变往往是数据修订或区划合并；采用离散程度之前请先查明。此类年份使分布的尾部相应变厚" \
      "。")                                                                                                                                     \
    X(OT_SAY_PRIOR_PASTE_HEADING, "As a driver, for the section drivers of the model file",                                                     \
      "写成驱动因素，可粘贴到模型文件的 drivers 部分")

#endif
