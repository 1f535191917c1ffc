/* results.h -- the bytes of results.json, to be written or to be compared with */
#ifndef OT_REPORT_RESULTS_H
#define OT_REPORT_RESULTS_H

#include "base/buffer.h"
#include "outturn/document.h"

ot_status ot_results_json(const ot_parts *parts, ot_buffer *out, ot_error *err) OT_CHECK_RESULT;

/* The receipt that the results of these parts have, written or not. OT_ERR_NOMEM */
ot_status ot_results_receipt(const ot_parts *parts, char receipt[OT_RECEIPT_SIZE],
                             ot_error *err) OT_CHECK_RESULT;

/* The i-th file that the parts were made from, and what it is: "model", "correlations", "trained",
 * "data", "plan". NULL past the last. */
const ot_input *ot_parts_input(const ot_parts *parts, size_t i, const char **role);

#endif
