#include "import/pcim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ot_status ot_pcim_no_memory(const ot_pcim *pcim) {
    return ot_fail(pcim->err, OT_ERR_NOMEM, "no memory for the model", "内存不足，无法读取模型");
}

ot_status ot_pcim_wrong_kind(const ot_pcim *pcim, const char *key, const char *english,
                             const char *chinese, const ot_json_value *seen) {
    if (!seen)
        return ot_fail(pcim->err, OT_ERR_INPUT, "has no \"%s\"; is it a .pcim file of ModelFlow?",
                       "缺少“%s”；它是 ModelFlow 的 .pcim 文件吗？", key);
    const ot_json_kind kind = ot_json_kind_of(seen);
    return ot_fail(pcim->err, OT_ERR_INPUT, "\"%s\" is %s%.0s; must be %s%.0s",
                   "“%s”是%.0s%s；应为%.0s%s", key, ot_json_kind_name(kind, OT_LANGUAGE_EN),
                   ot_json_kind_name(kind, OT_LANGUAGE_ZH), english, chinese);
}

ot_status ot_pcim_blame(const ot_pcim *pcim, const ot_pcim_equation *e) {
    char said[OT_N_LANGUAGES][sizeof pcim->err->text[0]];
    if (pcim->err->status != OT_ERR_INPUT) return pcim->err->status;
    memcpy(said, pcim->err->text, sizeof said);
    return ot_fail(pcim->err, OT_ERR_INPUT, "in the equation of %.*s: %s%.0s",
                   "%.*s 的方程：%.0s%s", ot_slice_quoted(e->frml.left), e->frml.left.s,
                   said[OT_LANGUAGE_EN], said[OT_LANGUAGE_ZH]);
}

int ot_pcim_year(const char *text, size_t n) {
    int year = 0;
    if (n != 4) return 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') return 0;
        year = 10 * year + (text[i] - '0');
    }
    return year >= OT_PCIM_FIRST_YEAR && year <= OT_PCIM_LAST_YEAR ? year : 0;
}

