/* gunzip.h -- the content of a gzip file, with a bound: what grows beyond it is refused. gunzip.c
 * uses zlib, gunzip_none.c stands for it in a build without zlib. */
#ifndef OT_IMPORT_GUNZIP_H
#define OT_IMPORT_GUNZIP_H

#include <stddef.h>

#include "outturn/error.h"

/* Do the bytes begin as a gzip file does (RFC 1952)? */
int ot_is_gzip(const char *data, size_t n);

/*
 * The content, of at most `most` bytes, with a NUL behind it; the caller frees *out. Several
 * gzip members one after the other are one content.
 *
 * OT_ERR_INPUT  it is cut short or damaged, or the content is larger
 * OT_ERR_USAGE  the program was built without zlib
 * OT_ERR_NOMEM  memory
 */
ot_status ot_gunzip(const char *data, size_t n, size_t most, char **out, size_t *n_out,
                    ot_error *err) OT_CHECK_RESULT;

#endif
