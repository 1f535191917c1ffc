/* message_audit.h -- the words of the report of an audit; part of message.h */
#ifndef OT_REPORT_MESSAGE_AUDIT_H
#define OT_REPORT_MESSAGE_AUDIT_H

#define OT_AUDIT_MESSAGE_LIST(X)                                                                                                                   \
    X(OT_SAY_AUDIT_TITLE, "Opinion on the arithmetic and the wording of the plan",                                                                 \
      "计划数据与表述审查意见")                                                                                                                    \
    X(OT_SAY_AUDIT_FILES, "Documents: %s", "审核文件：%s")                                                                                         \
    X(OT_SAY_AUDIT_SPAN,                                                                                                                           \
      "%zu printed figures were read. Of %zu relations between them that could be computed, %zu "                                                  \
      "agree, within rounding where figures are rounded.",                                                                                         \
      "共读取数据%zu个；可核算的数据关系%zu项，其中%zu项在舍入范围内一致。")                                                                       \
    X(OT_SAY_AUDIT_UNCHECKED,                                                                                                                      \
      "%zu printed figures were read. No two figures could be compared, so nothing was checked; "                                                  \
      "this is not a clean result.",                                                                                                               \
      "共读取数据%zu个。没有可相互核算的数据，未能审核数据关系；不表示没有问题。")                                                                 \
    X(OT_SAY_AUDIT_NONE, "There is no finding.", "未发现需要说明的问题。")                                                                         \
    X(OT_SAY_AUDIT_COUNT, "findings", "项数")                                                                                                      \
    X(OT_SAY_AUDIT_GRADE, "kind of finding", "类别")                                                                                               \
    X(OT_SAY_AUDIT_HEADING, "%s (%zu)", "%s（%zu项）")                                                                                             \
    X(OT_SAY_AUDIT_SUBJECT, "%s, %s: %s", "%s（%s）：%s")                                                                                          \
    X(OT_SAY_AUDIT_SUBJECT_ALONE, "%s: %s", "%s：%s")                                                                                              \
    X(OT_SAY_AUDIT_YEAR, "%d", "%d年")                                                                                                             \
    X(OT_SAY_AUDIT_BASIS, "printed: ", "依据：")                                                                                                   \
    X(OT_SAY_AUDIT_FIGURE, "%s, %s", "%s%s")                                                                                                       \
    X(OT_SAY_AUDIT_BESIDE, "; ", "、")                                                                                                             \
    X(OT_SAY_AUDIT_PLACE, " (%s)", "（%s）")                                                                                                       \
    X(OT_SAY_AUDIT_PLACE_OF_ALL, " (all in %s)", "（均见%s）")                                                                                     \
    X(OT_SAY_AUDIT_BETWEEN, "; ", "；")                                                                                                            \
    X(OT_SAY_AUDIT_REASON, "possible reasons: ", "可能原因：")                                                                                     \
    X(OT_SAY_AUDIT_ADVICE, "to be checked: ", "建议核实：")                                                                                        \
    X(OT_SAY_AUDIT_QUESTIONS, "Questions to the responsible departments", "请有关部门说明")                                                        \
    X(OT_SAY_AUDIT_QUESTION, "%s (finding %zu): %s", "%s（意见%zu）：%s")                                                                          \
    X(OT_SAY_AUDIT_READING, "While reading", "读取时的说明")                                                                                       \
    X(OT_SAY_AUDIT_REPAIRS, "Changes that would remove the mismatches", "可消除不符的改动")                                                        \
    X(OT_SAY_AUDIT_REPAIRS_LEGEND,                                                                                                                 \
      "Each group of mismatches is removed by any one of its ways. \xE2\x80\x9C"                                                                   \
      "change to"                                                                                                                                  \
      "\xE2\x80\x9D is what the other figures make of it, in the digits printed; where several "                                                   \
      "figures must change together, or where that would not do, the nearest value with which "                                                    \
      "rounding explains the rest. Which way is right, the figures cannot tell.",                                                                  \
      "每组不符可按任一方案消除。“改为”是其余各数按印刷位数推算的值；须同时改动几个数，或推算值仍" \
      "不相符时，为余差可由四舍五入解释的最近值。多个方案并列时，仅凭数据不能判断以何者为准。")                                                    \
    X(OT_SAY_AUDIT_UNLISTED_HEADING, "Not listed, because changed alone they would not do:",                                                       \
      "其余数据单独改动均不可行，故未列：")                                                                                                        \
    X(OT_SAY_AUDIT_UNLISTED, "group %zu, %s, %s: %s", "第%zu组，%s%s：%s")                                                                         \
    X(OT_SAY_AUDIT_GROUP, "group", "组")                                                                                                           \
    X(OT_SAY_AUDIT_WAY, "way", "方案")                                                                                                             \
    X(OT_SAY_AUDIT_FIGURE_NAME, "figure", "数据")                                                                                                  \
    X(OT_SAY_AUDIT_FROM, "printed", "所列")                                                                                                        \
    X(OT_SAY_AUDIT_ADVISED, "change to", "改为")                                                                                                   \
    X(OT_SAY_AUDIT_INFERRED, " [column inferred]", "［列系推断］")

#endif
