#include "assess/trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/exogenous.h"
#include "assess/projection.h"
#include "simulate/path.h"

typedef struct tracer {
    ot_trace *trace;
    const ot_fit *fit;
    const ot_path *path;
    const ot_model_scenario *scenario;
} tracer;

enum { MOST_READ = 64 }; /* values of one equation */

typedef struct value_list {
    size_t row[MOST_READ];
    int lag[MOST_READ];
    size_t n;
    int has_more;
} value_list;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the trace", "内存不足以追溯");
}

static void list(value_list *l, size_t row, int lag) {
    for (size_t i = 0; i < l->n; i++)
        if (l->row[i] == row && l->lag[i] == lag) return;
    if (l->n == MOST_READ) {
        l->has_more = 1;
        return;
    }
    l->row[l->n] = row;
    l->lag[l->n++] = lag;
}

static int list_symbol(void *state, const ot_tree *node) {
    if (node->op == OT_OP_SYMBOL && node->symbol.kind == OT_SYMBOL_SERIES)
        list(state, (size_t)node->symbol.index, node->lag);
    return 0;
}

/* What an equation reads; a transformed left side reads its own year before. */
static void list_read(const ot_form *form, value_list *out) {
    const ot_equation *e = form->equation;
    *out = (value_list){.n = 0};
    (void)ot_tree_walk(e->right, list_symbol, out);
    if (e->transform == OT_TRANSFORM_DIFFERENCE || e->transform == OT_TRANSFORM_LOG_DIFFERENCE ||
        e->transform == OT_TRANSFORM_PERCENT_CHANGE)
        list(out, form->indicator, 1);
}

static const ot_observation *cell_of(const ot_model *m, size_t row, int year) {
    const int is_driver = row >= m->n_indicators;
    const size_t d = row - m->n_indicators;
    const char *series = is_driver ? m->driver[d].series : m->indicator[row].series;
    const char *area = is_driver ? m->driver[d].area : m->indicator[row].area;
    if (!m->table || !series) return NULL;
    const ot_observation *o = ot_table_find(m->table, series, area, year, NULL);
    return o && o->figure.kind == OT_FIGURE_POINT ? o : NULL;
}

/* What a data file says is said in no other language. */
static ot_remark remark_of(const char *text) {
    return *text ? (ot_remark){{text, text}} : (ot_remark){{NULL}};
}

static void take_cell(ot_trace_step *s, const ot_observation *o) {
    s->kind = OT_TRACE_CELL;
    s->place = (ot_place){o->file, o->line, o->column};
    s->source = remark_of(o->source);
    s->note = remark_of(o->note);
}

static const ot_year_value *given_in(const ot_scenario_spec *spec, const char *id, int year) {
    for (size_t i = 0; i < spec->n_exogenise; i++)
        for (size_t k = 0; k < spec->exogenise[i].n_values; k++)
            if (strcmp(spec->exogenise[i].indicator, id) == 0 &&
                spec->exogenise[i].value[k].year == year)
                return &spec->exogenise[i].value[k];
    return NULL;
}

/* The last scenario of the chain that gives it decides. */
static int take_given(const tracer *t, ot_trace_step *s) {
    const ot_model *m = t->trace->model;
    const char *id = m->indicator[s->row].spec->id;
    for (size_t k = t->scenario->n_chain; k-- > 0;) {
        const size_t of = t->scenario->chain[k];
        const ot_year_value *given = given_in(&m->spec->scenario[of], id, s->year);
        if (!given) continue;
        s->kind = OT_TRACE_EXOGENISED;
        s->place = given->place;
        s->scenario = of;
        s->source = m->spec->scenario[of].note;
        return 1;
    }
    return 0;
}

