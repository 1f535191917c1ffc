/* audit.h -- how a plan is audited: relations declared, facts indexed, ties judged, findings said
 *
 * A fact is one printed figure with what it is the figure of. A tie is a relation that facts must
 * satisfy together; rules look for ties in the facts and say what they find. */
#ifndef OT_ASSESS_AUDIT_H
#define OT_ASSESS_AUDIT_H

#include "base/arena.h"
#include "base/interval.h"
#include "data/pool.h"
#include "data/unit.h"
#include "outturn/audit.h"

/* Rows of relations.csv. */
typedef enum ot_relation_row_kind {
    OT_ROW_NAME,       /* subject is also called terms, between bars */
    OT_ROW_BASIS,      /* its growth is "real" or "nominal" by convention */
    OT_ROW_PRICE,      /* growth of consumer prices */
    OT_ROW_MATCHED,    /* words: growth is of matched units */
    OT_ROW_CUMULATIVE, /* words: the series is cumulative */
    OT_ROW_PERCENT,    /* words: a share from low to high */
    OT_ROW_SUM,        /* subject = a + b */
    OT_ROW_PARTS,      /* subject holds a + b and more */
    OT_ROW_PRODUCT,    /* subject = a * b */
    OT_ROW_SHARE,      /* subject = a / b */
    OT_ROW_RATIO,      /* subject / a lies from low to high */
    OT_N_ROW_KINDS
} ot_relation_row_kind;

enum { OT_MOST_TERMS = 8 }; /* of rows that are computed with; words have no limit */
typedef struct ot_relation_row {
    ot_relation_row_kind kind;
    const char *subject;
    const char *words; /* the terms as they stand */
    const char **term; /* [n_terms], none of them empty */
    size_t n_terms;
    double low, high; /* NaN: not given */
    const ot_unit *unit;
    const char *text[OT_N_LANGUAGES];
} ot_relation_row;

typedef struct ot_relations {
    ot_relation_row *row;
    size_t n, capacity;
    struct ot_name_entry { /* sorted by the reduced name */
        const char *name, *key;
    } * entry;
    size_t n_entries;
} ot_relations;

typedef enum ot_fact_measure {
    OT_FACT_LEVEL,
    OT_FACT_GROWTH,    /* a fraction */
    OT_FACT_INCREMENT, /* of the level, since the year before */
    OT_FACT_NEW,       /* 其中：新增 */
    OT_FACT_WORDS      /* no number */
} ot_fact_measure;

typedef struct ot_fact {
    const ot_statement *statement;
    const char *key; /* the quantity: equal facts have the same pointer */
    ot_fact_measure measure;
    int year;
    ot_figure figure;
    ot_relation relation; /* at_least, at_most, about, within or stated */
    const ot_unit *unit;  /* NULL: unknown */
    double scale;         /* inside units in one printed unit */
    double point;         /* inside units */
    ot_interval value;    /* the same */
    int is_table, is_actual, is_rate, is_programme;
    size_t order; /* in the plan */
} ot_fact;

typedef enum ot_tie_kind {
    OT_TIE_GROWTH,    /* [0] growth, [1] level, [2] level of the year before */
    OT_TIE_INCREMENT, /* [0] increment, [1] level, [2] level of the year before */
    OT_TIE_SUM,       /* [0] = [1] + [2] + ... */
    OT_TIE_PARTS,     /* [0] >= [1] + [2] + ... */
    OT_TIE_PRODUCT,   /* [0] = [1] * [2] */
    OT_TIE_SHARE,     /* [0] = [1] / [2] */
    OT_TIE_SAME       /* [0] = [1] */
} ot_tie_kind;

typedef enum ot_tie_verdict { OT_TIE_AGREES, OT_TIE_ROUNDING, OT_TIE_BROKEN } ot_tie_verdict;

typedef struct ot_tie {
    ot_tie_kind kind;
    size_t fact[OT_MOST_TERMS + 1];
    size_t n;
    ot_tie_verdict verdict;
    ot_interval computed; /* of fact[0], from the others */
    double point;         /* the same from the printed values */
} ot_tie;

