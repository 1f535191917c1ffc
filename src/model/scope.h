/* scope.h -- what the names in the texts of a model mean */
#ifndef OT_MODEL_SCOPE_H
#define OT_MODEL_SCOPE_H

#include "model/build.h"

/* Series, and, when coefficients are to be seen, those of `owner`, whose
 * sets are bound; owner may be NULL. Close it after a failure, too. */
typedef struct ot_model_scope {
    ot_scope scope;
    const ot_model *model;
    const ot_model_indicator *owner;
    const char **names;
} ot_model_scope;
ot_status ot_model_scope_open(const ot_build *b, const ot_model_indicator *owner,
                              int sees_coefficients, ot_model_scope *out) OT_CHECK_RESULT;
void ot_model_scope_close(ot_model_scope *scope);

#endif
