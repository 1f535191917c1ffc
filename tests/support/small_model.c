#include "small_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "model/model.h"
#include "outturn/config.h"
#include "scratch.h"

static void path_in(const small_model *m, const char *name, char path[128]) {
    snprintf(path, 128, "%s/%s", m->folder, name);
}

static void write_text(const small_model *m, const char *name, const char *text) {
    char path[128];
    path_in(m, name, path);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

static void remove_text(const small_model *m, const char *name) {
    char path[128];
    path_in(m, name, path);
    (void)remove(path);
}

void small_model_init(small_model *m, const char *config, const char *data, const char *plan,
                      ot_error *err) {
    *m = (small_model){0};
    scratch_name(m->folder, sizeof m->folder, "model");
    *err = (ot_error){0};
    assert_non_null(mkdtemp(m->folder));
    write_text(m, "data.csv", data ? data : "indicator,year,value\n");
    if (plan) write_text(m, "plan.csv", plan);
    char path[128];
    path_in(m, "model.cfg", path);
    assert_int_equal(ot_notes_new(&m->notes, err), OT_OK);
    ot_status status =
        ot_spec_parse(path, config, strlen(config), NULL, 0, m->notes, &m->spec, err);
    char name[128];
    const char *file = name;
    path_in(m, "data.csv", name);
    if (!status) status = ot_table_load(&file, 1, m->notes, &m->table, err);
    path_in(m, "plan.csv", name);
    if (!status && plan) status = ot_plan_load(&file, 1, m->notes, &m->plan, err);
    if (!status) status = ot_model_new(m->spec, m->table, m->plan, m->notes, &m->model, err);
    assert_int_equal(status, err->status);
}

void small_model_clear(small_model *m) {
    ot_model_free(m->model);
    ot_plan_free(m->plan);
    ot_table_free(m->table);
    ot_spec_free(m->spec);
    ot_notes_free(m->notes);
    remove_text(m, "data.csv");
    remove_text(m, "plan.csv");
    assert_int_equal(rmdir(m->folder), 0);
}

size_t small_model_indicator(const small_model *m, const char *id) {
    for (size_t i = 0; i < m->model->n_indicators; i++)
        if (strcmp(m->model->indicator[i].spec->id, id) == 0) return i;
    fail_msg("no indicator %s", id);
    return 0;
}
