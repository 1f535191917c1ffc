/* encoding.h -- the bytes of a data file as UTF-8, whichever program wrote them
 *
 * In this order: a byte order mark (UTF-8, UTF-16 of either order) decides; what is valid UTF-8 is
 * UTF-8; what has at least as many bytes that are no UTF-8 as it has characters of three bytes is
 * GB18030 (which holds GBK and GB 2312); the rest is UTF-8 with a fault, told with its place.
 * Known limit: GB18030 text so short that it happens to be valid UTF-8 is read as UTF-8. */
#ifndef OT_DATA_ENCODING_H
#define OT_DATA_ENCODING_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/notes.h"

/*
 * *text is UTF-8 without a mark, *length bytes and a NUL after them; the caller frees it. `path`
 * names the file in messages. GB18030 is told in a note.
 *
 * OT_ERR_INPUT  bytes that are no text of the encoding, a NUL character, UTF-32, or a system that
 *               cannot convert GB18030
 * OT_ERR_NOMEM  memory
 */
ot_status ot_encoding_decode(const char *path, const char *data, size_t n, ot_notes *notes,
                             char **text, size_t *length, ot_error *err) OT_CHECK_RESULT;

#endif
