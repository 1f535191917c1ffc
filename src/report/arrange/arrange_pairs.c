/* Targets two by two: how often both are met, and whether they go together. */
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/arrange/chart_parts.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum { MOST_PAIRED = 12 };

static const double PERCENT = 100.0;

static const char *say(ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

/* Targets of the last year first: these are the plan's end. */
static size_t choose_paired(const ot_parts *parts, size_t out[MOST_PAIRED]) {
    const ot_projection *p = parts->review->projection;
    size_t n = 0;
    for (int year = p->last_year; year >= p->first_year; year--)
        for (size_t j = 0; j < p->n_targets && n < MOST_PAIRED; j++)
            if (ot_review_target_at(p, j)->year == year && ot_review_shows(parts, j)) out[n++] = j;
    return n;
}

typedef struct pair_matrix {
    const char *name;
    ot_message title, source;
    size_t draws;
    const double *value; /* [n_targets][n_targets] */
    double scale;        /* of what is said */
} pair_matrix;

/* What is not certain never to happen is no 0. */
static const char *say_pair(ot_document *d, const pair_matrix *x, double value) {
    const double least = 0.5 / PERCENT;
    if (x->scale > 1.0 && value < least) return "<1";
    return ot_chart_number(d, x->scale * value, x->scale > 1.0 ? 0 : 1);
}

static void put_column(ot_document *d, ot_chart *chart, const ot_projection *p,
                       const pair_matrix *x, const size_t *row, size_t n, size_t column) {
    ot_layer *layer =
        ot_chart_layer(d, chart, OT_LAYER_CELL, ot_document_format(d, "%zu", column + 1), n);
    for (size_t i = 0; layer && i < n; i++) {
        layer->text[i] = ot_document_format(d, "%zu  %s", i + 1, ot_chart_say_row(d, p, row[i]));
        if (i < column) continue; /* the same as below the diagonal */
        layer->value[i] = x->value[row[i] * p->n_targets + row[column]];
        if (i == column && x->scale > 1.0) /* alone: of all draws, as in the tables */
            layer->value[i] = p->c[0].target[row[i]].probability;
        if (isfinite(layer->value[i])) layer->note[i] = say_pair(d, x, layer->value[i]);
    }
}

static void arrange_matrix(ot_document *d, const ot_projection *p, const pair_matrix *x,
                           const size_t *row, size_t n) {
    ot_chart *chart = ot_document_chart(d, OT_CHART_MATRIX, x->name);
    if (!chart) return;
    chart->title = say(d, x->title);
    chart->subtitle = ot_chart_subtitle(d, p, 0, x->scale > 1.0 ? "%" : "");
    chart->source = ot_document_format(d, say(d, x->source), x->draws);
    chart->description =
        ot_document_format(d, say(d, OT_SAY_CHART_MATRIX_DESCRIPTION), n, chart->source);
    for (size_t i = 0; i < n; i++)
        put_column(d, chart, p, x, row, n, i);
    ot_chart_note_own(d, chart);
}

void ot_arrange_pairs(ot_document *d, const ot_parts *parts) {
    const ot_review *r = parts->review;
    const ot_together *t = &r->c[0].together;
    size_t row[MOST_PAIRED];
    const size_t n = choose_paired(parts, row);
    const pair_matrix joint = {
        "joint", OT_SAY_CHART_JOINT_TITLE, OT_SAY_CHART_JOINT_SOURCE, (size_t)r->n_joint, t->joint,
        PERCENT};
    const pair_matrix correlation = {"correlation",
                                     OT_SAY_CHART_CORRELATION_TITLE,
                                     OT_SAY_CHART_CORRELATION_SOURCE,
                                     r->n_ranked,
                                     t->correlation,
                                     1.0};
    if (n < 2) return;
    arrange_matrix(d, r->projection, &joint, row, n);
    arrange_matrix(d, r->projection, &correlation, row, n);
}
