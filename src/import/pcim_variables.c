/* The variables of a model: names from `lastdf` and from left sides, ids, values and labels. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config/names.h"
#include "import/pcim.h"

static int compare_names(const void *a, const void *b) {
    const ot_pcim_variable *x = a, *y = b;
    const int order = strcmp(x->name, y->name);
    if (order) return order;
    return (x->equation > y->equation) - (x->equation < y->equation); /* those explained first */
}

/* A name that equations can speak of, in upper case; NULL: it is none. *status: no memory. */
static const char *upper(ot_pcim *pcim, ot_slice slice, ot_status *status) {
    char name[OT_IMPORT_MOST_NAME + 1];
    if (slice.n == 0 || (slice.s[0] >= '0' && slice.s[0] <= '9')) return NULL;
    for (size_t i = 0; i < slice.n; i++)
        if (!ot_is_name_character(slice.s[i])) return NULL;
    if (!ot_name_upper(slice, name)) return NULL;
    const char *copy = ot_arena_text(pcim->arena, name, slice.n);
    if (!copy) *status = ot_pcim_no_memory(pcim);
    return copy;
}

static void add(ot_pcim *pcim, const char *name, size_t equation, const ot_json_value *data) {
    pcim->variable[pcim->n_variables++] = (ot_pcim_variable){
        .name = name, .id = name, .equation = equation, .reader = SIZE_MAX, .data = data};
}

static ot_status add_left(ot_pcim *pcim, size_t i) {
    ot_pcim_equation *e = &pcim->equation[i];
    ot_slice variable;
    ot_status status = ot_frml_left(&e->frml, &variable, &e->is_log, pcim->err);
    if (status) return status;
    const char *name = upper(pcim, variable, &status);
    if (name)
        add(pcim, name, i, NULL);
    else if (!status)
        status = ot_fail(pcim->err, OT_ERR_INPUT, "the name %.*s... is longer than %d characters",
                         "名称 %.*s…… 超过 %d 个字符", ot_slice_quoted(variable), variable.s,
                         (int)OT_IMPORT_MOST_NAME);
    return status;
}

static ot_status collect(ot_pcim *pcim, const ot_json_value *lastdf) {
    ot_status status = OT_OK;
    for (size_t i = 0; !status && i < pcim->n_equations; i++)
        status = add_left(pcim, i);
    for (ot_json_walk w = ot_json_begin(lastdf); !status && w.value; ot_json_next(&w)) {
        const char *name = upper(pcim, (ot_slice){w.key, strlen(w.key)}, &status);
        if (name) add(pcim, name, SIZE_MAX, w.value);
    }
    return status;
}

static ot_status explained_twice(const ot_pcim *pcim, const ot_pcim_variable *a,
                                 const ot_pcim_variable *b) {
    const ot_slice x = pcim->equation[a->equation].frml.all,
                   y = pcim->equation[b->equation].frml.all;
    return ot_fail(pcim->err, OT_ERR_INPUT, "two equations explain %s: \"%.*s\" and \"%.*s\"",
                   "%s 有两个方程：“%.*s”和“%.*s”", a->name, ot_slice_quoted(x), x.s,
                   ot_slice_quoted(y), y.s);
}

/* One row a name, with its equation and its data. */
static ot_status join(ot_pcim *pcim) {
    size_t n = 0;
    qsort(pcim->variable, pcim->n_variables, sizeof *pcim->variable, compare_names);
    for (size_t i = 0; i < pcim->n_variables; i++) {
        const ot_pcim_variable *x = &pcim->variable[i];
        ot_pcim_variable *before = n > 0 ? &pcim->variable[n - 1] : NULL;
        if (!before || strcmp(before->name, x->name) != 0) {
            pcim->variable[n++] = *x;
            continue;
        }
        if (x->equation != SIZE_MAX) return explained_twice(pcim, before, x);
        if (before->data)
            return ot_fail(pcim->err, OT_ERR_INPUT, "\"lastdf\" has %s twice",
                           "“lastdf”中 %s 出现两次", x->name);
        before->data = x->data;
    }
    pcim->n_variables = n;
    for (size_t v = 0; v < n; v++)
        if (pcim->variable[v].equation != SIZE_MAX)
            pcim->equation[pcim->variable[v].equation].variable = v;
    return OT_OK;
}

