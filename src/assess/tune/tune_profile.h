/* tune_profile.h -- how the loss rises around the best place, one parameter at a time */
#ifndef OT_ASSESS_TUNE_PROFILE_H
#define OT_ASSESS_TUNE_PROFILE_H

#include "assess/tune/tune_search.h"

/* With so many parameters or fewer the others are fitted anew at each point. */
enum { OT_PROFILE_REFITTED = 3 };

/* Fill sensitivity, interval, verdict and profile of each parameter around place[0..n), where the
 * loss is `loss`. A better place found on the way is kept by the search. */
ot_status ot_tune_profile(ot_tune_search *s, const double *place, double loss,
                          ot_tuned_parameter *parameter);

#endif
