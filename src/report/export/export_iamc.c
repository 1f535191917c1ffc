/* The IAMC wide table: model, scenario, region, variable, unit, then a column a year. */
#include <math.h>
#include <string.h>

#include "report/export/export.h"
#include "report/text/csv.h"

enum { MEDIAN = -2, MEAN = -1 }; /* and from 0 the quantiles */

/* Two rows of one variable would be taken for one. */
static int has_namesake(const ot_export *x, const ot_band_row *row) {
    for (size_t i = 0; i < x->model->n_indicators; i++)
        if (i != row->indicator && strcmp(x->model->indicator[i].spec->label.text[OT_LANGUAGE_EN],
                                          ot_export_label(x, row)) == 0)
            return 1;
    return 0;
}

/* "GRP|5.0th Percentile", as pyam and the scenario databases write. A label's bar would part it. */
static void put_variable(ot_buffer *out, const ot_export *x, const ot_band_row *row,
                         int statistic) {
    static const double PERCENT = 100.0;
    ot_buffer name = {0};
    for (const char *p = ot_export_label(x, row); *p; p++)
        ot_buffer_add(&name, *p == '|' ? "/" : p, 1);
    if (has_namesake(x, row)) ot_buffer_format(&name, " (%s)", ot_export_indicator(x, row));
    if (statistic == MEDIAN) ot_buffer_text(&name, "|Median");
    if (statistic == MEAN) ot_buffer_text(&name, "|Mean");
    if (statistic >= 0)
        ot_buffer_format(&name, "|%.1fth Percentile", PERCENT * x->bands->probability[statistic]);
    out->failed |= name.failed;
    ot_csv_put_text(out, name.data ? name.data : "");
    ot_buffer_clear(&name);
}

static double value_of(const ot_band_row *row, int statistic) {
    return statistic == MEDIAN ? row->median
           : statistic == MEAN ? row->mean
                               : row->quantile[statistic];
}

/* Rows of one scenario and indicator stand together, by year: [first, end). */
static void put_series(ot_buffer *out, const ot_export *x, size_t first, size_t end,
                       int statistic) {
    const ot_band_row *row = &x->bands->row[first];
    ot_buffer_text(out, "outturn " OUTTURN_VERSION ",");
    ot_csv_put_text(out, row->scenario);
    ot_buffer_text(out, ",");
    ot_csv_put_text(out, ot_export_area(x));
    ot_buffer_text(out, ",");
    put_variable(out, x, row, statistic);
    ot_buffer_text(out, ",");
    ot_csv_put_text(out, ot_export_unit(x, row));
    for (size_t i = first; i < end; i++) {
        ot_buffer_text(out, ",");
        ot_csv_put_number(out, value_of(&x->bands->row[i], statistic));
    }
    ot_buffer_text(out, "\n");
}

static size_t end_of(const ot_band_table *t, size_t first) {
    size_t end = first;
    while (end < t->n && t->row[end].indicator == t->row[first].indicator &&
           strcmp(t->row[end].scenario, t->row[first].scenario) == 0)
        end++;
    return end;
}

ot_status ot_export_iamc(const ot_export *x, ot_error *err) {
    ot_buffer out = {0};
    const ot_band_table *t = x->bands;
    ot_buffer_text(&out, "Model,Scenario,Region,Variable,Unit");
    for (size_t i = 0; t->n > 0 && i < end_of(t, 0); i++)
        ot_buffer_format(&out, ",%d", t->row[i].year);
    ot_buffer_text(&out, "\n");
    for (size_t first = 0; first < t->n;) {
        const size_t end = end_of(t, first);
        for (int k = MEDIAN; k < (int)t->n_quantiles; k++)
            put_series(&out, x, first, end, k);
        first = end;
    }
    return ot_export_add(x, "iamc.csv", &out, err);
}
