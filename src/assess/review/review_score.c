#include "assess/review/review_score.h"

#include <math.h>
#include <stdlib.h>

#include "assess/tune/loss.h"

static const double PERCENT = 100.0;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the outturns", "内存不足以存放实绩");
}

static ot_status fill(ot_outturn_block *b, const ot_model *m, const ot_model *later,
                      const ot_model_scenario *s, ot_error *err) {
    ot_status status = OT_OK;
    for (size_t i = 0; i < m->n_indicators; i++)
        for (size_t slot = 0; slot < m->n_slots && !status; slot++) {
            const size_t at = i * m->n_slots + slot;
            const int year = ot_model_year(m, slot);
            status = ot_model_observe(later, 0, i, NULL, NULL, 0, year, NULL, &b->value[at], err);
            if (!isfinite(b->value[at]) && s->state[at] == OT_STATE_HELD)
                b->value[at] = s->held[at];
        }
    return status;
}

ot_status ot_outturn_block_init(ot_outturn_block *b, const ot_model *m, const ot_case *c,
                                const ot_table *outturns, ot_error *err) {
    ot_model later = *m; /* the same names and units, other data */
    later.table = outturns;
    *b = (ot_outturn_block){.c = c};
    b->value = calloc(m->n_indicators * m->n_slots + 1, sizeof *b->value);
    if (!b->value) return no_memory(err);
    b->series = b->value;
    b->block = (ot_block){.n_cases = 1, .c = &b->c, .series = &b->series, .stride = 1, .n = 1};
    return fill(b, m, &later, &m->scenario[c->scenario], err);
}

void ot_outturn_block_clear(ot_outturn_block *b) {
    free(b->value);
    b->value = NULL;
}

static double share_below(const double *value, size_t n, double x) {
    size_t below = 0;
    for (size_t i = 0; i < n; i++)
        below += value[i] < x;
    return PERCENT * (double)below / (double)n;
}

static void score_value(const ot_outturn_block *b, const ot_aim *aim, double *value, size_t n,
                        double inside, ot_target_score *out) {
    double room[OT_CHUNK];
    const double raw = ot_aim_values(aim, &b->block, 0, 0, 1, room)[0];
    const double came = ot_aim_measured(aim, raw);
    out->outturn = ot_declared(came, inside);
    out->percentile = share_below(value, n, raw);
    for (size_t i = 0; i < n; i++)
        value[i] = ot_aim_measured(aim, value[i]);
    out->crps = ot_crps(value, n, came) / inside;
}

void ot_target_score_fill(const ot_outturn_block *b, const ot_aim *aim, uint64_t met, uint64_t n,
                          double *value, size_t n_values, double inside, ot_target_score *out) {
    double gap[OT_CHUNK];
    ot_aim_gaps(aim, &b->block, 0, 0, 1, gap);
    *out = (ot_target_score){.is_known = isfinite(gap[0]), .is_met = gap[0] <= 0.0};
    out->outturn = out->brier = out->log_score = out->crps = out->percentile = NAN;
    if (!out->is_known) return;
    const double p = (double)met / (double)n, came = out->is_met ? 1.0 : 0.0;
    const double sure = ((double)met + 0.5) / ((double)n + 1.0);
    out->brier = (p - came) * (p - came);
    out->log_score = -log(out->is_met ? sure : 1.0 - sure);
    if (value && n_values > 1) score_value(b, aim, value, n_values, inside, out);
}

void ot_review_scores_add(ot_review_scores *s, const ot_target_score *x, double probability) {
    if (!x->is_known || isnan(probability)) return;
    s->n++;
    s->n_met += x->is_met != 0;
    s->expected += probability;
    s->brier += x->brier;
    s->log_score += x->log_score;
}

void ot_review_scores_end(ot_review_scores *s) {
    s->brier = s->n > 0 ? s->brier / (double)s->n : NAN;
    s->log_score = s->n > 0 ? s->log_score / (double)s->n : NAN;
}
