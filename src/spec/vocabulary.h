/* vocabulary.h -- what a model file declares for its equations beside series and coefficients:
 * constants, functions, sets, and which indicators and drivers are over sets */
#ifndef OT_SPEC_VOCABULARY_H
#define OT_SPEC_VOCABULARY_H

#include <stddef.h>

#include "spec/label.h"
#include "spec/text.h"

typedef struct ot_constant_spec {
    const char *id, *alias; /* alias: NULL */
    ot_label label;
    double value; /* in its unit */
    ot_text unit; /* s is NULL: a bare number */
    ot_remark source, note;
    ot_place place, alias_place;
} ot_constant_spec;

enum { OT_MOST_PARAMETERS = 9 };

/* share(a, b) = 100 * a / b */
typedef struct ot_function_spec {
    const char *id;
    ot_text text;
    const char *parameter[OT_MOST_PARAMETERS];
    size_t n_parameters;
    size_t body; /* offset in the text */
    ot_place place;
} ot_function_spec;

typedef struct ot_member_spec {
    const char *id, *alias; /* alias: NULL */
    ot_label label;
    ot_place place, alias_place;
} ot_member_spec;

typedef struct ot_set_spec {
    const char *id, *alias; /* alias: NULL */
    const ot_member_spec *member;
    size_t n_members; /* at least 1 */
    ot_place place, alias_place;
} ot_set_spec;

enum { OT_MOST_SETS = 3 }; /* of one indicator or driver */

/* An indicator or driver that is written once for all members: output over county is output_akto,
 * output_wuqia ... */
typedef struct ot_indexed_spec {
    const char *id, *alias; /* alias: NULL */
    const ot_set_spec *set[OT_MOST_SETS];
    size_t n_sets;
    ot_place place, alias_place;
} ot_indexed_spec;

typedef struct ot_binding { /* which member a set stands for */
    const ot_set_spec *set;
    const ot_member_spec *member;
} ot_binding;

typedef struct ot_vocabulary {
    const ot_constant_spec *constant;
    const ot_function_spec *function;
    const ot_set_spec *set;
    const ot_indexed_spec *indexed;
    size_t n_constants, n_functions, n_sets, n_indexed;
} ot_vocabulary;

/* By id or alias; NULL: none. A member is one of the set. */
const ot_constant_spec *ot_vocabulary_constant(const ot_vocabulary *words, const char *name,
                                               size_t n);
const ot_function_spec *ot_vocabulary_function(const ot_vocabulary *words, const char *name,
                                               size_t n);
const ot_set_spec *ot_vocabulary_set(const ot_vocabulary *words, const char *name, size_t n);
const ot_indexed_spec *ot_vocabulary_indexed(const ot_vocabulary *words, const char *name,
                                             size_t n);
/* Does an equation name the constant, or a function that does? */
int ot_vocabulary_uses(const ot_vocabulary *words, const char *equation,
                       const ot_constant_spec *constant);
const ot_member_spec *ot_set_member(const ot_set_spec *set, const char *name, size_t n);

#endif
