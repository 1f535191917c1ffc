/* Sections that several reports share: what is not projected, notes. */
#include <math.h>
#include <string.h>

#include "report/arrange/arrange.h"
#include "report/words/words.h"

enum { MOST_DECIMALS = 6, PERCENT_DECIMALS = 1, GROWTH_DECIMALS = 1, DIGITS = 4 };

/* One number of decimals a row, from its narrowest band. */
int ot_level_decimals(const ot_parts *parts, const ot_projection *p,
                      const ot_indicator_facts *facts, const ot_indicator_result *r) {
    double narrowest = INFINITY, largest = 0.0;
    for (size_t t = 0; t < p->n_years; t++) {
        const ot_year_result *y = &r->year[t];
        if (!ot_parts_show(parts, y->year)) continue;
        const double width = y->high - y->low;
        if (width > 0.0 && width < narrowest) narrowest = width;
        if (fabs(y->median) > largest) largest = fabs(y->median);
    }
    const int is_percent = facts->is_rate && p->model->indicator[facts->indicator].inside < 1.0;
    const int most = !is_percent      ? MOST_DECIMALS
                     : largest >= 1.0 ? PERCENT_DECIMALS
                                      : PERCENT_DECIMALS + 1;
    const int decimals = ot_decimals_significant(largest, DIGITS);
    return ot_decimals_for(narrowest, decimals < most ? decimals : most);
}

int ot_growth_decimals(const ot_projection *p, const ot_indicator_facts *facts, int decimals) {
    const int is_percent = facts->is_rate && p->model->indicator[facts->indicator].inside < 1.0;
    return is_percent && decimals > GROWTH_DECIMALS ? decimals : GROWTH_DECIMALS;
}

/* A larger share of draws without a value is told beside the value of the others. */
static const double MOST_NONFINITE = 0.01;
static const char NONFINITE_MARK[] = "\xC2\xB6";

int ot_arrange_band(ot_document *d, ot_grid *grid, const ot_year_result *y, int decimals) {
    const int is_certain = !(y->high > y->low);
    const int lacks_draws = (double)y->nonfinite > MOST_NONFINITE * (double)y->n;
    ot_grid_band(d, grid, y->median, is_certain ? (double)NAN : y->low,
                 is_certain ? (double)NAN : y->high, decimals);
    if (lacks_draws) ot_grid_mark(grid, NONFINITE_MARK);
    return lacks_draws;
}

void ot_arrange_left_out(ot_document *d, const ot_parts *parts, const ot_projection *p) {
    const char *list = NULL;
    for (size_t g = 0; g < p->n_groups; g++) {
        const ot_group *group = &p->model->group[p->group[g]];
        if (group->year || ot_parts_show_group(parts, p->group[g])) continue;
        const char *name = ot_say_group(d, group);
        list = list ? ot_say2(d, OT_SAY_LISTED, list, name) : name;
    }
    if (list)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_GROUPS_LEFT_OUT,
                        ot_say_years(d, ot_parts_first(parts), ot_parts_last(parts)), list);
}

void ot_arrange_not_projected(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    size_t n = 0;
    for (size_t i = 0; i < m->n_indicators; i++)
        n += !m->indicator[i].is_projected;
    if (n == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_NOT_PROJECTED_HEADING, n);
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_model_indicator *x = &m->indicator[i];
        if (x->is_projected) continue;
        const char *reason = x->reason[d->language] ? x->reason[d->language] : "";
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_NOT_PROJECTED_ITEM,
                        x->spec->label.text[d->language], reason);
    }
}

/* Of "--set PATH=VALUE" the path: the value is the reader's own. */
static const char *say_setting(ot_document *d, const char *place) {
    static const char SET[] = "--set ";
    const int is_set = strncmp(place, SET, sizeof SET - 1) == 0;
    return ot_document_format(d, "%.*s", is_set ? (int)strcspn(place, "=") : (int)strlen(place),
                              place);
}

