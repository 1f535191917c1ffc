/* The statements of `frml`, and their equations in outturn's language. */
#include <string.h>

#include "import/pcim.h"
#include "import/translate.h"
#include "lang/tree.h"

static size_t count_statements(ot_slice frml) {
    size_t n = 0;
    for (size_t i = 0; i < frml.n; i++)
        n += frml.s[i] == '$';
    return n;
}

static ot_status split(ot_pcim *pcim) {
    size_t at = 0;
    for (;;) {
        int has;
        ot_pcim_equation e = {.add_factor = SIZE_MAX, .exogenous = SIZE_MAX, .given = SIZE_MAX};
        const ot_status status = ot_frml_next(pcim->frml, &at, &has, &e.frml, pcim->err);
        if (status || !has) return status;
        if (ot_frml_has(&e.frml, "CALC_ADD_FACTOR"))
            pcim->n_left_out++;
        else
            pcim->equation[pcim->n_equations++] = e;
    }
}

ot_status ot_pcim_read_equations(ot_pcim *pcim) {
    const size_t most = count_statements(pcim->frml);
    if (most > OT_PCIM_MOST_VARIABLES)
        return ot_fail(pcim->err, OT_ERR_INPUT, "%zu equations; must be at most %d",
                       "方程有 %zu 个；至多 %d 个", most, (int)OT_PCIM_MOST_VARIABLES);
    pcim->equation = ot_arena_alloc(pcim->arena, most, sizeof *pcim->equation);
    if (!pcim->equation) return ot_pcim_no_memory(pcim);
    const ot_status status = split(pcim);
    if (status || pcim->n_equations > 0) return status;
    return ot_fail(pcim->err, OT_ERR_INPUT, "\"frml\" holds no equations", "“frml”中没有方程");
}

/* Who reads what, while one equation is translated. */
typedef struct reader {
    ot_pcim *pcim;
    ot_pcim_equation *equation;
} reader;

static int is_name_of(const char *name, const char *of, const char *ending) {
    const size_t n = strlen(of);
    return strncmp(name, of, n) == 0 && strcmp(name + n, ending) == 0;
}

static const char *find_variable(void *state, const char *name) {
    const reader *r = state;
    const size_t v = ot_pcim_find(r->pcim, name);
    if (v == SIZE_MAX) return NULL;
    ot_pcim_variable *x = &r->pcim->variable[v];
    if (x->reader == SIZE_MAX) x->reader = (size_t)(r->equation - r->pcim->equation);
    const char *of = r->pcim->variable[r->equation->variable].name;
    if (is_name_of(name, of, "_A")) r->equation->add_factor = v;
    if (is_name_of(name, of, "_D")) r->equation->exogenous = v;
    if (is_name_of(name, of, "_X")) r->equation->given = v;
    return x->id;
}

static ot_status write_text(ot_pcim *pcim, ot_pcim_equation *e) {
    reader r = {pcim, e};
    const ot_naming naming = {find_variable, &r};
    ot_buffer text = {0};
    ot_buffer_format(&text, e->is_log ? "log(%s) = " : "%s = ", pcim->variable[e->variable].id);
    ot_status status = ot_translate(e->frml.right, &naming, &text, pcim->err);
    if (!status && text.failed) status = ot_pcim_no_memory(pcim);
    if (!status && !(e->text = ot_arena_text(pcim->arena, text.data, text.length)))
        status = ot_pcim_no_memory(pcim);
    ot_buffer_clear(&text);
    return status;
}

/* Ids are names, apart from a letter before and an underscore behind. */
static int find_symbol(const void *state, const char *name, size_t n, ot_symbol *out) {
    (void)state;
    (void)name;
    (void)n;
    *out = (ot_symbol){OT_SYMBOL_SERIES, 0};
    return 1;
}

/* What outturn will not read must not be written. */
static ot_status check_text(const ot_pcim *pcim, const ot_pcim_equation *e) {
    const ot_text text = {.s = e->text, .length = strlen(e->text)};
    const ot_scope scope = {.find = find_symbol};
    const ot_equation *equation;
    ot_arena *arena = ot_arena_new();
    if (!arena) return ot_pcim_no_memory(pcim);
    const ot_status status = ot_equation_parse(&text, &scope, arena, NULL, &equation, pcim->err);
    ot_arena_free(arena);
    return status;
}

ot_status ot_pcim_translate(ot_pcim *pcim) {
    for (size_t i = 0; i < pcim->n_equations; i++) {
        ot_pcim_equation *e = &pcim->equation[i];
        ot_status status = write_text(pcim, e);
        if (!status) status = check_text(pcim, e);
        if (status) return ot_pcim_blame(pcim, e);
    }
    return OT_OK;
}
