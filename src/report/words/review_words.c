#include <string.h>

#include "report/words/review_words.h"

#include <math.h>

#include "base/number.h"
#include "report/words/words.h"

static const double HALF = 0.5;
static const double PERCENT = 100.0 * (1.0 + OT_HALF_UP);
enum {
    PERCENT_DIGITS = 2,
    PERCENT_DECIMALS = 1,
    RATE_DIGITS = 2,
    MOST_DECIMALS = 3,
    MOST_MORE = 1
};

const ot_model_target *ot_review_target_at(const ot_projection *p, size_t j) {
    return &p->model->target[p->target[j]];
}

int ot_review_is_conditional(const ot_projection *p, size_t k) {
    return p->model->scenario[p->c[k].scenario].is_conditional;
}

int ot_review_shows(const ot_parts *parts, size_t j) {
    return ot_parts_show_target(parts, ot_review_target_at(parts->review->projection, j));
}

/* Where no target names a statement of the document, all of them are as good as its own. */
int ot_review_is_own(const ot_model *m, const ot_model_target *t) {
    if (t->statement) return 0;
    for (size_t j = 0; j < m->n_targets; j++)
        if (m->target[j].statement) return 1;
    return 0;
}

/* An index is 100 by definition. */
static int is_start(const ot_model *m, size_t indicator) {
    const ot_model_indicator *x = &m->indicator[indicator];
    return x->is_start_used && !(x->unit->name && strcmp(x->unit->name, "index") == 0);
}

/* The walk ends at the first that it finds. */
static int find_start(void *state, const ot_tree *node) {
    const ot_model *m = *(const ot_model *const *)state;
    if (node->op != OT_OP_SYMBOL || node->symbol.kind != OT_SYMBOL_SERIES) return 0;
    return (size_t)node->symbol.index < m->n_indicators && is_start(m, (size_t)node->symbol.index);
}

const char *ot_say_base_mark(const ot_model *m, size_t indicator) {
    const ot_form *form = m->scenario[0].form[indicator];
    int is_assumed = is_start(m, indicator);
    if (m->indicator[indicator].base_year == 0 && form)
        is_assumed = ot_tree_walk(form->equation->right, find_start, (void *)&m);
    return is_assumed ? OT_APPROXIMATELY : "";
}

int ot_review_has_base_mark(const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    for (size_t j = 0; j < p->n_targets; j++)
        if (ot_review_shows(parts, j) &&
            *ot_say_base_mark(p->model, ot_review_target_at(p, j)->indicator))
            return 1;
    return 0;
}

const char *ot_review_target_name(ot_document *d, const ot_projection *p, size_t j) {
    const ot_model_target *t = ot_review_target_at(p, j);
    return ot_document_format(d, "%s%s", ot_say_headword(d, t->label.text[d->language]),
                              ot_review_is_own(p->model, t) ? OT_OWN_MARK : "");
}

size_t ot_review_count_own(const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    size_t n = 0;
    for (size_t j = 0; j < p->n_targets; j++)
        n += ot_review_shows(parts, j) && ot_review_is_own(p->model, ot_review_target_at(p, j));
    return n;
}

const char *ot_say_round_percent(ot_document *d, double p) {
    if (isnan(p)) return "-";
    if (p < 0.01) return "<1";
    return p > 0.99 ? ">99" : ot_document_format(d, "%.0f", round(PERCENT * p));
}

const char *ot_say_whole_percent(ot_document *d, double p) {
    if (isnan(p)) return "-";
    double shown = round(PERCENT * p), step = 1.0;
    char text[OT_NUMBER_SIZE];
    int decimals = 0;
    if (p < 0.01) return "<1";
    if (p > 0.99) return ">99";
    while (ot_review_verdict_of(shown / 100.0) != ot_review_verdict_of(p) &&
           decimals < MOST_DECIMALS) {
        decimals++;
        step /= 10.0;
        shown = step * round(PERCENT * p / step);
    }
    ot_number_fixed(shown, decimals, text);
    return ot_document_format(d, "%s", text);
}

const char *ot_say_chance(ot_document *d, double p) {
    if (!isfinite(p)) return "\xE2\x80\x94";
    return ot_say2(d, OT_SAY_REVIEW_PERCENT, ot_say_whole_percent(d, p), "");
}

