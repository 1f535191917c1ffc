/* What is assumed, and what the scenarios assume otherwise than the first. */
#include <math.h>
#include <string.h>

#include "report/arrange/arrange.h"
#include "report/words/law_words.h"
#include "report/words/words.h"

enum { SOURCE_WIDTH = 64, LAW_WIDTH = 40, FORECAST_DIGITS = 3 };

static const ot_model_scenario *scenario_of(const ot_projection *p, size_t k) {
    return &p->model->scenario[p->c[k].scenario];
}

/* The centre of a driver in a year; NaN: unknown. */
static double centre(const ot_projection *p, size_t k, size_t i, int year) {
    const ot_model *m = p->model;
    const double value = scenario_of(p, k)->driver[i * m->n_slots + ot_model_slot(m, year)];
    return ot_declared(value, m->driver[i].inside);
}

/* What is given is said as it is given; what a forecaster tells, with few digits. */
static const char *say_centre(ot_document *d, const ot_model_driver *x, double value) {
    if (x->spec->forecast_of == OT_NO_FORECAST) return ot_say_value(d, value);
    return ot_say_digits(d, ot_value_significant(value, FORECAST_DIGITS), FORECAST_DIGITS);
}

static void put_driver(ot_document *d, ot_grid *grid, const ot_parts *parts, size_t i) {
    const ot_projection *p = parts->projection;
    const ot_model_driver *x = &p->model->driver[i];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, x->spec->label.text[d->language]);
    ot_grid_text(d, grid,
                 x->unit->text[d->language] ? x->unit->text[d->language] : x->spec->unit.s);
    for (int year = ot_parts_first(parts); year <= ot_parts_last(parts); year++) {
        const double value = centre(p, 0, i, year);
        ot_grid_text(d, grid, say_centre(d, x, value));
    }
    ot_grid_text(d, grid, ot_say_law(d, scenario_of(p, 0)->law[i]));
    ot_grid_text(d, grid, ot_say_remark(d, &x->spec->source));
}

static void arrange_drivers(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    if (p->model->n_drivers == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_ASSUMED_HEADING,
                    ot_say_scenario(d, p->model, p->c[0].scenario));
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_INPUT));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    for (int year = ot_parts_first(parts); year <= ot_parts_last(parts); year++)
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_document_format(d, "%d", year));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_ASSUMED_LAW));
    ot_grid_wrap(grid, LAW_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SOURCE));
    ot_grid_wrap(grid, SOURCE_WIDTH);
    for (size_t i = 0; i < p->model->n_drivers; i++)
        put_driver(d, grid, parts, i);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_LEGEND);
}

/* One thing that scenarios may assume: of which kind, and of which driver or indicator. */
typedef enum assumed_kind { ASSUMED_DRIVER, ASSUMED_FORM, ASSUMED_ADD, ASSUMED_HELD } assumed_kind;

static const double *path_of(const ot_projection *p, size_t k, assumed_kind kind, size_t i) {
    const ot_model_scenario *s = scenario_of(p, k);
    const double *all = kind == ASSUMED_DRIVER ? s->driver : kind == ASSUMED_ADD ? s->add : s->held;
    return all + i * p->model->n_slots;
}

static int differs_in_path(const ot_parts *parts, size_t k, assumed_kind kind, size_t i) {
    const ot_projection *p = parts->projection;
    const double *a = path_of(p, 0, kind, i), *b = path_of(p, k, kind, i);
    for (int year = ot_parts_first(parts); year <= ot_parts_last(parts); year++) {
        const size_t t = ot_model_slot(p->model, year);
        if (isnan(a[t]) != isnan(b[t]) || fabs(a[t] - b[t]) > 0.0) return 1;
    }
    return 0;
}

static int differs_in_law(const ot_projection *p, size_t k, size_t i) {
    return !ot_law_is_same(scenario_of(p, 0)->law[i], scenario_of(p, k)->law[i]);
}

static int differs(const ot_parts *parts, assumed_kind kind, size_t i) {
    const ot_projection *p = parts->projection;
    for (size_t k = 1; k < p->n_cases; k++) {
        if (kind == ASSUMED_FORM) {
            if (scenario_of(p, 0)->form[i] != scenario_of(p, k)->form[i]) return 1;
            continue;
        }
        if (differs_in_path(parts, k, kind, i)) return 1;
        if (kind == ASSUMED_DRIVER && differs_in_law(p, k, i)) return 1;
    }
    return 0;
}

