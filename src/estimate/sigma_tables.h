/* sigma_tables.h -- tables of sigma that were made before, for who makes many cases of one model
 *
 * A table depends on nothing but the degrees of freedom, and takes most of the time of a case. */
#ifndef OT_ESTIMATE_SIGMA_TABLES_H
#define OT_ESTIMATE_SIGMA_TABLES_H

#include "estimate/law.h"

typedef struct ot_sigma_tables ot_sigma_tables;

ot_sigma_tables *ot_sigma_tables_new(void); /* NULL when memory ran out */
void ot_sigma_tables_free(ot_sigma_tables *tables);

/* As ot_sigma_table_make; `tables` (NULL: none) is asked first, and remembers. */
ot_status ot_sigma_tables_get(ot_sigma_tables *tables, double df, ot_law_table *out,
                              ot_error *err) OT_CHECK_RESULT;

#endif
