/*
 * config.h -- the model file: reading it, and its own reference
 *
 * Layer   config
 * Shapes  sets[n_sets], each "PATH=VALUE"
 * Units   as declared in the file
 * Method  bounded reading, byte lint with the place of every key and value, libconfig, schema
 */
#ifndef OT_CONFIG_H
#define OT_CONFIG_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/spec.h"
#include "outturn/writer.h"

/*
 * Read a model file. sets[0..n_sets) change settings before anything is checked, as if they stood
 * in the file: "drivers.real_growth.value=7.5"; VALUE is libconfig text (a bare word is taken as a
 * string). PATH:=VALUE says that the number is meant as it stands: it is not suspected to be a
 * fraction where percent are declared. The caller frees *out.
 *
 * OT_ERR_IO     the file cannot be read
 * OT_ERR_INPUT  it breaks the syntax or the schema; says where, what was seen, what is allowed
 * OT_ERR_USAGE  a set has no '=', or names a setting that cannot be
 * OT_ERR_NOMEM  memory
 */
ot_status ot_spec_load(const char *path, const char *const *sets, size_t n_sets, ot_notes *notes,
                       ot_spec **out, ot_error *err) OT_CHECK_RESULT;

/* The same from memory; `path` only names the text in messages and places the files beside it. */
ot_status ot_spec_parse(const char *path, const char *text, size_t n, const char *const *sets,
                        size_t n_sets, ot_notes *notes, ot_spec **out,
                        ot_error *err) OT_CHECK_RESULT;

/* Write docs/reference/model-file.md (English) or its Chinese twin from the schema table.
 * OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_schema_write(ot_language language, const ot_writer *writer,
                          ot_error *err) OT_CHECK_RESULT;

#endif
