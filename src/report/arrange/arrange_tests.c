/* What else a regression says: a method's own findings, tests, influence, collinearity. */
#include <math.h>
#include <stdint.h>

#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"
#include "report/words/words.h"

enum { DIGITS = 3 };
static const double SMALLEST_P = 0.001, LARGE_P = 0.0995; /* from here two decimals show enough */

/* One of each law that suits small samples; the others stand in CSV and JSON. */
static const ot_test SHOWN[] = {OT_TEST_NORMALITY,
                                OT_TEST_AUTOCORRELATION_1,
                                OT_TEST_AUTOCORRELATION_2,
                                OT_TEST_HETEROSCEDASTICITY_F,
                                OT_TEST_FORM,
                                OT_TEST_BREAK,
                                OT_TEST_BREAK_FORECAST,
                                OT_TEST_OUTLIER};
enum { N_SHOWN = sizeof SHOWN / sizeof *SHOWN };

static const char *say_digits(ot_document *d, double x) { return ot_say_digits(d, x, DIGITS); }

static const char *say_short_p(ot_document *d, double p) {
    if (p < SMALLEST_P) return "<0.001";
    return ot_document_format(d, p < LARGE_P ? "%.3f" : "%.2f", p);
}

static const char *say_test(ot_document *d, const ot_form_fit *f, ot_test test) {
    const double p = f->diagnostics.test[test].p;
    const int has_parts = test == OT_TEST_BREAK || test == OT_TEST_BREAK_FORECAST;
    const char *text = ot_document_format(d, "%s %s%s", ot_say_test(d, test), say_short_p(d, p),
                                          p < OT_TEST_LEVEL ? "*" : "");
    if (!has_parts) return text;
    return ot_document_format(d, ot_word(d, OT_SAY_TEST_FROM), text, ot_test_year(f, test));
}

/* The tests that lack a p value for one reason, behind the line; only the reason where none has
 * one. */
static const char *add_missing(ot_document *d, const ot_form_fit *f, ot_test_reason reason,
                               int names_them, const char *line) {
    const char *names = "";
    for (size_t i = 0; i < N_SHOWN; i++)
        if (f->diagnostics.test[SHOWN[i]].reason == reason)
            names = ot_say_joined(d, OT_SAY_LISTED, names, ot_say_test(d, SHOWN[i]));
    if (!*names) return line;
    const char *why = ot_say_test_reason(d, reason);
    return ot_say_joined(d, OT_SAY_JOINED, line,
                         names_them ? ot_say2(d, OT_SAY_WITHOUT, names, why) : why);
}

static void put_tests(ot_document *d, const ot_form_fit *f) {
    const char *line = "";
    int has_star = 0;
    for (size_t i = 0; i < N_SHOWN; i++) {
        const ot_test_result *r = &f->diagnostics.test[SHOWN[i]];
        if (r->reason != OT_TEST_MADE) continue;
        line = ot_say_joined(d, OT_SAY_LISTED, line, say_test(d, f, SHOWN[i]));
        has_star |= r->p < OT_TEST_LEVEL;
    }
    if (has_star) line = ot_say_joined(d, OT_SAY_JOINED, line, ot_word(d, OT_SAY_BELOW_LEVEL));
    const int is_any_made = *line != '\0';
    for (int r = OT_TEST_MADE + 1; r < OT_N_TEST_REASONS; r++)
        line = add_missing(d, f, (ot_test_reason)r, is_any_made, line);
    ot_document_say(d, OT_ELEMENT_ITEM, is_any_made ? OT_SAY_TESTS_LINE : OT_SAY_TESTS_NONE, line);
}

static const char *add_row(ot_document *d, const ot_form_fit *f, ot_message message,
                           const double *value, size_t row, const char *line) {
    if (row >= f->n || !isfinite(value[row])) return line;
    return ot_say_joined(
        d, OT_SAY_LISTED, line,
        ot_document_format(d, ot_word(d, message), say_digits(d, value[row]), f->year[row]));
}

static void put_influence(ot_document *d, const ot_form_fit *f) {
    const ot_diagnostics *g = &f->diagnostics;
    const char *line = add_row(d, f, OT_SAY_LEVERAGE, g->leverage, g->most_leverage, "");
    line = add_row(d, f, OT_SAY_COOK, g->cook, g->most_cook, line);
    line = add_row(d, f, OT_SAY_STUDENTISED, g->studentised, g->most_studentised, line);
    if (*line) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_INFLUENCE_LINE, line);
}

