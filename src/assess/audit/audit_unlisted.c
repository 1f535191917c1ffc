/* Why a figure of a mismatch is not among its repairs: what its change would put out of order. */
#include <stdlib.h>
#include <string.h>

#include "assess/audit/audit_repair.h"
#include "base/list.h"

static ot_audit_unlisted *room(ot_audit *a) {
    ot_audit_unlisted *grown =
        ot_list_grow(a->unlisted, a->n_unlisted, &a->unlisted_capacity, sizeof *grown);
    if (!grown) {
        a->failed = 1;
        return NULL;
    }
    a->unlisted = grown;
    return &a->unlisted[a->n_unlisted++];
}

static int is_repair(const ot_audit *a, const ot_fact *fact, size_t first) {
    for (size_t i = first; i < a->n_repairs; i++) {
        const ot_audit_figure *f = &a->repair[i].change[0].figure;
        if (f->statement == fact->statement && f->is_of_which == (fact->measure == OT_FACT_NEW))
            return 1;
    }
    return 0;
}

/* The value that the group alone would have; 0: none. */
static int wanted_by_group(ot_repairer *r, size_t group, size_t fact, double *out) {
    r->only = group;
    int is_found = ot_repairer_hits(r, group, &fact, 1) && ot_repairer_move(r, fact, NULL, out);
    if (is_found) *out = ot_repairer_advised(r, group, fact, NULL, *out);
    r->only = SIZE_MAX;
    return is_found;
}

/* The first tie that does not hold when the fact has this value; NULL: all do. */
static const ot_tie *refusing(ot_repairer *r, size_t fact, double value) {
    const ot_tie *tie = NULL;
    const double kept = r->value[fact];
    r->value[fact] = value;
    for (size_t e = r->start[fact]; e < r->start[fact + 1] && !tie; e++)
        if (!ot_repairer_agrees(r, r->of[e], NULL)) tie = &r->a->tie[r->of[e]];
    r->value[fact] = kept;
    return tie;
}

/* The other figures of a tie: "a and b". */
static void say_others(ot_audit *a, const ot_tie *tie, size_t fact,
                       const char *out[OT_N_LANGUAGES]) {
    out[OT_LANGUAGE_EN] = out[OT_LANGUAGE_ZH] = "";
    for (size_t k = 0, n = 0; k < tie->n; k++) {
        const char *said[OT_N_LANGUAGES], *before[OT_N_LANGUAGES] = {out[0], out[1]};
        if (tie->fact[k] == fact) continue;
        ot_say_fact(a, &a->facts.fact[tie->fact[k]], said);
        ot_finding_say(a, out, "%s%.0s%s%.0s%s%.0s", "%.0s%s%.0s%s%.0s%s", before[0], before[1],
                       n > 0 ? " and " : "", n > 0 ? "、" : "", said[0], said[1]);
        n++;
    }
}

static void say(ot_repairer *r, size_t group, size_t fact, ot_audit_unlisted *out) {
    ot_audit *a = r->a;
    const ot_fact *f = &a->facts.fact[fact];
    const ot_tie *tie = NULL;
    double value;
    if (!ot_repairer_hits(r, group, &fact, 1)) {
        ot_finding_say(a, out->reason, "changed alone it would leave a mismatch of the group",
                       "单独改动不能消除本组全部不符");
        return;
    }
    if (wanted_by_group(r, group, fact, &value)) tie = refusing(r, fact, value);
    if (!tie) {
        ot_finding_say(a, out->reason, "no value of it would do", "没有可以使其相符的取值");
        return;
    }
    const char *others[OT_N_LANGUAGES];
    say_others(a, tie, fact, others);
    ot_finding_say(a, out->reason, "%s%.0s would not agree with %s%.0s",
                   "改为%.0s%s，则与%.0s%s不符", ot_say_moved(a, f, value, OT_LANGUAGE_EN),
                   ot_say_moved(a, f, value, OT_LANGUAGE_ZH), others[0], others[1]);
}

void ot_audit_unlisted_make(ot_repairer *r, size_t group, const size_t *candidate, size_t n,
                            size_t first) {
    ot_audit *a = r->a;
    for (size_t c = 0; c < n && !a->failed; c++) {
        const ot_fact *f = &a->facts.fact[candidate[c]];
        if (is_repair(a, f, first)) continue;
        ot_audit_unlisted *out = room(a);
        if (!out) return;
        *out = (ot_audit_unlisted){.group = group, .figure = ot_audit_figure_of(a, f)};
        say(r, group, candidate[c], out);
    }
}
