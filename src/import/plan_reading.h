/* plan_reading.h -- a plan document while it is read: its lines, statements, table, what was unread
 *
 * Lines are folded before they are read: full-width letters, digits and signs of arithmetic become
 * ASCII, ASCII punctuation between Chinese words becomes full-width, blanks go. Quotations are the
 * document's own text. Memory that runs out shows in `failed`, which is looked at once, at the end.
 */
#ifndef OT_IMPORT_PLAN_READING_H
#define OT_IMPORT_PLAN_READING_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "import/plan_slice.h"
#include "outturn/import.h"
#include "outturn/plan.h"

typedef struct ot_plan_line {
    ot_slice raw;
    int is_table; /* the table's reader has taken it */
} ot_plan_line;

typedef struct ot_folded { /* a line as the grammar reads it */
    ot_slice text;
    const size_t *at; /* [text.n + 1]: where each byte stands in the raw line */
} ot_folded;

typedef struct ot_claim { /* a statement of the text; texts live in the arena, none is NULL */
    const char *id, *indicator, *name_zh, *name_en, *section;
    const char *value, *value_to, *unit, *of_which, *note, *wording, *role, *kind;
    const char *measure, *matched, *quote;
    ot_relation relation;
    int year, line; /* year 0: none */
} ot_claim;

/* Why digits were not read. One row each: name, English, Chinese. */
#define OT_UNREAD_LIST(X)                                                                         \
    X(OT_UNREAD_NAME, "part of a name", "名称中的数字")                                           \
    X(OT_UNREAD_ORDINAL, "a rank or an ordinal", "名次或序数")                                    \
    X(OT_UNREAD_SPAN, "a span of time, not a quantity", "时间长度，不是指标数值")                 \
    X(OT_UNREAD_UNIT, "no unit that is known stands behind it", "其后没有可识别的单位")           \
    X(OT_UNREAD_INDICATOR, "nothing says what it measures", "看不出是什么指标")                   \
    X(OT_UNREAD_LIST_LENGTH, "as many names as numbers are needed", "名称与数字的个数不一致")     \
    X(OT_UNREAD_MANY, "too many numbers in one clause", "一个分句中的数字过多")                   \
    X(OT_UNREAD_RANGE, "a range whose first end is not below its second", "区间的前端不小于后端") \
    X(OT_UNREAD_RATIO, "a ratio of several numbers", "多个数字之比")                              \
    X(OT_UNREAD_NUMERAL, "a number in Chinese numerals", "以汉字书写的数字")                      \
    X(OT_UNREAD_PACE, "a change of a rate of change", "增速的变动，不是指标数值")                 \
    X(OT_UNREAD_LEAD, "a distance from something else", "与其他指标的差距，不是指标数值")         \
    X(OT_UNREAD_WORDS, "a multiple in words", "以文字表示的倍数")                                 \
    X(OT_UNREAD_HEADER, "a table whose header is not understood", "表头无法理解的表格")           \
    X(OT_UNREAD_ROW, "a row that no table explains", "不属于任何表格的行")                        \
    X(OT_UNREAD_COLUMN, "cells that fit the columns in no way or in several",                     \
      "单元格与各列无法对应，或有多种对应方式")                                                   \
    X(OT_UNREAD_HEADING, "a column of the table that has no place among the indicators' years",   \
      "表格中不属于任何年份数值的列")                                                             \
    X(OT_UNREAD_CELL, "a cell that is neither a number nor a known wording",                      \
      "单元格既不是数字，也不是可识别的文字")                                                     \
    X(OT_UNREAD_DOUBLE, "the same row stands in the table twice", "同一指标在表中重复出现")

typedef enum ot_unread_reason {
#define OT_ROW(name, english, chinese) name,
    OT_UNREAD_LIST(OT_ROW)
#undef OT_ROW
        OT_N_UNREAD_REASONS
} ot_unread_reason;

const char *ot_unread_text(ot_unread_reason reason, ot_language language);

typedef struct ot_unread {
    const char *quote;
    int line;
    ot_unread_reason reason;
} ot_unread;

enum { OT_PLAN_MOST_COLUMNS = 24 };

typedef struct ot_sheet_column { /* of values: year and what they are */
    int year, is_plan, is_growth;
} ot_sheet_column;

typedef struct ot_sheet_row { /* a row of the indicator table(s) */
    const char *id, *section, *name_zh, *name_en, *unit, *measure, *basis, *kind, *note;
    const char *matched, *quote;
    const char *cell[OT_PLAN_MOST_COLUMNS]; /* by the reading's columns; NULL: none */
    int is_inferred[OT_PLAN_MOST_COLUMNS];
    int line;
} ot_sheet_row;

typedef struct ot_plan_names ot_plan_names;

typedef struct ot_plan_reading {
    ot_arena *arena;
    const char *path, *document; /* its file, and that without folders */
    ot_notes *notes;
    const ot_plan_names *names;
    ot_plan_line *line;
    size_t n_lines;
    int year; /* of the plan */
    ot_claim *claim;
    size_t n_claims, claim_room;
    ot_unread *unread;
    size_t n_unread, unread_room;
    ot_sheet_row *row;
    size_t n_rows, row_room, n_tables;
    ot_sheet_column column[OT_PLAN_MOST_COLUMNS];
    size_t n_columns;
    char *fold_text; /* of the line at hand */
    size_t *fold_at;
    size_t fold_room;
    int failed;
} ot_plan_reading;

/*
 * Read a document's text, UTF-8; everything lives as long as *out, and `text` must.
 * OT_ERR_INPUT  no year is printed in it
 * OT_ERR_NOMEM  memory
 */
ot_status ot_plan_reading_new(const char *path, const char *text, size_t n,
                              const ot_plan_names *names, ot_notes *notes, ot_plan_reading **out,
                              ot_error *err) OT_CHECK_RESULT;
void ot_plan_reading_free(ot_plan_reading *r);

/* The steps of reading, in their order. */
void ot_plan_read_tables(ot_plan_reading *r);
void ot_plan_read_prose(ot_plan_reading *r);

/* The line as the grammar reads it; the next call ends it. */
ot_folded ot_plan_fold(ot_plan_reading *r, ot_slice raw);

const char *ot_plan_keep(ot_plan_reading *r, ot_slice text); /* never NULL */
const char *ot_plan_keep_text(ot_plan_reading *r, const char *text);
/* Without line ends, tabs and surplus blanks. */
const char *ot_plan_keep_quote(ot_plan_reading *r, ot_slice raw);
ot_claim *ot_plan_add_claim(ot_plan_reading *r); /* NULL: no memory */
ot_sheet_row *ot_plan_add_row(ot_plan_reading *r);
void ot_plan_add_unread(ot_plan_reading *r, int line, ot_slice raw, ot_unread_reason reason);

/* The files of the folder. */
void ot_plan_write_indicators(const ot_plan_reading *r, ot_buffer *out);
void ot_plan_write_statements(const ot_plan_reading *r, ot_buffer *out);
void ot_plan_write_unread(const ot_plan_reading *r, ot_buffer *out);
/* Tell of rows whose columns were inferred, those of one form together. */
void ot_plan_note_inferred(ot_plan_reading *r);
extern const char ot_plan_unread_header[]; /* by it, a folder that import wrote is known */
/* cell_plan_growth_2023 */
void ot_plan_column_name(const ot_sheet_column *column, char *name, size_t size);

#endif
