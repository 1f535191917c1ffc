/* The whole report: what a reviewer asks first, then what a planner looks up. */
#include "report/arrange.h"
#include "report/chart_parts.h"
#include "report/words.h"

/* What the sections share is said once: notes at the end, and data grids by name. */
void ot_arrange_report(ot_document *d, const ot_parts *parts) {
    ot_parts quiet = *parts;
    quiet.notes = NULL;
    ot_document_text(d, OT_ELEMENT_TITLE, parts->spec->title.text[d->language]);
    ot_document_section(d, "review", OT_SAY_SECTION_REVIEW);
    ot_arrange_review(d, &quiet);
    ot_arrange_probabilities(d, &quiet);
    ot_arrange_pairs(d, &quiet);
    if (parts->audit) {
        ot_document_section(d, "audit", OT_SAY_SECTION_AUDIT);
        ot_arrange_audit(d, &quiet);
    }
    ot_document_section(d, "scenarios", OT_SAY_SECTION_SCENARIOS);
    ot_arrange_run(d, &quiet);
    ot_arrange_multiples(d, &quiet);
    ot_arrange_comparisons(d, &quiet);
    ot_arrange_reasons(d, &quiet);
    ot_arrange_fans(d, &quiet);
    ot_arrange_distributions(d, &quiet);
    ot_document_section(d, "estimates", OT_SAY_SECTION_ESTIMATES);
    ot_arrange_estimate(d, &quiet);
    ot_arrange_fits(d, &quiet);
    ot_document_section(d, "method", OT_SAY_SECTION_METHOD);
    ot_arrange_notes(d, parts->notes);
}