size_t ot_pcim_find(const ot_pcim *pcim, const char *name) {
    size_t low = 0, high = pcim->n_variables;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(pcim->variable[middle].name, name);
        if (order == 0) return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

int ot_pcim_is_driver(const ot_pcim_variable *x) {
    return x->reader != SIZE_MAX && x->equation == SIZE_MAX;
}

size_t ot_pcim_count_drivers(const ot_pcim *pcim) {
    size_t n = 0;
    for (size_t v = 0; v < pcim->n_variables; v++)
        n += (size_t)ot_pcim_is_driver(&pcim->variable[v]);
    return n;
}

ot_import_summary ot_pcim_summary(const ot_pcim *pcim) {
    ot_import_summary s = {.first_year = pcim->first_year,
                           .last_year = pcim->last_year,
                           .data_first = pcim->data_year,
                           .data_last = pcim->data_year + (int)pcim->n_years - 1,
                           .n_equations = pcim->n_equations,
                           .n_drivers = ot_pcim_count_drivers(pcim),
                           .n_left_out = pcim->n_left_out};
    (void)snprintf(s.name, sizeof s.name, "%s", pcim->name);
    for (size_t v = 0; v < pcim->n_variables; v++) {
        const ot_pcim_variable *x = &pcim->variable[v];
        s.n_random += x->law.n > 0;
        s.n_unread += x->equation == SIZE_MAX && x->reader == SIZE_MAX;
        s.n_renamed += strcmp(x->id, x->name) != 0;
    }
    for (size_t i = 0; i < pcim->n_equations; i++) {
        const ot_pcim_equation *e = &pcim->equation[i];
        if (!ot_frml_has(&e->frml, "STOC")) continue;
        s.n_stochastic++;
        s.n_unscaled += e->add_factor == SIZE_MAX || pcim->variable[e->add_factor].law.n == 0;
    }
    return s;
}

/* The model's own name, or that of the file without folder and ending. */
static ot_status read_name(ot_pcim *pcim, const ot_json_value *root) {
    const ot_json_value *given = ot_json_member(root, "modelname");
    size_t n = 0;
    const char *text =
        given && ot_json_kind_of(given) == OT_JSON_TEXT ? ot_json_chars(given, &n) : "";
    ot_slice name = ot_slice_trim((ot_slice){text, n});
    if (name.n == 0) {
        const char *slash = strrchr(pcim->path, '/');
        name.s = slash ? slash + 1 : pcim->path;
        name.n = strcspn(name.s, ".");
    }
    pcim->name = ot_arena_text(pcim->arena, name.s, name.n);
    return pcim->name ? OT_OK : ot_pcim_no_memory(pcim);
}

static ot_status read_frml(ot_pcim *pcim, const ot_json_value *root) {
    const ot_json_value *frml = ot_json_member(root, "frml");
    size_t n;
    if (!frml || ot_json_kind_of(frml) != OT_JSON_TEXT)
        return ot_pcim_wrong_kind(pcim, "frml", "a text", "文本", frml);
    const char *text = ot_json_chars(frml, &n);
    pcim->frml.s = ot_arena_text(pcim->arena, text, n);
    pcim->frml.n = n;
    return pcim->frml.s ? OT_OK : ot_pcim_no_memory(pcim);
}

ot_status ot_pcim_open(const ot_pcim *pcim, const ot_json_value *root, const char *key,
                       const ot_json_value **value, ot_json_value **inner) {
    size_t n;
    *value = ot_json_member(root, key);
    if (!*value || ot_json_kind_of(*value) != OT_JSON_TEXT) return OT_OK;
    const char *text = ot_json_chars(*value, &n);
    const ot_status status = ot_json_read(text, n, OT_PCIM_MOST_VALUES, inner, pcim->err);
    *value = *inner;
    if (status != OT_ERR_INPUT) return status;
    const ot_error said = *pcim->err;
    return ot_fail(pcim->err, status, "\"%s\" %s%.0s", "“%s”%.0s%s", key, said.text[OT_LANGUAGE_EN],
                   said.text[OT_LANGUAGE_ZH]);
}

static ot_status read_tables(ot_pcim *pcim, const ot_json_value *root) {
    const ot_json_value *table = NULL;
    ot_json_value *inner = NULL;
    ot_status status = ot_pcim_open(pcim, root, "lastdf", &table, &inner);
    if (!status && (!table || ot_json_kind_of(table) != OT_JSON_OBJECT))
        status = ot_pcim_wrong_kind(pcim, "lastdf", "an object: variable, year, value",
                                    "对象（变量、年份、数值）", table);
    if (!status) status = ot_pcim_read_variables(pcim, table);
    if (!status) status = ot_pcim_translate(pcim);
    if (!status) status = ot_pcim_read_values(pcim);
    ot_json_free(inner);
    return status;
}

static ot_status read_all(ot_pcim *pcim, const ot_json_value *root) {
    if (ot_json_kind_of(root) != OT_JSON_OBJECT)
        return ot_pcim_wrong_kind(pcim, "pcim", "an object", "对象", root);
    ot_status status = read_name(pcim, root);
    if (!status) status = read_frml(pcim, root);
    if (!status) status = ot_pcim_read_years(pcim, root);
    if (!status) status = ot_pcim_read_equations(pcim);
    if (!status) status = read_tables(pcim, root);
    if (!status) status = ot_pcim_read_labels(pcim, root);
    if (!status) status = ot_pcim_find_laws(pcim);
    return status;
}

void ot_pcim_free(ot_pcim *pcim) {
    if (!pcim) return;
    ot_arena_free(pcim->arena);
    free(pcim);
}

ot_status ot_pcim_read(const char *path, const char *json, size_t n, ot_notes *notes, ot_pcim **out,
                       ot_error *err) {
    ot_json_value *root = NULL;
    ot_error own; /* the fault is told in an error, also where the caller wants none */
    ot_pcim *pcim = calloc(1, sizeof *pcim);
    if (!pcim)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the model", "内存不足，无法读取模型");
    pcim->arena = ot_arena_new();
    pcim->path = path;
    pcim->notes = notes;
    pcim->err = err ? err : &own;
    ot_status status = pcim->arena ? OT_OK : ot_pcim_no_memory(pcim);
    if (!status) status = ot_json_read(json, n, OT_PCIM_MOST_VALUES, &root, pcim->err);
    if (!status) status = read_all(pcim, root);
    ot_json_free(root);
    if (status) {
        ot_error_locate(err, path, 0, 0);
        ot_pcim_free(pcim);
        return status;
    }
    pcim->err = NULL;
    *out = pcim;
    return OT_OK;
}
