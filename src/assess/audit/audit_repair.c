/* Localise and repair: the smallest weighted sets of figures whose change removes every mismatch
 * (Fellegi and Holt 1976), and the smallest change of each within its printed digits.
 *
 * Broken ties that share figures form a group, repaired on its own. A figure alone repairs a group
 * when it stands in all of its broken ties, and some value of its printed digits agrees with every
 * tie that it stands in, broken or not. Where none does, sets of figures are tried by weight. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/audit/audit_repair.h"
#include "base/list.h"
#include "base/number.h"

/* Sets of three of 40 figures are 9,880. What is left out is said in a note. */
enum { MOST_SET = 3, MOST_REPAIRS = 24, MOST_CANDIDATES = 40 };

/* What was counted is changed less readily than what is planned. A convention of this program (the
 * method leaves weights to its user): one counted figure against two planned ones is a tie. */
static const double WEIGHT_ACTUAL = 2.0, WEIGHT_PLANNED = 1.0;

/* --- which ties a fact stands in --- */

static int index_ties(ot_repairer *r) {
    const ot_audit *a = r->a;
    size_t total = 0;
    for (size_t t = 0; t < a->n_ties; t++)
        total += a->tie[t].n;
    r->start = calloc(a->facts.n + 2, sizeof *r->start);
    r->of = calloc(total + 1, sizeof *r->of);
    r->group = calloc(a->n_ties + 1, sizeof *r->group);
    r->value = calloc(a->facts.n + 1, sizeof *r->value);
    if (!r->start || !r->of || !r->group || !r->value) return 0;
    for (size_t t = 0; t < a->n_ties; t++)
        for (size_t k = 0; k < a->tie[t].n; k++)
            r->start[a->tie[t].fact[k] + 2]++;
    for (size_t i = 2; i < a->facts.n + 2; i++)
        r->start[i] += r->start[i - 1];
    for (size_t t = 0; t < a->n_ties; t++)
        for (size_t k = 0; k < a->tie[t].n; k++)
            r->of[r->start[a->tie[t].fact[k] + 1]++] = t;
    for (size_t i = 0; i < a->facts.n; i++)
        r->value[i] = a->facts.fact[i].figure.value;
    return 1;
}

/* Spread a group from a tie to all broken ones that share figures with it. */
static void spread(ot_repairer *r, size_t tie, size_t group, size_t *stack) {
    const ot_audit *a = r->a;
    size_t n = 0;
    r->group[tie] = group;
    stack[n++] = tie;
    while (n > 0) {
        const size_t t = stack[--n];
        for (size_t k = 0; k < a->tie[t].n; k++) {
            const size_t fact = a->tie[t].fact[k];
            for (size_t e = r->start[fact]; e < r->start[fact + 1]; e++) {
                const size_t other = r->of[e];
                if (r->group[other] != SIZE_MAX || a->tie[other].verdict != OT_TIE_BROKEN) continue;
                r->group[other] = group;
                stack[n++] = other;
            }
        }
    }
}

static int find_groups(ot_repairer *r) {
    size_t *stack = calloc(r->a->n_ties + 1, sizeof *stack);
    if (!stack) return 0;
    for (size_t t = 0; t < r->a->n_ties; t++)
        r->group[t] = SIZE_MAX;
    for (size_t t = 0; t < r->a->n_ties; t++)
        if (r->a->tie[t].verdict == OT_TIE_BROKEN && r->group[t] == SIZE_MAX)
            spread(r, t, r->n_groups++, stack);
    free(stack);
    return 1;
}

/* --- sets of figures --- */

static double weight_of(const ot_repairer *r, size_t fact) {
    return r->a->facts.fact[fact].is_actual ? WEIGHT_ACTUAL : WEIGHT_PLANNED;
}

