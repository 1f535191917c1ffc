/* The two tables of the review's page: targets by verdict in one line each, and the assumptions
 * that decide most of them. */
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum {
    LEVEL_DIGITS = 3,
    ERROR_DIGITS = 1,
    SHARE_DECIMALS = 2,
    MOST_DECIMALS = 2,
    TARGET_WIDTH = 50
};
static const double PERCENT = 100.0, SAME = 1e-12;

static int has_pace(const ot_parts *parts) {
    const ot_review *r = parts->review;
    for (size_t j = 0; j < r->projection->n_targets; j++)
        if (ot_review_shows(parts, j) && r->facts[j].pace.word != OT_PACE_NONE) return 1;
    return 0;
}

static void put_percent(ot_document *d, ot_grid *grid, double p) {
    const ot_review_verdict verdict = ot_review_verdict_of(p);
    ot_grid_text(d, grid, ot_say_whole_percent(d, p));
    if (verdict != OT_NO_VERDICT) ot_grid_tone(grid, ot_review_tone(verdict));
}

static void put_target(ot_document *d, ot_grid *grid, const ot_parts *parts, size_t j,
                       int with_pace) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    const ot_model_target *t = ot_review_target_at(p, j);
    const ot_review_target *x = &r->c[0].target[j];
    const ot_review_facts *f = &r->facts[j];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid,
                 ot_document_format(d, "  %s%s%s", ot_review_target_name(d, p, j),
                                    x->depends_on_prior ? OT_PRIOR_MARK : "",
                                    ot_say_base_mark(p->model, t->indicator)));
    ot_grid_text(d, grid, ot_say_target_year(d, t));
    ot_grid_text(d, grid, ot_say_target_briefly(d, p->model, t));
    for (size_t k = 0; k < p->n_cases; k++)
        put_percent(d, grid, p->c[k].target[j].probability);
    for (size_t i = 0; i < 2; i++)
        ot_grid_text(d, grid, ot_say_attainable(d, p->model, t, x->attainable[i], LEVEL_DIGITS));
    ot_grid_text(d, grid, f->growth.n_years ? ot_say_required_growth(d, &f->growth) : "-");
    ot_grid_text(d, grid, ot_say_growth_rank(d, &f->growth.own));
    if (r->has_panel) ot_grid_text(d, grid, ot_say_growth_rank(d, &f->growth.panel));
    if (with_pace) {
        ot_grid_text(d, grid, f->pace.word == OT_PACE_NONE ? "-" : ot_say_pace(d, f->pace.word));
        ot_grid_tone(grid, ot_pace_tone(f->pace.word));
    }
}

static void number_column(ot_document *d, ot_grid *grid, ot_message brief, ot_message full) {
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, brief));
    ot_grid_head(grid, ot_word(d, full));
}

static ot_grid *begin_verdicts(ot_document *d, const ot_parts *parts, int with_pace) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
    ot_grid_wrap(grid, TARGET_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_WANTED));
    ot_grid_wrap(grid, TARGET_WIDTH);
    for (size_t k = 0; k < p->n_cases; k++) {
        const char *name =
            ot_document_format(d, "%s%s", ot_say_scenario(d, p->model, p->c[k].scenario),
                               ot_review_is_conditional(p, k) ? OT_CONDITIONAL_MARK : "");
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, name);
        ot_grid_head(grid, ot_say2(d, OT_SAY_REVIEW_HEAD_CHANCE, name, ""));
    }
    number_column(d, grid, OT_SAY_REVIEW_SURE_50, OT_SAY_REVIEW_HEAD_50);
    number_column(d, grid, OT_SAY_REVIEW_SURE_80, OT_SAY_REVIEW_HEAD_80);
    number_column(d, grid, OT_SAY_REVIEW_REQUIRED, OT_SAY_REVIEW_HEAD_REQUIRED);
    number_column(d, grid, OT_SAY_REVIEW_OWN_YEARS, OT_SAY_REVIEW_HEAD_OWN);
    if (r->has_panel) number_column(d, grid, OT_SAY_REVIEW_ELSEWHERE, OT_SAY_REVIEW_HEAD_ELSEWHERE);
    if (with_pace) ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_PACE_WORD));
    return grid;
}

