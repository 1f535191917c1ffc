/* schema.h -- the one table of the model file: it checks, suggests, fills defaults in, and writes
 * the reference */
#ifndef OT_CONFIG_SCHEMA_H
#define OT_CONFIG_SCHEMA_H

#include <stddef.h>

#include "outturn/error.h"

typedef enum ot_type {
    OT_TYPE_GROUP,  /* { } of the section's keys */
    OT_TYPE_NAMED,  /* { } whose keys are names given by the writer; each value is as `each` */
    OT_TYPE_ITEMS,  /* ( ) of values, each as `each` */
    OT_TYPE_TEXT,   /* never empty */
    OT_TYPE_LABEL,  /* text, or { zh; en } */
    OT_TYPE_ID,     /* a name, as equations can use it */
    OT_TYPE_ALIAS,  /* the same, Chinese allowed */
    OT_TYPE_CHOICE, /* one of `choice` */
    OT_TYPE_PRICE,  /* current, constant:2022 */
    OT_TYPE_NUMBER, /* within low, high */
    OT_TYPE_WHOLE,  /* the same, whole */
    OT_TYPE_BOOLEAN,
    OT_TYPE_YES,         /* true, or left out */
    OT_TYPE_TEXTS,       /* ( ) of texts, no two the same; one text alone is a list of one */
    OT_TYPE_NUMBERS,     /* ( ) of numbers within low, high, rising */
    OT_TYPE_VALUES,      /* a number, ( ) of numbers, or "series" */
    OT_TYPE_PATH,        /* a number or ( ) of numbers */
    OT_TYPE_RANGE,       /* (low, high) */
    OT_TYPE_BOUNDS,      /* (low, high), or (low) */
    OT_TYPE_YEARS,       /* (first, last) */
    OT_TYPE_OUTLIERS,    /* ( ) of years, rising, or "auto" */
    OT_TYPE_SERIES,      /* ( ) of (indicator, series [, area]) */
    OT_TYPE_YEAR_VALUES, /* ( ) of (year, number), no two of a year */
    OT_TYPE_PAIRS,       /* ( ) of (a, b, correlation) */
    OT_TYPE_CONSTANT,    /* a number, or { } of the section's keys */
    OT_TYPE_MEMBERS,     /* ( ) of names or of { } of the section's keys, one at least */
    OT_TYPE_SET,         /* the same, or { } of the section's keys; `each` is the members' rule */
    OT_N_TYPES
} ot_type;

typedef struct ot_choice {
    const char *name;
    int value; /* of its enum in spec/spec.h */
    const char *text[OT_N_LANGUAGES];
} ot_choice;

typedef struct ot_section ot_section;
typedef struct ot_rule ot_rule;

struct ot_rule {
    const char *key;
    ot_type type;
    int required;
    double low, high; /* both 0: no bounds; else INFINITY for one that is missing */
    int open;         /* bit 0: low itself is excluded, bit 1: high */
    int is_apart;     /* of ID and NAMED: no equation speaks of it, so that `log` may be its name */
    const char *unit; /* "percent", "years", "=": of the driver or indicator; NULL: none */
    /* Value when it is left out, as libconfig text, the same in both languages; or words, when it
     * depends; NULL: none. */
    const char *fallback[OT_N_LANGUAGES];
    const ot_choice *choice;
    size_t n_choices;
    const ot_section *section; /* of a group, or of what may be one */
    const ot_rule *each;       /* of NAMED, ITEMS and SET */
    const char *text[OT_N_LANGUAGES];
};

struct ot_section {
    const ot_rule *rule;
    size_t n;
    const char *path; /* "drivers.ID.law", for the reference */
    const char *title[OT_N_LANGUAGES];
    const char *text[OT_N_LANGUAGES]; /* what the reference says above the table */
    const char *example;
};

enum { OT_OPEN_LOW = 1, OT_OPEN_HIGH = 2 };

/* A law's family needs its own keys and allows no other's. */
typedef struct ot_family {
    const char *needs[5]; /* NULL-terminated */
    const char *allows[2];
} ot_family;

const ot_section *ot_schema_root(void);
const ot_section *const *ot_schema_sections(size_t *n); /* in the reference's order */
const ot_rule *ot_schema_find(const char *path);        /* "run.draws"; NULL: none */
const ot_family *ot_schema_family(const char *name);    /* NULL: none */

const ot_rule *ot_section_find(const ot_section *section, const char *key); /* NULL: none */

/* What a name among the rule's choices stands for; it must be one of them (checked before). */
int ot_choice_value(const ot_rule *rule, const char *name);

enum { OT_RULE_TEXT = 320 };
/* What the rule asks for: "a number in [0, 1]". */
void ot_rule_describe(const ot_rule *rule, ot_language language, char text[OT_RULE_TEXT]);
/* Its bounds alone, "[0, 1]", "> 0"; "" when it has none. */
enum { OT_BOUNDS_TEXT = 80 };
void ot_rule_bounds(const ot_rule *rule, ot_language language, char text[OT_BOUNDS_TEXT]);

#endif
