#include "report/arrange/prior_driver.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { MOST_ID = 57 }; /* of 64 characters, seven are the ending */

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static int can_be_id(const char *name) {
    const size_t n = strlen(name);
    for (size_t i = 1; i < n; i++)
        if (!is_letter(name[i]) && !(name[i] >= '0' && name[i] <= '9') && name[i] != '_') return 0;
    return n > 0 && n <= MOST_ID && is_letter(name[0]);
}

void ot_put_driver_id(ot_buffer *out, const ot_prior *p) {
    if (can_be_id(p->indicator)) ot_buffer_format(out, "%s_", p->indicator);
    ot_buffer_text(out, "growth");
}

/* Inside quotes: what would end or change the text becomes a blank. */
static void put_quotable(ot_buffer *out, const char *text) {
    for (; *text; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c < 0x20 || c == 0x7F || c == '"' || c == '\\')
            ot_buffer_add(out, " ", 1);
        else
            ot_buffer_add(out, text, 1);
    }
}

static void put_name(ot_buffer *out, const ot_prior *p) {
    put_quotable(out, p->indicator);
    if (p->own == SIZE_MAX) return;
    ot_buffer_text(out, ", ");
    put_quotable(out, p->area[p->own]);
}

static double percent(double fraction) { return 100.0 * fraction; }

void ot_put_driver_source(ot_buffer *out, const ot_prior *p) {
    const ot_growth_components *c = &p->components;
    const char *between = "";
    for (size_t i = 0; i < ot_table_n_inputs(p->table); i++, between = ", ") {
        ot_buffer_text(out, between);
        put_quotable(out, ot_table_input(p->table, i)->path);
    }
    ot_buffer_text(out, ", ");
    put_name(out, p);
    ot_buffer_format(out,
                     ": %zu growth rates of %zu areas, %d-%d%s (outturn prior, REML). Mean %.2f +- "
                     "%.2f; sd between areas %.2f, common to a year %.2f, own part of a year %.2f; "
                     "persistence of a year %.2f",
                     c->n, p->panel.n_areas, p->first_year, p->last_year,
                     p->leaves_out_outliers && p->n_outliers > 0 ? ", without outliers" : "",
                     percent(c->mean), percent(c->mean_se), percent(c->between), percent(c->common),
                     percent(c->own), p->persistence);
    if (!c->has_own_persistence) ot_buffer_text(out, " (not told by the data)");
    if (isfinite(p->persistence_se)) ot_buffer_format(out, " +- %.2f", p->persistence_se);
    if (p->own != SIZE_MAX)
        ot_buffer_format(out, "; own mean %.2f of %zu rates, weighed by %.2f",
                         percent(p->effect[p->own].own_mean), p->effect[p->own].n,
                         p->effect[p->own].weight);
    ot_buffer_format(out, ". Scale and persistence are of a year about the value, so that %d years",
                     OT_PRIOR_HORIZON);
    ot_buffer_format(out, " together have sd %.2f", percent(p->law.sum_sd));
}

static void put_law(ot_buffer *out, const ot_prior *p) {
    const ot_prior_law *law = &p->law;
    if (isfinite(law->df))
        ot_buffer_format(out, "{ family = \"student_t\"; scale = %.2f; df = %.1f;",
                         percent(law->scale), law->df);
    else
        ot_buffer_format(out, "{ family = \"normal\"; scale = %.2f;", percent(law->scale));
    ot_buffer_format(out, " persistence = %.2f; };", law->persistence);
}

void ot_put_driver(ot_buffer *out, const ot_prior *p, const char *indent) {
    ot_buffer_text(out, indent);
    ot_put_driver_id(out, p);
    ot_buffer_format(out, ":\n%s{\n%s  label  = { zh = \"", indent, indent);
    put_name(out, p);
    ot_buffer_text(out, "的增长率\"; en = \"growth of ");
    put_name(out, p);
    ot_buffer_format(out, "\"; };\n%s  unit   = \"percent\"; value = %.2f;\n%s  law    = ", indent,
                     percent(p->law.value), indent);
    put_law(out, p);
    ot_buffer_format(out, "\n%s  source = \"", indent);
    ot_put_driver_source(out, p);
    ot_buffer_format(out, "\";\n%s};", indent);
}