static double inside_of(const ot_model *m, assumed_kind kind, size_t i) {
    if (kind == ASSUMED_ADD) return 1.0; /* added to a transformed left side: no unit of its own */
    return kind == ASSUMED_DRIVER ? m->driver[i].inside : m->indicator[i].inside;
}

/* "13; 11; 10"; one value where all years have it. */
static const char *say_path(ot_document *d, const ot_parts *parts, size_t k, assumed_kind kind,
                            size_t i) {
    const ot_projection *p = parts->projection;
    const double *path = path_of(p, k, kind, i), inside = inside_of(p->model, kind, i);
    const int first = ot_parts_first(parts), last = ot_parts_last(parts);
    ot_buffer out = {0};
    const char *before = NULL;
    int n_different = 0;
    for (int year = first; year <= last; year++) {
        const double value = path[ot_model_slot(p->model, year)];
        const char *text =
            isfinite(value) ? ot_say_value(d, ot_declared(value, inside)) : "\xE2\x80\x94";
        n_different += before && strcmp(before, text) != 0;
        if (before) ot_buffer_text(&out, "; ");
        ot_buffer_text(&out, text);
        before = text;
    }
    const char *all = ot_document_take(d, &out);
    return n_different > 0 || !before ? all : before;
}

static const char *say_form(ot_document *d, const ot_projection *p, size_t k, size_t i) {
    const ot_form *own = scenario_of(p, k)->form[i], *first = scenario_of(p, 0)->form[i];
    ot_buffer out = {0};
    if (!own) return "\xE2\x80\x94";
    if (!first || own->equation != first->equation || k == 0)
        ot_buffer_text(&out, own->equation->text.s);
    for (size_t c = 0; c < p->model->indicator[i].spec->n_coefficients; c++) {
        const ot_coefficient_spec *x = own->coefficient[c];
        if (first && k > 0 && x == first->coefficient[c]) continue;
        if (out.length > 0) ot_buffer_text(&out, "; ");
        ot_buffer_text(&out, ot_say2(d, OT_SAY_ASSUMED_COEFFICIENT, x->name,
                                     ot_say_value(d, x->is_fixed ? x->value : x->mean)));
    }
    return ot_document_take(d, &out);
}

static const char *say_assumed(ot_document *d, const ot_parts *parts, size_t k, assumed_kind kind,
                               size_t i) {
    const ot_projection *p = parts->projection;
    if (kind == ASSUMED_FORM) return say_form(d, p, k, i);
    const char *path = say_path(d, parts, k, kind, i);
    int has_laws = 0;
    for (size_t other = 1; other < p->n_cases && kind == ASSUMED_DRIVER; other++)
        has_laws |= differs_in_law(p, other, i);
    if (!has_laws) return path;
    return ot_say2(d, OT_SAY_ASSUMED_WITH_LAW, path, ot_say_law(d, scenario_of(p, k)->law[i]));
}

static const char *say_name(ot_document *d, const ot_model *m, assumed_kind kind, size_t i) {
    if (kind == ASSUMED_DRIVER) {
        const ot_unit *unit = m->driver[i].unit;
        const char *label = m->driver[i].spec->label.text[d->language];
        const char *text = ot_unit_is_stated(unit) ? unit->text[d->language] : NULL;
        return text ? ot_document_format(d, "%s%s", label, ot_say2(d, OT_SAY_IN_BRACKETS, text, ""))
                    : label;
    }
    const ot_message message = kind == ASSUMED_FORM  ? OT_SAY_ASSUMED_EQUATION
                               : kind == ASSUMED_ADD ? OT_SAY_ADD_FACTOR_OF
                                                     : OT_SAY_GIVEN_OF;
    return ot_say2(d, message, m->indicator[i].spec->label.text[d->language], "");
}

static void put_difference(ot_document *d, ot_grid *grid, const ot_parts *parts, assumed_kind kind,
                           size_t i) {
    const ot_projection *p = parts->projection;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, say_name(d, p->model, kind, i));
    for (size_t k = 0; k < p->n_cases; k++)
        ot_grid_text(d, grid, say_assumed(d, parts, k, kind, i));
}

static ot_grid *begin_differences(ot_document *d, const ot_projection *p) {
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_ASSUMED_DIFFERENCES);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_INPUT));
    for (size_t k = 0; k < p->n_cases; k++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_say_scenario(d, p->model, p->c[k].scenario));
    return grid;
}

