/* review_words.h -- how a review speaks: verdicts, chances in tenths, inputs */
#ifndef OT_REPORT_REVIEW_WORDS_H
#define OT_REPORT_REVIEW_WORDS_H

#include "assess/review/review.h"
#include "report/document.h"

const ot_model_target *ot_review_target_at(const ot_projection *projection, size_t j);
/* Its label, with a mark when it is the model's own. */
const char *ot_review_target_name(ot_document *d, const ot_projection *projection, size_t j);
/* Is it the model's own, beside those that the document states? */
int ot_review_is_own(const ot_model *model, const ot_model_target *target);
/* Behind what starts from an assumed base, or is computed from what does; else "". */
const char *ot_say_base_mark(const ot_model *model, size_t indicator);
int ot_review_has_base_mark(const ot_parts *parts);   /* of the targets reported */
int ot_review_shows(const ot_parts *parts, size_t j); /* is target j reported? */
size_t ot_review_count_own(const ot_parts *parts);    /* of those reported */

/* Behind a scenario that is an assumption; behind a verdict that depends on the prior;
 * behind a target that is none of the document's. */
#define OT_CONDITIONAL_MARK "\xE2\x80\xA0"
#define OT_PRIOR_MARK       "\xE2\x80\xA1"
#define OT_OWN_MARK         "\xC2\xA7"

/* Is case k one of a scenario that is an assumption? */
int ot_review_is_conditional(const ot_projection *projection, size_t k);

/* "32", "<1", ">99"; beside a bound with the decimals that keep it on its side: "32.9". */
const char *ot_say_whole_percent(ot_document *d, double probability);
/* The same of what has no verdict. */
const char *ot_say_round_percent(ot_document *d, double probability);
/* The same with its sign, "32.9 %"; a dash where there is none. */
const char *ot_say_chance(ot_document *d, double probability);
/* A label as it begins a line: with a capital where it has none. */
const char *ot_say_headword(ot_document *d, const char *label);
const char *ot_say_review_percent(ot_document *d, double probability);

/* Never translated: "very_likely". */
const char *ot_review_verdict_name(ot_review_verdict verdict);
const char *ot_say_review_verdict(const ot_document *d, ot_review_verdict verdict);
ot_tone ot_review_tone(ot_review_verdict verdict);
const char *ot_pace_name(ot_pace_word pace); /* never translated: "in_line" */
const char *ot_say_pace(const ot_document *d, ot_pace_word pace);
ot_tone ot_pace_tone(ot_pace_word pace);
/* Sentences beside each other. */
const char *ot_review_join(ot_document *d, const char *a, const char *b);
/* What is attained, in the unit of the target; percent with their sign, a limit with its own. */
const char *ot_say_attainable(ot_document *d, const ot_model *model, const ot_model_target *target,
                              double level, int digits);
/* "about 2 in 10": the error of assumptions exceeds that of draws. */
const char *ot_say_tenths(ot_document *d, double probability);
int ot_review_has_flow(const ot_parts *parts); /* is some growth asked that of a flow? */
const char *ot_say_required_growth(ot_document *d, const ot_required_growth *growth);
const char *ot_say_growth_rank(ot_document *d, const ot_growth_rank *rank); /* "2 of 3" */
/* A driver by its label, a residual by that of its indicator. */
const char *ot_say_review_input(ot_document *d, const ot_model *model, size_t input);
/* "driver/real_growth", "residual/retail", as --shock takes them. */
const char *ot_review_input_name(ot_document *d, const ot_model *model, size_t input);

/* Is the driver a share, of which a change is in points? */
int ot_review_is_share(const ot_model *model, size_t driver);
const char *ot_say_driver_unit(const ot_document *d, const ot_model *model, size_t driver);

/* Targets of the projection by verdict of the first case, then the likeliest first: order[n]. */
void ot_review_order(const ot_review *review, size_t *order);

#endif
