/* export.h -- one function an exchange format: rows of bands into the files of a folder */
#ifndef OT_REPORT_EXPORT_H
#define OT_REPORT_EXPORT_H

#include "base/buffer.h"
#include "base/file.h"
#include "outturn/export.h"
#include "report/export/band_table.h"

/* What every format draws on. */
typedef struct ot_export {
    const ot_parts *parts;
    const ot_model *model;
    const ot_band_table *bands;
    ot_fileset *set; /* where the files go */
} ot_export;

ot_status ot_export_hubverse(const ot_export *x, ot_error *err);
ot_status ot_export_iamc(const ot_export *x, ot_error *err);
ot_status ot_export_sdmx(const ot_export *x, ot_error *err);
ot_status ot_export_package(const ot_export *x, ot_error *err);

/* The area of the model; "unspecified" where it names none. */
const char *ot_export_area(const ot_export *x);
const char *ot_export_indicator(const ot_export *x, const ot_band_row *row); /* its id */
/* The English label in one line, and the unit as the model file has it. */
const char *ot_export_label(const ot_export *x, const ot_band_row *row);
const char *ot_export_unit(const ot_export *x, const ot_band_row *row);

/* Add the bytes as a file and clear them. OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_export_add(const ot_export *x, const char *name, ot_buffer *bytes, ot_error *err);

#endif
