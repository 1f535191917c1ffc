/* conflict.h -- targets that are met together far more rarely than their own probabilities say
 *
 * Pairs, and triples of which no pair conflicts. Draws are bits, 64 a word. */
#ifndef OT_ASSESS_CONFLICT_H
#define OT_ASSESS_CONFLICT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "outturn/error.h"

enum { OT_CONFLICT_MOST_TARGETS = 3, OT_CONFLICT_MOST = 64 };

/* The joint probability is at most this share of what it would be if the last of them (and, of a
 * triple, any one) did not mind the others, and lower by this many standard errors. Conventions of
 * this program: half as often is what a meeting should hear of; chance alone puts a pair four
 * errors low once in 32,000 (normal tail), and 250 targets make 31,000 pairs. */
#define OT_CONFLICT_SHARE  0.5
#define OT_CONFLICT_ERRORS 4.0

typedef struct ot_conflict {
    size_t target[OT_CONFLICT_MOST_TARGETS]; /* among the projection's */
    size_t n_targets;
    double joint, mcse; /* the probability of all, and its standard error */
    double expected;    /* what it would be: the product; of a triple the least of pair times one */
} ot_conflict;

/* bits[n_targets][n_words] of n draws. At most OT_CONFLICT_MOST are listed, pairs first;
 * *n_left more there are. The list is the arena's. OT_ERR_NOMEM */
ot_status ot_conflict_find(const uint64_t *bits, size_t n_targets, size_t n_words, uint64_t n,
                           ot_arena *arena, ot_conflict **out, size_t *n_out, size_t *n_left,
                           ot_error *err) OT_CHECK_RESULT;

#endif
