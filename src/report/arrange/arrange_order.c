/* The solution order: runs of recursive equations, simultaneous blocks and their feedback
 * variables. Scenarios that are solved in the same order are told of once. */
#include "assess/order.h"
#include "base/buffer.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

enum { FEEDBACK_WIDTH = 30, EQUATIONS_WIDTH = 60 };

/* The first scenario that is solved in this one's order. */
static size_t first_alike(const ot_model *m, size_t s) {
    for (size_t a = 0; a < s; a++)
        if (ot_order_is_same(&m->scenario[a], &m->scenario[s])) return a;
    return s;
}

static size_t count_alike(const ot_model *m, size_t s) {
    size_t n = 0;
    for (size_t a = s; a < m->n_scenarios; a++)
        n += first_alike(m, a) == s;
    return n;
}

/* Ids of order[first] .. order[end - 1]. */
static const char *ids(ot_document *d, const ot_model *m, const ot_model_scenario *s, size_t first,
                       size_t end) {
    ot_buffer list = {0};
    for (size_t k = first; k < end; k++)
        ot_buffer_format(&list, "%s%s", k > first ? ", " : "", m->indicator[s->order[k]].spec->id);
    return ot_document_take(d, &list);
}

static size_t stage_end(const ot_model_stage *stage) { return stage->first + stage->n; }

static void put_stage(ot_document *d, ot_grid *grid, const ot_model *m, const ot_model_scenario *s,
                      size_t k, size_t end) {
    const ot_model_stage *first = &s->stage[k], *last = &s->stage[end - 1];
    const int is_block = first->n_feedback > 0;
    ot_grid_text(d, grid, ot_word(d, is_block ? OT_SAY_BLOCK : OT_SAY_RECURSIVE));
    ot_grid_number(d, grid, (double)(stage_end(last) - first->first), 0);
    ot_grid_text(d, grid, is_block ? ot_solver_name(first->solver.method) : "");
    ot_grid_text(d, grid,
                 is_block ? ids(d, m, s, stage_end(first) - first->n_feedback, stage_end(first))
                          : "");
    ot_grid_text(d, grid, ids(d, m, s, first->first, stage_end(last)));
}

static void summarise(ot_document *d, const ot_model *m, size_t scenario) {
    const ot_model_scenario *s = &m->scenario[scenario];
    const ot_order_facts f = ot_order_facts_of(m, scenario);
    if (f.n_blocks == 0) {
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ORDER_RECURSIVE, f.n_equations);
        return;
    }
    ot_buffer sizes = {0};
    for (size_t k = 0; k < s->n_stages; k++)
        if (s->stage[k].n_feedback > 0)
            ot_buffer_format(&sizes, "%s%zu", sizes.length ? ", " : "", s->stage[k].n);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ORDER_SUMMARY, f.n_equations, f.n_recursive,
                    f.n_blocks, ot_document_take(d, &sizes), f.n_feedback);
}

static const char *names_of_alike(ot_document *d, const ot_model *m, size_t s) {
    if (count_alike(m, s) == m->n_scenarios && m->n_scenarios > 1)
        return ot_word(d, OT_SAY_ORDER_ALL);
    const char *list = NULL;
    for (size_t a = s; a < m->n_scenarios; a++) {
        if (first_alike(m, a) != s) continue;
        const char *name = ot_say_named_scenario(d, m, a);
        list = list ? ot_say2(d, OT_SAY_LISTED, list, name) : name;
    }
    return list;
}

static void arrange_scenario(ot_document *d, const ot_model *m, size_t scenario) {
    const ot_model_scenario *s = &m->scenario[scenario];
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_ORDER_HEADING, names_of_alike(d, m, scenario));
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_STAGE));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_KIND));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_N_EQUATIONS));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SOLVER));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_FEEDBACK));
    ot_grid_wrap(grid, FEEDBACK_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_IN_ORDER));
    ot_grid_wrap(grid, EQUATIONS_WIDTH);
    size_t number = 0;
    for (size_t k = 0, end = 0; k < s->n_stages; k = end) {
        end = ot_order_run_end(s, k);
        ot_grid_row(d, grid);
        ot_grid_number(d, grid, (double)++number, 0);
        put_stage(d, grid, m, s, k, end);
    }
    summarise(d, m, scenario);
}

