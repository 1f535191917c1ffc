#include "report/words/estimate_words.h"

#include <math.h>

#include "base/number.h"
#include "report/words/words.h"

enum { DIGITS = 4 };
static const double SMALLEST_P = 1e-4;

struct words {
    const char *key, *text[OT_N_LANGUAGES];
};

#define OT_ROW(name, key, english, chinese) [name] = {key, {english, chinese}},
static const struct words TEST[OT_N_TESTS] = {OT_TEST_WORDS(OT_ROW)};
static const struct words REASON[OT_N_TEST_REASONS] = {OT_TEST_REASON_WORDS(OT_ROW)};
#undef OT_ROW

const char *ot_test_key(ot_test test) { return TEST[test].key; }

const char *ot_test_reason_key(ot_test_reason reason) { return REASON[reason].key; }

const char *ot_say_test(const ot_document *d, ot_test test) { return TEST[test].text[d->language]; }

const char *ot_say_test_reason(const ot_document *d, ot_test_reason reason) {
    return REASON[reason].text[d->language];
}

const char *ot_verdict_key(ot_verdict_class verdict) {
    static const char *const KEY[OT_N_VERDICT_CLASSES] = {
        [OT_VERDICT_ENOUGH] = "enough",   [OT_VERDICT_FEW] = "few",
        [OT_VERDICT_TOO_FEW] = "too_few", [OT_VERDICT_PRIOR] = "prior",
        [OT_VERDICT_ASSUMED] = "assumed",
    };
    return KEY[verdict];
}

int ot_test_year(const ot_form_fit *f, ot_test test) {
    const ot_diagnostics *g = &f->diagnostics;
    size_t row = f->n;
    if (test == OT_TEST_BREAK) row = g->break_row;
    if (test == OT_TEST_BREAK_FORECAST) row = g->forecast_row;
    if (test == OT_TEST_OUTLIER) row = g->most_studentised;
    return row < f->n && !isnan(g->test[test].statistic) ? f->year[row] : 0;
}

const char *ot_free_coefficient(const ot_form_fit *f, size_t j) {
    for (size_t k = 0; k < f->k; k++) {
        if (f->form->coefficient[k]->is_fixed) continue;
        if (j-- == 0) return f->form->coefficient[k]->name;
    }
    return NULL;
}

double ot_fit_inflation(const ot_form_fit *f, size_t coefficient) {
    size_t j = 0;
    if (!f->has_diagnostics || f->form->coefficient[coefficient]->is_fixed) return (double)NAN;
    for (size_t k = 0; k < coefficient; k++)
        j += !f->form->coefficient[k]->is_fixed;
    return j < f->diagnostics.k ? f->diagnostics.vif[j] : (double)NAN;
}

const ot_remark *ot_fit_sigma_source(const ot_model *m, const ot_form_fit *f) {
    const ot_indicator_spec *spec = m->indicator[f->form->indicator].spec;
    const ot_remark *prior = &spec->estimate.sigma_source;
    return prior->text[OT_LANGUAGE_EN] ? prior : &spec->residual_source;
}

double ot_fit_condition(const ot_form_fit *f) {
    return f->has_diagnostics ? f->diagnostics.condition : (double)NAN;
}

const char *ot_say_estimate(ot_document *d, double x) {
    char text[OT_NUMBER_SIZE];
    if (!isfinite(x)) return OT_SAY_MISSING;
    ot_number_fixed(x, ot_decimals_significant(x, DIGITS), text);
    return ot_document_format(d, "%s", text);
}

const char *ot_say_p(ot_document *d, double p) {
    if (!isfinite(p)) return OT_SAY_MISSING;
    if (p < SMALLEST_P) return "<0.0001";
    return ot_document_format(d, "%.4f", p);
}

const char *ot_say_joined(ot_document *d, ot_message mark, const char *line, const char *more) {
    if (!*line) return more;
    return *more ? ot_say2(d, mark, line, more) : line;
}
