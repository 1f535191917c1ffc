/* csv.h -- rows of cells out of text (RFC 4180), each cell with its place
 *
 * Quoted cells may hold the separator, line ends and doubled quotes. Line ends are CRLF, LF or CR.
 * The separator is the comma; where the first row holds none, but a tab, it is the tab (what
 * spreadsheets call Unicode text). Rows without any content are passed over. */
#ifndef OT_DATA_CSV_H
#define OT_DATA_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "outturn/error.h"
#include "outturn/input.h"
#include "outturn/notes.h"

typedef struct ot_csv_cell {
    const char
        *text; /* NUL-terminated, without spaces around it; lives until the csv's text ends */
    size_t length;
    int line, column; /* of its first character, quotes included */
} ot_csv_cell;

typedef struct ot_csv {
    const char *path;
    char *text; /* the caller's; cells are unquoted within it */
    size_t n, at;
    int line, column; /* of text[at] */
    char separator;
    ot_csv_cell *cell; /* [n_cells] of the row at hand */
    size_t n_cells, capacity;
    size_t n_columns; /* of the first row, without nameless columns at its end */
} ot_csv;

/* `text` has a NUL at text[n] and is written to. Clear the csv afterwards. */
void ot_csv_init(ot_csv *csv, const char *path, char *text, size_t n);
void ot_csv_clear(ot_csv *csv);

/*
 * Read the next row with content; *has_row is 0 at the end. The first sets n_columns; every later
 * one has at least as many cells, and what it has beyond them is empty.
 *
 * OT_ERR_INPUT  quotes that do not close or stand within a cell, a ragged row, too many columns
 * OT_ERR_NOMEM  memory
 */
ot_status ot_csv_next(ot_csv *csv, int *has_row, ot_error *err) OT_CHECK_RESULT;

/* Read the first row, which names the columns. OT_ERR_INPUT when the file has none or a column
 * between others has no name; OT_ERR_NOMEM */
ot_status ot_csv_header(ot_csv *csv, ot_error *err) OT_CHECK_RESULT;

/*
 * Which column of the header at hand holds which field? names[f] are a field's names between bars
 * ("year|年份"); the case of ASCII letters does not count. column[f] is the field's column, or
 * OT_NO_COLUMN.
 * OT_ERR_INPUT  two columns of one field
 */
#define OT_NO_COLUMN SIZE_MAX
ot_status ot_csv_fields(const ot_csv *csv, const char *const *names, size_t n_names, size_t *column,
                        ot_error *err) OT_CHECK_RESULT;

/* Note that nothing reads this column of the header at hand, and which of `names` (plain ones) it
 * may have meant. */
void ot_csv_note_unused(const ot_csv *csv, size_t column, const char *const *names, size_t n_names,
                        ot_notes *notes);

/* Is the cell one of the names between bars? */
int ot_csv_cell_is(const ot_csv_cell *cell, const char *names);

/* What a message shows of a cell: at most 40 characters, line ends as spaces. */
enum { OT_EXCERPT_SIZE = 4 * 40 + 4 };
const char *ot_csv_cell_excerpt(const ot_csv_cell *cell, char text[OT_EXCERPT_SIZE]);

/* Say that the fault of *err lies in this cell; hands back OT_ERR_INPUT. */
ot_status ot_csv_cell_locate(const ot_csv *csv, const ot_csv_cell *cell, ot_error *err);

/*
 * Read a file of at most 64 MB as UTF-8 text, which the caller frees, and note its content in
 * *input, whose path lives in the arena.
 * OT_ERR_IO, OT_ERR_INPUT, OT_ERR_NOMEM  as ot_file_read and ot_encoding_decode
 */
ot_status ot_csv_load(const char *path, ot_arena *arena, ot_notes *notes, ot_input *input,
                      char **text, size_t *n, ot_error *err) OT_CHECK_RESULT;

/* No control character in a name: it would reach terminals and break lines. OT_ERR_INPUT */
ot_status ot_csv_cell_name(const ot_csv *csv, const ot_csv_cell *cell,
                           ot_error *err) OT_CHECK_RESULT;

#endif
