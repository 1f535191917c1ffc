/* csv.h -- cells of a CSV file that is written (RFC 4180) */
#ifndef OT_REPORT_CSV_H
#define OT_REPORT_CSV_H

#include "base/buffer.h"
#include "outturn/error.h"

/* What stands before the first heading, and behind each row: Excel in Chinese reads UTF-8 only with
 * a byte order mark; elsewhere the mark is a nuisance. */
const char *ot_csv_mark(ot_language language);
const char *ot_csv_line_end(ot_language language);

void ot_csv_put_text(ot_buffer *out, const char *text); /* in quotes where it needs them */
void ot_csv_put_number(ot_buffer *out, double value);   /* every digit; nothing: not finite */

#endif