static size_t count_verdict(const ot_parts *parts, ot_review_verdict verdict) {
    const ot_review *r = parts->review;
    size_t n = 0;
    for (size_t j = 0; j < r->projection->n_targets; j++)
        n += ot_review_shows(parts, j) && r->c[0].target[j].verdict == verdict;
    return n;
}

typedef struct legend {
    int is_due;
    ot_message message;
} legend;

static void say_legend(ot_document *d, const char *text, const legend *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (!list[i].is_due) continue;
        const char *next = ot_say_plain(d, list[i].message);
        text = text ? ot_review_join(d, text, next) : next;
    }
    if (text) ot_document_text(d, OT_ELEMENT_PARAGRAPH, text);
}

/* What the columns hold, in one paragraph above them: a page has no room for more. */
static void say_columns(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    double error = 0.0;
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t j = 0; j < p->n_targets; j++)
            if (ot_review_shows(parts, j)) error = fmax(error, p->c[k].target[j].mcse);
    const legend list[] = {{1, OT_SAY_REVIEW_GROWTH_LEGEND},
                           {ot_review_has_flow(parts), OT_SAY_REVIEW_FLOW_LEGEND},
                           {parts->review->has_panel, OT_SAY_REVIEW_ELSEWHERE_LEGEND},
                           {1, OT_SAY_REVIEW_RULE}};
    say_legend(
        d,
        ot_say2(d, OT_SAY_REVIEW_PAGE_LEGEND, ot_say_digits(d, PERCENT * error, ERROR_DIGITS), ""),
        list, sizeof list / sizeof *list);
}

/* What the signs mean, below the table as one looks for it. */
static void say_signs(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    int has_conditional = 0, has_assumed = 0;
    for (size_t k = 0; k < p->n_cases; k++)
        has_conditional |= ot_review_is_conditional(p, k);
    for (size_t j = 0; j < p->n_targets; j++)
        has_assumed |= ot_review_shows(parts, j) && ot_review_target_at(p, j)->is_assumed_year;
    const legend list[] = {{has_conditional, OT_SAY_CONDITIONAL_NOTE},
                           {has_assumed, OT_SAY_ASSUMED_NOTE},
                           {ot_review_count_own(parts) > 0, OT_SAY_REVIEW_OWN_NOTE},
                           {ot_review_has_base_mark(parts), OT_SAY_ASSUMED_FROM_NOTE}};
    say_legend(d, NULL, list, sizeof list / sizeof *list);
}

void ot_arrange_verdicts(ot_document *d, const ot_parts *parts, const size_t *order) {
    const ot_review *r = parts->review;
    const int with_pace = has_pace(parts);
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_REVIEW_TARGETS_HEADING);
    say_columns(d, parts);
    ot_grid *grid = begin_verdicts(d, parts, with_pace);
    ot_grid_elsewhere(grid, "verdicts");
    ot_review_verdict verdict = OT_N_REVIEW_VERDICTS;
    for (size_t i = 0; i < r->projection->n_targets; i++) {
        const size_t j = order[i];
        if (!ot_review_shows(parts, j)) continue;
        if (r->c[0].target[j].verdict != verdict) {
            verdict = r->c[0].target[j].verdict;
            ot_grid_row(d, grid);
            ot_grid_text(d, grid,
                         ot_document_format(d, ot_word(d, OT_SAY_REVIEW_VERDICT_ROW),
                                            ot_say_review_verdict(d, verdict),
                                            count_verdict(parts, verdict)));
            ot_grid_tone(grid, ot_review_tone(verdict));
        }
        put_target(d, grid, parts, j, with_pace);
    }
    say_signs(d, parts);
}

/* A driver, and the target on which it tells most. */
typedef struct deciding {
    size_t driver, n_targets, target;
    const ot_conditional_input *input;
} deciding;

