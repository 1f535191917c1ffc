/* The World Bank's country models of Bolivia and Pakistan, imported and solved: against the
 * solutions that their files store, and against themselves. */
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

#include "chain.h"
#include "close_to.h"
#include "estimate/case.h"
#include "model/model.h"
#include "outturn/import.h"
#include "reference.h"
#include "scratch.h"
#include "simulate/path.h"
#include "simulate/response.h"

static const double SOLVED = 1e-11; /* of a series' largest value */
/* A series near zero is a difference of large ones: its error is relative to the model's scale. */
static const double NEAR_ZERO = 1e-9;

typedef struct country {
    const char *file;
    double stored; /* how closely its file's solution was solved, of a series' largest value */
    size_t block_least, block_most, feedback_most;
    const char *driver;       /* one that moves much */
    const char *indicator[4]; /* that it moves */
    char folder[64];
    chain s;
    ot_table *baseline;
    ot_path *path;
    double *scale; /* [n_indicators] */
} country;

static country models[] = {
    {.file = "mfmod/bolivia.pcim",
     .stored = 1e-11,
     .block_least = 38,
     .block_most = 38,
     .feedback_most = 4,
     .driver = "BOLNECONPRVTKN_A",
     .indicator = {"BOLNECONPRVTKN", "BOLNYGDPMKTPKN", "BOLNEIMPGNFSKN", "BOLGGREVDRCTCN"}},
    {.file = "mfmod/pakistan.pcim",
     .stored = 2e-7,
     .block_least = 101,
     .block_most = 104,
     .feedback_most = 6,
     .driver = "PAKNECONPRVTKN_A",
     .indicator = {"PAKNECONPRVTKN", "PAKNYGDPMKTPKN", "PAKNEIMPGNFSKN", "PAKGGREVDRCTCN"}}};
enum { N_MODELS = sizeof models / sizeof *models };

static const char *in_folder(const country *k, const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", k->folder, name);
    return path;
}

static ot_path *solve(const country *k, const ot_case *c, double start) {
    const ot_path_options options = {.start = start};
    ot_path *path = NULL;
    ot_error err;
    if (ot_path_new(k->s.model, c, &options, NULL, &path, &err))
        fail_msg("%s: %s", k->file, err.text[OT_LANGUAGE_EN]);
    return path;
}

static size_t slot_of(const country *k, int year) { return ot_model_slot(k->s.model, year); }

static double largest(const country *k, size_t i) {
    double most = 0.0;
    for (int year = k->s.model->first_year; year <= k->s.model->last_year; year++)
        most = fmax(most, fabs(ot_path_at(k->path, i, slot_of(k, year))));
    return most;
}

/* What errors of each series are relative to. */
static double *scales(const country *k) {
    const size_t n = k->s.model->n_indicators;
    double *scale = calloc(n, sizeof *scale), most = 0.0;
    assert_non_null(scale);
    for (size_t i = 0; i < n; i++) {
        scale[i] = largest(k, i);
        most = fmax(most, scale[i]);
    }
    for (size_t i = 0; i < n; i++)
        if (scale[i] < NEAR_ZERO * most) scale[i] = most;
    return scale;
}

