/* check.h -- settings against the schema: kinds, bounds, required and unknown keys */
#ifndef OT_CONFIG_CHECK_H
#define OT_CONFIG_CHECK_H

#include "config/schema.h"
#include "config/setting.h"

/* The whole tree. OT_ERR_INPUT with the place of the first fault. */
ot_status ot_check_tree(const ot_setting *root, ot_error *err) OT_CHECK_RESULT;

/* `key` is none of the section's: says so at `place`, with a suggestion. Hands back `status`. */
ot_status ot_fail_unknown_key(const ot_section *section, const char *key, const char *path,
                              ot_place place, ot_status status, ot_error *err);

/* check_value.c */

enum { OT_MOST_TEXTS = 1000 }; /* of a list; compared pair by pair */

/* A setting that holds no others with rules of their own. */
ot_status ot_check_value(const ot_setting *setting, const ot_rule *rule,
                         ot_error *err) OT_CHECK_RESULT;

/* Says what it is and what the rule asks for. Hands back OT_ERR_INPUT. */
ot_status ot_fail_value(const ot_setting *setting, const ot_rule *rule, ot_error *err);

/* Says why it cannot be a name. */
void ot_fail_name(const char *name, ot_error *err);

#endif
