/* pace.h -- how much of the way to a target is done, beside how much should be by now
 *
 * Within a year from the figure so far and the share of a year that is usually reached by then;
 * over years from the target's base (from) to the last outturn, growth being even. */
#ifndef OT_ASSESS_PACE_H
#define OT_ASSESS_PACE_H

#include "assess/projection.h"

typedef enum ot_pace_word {
    OT_PACE_NONE,    /* nothing of its time has passed, or nothing is known of it */
    OT_PACE_AHEAD,   /* the whole way is done: 提前实现 */
    OT_PACE_FASTER,  /* at least OT_PACE_POINTS more than is due: 快于预期 */
    OT_PACE_IN_LINE, /* less than that off: 基本符合预期 */
    OT_PACE_BEHIND,  /* more than that less than is due: 相对滞后 */
    OT_N_PACE_WORDS
} ot_pace_word;

/* Of the whole way. A bound belongs to the better side. A convention of this program: documents
 * that say 基本符合预期 state no bound; 5 % of the way of a five-year plan are a quarter of a year.
 */
#define OT_PACE_POINTS 0.05

typedef struct ot_pace {
    ot_pace_word word;
    double done, due;  /* shares of the way */
    int year, month;   /* the time that is looked at; month 0: the end of the year */
    double whole_year; /* from the figure so far, as usual; NaN */
} ot_pace;

ot_pace_word ot_pace_word_of(double done, double due);
void ot_pace_fill(const ot_model *model, const ot_model_target *target,
                  const ot_indicator_facts *facts, ot_pace *out);

#endif