static void arrange_differences(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    ot_grid *grid = NULL;
    for (int kind = ASSUMED_DRIVER; kind <= ASSUMED_HELD; kind++) {
        const size_t n = kind == ASSUMED_DRIVER ? p->model->n_drivers : p->model->n_indicators;
        for (size_t i = 0; i < n; i++) {
            if (!differs(parts, (assumed_kind)kind, i)) continue;
            if (!grid) grid = begin_differences(d, p);
            put_difference(d, grid, parts, (assumed_kind)kind, i);
        }
    }
    if (grid)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_YEARS,
                        ot_say_years(d, ot_parts_first(parts), ot_parts_last(parts)));
}

static void arrange_starts(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_grid *grid = NULL;
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_model_indicator *x = &m->indicator[i];
        if (!x->is_start_used || !ot_parts_show_indicator(parts, i)) continue;
        if (!grid) {
            ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_ASSUMED_STARTS);
            grid = ot_document_grid(d, NULL, 0);
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
            ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_BASE_YEAR));
            ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_BASE));
            ot_grid_column(d, grid, OT_COLUMN_NUMBER, OT_PLUS_MINUS);
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SOURCE));
            ot_grid_wrap(grid, SOURCE_WIDTH);
        }
        const ot_start_spec *start = &x->spec->start;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, x->spec->label.text[d->language]);
        ot_grid_text(d, grid, ot_say_unit(d, m, i));
        ot_grid_text(d, grid, ot_document_format(d, "%d", start->year));
        ot_grid_text(d, grid, ot_say_value(d, start->value));
        ot_grid_text(d, grid, start->sd > 0.0 ? ot_say_value(d, start->sd) : "-");
        ot_grid_text(d, grid, ot_say_remark(d, &start->source));
    }
}

static const char *label_in(const ot_document *d, const ot_model *m, const char *id, size_t n) {
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_indicator_spec *x = m->indicator[i].spec;
        if (strlen(x->id) == n && strncmp(x->id, id, n) == 0) return x->label.text[d->language];
    }
    for (size_t i = 0; i < m->n_drivers; i++) {
        const ot_driver_spec *x = m->driver[i].spec;
        if (strlen(x->id) == n && strncmp(x->id, id, n) == 0) return x->label.text[d->language];
    }
    return NULL;
}

/* One of a pair, in words: a driver, residual(x), start(x) or coefficient(x.b). */
static const char *say_end(ot_document *d, const ot_model *m, const char *name) {
    static const struct {
        const char *before;
        ot_message message;
    } KIND[] = {{"residual(", OT_SAY_REVIEW_RESIDUAL},
                {"start(", OT_SAY_ASSUMED_START_OF},
                {"coefficient(", OT_SAY_ASSUMED_COEFFICIENT_OF},
                {"", OT_SAY_ASSUMED_PLAIN}};
    size_t k = 0;
    while (strncmp(name, KIND[k].before, strlen(KIND[k].before)) != 0)
        k++;
    const char *id = name + strlen(KIND[k].before);
    const size_t n = strcspn(id, ".)");
    const char *label = label_in(d, m, id, n);
    if (!label) return name;
    if (KIND[k].message != OT_SAY_ASSUMED_COEFFICIENT_OF)
        return ot_say2(d, KIND[k].message, label, "");
    const char *own = id + n + (id[n] == '.');
    return ot_say2(d, KIND[k].message, ot_document_format(d, "%.*s", (int)strcspn(own, ")"), own),
                   label);
}

static void arrange_pairs(ot_document *d, const ot_model *m, const ot_spec *spec) {
    if (spec->n_pairs == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_ASSUMED_PAIRS);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_ASSUMED_ONE));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_ASSUMED_OTHER));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_ASSUMED_CORRELATION));
    for (size_t i = 0; i < spec->n_pairs; i++) {
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, say_end(d, m, spec->pair[i].a));
        ot_grid_text(d, grid, say_end(d, m, spec->pair[i].b));
        ot_grid_text(d, grid, ot_say_value(d, spec->pair[i].correlation));
    }
}

void ot_arrange_assumptions(ot_document *d, const ot_parts *parts) {
    arrange_differences(d, parts);
    arrange_drivers(d, parts);
    arrange_starts(d, parts);
    arrange_pairs(d, parts->model, parts->spec);
}
