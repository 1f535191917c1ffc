/* lint.h -- a libconfig text as settings with their places; everything that libconfig would refuse
 * in a poor sentence, misread or hang on is refused here first */
#ifndef OT_CONFIG_LINT_H
#define OT_CONFIG_LINT_H

#include "config/setting.h"

enum { OT_LINT_MOST_BYTES = 4 * 1024 * 1024 };

/*
 * The text of a file. `file` and all settings live in the arena or longer.
 * OT_ERR_INPUT, OT_ERR_NOMEM
 */
ot_status ot_lint_text(const char *file, const char *text, size_t n, ot_arena *arena,
                       ot_setting **root, ot_error *err) OT_CHECK_RESULT;

/* One value, as it stands behind an equals sign. */
ot_status ot_lint_value(const char *file, const char *text, size_t n, ot_arena *arena,
                        ot_setting **value, ot_error *err) OT_CHECK_RESULT;

#endif