static void take_held(const tracer *t, ot_trace_step *s) {
    const ot_model *m = t->trace->model;
    const ot_observation *o = cell_of(m, s->row, s->year);
    const ot_start_spec *start = &m->indicator[s->row].spec->start;
    if (take_given(t, s)) return;
    if (o) {
        take_cell(s, o);
    } else if (start->year == s->year) {
        s->kind = OT_TRACE_START;
        s->place = start->place;
        s->source = start->source;
    }
}

static void take_equation(const tracer *t, ot_trace_step *s, const ot_form *form, size_t slot) {
    const ot_model *m = t->trace->model;
    const ot_text *text = &form->equation->text;
    s->kind = OT_TRACE_EQUATION;
    s->text = text->s;
    s->source = m->indicator[s->row].spec->source;
    s->note = m->indicator[s->row].spec->note;
    s->add = t->scenario->add ? t->scenario->add[s->row * m->n_slots + slot] : 0.0;
    if (text->n_pieces > 0) s->place = text->piece[0].place;
    for (size_t i = 0; i < m->n_forms; i++)
        if (t->fit->form[i].form == form && form->is_behavioural) s->fit = &t->fit->form[i];
}

static void take_driver(const tracer *t, ot_trace_step *s, int slot) {
    const ot_model *m = t->trace->model;
    const size_t d = s->row - m->n_indicators;
    const ot_driver_spec *spec = m->driver[d].spec;
    const int is_held =
        slot < 0 || t->scenario->driver_held[d * m->n_slots + (size_t)slot] || spec->is_series;
    const ot_observation *o = is_held ? cell_of(m, s->row, s->year) : NULL;
    if (o) {
        take_cell(s, o);
        return;
    }
    s->forecast = m->driver[d].forecast ? &m->driver[d] : NULL;
    s->kind = s->forecast ? OT_TRACE_FORECAST : OT_TRACE_ASSUMPTION;
    s->place = spec->value_place;
    s->source = spec->source;
    s->note = spec->note;
    s->law = t->scenario->law[d];
    for (size_t k = t->scenario->n_chain; k-- > 0;) {
        const ot_scenario_spec *of = &m->spec->scenario[t->scenario->chain[k]];
        for (size_t i = 0; i < of->n_drivers; i++) {
            if (strcmp(of->driver[i].driver, spec->id) != 0 || !of->driver[i].value) continue;
            s->kind = OT_TRACE_ASSUMPTION;
            s->forecast = NULL;
            s->place = of->driver[i].value_place;
            s->scenario = t->scenario->chain[k];
            s->source = of->note; /* the driver's source speaks of its own value */
            s->note = (ot_remark){{NULL}};
            return;
        }
    }
}

static double value_at(const tracer *t, size_t row, int year, int slot) {
    const ot_model *m = t->trace->model;
    const int is_driver = row >= m->n_indicators;
    const size_t index = is_driver ? row - m->n_indicators : row;
    double value = NAN;
    if (slot >= 0) value = ot_path_at(t->path, row, (size_t)slot);
    if (!isfinite(value) &&
        ot_model_observe(m, is_driver, index, NULL, NULL, 0, year, NULL, &value, NULL) != OT_OK)
        value = NAN;
    return ot_declared(value, is_driver ? m->driver[index].inside : m->indicator[index].inside);
}

static int slot_of(const ot_model *m, int year) {
    const int slot = year - m->first_slot_year;
    return slot >= 0 && (size_t)slot < m->n_slots ? slot : -1;
}

static int is_seen(const ot_trace *trace, size_t row, int year) {
    for (size_t i = 0; i < trace->n; i++)
        if (trace->step[i].row == row && trace->step[i].year == year) return 1;
    return 0;
}

