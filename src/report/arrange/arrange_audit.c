/* The report of an audit, to be read aloud: findings by severity, repairs, questions; then data. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

static const char *files(ot_document *d, const ot_plan *plan) {
    ot_buffer out = {0};
    for (size_t i = 0; i < ot_plan_n_inputs(plan); i++) {
        if (i > 0) ot_buffer_text(&out, ot_word(d, OT_SAY_AUDIT_BETWEEN));
        ot_buffer_text(&out, ot_plan_input(plan, i)->path);
    }
    return ot_document_take(d, &out);
}

static size_t count(const ot_audit *a, ot_audit_severity severity) {
    size_t n = 0;
    for (size_t i = 0; i < ot_audit_count(a); i++)
        n += ot_audit_at(a, i)->severity == severity;
    return n;
}

static ot_tone tone_of(ot_audit_severity severity) {
    static const ot_tone TONE[OT_N_AUDIT_SEVERITIES] = {OT_TONE_BAD, OT_TONE_POOR, OT_TONE_EVEN,
                                                        OT_TONE_QUIET, OT_TONE_FAIR};
    return TONE[severity];
}

static void arrange_counts(ot_document *d, const ot_audit *a) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_AUDIT_GRADE));
    ot_grid_wrap(grid, OT_MOST_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_AUDIT_COUNT));
    for (int s = 0; s < OT_N_AUDIT_SEVERITIES; s++) {
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, ot_audit_severity_text((ot_audit_severity)s, d->language));
        ot_grid_tone(grid, tone_of((ot_audit_severity)s));
        ot_grid_number(d, grid, (double)count(a, (ot_audit_severity)s), 0);
    }
}

/* "of 2023": a finding without one year has just its subject. */
static void put_subject(ot_document *d, ot_buffer *out, const ot_audit_finding *f) {
    const char *subject = f->subject[d->language], *text = f->text[d->language];
    if (f->year > 0)
        ot_buffer_text(
            out, ot_document_format(d, ot_word(d, OT_SAY_AUDIT_SUBJECT), subject,
                                    ot_document_format(d, ot_word(d, OT_SAY_AUDIT_YEAR), f->year),
                                    text));
    else
        ot_buffer_text(
            out, ot_document_format(d, ot_word(d, OT_SAY_AUDIT_SUBJECT_ALONE), subject, text));
}

static void put_figure(ot_document *d, ot_buffer *out, const ot_audit_figure *x) {
    ot_buffer_text(out, ot_document_format(d, ot_word(d, OT_SAY_AUDIT_FIGURE), x->role[d->language],
                                           x->amount[d->language]));
    if (x->statement->is_inferred) ot_buffer_text(out, ot_word(d, OT_SAY_AUDIT_INFERRED));
}

/* Figures of one place stand together, and the place behind them. */
static void put_figures(ot_document *d, ot_buffer *out, const ot_audit_finding *f) {
    for (size_t i = 0, end; i < f->n_figures; i = end) {
        const char *place = f->figure[i].place[d->language];
        for (end = i; end < f->n_figures; end++) {
            if (strcmp(f->figure[end].place[d->language], place) != 0) break;
            if (end > i) ot_buffer_text(out, ot_word(d, OT_SAY_AUDIT_BESIDE));
            if (i > 0 && end == i) ot_buffer_text(out, ot_word(d, OT_SAY_AUDIT_BETWEEN));
            put_figure(d, out, &f->figure[end]);
        }
        const ot_message say = end - i > 1 ? OT_SAY_AUDIT_PLACE_OF_ALL : OT_SAY_AUDIT_PLACE;
        ot_buffer_text(out, ot_document_format(d, ot_word(d, say), place));
    }
}

static void put_line(ot_document *d, ot_buffer *out, ot_message label, const char *text) {
    if (!*text) return;
    ot_buffer_text(out, "\n   ");
    ot_buffer_text(out, ot_word(d, label));
    ot_buffer_text(out, text);
}

/* The plan's own words, each clause once, but for what `said` has already and for scraps: a cell,
 * or the qualifier that a transcription keeps. */
static void arrange_quotations(ot_document *d, const ot_audit_finding *f, const char *said) {
    enum { LEAST = 12 }; /* characters of a clause */
    for (size_t i = 0; i < f->n_figures; i++) {
        const char *quotation = f->figure[i].quotation;
        const size_t n = ot_utf8_count(quotation, strlen(quotation));
        int is_said = n < LEAST || strstr(said, quotation) != NULL;
        for (size_t k = 0; k < i && !is_said; k++)
            is_said = strcmp(f->figure[k].quotation, quotation) == 0;
        if (!is_said) ot_document_text(d, OT_ELEMENT_QUOTE, quotation);
    }
}

