/* Exports: the bands are made or read, then one format writes its files. */
#include "report/export/export.h"

#include <string.h>

#include "report/words/words.h"

static const char *const WORD[OT_N_EXCHANGES] = {
#define OT_ROW(name, word, english, chinese) [name] = word,
    OT_EXCHANGE_LIST(OT_ROW)
#undef OT_ROW
};

static ot_status (*const WRITE[OT_N_EXCHANGES])(const ot_export *x, ot_error *err) = {
    [OT_EXCHANGE_HUBVERSE] = ot_export_hubverse,
    [OT_EXCHANGE_IAMC] = ot_export_iamc,
    [OT_EXCHANGE_SDMX] = ot_export_sdmx,
    [OT_EXCHANGE_PACKAGE] = ot_export_package,
};

ot_exchange ot_exchange_find(const char *word) {
    for (int k = 0; k < OT_N_EXCHANGES; k++)
        if (strcmp(WORD[k], word) == 0) return (ot_exchange)k;
    return OT_N_EXCHANGES;
}

const char *ot_exchange_word(ot_exchange format) { return WORD[format]; }

const char *ot_export_area(const ot_export *x) {
    return x->model->spec->area ? x->model->spec->area : "unspecified";
}

const char *ot_export_indicator(const ot_export *x, const ot_band_row *row) {
    return x->model->indicator[row->indicator].spec->id;
}

const char *ot_export_label(const ot_export *x, const ot_band_row *row) {
    return x->model->indicator[row->indicator].spec->label.text[OT_LANGUAGE_EN];
}

const char *ot_export_unit(const ot_export *x, const ot_band_row *row) {
    return ot_unit_of_indicator(x->model, row->indicator);
}

ot_status ot_export_add(const ot_export *x, const char *name, ot_buffer *bytes, ot_error *err) {
    ot_status status = OT_OK;
    if (bytes->failed)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for %s", "内存不足以生成 %s", name);
    else
        status = ot_fileset_add(x->set, name, bytes->data ? bytes->data : "", bytes->length, err);
    ot_buffer_clear(bytes);
    return status;
}

ot_status ot_export_write(const ot_parts *parts, ot_exchange format, const char *from,
                          const char *folder, ot_error *err) {
    ot_band_table bands;
    ot_export x = {.parts = parts, .model = parts->model, .bands = &bands};
    ot_status status = from ? ot_band_table_read(parts->model, from, &bands, err)
                            : ot_band_table_of(parts->projection, &bands, err);
    if (!status) status = ot_fileset_new(folder, &x.set, err);
    if (!status) status = WRITE[format](&x, err);
    if (!status) status = ot_fileset_commit(x.set, err);
    ot_fileset_free(x.set);
    ot_band_table_clear(&bands);
    return status;
}
