/* document.h -- what a report says, neutral of format: headings, sentences, grids with typed cells
 *
 * Built by appending. A failure (no memory) sticks, so that only the end is checked. Grids marked
 * `is_data` carry every number at full precision for CSV; the others are the summary a person
 * reads. Renderers arrange; they compute nothing. */
#ifndef OT_REPORT_DOCUMENT_H
#define OT_REPORT_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "outturn/document.h"
#include "report/chart.h"
#include "report/tone.h"
#include "report/words/message.h"

typedef enum ot_column_kind {
    OT_COLUMN_TEXT,       /* to the left */
    OT_COLUMN_NUMBER,     /* to the right */
    OT_COLUMN_BAND,       /* value[0] [value[1] .. value[2]] */
    OT_COLUMN_PROBABILITY /* value[0] +- value[1], fractions; shown in percent, without the sign */
} ot_column_kind;

typedef struct ot_column {
    const char *heading;
    const char *full; /* the heading where lines are broken, with words and unit; NULL: the same */
    ot_column_kind kind;
    size_t widest; /* columns of a text before it goes on in the next line; 0: as usual */
    int is_name;   /* its cells say what their rows are about; without one the first column does */
    struct ot_column *next;
} ot_column;

enum { OT_CELL_VALUES = 3, OT_DECIMALS_SHORTEST = -1 };
typedef struct ot_cell {
    const char *text;             /* NULL: the values count */
    double value[OT_CELL_VALUES]; /* NaN: not there */
    int decimals;                 /* for a reader; OT_DECIMALS_SHORTEST: as many as needed */
    const char *mark;             /* behind it, of a note below the grid; NULL */
    const char *before, *after;   /* signs and unit of a number in a workbook's format; NULL */
    ot_tone tone;
    struct ot_cell *next;
} ot_cell;

typedef struct ot_row {
    ot_cell *first, *last;
    struct ot_row *next;
} ot_row;

typedef struct ot_grid {
    const char *name;      /* of the file that holds it alone: "bands"; NULL */
    const char *caption;   /* NULL: the heading above says it */
    const char *elsewhere; /* the name of a data grid that a workbook shows in its place; NULL */
    int is_data;
    ot_column *first_column, *last_column;
    ot_row *first, *last;
    size_t n_columns;
} ot_grid;

typedef enum ot_element_kind {
    OT_ELEMENT_TITLE,
    OT_ELEMENT_SECTION, /* goes on to the next one; a document of one question has none */
    OT_ELEMENT_HEADING,
    OT_ELEMENT_PARAGRAPH,
    OT_ELEMENT_ITEM,
    OT_ELEMENT_GRID,
    OT_ELEMENT_CHART,
    OT_ELEMENT_FORMULA, /* an equation as the model file has it */
    OT_ELEMENT_QUOTE    /* words of somebody else's document */
} ot_element_kind;

/* Where room is short: on paper, or on a screen. */
typedef enum ot_shown {
    OT_SHOWN_ALWAYS,
    OT_SHOWN_AT_LENGTH, /* on paper only where everything is asked for */
    OT_SHOWN_FOLDED     /* the same; on a screen its first heading alone until it is opened */
} ot_shown;

typedef struct ot_element {
    ot_element_kind kind;
    ot_shown shown;
    const char *text;
    const char *name; /* of a section: the same in every language, "review" */
    ot_tone tone;     /* of a heading or a paragraph */
    ot_grid *grid;
    ot_chart *chart;
    struct ot_element *next;
} ot_element;

/* What the document was made of, for the properties of a file: seed, draws, hashes. */
typedef struct ot_property {
    const char *name, *value;
    struct ot_property *next;
} ot_property;

struct ot_document {
    ot_arena *arena;
    ot_language language;
    ot_terminal terminal; /* on which its text is shown */
    ot_element *first, *last;
    ot_property *first_property, *last_property;
    int in_section; /* what is appended is no document of its own: a title of it is left out */
    int failed;     /* memory ran out */
};

/* An empty document; NULL when memory ran out. */
ot_document *ot_document_begin(ot_language language);

/* A message without arguments, in the language of the document. */
const char *ot_word(const ot_document *d, ot_message message);

/* Append a sentence: `message` is the format for the arguments. */
void ot_document_say(ot_document *d, ot_element_kind kind, ot_message message, ...);
void ot_document_text(ot_document *d, ot_element_kind kind, const char *text);

/* Of the element that was appended last. */
void ot_document_tone(ot_document *d, ot_tone tone);

/* Of all that was appended behind `last`, an element or NULL for all there is. */
void ot_document_show_since(ot_document *d, const ot_element *last, ot_shown shown);