static void arrange_finding(ot_document *d, const ot_audit_finding *f, size_t number) {
    ot_buffer out = {0};
    ot_buffer_format(&out, "%zu. ", number);
    put_subject(d, &out, f);
    ot_buffer_text(&out, "\n   ");
    ot_buffer_text(&out, ot_word(d, OT_SAY_AUDIT_BASIS));
    put_figures(d, &out, f);
    put_line(d, &out, OT_SAY_AUDIT_REASON, f->reason[d->language]);
    put_line(d, &out, OT_SAY_AUDIT_ADVICE, f->advice[d->language]);
    const char *said = ot_document_take(d, &out);
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, said);
    ot_document_tone(d, tone_of(f->severity));
    if (d->in_section)
        arrange_quotations(d, f, said); /* alone a report of an audit names their lines */
}

static void arrange_findings(ot_document *d, const ot_audit *a) {
    size_t number = 0;
    for (int s = 0; s < OT_N_AUDIT_SEVERITIES; s++) {
        const size_t n = count(a, (ot_audit_severity)s);
        if (n == 0) continue;
        ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_AUDIT_HEADING,
                        ot_audit_severity_text((ot_audit_severity)s, d->language), n);
        ot_document_tone(d, tone_of((ot_audit_severity)s));
        for (size_t i = 0; i < ot_audit_count(a); i++)
            if ((int)ot_audit_at(a, i)->severity == s)
                arrange_finding(d, ot_audit_at(a, i), ++number);
    }
}

static int asks(const ot_document *d, const ot_audit *a, size_t i) {
    const ot_audit_finding *f = ot_audit_at(a, i);
    return *f->question[d->language] && f->severity != OT_AUDIT_ROUNDING;
}

static void arrange_questions(ot_document *d, const ot_audit *a) {
    int has_heading = 0;
    for (size_t i = 0; i < ot_audit_count(a); i++) {
        const ot_audit_finding *f = ot_audit_at(a, i);
        if (!asks(d, a, i)) continue;
        if (!has_heading) ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_AUDIT_QUESTIONS);
        has_heading = 1;
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_AUDIT_QUESTION, f->subject[d->language], i + 1,
                        f->question[d->language]);
    }
}

/* Reasons are asked for: why none of the other figures is offered. */
static void arrange_unlisted(ot_document *d, const ot_audit *a) {
    if (ot_audit_n_unlisted(a) > 0)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_AUDIT_UNLISTED_HEADING);
    for (size_t i = 0; i < ot_audit_n_unlisted(a); i++) {
        const ot_audit_unlisted *u = ot_audit_unlisted_at(a, i);
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_AUDIT_UNLISTED, u->group + 1,
                        u->figure.role[d->language], u->figure.amount[d->language],
                        u->reason[d->language]);
    }
}

static void arrange_repairs(ot_document *d, const ot_audit *a) {
    if (ot_audit_n_repairs(a) == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_AUDIT_REPAIRS);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_AUDIT_GROUP));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_AUDIT_WAY));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_wrap(grid, OT_MOST_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_AUDIT_FIGURE_NAME));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_AUDIT_FROM));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_AUDIT_ADVISED));
    size_t way = 0;
    for (size_t i = 0; i < ot_audit_n_repairs(a); i++) {
        const ot_audit_repair *r = ot_audit_repair_at(a, i);
        way = i > 0 && ot_audit_repair_at(a, i - 1)->group == r->group ? way + 1 : 1;
        for (size_t k = 0; k < r->n_changes; k++) {
            const ot_audit_change *c = &r->change[k];
            ot_grid_row(d, grid);
            ot_grid_number(d, grid, (double)(r->group + 1), 0);
            ot_grid_number(d, grid, (double)way, 0);
            ot_grid_text(d, grid, c->subject[d->language]);
            ot_grid_text(d, grid, c->figure.role[d->language]);
            ot_grid_text(d, grid, c->text_from[d->language]);
            ot_grid_text(d, grid, c->text_advised[d->language]);
        }
    }
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_AUDIT_REPAIRS_LEGEND);
    arrange_unlisted(d, a);
}

