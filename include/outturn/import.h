/*
 * import.h -- other engines' models, turned into a folder with a model file and its data
 *
 * Layer   import
 * Shapes  FOLDER/model.cfg, FOLDER/data/series.csv, FOLDER/data/baseline.csv
 * Units   none: every quantity is `unstated`
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

#endif
