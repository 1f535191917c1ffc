/* How likely each target is, by verdict. */
#include <inttypes.h>
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/arrange/chart_parts.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

static const double PERCENT = 100.0;

static const char *say(ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

static void put_chance(ot_document *d, ot_layer *layer, size_t at, const ot_projection *p,
                       size_t j) {
    const ot_target_result *r = &p->c[0].target[j];
    layer->text[at] = ot_chart_say_row(d, p, j);
    if (!isfinite(r->probability)) return;
    layer->value[at] = PERCENT * r->probability;
    layer->low[at] = PERCENT * fmax(0.0, r->probability - r->mcse);
    layer->high[at] = PERCENT * fmin(1.0, r->probability + r->mcse);
    layer->note[at] = ot_say_whole_percent(d, r->probability);
}

/* A layer a verdict; how many targets it has. */
static size_t put_verdict(ot_document *d, ot_chart *chart, const ot_parts *parts,
                          const size_t *order, ot_review_verdict verdict) {
    const ot_review *r = parts->review;
    const size_t n = r->projection->n_targets;
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_BAR, ot_say_review_verdict(d, verdict), n);
    size_t at = 0;
    if (!layer) return 0;
    layer->role = OT_ROLE_TONED;
    layer->tone = ot_review_tone(verdict);
    for (size_t i = 0; i < n; i++)
        if (ot_review_shows(parts, order[i]) && r->c[0].target[order[i]].verdict == verdict)
            put_chance(d, layer, at++, r->projection, order[i]);
    return layer->n = at;
}

void ot_arrange_probabilities(ot_document *d, const ot_parts *parts) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    size_t *order = ot_arena_alloc(d->arena, p->n_targets + 1, sizeof *order);
    const char *list = NULL;
    if (!order) d->failed = 1;
    if (!order || p->n_targets == 0) return;
    ot_chart *chart = ot_document_chart(d, OT_CHART_BARS, "probabilities");
    if (!chart) return;
    ot_review_order(r, order);
    for (int v = 0; v < OT_N_REVIEW_VERDICTS; v++) {
        const size_t n = put_verdict(d, chart, parts, order, (ot_review_verdict)v);
        if (n == 0) continue;
        const char *item = ot_document_format(d, say(d, OT_SAY_CHART_PROBABILITIES_COUNT),
                                              ot_say_review_verdict(d, (ot_review_verdict)v), n);
        list = list ? ot_say2(d, OT_SAY_LISTED, list, item) : item;
    }
    chart->title = say(d, OT_SAY_CHART_PROBABILITIES_TITLE);
    chart->unit = "%";
    chart->decimals = 1;
    chart->subtitle = ot_say2(d, OT_SAY_CHART_PROBABILITIES_SUBTITLE,
                              ot_say_named_scenario(d, p->model, p->c[0].scenario), "");
    chart->description = ot_say2(d, OT_SAY_PAIR, chart->subtitle, list ? list : "");
    chart->source = ot_document_format(d, say(d, OT_SAY_CHART_PROBABILITIES_SOURCE), p->draws);
    ot_chart_note_own(d, chart);
}