static void load(country *k) {
    char file[REFERENCE_PATH];
    ot_import_summary summary;
    ot_error err;
    reference_path(k->file, file);
    scratch_name(k->folder, sizeof k->folder, "mfmod");
    assert_non_null(mkdtemp(k->folder));
    if (ot_import_pcim(file, k->folder, NULL, &summary, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    chain_load(&k->s, in_folder(k, "model.cfg"));
    const char *baseline = in_folder(k, "data/baseline.csv");
    if (ot_table_load(&baseline, 1, NULL, &k->baseline, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    k->path = solve(k, k->s.c[0], 1.0);
    k->scale = scales(k);
}

/* Once for all tests: the larger model takes its time under sanitizers. */
static void models_are_imported_and_solved(void **state) {
    (void)state;
    for (size_t m = 0; m < N_MODELS; m++)
        load(&models[m]);
}

static int is_loaded(const country *k) { return k->scale != NULL; }

static int clear(void **state) {
    static const char *const name[] = {"model.cfg", "data/series.csv", "data/baseline.csv", "data"};
    (void)state;
    for (country *k = models; k < models + N_MODELS; k++) {
        if (!*k->folder) continue;
        free(k->scale);
        ot_path_free(k->path);
        ot_table_free(k->baseline);
        if (k->s.notes) chain_close(&k->s);
        for (size_t i = 0; i < sizeof name / sizeof *name; i++)
            (void)remove(in_folder(k, name[i]));
        (void)rmdir(k->folder);
    }
    return 0;
}

static const char *id_of(const country *k, size_t i) { return k->s.model->indicator[i].spec->id; }

/* Of an imported model the values within the engine are those of its files. */
static void the_solution_is_the_one_that_the_file_stores(void **state) {
    (void)state;
    for (const country *k = models; k < models + N_MODELS; k++) {
        if (!is_loaded(k)) skip();
        for (size_t i = 0; i < k->s.model->n_indicators; i++)
            for (int year = k->s.model->first_year; year <= k->s.model->last_year; year++) {
                const ot_observation *o = ot_table_find(k->baseline, id_of(k, i), NULL, year, NULL);
                assert_non_null(o);
                const double gap = ot_path_at(k->path, i, slot_of(k, year)) - o->figure.value;
                if (!(fabs(gap) <= k->stored * k->scale[i]))
                    fail_msg("%s in %d: %g of %g", id_of(k, i), year, gap, k->scale[i]);
            }
    }
}

static void every_equation_holds_in_every_year(void **state) {
    (void)state;
    for (const country *k = models; k < models + N_MODELS; k++) {
        if (!is_loaded(k)) skip();
        const ot_model *m = k->s.model;
        assert_int_equal(m->n_coefficients, 0);
        for (size_t i = 0; i < m->n_indicators; i++)
            for (int year = m->first_year; year <= m->last_year; year++) {
                const size_t slot = slot_of(k, year);
                const double gap = ot_equation_value(m, k->s.c[0], NULL, k->path->value, i, slot) -
                                   ot_path_at(k->path, i, slot);
                if (!(fabs(gap) <= SOLVED * k->scale[i]))
                    fail_msg("%s in %d: %g of %g", id_of(k, i), year, gap, k->scale[i]);
            }
    }
}

static void the_start_makes_no_difference(void **state) {
    (void)state;
    static const double start[] = {0.9, 1.1};
    for (const country *k = models; k < models + N_MODELS; k++) {
        if (!is_loaded(k)) skip();
        for (size_t j = 0; j < sizeof start / sizeof *start; j++) {
            ot_path *path = solve(k, k->s.c[0], start[j]);
            for (size_t i = 0; i < k->s.model->n_indicators; i++)
                for (int year = k->s.model->first_year; year <= k->s.model->last_year; year++) {
                    const size_t slot = slot_of(k, year);
                    const double gap = ot_path_at(path, i, slot) - ot_path_at(k->path, i, slot);
                    if (!(fabs(gap) <= SOLVED * k->scale[i]))
                        fail_msg("%s in %d: %g of %g", id_of(k, i), year, gap, k->scale[i]);
                }
            ot_path_free(path);
        }
    }
}

static void one_block_is_solved_by_few_variables(void **state) {
    (void)state;
    for (const country *k = models; k < models + N_MODELS; k++) {
        if (!is_loaded(k)) skip();
        const ot_model_scenario *scenario = &k->s.model->scenario[0];
        size_t n_blocks = 0;
        for (size_t j = 0; j < scenario->n_stages; j++) {
            const ot_model_stage *stage = &scenario->stage[j];
            if (stage->n_feedback == 0) continue;
            n_blocks++;
            assert_in_range(stage->n, k->block_least, k->block_most);
            assert_in_range(stage->n_feedback, 1, k->feedback_most);
        }
        assert_int_equal(n_blocks, 1);
    }
}

static size_t row_of(const ot_model *m, const char *name) {
    const size_t row = ot_symbols_find(m, name, strlen(name));
    assert_true(row < m->n_indicators + m->n_drivers);
    return row;
}

static ot_path *solve_with(const country *k, const ot_shock *shock, double by) {
    const ot_case *c = k->s.c[0];
    const ot_case_change change = {shock->row, shock->slot,
                                   ot_case_input(c, shock->row, shock->slot) + by};
    ot_case *changed = ot_case_with(c, &change, 1);
    assert_non_null(changed);
    ot_path *path = solve(k, changed, 1.0);
    path->c = c; /* of the same shape; it outlives the changed one */
    ot_case_free(changed);
    return path;
}

/* In every projected year, the shock's own first: central differences, whose error is of the
 * second order in the step. */
static void derivatives_are_those_of_finite_differences(void **state) {
    (void)state;
    static const double STEP = 1e-4, CLOSE = 1e-6;
    for (const country *k = models; k < models + N_MODELS; k++) {
        if (!is_loaded(k)) skip();
        const ot_model *m = k->s.model;
        const size_t first = slot_of(k, m->first_year), last = slot_of(k, m->last_year);
        const ot_shock shock = {row_of(m, k->driver), first};
        ot_path_solver f;
        ot_path_fault fault;
        ot_response r;
        assert_true(ot_path_resume(k->path, &f));
        assert_int_equal(ot_response_find(&f, &shock, 1, &r, &fault), OT_OK);
        ot_path *up = solve_with(k, &shock, STEP), *down = solve_with(k, &shock, -STEP);
        for (size_t j = 0; j < sizeof k->indicator / sizeof *k->indicator; j++) {
            const size_t i = row_of(m, k->indicator[j]);
            double most = 0.0;
            for (size_t slot = first; slot <= last; slot++)
                most = fmax(most, fabs(ot_response_at(&r, i, slot, 0)));
            assert_true(most > 0.0);
            for (size_t slot = first; slot <= last; slot++)
                assert_close((ot_path_at(up, i, slot) - ot_path_at(down, i, slot)) / (2.0 * STEP),
                             ot_response_at(&r, i, slot, 0), CLOSE, CLOSE * most);
        }
        ot_path_free(up);
        ot_path_free(down);
        ot_response_clear(&r);
        ot_path_solver_clear(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(models_are_imported_and_solved),
        cmocka_unit_test(the_solution_is_the_one_that_the_file_stores),
        cmocka_unit_test(every_equation_holds_in_every_year),
        cmocka_unit_test(the_start_makes_no_difference),
        cmocka_unit_test(one_block_is_solved_by_few_variables),
        cmocka_unit_test(derivatives_are_those_of_finite_differences),
    };
    return cmocka_run_group_tests(tests, NULL, clear);
}
