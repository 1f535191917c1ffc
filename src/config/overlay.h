/* overlay.h -- --set PATH=VALUE: settings changed before anything is checked */
#ifndef OT_CONFIG_OVERLAY_H
#define OT_CONFIG_OVERLAY_H

#include "config/schema.h"
#include "config/setting.h"

/*
 * Change the tree as `set` says: "drivers.real_growth.value=7.5", "targets.0.year=2024". Steps of
 * the path that the schema knows and the file lacks are made. Places of what is new name the set.
 * OT_ERR_USAGE  no '=', or a path to what cannot be
 * OT_ERR_INPUT  the value is not libconfig text
 * OT_ERR_NOMEM
 */
ot_status ot_overlay_apply(ot_setting *root, const char *set, ot_arena *arena,
                           ot_error *err) OT_CHECK_RESULT;

typedef struct ot_found_setting {
    const ot_setting *setting; /* NULL: the file lacks it */
    const ot_setting *parent;  /* the group or list that it is of */
    const ot_rule *rule;       /* its own; of an element that of the list */
} ot_found_setting;

/* What a path leads to, as sets see it. `place` names it in errors and lives as the tree does. May
 * make empty groups on the way. OT_ERR_USAGE, OT_ERR_NOMEM */
ot_status ot_overlay_find(ot_setting *root, const char *path, const char *place, ot_arena *arena,
                          ot_found_setting *out, ot_error *err) OT_CHECK_RESULT;

#endif
