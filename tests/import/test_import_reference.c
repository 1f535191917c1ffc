/* Import of real country models, which are not in the repository: OUTTURN_REFERENCE names the
 * folder that has them as mfmod/NAME.pcim (default: ../shared/reference). World Bank,
 * MFMod-ModelFlow. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "import/gunzip.h"
#include "import/pcim.h"
#include "lang/tree.h"
#include "outturn/config.h"
#include "outturn/import.h"
#include "outturn/table.h"
#include "scratch.h"

static const char *reference(const char *name) {
    static char path[1024];
    const char *folder = getenv("OUTTURN_REFERENCE");
    snprintf(path, sizeof path, "%s/mfmod/%s.pcim", folder ? folder : "../shared/reference", name);
    return path;
}

/* The folder that is written has the model file and both data files. */
static void remove_model(const char *folder) {
    static const char *const name[] = {"model.cfg", "data/series.csv", "data/baseline.csv", "data"};
    char path[256];
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, name[i]);
        (void)remove(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void check_loads(const char *folder, ot_notes *notes) {
    char path[256];
    ot_error err;
    ot_spec *spec = NULL;
    ot_table *table = NULL;
    snprintf(path, sizeof path, "%s/model.cfg", folder);
    if (ot_spec_load(path, NULL, 0, notes, &spec, &err)) fail_msg("%s", err.text[0]);
    if (ot_table_load(ot_spec_data_files(spec), ot_spec_n_data_files(spec), notes, &table, &err))
        fail_msg("%s", err.text[0]);
    for (size_t i = 0; i < ot_notes_count(notes); i++)
        if (ot_notes_at(notes, i)->severity == OT_SEVERITY_WARNING)
            fail_msg("%s", ot_notes_at(notes, i)->text[0]);
    ot_table_free(table);
    ot_spec_free(spec);
}

static ot_import_summary import(const char *name) {
    char folder[64];
    ot_import_summary s;
    ot_error err;
    ot_notes *notes = NULL;
    scratch_name(folder, sizeof folder, "reference");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    if (ot_import_pcim(reference(name), folder, notes, &s, &err)) fail_msg("%s", err.text[0]);
    check_loads(folder, notes);
    ot_notes_free(notes);
    remove_model(folder);
    return s;
}

/* The counts are those of the source: its FRML statements, and columns of its table. */
static void country_models_are_imported_and_load(void **state) {
    (void)state;
    const ot_import_summary bolivia = import("bolivia"), pakistan = import("pakistan");
    assert_int_equal(bolivia.n_equations, 243);
    assert_int_equal(bolivia.n_left_out, 0);
    assert_int_equal(bolivia.n_equations + bolivia.n_drivers + bolivia.n_unread, 577);
    assert_int_equal(bolivia.first_year, 2020);
    assert_int_equal(bolivia.last_year, 2035);
    assert_int_equal(pakistan.n_equations, 378);
    assert_int_equal(pakistan.n_left_out, 75);
    assert_int_equal(pakistan.n_equations + pakistan.n_drivers + pakistan.n_unread, 1290);
    assert_int_equal(pakistan.first_year, 2016);
    assert_int_equal(pakistan.last_year, 2035);
    assert_int_equal(bolivia.n_renamed + pakistan.n_renamed, 0);
    assert_int_equal(bolivia.n_stochastic, 40);
    assert_int_equal(bolivia.n_random, 40);
    assert_int_equal(bolivia.n_unscaled, 0);
    assert_int_equal(pakistan.n_stochastic, 75);
    assert_int_equal(pakistan.n_random, 69);
    assert_int_equal(pakistan.n_unscaled, 6); /* five hold exactly in the past, one has none */
}

typedef struct moment { /* the source's own values in one year */
    const ot_pcim *pcim;
    int year;
} moment;

static int find(const void *state, const char *name, size_t n, ot_symbol *out) {
    char id[100];
    snprintf(id, sizeof id, "%.*s", (int)n, name);
    const size_t v = ot_pcim_find(state, id);
    *out = (ot_symbol){OT_SYMBOL_SERIES, (int)v};
    return v != SIZE_MAX;
}

static double get(const void *state, ot_symbol symbol, int lag) {
    const moment *m = state;
    const ot_pcim_variable *x = &m->pcim->variable[symbol.index];
    const int t = m->year - lag - m->pcim->data_year;
    return x->value && t >= 0 && (size_t)t < m->pcim->n_years ? x->value[t] : NAN;
}

/* How far the source's own solution is from solving an equation, relative to the indicator's
 * largest value. */
static double gap(const ot_pcim *pcim, const ot_pcim_equation *e, ot_arena *arena) {
    const ot_text text = {.s = e->text, .length = strlen(e->text)};
    const ot_scope scope = {.find = find, .state = pcim};
    const ot_equation *equation = NULL;
    double most = 0.0, largest = 1e-3; /* shares are near 1: what is smaller is no quantity */
    assert_int_equal(ot_equation_parse(&text, &scope, arena, NULL, &equation, NULL), OT_OK);
    for (int year = pcim->first_year; year <= pcim->last_year; year++) {
        const moment m = {pcim, year};
        const ot_point point = {get, &m};
        const double x = get(&m, (ot_symbol){OT_SYMBOL_SERIES, equation->target}, 0);
        const double difference = fabs(ot_tree_value(equation->right, &point) - x);
        if (!(difference <= most)) most = difference; /* NaN too */
        if (fabs(x) > largest) largest = fabs(x);
    }
    return most / largest;
}

static ot_pcim *read_reference(const char *name) {
    char *zip = NULL, *json = NULL;
    size_t n;
    ot_error err;
    ot_pcim *pcim = NULL;
    assert_int_equal(ot_file_read(reference(name), 1 << 26, &zip, &n, NULL), OT_OK);
    assert_int_equal(ot_gunzip(zip, n, 1 << 26, &json, &n, NULL), OT_OK);
    if (ot_pcim_read("x", json, n, NULL, &pcim, &err)) fail_msg("%s", err.text[0]);
    free(json);
    free(zip);
    return pcim;
}

/* The translation means what the source means: its stored solution solves the translated
 * equations. */
static void the_stored_solution_solves_the_translated_equations(void **state) {
    (void)state;
    static const char *const name[] = {"bolivia", "pakistan"};
    for (size_t k = 0; k < 2; k++) {
        ot_pcim *pcim = read_reference(name[k]);
        ot_arena *arena = ot_arena_new();
        for (size_t i = 0; i < pcim->n_equations; i++) {
            const double most = gap(pcim, &pcim->equation[i], arena);
            if (!(most < 1e-6))
                print_error("%s: %g in %s\n", name[k], most, pcim->equation[i].text);
            assert_true(most < 1e-6);
        }
        ot_arena_free(arena);
        ot_pcim_free(pcim);
    }
}

static void a_cut_or_changed_file_is_told(void **state) {
    (void)state;
    char *zip = NULL, *json = NULL;
    size_t n, n_json;
    assert_int_equal(ot_file_read(reference("bolivia"), 1 << 26, &zip, &n, NULL), OT_OK);
    for (size_t k = 1; k < n; k += n / 20)
        assert_int_equal(ot_gunzip(zip, k, 1 << 26, &json, &n_json, NULL), OT_ERR_INPUT);
    free(zip);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(country_models_are_imported_and_load),
        cmocka_unit_test(the_stored_solution_solves_the_translated_equations),
        cmocka_unit_test(a_cut_or_changed_file_is_told),
    };
    if (access(reference("bolivia"), R_OK) != 0 || access(reference("pakistan"), R_OK) != 0) {
        printf("skipped: there are no country models such as %s (see OUTTURN_REFERENCE)\n",
               reference("bolivia"));
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
