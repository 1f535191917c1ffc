/* batch.h -- the parts of a batch's file */
#ifndef OT_REPORT_BATCH_H
#define OT_REPORT_BATCH_H

#include "base/buffer.h"
#include "outturn/batch.h"

void ot_batch_put_headings(ot_buffer *out, ot_language language);
/* Hand the buffer's bytes to the writer, and clear it. OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_batch_give(ot_buffer *out, const ot_writer *writer, ot_error *err) OT_CHECK_RESULT;

#endif
