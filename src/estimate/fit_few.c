/* The note of equations with few observations, for reports that show no verdict. */
#include <stdio.h>

#include "estimate/fit.h"
#include "outturn/fit.h"

/* Fewer degrees of freedom than this are noted: the t quantile of a 95 % band is then over 2.7. */
enum { FEW_DF = 4 };

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static void say_years(const ot_form_fit *f, char en[32], char zh[32]) {
    const int is_one = f->first == f->last;
    (void)snprintf(en, 32, is_one ? "%d" : "%d-%d", f->first, f->last);
    (void)snprintf(zh, 32, is_one ? "%d" : "%d—%d", f->first, f->last);
}

static void note(const ot_form_fit *f, const ot_indicator_spec *spec, ot_notes *notes) {
    const ot_place place = spec->estimate.place;
    char en[32], zh[32];
    say_years(f, en, zh);
    ot_notes_add(notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                 "%s%.0s: %zu observation%s (%s%.0s) for %zu coefficient%s",
                 "%.0s%s：以 %zu 个观测值%.0s（%.0s%s）估计 %zu 个系数%.0s",
                 spec->label.text[OT_LANGUAGE_EN], spec->label.text[OT_LANGUAGE_ZH], f->n,
                 plural(f->n), en, zh, f->n_free, plural(f->n_free));
}

/* A panel's other areas are data too. */
void ot_fit_note_few(const ot_fit *fit, ot_notes *notes) {
    for (size_t i = 0; i < fit->model->n_forms; i++) {
        const ot_form_fit *f = &fit->form[i];
        if (f->n > f->n_free && f->n - f->n_free < FEW_DF &&
            !ot_method_is(f->method, OT_METHOD_IS_PANEL))
            note(f, fit->model->indicator[f->form->indicator].spec, notes);
    }
}
