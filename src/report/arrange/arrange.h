/* arrange.h -- one function a kind of report; each appends to the document */
#ifndef OT_REPORT_ARRANGE_H
#define OT_REPORT_ARRANGE_H

#include "assess/projection.h"
#include "base/json.h"
#include "model/model.h"
#include "report/document.h"

void ot_arrange_check(ot_document *d, const ot_parts *parts);
void ot_arrange_estimate(ot_document *d, const ot_parts *parts);
void ot_arrange_run(ot_document *d, const ot_parts *parts);
void ot_arrange_compare(ot_document *d, const ot_parts *parts);
void ot_arrange_solve(ot_document *d, const ot_parts *parts);
void ot_arrange_explain(ot_document *d, const ot_parts *parts);
void ot_arrange_multipliers(ot_document *d, const ot_parts *parts);
void ot_arrange_seek(ot_document *d, const ot_parts *parts);
void ot_arrange_tune(ot_document *d, const ot_parts *parts);
void ot_arrange_prior(ot_document *d, const ot_parts *parts);
void ot_arrange_review(ot_document *d, const ot_parts *parts);
void ot_arrange_findings(ot_document *d, const ot_parts *parts); /* of a review */
void ot_arrange_remarks(ot_document *d, const ot_parts *parts);  /* on its verdicts */
void ot_arrange_together(ot_document *d, const ot_parts *parts);
void ot_arrange_verdicts(ot_document *d, const ot_parts *parts, const size_t *order);
void ot_arrange_deciding(ot_document *d, const ot_parts *parts);
void ot_arrange_page_end(ot_document *d, const ot_parts *parts);
void ot_arrange_trace(ot_document *d, const ot_parts *parts);
void ot_arrange_score(ot_document *d, const ot_parts *parts);
void ot_arrange_backtest(ot_document *d, const ot_parts *parts);
void ot_arrange_panel(ot_document *d, const ot_parts *parts);
void ot_arrange_audit(ot_document *d, const ot_parts *parts);
void ot_arrange_report(ot_document *d, const ot_parts *parts);
void ot_arrange_workbook(ot_document *d, const ot_parts *parts); /* data grids of its own */

/* Sections of the whole report, one question each. */
void ot_arrange_scenarios(ot_document *d, const ot_parts *parts); /* side by side */
void ot_arrange_indicators(ot_document *d, const ot_parts *parts);
void ot_arrange_assumptions(ot_document *d, const ot_parts *parts);
void ot_arrange_method(ot_document *d, const ot_parts *parts);

/* The solution order, of each scenario that has its own. */
void ot_arrange_order(ot_document *d, const ot_model *model);
void ot_arrange_order_data(ot_document *d, const ot_model *model);
void ot_json_order(ot_json *json, const ot_model *model);

/* Data grids: every number, one file each. */
void ot_arrange_bands_data(ot_document *d, const ot_parts *parts);
void ot_arrange_targets_data(ot_document *d, const ot_parts *parts);
void ot_arrange_joint_data(ot_document *d, const ot_parts *parts);
void ot_arrange_unjudged_data(ot_document *d, const ot_parts *parts);
void ot_arrange_estimates_data(ot_document *d, const ot_parts *parts);
void ot_arrange_review_data(ot_document *d, const ot_parts *parts);

/* Sections that several reports share. */
void ot_arrange_targets(ot_document *d, const ot_parts *parts); /* of a run */
void ot_arrange_groups(ot_document *d, const ot_parts *parts);
void ot_arrange_sampling(ot_document *d, ot_sampling sampling);  /* nothing when it is random */
void ot_arrange_unjudged(ot_document *d, const ot_parts *parts); /* counts by reason */
/* The same in one sentence, "10: judged already; 3: no number"; NULL: there are none. */
const char *ot_say_unjudged(ot_document *d, const ot_model *model, size_t *n);
void ot_arrange_unjudged_list(ot_document *d, const ot_parts *parts);  /* one by one */
void ot_arrange_unjudged_sheet(ot_document *d, const ot_parts *parts); /* of a workbook */
void ot_arrange_unjudged_page(ot_document *d, const ot_parts *parts);  /* under their reasons */
/* A line on the groups that --years leaves out, if any. */
void ot_arrange_left_out(ot_document *d, const ot_parts *parts, const ot_projection *projection);
void ot_arrange_not_projected(ot_document *d, const ot_parts *parts);
void ot_arrange_notes(ot_document *d, const ot_notes *notes);
/* The same under another heading. */
void ot_arrange_notes_as(ot_document *d, const ot_notes *notes, ot_message heading);
void ot_arrange_warnings(ot_document *d, const ot_notes *notes); /* those notes alone */

/* The median of a year with its range, none where it is certain. 1: it is marked, as many draws
 * have no number (OT_SAY_MARK_NOTE). */
int ot_arrange_band(ot_document *d, ot_grid *grid, const ot_year_result *year, int decimals);

/* Decimals of an indicator's levels in every year that is shown. */
int ot_level_decimals(const ot_parts *parts, const ot_projection *projection,
                      const ot_indicator_facts *facts, const ot_indicator_result *result);

/* Decimals of its change from year to year: of a percentage, those of its levels. */
int ot_growth_decimals(const ot_projection *projection, const ot_indicator_facts *facts,
                       int level_decimals);

/* JSON, inside an open object. */
void ot_json_check(ot_json *json, const ot_parts *parts);
void ot_json_estimate(ot_json *json, const ot_parts *parts);
void ot_json_run(ot_json *json, const ot_parts *parts);
void ot_json_compare(ot_json *json, const ot_parts *parts);
void ot_json_solve(ot_json *json, const ot_parts *parts);
void ot_json_explain(ot_json *json, const ot_parts *parts);
void ot_json_multipliers(ot_json *json, const ot_parts *parts);
void ot_json_seek(ot_json *json, const ot_parts *parts);
void ot_json_panel(ot_json *json, const ot_parts *parts);
void ot_json_tune(ot_json *json, const ot_parts *parts);
void ot_json_prior(ot_json *json, const ot_parts *parts);
void ot_json_review(ot_json *json, const ot_parts *parts);
void ot_json_trace(ot_json *json, const ot_parts *parts);
void ot_json_score(ot_json *json, const ot_parts *parts); /* and backtest */
void ot_json_audit(ot_json *json, const ot_parts *parts);
/* As the model file has it: a text, or one in each language. */
void ot_json_remark(ot_json *json, const char *key, const ot_remark *remark);
/* A scenario by id and label, as the member `key`. */
void ot_json_scenario(ot_json *json, const char *key, const ot_model *model, size_t scenario);
void ot_json_notes(ot_json *json, const ot_notes *notes);
void ot_json_unjudged(ot_json *json, const ot_parts *parts);
void ot_json_not_projected(ot_json *json, const ot_parts *parts);
/* Keys of a target that do not depend on draws, into an open object. */
void ot_json_target(ot_json *json, const ot_model *model, const ot_model_target *target);

/* A group's joint result, as an object of a list. */
void ot_json_group(ot_json *json, const ot_projection *projection, const ot_group_result *result);

/* A row of data that no indicator, driver or estimate of the model reads. */
int ot_observation_is_unused(const ot_model *model, const ot_observation *row);

#endif
