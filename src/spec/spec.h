/* spec.h -- the model specification as plain structs, each with its place
 *
 * Everything lives in the spec's arena and is const once ot_spec_load has made it. Numbers are in
 * declared units (8.0 is 8 percent). Optional numbers are NaN, optional years 0, optional texts
 * NULL unless said otherwise. References by name are not resolved here: the model does that. */
#ifndef OT_SPEC_SPEC_H
#define OT_SPEC_SPEC_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "outturn/sampling.h"
#include "outturn/spec.h"
#include "outturn/training.h"
#include "spec/estimate.h"
#include "spec/label.h"
#include "spec/solver.h"
#include "spec/text.h"
#include "spec/vocabulary.h"

/* The choices of the model file: one row each, so that the word, its place in the enum and what the
 * reference says of it cannot part. Name, word, English, Chinese. */
#define OT_LAW_LIST(X)                                                                            \
    X(OT_LAW_NORMAL, "normal", "normal, sd scale", "正态分布，标准差为 scale")                    \
    X(OT_LAW_STUDENT_T, "student_t", "Student t: scale times a t of df degrees of freedom",       \
      "t 分布：scale 乘以自由度为 df 的 t 变量")                                                  \
    X(OT_LAW_LOGNORMAL, "lognormal", "the driver is value * exp(scale * z): value is the median", \
      "驱动因素为 value * exp(scale * z)，value 是中位数")                                        \
    X(OT_LAW_UNIFORM, "uniform", "uniform on [low, high]", "[low, high] 上的均匀分布")            \
    X(OT_LAW_TRIANGULAR, "triangular", "triangular on [low, high] with peak mode",                \
      "[low, high] 上以 mode 为峰的三角分布")                                                     \
    X(OT_LAW_PERT, "pert", "PERT (a smooth triangle) on [low, high] with peak mode",              \
      "[low, high] 上以 mode 为峰的 PERT 分布（平滑的三角分布）")                                 \
    X(OT_LAW_BETA, "beta", "beta(alpha, beta) stretched over [low, high]",                        \
      "拉伸到 [low, high] 上的 beta(alpha, beta) 分布")                                           \
    X(OT_LAW_EVENT, "event",                                                                      \
      "in each year an event begins with a probability and adds effect for duration years",       \
      "每年以一定概率发生事件，发生后在 duration 年内加上 effect")

#define OT_MEASURE_LIST(X)                                                                         \
    X(OT_MEASURE_LEVEL, "level", "the value itself", "指标值本身")                                 \
    X(OT_MEASURE_GROWTH, "growth", "growth over the year before, in percent",                      \
      "比上年增长，百分数")                                                                        \
    X(OT_MEASURE_INCREMENT, "increment", "value less the value of the year from",                  \
      "比 from 年的增加量")                                                                        \
    X(OT_MEASURE_AVERAGE_GROWTH, "average_growth",                                                 \
      "average yearly growth since the year from, in percent", "自 from 年以来的年均增长，百分数") \
    X(OT_MEASURE_CUMULATIVE, "cumulative", "sum over the years after from", "from 年之后各年合计") \
    X(OT_MEASURE_MILESTONE, "milestone", "reached in some simulated year up to year",              \
      "在 year 年及以前的某个模拟年份曾实现")

#define OT_WANTED_LIST(X)                                                       \
    X(OT_WANTED_NEAR, "near", "missed on either side", "偏高偏低都算未实现")    \
    X(OT_WANTED_HIGHER, "higher", "missed from below only (8%左右 for growth)", \
      "只有偏低才算未实现（如经济增长 8% 左右）")                               \
    X(OT_WANTED_LOWER, "lower", "missed from above only (3%左右 for prices)",   \
      "只有偏高才算未实现（如物价涨幅 3% 左右）")

#define OT_KIND_LIST(X)                                                          \
    X(OT_KIND_EXPECTED, "expected", "an expected target (预期性)", "预期性目标") \
    X(OT_KIND_FIRM, "firm", "a binding target (约束性)", "约束性目标")           \
    X(OT_KIND_AIM, "aim", "an aim (力争)", "力争目标")                           \
    X(OT_KIND_PROGRAMME, "programme", "of a programme", "专项规划目标")          \
    X(OT_KIND_PROJECT, "project", "of a project", "项目目标")                    \
    X(OT_KIND_UNSTATED, "unstated", "the document does not say", "文件未说明")

#define OT_MODE_LIST(X)                                                                           \
    X(OT_MODE_FORECAST, "forecast", "each indicator is simulated after its own last observation", \
      "各指标从自身最后一次观测之后开始模拟")                                                     \
    X(OT_MODE_DYNAMIC, "dynamic",                                                                 \
      "all are simulated from first_year on, lags being simulated values, too",                   \
      "全部指标从 first_year 起模拟，滞后值也取模拟值")                                           \
    X(OT_MODE_STATIC, "static",                                                                   \
      "each year is simulated by itself from first_year on, lags being observed values",          \
      "从 first_year 起逐年单独模拟，滞后值取观测值")                                             \
    X(OT_MODE_RESIDUALS, "residuals", "each equation is evaluated by itself at observed values",  \
      "以观测值逐个计算各方程")

