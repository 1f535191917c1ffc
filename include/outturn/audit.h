/*
 * audit.h -- does a plan agree with itself? Findings that can be read aloud, and repairs
 *
 * Layer   assess
 * Shapes  findings by severity, then in the order of the plan; repairs one a group of mismatches
 * Units   intervals in the unit that stands beside them; percent where it is %
 * Method  every printed figure is the interval of half a unit of its last digit (246.30: 246.295
 *         to 246.305; 8以上: 8 and more; 左右: one unit of the last digit to both sides);
 *         rules compare intervals rounded outwards. Repairs: the smallest weighted set of
 *         figures whose change removes all mismatches (I. P. Fellegi and D. Holt, JASA 71
 *         (1976), 17-35).
 */
#ifndef OT_AUDIT_H
#define OT_AUDIT_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/plan.h"
#include "outturn/table.h"

/* How much a finding weighs; only the first two are a reason to send a plan back.
 * One row each: name in files, English, Chinese. */
#define OT_AUDIT_SEVERITY_LIST(X)                                        \
    X(OT_AUDIT_MISMATCH, "mismatch", "Arithmetic mismatch", "算术不符")  \
    X(OT_AUDIT_SCOPE, "scope", "Scope to be explained", "需说明口径")    \
    X(OT_AUDIT_WORDING, "wording", "Inconsistent wording", "表述不一致") \
    X(OT_AUDIT_NOTE, "note", "Note", "提示")                             \
    X(OT_AUDIT_ROUNDING, "rounding", "Consistent through rounding only", "仅舍入一致")

typedef enum ot_audit_severity {
#define OT_ROW(name, word, english, chinese) name,
    OT_AUDIT_SEVERITY_LIST(OT_ROW)
#undef OT_ROW
        OT_N_AUDIT_SEVERITIES
} ot_audit_severity;

const char *ot_audit_severity_name(ot_audit_severity severity); /* "mismatch" */
const char *ot_audit_severity_text(ot_audit_severity severity, ot_language language);

typedef struct ot_audit_rule { /* what is checked, and the gravest that it can find */
    const char *name;          /* "growth_level" */
    const char *title[OT_N_LANGUAGES];
    const char *explanation[OT_N_LANGUAGES];
    ot_audit_severity severity;
} ot_audit_rule;

const ot_audit_rule *ot_audit_rule_at(size_t i); /* NULL past the last */

typedef struct ot_audit_figure { /* a printed figure that a finding used */
    const ot_statement *statement;
    int is_of_which;  /* its 其中：新增 part */
    const char *file; /* which file it stands in, and where; of the document when it is known */
    int line;
    const char *printed;                /* "32.2", "8以上" */
    const char *quotation;              /* the clause, row or wording; "" */
    const char *role[OT_N_LANGUAGES];   /* "level of 2023" */
    const char *amount[OT_N_LANGUAGES]; /* printed, with unit and bound: "at least 1500 yuan" */
    const char *place[OT_N_LANGUAGES];  /* where in the document, with what stands there */
} ot_audit_figure;

typedef struct ot_audit_finding {
    const char *id; /* "growth_level.grain_output.2023"; one id is used once */
    const ot_audit_rule *rule;
    ot_audit_severity severity;
    const char *subject[OT_N_LANGUAGES]; /* of what, as the plan names it */
    int year;                            /* 0: of no one year */
    const ot_audit_figure *figure;
    size_t n_figures;
    double computed[2], stated[2]; /* low and high; NaN: the rule compares no numbers */
    const char *unit[OT_N_LANGUAGES];
    const char *text[OT_N_LANGUAGES];     /* what is found */
    const char *reason[OT_N_LANGUAGES];   /* 可能原因 */
    const char *advice[OT_N_LANGUAGES];   /* 建议核实 */
    const char *question[OT_N_LANGUAGES]; /* to the responsible department; "" */
} ot_audit_finding;

typedef struct ot_audit_change { /* one figure of a repair */
    ot_audit_figure figure;
    const char *subject[OT_N_LANGUAGES];
    double from, to; /* as printed, in the figure's unit */
    double implied;  /* what the other figures make of it, where it is changed alone; else NaN */
    double advised; /* the same in its printed digits, where that removes the mismatches; else to */
    const char *text_from[OT_N_LANGUAGES], *text_advised[OT_N_LANGUAGES];
    int decimals;
    const char *unit[OT_N_LANGUAGES];
} ot_audit_change;

typedef struct ot_audit_repair { /* change all of these, and the mismatches of its group are gone */
    size_t group;                /* from 0; repairs of one group are alternatives */
    double weight;               /* the less, the sooner believed */
    const ot_audit_change *change;
    size_t n_changes;
} ot_audit_repair;

typedef struct ot_audit_unlisted { /* a figure of a group which alone would not remove it */
    size_t group;
    ot_audit_figure figure;
    const char *reason[OT_N_LANGUAGES];
} ot_audit_unlisted;

typedef struct ot_audit_options {
    const ot_plan *previous;    /* last year's plan or bulletin; NULL */
    const ot_table *panel;      /* comparable areas; NULL */
    const ot_plan *const *part; /* plans of the level below */
    size_t n_parts;
    const char *relations; /* a file of further relations; NULL */
} ot_audit_options;

typedef struct ot_audit ot_audit;

/*
 * Check the plan. What `options` names must outlive the audit, as must the plan. The caller frees
 * *out.
 *
 * OT_ERR_IO     the file of relations cannot be read
 * OT_ERR_INPUT  it is no such file
 * OT_ERR_NOMEM  memory
 */
ot_status ot_audit_new(const ot_plan *plan, const ot_audit_options *options, ot_notes *notes,
                       ot_audit **out, ot_error *err) OT_CHECK_RESULT;
void ot_audit_free(ot_audit *audit);

size_t ot_audit_count(const ot_audit *audit);
const ot_audit_finding *ot_audit_at(const ot_audit *audit, size_t i);
size_t ot_audit_n_repairs(const ot_audit *audit);
const ot_audit_repair *ot_audit_repair_at(const ot_audit *audit, size_t i);
/* Of groups that single figures repair: the others, by group, and why they do not. */
size_t ot_audit_n_unlisted(const ot_audit *audit);
const ot_audit_unlisted *ot_audit_unlisted_at(const ot_audit *audit, size_t i);

size_t ot_audit_n_figures(const ot_audit *audit);  /* printed figures that were read */
size_t ot_audit_n_compared(const ot_audit *audit); /* relations between them that were computed */
size_t ot_audit_n_agreeing(const ot_audit *audit); /* and agree */
const ot_plan *ot_audit_plan(const ot_audit *audit);
/* Is there a finding of the first two severities? */
int ot_audit_is_questioned(const ot_audit *audit);

#endif
