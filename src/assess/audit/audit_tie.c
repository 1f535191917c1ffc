/* Ties: what printed figures must satisfy together, and whether they do. */
#include <math.h>
#include <stdlib.h>

#include "assess/audit/audit.h"
#include "base/list.h"

/* Of the terms 1 to n-1 but k. */
static ot_interval sum_without(const ot_interval *value, size_t n, size_t k) {
    ot_interval sum = ot_interval_at(0.0);
    for (size_t i = 1; i < n; i++)
        if (i != k) sum = ot_interval_add(sum, value[i]);
    return sum;
}

static ot_interval project_sum(const ot_interval *value, size_t n, size_t k) {
    const ot_interval others = sum_without(value, n, k);
    return k == 0 ? others : ot_interval_subtract(value[0], others);
}

/* The whole is at least its parts, a part at most what the others leave. */
static ot_interval project_parts(const ot_interval *value, size_t n, size_t k) {
    const ot_interval others = sum_without(value, n, k);
    return k == 0 ? ot_interval_from(others.low)
                  : ot_interval_to(ot_interval_subtract(value[0], others).high);
}

static ot_interval project_growth(const ot_interval *value, size_t k) {
    const ot_interval factor = ot_interval_add(ot_interval_at(1.0), value[0]);
    if (k == 0) return ot_interval_growth(value[1], value[2]);
    return k == 1 ? ot_interval_multiply(value[2], factor) : ot_interval_divide(value[1], factor);
}

static ot_interval project_increment(const ot_interval *value, size_t k) {
    if (k == 0) return ot_interval_subtract(value[1], value[2]);
    return k == 1 ? ot_interval_add(value[2], value[0]) : ot_interval_subtract(value[1], value[0]);
}

static ot_interval project_product(const ot_interval *value, size_t k) {
    if (k == 0) return ot_interval_multiply(value[1], value[2]);
    return ot_interval_divide(value[0], value[3 - k]);
}

static ot_interval project_share(const ot_interval *value, size_t k) {
    if (k == 0) return ot_interval_divide(value[1], value[2]);
    return k == 1 ? ot_interval_multiply(value[0], value[2])
                  : ot_interval_divide(value[1], value[0]);
}

ot_interval ot_tie_project(ot_tie_kind kind, const ot_interval *value, size_t n, size_t k) {
    switch (kind) {
    case OT_TIE_GROWTH:
        return project_growth(value, k);
    case OT_TIE_INCREMENT:
        return project_increment(value, k);
    case OT_TIE_SUM:
        return project_sum(value, n, k);
    case OT_TIE_PARTS:
        return project_parts(value, n, k);
    case OT_TIE_PRODUCT:
        return project_product(value, k);
    case OT_TIE_SHARE:
        return project_share(value, k);
    case OT_TIE_SAME:
        return value[1 - k];
    }
    return ot_interval_all();
}

/* Printed values agree by themselves, through their rounding only, or not. */
static void judge(ot_tie *tie, const ot_interval *value, const ot_interval *point) {
    tie->computed = ot_tie_project(tie->kind, value, tie->n, 0);
    const ot_interval exact = ot_tie_project(tie->kind, point, tie->n, 0);
    tie->point = ot_interval_is_finite(exact) ? exact.low / 2 + exact.high / 2 : exact.low;
    if (ot_interval_meets(exact, value[0]))
        tie->verdict = OT_TIE_AGREES;
    else
        tie->verdict = ot_interval_meets(tie->computed, value[0]) ? OT_TIE_ROUNDING : OT_TIE_BROKEN;
}

static ot_tie *room(ot_audit *a) {
    ot_tie *grown = ot_list_grow(a->tie, a->n_ties, &a->tie_capacity, sizeof *grown);
    if (!grown) {
        a->failed = 1;
        return NULL;
    }
    a->tie = grown;
    return &a->tie[a->n_ties++];
}

const ot_tie *ot_tie_add(ot_audit *a, ot_tie_kind kind, const ot_fact *const *fact, size_t n) {
    ot_interval value[OT_MOST_TERMS + 1], point[OT_MOST_TERMS + 1];
    ot_tie *tie = room(a);
    if (!tie) return NULL;
    *tie = (ot_tie){.kind = kind, .n = n};
    for (size_t i = 0; i < n; i++) {
        tie->fact[i] = (size_t)(fact[i] - a->facts.fact);
        value[i] = fact[i]->value;
        point[i] = ot_fact_is_plain(fact[i]) ? ot_interval_at(fact[i]->point) : fact[i]->value;
    }
    judge(tie, value, point);
    return tie;
}