typedef struct ot_fact_index {
    ot_fact *fact; /* by key, measure, year; then as in the plan */
    size_t n, capacity;
} ot_fact_index;

typedef struct ot_audit_list { /* findings while they are made */
    ot_audit_finding *finding;
    size_t n, capacity;
} ot_audit_list;

struct ot_audit {
    ot_arena *arena;
    ot_pool pool;
    const ot_plan *plan;
    ot_audit_options options;
    ot_notes *notes;
    ot_relations relations;
    ot_fact_index facts;
    ot_tie *tie;
    size_t n_ties, tie_capacity;
    ot_audit_list found;
    ot_audit_repair *repair;
    size_t n_repairs, repair_capacity;
    ot_audit_unlisted *unlisted;
    size_t n_unlisted, unlisted_capacity;
    int failed; /* memory ran out: sticks */
};

/* --- relations (audit_relations.c) --- */
ot_status ot_relations_load(ot_audit *a, ot_error *err) OT_CHECK_RESULT;
/* The text of relations.csv, line by line; the last is NULL. Made by the build. */
extern const char *const ot_relations_table[];
/* A name without what is not of the quantity: 全州, （%）, 增长 ...; into `out`. */
enum { OT_REDUCED_SIZE = 400 };
void ot_reduce_name(const char *name, char out[OT_REDUCED_SIZE]);
/* The subject that is called so; NULL: none. */
const char *ot_relations_named(const ot_relations *relations, const char *name);
/* The first row of the kind whose words occur in the text; NULL. */
const ot_relation_row *ot_relations_worded(const ot_relations *relations, ot_relation_row_kind kind,
                                           const char *text);
/* The first row of the kind of this subject; NULL. */
const ot_relation_row *ot_relations_of(const ot_relations *relations, ot_relation_row_kind kind,
                                       const char *subject);

/* --- facts (audit_facts.c) --- */
ot_status ot_facts_make(ot_audit *a, const ot_plan *plan, ot_fact_index *out,
                        ot_error *err) OT_CHECK_RESULT;
/* Let relations that speak of a row of the plan by its id speak of its quantity. */
void ot_facts_adopt(ot_audit *a);
/* The interval that a figure printed so means, in printed units. */
ot_interval ot_figure_interval(ot_relation relation, const ot_figure *figure,
                               const ot_figure *upper);
/* Facts of a quantity, measure and year: [*first, *first + n). */
size_t ot_facts_of(const ot_fact_index *facts, const char *key, ot_fact_measure measure, int year,
                   size_t *first);
/* The one to reckon with: an outturn before the plan of its year, a table's before the text's, a
 * number before a bound; NULL. */
const ot_fact *ot_facts_find(const ot_fact_index *facts, const char *key, ot_fact_measure measure,
                             int year);
/* The same, but only a plain number: stated, or reached. */
const ot_fact *ot_facts_level(const ot_fact_index *facts, const char *key, int year);
int ot_fact_is_plain(const ot_fact *fact);
/* Facts of one key stand together: the end of the run that begins at `first`. */
size_t ot_facts_end(const ot_fact_index *facts, size_t first);
/* The year that facts [first, end) plan for: the last of the table, else of the text; 0: all of
 * them are actual or goals of a programme. */
int ot_facts_plan_year(const ot_fact_index *facts, size_t first, size_t end);
/* "real", "nominal", "matched" or "" (unknown): what its growth is of. */
const char *ot_fact_basis(const ot_audit *a, const ot_fact *growth);

/* --- ties (audit_tie.c) --- */
/* Judge and keep a tie. Returns it until the next is added; NULL when memory ran out. */
const ot_tie *ot_tie_add(ot_audit *a, ot_tie_kind kind, const ot_fact *const *fact, size_t n);
/* The values that fact k may have, given intervals of the others. */
ot_interval ot_tie_project(ot_tie_kind kind, const ot_interval *value, size_t n, size_t k);