static deciding look_at(const ot_parts *parts, size_t driver) {
    const ot_review *r = parts->review;
    deciding out = {.driver = driver};
    for (size_t j = 0; j < r->projection->n_targets; j++) {
        const ot_conditional *c = &r->c[0].target[j].conditional;
        for (size_t i = 0; i < c->n_inputs && ot_review_shows(parts, j); i++) {
            const ot_conditional_input *x = &c->input[i];
            if (x->input != driver) continue;
            out.n_targets++;
            if (out.input && fabs(out.input->correlation) >= fabs(x->correlation)) continue;
            out.input = x;
            out.target = j;
        }
    }
    return out;
}

enum { MOST_DECIDING = 5 };

/* Those of the most targets first; of as many the one that tells more. */
static int comes_before(const deciding *a, const deciding *b) {
    if (a->n_targets != b->n_targets) return a->n_targets > b->n_targets;
    return a->input && b->input && fabs(a->input->correlation) > fabs(b->input->correlation);
}

static size_t find_deciding(const ot_parts *parts, deciding found[MOST_DECIDING]) {
    size_t n = 0;
    for (size_t i = 0; i < parts->review->projection->model->n_drivers; i++) {
        const deciding own = look_at(parts, i);
        size_t at = n;
        if (own.n_targets == 0) continue;
        for (; at > 0 && comes_before(&own, &found[at - 1]); at--)
            if (at < MOST_DECIDING) found[at] = found[at - 1];
        if (at < MOST_DECIDING) found[at] = own;
        if (n < MOST_DECIDING) n++;
    }
    return n;
}

/* Three digits of the largest of them. */
static int decimals_of(const double *value, size_t n) {
    double most = 0.0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(value[i])) most = fmax(most, fabs(value[i]));
    const int fit = ot_decimals_significant(most, LEVEL_DIGITS);
    return fit < MOST_DECIMALS ? fit : MOST_DECIMALS;
}

/* An event comes or does not: of it the share of years is told, which has no range. */
static void put_levels(ot_document *d, ot_grid *grid, const ot_conditional_input *x, int is_event,
                       double inside) {
    const double value[] = {ot_declared(x->mean_met, inside), ot_declared(x->low_met, inside),
                            ot_declared(x->high_met, inside)};
    const int decimals = decimals_of(value, sizeof value / sizeof *value);
    if (is_event)
        ot_grid_number(d, grid, value[0], SHARE_DECIMALS + 1);
    else
        ot_grid_band(d, grid, value[0], value[1], value[2], decimals);
}

/* As it is set, not as draws have it: what the years up to the target's have, else their mean. */
static const char *say_set(ot_document *d, const ot_projection *p, size_t driver, int last) {
    const ot_model *m = p->model;
    const ot_model_scenario *s = &m->scenario[p->c[0].scenario];
    const double *value = s->driver + driver * m->n_slots,
                 first = value[ot_model_slot(m, m->first_year)];
    double sum = 0.0;
    int is_steady = 1;
    for (int year = m->first_year; year <= last; year++) {
        const double own = value[ot_model_slot(m, year)];
        sum += own;
        is_steady &= fabs(own - first) <= SAME * fabs(first);
    }
    if (s->law[driver]->family == OT_LAW_EVENT) return ot_say_value(d, s->law[driver]->probability);
    if (is_steady) return ot_say_value(d, ot_declared(first, m->driver[driver].inside));
    const double mean = ot_declared(sum / (last - m->first_year + 1), m->driver[driver].inside);
    return ot_say_digits(d, ot_value_significant(mean, LEVEL_DIGITS), LEVEL_DIGITS);
}

