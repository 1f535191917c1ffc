/* record.h -- libconfig itself: the parser of record for what the lint has let through */
#ifndef OT_CONFIG_RECORD_H
#define OT_CONFIG_RECORD_H

#include "config/setting.h"

/*
 * Read text[0..n) (without byte order mark) with libconfig and take its texts, numbers and booleans
 * over into the tree that the lint made of the same text. Whole numbers stay the lint's: libconfig
 * lets them wrap around. Leaves the thread's locale as it was.
 * OT_ERR_INPUT  libconfig refuses the text or reads another tree: says where
 * OT_ERR_NOMEM  memory
 */
ot_status ot_record_read(const char *text, size_t n, ot_setting *root,
                         ot_error *err) OT_CHECK_RESULT;

#endif
