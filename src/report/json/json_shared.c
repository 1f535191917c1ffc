/* Lists that several JSON answers share. */
#include <string.h>

#include "report/arrange/arrange.h"
#include "report/words/words.h"

void ot_json_scenario(ot_json *json, const char *key, const ot_model *model, size_t scenario) {
    const ot_scenario_spec *spec = model->scenario[scenario].spec;
    ot_json_object(json, key);
    ot_json_text(json, "id", spec->id);
    ot_json_label(json, "label", spec->label.text);
    ot_json_close_object(json);
}

void ot_json_remark(ot_json *json, const char *key, const ot_remark *remark) {
    const char *en = remark->text[OT_LANGUAGE_EN], *zh = remark->text[OT_LANGUAGE_ZH];
    if (en && zh && strcmp(en, zh) != 0)
        ot_json_label(json, key, remark->text);
    else
        ot_json_text(json, key, en);
}

void ot_json_notes(ot_json *json, const ot_notes *notes) {
    ot_json_list(json, "notes");
    for (size_t i = 0; notes && i < ot_notes_count(notes); i++) {
        const ot_note *note = ot_notes_at(notes, i);
        ot_json_object(json, NULL);
        ot_json_text(json, "severity", note->severity == OT_SEVERITY_WARNING ? "warning" : "info");
        ot_json_text(json, "file", note->file && *note->file ? note->file : NULL);
        ot_json_integer(json, "line", note->line);
        ot_json_integer(json, "column", note->column);
        ot_json_label(json, "text", note->text);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void unjudged_target(ot_json *json, const ot_model *m, const ot_model_target *t) {
    ot_json_object(json, NULL);
    ot_json_text(json, "target", t->id);
    ot_json_text(json, "statement", t->statement ? t->statement->id : NULL);
    ot_json_text(json, "indicator", m->indicator[t->indicator].spec->id);
    ot_json_label(json, "label", t->label.text);
    ot_json_text(json, "role", t->role);
    ot_json_label(json, "reason", t->reason);
    ot_json_close_object(json);
}

static void unjudged_statement(ot_json *json, const ot_unjudged *u) {
    ot_json_object(json, NULL);
    ot_json_text(json, "target", NULL);
    ot_json_text(json, "statement", u->statement->id);
    ot_json_text(json, "indicator", u->statement->indicator);
    ot_json_label(json, "label", u->statement->name);
    ot_json_text(json, "role", u->statement->role);
    ot_json_label(json, "reason", u->reason);
    ot_json_close_object(json);
}

void ot_json_unjudged(ot_json *json, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_json_list(json, "not_judged");
    for (size_t j = 0; j < m->n_targets; j++)
        if (m->target[j].reason[0]) unjudged_target(json, m, &m->target[j]);
    for (size_t i = 0; i < m->n_unjudged; i++)
        unjudged_statement(json, &m->unjudged[i]);
    ot_json_close_list(json);
}

void ot_json_not_projected(ot_json *json, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_json_list(json, "not_projected");
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_model_indicator *x = &m->indicator[i];
        if (x->is_projected) continue;
        ot_json_object(json, NULL);
        ot_json_text(json, "id", x->spec->id);
        ot_json_label(json, "label", x->spec->label.text);
        ot_json_label(json, "reason", x->reason);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}