static void arrange_findings_data(ot_document *d, const ot_audit *a) {
    static const char *const NAMES[] = {
        "id",           "rule",          "severity",   "indicator",   "year",
        "computed_low", "computed_high", "stated_low", "stated_high", "unit",
        "text",         "reasons",       "advice",     "question",    NULL};
    ot_grid *grid = ot_document_grid(d, "findings", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t i = 0; i < ot_audit_count(a); i++) {
        const ot_audit_finding *f = ot_audit_at(a, i);
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, f->id);
        ot_grid_text(d, grid, f->rule->name);
        ot_grid_text(d, grid, ot_audit_severity_name(f->severity));
        ot_grid_text(d, grid, f->subject[d->language]);
        ot_grid_text(d, grid, f->year > 0 ? ot_document_format(d, "%d", f->year) : "");
        for (int k = 0; k < 2; k++)
            ot_grid_shortest(d, grid, f->computed[k]);
        for (int k = 0; k < 2; k++)
            ot_grid_shortest(d, grid, f->stated[k]);
        ot_grid_text(d, grid, f->unit[d->language]);
        ot_grid_text(d, grid, f->text[d->language]);
        ot_grid_text(d, grid, f->reason[d->language]);
        ot_grid_text(d, grid, f->advice[d->language]);
        ot_grid_text(d, grid, f->question[d->language]);
    }
}

static void arrange_figures_data(ot_document *d, const ot_audit *a) {
    static const char *const NAMES[] = {"finding", "statement", "role",      "printed",
                                        "file",    "line",      "quotation", NULL};
    ot_grid *grid = ot_document_grid(d, "figures", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t i = 0; i < ot_audit_count(a); i++)
        for (size_t k = 0; k < ot_audit_at(a, i)->n_figures; k++) {
            const ot_audit_figure *x = &ot_audit_at(a, i)->figure[k];
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, ot_audit_at(a, i)->id);
            ot_grid_text(d, grid, x->statement->id);
            ot_grid_text(d, grid, x->role[d->language]);
            ot_grid_text(d, grid, x->printed);
            ot_grid_text(d, grid, x->file);
            ot_grid_number(d, grid, x->line, 0);
            ot_grid_text(d, grid, x->quotation);
        }
}

static void arrange_repairs_data(ot_document *d, const ot_audit *a) {
    static const char *const NAMES[] = {"group", "way",     "weight",  "statement", "role", "from",
                                        "to",    "implied", "advised", "unit",      NULL};
    ot_grid *grid = ot_document_grid(d, "repairs", 1);
    ot_grid_columns(d, grid, NAMES);
    size_t way = 0;
    for (size_t i = 0; i < ot_audit_n_repairs(a); i++) {
        const ot_audit_repair *r = ot_audit_repair_at(a, i);
        way = i > 0 && ot_audit_repair_at(a, i - 1)->group == r->group ? way + 1 : 1;
        for (size_t k = 0; k < r->n_changes; k++) {
            ot_grid_row(d, grid);
            ot_grid_number(d, grid, (double)(r->group + 1), 0);
            ot_grid_number(d, grid, (double)way, 0);
            ot_grid_shortest(d, grid, r->weight);
            ot_grid_text(d, grid, r->change[k].figure.statement->id);
            ot_grid_text(d, grid, r->change[k].figure.role[d->language]);
            ot_grid_shortest(d, grid, r->change[k].from);
            ot_grid_text(d, grid, ot_say_fixed(d, r->change[k].to, r->change[k].decimals));
            ot_grid_shortest(d, grid, r->change[k].implied);
            ot_grid_text(d, grid, ot_say_fixed(d, r->change[k].advised, r->change[k].decimals));
            ot_grid_text(d, grid, r->change[k].unit[d->language]);
        }
    }
}

/* What was compared comes before what was found: silence about nothing is no praise. */
static void arrange_span(ot_document *d, const ot_audit *a) {
    const size_t n = ot_audit_n_compared(a);
    if (n == 0)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_AUDIT_UNCHECKED, ot_audit_n_figures(a));
    else
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_AUDIT_SPAN, ot_audit_n_figures(a), n,
                        ot_audit_n_agreeing(a));
    if (ot_audit_count(a) > 0)
        arrange_counts(d, a);
    else if (n > 0)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_AUDIT_NONE);
}

void ot_arrange_audit(ot_document *d, const ot_parts *parts) {
    const ot_audit *a = parts->audit;
    ot_document_say(d, OT_ELEMENT_TITLE, OT_SAY_AUDIT_TITLE);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_AUDIT_FILES, files(d, ot_audit_plan(a)));
    arrange_span(d, a);
    arrange_findings(d, a);
    arrange_repairs(d, a);
    arrange_questions(d, a);
    ot_arrange_notes_as(d, parts->notes, OT_SAY_AUDIT_READING);
    arrange_findings_data(d, a);
    arrange_figures_data(d, a);
    arrange_repairs_data(d, a);
}
