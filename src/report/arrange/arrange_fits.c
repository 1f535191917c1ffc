/* What an equation makes of its sample: observed, fitted, and what is left. */
#include <math.h>

#include "lang/tree.h"
#include "report/arrange/arrange_estimate.h"
#include "report/arrange/chart_parts.h"
#include "report/words/words.h"

enum { LEAST = 3, DIGITS = 3 };

static double size_of(const ot_form_fit *f) {
    double largest = 0.0;
    for (size_t i = 0; i < f->n; i++)
        if (isfinite(f->left[i])) largest = fmax(largest, fabs(f->left[i]));
    return largest;
}

static ot_layer *put_series(ot_document *d, ot_chart *panel, const ot_form_fit *f,
                            ot_layer_kind kind, ot_message label) {
    ot_layer *layer = ot_chart_layer(d, panel, kind, ot_message_text(label, d->language), f->n);
    for (size_t i = 0; layer && i < f->n; i++)
        layer->x[i] = f->year[i];
    return layer;
}

static void put_sample(ot_document *d, ot_chart *chart, const ot_form_fit *f, int decimals) {
    ot_chart *panel = ot_chart_panel(d, chart, OT_CHART_YEARS);
    if (!panel) return;
    panel->title = "";
    panel->decimals = decimals;
    ot_layer *seen = put_series(d, panel, f, OT_LAYER_LINE, OT_SAY_CHART_FIT_OBSERVED);
    ot_layer *fitted = put_series(d, panel, f, OT_LAYER_LINE, OT_SAY_CHART_FIT_FITTED);
    if (!seen || !fitted) return;
    seen->role = OT_ROLE_OBSERVED;
    fitted->rank = 1;
    for (size_t i = 0; i < f->n; i++) {
        seen->value[i] = f->left[i];
        fitted->value[i] = f->left[i] - f->residual[i];
    }
}

static void put_residuals(ot_document *d, ot_chart *chart, const ot_form_fit *f, int decimals) {
    ot_chart *panel = ot_chart_panel(d, chart, OT_CHART_YEARS);
    if (!panel) return;
    panel->title = ot_word(d, OT_SAY_CHART_FIT_RESIDUAL);
    panel->decimals = decimals;
    ot_layer *bars = ot_chart_layer(d, panel, OT_LAYER_BAR, NULL, f->n);
    for (size_t i = 0; bars && i < f->n; i++) {
        bars->x[i] = f->year[i];
        bars->value[i] = f->residual[i];
    }
}

/* Of years without a gap: rows of a panel of areas are no series. */
static int is_series(const ot_form_fit *f) {
    if (f->n < LEAST || !f->year || !f->left || !f->residual) return 0;
    for (size_t i = 1; i < f->n; i++)
        if (f->year[i] <= f->year[i - 1]) return 0;
    return 1;
}

static void arrange_fit(ot_document *d, const ot_model *m, const ot_form_fit *f, size_t form) {
    const ot_indicator_spec *spec = m->indicator[f->form->indicator].spec;
    const char *label = spec->label.text[d->language];
    const char *span = ot_say_years(d, f->first, f->last);
    const int decimals = ot_decimals_significant(size_of(f), DIGITS);
    ot_chart *chart = ot_document_chart(d, OT_CHART_PANELS,
                                        ot_document_format(d, "fit-%s-%zu", spec->id, form + 1));
    if (!chart) return;
    chart->subject = spec->id;
    chart->title = ot_say2(d, OT_SAY_CHART_FIT_TITLE, label, "");
    chart->subtitle = f->form->equation->text.s;
    chart->source = ot_document_format(d, ot_word(d, OT_SAY_CHART_FIT_SOURCE), f->n, span);
    chart->description = ot_say2(d, OT_SAY_CHART_FIT_DESCRIPTION, label, span);
    put_sample(d, chart, f, decimals);
    put_residuals(d, chart, f, decimals);
}

void ot_arrange_fits(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    for (size_t i = 0; i < m->n_forms; i++)
        if (ot_parts_show_fit(parts, i) && is_series(&parts->fit->form[i]))
            arrange_fit(d, m, &parts->fit->form[i], i);
}
