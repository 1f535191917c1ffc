/* panel.h -- the series of a panel */
#ifndef OT_ASSESS_PANEL_H
#define OT_ASSESS_PANEL_H

#include "base/arena.h"
#include "outturn/notes.h"
#include "outturn/table.h"
#include "outturn/training.h"

/* One indicator of one area, as it is known today. */
typedef struct ot_panel_series {
    const char *indicator, *area, *unit; /* of the table */
    int first, last;                     /* years that have a value */
} ot_panel_series;

typedef struct ot_panel_chosen { /* n 0: all */
    const char *const *indicator, *const *area;
    size_t n_indicators, n_areas;
} ot_panel_chosen;

/* Those that are chosen and have a value, in the order of the files. OT_ERR_USAGE: the panel has no
 * such indicator or area; OT_ERR_NOMEM */
ot_status ot_panel_list(const ot_table *table, const ot_panel_chosen *choice, ot_arena *arena,
                        ot_panel_series **series, size_t *n, ot_error *err) OT_CHECK_RESULT;

/* "Alder product": the area, where there is one, and the indicator. NULL: no memory. */
const char *ot_panel_name(const ot_panel_series *series, ot_arena *arena);

/* NaN where there is no value. `as_of` as of ot_table_find. */
double ot_panel_value(const ot_table *table, const ot_panel_series *series, int year,
                      const char *as_of);

/* panel_notes.c: cells of the table that hold no number, "n/a" or a bound; they count as missing.
 */
void ot_panel_note_cells(const ot_table *table, const ot_panel_series *series, size_t n,
                         ot_notes *notes);
/* Series of 0 and 1 alone, which mark years: a forecast is a level and says nothing of them. */
ot_status ot_panel_note_flags(const ot_table *table, const ot_panel_series *series, size_t n,
                              ot_arena *arena, ot_notes *notes, ot_error *err) OT_CHECK_RESULT;
/* Years without a value between others, all series in one note. */
ot_status ot_panel_note_gaps(const ot_table *table, const ot_panel_series *series, size_t n,
                             ot_arena *arena, ot_notes *notes, ot_error *err) OT_CHECK_RESULT;

/* panel_training.c: what a training learns from, a panel of each table; values and series are the
 * arena's. OT_ERR_NOMEM */
ot_status ot_panel_training_series(ot_table *const *table, size_t n_tables, ot_arena *arena,
                                   ot_training_series **out, size_t *n,
                                   ot_error *err) OT_CHECK_RESULT;

#endif
