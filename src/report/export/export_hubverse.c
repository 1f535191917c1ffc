/* Model output of a hub: origin_date, scenario_id, location, target, horizon, target_end_date,
 * output_type, output_type_id, value. Years end on 31 December; the origin is the end of the last
 * year before the projection. */
#include <math.h>

#include "report/export/export.h"
#include "report/text/csv.h"

static void put_value(ot_buffer *out, const ot_export *x, const ot_band_row *row, const char *type,
                      double id, double value) {
    const int first = x->model->spec->first_year;
    if (!isfinite(value)) return; /* the format has no missing value */
    ot_buffer_format(out, "%d-12-31,", first - 1);
    ot_csv_put_text(out, row->scenario);
    ot_buffer_text(out, ",");
    ot_csv_put_text(out, ot_export_area(x));
    ot_buffer_text(out, ",");
    ot_csv_put_text(out, ot_export_indicator(x, row));
    ot_buffer_format(out, ",%d,%d-12-31,%s,", row->year - first + 1, row->year, type);
    if (isfinite(id))
        ot_csv_put_number(out, id);
    else
        ot_buffer_text(out, "NA");
    ot_buffer_text(out, ",");
    ot_csv_put_number(out, value);
    ot_buffer_text(out, "\n");
}

ot_status ot_export_hubverse(const ot_export *x, ot_error *err) {
    ot_buffer out = {0}, name = {0};
    const ot_band_table *t = x->bands;
    ot_buffer_text(&out, "origin_date,scenario_id,location,target,horizon,target_end_date,"
                         "output_type,output_type_id,value\n");
    for (size_t i = 0; i < t->n; i++) {
        const ot_band_row *row = &t->row[i];
        put_value(&out, x, row, "median", (double)NAN, row->median);
        put_value(&out, x, row, "mean", (double)NAN, row->mean);
        for (size_t k = 0; k < t->n_quantiles; k++)
            put_value(&out, x, row, "quantile", t->probability[k], row->quantile[k]);
    }
    ot_buffer_format(&name, "model-output/outturn-%s/%d-12-31-outturn-%s.csv", x->model->spec->id,
                     x->model->spec->first_year - 1, x->model->spec->id);
    out.failed |= name.failed;
    const ot_status status = ot_export_add(x, name.failed ? "" : name.data, &out, err);
    ot_buffer_clear(&name);
    return status;
}
