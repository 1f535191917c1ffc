/* What each forecast is made of: form, specification, parameters, and by what its band was set
 * right. */
#include <math.h>

#include "assess/projection.h"
#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"
#include "report/words/words.h"

enum { MADE_OF_WIDTH = 44 };

static const char *word(const ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

const char *ot_forecast_form_key(const ot_model_driver *x) {
    static const char *const KEY[] = {"", "level", "growth", "gompertz"};
    return x->forecast ? KEY[ot_forecast_form_used(x->forecast)] : "";
}

double ot_fact_value(const ot_model_driver *x, const ot_forecast_fact *fact) {
    return fact->is_in_units ? ot_declared(fact->value, x->inside) : fact->value;
}

static const char *say_form(ot_document *d, const ot_model *m, const ot_model_driver *x) {
    static const ot_message SAY[] = {OT_SAY_FORM_MIXED, OT_SAY_FORM_LEVEL, OT_SAY_FORM_GROWTH,
                                     OT_SAY_FORM_GOMPERTZ};
    const ot_forecast_spec *f = m->indicator[x->spec->forecast_of].spec->forecast;
    const char *form = word(d, SAY[ot_forecast_form_used(x->forecast)]);
    const int is_bounded = isfinite(f->low) || isfinite(f->high);
    return is_bounded ? ot_say2(d, OT_SAY_FORM_BOUNDED, form, "") : form;
}

static const char *say_facts(ot_document *d, const ot_model_driver *x) {
    const char *line = "";
    for (size_t i = 0; i < ot_forecast_n_facts(x->forecast); i++) {
        const ot_forecast_fact *fact = ot_forecast_fact_at(x->forecast, i);
        const char *more = *fact->text
                               ? fact->text
                               : ot_document_format(d, "%s %s", fact->name[d->language],
                                                    ot_say_digits(d, ot_fact_value(x, fact), 3));
        line = ot_say_joined(d, OT_SAY_FACTS_MARK, line, more);
    }
    return *line ? line : OT_SAY_MISSING;
}

static const char *say_outcomes(ot_document *d, const ot_model_driver *x) {
    const char *own = "", *others = "";
    if (x->n_own_outcomes)
        own = ot_document_format(d, word(d, OT_SAY_OWN_OUTCOMES), x->n_own_outcomes);
    if (x->n_relative_outcomes)
        others = ot_document_format(d, word(d, OT_SAY_RELATIVE_OUTCOMES), x->n_relative_outcomes,
                                    x->n_relatives);
    const char *both = ot_say_joined(d, OT_SAY_OUTCOMES_MARK, own, others);
    return *both ? both : OT_SAY_MISSING;
}

static ot_grid *begin(ot_document *d) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_INDICATOR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_FORM));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_MADE_OF));
    ot_grid_wrap(grid, MADE_OF_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_SET_RIGHT_BY));
    return grid;
}

void ot_arrange_facts(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_grid *grid = NULL;
    for (size_t k = 0; k < m->n_drivers; k++) {
        const ot_model_driver *x = &m->driver[k];
        if (!ot_parts_show_forecast(parts, k) || !x->forecast) continue;
        if (!grid) grid = begin(d);
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, m->indicator[x->spec->forecast_of].spec->label.text[d->language]);
        ot_grid_text(d, grid, say_form(d, m, x));
        ot_grid_text(d, grid, say_facts(d, x));
        ot_grid_text(d, grid, say_outcomes(d, x));
    }
}

void ot_arrange_facts_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"indicator", "fact", "value", "text", NULL};
    const ot_model *m = parts->model;
    ot_grid *grid = ot_document_grid(d, "forecast_facts", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < m->n_drivers; k++) {
        const ot_model_driver *x = &m->driver[k];
        if (!ot_parts_show_forecast(parts, k) || !x->forecast) continue;
        for (size_t i = 0; i < ot_forecast_n_facts(x->forecast); i++) {
            const ot_forecast_fact *fact = ot_forecast_fact_at(x->forecast, i);
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, m->indicator[x->spec->forecast_of].spec->id);
            ot_grid_text(d, grid, fact->name[OT_LANGUAGE_EN]);
            ot_grid_shortest(d, grid, *fact->text ? (double)NAN : ot_fact_value(x, fact));
            ot_grid_text(d, grid, fact->text);
        }
    }
}