/* Move each of the set in this order, those not yet moved being free. */
static int moves_in_order(ot_repairer *r, const size_t *set, const size_t *order, size_t n,
                          char *is_free, double *to) {
    double kept[MOST_SET];
    int is_done = 1;
    for (size_t k = 0; k < n; k++) {
        kept[k] = r->value[set[k]];
        is_free[set[k]] = 1;
    }
    for (size_t k = 0; k < n; k++) {
        const size_t at = order[k];
        is_free[set[at]] = 0;
        if (is_done) is_done = ot_repairer_move(r, set[at], is_free, &to[at]);
        if (is_done) r->value[set[at]] = to[at];
    }
    for (size_t k = 0; k < n; k++)
        r->value[set[k]] = kept[k];
    return is_done;
}

/* A figure that is moved first must suit those that follow: every order is tried. */
static int is_feasible(ot_repairer *r, const size_t *set, size_t n, char *is_free, double *to) {
    static const size_t ORDER[][MOST_SET] = {{0, 1, 2}, {1, 0, 2}, {0, 2, 1},
                                             {2, 0, 1}, {1, 2, 0}, {2, 1, 0}};
    static const size_t N_ORDERS[MOST_SET + 1] = {0, 1, 2, 6};
    for (size_t o = 0; o < N_ORDERS[n]; o++)
        if (moves_in_order(r, set, ORDER[o], n, is_free, to)) return 1;
    return 0;
}

int ot_repairer_hits(const ot_repairer *r, size_t group, const size_t *set, size_t n) {
    for (size_t t = 0; t < r->a->n_ties; t++) {
        if (r->group[t] != group) continue;
        const ot_tie *tie = &r->a->tie[t];
        int is_hit = 0;
        for (size_t k = 0; k < tie->n && !is_hit; k++)
            for (size_t s = 0; s < n && !is_hit; s++)
                is_hit = tie->fact[k] == set[s];
        if (!is_hit) return 0;
    }
    return 1;
}

static ot_audit_repair *room(ot_audit *a) {
    ot_audit_repair *grown =
        ot_list_grow(a->repair, a->n_repairs, &a->repair_capacity, sizeof *grown);
    if (!grown) {
        a->failed = 1;
        return NULL;
    }
    a->repair = grown;
    return &a->repair[a->n_repairs++];
}

static void say_change(ot_audit *a, const ot_fact *f, ot_audit_change *c) {
    for (int k = 0; k < OT_N_LANGUAGES; k++) {
        const ot_language language = (ot_language)k;
        c->subject[k] = f->statement->name[k];
        c->unit[k] =
            f->measure == OT_FACT_GROWTH ? "%" : ot_audit_unit(f->statement->unit[k], language);
        c->text_from[k] = ot_say_printed(a, f, language);
        c->text_advised[k] = ot_say_moved(a, f, c->advised, language);
    }
}

static void keep(ot_repairer *r, size_t group, const size_t *set, size_t n, const double *to) {
    ot_audit *a = r->a;
    ot_audit_change *change = ot_arena_alloc(a->arena, n, sizeof *change);
    ot_audit_repair *repair = change ? room(a) : NULL;
    if (!repair) {
        a->failed = 1;
        return;
    }
    *repair = (ot_audit_repair){.group = group, .change = change, .n_changes = n};
    for (size_t k = 0; k < n; k++) {
        const ot_fact *f = &a->facts.fact[set[k]];
        const double least = ot_number_rounded(to[k], ot_fact_decimals(f));
        change[k] = (ot_audit_change){.figure = ot_audit_figure_of(a, f),
                                      .from = f->figure.value,
                                      .to = least,
                                      .advised = least,
                                      .implied = (double)NAN,
                                      .decimals = ot_fact_decimals(f)};
        if (n == 1) {
            change[k].implied = ot_repairer_implied(r, group, set[k]);
            change[k].advised = ot_repairer_advised(r, group, set[k], NULL, least);
        }
        say_change(a, f, &change[k]);
        repair->weight += weight_of(r, set[k]);
    }
}

typedef struct search { /* of the sets of one group */
    size_t group, candidate[MOST_CANDIDATES], n_candidates;
    int has_more;  /* figures than candidates */
    size_t n_left; /* repairs that were found and are not kept */
    size_t set[MOST_SET], n;
    char *is_free;
    double least; /* weight of the best set found */
} search;

