/*
 * shelf.h -- data and plans that several models read, kept so that each is read once
 *
 * Layer   data
 * Shapes  one place for each list of data files with its list of plan files
 * Units   none
 * Method  places in use are counted; of those that nobody uses the last few stay. For any number of
 *         threads; one file is read at a time. What was noted while reading is noted again to
 *         everyone who takes it, so that nobody can tell who read it first
 */
#ifndef OT_SHELF_H
#define OT_SHELF_H

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/plan.h"
#include "outturn/spec.h"
#include "outturn/table.h"

typedef struct ot_shelf ot_shelf;

/* The caller frees *out, once everything was put back. OT_ERR_NOMEM */
ot_status ot_shelf_new(ot_shelf **out, ot_error *err) OT_CHECK_RESULT;
void ot_shelf_free(ot_shelf *shelf);

/*
 * The data and the plan (NULL: it names none) of a model. They are borrowed until *table is put
 * back. Errors are those of ot_table_load and ot_plan_load; what failed is not kept.
 */
ot_status ot_shelf_take(ot_shelf *shelf, const ot_spec *spec, ot_notes *notes,
                        const ot_table **table, const ot_plan **plan,
                        ot_error *err) OT_CHECK_RESULT;
void ot_shelf_put_back(ot_shelf *shelf, const ot_table *table); /* NULL: nothing was taken */

#endif
