#include "chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "outturn/config.h"
#include "outturn/init.h"

static void must(ot_status status, const ot_error *err) {
    if (status) fail_msg("%s:%d: %s", err->file, err->line, err->text[OT_LANGUAGE_EN]);
}

static void start(chain *s) {
    ot_error err;
    memset(s, 0, sizeof *s);
    ot_init();
    must(ot_notes_new(&s->notes, &err), &err);
}

static void follow(chain *s) {
    ot_error err;
    must(ot_model_new(s->spec, s->table, s->plan, s->notes, &s->model, &err), &err);
    must(ot_fit_new(s->model, NULL, s->notes, &s->fit, &err), &err);
    s->n = ot_model_n_scenarios(s->model);
    assert_true(s->n <= sizeof s->c / sizeof *s->c);
    for (size_t k = 0; k < s->n; k++)
        must(ot_case_new(s->model, s->fit, k, s->notes, &s->c[k], &err), &err);
}

void chain_open(chain *s, const char *text) {
    ot_error err;
    start(s);
    must(ot_spec_parse("chain.cfg", text, strlen(text), NULL, 0, s->notes, &s->spec, &err), &err);
    must(ot_table_load(NULL, 0, s->notes, &s->table, &err), &err);
    follow(s);
}

void chain_load(chain *s, const char *path) { chain_load_with(s, path, NULL, 0); }

void chain_load_with(chain *s, const char *path, const char *const *set, size_t n_sets) {
    ot_error err;
    start(s);
    must(ot_spec_load(path, set, n_sets, s->notes, &s->spec, &err), &err);
    must(ot_table_load(ot_spec_data_files(s->spec), ot_spec_n_data_files(s->spec), s->notes,
                       &s->table, &err),
         &err);
    if (ot_spec_n_plan_files(s->spec) > 0)
        must(ot_plan_load(ot_spec_plan_files(s->spec), ot_spec_n_plan_files(s->spec), s->notes,
                          &s->plan, &err),
             &err);
    follow(s);
}

void chain_close(chain *s) {
    for (size_t k = 0; k < s->n; k++)
        ot_case_free(s->c[k]);
    ot_fit_free(s->fit);
    ot_model_free(s->model);
    ot_plan_free(s->plan);
    ot_table_free(s->table);
    ot_spec_free(s->spec);
    ot_notes_free(s->notes);
}