void ot_arrange_order(ot_document *d, const ot_model *m) {
    for (size_t s = 0; s < m->n_scenarios; s++)
        if (first_alike(m, s) == s) arrange_scenario(d, m, s);
}

static void put_equations(ot_document *d, ot_grid *grid, const ot_model *m, size_t scenario,
                          size_t k, size_t number) {
    const ot_model_scenario *s = &m->scenario[scenario];
    const ot_model_stage *stage = &s->stage[k];
    const int is_block = stage->n_feedback > 0;
    for (size_t i = stage->first; i < stage_end(stage); i++) {
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, s->spec->id);
        ot_grid_number(d, grid, (double)number, OT_DECIMALS_SHORTEST);
        ot_grid_text(d, grid, is_block ? "simultaneous" : "recursive");
        ot_grid_text(d, grid, is_block ? ot_solver_name(stage->solver.method) : "");
        ot_grid_number(d, grid, (double)(i + 1), OT_DECIMALS_SHORTEST);
        ot_grid_text(d, grid, m->indicator[s->order[i]].spec->id);
        ot_grid_number(d, grid, i + stage->n_feedback >= stage_end(stage), OT_DECIMALS_SHORTEST);
    }
}

void ot_arrange_order_data(ot_document *d, const ot_model *m) {
    static const char *const NAMES[] = {"scenario", "stage",     "kind",    "solver",
                                        "order",    "indicator", "feedback"};
    ot_grid *grid = ot_document_grid(d, "order", 1);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, NAMES[i]);
    for (size_t s = 0; s < m->n_scenarios; s++) {
        size_t number = 0;
        for (size_t k = 0, end = 0; k < m->scenario[s].n_stages; k++) {
            if (k == end) {
                end = ot_order_run_end(&m->scenario[s], k);
                number++;
            }
            put_equations(d, grid, m, s, k, number);
        }
    }
}

static void json_ids(ot_json *json, const char *key, const ot_model *m, const ot_model_scenario *s,
                     size_t first, size_t end) {
    ot_json_list(json, key);
    for (size_t k = first; k < end; k++)
        ot_json_text(json, NULL, m->indicator[s->order[k]].spec->id);
    ot_json_close_list(json);
}

static void json_stage(ot_json *json, const ot_model *m, const ot_model_scenario *s, size_t k,
                       size_t end) {
    const ot_model_stage *first = &s->stage[k];
    const int is_block = first->n_feedback > 0;
    ot_json_object(json, NULL);
    ot_json_text(json, "kind", is_block ? "simultaneous" : "recursive");
    ot_json_text(json, "solver", is_block ? ot_solver_name(first->solver.method) : NULL);
    json_ids(json, "equations", m, s, first->first, stage_end(&s->stage[end - 1]));
    json_ids(json, "feedback", m, s, stage_end(first) - first->n_feedback, stage_end(first));
    ot_json_close_object(json);
}

void ot_json_order(ot_json *json, const ot_model *m) {
    ot_json_list(json, "order");
    for (size_t scenario = 0; scenario < m->n_scenarios; scenario++) {
        const ot_model_scenario *s = &m->scenario[scenario];
        const ot_order_facts f = ot_order_facts_of(m, scenario);
        if (first_alike(m, scenario) != scenario) continue;
        ot_json_object(json, NULL);
        ot_json_list(json, "scenarios");
        for (size_t a = scenario; a < m->n_scenarios; a++)
            if (first_alike(m, a) == scenario) ot_json_text(json, NULL, m->scenario[a].spec->id);
        ot_json_close_list(json);
        ot_json_unsigned(json, "equations", f.n_equations);
        ot_json_unsigned(json, "recursive", f.n_recursive);
        ot_json_unsigned(json, "blocks", f.n_blocks);
        ot_json_unsigned(json, "simultaneous", f.n_simultaneous);
        ot_json_unsigned(json, "feedback", f.n_feedback);
        ot_json_list(json, "stages");
        for (size_t k = 0, end = 0; k < s->n_stages; k = end) {
            end = ot_order_run_end(s, k);
            json_stage(json, m, s, k, end);
        }
        ot_json_close_list(json);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}
