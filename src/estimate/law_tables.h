/* law_tables.h -- tables of laws and sigmas that were made before, for who makes many cases of one
 * model
 *
 * A table depends on nothing but the parameters of its law, or the degrees of freedom of its sigma,
 * and takes most of the time of a case. */
#ifndef OT_ESTIMATE_LAW_TABLES_H
#define OT_ESTIMATE_LAW_TABLES_H

#include "estimate/law.h"

typedef struct ot_law_tables ot_law_tables;

ot_law_tables *ot_law_tables_new(void); /* NULL when memory ran out */
void ot_law_tables_free(ot_law_tables *tables);

/* As ot_law_table_make (`law`; its table and source, which count too, are -1) or, without a law,
 * ot_sigma_table_make (`df`). `tables` (NULL: none) is asked first, and remembers. */
ot_status ot_law_tables_get(ot_law_tables *tables, const ot_law *law, double df, ot_law_table *out,
                            ot_error *err) OT_CHECK_RESULT;

#endif
