#include "report/words/data_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/words/message.h"

typedef struct head_word {
    const char *head, *text[OT_N_LANGUAGES];
} head_word;

/* Rising. */
static const head_word WORD[] = {
    {"adjusted_r2", {"adjusted R²", "调整后R²"}},
    {"advice", {"advice", "建议"}},
    {"advised", {"advised value", "建议值"}},
    {"aic", {"AIC", "AIC"}},
    {"aicc", {"AICc", "AICc"}},
    {"alike_below", {"share of similar areas below, %", "类似地区低于此的比例（%）"}},
    {"alike_n", {"similar areas: number", "类似地区：个数"}},
    {"alike_reached", {"similar areas: reached", "类似地区：达到的个数"}},
    {"all_met", {"draws that meet all", "全部实现的抽样数"}},
    {"area", {"area", "地区"}},
    {"assumed_year", {"year assumed", "年份为假定"}},
    {"base_year", {"base year", "基年"}},
    {"bic", {"BIC", "BIC"}},
    {"coefficient", {"coefficient", "系数"}},
    {"coefficient_a", {"coefficient 1", "系数1"}},
    {"coefficient_b", {"coefficient 2", "系数2"}},
    {"computed_high", {"computed, high", "推算值上限"}},
    {"computed_low", {"computed, low", "推算值下限"}},
    {"condition", {"condition number", "条件数"}},
    {"conditional", {"conditional", "情景内条件概率"}},
    {"cook", {"Cook's distance", "库克距离"}},
    {"correlation", {"rank correlation", "秩相关"}},
    {"covariance", {"covariance", "协方差"}},
    {"data_moved", {"moved by data", "数据使其改变"}},
    {"data_share", {"share of data", "数据所占份量"}},
    {"depends_on_prior", {"depends on prior", "取决于先验"}},
    {"df", {"degrees of freedom", "自由度"}},
    {"df1", {"degrees of freedom 1", "自由度1"}},
    {"df2", {"degrees of freedom 2", "自由度2"}},
    {"done", {"done so far", "已完成"}},
    {"doubtful", {"doubtful", "存疑"}},
    {"draws", {"draws", "抽样数"}},
    {"due", {"due by now", "应完成"}},
    {"durbin_watson", {"Durbin-Watson", "DW统计量"}},
    {"estimate", {"estimate", "估计值"}},
    {"expected_shortfall", {"mean gap where missed", "未实现时的平均差距"}},
    {"f", {"F", "F统计量"}},
    {"f_df", {"F: degrees of freedom", "F：自由度"}},
    {"f_p", {"F: p value", "F：p值"}},
    {"fact", {"fact", "事实"}},
    {"file", {"file", "文件"}},
    {"finding", {"finding", "审核意见"}},
    {"first", {"first year", "起始年"}},
    {"fitted", {"fitted", "拟合值"}},
    {"fixed", {"fixed", "固定"}},
    {"form", {"form", "形式"}},
    {"from", {"from", "从"}},
    {"group", {"group", "目标组"}},
    {"growth", {"growth, %", "增速（%）"}},
    {"growth_high", {"growth, high", "增速上限"}},
    {"growth_low", {"growth, low", "增速下限"}},
    {"held", {"held", "给定"}},
    {"high", {"high", "上限"}},
    {"high_met", {"high where met", "实现时的上限"}},
    {"id", {"id", "编号"}},
    {"implied", {"implied value", "推算值"}},
    {"indicator", {"indicator", "指标"}},
    {"input", {"input", "因素"}},
    {"kind", {"kind", "类型"}},
    {"label", {"label", "名称"}},
    {"last", {"last year", "末年"}},
    {"left", {"left side", "方程左边"}},
    {"level_50", {"level with 50 %", "五成把握的水平"}},
    {"level_80", {"level with 80 %", "八成把握的水平"}},
    {"level_95", {"level with 95 %", "九成五把握的水平"}},
    {"leverage", {"leverage", "杠杆值"}},
    {"line", {"line", "行"}},
    {"log_likelihood", {"log likelihood", "对数似然"}},
    {"low", {"low", "下限"}},
    {"low_met", {"low where met", "实现时的下限"}},
    {"mcse", {"simulation error", "抽样标准误"}},
    {"mean", {"mean", "均值"}},
    {"mean_dependent", {"mean of left side", "方程左边均值"}},
    {"mean_met", {"mean where met", "实现时的均值"}},
    {"measure", {"measure", "口径"}},
    {"median", {"median", "中位数"}},
    {"met", {"draws that meet it", "实现的抽样数"}},
    {"met_by_50", {"year met, 50 %", "五成把握实现的年份"}},
    {"met_by_80", {"year met, 80 %", "八成把握实现的年份"}},
    {"met_high", {"number met, high", "实现项数上限"}},
    {"met_low", {"number met, low", "实现项数下限"}},
    {"met_median", {"number met, median", "实现项数中位数"}},
    {"method", {"method", "方法"}},
    {"n", {"number", "个数"}},
    {"n_met", {"number where met", "实现的个数"}},
    {"n_ranked", {"number ranked", "排序的个数"}},
    {"nonfinite", {"draws without a number", "没有数值的抽样数"}},
    {"not_judged_because", {"why not judged", "未评判的原因"}},
    {"outlier", {"outlier", "异常值"}},
    {"own_below", {"own years below, %", "历年低于此的比例（%）"}},
    {"own_n", {"own years: number", "历年：个数"}},
    {"own_outcomes", {"own outcomes", "本指标实绩个数"}},
    {"own_probability", {"probability by own years", "按历年的概率"}},
    {"own_reached", {"own years: reached", "历年：达到的个数"}},
    {"p", {"p value", "p值"}},
    {"pace", {"pace", "进度"}},
    {"panel_below", {"share of areas below, %", "各地区低于此的比例（%）"}},
    {"panel_n", {"areas: number", "各地区：个数"}},
    {"panel_probability", {"probability by areas", "按各地区的概率"}},
    {"panel_reached", {"areas: reached", "各地区：达到的个数"}},
    {"printed", {"as printed", "原文数值"}},
    {"prior_mean", {"prior mean", "先验均值"}},
    {"prior_sd", {"prior standard deviation", "先验标准差"}},
    {"probability", {"probability", "概率"}},
    {"question", {"question", "待核问题"}},
    {"quotation", {"quotation", "原文"}},
    {"r2", {"R²", "R²"}},
    {"reason", {"reason", "原因"}},
    {"reasons", {"possible reasons", "可能原因"}},
    {"relation", {"relation", "关系"}},
    {"relative_outcomes", {"outcomes of relatives", "相关序列实绩个数"}},
    {"relatives", {"relatives", "相关序列"}},
    {"required_growth", {"growth asked for", "所需增速"}},
    {"required_unit", {"its unit", "所需增速的单位"}},
    {"residual", {"residual", "残差"}},
    {"residual_se", {"standard error of regression", "回归标准误"}},
    {"role", {"role", "作用"}},
    {"rss", {"sum of squared residuals", "残差平方和"}},
    {"rule", {"rule", "规则"}},
    {"scenario", {"scenario", "情景"}},
    {"scenarios", {"scenarios", "情景"}},
    {"sd", {"standard deviation", "标准差"}},
    {"search", {"search", "选取过程"}},
    {"section", {"section", "章节"}},
    {"series", {"series", "序列"}},
    {"severity", {"severity", "程度"}},
    {"sigma", {"residual standard deviation", "残差标准差"}},
    {"sigma_source", {"source of sigma", "残差标准差的依据"}},
    {"source", {"source", "来源"}},
    {"standard_error", {"standard error", "标准误"}},
    {"stated_high", {"stated, high", "所列值上限"}},
    {"stated_low", {"stated, low", "所列值下限"}},
    {"statement", {"statement", "条目"}},
    {"statistic", {"statistic", "统计量"}},
    {"studentised", {"studentised residual", "学生化残差"}},
    {"t", {"t", "t统计量"}},
    {"target", {"target", "目标"}},
    {"targets", {"targets", "目标数"}},
    {"test", {"test", "检验"}},
    {"text", {"text", "内容"}},
    {"to", {"to", "到"}},
    {"tolerance", {"tolerance", "容差"}},
    {"unit", {"unit", "单位"}},
    {"value", {"value", "数值"}},
    {"verdict", {"verdict", "结论"}},
    {"vif", {"variance inflation", "方差膨胀因子"}},
    {"vintage", {"vintage", "版本"}},
    {"wanted", {"wanted", "要求"}},
    {"way", {"way", "方案"}},
    {"weight", {"weight", "权重"}},
    {"widening", {"widening", "放宽倍数"}},
    {"wording", {"wording", "措辞"}},
    {"year", {"year", "年份"}},
    {"years_known", {"years known", "已知年数"}},
};

static int compare(const void *head, const void *word) {
    return strcmp(head, ((const head_word *)word)->head);
}

/* "q0.05" and "q0.05_error" */
static void say_quantile(ot_buffer *out, ot_language language, const char *head) {
    static const char ERROR[] = "_error";
    enum { LONGEST = 16 };
    char share[LONGEST];
    const size_t n = strlen(head), behind = sizeof ERROR - 1;
    const int is_error = n > behind && strcmp(head + n - behind, ERROR) == 0;
    (void)snprintf(share, sizeof share, "%.*s", (int)(n - 1 - (is_error ? behind : 0)), head + 1);
    ot_buffer_format(
        out,
        ot_message_text(is_error ? OT_SAY_XLSX_QUANTILE_ERROR : OT_SAY_XLSX_QUANTILE, language),
        share);
}

void ot_say_data_head(ot_buffer *out, ot_language language, const char *head) {
    const head_word *word = bsearch(head, WORD, sizeof WORD / sizeof *WORD, sizeof *WORD, compare);
    if (word)
        ot_buffer_text(out, word->text[language]);
    else if (strncmp(head, "q0.", 3) == 0)
        say_quantile(out, language, head);
    else
        ot_buffer_text(out, head);
}
