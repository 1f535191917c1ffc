/* What a review finds, in sentences: counts, names, groups, what decides, conflicts, views. */
#include <math.h>

#include "estimate/fit.h"
#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

typedef struct counts {
    size_t n, of[OT_N_REVIEW_VERDICTS];
} counts;

/* Targets of the document, or the model's own. */
static counts count_of(const ot_parts *parts, int is_own) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    counts c = {0};
    for (size_t j = 0; j < p->n_targets; j++) {
        if (!ot_review_shows(parts, j)) continue;
        if (ot_review_is_own(p->model, ot_review_target_at(p, j)) != is_own) continue;
        c.n++;
        c.of[r->c[0].target[j].verdict]++;
    }
    return c;
}

/* The group of a year with the most targets, as a sentence; NULL: there is none. */
static const char *say_all_together(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    const ot_group_result *most = NULL;
    for (size_t g = 0; g < p->n_groups; g++) {
        const ot_group_result *x = &p->c[0].group[g];
        if (!p->model->group[p->group[g]].year || !ot_parts_show_group(parts, p->group[g]))
            continue;
        if (x->n_targets > 1 && (!most || x->n_targets > most->n_targets)) most = x;
    }
    if (!most) return NULL;
    return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_ALL_TOGETHER),
                              p->model->group[most->group].year, most->n_targets,
                              ot_say_chance(d, most->probability));
}

/* What a meeting asks first, in one or two sentences. */
static void say_conclusion(ot_document *d, const ot_parts *parts) {
    const counts stated = count_of(parts, 0), own = count_of(parts, 1);
    const counts c = stated.n > 0 ? stated : own;
    const ot_message say =
        own.n > 0 && stated.n > 0 ? OT_SAY_REVIEW_CONCLUSION_STATED : OT_SAY_REVIEW_CONCLUSION;
    const char *text = ot_document_format(
        d, ot_word(d, say), c.n, c.of[OT_VERY_LIKELY] + c.of[OT_LIKELY], c.of[OT_ABOUT_EVEN],
        c.of[OT_DIFFICULT] + c.of[OT_VERY_DIFFICULT], c.of[OT_VERY_DIFFICULT]);
    if (c.of[OT_NO_VERDICT] > 0)
        text = ot_review_join(
            d, text,
            ot_document_format(d, ot_word(d, OT_SAY_REVIEW_CONCLUSION_NONE), c.of[OT_NO_VERDICT]));
    const char *all = say_all_together(d, parts);
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, all ? ot_review_join(d, text, all) : text);
}

static int is_stated(const ot_parts *parts, size_t j) {
    return ot_review_shows(parts, j) &&
           ot_review_target_at(parts->review->projection, j)->statement;
}

static int is_twin(const ot_projection *p, size_t a, size_t b) {
    const ot_model_target *x = ot_review_target_at(p, a), *y = ot_review_target_at(p, b);
    return a != b && x->indicator == y->indicator && x->year == y->year;
}

/* A document says the same thing in its text and in its table, not always alike. */
static void say_twins(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    size_t n = 0, n_things = 0;
    for (size_t j = 0; j < p->n_targets; j++) {
        size_t n_before = 0, n_twins = 0;
        for (size_t i = 0; i < p->n_targets && is_stated(parts, j); i++) {
            if (!is_stated(parts, i) || !is_twin(p, i, j)) continue;
            n_twins++;
            n_before += i < j;
        }
        n += n_twins > 0;
        n_things += n_twins > 0 && n_before == 0;
    }
    if (n > 0) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_TWINS, n_things, n);
}

static void say_own(ot_document *d, const ot_parts *parts) {
    const counts c = count_of(parts, 1);
    if (c.n > 0 && count_of(parts, 0).n > 0)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_COUNTS_OWN, c.n,
                        c.of[OT_VERY_LIKELY] + c.of[OT_LIKELY], c.of[OT_ABOUT_EVEN],
                        c.of[OT_DIFFICULT] + c.of[OT_VERY_DIFFICULT], c.of[OT_VERY_DIFFICULT]);
}

/* What makes a target one of a list. */
typedef int is_one(const ot_review *r, size_t j, int word);

static int has_verdict(const ot_review *r, size_t j, int verdict) {
    return (int)r->c[0].target[j].verdict == verdict;
}

static int has_pace(const ot_review *r, size_t j, int pace) {
    return (int)r->facts[j].pace.word == pace;
}

static int depends_on_prior(const ot_review *r, size_t j, int unused) {
    (void)unused;
    return r->c[0].target[j].depends_on_prior;
}

