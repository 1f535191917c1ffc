#include "report/arrange/inputs.h"

#include <string.h>

#include "data/unit.h"
#include "report/words/words.h"

const char *ot_input_kind_name(const ot_exogenous *x) {
    static const char *const NAME[] = {"driver", "add_factor", "held"};
    return NAME[x->kind];
}

const char *ot_change_kind_name(ot_change_kind kind) {
    static const char *const NAME[] = {"driver", "add_factor", "coefficients", "held", "equations"};
    return NAME[kind];
}

static const ot_unit *unit_of(const ot_model *m, const ot_exogenous *x) {
    if (x->kind == OT_EXOGENOUS_ADD_FACTOR) return NULL;
    return x->kind == OT_EXOGENOUS_DRIVER ? m->driver[x->index].unit : m->indicator[x->index].unit;
}

const char *ot_input_unit(const ot_model *m, const ot_exogenous *x) {
    const ot_unit *unit = unit_of(m, x);
    return unit && unit->name ? unit->name : "";
}

const char *ot_say_input_unit(const ot_document *d, const ot_model *m, const ot_exogenous *x) {
    const ot_unit *unit = unit_of(m, x);
    if (!unit) return "";
    return unit->text[d->language] ? unit->text[d->language] : ot_input_unit(m, x);
}

/* Units that only say that there is none. */
static int is_bare(const char *name) {
    static const char *const BARE[] = {"", "index", "share", "unstated"};
    for (size_t i = 0; i < sizeof BARE / sizeof *BARE; i++)
        if (strcmp(name, BARE[i]) == 0) return 1;
    return 0;
}

const char *ot_say_one_unit(ot_document *d, const ot_model *m, const ot_exogenous *x) {
    const char *name = ot_input_unit(m, x), *text = ot_say_input_unit(d, m, x);
    if (is_bare(name)) return "1";
    if (strcmp(name, "percent") == 0) return ot_word(d, OT_SAY_ONE_POINT);
    return ot_say_amount(d, "1", text);
}

static const char *label_of(const ot_document *d, const ot_label *label) {
    return label->text[d->language];
}

static const char *say_of(ot_document *d, ot_message message, const char *label) {
    return ot_say2(d, message, label, "");
}

const char *ot_say_input(ot_document *d, const ot_model *m, const ot_exogenous *x) {
    const char *label = label_of(d, ot_exogenous_label(m, x));
    if (x->kind == OT_EXOGENOUS_ADD_FACTOR) return say_of(d, OT_SAY_ADD_FACTOR_OF, label);
    return x->kind == OT_EXOGENOUS_HELD ? say_of(d, OT_SAY_GIVEN_OF, label) : label;
}

const ot_label *ot_change_label(const ot_model *m, const ot_change *c) {
    if (c->kind == OT_CHANGE_EQUATIONS) return NULL;
    return c->kind == OT_CHANGE_DRIVER ? &m->driver[c->index].spec->label
                                       : &m->indicator[c->index].spec->label;
}

const char *ot_say_change(ot_document *d, const ot_model *m, const ot_change *c) {
    const ot_label *label = ot_change_label(m, c);
    switch (c->kind) {
    case OT_CHANGE_ADD_FACTOR:
        return say_of(d, OT_SAY_ADD_FACTOR_OF, label_of(d, label));
    case OT_CHANGE_COEFFICIENTS:
        return say_of(d, OT_SAY_COEFFICIENTS_OF, label_of(d, label));
    case OT_CHANGE_HELD:
        return say_of(d, OT_SAY_GIVEN_OF, label_of(d, label));
    case OT_CHANGE_EQUATIONS:
        return ot_word(d, OT_SAY_CHANGED_EQUATIONS);
    default:
        return label_of(d, label);
    }
}

const char *ot_change_name(ot_document *d, const ot_model *m, const ot_change *c) {
    if (c->kind == OT_CHANGE_EQUATIONS) return "equations";
    if (c->kind == OT_CHANGE_DRIVER) return m->driver[c->index].spec->id;
    const char *id = m->indicator[c->index].spec->id;
    if (c->kind == OT_CHANGE_HELD) return id;
    return ot_document_format(d, c->kind == OT_CHANGE_ADD_FACTOR ? "add(%s)" : "coefficients(%s)",
                              id);
}

const char *ot_say_unit_in_brackets(ot_document *d, const ot_model *m, size_t i) {
    if (!ot_unit_is_stated(m->indicator[i].unit)) return "";
    return ot_say2(d, OT_SAY_IN_BRACKETS, ot_say_unit(d, m, i), "");
}

size_t ot_n_panels(size_t n_years) { return (n_years + OT_YEARS_A_PANEL - 1) / OT_YEARS_A_PANEL; }
