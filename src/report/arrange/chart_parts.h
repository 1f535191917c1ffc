/* chart_parts.h -- layers that several charts share: what was, what is projected, what is wanted */
#ifndef OT_REPORT_CHART_PARTS_H
#define OT_REPORT_CHART_PARTS_H

#include "assess/projection.h"
#include "report/document.h"

/* Of which a picture is made: indicator i of the projection in case k. */
typedef struct ot_chart_view {
    const ot_parts *parts;
    size_t k, i;
    int decimals; /* of its values */
} ot_chart_view;

ot_chart_view ot_chart_view_of(const ot_parts *parts, size_t k, size_t i);
const ot_indicator_facts *ot_chart_facts(const ot_chart_view *view);
/* A picture over years of this indicator alone, "fan-grp"; without title. NULL: no memory. */
ot_chart *ot_chart_begin(ot_document *d, const ot_chart_view *view, const char *name);
const char *ot_chart_label(const ot_document *d, const ot_chart_view *view); /* the indicator's */

/* The observations up to the last one that counts; how many there are. */
size_t ot_chart_history(ot_document *d, ot_chart *chart, const ot_chart_view *view);
/* A hollow dot over that last one where it is assumed. */
void ot_chart_assumed(ot_document *d, ot_chart *chart, const ot_chart_view *view);
/* The median from the last observation on. `label` NULL: its value alone stands at the end. */
void ot_chart_median(ot_document *d, ot_chart *chart, const ot_chart_view *view, int rank,
                     const char *label);
/* Between the quantiles (1 - share) / 2 and (1 + share) / 2; nothing where these are not known. */
void ot_chart_band(ot_document *d, ot_chart *chart, const ot_chart_view *view, double share,
                   ot_layer_role role, int rank, const char *label);
/* Targets that ask for a level, in their years, and the way from the last observation to them;
 * how many targets. */
size_t ot_chart_wanted(ot_document *d, ot_chart *chart, const ot_chart_view *view);

/* The quantile of a year; NaN: it was not asked for. */
double ot_chart_quantile(const ot_projection *p, const ot_year_result *y, double probability);

/* The most important indicators, those of targets of the last year that has any, or those that
 * are asked for: index in the projection, into out[OT_MOST_MAIN]; how many. */
enum { OT_MOST_MAIN = 12 };
size_t ot_main_indicators(const ot_parts *parts, size_t out[OT_MOST_MAIN]);

/* The indicator's unit; "" where none is stated. */
const char *ot_chart_unit(const ot_document *d, const ot_model *model, size_t indicator);
/* "in yuan"; "index" */
const char *ot_chart_in_unit(ot_document *d, const char *unit);
/* A number for labels; a dash where there is none. */
const char *ot_chart_number(ot_document *d, double value, int decimals);
/* "baseline; in 100 million yuan" */
const char *ot_chart_subtitle(ot_document *d, const ot_projection *p, size_t k, const char *unit);
/* Where observations of an indicator come from, behind `text`; text itself where nothing says. */
const char *ot_chart_cite(ot_document *d, const ot_chart_view *view, const char *text);
/* "target: at least 246.3"; of what is no level "target 273.5: growth >= 8 %", where `level`,
 * as a number, is given, or without it. */
const char *ot_chart_say_wanted(ot_document *d, const ot_model *model, const ot_model_target *t,
                                const char *level);
/* What the mark of targets that are the model's own says, behind the source where one is shown. */
void ot_chart_note_own(ot_document *d, ot_chart *chart);

/* "2025 rural income" of target j. */
const char *ot_chart_say_row(ot_document *d, const ot_projection *p, size_t j);

/* Charts, section by section. */
void ot_arrange_fan(ot_document *d, const ot_parts *parts, size_t i); /* of one indicator */
void ot_arrange_fans(ot_document *d, const ot_parts *parts);
void ot_arrange_multiples(ot_document *d, const ot_parts *parts);
void ot_arrange_comparisons(ot_document *d, const ot_parts *parts);
void ot_arrange_reasons(ot_document *d, const ot_parts *parts); /* of attributions */
void ot_arrange_distributions(ot_document *d, const ot_parts *parts);
void ot_arrange_probabilities(ot_document *d, const ot_parts *parts);
void ot_arrange_pairs(ot_document *d, const ot_parts *parts); /* of targets */
void ot_arrange_fits(ot_document *d, const ot_parts *parts);

#endif