/* A target's relation is a key of its own, and the schema says what each takes. Name, key. */
#define OT_TARGET_RELATION_LIST(X)    \
    X(OT_TARGET_AT_LEAST, "at_least") \
    X(OT_TARGET_AT_MOST, "at_most")   \
    X(OT_TARGET_ABOUT, "about")       \
    X(OT_TARGET_WITHIN, "within")     \
    X(OT_TARGET_RISING, "rising")     \
    X(OT_TARGET_FALLING, "falling")

enum { OT_SPEC_MOST_YEARS = 60 }; /* that a model file projects */

#define OT_ROW(name, ...) name,
typedef enum ot_law_family {
    OT_LAW_NONE, /* certain */
    OT_LAW_LIST(OT_ROW) OT_N_LAW_FAMILIES,
    OT_LAW_FORECAST /* not written: of a forecaster, with a table for each year */
} ot_law_family;

typedef enum ot_measure { OT_MEASURE_LIST(OT_ROW) OT_N_MEASURES } ot_measure;

typedef enum ot_mode { OT_MODE_LIST(OT_ROW) OT_N_MODES } ot_mode;

typedef enum ot_wanted { OT_WANTED_LIST(OT_ROW) OT_N_WANTED } ot_wanted;

typedef enum ot_kind { OT_KIND_LIST(OT_ROW) OT_N_KINDS } ot_kind;

typedef enum ot_target_relation {
    OT_TARGET_NONE, /* taken from the statement */
    OT_TARGET_RELATION_LIST(OT_ROW) OT_N_TARGET_RELATIONS
} ot_target_relation;
#undef OT_ROW

typedef struct ot_law_spec { /* of the deviation from a driver's value, in the driver's unit */
    ot_law_family family;
    double scale, df;           /* normal, student_t; scale of the logarithm: lognormal */
    double low, mode, high;     /* uniform, triangular, pert, beta */
    double alpha, beta;         /* beta */
    double probability, effect; /* event */
    int duration;               /* event: years, 1 if not given */
    double persistence;         /* in (-1, 1); 0 if not given */
    ot_place place;
} ot_law_spec;

typedef struct ot_year_value {
    int year;
    double value;
    ot_place place;
} ot_year_value;

#define OT_NO_FORECAST SIZE_MAX
typedef struct ot_driver_spec {
    const char *id;
    ot_label label;
    const char *alias; /* NULL */
    ot_text unit;
    int is_series;       /* value = "series": observed data in every simulated year */
    const double *value; /* [n_values]; n_values is 1 or the number of projected years */
    size_t n_values;
    ot_law_spec law;
    double low, high;   /* range; NaN */
    size_t forecast_of; /* the indicator that a forecaster tells it; OT_NO_FORECAST: none */
    ot_remark source, note;
    ot_place place, alias_place, value_place;
} ot_driver_spec;

typedef struct ot_start_spec {
    int year; /* 0: no start */
    double value, sd;
    ot_remark source;
    ot_place place;
} ot_start_spec;

typedef struct ot_partial_spec { /* a year that is not over */
    int year, through_month;     /* year 0: none */
    double value;                /* from January on */
    double usual_share;          /* of the year that is usually reached by then, in (0, 1) */
    ot_remark source;
    ot_place place;
} ot_partial_spec;

/* By what bands of a forecast are set right. */
typedef enum ot_set_right {
    OT_SET_RIGHT_NONE = 0,
    OT_SET_RIGHT_OWN = 1,
    OT_SET_RIGHT_RELATIVES = 2,
    OT_SET_RIGHT_AUTO = 3 /* both */
} ot_set_right;

/* A forecaster in place of an equation. */
typedef struct ot_forecast_spec {
    const char *method;
    int form;               /* ot_forecast_form */
    const char *const *mix; /* methods that are combined; NULL: the usual six */
    size_t n_mix;
    int mix_by, mixed;     /* ot_forecast_mix, ot_forecast_mixed */
    double low, high;      /* values lie strictly between; NaN: no bound */
    int first, last;       /* years of history that count; 0: all */
    const char *relatives; /* file with series of other areas, as seen from here; NULL: none */
    int set_right;         /* ot_set_right */
    ot_place place;
} ot_forecast_spec;

typedef struct ot_indicator_spec {
    const char *id;
    ot_label label;
    const char *alias;
    ot_text unit;
    const char *price; /* "", "current" or "constant:2022" */
    ot_text equation;  /* s is NULL: none */
    const ot_coefficient_spec *coefficient;
    size_t n_coefficients;
    ot_estimate_spec estimate;
    double residual_scale, residual_df; /* NaN: none; df 0: the scale is known */
    ot_remark residual_source;
    ot_start_spec start;
    ot_partial_spec partial;
    const ot_forecast_spec *forecast; /* NULL: none; its equation is then that of its driver */
    double low, high;                 /* range; NaN */
    const ot_solver *solver;          /* of its block; NULL: the model's */
    ot_remark source, note;
    const ot_binding *binding; /* which member it is of each set that it is over */
    size_t n_bindings;
    ot_place place, alias_place, residual_place, solver_place;
} ot_indicator_spec;

