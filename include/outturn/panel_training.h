/*
 * panel_training.h -- learn from every series of some panels
 *
 * Layer   assess
 * Shapes  of each series (indicator of an area) the last values that follow one another without a
 *         gap; series of the same values are one group
 * Units   those of the panel
 * Method  outturn/training.h
 */
#ifndef OT_PANEL_TRAINING_H
#define OT_PANEL_TRAINING_H

#include "outturn/error.h"
#include "outturn/table.h"
#include "outturn/training.h"

/* As ot_training_new; each table is a panel. OT_ERR_INPUT, OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_panel_training_new(ot_table *const *table, size_t n_tables,
                                const ot_training_options *options, ot_training **out,
                                ot_error *err) OT_CHECK_RESULT;

#endif
