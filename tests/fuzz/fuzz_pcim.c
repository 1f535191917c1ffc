/* Fuzz target: any bytes as the JSON text of a .pcim file; bytes that begin with FRML as its
 * statements, in a model that has data of X, Y and Z. What is accepted must give a model file and
 * data files that outturn reads; what is refused must say why in both languages. Seeds:
 * tests/fuzz/corpus/pcim. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data/table.h"
#include "import/pcim.h"
#include "outturn/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int condition) {
    if (!condition) abort();
}

/* A model file may be too large for outturn, or have too many settings; else it must be sound. */
static void check_config(const ot_pcim *pcim) {
    ot_error err;
    ot_spec *spec = NULL;
    ot_buffer text = {0};
    ot_pcim_write_config(pcim, &text);
    demand(!text.failed);
    const ot_status status =
        ot_spec_parse("model.cfg", text.data, text.length, NULL, 0, NULL, &spec, &err);
    demand(!status || (status == OT_ERR_INPUT && pcim->n_variables > 1000));
    ot_spec_free(spec);
    ot_buffer_clear(&text);
}

static void check_data(const ot_pcim *pcim, void (*write)(const ot_pcim *, ot_buffer *)) {
    ot_error err;
    ot_table *table = NULL;
    ot_buffer text = {0};
    write(pcim, &text);
    demand(!text.failed);
    demand(ot_table_parse("data.csv", text.data, text.length, NULL, &table, &err) == OT_OK);
    ot_table_free(table);
    ot_buffer_clear(&text);
}

/* The statements as a text of JSON. */
static void wrap(const char *frml, size_t n, ot_buffer *out) {
    ot_buffer_text(out, "{\"frml\": \"");
    for (size_t i = 0; i < n; i++) {
        const char c = frml[i];
        if (c == '"' || c == '\\') ot_buffer_text(out, "\\");
        ot_buffer_add(out, (unsigned char)c < 0x20 ? " " : &c, 1);
    }
    ot_buffer_text(out,
                   "\", \"current_per\": [2016, 2017], \"lastdf\": {\"X\": {\"2015\": 1}, \"Y\": "
                   "{\"2015\": 2, \"2016\": 3}, \"Z\": {\"2014\": 0.5}}}");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ot_error err;
    ot_pcim *pcim = NULL;
    ot_buffer json = {0};
    if (size >= 4 && memcmp(data, "FRML", 4) == 0)
        wrap((const char *)data, size, &json);
    else
        ot_buffer_add(&json, (const char *)data, size);
    const ot_status status =
        ot_pcim_read("f.pcim", json.data ? json.data : "", json.length, NULL, &pcim, &err);
    if (status) {
        demand(status == OT_ERR_INPUT && err.status == status && !pcim);
        demand(*err.text[OT_LANGUAGE_EN] && *err.text[OT_LANGUAGE_ZH] && *err.file);
    } else {
        check_config(pcim);
        check_data(pcim, ot_pcim_write_series);
        check_data(pcim, ot_pcim_write_baseline);
    }
    ot_pcim_free(pcim);
    ot_buffer_clear(&json);
    return 0;
}
