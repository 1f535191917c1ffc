/* suggest.h -- one wording for every name that is not there */
#ifndef OT_SPEC_SUGGEST_H
#define OT_SPEC_SUGGEST_H

#include <stddef.h>

#include "outturn/error.h"
#include "spec/text.h"

/*
 * `unknown driver "real_grwth"; did you mean "real_growth"?`: kind is what the word should have
 * named, in both languages; candidate[0..n) are the names there are. Always OT_ERR_INPUT.
 */
ot_status ot_fail_unknown(ot_error *err, const char *const kind[OT_N_LANGUAGES], const char *word,
                          const char *const *candidate, size_t n, ot_place place);

#endif
