/*
 * import.h -- other engines' models, and plan documents, turned into a folder that outturn reads
 *
 * Layer   import
 * Shapes  of a model FOLDER/model.cfg, FOLDER/data/series.csv, FOLDER/data/baseline.csv; of a
 *         document FOLDER/indicators.csv, FOLDER/statements.csv (plan.h), FOLDER/unread.csv
 * Units   of a model none: every quantity is `unstated`; of a document as printed
 * Method  equations are translated term by term; a stochastic equation's add-factor gets a normal
 *         law: its scale is that of the equation's past residuals, each found by Newton's method,
 *         estimated by Huber's Proposal 2 (P. J. Huber, Annals of Mathematical Statistics 35, 1964,
 *         73-101), which a few breaks in the data do not move
 */
#ifndef OT_IMPORT_H
#define OT_IMPORT_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/notes.h"

typedef struct ot_import_summary {
    char name[256];            /* of the model, as its source calls it; cut if longer */
    int first_year, last_year; /* projected */
    int data_first, data_last; /* observed */
    size_t n_equations, n_drivers;
    size_t n_random;     /* drivers with a law */
    size_t n_stochastic; /* equations that the source calls so */
    size_t n_unscaled;   /* of these, without a law: too little past to take a scale from */
    size_t n_left_out;   /* equations that define add-factors */
    size_t n_unread;     /* variables that no equation speaks of */
    size_t n_renamed;
} ot_import_summary;

/*
 * Read a .pcim file of ModelFlow (gzipped JSON, or its JSON) and write `folder`, all of it or
 * nothing. A file in it that was not imported is never replaced. *summary says what there was.
 *
 * OT_ERR_IO     the file cannot be read, the folder cannot be written or is somebody's own
 * OT_ERR_INPUT  the file is damaged, too large, lacks something, or says what outturn does not have
 * OT_ERR_USAGE  the program was built without jansson or zlib
 * OT_ERR_NOMEM  memory
 */
ot_status ot_import_pcim(const char *path, const char *folder, ot_notes *notes,
                         ot_import_summary *summary, ot_error *err) OT_CHECK_RESULT;

typedef struct ot_plan_import_summary {
    int year; /* of the plan */
    size_t n_lines, n_statements;
    size_t n_tables, n_rows;                  /* of the indicator table */
    size_t n_inferred_rows, n_inferred_cells; /* whose columns were inferred */
    size_t n_recognised;        /* statements and rows whose indicator the list of names knows */
    size_t n_unread;            /* places that hold digits and were not read, of which ... */
    size_t n_unread_quantities; /* ... may be quantities: no names, ranks, spans of time */
} ot_plan_import_summary;

/*
 * Read the text of a plan document (Chinese; UTF-8, UTF-16 with a mark, GB18030) and write what it
 * states as tables that ot_plan_load reads, all of them or nothing. Each row has its line and
 * quotation; what had digits and was not read is listed with its reason. Columns of cells that were
 * inferred are told in *notes. `names_path` (NULL: none) is a CSV file of further names of
 * indicators (id,name_zh,name_en,measure,growth_basis,names).
 *
 * OT_ERR_IO     a file cannot be read, the folder cannot be written or holds somebody's own tables
 * OT_ERR_INPUT  no text, no year printed in it, or a fault in the list of names
 * OT_ERR_NOMEM  memory
 */
ot_status ot_import_plan(const char *path, const char *folder, const char *names_path,
                         ot_notes *notes, ot_plan_import_summary *summary,
                         ot_error *err) OT_CHECK_RESULT;

#endif