static void visit(const tracer *t, size_t row, int year, size_t depth) { /* its depth is bounded */
    ot_trace *x = t->trace;
    const ot_model *m = x->model;
    const int slot = slot_of(m, year), seen = is_seen(x, row, year);
    if (x->n == OT_TRACE_MOST || depth > OT_TRACE_DEEPEST) {
        x->has_more = 1;
        return;
    }
    ot_trace_step *s = &x->step[x->n++];
    *s = (ot_trace_step){.kind = OT_TRACE_UNKNOWN, .depth = depth, .row = row, .year = year};
    s->is_seen = seen;
    s->scenario = SIZE_MAX;
    s->value = value_at(t, row, year, slot);
    const ot_form *form = NULL;
    if (row >= m->n_indicators) {
        take_driver(t, s, slot);
    } else if (slot >= 0 &&
               t->scenario->state[row * m->n_slots + (size_t)slot] == OT_STATE_SIMULATED) {
        form = t->scenario->form[row];
        take_equation(t, s, form, (size_t)slot);
    } else {
        take_held(t, s);
    }
    if (!form || seen) return;
    value_list read;
    list_read(form, &read);
    x->has_more |= read.has_more;
    for (size_t i = 0; i < read.n; i++)
        visit(t, read.row[i], year - read.lag[i], depth + 1);
}

/* Levels that the plan prints for this year, whether they are judged or not. */
static void list_printed(ot_trace *x, size_t row, int year) {
    const ot_model *m = x->model;
    for (size_t j = 0; j < m->n_targets && x->n_printed < OT_TRACE_MOST_PRINTED; j++) {
        const ot_model_target *t = &m->target[j];
        const int is_number = t->statement && t->statement->figure.kind != OT_FIGURE_MISSING;
        if (!is_number || t->indicator != row || t->year != year || t->measure != OT_MEASURE_LEVEL)
            continue;
        int is_known = 0;
        for (size_t k = 0; k < x->n_printed; k++)
            is_known |= x->printed[k] == t->statement;
        if (!is_known) x->printed[x->n_printed++] = t->statement;
    }
}

enum { MOST_YEARS_BEFORE = 200 }; /* of data, before the simulated years */

/* Which years have a value, beside the one that was asked for. */
static ot_status refuse_year(const tracer *t, size_t row, const char *id, int year, ot_error *err) {
    const ot_model *m = t->trace->model;
    int first = 0, last = 0;
    for (int y = m->first_slot_year - MOST_YEARS_BEFORE; y < m->first_slot_year + (int)m->n_slots;
         y++) {
        if (!isfinite(value_at(t, row, y, slot_of(m, y)))) continue;
        if (!first) first = y;
        last = y;
    }
    if (!first)
        return ot_fail(err, OT_ERR_USAGE, "%s has no value in %d, nor in any other year",
                       "%s 在 %d 年没有数值，其他年份也没有", id, year);
    return ot_fail(err, OT_ERR_USAGE, "%s has no value in %d; it has values within %d to %d",
                   "%s 在 %d 年没有数值；%d—%d 年间才有数值", id, year, first, last);
}

ot_status ot_trace_new(const ot_model *m, const ot_fit *fit, const ot_path *path, const char *id,
                       int year, ot_trace **out, ot_error *err) {
    const size_t scenario = path->c->scenario;
    size_t row = 0;
    const ot_status status = ot_row_named(m, id, &row, err);
    if (status) return status;
    ot_trace *x = calloc(1, sizeof *x);
    if (x) x->arena = ot_arena_new();
    if (x && x->arena) x->step = ot_arena_alloc(x->arena, OT_TRACE_MOST, sizeof *x->step);
    if (!x || !x->step) {
        ot_trace_free(x);
        return no_memory(err);
    }
    x->model = m;
    x->scenario = scenario;
    const tracer t = {x, fit, path, &m->scenario[scenario]};
    visit(&t, row, year, 0);
    if (isfinite(x->step[0].value)) {
        list_printed(x, row, year);
        *out = x;
        return OT_OK;
    }
    const ot_status refused = refuse_year(&t, row, id, year, err);
    ot_trace_free(x);
    return refused;
}

void ot_trace_free(ot_trace *x) {
    if (!x) return;
    ot_arena_free(x->arena);
    free(x);
}