static void put_deciding(ot_document *d, ot_grid *grid, const ot_parts *parts, const deciding *x) {
    const ot_projection *p = parts->review->projection;
    const ot_model_driver *driver = &p->model->driver[x->driver];
    const int is_event = driver->spec->law.family == OT_LAW_EVENT;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_say_review_input(d, p->model, x->driver));
    ot_grid_text(d, grid, ot_say_driver_unit(d, p->model, x->driver));
    ot_grid_number(d, grid, (double)x->n_targets, 0);
    ot_grid_text(d, grid,
                 ot_say2(d, OT_SAY_REVIEW_DATED, ot_review_target_name(d, p, x->target),
                         ot_say_target_year(d, ot_review_target_at(p, x->target))));
    ot_grid_number(d, grid, x->input->correlation, SHARE_DECIMALS);
    ot_grid_text(d, grid, say_set(d, p, x->driver, ot_review_target_at(p, x->target)->year));
    put_levels(d, grid, x->input, is_event, driver->inside);
}

static ot_grid *begin_deciding(ot_document *d) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_INPUT));
    ot_grid_wrap(grid, TARGET_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    number_column(d, grid, OT_SAY_REVIEW_DECIDING_COUNT, OT_SAY_REVIEW_HEAD_COUNT);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_DECIDING_MOST));
    ot_grid_head(grid, ot_word(d, OT_SAY_REVIEW_HEAD_MOST));
    ot_grid_wrap(grid, TARGET_WIDTH);
    number_column(d, grid, OT_SAY_REVIEW_CORRELATION, OT_SAY_REVIEW_HEAD_CORRELATION);
    number_column(d, grid, OT_SAY_REVIEW_ASSUMED, OT_SAY_REVIEW_HEAD_ASSUMED);
    ot_grid_column(d, grid, OT_COLUMN_BAND, ot_word(d, OT_SAY_REVIEW_IF_MET));
    ot_grid_head(grid, ot_word(d, OT_SAY_REVIEW_HEAD_IF_MET));
    return grid;
}

/* Of how many targets an equation's own error is the weightiest; NULL: of none. */
static const char *say_residuals(ot_document *d, const ot_parts *parts) {
    const ot_review *r = parts->review;
    size_t n = 0, n_residuals = 0;
    for (size_t j = 0; j < r->projection->n_targets; j++) {
        const ot_conditional *c = &r->c[0].target[j].conditional;
        if (!ot_review_shows(parts, j)) continue;
        n++;
        n_residuals += c->n_inputs > 0 && c->input[0].input >= r->projection->model->n_drivers;
    }
    if (n_residuals == 0) return NULL;
    return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_RESIDUALS), n_residuals, n);
}

void ot_arrange_deciding(ot_document *d, const ot_parts *parts) {
    deciding found[MOST_DECIDING];
    const size_t n = find_deciding(parts, found);
    const char *residuals = say_residuals(d, parts);
    if (n > 0) {
        ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_REVIEW_DECIDING_HEADING);
        ot_document_text(d, OT_ELEMENT_PARAGRAPH, ot_say_plain(d, OT_SAY_REVIEW_DECIDING_LEGEND));
        ot_grid *grid = begin_deciding(d);
        for (size_t i = 0; i < n; i++)
            put_deciding(d, grid, parts, &found[i]);
    }
    if (residuals) ot_document_text(d, OT_ELEMENT_PARAGRAPH, residuals);
}

/* Warnings stand on the page; notes are counted. */
static size_t count_notes(const ot_notes *notes) {
    size_t n = 0;
    for (size_t i = 0; notes && i < ot_notes_count(notes); i++)
        n += ot_notes_at(notes, i)->severity != OT_SEVERITY_WARNING;
    return n;
}

void ot_arrange_page_end(ot_document *d, const ot_parts *parts) {
    const size_t n = count_notes(parts->notes);
    const char *more = n > 0 ? ot_document_format(d, ot_word(d, OT_SAY_REVIEW_DETAIL_NOTES), n)
                             : ot_say_plain(d, OT_SAY_REVIEW_DETAIL);
    const char *guide = ot_say_plain(d, OT_SAY_GUIDE);
    /* Within a whole report nobody is at a command line. */
    ot_document_text(d, OT_ELEMENT_PARAGRAPH,
                     d->in_section ? guide : ot_review_join(d, guide, more));
    ot_arrange_warnings(d, parts->notes);
}
