/* SDMX-CSV 2.0: a row an observation of the dataflow OUTTURN:BANDS(1.0). Dimensions FREQ, REF_AREA,
 * INDICATOR, SCENARIO, STATISTIC, TIME_PERIOD; the measure OBS_VALUE; the attribute UNIT_MEASURE.
 */
#include <ctype.h>
#include <math.h>

#include "report/export/export.h"
#include "report/text/csv.h"

/* Codes of SDMX: letters, digits, @, $, -, _ (SDMX_IDType). */
static void put_code(ot_buffer *out, const char *id) {
    for (; *id; id++) {
        const char upper = (char)toupper((unsigned char)*id);
        ot_buffer_add(out, isalnum((unsigned char)upper) ? &upper : "_", 1);
    }
}

/* Names in other scripts are no codes: the model's own id stands for its area. */
static void put_area(ot_buffer *out, const ot_export *x) {
    const char *area = ot_export_area(x);
    int is_code = 1;
    for (const char *p = area; *p; p++)
        is_code &= (unsigned char)*p < 0x80;
    put_code(out, is_code ? area : x->model->spec->id);
}

static void put_statistic(ot_buffer *out, const char *name, double probability) {
    static const double PER_MILLE = 1000.0;
    if (name)
        ot_buffer_text(out, name);
    else
        ot_buffer_format(out, "Q%04.0f", 10.0 * PER_MILLE * probability); /* of ten thousand */
}

static void put_observation(ot_buffer *out, const ot_export *x, const ot_band_row *row,
                            const char *statistic, double probability, double value) {
    if (!isfinite(value)) return;
    ot_buffer_text(out, "dataflow,OUTTURN:BANDS(1.0),I,A,");
    put_area(out, x);
    ot_buffer_text(out, ",");
    put_code(out, ot_export_indicator(x, row));
    ot_buffer_text(out, ",");
    put_code(out, row->scenario);
    ot_buffer_text(out, ",");
    put_statistic(out, statistic, probability);
    ot_buffer_format(out, ",%d,", row->year);
    ot_csv_put_number(out, value);
    ot_buffer_text(out, ",");
    ot_csv_put_text(out, ot_export_unit(x, row));
    ot_buffer_text(out, ",");
    ot_csv_put_text(out, ot_export_area(x));
    ot_buffer_text(out, "\n");
}

ot_status ot_export_sdmx(const ot_export *x, ot_error *err) {
    ot_buffer out = {0};
    const ot_band_table *t = x->bands;
    ot_buffer_text(&out, "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,SCENARIO,STATISTIC,"
                         "TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,AREA_NAME\n");
    for (size_t i = 0; i < t->n; i++) {
        const ot_band_row *row = &t->row[i];
        put_observation(&out, x, row, "MEDIAN", 0.0, row->median);
        put_observation(&out, x, row, "MEAN", 0.0, row->mean);
        for (size_t k = 0; k < t->n_quantiles; k++)
            put_observation(&out, x, row, NULL, t->probability[k], row->quantile[k]);
    }
    return ot_export_add(x, "sdmx.csv", &out, err);
}
