/* The report of why two scenarios differ: what each changed assumption makes of B minus A. */
#include <math.h>
#include <string.h>

#include "assess/attribution.h"
#include "report/arrange/arrange.h"
#include "report/arrange/inputs.h"
#include "report/words/words.h"

enum { DIGITS = 4, WIDE_LABEL = 36 };

typedef struct contribution_table {
    const ot_attribution *x;
    size_t first, last; /* shown, counted from the first projected year */
    size_t from, end;   /* of this panel */
    const size_t *order;
    int has_names; /* some assumption's label is not what one types */
} contribution_table;

/* The values themselves, and differences of them, each with digits of their own. */
static int decimals_of(const contribution_table *p, const double *a, const double *b) {
    double largest = 0.0;
    for (size_t y = p->first; y <= p->last; y++)
        largest = fmax(largest, fmax(fabs(a[y]), fabs(b[y])));
    return ot_decimals_significant(largest, DIGITS);
}

static void put_row(ot_document *d, ot_grid *grid, const contribution_table *p, const char *label,
                    const char *name, const double *value, int decimals) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, label);
    if (p->has_names) ot_grid_text(d, grid, name);
    for (size_t y = p->from; y < p->end; y++)
        ot_grid_number(d, grid, value[y], decimals);
}

static void panel(ot_document *d, const contribution_table *p) {
    const ot_attribution *x = p->x;
    const int level = decimals_of(p, x->a, x->b), decimals = decimals_of(p, x->difference, x->sum);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_ASSUMPTION));
    ot_grid_wrap(grid, p->has_names ? OT_LABEL_WIDTH : WIDE_LABEL);
    if (p->has_names) ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_NAME));
    for (size_t y = p->from; y < p->end; y++)
        ot_grid_column(d, grid, OT_COLUMN_NUMBER,
                       ot_document_format(d, "%d", x->model->first_year + (int)y));
    for (size_t k = 0; k < x->n; k++)
        if (ot_attribution_moves(x, p->order[k]))
            put_row(d, grid, p, ot_say_change(d, x->model, &x->change[p->order[k]]),
                    ot_change_name(d, x->model, &x->change[p->order[k]]),
                    x->contribution + p->order[k] * x->n_years, decimals);
    put_row(d, grid, p, ot_word(d, OT_SAY_CONTRIBUTIONS_SUM), "", x->sum, decimals);
    put_row(d, grid, p, ot_word(d, OT_SAY_B_LESS_A), "", x->difference, decimals);
    if (!x->is_exact)
        put_row(d, grid, p, ot_word(d, OT_SAY_REMAINDER), "", x->remainder,
                decimals_of(p, x->remainder, x->remainder));
    put_row(d, grid, p, ot_say2(d, OT_SAY_PAIR, "A", ot_say_scenario(d, x->model, x->scenario_a)),
            "", x->a, level);
    put_row(d, grid, p, ot_say2(d, OT_SAY_PAIR, "B", ot_say_scenario(d, x->model, x->scenario_b)),
            "", x->b, level);
}

static void arrange_panels(ot_document *d, contribution_table *p) {
    const size_t n = p->last - p->first + 1, n_panels = ot_n_panels(n);
    for (size_t i = 0; i < n_panels; i++) {
        p->from = p->first + i * n / n_panels;
        p->end = p->first + (i + 1) * n / n_panels;
        panel(d, p);
    }
}

static void say_still(ot_document *d, const ot_attribution *x) {
    size_t n_still = 0;
    for (size_t k = 0; k < x->n; k++)
        n_still += !ot_attribution_moves(x, k);
    if (n_still > 0) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_CHANGES_STILL, n_still);
}

/* The changes, and so the method, are those of the two scenarios, whatever the indicator. */
static void say_method(ot_document *d, const ot_attribution *x) {
    if (x->n == 0) return;
    ot_document_say(d, OT_ELEMENT_PARAGRAPH,
                    x->method == OT_ATTRIBUTION_SHAPLEY ? OT_SAY_METHOD_SHAPLEY
                                                        : OT_SAY_METHOD_INTEGRAL,
                    x->n, x->n_solved);
}

