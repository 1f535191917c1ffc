/* plan.h -- how a plan is made: statements of any number of transcribed tables of two forms */
#ifndef OT_DATA_PLAN_H
#define OT_DATA_PLAN_H

#include <stddef.h>

#include "base/arena.h"
#include "data/csv.h"
#include "data/figure.h"
#include "data/pool.h"
#include "outturn/plan.h"

struct ot_plan {
    ot_arena *arena; /* every text */
    ot_statement *statement;
    size_t n, capacity;
    const ot_statement **sorted; /* by id; then as in the files */
    ot_input *input;             /* in the arena */
    size_t n_inputs;
};

typedef enum ot_plan_field { /* columns of either form */
                             OT_PLAN_ID,
                             OT_PLAN_INDICATOR,
                             OT_PLAN_NAME_ZH,
                             OT_PLAN_NAME_EN,
                             OT_PLAN_SECTION,
                             OT_PLAN_UNIT_ZH,
                             OT_PLAN_UNIT_EN,
                             OT_PLAN_MEASURE,
                             OT_PLAN_KIND,
                             OT_PLAN_NOTE,
                             OT_PLAN_RELATION, /* of the text's numbers, down to the role */
                             OT_PLAN_VALUE,
                             OT_PLAN_YEAR,
                             OT_PLAN_OF_WHICH_NEW,
                             OT_PLAN_WORDING,
                             OT_PLAN_ROLE,
                             OT_PLAN_LEVEL_RELATION, /* of the table of indicators */
                             OT_PLAN_GROWTH_RELATION,
                             OT_PLAN_GROWTH_BASIS,
                             OT_PLAN_DOCUMENT, /* of either form, optional */
                             OT_PLAN_LINE,
                             OT_PLAN_QUOTE,
                             OT_PLAN_INFERRED,
                             OT_PLAN_MATCHED, /* which name of an indicator was recognised */
                             OT_PLAN_VALUE_TO,
                             OT_N_PLAN_FIELDS
} ot_plan_field;

typedef struct ot_plan_sheet { /* one file while it is read */
    ot_plan *plan;
    ot_pool *pool;
    ot_notes *notes;
    ot_csv csv;
    size_t column[OT_N_PLAN_FIELDS];
    ot_error *err;
} ot_plan_sheet;

/* The cell of the row at hand; an empty one when the file has no such column. */
const ot_csv_cell *ot_plan_cell(const ot_plan_sheet *sheet, ot_plan_field field);

/* A text that lives as long as the plan. OT_ERR_NOMEM */
ot_status ot_plan_text(ot_plan_sheet *sheet, const char *text, size_t n, const char **out);

/* A statement with what the columns of both forms say of the row at hand, the rest empty. */
ot_status ot_plan_begin(ot_plan_sheet *sheet, ot_statement *out);
ot_status ot_plan_add(ot_plan_sheet *sheet, const ot_statement *statement);

/* The relation that the field names; *has_one is 0 when it is empty. */
ot_status ot_plan_relation(ot_plan_sheet *sheet, ot_plan_field field, ot_relation *out,
                           int *has_one);

/* What a printed figure says by itself: 8以上 is at least. */
ot_relation ot_relation_of_figure(ot_figure_kind kind);

/* What a cell of words says (稳步提高: rising); 0 when it says nothing that is known, or holds a
 * number that would be lost. */
int ot_plan_phrase(const char *text, ot_relation *out);

/* Can it be said without a number? */
int ot_relation_is_wordy(ot_relation relation);

/* Note a cell that says the opposite of its relation. */
void ot_plan_compare(ot_plan_sheet *sheet, const ot_csv_cell *cell, ot_relation relation,
                     ot_figure_kind kind);

/* A sign behind a number must agree with the row's unit (which may be empty). */
ot_status ot_plan_check_sign(ot_plan_sheet *sheet, const ot_csv_cell *cell, ot_figure_sign sign,
                             const char *unit);

ot_status ot_plan_number_fault(ot_plan_sheet *sheet, const ot_csv_cell *cell);

/* Read one file's text, which is written to; sheet->csv is set here. */
ot_status ot_plan_read(ot_plan_sheet *sheet, const char *path, char *text, size_t n);

/* Read the rows behind the header. */
ot_status ot_plan_read_text(ot_plan_sheet *sheet);       /* the text's numbers */
ot_status ot_plan_read_indicators(ot_plan_sheet *sheet); /* the table of indicators */

/* ot_plan_load of one file's bytes, in any encoding; `path` names them in messages. */
ot_status ot_plan_parse(const char *path, const char *data, size_t n, ot_notes *notes,
                        ot_plan **out, ot_error *err) OT_CHECK_RESULT;

#endif
