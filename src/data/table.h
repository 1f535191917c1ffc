/* table.h -- how a table is made: rows of any number of files, then an order to look them up */
#ifndef OT_DATA_TABLE_H
#define OT_DATA_TABLE_H

#include <stddef.h>

#include "base/arena.h"
#include "data/pool.h"
#include "outturn/table.h"

struct ot_table {
    ot_arena *arena; /* every text */
    ot_observation *row;
    size_t n, capacity;
    const ot_observation **sorted; /* by series, year, area, vintage; then as in the files */
    ot_input *input;               /* in the arena */
    size_t n_inputs;
};

typedef struct ot_table_reader {
    ot_table *table;
    ot_pool pool;
    ot_notes *notes;
} ot_table_reader;

/* Append the rows of one file's text, which is written to. OT_ERR_INPUT, OT_ERR_NOMEM */
ot_status ot_table_read(ot_table_reader *reader, const char *path, char *text, size_t n,
                        ot_error *err) OT_CHECK_RESULT;

/*
 * A table of other rows, whose texts are those of `base`, which must outlive it: for who looks at
 * what was known at an earlier time. OT_ERR_INPUT: a row stands twice; OT_ERR_NOMEM
 */
ot_status ot_table_of_rows(const ot_table *base, const ot_observation *row, size_t n,
                           ot_table **out, ot_error *err) OT_CHECK_RESULT;

/* ot_table_load of one file's bytes, in any encoding; `path` names them in messages. */
ot_status ot_table_parse(const char *path, const char *data, size_t n, ot_notes *notes,
                         ot_table **out, ot_error *err) OT_CHECK_RESULT;

#endif
