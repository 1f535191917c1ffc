/* The data files of an imported model: one row a variable, one column a year. */
#include <math.h>

#include "base/number.h"
#include "import/pcim.h"

static void put_header(ot_buffer *out, int first, int last) {
    ot_buffer_text(out, "indicator");
    for (int year = first; year <= last; year++)
        ot_buffer_format(out, ",%d", year);
    ot_buffer_text(out, "\n");
}

/* Cells of first..last; from `until` on they are empty. */
static void put_row(const ot_pcim *pcim, const ot_pcim_variable *x, int first, int last, int until,
                    ot_buffer *out) {
    char text[OT_NUMBER_SIZE];
    ot_buffer_text(out, x->id);
    for (int year = first; year <= last; year++) {
        const int t = year - pcim->data_year;
        ot_buffer_text(out, ",");
        if (!x->value || year >= until || t < 0 || (size_t)t >= pcim->n_years) continue;
        if (!isfinite(x->value[t])) continue;
        ot_buffer_add(out, text, ot_number_shortest(x->value[t], text));
    }
    ot_buffer_text(out, "\n");
}

/* By name, in which order they are looked for. */
void ot_pcim_write_series(const ot_pcim *pcim, ot_buffer *out) {
    const int first = pcim->data_year, last = first + (int)pcim->n_years - 1;
    put_header(out, first, last);
    for (size_t v = 0; v < pcim->n_variables; v++) {
        const ot_pcim_variable *x = &pcim->variable[v];
        if (x->equation != SIZE_MAX)
            put_row(pcim, x, first, last, pcim->first_year, out);
        else if (x->reader != SIZE_MAX)
            put_row(pcim, x, first, last, last + 1, out);
    }
}

void ot_pcim_write_baseline(const ot_pcim *pcim, ot_buffer *out) {
    put_header(out, pcim->first_year, pcim->last_year);
    for (size_t i = 0; i < pcim->n_equations; i++)
        put_row(pcim, &pcim->variable[pcim->equation[i].variable], pcim->first_year,
                pcim->last_year, pcim->last_year + 1, out);
}
