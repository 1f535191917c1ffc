/* results.h -- the bytes of results.json, to be written or to be compared with */
#ifndef OT_REPORT_RESULTS_H
#define OT_REPORT_RESULTS_H

#include "base/buffer.h"
#include "outturn/document.h"

ot_status ot_results_json(const ot_parts *parts, ot_buffer *out, ot_error *err) OT_CHECK_RESULT;

#endif
