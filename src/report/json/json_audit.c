/* "outturn.audit/1". Keys and their order are a contract: docs/reference/results.md. */
#include "report/arrange/arrange.h"

static void interval(ot_json *json, const char *key, const double bound[2]) {
    ot_json_object(json, key);
    ot_json_number(json, "low", bound[0]);
    ot_json_number(json, "high", bound[1]);
    ot_json_close_object(json);
}

static void figure(ot_json *json, const char *key, const ot_audit_figure *x) {
    ot_json_object(json, key);
    ot_json_text(json, "statement", x->statement->id);
    ot_json_boolean(json, "of_which_new", x->is_of_which);
    ot_json_label(json, "role", x->role);
    ot_json_label(json, "place", x->place);
    ot_json_text(json, "printed", x->printed);
    ot_json_text(json, "file", x->file);
    ot_json_integer(json, "line", x->line);
    ot_json_text(json, "section", x->statement->section);
    ot_json_text(json, "quotation", x->quotation);
    ot_json_boolean(json, "inferred", x->statement->is_inferred);
    ot_json_close_object(json);
}

static void finding(ot_json *json, const ot_audit_finding *f) {
    ot_json_object(json, NULL);
    ot_json_text(json, "id", f->id);
    ot_json_text(json, "rule", f->rule->name);
    ot_json_text(json, "severity", ot_audit_severity_name(f->severity));
    ot_json_label(json, "indicator", f->subject);
    if (f->year > 0) ot_json_integer(json, "year", f->year);
    ot_json_list(json, "figures");
    for (size_t i = 0; i < f->n_figures; i++)
        figure(json, NULL, &f->figure[i]);
    ot_json_close_list(json);
    interval(json, "computed", f->computed);
    interval(json, "stated", f->stated);
    ot_json_label(json, "unit", f->unit);
    ot_json_label(json, "explanation", f->text);
    ot_json_label(json, "possible_reasons", f->reason);
    ot_json_label(json, "suggestion", f->advice);
    ot_json_label(json, "question", f->question);
    ot_json_close_object(json);
}

static void repair(ot_json *json, const ot_audit_repair *r) {
    ot_json_object(json, NULL);
    ot_json_integer(json, "group", (int64_t)r->group + 1);
    ot_json_number(json, "weight", r->weight);
    ot_json_list(json, "changes");
    for (size_t k = 0; k < r->n_changes; k++) {
        ot_json_object(json, NULL);
        figure(json, "figure", &r->change[k].figure);
        ot_json_number(json, "from", r->change[k].from);
        ot_json_number(json, "to", r->change[k].to);
        ot_json_number(json, "implied", r->change[k].implied);
        ot_json_number(json, "advised", r->change[k].advised);
        ot_json_integer(json, "decimals", r->change[k].decimals);
        ot_json_label(json, "unit", r->change[k].unit);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void unlisted(ot_json *json, const ot_audit_unlisted *u) {
    ot_json_object(json, NULL);
    ot_json_integer(json, "group", (int64_t)u->group + 1);
    figure(json, "figure", &u->figure);
    ot_json_label(json, "reason", u->reason);
    ot_json_close_object(json);
}

static void rules(ot_json *json) {
    ot_json_list(json, "rules");
    for (size_t i = 0; ot_audit_rule_at(i); i++) {
        const ot_audit_rule *rule = ot_audit_rule_at(i);
        ot_json_object(json, NULL);
        ot_json_text(json, "name", rule->name);
        ot_json_text(json, "gravest", ot_audit_severity_name(rule->severity));
        ot_json_label(json, "title", rule->title);
        ot_json_label(json, "explanation", rule->explanation);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

void ot_json_audit(ot_json *json, const ot_parts *parts) {
    const ot_audit *a = parts->audit;
    const ot_plan *plan = ot_audit_plan(a);
    ot_json_list(json, "files");
    for (size_t i = 0; i < ot_plan_n_inputs(plan); i++)
        ot_json_text(json, NULL, ot_plan_input(plan, i)->path);
    ot_json_close_list(json);
    ot_json_integer(json, "figures_read", (int64_t)ot_audit_n_figures(a));
    ot_json_integer(json, "relations_computed", (int64_t)ot_audit_n_compared(a));
    ot_json_integer(json, "relations_agreeing", (int64_t)ot_audit_n_agreeing(a));
    ot_json_list(json, "findings");
    for (size_t i = 0; i < ot_audit_count(a); i++)
        finding(json, ot_audit_at(a, i));
    ot_json_close_list(json);
    ot_json_list(json, "repairs");
    for (size_t i = 0; i < ot_audit_n_repairs(a); i++)
        repair(json, ot_audit_repair_at(a, i));
    ot_json_close_list(json);
    ot_json_list(json, "not_repairs");
    for (size_t i = 0; i < ot_audit_n_unlisted(a); i++)
        unlisted(json, ot_audit_unlisted_at(a, i));
    ot_json_close_list(json);
    rules(json);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_notes(json, parts->notes);
}
