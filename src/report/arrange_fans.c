/* A fan chart of each indicator in the first scenario. */
#include <inttypes.h>
#include <math.h>

#include "base/number.h"
#include "report/chart_parts.h"
#include "report/words.h"

static const double NARROW = 0.50, MIDDLE = 0.80, WIDE = 0.95;

static const char *number(ot_document *d, double value, int decimals) {
    char text[OT_NUMBER_SIZE];
    if (!isfinite(value)) return "\xE2\x80\x94";
    ot_number_fixed(value, decimals, text);
    return ot_document_format(d, "%s", text);
}

static void describe(ot_document *d, ot_chart *chart, const ot_chart_view *v) {
    const ot_projection *p = v->parts->projection;
    const ot_year_result *y = &p->c[v->k].indicator[v->i].year[p->n_years - 1];
    chart->description =
        ot_document_format(d, ot_message_text(OT_SAY_CHART_FAN_DESCRIPTION, d->language),
                           ot_chart_label(d, v), ot_say_scenario(d, p->model, p->c[v->k].scenario),
                           y->year, number(d, y->median, v->decimals), chart->unit,
                           number(d, ot_chart_quantile(p, y, (1.0 - WIDE) / 2.0), v->decimals),
                           number(d, ot_chart_quantile(p, y, (1.0 + WIDE) / 2.0), v->decimals));
}

static const char *say_subtitle(ot_document *d, const ot_chart_view *v, const char *unit) {
    const ot_projection *p = v->parts->projection;
    const char *scenario = ot_say_named_scenario(d, p->model, p->c[v->k].scenario);
    if (!*unit) return scenario;
    return ot_say2(d, OT_SAY_CHART_SUBTITLE, scenario, ot_say2(d, OT_SAY_CHART_UNIT, unit, ""));
}

void ot_arrange_fan(ot_document *d, const ot_parts *parts, size_t i) {
    const ot_projection *p = parts->projection;
    const ot_chart_view v = ot_chart_view_of(parts, 0, i);
    const size_t indicator = p->indicator[i].indicator;
    const char *id = p->model->indicator[indicator].spec->id;
    ot_chart *chart = ot_document_chart(d, OT_CHART_YEARS, ot_document_format(d, "fan-%s", id));
    if (!chart) return;
    chart->subject = id;
    chart->title = ot_chart_label(d, &v);
    chart->unit = ot_say_unit(d, p->model, indicator);
    chart->subtitle = say_subtitle(d, &v, chart->unit);
    chart->decimals = v.decimals;
    describe(d, chart, &v);
    ot_chart_band(d, chart, &v, WIDE, OT_ROLE_FAN, 2, "95%");
    ot_chart_band(d, chart, &v, MIDDLE, OT_ROLE_FAN, 1, "80%");
    ot_chart_band(d, chart, &v, NARROW, OT_ROLE_FAN, 0, "50%");
    ot_chart_history(d, chart, &v);
    ot_chart_median(d, chart, &v, 0, ot_message_text(OT_SAY_CHART_MEDIAN, d->language));
    const size_t n_wanted = ot_chart_wanted(d, chart, &v);
    chart->source = ot_document_format(
        d,
        ot_message_text(n_wanted ? OT_SAY_CHART_FAN_SOURCE : OT_SAY_CHART_NO_TARGET_SOURCE,
                        d->language),
        p->draws, p->last_year);
}

void ot_arrange_fans(ot_document *d, const ot_parts *parts) {
    for (size_t i = 0; i < parts->projection->n_indicators; i++)
        if (ot_parts_show_indicator(parts, parts->projection->indicator[i].indicator))
            ot_arrange_fan(d, parts, i);
}