/* libconfig takes these for values; the others are words of equations. */
int ot_pcim_is_free(const char *name) {
    return ot_name_is_id(name) && !ot_name_is_reserved(name) && strcmp(name, "TRUE") != 0 &&
           strcmp(name, "FALSE") != 0;
}

/* A letter before an underscore in front, underscores behind until nobody has the name. */
static ot_status rename_variable(ot_pcim *pcim, ot_pcim_variable *x) {
    char id[OT_IMPORT_MOST_NAME + 8] = "";
    if (x->name[0] == '_') strcpy(id, "V");
    strcat(id, x->name);
    for (size_t n = strlen(id);
         n <= OT_IMPORT_MOST_NAME && (!ot_pcim_is_free(id) || ot_pcim_find(pcim, id) != SIZE_MAX);
         n++)
        strcpy(id + n, "_");
    if (!ot_pcim_is_free(id))
        return ot_fail(pcim->err, OT_ERR_INPUT, "%s cannot be a name, and no other is free for it",
                       "%s 不能用作名称，也没有可用的其他名称", x->name);
    x->id = ot_arena_text(pcim->arena, id, strlen(id));
    ot_notes_add(pcim->notes, OT_SEVERITY_WARNING, pcim->path, 0, 0, "%s is called %s here",
                 "%s 改名为 %s", x->name, id);
    return x->id ? OT_OK : ot_pcim_no_memory(pcim);
}

ot_status ot_pcim_read_variables(ot_pcim *pcim, const ot_json_value *lastdf) {
    const size_t most = pcim->n_equations + ot_json_count(lastdf);
    if (most > 2 * (size_t)OT_PCIM_MOST_VARIABLES)
        return ot_fail(pcim->err, OT_ERR_INPUT, "\"lastdf\" has %zu variables; must be at most %d",
                       "“lastdf”有 %zu 个变量；至多 %d 个", ot_json_count(lastdf),
                       (int)OT_PCIM_MOST_VARIABLES);
    pcim->variable = ot_arena_alloc(pcim->arena, most, sizeof *pcim->variable);
    if (!pcim->variable) return ot_pcim_no_memory(pcim);
    ot_status status = collect(pcim, lastdf);
    if (!status) status = join(pcim);
    for (size_t v = 0; !status && v < pcim->n_variables; v++)
        if (!ot_pcim_is_free(pcim->variable[v].name))
            status = rename_variable(pcim, &pcim->variable[v]);
    return status;
}

/* The label of one variable: its first line of text, without control characters. */
static ot_status set_label(ot_pcim *pcim, ot_pcim_variable *x, ot_slice text) {
    text = ot_slice_trim(text);
    char *label = ot_arena_text(pcim->arena, text.s, text.n);
    if (!label) return ot_pcim_no_memory(pcim);
    for (char *c = label; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F) *c = ' ';
    if (*label && strcmp(label, x->id) != 0) x->label = label;
    return OT_OK;
}

ot_status ot_pcim_read_labels(ot_pcim *pcim, const ot_json_value *root) {
    const ot_json_value *labels = ot_json_member(root, "var_description");
    ot_status status = OT_OK;
    if (!labels || ot_json_kind_of(labels) != OT_JSON_OBJECT) return OT_OK;
    for (ot_json_walk w = ot_json_begin(labels); !status && w.value; ot_json_next(&w)) {
        char name[OT_IMPORT_MOST_NAME + 1];
        size_t n;
        if (!ot_name_upper((ot_slice){w.key, strlen(w.key)}, name)) continue;
        const size_t v = ot_pcim_find(pcim, name);
        if (v == SIZE_MAX || ot_json_kind_of(w.value) != OT_JSON_TEXT) continue;
        const char *text = ot_json_chars(w.value, &n);
        status = set_label(pcim, &pcim->variable[v], (ot_slice){text, n});
    }
    return status;
}