static void arrange_indicator(ot_document *d, const ot_parts *parts, const ot_attribution *x) {
    const ot_model *m = x->model;
    contribution_table p = {x,
                            (size_t)(ot_parts_first(parts) - m->first_year),
                            (size_t)(ot_parts_last(parts) - m->first_year),
                            0,
                            0,
                            NULL,
                            0};
    size_t *order = ot_arena_alloc(d->arena, x->n + 1, sizeof *order);
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_EXPLAIN_HEADING,
                    m->indicator[x->indicator].spec->label.text[d->language],
                    ot_say_unit_in_brackets(d, m, x->indicator),
                    ot_say_named_scenario(d, m, x->scenario_b),
                    ot_say_named_scenario(d, m, x->scenario_a));
    if (!order) {
        d->failed = 1;
        return;
    }
    if (x->n == 0) {
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_NOTHING_CHANGED);
        return;
    }
    ot_attribution_order(x, p.last, order);
    p.order = order;
    for (size_t k = 0; k < x->n; k++)
        p.has_names |= ot_attribution_moves(x, k) && strcmp(ot_say_change(d, m, &x->change[k]),
                                                            ot_change_name(d, m, &x->change[k]));
    arrange_panels(d, &p);
    say_still(d, x);
}

static void arrange_contributions_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"indicator", "kind", "change",       "label",
                                        "unit",      "year", "contribution", NULL};
    ot_grid *grid = ot_document_grid(d, "contributions", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t i = 0; i < parts->n_attributions; i++) {
        const ot_attribution *x = parts->attribution[i];
        for (size_t k = 0; k < x->n; k++)
            for (int year = ot_parts_first(parts); year <= ot_parts_last(parts); year++) {
                ot_grid_row(d, grid);
                ot_grid_text(d, grid, x->model->indicator[x->indicator].spec->id);
                ot_grid_text(d, grid, ot_change_kind_name(x->change[k].kind));
                ot_grid_text(d, grid, ot_change_name(d, x->model, &x->change[k]));
                ot_grid_text(d, grid, ot_say_change(d, x->model, &x->change[k]));
                ot_grid_text(d, grid, ot_unit_of_indicator(x->model, x->indicator));
                ot_grid_shortest(d, grid, year);
                ot_grid_shortest(
                    d, grid,
                    x->contribution[k * x->n_years + (size_t)(year - x->model->first_year)]);
            }
    }
}

static void arrange_sums_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"indicator",  "year", "a",         "b",
                                        "difference", "sum",  "remainder", NULL};
    ot_grid *grid = ot_document_grid(d, "sums", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t i = 0; i < parts->n_attributions; i++) {
        const ot_attribution *x = parts->attribution[i];
        for (int year = ot_parts_first(parts); year <= ot_parts_last(parts); year++) {
            const size_t y = (size_t)(year - x->model->first_year);
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, x->model->indicator[x->indicator].spec->id);
            ot_grid_shortest(d, grid, year);
            ot_grid_shortest(d, grid, x->a[y]);
            ot_grid_shortest(d, grid, x->b[y]);
            ot_grid_shortest(d, grid, x->difference[y]);
            ot_grid_shortest(d, grid, x->sum[y]);
            ot_grid_shortest(d, grid, x->remainder[y]);
        }
    }
}

void ot_arrange_explain(ot_document *d, const ot_parts *parts) {
    const ot_spec *spec = parts->model->spec;
    ot_document_text(d, OT_ELEMENT_TITLE, spec->title.text[d->language]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_EXPLAIN_LINE, spec->id,
                    ot_say_years(d, parts->model->first_year, parts->model->last_year));
    for (size_t i = 0; i < parts->n_attributions; i++)
        arrange_indicator(d, parts, parts->attribution[i]);
    if (parts->n_attributions > 0) say_method(d, parts->attribution[0]);
    ot_arrange_notes(d, parts->notes);
    arrange_contributions_data(d, parts);
    arrange_sums_data(d, parts);
}
