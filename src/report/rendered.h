/* rendered.h -- the end of every renderer: the bytes go to the writer, all at once */
#ifndef OT_REPORT_RENDERED_H
#define OT_REPORT_RENDERED_H

#include "base/buffer.h"

/* Writes and clears the buffer; `has_failed`: the document is incomplete, nothing is written.
 * OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_rendered_write(ot_buffer *bytes, int has_failed, const ot_writer *writer,
                            ot_error *err) OT_CHECK_RESULT;

#endif
