/* audit_repair.h -- what the search for repairs shares with the reasons why others are none */
#ifndef OT_ASSESS_AUDIT_REPAIR_H
#define OT_ASSESS_AUDIT_REPAIR_H

#include "assess/audit/audit.h"

typedef struct ot_repairer {
    ot_audit *a;
    size_t *start, *of; /* ties of fact i: of[start[i]] to of[start[i + 1]] */
    size_t *group;      /* [n_ties] of broken ties; SIZE_MAX: not broken */
    size_t n_groups;
    size_t only;   /* the group whose ties alone are asked; SIZE_MAX: all ties */
    double *value; /* [n facts] printed values while a set is tried */
} ot_repairer;

/* audit_move.c: values of figures. */

/* Does the tie hold with the values that are tried? Facts marked in `is_free` may be anything. */
int ot_repairer_agrees(const ot_repairer *r, size_t tie, const char *is_free);
/* Find the nearest printed value of fact i that agrees with all its ties that are asked. */
int ot_repairer_move(ot_repairer *r, size_t i, const char *is_free, double *out);
/* What the other printed values of a broken tie make of fact i, in printed units; NaN: nothing. */
double ot_repairer_implied(const ot_repairer *r, size_t group, size_t i);
/* The same in the digits of the figure, where that agrees with the ties asked; else `least`. */
double ot_repairer_advised(ot_repairer *r, size_t group, size_t i, const char *is_free,
                           double least);

/* audit_repair.c: sets of them. */

/* Does every broken tie of the group hold one of the set? */
int ot_repairer_hits(const ot_repairer *r, size_t group, const size_t *set, size_t n);

/* Say of each candidate that is none of the repairs from `first` on why it is none. */
void ot_audit_unlisted_make(ot_repairer *r, size_t group, const size_t *candidate, size_t n,
                            size_t first);

#endif