typedef struct ot_driver_change {
    const char *driver;
    const double *value; /* NULL: unchanged */
    size_t n_values;
    const ot_law_spec *law; /* NULL: unchanged */
    ot_place place, value_place;
} ot_driver_change;

typedef struct ot_coefficient_change {
    const char *indicator;
    ot_coefficient_spec coefficient;
    ot_place place;
} ot_coefficient_change;

typedef struct ot_equation_change {
    const char *indicator;
    ot_text equation;
    ot_place place;
} ot_equation_change;

typedef struct ot_path_change { /* add, exogenise */
    const char *indicator;
    const ot_year_value *value;
    size_t n_values;
    ot_place place;
} ot_path_change;

typedef struct ot_scenario_spec {
    const char *id;
    ot_label label;
    const char *extends; /* NULL */
    int is_conditional;
    ot_remark note;
    const ot_driver_change *driver;
    const ot_coefficient_change *coefficient;
    const ot_equation_change *equation;
    const ot_path_change *add, *exogenise;
    size_t n_drivers, n_coefficients, n_equations, n_add, n_exogenise;
    ot_place place, extends_place;
} ot_scenario_spec;

typedef struct ot_pair_spec {
    const char *a, *b;
    double correlation;
    ot_place place;
} ot_pair_spec;

typedef struct ot_target_spec {
    const char *id;        /* NULL: from the statement or made up by the model */
    const char *statement; /* NULL */
    const char *indicator;
    int has_label;
    ot_label label;
    ot_measure measure;
    int year, from; /* 0: from the statement; default */
    ot_target_relation relation;
    double value, high;           /* high: of within */
    double tolerance;             /* NaN */
    double range_low, range_high; /* plausible values; NaN */
    ot_wanted wanted;
    const char *kind; /* NULL */
    const char *const *group;
    size_t n_groups;
    int is_assumed_year;
    ot_remark source, note;
    ot_place place, year_place, value_place;
} ot_target_spec;

typedef struct ot_group_spec { /* how reports name a group of targets */
    const char *id;            /* some target is in it */
    ot_label label;
    ot_place place;
} ot_group_spec;

struct ot_spec {
    ot_arena *arena;
    const char *path;
    ot_input input;
    const char *id;
    ot_label title, description;
    const char *licence; /* of its results, such as "CC-BY-4.0"; NULL: not said */
    int first_year, last_year;
    int own_first_year, own_last_year; /* of the file, whatever is set over them; 0: not whole */
    ot_mode mode;
    int observed_until;  /* 0: no end */
    int estimated_until; /* the same of what estimates equations */
    ot_solver solver;
    const char **data_file, **plan_file; /* as seen from the current folder */
    size_t n_data_files, n_plan_files;
    ot_place *data_file_place, *plan_file_place; /* [n_data_files], [n_plan_files] */
    const char **other_file;                     /* of review and audit, for ot_spec_blame_file */
    ot_place *other_file_place;
    size_t n_other_files;
    ot_review_settings review;
    ot_audit_settings audit;
    const char *area; /* NULL: any */
    const ot_map_spec *map;
    size_t n_map;
    uint64_t draws; /* 100000 if not given */
    uint64_t seed;  /* 1 if not given */
    ot_sampling sampling;
    const double *quantile;
    size_t n_quantiles;
    ot_vocabulary vocabulary;
    const ot_driver_spec *driver;
    const ot_indicator_spec *indicator;
    const ot_scenario_spec *scenario; /* at least one: "baseline" is made when none is given */
    const ot_target_spec *target;
    const ot_group_spec *group;
    const ot_pair_spec *pair;
    size_t n_drivers, n_indicators, n_scenarios, n_targets, n_groups, n_pairs;
    int correlation_nearest;
    const char *correlation_file; /* as seen from the current folder; NULL: none */
    ot_input correlation_input;   /* of that file */
    const char *trained_file;     /* what auto learnt, as seen from here; NULL: what ships */
    ot_input trained_input;       /* of that file */
    ot_training *training;        /* its own; NULL: what ships */
    int leaves_out_forecasts;     /* one that cannot be made is replaced and marked: a backtest */
    ot_place place, first_year_place, correlation_place, trained_place;
};

/* Does each year follow from the simulated one before? */
static inline int ot_mode_is_dynamic(ot_mode mode) {
    return mode == OT_MODE_FORECAST || mode == OT_MODE_DYNAMIC;
}

/* Are years of history simulated, or a forecast as if made then? What is said of other years,
 * targets and a scenario's given values, is not of them. */
static inline int ot_spec_is_history(const ot_spec *spec) {
    return spec->mode != OT_MODE_FORECAST || spec->observed_until != 0;
}

#endif
