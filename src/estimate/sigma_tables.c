#include "estimate/sigma_tables.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 64 }; /* 17 KB each */

struct ot_sigma_tables {
    size_t n;
    double df[MOST];
    ot_law_table *table[MOST];
};

ot_sigma_tables *ot_sigma_tables_new(void) { return calloc(1, sizeof(struct ot_sigma_tables)); }

void ot_sigma_tables_free(ot_sigma_tables *tables) {
    if (!tables) return;
    for (size_t i = 0; i < tables->n; i++)
        free(tables->table[i]);
    free(tables);
}

ot_status ot_sigma_tables_get(ot_sigma_tables *tables, double df, ot_law_table *out,
                              ot_error *err) {
    for (size_t i = 0; tables && i < tables->n; i++) {
        if (memcmp(&tables->df[i], &df, sizeof df) != 0) continue;
        *out = *tables->table[i];
        return OT_OK;
    }
    const ot_status status = ot_sigma_table_make(df, out, err);
    if (status || !tables || tables->n == MOST) return status;
    ot_law_table *kept = malloc(sizeof *kept);
    if (!kept)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a table of sigma",
                       "内存不足以保存 sigma 表");
    *kept = *out;
    tables->df[tables->n] = df;
    tables->table[tables->n++] = kept;
    return OT_OK;
}