static int is_near_bound(const ot_review *r, size_t j, int unused) {
    const double near = 0.02, p = r->projection->c[0].target[j].probability;
    (void)unused;
    for (int v = 0; v < OT_VERY_DIFFICULT; v++)
        if (fabs(p - ot_review_verdict_bound((ot_review_verdict)v)) < near) return 1;
    return 0;
}

/* Such targets by name, with their years, the first ones of many; NULL: there are none. */
static const char *list_targets(ot_document *d, const ot_parts *parts, is_one *is, int word_of) {
    enum { MOST_LISTED = 8 };
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    const char *list = NULL;
    size_t n = 0;
    for (size_t j = 0; j < p->n_targets; j++) {
        if (!ot_review_shows(parts, j) || !is(r, j, word_of) || n++ >= MOST_LISTED) continue;
        const char *year = ot_say_target_year(d, ot_review_target_at(p, j));
        const char *name = ot_say2(d, OT_SAY_REVIEW_DATED, ot_review_target_name(d, p, j), year);
        list = list ? ot_say2(d, OT_SAY_LISTED, list, name) : name;
    }
    if (n <= MOST_LISTED) return list;
    return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_AND_MORE), list, n - MOST_LISTED);
}

static void say_named(ot_document *d, const ot_parts *parts, ot_review_verdict verdict) {
    const char *list = list_targets(d, parts, has_verdict, (int)verdict);
    if (list)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_NAMED, ot_say_review_verdict(d, verdict),
                        list);
}

static void say_near(ot_document *d, const ot_parts *parts) {
    const char *list = list_targets(d, parts, is_near_bound, 0);
    if (list) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_NEAR, list);
}

static void say_pace(ot_document *d, const ot_parts *parts, ot_pace_word pace) {
    const char *list = list_targets(d, parts, has_pace, (int)pace);
    if (list) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_PACE, ot_say_pace(d, pace), list);
}

/* How many of the targets name the driver among what decides. */
static size_t count_hanging(const ot_parts *parts, size_t driver) {
    const ot_review *r = parts->review;
    size_t n = 0;
    for (size_t j = 0; j < r->projection->n_targets; j++) {
        const ot_conditional *c = &r->c[0].target[j].conditional;
        for (size_t i = 0; i < c->n_inputs && ot_review_shows(parts, j); i++)
            n += c->input[i].input == driver;
    }
    return n;
}

static void say_hanging(ot_document *d, const ot_parts *parts) {
    enum { MOST_NAMED = 3 };
    const ot_model *m = parts->review->projection->model;
    size_t count[MOST_NAMED] = {0}, driver[MOST_NAMED] = {0};
    const char *list = NULL;
    for (size_t i = 0; i < m->n_drivers; i++) {
        const size_t n = count_hanging(parts, i);
        size_t at = MOST_NAMED;
        while (at > 0 && n > count[at - 1])
            at--;
        for (size_t k = MOST_NAMED; k-- > at + 1;) {
            count[k] = count[k - 1];
            driver[k] = driver[k - 1];
        }
        if (at == MOST_NAMED) continue;
        count[at] = n;
        driver[at] = i;
    }
    for (size_t k = 0; k < MOST_NAMED && count[k] > 0; k++) {
        const char *label = m->driver[driver[k]].spec->label.text[d->language];
        const char *name =
            ot_say2(d, OT_SAY_REVIEW_COUNTED, label, ot_document_format(d, "%zu", count[k]));
        list = list ? ot_say2(d, OT_SAY_LISTED, list, name) : name;
    }
    if (list) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_HANGS, list);
}

static void say_conflicts(ot_document *d, const ot_parts *parts) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    for (size_t i = 0; i < r->c[0].n_conflicts; i++) {
        const ot_conflict *c = &r->c[0].conflict[i];
        const char *joint = ot_say_review_percent(d, c->joint),
                   *expected = ot_say_review_percent(d, c->expected);
        if (c->n_targets == 2)
            ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_PAIR,
                            ot_review_target_name(d, p, c->target[0]),
                            ot_review_target_name(d, p, c->target[1]), joint, expected);
        else
            ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_TRIPLE,
                            ot_review_target_name(d, p, c->target[0]),
                            ot_review_target_name(d, p, c->target[1]),
                            ot_review_target_name(d, p, c->target[2]), joint, expected);
    }
    if (r->c[0].n_conflicts == 0)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_NO_CONFLICT, (size_t)r->n_joint);
}

static int has_view(const ot_review_facts *f) {
    return f->panel.verdict != OT_NO_VERDICT || f->own.verdict != OT_NO_VERDICT;
}