const char *ot_say_headword(ot_document *d, const char *label) {
    const int is_small = label[0] >= 'a' && label[0] <= 'z';
    const int is_word = is_small && !(label[1] >= 'A' && label[1] <= 'Z');
    if (!is_word) return label;
    return ot_document_format(d, "%c%s", label[0] - 'a' + 'A', label + 1);
}

const char *ot_say_review_percent(ot_document *d, double probability) {
    return ot_say2(d, OT_SAY_REVIEW_PERCENT, ot_say_digits(d, 100.0 * probability, PERCENT_DIGITS),
                   "");
}

const char *ot_review_verdict_name(ot_review_verdict verdict) {
    static const char *const NAME[OT_N_REVIEW_VERDICTS] = {
        "very_likely", "likely", "about_even", "difficult", "very_difficult", "cannot_be_judged"};
    return NAME[verdict];
}

const char *ot_say_review_verdict(const ot_document *d, ot_review_verdict verdict) {
    static const ot_message SAY[OT_N_REVIEW_VERDICTS] = {OT_SAY_VERY_LIKELY,    OT_SAY_LIKELY,
                                                         OT_SAY_ABOUT_EVEN,     OT_SAY_DIFFICULT,
                                                         OT_SAY_VERY_DIFFICULT, OT_SAY_NO_VERDICT};
    return ot_message_text(SAY[verdict], d->language);
}

ot_tone ot_review_tone(ot_review_verdict verdict) {
    static const ot_tone TONE[OT_N_REVIEW_VERDICTS] = {OT_TONE_GOOD, OT_TONE_FAIR, OT_TONE_EVEN,
                                                       OT_TONE_POOR, OT_TONE_BAD,  OT_TONE_QUIET};
    return TONE[verdict];
}

ot_tone ot_pace_tone(ot_pace_word pace) {
    static const ot_tone TONE[OT_N_PACE_WORDS] = {OT_TONE_QUIET, OT_TONE_GOOD, OT_TONE_FAIR,
                                                  OT_TONE_EVEN, OT_TONE_POOR};
    return TONE[pace];
}

const char *ot_pace_name(ot_pace_word pace) {
    static const char *const NAME[OT_N_PACE_WORDS] = {"unknown", "met_early", "faster", "in_line",
                                                      "behind"};
    return NAME[pace];
}

const char *ot_say_pace(const ot_document *d, ot_pace_word pace) {
    static const ot_message SAY[OT_N_PACE_WORDS] = {OT_SAY_NO_VERDICT, OT_SAY_PACE_AHEAD,
                                                    OT_SAY_PACE_FASTER, OT_SAY_PACE_IN_LINE,
                                                    OT_SAY_PACE_BEHIND};
    return ot_message_text(SAY[pace], d->language);
}

static int is_percent(const ot_model *m, const ot_model_target *t) {
    const char *name = m->indicator[t->indicator].unit->name;
    return t->measure == OT_MEASURE_GROWTH || t->measure == OT_MEASURE_AVERAGE_GROWTH ||
           (name && strcmp(name, "percent") == 0);
}

/* A level that misses the target is not shown as the target's own number. */
static int decimals_beside(double level, double target, int decimals) {
    for (int more = 0; isfinite(target) && more <= MOST_MORE; more++) {
        const double scale = pow(10.0, decimals + more);
        if (fabs(round(level * scale) - target * scale) > HALF) return decimals + more;
    }
    return decimals;
}

const char *ot_say_attainable(ot_document *d, const ot_model *m, const ot_model_target *t,
                              double level, int digits) {
    if (!isfinite(level)) return "-";
    const int is_of_hundred = is_percent(m, t), fit = ot_decimals_significant(level, digits);
    const int least = is_of_hundred && fit > PERCENT_DECIMALS ? PERCENT_DECIMALS : fit;
    const int decimals = decimals_beside(level, ot_target_value(m, t), least);
    char text[OT_NUMBER_SIZE];
    ot_number_fixed(ot_value_significant(level, digits), decimals, text);
    const char *number =
        is_of_hundred ? ot_say2(d, OT_SAY_REVIEW_PERCENT, text, "") : ot_say_level(d, m, t, text);
    return ot_target_side_of(t->relation, t->wanted) == OT_SIDE_LESS
               ? ot_say2(d, OT_SAY_BRIEF_AT_MOST, number, "")
               : number;
}

