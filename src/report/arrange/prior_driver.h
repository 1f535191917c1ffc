/* prior_driver.h -- what a panel says of growth, as a driver in the model file's own words */
#ifndef OT_REPORT_PRIOR_DRIVER_H
#define OT_REPORT_PRIOR_DRIVER_H

#include "base/buffer.h"
#include "estimate/prior.h"

/* "gdp_nominal_growth"; of a name that a model file could not have: "growth". */
void ot_put_driver_id(ot_buffer *out, const ot_prior *p);

/* The whole setting; `indent` begins each line; no newline at the end. */
void ot_put_driver(ot_buffer *out, const ot_prior *p, const char *indent);

/* What `source` says: file, series, years, areas, method, and what the scale is made of. */
void ot_put_driver_source(ot_buffer *out, const ot_prior *p);

#endif
