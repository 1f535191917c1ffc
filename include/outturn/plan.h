/*
 * plan.h -- the document's statements, each with its place and wording
 *
 * Layer   data
 * Shapes  statements in the order of the files and rows
 * Units   as printed; `unit` names it
 * Method  transcribed tables: of indicators (id,section,name_zh,name_en,unit_zh,unit_en,measure,
 *         cell_YEAR...,cell_growth_YEAR,cell_plan_YEAR,cell_plan_growth_YEAR,...) and of the text's
 *         numbers (id,indicator,name_zh,name_en,section,relation,value,unit_zh,unit_en,year,
 *         of_which_new,note,wording,role,kind). A cell of the table of indicators is a statement
 *         "<id>.level_YEAR" or "<id>.growth_YEAR"; cells of past years are facts; cells that are
 *         empty or hold a dash state nothing. Where a year has columns of both, the plan's cell is
 *         "<id>.plan_level_YEAR" or "<id>.plan_growth_YEAR". Either form may have document,
 *         line, quote (the place in the document itself) and inferred (names of the row's cells
 *         whose column the reader of the document had to infer, parted by semicolons); the
 *         second also value_to, the upper end of a range.
 */
#ifndef OT_PLAN_H
#define OT_PLAN_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/input.h"
#include "outturn/notes.h"
#include "outturn/table.h"

/* What a statement says of a quantity. One row each: name in files, English, Chinese. */
#define OT_RELATION_LIST(X)                                                              \
    X(OT_RELATION_AT_LEAST, "at_least", "at least", "不低于")                            \
    X(OT_RELATION_AT_MOST, "at_most", "at most", "不高于")                               \
    X(OT_RELATION_ABOUT, "about", "about", "左右")                                       \
    X(OT_RELATION_WITHIN, "within", "within", "介于")                                    \
    X(OT_RELATION_RISING, "rising", "rising", "上升")                                    \
    X(OT_RELATION_FALLING, "falling", "falling", "下降")                                 \
    X(OT_RELATION_REACH, "reach", "reaches", "达到")                                     \
    X(OT_RELATION_STATED, "stated", "is stated as", "列为")                              \
    X(OT_RELATION_INCREASE_BY, "increase_by", "increases by", "增加")                    \
    X(OT_RELATION_INCREASE_BY_AT_LEAST, "increase_by_at_least", "increases by at least", \
      "至少增加")                                                                        \
    X(OT_RELATION_NOT_FALLING, "not_falling", "does not fall", "不下降")                 \
    X(OT_RELATION_ASSIGNED, "assigned", "is assigned elsewhere", "由上级下达")           \
    X(OT_RELATION_MILESTONE, "milestone", "is a milestone", "为里程碑")                  \
    X(OT_RELATION_NONE, "none", "has no number", "无数值")

typedef enum ot_relation {
#define OT_ROW(name, text, english, chinese) name,
    OT_RELATION_LIST(OT_ROW)
#undef OT_ROW
        OT_N_RELATIONS
} ot_relation;

const char *ot_relation_name(ot_relation relation); /* "at_least" */
const char *ot_relation_text(ot_relation relation, ot_language language);
int ot_relation_find(const char *name, ot_relation *out); /* 0 when there is none of that name */

typedef struct ot_plan_place { /* where the document says it */
    const char *document;      /* its file; "" if the table does not say */
    int line;                  /* 0: not said */
    const char *quote;         /* the clause or the row; "" */
} ot_plan_place;

typedef struct ot_statement {
    const char *id;                   /* "grp_growth_2023", or "grp.level_2023" of a table's cell */
    const char *indicator;            /* the document's own name of the quantity */
    const char *name[OT_N_LANGUAGES]; /* as printed, and its translation */
    const char *unit[OT_N_LANGUAGES];
    const char *section; /* 序, 一 ... */
    const char *measure; /* "level", "growth"; "" when the document leaves it to the reader */
    const char *basis;   /* of growth: "real", "nominal"; "" if not said */
    const char *wording; /* 以上, 力争 ...; of a table's cell: the cell verbatim */
    const char *role;    /* target, aim, project, description, programme, fact */
    const char *kind;    /* expected, firm, unstated ... */
    const char *note;
    ot_relation relation;
    ot_figure figure;   /* the number with its printed digits; missing where none is printed */
    ot_figure upper;    /* of a range (4.5%—5%), whose lower end is `figure`; else missing */
    ot_figure of_which; /* 其中：新增; missing where none is printed */
    int year;           /* 0 where none is printed */
    const char *file;   /* of the transcribed table */
    int line;
    ot_plan_place place;
    int is_inferred; /* the reader of the document inferred the cell's column */
} ot_statement;

typedef struct ot_plan ot_plan;

/*
 * Read the transcribed tables path[0..n). The caller frees *out.
 *
 * OT_ERR_IO     a file cannot be read
 * OT_ERR_INPUT  a file has neither form, a row is ragged, a cell cannot be read, an id stands twice
 * OT_ERR_NOMEM  memory
 */
ot_status ot_plan_load(const char *const *path, size_t n, ot_notes *notes, ot_plan **out,
                       ot_error *err) OT_CHECK_RESULT;
void ot_plan_free(ot_plan *plan);

size_t ot_plan_count(const ot_plan *plan);
const ot_statement *ot_plan_at(const ot_plan *plan, size_t i);
const ot_statement *ot_plan_find(const ot_plan *plan, const char *id); /* NULL: none */

size_t ot_plan_n_inputs(const ot_plan *plan);
const ot_input *ot_plan_input(const ot_plan *plan, size_t i);

#endif
