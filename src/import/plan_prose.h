/* plan_prose.h -- where the reader of the prose stands: section, year, wishes, subjects so far */
#ifndef OT_IMPORT_PLAN_PROSE_H
#define OT_IMPORT_PLAN_PROSE_H

#include "import/plan_quantity.h"
#include "import/plan_reading.h"

enum { OT_PROSE_MOST_SUBJECTS = 8 };

typedef struct ot_prose_time { /* of whom a number is said */
    int year, is_fact;         /* a fact of that year, or a target */
} ot_prose_time;

typedef struct ot_prose {
    ot_plan_reading *r;
    int line; /* from 1 */
    size_t n_of_line;
    ot_slice raw;
    ot_folded folded;
    const char *section;
    ot_prose_time heading, paragraph, now;
    ot_slice sentence;          /* in the folded line */
    int is_expected;            /* among the 主要预期目标 */
    int has_prose, has_heading; /* a sentence, a heading with a time stood before */
    int was_cut;                /* the line before ended within a sentence */
    int was_expected_cut;       /* the line before ended within 主要预期目标 */
    int is_binding;
    const char *wish;                            /* 力争, 计划 ... of the sentence so far; "" */
    int is_part;                                 /* 其中 stands before */
    const char *subject[OT_PROSE_MOST_SUBJECTS]; /* of the sentence, the last one last */
    size_t n_subjects;
    const char *act;               /* 打造 of 打造4个A、6个B; "" */
    size_t last_claim;             /* of this part of the sentence; SIZE_MAX: none */
    size_t quote_begin, quote_end; /* of the clause, folded */
} ot_prose;

/* Read a clause, text.text[begin, end) of the folded line. */
void ot_prose_clause(ot_prose *p, size_t begin, size_t end);

/* The last year of the five-year plan that is named: 2030 of 十五五; 0: none is. */
int ot_five_year_end(ot_slice x);

#endif
