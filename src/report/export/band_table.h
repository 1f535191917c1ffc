/* band_table.h -- the bands of a run as rows: of a projection, or read again from its bands.csv */
#ifndef OT_REPORT_BAND_TABLE_H
#define OT_REPORT_BAND_TABLE_H

#include "assess/projection.h"
#include "base/arena.h"

typedef struct ot_band_row {
    const char *scenario; /* id */
    size_t indicator;     /* of the model */
    int year;
    double median, mean; /* declared units; NaN: does not exist */
    double *quantile;    /* [n_quantiles] */
} ot_band_row;

typedef struct ot_band_table {
    ot_arena *arena;
    const ot_model *model;
    double *probability; /* [n_quantiles], rising */
    size_t n_quantiles;
    ot_band_row *row;
    size_t n, capacity;
} ot_band_table;

/* OT_ERR_NOMEM. Clear the table whatever this returns. */
ot_status ot_band_table_of(const ot_projection *projection, ot_band_table *out,
                           ot_error *err) OT_CHECK_RESULT;

/* Read bands.csv of a folder; its manifest tells whether it was made of this model file.
 * OT_ERR_IO, OT_ERR_INPUT, OT_ERR_NOMEM. Clear the table whatever this returns. */
ot_status ot_band_table_read(const ot_model *model, const char *folder, ot_band_table *out,
                             ot_error *err) OT_CHECK_RESULT;

void ot_band_table_clear(ot_band_table *table);

#endif