const char *ot_review_join(ot_document *d, const char *a, const char *b) {
    return ot_document_format(d, d->language == OT_LANGUAGE_ZH ? "%s%s" : "%s %s", a, b);
}

const char *ot_say_tenths(ot_document *d, double p) {
    static const char *const TENTHS[OT_N_LANGUAGES][10] = {
        {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
        {"零", "一", "两", "三", "四", "五", "六", "七", "八", "九"}};
    if (isnan(p)) return "-";
    if (p < 0.01) return ot_word(d, OT_SAY_UNDER_HUNDREDTH);
    if (p < 0.05) return ot_word(d, OT_SAY_UNDER_TWENTIETH);
    if (p > 0.99) return ot_word(d, OT_SAY_OVER_HUNDREDTH);
    if (p > 0.95) return ot_word(d, OT_SAY_OVER_TWENTIETH);
    const int tenths = (int)fmin(fmax(round(10.0 * p), 1.0), 9.0);
    return ot_say2(d, OT_SAY_TENTHS, TENTHS[d->language][tenths], "");
}

int ot_review_has_flow(const ot_parts *parts) {
    const ot_review *r = parts->review;
    for (size_t j = 0; j < r->projection->n_targets; j++)
        if (ot_review_shows(parts, j) && r->facts[j].growth.is_flow &&
            r->facts[j].growth.n_years > 0)
            return 1;
    return 0;
}

/* One decimal, or as many as small rates need. */
static const char *say_rate(ot_document *d, double rate) {
    return ot_say_digits(d, rate, fabs(rate) < 10.0 ? RATE_DIGITS : RATE_DIGITS + 1);
}

const char *ot_say_required_growth(ot_document *d, const ot_required_growth *g) {
    const char *number = ot_document_format(d, "%s%s", g->is_points && g->growth > 0.0 ? "+" : "",
                                            say_rate(d, g->growth));
    if (g->is_range) number = ot_say2(d, OT_SAY_REVIEW_RANGE, number, say_rate(d, g->ceiling));
    const char *text =
        ot_say2(d, g->is_points ? OT_SAY_REVIEW_POINTS : OT_SAY_REVIEW_PERCENT, number, "");
    return g->is_most ? ot_say2(d, OT_SAY_REVIEW_MOST, text, "") : text;
}

const char *ot_say_growth_rank(ot_document *d, const ot_growth_rank *rank) {
    if (rank->n == 0) return "-";
    return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_OF), rank->n_reached, rank->n);
}

static const ot_indicator_spec *indicator_of(const ot_model *m, size_t input) {
    return m->indicator[m->disturbance[input - m->n_drivers]].spec;
}

const char *ot_say_review_input(ot_document *d, const ot_model *m, size_t input) {
    if (input < m->n_drivers) return m->driver[input].spec->label.text[d->language];
    return ot_say2(d, OT_SAY_REVIEW_RESIDUAL, indicator_of(m, input)->label.text[d->language], "");
}

const char *ot_review_input_name(ot_document *d, const ot_model *m, size_t input) {
    if (input < m->n_drivers) return ot_document_format(d, "driver/%s", m->driver[input].spec->id);
    return ot_document_format(d, "residual/%s", indicator_of(m, input)->id);
}

int ot_review_is_share(const ot_model *m, size_t driver) {
    const char *name = m->driver[driver].unit->name;
    return name && strcmp(name, "share") == 0;
}

const char *ot_say_driver_unit(const ot_document *d, const ot_model *m, size_t driver) {
    const ot_unit *unit = m->driver[driver].unit;
    const char *text = unit->text[d->language];
    return text ? text : unit->name ? unit->name : "";
}

void ot_review_order(const ot_review *r, size_t *order) {
    const ot_projection *p = r->projection;
    for (size_t j = 0; j < p->n_targets; j++) {
        const double own = p->c[0].target[j].probability;
        size_t at = j;
        while (at > 0) { /* who cannot be judged stands last */
            const double before = p->c[0].target[order[at - 1]].probability;
            if (isnan(own) || (!isnan(before) && before >= own)) break;
            order[at] = order[at - 1];
            at--;
        }
        order[at] = j;
    }
}