/* All that follows belongs to it, until the next. */
void ot_document_section(ot_document *d, const char *name, ot_message heading);

/* The value is copied. */
void ot_document_property(ot_document *d, const char *name, const char *value);

/* A formatted text that lives with the document; "" when memory ran out. */
const char *ot_document_format(ot_document *d, const char *format, ...) OT_FORMAT(2, 3);

/* The text of a buffer, which is cleared. */
const char *ot_document_take(ot_document *d, ot_buffer *buffer);

/* NULL when memory ran out; all functions of grids accept NULL. */
ot_grid *ot_document_grid(ot_document *d, const char *name, int is_data);
void ot_grid_column(ot_document *d, ot_grid *grid, ot_column_kind kind, const char *heading);
void ot_grid_head(ot_grid *grid, const char *full); /* of the last column, where there is room */
enum { OT_MOST_WIDTH = 64 };
void ot_grid_wrap(ot_grid *grid, size_t widest); /* of the last column, at most OT_MOST_WIDTH */
void ot_grid_names(ot_grid *grid);               /* the last column says what rows are about */
void ot_grid_caption(ot_grid *grid, const char *caption);
void ot_grid_row(ot_document *d, ot_grid *grid); /* the cells that follow are its own */
void ot_grid_text(ot_document *d, ot_grid *grid, const char *text);
void ot_grid_number(ot_document *d, ot_grid *grid, double value, int decimals);
/* As many decimals as tell the number from any other. */
void ot_grid_shortest(ot_document *d, ot_grid *grid, double value);
/* Columns of text with these heads, of which the last is NULL. */
void ot_grid_columns(ot_document *d, ot_grid *grid, const char *const *heads);
void ot_grid_band(ot_document *d, ot_grid *grid, double value, double low, double high,
                  int decimals);
void ot_grid_mark(ot_grid *grid, const char *mark); /* the last cell, one with values */
void ot_grid_tone(ot_grid *grid, ot_tone tone);     /* of the last cell */
/* Of the last cell: what stands around its number where the number itself is a cell's value. */
void ot_grid_around(ot_grid *grid, const char *before, const char *after);
/* A workbook shows the data grid of that name instead: the same rows, a value in each cell. */
void ot_grid_elsewhere(ot_grid *grid, const char *name);
/* One that is not told from 0 or 1 within its error is said to be under or over a round number. */
void ot_grid_probability(ot_document *d, ot_grid *grid, double probability, double error);
/* Of two probabilities; `differing` draws tell them apart: 0 is said plainly. */
void ot_grid_difference(ot_document *d, ot_grid *grid, double difference, double error,
                        uint64_t differing);

/* A chart; its layers are appended. NULL when memory ran out: its functions accept that. */
ot_chart *ot_document_chart(ot_document *d, ot_chart_kind kind, const char *name);
/* A chart within a chart of panels. */
ot_chart *ot_chart_panel(ot_document *d, ot_chart *chart, ot_chart_kind kind);
/* Room for n points, all NaN and without text. NULL when memory ran out. */
ot_layer *ot_chart_layer(ot_document *d, ot_chart *chart, ot_layer_kind kind, const char *label,
                         size_t n);

/* Decimals that an uncertainty of `width` supports: three significant digits of it, at most `most`.
 */
int ot_decimals_for(double width, int most);
/* Decimals that show `value` with that many significant digits. */
int ot_decimals_significant(double value, int significant);
/* `value` without the whole digits that are more than that: 1611 to 1610 with three. */
double ot_value_significant(double value, int significant);
/* The same, trailing zeros left out: of a value that is given. */
int ot_decimals_of(double value, int significant);

/* Exponent of the power of ten that a probability seen so rarely is surely below; 0: it is well
 * known. */
int ot_exponent_of_rare(double probability, double error);

/* A share of draws is a decimal fraction: 0.285 is rounded up although 28.499... is what a computer
 * makes of it, as spreadsheets do. */
#define OT_HALF_UP 1e-14

/* Renderers. */
ot_status ot_text_write(const ot_document *d, const ot_writer *writer, ot_error *err);
/* A workbook, by way of a temporary file in `folder`. OT_ERR_USAGE: this build writes none */
ot_status ot_xlsx_write(const ot_document *d, const char *folder, const ot_writer *writer,
                        ot_error *err);
/* One page of documents that say the same in different languages. */
ot_status ot_html_write(const ot_document *const *d, size_t n, const ot_writer *writer,
                        ot_error *err);
ot_status ot_markdown_write(const ot_document *d, const ot_writer *writer, ot_error *err);
/* `name` NULL: every data grid, an empty line between them. */
ot_status ot_csv_write(const ot_document *d, const char *name, const ot_writer *writer,
                       ot_error *err);

#endif
