/* The whole report: what a reviewer asks first, then what a planner looks up. */
#include <inttypes.h>
#include <string.h>

#include "report/arrange/arrange.h"
#include "report/arrange/arrange_estimate.h"
#include "report/arrange/chart_parts.h"
#include "report/words/words.h"

static void put_properties(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    ot_document_property(d, "model", parts->spec->id);
    ot_document_property(d, "model_sha256", ot_spec_input(parts->spec)->sha256);
    ot_document_property(d, "draws", ot_document_format(d, "%" PRIu64, p->draws));
    ot_document_property(d, "seed", ot_document_format(d, "%" PRIu64, p->seed));
    ot_document_property(d, "executor", p->executor);
    ot_document_property(d, "version", OUTTURN_VERSION);
    if (parts->receipt) ot_document_property(d, "receipt", parts->receipt);
}

static void arrange_data(ot_document *d, const ot_parts *parts) {
    ot_arrange_bands_data(d, parts);
    ot_arrange_targets_data(d, parts);
    ot_arrange_joint_data(d, parts);
    ot_arrange_unjudged_data(d, parts);
    ot_arrange_estimates_data(d, parts);
}

static void say_description(ot_document *d, const ot_spec *spec) {
    const char *description = spec->description.text[d->language];
    if (description && *description) ot_document_text(d, OT_ELEMENT_PARAGRAPH, description);
}

/* The year that most of the plan's targets are for; 0: it is not known. */
static int year_of_plan(const ot_model *m) {
    size_t most = 0;
    int year = 0;
    for (size_t j = 0; j < m->n_targets; j++) {
        size_t n = 0;
        for (size_t i = 0; i < m->n_targets && m->target[j].statement; i++)
            n += m->target[i].statement && m->target[i].year == m->target[j].year;
        if (n <= most) continue;
        most = n;
        year = m->target[j].year;
    }
    return year;
}

static int last_observed(const ot_projection *p) {
    int year = 0;
    for (size_t i = 0; i < p->n_indicators; i++)
        if (!p->indicator[i].is_assumed && p->indicator[i].last_year > year)
            year = p->indicator[i].last_year;
    return year;
}

/* The plan's own name would make the report look like the plan. */
static void say_title(ot_document *d, const ot_parts *parts) {
    const int year = year_of_plan(parts->model), last = last_observed(parts->projection);
    const char *name = parts->spec->title.text[d->language];
    const char *number = ot_document_format(d, "%d", year);
    if (year > 0 && !strstr(name, number)) name = ot_say2(d, OT_SAY_REPORT_OF_YEAR, name, number);
    ot_document_text(d, OT_ELEMENT_TITLE, ot_say2(d, OT_SAY_REPORT_TITLE, name, ""));
    const char *span = ot_say_years(d, ot_parts_first(parts), ot_parts_last(parts));
    if (last > 0) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REPORT_SPAN, last, span);
}

/* What the sections share is said once: notes at the end, and data grids by name. */
void ot_arrange_report(ot_document *d, const ot_parts *parts) {
    ot_parts quiet = *parts;
    quiet.notes = NULL;
    put_properties(d, parts);
    say_title(d, parts);
    ot_document_section(d, "review", OT_SAY_SECTION_REVIEW);
    say_description(d, parts->spec);
    ot_arrange_review(d, &quiet);
    ot_arrange_probabilities(d, &quiet);
    const ot_element *last = d->last;
    ot_arrange_pairs(d, &quiet);
    ot_document_show_since(d, last, OT_SHOWN_AT_LENGTH);
    last = d->last;
    ot_arrange_unjudged_page(d, parts);
    ot_document_show_since(d, last, OT_SHOWN_FOLDED);
    if (parts->audit) {
        ot_document_section(d, "audit", OT_SAY_SECTION_AUDIT);
        ot_arrange_audit(d, &quiet);
    }
    ot_document_section(d, "scenarios", OT_SAY_SECTION_SCENARIOS);
    ot_arrange_scenarios(d, &quiet);
    ot_arrange_multiples(d, &quiet);
    last = d->last;
    ot_arrange_comparisons(d, &quiet);
    ot_arrange_reasons(d, &quiet);
    ot_document_show_since(d, last, OT_SHOWN_AT_LENGTH);
    last = d->last;
    ot_document_section(d, "indicators", OT_SAY_SECTION_INDICATORS);
    ot_arrange_indicators(d, &quiet);
    if (parts->fit->n_systems > 0) {
        ot_document_section(d, "estimates", OT_SAY_SECTION_ESTIMATES);
        ot_arrange_systems(d, &quiet);
    }
    ot_document_section(d, "assumptions", OT_SAY_SECTION_ASSUMPTIONS);
    ot_arrange_assumptions(d, &quiet);
    ot_document_section(d, "method", OT_SAY_SECTION_METHOD);
    ot_arrange_method(d, parts);
    ot_document_show_since(d, last, OT_SHOWN_AT_LENGTH);
    ot_arrange_workbook(d, parts);
    arrange_data(d, parts);
}
