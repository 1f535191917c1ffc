/* The registry: every rule once, in the order in which they look and are listed. */
#include <assert.h>

#include "assess/audit/audit.h"

static const ot_audit_check *const CHECK[] = {
    &ot_check_growth_level,    &ot_check_implied_base, &ot_check_increment,
    &ot_check_parts,           &ot_check_area_yield,   &ot_check_deflator,
    &ot_check_same_commitment, &ot_check_units,        &ot_check_actual_bound,
    &ot_check_cumulative,      &ot_check_jump,         &ot_check_small_step,
    &ot_check_average,         &ot_check_pace,         &ot_check_ratio,
    &ot_check_previous,        &ot_check_levels,
};
enum { N_RULES = sizeof CHECK / sizeof *CHECK };

const ot_audit_rule *ot_audit_rule_at(size_t i) { return i < N_RULES ? &CHECK[i]->rule : NULL; }

size_t ot_audit_rule_order(const ot_audit_rule *rule) {
    size_t i = 0;
    while (i < N_RULES && &CHECK[i]->rule != rule)
        i++;
    assert(i < N_RULES); /* it is listed */
    return i;
}

void ot_audit_check_all(ot_audit *a) {
    for (size_t i = 0; i < N_RULES && !a->failed; i++)
        if (CHECK[i]->look) CHECK[i]->look(a);
}
