/* Equations that were estimated together: how their residuals move together. */
#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"
#include "report/words/words.h"

enum { DECIMALS = 3 };

int ot_parts_show_system(const ot_parts *parts, const ot_system_fit *system) {
    for (size_t i = 0; i < system->n; i++)
        if (ot_parts_show_indicator(parts, system->form[i]->form->indicator)) return 1;
    return 0;
}

static const char *id_of(const ot_model *m, const ot_form_fit *f) {
    return m->indicator[f->form->indicator].spec->id;
}

static void arrange_system(ot_document *d, const ot_model *m, const ot_system_fit *s) {
    ot_document_text(d, OT_ELEMENT_HEADING, ot_say2(d, OT_SAY_SYSTEM_LINE, s->name, ""));
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "");
    for (size_t i = 0; i < s->n; i++)
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, id_of(m, s->form[i]));
    for (size_t i = 0; i < s->n; i++) {
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, id_of(m, s->form[i]));
        for (size_t j = 0; j < s->n; j++)
            if (j <= i)
                ot_grid_number(d, grid, s->correlation[i * s->n + j], DECIMALS);
            else
                ot_grid_text(d, grid, "");
    }
}

void ot_arrange_systems(ot_document *d, const ot_parts *parts) {
    for (size_t i = 0; i < parts->fit->n_systems; i++)
        if (ot_parts_show_system(parts, &parts->fit->system[i]))
            arrange_system(d, parts->model, &parts->fit->system[i]);
}

static void put_pair(ot_document *d, ot_grid *grid, const ot_model *m, const ot_system_fit *s,
                     size_t i, size_t j) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, s->name);
    ot_grid_text(d, grid, id_of(m, s->form[i]));
    ot_grid_text(d, grid, id_of(m, s->form[j]));
    ot_grid_number(d, grid, s->correlation[i * s->n + j], OT_DECIMALS_SHORTEST);
}

void ot_arrange_systems_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"system", "indicator_a", "indicator_b", "correlation"};
    ot_grid *grid = ot_document_grid(d, "systems", 1);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, NAMES[i]);
    for (size_t k = 0; k < parts->fit->n_systems; k++) {
        const ot_system_fit *s = &parts->fit->system[k];
        for (size_t i = 0; i < s->n && ot_parts_show_system(parts, s); i++)
            for (size_t j = 0; j <= i; j++)
                put_pair(d, grid, parts->model, s, i, j);
    }
}
