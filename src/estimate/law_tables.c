#include "estimate/law_tables.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 64 }; /* 17 KB each */

struct ot_law_tables {
    size_t n;
    struct {
        ot_law law; /* of a sigma all 0, family OT_LAW_NONE */
        double df;
    } key[MOST];
    ot_law_table *table[MOST];
};

ot_law_tables *ot_law_tables_new(void) { return calloc(1, sizeof(struct ot_law_tables)); }

void ot_law_tables_free(ot_law_tables *tables) {
    if (!tables) return;
    for (size_t i = 0; i < tables->n; i++)
        free(tables->table[i]);
    free(tables);
}

ot_status ot_law_tables_get(ot_law_tables *tables, const ot_law *law, double df, ot_law_table *out,
                            ot_error *err) {
    static const ot_law NO_LAW = {.family = OT_LAW_NONE};
    const ot_law *key = law ? law : &NO_LAW;
    for (size_t i = 0; tables && i < tables->n; i++) {
        if (memcmp(&tables->key[i].df, &df, sizeof df) != 0) continue;
        if (memcmp(&tables->key[i].law, key, sizeof *key) != 0) continue;
        *out = *tables->table[i];
        return OT_OK;
    }
    const ot_status status =
        law ? ot_law_table_make(law, out, err) : ot_sigma_table_make(df, out, err);
    if (status || !tables || tables->n == MOST) return status;
    ot_law_table *kept = malloc(sizeof *kept);
    if (!kept)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a table of quantiles",
                       "内存不足以保存分位数表");
    *kept = *out;
    tables->key[tables->n].law = *key;
    tables->key[tables->n].df = df;
    tables->table[tables->n++] = kept;
    return OT_OK;
}