/* What another view says of n of all targets, n_depends of which it judges otherwise. */
static const char *say_tested(ot_document *d, const ot_parts *parts, size_t n_all, size_t n,
                              size_t n_depends) {
    if (n == 0) return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_NO_VIEW), n_all);
    if (n_depends == 0) return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_ROBUST), n_all, n);
    return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_DEPENDS), n_all, n, n_depends,
                              list_targets(d, parts, depends_on_prior, 0));
}

static void say_views(ot_document *d, const ot_parts *parts) {
    const ot_review *r = parts->review;
    size_t n_all = 0, n = 0, n_depends = 0;
    for (size_t j = 0; j < r->projection->n_targets; j++) {
        if (!ot_review_shows(parts, j)) continue;
        n_all++;
        if (!has_view(&r->facts[j])) continue;
        n++;
        n_depends += r->c[0].target[j].depends_on_prior != 0;
    }
    const char *text = say_tested(d, parts, n_all, n, n_depends);
    if (n > 0 && n < n_all)
        text = ot_review_join(d, text,
                              ot_document_format(d, ot_word(d, OT_SAY_REVIEW_UNTESTED), n_all - n));
    if (n < n_all && !r->has_panel && !d->in_section)
        text = ot_review_join(d, text, ot_say_plain(d, OT_SAY_REVIEW_ADD_PANEL));
    ot_document_text(d, OT_ELEMENT_ITEM, text);
}

/* What equations rest on. */
static void say_basis(ot_document *d, const ot_parts *parts) {
    size_t n[OT_N_VERDICT_CLASSES] = {0}, n_all = 0, n_foreign = 0;
    for (size_t f = 0; parts->fit && f < parts->model->n_forms; f++) {
        const ot_form_fit *x = &parts->fit->form[f];
        if (x->k == 0) continue;
        const ot_model_indicator *i = &parts->model->indicator[parts->model->form[f]->indicator];
        n[x->verdict.class]++;
        n_all++;
        n_foreign += x->verdict.class <= OT_VERDICT_FEW && i->spec->estimate.area;
    }
    const size_t n_known = n[OT_VERDICT_ENOUGH] + n[OT_VERDICT_FEW];
    if (n_known == n_all && n_foreign == 0) return;
    ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_BASIS, n_all, n[OT_VERDICT_ASSUMED],
                    n[OT_VERDICT_PRIOR] + n[OT_VERDICT_TOO_FEW], n_known, n_foreign);
}

static void say_unjudged(ot_document *d, const ot_model *m) {
    size_t n = 0;
    const char *reasons = ot_say_unjudged(d, m, &n);
    if (!reasons) return;
    const char *text = ot_document_format(d, ot_word(d, OT_SAY_REVIEW_UNJUDGED), n, reasons);
    /* Within a whole report nobody is at a command line. */
    if (d->in_section)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_UNJUDGED_BRIEF, n);
    else
        ot_document_text(d, OT_ELEMENT_ITEM,
                         ot_review_join(d, text, ot_say_plain(d, OT_SAY_REVIEW_UNJUDGED_WHERE)));
}

/* What the verdicts' table does not show by itself. */
void ot_arrange_remarks(ot_document *d, const ot_parts *parts) {
    say_near(d, parts);
    say_twins(d, parts);
    say_pace(d, parts, OT_PACE_AHEAD);
    say_pace(d, parts, OT_PACE_BEHIND);
    say_views(d, parts);
}

/* Groups of targets, in every scenario, and targets that stand in each other's way. */
void ot_arrange_together(ot_document *d, const ot_parts *parts) {
    ot_parts own = *parts;
    own.projection = parts->review->projection;
    ot_arrange_groups(d, &own);
    ot_arrange_left_out(d, parts, own.projection);
    say_conflicts(d, parts);
}

void ot_arrange_findings(ot_document *d, const ot_parts *parts) {
    const size_t n_targets = parts->review->projection->n_targets;
    size_t n = 0;
    for (size_t j = 0; j < n_targets; j++)
        n += ot_review_shows(parts, j) != 0;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_FINDINGS_HEADING);
    if (n == 0) {
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_REVIEW_NO_TARGET);
        say_unjudged(d, parts->model);
        return;
    }
    say_conclusion(d, parts);
    if (parts->is_detailed) say_named(d, parts, OT_VERY_LIKELY);
    say_named(d, parts, OT_VERY_DIFFICULT);
    say_own(d, parts);
    say_hanging(d, parts);
    say_basis(d, parts);
    say_unjudged(d, parts->model);
}
