#include "estimated.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "outturn/init.h"

static void say(const ot_error *err) {
    print_error("%s:%d:%d: %s\n", err->file, err->line, err->column, err->text[OT_LANGUAGE_EN]);
}

void estimated_open(estimated *e, const char *config, const char *data) {
    memset(e, 0, sizeof *e);
    ot_init();
    small_model_init(&e->m, config, data, NULL, &e->err);
    if (!e->m.model) say(&e->err);
    assert_non_null(e->m.model);
    e->status = ot_fit_new(e->m.model, NULL, e->m.notes, &e->fit, &e->err);
}

void estimated_close(estimated *e) {
    ot_case_free(e->c);
    ot_fit_free(e->fit);
    small_model_clear(&e->m);
}

const ot_form_fit *estimated_form(const estimated *e, const char *id) {
    if (e->status) say(&e->err);
    assert_int_equal(e->status, OT_OK);
    const size_t row = small_model_indicator(&e->m, id);
    size_t f = 0;
    while (e->m.model->form[f]->indicator != row)
        f++;
    return &e->fit->form[f];
}

const ot_case *estimated_case(estimated *e, size_t scenario) {
    if (!e->status)
        e->status = ot_case_new(e->m.model, e->fit, scenario, e->m.notes, &e->c, &e->err);
    if (e->status) say(&e->err);
    assert_int_equal(e->status, OT_OK);
    return e->c;
}

void assert_refused(const estimated *e, ot_status status, int line, const char *words) {
    const int is_told = e->err.line == line && strstr(e->err.text[OT_LANGUAGE_EN], words) &&
                        strstr(e->err.file, "model.cfg");
    assert_int_equal(e->status, status);
    if (!is_told) {
        say(&e->err);
        fail_msg("want line %d and \"%s\"", line, words);
    }
    assert_true(*e->err.text[OT_LANGUAGE_ZH] != '\0');
}

void assert_noted(const estimated *e, const char *words) {
    for (size_t i = 0; i < ot_notes_count(e->m.notes); i++)
        if (strstr(ot_notes_at(e->m.notes, i)->text[OT_LANGUAGE_EN], words)) return;
    fail_msg("no note says \"%s\"", words);
}

void add_rows(char *text, size_t size, const char *name, int first, const double *value, size_t n) {
    size_t at = strlen(text);
    for (size_t i = 0; i < n; i++) {
        at +=
            (size_t)snprintf(text + at, size - at, "%s,%d,%.17g\n", name, first + (int)i, value[i]);
        assert_true(at < size);
    }
}