static void put_note(ot_document *d, const ot_note *note) {
    const char *kind = ot_message_text(
        note->severity == OT_SEVERITY_WARNING ? OT_SAY_WARNING : OT_SAY_NOTE, d->language);
    if (note->file && *note->file && note->line == 0)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_NOTE_OF_SETTING, say_setting(d, note->file),
                        kind, note->text[d->language]);
    else if (note->file && *note->file)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_NOTE_PLACED, note->file, note->line, kind,
                        note->text[d->language]);
    else
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_NOTE_ITEM, kind, note->text[d->language]);
}

static void put_notes(ot_document *d, const ot_notes *notes, int with_all, ot_message heading) {
    const size_t n = notes ? ot_notes_count(notes) : 0, lost = notes ? ot_notes_lost(notes) : 0;
    int is_begun = 0;
    for (size_t i = 0; i < n; i++) {
        const ot_note *note = ot_notes_at(notes, i);
        if (!with_all && note->severity != OT_SEVERITY_WARNING) continue;
        if (!is_begun) ot_document_say(d, OT_ELEMENT_HEADING, heading);
        is_begun = 1;
        put_note(d, note);
    }
    if (lost == 0) return;
    if (!is_begun) ot_document_say(d, OT_ELEMENT_HEADING, heading);
    ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_NO_MEMORY_NOTES, lost);
}

void ot_arrange_notes_as(ot_document *d, const ot_notes *notes, ot_message heading) {
    put_notes(d, notes, 1, heading);
}

void ot_arrange_notes(ot_document *d, const ot_notes *notes) {
    ot_arrange_notes_as(d, notes, OT_SAY_NOTES_HEADING);
}

void ot_arrange_warnings(ot_document *d, const ot_notes *notes) {
    put_notes(d, notes, 0, OT_SAY_NOTES_HEADING);
}

/* Is the row in the area where a series is looked for? As ot_table_find does. */
static int is_in_area(const ot_observation *row, const char *area) {
    return !area || !*area || !*row->area || strcmp(row->area, area) == 0;
}

static int is_series(const char *series, const char *area, const ot_observation *row) {
    return series && strcmp(series, row->series) == 0 && is_in_area(row, area);
}

/* An equation that is estimated on another area's series reads them by map, else by id. */
static int is_read_by_estimate(const ot_model *m, const ot_estimate_spec *e,
                               const ot_observation *row) {
    if (!e->area) return 0;
    for (size_t k = 0; k < e->n_map; k++)
        if (is_series(e->map[k].series, e->area, row)) return 1;
    for (size_t i = 0; i < m->n_indicators; i++)
        if (is_series(m->indicator[i].spec->id, e->area, row)) return 1;
    for (size_t i = 0; i < m->n_drivers; i++)
        if (is_series(m->driver[i].spec->id, e->area, row)) return 1;
    return 0;
}

int ot_observation_is_unused(const ot_model *m, const ot_observation *row) {
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_model_indicator *x = &m->indicator[i];
        if (is_series(x->series, x->area, row)) return 0;
        if (is_read_by_estimate(m, &x->spec->estimate, row)) return 0;
    }
    for (size_t i = 0; i < m->n_drivers; i++)
        if (is_series(m->driver[i].series, m->driver[i].area, row)) return 0;
    return 1;
}

void ot_arrange_sampling(ot_document *d, ot_sampling sampling) {
    static const ot_message SAY[OT_N_SAMPLINGS] = {
        [OT_SAMPLING_SOBOL] = OT_SAY_SAMPLING_SOBOL,
        [OT_SAMPLING_ANTITHETIC] = OT_SAY_SAMPLING_ANTITHETIC,
        [OT_SAMPLING_LHS] = OT_SAY_SAMPLING_LHS,
    };
    if (sampling != OT_SAMPLING_RANDOM) ot_document_say(d, OT_ELEMENT_PARAGRAPH, SAY[sampling]);
}