static void list_candidates(const ot_repairer *r, search *s) {
    for (size_t t = 0; t < r->a->n_ties; t++)
        for (size_t k = 0; r->group[t] == s->group && k < r->a->tie[t].n; k++) {
            const size_t fact = r->a->tie[t].fact[k];
            int is_known = 0;
            for (size_t c = 0; c < s->n_candidates && !is_known; c++)
                is_known = s->candidate[c] == fact;
            if (is_known) continue;
            if (s->n_candidates < MOST_CANDIDATES)
                s->candidate[s->n_candidates++] = fact;
            else
                s->has_more = 1;
        }
}

static double weight_of_set(const ot_repairer *r, const search *s) {
    double weight = 0.0;
    for (size_t k = 0; k < s->n; k++)
        weight += weight_of(r, s->set[k]);
    return weight;
}

/* Every set of `size` figures from the candidates behind `first`, none heavier than the least. */
static void try_sets(ot_repairer *r, search *s, size_t size, size_t first, size_t n_before) {
    if (s->n < size) {
        for (size_t c = first; c < s->n_candidates; c++) {
            s->set[s->n++] = s->candidate[c];
            if (weight_of_set(r, s) <= s->least) try_sets(r, s, size, c + 1, n_before);
            s->n--;
        }
        return;
    }
    double to[MOST_SET];
    if (!ot_repairer_hits(r, s->group, s->set, s->n) ||
        !is_feasible(r, s->set, s->n, s->is_free, to))
        return;
    const double weight = weight_of_set(r, s);
    if (size > 1 && weight < s->least) { /* a lighter set */
        r->a->n_repairs = n_before;
        s->n_left = 0;
    }
    if (size > 1) s->least = weight;
    if (r->a->n_repairs - n_before < MOST_REPAIRS)
        keep(r, s->group, s->set, s->n, to);
    else
        s->n_left++;
}

static void say_limits(const ot_audit *a, const search *s) {
    if (s->has_more)
        ot_notes_add(a->notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "changes of group %zu are sought among its first %d figures; it has more",
                     "第%zu组的改法只在前%d个数中查找，该组的数多于此", s->group + 1,
                     MOST_CANDIDATES);
    if (s->n_left > 0)
        ot_notes_add(a->notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "group %zu could be changed in %zu more ways, which are not listed",
                     "第%zu组另有%zu种改法未列出", s->group + 1, s->n_left);
}

static int by_group_and_weight(const void *x, const void *y) {
    const ot_audit_repair *a = x, *b = y;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    if (a->weight < b->weight) return -1;
    if (a->weight > b->weight) return 1;
    const ot_statement *s = a->change[0].figure.statement, *t = b->change[0].figure.statement;
    return (s > t) - (s < t);
}

static void repair_group(ot_repairer *r, size_t group, char *is_free) {
    const size_t before = r->a->n_repairs;
    search s = {.group = group, .is_free = is_free, .least = (double)INFINITY};
    list_candidates(r, &s);
    /* All figures that do alone are shown: a tie is a tie. */
    for (size_t size = 1; size <= MOST_SET && r->a->n_repairs == before && !r->a->failed; size++)
        try_sets(r, &s, size, 0, before);
    say_limits(r->a, &s);
    if (r->a->n_repairs > before && r->a->repair[before].n_changes == 1)
        ot_audit_unlisted_make(r, group, s.candidate, s.n_candidates, before);
}

void ot_audit_repairs(ot_audit *a) {
    ot_repairer r = {.a = a, .only = SIZE_MAX};
    char *is_free = calloc(a->facts.n + 1, 1);
    if (!index_ties(&r) || !is_free || !find_groups(&r)) a->failed = 1;
    for (size_t group = 0; group < r.n_groups && !a->failed; group++)
        repair_group(&r, group, is_free);
    if (a->n_repairs > 0) qsort(a->repair, a->n_repairs, sizeof *a->repair, by_group_and_weight);
    free(r.start);
    free(r.of);
    free(r.group);
    free(r.value);
    free(is_free);
}
