/* The model file of an imported model. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "import/pcim.h"

const char ot_pcim_mark[] = "# Imported by outturn from ";

/* Texts of others, in a comment: one line of UTF-8. */
static void put_plain(ot_buffer *out, const char *text) {
    const size_t n = strlen(text);
    size_t length;
    for (size_t i = 0; i < n; i += length) {
        const uint32_t c = ot_utf8_decode(text + i, n - i, &length);
        if (c == UINT32_MAX || c < 0x20 || c == 0x7F)
            ot_buffer_text(out, "?");
        else
            ot_buffer_add(out, text + i, length);
    }
}

static void put_quoted(ot_buffer *out, const char *text) {
    ot_buffer_text(out, "\"");
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\') ot_buffer_text(out, "\\");
        ot_buffer_add(out, c, 1);
    }
    ot_buffer_text(out, "\"");
}

/* libconfig knows a fraction by its point or exponent. */
static void put_fraction(ot_buffer *out, double x) {
    char text[OT_NUMBER_SIZE];
    (void)ot_number_shortest(x, text);
    ot_buffer_text(out, text);
    if (!strpbrk(text, ".eE")) ot_buffer_text(out, ".0");
}

const char *ot_pcim_model_id(const ot_pcim *pcim) {
    enum { MOST_ID = 60 };
    char id[MOST_ID + 2] = "";
    size_t n = 0;
    for (const char *c = pcim->name; *c && n < MOST_ID; c++) {
        if (n == 0 && (*c < 'A' || !ot_is_name_character(*c) || *c == '_')) continue;
        id[n++] = ot_is_name_character(*c) ? *c : '_';
    }
    while (n > 0 && id[n - 1] == '_')
        n--;
    if (n == 0) return "imported";
    const char *copy = ot_arena_text(pcim->arena, id, n);
    return copy ? copy : "imported";
}

static void put_head(const ot_pcim *pcim, ot_buffer *out) {
    const ot_import_summary s = ot_pcim_summary(pcim);
    const char *slash = strrchr(pcim->path, '/');
    ot_buffer_text(out, ot_pcim_mark);
    put_plain(out, slash ? slash + 1 : pcim->path);
    ot_buffer_text(out, ", the ModelFlow model \"");
    put_plain(out, pcim->name);
    ot_buffer_format(
        out,
        "\". Importing again\n"
        "# replaces this file as long as it begins with this line.\n#\n"
        "# %zu equations: ** is written ^, RECODE(c, a, b) recode(c, a, b), LOGIT_INVERSE\n"
        "# invlogit, FLOAT(x) (x). Left out: %zu equations that define add-factors "
        "(CALC_ADD_FACTOR; here\n"
        "# add-factors are drivers) and %zu variables that no equation speaks of. Units are not "
        "stated.\n#\n"
        "# data/series.csv    indicators before %d, drivers up to %d\n"
        "# data/baseline.csv  the source's own values of the indicators from %d to %d, to compare\n"
        "#                    with; the model does not read them\n\n",
        s.n_equations, s.n_left_out, s.n_unread, s.first_year, s.last_year, s.first_year,
        s.last_year);
}

static void put_label(ot_buffer *out, const ot_pcim_variable *x) {
    if (!x->label) return;
    ot_buffer_text(out, " label = ");
    put_quoted(out, x->label);
    ot_buffer_text(out, ";");
}

/* To be read: three digits. */
static void put_rounded(ot_buffer *out, double x) {
    enum { DIGITS = 3, MOST_DECIMALS = 15 };
    char text[OT_NUMBER_SIZE];
    const double decimals = DIGITS - 1 - floor(log10(x));
    (void)ot_number_fixed(x, (int)fmax(0.0, fmin(decimals, MOST_DECIMALS)), text);
    ot_buffer_text(out, text);
}

static void put_law(const ot_pcim *pcim, ot_buffer *out, const ot_pcim_variable *x) {
    const ot_pcim_law *law = &x->law;
    if (law->n == 0) return;
    ot_buffer_text(out, "\n    law = { family = \"normal\"; scale = ");
    put_fraction(out, law->scale);
    ot_buffer_text(out, "; };\n    source = \"");
    if (law->is_stored)
        ot_buffer_format(out, "standard deviation of %s", x->id);
    else
        ot_buffer_format(out, "robust scale of the residual of %s", pcim->variable[law->of].id);
    ot_buffer_format(out, " over %d-%d, %zu values", law->first_year, law->last_year, law->n);
    if (!law->is_stored) {
        ot_buffer_text(out, "; standard deviation ");
        put_rounded(out, law->deviation);
    }
    ot_buffer_text(out, "\";");
}

static void put_drivers(const ot_pcim *pcim, ot_buffer *out) {
    if (ot_pcim_count_drivers(pcim) == 0) return;
    ot_buffer_text(out, "drivers:\n{\n");
    for (size_t v = 0; v < pcim->n_variables; v++) {
        const ot_pcim_variable *x = &pcim->variable[v];
        if (!ot_pcim_is_driver(x)) continue;
        ot_buffer_format(out, "  %s: {", x->id);
        put_label(out, x);
        ot_buffer_text(out, " unit = \"unstated\"; value = \"series\";");
        put_law(pcim, out, x);
        ot_buffer_text(out, " };\n");
    }
    ot_buffer_text(out, "};\n\n");
}

static void put_indicators(const ot_pcim *pcim, ot_buffer *out) {
    ot_buffer_text(out, "indicators:\n{\n");
    for (size_t i = 0; i < pcim->n_equations; i++) {
        const ot_pcim_variable *x = &pcim->variable[pcim->equation[i].variable];
        ot_buffer_format(out, "  %s: {", x->id);
        put_label(out, x);
        ot_buffer_text(out, " unit = \"unstated\";\n    equation = ");
        put_quoted(out, pcim->equation[i].text);
        ot_buffer_text(out, "; };\n");
    }
    ot_buffer_text(out, "};\n");
}

void ot_pcim_write_config(const ot_pcim *pcim, ot_buffer *out) {
    put_head(pcim, out);
    ot_buffer_format(out, "model: { id = \"%s\"; title = ", ot_pcim_model_id(pcim));
    ot_buffer title = {0};
    put_plain(&title, pcim->name);
    if (!title.data) ot_buffer_text(&title, ot_pcim_model_id(pcim));
    put_quoted(out, title.data ? title.data : "");
    out->failed |= title.failed;
    ot_buffer_clear(&title);
    ot_buffer_format(out, "; first_year = %d; last_year = %d; };\n", pcim->first_year,
                     pcim->last_year);
    ot_buffer_text(out, "data:  { files = ( \"data/series.csv\" ); };\n\n");
    put_drivers(pcim, out);
    put_indicators(pcim, out);
}