/* --- findings (audit_say.c) --- */
typedef struct ot_audit_check { /* a rule, and how it is looked for */
    ot_audit_rule rule;
    void (*look)(ot_audit *a); /* adds ties and findings; NULL: the rule before looks for it */
} ot_audit_check;

typedef struct ot_finding_draft {
    const ot_audit_check *check;
    ot_audit_severity severity;
    const ot_fact *subject;
    const char *name[OT_N_LANGUAGES]; /* instead of the subject's; NULL */
    int year;
    const ot_fact *fact[OT_MOST_TERMS + 2];
    const ot_fact *const *list; /* [n_facts] instead of these; NULL */
    size_t n_facts;
    ot_interval computed, stated; /* inside units */
    double scale;                 /* by which they are divided to be shown */
    const char *unit[OT_N_LANGUAGES];
} ot_finding_draft;

/* A finding to fill in: text, reason, advice, question. NULL when memory ran out. */
ot_audit_finding *ot_finding_add(ot_audit *a, const ot_finding_draft *draft);
/* Fill in a text of the finding; both sentences take the same arguments. */
void ot_finding_say(ot_audit *a, const char *out[OT_N_LANGUAGES], const char *english,
                    const char *chinese, ...) OT_FORMAT(3, 5) OT_FORMAT(4, 5);
/* Numbers as text, which live as long as the audit. */
const char *ot_say_number(ot_audit *a, double value, int decimals);
/* "12.5%以上"; with its unit. */
const char *ot_say_printed(ot_audit *a, const ot_fact *fact, ot_language language);
/* A unit in sentences. */
const char *ot_audit_unit(const char *printed, ot_language language);
int ot_fact_decimals(const ot_fact *fact);
const char *ot_say_percent(ot_audit *a, double fraction); /* "6.38%" */
/* "6.19% to 6.57%"; of fractions. */
const char *ot_say_span(ot_audit *a, ot_interval value, ot_language language);
/* A number of inside units, in the unit and with the digits of a fact. */
const char *ot_say_like(ot_audit *a, const ot_fact *fact, double value, ot_language language);
/* The same with another number in its place, in printed units: "31.7万吨以上". */
const char *ot_say_moved(ot_audit *a, const ot_fact *fact, double value, ot_language language);
/* What a fact is: "level of 2023". */
void ot_say_role(ot_audit *a, const ot_fact *fact, const char *out[OT_N_LANGUAGES]);
/* Where it stands: "the text, part 3"; "the table". */
void ot_say_part(ot_audit *a, const ot_fact *fact, const char *out[OT_N_LANGUAGES]);
/* The same with what stands there: the sentence, or the row. */
void ot_say_place(ot_audit *a, const ot_fact *fact, const char *out[OT_N_LANGUAGES]);
/* Role, printed figure and place: "planned level of 2023, 12049 yuan (table, row ...)". */
void ot_say_fact(ot_audit *a, const ot_fact *fact, const char *out[OT_N_LANGUAGES]);
ot_audit_figure ot_audit_figure_of(ot_audit *a, const ot_fact *fact);

/* --- rules (audit_rule_*.c, listed in audit_rules.c) --- */
extern const ot_audit_check ot_check_growth_level, ot_check_implied_base, ot_check_increment,
    ot_check_parts, ot_check_area_yield, ot_check_deflator, ot_check_same_commitment,
    ot_check_units, ot_check_actual_bound, ot_check_cumulative, ot_check_jump, ot_check_small_step,
    ot_check_average, ot_check_pace, ot_check_ratio, ot_check_previous, ot_check_levels;
/* Let every rule look through the facts. */
void ot_audit_check_all(ot_audit *a);
/* Where the rule stands in the list. */
size_t ot_audit_rule_order(const ot_audit_rule *rule);

/* --- repairs (audit_repair.c), once all ties are known --- */
void ot_audit_repairs(ot_audit *a);

#endif
