/*
 * overlay.h -- a file of settings that are put over a model file
 *
 * Layer   config
 * Shapes  one setting a line, PATH = VALUE, as --set takes it; # begins a comment line
 * Units   as declared in the model file
 * Method  each line is a set of ot_spec_load; its place is known
 */
#ifndef OT_OVERLAY_H
#define OT_OVERLAY_H

#include <stddef.h>

#include "outturn/error.h"

typedef struct ot_overlay ot_overlay;

/*
 * Read an overlay file. A semicolon behind a value is passed over. The caller frees *out.
 *
 * OT_ERR_IO     it cannot be read
 * OT_ERR_INPUT  it is not UTF-8 text, or a line is no PATH = VALUE: says where
 * OT_ERR_NOMEM  memory
 */
ot_status ot_overlay_load(const char *path, ot_overlay **out, ot_error *err) OT_CHECK_RESULT;
void ot_overlay_free(ot_overlay *overlay);

size_t ot_overlay_count(const ot_overlay *overlay);
const char *ot_overlay_set(const ot_overlay *overlay, size_t i); /* "PATH=VALUE" */

/* Of an error that blames one of these sets: say where it stands in the file. An error of anything
 * else stays as it is. */
void ot_overlay_blame(const ot_overlay *overlay, ot_error *err);

#endif
