/* A data package: bands.csv and indicators.csv with their descriptor. */
#include <math.h>

#include "base/json.h"
#include "base/number.h"
#include "report/export/export.h"
#include "report/text/csv.h"

/* Names, types and descriptions of the columns of bands.csv, but for its quantiles. */
typedef struct package_field {
    const char *name, *type, *description;
} package_field;

static const package_field BANDS[] = {
    {"scenario", "string", "id of the scenario"},
    {"indicator", "string", "id of the indicator; indicators.csv has its label and unit"},
    {"unit", "string", "declared unit of the values"},
    {"year", "year", "calendar year"},
    {"median", "number", "median of the draws"},
    {"mean", "number", "mean of the draws; empty where a single draw makes up most of the sum"},
};
static const package_field INDICATORS[] = {
    {"indicator", "string", "id"},
    {"label_en", "string", "English label"},
    {"label_zh", "string", "Chinese label"},
    {"unit", "string", "declared unit"},
    {"source", "string", "what its equation rests on"},
};
enum {
    N_BANDS = sizeof BANDS / sizeof *BANDS,
    N_INDICATORS = sizeof INDICATORS / sizeof *INDICATORS
};

static ot_status put_bands(const ot_export *x, ot_error *err) {
    ot_buffer out = {0};
    const ot_band_table *t = x->bands;
    for (int k = 0; k < N_BANDS; k++)
        ot_buffer_format(&out, k ? ",%s" : "%s", BANDS[k].name);
    for (size_t k = 0; k < t->n_quantiles; k++) {
        ot_buffer_text(&out, ",q");
        ot_csv_put_number(&out, t->probability[k]);
    }
    for (size_t i = 0; i < t->n; i++) {
        const ot_band_row *row = &t->row[i];
        ot_buffer_text(&out, "\n");
        ot_csv_put_text(&out, row->scenario);
        ot_buffer_format(&out, ",%s,", ot_export_indicator(x, row));
        ot_csv_put_text(&out, ot_export_unit(x, row));
        ot_buffer_format(&out, ",%d,", row->year);
        ot_csv_put_number(&out, row->median);
        ot_buffer_text(&out, ",");
        ot_csv_put_number(&out, row->mean);
        for (size_t k = 0; k < t->n_quantiles; k++) {
            ot_buffer_text(&out, ",");
            ot_csv_put_number(&out, row->quantile[k]);
        }
    }
    ot_buffer_text(&out, "\n");
    return ot_export_add(x, "bands.csv", &out, err);
}

static int is_in(const ot_band_table *t, size_t indicator) {
    for (size_t i = 0; i < t->n; i++)
        if (t->row[i].indicator == indicator) return 1;
    return 0;
}

static ot_status put_indicators(const ot_export *x, ot_error *err) {
    ot_buffer out = {0};
    for (int k = 0; k < N_INDICATORS; k++)
        ot_buffer_format(&out, k ? ",%s" : "%s", INDICATORS[k].name);
    ot_buffer_text(&out, "\n");
    for (size_t i = 0; i < x->model->n_indicators; i++) {
        const ot_indicator_spec *spec = x->model->indicator[i].spec;
        const char *source = spec->source.text[OT_LANGUAGE_EN];
        const ot_band_row row = {.indicator = i};
        if (!is_in(x->bands, i)) continue;
        ot_buffer_format(&out, "%s,", spec->id);
        ot_csv_put_text(&out, spec->label.text[OT_LANGUAGE_EN]);
        ot_buffer_text(&out, ",");
        ot_csv_put_text(&out, spec->label.text[OT_LANGUAGE_ZH]);
        ot_buffer_text(&out, ",");
        ot_csv_put_text(&out, ot_export_unit(x, &row));
        ot_buffer_text(&out, ",");
        ot_csv_put_text(&out, source ? source : "");
        ot_buffer_text(&out, "\n");
    }
    return ot_export_add(x, "indicators.csv", &out, err);
}

static void put_field(ot_json *json, const char *name, const char *type, const char *description) {
    ot_json_object(json, NULL);
    ot_json_text(json, "name", name);
    ot_json_text(json, "type", type);
    ot_json_text(json, "description", description);
    ot_json_close_object(json);
}

/* Of the package and of each of its files. A model file that declares none: nothing is claimed. */
static void put_licence(ot_json *json, const char *licence) {
    if (!licence) return;
    ot_json_list(json, "licenses");
    ot_json_object(json, NULL);
    ot_json_text(json, "name", licence);
    ot_json_close_object(json);
    ot_json_close_list(json);
}

