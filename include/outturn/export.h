/*
 * export.h -- the bands of a run in the formats that other programs exchange
 *
 * Layer   report
 * Shapes  a row for each scenario, indicator, year and statistic, or a column for each year
 * Units   declared units, named in each format's own field
 * Method  hubverse model output (hubdocs.readthedocs.io, "Model output"); IAMC wide table (pyam,
 *         "Data model"); SDMX-CSV 2.0 (SDMX TWG, field guide); Data Package (Frictionless
 *         Standards v1, with Table Schema). docs/reference/exchange.md has a sample of each
 */
#ifndef OT_EXPORT_H
#define OT_EXPORT_H

#include "outturn/document.h"
#include "outturn/error.h"

/* The formats. One row each: name, word on the command line, English, Chinese. */
#define OT_EXCHANGE_LIST(X)                                                                       \
    X(OT_EXCHANGE_HUBVERSE, "hubverse", "model output of forecasting hubs", "预测平台的模型输出") \
    X(OT_EXCHANGE_IAMC, "iamc", "wide table of integrated assessment models",                     \
      "综合评估模型的宽表")                                                                       \
    X(OT_EXCHANGE_SDMX, "sdmx-csv", "SDMX-CSV 2.0", "SDMX-CSV 2.0")                               \
    X(OT_EXCHANGE_PACKAGE, "datapackage", "Frictionless data package", "Frictionless 数据包")

typedef enum ot_exchange {
#define OT_ROW(name, word, english, chinese) name,
    OT_EXCHANGE_LIST(OT_ROW)
#undef OT_ROW
        OT_N_EXCHANGES
} ot_exchange;

/* The format of that word; OT_N_EXCHANGES: there is none. */
ot_exchange ot_exchange_find(const char *word);
const char *ot_exchange_word(ot_exchange format);

/*
 * Write the bands into `folder`, all files or none. They are those of `from`, a folder that a run
 * of the same model has written, or where that is NULL of parts->projection. `parts` has spec,
 * table, plan and model.
 *
 * OT_ERR_IO, OT_ERR_NOMEM
 * OT_ERR_INPUT  `from` holds no run, or one of another state of the model file
 */
ot_status ot_export_write(const ot_parts *parts, ot_exchange format, const char *from,
                          const char *folder, ot_error *err) OT_CHECK_RESULT;

#endif
