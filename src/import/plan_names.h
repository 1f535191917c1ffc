/* plan_names.h -- names under which an indicator is known in text and table */
#ifndef OT_IMPORT_PLAN_NAMES_H
#define OT_IMPORT_PLAN_NAMES_H

#include "import/plan_reading.h"

typedef struct ot_plan_name {
    const char *id, *name_zh, *name_en;
    const char *measure; /* of its row in a table: level, growth, share ... */
    const char *basis;   /* real, nominal: how its growth is measured by convention; "" */
    const char *names;   /* further ones, between bars */
} ot_plan_name;

/*
 * The list that is built in, before it the rows of a CSV file (id,name_zh,name_en,measure,
 * growth_basis,names) that may add to it or replace rows of it; `path` may be NULL.
 * OT_ERR_IO, OT_ERR_INPUT, OT_ERR_NOMEM
 */
ot_status ot_plan_names_new(const char *path, ot_notes *notes, ot_plan_names **out,
                            ot_error *err) OT_CHECK_RESULT;
void ot_plan_names_free(ot_plan_names *names);

/* The indicator of that name, apart from what stands around names (全省, 增长, parentheses); NULL:
 * none. *name is the name of the list that fitted. */
const ot_plan_name *ot_plan_names_find(const ot_plan_names *names, ot_slice text,
                                       const char **name);

/* Its id, for a rate of change or for a level: that of fixed_investment_growth is fixed_investment.
 */
ot_slice ot_plan_name_id(const ot_plan_name *name, int is_rate);

#endif
