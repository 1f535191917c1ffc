/* scoring_files.h -- forecasts and outturns as rows of files, before they are brought together */
#ifndef OT_ASSESS_SCORING_FILES_H
#define OT_ASSESS_SCORING_FILES_H

#include "assess/scoring/scoring.h"

typedef enum ot_told_kind { /* in this order within a forecast */
                            OT_TOLD_QUANTILE,
                            OT_TOLD_DRAW,
                            OT_TOLD_MEAN,
                            OT_TOLD_MEDIAN,
                            OT_N_TOLD_KINDS
} ot_told_kind;

/* One row of forecasts. */
typedef struct ot_told {
    size_t method;
    const char **task; /* [n_tasks] what was forecast, as in the file */
    ot_told_kind kind;
    double probability; /* of a quantile */
    double value;
    int line, column; /* of the value */
    double outturn;   /* NaN: there is none */
    size_t horizon;   /* 0: not said */
} ot_told;

typedef struct ot_told_rows {
    const char *path;
    const char **task; /* names of columns */
    size_t n_tasks;
    size_t location, target, origin, horizon; /* tasks, or OT_SCORING_ANY */
    ot_told *row;
    size_t n, capacity;
    const char **method;
    size_t n_methods;
} ot_told_rows;

/* scoring_forecasts.c. Texts live in the arena; free rows->row whatever this returns. */
ot_status ot_told_read(const char *path, ot_arena *arena, ot_notes *notes, ot_told_rows *rows,
                       ot_error *err) OT_CHECK_RESULT;
/* scoring_outturns.c: looks up the outturn of every row. */
ot_status ot_told_find_outturns(ot_told_rows *rows, const char *path, ot_arena *arena,
                                ot_notes *notes, ot_error *err) OT_CHECK_RESULT;

#endif