static void begin_resource(ot_json *json, const char *name, const char *path, const char *licence) {
    ot_json_object(json, NULL);
    ot_json_text(json, "name", name);
    ot_json_text(json, "path", path);
    ot_json_text(json, "profile", "tabular-data-resource");
    ot_json_text(json, "format", "csv");
    ot_json_text(json, "mediatype", "text/csv");
    ot_json_text(json, "encoding", "utf-8");
    put_licence(json, licence);
    ot_json_object(json, "schema");
    ot_json_list(json, "fields");
}

static void put_key(ot_json *json, const char *const *column, size_t n) {
    ot_json_list(json, "primaryKey");
    for (size_t i = 0; i < n; i++)
        ot_json_text(json, NULL, column[i]);
    ot_json_close_list(json);
}

static void put_bands_resource(ot_json *json, const ot_export *x) {
    static const char *const KEY[] = {"scenario", "indicator", "year"};
    char name[OT_NUMBER_SIZE + 1] = "q";
    begin_resource(json, "bands", "bands.csv", x->model->spec->licence);
    for (int k = 0; k < N_BANDS; k++)
        put_field(json, BANDS[k].name, BANDS[k].type, BANDS[k].description);
    for (size_t k = 0; k < x->bands->n_quantiles; k++) {
        ot_number_shortest(x->bands->probability[k], name + 1);
        put_field(json, name, "number", "quantile of the draws");
    }
    ot_json_close_list(json);
    put_key(json, KEY, sizeof KEY / sizeof *KEY);
    ot_json_list(json, "foreignKeys");
    ot_json_object(json, NULL);
    ot_json_text(json, "fields", "indicator");
    ot_json_object(json, "reference");
    ot_json_text(json, "resource", "indicators");
    ot_json_text(json, "fields", "indicator");
    ot_json_close_object(json);
    ot_json_close_object(json);
    ot_json_close_list(json);
    ot_json_close_object(json);
    ot_json_close_object(json);
}

static void put_indicators_resource(ot_json *json, const char *licence) {
    begin_resource(json, "indicators", "indicators.csv", licence);
    for (int k = 0; k < N_INDICATORS; k++)
        put_field(json, INDICATORS[k].name, INDICATORS[k].type, INDICATORS[k].description);
    ot_json_close_list(json);
    put_key(json, &INDICATORS[0].name, 1);
    ot_json_close_object(json);
    ot_json_close_object(json);
}

/* Of data and plans no licence is known: that is said, not guessed. */
static void put_source(ot_json *json, const ot_input *input, const char *role,
                       const char *licence) {
    ot_json_object(json, NULL);
    ot_json_text(json, "title", role);
    ot_json_text(json, "path", input->path);
    ot_json_text(json, "sha256", input->sha256);
    ot_json_text(json, "license", licence ? licence : "not stated");
    ot_json_close_object(json);
}

static void put_sources(ot_json *json, const ot_parts *parts) {
    ot_json_list(json, "sources");
    put_source(json, ot_spec_input(parts->spec), "model", parts->spec->licence);
    for (size_t i = 0; parts->table && i < ot_table_n_inputs(parts->table); i++)
        put_source(json, ot_table_input(parts->table, i), "observations", NULL);
    for (size_t i = 0; parts->plan && i < ot_plan_n_inputs(parts->plan); i++)
        put_source(json, ot_plan_input(parts->plan, i), "plan", NULL);
    ot_json_close_list(json);
}

ot_status ot_export_package(const ot_export *x, ot_error *err) {
    const ot_spec *spec = x->model->spec;
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    ot_json json;
    ot_json_init(&json, &writer, 1);
    ot_json_object(&json, NULL);
    ot_json_text(&json, "profile", "tabular-data-package");
    ot_json_text(&json, "name", spec->id);
    ot_json_text(&json, "title", spec->title.text[OT_LANGUAGE_EN]);
    ot_json_text(&json, "description", spec->description.text[OT_LANGUAGE_EN]);
    ot_json_text(&json, "created_with", "outturn " OUTTURN_VERSION);
    put_licence(&json, spec->licence);
    put_sources(&json, x->parts);
    ot_json_list(&json, "resources");
    put_bands_resource(&json, x);
    put_indicators_resource(&json, spec->licence);
    ot_json_close_list(&json);
    ot_json_close_object(&json);
    ot_status status = ot_json_end(&json, err);
    if (!status) status = ot_export_add(x, "datapackage.json", &out, err);
    ot_buffer_clear(&out);
    if (!status) status = put_bands(x, err);
    if (!status) status = put_indicators(x, err);
    return status;
}