/* Of one slope alone there is nothing to inflate. */
static const char *say_inflation(ot_document *d, const ot_form_fit *f) {
    const char *line = "";
    size_t n = 0;
    for (size_t k = 0; k < f->k; k++) {
        const double x = ot_fit_inflation(f, k);
        if (!isfinite(x)) continue;
        const char *one =
            ot_document_format(d, "%s %s", f->form->coefficient[k]->name, say_digits(d, x));
        line = ot_say_joined(d, OT_SAY_LISTED, line, one);
        n++;
    }
    return n > 1 ? ot_say2(d, OT_SAY_INFLATION, line, "") : "";
}

static void put_collinearity(ot_document *d, const ot_form_fit *f) {
    const char *line = "";
    if (f->diagnostics.k < 2) return;
    if (isfinite(ot_fit_condition(f)))
        line = ot_say2(d, OT_SAY_CONDITION, say_digits(d, ot_fit_condition(f)), "");
    line = ot_say_joined(d, OT_SAY_JOINED, line, say_inflation(d, f));
    if (*line) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_COLLINEARITY_LINE, line);
}

void ot_arrange_tests(ot_document *d, const ot_form_fit *f) {
    if (!f->has_diagnostics) return;
    put_tests(d, f);
    put_influence(d, f);
    put_collinearity(d, f);
}

/* "4 and 13": degrees of freedom; "" where there are none. */
static const char *say_df(ot_document *d, const ot_detail *x) {
    if (!isfinite(x->df1)) return "";
    if (!isfinite(x->df2)) return ot_say2(d, OT_SAY_DETAIL_DF, say_digits(d, x->df1), "");
    return ot_say2(d, OT_SAY_DETAIL_DF2, say_digits(d, x->df1), say_digits(d, x->df2));
}

/* "a = 0.3 (s.e. 0.1)": of the equation as a whole the number alone. */
static const char *say_detail(ot_document *d, const ot_form_fit *f, const ot_detail *x) {
    const char *of = x->coefficient == SIZE_MAX ? NULL : ot_free_coefficient(f, x->coefficient);
    const char *text = say_digits(d, x->value), *note = say_df(d, x);
    if (x->rank) of = ot_document_format(d, "%d", x->rank);
    if (of) text = ot_say2(d, OT_SAY_DETAIL_OF, of, text);
    if (isfinite(x->se))
        note = ot_say_joined(d, OT_SAY_LISTED, note,
                             ot_say2(d, OT_SAY_DETAIL_SE, say_digits(d, x->se), ""));
    if (isfinite(x->p))
        note = ot_say_joined(d, OT_SAY_LISTED, note,
                             ot_say2(d, OT_SAY_DETAIL_P, say_short_p(d, x->p), ""));
    return *note ? ot_say2(d, OT_SAY_WITH_NOTE, text, note) : text;
}

/* A panel's size stands beside the sample. */
static int is_told(const ot_form_fit *f, ot_detail_name name) {
    return (name != OT_DETAIL_AREAS && name != OT_DETAIL_PANEL_ROWS) || f->n == 0;
}

static int is_simple(const ot_detail *x) {
    return x->coefficient == SIZE_MAX && !x->rank && !isfinite(x->df1);
}

/* All details of that name that are simple, or that are not: with their words, once. */
static const char *say_details(ot_document *d, const ot_form_fit *f, ot_detail_name name,
                               int simple) {
    const char *line = "";
    for (size_t i = 0; i < f->details.n && is_told(f, name); i++) {
        const ot_detail *x = &f->details.at[i];
        if (x->name == name && is_simple(x) == simple)
            line = ot_say_joined(d, OT_SAY_LISTED, line, say_detail(d, f, x));
    }
    if (!*line) return line;
    return ot_say2(d, OT_SAY_DETAIL_LINE, ot_detail_text(name, d->language), line);
}

static void put_outliers(ot_document *d, const ot_form_fit *f) {
    const char *years = "";
    for (size_t i = 0; i < f->n_outliers; i++)
        years = ot_say_joined(d, OT_SAY_LISTED, years, ot_document_format(d, "%d", f->outlier[i]));
    if (*years) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_OUTLIERS_LINE, years);
}

/* Plain numbers share a line; what has a coefficient, a year or a test has one a name. */
void ot_arrange_details(ot_document *d, const ot_form_fit *f) {
    const char *simple = "";
    for (int name = 0; name < OT_N_DETAIL_NAMES; name++)
        simple =
            ot_say_joined(d, OT_SAY_JOINED, simple, say_details(d, f, (ot_detail_name)name, 1));
    if (*simple) ot_document_text(d, OT_ELEMENT_ITEM, simple);
    for (int name = 0; name < OT_N_DETAIL_NAMES; name++) {
        const char *line = say_details(d, f, (ot_detail_name)name, 0);
        if (*line) ot_document_text(d, OT_ELEMENT_ITEM, line);
    }
    put_outliers(d, f);
}
